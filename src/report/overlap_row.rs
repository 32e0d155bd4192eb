//! Rows of `score` and `dedup`.
//!
//! A pair, one JSON object a line: `a`, `b` (ids, `a` before `b`), `resemblance`,
//! `containment_a`, `containment_b` (fractions, unrounded), `n_shared`, `n_a`, `n_b` (counts of
//! shingles), `relation` (`identical`, `near-duplicate`, `partial-reuse`, or `unrelated` where
//! too little is shared to speak of copying), and where they apply `direction` (`a-to-b` when
//! `b` took the text from `a`, `b-to-a`), `revision` (true: a later fetch of the same address of
//! the same source), `changed_facts` (a list of `{"a","b"}`: the words of either) and
//! `group_size` (the row stands for a group of so many identical texts that is not expanded).
//!
//! In CSV the same columns, `changed_facts` as JSON.

use crate::overlap::Overlap;
use crate::relate::{ChangedFact, RelationKind};
use serde::Serialize;
use std::io::{self, Write};

/// Which way a text went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// The second took it from the first.
    AToB,
    /// The first took it from the second.
    BToA,
}

/// One pair.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairRow<'a> {
    /// The id that sorts first.
    pub a: &'a str,
    /// The other one.
    pub b: &'a str,
    /// |A∩B| / |A∪B|.
    pub resemblance: f64,
    /// |A∩B| / |A|.
    pub containment_a: f64,
    /// |A∩B| / |B|.
    pub containment_b: f64,
    /// |A∩B|.
    pub n_shared: u64,
    /// |A|.
    pub n_a: u64,
    /// |B|.
    pub n_b: u64,
    /// How the two stand.
    pub relation: RelationKind,
    /// Which way the text went, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Whether one is a later fetch of the other.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub revision: bool,
    /// Facts in which near-duplicates differ.
    #[serde(skip_serializing_if = "<[ChangedFact]>::is_empty")]
    pub changed_facts: &'a [ChangedFact],
    /// Members of the group that the row stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_size: Option<u32>,
}

impl<'a> PairRow<'a> {
    /// A row of these counts and nothing else.
    #[must_use]
    pub fn new(a: &'a str, b: &'a str, overlap: &Overlap, relation: RelationKind) -> Self {
        Self {
            a,
            b,
            resemblance: overlap.resemblance(),
            containment_a: overlap.containment_a(),
            containment_b: overlap.containment_b(),
            n_shared: overlap.n_shared,
            n_a: overlap.n_a,
            n_b: overlap.n_b,
            relation,
            direction: None,
            revision: false,
            changed_facts: &[],
            group_size: None,
        }
    }

    /// Writes the row with its line feed.
    ///
    /// # Errors
    /// Whatever `out` fails with.
    pub fn write(&self, form: RowForm, out: &mut dyn Write) -> io::Result<()> {
        match form {
            RowForm::JsonLines => write_json_line(self, out),
            RowForm::Csv => self.write_csv(out),
        }
    }

    fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let direction = match self.direction {
            Some(Direction::AToB) => "a-to-b",
            Some(Direction::BToA) => "b-to-a",
            None => "",
        };
        let facts = match self.changed_facts {
            [] => String::new(),
            facts => serde_json::to_string(facts)?,
        };
        writeln!(
            out,
            "{},{},{},{},{},{},{},{},{},{direction},{},{},{}",
            csv_field(self.a),
            csv_field(self.b),
            self.resemblance,
            self.containment_a,
            self.containment_b,
            self.n_shared,
            self.n_a,
            self.n_b,
            self.relation.as_str(),
            if self.revision { "true" } else { "" },
            csv_field(&facts),
            self.group_size.map(|n| n.to_string()).unwrap_or_default()
        )
    }
}

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowForm {
    /// One object a line.
    #[default]
    JsonLines,
    /// Comma-separated values (RFC 4180) with a head line.
    Csv,
}

