//! What speaks for two articles telling of one event, as integers.
//!
//! Four measures out of eight tried: cosine and Jaccard of the whole text, figures and the
//! lead found in the other's body made held-out topics worse, not better.

use crate::sketch::{Profile, SentenceProfile, SharedWeights, TermPair};
use serde::{Deserialize, Serialize};

/// Measures of how alike two articles are in what they tell, each 0 to 1000, symmetric,
/// and 0 where a side is empty. Never ids, addresses or outlets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EventFeatures {
    /// Weighted Jaccard of the leads.
    pub lead: u64,
    /// Weighted Jaccard of names.
    pub names: u64,
    /// Square root of the weighted share of term pairs that stand in one sentence in both.
    pub pairs: u64,
    /// Mean weighted Jaccard of the three best matching sentences of either.
    pub sentences: u64,
}

impl EventFeatures {
    /// Names of the measures, in the order of [`values`](Self::values).
    pub const NAMES: [&str; 4] = ["lead", "names", "pairs", "sentences"];

    /// The measures in a fixed order.
    #[must_use]
    pub fn values(&self) -> [u64; 4] {
        [self.lead, self.names, self.pairs, self.sentences]
    }

    /// Compares two profiles. Cost: linear in terms and pairs, and sentences of the one
    /// times sentences of the other, both capped.
    #[must_use]
    pub fn of(a: &Profile, b: &Profile) -> Self {
        Self {
            lead: SharedWeights::of(&a.lead, &b.lead).jaccard_mille(),
            names: SharedWeights::of(&a.terms, &b.terms).name_jaccard_mille(),
            pairs: pairs_mille(&a.pairs, &b.pairs),
            sentences: best_sentences_mille(&a.sentences, &b.sentences),
        }
    }
}

fn pairs_mille(a: &[TermPair], b: &[TermPair]) -> u64 {
    let (mut i, mut k, mut shared) = (0, 0, 0u64);
    while i < a.len() && k < b.len() {
        let (x, y) = (a[i].key, b[k].key);
        shared += u64::from(a[i].weight) * u64::from(x == y);
        i += usize::from(x <= y);
        k += usize::from(y <= x);
    }
    let total = |pairs: &[TermPair]| pairs.iter().map(|p| u64::from(p.weight)).sum::<u64>();
    let smaller = total(a).min(total(b));
    (1_000_000 * shared).checked_div(smaller).map_or(0, |share| share.isqrt().min(1000))
}

/// Sentences of each side looked at: the telling ones stand early.
const MAX_SENTENCES: usize = 60;
/// A sentence with less weight (about three rare words) matches by chance.
const MIN_SENTENCE_WEIGHT: u64 = 20 * 256;
/// Best matches that count.
const N_BEST: usize = 3;

fn best_sentences_mille(a: &[SentenceProfile], b: &[SentenceProfile]) -> u64 {
    let telling = |side: &'_ [SentenceProfile]| -> Vec<SentenceProfile> {
        side.iter()
            .take(MAX_SENTENCES)
            .filter(|s| s.weight >= MIN_SENTENCE_WEIGHT)
            .cloned()
            .collect()
    };
    let (a, b) = (telling(a), telling(b));
    let mut best_a = vec![0u64; a.len()];
    let mut best_b = vec![0u64; b.len()];
    for (i, x) in a.iter().enumerate() {
        for (k, y) in b.iter().enumerate() {
            let score = SharedWeights::of(&x.terms, &y.terms).jaccard_mille();
            best_a[i] = best_a[i].max(score);
            best_b[k] = best_b[k].max(score);
        }
    }
    u64::midpoint(mean_of_best(best_a), mean_of_best(best_b))
}

fn mean_of_best(mut scores: Vec<u64>) -> u64 {
    scores.sort_unstable_by(|x, y| y.cmp(x));
    scores.iter().take(N_BEST).sum::<u64>() / N_BEST as u64
}
