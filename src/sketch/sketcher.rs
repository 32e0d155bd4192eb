//! What a first pass over the articles leaves behind: a small summary each, and the part of
//! their shingles from which candidates are found.

use std::io;

use super::partition::{KEY_BITS, OpenSpill, PartitionLog};

/// How the hash space is cut into partitions, and which of them are looked at first.
///
/// A shingle belongs to the partition that its leading bits number; the next 24 bits are its key
/// there. Shingles of one partition and key count as one until a pair is verified: the filters
/// then let a few pairs more through, never fewer. Low
/// partitions come first in the total order of the prefix filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layout {
    log_partitions: u32,
    n_first: u32,
}

/// Records a partition is meant to hold: they and their sieve fit the second-level cache.
const RECORDS_PER_PARTITION: u64 = 64 << 10;
/// Fewest and most partitions, as powers of two. More than 4096 would outgrow the cache with one
/// open line each.
const LOG_PARTITIONS: std::ops::RangeInclusive<u32> = 6..=12;

impl Layout {
    /// A layout for a rough number of shingles of which `first_share` in 1024 is looked at first.
    pub(crate) fn new(first_share: u32, n_shingles: u64) -> Self {
        let wanted = (n_shingles / RECORDS_PER_PARTITION).max(1).ilog2() + 1;
        let log_partitions = wanted.clamp(*LOG_PARTITIONS.start(), *LOG_PARTITIONS.end());
        let n_first = (first_share << log_partitions).div_ceil(1024);
        Self { log_partitions, n_first }
    }

    /// The partitions looked at first, for all articles.
    pub(crate) fn first(&self) -> Region {
        Region { log_partitions: self.log_partitions, start: 0, end: self.n_first }
    }

    /// The other partitions, looked at for articles that the first ones do not settle.
    pub(crate) fn second(&self) -> Region {
        let end = 1 << self.log_partitions;
        Region { log_partitions: self.log_partitions, start: self.n_first, end }
    }
}

/// A range of partitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Region {
    log_partitions: u32,
    start: u32,
    end: u32,
}

impl Region {
    /// How many partitions.
    pub(crate) fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// The least and the greatest hash inside.
    fn hashes(&self) -> (u64, u64) {
        let shift = 64 - self.log_partitions;
        (
            u64::from(self.start) << shift,
            u64::MAX >> (64 - shift) | u64::from(self.end - 1) << shift,
        )
    }

    fn partition_of(&self, shingle: u64) -> usize {
        (shingle >> (64 - self.log_partitions)) as usize
    }

    fn key_of(&self, shingle: u64) -> u32 {
        ((shingle << self.log_partitions) >> (64 - KEY_BITS)) as u32
    }
}

/// The summary of one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ArticleSketch {
    /// Shingles with repetitions, an upper bound of the size of the set.
    pub(crate) n_shingles: u32,
    /// Of these, how many lie in the region.
    pub(crate) n_in_region: u32,
    /// Wrapping sum of the shingles, plain and weighted by place: with the number, 160 bits that
    /// are equal for equal sequences of shingles and for no others that anybody will meet.
    pub(crate) digest: [u64; 2],
}

impl ArticleSketch {
    /// Whether two articles are the same sequence of shingles, and not none.
    pub(crate) fn is_same_text(&self, other: &Self) -> bool {
        self.n_shingles > 0 && (self.n_shingles, self.digest) == (other.n_shingles, other.digest)
    }
}

/// Takes the shingles of articles in; one a thread.
#[derive(Debug)]
pub(crate) struct Sketcher {
    region: Region,
    articles: Vec<ArticleSketch>,
    log: PartitionLog,
    inside: Vec<u64>,
}

impl Sketcher {
    /// An empty sketcher whose log keeps at most about `max_bytes` in memory.
    pub(crate) fn new(region: Region, max_bytes: usize, open_spill: OpenSpill) -> Self {
        let log = PartitionLog::new(region.len(), max_bytes, open_spill);
        Self { region, articles: Vec::new(), log, inside: Vec::new() }
    }

    /// Takes the next article in. The shingles may be in any order and repeated.
    pub(crate) fn push(&mut self, shingles: &[u64]) {
        let article = self.articles.len() as u32;
        let mut sketch = ArticleSketch { n_shingles: shingles.len() as u32, ..Default::default() };
        for (&shingle, place) in shingles.iter().zip(1_u64..) {
            sketch.digest[0] = sketch.digest[0].wrapping_add(shingle);
            // Odd multipliers, so that the digest tells orders apart.
            sketch.digest[1] = sketch.digest[1].wrapping_add(shingle.wrapping_mul(2 * place + 1));
        }
        let n_inside = self.select_inside(shingles);
        sketch.n_in_region = n_inside as u32;
        for &shingle in &self.inside[..n_inside] {
            let partition = self.region.partition_of(shingle) - self.region.start as usize;
            self.log.push(partition, self.region.key_of(shingle), article);
        }
        self.articles.push(sketch);
    }

    /// Moves the shingles in the region to the front of `inside`, without a branch a shingle.
    fn select_inside(&mut self, shingles: &[u64]) -> usize {
        if self.inside.len() < shingles.len() {
            self.inside.resize(shingles.len(), 0);
        }
        let (start, last) = self.region.hashes();
        let inside = &mut self.inside[..shingles.len()];
        let mut n_inside = 0;
        for &shingle in shingles {
            inside[n_inside] = shingle;
            n_inside += usize::from(shingle.wrapping_sub(start) <= last - start);
            // Reached only when all are inside, after the last one.
            if n_inside == inside.len() {
                break;
            }
        }
        n_inside
    }

    /// Gives back what the last article needed to be taken in.
    pub(crate) fn release_buffers(&mut self) {
        self.inside = Vec::new();
    }

    /// Ends the taking in.
    ///
    /// # Errors
    /// A failure to write the spill file.
    pub(crate) fn finish(self) -> io::Result<WorkerSketches> {
        let log = self.log.finish()?;
        Ok(WorkerSketches { numbers: Vec::new(), articles: self.articles, log })
    }
}

/// What one sketcher took in.
#[derive(Debug)]
pub(crate) struct WorkerSketches {
    /// For each article in the order of taking in, its number in the corpus; empty when equal.
    pub(crate) numbers: Vec<u32>,
    /// The summaries in the order of taking in.
    pub(crate) articles: Vec<ArticleSketch>,
    /// Keys by place in the order of taking in.
    pub(crate) log: PartitionLog,
}

impl WorkerSketches {
    /// Turns the places in the low halves of records into numbers.
    pub(crate) fn renumber(&self, records: &mut [u64]) {
        if !self.numbers.is_empty() {
            for record in records {
                let number = self.numbers[*record as u32 as usize];
                *record = *record & !0xFFFF_FFFF | u64::from(number);
            }
        }
    }

    /// The number in the corpus of the article at `place`.
    pub(crate) fn number(&self, place: usize) -> u32 {
        self.numbers.get(place).copied().unwrap_or(place as u32)
    }
}

/// The summaries in corpus order, taken from the workers.
pub(crate) fn take_in_corpus_order(workers: &mut [WorkerSketches]) -> Vec<ArticleSketch> {
    if let [only] = &mut *workers
        && only.numbers.is_empty()
    {
        return std::mem::take(&mut only.articles);
    }
    let n_articles = workers.iter().map(|worker| worker.articles.len()).sum();
    let mut articles = vec![ArticleSketch::default(); n_articles];
    for worker in workers {
        for (place, sketch) in std::mem::take(&mut worker.articles).into_iter().enumerate() {
            articles[worker.number(place) as usize] = sketch;
        }
    }
    articles
}
