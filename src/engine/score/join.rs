//! The exact join: every pair of articles that a rule reports, with exact counts.

use super::budget::Budget;
use crate::candidates::{
    CandidateStats, Finder, FinderBlock, Groups, Input, RepeatedStore, Scope, sieve,
};
use crate::engine::progress::{Progress, Stage};
use crate::kernel::SortScratch;
use crate::overlap::{Rule, ShingleSets, count_shared};
use crate::sketch::{
    ArticleSketch, Layout, OpenSpill, Sketcher, WorkerSketches, take_in_corpus_order,
};
use rayon::prelude::*;
use std::io;
use std::time::{Duration, Instant};

/// Temporary files of the system, without a name: they vanish with the process.
pub(super) const OPEN_SPILL: OpenSpill = tempfile::tempfile;

/// What to join and report.
#[derive(Debug, Clone)]
pub(super) struct Params {
    /// Which pairs are reported.
    pub(super) rule: Rule,
    /// Which articles may pair.
    pub(super) scope: Scope,
    /// Identical articles are expanded to all pairs in groups of at most so many members; a
    /// larger group gives rows of its representative with each member, and is stood for by its
    /// representative in pairs with others.
    pub(super) max_group: usize,
    /// What the parts of it may take.
    pub(super) budget: Budget,
}

/// One reported pair, `a < b` by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    /// The article with the lower number.
    pub(super) a: u32,
    /// The other one.
    pub(super) b: u32,
    /// Different shingles both have.
    pub(super) n_shared: u32,
    /// Different shingles of `a`.
    pub(super) n_a: u32,
    /// Different shingles of `b`.
    pub(super) n_b: u32,
    /// Whether both are the same sequence of shingles.
    pub(super) is_identical: bool,
    /// Members of the group when the row stands for one that is not expanded; 0 otherwise.
    pub(super) group_size: u32,
}

/// Gives the shingles of an article once more.
pub(super) trait ShingleSource: Sync {
    /// Buffers of one thread.
    type Worker: Send;

    /// Buffers for one thread.
    fn worker(&self) -> Self::Worker;

    /// Replaces `shingles` by those of the article, in any order and repeated or not, the same
    /// ones at every call.
    ///
    /// # Errors
    /// When the article cannot be read.
    fn fetch(
        &self,
        worker: &mut Self::Worker,
        article: u32,
        shingles: &mut Vec<u64>,
    ) -> io::Result<()>;

    /// Whether the name of `a` sorts before that of `b`; names do not depend on input order.
    fn is_before(&self, a: u32, b: u32) -> bool;
}

/// Where the time went and what the filters did.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stats {
    /// Grouping of identical articles and sieving of the first region.
    pub(super) sieve: Duration,
    /// Orders, index and probes, the second region included.
    pub(super) candidates: Duration,
    /// Fetching sets again and counting.
    pub(super) verify: Duration,
    /// What the filters did.
    pub(super) filters: CandidateStats,
}

/// The result of a join.
#[derive(Debug)]
pub(super) struct Joined {
    /// All pairs, in no order that matters.
    pub(super) matches: Vec<Match>,
    /// Where the time went.
    pub(super) stats: Stats,
}

