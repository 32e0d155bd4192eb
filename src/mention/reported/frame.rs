//! Frames: a cue, its source, and where what is reported stands.

use super::{
    lexicon::Tag,
    noun_phrase,
    unit::{Item, Kind, Owner},
};
use crate::hash::hash64;
use std::{cell::OnceCell, ops::Range, sync::LazyLock};

/// Farthest a source may lie behind a quotation, in items.
pub(super) const MAX_REACH: usize = 48;

/// A cue with its source in one unit; all numbers are indices of the unit's items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::mention) struct Frame {
    /// The cue's words, auxiliaries and adverbs included.
    pub(in crate::mention) group: Range<usize>,
    /// The cue word itself.
    pub(in crate::mention) cue: Range<usize>,
    /// The source, where one is named.
    pub(in crate::mention) source: Option<Range<usize>>,
    /// On which side of the cue what is reported stands.
    pub(in crate::mention) side: Side,
    /// What the cue can be.
    pub(in crate::mention) tag: Tag,
}

/// Where what is reported stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mention) enum Side {
    /// Before the source and the cue ("…, he said").
    Before,
    /// After them ("he said …").
    After,
}

impl Frame {
    /// First item of source and cue together.
    pub(in crate::mention) fn start(&self) -> usize {
        self.source.as_ref().map_or(self.group.start, |source| source.start.min(self.group.start))
    }

    /// One past the last item of source and cue together.
    pub(in crate::mention) fn end(&self) -> usize {
        self.source.as_ref().map_or(self.group.end, |source| source.end.max(self.group.end))
    }
}

/// The subject of a unit, looked for when first asked for.
struct Subject<'a> {
    items: &'a [Item],
    found: OnceCell<Option<Range<usize>>>,
}

impl Subject<'_> {
    /// The subject, if it ends before item `start`.
    fn before(&self, start: usize) -> Option<Range<usize>> {
        self.found.get_or_init(|| main_subject(self.items)).clone().filter(|s| s.end <= start)
    }
}

/// Words with a part of their own.
struct Words {
    according: u64,
    to: u64,
    by: u64,
    that: u64,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    according: hash64(b"according"),
    to: hash64(b"to"),
    by: hash64(b"by"),
    that: hash64(b"that"),
});

/// Appends the frames of a unit, in order of their cues. Cost: linear, each cue looks at a
/// bounded neighbourhood.
pub(super) fn frames_of(items: &[Item], out: &mut Vec<Frame>) {
    let first = out.len();
    let words = &*WORDS;
    let subject = Subject { items, found: OnceCell::new() };
    for i in 0..items.len() {
        let frame = match items[i].kind {
            Kind::Word if items[i].word == words.according => according_to(items, i),
            Kind::Word if items[i].has(Tag::VERB) => verb_frame(items, i, &subject, &out[first..]),
            Kind::Colon => colon_frame(items, i),
            _ => None,
        };
        out.extend(frame);
    }
}

/// "according to X": what is reported stands before, or after at the start of a unit.
fn according_to(items: &[Item], i: usize) -> Option<Frame> {
    if items.get(i + 1)?.word != WORDS.to {
        return None;
    }
    let mut source = noun_phrase::starting_at(items, i + 2, items.len())?;
    let starts = items[..i].iter().all(|item| item.has(Tag::CONJUNCTION | Tag::ADVERB));
    let side = if starts { Side::After } else { Side::Before };
    if starts && items.get(source.end).is_none_or(|next| next.kind != Kind::Comma) {
        // What looks like an apposition is the statement.
        let comma = items[source.clone()].iter().position(|item| item.kind == Kind::Comma);
        source.end = comma.map_or(source.end, |comma| source.start + comma);
    }
    Some(Frame {
        group: i..i + 2,
        cue: i..i + 2,
        source: Some(source),
        side,
        tag: Tag::SAY | Tag::PHRASE,
    })
}

/// "Smith: “…”", at the start of a unit.
fn colon_frame(items: &[Item], i: usize) -> Option<Frame> {
    let is_name = |item: &Item| {
        item.is_word() && (item.is_capitalised() || item.has(Tag::ROLE | Tag::CONJUNCTION))
            || matches!(item.kind, Kind::Open | Kind::Close | Kind::Comma)
    };
    if i == 0 || i > 8 || !items.get(i + 1)?.is_quote() || !items[..i].iter().all(is_name) {
        return None;
    }
    Some(Frame {
        group: i..i + 1,
        cue: i..i + 1,
        source: Some(0..i),
        side: Side::After,
        tag: Tag::SAY,
    })
}

