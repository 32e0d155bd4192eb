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

use std::io;

use super::sieve::{Repeated, Scope};
use crate::overlap::Rule;
use crate::sketch::ArticleSketch;

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

/// A region after the sieve: how many shingles each article has there.
#[derive(Debug)]
struct Counts {
    /// Shingles no other article has.
    own: Vec<u32>,
    /// Repeated shingles that are not hot.
    cool: Vec<u32>,
}

impl Counts {
    fn new(n_in_region: impl Iterator<Item = u32>, repeated: &Repeated) -> Self {
        let mut own: Vec<u32> = n_in_region.collect();
        let mut cool = vec![0; own.len()];
        for (_, articles) in repeated.iter() {
            let is_cool = u32::from(articles.len() as u32 <= HOT);
            for &article in articles {
                own[article as usize] -= 1;
                cool[article as usize] += is_cool;
            }
        }
        for &article in &repeated.own_repeats {
            own[article as usize] -= 1;
        }
        Self { own, cool }
    }
}

/// Fetches the second region for some articles, in ascending order: summaries in their order,
/// and occurrences by article number.
pub(crate) type FetchSecond<'a> =
    dyn Fn(&[u32]) -> io::Result<(Vec<ArticleSketch>, Repeated)> + Sync + 'a;

/// What the filters did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CandidateStats {
    /// Articles whose prefix holds a shingle of another article.
    pub n_alive: usize,
    /// Articles for which the second region was fetched.
    pub n_second: usize,
    /// Postings of the index.
    pub n_postings: usize,
    /// Pairs that share a prefix shingle and pass the filters.
    pub n_candidates: usize,
}

/// Finds pairs `a < b` of representatives that may be reported.
#[derive(Debug)]
pub(crate) struct Finder<'a> {
    input: Input<'a>,
    orders: Orders,
    index: Index,
}

impl<'a> Finder<'a> {
    /// Orders the shingles of the articles that can be in a pair and indexes their prefixes.
    ///
    /// # Errors
    /// Whatever `fetch_second` fails with.
    pub(crate) fn new(
        input: Input<'a>,
        first: Repeated,
        fetch_second: &FetchSecond<'_>,
    ) -> io::Result<Self> {
        let orders = Orders::new(input, first, fetch_second)?;
        let index = Index::new(input, &orders);
        Ok(Self { input, orders, index })
    }

    /// The articles that have to be probed, ascending.
    pub(crate) fn alive(&self) -> &[u32] {
        &self.orders.alive
    }

    /// Marks for [`Finder::probe`], one set a thread.
    pub(crate) fn marks(&self) -> Vec<u32> {
        vec![u32::MAX; self.input.articles.len()]
    }

    /// The pairs of some articles with indexed ones; a pair may come twice, from either side.
    pub(crate) fn probe(&self, articles: &[u32], marks: &mut [u32]) -> Vec<[u32; 2]> {
        let mut pairs = Vec::new();
        for &article in articles {
            self.index.probe(self.input, &self.orders, article, marks, &mut pairs);
        }
        pairs
    }

    /// What the filters did; the engine counts the candidates.
    pub(crate) fn stats(&self, n_candidates: usize) -> CandidateStats {
        CandidateStats {
            n_alive: self.orders.alive.len(),
            n_second: self.orders.n_second,
            n_postings: self.index.postings.len(),
            n_candidates,
        }
    }
}

/// The repeated shingles of the articles that are still alive, each list in the total order.
#[derive(Debug)]
struct Orders {
    alive: Vec<u32>,
    /// For each article its range in `shingles`; empty for the dead.
    bounds: Vec<u32>,
    shingles: Vec<Ranked>,
    own_first: Vec<u32>,
    own_second: Vec<u32>,
    n_first_shingles: u32,
    n_shingles: u32,
    n_second: usize,
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

impl Orders {
    fn new(input: Input<'_>, first: Repeated, fetch: &FetchSecond<'_>) -> io::Result<Self> {
        let counts = Counts::new(input.articles.iter().map(|a| a.n_in_region), &first);
        let prefix = |article: u32| prefix_as_larger(input, article);
        let is_alive = |&article: &u32| {
            input.representatives[article as usize]
                && prefix(article) > counts.own[article as usize]
        };
        let alive: Vec<u32> = (0..input.articles.len() as u32).filter(is_alive).collect();
        let short: Vec<u32> = alive
            .iter()
            .copied()
            .filter(|&article| {
                let at = article as usize;
                counts.own[at] + counts.cool[at] < prefix(article)
                    && input.articles[at].n_in_region < input.articles[at].n_shingles
            })
            .collect();
        let (sketches, second) = if short.is_empty() { Default::default() } else { fetch(&short)? };
        let mut own_second = vec![0; input.articles.len()];
        for (&article, sketch) in short.iter().zip(&sketches) {
            own_second[article as usize] = sketch.n_in_region;
        }
        let own_second = Counts::new(own_second.into_iter(), &second).own;
        let mut this = Self {
            alive,
            bounds: Vec::new(),
            shingles: Vec::new(),
            own_first: counts.own,
            own_second,
            n_first_shingles: first.n_articles.len() as u32,
            n_shingles: (first.n_articles.len() + second.n_articles.len()) as u32,
            n_second: short.len(),
        };
        this.fill(&first, &second);
        Ok(this)
    }