impl RowForm {
    /// The form that the extension of a path stands for: CSV or else JSON Lines.
    #[must_use]
    pub fn from_path(path: &std::path::Path) -> Self {
        let is_csv = path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("csv"));
        if is_csv { Self::Csv } else { Self::JsonLines }
    }

    /// The line before the first row, with its line feed; empty for JSON Lines.
    #[must_use]
    pub fn head(self) -> &'static str {
        match self {
            Self::JsonLines => "",
            Self::Csv => {
                "a,b,resemblance,containment_a,containment_b,n_shared,n_a,n_b,relation,direction,revision,changed_facts,group_size\n"
            }
        }
    }
}

/// A cluster: `cluster` (its least id), `members` (ids, ascending), `representative`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClusterRow<'a> {
    /// The label: the least id, which no other cluster has.
    pub cluster: &'a str,
    /// The ids, ascending.
    pub members: Vec<&'a str>,
    /// The member that stands for all.
    pub representative: &'a str,
}

/// An event: `event` (its stable id), `articles` (ids, ascending), `witnesses` (ids of articles
/// that count as one voice, ascending), `title` (of the article nearest to all others; empty
/// where it has none and no text), `start` and `end` (first and last day of publication, each
/// by the clock of its outlet, where any is known).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventRow<'a> {
    /// 16 hexadecimal digits: a hash of the ids of the articles.
    pub event: String,
    /// The ids, ascending.
    pub articles: Vec<&'a str>,
    /// Near-duplicates together, each group ascending, ordered by their first id.
    pub witnesses: Vec<Vec<&'a str>>,
    /// What the event is called.
    pub title: String,
    /// `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
}

/// An article that was left out: `id`, `copy_of`, and how the two stand, with `containment` that
/// of the article in the one it is a copy of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOutRow<'a> {
    /// What was left out.
    pub id: &'a str,
    /// What was kept for it.
    pub copy_of: &'a str,
    /// |A∩B| / |A∪B|.
    pub resemblance: f64,
    /// The share of the article left out that the kept one has too.
    pub containment: f64,
    /// |A∩B|.
    pub n_shared: u64,
    /// How the two stand.
    pub relation: RelationKind,
    /// Facts in which they differ.
    #[serde(skip_serializing_if = "<[ChangedFact]>::is_empty")]
    pub changed_facts: &'a [ChangedFact],
}

/// Writes a row as JSON with its line feed.
///
/// # Errors
/// Whatever `out` fails with.
pub fn write_json_line(row: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, row)?;
    out.write_all(b"\n")
}

fn csv_field(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_in_both_forms() {
        let overlap = Overlap { n_shared: 3, n_a: 4, n_b: 6 };
        let facts = [ChangedFact { a: "12".to_owned(), b: "340".to_owned() }];
        let mut row = PairRow::new("a", "b,\"c\"", &overlap, RelationKind::NearDuplicate);
        (row.direction, row.changed_facts) = (Some(Direction::AToB), &facts);
        let written = |form: RowForm| {
            let mut out = Vec::new();
            row.write(form, &mut out).expect("memory");
            String::from_utf8(out).expect("UTF-8")
        };
        insta::assert_snapshot!(written(RowForm::JsonLines), @r#"{"a":"a","b":"b,\"c\"","resemblance":0.42857142857142855,"containment_a":0.75,"containment_b":0.5,"n_shared":3,"n_a":4,"n_b":6,"relation":"near-duplicate","direction":"a-to-b","changed_facts":[{"a":"12","b":"340"}]}"#);
        insta::assert_snapshot!(written(RowForm::Csv), @r#"a,"b,""c""",0.42857142857142855,0.75,0.5,3,4,6,near-duplicate,a-to-b,,"[{""a"":""12"",""b"":""340""}]","#);
        assert_eq!(RowForm::Csv.head().matches(',').count(), 12);
    }
}
