//! The exact pairs of a sample, counted without filters, hashes or signatures.

use crate::articles::Blocks;
use crate::options::Threshold;
use crate::pairs::{Counts, Exact, Pair};
use crate::shingles::Shingles;
use anyhow::Result;
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// What the check found.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Checked {
    pub(crate) n_articles: usize,
    /// Pairs of an article of the sample with any article of the file.
    pub(crate) n_pairs: usize,
    /// Pairs that one side has and the other has not, or with other counts.
    pub(crate) n_different: usize,
}

/// Articles spread evenly over the file, each compared with every other article.
struct Sample {
    ids: Vec<String>,
    n_shingles: Vec<u64>,
    places: HashMap<String, usize>,
    /// Each shingle as its words, and the articles of the sample that have it.
    with: HashMap<Box<str>, Vec<u32>>,
}

/// Counts the shared shingles of `n_sample` articles with every article of the file, as strings
/// in hash maps, and compares the pairs that reach the threshold with the exact ones.
///
/// Time is linear in the file and in the articles of the sample that share a shingle.
///
/// # Errors
/// The file cannot be read.
pub(crate) fn check(
    file: &Path,
    n_articles: usize,
    n_sample: usize,
    min_resemblance: Threshold,
    exact: &Exact,
) -> Result<Checked> {
    let step = (n_articles / n_sample.max(1)).max(1);
    let sample = Sample::read(file, step)?;
    let counted = sample.pairs(file, min_resemblance)?;
    let in_sample =
        |pair: &Pair| sample.places.contains_key(&pair.0) || sample.places.contains_key(&pair.1);
    let n_of_exact = exact.pairs.keys().filter(|&pair| in_sample(pair)).count();
    let n_same =
        counted.iter().filter(|&(pair, counts)| exact.pairs.get(pair) == Some(counts)).count();
    Ok(Checked {
        n_articles: sample.ids.len(),
        n_pairs: counted.len(),
        n_different: (counted.len() - n_same) + (n_of_exact - n_same),
    })
}

impl Sample {
    fn read(file: &Path, step: usize) -> Result<Self> {
        let mut sample = Self {
            ids: Vec::new(),
            n_shingles: Vec::new(),
            places: HashMap::new(),
            with: HashMap::new(),
        };
        let mut position = 0;
        each_article(file, |id, shingles| {
            if position % step == 0 {
                sample.add(id, shingles);
            }
            position += 1;
        })?;
        Ok(sample)
    }

    fn add(&mut self, id: &str, shingles: &HashSet<&str>) {
        let place = self.ids.len();
        self.ids.push(id.to_owned());
        self.places.insert(id.to_owned(), place);
        self.n_shingles.push(shingles.len() as u64);
        #[expect(clippy::iter_over_hash_type, reason = "it is filled in any order")]
        for &shingle in shingles {
            self.with.entry(shingle.into()).or_default().push(place as u32);
        }
    }

    fn pairs(&self, file: &Path, min_resemblance: Threshold) -> Result<HashMap<Pair, Counts>> {
        let mut pairs = HashMap::new();
        let mut n_shared = vec![0_u64; self.ids.len()];
        each_article(file, |id, shingles| {
            n_shared.fill(0);
            for &place in shingles.iter().filter_map(|&shingle| self.with.get(shingle)).flatten() {
                n_shared[place as usize] += 1;
            }
            for (place, &n_shared) in n_shared.iter().enumerate() {
                if n_shared > 0 && self.ids[place] != id {
                    let (pair, counts) = self.pair(place, id, shingles.len() as u64, n_shared);
                    if counts.reach(min_resemblance) {
                        pairs.insert(pair, counts);
                    }
                }
            }
        })?;
        Ok(pairs)
    }

    fn pair(&self, place: usize, id: &str, n_shingles: u64, n_shared: u64) -> (Pair, Counts) {
        let (own, n_own) = (self.ids[place].clone(), self.n_shingles[place]);
        if own.as_str() < id {
            ((own, id.to_owned()), Counts { n_shared, n_a: n_own, n_b: n_shingles })
        } else {
            ((id.to_owned(), own), Counts { n_shared, n_a: n_shingles, n_b: n_own })
        }
    }
}

fn each_article(file: &Path, mut visit: impl FnMut(&str, &HashSet<&str>)) -> Result<()> {
    let mut blocks = Blocks::open(file)?;
    loop {
        let block = blocks.next_block()?;
        if block.is_empty() {
            return Ok(());
        }
        for line in &block {
            let article = line.article()?;
            let shingles = Shingles::new(&article.text);
            visit(&article.id, &shingles.iter().collect());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::pairs::Exact;
    use std::fs;

    /// Five of six shingles shared, then one word more on one side.
    const CORPUS: &str = r#"{"id":"a","text":"one two three four five six seven eight nine ten"}
{"id":"b","text":"One two three four five, six seven eight nine ten eleven"}
{"id":"c","text":"something else altogether is being said here"}
"#;

    fn n_different(exact: &str, n_sample: usize) -> usize {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, pairs) = (folder.path().join("file"), folder.path().join("pairs"));
        fs::write(&file, CORPUS).expect("written");
        fs::write(&pairs, exact).expect("written");
        let exact = Exact::read(&pairs).expect("read");
        let threshold = "0.7".parse().expect("a threshold");
        check(&file, 3, n_sample, threshold, &exact).expect("read").n_different
    }

    #[test]
    fn a_missing_pair_and_a_wrong_count_are_found() {
        let right = r#"{"a":"a","b":"b","n_shared":6,"n_a":6,"n_b":7}"#;
        assert_eq!(n_different(right, 3), 0);
        assert_eq!(n_different(right, 1), 0);
        assert_eq!(n_different("", 3), 1);
        assert_eq!(n_different(&right.replace("\"n_b\":7", "\"n_b\":8"), 3), 2);
        let extra = format!("{right}\n{}", right.replace("\"b\":\"b\"", "\"b\":\"c\""));
        assert_eq!(n_different(&extra, 3), 1);
    }
}
