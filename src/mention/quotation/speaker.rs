//! Who said what stands in quotation marks, and which stretches are one quotation.

use super::marks::{Ending, Stretch};
use crate::{
    mention::reported::{Frame, Item, Kind, Side, Tag, Unit, frames_of, main_subject, read_units},
    normalize::{Document, Shape},
    span::TextRange,
};
use std::ops::Range;

/// Most words of a stretch that, without a speaker, is a term at a distance.
const MAX_SCARE_WORDS: usize = 6;

/// Stretches that are one quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Utterance {
    /// Indices of its stretches.
    pub(super) parts: Vec<usize>,
    /// Its speaker as written.
    pub(super) speaker: Option<TextRange>,
    /// The cue.
    pub(super) cue: Option<TextRange>,
    /// Whether no one's speech.
    pub(super) is_scare: bool,
}

/// The utterances of `doc` in text order. Cost: linear.
pub(super) fn utterances(doc: &Document, stretches: &[Stretch]) -> Vec<Utterance> {
    let ranges: Vec<TextRange> = stretches.iter().map(|s| s.range).collect();
    let (items, units) = read_units(doc, &ranges);
    let mut reader = Reader { text: doc.text(), stretches, out: Vec::new(), chain: None };
    let mut previous: Option<&Unit> = None;
    for unit in &units {
        reader.unit(&items, unit, previous);
        previous = Some(unit);
    }
    reader.out
}

struct Reader<'a> {
    text: &'a str,
    stretches: &'a [Stretch],
    out: Vec<Utterance>,
    /// The utterance a quotation at the start of the next unit would go on.
    chain: Option<Chain>,
}

#[derive(Debug, Clone, Copy)]
struct Chain {
    utterance: usize,
    paragraph_idx: u32,
}

/// How a quotation is tied to its frame.
struct Tie {
    frame: usize,
    speaker: Option<Range<usize>>,
}

impl Reader<'_> {
    fn unit(&mut self, all: &[Item], unit: &Unit, previous: Option<&Unit>) {
        let items = &all[unit.items.clone()];
        if !items.iter().any(Item::is_quote) {
            self.chain = None;
            return;
        }
        let frames = frames_of(items);
        let mut last: Option<(usize, usize)> = None;
        for (at, item) in items.iter().enumerate() {
            let Kind::Quote(stretch) = item.kind else { continue };
            let stretch = stretch as usize;
            if self.goes_on_from_before(stretch) {
                self.join(items, &frames, at, stretch);
                continue;
            }
            let tie = self.tie(items, &frames, at);
            let same = last.zip(tie.as_ref()).filter(|((_, frame), tie)| *frame == tie.frame);
            if let Some(((utterance, _), _)) = same {
                self.out[utterance].parts.push(stretch);
            } else if let Some(tie) = tie {
                last = Some((self.out.len(), tie.frame));
                self.push(items, stretch, Some((&frames[tie.frame], tie.speaker)), at);
            } else if at == 0 && self.chains(unit) {
                let utterance = self.chain.map_or(0, |c| c.utterance);
                self.out[utterance].parts.push(stretch);
            } else {
                let subject = (at == 0)
                    .then_some(previous)
                    .flatten()
                    .filter(|p| p.paragraph_idx == unit.paragraph_idx);
                let speaker = subject
                    .filter(|_| is_sentence(self.stretches[stretch].range.of(self.text)))
                    .and_then(|p| {
                        let before = &all[p.items.clone()];
                        main_subject(before).map(|s| range_of(before, &s))
                    });
                self.push(items, stretch, None, at);
                if let Some(last) = self.out.last_mut() {
                    last.speaker = speaker;
                    last.is_scare &= speaker.is_none();
                }
            }
        }
        self.chain = (!self.out.is_empty())
            .then(|| Chain { utterance: self.out.len() - 1, paragraph_idx: unit.paragraph_idx })
            .filter(|_| {
                items.first().is_some_and(Item::is_quote)
                    || items.last().is_some_and(Item::is_quote)
            });
    }

    /// Whether the stretch before this one ran on over the end of its paragraph.
    fn goes_on_from_before(&self, stretch: usize) -> bool {
        stretch > 0 && self.stretches[stretch - 1].ending == Ending::GoesOn && !self.out.is_empty()
    }

    fn join(&mut self, items: &[Item], frames: &[Frame], at: usize, stretch: usize) {
        let tie = self.tie(items, frames, at);
        let Some(last) = self.out.last_mut() else { return };
        last.parts.push(stretch);
        if let Some(tie) = tie.filter(|_| last.speaker.is_none()) {
            last.speaker = tie.speaker.map(|s| range_of(items, &s));
            last.cue = Some(range_of(items, &frames[tie.frame].cue));
            last.is_scare = false;
        }
    }

    fn chains(&self, unit: &Unit) -> bool {
        self.chain.is_some_and(|chain| {
            chain.paragraph_idx == unit.paragraph_idx && self.out[chain.utterance].speaker.is_some()
        })
    }

    fn push(
        &mut self,
        items: &[Item],
        stretch: usize,
        tie: Option<(&Frame, Option<Range<usize>>)>,
        at: usize,
    ) {
        let range = self.stretches[stretch].range;
        let is_work = is_title(items, at, range.of(self.text));
        let words = range.of(self.text).split_whitespace().count();
        let tie = tie.filter(|_| !is_work);
        let is_scare = is_work || tie.is_none() && words <= MAX_SCARE_WORDS;
        self.out.push(Utterance {
            parts: vec![stretch],
            speaker: tie.as_ref().and_then(|(_, s)| s.clone()).map(|s| range_of(items, &s)),
            cue: tie.map(|(frame, _)| range_of(items, &frame.cue)),
            is_scare,
        });
    }

    /// The frame of the quotation at item `at`.
    fn tie(&self, items: &[Item], frames: &[Frame], at: usize) -> Option<Tie> {
        self.frame_behind(items, frames, at).or_else(|| frame_ahead(items, frames, at)).or_else(
            || {
                frames
                    .iter()
                    .position(|f| f.side == Side::Before && f.start() > at && f.source.is_some())
                    .map(|frame| Tie { frame, speaker: frames[frame].source.clone() })
            },
        )
    }

    /// "…," X said; "…," said X; "…," according to X.
    fn frame_behind(&self, items: &[Item], frames: &[Frame], at: usize) -> Option<Tie> {
        let Kind::Quote(stretch) = items[at].kind else { return None };
        let next = items.get(at + 1)?;
        let marks = usize::from(matches!(next.kind, Kind::Comma | Kind::Dash));
        if marks == 0 && !is_detached(self.stretches[stretch as usize].range.of(self.text)) {
            return None;
        }
        let start = at + 1 + marks;
        let frame = frames.iter().position(|f| f.group.start >= start && f.source.is_some())?;
        let found = &frames[frame];
        let source = found.source.clone()?;
        if found.start() == start {
            return Some(Tie { frame, speaker: Some(source) });
        }
        let lead = items.get(start)?;
        let is_subject = source.end <= found.group.start
            && source.start > start
            && found.group.start - start <= 40
            && !items[start..found.group.start].iter().any(Item::is_quote)
            && (lead.is_capitalised() || lead.has(Tag::DETERMINER | Tag::POSSESSIVE | Tag::ROLE))
            && !lead.has(Tag::PREPOSITION | Tag::SUBORDINATOR | Tag::CONJUNCTION | Tag::ADVERB);
        is_subject.then(|| {
            let end = if items[found.group.start - 1].kind == Kind::Comma {
                found.group.start - 1
            } else {
                found.group.start
            };
            Tie { frame, speaker: Some(start..end) }
        })
    }
}

