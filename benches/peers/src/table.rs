//! The finished table, and its three forms.

use crate::check::Checked;
use crate::machine::Circumstances;
use crate::measure::{Usage, median};
use crate::options::Format;
use crate::pairs::{NEAR, Quality};
use anyhow::Result;
use serde::Serialize;
use std::fmt::Write;

/// Everything that was measured; as JSON, field by field what it is here.
#[derive(Debug, Serialize)]
pub(crate) struct Table {
    pub(crate) circumstances: Circumstances,
    pub(crate) corpus: Corpus,
    pub(crate) min_resemblance: f64,
    pub(crate) n_threads: u32,
    /// Exact pairs at or above the threshold.
    pub(crate) n_pairs: usize,
    pub(crate) check: Option<Checked>,
    /// A line for each peer that was asked for and is not there.
    pub(crate) missing: Vec<String>,
    /// crosswire first.
    pub(crate) entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Corpus {
    pub(crate) name: String,
    pub(crate) n_articles: usize,
    pub(crate) n_bytes: u64,
}

/// One tool.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) tool: String,
    pub(crate) version: String,
    pub(crate) settings: String,
    pub(crate) runs: Vec<Usage>,
    pub(crate) quality: Quality,
}

const N_COLUMNS: usize = 10;

impl Table {
    /// # Errors
    /// Never in practice: JSON of these values cannot fail.
    pub(crate) fn render(&self, format: Format) -> Result<String> {
        Ok(match format {
            Format::Text => self.text(),
            Format::Markdown => self.markdown(),
            Format::Json => serde_json::to_string_pretty(self)?,
        })
    }

    fn header(&self) -> [String; N_COLUMNS] {
        // Six places, as the threshold itself: 0.8 and not 0.7999999999999999.
        let near = ((self.min_resemblance + NEAR).min(1.0) * 1e6).round() / 1e6;
        [
            "tool".to_owned(),
            "wall s".to_owned(),
            "CPU s".to_owned(),
            "wall ÷ ours".to_owned(),
            "CPU ÷ ours".to_owned(),
            "peak MB".to_owned(),
            "articles/s".to_owned(),
            "recall".to_owned(),
            format!("of {}–{near}", self.min_resemblance),
            "precision".to_owned(),
        ]
    }

    fn row(&self, entry: &Entry) -> [String; N_COLUMNS] {
        let wall = entry.median(|run| run.wall);
        let (n_runs, n_rounds) = (entry.runs.len(), self.entries[0].runs.len());
        let fewer = if n_runs < n_rounds {
            format!(" ({n_runs} of {n_rounds} rounds)")
        } else {
            String::new()
        };
        [
            format!("{} {}{fewer}", entry.tool, entry.version),
            format!("{wall:.2}"),
            format!("{:.2}", entry.median(|run| run.cpu)),
            format!("{:.1}", self.ratio(entry, |run| run.wall)),
            format!("{:.1}", self.ratio(entry, |run| run.cpu)),
            format!("{:.0}", entry.median(|run| run.peak as f64) / 1e6),
            thousands((self.corpus.n_articles as f64 / wall).round() as u64),
            share(entry.quality.recall),
            share(entry.quality.recall_near),
            share(entry.quality.precision),
        ]
    }

    /// The median over the rounds of a tool's figure as a multiple of crosswire's in that round.
    fn ratio(&self, entry: &Entry, of: impl Fn(&Usage) -> f64) -> f64 {
        let pairs = entry.runs.iter().zip(&self.entries[0].runs);
        median(pairs.map(|(its, ours)| of(its) / of(ours).max(f64::MIN_POSITIVE)))
    }

    fn rows(&self) -> Vec<[String; N_COLUMNS]> {
        std::iter::once(self.header())
            .chain(self.entries.iter().map(|entry| self.row(entry)))
            .collect()
    }

    fn facts(&self) -> Vec<String> {
        let n_rounds = self.entries[0].runs.len();
        let threads = if self.n_threads == 1 {
            "one thread".into()
        } else {
            format!("{} threads", self.n_threads)
        };
        let mut facts = vec![format!(
            "{} articles ({}, {:.0} MB), word 5-grams, resemblance ≥ {}: {} exact pairs; {threads}, \
             median of {n_rounds} interleaved rounds",
            thousands(self.corpus.n_articles as u64),
            self.corpus.name,
            self.corpus.n_bytes as f64 / 1e6,
            self.min_resemblance,
            thousands(self.n_pairs as u64),
        )];
        if let Some(check) = &self.check {
            facts.push(format!(
                "check: {} articles counted against all without filters: {} pairs, {} different",
                thousands(check.n_articles as u64),
                thousands(check.n_pairs as u64),
                check.n_different
            ));
        }
        let commit = self.circumstances.commit.as_deref().unwrap_or("unknown");
        facts.push(format!(
            "{}, {}, commit {commit}",
            self.circumstances.date, self.circumstances.machine
        ));
        facts
    }

    fn text(&self) -> String {
        let rows = self.rows();
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
        let widths: Vec<usize> = (0..N_COLUMNS).map(|column| width(column).unwrap_or(0)).collect();
        let mut out = String::new();
        for row in &rows {
            let _ = write!(out, "{:<1$}", row[0], widths[0]);
            for (cell, width) in row.iter().zip(&widths).skip(1) {
                let _ = write!(out, "  {cell:>width$}");
            }
            out.push('\n');
        }
        out.push('\n');
        for entry in &self.entries {
            let _ = writeln!(out, "{}: {}", entry.tool, entry.settings);
        }
        for line in self.facts().iter().chain(&self.missing) {
            let _ = writeln!(out, "{line}");
        }
        let _ = write!(out, "{}", self.circumstances.command);
        out
    }

    fn markdown(&self) -> String {
        let mut out = String::new();
        for (n, row) in self.rows().iter().enumerate() {
            let _ = writeln!(out, "| {} |", row.join(" | "));
            if n == 0 {
                let _ = writeln!(out, "|---|{}", "--:|".repeat(N_COLUMNS - 1));
            }
        }
        let _ = writeln!(out, "\n```sh\n{}\n```\n", self.circumstances.command);
        for line in self.facts().iter().chain(&self.missing) {
            let _ = writeln!(out, "- {line}");
        }
        let settings =
            self.entries.iter().map(|entry| format!("- {}: {}", entry.tool, entry.settings));
        out + &settings.collect::<Vec<_>>().join("\n")
    }
}

impl Entry {
    fn median(&self, of: impl Fn(&Usage) -> f64) -> f64 {
        median(self.runs.iter().map(of))
    }
}

/// Three places, rounded down, so that 1.000 means all.
fn share(value: Option<f64>) -> String {
    value
        .map_or_else(|| "–".to_owned(), |value| format!("{:.3}", (value * 1000.0).floor() / 1000.0))
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{share, thousands};

    #[test]
    fn numbers_as_shown() {
        assert_eq!(share(Some(1.0)), "1.000");
        assert_eq!(share(Some(0.9999)), "0.999");
        assert_eq!(share(None), "–");
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
