//! From frames to reported statements.

use crate::{
    mention::{
        Fact, Mention,
        reported::{Frame, Item, Kind, Reading, Registry, Side, Tag, sentence_at, speaker_of},
    },
    span::TextRange,
};
use std::{cmp::Reverse, ops::Range, sync::Arc};

/// Most items between a cue and the statement it reports ("told a crowd in Bern that").
const MAX_RECIPIENT_ITEMS: usize = 12;

/// Longest statement, in items: a sentence that goes on longer is a list or no sentence.
const MAX_CONTENT_ITEMS: usize = 400;
/// Most cues looked at on either side of one.
const MAX_FRAMES: usize = 16;

/// A reported statement. The mention's range is the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Who is reported to have said it, as written.
    pub speaker: Option<TextRange>,
    /// The fullest name of the source in this article, where resolved.
    pub speaker_name: Option<Arc<str>>,
    /// The word that marks the report ("said", "according to", "warned").
    pub cue: TextRange,
}

/// The attributions of the document of `reading`, in text order, other than those whose
/// whole content is one quotation. `registry` holds the document's names.
pub(in crate::mention) fn find(reading: &Reading<'_>, mut registry: Registry<'_>) -> Vec<Mention> {
    let mut found: Vec<Found> = Vec::new();
    for unit_idx in 0..reading.units.len() {
        statements(reading.items(unit_idx), reading.frames(unit_idx), &mut found);
    }
    found.sort_by_key(|f| (f.content.start, Reverse(f.content.end), f.cue));
    found
        .into_iter()
        .map(|Found { content, speaker, cue }| Mention {
            range: content,
            sentence_idx: sentence_at(reading.doc, content.start),
            fact: Fact::Attribution(Attribution {
                speaker,
                speaker_name: speaker.and_then(|s| registry.resolve(s)),
                cue,
            }),
        })
        .collect()
}

/// A statement before its source is resolved.
struct Found {
    content: TextRange,
    speaker: Option<TextRange>,
    cue: TextRange,
}

/// Adds the reported statements of a unit, other than those that are one quotation.
fn statements(items: &[Item], frames: &[Frame], out: &mut Vec<Found>) {
    for (i, frame) in frames.iter().enumerate().filter(|(_, frame)| frame.reports) {
        let Some(content) = content_of(items, frames, i) else { continue };
        if items[content.clone()].iter().any(Item::is_word) {
            out.push(Found {
                content: range_of(items, &content),
                speaker: frame.source.as_ref().map(|s| range_of(items, &speaker_of(items, s))),
                cue: range_of(items, &frame.cue),
            });
        }
    }
}

/// The items that frame `i` reports.
fn content_of(items: &[Item], frames: &[Frame], i: usize) -> Option<Range<usize>> {
    let frame = &frames[i];
    let (start, end) = match frame.side {
        Side::Before => around(items, frames, i)?,
        Side::After => (content_start(items, frame)?, content_end(items, frames, i)),
    };
    trim(items, start, end)
}

/// The clause before a report ("…, he said"), and where the report only interrupts it
/// ("The larger risk, he said, is …") the rest of it too.
fn around(items: &[Item], frames: &[Frame], i: usize) -> Option<(usize, usize)> {
    let frame = &frames[i];
    let end = frame.start();
    let earlier = frames[i.saturating_sub(MAX_FRAMES)..i].iter();
    let ahead = earlier.filter(|f| {
        f.reports && f.side == Side::Before && f.end() <= end && !frame.tag.has(Tag::PHRASE)
    });
    let start = ahead.map(Frame::end).max().unwrap_or(0).max(end.saturating_sub(MAX_CONTENT_ITEMS));
    let comma = items.get(frame.end()).is_some_and(|next| next.kind == Kind::Comma);
    let goes_on = comma
        && !frame.tag.has(Tag::PHRASE)
        && items.get(frame.end() + 1).is_some_and(|next| {
            next.is_word()
                && !next.has(Tag::CONJUNCTION | Tag::ING | Tag::SUBORDINATOR | Tag::RELATIVE)
        });
    if goes_on && items[..end].iter().all(|item| !item.is_quote()) {
        return Some((start, content_end(items, frames, i)));
    }
    let is_clause = |item: &Item| {
        item.is_quote() || item.has(Tag::AUXILIARY | Tag::FINITE | Tag::LOOKS_PAST | Tag::PLURAL)
    };
    items[start..end].iter().any(is_clause).then_some((start, end))
}

