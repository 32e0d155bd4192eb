//! Held-out figures: weights fitted without the topics they are measured on.

use crosswire::hash::hash64;

/// Folds of a cross-validation.
pub(crate) const N_FOLDS: u64 = 5;

/// The fold of a topic, the same in every run.
pub(crate) fn fold_of(topic: &str) -> u64 {
    hash64(topic.as_bytes()) % N_FOLDS
}

/// Chance that a positive example scores above a negative one, ties counting half.
pub(crate) fn auc(scored: &[(i64, bool)]) -> f64 {
    let mut sorted = scored.to_vec();
    sorted.sort_unstable();
    let (mut n_below, mut n_positive, mut twice_won) = (0u64, 0u64, 0u64);
    for tied in sorted.chunk_by(|x, y| x.0 == y.0) {
        let positive = tied.iter().filter(|(_, is)| *is).count() as u64;
        let negative = tied.len() as u64 - positive;
        twice_won += positive * (2 * n_below + negative);
        n_below += negative;
        n_positive += positive;
    }
    twice_won as f64 / (2 * n_positive * n_below).max(1) as f64
}
