//! Whether a cue reports what stands beside it, judged by what the verb takes and by who is
//! its subject. Most words that can report have other senses ("held the cup", "showed no
//! emotion", "a yacht called Second Wind"); the tables say which, and this module what each
//! class must have beside it to count.

use super::{
    frame::{Frame, Side},
    lexicon::Tag,
    noun_phrase,
    unit::{Item, Kind},
};
use crate::normalize::Shape;
use std::ops::Range;

/// Farthest a clause, a "that" or a quotation may begin behind the cue, in items ("told a
/// crowd in Bern that").
const MAX_REACH: usize = 12;
/// Farthest the verb of a clause may lie behind the end of what looks like its subject.
const MAX_GAP: usize = 3;

/// What follows a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Complement {
    /// A quotation, or a colon.
    Quoted,
    /// "that the bridge was safe"
    That,
    /// "whether the bridge was safe", "how it broke"
    Question,
    /// "the bridge was safe"
    Clause,
    /// "to fight on"
    Infinitive,
    /// "the charges", "taking the money"
    Nominal,
    /// "for talks", after a verb that takes it
    About,
    /// Nothing that could be said.
    Other,
}

/// Whether `frame` reports something of its own, by verb class, subject and what follows.
/// Cost: a bounded neighbourhood.
pub(super) fn reports(items: &[Item], frame: &Frame) -> bool {
    if frame.tag.has(Tag::PHRASE) || items[frame.cue.start].kind == Kind::Colon {
        return true;
    }
    match frame.side {
        Side::Before => reports_before(items, frame),
        Side::After => reports_after(items, frame),
    }
}

fn reports_before(items: &[Item], frame: &Frame) -> bool {
    let Some(source) = &frame.source else { return false };
    if items[source.start].has(Tag::RELATIVE) {
        return false;
    }
    let is_venue = items[source.clone()].iter().any(|item| item.has(Tag::VENUE));
    frame.tag.has(Tag::SAY) && (!frame.tag.has(Tag::WEAK) || can_speak(items, source))
        || frame.tag.has(Tag::THINK) && !frame.tag.has(Tag::WEAK) && can_speak(items, source)
        || frame.tag.has(Tag::HEARING) && is_venue
        || source.start > frame.cue.start
            && frame.tag.has(Tag::OBJECT)
            && !frame.tag.has(Tag::WEAK)
            && can_speak(items, source)
}

fn reports_after(items: &[Item], frame: &Frame) -> bool {
    let tag = frame.tag;
    let group = &items[frame.group.start..frame.cue.start];
    if group.iter().any(|item| item.has(Tag::NEGATION)) {
        return false;
    }
    let complement = complement(items, frame);
    let is_infinitive = group.iter().any(|item| item.has(Tag::INFINITIVE));
    let is_modal = group.iter().any(|item| item.has(Tag::MODAL) && !item.has(Tag::DO));
    let is_clausal =
        matches!(complement, Complement::Quoted | Complement::That | Complement::Clause);
    let speaks = frame.source.as_ref().is_some_and(|source| can_speak(items, source));
    if is_infinitive || is_modal && !tag.has(Tag::SAY) {
        return tag.has(Tag::SAY)
            && matches!(complement, Complement::Quoted | Complement::That)
            && speaks;
    }
    let set_off = items[frame.cue.start].has(Tag::ING) && group.iter().all(|g| !g.has(Tag::BE));
    if set_off && !is_clausal && complement != Complement::Question {
        let before = frame.group.start.checked_sub(1).map(|b| items[b].kind);
        if before.is_some_and(|kind| !matches!(kind, Kind::Comma | Kind::Dash)) {
            return false;
        }
    }
    let is_listed = items[frame.cue.start].has(Tag::NOUNISH)
        && items[frame.cue.start].has(Tag::THIRD)
        && complement == Complement::Nominal
        && items.get(frame.end()).is_some_and(|next| {
            !next.is_capitalised() && !next.has(Tag::DETERMINER | Tag::POSSESSIVE)
        });
    if is_listed {
        // "European demands surrounding a draft"
        return false;
    }
    let is_named = tag.has(Tag::OBJECT) && !tag.has(Tag::SAY | Tag::THINK);
    let complement = match complement {
        Complement::That | Complement::Clause if is_named => Complement::Nominal,
        other => other,
    };
    match complement {
        Complement::Quoted => {
            !tag.has(Tag::WEAK)
                || frame.source.as_ref().is_some_and(|source| is_person(items, source))
        }
        Complement::That => tag.has(Tag::SAY | Tag::THINK),
        Complement::Clause if tag.has(Tag::WEAK) => tag.has(Tag::THINK) && speaks,
        Complement::Clause => tag.has(Tag::SAY | Tag::THINK),
        Complement::Question => tag.has(Tag::SAY) && !tag.has(Tag::WEAK),
        Complement::Infinitive => {
            !is_modal
                && speaks
                && !tag.has(Tag::WEAK)
                && tag.has(Tag::PLAN | Tag::TELL | Tag::NOMINAL)
        }
        Complement::Nominal => {
            let is_judged = tag.has(Tag::OBJECT) && judges(items, frame.end());
            let is_phoned = tag.has(Tag::NAMING) && is_followed_by_purpose(items, frame.end());
            let is_spoken =
                !is_phoned && !tag.has(Tag::WEAK) && tag.has(Tag::OBJECT | Tag::NOMINAL);
            speaks && (is_judged || is_spoken)
                || tag.has(Tag::SAY) && !tag.has(Tag::WEAK) && holds_verb(items, frame.end())
        }
        Complement::About => speaks,
        Complement::Other => false,
    }
}