fn verb_frame(items: &[Item], i: usize, subject: &Subject<'_>, earlier: &[Frame]) -> Option<Frame> {
    let tag = items[i].tag;
    let start = group_start(items, i);
    if !is_verb_here(items, start, i) {
        return None;
    }
    let auxiliaries = &items[start..i];
    let is_passive = tag.has(Tag::PAST | Tag::PARTICIPLE)
        && auxiliaries.iter().rev().find(|a| a.has(Tag::AUXILIARY)).is_some_and(|a| a.has(Tag::BE));
    if is_passive {
        return passive(items, start, i, tag);
    }
    let frame = |source, side| Frame { group: start..i + 1, cue: i..i + 1, source, side, tag };
    if tag.has(Tag::SAY)
        && !tag.has(Tag::ING)
        && start == i
        && let Some(source) = inverted_source(items, i)
    {
        return Some(frame(Some(source), Side::Before));
    }
    if tag.has(Tag::ING) && !auxiliaries.iter().any(|a| a.has(Tag::BE)) {
        return Some(frame(participle_source(items, start, subject, earlier), Side::After));
    }
    let source = finite_source(items, start, i, subject, earlier)?;
    let side = side_of(items, &source, i);
    Some(frame(Some(source), side))
}

/// The source of "…, saying": the plural noun right before, the source of the finite cue
/// before, or the subject of the sentence.
fn participle_source(
    items: &[Item],
    start: usize,
    subject: &Subject<'_>,
    earlier: &[Frame],
) -> Option<Range<usize>> {
    if start > 0 && items[start - 1].has(Tag::PLURAL | Tag::ROLE) {
        return noun_phrase::ending_at(items, 0, start);
    }
    let last = earlier.last();
    let is_finite =
        |f: &&Frame| items[f.group.clone()].iter().all(|w| !w.has(Tag::ING | Tag::MODAL));
    last.filter(is_finite)
        .and_then(|f| f.source.clone())
        .or_else(|| subject.before(start))
        .or_else(|| last.and_then(|f| f.source.clone()))
}

/// The source of a finite verb or an infinitive: the phrase before it, or for "and said"
/// and "to say" the subject it shares.
fn finite_source(
    items: &[Item],
    start: usize,
    i: usize,
    subject: &Subject<'_>,
    earlier: &[Frame],
) -> Option<Range<usize>> {
    if start > 0 && items[start - 1].has(Tag::CONJUNCTION) {
        let last = earlier.last().filter(|f| f.end() <= start);
        return last.and_then(|f| f.source.clone()).or_else(|| subject.before(start));
    }
    noun_phrase::ending_at(items, 0, start)
        .or_else(|| to_infinitive(items, start, i).then(|| subject.before(start)).flatten())
}

/// The source of "…," said X; `i` is the verb.
fn inverted_source(items: &[Item], i: usize) -> Option<Range<usize>> {
    let before = items[i.checked_sub(1)?].kind;
    let quoted = matches!(before, Kind::Quote(_))
        || i >= 2 && !items[i - 1].is_word() && items[i - 2].is_quote();
    if !quoted && (before != Kind::Comma || items[i].has(Tag::TELL)) {
        return None;
    }
    if !quoted {
        // "Smith, the minister, said …" is no inversion.
        let usual = noun_phrase::ending_at(items, 0, i);
        if usual.is_some_and(|s| s.start == 0 || !items[s.start - 1].is_word()) {
            return None;
        }
    }
    let source = noun_phrase::starting_at(items, i + 1, items.len())?;
    let closes = items.get(source.end).is_none_or(|next| {
        !next.is_word()
            || next.has(
                Tag::PREPOSITION
                    | Tag::TIME
                    | Tag::SUBORDINATOR
                    | Tag::CONJUNCTION
                    | Tag::ING
                    | Tag::ADVERB,
            )
    });
    (!items[source.start].has(Tag::OBJECT_PRONOUN)
        && (closes || quoted)
        && !starts_clause(items, &source))
    .then_some(source)
}

/// Whether the group is "to" and a bare verb: its source is the subject before.
fn to_infinitive(items: &[Item], start: usize, i: usize) -> bool {
    items[start..i].iter().any(|item| item.word == WORDS.to)
}

