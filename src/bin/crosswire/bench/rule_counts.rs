//! Conflicts by the rule they come from: what confidences are made of.

use super::result::Results;
use crosswire::{finding::wilson_bound, report::ReportFinding};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt::Write as _};

/// By rule, how many conflicts were right and how many were reported.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct RuleCounts(BTreeMap<String, [u32; 2]>);

impl RuleCounts {
    pub(crate) fn add(&mut self, finding: &ReportFinding, is_right: bool) {
        let [n_right, n] = self.0.entry(finding.rule.clone()).or_default();
        *n_right += u32::from(is_right);
        *n += 1;
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Rule, right, reported and the lower bound of the share, in hundredths.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&str, u32, u32, u32)> {
        self.0.iter().map(|(rule, &[right, n])| (rule.as_str(), right, n, wilson_bound(right, n)))
    }
}

/// The data file of confidences: the counts of all suites together.
pub(crate) fn data_file(results: &Results) -> String {
    let mut all = RuleCounts::default();
    for (rule, [right, n]) in results.suites.iter().flat_map(|suite| &suite.rules.0) {
        let sum = all.0.entry(rule.clone()).or_default();
        sum[0] += right;
        sum[1] += n;
    }
    let mut file = "# Conflicts that were right and conflicts reported, by rule. Made by\n\
                    # crosswire bench planted findings traps --split all --suite ../shared/data/ecbplus \
                    --suite ../shared/data/basil --write-rules \
                    src/finding/data/rule-precision.tsv\n"
        .to_owned();
    for (rule, right, n, _) in all.rows() {
        let _ = writeln!(file, "{rule}\t{right}\t{n}");
    }
    file
}