/// What follows the cue of a frame whose statement stands behind it.
fn complement(items: &[Item], frame: &Frame) -> Complement {
    let start = frame.end();
    let Some(next) = items.get(start) else { return Complement::Other };
    let near = near_clause(items, start, frame.tag);
    if next.is_quote() || next.kind == Kind::Colon {
        return Complement::Quoted;
    }
    if frame.tag.has(Tag::ABOUT) && next.has(Tag::TOPICAL) {
        return near.unwrap_or(Complement::About);
    }
    if frame.tag.has(Tag::TELL) && !frame.tag.has(Tag::PLAN | Tag::OBJECT) {
        return near.or_else(|| told(items, start)).unwrap_or(Complement::Other);
    }
    let here = at(items, start, frame.tag);
    let may_be_near = here == Complement::Other && !frame.tag.has(Tag::OBJECT);
    near.filter(|_| may_be_near).unwrap_or(here)
}

/// A quotation or a "that" a little behind the cue: "said on Tuesday that".
fn near_clause(items: &[Item], start: usize, tag: Tag) -> Option<Complement> {
    let end = items.len().min(start + MAX_REACH);
    let stops = |item: &Item| matches!(item.kind, Kind::Semicolon | Kind::Stop);
    for (j, item) in items.iter().enumerate().take(end).skip(start) {
        if stops(item) || item.kind == Kind::Comma && !tag.has(Tag::SAY) {
            return None;
        }
        if item.is_quote()
            || item.kind == Kind::Colon && items.get(j + 1).is_some_and(Item::is_quote)
        {
            return Some(Complement::Quoted);
        }
        if item.has(Tag::THAT) && item.is_word() {
            let is_clause = tag.has(Tag::SAY) && !tag.has(Tag::WEAK) || opens_clause(items, j + 1);
            return is_clause.then_some(Complement::That);
        }
    }
    None
}

/// Whether an infinitive follows a short object: "called the mayor to congratulate him".
fn is_followed_by_purpose(items: &[Item], start: usize) -> bool {
    let mut object = items.iter().skip(start).take(MAX_GAP + 1).take_while(|item| item.is_word());
    object.any(|item| item.has(Tag::INFINITIVE))
}

/// Whether an object is followed by what it is judged to be: "hailed the plan as a gift".
fn judges(items: &[Item], start: usize) -> bool {
    let end = items.len().min(start + MAX_REACH);
    let mut object = items.iter().take(end).skip(start + 1).take_while(|item| item.is_word());
    object.any(|item| item.has(Tag::JUDGING))
}

/// Whether what follows holds the verb of a clause whose subject is too long to read.
fn holds_verb(items: &[Item], start: usize) -> bool {
    let end = items.len().min(start + 2 * MAX_REACH);
    let ends = |item: &&Item| !matches!(item.kind, Kind::Semicolon | Kind::Stop | Kind::Colon);
    let mut rest = items.iter().take(end).skip(start).take_while(ends).skip(1);
    rest.any(|item| {
        item.is_word()
            && (item.has(Tag::AUXILIARY) && !item.has(Tag::RELATIVE)
                || item.has(Tag::FINITE | Tag::LOOKS_PAST) && item.shape == Shape::Lower)
    })
}

