//! What speaks for two articles telling of one event.

use super::brief::Sort;
use super::vectors::{Entry, Vector, Vectors};
use serde::{Deserialize, Serialize};

/// Cosines of two articles over terms weighted by rarity and number, each 0 to 1000, symmetric,
/// and 0 where a side is empty. Never ids, addresses or outlets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PairFeatures {
    /// All terms of title and text.
    pub body: u64,
    /// Title and first words.
    pub lead: u64,
    /// Names of people, places and bodies.
    pub names: u64,
    /// Figures: numbers, years, times of day.
    pub figures: u64,
    /// Titles.
    pub title: u64,
}

impl PairFeatures {
    /// Names of the measures, in the order of [`values`](Self::values).
    pub const NAMES: [&str; 5] = ["body", "lead", "names", "figures", "title"];

    /// The measures in a fixed order.
    #[must_use]
    pub fn values(&self) -> [u64; 5] {
        [self.body, self.lead, self.names, self.figures, self.title]
    }
}

impl Vectors {
    /// Compares two articles. Cost: linear in their terms.
    ///
    /// # Panics
    /// If there is no such article.
    #[must_use]
    pub fn features(&self, a: u32, b: u32) -> PairFeatures {
        let (a, b) = (&self.articles[a as usize], &self.articles[b as usize]);
        let mut dots = Dots::default();
        for_each_shared(a, b, |x, y| dots.add(x, y));
        PairFeatures {
            body: cosine_mille(dots.body, a.norms.body, b.norms.body),
            lead: cosine_mille(dots.lead, a.norms.lead, b.norms.lead),
            names: cosine_mille(dots.names, a.norms.names, b.norms.names),
            figures: cosine_mille(dots.figures, a.norms.figures, b.norms.figures),
            title: cosine_mille(dots.title, a.norms.title, b.norms.title),
        }
    }

    /// Days between the publication of two articles, where both are known.
    pub(super) fn days_apart(&self, a: u32, b: u32) -> Option<u32> {
        let day = |article: u32| self.articles[article as usize].day;
        Some(day(a)?.abs_diff(day(b)?))
    }
}

#[derive(Default)]
struct Dots {
    body: u64,
    lead: u64,
    names: u64,
    figures: u64,
    title: u64,
}

impl Dots {
    fn add(&mut self, x: &Entry, y: &Entry) {
        let body = u64::from(x.body) * u64::from(y.body);
        let lead = u64::from(x.lead) * u64::from(y.lead);
        self.body += body;
        self.lead += lead;
        match (x.sort, y.sort) {
            (Sort::Name, Sort::Name) => self.names += body,
            (Sort::Figure, Sort::Figure) => self.figures += body,
            _ => {}
        }
        if x.is_in_title && y.is_in_title {
            self.title += lead;
        }
    }
}

/// Calls `each` with the terms that both have, in order.
fn for_each_shared(a: &Vector, b: &Vector, mut each: impl FnMut(&Entry, &Entry)) {
    let (mut i, mut k) = (0, 0);
    while let (Some(x), Some(y)) = (a.terms.get(i), b.terms.get(k)) {
        if x == y {
            each(&a.entries[i], &b.entries[k]);
        }
        i += usize::from(x <= y);
        k += usize::from(y <= x);
    }
}

/// `dot / (a · b)` in thousandths, rounded to the nearest, at most 1000; 0 where a side is empty.
fn cosine_mille(dot: u64, a: u64, b: u64) -> u64 {
    let whole = u128::from(a) * u128::from(b);
    if whole == 0 {
        return 0;
    }
    let mille = (2000 * u128::from(dot) + whole) / (2 * whole);
    u64::try_from(mille).unwrap_or(1000).min(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cosines_of_the_book() {
        assert_eq!(cosine_mille(0, 0, 5), 0);
        assert_eq!(cosine_mille(12, 3, 4), 1000);
        assert_eq!(cosine_mille(6, 3, 4), 500);
        // Lengths are rounded down: never more than the whole.
        assert_eq!(cosine_mille(13, 3, 4), 1000);
    }
}