/// Joins what sketchers took in over `layout.first()`; runs in the current rayon pool.
///
/// The result is the same whatever the number of sketchers, threads or bytes of memory. Linear in
/// the records plus the pairs that share a rare shingle.
///
/// # Errors
/// When the source or a temporary file cannot be read.
pub(super) fn join<S: ShingleSource>(
    mut workers: Vec<WorkerSketches>,
    layout: Layout,
    source: &S,
    params: &Params,
    progress: &dyn Progress,
) -> io::Result<Joined> {
    let started = Instant::now();
    progress.begin(Stage::Find, 0);
    let articles = take_in_corpus_order(&mut workers);
    let groups = Groups::new(&articles, params.scope);
    let first = sieve_all(&workers, groups.representatives(), params)?;
    drop(workers);
    let sieved = Instant::now();
    let input = Input {
        rule: &params.rule,
        scope: params.scope,
        articles: &articles,
        representatives: groups.representatives(),
    };
    let fetch_second = |short: &[u32]| fetch_region(short, layout, source, input, params);
    let finder = Finder::new(input, first, &fetch_second, params.budget.block_bytes)?;
    let mut pairs = find_pairs(&finder)?;
    let filters = finder.stats(pairs.len());
    drop(finder);
    if params.scope == Scope::Within {
        pairs.extend(groups.heads().map(|head| [head, head]));
        pairs.par_sort_unstable();
    }
    let found = Instant::now();
    progress.begin(Stage::Verify, pairs.len() as u64);
    let verified = verify(&pairs, source, params, &articles, progress)?;
    drop(pairs);
    let mut matches = Vec::with_capacity(verified.len());
    verified.iter().for_each(|pair| expand(pair, &groups, source, params, &mut matches));
    params.budget.check_pairs(matches.len())?;
    let stats = Stats {
        sieve: sieved - started,
        candidates: found - sieved,
        verify: found.elapsed(),
        filters,
    };
    Ok(Joined { matches, stats })
}

/// Sieves all partitions, some at a time on each thread.
fn sieve_all(
    workers: &[WorkerSketches],
    representatives: &[bool],
    params: &Params,
) -> io::Result<RepeatedStore> {
    let n_partitions = workers.first().map_or(0, |worker| worker.log.n_partitions());
    let n_threads = rayon::current_num_threads();
    let mut store = RepeatedStore::new(params.budget.store_bytes, OPEN_SPILL);
    // Few parts are fast to go through; many take little before they are put away.
    let n_tasks = if params.budget.is_limited() { 64 } else { 4 * n_threads };
    let n_chunk = n_partitions.div_ceil(n_tasks).max(1);
    let chunks: Vec<_> = (0..n_partitions)
        .step_by(n_chunk)
        .map(|start| start..(start + n_chunk).min(n_partitions))
        .collect();
    let n_at_once = if params.budget.is_limited() { n_threads } else { chunks.len().max(1) };
    for some in chunks.chunks(n_at_once) {
        let parts = some
            .par_iter()
            .map(|chunk| sieve(workers, chunk.clone(), representatives, params.scope))
            .collect::<io::Result<Vec<_>>>()?;
        parts.into_iter().try_for_each(|part| store.push(part))?;
    }
    Ok(store)
}

/// All pairs that pass the filters, sorted.
fn find_pairs(finder: &Finder<'_>) -> io::Result<Vec<[u32; 2]>> {
    let mut pairs = Vec::new();
    let mut saved = if finder.n_blocks() > 1 { Some(OPEN_SPILL()?) } else { None };
    for at in 0..finder.n_blocks() {
        let block = finder.block(at)?;
        probe(&block, &block, &mut pairs);
        let Some(file) = &mut saved else { continue };
        block.save(file)?;
        for before in 0..at {
            let other = finder.saved_block(before, file)?;
            probe(&block, &other, &mut pairs);
            probe(&other, &block, &mut pairs);
        }
    }
    pairs.par_sort_unstable();
    pairs.dedup();
    Ok(pairs)
}

/// Adds the pairs of the articles of `other` with those that `block` has indexed.
fn probe(block: &FinderBlock<'_>, other: &FinderBlock<'_>, pairs: &mut Vec<[u32; 2]>) {
    let n_chunk = other.len().div_ceil(rayon::current_num_threads() * 4).max(1);
    let starts: Vec<usize> = (0..other.len()).step_by(n_chunk).collect();
    let found: Vec<Vec<[u32; 2]>> = starts
        .into_par_iter()
        .map_init(
            || block.marks(),
            |marks, start| block.probe(other, start..(start + n_chunk).min(other.len()), marks),
        )
        .collect();
    pairs.reserve(found.iter().map(Vec::len).sum());
    found.into_iter().for_each(|mut some| pairs.append(&mut some));
}

