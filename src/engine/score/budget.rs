//! What a run is going to take, and how the memory it may take is divided.

use super::queue::read_head;
use crate::engine::input::Source;
use crate::error::{Error, Result};
use crate::ingest::{
    Format, HEAD_BYTES, IngestParams, Packing, Unpacked, has_packed_name, is_json_lines,
};
use std::fs::File;
use std::io;

/// What a run is about to do, from the sizes of the inputs and the beginnings of some.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Estimate {
    /// Articles, roughly.
    pub n_articles: u64,
    /// Bytes of all inputs, unpacked, roughly; 0 where nothing is known, as of standard input.
    pub n_bytes: u64,
    /// Most bytes of memory at a time, roughly, beside what the found pairs take.
    pub memory: u64,
    /// Partitions of the hashes of shingles that are joined one after another.
    pub n_partitions: u64,
    /// Bytes that go to temporary files, roughly.
    pub spilled: u64,
}

/// Inputs of which the beginning is looked at.
const N_SAMPLED: usize = 16;
/// News text packs to a third or a quarter.
const BYTES_PER_PACKED: u64 = 4;
/// Bytes of an article where nothing is known.
const USUAL_ARTICLE: u64 = 2_300;
/// Bytes of text a shingle stands for, roughly.
const BYTES_PER_SHINGLE: u64 = 6;
/// What an input is taken for whose size is not known.
const UNKNOWN_BYTES: u64 = 1 << 30;

/// About how much there is to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Extent {
    pub(super) n_articles: u64,
    /// Unpacked.
    pub(super) n_bytes: u64,
    is_known: bool,
}

impl Extent {
    /// Looks at the sizes of the inputs and the beginnings of some.
    pub(super) fn of(sources: &[Source], params: &IngestParams) -> Self {
        let unpacked = |source: &Source| {
            let is_packed = has_packed_name(&source.name());
            source.n_bytes() * if is_packed { BYTES_PER_PACKED } else { 1 }
        };
        let n_bytes: u64 = sources.iter().map(unpacked).sum();
        let (mut n_sampled, mut n_articles, mut n_files) = (0, 0, 0_u64);
        let step = sources.len().div_ceil(N_SAMPLED).max(1);
        for source in sources.iter().step_by(step) {
            let Some((bytes, articles)) = sample(source, unpacked(source), params) else {
                continue;
            };
            n_sampled += bytes;
            n_articles += articles;
            n_files += 1;
        }
        let is_known = n_files > 0 && n_bytes > 0;
        let per_article =
            if is_known { (n_sampled / n_articles.max(1)).max(1) } else { USUAL_ARTICLE };
        Self { n_articles: n_bytes / per_article, n_bytes, is_known }
    }

    /// The same with the number of articles that were read.
    pub(super) fn with_articles(self, n_articles: u64) -> Self {
        Self { n_articles, ..self }
    }

    /// Shingles of all articles, roughly.
    pub(super) fn n_shingles(&self) -> u64 {
        if self.is_known {
            self.n_bytes / BYTES_PER_SHINGLE
        } else {
            UNKNOWN_BYTES / BYTES_PER_SHINGLE
        }
    }
}

/// Bytes of the beginning of an input, unpacked, and articles in it.
fn sample(source: &Source, n_bytes: u64, params: &IngestParams) -> Option<(u64, u64)> {
    let Source::File(path) = source else { return None };
    let mut file = File::open(path).ok().filter(|f| f.metadata().is_ok_and(|m| m.is_file()))?;
    let mut head = read_head(&mut file);
    if let Some(packing) = Packing::of(&head) {
        head = read_head(&mut Unpacked::new(packing, &head[..]));
    }
    let n_lines = memchr::memchr_iter(b'\n', &head).count() as u64;
    if !is_json_lines(&head, &source.name(), params) || n_lines == 0 {
        let format = params.format.or_else(|| Format::from_path(&source.name()));
        let holds_many = matches!(format, Some(Format::Csv | Format::Json));
        return Some((n_bytes, if holds_many { (n_bytes / USUAL_ARTICLE).max(1) } else { 1 }));
    }
    let n_head = if head.len() < HEAD_BYTES { n_bytes.max(1) } else { head.len() as u64 };
    Some((n_head, n_lines))
}

