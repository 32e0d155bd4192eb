//! Which capitalised words are names: a capital tells nothing at the start of a sentence,
//! in a headline or in shouted text, so other places in the article decide.

use super::gazetteer::{Gazetteer, Role};
use crate::mention::{
    lexicon::{Class, Lexicon, NumberWord, WordMap},
    words::Words,
};
use crate::normalize::{Document, Shape};

/// How often the article writes each word which way, inside sentences.
#[derive(Default)]
pub(super) struct Capitals {
    counts: WordMap<Count>,
}

#[derive(Default, Clone, Copy)]
struct Count {
    n_lower: u32,
    n_capital: u32,
}

impl Capitals {
    /// Counts the words of `doc`.
    pub(super) fn count(doc: &Document, lexicon: &'static Lexicon) -> Self {
        let mut capitals = Self::default();
        for sentence_idx in 0..doc.sentences.len() {
            let words = Words::new(doc, lexicon, sentence_idx);
            let is_shouted = words.is_shouted();
            for i in 0..words.len() {
                let count = capitals.counts.entry(words.token(i).word).or_default();
                match words.shape(i) {
                    Some(Shape::Lower) => count.n_lower += 1,
                    Some(Shape::Capitalised | Shape::Upper | Shape::Mixed)
                        if !is_shouted && !opens(&words, i) =>
                    {
                        count.n_capital += 1;
                    }
                    _ => {}
                }
            }
        }
        capitals
    }

    /// Whether the article writes the word with a capital where it need not.
    pub(super) fn is_seen_capital(&self, word: u64) -> bool {
        self.counts.get(&word).is_some_and(|count| count.n_capital > count.n_lower)
    }

    fn is_seen_lower(&self, word: u64) -> bool {
        self.counts.get(&word).is_some_and(|count| count.n_lower > 0)
    }
}

/// Whether word `i` opens a sentence, a quotation or an item, and has its capital for that.
pub(super) fn opens(words: &Words<'_>, i: usize) -> bool {
    if i == 0 {
        return true;
    }
    let gap = words.gap(i);
    gap.contains(['(', '[', '“', '"', '•', '*', '…', '‘', '|', '\n'])
        || gap.trim_end().ends_with([':', '!', '?'])
        || gap.len() > 1
            && gap.starts_with('.')
            && words.shape(i - 1) != Some(Shape::Upper)
            && words.word(i - 1).len() > 4
}

/// Whether word `i` can be a word of a name. `is_shouted` as [`Words::is_shouted`] tells.
pub(super) fn is_name_word(
    words: &Words<'_>,
    tables: &Gazetteer,
    capitals: &Capitals,
    is_shouted: bool,
    i: usize,
) -> bool {
    if !has_capital(words, i) || is_never_name(words, i) || is_in_address(words, i) {
        return false;
    }
    let word = words.token(i).word;
    if tables.is(word, Role::PlainAcronym) && words.shape(i) == Some(Shape::Upper) {
        return false;
    }
    let is_known = tables.place(words.word(i)).is_some()
        || tables.country(word).is_some()
        || opens(words, i) && opens_known_name(words, tables, i);
    if is_shouted {
        return capitals.is_seen_capital(word) || is_known && words.word(i).len() > 3;
    }
    if words.is_stop(i) && !tables.is(word, Role::TitleHead) {
        return false;
    }
    let is_upper = words.shape(i) == Some(Shape::Upper);
    if is_upper && words.word(i).len() > 3 && tables.is(word, Role::Ordinary) {
        return false;
    }
    if !opens(words, i) || is_upper && words.word(i).len() <= 6 {
        return true;
    }
    if capitals.is_seen_capital(word) || is_known {
        return true;
    }
    let is_plain = tables.is(word, Role::Ordinary) || capitals.is_seen_lower(word);
    let is_abbreviated = tables.is(word, Role::TitleHead) && words.gap(i + 1) == ". ";
    let is_followed = (words.is_next(i + 1) || is_abbreviated)
        && has_capital(words, i + 1)
        && !is_never_name(words, i + 1);
    let is_half_plain = tables.is(word, Role::Common)
        || tables.is(word, Role::TitleHead)
        || is_regular_form(words, i);
    let is_next = |role| tables.is(words.token(i + 1).word, role);
    let opens_title = tables.is(word, Role::TitleModifier)
        && is_followed
        && (is_next(Role::TitleHead) || is_next(Role::TitleModifier))
        && has_capital(words, i + 2);
    let opens_office = is_followed
        && words.shape(i + 1) == Some(Shape::Capitalised)
        && (is_next(Role::OrgSuffix) || is_next(Role::PlaceSuffix) || opens_title);
    opens_office || !is_plain && (is_followed || !is_half_plain)
}

