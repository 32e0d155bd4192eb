//! Pairs of accounts of one event, each in words of its own, with what they contradict each other
//! in and what only looks like it.
//!
//! A pair is compared as `compare --pairs --assume same-event` compares it. A conflict is right if
//! its statements are a listed one's, on both sides; a trap is avoided if no conflict is reported
//! of its two pieces but a listed one.

use super::{
    metrics::Hits,
    result::{Mistake, SuiteResult},
};
use anyhow::{Context, Result, bail};
use crosswire::{
    article::{Article, Published},
    config::{Assume, Config},
    engine::compare,
    report::{Report, ReportFinding},
};
use rayon::prelude::*;
use serde::Deserialize;
use std::{collections::BTreeMap, path::Path};

/// One line of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    id: String,
    a: Account,
    b: Account,
    conflicts: Vec<Contradiction>,
    traps: Vec<Trap>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Account {
    title: String,
    date: Option<String>,
    text: String,
}

/// Pieces of both texts that cannot both be true.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contradiction {
    facet: String,
    a: String,
    b: String,
    a_mark: String,
    b_mark: String,
    #[serde(rename = "note")]
    _note: String,
}

/// Pieces of both texts that can.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Trap {
    a: String,
    b: String,
    #[serde(rename = "note")]
    _note: String,
}

/// Measures the pairs of `accounts/<half>.jsonl` of `corpus`.
///
/// # Errors
/// If the file cannot be read, or a line is no pair whose pieces stand once in its texts.
pub(crate) fn account_pairs(corpus: &Path, half: &str, config: &Config) -> Result<SuiteResult> {
    let path = corpus.join("accounts").join(half).with_extension("jsonl");
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    let pairs = parse(&text).with_context(|| path.display().to_string())?;
    let config = Config { assume: Assume::SameEvent, ..config.clone() };
    let measured: Vec<(&Pair, Report)> = pairs
        .par_iter()
        .map(|pair| (pair, compare([pair.a.article("a"), pair.b.article("b")].into(), &config)))
        .collect();
    let mut result = SuiteResult::measured("accounts", &format!("corpus/accounts/{half}"));
    result.note = Some(format!("{} pairs, the event given", pairs.len()));
    let mut tally = Tally::default();
    for (pair, report) in &measured {
        tally.add(pair, report, &mut result);
    }
    result.precision("conflict precision", &tally.precision);
    result.accuracy("conflict recall", &tally.recall);
    for (facet, units) in &tally.by_facet {
        result.accuracy(&format!("{facet} recall"), units);
    }
    result.accuracy("traps avoided", &tally.traps);
    result.errors = tally.false_alarms;
    result.errors.extend(tally.missed);
    Ok(result)
}

#[derive(Default)]
struct Tally {
    precision: Vec<Hits>,
    recall: Vec<Hits>,
    by_facet: BTreeMap<String, Vec<Hits>>,
    traps: Vec<Hits>,
    false_alarms: Vec<Mistake>,
    missed: Vec<Mistake>,
}

impl Tally {
    fn add(&mut self, pair: &Pair, report: &Report, result: &mut SuiteResult) {
        let all = report.findings.iter().filter(|finding| finding.verdict == "conflict");
        let found: Vec<&ReportFinding> = all.collect();
        for finding in &found {
            let is_right = pair.conflicts.iter().any(|c| is_of(finding, &c.a, &c.b));
            self.precision.push(Hits { n_right: u64::from(is_right), n_found: 1, n_wanted: 0 });
            result.rules.add(finding, is_right);
            if !is_right {
                let wanted = "no conflict".to_owned();
                self.false_alarms.push(Mistake::new(
                    pair.id.clone(),
                    wanted,
                    finding.message.clone(),
                ));
            }
        }
        for c in &pair.conflicts {
            let is_found = found.iter().any(|finding| is_of(finding, &c.a, &c.b));
            self.recall.push(Hits::one(is_found));
            self.by_facet.entry(c.facet.clone()).or_default().push(Hits::one(is_found));
            if !is_found {
                let wanted = format!("{}: {} | {}\n{}\n{}", c.facet, c.a_mark, c.b_mark, c.a, c.b);
                self.missed.push(Mistake::new(pair.id.clone(), wanted, "nothing".to_owned()));
            }
        }
        // One sentence may hold what contradicts the other account beside what does not.
        let is_false = |f: &ReportFinding| !pair.conflicts.iter().any(|c| is_of(f, &c.a, &c.b));
        let is_avoided =
            |trap: &Trap| !found.iter().any(|f| is_of(f, &trap.a, &trap.b) && is_false(f));
        self.traps.extend(pair.traps.iter().map(|trap| Hits::one(is_avoided(trap))));
    }
}

