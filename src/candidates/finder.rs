//! Pairs worth an exact look: prefix, position and region filters over one total order.
//!
//! **The order.** Shingles of the first region come first, those that few articles have before
//! those that many have; then those of the second region likewise; shingles that more than
//! 128 articles have come last, rare before frequent. Any fixed total order gives the exact
//! result (Chaudhuri, Ganti, Kaushik 2006): if A can lack at most m of its shingles in B, then
//! one of its first m+1 is shared.
//!
//! **What it saves.** A shingle that one article alone has is in no posting, yet holds its place
//! in the prefix, so an article whose prefix is all its own is done with. The second region is
//! fetched only for articles whose prefix would end in hot shingles otherwise, which is how text
//! shared by everybody stays out of the postings.

mod index;
mod orders;

use std::io::{self, Seek, SeekFrom, Write};

use super::sieve::Scope;
use super::store::RepeatedStore;
use crate::overlap::Rule;
use crate::sketch::{ArticleSketch, SpillFile};
use index::{Index, Posting};
use orders::{Orders, Ranked};

/// A shingle of more articles than this comes last in the order. Larger than the number of
/// versions of most stories, small enough that its square is no work.
const HOT: u32 = 128;

/// What is known of the articles when candidates are looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Input<'a> {
    pub(crate) rule: &'a Rule,
    pub(crate) scope: Scope,
    pub(crate) articles: &'a [ArticleSketch],
    pub(crate) representatives: &'a [bool],
}

/// What the filters did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CandidateStats {
    /// Articles whose prefix holds a shingle of another article.
    pub n_alive: usize,
    /// Articles for which the second region was fetched.
    pub n_second: usize,
    /// Blocks of articles that were joined with one another.
    pub n_blocks: usize,
    /// Pairs that share a prefix shingle and pass the filters.
    pub n_candidates: usize,
    /// Bytes that went to temporary files.
    pub spilled_bytes: u64,
}

/// A region after the sieve: how many shingles each article has there.
#[derive(Debug)]
struct Counts {
    /// Shingles no other article has.
    own: Vec<u32>,
    /// Repeated shingles that are not hot.
    cool: Vec<u32>,
    /// Repeated shingles.
    listed: Vec<u32>,
}

impl Counts {
    fn new(n_in_region: Vec<u32>, repeated: &RepeatedStore) -> io::Result<Self> {
        let mut own = n_in_region;
        // Hot shingles are few, so that most occurrences touch one place in memory.
        let (mut hot, mut listed) = (vec![0; own.len()], vec![0; own.len()]);
        repeated.for_each_part(|_, part| {
            for (_, articles) in part.iter() {
                articles.iter().for_each(|&article| listed[article as usize] += 1);
                if articles.len() as u32 > HOT {
                    articles.iter().for_each(|&article| hot[article as usize] += 1);
                }
            }
            for &article in &part.own_repeats {
                own[article as usize] -= 1;
            }
        })?;
        own.iter_mut().zip(&listed).for_each(|(own, listed)| *own -= listed);
        let mut cool = hot;
        cool.iter_mut().zip(&listed).for_each(|(hot, listed)| *hot = listed - *hot);
        Ok(Self { own, cool, listed })
    }
}

/// Fetches the second region for some articles, in ascending order: how many shingles each has
/// there, in their order, and occurrences by article number.
pub(crate) type FetchSecond<'a> =
    dyn Fn(&[u32]) -> io::Result<(Vec<u32>, RepeatedStore)> + Sync + 'a;

/// Bytes a shingle takes in a block: its place in the order, and its posting with its buckets.
const BYTES_PER_LISTED: usize = size_of::<Ranked>() + size_of::<Posting>() + 2 * size_of::<u32>();

/// Finds pairs `a < b` of representatives that may be reported.
///
/// Articles are taken in blocks that fit the memory, and each block is joined with itself and
/// with each other one; with all in one block, nothing is read twice.
#[derive(Debug)]
pub(crate) struct Finder<'a> {
    input: Input<'a>,
    alive: Vec<u32>,
    own_first: Vec<u32>,
    own_second: Vec<u32>,
    /// Repeated shingles of each article, in both regions.
    listed: Vec<u32>,
    first: RepeatedStore,
    second: Option<RepeatedStore>,
    /// Ranges of `alive`.
    blocks: Vec<std::ops::Range<usize>>,
    n_second: usize,
}

