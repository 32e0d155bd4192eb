//! What a suite measured.

use super::{
    metrics::{
        Hits, Ranking, ReliabilityBin, bootstrap, calibration_error, interval_of, reliability,
    },
    rule_counts::RuleCounts,
};
use serde::{Deserialize, Serialize};

/// Version of the JSON layout; raised when a field changes its meaning.
pub(crate) const SCHEMA_VERSION: u32 = 1;

/// Everything one run measured.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Results {
    /// [`SCHEMA_VERSION`].
    pub(crate) schema_version: u32,
    /// Version of the program.
    pub(crate) crosswire: String,
    /// In the order they are shown.
    pub(crate) suites: Vec<SuiteResult>,
}

impl Results {
    pub(crate) fn new(suites: Vec<SuiteResult>) -> Self {
        let crosswire = env!("CARGO_PKG_VERSION").to_owned();
        Self { schema_version: SCHEMA_VERSION, crosswire, suites }
    }
}

/// One suite on one set.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SuiteResult {
    /// What was measured, e.g. `relations`.
    pub(crate) suite: String,
    /// What it was measured on, e.g. `corpus/dev`.
    pub(crate) set: String,
    /// Whether there is a stage to measure.
    pub(crate) status: Status,
    /// What a reader has to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) metrics: Vec<Metric>,
    /// How often what was wanted (row) came out as what (column).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) confusion: Option<Confusion>,
    /// Confidence against what was right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) reliability: Vec<ReliabilityBin>,
    /// Of the conflicts of each rule how many were right, and how many were reported.
    #[serde(default, skip_serializing_if = "RuleCounts::is_empty")]
    pub(crate) rules: RuleCounts,
    /// Worst first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) errors: Vec<Mistake>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Status {
    Measured,
    /// The stage does not exist yet: neither passed nor failed.
    NotBuilt,
}

/// One figure.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Metric {
    pub(crate) name: String,
    /// `None` where there was nothing to measure.
    pub(crate) value: Option<f64>,
    /// 95 % bootstrap interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) interval: Option<[f64; 2]>,
    /// Number of items behind it.
    pub(crate) n: u64,
    #[serde(default, skip_serializing_if = "Direction::is_higher")]
    pub(crate) better: Direction,
    /// Unit; none for a share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unit: Option<String>,
}

/// Which way a figure should move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Direction {
    #[default]
    Higher,
    Lower,
    /// For information; never a loss.
    Neither,
}

impl Direction {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    fn is_higher(&self) -> bool {
        *self == Self::Higher
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Confusion {
    pub(crate) labels: Vec<String>,
    /// One row a wanted label, one column a given one.
    pub(crate) counts: Vec<Vec<u64>>,
}

impl Confusion {
    pub(crate) fn new(labels: &[&str]) -> Self {
        let labels: Vec<String> = labels.iter().map(|&label| label.to_owned()).collect();
        Self { counts: vec![vec![0; labels.len()]; labels.len()], labels }
    }

    /// Counts one case; labels that the table lacks are left out.
    pub(crate) fn add(&mut self, wanted: &str, given: &str) {
        let at = |label: &str| self.labels.iter().position(|l| l == label);
        if let (Some(row), Some(column)) = (at(wanted), at(given)) {
            self.counts[row][column] += 1;
        }
    }
}

/// One case that went wrong.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Mistake {
    /// Where.
    pub(crate) case: String,
    pub(crate) expected: String,
    pub(crate) got: String,
}

impl Mistake {
    pub(crate) fn new(
        case: impl Into<String>,
        expected: impl Into<String>,
        got: impl Into<String>,
    ) -> Self {
        Self { case: case.into(), expected: expected.into(), got: got.into() }
    }
}

impl SuiteResult {
    pub(crate) fn measured(suite: &str, set: &str) -> Self {
        Self {
            suite: suite.to_owned(),
            set: set.to_owned(),
            status: Status::Measured,
            note: None,
            metrics: Vec::new(),
            confusion: None,
            reliability: Vec::new(),
            rules: RuleCounts::default(),
            errors: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, name: &str, value: Option<f64>, n: usize) -> &mut Metric {
        self.metrics.push(Metric {
            name: name.to_owned(),
            value,
            interval: None,
            n: n as u64,
            better: Direction::Higher,
            unit: None,
        });
        let last = self.metrics.len() - 1;
        &mut self.metrics[last]
    }

    /// A share of yes-or-no cases, with its interval.
    pub(crate) fn accuracy(&mut self, name: &str, cases: &[Hits]) -> &mut Metric {
        let sum = Hits::sum(cases);
        let metric = self.add(name, sum.recall(), sum.n_wanted as usize);
        metric.interval = interval_of(cases, Hits::recall);
        metric
    }

    pub(crate) fn precision(&mut self, name: &str, units: &[Hits]) -> &mut Metric {
        let sum = Hits::sum(units);
        let metric = self.add(name, sum.precision(), sum.n_found as usize);
        metric.interval = interval_of(units, Hits::precision);
        metric
    }

    /// Precision, recall and F of `what`, with intervals.
    pub(crate) fn precision_recall_f(&mut self, what: &str, units: &[Hits]) {
        let sum = Hits::sum(units);
        self.precision(&named(what, "precision"), units);
        self.accuracy(&named(what, "recall"), units);
        self.add(&named(what, "F"), sum.f(), sum.n_wanted as usize).interval =
            interval_of(units, Hits::f);
    }

    pub(crate) fn auc(&mut self, name: &str, scored: Vec<(i64, bool)>) {
        let ranking = Ranking::new(scored);
        self.add(name, ranking.auc(), ranking.len()).interval =
            bootstrap(ranking.len(), |weights| ranking.weighted_auc(weights));
    }

    /// The reliability table and the expected error of `predictions`.
    pub(crate) fn calibration(&mut self, predictions: &[(u32, bool)]) {
        self.reliability = reliability(predictions);
        let error = calibration_error(&self.reliability);
        self.add("calibration error", error, predictions.len()).better = Direction::Lower;
    }
}

fn named(what: &str, measure: &str) -> String {
    if what.is_empty() { measure.to_owned() } else { format!("{what} {measure}") }
}

impl Metric {
    pub(crate) fn unit(&mut self, unit: &str) {
        self.unit = Some(unit.to_owned());
    }

    /// A speed: the machine's as much as the engine's, so never a loss.
    pub(crate) fn speed(&mut self, unit: &str) {
        self.unit(unit);
        self.better = Direction::Neither;
    }
}
