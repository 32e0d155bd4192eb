//! Who went alone in one account, and with somebody in the other.

use super::{LEAST, Sentence, are_alike, conflict, either_way};
use crate::{
    finding::{model::Facet, rule::Rule, statement::Ruling},
    mention::NameClass,
    span::TextRange,
};

/// Words that say that nobody else was there.
const ALONE: [&str; 4] = ["alone", "unaccompanied", "single-handed", "single-handedly"];
/// Whose companion follows.
const OWN: [&str; 5] = ["his", "her", "their", "its", "whose"];
/// Words between a verb and what says that it was done alone.
const MAX_BETWEEN: usize = 3;

pub(super) fn rule(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<Ruling> {
    either_way(a, b, |lonely, other| {
        let words = &lonely.words;
        let alone = (1..words.len()).find(|&at| words[at].is(&ALONE))?;
        let before = words[alone.saturating_sub(MAX_BETWEEN)..alone].iter().rev();
        let mut deeds = before.filter(|word| word.is_telling());
        let deed = deeds.find(|deed| other.words.iter().any(|word| word.base == deed.base))?;
        let done = other.words.iter().position(|word| word.base == deed.base)?;
        let (with, company) = company(other, done)?;
        let has_company = lonely.words.iter().any(|word| word.is(&["with"]))
            || other.words.iter().any(|word| word.is(&ALONE));
        if has_company
            || lonely.is_denied(deed.range)
            || other.is_denied(other.words[done].range)
            || !are_alike(lonely, other, LEAST)
        {
            return None;
        }
        let (x, y) = (words[alone].range, with.cover(company));
        Some(conflict((Rule::Contrary, Facet::Polarity), (lonely, x), (other, y)))
    })
}

/// "With her counterpart", "with Ana Reyes" behind the word `done`: where it begins, and its
/// last word.
fn company(s: &Sentence<'_>, done: usize) -> Option<(TextRange, TextRange)> {
    let is_person = |word: TextRange| {
        s.names().any(|(range, name)| name.class == NameClass::Person && range.overlaps(word))
    };
    let pairs = s.words[done + 1..].windows(2);
    let mut found = pairs
        .filter(|pair| pair[0].is(&["with"]) && (pair[1].is(&OWN) || is_person(pair[1].range)));
    found.next().map(|pair| (pair[0].range, pair[1].range))
}
