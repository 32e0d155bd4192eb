//! Other occupations of the one who is told of.

use super::{LEAST, Sentence, Word, are_alike, conflict};
use crate::{
    finding::{model::Facet, rule::Rule, statement::Ruling, wording::is_one_word},
    mention::{are_other_occupations, is_occupation},
};

/// Words before the noun that a sentence begins with.
const MAX_BEFORE: usize = 3;

/// Two sentences that begin with somebody known by an occupation alone ("The plumber accused
/// of", "The physician charged with"), who has another one in each.
pub(super) fn rule(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<Ruling> {
    let (x, y) = (subject(a)?, subject(b)?);
    let says = |s: &Sentence<'_>, word: &Word<'_>| {
        s.words.iter().any(|other| is_one_word(other.base, word.base))
    };
    let are_other = are_other_occupations(&x.text, &y.text) && !says(a, y) && !says(b, x);
    let found = are_other && are_alike(a, b, LEAST);
    found.then(|| conflict((Rule::OtherOccupation, Facet::Name), (a, x.range), (b, y.range)))
}

/// The occupation of whom the sentence begins with, where no name is told.
fn subject<'s, 'a>(s: &'s Sentence<'a>) -> Option<&'s Word<'a>> {
    let first = s.words.first().filter(|word| word.is(&["the", "a", "an"]))?;
    let noun = s.words[1..]
        .iter()
        .take(MAX_BEFORE)
        .find(|word| word.is_telling() && is_occupation(&word.text))?;
    let is_named = s.names().any(|(range, _)| {
        range.start >= first.range.start
            && (range.end <= noun.range.start || s.between(noun.range, range).trim().len() <= 1)
    });
    (!is_named).then_some(noun)
}
