//! Figures that are parts of something written in figures: an hour, a telephone number, a
//! decimal with a space in it.

use crate::{normalize::Document, span::TextRange};

/// Marks that join figures to one thing.
const JOINS: [char; 5] = ['/', ':', '-', '–', '×'];

/// Whether a figure stands beside another with no more than a mark between them, so that it may
/// be a part of a thing and no figure of its own.
pub(super) fn is_in_chain(doc: &Document, figure: TextRange) -> bool {
    let text = doc.text();
    let (before, after) = (&text[..figure.start as usize], &text[figure.end as usize..]);
    is_joined_before(before, figure.of(text)) || is_joined_after(after)
}

fn is_joined_before(before: &str, figure: &str) -> bool {
    let has_digit = |text: &str| text.trim_end().ends_with(|c: char| c.is_ascii_digit());
    let trimmed = before.trim_end();
    let Some(last) = trimmed.chars().next_back() else { return false };
    let rest = &trimmed[..trimmed.len() - last.len_utf8()];
    match last {
        // "Four-by-four".
        '-' if rest.trim_end().ends_with("by") => true,
        // "0800 555 111".
        '0'..='9' => trimmed.len() < before.len(),
        // "1, 500": a list goes on with other than three figures.
        ',' => has_digit(rest) && figure.bytes().take_while(u8::is_ascii_digit).count() == 3,
        // "2. 6 million", cut in two.
        '.' => rest.ends_with(|c: char| c.is_ascii_digit()),
        // "Q3 2024: €482.6m".
        mark => {
            let is_figure = figure.starts_with(|c: char| c.is_ascii_digit());
            JOINS.contains(&mark) && has_digit(rest) && is_figure
        }
    }
}

fn is_joined_after(after: &str) -> bool {
    let trimmed = after.trim_start();
    let starts_with_digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let Some(first) = trimmed.chars().next() else { return false };
    let rest = &trimmed[first.len_utf8()..];
    match first {
        '0'..='9' => true,
        ',' => {
            let digits = rest.trim_start().bytes().take_while(u8::is_ascii_digit).count();
            digits == 3
        }
        mark => JOINS.contains(&mark) && starts_with_digit(rest.trim_start()),
    }
}

/// Whether a figure makes one word with what follows ("a six-game run", "a 36-year-old").
pub(super) fn is_compound(doc: &Document, figure: TextRange) -> bool {
    let text = doc.text();
    let is_joined = |after: &str| {
        let rest = after.trim_start().strip_prefix('-');
        rest.is_some_and(|rest| rest.trim_start().starts_with(char::is_alphabetic))
    };
    // The unit may belong to the figure: "a 45-yard pass".
    let own = figure.of(text);
    let is_unit_joined = own.match_indices('-').any(|(at, _)| {
        own[..at].trim_end().ends_with(|c: char| c.is_ascii_digit()) && is_joined(&own[at..])
    });
    is_joined(&text[figure.end as usize..]) || is_unit_joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::Article,
        normalize::{NormalizeParams, normalize},
    };

    fn at(text: &str, figure: &str) -> (Document, TextRange) {
        let article = Article { text: text.to_owned(), ..Article::default() };
        let start = text.find(figure).expect("in the text");
        let range = TextRange::new(start, start + figure.len());
        (normalize(article, &NormalizeParams::default()), range)
    }

    #[test]
    fn parts_of_things_are_seen() {
        for (text, figure, expected) in [
            ("Call 0800 555 111 for help.", "555", true),
            ("Posted 10 / 25 / 11 at night.", "25", true),
            ("It came at 3: 33 on Sunday.", "33", true),
            ("A large four-by-four car.", "four car", true),
            ("A flat of 1, 500 square feet.", "500", true),
            ("A flat of 1, 500 square feet.", "1", true),
            ("They led 45 - 36 at half-time.", "36", true),
            ("In March 2024, 12 people died.", "12", false),
            ("He has 2, 3 or 4 cars.", "3", false),
            ("About 1,500 people came.", "1,500", false),
            ("12 people died.", "12", false),
            ("A profit (Q3 2024: €482.6m).", "€482.6m", false),
            ("A six-game run.", "six", false),
        ] {
            let (doc, range) = at(text, figure);
            assert_eq!(is_in_chain(&doc, range), expected, "{text}: {figure}");
        }
    }

    #[test]
    fn compounds_are_seen() {
        for (text, figure, expected) in [
            ("A six-game run.", "six", true),
            ("The 36 - year - old champion.", "36", true),
            ("A 45-yard pass.", "45-yard", true),
            ("About a 45-yard pass.", "About a 45-yard", true),
            ("A pass of 45 yards.", "45 yards", false),
            ("Twenty-two people came.", "Twenty-two people", false),
            ("He won six games.", "six", false),
            ("He won six – a record.", "six", false),
        ] {
            let (doc, range) = at(text, figure);
            assert_eq!(is_compound(&doc, range), expected, "{text}");
        }
    }
}
