//! What happened beside the result: problems found, things counted.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Where in the input something stands: a file (or `<stdin>`) and, where known, a line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Place {
    /// Path as given, or `<stdin>`.
    pub input: String,
    /// Line, from 1; of a record in JSON Lines the line it starts on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
}

impl Place {
    /// A whole input.
    #[must_use]
    pub fn input(input: impl Into<String>) -> Self {
        Self { input: input.into(), line: None }
    }

    /// One line of an input, counted from 1.
    #[must_use]
    pub fn line(input: impl Into<String>, line: u64) -> Self {
        Self { input: input.into(), line: Some(line) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.input),
            None => f.write_str(&self.input),
        }
    }
}

/// What kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// A file or folder could not be opened or read.
    Unreadable,
    /// Bytes that are no text of any known encoding.
    Binary,
    /// A record that does not follow its format.
    Malformed,
    /// A record without the field that holds its text.
    MissingField,
    /// A text without a single letter or digit.
    Empty,
    /// A text longer than can be addressed.
    TooLarge,
    /// An id seen before; the article goes on as `id#2`.
    DuplicateId,
    /// Bytes that did not decode and stand as U+FFFD; the article goes on.
    Undecodable,
    /// A date that was not understood; the article goes on without one.
    BadDate,
}

impl ProblemKind {
    /// Whether the record was left out because of it.
    #[must_use]
    pub fn is_skipped(self) -> bool {
        !matches!(self, Self::DuplicateId | Self::Undecodable | Self::BadDate)
    }
}

/// One thing wrong with one record. The run goes on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What kind.
    pub kind: ProblemKind,
    /// What exactly, lower case, no full stop.
    pub message: String,
}

impl Problem {
    /// A problem of `kind` at `place`.
    #[must_use]
    pub fn new(place: Place, kind: ProblemKind, message: impl Into<String>) -> Self {
        Self { place, kind, message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// Counters that add up over parts of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stats {
    /// Inputs opened.
    pub n_inputs: u64,
    /// Bytes read, before decoding.
    pub n_bytes: u64,
    /// Articles that came in whole.
    pub n_articles: u64,
    /// Records left out because of a problem.
    pub n_skipped: u64,
}

impl Stats {
    /// Adds the counters of another part; associative and commutative.
    pub fn merge(&mut self, other: &Self) {
        self.n_inputs += other.n_inputs;
        self.n_bytes += other.n_bytes;
        self.n_articles += other.n_articles;
        self.n_skipped += other.n_skipped;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_its_place() {
        let problem = Problem::new(
            Place::line("feed.jsonl", 17),
            ProblemKind::MissingField,
            "no text field (text, body, content, article or maintext)",
        );
        assert_eq!(
            problem.to_string(),
            "feed.jsonl:17: no text field (text, body, content, article or maintext)"
        );
        assert!(problem.kind.is_skipped() && !ProblemKind::DuplicateId.is_skipped());
    }

    #[test]
    fn stats_add_up() {
        let part = Stats { n_inputs: 1, n_bytes: 10, n_articles: 2, n_skipped: 1 };
        let mut sum = part;
        sum.merge(&part);
        assert_eq!(sum, Stats { n_inputs: 2, n_bytes: 20, n_articles: 4, n_skipped: 2 });
    }
}
