//! What one sentence says to go on at a time, and the other to have ended before it.

use super::{LEAST, Sentence, are_alike, conflict, either_way};
use crate::{
    finding::{model::Facet, rule::Rule, statement::Ruling},
    mention::{Moment, are_synonyms},
    span::TextRange,
};

/// Words that say that a state lasts.
const LASTS: [&str; 9] = [
    "still",
    "remains",
    "remained",
    "continues",
    "continued",
    "missing",
    "ongoing",
    "unresolved",
    "awaiting",
];
/// What a condition is of somebody alive.
const CONDITIONS: [&str; 5] = ["critical", "stable", "serious", "grave", "intensive"];
const OF_CONDITION: [&str; 2] = ["condition", "care"];
/// Verbs and phrases (bases) of an end; more are synonyms of one.
const ENDS: [&str; 12] = [
    "die",
    "end",
    "extinguish",
    "free",
    "releas",
    "rescu",
    "find",
    "acquit",
    "convict",
    "surrend",
    "resign",
    "reopen",
];
/// Verbs (bases) of an end with "out" behind.
const OUT: [&str; 2] = ["put", "go"];

/// A state and the times of it.
struct Told {
    range: TextRange,
    times: Vec<(TextRange, (Moment, Moment))>,
}

pub(super) fn rule(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<Ruling> {
    either_way(a, b, |lasting, other| {
        let (state, end) = (lasts(lasting)?, ends(other)?);
        // "Was still going on at noon on Friday" is of no day to come.
        let day = |s: &Sentence<'_>| s.statement.day().unwrap_or("9").to_owned();
        let is_past = state.times.iter().all(|(_, time)| time.0.as_str()[..10] <= *day(lasting))
            && end.times.iter().all(|(_, time)| time.0.as_str()[..10] <= *day(other));
        if !is_past {
            return None;
        }
        let first = state.times.iter().map(|(_, time)| time.0).min()?;
        let (_, ended) =
            end.times.iter().find(|(range, _)| !other.statement.is_time_of_report(*range))?;
        let is_before = ended.1 < first && !goes_on(other) && ends(lasting).is_none();
        if !is_before || !are_alike(lasting, other, LEAST) {
            return None;
        }
        Some(conflict((Rule::EndedBefore, Facet::Time), (lasting, state.range), (other, end.range)))
    })
}

fn times(s: &Sentence<'_>) -> Vec<(TextRange, (Moment, Moment))> {
    let is_since = |range: TextRange| {
        let before = s.words.iter().rev().find(|word| word.range.end <= range.start);
        before.is_some_and(|word| word.is(&["since", "from", "until", "after", "before"]))
    };
    let told = s.statement.intervals().into_iter().filter(|(range, _)| !is_since(*range));
    told.map(|(range, interval)| (range, *interval)).collect()
}

fn lasts(s: &Sentence<'_>) -> Option<Told> {
    let words = &s.words;
    let at = (0..words.len()).find(|&at| {
        let is_condition = words[at].is(&CONDITIONS)
            && words.get(at + 1).is_some_and(|word| word.is(&OF_CONDITION));
        words[at].is(&LASTS) && !s.is_denied(words[at].range) || is_condition
    })?;
    let last = if words[at].is(&CONDITIONS) { at + 1 } else { at };
    Some(Told { range: words[at].range.cover(words[last].range), times: times(s) })
}

/// Whether a sentence has a state that lasts, other than of who was missing.
fn goes_on(s: &Sentence<'_>) -> bool {
    lasts(s).is_some_and(|state| s.statement.words(state.range) != "missing")
}

fn ends(s: &Sentence<'_>) -> Option<Told> {
    let words = &s.words;
    let at = (0..words.len()).find(|&at| {
        let word = &words[at];
        let is_end = ENDS.iter().any(|end| word.base == *end || are_synonyms(word.base, end));
        let is_out =
            || OUT.contains(&word.base) && words.get(at + 1).is_some_and(|next| next.is(&["out"]));
        word.is_lower
            && (is_end && (word.text.ends_with('d') || word.is_form) || is_out())
            && !s.is_denied(word.range)
    })?;
    Some(Told { range: words[at].range, times: times(s) })
}
