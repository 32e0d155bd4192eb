//! Where a clause ends and what it says: what negation and certainty need of grammar.

use super::{
    irregular,
    lexicon::Class,
    phrases::{Opens, Phrases},
    reported::Tag,
    words::Words,
};
use crate::{normalize::Shape, span::TextRange};
use std::{ops::Range, sync::LazyLock};

/// Longest clause, in words: what stands farther is looked at no more, so that the cost stays
/// linear.
const MAX_CLAUSE_WORDS: usize = 48;
/// Longest aside between two commas, in words.
const MAX_ASIDE_WORDS: usize = 7;
/// Longest part of a list between two commas, in words.
const MAX_PART_WORDS: usize = 4;

/// The word that a clause turns on: its verb, or the adjective or noun that is said of
/// something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predicate {
    /// The word.
    pub range: TextRange,
    /// Its stem; of an irregular verb that of its base form ("throw" for "thrown").
    pub stem: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Break,
    And,
    Subject,
    That,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    HelperVerb,
    Helper,
    OpensNoun,
}

const CLAUSE: &str = include_str!("data/en/clause.txt");

/// Words at the borders of clauses; of "but" and its like `Break`, whatever else they are.
static BREAKS: LazyLock<Phrases<Role>> = LazyLock::new(|| {
    Phrases::read(CLAUSE, Opens::table(0), |section| match section {
        "break" => Some(Role::Break),
        "and" => Some(Role::And),
        "subject" => Some(Role::Subject),
        _ => None,
    })
});
static OPENERS: LazyLock<Phrases<Role>> = LazyLock::new(|| {
    Phrases::read(CLAUSE, Opens::table(1), |section| (section == "that").then_some(Role::That))
});
static PARTS: LazyLock<Phrases<Part>> = LazyLock::new(|| {
    Phrases::read(CLAUSE, Opens::table(2), |section| match section {
        "helper-verb" => Some(Part::HelperVerb),
        "helper" => Some(Part::Helper),
        "opens-noun" => Some(Part::OpensNoun),
        _ => None,
    })
});
static LIGHT: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::read(CLAUSE, Opens::table(3), |section| (section == "light").then_some(()))
});

/// The words that open a phrase of these tables.
pub(super) fn openers() -> impl Iterator<Item = (u64, Opens)> {
    let borders = BREAKS.openers().chain(OPENERS.openers());
    borders.chain(PARTS.openers()).chain(LIGHT.openers())
}

/// What parts two words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    Comma,
    End,
}

/// The mark in `gap`; `depth` counts the quotation marks that opened within the clause.
fn mark(gap: &str, depth: &mut u32) -> Mark {
    if gap == " " {
        return Mark::None;
    }
    let mut found = Mark::None;
    let mut before = None;
    for (at, c) in gap.char_indices() {
        let is_opening = c == '“' || c == '"' && before.is_some_and(char::is_whitespace);
        let is_dash =
            c == '-' && gap.len() > 1 && !gap[at + 1..].starts_with(['-', ' ']) && at == 0;
        match c {
            _ if is_opening => *depth += 1,
            '”' | '"' if *depth == 0 => return Mark::End,
            '”' | '"' => *depth -= 1,
            '-' if is_dash || gap.len() == 1 => {}
            ';' | ':' | '—' | '–' | '(' | ')' | '[' | ']' | '!' | '?' | '…' | '-' => {
                return Mark::End;
            }
            ',' => found = Mark::Comma,
            _ => {}
        }
        before = Some(c);
    }
    found
}

/// One past the last word of the clause that goes on at word `from`.
fn end(words: &Words<'_>, from: usize) -> usize {
    let limit = words.len().min(from + MAX_CLAUSE_WORDS);
    let mut depth = 0;
    let mut i = from + 1;
    while i < limit {
        let is_plain = words.lone_mark(i) == b' ';
        let mark = if is_plain { Mark::None } else { mark(words.gap(i), &mut depth) };
        match mark {
            Mark::End => return i,
            Mark::Comma => match list_end(words, i) {
                Some(next) => i = next,
                None => return i,
            },
            Mark::None if breaks(words, i) => return i,
            Mark::None => {}
        }
        i += 1;
    }
    limit.max(from)
}

