//! Frames: a cue, its source, and where what is reported stands.

use super::{
    evidence,
    lexicon::Tag,
    noun_phrase,
    unit::{Item, Kind},
    verb::{group_start, has_other_sense, is_verb_here},
};
use crate::{hash::hash64, normalize::Shape};
use std::{cell::OnceCell, ops::Range, sync::LazyLock};

/// Farthest a source may lie behind a quotation, in items.
pub(super) const MAX_REACH: usize = 48;

/// Most words between the subject and the colon that ends its clause before a quotation.
const MAX_LEAD_IN: usize = 12;

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
    /// Whether it reports by what stands beside it, without quotation marks too.
    pub(in crate::mention) reports: bool,
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
    to: u64,
    by: u64,
    of_view: u64,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| Words { to: hash64(b"to"), by: hash64(b"by"), of_view: hash64(b"for") });

/// Appends the frames of a unit, in order of their cues. Cost: linear, each cue looks at a
/// bounded neighbourhood.
pub(super) fn frames_of(items: &[Item], out: &mut Vec<Frame>) {
    let first = out.len();
    let subject = Subject { items, found: OnceCell::new() };
    for i in 0..items.len() {
        let frame = match items[i].kind {
            Kind::Word if items[i].has(Tag::ACCORDING) => according_to(items, i),
            Kind::Word if items[i].has(Tag::VERB) => verb_frame(items, i, &subject, &out[first..]),
            Kind::Word if may_end_speech(items, i) => frame_behind_speech(items, i),
            Kind::Colon => colon_frame(items, i, &subject, &out[first..]),
            _ => None,
        };
        out.extend(frame.map(|frame| Frame { reports: evidence::reports(items, &frame), ..frame }));
    }
}

/// "according to X": what is reported stands before, or after at the start of a unit.
fn according_to(items: &[Item], i: usize) -> Option<Frame> {
    if items.get(i + 1)?.word != WORDS.to {
        return None;
    }
    let mut source = noun_phrase::starting_at(items, i + 2, items.len())?;
    source = noun_phrase::with_maker(items, source);
    let starts = items[..i].iter().all(|item| item.has(Tag::CONJUNCTION | Tag::ADVERB));
    let side = if starts { Side::After } else { Side::Before };
    if starts && items.get(source.end).is_none_or(|next| next.kind != Kind::Comma) {
        // What looks like an apposition is the statement.
        let comma = items[source.clone()].iter().position(|item| item.kind == Kind::Comma);
        source.end = comma.map_or(source.end, |comma| source.start + comma);
    } else if let Some(comma) = (source.clone())
        .find(|&j| items[j].kind == Kind::Comma && evidence::opens_clause(items, j + 1))
    {
        source.end = comma;
    }
    Some(Frame {
        group: i..i + 2,
        cue: i..i + 2,
        source: Some(source),
        side,
        tag: Tag::SAY | Tag::PHRASE,
        reports: true,
    })
}

/// "“…,” whooped Smith", "“…,” Smith whooped": the clause behind a quotation that ends with a
/// comma, whatever its verb, the word `verb`.
fn frame_behind_speech(items: &[Item], verb: usize) -> Option<Frame> {
    let is_behind = |at: usize| at > 0 && items[at - 1].has(Tag::UNENDED);
    let source = if is_behind(verb) {
        inverted_source(items, verb)?
    } else {
        let is_time = |at: usize| items.get(at).is_some_and(|item| item.has(Tag::TIME));
        let closes = |item: &Item| {
            !item.is_word() || is_time(verb + 1) || item.has(Tag::PREPOSITION) && is_time(verb + 2)
        };
        let source = noun_phrase::ending_at(items, verb.saturating_sub(MAX_LEAD_IN), verb)?;
        let is_clause = is_behind(source.start) && items.get(verb + 1).is_none_or(closes);
        is_clause.then_some(source)?
    };
    evidence::can_speak(items, &source).then(|| Frame {
        group: verb..verb + 1,
        cue: verb..verb + 1,
        source: Some(source),
        side: Side::Before,
        tag: Tag::SAY,
        reports: true,
    })
}