/// X said "…"; X called the plan "…".
fn frame_ahead(items: &[Item], frames: &[Frame], at: usize) -> Option<Tie> {
    let frame = frames
        .iter()
        .rposition(|f| f.group.end <= at && f.side == Side::After && f.source.is_some())
        .or_else(|| {
            frames.iter().rposition(|f| f.end() <= at && at - f.end() <= 2 && f.source.is_some())
        })?;
    let _ = items;
    Some(Tie { frame, speaker: frames[frame].source.clone() })
}

/// Whether the words before the closing mark end as a clause does.
fn is_detached(quoted: &str) -> bool {
    quoted
        .trim_end_matches(['"', '”', '’', '\'', '»', ' ', '\u{a0}'])
        .ends_with([',', '?', '!', '—', '-', '…', '.', ';', ':'])
        || quoted.ends_with([',', '?', '!'])
}

/// Whether quoted words are a sentence by themselves.
fn is_sentence(quoted: &str) -> bool {
    quoted.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
        && is_detached(quoted)
}

/// Whether the marks hold the title of a work or a nickname.
fn is_title(items: &[Item], at: usize, quoted: &str) -> bool {
    let inner = quoted.trim_matches(['"', '“', '”', '\'', '‘', '’']);
    let ends_open = !inner.ends_with(['.', '!', '?']);
    let words = inner.split_whitespace().count();
    let follows_work = at > 0 && items[at - 1].has(Tag::WORK);
    let title_case = inner
        .split_whitespace()
        .filter(|w| w.len() > 3)
        .all(|w| w.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_uppercase));
    words <= 8 && ends_open && words >= 1 && title_case && (follows_work || words >= 2)
}

fn range_of(items: &[Item], part: &Range<usize>) -> TextRange {
    items[part.start].range.cover(items[part.end - 1].range)
}

#[expect(dead_code, reason = "used once fragments are graded by shape")]
fn is_lower(item: &Item) -> bool {
    item.shape == Shape::Lower
}