/// Whether word `i` is part of a link, a mail address, a handle or a hashtag.
fn is_in_address(words: &Words<'_>, i: usize) -> bool {
    let (before, after) = (words.gap(i), words.gap(i + 1));
    let is_long = |k: usize| words.word(k).len() > 2;
    let is_glued_after = i + 1 < words.len()
        && is_long(i)
        && (after.starts_with(['@', '_']) || matches!(after, "." | "=" | "://"));
    let is_glued_before = before.ends_with(['@', '#', '_', '='])
        || i > 0 && before == "." && is_long(i - 1)
        || i > 1 && before == "/" && words.gap(i - 1) == ".";
    let is_party_state = i > 0
        && words.is_tied(i)
        && matches!(words.word(i - 1), "R" | "D" | "I")
        && words.word(i).len() == 2;
    is_glued_after || is_glued_before || is_party_state
}

/// Whether a place or an institution in two or three words starts at word `i`.
fn opens_known_name(words: &Words<'_>, tables: &Gazetteer, i: usize) -> bool {
    (2..=3).filter(|&n| (i + 1..i + n).all(|k| words.is_next(k) && has_capital(words, k))).any(
        |n| {
            let spelling = words.span(i, i + n).of(words.doc.text());
            tables.place(spelling).is_some() || tables.is_institution(spelling)
        },
    )
}

/// Endings that ordinary words share: a rare word at the start of a sentence that has one
/// is no name.
fn is_regular_form(words: &Words<'_>, i: usize) -> bool {
    ["ly", "ing", "ness", "tion", "tions", "ment", "ments", "able", "ized", "ised"]
        .iter()
        .any(|ending| words.ends_in(i, ending))
}

/// Longest code with figures taken for a name ("A320").
const MAX_CODE_BYTES: usize = 6;

/// Whether word `i` starts with a capital, or holds one ("iPhone").
pub(super) fn has_capital(words: &Words<'_>, i: usize) -> bool {
    match words.shape(i) {
        Some(Shape::Capitalised | Shape::Upper | Shape::Mixed) => {
            words.word(i).len() > 1 || words.gap(i + 1).starts_with('.') || words.is_tied(i + 1)
        }
        // Codes such as "G7" and "F-16"; not "5G" or "2nd".
        Some(Shape::Number) => {
            words.word(i).len() <= MAX_CODE_BYTES && words.word(i).starts_with(char::is_uppercase)
        }
        _ => false,
    }
}

/// "First Amendment", "Fifth Avenue" inside a sentence.
fn opens_as_ordinal(words: &Words<'_>, i: usize) -> bool {
    let is_ordinal = matches!(words.entry(i).number, Some((NumberWord::Ordinal, _)));
    is_ordinal && !opens(words, i) && words.is_next(i + 1) && has_capital(words, i + 1)
}

/// Pronouns, days, months and single letters.
fn is_never_name(words: &Words<'_>, i: usize) -> bool {
    let word = words.word(i);
    let is_short_form = word.starts_with("I'") || word.starts_with("I’") || word == "I";
    let is_contraction = word.ends_with("n't")
        || word.ends_with("n’t")
        || ["'re", "’re", "'ll", "’ll", "'ve", "’ve", "'d", "’d"]
            .iter()
            .any(|tail| word.ends_with(tail));
    is_short_form
        || is_contraction
        || words.is(i, Class::Weekday)
        || words.is(i, Class::Month)
        || words.is(i, Class::Clock) && words.shape(i) == Some(Shape::Upper)
        || words.entry(i).number.is_some()
            && words.shape(i) == Some(Shape::Capitalised)
            && !opens_as_ordinal(words, i)
        || words.shape(i) == Some(Shape::Upper)
            && words.is_any(i, &[Class::Conjunction, Class::Negator, Class::Determiner])
}