/// Whether an unknown verb in the past may stand at `i`, near behind a quotation that ends with a
/// comma.
fn may_end_speech(items: &[Item], i: usize) -> bool {
    items[i].shape == Shape::Lower
        && items[i].has(Tag::LOOKS_PAST)
        && !items[i].has(Tag::ROLE | Tag::TIME | Tag::AUXILIARY)
        && items[i.saturating_sub(MAX_LEAD_IN)..i].iter().any(|item| item.has(Tag::UNENDED))
}

/// "Smith: “…”" at the start of a unit, or a clause that ends with a colon before a
/// quotation, whatever its verb ("Smith beamed: “…”").
fn colon_frame(
    items: &[Item],
    i: usize,
    subject: &Subject<'_>,
    earlier: &[Frame],
) -> Option<Frame> {
    name_before_colon(items, i).or_else(|| clause_before_colon(items, i, subject, earlier))
}

/// "Smith beamed: “…”", "He was blunt: “…”"; the cue is the verb where it stands last, else
/// the colon.
fn clause_before_colon(
    items: &[Item],
    i: usize,
    subject: &Subject<'_>,
    earlier: &[Frame],
) -> Option<Frame> {
    let last = items.get(i.checked_sub(1)?).filter(|last| last.is_word())?;
    let is_reported = |f: &Frame| {
        f.source.is_some() && (f.reports || f.tag.has(Tag::SAY)) && f.side == Side::After
    };
    if !items.get(i + 1)?.is_quote()
        || last.has(Tag::DOCUMENT)
        || earlier.iter().rev().take(4).any(is_reported)
    {
        return None;
    }
    let frame = |cue: Range<usize>, source| Frame {
        group: cue.clone(),
        cue,
        source: Some(source),
        side: Side::After,
        tag: Tag::SAY,
        reports: true,
    };
    let is_verb = last.shape == Shape::Lower
        && last.has(Tag::LOOKS_PAST | Tag::FINITE | Tag::PLURAL)
        && !last.has(Tag::ROLE | Tag::TIME);
    let source = noun_phrase::ending_at(items, 0, group_start(items, i - 1))
        .filter(|source| is_verb && evidence::can_speak(items, source));
    match source {
        Some(source) => Some(frame(i - 1..i, source)),
        None => {
            let can_speak = |source: &Range<usize>| evidence::can_speak(items, source);
            if let Some(source) = whose_view(items, i).filter(can_speak) {
                return Some(frame(i..i + 1, source));
            }
            let source = subject.before(i).filter(can_speak)?;
            (i - source.end <= MAX_LEAD_IN).then(|| frame(i..i + 1, source))
        }
    }
}

/// "For Smith, it came as no surprise: “…”".
fn whose_view(items: &[Item], end: usize) -> Option<Range<usize>> {
    let is_for = items.first().is_some_and(|first| first.word == WORDS.of_view);
    let comma = items[..end].iter().position(|item| item.kind == Kind::Comma);
    let comma = comma.filter(|_| is_for)?;
    let source = noun_phrase::starting_at(items, 1, comma)?;
    let is_name = items[source.clone()].iter().any(Item::is_capitalised);
    (is_name && source.end == comma).then_some(source)
}

/// "Smith: “…”", at the start of a unit.
fn name_before_colon(items: &[Item], i: usize) -> Option<Frame> {
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
        reports: true,
    })
}

