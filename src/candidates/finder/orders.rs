//! The repeated shingles of articles, each article's in the total order.

use std::io::{self, Read, Seek, SeekFrom};

use super::{Finder, HOT};
use crate::sketch::SpillFile;

/// The repeated shingles of the articles of a block, each list in the total order.
#[derive(Debug)]
pub(super) struct Orders<'f> {
    pub(super) articles: &'f [u32],
    /// For each article the end of its range in `shingles`.
    ends: Vec<usize>,
    pub(super) shingles: Vec<Ranked>,
}

/// A shingle with its place in the total order: class, number of articles, number.
///
/// From the top: 2 bits of class, 14 of a number of articles rounded down to 8 significant bits,
/// 16 of a tag that is zero but while shingles are gathered, 32 of number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Ranked(u64);

impl Ranked {
    const SECOND: u64 = 1 << 62;
    const HOT: u64 = 2 << 62;
    const TAG_SHIFT: u32 = 32;
    const TAG: u64 = 0xffff << Self::TAG_SHIFT;

    fn new(number: u32, n_articles: u32, class: u64) -> Self {
        let class = if n_articles > HOT { Self::HOT } else { class };
        Self(class | rounded(n_articles) << 48 | u64::from(number))
    }

    pub(super) fn number(self) -> u32 {
        self.0 as u32
    }

    fn is_behind_own_second(self) -> bool {
        self.0 >= Self::SECOND
    }

    pub(super) fn to_le_bytes(self) -> [u8; 8] {
        self.0.to_le_bytes()
    }

    fn tagged(self, tag: usize) -> Self {
        Self(self.0 | (tag as u64) << Self::TAG_SHIFT)
    }

    fn tag(self) -> usize {
        ((self.0 & Self::TAG) >> Self::TAG_SHIFT) as usize
    }

    fn untagged(self) -> Self {
        Self(self.0 & !Self::TAG)
    }
}

/// A number with its last bits cut off so that 14 are enough, order kept.
fn rounded(n: u32) -> u64 {
    let n_cut = (n >> 8).checked_ilog2().map_or(0, |log| log + 1);
    u64::from(n_cut << 8) + u64::from(n >> n_cut)
}

/// Articles whose shingles are gathered together: as many as keep a group's shingles in the
/// second-level cache. Tags are below it.
const GROUP: usize = 1 << 11;

/// Says of articles in no block that they have no place in it.
const NOWHERE: u32 = u32::MAX;

impl<'f> Orders<'f> {
    /// Gathers the shingles of each article and sorts them.
    ///
    /// In two steps, each local in memory however many articles there are: the shingles of each
    /// group of [`GROUP`] articles are gathered first, where those of its articles will stand,
    /// then distributed within the group.
    pub(super) fn new(finder: &Finder<'_>, articles: &'f [u32]) -> io::Result<Self> {
        let mut places = vec![NOWHERE; finder.input.articles.len()];
        articles.iter().zip(0..).for_each(|(&article, at)| places[article as usize] = at);
        let mut n_before = 0;
        let ends = articles.iter().map(|&article| {
            n_before += finder.listed[article as usize] as usize;
            n_before
        });
        let mut this = Self { articles, ends: ends.collect(), shingles: Vec::new() };
        this.shingles.resize(n_before, Ranked::default());
        this.gather(finder, &places)?;
        drop(places);
        let mut gathered = Vec::new();
        for first in (0..articles.len()).step_by(GROUP) {
            this.distribute(first..articles.len().min(first + GROUP), &mut gathered);
        }
        Ok(this)
    }

    /// Puts the shingles of each group at its place, in any order, tagged with their article.
    fn gather(&mut self, finder: &Finder<'_>, places: &[u32]) -> io::Result<()> {
        let firsts = (0..self.articles.len()).step_by(GROUP);
        let mut next: Vec<usize> = firsts.map(|first| self.range(first).start).collect();
        let classes = [(&finder.first, 0, 0)].into_iter().chain(
            finder
                .second
                .as_ref()
                .map(|second| (second, Ranked::SECOND, finder.first.n_shingles())),
        );
        for (store, class, offset) in classes {
            store.for_each_part(|first, part| {
                for (number, articles) in part.iter() {
                    let ranked = Ranked::new(number + first + offset, articles.len() as u32, class);
                    for &article in articles {
                        let place = places[article as usize];
                        if place != NOWHERE {
                            let next = &mut next[place as usize / GROUP];
                            self.shingles[*next] = ranked.tagged(place as usize % GROUP);
                            *next += 1;
                        }
                    }
                }
            })?;
        }
        Ok(())
    }

    /// Hands the shingles of a group to its articles, and sorts those of each.
    fn distribute(&mut self, group: std::ops::Range<usize>, gathered: &mut Vec<Ranked>) {
        let mut next = [0; GROUP];
        group.clone().zip(&mut next).for_each(|(at, next)| *next = self.range(at).start);
        let range = next[0]..self.ends[group.end - 1];
        gathered.clear();
        gathered.extend_from_slice(&self.shingles[range]);
        for &tagged in &*gathered {
            let next = &mut next[tagged.tag()];
            self.shingles[*next] = tagged.untagged();
            *next += 1;
        }
        for at in group {
            let range = self.range(at);
            self.shingles[range].sort_unstable();
        }
    }

    /// Reads what [`FinderBlock::save`] wrote of the articles behind the first `n_before`.
    pub(super) fn load(
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

    pub(super) fn of(&self, at: usize) -> &[Ranked] {
        &self.shingles[self.range(at)]
    }

    /// The first shingles of an article, up to `n` with those it has alone, and their places.
    pub(super) fn prefix(
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_keeps_the_order_and_fits() {
        let mut numbers: Vec<u32> = (0..=1 << 12).collect();
        numbers.extend((9..32).flat_map(|log| [(1 << log) - 1, 1 << log, (1 << log) + 77]));
        numbers.push(u32::MAX);
        numbers.sort_unstable();
        assert!(numbers.is_sorted_by_key(|&n| rounded(n)));
        assert!((0..256).all(|n| rounded(n) == u64::from(n)));
        assert!(rounded(u32::MAX) < 1 << 14);
    }

    #[test]
    fn a_tag_changes_nothing_else() {
        let ranked = Ranked::new(u32::MAX, 70_000, Ranked::SECOND);
        let tagged = ranked.tagged(GROUP - 1);
        assert_eq!((tagged.tag(), tagged.untagged(), ranked.tag()), (GROUP - 1, ranked, 0));
        assert_eq!(ranked.number(), u32::MAX);
    }
}