/// Whether a person told and then what is told begin at item `start`.
pub(super) fn is_told(items: &[Item], start: usize) -> bool {
    start < items.len()
        && (told(items, start).is_some()
            || near_clause(items, start, Tag::TELL) == Some(Complement::That))
}

/// What stands behind the person told.
fn told(items: &[Item], start: usize) -> Option<Complement> {
    let limit = items.len().min(start + MAX_REACH);
    let first =
        if items[start].has(Tag::OBJECT_PRONOUN | Tag::POSSESSIVE) { start + 1 } else { start };
    let goes_on = |item: &Item| {
        item.is_word() && (item.is_capitalised() || !item.has(Tag::PREPOSITION | Tag::TIME))
            || item.has(Tag::INFINITIVE)
    };
    (first..limit).take_while(|&j| goes_on(&items[j])).find_map(|j| {
        let item = &items[j];
        if item.has(Tag::INFINITIVE) {
            return (j > start).then_some(Complement::Infinitive);
        }
        if item.has(Tag::QUESTION) && j > start {
            return Some(Complement::Question);
        }
        let begins =
            item.has(Tag::PRONOUN | Tag::DETERMINER | Tag::POSSESSIVE) || item.is_capitalised();
        (begins && j > start && opens_clause(items, j)).then_some(Complement::Clause)
    })
}

/// What begins at item `start`.
fn at(items: &[Item], start: usize, tag: Tag) -> Complement {
    let Some(next) = items.get(start).filter(|item| item.is_word()) else {
        return Complement::Other;
    };
    if next.has(Tag::THAT) {
        let is_object = tag.has(Tag::OBJECT) && !tag.has(Tag::SAY | Tag::THINK);
        let is_clause = !is_object
            && (!tag.has(Tag::WEAK)
                || opens_clause(items, start + 1)
                || holds_verb(items, start + 1));
        return if is_clause { Complement::That } else { Complement::Nominal };
    }
    if next.has(Tag::INFINITIVE) {
        return if items.get(start + 1).is_some_and(|item| {
            item.has(Tag::DETERMINER | Tag::POSSESSIVE) || item.is_capitalised()
        }) {
            Complement::Other
        } else {
            Complement::Infinitive
        };
    }
    if next.has(Tag::QUESTION) {
        return Complement::Question;
    }
    if next.has(Tag::JUDGING) {
        return Complement::Other;
    }
    if opens_clause(items, start) {
        return Complement::Clause;
    }
    let function = Tag::PREPOSITION
        | Tag::PARTICLE
        | Tag::SUBORDINATOR
        | Tag::CONJUNCTION
        | Tag::AUXILIARY
        | Tag::TIME
        | Tag::ADVERB;
    if next.has(function) && !next.has(Tag::DETERMINER | Tag::OBJECT_PRONOUN) {
        return Complement::Other;
    }
    Complement::Nominal
}

/// Whether a subject begins at item `start` and its verb follows.
pub(super) fn opens_clause(items: &[Item], start: usize) -> bool {
    let mut first = start;
    if items.get(first).is_some_and(|item| item.has(Tag::EXISTENTIAL)) {
        return items.get(first + 1).is_some_and(|next| next.has(Tag::AUXILIARY | Tag::FINITE));
    }
    while items
        .get(first)
        .is_some_and(|item| item.is_word() && item.has(Tag::ADVERB | Tag::SUBORDINATOR))
        && first < start + 3
    {
        if items[first].has(Tag::SUBORDINATOR) {
            return true;
        }
        first += 1;
    }
    let Some(item) = items.get(first) else { return false };
    if item.is_quote() {
        return items.get(first + 1).is_some_and(|next| next.has(Tag::AUXILIARY));
    }
    if item.has(Tag::PRONOUN) && !item.has(Tag::DETERMINER | Tag::RELATIVE) {
        let other = Tag::PREPOSITION | Tag::PARTICLE | Tag::CONJUNCTION | Tag::TIME;
        return items.get(first + 1).is_some_and(|next| next.is_word() && !next.has(other));
    }
    if item.has(Tag::PREPOSITION) {
        // "that in May sales had doubled"
        return start > first
            || items[start..items.len().min(start + MAX_REACH)]
                .iter()
                .any(|item| item.has(Tag::AUXILIARY));
    }
    let Some(subject) = noun_phrase::starting_at(items, first, items.len()) else { return false };
    let comma = items[subject.clone()].iter().position(|item| item.kind == Kind::Comma);
    let heads = [comma.map(|comma| subject.start + comma), Some(subject.end)];
    heads.into_iter().flatten().any(|end| has_verb_at(items, &(subject.start..end)))
}

