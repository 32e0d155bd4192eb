//! What a facet rule sees of an account, and what it may say.

use super::model::{Facet, Said, Verdict};
use crate::{
    article::Published,
    mention::{Fact, Mention, Moment, Quantity},
    normalize::Token,
    relate::Analysis,
    span::TextRange,
};

/// What a facet rule says of two statements.
pub(super) struct Ruling {
    pub(super) verdict: Verdict,
    pub(super) facet: Facet,
    /// In hundredths.
    pub(super) confidence: u32,
    pub(super) message: String,
    pub(super) said: [Said; 2],
}

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

    pub(super) fn mentions(self) -> impl Iterator<Item = &'a Mention> {
        self.analysis.mentions_of(self.sentence_idx())
    }

    pub(super) fn quantities(self) -> Vec<(TextRange, &'a Quantity)> {
        self.mentions()
            .filter_map(|m| match &m.fact {
                Fact::Quantity(q) => Some((m.range, q)),
                _ => None,
            })
            .collect()
    }

    /// Resolved times: where they stand, first and last moment.
    pub(super) fn intervals(self) -> Vec<(TextRange, &'a (Moment, Moment))> {
        self.mentions()
            .filter_map(|m| match &m.fact {
                Fact::Time(time) => time.interval.as_ref().map(|interval| (m.range, interval)),
                _ => None,
            })
            .collect()
    }

    /// Days of no known year: where they stand, and `XXXX-11-14`.
    pub(super) fn yearless_days(self) -> Vec<(TextRange, &'a str)> {
        self.mentions()
            .filter_map(|m| match &m.fact {
                Fact::Time(time) => time.value.as_deref().map(|value| (m.range, value)),
                _ => None,
            })
            .filter(|(_, value)| value.len() == "XXXX-11-14".len() && value.starts_with("XXXX-"))
            .collect()
    }

    pub(super) fn words(self, range: TextRange) -> &'a str {
        range.of(self.analysis.doc.text())
    }

    /// The day of publication, where known.
    pub(super) fn day(self) -> Option<&'a str> {
        self.analysis.doc.article.published.as_ref().and_then(Published::day)
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

/// Whether two intervals share a moment.
pub(super) fn overlap(x: &(Moment, Moment), y: &(Moment, Moment)) -> bool {
    x.0 <= y.1 && y.0 <= x.1
}

/// "A says “…”, B says “…”".
pub(super) fn both_say(a: Statement<'_>, b: Statement<'_>, said: &[Said; 2]) -> String {
    let (in_a, in_b) = (a.quoted(&said[0]), b.quoted(&said[1]));
    format!("{} says “{in_a}”, {} says “{in_b}”", a.label, b.label)
}
