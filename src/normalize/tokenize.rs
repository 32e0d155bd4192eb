//! Words and their ranges.
//!
//! A word is a run of letters, digits and combining marks. It may hold an apostrophe
//! between letters ("don't"), a full stop between single letters ("U.S"), a full stop or
//! comma between digits ("1,500", "3.5"). A possessive `'s` is left off, a hyphen parts
//! words. Scripts written without spaces yield what Unicode Annex 29 gives.

use super::document::Shape;
use crate::span::TextRange;
use unicode_segmentation::UnicodeSegmentation;

/// Calls `emit` with the range of every word of `range`, in order. Linear.
pub(super) fn for_each_word(text: &str, range: TextRange, mut emit: impl FnMut(TextRange)) {
    let slice = range.of(text);
    let base = range.start as usize;
    if !slice.is_ascii() && slice.chars().any(needs_segmenter) {
        for (at, word) in slice.unicode_word_indices() {
            emit(TextRange::new(base + at, base + at + word.len()));
        }
        return;
    }
    let mut at = 0;
    while let Some((start, end)) = next_word(slice, at) {
        let kept = end - possessive_len(&slice[start..end]);
        emit(TextRange::new(base + start, base + kept));
        at = end;
    }
}

/// Whether a letter belongs to a script whose words the plain scanner cannot tell apart.
pub(super) fn needs_segmenter(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{10FF}' | '\u{1200}'..='\u{1DBF}' | '\u{2E80}'..='\u{FAFF}' | '\u{20000}'..)
}

fn next_word(slice: &str, from: usize) -> Option<(usize, usize)> {
    let mut start = from;
    let first = loop {
        let c = char_at(slice, start)?;
        if c.is_alphanumeric() {
            break c;
        }
        start += c.len_utf8();
    };
    let mut end = start;
    let mut next = Some(first);
    let mut before = '\0';
    let mut run_len = 0;
    while let Some(c) = next {
        let after = char_at(slice, end + c.len_utf8());
        if is_word_char(c) {
            run_len += 1;
        } else if after.is_some_and(|after| joins(before, c, after, run_len)) {
            run_len = 0;
        } else {
            break;
        }
        end += c.len_utf8();
        before = c;
        next = after;
    }
    Some((start, end))
}

/// The character that begins at `at`, decoded only where it is not ASCII.
#[inline]
fn char_at(slice: &str, at: usize) -> Option<char> {
    match *slice.as_bytes().get(at)? {
        ascii @ 0..0x80 => Some(char::from(ascii)),
        _ => slice[at..].chars().next(),
    }
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '\u{0300}'..='\u{036F}' | '\u{00AD}')
}

/// Whether mark `c` between `before` and `next` stays inside a word; `run_len` letters
/// or digits stand between it and the last mark.
fn joins(before: char, c: char, next: char, run_len: usize) -> bool {
    match c {
        '\'' | '’' => before.is_alphabetic() && next.is_alphabetic(),
        '.' => {
            (before.is_numeric() && next.is_numeric())
                || (run_len == 1 && before.is_alphabetic() && next.is_alphabetic())
        }
        ',' => before.is_numeric() && next.is_numeric(),
        _ => false,
    }
}

/// Length of a possessive ending of `word`, 0 if there is none.
fn possessive_len(word: &str) -> usize {
    ["'s", "’s", "'S", "’S"]
        .iter()
        .find(|&&ending| word.len() > ending.len() && word.ends_with(ending))
        .map_or(0, |ending| ending.len())
}

/// How `word` is written.
pub(super) fn shape_of(word: &str) -> Shape {
    let mut n_letters = 0;
    let mut n_upper = 0;
    let mut starts_upper = false;
    for (i, c) in word.chars().enumerate() {
        if c.is_numeric() {
            return Shape::Number;
        }
        if c.is_alphabetic() {
            n_letters += 1;
            if c.is_uppercase() {
                n_upper += 1;
                starts_upper |= i == 0;
            }
        }
    }
    match (n_upper, starts_upper) {
        (0, _) => Shape::Lower,
        (n, _) if n == n_letters && n > 1 => Shape::Upper,
        (1, true) => Shape::Capitalised,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        for_each_word(text, TextRange::new(0, text.len()), |range| out.push(range.of(text)));
        out
    }

    #[test]
    fn words_of_news() {
        let cases: &[(&str, &[&str])] = &[
            ("", &[]),
            ("…—!", &[]),
            ("Don't panic.", &["Don't", "panic"]),
            ("Kyiv’s 28-point plan", &["Kyiv", "28", "point", "plan"]),
            ("the U.S. and E.U.-led talks", &["the", "U.S", "and", "E.U", "led", "talks"]),
            ("killed 1,500, or 3.5 %", &["killed", "1,500", "or", "3.5"]),
            ("at 1:00 a.m. local", &["at", "1", "00", "a.m", "local"]),
            ("end.Next", &["end", "Next"]),
            ("snake_case", &["snake_case"]),
            ("Überfälle in Łódź", &["Überfälle", "in", "Łódź"]),
            ("北京 2024年", &["北", "京", "2024", "年"]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), *expected, "{text}");
        }
    }

    #[test]
    fn shapes() {
        for (word, shape) in [
            ("peace", Shape::Lower),
            ("Peace", Shape::Capitalised),
            ("U.S", Shape::Upper),
            ("A", Shape::Capitalised),
            ("McDonald", Shape::Mixed),
            ("iPhone", Shape::Mixed),
            ("G7", Shape::Number),
            ("京", Shape::Lower),
        ] {
            assert_eq!(shape_of(word), shape, "{word}");
        }
    }

    proptest! {
        #[test]
        fn words_lie_in_order_on_boundaries(text in "\\PC*") {
            let mut last = 0;
            for_each_word(&text, TextRange::new(0, text.len()), |range| {
                assert!(range.start >= last && !range.is_empty());
                assert!(!range.of(&text).is_empty());
                last = range.end;
            });
        }
    }
}