fn verb_frame(items: &[Item], i: usize, subject: &Subject<'_>, earlier: &[Frame]) -> Option<Frame> {
    let tag = items[i].tag;
    let start = group_start(items, i);
    if !is_verb_here(items, start, i) || has_other_sense(items, start, i) {
        return None;
    }
    let auxiliaries = &items[start..i];
    let is_passive = tag.has(Tag::PAST | Tag::PARTICIPLE)
        && auxiliaries.iter().rev().find(|a| a.has(Tag::AUXILIARY)).is_some_and(|a| a.has(Tag::BE));
    if is_passive {
        return passive(items, start, i, tag);
    }
    let end = i + 1 + usize::from(tag.has(Tag::PHRASAL));
    let frame = |source, side| Frame {
        group: start..end,
        cue: i..i + 1,
        source,
        side,
        tag,
        reports: false,
    };
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
    let source = noun_phrase::ending_at(items, 0, start);
    modified_by_relative(items, source.as_ref(), start)
        .or(source)
        .or_else(|| to_infinitive(items, start, i).then(|| subject.before(start)).flatten())
}

/// The noun before a relative clause that ends right before the verb at `verb` ("a woman
/// who lives nearby said"), where what stands before the verb cannot speak itself.
fn modified_by_relative(
    items: &[Item],
    source: Option<&Range<usize>>,
    verb: usize,
) -> Option<Range<usize>> {
    let is_subject = |item: &Item| {
        item.is_capitalised()
            || item.has(Tag::PRONOUN | Tag::RELATIVE | Tag::DETERMINER | Tag::POSSESSIVE)
            || item.has(Tag::ROLE | Tag::SPEAKER)
    };
    if source.is_some_and(|s| s.end != verb || items[s.clone()].iter().any(is_subject)) {
        return None;
    }
    let from = verb.saturating_sub(MAX_LEAD_IN);
    let who = (from..source.map_or(verb, |source| source.start))
        .rev()
        .take_while(|&j| items[j].is_word())
        .find(|&j| items[j].has(Tag::RELATIVE) && items[j].has(Tag::SPEAKING))?;
    noun_phrase::ending_at(items, 0, who)
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
        reports: false,
    })
}

/// Whether a phrase is the subject of a following verb ("said the plan was …").
fn starts_clause(items: &[Item], source: &Range<usize>) -> bool {
    items.get(source.end).is_some_and(|next| next.has(Tag::AUXILIARY))
}

/// Where the content stands for a source before its verb.
fn side_of(items: &[Item], source: &Range<usize>, verb: usize) -> Side {
    let Some(before) = source.start.checked_sub(1).map(|b| &items[b]) else { return Side::After };
    if items[verb].has(Tag::TELL) && evidence::is_told(items, verb + 1) {
        return Side::After;
    }
    if before.is_quote() {
        return Side::Before;
    }
    if leads_in(items, source, verb) {
        return Side::After;
    }
    let rest = &items[verb + 1..items.len().min(verb + 1 + MAX_REACH)];
    let ends_here = rest.first().is_none_or(|next| {
        matches!(next.kind, Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Dash)
            || next.has(Tag::PREPOSITION | Tag::TIME)
                && !rest.iter().any(|item| item.has(Tag::THAT) || item.is_quote())
    });
    let ends_here = ends_here || items[verb].has(Tag::TELL) && names_only_the_told(rest);
    let is_set_off =
        source.start >= 2 && matches!(before.kind, Kind::Comma | Kind::Dash | Kind::Stop);
    if ends_here && is_set_off { Side::Before } else { Side::After }
}

/// Whether what stands before a source only leads into its report, which goes on behind the
/// verb ("In a call with reporters, he warned in plain words …").
fn leads_in(items: &[Item], source: &Range<usize>, verb: usize) -> bool {
    let before = &items[..source.start];
    let first = before.iter().find(|item| !item.has(Tag::CONJUNCTION));
    let opens = first.is_some_and(|first| first.has(Tag::PREPOSITION | Tag::SUBORDINATOR));
    let goes_on = items.get(verb + 1).is_some_and(|next| next.is_word() && !next.has(Tag::TIME));
    opens && goes_on && before.iter().filter(|item| item.kind == Kind::Comma).count() <= 1
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
