//! Exact counts: sorted sets of shingles, and how many two of them share.

use crate::kernel::{SortScratch, sort_spread};

/// Sets of 64-bit shingles, each sorted and without repetitions, one behind the other.
#[derive(Debug, Clone, Default)]
pub(crate) struct ShingleSets {
    values: Vec<u64>,
    ends: Vec<usize>,
}

impl ShingleSets {
    /// Room for `n_sets` of `n_values` in all.
    pub(crate) fn with_capacity(n_sets: usize, n_values: usize) -> Self {
        Self { values: Vec::with_capacity(n_values), ends: Vec::with_capacity(n_sets) }
    }

    /// Appends the set of some shingles, in any order and repeated or not.
    #[cfg(test)]
    pub(crate) fn push(&mut self, shingles: &[u64]) {
        self.push_with(shingles, &mut SortScratch::default());
    }

    pub(crate) fn push_with(&mut self, shingles: &[u64], scratch: &mut SortScratch) {
        let start = self.values.len();
        self.values.extend_from_slice(shingles);
        sort_spread(&mut self.values[start..], 64, scratch);
        let mut n_kept = start;
        for at in start..self.values.len() {
            let value = self.values[at];
            if at == start || value != self.values[n_kept - 1] {
                self.values[n_kept] = value;
                n_kept += 1;
            }
        }
        self.values.truncate(n_kept);
        self.ends.push(n_kept);
    }

    /// How many sets.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Shingles of all sets together.
    #[cfg(test)]
    pub(crate) fn n_values(&self) -> usize {
        self.values.len()
    }

    /// The set at `at`.
    ///
    /// # Panics
    /// When there is none.
    pub(crate) fn get(&self, at: usize) -> &[u64] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.values[start..self.ends[at]]
    }
}

/// Steps between two looks at whether the sets can still share enough.
const STEPS: usize = 16;

/// How many values two sorted sets share, or nothing as soon as more than `max_missing` values
/// are in one of them only.
///
/// Linear in the sum of the sizes.
pub(crate) fn count_shared(a: &[u64], b: &[u64], max_missing: u64) -> Option<u32> {
    let (mut i, mut j, mut n_shared) = (0, 0, 0);
    while i + STEPS <= a.len() && j + STEPS <= b.len() {
        for _ in 0..STEPS {
            let (x, y) = (a[i], b[j]);
            n_shared += usize::from(x == y);
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        if (i + j - 2 * n_shared) as u64 > max_missing {
            return None;
        }
    }
    while i < a.len() && j < b.len() {
        let (x, y) = (a[i], b[j]);
        n_shared += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    let n_missing = (a.len() + b.len() - 2 * n_shared) as u64;
    (n_missing <= max_missing).then_some(n_shared as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prng::Prng;

    #[test]
    fn shared_values_are_counted_and_given_up_on_exactly() {
        let mut prng = Prng::new(5, 0);
        for n in 0..150 {
            let mut sets = ShingleSets::default();
            for _ in 0..2 {
                let values: Vec<u64> = (0..prng.below(n + 1)).map(|_| prng.below(n + 3)).collect();
                sets.push(&values);
            }
            let (a, b) = (sets.get(0), sets.get(1));
            assert!(a.is_sorted_by(|x, y| x < y));
            let n_shared = a.iter().filter(|x| b.contains(x)).count();
            let n_missing = (a.len() + b.len() - 2 * n_shared) as u64;
            assert_eq!(count_shared(a, b, n_missing), Some(n_shared as u32));
            if n_missing > 0 {
                assert_eq!(count_shared(a, b, n_missing - 1), None);
            }
        }
    }
}
