//! The join of a corpus, from inputs to rows.

use super::corpus::{self, Corpus};
use super::join::{self, join};
use super::queue::Queue;
use super::scored::{Scored, Timings};
use crate::candidates::Scope;
use crate::config::Config;
use crate::engine::input::{Input, no_article};
use crate::engine::progress::Progress;
use crate::error::{Error, Result};
use crate::sketch::Layout;
use std::time::Instant;

/// What to join.
#[derive(Debug, Clone, Copy)]
pub struct ScoreRequest<'a> {
    /// The corpus.
    pub inputs: &'a [Input],
    /// Another one; then pairs are of one article of either, otherwise of any two.
    pub against: &'a [Input],
    /// About how many bytes of memory to take; records go to temporary files beyond.
    pub max_memory: Option<u64>,
    /// Whether near-duplicates are compared word by word.
    pub checks_facts: bool,
}

/// Bytes of text a shingle stands for, roughly.
const BYTES_PER_SHINGLE: u64 = 6;
/// Bytes of a record in memory.
const BYTES_PER_RECORD: u64 = 4;
/// What is taken whatever the input: open chunks, buffers, sets that are compared.
const FIXED_BYTES: u64 = 160 << 20;

/// Finds every pair of articles that `config.score` reports, with exact counts.
///
/// The result is the same whatever the threads and the memory, and but for numbered ids
/// (`id#2`) whatever the order of input. Linear in the input and the output.
///
/// # Errors
/// [`Error::is_invalid_input`] if no input yields an article; [`Error::is_io`] if a file cannot
/// be read to its end or a temporary file fails.
pub fn score(
    request: &ScoreRequest<'_>,
    config: &Config,
    progress: &dyn Progress,
) -> Result<Scored> {
    let started = Instant::now();
    let rule = config.score.rule;
    let queue = Queue::new(request.inputs, request.against, &config.ingest);
    let n_shingles = queue.n_bytes() / BYTES_PER_SHINGLE;
    let share = rule.first_share();
    progress.estimated(estimate(n_shingles, share, request.max_memory));
    let layout = Layout::new(share, n_shingles);
    let max_bytes =
        request.max_memory.map_or(usize::MAX, |n| usize::try_from(n).unwrap_or(usize::MAX));
    let reading = corpus::Params {
        ingest: config.ingest.clone(),
        normalize: config.normalize.clone(),
        shingling: config.score.shingling,
        region: layout.first(),
        // What is left beside the records: summaries, orders, index, sets to verify.
        max_bytes: max_bytes / 4,
    };
    let (corpus, sketches) = Corpus::read(queue, reading, progress)?;
    if corpus.len() == 0 {
        return Err(no_article(&corpus.problems));
    }
    let scope = match request.against {
        [] => Scope::Within,
        _ => Scope::Between(corpus.n_first()),
    };
    let spilled_bytes = sketches.iter().map(|worker| worker.log.spilled_bytes()).sum();
    let read = started.elapsed().as_secs_f64();
    let params =
        join::Params { rule, scope, max_group: config.score.max_group, max_bytes: max_bytes / 4 };
    let joined = join(sketches, layout, &corpus, &params, progress)
        .map_err(|e| Error::io("cannot join the corpus", e))?;
    let relating = Instant::now();
    let mut scored = Scored::new(corpus, joined.matches, request, config, progress)?;
    scored.timings = Timings {
        read,
        find: (joined.stats.sieve + joined.stats.candidates).as_secs_f64(),
        verify: joined.stats.verify.as_secs_f64(),
        relate: relating.elapsed().as_secs_f64(),
    };
    scored.join = joined.stats;
    scored.spilled_bytes = spilled_bytes;
    Ok(scored)
}

/// About how many bytes a run takes: records, half as much again to sort and index them.
fn estimate(n_shingles: u64, share: u32, max_memory: Option<u64>) -> u64 {
    let records = n_shingles * u64::from(share) / 1024 * BYTES_PER_RECORD;
    FIXED_BYTES + (records + records / 2).min(max_memory.unwrap_or(u64::MAX))
}