impl<'a> Finder<'a> {
    /// Counts shingles, finds the articles that can be in a pair and cuts them into blocks, two
    /// of which take about `max_bytes`.
    ///
    /// # Errors
    /// Whatever `fetch_second` fails with, or a temporary file.
    pub(crate) fn new(
        input: Input<'a>,
        first: RepeatedStore,
        fetch_second: &FetchSecond<'_>,
        max_bytes: usize,
    ) -> io::Result<Self> {
        let n_articles = input.articles.len();
        let counts = Counts::new(input.articles.iter().map(|a| a.n_in_region).collect(), &first)?;
        let is_alive = |&article: &u32| {
            input.representatives[article as usize]
                && prefix_as_larger(input, article) > counts.own[article as usize]
        };
        let alive: Vec<u32> = (0..n_articles as u32).filter(is_alive).collect();
        let is_short = |article: &u32| {
            let at = *article as usize;
            counts.own[at] + counts.cool[at] < prefix_as_larger(input, *article)
                && input.articles[at].n_in_region < input.articles[at].n_shingles
        };
        let short: Vec<u32> = alive.iter().copied().filter(is_short).collect();
        let Counts { own: own_first, cool, mut listed } = counts;
        drop(cool);
        let (mut second, mut own_second) = (None, Vec::new());
        if !short.is_empty() {
            let (n_in_second, repeated) = fetch_second(&short)?;
            let mut n_in_region = vec![0; n_articles];
            for (&article, n) in short.iter().zip(n_in_second) {
                n_in_region[article as usize] = n;
            }
            if repeated.n_shingles().checked_add(first.n_shingles()).is_none() {
                return Err(io::Error::other("more than 4294967295 repeated shingles"));
            }
            let counts = Counts::new(n_in_region, &repeated)?;
            listed.iter_mut().zip(&counts.listed).for_each(|(all, more)| *all += more);
            (second, own_second) = (Some(repeated), counts.own);
        }
        let blocks = cut(&alive, &listed, max_bytes / 2 / BYTES_PER_LISTED);
        let n_second = short.len();
        Ok(Self { input, alive, own_first, own_second, listed, first, second, blocks, n_second })
    }

    /// How many blocks.
    pub(crate) fn n_blocks(&self) -> usize {
        self.blocks.len()
    }

    /// Gathers and indexes a block.
    ///
    /// # Errors
    /// A failure to read a temporary file.
    pub(crate) fn block(&self, at: usize) -> io::Result<FinderBlock<'_>> {
        let orders = Orders::new(self, &self.alive[self.blocks[at].clone()])?;
        let index = Index::new(self, &orders);
        Ok(FinderBlock { finder: self, orders, index })
    }

    /// Loads and indexes a block that was saved to `file`, as all before it were.
    ///
    /// # Errors
    /// A failure to read the file.
    pub(crate) fn saved_block(
        &self,
        at: usize,
        file: &mut SpillFile,
    ) -> io::Result<FinderBlock<'_>> {
        let articles = &self.alive[self.blocks[at].clone()];
        let orders = Orders::load(self, articles, self.blocks[at].start, file)?;
        let index = Index::new(self, &orders);
        Ok(FinderBlock { finder: self, orders, index })
    }

    /// Repeated shingles of some articles together.
    fn n_listed(&self, articles: &[u32]) -> usize {
        articles.iter().map(|&article| self.listed[article as usize] as usize).sum()
    }

    /// What the filters did; the engine counts the candidates.
    pub(crate) fn stats(&self, n_candidates: usize) -> CandidateStats {
        let second = self.second.as_ref().map_or(0, RepeatedStore::spilled_bytes);
        CandidateStats {
            n_alive: self.alive.len(),
            n_second: self.n_second,
            n_blocks: self.blocks.len(),
            n_candidates,
            spilled_bytes: self.first.spilled_bytes() + second,
        }
    }

    /// The shingles that only this article has, in the first region and in both.
    fn own(&self, article: u32) -> [u32; 2] {
        let first = self.own_first[article as usize];
        [first, first + self.own_second.get(article as usize).copied().unwrap_or_default()]
    }
}

/// Ranges of articles with at most about `max_listed` shingles together, at least one article
/// each.
fn cut(alive: &[u32], listed: &[u32], max_listed: usize) -> Vec<std::ops::Range<usize>> {
    let mut blocks = Vec::new();
    let (mut start, mut n_listed) = (0, 0);
    for (at, &article) in alive.iter().enumerate() {
        n_listed += listed[article as usize] as usize;
        if n_listed > max_listed && at > start {
            blocks.push(start..at);
            (start, n_listed) = (at, listed[article as usize] as usize);
        }
    }
    blocks.push(start..alive.len());
    blocks
}

