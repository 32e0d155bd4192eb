//! Who said what stands in quotation marks, and which stretches are one quotation.

use super::marks::{Ending, Stretch};
use crate::{
    mention::reported::{Frame, Item, Kind, Reading, Side, Tag, Unit, main_subject, speaker_of},
    span::TextRange,
};
use std::ops::Range;

/// Most words of a stretch that, without a speaker, is a term at a distance.
const MAX_SCARE_WORDS: usize = 6;
/// Most words of a stretch inside a reported clause that is a term and no speech, unless
/// the cue stands next to it.
const MAX_TERM_WORDS: usize = 2;
/// Most items of a subject with its appositions.
const MAX_SUBJECT_ITEMS: usize = 40;
/// Most cues between a quotation and its own.
const MAX_FRAMES: usize = 16;
/// Farthest a cue may lie behind a quotation inside a clause, in items.
const MAX_REACH: usize = 120;
/// Most words of the title of a work.
const MAX_TITLE_WORDS: usize = 10;

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

/// The utterances of a document in text order; only units near a quotation are looked at.
/// Cost: linear.
pub(super) fn utterances(reading: &Reading<'_>, stretches: &[Stretch]) -> Vec<Utterance> {
    let text = reading.doc.text();
    let mut reader =
        Reader { reading, text, stretches, out: Vec::new(), chain: None, lead_in: None };
    let mut previous = None;
    for (unit_idx, _) in reading.units.iter().enumerate().filter(|(_, unit)| unit.is_near_quote) {
        reader.unit(unit_idx, previous);
        previous = Some(unit_idx);
    }
    reader.out
}

