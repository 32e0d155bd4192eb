//! Tables of sentence pairs: differences that are no conflicts, each with its mirror that is.
//!
//! A pair is compared as `compare --pairs --assume same-event` compares it. A trap is avoided
//! if no conflict is reported; a mirror is found if one is, of whatever facet.

use super::{
    metrics::Hits,
    result::{Mistake, SuiteResult},
};
use anyhow::{Context, Result, bail};
use crosswire::{
    article::{Article, Published},
    config::{Assume, Config},
    engine::compare,
    report::Report,
};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// What must come of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// No conflict.
    Trap,
    /// A conflict.
    Mirror,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Trap => "trap",
            Self::Mirror => "mirror",
        }
    }
}

/// One line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TrapRow {
    /// Counted from 1, comments too.
    line: usize,
    kind: Kind,
    sentences: [String; 2],
    /// Days of publication, where they matter.
    published: Option<[String; 2]>,
}

/// One file: a sort of trap.
#[derive(Debug)]
struct TrapTable {
    name: String,
    rows: Vec<TrapRow>,
}

impl TrapTable {
    fn count(&self, kind: Kind) -> usize {
        self.rows.iter().filter(|row| row.kind == kind).count()
    }
}

/// Measures the tables under `traps/<half>` of `corpus`.
///
/// # Errors
/// If there is no such folder, no table in it, or a line that is no row.
pub(crate) fn trap_tables(corpus: &Path, half: &str, config: &Config) -> Result<SuiteResult> {
    let tables = read_tables(&corpus.join("traps").join(half))?;
    let config = Config { assume: Assume::SameEvent, ..config.clone() };
    let mut result = SuiteResult::measured("traps", &format!("corpus/traps/{half}"));
    let n_of = |kind| tables.iter().map(|table| table.count(kind)).sum::<usize>();
    result.note = Some(format!(
        "{} tables: {} traps, {} mirrors that are conflicts",
        tables.len(),
        n_of(Kind::Trap),
        n_of(Kind::Mirror)
    ));
    let measured: Vec<Measured<'_>> =
        tables.iter().map(|table| Measured::of(table, &config)).collect();
    for (what, kind) in [("traps avoided", Kind::Trap), ("mirrors found", Kind::Mirror)] {
        let all: Vec<Hits> = measured.iter().flat_map(|table| table.hits(kind)).collect();
        result.accuracy(what, &all);
    }
    for table in &measured {
        for (what, kind) in [("avoided", Kind::Trap), ("mirrors", Kind::Mirror)] {
            result.accuracy(&format!("{}, {what}", table.name), &table.hits(kind));
        }
    }
    for (row, report) in measured.iter().flat_map(|table| &table.rows) {
        for finding in report.findings.iter().filter(|finding| finding.verdict == "conflict") {
            result.rules.add(finding, row.kind == Kind::Mirror);
        }
    }
    for kind in [Kind::Trap, Kind::Mirror] {
        result.errors.extend(measured.iter().flat_map(|table| table.mistakes(kind)));
    }
    Ok(result)
}

/// A table with what was reported on each of its rows.
struct Measured<'a> {
    name: &'a str,
    rows: Vec<(&'a TrapRow, Report)>,
}

impl<'a> Measured<'a> {
    fn of(table: &'a TrapTable, config: &Config) -> Self {
        let rows = table
            .rows
            .par_iter()
            .map(|row| (row, compare(row.articles().into(), config)))
            .collect();
        Self { name: &table.name, rows }
    }

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &(&'a TrapRow, Report)> {
        self.rows.iter().filter(move |(row, _)| row.kind == kind)
    }

    fn hits(&self, kind: Kind) -> Vec<Hits> {
        self.of_kind(kind).map(|(row, report)| Hits::one(row.is_right(report))).collect()
    }

    fn mistakes(&self, kind: Kind) -> Vec<Mistake> {
        self.of_kind(kind)
            .filter(|(row, report)| !row.is_right(report))
            .map(|(row, report)| row.mistake(self.name, report))
            .collect()
    }
}

impl TrapRow {
    fn articles(&self) -> [Article; 2] {
        [0, 1].map(|side| Article {
            id: ["a", "b"][side].to_owned(),
            published: self.published.as_ref().map(|days| Published::declared(&days[side])),
            text: self.sentences[side].clone(),
            ..Article::default()
        })
    }

    fn is_right(&self, report: &Report) -> bool {
        (report.counts.conflict > 0) == (self.kind == Kind::Mirror)
    }

    fn mistake(&self, table: &str, report: &Report) -> Mistake {
        let said: Vec<String> = report
            .findings
            .iter()
            .map(|f| format!("{} {}", f.verdict, f.facet.as_deref().unwrap_or("as a whole")))
            .collect();
        let wanted = match self.kind {
            Kind::Trap => "no conflict",
            Kind::Mirror => "conflict",
        };
        let case = format!("{table}:{} ({})", self.line, self.kind.name());
        Mistake::new(case, format!("{wanted}\n{}", self.sentences.join("\n")), said.join(", "))
    }