/// The clause behind the words up to `at`: it begins behind an aside between commas, and is
/// empty where another mark follows at once.
pub(super) fn rest(words: &Words<'_>, at: usize) -> Range<usize> {
    if at >= words.len() {
        return at..at;
    }
    let start = match mark(words.gap(at), &mut 0) {
        Mark::None => at,
        Mark::Comma => {
            let limit = words.len().min(at + MAX_ASIDE_WORDS);
            match (at + 1..limit).find(|&i| words.gap(i).starts_with(',')) {
                Some(start) => start,
                None => return at..at,
            }
        }
        Mark::End => return at..at,
    };
    start..end(words, start)
}

/// Whether a new clause begins at word `i` without a mark.
fn breaks(words: &Words<'_>, i: usize) -> bool {
    match BREAKS.holds(words, i) {
        Some(Role::Break) => true,
        Some(Role::And) => {
            let next = i + 1;
            BREAKS.holds(words, next) == Some(Role::Subject) || is_finite(words, next)
        }
        _ => false,
    }
}

/// Whether word `i` is "and" or "or".
pub(super) fn is_and(words: &Words<'_>, i: usize) -> bool {
    BREAKS.holds(words, i) == Some(Role::And)
}

/// If the comma before word `i` parts a list ("food, water or fuel"), its last "or".
fn list_end(words: &Words<'_>, i: usize) -> Option<usize> {
    let mut part = 0;
    for j in i..words.len().min(i + 4 * MAX_PART_WORDS) {
        let is_and = is_and(words, j) || words.reads(j, "nor");
        if is_and {
            return (j > i && j + 1 < words.len() && !breaks(words, j)).then_some(j);
        }
        if part > MAX_PART_WORDS || BREAKS.holds(words, j).is_some() || is_finite(words, j) {
            return None;
        }
        part = match words.gap(j + 1) {
            " " => part + 1,
            gap if gap.starts_with(',') => 0,
            _ => return None,
        };
    }
    None
}

/// The readings of word `i` in reports of speech; none past the end.
pub(super) fn tag(words: &Words<'_>, i: usize) -> Tag {
    words.known(i).map_or_else(Tag::default, |known| known.tag)
}

/// Whether word `i` is an auxiliary or a verb of a table in a finite form.
fn is_finite(words: &Words<'_>, i: usize) -> bool {
    let tag = tag(words, i);
    tag.has(Tag::AUXILIARY) || tag.has(Tag::FINITE) && !tag.has(Tag::NOUNISH)
}

/// Whether word `i` may be the finite verb of a clause, told by a table or its ending.
fn is_verb(words: &Words<'_>, i: usize) -> bool {
    let looks_past =
        || (tag(words, i) | Tag::of_ending(words.word(i).as_bytes())).has(Tag::LOOKS_PAST);
    words.shape(i) == Some(Shape::Lower)
        && (is_finite(words, i) || looks_past() || irregular::is_past(words.token(i).word))
}

/// Whether a clause begins at word `i`: first of all, behind a mark, a conjunction, a relative
/// pronoun, or a verb of speech.
pub(super) fn starts(words: &Words<'_>, i: usize) -> bool {
    // "Absolutely no one", "almost none"
    let is_degree = |at: usize| is_degree(words, at) && !words.is(at, Class::Pronoun);
    let i = if i > 0 && words.is_next(i) && is_degree(i - 1) { i - 1 } else { i };
    let Some(before) = i.checked_sub(1) else { return true };
    let mut depth = 0;
    let gap = words.gap(i);
    let tag = || tag(words, before);
    mark(gap, &mut depth) != Mark::None
        || depth > 0
        || OPENERS.holds(words, before).is_some()
        || tag().has(Tag::SAY | Tag::THINK) && tag().has(Tag::FINITE)
}

/// Whether word `i` only helps a verb, or says how much.
pub(super) fn is_helper(words: &Words<'_>, i: usize) -> bool {
    PARTS.holds(words, i) == Some(Part::HelperVerb) || is_degree(words, i)
}

/// Whether word `i` is an adverb or the like.
fn is_degree(words: &Words<'_>, i: usize) -> bool {
    PARTS.holds(words, i) == Some(Part::Helper) || is_manner(words, i)
}

