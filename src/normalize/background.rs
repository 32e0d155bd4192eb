//! How common stems are in news at large: document frequencies, and weights from them.
//!
//! The table is made by the program `background` of this package from a sample of news
//! articles (counts only, of stems that stand in at least 5 articles). One line a count:
//! the number of articles, a tab, the stems of that frequency.

use super::language::Language;
use crate::{hash::hash64, table::words};
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A table of document frequencies.
#[derive(Debug)]
pub struct Background {
    n_articles: u32,
    fingerprint: String,
    frequencies: FxHashMap<&'static str, u32>,
    /// Stems of countries, capitals and peoples.
    geography: FxHashSet<String>,
}

/// A stem that is not in the table stands in fewer articles than the table's floor; it
/// gets this frequency, half the floor, so that a name never seen is not infinitely rare.
const UNSEEN_FREQUENCY: u32 = 2;

/// No country or capital tells more than this, 3 bits: which of them are in the news
/// changes with the year, and the sample is of other years than the articles.
const MAX_GEOGRAPHY_WEIGHT: u32 = 3 * 256;

const ENGLISH_GEOGRAPHY: &str = include_str!("data/geography-en.txt");
const ENGLISH_TABLE: &str = include_str!("data/background-en.tsv");

impl Background {
    /// The table for news in English.
    #[must_use]
    pub fn english() -> &'static Self {
        static ENGLISH: LazyLock<Background> = LazyLock::new(|| {
            Background::parse(
                ENGLISH_TABLE,
                ENGLISH_GEOGRAPHY,
                &Stemmer::create(Algorithm::English),
            )
        });
        &ENGLISH
    }

    pub(super) fn of(language: Language) -> Option<&'static Self> {
        language.is_english().then(Self::english)
    }

    /// Articles the frequencies were counted in.
    #[must_use]
    pub fn n_articles(&self) -> u32 {
        self.n_articles
    }

    /// Names this table and no other: 16 hexadecimal digits.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// In how many of the articles `stem` stands; `None` below the table's floor.
    #[must_use]
    pub fn frequency(&self, stem: &str) -> Option<u32> {
        self.frequencies.get(stem).copied()
    }

    /// How much `stem` tells, in 1/256 bits: log2(articles / articles with the stem)
    /// (inverse document frequency, Spärck Jones 1972).
    #[must_use]
    pub fn weight(&self, stem: &str) -> u32 {
        let frequency = self.frequency(stem).unwrap_or(UNSEEN_FREQUENCY);
        let weight = log2_ratio(self.n_articles, frequency);
        if self.geography.contains(stem) { weight.min(MAX_GEOGRAPHY_WEIGHT) } else { weight }
    }

    fn parse(table: &'static str, geography: &'static str, stemmer: &Stemmer) -> Self {
        let mut lines = table.lines();
        let n_articles = lines.next().and_then(|head| head.parse().ok()).unwrap_or(1);
        let mut frequencies =
            FxHashMap::with_capacity_and_hasher(table.len() / 7, rustc_hash::FxBuildHasher);
        for line in lines {
            let Some((count, stems)) = line.split_once('\t') else { continue };
            let count = count.parse().unwrap_or(1);
            frequencies.extend(words(stems).map(|stem| (stem, count)));
        }
        let geography = geography
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(words)
            .map(|word| stemmer.stem(word).into_owned())
            .collect();
        let fingerprint = format!("{:016x}", hash64(table.as_bytes()));
        Self { n_articles, fingerprint, frequencies, geography }
    }
}

/// log2(`n` / `k`) in 1/256, by integer steps alone so that it is the same everywhere;
/// 0 where `k >= n`. At least 1 otherwise.
pub(crate) fn log2_ratio(n: u32, k: u32) -> u32 {
    if k == 0 || k >= n {
        return 0;
    }
    // Q32 fixed point in [1, 2) after taking out the whole bits.
    let ratio = (u128::from(n) << 64) / u128::from(k);
    let whole = ratio.ilog2() - 64;
    let mut x = (ratio >> whole >> 32) as u64;
    let mut bits = whole;
    for _ in 0..8 {
        let square = (u128::from(x) * u128::from(x)) >> 32;
        let carry = (square >> 33) as u32;
        x = (square >> carry) as u64;
        bits = (bits << 1) | carry;
    }
    bits.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_those_of_the_book() {
        for (n, k, expected) in
            [(8, 1, 3 * 256), (3, 2, 149), (1000, 10, 1700), (5, 5, 0), (4, 0, 0), (4474, 2, 2848)]
        {
            assert_eq!(log2_ratio(n, k), expected, "{n}/{k}");
        }
    }

    #[test]
    fn rare_stems_tell_more() {
        let table = Background::english();
        assert!(table.n_articles() > 4_000);
        let (common, rarer) = (table.weight("year"), table.weight("ceasefir"));
        assert!(common < rarer && rarer < table.weight("zzyzx"), "{common} {rarer}");
    }
}