    /// Gathers the shingles of each living article and sorts them.
    fn fill(&mut self, first: &Repeated, second: &Repeated) {
        let n_articles = self.own_first.len();
        let mut is_alive = vec![false; n_articles];
        self.alive.iter().for_each(|&article| is_alive[article as usize] = true);
        self.bounds = vec![0; n_articles + 1];
        for repeated in [first, second] {
            for &article in repeated.iter().flat_map(|(_, articles)| articles) {
                self.bounds[article as usize] += u32::from(is_alive[article as usize]);
            }
        }
        let mut n_before = 0;
        for bound in &mut self.bounds {
            n_before += std::mem::replace(bound, n_before);
        }
        let mut next = self.bounds.clone();
        self.shingles = vec![Ranked::default(); n_before as usize];
        let classes = [(first, 0, 0), (second, Ranked::SECOND, self.n_first_shingles)];
        for (repeated, class, offset) in classes {
            for (number, articles) in repeated.iter() {
                let ranked = Ranked::new(number + offset, articles.len() as u32, class);
                for &article in articles.iter().filter(|&&article| is_alive[article as usize]) {
                    let place = &mut next[article as usize];
                    self.shingles[*place as usize] = ranked;
                    *place += 1;
                }
            }
        }
        for &article in &self.alive {
            let (start, end) = self.range(article);
            self.shingles[start..end].sort_unstable();
        }
    }

    fn range(&self, article: u32) -> (usize, usize) {
        let at = article as usize;
        (self.bounds[at] as usize, self.bounds[at + 1] as usize)
    }

    fn of(&self, article: u32) -> &[Ranked] {
        let (start, end) = self.range(article);
        &self.shingles[start..end]
    }

    /// The first shingles of an article, up to `n` with those it has alone, and their places.
    fn prefix(&self, article: u32, n: u32) -> impl Iterator<Item = (u32, Ranked)> + '_ {
        let own_first = self.own_first[article as usize];
        let own_both = own_first + self.own_second[article as usize];
        let ranked = (0..).zip(self.of(article));
        ranked
            .map(move |(at, &shingle)| {
                let behind = shingle.is_behind_own_second();
                (at + if behind { own_both } else { own_first }, shingle)
            })
            .take_while(move |&(place, _)| place < n)
    }

    /// How many shingles of the first region A and B are sure not to share, each.
    fn missing(&self, a: u32, b: u32) -> [u32; 2] {
        let mut missing = [self.own_first[a as usize], self.own_first[b as usize]];
        let (mut left, mut right) = (self.of(a), self.of(b));
        let in_first = |shingle: &Ranked| u32::from(shingle.number() < self.n_first_shingles);
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

/// How many shingles of an article have to be in the index, for when it is the smaller.
fn prefix_as_smaller(input: Input<'_>, article: u32) -> u32 {
    let n_shingles = input.articles[article as usize].n_shingles;
    input.rule.max_missing_as_smaller(n_shingles).map_or(0, |most| most + 1)
}

/// For each shingle, the articles that have it in their prefix as the smaller of a pair.
#[derive(Debug)]
struct Index {
    bounds: Vec<u32>,
    postings: Vec<Posting>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Posting {
    article: u32,
    place: u32,
}

impl Index {
    fn new(input: Input<'_>, orders: &Orders) -> Self {
        let mut bounds = vec![0; orders.n_shingles as usize + 1];
        let prefix = |article| orders.prefix(article, prefix_as_smaller(input, article));
        for &article in &orders.alive {
            prefix(article).for_each(|(_, shingle)| bounds[shingle.number() as usize] += 1);
        }
        let mut n_before = 0;
        for bound in &mut bounds {
            n_before += std::mem::replace(bound, n_before);
        }
        let mut next = bounds.clone();
        let mut postings = vec![Posting::default(); n_before as usize];
        for &article in &orders.alive {
            for (place, shingle) in prefix(article) {
                let slot = &mut next[shingle.number() as usize];
                postings[*slot as usize] = Posting { article, place };
                *slot += 1;
            }
        }
        Self { bounds, postings }
    }

    /// Adds all pairs of `article` with an indexed one that pass the filters.
    ///
    /// The first shared shingle met is the first one in the order, so all before it are missing
    /// on both sides; a pair that fails there fails for good.
    fn probe(
        &self,
        input: Input<'_>,
        orders: &Orders,
        article: u32,
        seen: &mut [u32],
        pairs: &mut Vec<[u32; 2]>,
    ) {
        let size = |article: u32| input.articles[article as usize].n_shingles;
        for (place, shingle) in orders.prefix(article, prefix_as_larger(input, article)) {
            let number = shingle.number() as usize;
            let range = self.bounds[number] as usize..self.bounds[number + 1] as usize;
            for posting in &self.postings[range] {
                let other = posting.article;
                let mark = &mut seen[other as usize];
                if *mark == article || other == article || !input.scope.pairs(article, other) {
                    continue;
                }
                *mark = article;
                let sizes = [size(article), size(other)];
                if input.rule.may_hold([place, posting.place], sizes)
                    && input.rule.may_hold(orders.missing(article, other), sizes)
                {
                    pairs.push([article.min(other), article.max(other)]);
                }
            }
        }
    }
}
