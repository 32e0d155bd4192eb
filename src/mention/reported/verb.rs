//! Whether a form of the verb table is a verb where it stands, in the sense that reports.

use super::{
    evidence,
    lexicon::Tag,
    noun_phrase,
    unit::{Item, Owner},
};
use crate::normalize::Shape;

/// Whether what follows the verb at `i` gives it a sense that is no report: a particle
/// ("held up", "ruled out") or a name ("a yacht called Second Wind").
pub(super) fn has_other_sense(items: &[Item], start: usize, i: usize) -> bool {
    let tag = items[i].tag;
    let Some(next) = items.get(i + 1) else { return tag.has(Tag::PHRASAL) };
    let is_particle = next.is_word() && next.has(Tag::PARTICLE);
    if tag.has(Tag::PHRASAL) {
        return !is_particle;
    }
    if is_particle && (tag.has(Tag::WEAK | Tag::THINK) || !tag.has(Tag::SAY)) {
        return true;
    }
    let names = tag.has(Tag::NAMING) && start == i && (next.is_capitalised() || next.is_quote());
    names
        && noun_phrase::ending_at(items, 0, i).is_some_and(|source| {
            let first = &items[source.start];
            let is_known = Tag::PRONOUN | Tag::DEFINITE | Tag::POSSESSIVE;
            (!first.is_capitalised() || first.has(Tag::DETERMINER))
                && !first.has(is_known)
                && (first.has(Tag::DETERMINER) || !evidence::can_speak(items, &source))
        })
}

/// First item of the verb group that ends with the verb at `i`.
pub(super) fn group_start(items: &[Item], i: usize) -> usize {
    let mut start = i;
    while start > 0 && i - start < 6 {
        let item = &items[start - 1];
        let is_part = item.has(Tag::AUXILIARY | Tag::ADVERB)
            || item.has(Tag::INFINITIVE)
            || (item.is_word() && item.shape == Shape::Lower && is_manner(item));
        if !is_part
            || item.has(Tag::PRONOUN)
            || (item.has(Tag::ROLE | Tag::TIME) && !item.has(Tag::AUXILIARY))
        {
            break;
        }
        start -= 1;
    }
    start
}

/// Adverbs of manner are told by their ending when the unit is read.
fn is_manner(item: &Item) -> bool {
    item.tag.has(Tag::ADVERB)
}

/// Whether the form at `i` is a verb and no noun, adjective or participle.
pub(super) fn is_verb_here(items: &[Item], start: usize, i: usize) -> bool {
    let item = &items[i];
    if item.owner == Owner::Yes || (item.is_capitalised() && i > 0) {
        return false;
    }
    let before = start.checked_sub(1).map(|b| &items[b]);
    let counts = before.is_some_and(|b| b.is_word() && b.shape == Shape::Number);
    if counts && items.get(i + 1).is_some_and(|next| next.has(Tag::PLURAL)) {
        // "24 confirmed cases"
        return false;
    }
    let has_aux = items[start..i].iter().any(|a| a.has(Tag::AUXILIARY) || a.has(Tag::INFINITIVE));
    if item.has(Tag::BASE) && !item.has(Tag::PAST) {
        let is_subject = before
            .is_some_and(|b| b.has(Tag::PRONOUN) || b.has(Tag::ROLE) && is_plural(b))
            || !item.has(Tag::NOUNISH) && follows_plural_subject(items, start);
        return items[start..i].iter().any(|a| a.has(Tag::MODAL) || a.has(Tag::INFINITIVE))
            || (is_subject && !has_aux);
    }
    if item.has(Tag::PARTICIPLE) && !item.has(Tag::PAST) && !has_aux {
        return false;
    }
    let is_noun = item.has(Tag::ING) || item.has(Tag::NOUNISH) && item.has(Tag::THIRD);
    if is_noun && start == i && before.is_some_and(|b| b.has(Tag::DEMONSTRATIVE)) {
        return false;
    }
    if item.has(Tag::NOUNISH) && item.has(Tag::THIRD) && start == i {
        return before.is_some_and(|b| {
            b.owner == Owner::No
                && (b.is_capitalised() && !b.has(Tag::DETERMINER | Tag::POSSESSIVE)
                    || b.has(Tag::PRONOUN | Tag::ROLE)
                    || !b.is_word()
                    || b.has(Tag::CONJUNCTION))
        });
    }
    if has_aux {
        return true;
    }
    !before.is_some_and(|b| {
        b.has(Tag::DETERMINER | Tag::POSSESSIVE | Tag::PREPOSITION)
            && !b.has(Tag::PRONOUN | Tag::RELATIVE)
            && !(item.has(Tag::ING) && b.has(Tag::PREPOSITION))
            || b.owner == Owner::Yes
    })
}

/// Whether the phrase before `verb` has a plural head and something behind it ("analysts at
/// the bank"), or joins two names.
fn follows_plural_subject(items: &[Item], verb: usize) -> bool {
    let Some(subject) = noun_phrase::ending_at(items, 0, verb) else { return false };
    let phrase = &items[subject];
    let joins = phrase.iter().position(|item| item.has(Tag::CONJUNCTION)).is_some();
    let behind = phrase.iter().position(|item| item.has(Tag::ATTACHING));
    joins && phrase[0].is_capitalised()
        || behind.is_some_and(|at| at > 0 && is_plural(&phrase[at - 1]))
}

/// Whether a noun is plural, judged by the table of roles: plural forms there end in "s"
/// and are longer than three letters, others are listed with a plural verb rarely.
fn is_plural(item: &Item) -> bool {
    item.is_word() && item.owner == Owner::No && item.range.len() > 3 && item.has(Tag::PLURAL)
}