struct Reader<'a> {
    reading: &'a Reading<'a>,
    text: &'a str,
    stretches: &'a [Stretch],
    out: Vec<Utterance>,
    /// The utterance a quotation at the start of the next unit would go on.
    chain: Option<Chain>,
    /// Speaker and cue of a unit before that ended with a colon.
    lead_in: Option<(TextRange, Option<TextRange>)>,
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
    fn unit(&mut self, unit_idx: usize, previous: Option<usize>) {
        let reading = self.reading;
        let (items, frames) = (reading.items(unit_idx), reading.frames(unit_idx));
        let unit = &reading.units[unit_idx];
        if !items.iter().any(Item::is_quote) {
            self.chain = None;
            self.note_lead_in(items, frames);
            return;
        }
        let mut last: Option<(usize, usize)> = None;
        for (at, item) in items.iter().enumerate() {
            let Kind::Quote(stretch) = item.kind else { continue };
            let stretch = stretch as usize;
            let behind = self.frame_behind(items, frames, at);
            if self.goes_on_from_before(stretch) && !self.has_speaker_of_its_own(behind.as_ref()) {
                self.join(items, frames, behind, stretch);
                continue;
            }
            let tie = behind
                .or_else(|| split_by(frames, last, at))
                .or_else(|| frame_around(items, frames, at));
            match (last, tie) {
                (Some((utterance, frame)), Some(tie)) if frame == tie.frame => {
                    self.out[utterance].parts.push(stretch);
                }
                (_, Some(tie)) => {
                    last = Some((self.out.len(), tie.frame));
                    self.push(items, stretch, Some((&frames[tie.frame], tie.speaker)), at);
                }
                (_, None) => self.untied(unit_idx, previous, stretch, at),
            }
        }
        self.lead_in = None;
        self.chain = (!self.out.is_empty())
            .then(|| Chain { utterance: self.out.len() - 1, paragraph_idx: unit.paragraph_idx })
            .filter(|_| {
                let reported_last = last.is_some_and(|(_, frame)| {
                    items.iter().skip(frames[frame].end()).all(|item| !item.is_quote())
                });
                reported_last || items[0].is_quote() || items[items.len() - 1].is_quote()
            });
        if items[items.len() - 1].kind == Kind::Colon {
            self.note_lead_in(items, frames);
        }
    }

    /// Remembers who is about to speak when a unit ends with a colon.
    fn note_lead_in(&mut self, items: &[Item], frames: &[Frame]) {
        self.lead_in = None;
        if items.last().is_none_or(|last| last.kind != Kind::Colon) {
            return;
        }
        let frame = frames.iter().rev().find(|f| f.tag.has(Tag::SAY) && f.source.is_some());
        self.lead_in = frame
            .and_then(|f| {
                Some((speaker_range(items, f.source.as_ref()?), Some(range_of(items, &f.cue))))
            })
            .or_else(|| main_subject(items).map(|s| (range_of(items, &s), None)));
    }

    /// A quotation without a frame in its unit: it goes on, was led in, or stands alone.
    fn untied(&mut self, unit_idx: usize, previous: Option<usize>, stretch: usize, at: usize) {
        let reading = self.reading;
        let (items, unit) = (reading.items(unit_idx), &reading.units[unit_idx]);
        if at == 0 && self.chains(unit) {
            let utterance = self.chain.map_or(0, |c| c.utterance);
            self.out[utterance].parts.push(stretch);
            return;
        }
        let (speaker, cue) = if at == 0 && is_sentence(self.stretches[stretch].range.of(self.text))
        {
            self.speaker_before(unit, previous)
        } else {
            (None, None)
        };
        self.push(items, stretch, None, at);
        if let Some(last) = self.out.last_mut() {
            last.speaker = speaker;
            last.cue = cue;
            last.is_scare &= speaker.is_none();
        }
    }

    /// The speaker of a quotation that stands alone, from what stands before it.
    fn speaker_before(
        &self,
        unit: &Unit,
        previous: Option<usize>,
    ) -> (Option<TextRange>, Option<TextRange>) {
        if let Some((speaker, cue)) = self.lead_in {
            return (Some(speaker), cue);
        }
        if let Some(chain) = self.chain.filter(|c| c.paragraph_idx + 1 == unit.paragraph_idx) {
            return (self.out[chain.utterance].speaker, None);
        }
        let units = &self.reading.units;
        let is_same = |p: &usize| units[*p].paragraph_idx == unit.paragraph_idx;
        let subject = previous.filter(is_same).and_then(|p| {
            let before = self.reading.items(p);
            main_subject(before).map(|s| range_of(before, &s))
        });
        (subject, None)
    }

    /// Whether the stretch before this one ran on over the end of its paragraph.
    fn goes_on_from_before(&self, stretch: usize) -> bool {
        stretch > 0 && self.stretches[stretch - 1].ending == Ending::GoesOn && !self.out.is_empty()
    }

    /// Whether a stretch that could go on from the one before has a speaker, and so does
    /// the one before: then a closing mark was forgotten.
    fn has_speaker_of_its_own(&self, behind: Option<&Tie>) -> bool {
        behind.is_some() && self.out.last().is_some_and(|last| last.speaker.is_some())
    }

    fn join(&mut self, items: &[Item], frames: &[Frame], tie: Option<Tie>, stretch: usize) {
        let Some(last) = self.out.last_mut() else { return };
        last.parts.push(stretch);
        if let Some(tie) = tie.filter(|_| last.speaker.is_none()) {
            last.speaker = tie.speaker.map(|s| speaker_range(items, &s));
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
        let quoted = range.of(self.text);
        let words = quoted.split_whitespace().take(MAX_SCARE_WORDS + 1).count();
        let is_governed = tie.as_ref().is_some_and(|(frame, _)| {
            frame.start() > at && !items[at + 1..frame.start()].iter().any(Item::is_word)
                || frame.end() <= at && is_close(items, frame, at)
        });
        let is_term = words <= MAX_TERM_WORDS && !is_governed;
        let is_scare = is_term
            || (!is_governed && is_title(items, at, quoted))
            || (tie.is_none() && words <= MAX_SCARE_WORDS);
        let tie = tie.filter(|_| !is_scare);
        self.out.push(Utterance {
            parts: vec![stretch],
            speaker: tie.as_ref().and_then(|(_, s)| s.clone()).map(|s| speaker_range(items, &s)),
            cue: tie.map(|(frame, _)| range_of(items, &frame.cue)),
            is_scare,
        });
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
        let first = frames.partition_point(|f| f.group.start < start);
        let n_near = frames[first..]
            .iter()
            .take_while(|f| f.group.start - start <= MAX_SUBJECT_ITEMS)
            .count();
        let near = &frames[first..first + n_near];
        let frame = near
            .iter()
            .position(|f| f.source.is_some() && f.start() == start)
            .or_else(|| near.iter().position(|f| f.source.is_some()))
            .map(|i| first + i)?;
        let found = &frames[frame];
        let source = found.source.clone()?;
        if found.tag.has(Tag::TELL) && found.side == Side::After && found.start() == start {
            // "…" He told a crowd that …
            return None;
        }
        if found.start() == start {
            return Some(Tie { frame, speaker: Some(source) });
        }
        let lead = items.get(start)?;
        let is_subject = source.end <= found.group.start
            && source.start > start
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

/// "…," X said, "…": the second stretch belongs to the frame behind the first.
fn split_by(frames: &[Frame], last: Option<(usize, usize)>, at: usize) -> Option<Tie> {
    let (_, frame) = last?;
    let found = &frames[frame];
    let between = &frames[frame + 1..frames.partition_point(|f| f.cue.end <= at).max(frame + 1)];
    let is_nearest = between.len() <= MAX_FRAMES
        && !between
            .iter()
            .any(|f| f.end() <= at && f.side == Side::After && f.tag.has(Tag::SAY | Tag::OBJECT));
    (found.side == Side::Before && found.end() <= at && is_nearest)
        .then(|| Tie { frame, speaker: found.source.clone() })
}

/// X said "…"; X called the plan "…"; the plan is "…", X said.
fn frame_around(items: &[Item], frames: &[Frame], at: usize) -> Option<Tie> {
    let n_ahead = frames.partition_point(|f| f.cue.end <= at);
    let base = n_ahead.saturating_sub(MAX_FRAMES);
    let ahead = &frames[base..n_ahead];
    let behind = &frames[n_ahead..frames.len().min(n_ahead + MAX_FRAMES)];
    let is_sourced = |f: &Frame| f.source.is_some();
    let frame = ahead
        .iter()
        .rposition(|f| f.end() <= at && f.side == Side::After && governs(f))
        .map(|i| outermost(items, frames, base + i))
        .or_else(|| {
            behind
                .iter()
                .position(|f| {
                    let start = f.start();
                    f.side == Side::Before && start > at && start - at <= MAX_REACH && is_sourced(f)
                })
                .map(|i| n_ahead + i)
        })
        .or_else(|| {
            ahead
                .iter()
                .rposition(|f| f.end() <= at && at - f.end() <= 2 && is_sourced(f))
                .map(|i| base + i)
        })?;
    Some(Tie { frame, speaker: frames[frame].source.clone() })
}

/// Whether a cue before a quotation may be its own: one that reports by what stands beside
/// it, or whose other senses are rare ("would continue “for days”" is neither).
fn governs(frame: &Frame) -> bool {
    frame.source.is_some() && (frame.reports || !frame.tag.has(Tag::WEAK))
}

/// "Smith said he wants “…”": the words are Smith's.
fn outermost(items: &[Item], frames: &[Frame], mut frame: usize) -> usize {
    let farthest = frame.saturating_sub(MAX_FRAMES);
    while let Some(outer) = frame.checked_sub(1).filter(|&outer| outer >= farthest) {
        let (inner, around) = (&frames[frame], &frames[outer]);
        let is_pronoun = inner.source.as_ref().is_some_and(|s| {
            s.len() == 1 && items[s.start].has(Tag::PRONOUN) && !items[s.start].has(Tag::RELATIVE)
        });
        let touches = around.end() <= inner.start()
            && items[around.end()..inner.start()].iter().all(|item| item.has(Tag::SUBORDINATOR));
        let reports =
            around.tag.has(Tag::SAY) && around.source.is_some() && around.side == Side::After;
        if !(is_pronoun && touches && reports && !inner.tag.has(Tag::SAY)) {
            break;
        }
        frame = outer;
    }
    frame
}

/// Whether a cue governs the quotation at `at`: "said “…”", "called him a “…”".
fn is_close(items: &[Item], frame: &Frame, at: usize) -> bool {
    let max_words = if frame.tag.has(Tag::OBJECT | Tag::TELL) { 4 } else { 0 };
    items[frame.end()..at].iter().filter(|item| item.is_word()).take(max_words + 1).count()
        <= max_words
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
    if inner.ends_with(['.', '!', '?', ',']) && !(at > 0 && items[at - 1].has(Tag::WORK)) {
        return false;
    }
    let mut n_words = 0;
    let title_case = inner.split_whitespace().all(|word| {
        n_words += 1;
        is_small_word(word) && n_words > 1
            || word.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase())
    });
    n_words <= MAX_TITLE_WORDS && title_case
}

/// Words that stay lower case in titles.
fn is_small_word(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "of"
            | "in"
            | "on"
            | "and"
            | "for"
            | "to"
            | "with"
            | "at"
            | "by"
            | "from"
            | "or"
            | "as"
    )
}

fn range_of(items: &[Item], part: &Range<usize>) -> TextRange {
    items[part.start].range.cover(items[part.end - 1].range)
}

/// The speaker as an editor names it.
fn speaker_range(items: &[Item], source: &Range<usize>) -> TextRange {
    range_of(items, &speaker_of(items, source))
}
