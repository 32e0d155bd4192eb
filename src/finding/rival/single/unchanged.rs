//! What one sentence says to change and the other to stay as it is.

use super::{LEAST, Sentence, are_alike, conflict, either_way};
use crate::{
    finding::{
        model::Facet,
        rival::deed::{Least, have_other_subjects, is_unreal},
        rule::Rule,
        statement::Ruling,
        wording::is_one_word,
    },
    mention::are_synonyms,
};
use std::ops::Range;

/// Verbs (stems) by which a thing goes on as it is.
const STAY: [&str; 7] = ["stay", "remain", "leav", "keep", "hold", "maintain", "stand"];
/// What it stays, and what says so by itself.
const SAME: [&str; 7] = ["unchanged", "unaltered", "same", "steady", "flat", "level", "untouched"];
const ITSELF: [&str; 2] = ["unchanged", "unaltered"];
/// Words between such a verb and what it says.
const MAX_STAY: usize = 6;
/// Verbs (stems) of change, of which all others are synonyms.
const CHANGE: [&str; 9] =
    ["rise", "rais", "increas", "fall", "cut", "reduc", "lower", "grow", "declin"];
/// Verbs (stems) of change with "up" or "down" behind.
const MOVE: [&str; 6] = ["push", "put", "go", "bring", "drive", "send"];
/// What sentences have to have in common that call the thing by other words.
const OF_OTHER_WORDS: Least = Least { n_words: 5, told: 16 * 256 };
/// Words beside a verb among which the thing it is said of stands.
const NEAR: usize = 4;

pub(super) fn rule(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<Ruling> {
    either_way(a, b, changed)
}

/// A change in the first sentence of what the second leaves as it is.
fn changed(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<Ruling> {
    let stay = unchanged(b)?;
    if unchanged(a).is_some() || changes(b, &stay).next().is_some() {
        return None;
    }
    let kept = things(b, &stay);
    let change = changes(a, &(0..0)).find(|&at| {
        let changed = things(a, &(at..at + 1));
        let is_one_thing = changed.iter().any(|x| kept.iter().any(|y| is_one_word(x, y)));
        // Of two things each is told by one alone.
        let says =
            |s: &Sentence<'_>, thing: &str| s.words.iter().any(|w| is_one_word(w.base, thing));
        let is_other_thing =
            changed.iter().any(|thing| says(b, thing)) || kept.iter().any(|thing| says(a, thing));
        are_alike(a, b, LEAST) && is_one_thing || are_alike(a, b, OF_OTHER_WORDS) && !is_other_thing
    })?;
    let (x, first, last) = (&a.words[change], &b.words[stay.start], &b.words[stay.end - 1]);
    let y = first.range.cover(last.range);
    let is_one_world = is_unreal(a.statement, x.range) == is_unreal(b.statement, y);
    if !is_one_world || have_other_subjects((a.statement, x.range), (b.statement, y)) {
        return None;
    }
    Some(conflict((Rule::Contrary, Facet::Polarity), (a, x.range), (b, y)))
}

/// The words that say of something that it stays as it is.
fn unchanged(s: &Sentence<'_>) -> Option<Range<usize>> {
    let words = &s.words;
    let is_as_before = |at: usize| {
        words[at].is(&["as", "where"])
            && words[at + 1..].iter().take(2).any(|word| word.is(&["is", "are", "was", "were"]))
    };
    let no_change = |at: usize| {
        words[at].is(&["no"]) && words.get(at + 1).is_some_and(|w| w.is(&["change", "changes"]))
    };
    (0..words.len()).find_map(|at| {
        if words[at].is(&ITSELF) && !s.is_denied(words[at].range) {
            return Some(at..at + 1);
        }
        if no_change(at) {
            return Some(at..at + 2);
        }
        if !STAY.contains(&words[at].base) || s.is_denied(words[at].range) {
            return None;
        }
        let last = (at + 1..words.len().min(at + 1 + MAX_STAY))
            // "A level nobody had seen" is no such word.
            .find(|&last| {
                words[last].is(&SAME) && !words[last - 1].is(&["a"]) || is_as_before(last)
            })?;
        let end = if words[last].is(&SAME) { last + 1 } else { (last + 3).min(words.len()) };
        Some(at..end)
    })
}

/// Where a sentence says that something changes, outside of `stay`.
fn changes<'s>(s: &'s Sentence<'_>, stay: &'s Range<usize>) -> impl Iterator<Item = usize> + 's {
    (0..s.words.len()).filter(move |at| {
        let word = &s.words[*at];
        let is_change =
            CHANGE.iter().any(|verb| word.base == *verb || are_synonyms(word.base, verb));
        let is_moved = || {
            let behind = s.words[at + 1..].iter().take(2);
            MOVE.contains(&word.base) && behind.into_iter().any(|word| word.is(&["up", "down"]))
        };
        word.is_lower && !stay.contains(at) && (is_change || is_moved()) && !s.is_denied(word.range)
    })
}

/// Bases of the telling words beside and between some.
fn things<'s>(s: &'s Sentence<'_>, place: &Range<usize>) -> Vec<&'s str> {
    let around = place.start.saturating_sub(NEAR)..s.words.len().min(place.end + NEAR);
    let is_thing = |at: &usize| {
        let word = &s.words[*at];
        let is_verb = place.len() == 1 && *at == place.start;
        word.is_telling() && !is_verb && !STAY.contains(&word.base) && !word.is(&SAME)
    };
    around.filter(is_thing).map(|at| s.words[at].base).collect()
}