/// Whether a finding is of two pieces: its statement of either account is in the piece, or the
/// piece in it.
fn is_of(finding: &ReportFinding, a: &str, b: &str) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_at = |article: &str, piece: &str| {
        finding.statements.iter().filter(|statement| statement.article == article).any(|said| {
            let (said, piece) = (words(&said.span.text), words(piece));
            said.contains(&piece) || piece.contains(&said)
        })
    };
    is_at("a", a) && is_at("b", b)
}

impl Account {
    fn article(&self, id: &str) -> Article {
        Article {
            id: id.to_owned(),
            title: Some(self.title.clone()),
            published: self.date.as_deref().map(Published::declared),
            text: self.text.clone(),
            ..Article::default()
        }
    }
}

fn parse(text: &str) -> Result<Vec<Pair>> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            let pair: Pair = serde_json::from_str(line)?;
            pair.check().with_context(|| format!("line {}: {}", at + 1, pair.id))?;
            Ok(pair)
        })
        .collect()
}

impl Pair {
    /// Whether every piece stands once in its text, and every mark in its piece.
    fn check(&self) -> Result<()> {
        let conflicts = self.conflicts.iter().map(|c| (&c.a, &c.b));
        let traps = self.traps.iter().map(|trap| (&trap.a, &trap.b));
        for (a, b) in conflicts.chain(traps) {
            for (piece, text) in [(a, &self.a.text), (b, &self.b.text)] {
                if piece.is_empty() || text.matches(piece.as_str()).count() != 1 {
                    bail!("{piece:?} does not stand once in its text");
                }
            }
        }
        for c in &self.conflicts {
            for (mark, piece) in [(&c.a_mark, &c.a), (&c.b_mark, &c.b)] {
                if mark.is_empty() || !piece.contains(mark.as_str()) {
                    bail!("{mark:?} does not stand in {piece:?}");
                }
            }
        }
        for account in [&self.a, &self.b] {
            let is_date = |day: &String| Published::declared(day).seconds().is_some();
            if account.date.as_ref().is_some_and(|day| !is_date(day)) {
                bail!("{:?} is no date", account.date);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"id": "x", "a": {"title": "T", "text": "Six died. Rain fell."},
        "b": {"title": "U", "date": "2025-03-11", "text": "Eight died. It was dry."},
        "conflicts": [{"facet": "quantity", "a": "Six died.", "b": "Eight died.", "a_mark": "Six",
        "b_mark": "Eight", "note": "n"}], "traps": []}"#;

    #[test]
    fn pieces_stand_in_their_texts() {
        let line = LINE.replace('\n', " ");
        assert_eq!(parse(&line).unwrap().len(), 1);
        for (from, to) in [
            ("\"a\": \"Six died.\"", "\"a\": \"Ten died.\""),
            ("2025-03-11", "May"),
            ("\"b_mark\": \"Eight\"", "\"b_mark\": \"Nine\""),
        ] {
            let wrong = line.replace(from, to);
            assert_ne!(wrong, line);
            assert!(parse(&wrong).is_err(), "{to}");
        }
    }
}
