//! Pairs of articles: the exact ones and those a peer found.

use crate::options::Threshold;
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// One line of a peer's pairs.
#[derive(Debug, Serialize)]
pub(crate) struct Row<'a> {
    pub(crate) a: &'a str,
    pub(crate) b: &'a str,
}

#[derive(Debug, Deserialize)]
struct ExactRow {
    a: String,
    b: String,
    n_shared: u64,
    n_a: u64,
    n_b: u64,
    group_size: Option<u64>,
}

#[derive(Debug, Deserialize)]
struct FoundRow {
    a: String,
    b: String,
}

/// Two ids, the smaller one first.
pub(crate) type Pair = (String, String);

/// Shared shingles and the shingles of each, in the order of the ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) n_shared: u64,
    pub(crate) n_a: u64,
    pub(crate) n_b: u64,
}

impl Counts {
    pub(crate) fn reach(self, min_resemblance: Threshold) -> bool {
        min_resemblance.reached_by(self.n_shared, self.n_a + self.n_b - self.n_shared)
    }

    fn resemblance(self) -> f64 {
        self.n_shared as f64 / (self.n_a + self.n_b - self.n_shared) as f64
    }
}

/// Every pair at or above the threshold, as crosswire wrote them.
#[derive(Debug)]
pub(crate) struct Exact {
    pub(crate) pairs: HashMap<Pair, Counts>,
}

/// Width of the band above the threshold whose recall is given on its own: where an estimate
/// has to decide.
pub(crate) const NEAR: f64 = 0.1;

/// How a tool's pairs compare with the exact ones. A share of nothing is none.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Quality {
    pub(crate) n_found: usize,
    pub(crate) recall: Option<f64>,
    /// Recall of the pairs less than [`NEAR`] above the threshold.
    pub(crate) recall_near: Option<f64>,
    pub(crate) precision: Option<f64>,
}

impl Exact {
    /// # Errors
    /// The file cannot be read, or holds a group of identical texts that is not written out
    /// pair by pair.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let mut pairs = HashMap::new();
        each_line(path, |line| {
            let row: ExactRow = serde_json::from_str(line)?;
            if row.group_size.is_some() {
                bail!("the file has over 1,000 identical texts, whose pairs are not written out");
            }
            let counts = Counts { n_shared: row.n_shared, n_a: row.n_a, n_b: row.n_b };
            pairs.insert((row.a, row.b), counts);
            Ok(())
        })?;
        Ok(Self { pairs })
    }

    /// Compares a tool's pairs with these.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(crate) fn judge(&self, path: &Path, min_resemblance: Threshold) -> Result<Quality> {
        let mut found = HashSet::new();
        each_line(path, |line| {
            let FoundRow { a, b } = serde_json::from_str(line)?;
            found.insert(if a <= b { (a, b) } else { (b, a) });
            Ok(())
        })?;
        let is_near = |counts: &Counts| counts.resemblance() < min_resemblance.value() + NEAR;
        let n_right = found.iter().filter(|&pair| self.pairs.contains_key(pair)).count();
        let near: Vec<&Pair> =
            self.pairs.iter().filter(|(_, counts)| is_near(counts)).map(|(pair, _)| pair).collect();
        let n_near_right = near.iter().filter(|&&pair| found.contains(pair)).count();
        Ok(Quality {
            n_found: found.len(),
            recall: share(n_right, self.pairs.len()),
            recall_near: share(n_near_right, near.len()),
            precision: share(n_right, found.len()),
        })
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn each_line(path: &Path, mut visit: impl FnMut(&str) -> Result<()>) -> Result<()> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    for line in BufReader::new(file).lines() {
        visit(&line?).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Exact;
    use std::fs;

    #[test]
    fn recall_and_precision() {
        let folder = tempfile::tempdir().expect("a folder");
        let (exact, found) = (folder.path().join("exact"), folder.path().join("found"));
        let row = |a: &str, b: &str, n_shared: u32| {
            format!(r#"{{"a":"{a}","b":"{b}","n_shared":{n_shared},"n_a":10,"n_b":10}}"#) + "\n"
        };
        fs::write(&exact, row("a", "b", 10) + &row("a", "c", 9) + &row("b", "c", 9))
            .expect("written");
        fs::write(&found, row("b", "a", 0) + &row("c", "b", 0) + &row("a", "d", 0))
            .expect("written");
        let exact = Exact::read(&exact).expect("read");
        let quality = exact.judge(&found, "0.8".parse().expect("a threshold")).expect("read");
        assert_eq!(quality.recall, Some(2.0 / 3.0));
        assert_eq!(quality.precision, Some(2.0 / 3.0));
        // 9 shared of 11 is 0.82: one of the two such pairs was found.
        assert_eq!(quality.recall_near, Some(0.5));
    }
}