/// Whether a finite verb follows a subject, adverbs and prepositional phrases between.
fn has_verb_at(items: &[Item], subject: &Range<usize>) -> bool {
    let mut i = subject.end;
    let is_set_off = items[subject.clone()].iter().any(|item| item.kind == Kind::Comma);
    if is_set_off && items.get(i).is_some_and(|item| item.kind == Kind::Comma) {
        i += 1;
    }
    while items.get(i).is_some_and(|item| item.has(Tag::ADVERB) && !item.has(Tag::AUXILIARY)) {
        i += 1;
    }
    let Some(next) = items.get(i) else { return has_inner_verb(items, subject) };
    if is_finite(next) {
        return true;
    }
    let is_preposition = next.is_word() && next.has(Tag::PREPOSITION | Tag::RELATIVE);
    is_preposition && {
        let end = items.len().min(i + MAX_REACH);
        items[i..end]
            .iter()
            .take_while(|item| {
                let ends = Tag::SUBORDINATOR | Tag::CONJUNCTION | Tag::JUDGING;
                (item.is_word() || item.is_quote()) && !item.has(ends)
            })
            .enumerate()
            .any(|(n, item)| n > 1 && item.has(Tag::AUXILIARY) && !item.has(Tag::INFINITIVE))
    } || has_inner_verb(items, subject)
}

/// Whether the run read as a phrase ends with its own verb ("prices rise again").
fn has_inner_verb(items: &[Item], subject: &Range<usize>) -> bool {
    let first = subject.end.saturating_sub(MAX_GAP).max(subject.start + 1);
    (first..subject.end).any(|i| {
        let item = &items[i];
        let before = &items[i - 1];
        item.shape == Shape::Lower
            && (item.has(Tag::LOOKS_PAST | Tag::PAST)
                && (before.is_capitalised() || before.has(Tag::PLURAL | Tag::ROLE))
                || item.has(Tag::PLURAL) && before.is_capitalised()
                || before.is_word()
                    && before.has(Tag::PLURAL)
                    && !item.has(Tag::ROLE | Tag::PLURAL))
    })
}

fn is_finite(item: &Item) -> bool {
    item.is_word()
        && (item.has(Tag::AUXILIARY | Tag::FINITE | Tag::LOOKS_PAST)
            || item.has(Tag::BASE) && !item.has(Tag::NOUNISH)
            || item.has(Tag::PLURAL) && item.shape == Shape::Lower)
}

/// Whether a phrase surely stands for somebody who speaks: no mere plural.
fn is_person(items: &[Item], source: &Range<usize>) -> bool {
    can_speak(items, source)
        && items[source.clone()].iter().any(|item| {
            item.has(Tag::ROLE | Tag::SPEAKER | Tag::SPEAKING | Tag::POSSESSIVE)
                || item.is_capitalised()
        })
}

/// Whether a phrase can stand for somebody who speaks: a pronoun for people, a name, a
/// word for a person or a body, or a plural.
pub(super) fn can_speak(items: &[Item], source: &Range<usize>) -> bool {
    let phrase = &items[source.clone()];
    let n_words = phrase.iter().filter(|item| item.is_word()).count();
    if let [only] = phrase
        && only.has(Tag::PRONOUN | Tag::RELATIVE | Tag::DETERMINER)
    {
        return only.has(Tag::SPEAKING);
    }
    phrase.iter().any(|item| {
        item.is_word()
            && !item.has(Tag::TIME)
            && (item.has(Tag::ROLE | Tag::SPEAKER)
                || item.is_capitalised()
                    && (n_words > 1 || !item.has(Tag::DETERMINER | Tag::ADVERB))
                    && !item.has(Tag::DETERMINER)
                || item.has(Tag::PLURAL) && item.shape == Shape::Lower && !item.has(Tag::VERB))
    })
}