    /// A line that is no comment: `kind`, `a`, `b` and perhaps `day/day`, parted by tabs.
    fn parse(text: &str, line: usize) -> Result<Self> {
        let fields: Vec<&str> = text.split('\t').collect();
        let (kind, a, b, days) = match fields[..] {
            [kind, a, b] => (kind, a, b, None),
            [kind, a, b, days] => (kind, a, b, Some(days)),
            _ => bail!("{} fields, not 3 or 4", fields.len()),
        };
        let kind = match kind {
            "trap" => Kind::Trap,
            "mirror" => Kind::Mirror,
            other => bail!("{other:?} is neither trap nor mirror"),
        };
        if [a, b].iter().any(|text| text.is_empty() || text.trim() != *text) {
            bail!("a sentence is empty or has white space around it");
        }
        let published = days.map(parse_days).transpose()?;
        Ok(Self { line, kind, sentences: [a.to_owned(), b.to_owned()], published })
    }
}

fn parse_days(days: &str) -> Result<[String; 2]> {
    let (a, b) = days.split_once('/').context("no two dates with a slash between")?;
    for day in [a, b] {
        if Published::declared(day).seconds().is_none() {
            bail!("{day:?} is no date");
        }
    }
    Ok([a.to_owned(), b.to_owned()])
}

/// The tables of a folder in the order of their names.
fn read_tables(folder: &Path) -> Result<Vec<TrapTable>> {
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .collect::<std::io::Result<Vec<_>>>()?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    paths.sort_unstable();
    if paths.is_empty() {
        bail!("{} has no tables of traps", folder.display());
    }
    paths.iter().map(|path| read_table(path)).collect()
}

fn read_table(path: &Path) -> Result<TrapTable> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let rows = parse_rows(&text).with_context(|| path.display().to_string())?;
    Ok(TrapTable { name, rows })
}

fn parse_rows(text: &str) -> Result<Vec<TrapRow>> {
    let lines = text.lines().enumerate().map(|(idx, line)| (idx + 1, line));
    lines
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(n, line)| TrapRow::parse(line, n).with_context(|| format!("line {n}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Rows of each kind that a sort of trap has in a half at least.
    const MIN_ROWS: usize = 6;

    fn tables(half: &str) -> Vec<TrapTable> {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        read_tables(&corpus.join("traps").join(half)).unwrap()
    }

    #[test]
    fn every_table_has_enough_rows_in_both_halves() {
        let mut halves: BTreeMap<String, usize> = BTreeMap::new();
        for table in ["dev", "test"].into_iter().flat_map(tables) {
            for kind in [Kind::Trap, Kind::Mirror] {
                let n = table.count(kind);
                assert!(n >= MIN_ROWS, "{}: {n} × {}", table.name, kind.name());
            }
            *halves.entry(table.name).or_default() += 1;
        }
        assert_eq!(halves.len(), 16);
        assert!(halves.values().all(|n| *n == 2), "{halves:?}");
    }

    #[test]
    fn no_pair_stands_twice_and_no_sentence_is_long_or_short() {
        let mut seen = BTreeSet::new();
        for table in ["dev", "test"].into_iter().flat_map(tables) {
            for row in table.rows {
                for sentence in &row.sentences {
                    let n_words = sentence.split_whitespace().count();
                    let place = format!("{}:{}: {n_words} words", table.name, row.line);
                    assert!((6..=45).contains(&n_words), "{place}: {sentence}");
                }
                let mut pair = row.sentences.clone();
                pair.sort_unstable();
                assert_ne!(pair[0], pair[1]);
                let key = (pair, row.published);
                assert!(seen.insert(key), "{}:{} stands twice", table.name, row.line);
            }
        }
    }

    #[test]
    fn a_row_has_two_sentences_and_perhaps_two_days() {
        let rows = parse_rows("# what it is\ntrap\tIt rained.\tIt snowed.\n").unwrap();
        assert_eq!((rows[0].line, rows[0].kind, &rows[0].published), (2, Kind::Trap, &None));
        let rows = parse_rows("mirror\tA b.\tC d.\t2025-03-04T09:00/2025-03-05\n").unwrap();
        let days = ["2025-03-04T09:00", "2025-03-05"].map(str::to_owned);
        assert_eq!((rows[0].kind, &rows[0].published), (Kind::Mirror, &Some(days)));
    }

    #[test]
    fn what_is_no_row_is_named_by_line() {
        for (text, message) in [
            ("trap\tone sentence", "2 fields, not 3 or 4"),
            ("trap\ta\tb\t\tc", "5 fields, not 3 or 4"),
            ("conflict\ta\tb", "neither trap nor mirror"),
            ("trap\t\tb", "empty"),
            ("trap\ta \tb", "white space"),
            ("trap\ta\tb\t2025-03-04", "no two dates"),
            ("trap\ta\tb\t2025-02-30/2025-03-04", "\"2025-02-30\" is no date"),
        ] {
            let error = format!("{:#}", parse_rows(&format!("# comment\n{text}\n")).unwrap_err());
            assert!(error.starts_with("line 2: ") && error.contains(message), "{error}");
        }
    }
}
