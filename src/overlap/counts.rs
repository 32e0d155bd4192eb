//! Exact resemblance and containment, as counts.

use crate::normalize::ShingleSet;
use serde::{Deserialize, Serialize};

/// How many shingles two sets share. Counts stay integers; fractions are taken last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Overlap {
    /// Shingles in both.
    pub n_shared: u64,
    /// Shingles of the first.
    pub n_a: u64,
    /// Shingles of the second.
    pub n_b: u64,
}

impl Overlap {
    /// Counts what `a` and `b` share, by one merge. Cost: O(|a| + |b|).
    #[must_use]
    pub fn of(a: &ShingleSet, b: &ShingleSet) -> Self {
        let (left, right) = (a.as_slice(), b.as_slice());
        let (mut i, mut k, mut n_shared) = (0, 0, 0);
        while i < left.len() && k < right.len() {
            let (x, y) = (left[i], right[k]);
            n_shared += u64::from(x == y);
            i += usize::from(x <= y);
            k += usize::from(y <= x);
        }
        Self { n_shared, n_a: left.len() as u64, n_b: right.len() as u64 }
    }

    /// Resemblance |A∩B| / |A∪B| (Broder 1997): 0 to 1, symmetric, 0 for two empty sets.
    #[must_use]
    pub fn resemblance(&self) -> f64 {
        fraction(self.n_shared, self.n_a + self.n_b - self.n_shared)
    }

    /// Containment of the first in the second, |A∩B| / |A|: 0 to 1, 0 for an empty set.
    #[must_use]
    pub fn containment_a(&self) -> f64 {
        fraction(self.n_shared, self.n_a)
    }

    /// Containment of the second in the first, |A∩B| / |B|.
    #[must_use]
    pub fn containment_b(&self) -> f64 {
        fraction(self.n_shared, self.n_b)
    }

    /// Whether resemblance is at least `numerator / denominator`, compared in integers.
    /// Never so for two empty sets.
    #[must_use]
    pub fn resemblance_is_at_least(&self, numerator: u64, denominator: u64) -> bool {
        let union = self.n_a + self.n_b - self.n_shared;
        union > 0
            && u128::from(self.n_shared) * u128::from(denominator)
                >= u128::from(union) * u128::from(numerator)
    }

    /// Whether the larger of the two containments is at least `numerator / denominator`.
    #[must_use]
    pub fn containment_is_at_least(&self, numerator: u64, denominator: u64) -> bool {
        let smaller = self.n_a.min(self.n_b);
        smaller > 0
            && u128::from(self.n_shared) * u128::from(denominator)
                >= u128::from(smaller) * u128::from(numerator)
    }

    /// The same with the sides exchanged.
    #[must_use]
    pub fn swapped(&self) -> Self {
        Self { n_shared: self.n_shared, n_a: self.n_b, n_b: self.n_a }
    }
}

fn fraction(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn counts_are_those_of_sets(a in prop::collection::vec(0u64..40, 0..40), b in prop::collection::vec(0u64..40, 0..40)) {
            let overlap = Overlap::of(&ShingleSet::from_hashes(a.clone()), &ShingleSet::from_hashes(b.clone()));
            let (a, b): (BTreeSet<_>, BTreeSet<_>) = (a.into_iter().collect(), b.into_iter().collect());
            prop_assert_eq!(overlap.n_shared, a.intersection(&b).count() as u64);
            prop_assert_eq!((overlap.n_a, overlap.n_b), (a.len() as u64, b.len() as u64));
            prop_assert!((0.0..=1.0).contains(&overlap.resemblance()));
            prop_assert!(overlap.resemblance() <= overlap.containment_a().max(overlap.containment_b()));
            prop_assert_eq!(overlap.swapped().containment_a(), overlap.containment_b());
        }
    }

    #[test]
    fn nothing_is_like_nothing() {
        let empty = Overlap::default();
        assert_eq!((empty.resemblance(), empty.containment_a()), (0.0, 0.0));
        assert!(!empty.resemblance_is_at_least(0, 1) && !empty.containment_is_at_least(0, 1));
    }
}
