//! Whether the words around an expression look back or ahead.

use super::{lexicon::Kind, meaning::Side, words::Words};
use crate::normalize::Shape;
use std::ops::Range;

/// How many words before and after an expression are asked. A verb further away seldom
/// governs it, and the bound keeps long sentences linear.
const REACH: usize = 12;

/// The side on which a time said at words `start..end` of `sentence` lies: that of the
/// nearest verb before it, or after it if none stands before.
pub(super) fn side(words: &Words<'_>, start: usize, end: usize, sentence: Range<usize>) -> Side {
    let from = sentence.start.max(start.saturating_sub(REACH));
    let to = sentence.end.min(end + REACH);
    if start > from && matches!(words.previous(start), Kind::By | Kind::Until) {
        let is_past = (from..start).any(|at| words.word(at) == "had");
        return if is_past { Side::Past } else { Side::Future };
    }
    (from..start)
        .rev()
        .find_map(|at| verb(words, at))
        .or_else(|| (end..to).find_map(|at| verb(words, at)))
        .unwrap_or(Side::Unsaid)
}

fn verb(words: &Words<'_>, at: usize) -> Option<Side> {
    match words.kind(at) {
        Kind::Will if is_pluperfect(words, at) => Some(Side::Past),
        Kind::Will | Kind::Until => Some(Side::Future),
        Kind::To if is_verb_after(words, at) && is_pluperfect(words, at) => Some(Side::Past),
        Kind::To if is_verb_after(words, at) => Some(Side::Future),
        Kind::Was => Some(Side::Past),
        Kind::Other if words.shape(at) == Shape::Lower => {
            let word = words.word(at);
            (word.len() > 4 && word.ends_with("ed")).then_some(Side::Past)
        }
        _ => None,
    }
}

/// "had been due": what was ahead then.
fn is_pluperfect(words: &Words<'_>, at: usize) -> bool {
    (at.saturating_sub(4)..at).any(|before| words.word(before) == "had")
}

/// "to resume": a bare verb, and no "to officials", "to the", "to Congress".
fn is_verb_after(words: &Words<'_>, at: usize) -> bool {
    let word = words.word(at + 1);
    words.kind(at + 1) == Kind::Other
        && words.shape(at + 1) == Shape::Lower
        && !word.ends_with('s')
        && word.len() > 2
}