/// The program, its tables, the stacks and buffers of a thread, beside its open chunks.
const BASE_BYTES: u64 = 16 << 20;
const BYTES_PER_THREAD: u64 = 8 << 20;
/// Everything that is kept of an article while a join lasts: where it is, its id, its summary,
/// its counts, and what these need to grow.
const BYTES_PER_ARTICLE: u64 = 160;
/// Bytes of a record of a shingle.
const BYTES_PER_RECORD: u64 = 4;
/// Bytes that a found pair takes until it is written.
const BYTES_PER_PAIR: u64 = 128;
/// Shingles held at a time while verifying, 64 MB, where memory is not limited.
const TILE_SHINGLES: u64 = 8 << 20;
/// What a join can do with, beside the fixed part.
const LEAST_FREE: u64 = 20 << 20;
/// The longest record is one in so many of the memory: its text, its words, its shingles and its
/// records are held together.
const RECORD_SHARE: u64 = 16;

/// How memory is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Budget {
    /// Bytes of records of the first region, all threads together.
    pub(super) log_bytes: usize,
    /// The same of the second region.
    pub(super) second_log_bytes: usize,
    /// Bytes of repeated shingles.
    pub(super) store_bytes: usize,
    /// Bytes of two blocks of articles with their indexes.
    pub(super) block_bytes: usize,
    /// Shingles held at a time while verifying.
    pub(super) tile_shingles: u64,
    /// Bytes of the longest record.
    pub(super) max_record_bytes: Option<u64>,
    /// Bytes that found pairs may take.
    pair_bytes: u64,
}

impl Budget {
    /// Everything in memory.
    pub(super) fn unlimited() -> Self {
        Self {
            log_bytes: usize::MAX,
            second_log_bytes: usize::MAX,
            store_bytes: usize::MAX,
            block_bytes: usize::MAX,
            tile_shingles: TILE_SHINGLES,
            max_record_bytes: None,
            pair_bytes: u64::MAX,
        }
    }

    /// Next to nothing in memory, and some blocks of articles of so many shingles, for tests.
    #[cfg(test)]
    pub(super) fn least(n_shingles: usize) -> Self {
        Self {
            log_bytes: 0,
            second_log_bytes: 0,
            store_bytes: 0,
            block_bytes: 8 * n_shingles,
            tile_shingles: 100,
            ..Self::unlimited()
        }
    }

    /// Divides `max_memory`.
    ///
    /// # Errors
    /// [`Error::is_invalid_params`] when so many articles need more in any case.
    pub(super) fn new(max_memory: u64, extent: &Extent, n_threads: u64) -> Result<Self> {
        let fixed = fixed_bytes(extent.n_articles, n_threads);
        let needed = fixed + LEAST_FREE;
        if max_memory < needed {
            return Err(Error::invalid_params(format!(
                "about {} articles on {n_threads} threads need {} MB of memory in any case, \
                 and --max-memory allows {} MB",
                extent.n_articles,
                needed.div_ceil(1 << 20),
                max_memory >> 20
            )));
        }
        let free = max_memory - fixed;
        let share = |n: u64, d: u64| usize::try_from(free / d * n).unwrap_or(usize::MAX);
        Ok(Self {
            log_bytes: share(5, 8),
            second_log_bytes: share(1, 4),
            store_bytes: share(1, 8),
            block_bytes: share(5, 8),
            tile_shingles: (free / 4 / 8).min(TILE_SHINGLES),
            max_record_bytes: Some(max_memory / RECORD_SHARE),
            pair_bytes: free,
        })
    }

    /// Whether there is a limit.
    pub(super) fn is_limited(&self) -> bool {
        self.log_bytes < usize::MAX
    }

    /// Refuses more pairs than fit.
    pub(super) fn check_pairs(&self, n_pairs: usize) -> io::Result<()> {
        if (n_pairs as u64).saturating_mul(BYTES_PER_PAIR) > self.pair_bytes {
            let message = format!("{n_pairs} pairs were found, which need more than --max-memory");
            return Err(io::Error::new(io::ErrorKind::OutOfMemory, message));
        }
        Ok(())
    }

    /// What a run over so much is going to take, with `share` of its shingles in 1024 in the
    /// first region and so many partitions of it.
    pub(super) fn estimate(
        &self,
        extent: &Extent,
        share: u32,
        n_partitions: usize,
        n_threads: u64,
    ) -> Estimate {
        let records = extent.n_shingles() * u64::from(share) / 1024 * BYTES_PER_RECORD;
        let in_memory = records.min(self.log_bytes as u64);
        // Beside the records, or after them, what is found in them: half as much again.
        let memory = fixed_bytes(extent.n_articles, n_threads) + in_memory + in_memory / 2;
        Estimate {
            n_articles: extent.n_articles,
            n_bytes: extent.n_bytes,
            memory,
            n_partitions: n_partitions as u64,
            spilled: records - in_memory,
        }
    }
}

fn fixed_bytes(n_articles: u64, n_threads: u64) -> u64 {
    BASE_BYTES + n_threads * BYTES_PER_THREAD + n_articles * BYTES_PER_ARTICLE
}
