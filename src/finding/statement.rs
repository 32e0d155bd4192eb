//! What a facet rule sees of an account, and what it may say.

use super::{
    model::{Facet, Said, Verdict},
    rule::Rule,
    speaker::Speaker,
};
use crate::{
    article::Published,
    mention::{Fact, Mention, Moment, Name, Quantity, Time},
    normalize::{Document, Token},
    relate::Analysis,
    span::TextRange,
};
use std::collections::BTreeSet;

/// What a facet rule says of two statements.
pub(super) struct Ruling {
    pub(super) verdict: Verdict,
    /// None for the wording as a whole.
    pub(super) facet: Option<Facet>,
    pub(super) rule: Rule,
    pub(super) message: String,
    pub(super) said: [Said; 2],
}

impl Ruling {
    /// The same with its sides exchanged.
    pub(super) fn exchanged(mut self) -> Self {
        self.said.swap(0, 1);
        self
    }

    /// Whether two rulings mark the same words on some side.
    pub(super) fn shows_same(&self, other: &Self) -> bool {
        let overlap = |x: &Said, y: &Said| {
            x.marks.iter().any(|mark| y.marks.iter().any(|other| mark.overlaps(*other)))
        };
        self.said.iter().zip(&other.said).any(|(x, y)| overlap(x, y))
    }
}

/// Words reported of a source that this sentence names.
pub(super) struct Report<'a> {
    /// Where the words stand; parts of it may lie in other sentences.
    pub(super) content: Vec<TextRange>,
    pub(super) speaker: Speaker<'a>,
}

/// Mentions before a sentence among which a quotation that runs into it is looked for.
const MAX_LOOKED_BACK: usize = 128;

/// Longest date line ("SPLIT, Croatia, March 6 (Meridian) - ").
const MAX_DATELINE: usize = 80;

/// One account's statement.
#[derive(Clone, Copy)]
pub(super) struct Statement<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) said: &'a Said,
    /// A, B, C …
    pub(super) label: &'a str,
}

impl<'a> Statement<'a> {
    /// The index of its sentence.
    fn sentence_idx(self) -> usize {
        self.said.sentences[0] as usize
    }

