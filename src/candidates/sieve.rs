//! Finds the shingles that more than one article has.
//!
//! Most shingles of a news corpus occur in one article only. They pair nothing, so a sieve of two
//! bits a slot throws nearly all of them out before anything is sorted.

use std::io;

use crate::kernel::{SortScratch, sort_spread};
use crate::sketch::{KEY_BITS, Records, WorkerSketches};

/// Which articles may pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Any two.
    Within,
    /// One of the first so many with one of the others.
    Between(u32),
}

impl Scope {
    /// Whether two different articles may pair.
    pub(crate) fn pairs(self, a: u32, b: u32) -> bool {
        match self {
            Self::Within => true,
            Self::Between(n_first) => (a < n_first) != (b < n_first),
        }
    }
}

/// Slots of the sieve per record: an innocent shingle passes with a chance of about one in eight.
const SLOTS_PER_RECORD: usize = 4;

/// The shingles of a region that can pair articles, numbered from 0.
#[derive(Debug, Default)]
pub(crate) struct Repeated {
    /// For each such shingle, how many articles have it.
    pub(crate) n_articles: Vec<u32>,
    /// The articles of the first shingle, ascending, then those of the second, and so on.
    articles: Vec<u32>,
    /// An article for each time it repeats a shingle of its own.
    pub(crate) own_repeats: Vec<u32>,
}

impl Repeated {
    /// Each shingle with its number and the articles that have it.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &[u32])> {
        let mut rest = &self.articles[..];
        self.n_articles.iter().zip(0..).map(move |(&n_articles, number)| {
            let (articles, after) = rest.split_at(n_articles as usize);
            rest = after;
            (number, articles)
        })
    }

    /// The three lists of numbers that it is made of.
    pub(super) fn lists(&self) -> [&[u32]; 3] {
        [&self.n_articles, &self.articles, &self.own_repeats]
    }

    pub(super) fn lists_mut(&mut self) -> [&mut Vec<u32>; 3] {
        [&mut self.n_articles, &mut self.articles, &mut self.own_repeats]
    }

    /// Bytes of memory.
    pub(super) fn n_bytes(&self) -> usize {
        let lists = [&self.n_articles, &self.articles, &self.own_repeats];
        lists.iter().map(|list| list.capacity() * size_of::<u32>()).sum()
    }

    /// Adds a shingle of some articles.
    #[cfg(test)]
    pub(super) fn add(&mut self, articles: &[u32]) {
        self.n_articles.push(articles.len() as u32);
        self.articles.extend_from_slice(articles);
    }
}

/// Sieves some partitions of what the workers took in.
///
/// `representatives` says for each article whether it counts. Linear in the records; a
/// partition's worth of scratch.
///
/// # Errors
/// A failure to read a spill file.
pub(crate) fn sieve(
    workers: &[WorkerSketches],
    partitions: std::ops::Range<usize>,
    representatives: &[bool],
    scope: Scope,
) -> io::Result<Repeated> {
    let mut sieve = Sieve::default();
    let mut repeated = Repeated::default();
    for partition in partitions {
        sieve.load(workers, partition)?;
        sieve.resolve(representatives, scope, &mut repeated);
    }
    Ok(repeated)
}

/// Buffers that live from partition to partition.
#[derive(Debug, Default)]
struct Sieve {
    records: Vec<u64>,
    slots: Vec<u64>,
    from_disk: Vec<Vec<u8>>,
    sort: SortScratch,
}

impl Sieve {
    /// Reads one partition of all workers and keeps the records whose slot was hit twice.
    fn load(&mut self, workers: &[WorkerSketches], partition: usize) -> io::Result<()> {
        self.from_disk.resize_with(workers.len(), Vec::new);
        let mut pieces = Vec::new();
        for (worker, from_disk) in workers.iter().zip(&mut self.from_disk) {
            let of_worker = worker.log.partition(partition, from_disk)?;
            pieces.extend(of_worker.map(|piece| (worker, piece)));
        }
        let n_records: usize = pieces.iter().map(|(_, piece)| piece.len()).sum();
        let n_words = (n_records * SLOTS_PER_RECORD / 32).next_power_of_two();
        self.slots.clear();
        self.slots.resize(n_words, 0);
        let (slots, mask) = (&mut self.slots[..n_words], n_words - 1);
        // The low five bits of the key choose the slot in a word, others the word.
        for key in pieces.iter().flat_map(|(_, piece)| *piece).filter_map(|r| Records::key(*r)) {
            let word = &mut slots[(key >> 5) as usize & mask];
            let bit = (key & 31) * 2;
            *word |= (1 + 2 * (*word >> bit & 1)) << bit;
        }
        self.records.resize(n_records + 1, 0);
        let mut n_kept = 0;
        for of_worker in pieces.chunk_by(|a, b| std::ptr::eq(a.0, b.0)) {
            let (first, mut records) = (n_kept, Records::default());
            for record in of_worker.iter().flat_map(|(_, piece)| *piece) {
                let Some(record) = records.next(*record) else { continue };
                let word = slots[(record >> 37) as usize & mask];
                let bit = (record >> 32 & 31) * 2;
                self.records[n_kept] = record;
                n_kept += (word >> bit >> 1 & 1) as usize;
            }
            of_worker[0].0.renumber(&mut self.records[first..n_kept]);
        }
        self.records.truncate(n_kept);
        Ok(())
    }

    /// Sorts what is left and lists the shingles that can pair articles.
    fn resolve(&mut self, representatives: &[bool], scope: Scope, repeated: &mut Repeated) {
        self.records.retain(|&record| representatives[record as u32 as usize]);
        sort_spread(&mut self.records, 32 + KEY_BITS, &mut self.sort);
        for group in self.records.chunk_by(|a, b| a >> 32 == b >> 32) {
            let first = repeated.articles.len();
            let mut last = None;
            for &record in group {
                let article = record as u32;
                if last == Some(article) {
                    repeated.own_repeats.push(article);
                } else {
                    repeated.articles.push(article);
                    last = Some(article);
                }
            }
            let n_articles = repeated.articles.len() - first;
            let ends = (group[0] as u32, group[group.len() - 1] as u32);
            if n_articles > 1 && scope.pairs(ends.0, ends.1) {
                repeated.n_articles.push(n_articles as u32);
            } else {
                repeated.articles.truncate(first);
            }
        }
    }
}
