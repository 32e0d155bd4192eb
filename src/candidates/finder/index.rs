//! From a shingle to the articles that have it in their prefix.

use super::{Finder, Input, orders::Orders};

/// How many shingles of an article have to be in the index, for when it is the smaller.
fn prefix_as_smaller(input: Input<'_>, article: u32) -> u32 {
    let n_shingles = input.articles[article as usize].n_shingles;
    input.rule.max_missing_as_smaller(n_shingles).map_or(0, |most| most + 1)
}

/// For each shingle, the articles of a block that have it in their prefix as the smaller of a
/// pair.
#[derive(Debug)]
pub(super) struct Index {
    /// For each bucket of shingles the end of its range in `postings`.
    ends: Vec<u32>,
    shift: u32,
    /// Sorted by shingle, then by article.
    postings: Vec<Posting>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Posting {
    shingle: u32,
    /// The place of the article in the block.
    pub(super) at: u32,
    /// The place of the shingle in its prefix.
    pub(super) place: u32,
}

/// A longer bucket is searched by halves.
const MAX_SCANNED: usize = 16;

impl Index {
    pub(super) fn new(finder: &Finder<'_>, orders: &Orders<'_>) -> Self {
        let input = finder.input;
        let prefix =
            |at: usize| orders.prefix(finder, at, prefix_as_smaller(input, orders.articles[at]));
        let n_postings: usize = (0..orders.articles.len()).map(|at| prefix(at).count()).sum();
        let n_shingles = u64::from(finder.first.n_shingles())
            + finder.second.as_ref().map_or(0, |second| u64::from(second.n_shingles()));
        // One bucket a shingle where there are as few shingles, else two buckets a posting.
        let n_buckets = (2 * n_postings).max(1) as u64;
        let shift = (n_shingles / n_buckets).max(1).ilog2();
        let mut ends = vec![0_u32; (n_shingles >> shift) as usize + 1];
        for at in 0..orders.articles.len() {
            prefix(at).for_each(|(_, x)| ends[(x.number() >> shift) as usize] += 1);
        }
        let mut n_before = 0;
        for end in &mut ends {
            n_before += std::mem::replace(end, n_before);
        }
        let mut postings = vec![Posting::default(); n_postings];
        for at in 0..orders.articles.len() {
            for (place, shingle) in prefix(at) {
                let end = &mut ends[(shingle.number() >> shift) as usize];
                let shingle = shingle.number();
                postings[*end as usize] = Posting { shingle, at: at as u32, place };
                *end += 1;
            }
        }
        let mut this = Self { ends, shift, postings };
        if shift > 0 {
            for bucket in 0..this.ends.len() {
                let range = this.range(bucket);
                // Stable, so that the articles of a shingle stay in order.
                this.postings[range].sort_by_key(|posting| posting.shingle);
            }
        }
        this
    }

    fn range(&self, bucket: usize) -> std::ops::Range<usize> {
        let start = if bucket == 0 { 0 } else { self.ends[bucket - 1] };
        start as usize..self.ends[bucket] as usize
    }

    /// The postings of a shingle.
    pub(super) fn of(&self, shingle: u32) -> impl Iterator<Item = &Posting> {
        let mut bucket = &self.postings[self.range((shingle >> self.shift) as usize)];
        if bucket.len() > MAX_SCANNED {
            bucket = &bucket[bucket.partition_point(|posting| posting.shingle < shingle)..];
        }
        let behind = bucket.iter().skip_while(move |posting| posting.shingle < shingle);
        behind.take_while(move |posting| posting.shingle == shingle)
    }
}