    pub(super) fn tokens(self) -> &'a [Token] {
        self.analysis.doc.sentence_tokens(self.sentence_idx())
    }

    /// Keys of its telling words.
    pub(super) fn telling_keys(self) -> BTreeSet<u64> {
        telling_keys(&self.analysis.doc, self.sentence_idx())
    }

    pub(super) fn mentions(self) -> impl Iterator<Item = &'a Mention> {
        self.analysis.mentions_of(self.sentence_idx())
    }

    pub(super) fn quantities(self) -> Vec<(TextRange, &'a Quantity)> {
        let quantity = |m: &'a Mention| match &m.fact {
            Fact::Quantity(q) => Some((m.range, q)),
            _ => None,
        };
        self.mentions().filter_map(quantity).collect()
    }

    /// Resolved times: where they stand, first and last moment.
    pub(super) fn intervals(self) -> Vec<(TextRange, &'a (Moment, Moment))> {
        self.times().filter_map(|(range, time)| Some((range, time.interval.as_ref()?))).collect()
    }

    /// Where figures stand, and times.
    pub(super) fn figures_and_times(self) -> impl Iterator<Item = TextRange> {
        let of = |m: &&Mention| matches!(m.fact, Fact::Quantity(_) | Fact::Time(_));
        self.mentions().filter(of).map(|m| m.range)
    }

    /// Times, resolved or not.
    pub(super) fn times(self) -> impl Iterator<Item = (TextRange, &'a Time)> {
        self.mentions().filter_map(|m| match &m.fact {
            Fact::Time(time) => Some((m.range, time)),
            _ => None,
        })
    }

    /// Days, of a known year or not: where they stand, and month and day (`11-14`).
    pub(super) fn days_of_year(self) -> Vec<(TextRange, &'a str)> {
        self.times().filter_map(|(range, time)| Some((range, time.day_of_year()?))).collect()
    }

    pub(super) fn names(self) -> impl Iterator<Item = (TextRange, &'a Name)> {
        self.mentions().filter_map(|m| match &m.fact {
            Fact::Name(name) => Some((m.range, name)),
            _ => None,
        })
    }

    pub(super) fn range(self) -> TextRange {
        self.analysis.doc.sentences[self.sentence_idx()].range
    }

    /// Where its sentence ends.
    pub(super) fn end(self) -> usize {
        self.range().end as usize
    }

    /// Mentions that start in the sentence or not far before it.
    fn mentions_near(self) -> impl Iterator<Item = &'a Mention> {
        let mentions = &self.analysis.mentions;
        let idx = self.said.sentences[0];
        let first = mentions.partition_point(|m| m.sentence_idx < idx);
        let last = mentions.partition_point(|m| m.sentence_idx <= idx);
        mentions[first.saturating_sub(MAX_LOOKED_BACK)..last].iter()
    }

    /// Stretches in quotation marks that reach into the sentence, marks included.
    pub(super) fn quoted_parts(self) -> impl Iterator<Item = TextRange> {
        let sentence = self.range();
        self.mentions_near()
            .filter_map(|m| match &m.fact {
                Fact::Quotation(quotation) => Some(&quotation.parts),
                _ => None,
            })
            .flatten()
            .copied()
            .filter(move |part| part.overlaps(sentence))
    }

    /// What the sentence reports, with or without quotation marks, of a source it names.
    pub(super) fn reports(self) -> Vec<Report<'a>> {
        let sentence = self.range();
        let report = |m: &'a Mention| {
            let (content, speaker, name) = match &m.fact {
                Fact::Quotation(q) if !q.is_scare => (q.parts.clone(), q.speaker, &q.speaker_name),
                Fact::Attribution(x) => (vec![m.range], x.speaker, &x.speaker_name),
                _ => return None,
            };
            let range = speaker.filter(|range| sentence.contains(*range))?;
            Some(Report { content, speaker: Speaker { range, name: name.as_deref() } })
        };
        self.mentions_near().filter_map(report).collect()
    }

    /// Where the words stand by which the sentence reports.
    fn cues(self) -> impl Iterator<Item = TextRange> {
        self.mentions_near().filter_map(|m| match &m.fact {
            Fact::Quotation(quotation) => quotation.cue,
            Fact::Attribution(attribution) => Some(attribution.cue),
            _ => None,
        })
    }

    /// Whether the sentence reports by the word at `range`.
    pub(super) fn has_cue(self, range: TextRange) -> bool {
        self.cues().any(|cue| cue.overlaps(range))
    }

    /// Whether a time is that of a report ("said on Wednesday"), not of what it reports.
    pub(super) fn is_time_of_report(self, time: TextRange) -> bool {
        let text = self.analysis.doc.text();
        self.cues().any(|cue| {
            cue.end <= time.start && {
                let between = text[cue.end as usize..time.start as usize].trim();
                matches!(
                    between,
                    "" | "on" | "in" | "at" | "late" | "early" | "late on" | "early on"
                )
            }
        })
    }

    /// Whether `range` stands in the date line that opens an agency's text.
    pub(super) fn is_dateline(self, range: TextRange) -> bool {
        let text = self.analysis.doc.sentence_text(self.sentence_idx());
        let head = &text[..text.floor_char_boundary(MAX_DATELINE)];
        let dash = head.find(['—', '–']).or_else(|| head.find(" - ")).or_else(|| head.find("--"));
        self.sentence_idx() == 0
            && dash.is_some_and(|dash| range.end as usize <= self.range().start as usize + dash)
    }

    pub(super) fn words(self, range: TextRange) -> &'a str {
        range.of(self.analysis.doc.text())
    }

    /// The day of publication, where known.
    pub(super) fn day(self) -> Option<&'a str> {
        self.analysis.doc.article.published.as_ref().and_then(Published::day)
    }

    /// Whether its account was published later than that of `other`, by the day where one hour is
    /// not known.
    pub(super) fn is_later_than(self, other: Self) -> bool {
        let published = |s: Self| s.analysis.doc.article.published.as_ref()?.seconds();
        match (published(other), published(self)) {
            (Some(early), Some(late)) => early.1 <= late.0,
            _ => matches!((other.day(), self.day()), (Some(e), Some(l)) if e < l),
        }
    }

    /// The same statement with `marks` and the value said.
    pub(super) fn marked(self, marks: Vec<TextRange>, value: Option<String>) -> Said {
        Said { marks, value, ..self.said.clone() }
    }

    /// The marked words of `said`, white space folded.
    pub(super) fn quoted(self, said: &Said) -> String {
        let words: Vec<&str> = said.marks.iter().map(|mark| self.words(*mark)).collect();
        words.join(" … ").split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Keys of the telling words of a sentence. Cost: its words.
pub(super) fn telling_keys(doc: &Document, sentence_idx: usize) -> BTreeSet<u64> {
    let terms = doc.sentence_tokens(sentence_idx).iter().map(|token| doc.term(token));
    terms.filter(|term| !term.is_stop).map(|term| term.key).collect()
}

/// Whether two sentences have half of the telling words of the shorter in common.
pub(super) fn share_half(a: &BTreeSet<u64>, b: &BTreeSet<u64>) -> bool {
    2 * a.intersection(b).count() >= a.len().min(b.len())
}

/// Whether two intervals, ends included, share a point.
pub(super) fn overlap<T: PartialOrd>(x: &(T, T), y: &(T, T)) -> bool {
    x.0 <= y.1 && y.0 <= x.1
}

/// What stands in `changed`, if it is only one thing.
pub(super) fn only<T>(
    all: impl IntoIterator<Item = (TextRange, T)>,
    changed: TextRange,
) -> Option<(TextRange, T)> {
    let mut there = all.into_iter().filter(|(range, _)| range.overlaps(changed));
    there.next().filter(|_| there.next().is_none())
}

/// "A says “…”, B says “…”".
pub(super) fn both_say(a: Statement<'_>, b: Statement<'_>, said: &[Said; 2]) -> String {
    let (in_a, in_b) = (a.quoted(&said[0]), b.quoted(&said[1]));
    format!("{} says “{in_a}”, {} says “{in_b}”", a.label, b.label)
}
