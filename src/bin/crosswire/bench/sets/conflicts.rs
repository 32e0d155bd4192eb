//! Conflicts reported among the accounts of real events (`clusters.tsv`: event, article), against
//! what two readers made of each without knowing of the other: it is right if both called it so.
//!
//! What they read is known by the stable id of the finding alone, so that no text of a set stands
//! here. Findings that nobody has read count as neither, and their number is told.

use super::{accounts, name};
use crate::bench::{
    metrics::{Hits, hundredths},
    result::{Mistake, SuiteResult},
    rule_counts::RuleCounts,
};
use anyhow::Result;
use crosswire::{
    config::Config,
    engine::compare,
    report::{Report, Statement},
};
use rayon::prelude::*;
use std::{collections::HashMap, path::Path};

/// The id of a finding, and `right` or `wrong`.
const READ: &str = include_str!("../data/read-conflicts.tsv");

pub(super) fn measure(folder: &Path, config: &Config) -> Result<SuiteResult> {
    let accounts = accounts::read(folder, config)?;
    let n_pairs: usize = accounts.iter().map(|all| all.len() * (all.len() - 1) / 2).sum();
    let reports: Vec<Report> = accounts.into_par_iter().map(|all| compare(all, config)).collect();
    let read: HashMap<&str, bool> = READ
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(id, verdict)| (id, verdict == "right"))
        .collect();
    let mut result = SuiteResult::measured("conflicts", &name(folder));
    let (mut hits, mut said, mut rules) = (Vec::new(), Vec::new(), RuleCounts::default());
    let (mut n_unread, mut n) = (0, 0);
    for finding in reports.iter().flat_map(|report| &report.findings) {
        if finding.verdict != "conflict" {
            continue;
        }
        n += 1;
        let Some(&is_right) = read.get(finding.id.as_str()) else {
            n_unread += 1;
            continue;
        };
        hits.push(Hits::one(is_right));
        said.push((hundredths(finding.confidence), is_right));
        rules.add(finding, is_right);
        if !is_right {
            let sentence = |statement: &Statement| statement.span.text.clone();
            let got: Vec<String> = finding.statements.iter().map(sentence).collect();
            result.errors.push(Mistake::new(finding.id.clone(), "no conflict", got.join("\n")));
        }
    }
    result.note = Some(format!(
        "{} events, {n_pairs} pairs of accounts, {n} conflicts, {n_unread} of them not read",
        reports.len()
    ));
    result.precision("read conflicts: precision", &hits);
    result.add("conflicts a pair", Some(n as f64 / n_pairs.max(1) as f64), n_pairs);
    result.calibration(&said);
    result.rules = rules;
    Ok(result)
}
