//! What speaks for two articles telling of one event.

use super::brief::{Brief, Sort};
use super::model::EventGroupModel;
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

/// Slots of a [`Seat`]: some sixteen times the terms of an article, so that most terms that are not
/// there meet an empty slot.
const N_SLOTS: usize = 16 * Brief::MAX_TERMS;

/// One article made ready to be compared with many: its terms by slot, in a table small enough for
/// the nearest cache.
///
/// Memory: 8 KiB. Cost: linear in the terms of the article for taking the seat, and in those of
/// the other for each comparison.
#[derive(Debug)]
pub struct Seat<'v> {
    vectors: &'v Vectors,
    article: Option<u32>,
    /// One more than the place of a term in the article, by the low bits of its number or the next
    /// free slot after; 0 is empty.
    slots: Box<[u16; N_SLOTS]>,
}

impl<'v> Seat<'v> {
    /// An empty seat.
    #[must_use]
    pub fn new(vectors: &'v Vectors) -> Self {
        Self { vectors, article: None, slots: Box::new([0; N_SLOTS]) }
    }

    /// Compares two articles, of which the first keeps the seat: best asked for all others of one
    /// article together.
    ///
    /// # Panics
    /// If there is no such article.
    #[must_use]
    pub fn features(&mut self, a: u32, b: u32) -> PairFeatures {
        self.take(a);
        let (a, b) = (&self.vectors.articles[a as usize], &self.vectors.articles[b as usize]);
        let mut dots = Dots::default();
        for (&term, y) in b.terms.iter().zip(&b.entries) {
            if let Some(at) = self.find(a, term) {
                dots.add(&a.entries[at], y);
            }
        }
        PairFeatures {
            body: cosine_mille(dots.body, a.norms.body, b.norms.body),
            lead: cosine_mille(dots.lead, a.norms.lead, b.norms.lead),
            names: cosine_mille(dots.names, a.norms.names, b.norms.names),
            figures: cosine_mille(dots.figures, a.norms.figures, b.norms.figures),
            title: cosine_mille(dots.title, a.norms.title, b.norms.title),
        }
    }

    /// The score of a pair, in thousandths of a logit, the first of which keeps the seat.
    ///
    /// # Panics
    /// If there is no such article.
    #[must_use]
    pub fn score(&mut self, a: u32, b: u32, model: &EventGroupModel) -> i64 {
        model.pair_score(&self.features(a, b), self.vectors.days_apart(a, b))
    }

    fn take(&mut self, article: u32) {
        if self.article == Some(article) {
            return;
        }
        self.slots.fill(0);
        for (&term, place) in self.vectors.articles[article as usize].terms.iter().zip(1..) {
            let mut slot = term as usize % N_SLOTS;
            while self.slots[slot] != 0 {
                slot = (slot + 1) % N_SLOTS;
            }
            self.slots[slot] = place;
        }
        self.article = Some(article);
    }

    /// The place of a term in the article that sits.
    #[inline]
    fn find(&self, seated: &Vector, term: u32) -> Option<usize> {
        let mut slot = term as usize % N_SLOTS;
        loop {
            let at = usize::from(self.slots[slot]).checked_sub(1)?;
            if seated.terms[at] == term {
                return Some(at);
            }
            slot = (slot + 1) % N_SLOTS;
        }
    }
}

impl Vectors {
    /// The scores of pairs, in their order. Cost: linear in the terms of both articles of each, and
    /// sorting the pairs.
    ///
    /// # Panics
    /// If there is no such article.
    #[must_use]
    pub fn scores(&self, pairs: &[(u32, u32)], model: &EventGroupModel) -> Vec<i64> {
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.sort_unstable_by_key(|&at| (pairs[at].0, at));
        let mut seat = Seat::new(self);
        let mut scores = vec![0; pairs.len()];
        for at in order {
            scores[at] = seat.score(pairs[at].0, pairs[at].1, model);
        }
        scores
    }

    /// Days between the publication of two articles, where both are known.
    fn days_apart(&self, a: u32, b: u32) -> Option<u32> {
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
