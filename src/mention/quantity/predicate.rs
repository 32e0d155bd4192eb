//! What is said to happen to those counted: killed, injured, arrested, recruited.

use super::counted::{NounPhrase, is_participle};
use crate::mention::{lexicon::Class, words::Words};
use crate::normalize::Shape;
use std::borrow::Cow;

/// Words a participle may stand away from its noun ("12 people in the village were killed").
const MAX_DISTANCE: usize = 9;

/// The predicate of the figure whose hedge and figure take `first..end`, and what it
/// counts `counted`.
pub(super) fn predicate_of(
    words: &Words<'_>,
    first: usize,
    end: usize,
    counted: Option<NounPhrase>,
) -> Option<Cow<'static, str>> {
    if let Some(said) = counted.and_then(|np| inside(words, np)) {
        return Some(Cow::Borrowed(said));
    }
    let is_after = counted.is_none_or(|np| np.first >= end);
    let after = counted.filter(|_| is_after).map_or(end, |np| np.end);
    let said = [
        adjacent(words, after),
        before(words, first),
        is_after.then(|| passive(words, after)).flatten(),
    ];
    let listed = said.iter().flatten().find(|said| matches!(said, Predicate::Listed(_)));
    listed.or_else(|| said.iter().flatten().next()).map(|said| match *said {
        Predicate::Listed(word) => Cow::Borrowed(word),
        Predicate::Verb(stem) => Cow::Owned(stem.to_owned()),
    })
}

/// What is said of those counted.
enum Predicate<'d> {
    /// One of the table, which goes before any other verb.
    Listed(&'static str),
    /// The stem of a verb of any kind.
    Verb(&'d str),
}

/// The predicate word `at` stands for: one of the table, or a verb of any kind.
fn predicate<'d>(words: &Words<'d>, at: usize) -> Option<Predicate<'d>> {
    let listed = words.entry(at).predicate.map(Predicate::Listed);
    listed.or_else(|| verb(words, at).map(Predicate::Verb))
}

/// Said by the noun itself or a participle before it: "deaths", "wounded soldiers".
fn inside(words: &Words<'_>, np: NounPhrase) -> Option<&'static str> {
    (np.first..np.end).rev().find_map(|i| words.entry(i).predicate)
}

/// A participle, or "dead" and its like, right after: "12 people killed", "five dead".
fn adjacent<'d>(words: &Words<'d>, after: usize) -> Option<Predicate<'d>> {
    let mut at = after;
    while words.is_next(at) && at < after + 3 && words.is_any(at, &[Class::Adverb]) {
        at += 1;
    }
    if !words.is_next(at) {
        return None;
    }
    let by_form = words.ends_in(at, "ed") && words.shape(at) == Some(Shape::Lower);
    let participle = || by_form.then(|| Predicate::Verb(words.stem(at)));
    let is_other =
        words.is_any(at, &[Class::Say, Class::Change]) && !words.is(at, Class::Participle);
    predicate(words, at).or_else(participle).filter(|_| !is_other)
}

/// A verb right before: "killed 12", "recruited over 1,500", "the deaths of 12".
fn before<'d>(words: &Words<'d>, first: usize) -> Option<Predicate<'d>> {
    let mut at = first.checked_sub(1)?;
    if words.reads(at, "of") && at > 0 {
        at -= 1;
        let is_lives = words.reads(at, "lives") || words.reads(at, "life");
        let word = if is_lives { Some("kill") } else { words.entry(at).predicate };
        return word.map(Predicate::Listed);
    }
    while at > 0 && words.is_any(at, &[Class::Article]) {
        at -= 1;
    }
    let is_open = words
        .gap(first)
        .chars()
        .all(|c| c.is_whitespace() || !c.is_ascii_punctuation() || c == '$');
    if !is_open {
        return None;
    }
    predicate(words, at).or_else(|| progressive(words, at))
}

fn progressive<'d>(words: &Words<'d>, at: usize) -> Option<Predicate<'d>> {
    let is_ing = words.ends_in(at, "ing")
        && words.word(at).len() > 5
        && words.shape(at) == Some(Shape::Lower);
    let is_other = words
        .is_any(at, &[Class::Preposition, Class::Say, Class::Pronoun, Class::Change])
        || ["during", "according"].iter().any(|word| words.reads(at, word));
    (is_ing && !is_other).then(|| Predicate::Verb(words.stem(at)))
}

/// The stem of a verb that says what happens; none of being, having, saying, changing.
fn verb<'d>(words: &Words<'d>, at: usize) -> Option<&'d str> {
    let is_verb = words.is(at, Class::Verb) || is_participle(words, at);
    let is_change = words.is(at, Class::Change) && !words.is(at, Class::Participle);
    let is_empty =
        is_change || words.is_any(at, &[Class::Say, Class::Auxiliary, Class::Preposition]);
    let is_written_small = words.shape(at) == Some(Shape::Lower);
    (is_verb && !is_empty && is_written_small).then(|| words.stem(at))
}

/// "12 people in the village were killed", "12 of whom died".
fn passive<'d>(words: &Words<'d>, after: usize) -> Option<Predicate<'d>> {
    for at in after..(after + MAX_DISTANCE).min(words.len()) {
        let gap = words.gap(at);
        if gap.contains([';', ':', '.', '"', '“', '”', '('])
            || words.is(at, Class::Conjunction)
            || words.shape(at) == Some(Shape::Number)
        {
            return None;
        }
        if words.is_any(at, &[Class::Be, Class::Have, Class::Auxiliary]) {
            let mut next = at + 1;
            while next < at + 5
                && (words.is_any(next, &[Class::Auxiliary, Class::Adverb])
                    || words.ends_in(next, "ly"))
            {
                next += 1;
            }
            return predicate(words, next);
        }
        if at > after && (words.entry(at).predicate.is_some() && is_participle(words, at)) {
            return predicate(words, at);
        }
    }
    None
}