fn is_manner(words: &Words<'_>, i: usize) -> bool {
    words.is(i, Class::Adverb) && !words.is(i, Class::Preposition)
        || words.ends_in(i, "ly") && words.word(i).len() > 5
}

/// Whether word `i` says no more than that something is or is had, or joins a noun to it.
pub(super) fn is_light(words: &Words<'_>, i: usize) -> bool {
    LIGHT.holds(words, i).is_some()
}

/// The word that the clause of `part` turns on, read from its start: helpers are passed
/// over, behind an article it is the head of the noun phrase.
pub(super) fn predicate(words: &Words<'_>, part: Range<usize>) -> Option<usize> {
    let mut last_helper = None;
    let mut i = part.start;
    while i < part.end {
        let (found, n_words) = PARTS.at(words, i).map_or((None, 1), |(p, n)| (Some(p), n));
        match found {
            Some(Part::HelperVerb) => last_helper = Some(i),
            Some(Part::Helper) => {}
            // "never before been seen"
            Some(Part::OpensNoun) if PARTS.holds(words, i + 1) == Some(Part::HelperVerb) => {}
            Some(Part::OpensNoun) => return head(words, i + 1..part.end).or(last_helper),
            None if is_manner(words, i) => {}
            None if words.is(i, Class::Pronoun) && last_helper.is_some() => {}
            None if words.is_any(i, &[Class::Conjunction, Class::Relative]) => break,
            None if owns_next(words, i) => return head(words, i..part.end),
            None => return Some(i),
        }
        i += n_words;
    }
    last_helper.filter(|&i| !is_light(words, i))
}

fn owns_next(words: &Words<'_>, i: usize) -> bool {
    i + 1 < words.len() && matches!(words.gap(i + 1), "'s " | "’s ")
}

/// The head of the noun phrase that `part` begins with: the last of its words.
pub(super) fn head(words: &Words<'_>, part: Range<usize>) -> Option<usize> {
    let opens = |&i: &usize| PARTS.holds(words, i) == Some(Part::OpensNoun);
    let first = part.clone().find(|i| !opens(i) && !is_manner(words, *i))?;
    let goes_on = |&i: &usize| {
        let is_apart = !(words.is_next(i) || words.is_tied(i) || owns_next(words, i - 1));
        !is_apart
            && PARTS.holds(words, i).is_none()
            && BREAKS.holds(words, i).is_none()
            && OPENERS.holds(words, i).is_none()
            && !words.is_any(
                i,
                &[
                    Class::Preposition,
                    Class::Conjunction,
                    Class::Auxiliary,
                    Class::Relative,
                    Class::Adverb,
                ],
            )
            && !is_verb(words, i)
            && !words.ends_in(i, "ing")
    };
    Some((first + 1..part.end).take_while(goes_on).last().unwrap_or(first))
}

/// The predicate of the clause whose subject begins at word `from`: that of its first
/// finite verb. `is_bare` tells that the subject is one word, so that any word after it is
/// the verb ("nobody cares").
pub(super) fn predicate_of_subject(
    words: &Words<'_>,
    part: Range<usize>,
    is_bare: bool,
) -> Option<usize> {
    let is_plain = |i: usize| {
        words.shape(i) == Some(Shape::Lower)
            && !words.is_any(
                i,
                &[Class::Preposition, Class::Relative, Class::Adverb, Class::Conjunction],
            )
            && !words.reads(i, "else")
    };
    if is_bare && !part.is_empty() && is_plain(part.start) {
        return predicate(words, part);
    }
    let verb = part.clone().find(|&i| is_verb(words, i) && !words.is_tied(i))?;
    predicate(words, verb..part.end).or(Some(verb))
}

/// The head of the subject before the verb group that ends before word `end`.
pub(super) fn subject_before(words: &Words<'_>, end: usize) -> Option<usize> {
    let first = end.saturating_sub(MAX_ASIDE_WORDS);
    let found = (first..end).rev().find(|&i| !is_helper(words, i) && !words.is(i, Class::Pronoun));
    found.filter(|&i| !words.is_any(i, &[Class::Preposition, Class::Conjunction, Class::Relative]))
}

/// Word `i` as a predicate.
pub(super) fn as_predicate(words: &Words<'_>, i: usize) -> Predicate {
    Predicate { range: words.range(i), stem: irregular::base_of(words.stem(i)).to_owned() }
}
