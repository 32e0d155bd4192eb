//! Which capitalised words are names: a capital tells nothing at the start of a sentence,
//! in a headline or in shouted text, so other places in the article decide.

use super::gazetteer::{Gazetteer, Role};
use crate::mention::{
    lexicon::{Class, NumberWord},
    words::Words,
};
use crate::normalize::{Shape, Token};

/// How often the article writes each word which way, inside sentences.
pub(super) struct Capitals {
    /// By [`crate::normalize::Token::term_idx`].
    counts: Vec<Count>,
}

#[derive(Default, Clone, Copy)]
struct Count {
    n_lower: u32,
    n_capital: u32,
}

impl Capitals {
    /// Counts the words of a document of `n_terms` terms.
    pub(super) fn count(sentences: &[Words<'_>], n_terms: usize) -> Self {
        let mut counts = vec![Count::default(); n_terms];
        for words in sentences {
            for i in 0..words.len() {
                let count = &mut counts[words.token(i).term_idx as usize];
                match words.token(i).shape {
                    Shape::Lower => count.n_lower += 1,
                    Shape::Number => {}
                    _ => count.n_capital += u32::from(!words.is_shouted() && !opens(words, i)),
                }
            }
        }
        Self { counts }
    }

    /// Whether the article writes the word with a capital where it need not.
    pub(super) fn is_seen_capital(&self, token: &Token) -> bool {
        let count = self.counts[token.term_idx as usize];
        count.n_capital > count.n_lower
    }

    fn is_seen_lower(&self, token: &Token) -> bool {
        self.counts[token.term_idx as usize].n_lower > 0
    }
}

/// Whether word `i` opens a sentence, a quotation or an item, and has its capital for that.
pub(super) fn opens(words: &Words<'_>, i: usize) -> bool {
    if i == 0 {
        return true;
    }
    if words.lone_mark(i) == b' ' {
        return false;
    }
    let gap = words.gap(i);
    if gap == ", " {
        return false;
    }
    gap.contains(['(', '[', '“', '"', '•', '*', '…', '‘', '|', '\n'])
        || gap.trim_end().ends_with([':', '!', '?'])
        || gap.len() > 1
            && gap.starts_with('.')
            && words.shape(i - 1) != Some(Shape::Upper)
            && words.word(i - 1).len() > 4
}

/// Whether word `i` can be a word of a name.
pub(super) fn is_name_word(
    words: &Words<'_>,
    tables: &Gazetteer,
    capitals: &Capitals,
    i: usize,
) -> bool {
    if words.shape(i) == Some(Shape::Lower) {
        return false;
    }
    // "anti-Semitism" is a word.
    if words.is_tied(i) && words.shape(i - 1) == Some(Shape::Lower) && words.ends_in(i, "ism") {
        return false;
    }
    if !has_capital(words, i) || is_never_name(words, i) || is_in_address(words, i) {
        return false;
    }
    let Some(known) = words.known(i) else { return false };
    let roles = known.roles;
    if roles.has(Role::PlainAcronym) && words.shape(i) == Some(Shape::Upper) {
        return false;
    }
    let is_known = || {
        tables.place(words, i..i + 1).is_some()
            || known.country.is_some()
            || opens(words, i) && opens_known_name(words, tables, i)
    };
    if words.is_shouted() {
        return capitals.is_seen_capital(words.token(i)) || words.word(i).len() > 3 && is_known();
    }
    if words.is_stop(i) && !roles.has(Role::TitleHead) {
        return false;
    }
    let is_upper = words.shape(i) == Some(Shape::Upper);
    if is_upper && words.word(i).len() > 3 && roles.has(Role::Ordinary) {
        return false;
    }
    if !opens(words, i) || is_upper && words.word(i).len() <= 6 {
        return true;
    }
    if capitals.is_seen_capital(words.token(i)) || is_known() {
        return true;
    }
    let is_plain = roles.has(Role::Ordinary) || capitals.is_seen_lower(words.token(i));
    let is_abbreviated = roles.has(Role::TitleHead) && words.gap(i + 1) == ". ";
    let is_followed = (words.is_next(i + 1) || is_abbreviated)
        && has_capital(words, i + 1)
        && !is_never_name(words, i + 1);
    let is_half_plain =
        roles.has(Role::Common) || roles.has(Role::TitleHead) || is_regular_form(words, i);
    let is_next = |role| words.known(i + 1).is_some_and(|next| next.roles.has(role));
    let opens_title = roles.has(Role::TitleModifier)
        && is_followed
        && (is_next(Role::TitleHead) || is_next(Role::TitleModifier))
        && has_capital(words, i + 2);
    let opens_office = is_followed
        && words.shape(i + 1) == Some(Shape::Capitalised)
        && (is_next(Role::OrgSuffix) || is_next(Role::PlaceSuffix) || opens_title);
    // "Bill Taylor said", "Mark Venn left": given names that are words too.
    let opens_person = roles.has(Role::GivenName)
        && is_followed
        && words.shape(i + 1) == Some(Shape::Capitalised)
        && !is_next(Role::Ordinary)
        && !is_next(Role::Common);
    // "Great Arnwick lies in the fens."; "New" is as often no part of a name there.
    let opens_place = roles.has(Role::PlacePrefix)
        && !words.reads(i, "New")
        && is_followed
        && words.shape(i + 1) == Some(Shape::Capitalised)
        && !is_next(Role::Ordinary)
        && !is_next(Role::Common)
        && !is_next(Role::GivenName)
        && words.known(i + 1).is_some_and(|next| next.country.is_none());
    opens_person || opens_office || opens_place || !is_plain && (is_followed || !is_half_plain)
}

/// Whether word `i` is part of a link, a mail address, a handle or a hashtag.
fn is_in_address(words: &Words<'_>, i: usize) -> bool {
    if words.lone_mark(i) == b' ' && words.lone_mark(i + 1) == b' ' {
        return false;
    }
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
    (2..=3)
        .filter(|&n| (i + 1..i + n).all(|k| words.is_next(k) && has_capital(words, k)))
        .any(|n| tables.place(words, i..i + n).is_some() || tables.is_institution(words, i..i + n))
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

/// "I'm", "don't", "they’re".
fn is_contraction(word: &str) -> bool {
    const TAILS: [&str; 10] = ["n't", "n’t", "'re", "’re", "'ll", "’ll", "'ve", "’ve", "'d", "’d"];
    // They end in few letters, and an apostrophe, straight or curled, has one of two bytes.
    (word.ends_with(['t', 'e', 'l', 'd']) || word.starts_with('I'))
        && word.bytes().any(|b| matches!(b, b'\'' | 0xE2))
        && (word.starts_with("I'")
            || word.starts_with("I’")
            || TAILS.iter().any(|tail| word.ends_with(tail)))
}

/// Pronouns, days, months and single letters.
fn is_never_name(words: &Words<'_>, i: usize) -> bool {
    let (word, entry, shape) = (words.word(i), words.entry(i), words.shape(i));
    word == "I"
        || is_contraction(word)
        || entry.is_any(&[Class::Weekday, Class::Month])
        || entry.is(Class::Clock) && shape == Some(Shape::Upper)
        || entry.number.is_some()
            && shape == Some(Shape::Capitalised)
            && !opens_as_ordinal(words, i)
        || shape == Some(Shape::Upper)
            && entry.is_any(&[Class::Conjunction, Class::Negator, Class::Determiner])
}
