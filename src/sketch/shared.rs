//! What two profiles share: sums of integer weights from which all measures are taken.

use super::profile::{ProfileTerm, TermKind};

/// Terms in both of two lists sorted by key, in order; calls
/// `each` with every pair. Cost: O(|a| + |b|).
pub fn for_each_shared<'a>(
    a: &'a [ProfileTerm],
    b: &'a [ProfileTerm],
    mut each: impl FnMut(&'a ProfileTerm, &'a ProfileTerm),
) {
    let (mut i, mut k) = (0, 0);
    while i < a.len() && k < b.len() {
        match a[i].key.cmp(&b[k].key) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => k += 1,
            std::cmp::Ordering::Equal => {
                each(&a[i], &b[k]);
                i += 1;
                k += 1;
            }
        }
    }
}

/// Sums over the terms of two sentences or documents, from which all measures are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SharedWeights {
    /// Terms in both.
    pub n_shared: u32,
    /// Their weight.
    pub shared: u64,
    /// Weight of all terms of the first and of the second.
    pub total: [u64; 2],
    /// Weight of terms in both that are part of a name in both.
    pub shared_names: u64,
    /// Weight of the names of the first and of the second.
    pub names: [u64; 2],
    /// Figures in both.
    pub n_shared_figures: u32,
    /// Figures of the first and of the second.
    pub n_figures: [u32; 2],
}

impl SharedWeights {
    /// Sums over `a` and `b`, both sorted by key.
    #[must_use]
    pub fn of(a: &[ProfileTerm], b: &[ProfileTerm]) -> Self {
        let mut sums = Self::default();
        for (side, terms) in [a, b].into_iter().enumerate() {
            for term in terms {
                sums.total[side] += u64::from(term.weight);
                sums.names[side] += u64::from(term.weight) * u64::from(term.kind == TermKind::Name);
                sums.n_figures[side] += u32::from(term.kind == TermKind::Figure);
            }
        }
        for_each_shared(a, b, |x, y| {
            // Documents in two languages may weigh one stem differently.
            let weight = u64::from(x.weight.min(y.weight));
            sums.n_shared += 1;
            sums.shared += weight;
            if x.kind == TermKind::Name && y.kind == TermKind::Name {
                sums.shared_names += weight;
            }
            sums.n_shared_figures += u32::from(x.kind == TermKind::Figure);
        });
        sums
    }

    /// Weighted Jaccard, 0 to 1000.
    #[must_use]
    pub fn jaccard_mille(&self) -> u64 {
        mille(self.shared, self.total[0] + self.total[1] - self.shared)
    }

    /// Weight shared over that of the smaller side, 0 to 1000.
    #[must_use]
    pub fn containment_mille(&self) -> u64 {
        mille(self.shared, self.total[0].min(self.total[1]))
    }

    /// Weighted Jaccard of names, 0 to 1000.
    #[must_use]
    pub fn name_jaccard_mille(&self) -> u64 {
        let all = (self.names[0] + self.names[1]).max(self.shared_names);
        mille(self.shared_names, all - self.shared_names.min(all / 2))
    }

    /// Weight of shared names over the names of the side that has fewer, 0 to 1000.
    #[must_use]
    pub fn name_containment_mille(&self) -> u64 {
        mille(self.shared_names, self.names[0].min(self.names[1]))
    }
}

/// `part / whole` in thousandths, rounded to the nearest, at most 1000; 0 for no whole.
#[must_use]
pub fn mille(part: u64, whole: u64) -> u64 {
    if whole == 0 { 0 } else { ((2000 * part + whole) / (2 * whole)).min(1000) }
}
