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

use std::io::{self, Read, Seek, SeekFrom, Write};

use super::sieve::Scope;
use super::store::RepeatedStore;
use crate::overlap::Rule;
use crate::sketch::{ArticleSketch, SpillFile};

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
        let (mut cool, mut listed) = (vec![0; own.len()], vec![0; own.len()]);
        repeated.for_each_part(|_, part| {
            for (_, articles) in part.iter() {
                let is_cool = u32::from(articles.len() as u32 <= HOT);
                for &article in articles {
                    listed[article as usize] += 1;
                    cool[article as usize] += is_cool;
                }
            }
            for &article in &part.own_repeats {
                own[article as usize] -= 1;
            }
        })?;
        own.iter_mut().zip(&listed).for_each(|(own, listed)| *own -= listed);
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
            bytes.extend(some.iter().flat_map(|ranked| ranked.0.to_le_bytes()));
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

/// The repeated shingles of the articles of a block, each list in the total order.
#[derive(Debug)]
struct Orders<'f> {
    articles: &'f [u32],
    /// For each article the end of its range in `shingles`.
    ends: Vec<usize>,
    shingles: Vec<Ranked>,
}

/// A shingle with its place in the total order: class, number of articles, number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Ranked(u64);

impl Ranked {
    const SECOND: u64 = 1 << 62;
    const HOT: u64 = 2 << 62;

    fn new(number: u32, n_articles: u32, class: u64) -> Self {
        let class = if n_articles > HOT { Self::HOT } else { class };
        Self(class | u64::from(n_articles.min((1 << 30) - 1)) << 32 | u64::from(number))
    }

    fn number(self) -> u32 {
        self.0 as u32
    }

    fn is_behind_own_second(self) -> bool {
        self.0 >= Self::SECOND
    }
}

/// Says of articles in no block that they have no place in it.
const NOWHERE: u32 = u32::MAX;

impl<'f> Orders<'f> {
    /// Gathers the shingles of each article and sorts them.
    fn new(finder: &Finder<'_>, articles: &'f [u32]) -> io::Result<Self> {
        let mut places = vec![NOWHERE; finder.input.articles.len()];
        articles.iter().zip(0..).for_each(|(&article, at)| places[article as usize] = at);
        let classes = [(&finder.first, 0, 0)].into_iter().chain(
            finder
                .second
                .as_ref()
                .map(|second| (second, Ranked::SECOND, finder.first.n_shingles())),
        );
        let mut next: Vec<usize> = Vec::with_capacity(articles.len());
        let mut n_before = 0;
        for &article in articles {
            next.push(n_before);
            n_before += finder.listed[article as usize] as usize;
        }
        let mut shingles = vec![Ranked::default(); n_before];
        for (store, class, offset) in classes {
            store.for_each_part(|first, part| {
                for (number, articles) in part.iter() {
                    let ranked = Ranked::new(number + first + offset, articles.len() as u32, class);
                    for &article in articles {
                        let place = places[article as usize];
                        if place != NOWHERE {
                            let next = &mut next[place as usize];
                            shingles[*next] = ranked;
                            *next += 1;
                        }
                    }
                }
            })?;
        }
        let mut this = Self { articles, ends: next, shingles };
        for at in 0..articles.len() {
            let range = this.range(at);
            this.shingles[range].sort_unstable();
        }
        Ok(this)
    }

    /// Reads what [`FinderBlock::save`] wrote of the articles behind the first `n_before`.
    fn load(
        finder: &Finder<'_>,
        articles: &'f [u32],
        n_before: usize,
        file: &mut SpillFile,
    ) -> io::Result<Self> {
        let n_listed_before = finder.n_listed(&finder.alive[..n_before]);
        file.seek(SeekFrom::Start((n_listed_before * size_of::<Ranked>()) as u64))?;
        let n_listed = finder.n_listed(articles);
        let mut shingles = Vec::with_capacity(n_listed);
        let mut bytes = Vec::new();
        while shingles.len() < n_listed {
            let n_some = (n_listed - shingles.len()).min(1 << 15);
            bytes.resize(n_some * size_of::<Ranked>(), 0);
            file.read_exact(&mut bytes)?;
            let ranked = |eight: &[u8; 8]| Ranked(u64::from_le_bytes(*eight));
            shingles.extend(bytes.as_chunks().0.iter().map(ranked));
        }
        let mut end = 0;
        let ends = articles.iter().map(|&article| {
            end += finder.listed[article as usize] as usize;
            end
        });
        Ok(Self { articles, ends: ends.collect(), shingles })
    }

    fn range(&self, at: usize) -> std::ops::Range<usize> {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        start..self.ends[at]
    }

    fn of(&self, at: usize) -> &[Ranked] {
        &self.shingles[self.range(at)]
    }

    /// The first shingles of an article, up to `n` with those it has alone, and their places.
    fn prefix(
        &self,
        finder: &Finder<'_>,
        at: usize,
        n: u32,
    ) -> impl Iterator<Item = (u32, Ranked)> + '_ {
        let [own_first, own_both] = finder.own(self.articles[at]);
        let ranked = (0..).zip(self.of(at));
        ranked
            .map(move |(at, &shingle)| {
                let behind = shingle.is_behind_own_second();
                (at + if behind { own_both } else { own_first }, shingle)
            })
            .take_while(move |&(place, _)| place < n)
    }
}

/// How many shingles of an article have to be looked up when it is the larger of a pair.
fn prefix_as_larger(input: Input<'_>, article: u32) -> u32 {
    let n_shingles = input.articles[article as usize].n_shingles;
    input.rule.max_missing_as_larger(n_shingles).map_or(0, |most| most + 1)
}

/// How many shingles of an article have to be in the index, for when it is the smaller.
fn prefix_as_smaller(input: Input<'_>, article: u32) -> u32 {
    let n_shingles = input.articles[article as usize].n_shingles;
    input.rule.max_missing_as_smaller(n_shingles).map_or(0, |most| most + 1)
}

/// For each shingle, the articles of a block that have it in their prefix as the smaller of a
/// pair.
#[derive(Debug)]
struct Index {
    /// For each bucket of shingles the end of its range in `postings`.
    ends: Vec<u32>,
    shift: u32,
    /// Sorted by shingle, then by article.
    postings: Vec<Posting>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Posting {
    shingle: u32,
    /// The place of the article in the block.
    at: u32,
    /// The place of the shingle in its prefix.
    place: u32,
}

/// A longer bucket is searched by halves.
const MAX_SCANNED: usize = 16;

impl Index {
    fn new(finder: &Finder<'_>, orders: &Orders<'_>) -> Self {
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
    fn of(&self, shingle: u32) -> impl Iterator<Item = &Posting> {
        let mut bucket = &self.postings[self.range((shingle >> self.shift) as usize)];
        if bucket.len() > MAX_SCANNED {
            bucket = &bucket[bucket.partition_point(|posting| posting.shingle < shingle)..];
        }
        let behind = bucket.iter().skip_while(move |posting| posting.shingle < shingle);
        behind.take_while(move |posting| posting.shingle == shingle)
    }
}