/// Sketches the second region of some articles and sieves it.
fn fetch_region<S: ShingleSource>(
    short: &[u32],
    layout: Layout,
    source: &S,
    input: Input<'_>,
    params: &Params,
) -> io::Result<(Vec<u32>, RepeatedStore)> {
    let n_threads = rayon::current_num_threads();
    let max_bytes = params.budget.second_log_bytes / n_threads;
    let workers: Vec<WorkerSketches> = short
        .par_chunks(short.len().div_ceil(n_threads).max(1))
        .map(|chunk| {
            let mut worker = source.worker();
            let mut shingles = Vec::new();
            let mut sketcher = Sketcher::new(layout.second(), max_bytes, OPEN_SPILL);
            for &article in chunk {
                source.fetch(&mut worker, article, &mut shingles)?;
                sketcher.push(&shingles);
            }
            let mut sketches = sketcher.finish()?;
            sketches.numbers = chunk.to_vec();
            Ok(sketches)
        })
        .collect::<io::Result<_>>()?;
    let of_worker = |worker: &WorkerSketches| {
        worker.articles.iter().map(|sketch| sketch.n_in_region).collect::<Vec<_>>()
    };
    let n_in_region = workers.iter().flat_map(of_worker).collect();
    let repeated = sieve_all(&workers, input.representatives, params)?;
    Ok((n_in_region, repeated))
}

/// Counts the overlap of sorted pairs exactly and keeps those that the rule reports.
fn verify<S: ShingleSource>(
    pairs: &[[u32; 2]],
    source: &S,
    params: &Params,
    articles: &[ArticleSketch],
    progress: &dyn Progress,
) -> io::Result<Vec<Match>> {
    let rule = &params.rule;
    let mut matches = Vec::new();
    let mut place = vec![u32::MAX; articles.len()];
    let mut rest = pairs;
    while !rest.is_empty() {
        let n_tile = tile_len(rest, articles, &mut place, params.budget.tile_shingles);
        let (tile, after) = rest.split_at(n_tile);
        let mut wanted: Vec<u32> = tile.as_flattened().to_vec();
        wanted.par_sort_unstable();
        wanted.dedup();
        wanted.iter().zip(0..).for_each(|(&article, at)| place[article as usize] = at);
        let n_chunk = wanted.len().div_ceil(rayon::current_num_threads()).max(1);
        let sets = fetch_sets(&wanted, n_chunk, source, articles)?;
        let set = |article: u32| {
            let at = place[article as usize] as usize;
            sets[at / n_chunk].get(at % n_chunk)
        };
        matches.par_extend(tile.par_iter().filter_map(|&[a, b]| {
            let [left, right] = [a, b].map(set);
            let [n_a, n_b] = [left, right].map(|set| set.len() as u32);
            let n_shared = count_shared(left, right, rule.max_missing_in_both(n_a, n_b))?;
            let is_identical = articles[a as usize].is_same_text(&articles[b as usize]);
            let found = Match { a, b, n_shared, n_a, n_b, is_identical, group_size: 0 };
            rule.holds(n_shared, n_a, n_b).then_some(found)
        }));
        wanted.iter().for_each(|&article| place[article as usize] = u32::MAX);
        progress.advance(tile.len() as u64);
        rest = after;
    }
    Ok(matches)
}

/// How many of the pairs, at least one, have sets that are held together.
fn tile_len(
    pairs: &[[u32; 2]],
    articles: &[ArticleSketch],
    place: &mut [u32],
    max_shingles: u64,
) -> usize {
    let mut n_shingles = 0;
    let mut len = 0;
    for pair in pairs {
        for &article in pair {
            if std::mem::replace(&mut place[article as usize], 0) == u32::MAX {
                n_shingles += u64::from(articles[article as usize].n_shingles);
            }
        }
        if n_shingles > max_shingles && len > 0 {
            pair.iter().for_each(|&article| place[article as usize] = u32::MAX);
            break;
        }
        len += 1;
    }
    len
}

