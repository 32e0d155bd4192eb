//! An earlier run to hold this one against.

use super::result::{Direction, Metric, Results, SuiteResult};
use anyhow::{Context, Result, bail};
use std::path::Path;

/// What is kept of a run: no mistakes, no speed (which is the machine's), four digits.
pub(crate) fn kept(results: &Results) -> Result<String> {
    let mut value = serde_json::to_value(results)?;
    let suites = value["suites"].as_array_mut().context("no suites")?;
    suites.retain(|suite| suite["suite"] != super::speed::NAME);
    for suite in suites {
        suite.as_object_mut().map(|suite| suite.remove("errors"));
    }
    round(&mut value);
    Ok(serde_json::to_string_pretty(&value)? + "\n")
}

fn round(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Number(number) if number.is_f64() => {
            let rounded = number.as_f64().map(|x| (x * 10_000.0).round() / 10_000.0);
            *value = rounded.into();
        }
        serde_json::Value::Array(values) => values.iter_mut().for_each(round),
        serde_json::Value::Object(fields) => fields.values_mut().for_each(round),
        _ => {}
    }
}

pub(crate) fn read(path: &Path) -> Result<Results> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let results: Results = serde_json::from_str(&text)
        .with_context(|| format!("{} is no result of bench", path.display()))?;
    if results.schema_version != super::result::SCHEMA_VERSION {
        bail!("{} has another layout (version {})", path.display(), results.schema_version);
    }
    Ok(results)
}

/// A figure that got worse by more than its noise.
#[derive(Debug, PartialEq)]
pub(crate) struct Loss {
    pub(crate) what: String,
    pub(crate) before: f64,
    pub(crate) now: Option<f64>,
}

/// Rounding of stored figures.
const ROUNDING: f64 = 0.000_05;

/// Figures of `now` on the bad side of their interval in `before`; one without an interval
/// may not get worse at all. Suites that were not run now are left out, figures that a
/// suite no longer gives are losses.
pub(crate) fn losses(before: &Results, now: &Results) -> Vec<Loss> {
    let key = |suite: &SuiteResult| (suite.suite.clone(), suite.set.clone());
    let mut losses = Vec::new();
    for old in &before.suites {
        let Some(new) = now.suites.iter().find(|suite| key(suite) == key(old)) else { continue };
        for metric in &old.metrics {
            let value = new.metrics.iter().find(|m| m.name == metric.name).and_then(|m| m.value);
            if let Some(before) = metric.value.filter(|_| is_loss(metric, value)) {
                let what = format!("{} ({}): {}", old.suite, old.set, metric.name);
                losses.push(Loss { what, before, now: value });
            }
        }
    }
    losses
}

fn is_loss(before: &Metric, now: Option<f64>) -> bool {
    let Some(old) = before.value else { return false };
    let [low, high] = before.interval.unwrap_or([old, old]);
    match (before.better, now) {
        (Direction::Neither, _) => false,
        (_, None) => true,
        (Direction::Higher, Some(now)) => now < low - ROUNDING,
        (Direction::Lower, Some(now)) => now > high + ROUNDING,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::metrics::Hits;

    fn results(n_right: usize, false_alarms: f64) -> Results {
        let mut suite = SuiteResult::measured("findings", "corpus/dev");
        let cases: Vec<Hits> = (0..100).map(|i| Hits::one(i < n_right)).collect();
        suite.accuracy("recall", &cases);
        suite.add("false alarms", Some(false_alarms), 9).better = Direction::Lower;
        suite.add("pairs", Some(false_alarms), 9).better = Direction::Neither;
        Results::new(vec![suite])
    }

    #[test]
    fn only_more_than_noise_is_a_loss() {
        let before = results(80, 3.0);
        let before: Results = serde_json::from_str(&kept(&before).unwrap()).unwrap();
        assert_eq!(losses(&before, &results(80, 3.0)), []);
        assert_eq!(losses(&before, &results(78, 2.0)), []);
        assert_eq!(losses(&before, &results(60, 3.0)).len(), 1);
        assert_eq!(losses(&before, &results(99, 4.0)).len(), 1);
        let gone = Results::new(vec![SuiteResult::measured("findings", "corpus/dev")]);
        assert_eq!(losses(&before, &gone).len(), 2);
        assert_eq!(losses(&before, &Results::new(Vec::new())), []);
    }
}
