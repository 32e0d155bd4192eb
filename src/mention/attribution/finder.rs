//! From frames to reported statements.

use crate::{
    mention::{
        Fact, Mention, quotation,
        reported::{Frame, Item, Kind, Side, Tag, frames_of, read_units},
    },
    normalize::Document,
    span::TextRange,
};
use std::ops::Range;

/// A reported statement. The mention's range is the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Who is reported to have said it, as written.
    pub speaker: Option<TextRange>,
    /// The fullest name of the source in this article, where resolved.
    pub speaker_name: Option<String>,
    /// The word that marks the report ("said", "according to", "warned").
    pub cue: TextRange,
}

/// The attributions of `doc`, in text order, other than those whose whole content is
/// one of `quotations`. `names` are the document's names.
pub(in crate::mention) fn find(
    doc: &Document,
    _names: &[Mention],
    _quotations: &[Mention],
) -> Vec<Mention> {
    let ranges = quotation::quoted_ranges(doc);
    let (items, units) = read_units(doc, &ranges);
    let mut out = Vec::new();
    let mut sentence_idx = 0;
    for unit in &units {
        let items = &items[unit.items.clone()];
        let frames = frames_of(items);
        for (i, frame) in frames.iter().enumerate() {
            let Some(content) = content_of(items, &frames, i) else { continue };
            if items[content.clone()].iter().all(|item| item.is_quote() || !item.is_word()) {
                continue;
            }
            let range = range_of(items, &content);
            while sentence_idx + 1 < doc.sentences.len()
                && doc.sentences[sentence_idx].range.end <= range.start
            {
                sentence_idx += 1;
            }
            out.push(Mention {
                range,
                sentence_idx: TextRange::new(0, sentence_idx).end,
                fact: Fact::Attribution(Attribution {
                    speaker: frame.source.as_ref().map(|s| range_of(items, s)),
                    speaker_name: None,
                    cue: range_of(items, &frame.cue),
                }),
            });
        }
    }
    out
}

/// The items that frame `i` reports.
fn content_of(items: &[Item], frames: &[Frame], i: usize) -> Option<Range<usize>> {
    let frame = &frames[i];
    let (start, end) = match frame.side {
        Side::Before => {
            let end = frame.start();
            let start = frames[..i].iter().map(Frame::end).filter(|&e| e <= end).max().unwrap_or(0);
            (start, end)
        }
        Side::After => {
            let start = frame.end();
            let end = frames[i + 1..]
                .iter()
                .find(|f| {
                    f.start() > start
                        && f.side == Side::After
                        && f.group.start > 0
                        && (items[f.group.start - 1].has(Tag::CONJUNCTION)
                            || items[f.group.start - 1].kind == Kind::Comma)
                })
                .map_or(items.len(), |f| f.group.start - 1);
            (start, end)
        }
    };
    trim(items, start, end)
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