/// The sets of some articles, `n_chunk` at a time in their order.
fn fetch_sets<S: ShingleSource>(
    wanted: &[u32],
    n_chunk: usize,
    source: &S,
    articles: &[ArticleSketch],
) -> io::Result<Vec<ShingleSets>> {
    wanted
        .par_chunks(n_chunk)
        .map(|chunk| {
            let (mut worker, mut shingles) = (source.worker(), Vec::new());
            let mut scratch = SortScratch::default();
            let size = |&article: &u32| articles[article as usize].n_shingles as usize;
            let mut sets = ShingleSets::with_capacity(chunk.len(), chunk.iter().map(size).sum());
            for &article in chunk {
                source.fetch(&mut worker, article, &mut shingles)?;
                sets.push_with(&shingles, &mut scratch);
            }
            Ok(sets)
        })
        .collect()
}

/// Adds the rows of a verified pair of representatives, or of a group when both are one.
fn expand<S: ShingleSource>(
    pair: &Match,
    groups: &Groups,
    source: &S,
    params: &Params,
    matches: &mut Vec<Match>,
) {
    let mut push = |a: u32, b: u32, group_size: u32| {
        let (n_a, n_b) = (pair.n_a, pair.n_b);
        let row = Match { a, b, group_size, ..*pair };
        matches.push(if a < b { row } else { Match { a: b, b: a, n_a: n_b, n_b: n_a, ..row } });
    };
    // The least by name and not by number, so that the order of input does not matter.
    let leader = |members: &[u32]| {
        let (first, rest) = members.split_first()?;
        let less = |a: u32, b: u32| if source.is_before(b, a) { b } else { a };
        Some(rest.iter().fold(*first, |a, &b| less(a, b)))
    };
    let is_large = |members: &[u32]| members.len() > params.max_group;
    if pair.a == pair.b {
        let members = groups.members(&pair.a);
        if is_large(members)
            && let Some(leader) = leader(members)
        {
            let others = members.iter().filter(|&&member| member != leader);
            others.for_each(|&member| push(leader, member, members.len() as u32));
        } else {
            for (at, &a) in members.iter().enumerate() {
                members[at + 1..].iter().for_each(|&b| push(a, b, 0));
            }
        }
        return;
    }
    let whole = |representative: &u32| {
        let members = groups.members(representative);
        match leader(members).filter(|_| is_large(members)) {
            Some(leader) => vec![leader],
            None => members.to_vec(),
        }
    };
    let others = whole(&pair.b);
    for &a in &whole(&pair.a) {
        others.iter().for_each(|&b| push(a, b, 0));
    }
}

#[cfg(test)]
impl ShingleSource for ShingleSets {
    type Worker = ();

    fn worker(&self) {}

    fn fetch(&self, (): &mut (), article: u32, shingles: &mut Vec<u64>) -> io::Result<()> {
        shingles.clear();
        shingles.extend_from_slice(self.get(article as usize));
        Ok(())
    }

    fn is_before(&self, a: u32, b: u32) -> bool {
        a < b
    }
}

/// Joins sets that are in memory; runs in the current rayon pool.
#[cfg(test)]
pub(super) fn join_sets(sets: &ShingleSets, params: &Params) -> io::Result<Joined> {
    let layout = Layout::new(params.rule.first_share(), sets.n_values() as u64);
    let mut sketcher = Sketcher::new(layout.first(), params.budget.log_bytes, OPEN_SPILL);
    (0..sets.len()).for_each(|article| sketcher.push(sets.get(article)));
    let mut joined = join(vec![sketcher.finish()?], layout, sets, params, &())?;
    joined.matches.sort_unstable();
    Ok(joined)
}
