//! The briefs of a corpus as vectors: terms by dense number, with weights of this corpus.

use super::brief::{Brief, BriefTerm, Sort, tf_factor};
use crate::normalize::{Background, log2_ratio};
use rustc_hash::FxHashMap;

/// The articles of a corpus ready to be compared, by number.
///
/// The weight of a term is the mean of two, each by the number of articles it was counted in:
/// `(N · background + n · log2((n + 1) / d)) / (N + n)`, where the background was counted in
/// `N` articles and `d` of these `n` have the term. A small corpus hardly moves what is known of
/// news at large; a large one has its own measure, and its own day's words.
///
/// Memory: 10 bytes a term of an article, at most 2.5 KiB an article.
#[derive(Debug)]
pub struct Vectors {
    pub(super) articles: Vec<Vector>,
    /// In 1/256 bits, by number of the term.
    pub(super) weights: Vec<u16>,
}

/// One article.
#[derive(Debug, Clone, Default)]
pub(super) struct Vector {
    /// The numbers of its terms, ascending. They stand by themselves because comparing two
    /// articles reads little else.
    pub(super) terms: Box<[u32]>,
    /// What is known of each term.
    pub(super) entries: Box<[Entry]>,
    pub(super) norms: Norms,
    pub(super) day: Option<i32>,
}

/// A term of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// Weight times 1 + log2 of how often the term stands in the text, and in the lead.
    pub(super) body: u16,
    pub(super) lead: u16,
    pub(super) sort: Sort,
    pub(super) is_in_title: bool,
}

/// Euclidean lengths of the parts of a vector.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Norms {
    pub(super) body: u64,
    pub(super) lead: u64,
    pub(super) names: u64,
    pub(super) figures: u64,
    pub(super) title: u64,
}

impl Vectors {
    /// Bytes an article takes at most while its brief is turned into a vector.
    pub const BYTES_PER_ARTICLE: u64 = (Brief::MAX_TERMS
        * (size_of::<BriefTerm>() + size_of::<Entry>() + 3 * size_of::<u32>()))
        as u64;

    /// Numbers `briefs` in their order; give them in an order that does not depend on that of
    /// the input. Cost: linear, and sorting the distinct terms.
    #[must_use]
    pub fn new(briefs: Vec<Brief>) -> Self {
        let mut counts: FxHashMap<u64, (u32, u16)> = FxHashMap::default();
        for term in briefs.iter().flat_map(|brief| &brief.terms) {
            let (n_articles, weight) = counts.entry(term.key).or_insert((0, term.weight));
            *n_articles += 1;
            // Two languages may weigh one stem differently.
            *weight = (*weight).min(term.weight);
        }
        let mut keys: Vec<u64> = counts.keys().copied().collect();
        keys.sort_unstable();
        let n = briefs.len() as u64;
        let weights = keys.iter().map(|key| pooled(counts[key], n)).collect();
        let number: FxHashMap<u64, u32> = keys.iter().copied().zip(0..).collect();
        let mut this = Self { articles: Vec::with_capacity(briefs.len()), weights };
        for brief in briefs {
            let vector = this.vector(&brief, &number);
            this.articles.push(vector);
        }
        this
    }

    /// How many articles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Days since 1970 of publication of each article, where known.
    #[must_use]
    pub fn days(&self) -> Vec<Option<i32>> {
        self.articles.iter().map(|article| article.day).collect()
    }

    fn vector(&self, brief: &Brief, number: &FxHashMap<u64, u32>) -> Vector {
        // Numbers follow keys, so that the order stays.
        let terms: Box<[u32]> = brief.terms.iter().map(|term| number[&term.key]).collect();
        let entry = |(term, &number): (&BriefTerm, &u32)| {
            let weight = u64::from(self.weights[number as usize]);
            let value = |n: u8| match n {
                0 => 0,
                n => u16::try_from(weight * tf_factor(n) / 256).unwrap_or(u16::MAX),
            };
            Entry {
                body: value(term.n),
                lead: value(term.n_lead),
                sort: term.sort,
                is_in_title: term.is_in_title,
            }
        };
        let entries: Box<[Entry]> = brief.terms.iter().zip(&terms).map(entry).collect();
        let norm = |part: fn(&Entry) -> u16| -> u64 {
            entries.iter().map(|e| u64::from(part(e)).pow(2)).sum::<u64>().isqrt()
        };
        let norms = Norms {
            body: norm(|e| e.body),
            lead: norm(|e| e.lead),
            names: norm(|e| if e.sort == Sort::Name { e.body } else { 0 }),
            figures: norm(|e| if e.sort == Sort::Figure { e.body } else { 0 }),
            title: norm(|e| if e.is_in_title { e.lead } else { 0 }),
        };
        Vector { terms, entries, norms, day: brief.day }
    }
}

/// The weight of a term by the background and by `n` articles, of which so many have it.
fn pooled((n_articles, background): (u32, u16), n: u64) -> u16 {
    let big_n = u64::from(Background::english().n_articles());
    let own = log2_ratio(u32::try_from(n + 1).unwrap_or(u32::MAX), n_articles);
    let pooled = (big_n * u64::from(background) + n * u64::from(own)) / (big_n + n).max(1);
    u16::try_from(pooled.max(1)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_lie_between_background_and_corpus() {
        let n_articles = u64::from(Background::english().n_articles());
        let background = 8 * 256;
        // As many articles as in the background, one of four with the term: 2 bits.
        let near = pooled((u32::try_from(n_articles / 4).unwrap_or(0), background), n_articles);
        assert!((near.abs_diff(5 * 256)) < 4, "{near}");
        assert!(pooled((1, background), 1).abs_diff(background) < 4);
        assert!(pooled((1_000_000, background), 1_000_000) < 16);
    }
}
