//! A deed that one sentence says to have had no object at all.

use super::{LEAST, Sentence, are_alike, either_way, is_verb};
use crate::finding::{polarity::denial_of, statement::Ruling};

/// Objects that there were none of.
const NOTHING: [&str; 3] = ["nothing", "nobody", "nowhere"];
/// Words behind them by which there was something.
const EXCEPT: [&str; 12] = [
    "but", "except", "more", "less", "other", "else", "new", "wrong", "like", "about", "short",
    "to",
];
/// Verbs of which they are the subject.
const SUBJECT_OF: [&str; 10] =
    ["is", "was", "has", "had", "will", "would", "can", "could", "should", "happened"];
/// Words between a verb and its object.
const MAX_BETWEEN: usize = 3;
/// Verbs (stems) of which the object says nothing of what was done: what was said of nothing.
const SPEECH: [&str; 8] = ["say", "tell", "know", "see", "hear", "add", "mean", "be"];

/// A deed with an object in the one sentence, and without any in the other. Cost: words of one
/// times words of the other.
pub(super) fn rule(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<Ruling> {
    either_way(a, b, |denying, other| {
        let words = &denying.words;
        let none = (1..words.len()).find(|&at| {
            words[at].is(&NOTHING)
                && !words.get(at + 1).is_some_and(|next| next.is(&EXCEPT) || next.is(&SUBJECT_OF))
        })?;
        let deed = (none.saturating_sub(MAX_BETWEEN + 1)..none).rev().find(|&at| {
            is_verb(&words[at]) && other.words.iter().any(|w| w.base == words[at].base)
        })?;
        let base = words[deed].base;
        let is_parted = denying.between(words[deed].range, words[none].range).contains([',', ';']);
        let has_none = other.words.iter().any(|word| word.is(&NOTHING));
        let done = other.words.iter().find(|word| word.base == base && word.is_lower)?;
        if SPEECH.contains(&base)
            || is_parted
            || has_none
            || other.is_denied(done.range)
            || !are_alike(denying, other, LEAST)
        {
            return None;
        }
        let denied = words[deed].range.cover(words[none].range);
        let said = [
            denying.statement.marked(vec![denied], None),
            other.statement.marked(vec![done.range], None),
        ];
        Some(denial_of(denying.statement, other.statement, said))
    })
}
