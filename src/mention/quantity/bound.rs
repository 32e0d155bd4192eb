//! Hedges: "more than", "up to", "about", "or so".

use super::{model::Bound, number::Number};
use crate::mention::{
    lexicon::{BoundPhrase, Class, Side},
    words::Words,
};

/// A hedge and the words it reaches over.
pub(super) struct Hedge {
    pub bound: Bound,
    /// First word of the hedge and the figure.
    pub first: usize,
    /// One past the last word of both.
    pub end: usize,
}

/// The hedge of the figure that takes the words `first..end`, its marks included.
pub(super) fn hedge_of(words: &Words<'_>, number: &Number<'_>, end: usize) -> Hedge {
    let before = phrase_before(words, number.first);
    let after = phrase_after(words, end);
    let first = before.map_or(number.first, |phrase| number.first - phrase.words.len());
    let end = after.map_or(end, |phrase| end + phrase.words.len());
    let has_plus = words.gap(number.end).starts_with('+');
    let bound = match (before, after) {
        _ if has_plus => Bound::AtLeast,
        (_, Some(phrase)) | (Some(phrase), None) => named(phrase.bound),
        (None, None) => Bound::Exact,
    };
    Hedge { bound, first, end }
}

fn named(bound: &str) -> Bound {
    match bound {
        "at-least" => Bound::AtLeast,
        "at-most" => Bound::AtMost,
        "approximate" => Bound::Approximate,
        _ => Bound::Exact,
    }
}

fn phrase_before(words: &Words<'_>, first: usize) -> Option<&'static BoundPhrase> {
    let last = first.checked_sub(1)?;
    if !words.gap(first).starts_with(char::is_whitespace) {
        return None;
    }
    let phrases = words.lexicon.bounds(words.token(last).word);
    let is_over_what = words.reads(last, "over") && last > 0 && words.is(last - 1, Class::OverNoun);
    phrases.iter().filter(|_| !is_over_what).find(|phrase| {
        phrase.side == Side::Before
            && first >= phrase.words.len()
            && words.reads_all(first - phrase.words.len(), &phrase.words)
    })
}

fn phrase_after(words: &Words<'_>, end: usize) -> Option<&'static BoundPhrase> {
    if !words.is_next(end) {
        return None;
    }
    let phrases = words.lexicon.bounds(words.token(end).word);
    phrases.iter().find(|phrase| {
        let next = end + phrase.words.len();
        // "100 metres and up to 30" are two figures.
        let leads_on = words.reads(next - 1, "up") && words.reads(next, "to");
        phrase.side == Side::After && words.reads_all(end, &phrase.words) && !leads_on
    })
}