/// "was quoted as saying", "was criticised by X": the source follows "by".
fn passive(items: &[Item], start: usize, i: usize, tag: Tag) -> Option<Frame> {
    let by = (i + 1..items.len().min(i + 4)).find(|&j| items[j].word == WORDS.by);
    let source = by.and_then(|by| noun_phrase::starting_at(items, by + 1, items.len()));
    source.is_some().then_some(Frame {
        group: start..i + 1,
        cue: i..i + 1,
        source,
        side: Side::Before,
        tag,
    })
}

/// First item of the verb group that ends with the verb at `i`.
fn group_start(items: &[Item], i: usize) -> usize {
    let mut start = i;
    while start > 0 && i - start < 6 {
        let item = &items[start - 1];
        let is_part = item.has(Tag::AUXILIARY | Tag::ADVERB)
            || item.word == WORDS.to
            || (item.is_word() && item.shape == crate::normalize::Shape::Lower && is_manner(item));
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
fn is_verb_here(items: &[Item], start: usize, i: usize) -> bool {
    let item = &items[i];
    if item.owner == Owner::Yes || (item.is_capitalised() && i > 0) {
        return false;
    }
    let before = start.checked_sub(1).map(|b| &items[b]);
    let has_aux = items[start..i].iter().any(|a| a.has(Tag::AUXILIARY) || a.word == WORDS.to);
    if item.has(Tag::BASE) && !item.has(Tag::PAST) {
        let is_subject =
            before.is_some_and(|b| b.has(Tag::PRONOUN) || b.has(Tag::ROLE) && is_plural(b));
        return items[start..i].iter().any(|a| a.has(Tag::MODAL) || a.word == WORDS.to)
            || (is_subject && !has_aux);
    }
    if item.has(Tag::PARTICIPLE) && !item.has(Tag::PAST) && !has_aux {
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

/// Whether a noun is plural, judged by the table of roles: plural forms there end in "s"
/// and are longer than three letters, others are listed with a plural verb rarely.
fn is_plural(item: &Item) -> bool {
    item.is_word() && item.owner == Owner::No && item.range.len() > 3 && item.has(Tag::PLURAL)
}

/// Whether a phrase is the subject of a following verb ("said the plan was …").
fn starts_clause(items: &[Item], source: &Range<usize>) -> bool {
    items.get(source.end).is_some_and(|next| next.has(Tag::AUXILIARY))
}

/// Where the content stands for a source before its verb.
fn side_of(items: &[Item], source: &Range<usize>, verb: usize) -> Side {
    let Some(before) = source.start.checked_sub(1).map(|b| &items[b]) else { return Side::After };
    if before.is_quote() {
        return Side::Before;
    }
    let rest = &items[verb + 1..items.len().min(verb + 1 + MAX_REACH)];
    let ends_here = rest.first().is_none_or(|next| {
        matches!(next.kind, Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Dash)
            || next.has(Tag::PREPOSITION | Tag::TIME)
                && !rest.iter().any(|item| item.word == WORDS.that || item.is_quote())
    });
    let ends_here = ends_here || items[verb].has(Tag::TELL) && names_only_the_told(rest);
    let is_set_off =
        source.start >= 2 && matches!(before.kind, Kind::Comma | Kind::Dash | Kind::Stop);
    if ends_here && is_set_off { Side::Before } else { Side::After }
}

/// Whether what follows "told" is the person told and nothing more.
fn names_only_the_told(rest: &[Item]) -> bool {
    let clause = Tag::AUXILIARY | Tag::PRONOUN | Tag::INFINITIVE | Tag::THAT | Tag::VERB;
    !rest.iter().any(|item| !item.is_word() || item.has(clause) && !item.has(Tag::ROLE))
}

/// The subject of the unit's first verb.
pub(in crate::mention) fn main_subject(items: &[Item]) -> Option<Range<usize>> {
    let limit = items.len().min(MAX_REACH);
    let verb = (0..limit).find(|&i| {
        let item = &items[i];
        i > 0
            && item.is_word()
            && (item.has(Tag::AUXILIARY)
                || item.has(Tag::FINITE)
                    && is_verb_here(items, group_start(items, i), i)
                    && !item.has(Tag::ROLE)
                || item.has(Tag::LOOKS_PAST) && !item.is_capitalised())
            && noun_phrase::ending_at(items, 0, group_start(items, i)).is_some()
    })?;
    noun_phrase::ending_at(items, 0, group_start(items, verb))
}
