//! What speaks for two articles telling of one event, as integers.

use crate::sketch::{Profile, SentenceProfile, SharedWeights, TermPair, for_each_shared, mille};
use serde::{Deserialize, Serialize};

/// Measures of how alike two articles are in what they tell, each 0 to 1000, symmetric,
/// and 0 where a side is empty. Never ids, addresses or outlets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EventFeatures {
    /// Weighted cosine of all terms.
    pub cosine: u64,
    /// Weighted Jaccard of all terms.
    pub jaccard: u64,
    /// Weighted Jaccard of the leads.
    pub lead: u64,
    /// Weight of each lead found in the other's body, mean of both ways.
    pub lead_in_body: u64,
    /// Weighted Jaccard of names.
    pub names: u64,
    /// Square root of the weighted share of term pairs that stand in one sentence in both.
    pub pairs: u64,
    /// Mean weighted Jaccard of the three best matching sentences of either.
    pub sentences: u64,
    /// Share of figures of the side with fewer that the other has.
    pub figures: u64,
}

impl EventFeatures {
    /// Names of the measures, in the order of [`values`](Self::values).
    pub const NAMES: [&str; 8] =
        ["cosine", "jaccard", "lead", "lead_in_body", "names", "pairs", "sentences", "figures"];

    /// The measures in a fixed order.
    #[must_use]
    pub fn values(&self) -> [u64; 8] {
        [
            self.cosine,
            self.jaccard,
            self.lead,
            self.lead_in_body,
            self.names,
            self.pairs,
            self.sentences,
            self.figures,
        ]
    }

    /// Compares two profiles. Cost: linear in terms and pairs, and sentences of the one
    /// times sentences of the other, both capped.
    #[must_use]
    pub fn of(a: &Profile, b: &Profile) -> Self {
        let body = SharedWeights::of(&a.terms, &b.terms);
        let lead = SharedWeights::of(&a.lead, &b.lead);
        let a_in_b = SharedWeights::of(&a.lead, &b.terms);
        let b_in_a = SharedWeights::of(&a.terms, &b.lead);
        Self {
            cosine: cosine_mille(a, b),
            jaccard: body.jaccard_mille(),
            lead: lead.jaccard_mille(),
            lead_in_body: u64::midpoint(
                mille(a_in_b.shared, a_in_b.total[0]),
                mille(b_in_a.shared, b_in_a.total[1]),
            ),
            names: body.name_jaccard_mille(),
            pairs: pairs_mille(&a.pairs, &b.pairs),
            sentences: best_sentences_mille(&a.sentences, &b.sentences),
            figures: mille(
                u64::from(body.n_shared_figures),
                u64::from(body.n_figures[0].min(body.n_figures[1])),
            ),
        }
    }
}

/// Cosine of the vectors of weight times damped frequency. Sums are integers; the square
/// root and the division are exact by IEEE 754, so the result is the same everywhere.
fn cosine_mille(a: &Profile, b: &Profile) -> u64 {
    let value = |weight: u32, n: u32| u128::from(weight) * u128::from(1 + n.ilog2());
    let norm = |p: &Profile| p.terms.iter().map(|t| value(t.weight, t.n).pow(2)).sum::<u128>();
    let mut dot = 0u128;
    for_each_shared(&a.terms, &b.terms, |x, y| dot += value(x.weight, x.n) * value(y.weight, y.n));
    let scale = (norm(a) as f64).sqrt() * (norm(b) as f64).sqrt();
    if scale == 0.0 { 0 } else { ((1000.0 * dot as f64 / scale).round() as u64).min(1000) }
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
    if smaller == 0 { 0 } else { (1_000_000 * shared / smaller).isqrt().min(1000) }
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