/// Where what is reported begins behind cue and source; `None` if nothing fit follows.
fn content_start(items: &[Item], frame: &Frame) -> Option<usize> {
    let start = frame.end();
    let next = items.get(start)?;
    let opens = |item: &Item| {
        item.is_quote() || item.kind == Kind::Colon || (item.has(Tag::THAT) && item.is_word())
    };
    let near = (start..items.len().min(start + MAX_RECIPIENT_ITEMS)).find(|&j| opens(&items[j]));
    let is_object = frame.tag.has(Tag::OBJECT);
    if frame.tag.has(Tag::ABOUT) && next.has(Tag::TOPICAL) {
        return near.or(Some(start));
    }
    if frame.tag.has(Tag::TELL) && !opens(next) {
        return near.or_else(|| after_recipient(items, start));
    }
    let is_to = next.has(Tag::INFINITIVE);
    if frame.tag.has(Tag::PLAN) && !frame.tag.has(Tag::SAY | Tag::THINK | Tag::OBJECT) && !is_to {
        return None;
    }
    if next.kind == Kind::Comma && !frame.tag.has(Tag::PHRASE) {
        return near;
    }
    if next.is_word() && next.has(Tag::PREPOSITION | Tag::TIME) && !is_to && !is_object {
        return near;
    }
    Some(start)
}

/// Behind the person told: "told him the talks …", "asked the minister to …".
fn after_recipient(items: &[Item], start: usize) -> Option<usize> {
    if items[start].has(Tag::OBJECT_PRONOUN | Tag::POSSESSIVE) {
        return Some(start + 1);
    }
    let verb = (start + 1..items.len().min(start + MAX_RECIPIENT_ITEMS)).find(|&j| {
        items[j].has(Tag::INFINITIVE | Tag::PRONOUN | Tag::DETERMINER) || !items[j].is_word()
    })?;
    items[verb].is_word().then_some(verb)
}

/// Where what is reported ends: at the next report of the same sentence, at the comma for
/// a subordinate or relative clause, or with the unit.
fn content_end(items: &[Item], frames: &[Frame], i: usize) -> usize {
    let frame = &frames[i];
    let start = frame.end();
    let limit = items.len().min(start + MAX_CONTENT_ITEMS);
    let coordinated = frames[i + 1..]
        .iter()
        .take(MAX_FRAMES)
        .find(|f| {
            let is_coordinated = f.tag.has(Tag::OBJECT) && f.source == frame.source;
            (f.reports || is_coordinated)
                && f.group.start > start
                && (items[f.group.start - 1].has(Tag::CONJUNCTION)
                    || items[f.group.start - 1].kind == Kind::Comma)
        })
        .map_or(limit, |f| (f.group.start - 1).min(limit));
    let is_relative = frame.source.as_ref().is_some_and(|s| items[s.start].has(Tag::RELATIVE));
    let is_subordinate = frame
        .start()
        .checked_sub(1)
        .is_some_and(|b| items[b].has(Tag::SUBORDINATOR) && !items[b].has(Tag::THAT));
    if !is_relative && !is_subordinate {
        return coordinated;
    }
    let comma = items[start..coordinated].iter().position(|item| item.kind == Kind::Comma);
    comma.map_or(coordinated, |comma| start + comma)
}

fn trim(items: &[Item], mut start: usize, mut end: usize) -> Option<Range<usize>> {
    let is_mark = |item: &Item| !item.is_word() && !item.is_quote();
    while start < end && is_mark(&items[start]) {
        start += 1;
    }
    while start < end && is_mark(&items[end - 1]) {
        end -= 1;
    }
    (end > start + 1 || (end > start && items[start].is_quote())).then_some(start..end)
}

fn range_of(items: &[Item], part: &Range<usize>) -> TextRange {
    items[part.start].range.cover(items[part.end - 1].range)
}
