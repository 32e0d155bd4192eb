//! The join of a corpus, from inputs to rows.

use super::budget::{Budget, Extent};
use super::corpus::Corpus;
use super::join::{self, join};
use super::queue::Queue;
use super::reading;
use super::scored::{Scored, Timings};
use super::survey::survey;
use crate::candidates::Scope;
use crate::config::Config;
use crate::engine::input::{Input, no_article};
use crate::engine::progress::Progress;
use crate::error::{Error, Result};
use crate::normalize::{Normalizer, SharedLines};
use crate::sketch::Layout;
use std::{sync::Arc, time::Instant};

/// What to join.
#[derive(Debug, Clone, Copy)]
pub struct ScoreRequest<'a> {
    /// The corpus.
    pub inputs: &'a [Input],
    /// Another one; then pairs are of one article of either, otherwise of any two.
    pub against: &'a [Input],
    /// Most bytes of memory to take in all, but for the found pairs; records and indexes go to
    /// temporary files beyond.
    pub max_memory: Option<u64>,
    /// Whether near-duplicates are compared word by word.
    pub checks_facts: bool,
}

/// Finds every pair of articles that `config.score` reports, with exact counts.
///
/// The result is the same whatever the threads and the memory, and but for numbered ids
/// (`id#2`) whatever the order of input. Linear in the input and the output.
///
/// # Errors
/// [`Error::is_invalid_input`] if no input yields an article; [`Error::is_invalid_params`] if so
/// many articles need more memory than allowed; [`Error::is_io`] if a temporary file fails, an
/// input changes in the middle of the run, or the found pairs outgrow the memory.
pub fn score(
    request: &ScoreRequest<'_>,
    config: &Config,
    progress: &dyn Progress,
) -> Result<Scored> {
    let started = Instant::now();
    let rule = config.score.rule;
    let mut ingest = config.ingest.clone();
    let mut queue = Queue::new(request.inputs, request.against, &ingest);
    let extent = Extent::of(queue.sources(), &ingest);
    let n_threads = rayon::current_num_threads() as u64;
    let divide = |extent: &Extent| match request.max_memory {
        Some(max_memory) => Budget::new(max_memory, extent, n_threads),
        None => Ok(Budget::unlimited()),
    };
    let budget = divide(&extent)?;
    ingest.max_record_bytes = ingest.max_record_bytes.or(budget.max_record_bytes);
    queue.set_record_limit(ingest.record_limit());
    let share = rule.first_share();
    let layout = Layout::new(share, extent.n_shingles());
    let n_partitions = layout.first().len();
    progress.estimated(&budget.estimate(&extent, share, n_partitions, n_threads));
    let shared = match config.normalize.normalizer {
        Normalizer::News => survey(&mut queue, &ingest, progress)?,
        Normalizer::Plain => SharedLines::default(),
    };
    let reading = reading::Params {
        ingest,
        normalize: config.normalize.clone(),
        shingling: config.score.shingling,
        region: layout.first(),
        max_bytes: budget.log_bytes,
        shared: Arc::new(shared),
    };
    let (corpus, sketches) = Corpus::read(queue, extent.n_bytes, reading, progress)?;
    if corpus.len() == 0 {
        return Err(no_article(&corpus.problems));
    }
    // What was only estimated before is known now.
    let budget = divide(&extent.with_articles(corpus.len() as u64))?;
    let scope = match request.against {
        [] => Scope::Within,
        _ => Scope::Between(corpus.n_first()),
    };
    let spilled_bytes: u64 = sketches.iter().map(|worker| worker.log.spilled_bytes()).sum();
    let read = started.elapsed().as_secs_f64();
    let params = join::Params { rule, scope, max_group: config.score.max_group, budget };
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
    scored.spilled_bytes = spilled_bytes + joined.stats.filters.spilled_bytes;
    Ok(scored)
}