/// Some articles with their shingles in order, and the index of these.
#[derive(Debug)]
pub(crate) struct FinderBlock<'f> {
    finder: &'f Finder<'f>,
    orders: Orders<'f>,
    index: Index,
}

impl FinderBlock<'_> {
    /// How many articles.
    pub(crate) fn len(&self) -> usize {
        self.orders.articles.len()
    }

    /// Appends the block to a file, from which [`Finder::saved_block`] loads it.
    ///
    /// # Errors
    /// A failure to write.
    pub(crate) fn save(&self, file: &mut SpillFile) -> io::Result<()> {
        file.seek(SeekFrom::End(0))?;
        let mut bytes = Vec::new();
        for some in self.orders.shingles.chunks(1 << 15) {
            bytes.clear();
            bytes.extend(some.iter().flat_map(|ranked| ranked.to_le_bytes()));
            file.write_all(&bytes)?;
        }
        Ok(())
    }

    /// Marks for [`FinderBlock::probe`] of this block, one set a thread and probing block.
    pub(crate) fn marks(&self) -> Vec<u32> {
        vec![u32::MAX; self.len()]
    }

    /// The pairs of articles of `other`, by their places there, with those of this block; a pair
    /// may come twice, from either side.
    pub(crate) fn probe(
        &self,
        other: &Self,
        places: std::ops::Range<usize>,
        marks: &mut [u32],
    ) -> Vec<[u32; 2]> {
        let mut pairs = Vec::new();
        for place in places {
            self.probe_with(other, place, marks, &mut pairs);
        }
        pairs
    }

    /// Adds all pairs of one article of `other` with an indexed one that pass the filters.
    ///
    /// The first shared shingle met is the first one in the order, so all before it are missing
    /// on both sides; a pair that fails there fails for good.
    fn probe_with(&self, other: &Self, at: usize, seen: &mut [u32], pairs: &mut Vec<[u32; 2]>) {
        let input = self.finder.input;
        let article = other.orders.articles[at];
        let size = |article: u32| input.articles[article as usize].n_shingles;
        let n_prefix = prefix_as_larger(input, article);
        for (place, shingle) in other.orders.prefix(self.finder, at, n_prefix) {
            for posting in self.index.of(shingle.number()) {
                let found = self.orders.articles[posting.at as usize];
                let mark = &mut seen[posting.at as usize];
                if *mark == article || found == article || !input.scope.pairs(article, found) {
                    continue;
                }
                *mark = article;
                let sizes = [size(article), size(found)];
                if input.rule.may_hold([place, posting.place], sizes)
                    && input.rule.may_hold(self.missing(other, at, posting.at as usize), sizes)
                {
                    pairs.push([article.min(found), article.max(found)]);
                }
            }
        }
    }

    /// How many shingles of the first region an article of `other` and one of this block are
    /// sure not to share, each.
    fn missing(&self, other: &Self, a: usize, b: usize) -> [u32; 2] {
        let own = |orders: &Orders<'_>, at: usize| self.finder.own(orders.articles[at])[0];
        let mut missing = [own(&other.orders, a), own(&self.orders, b)];
        let (mut left, mut right) = (other.orders.of(a), self.orders.of(b));
        let n_first = self.finder.first.n_shingles();
        let in_first = |shingle: &Ranked| u32::from(shingle.number() < n_first);
        while let ([x, left_rest @ ..], [y, right_rest @ ..]) = (left, right) {
            missing[0] += in_first(x) & u32::from(x < y);
            missing[1] += in_first(y) & u32::from(y < x);
            (left, right) =
                (if x <= y { left_rest } else { left }, if y <= x { right_rest } else { right });
        }
        missing[0] += left.iter().map(in_first).sum::<u32>();
        missing[1] += right.iter().map(in_first).sum::<u32>();
        missing
    }
}

/// How many shingles of an article have to be looked up when it is the larger of a pair.
fn prefix_as_larger(input: Input<'_>, article: u32) -> u32 {
    let n_shingles = input.articles[article as usize].n_shingles;
    input.rule.max_missing_as_larger(n_shingles).map_or(0, |most| most + 1)
}
