//! Groups of articles with the same shingles, so that one text a hundred thousand times is one.

use super::sieve::Scope;
use crate::kernel::{SortScratch, sort_spread};
use crate::sketch::ArticleSketch;

/// Which articles are the same, by the digests of their shingles in order.
///
/// Empty articles are in no group. With two sets, each keeps its own groups.
#[derive(Debug)]
pub(crate) struct Groups {
    /// Members of groups of two and more, group by group, ascending.
    members: Vec<u32>,
    /// Representative, and range in `members`; ascending by representative.
    groups: Vec<(u32, std::ops::Range<usize>)>,
    /// For each article, whether it stands for itself or for its group.
    representatives: Vec<bool>,
}

impl Groups {
    /// Groups articles; linear in their number.
    pub(crate) fn new(articles: &[ArticleSketch], scope: Scope) -> Self {
        let mut order: Vec<u64> = (0..articles.len() as u64)
            .filter(|&article| articles[article as usize].n_shingles > 0)
            .map(|article| articles[article as usize].digest[0] & !0xFFFF_FFFF | article)
            .collect();
        sort_spread(&mut order, 64, &mut SortScratch::default());
        let mut representatives: Vec<bool> = articles.iter().map(|a| a.n_shingles > 0).collect();
        let (mut members, mut groups) = (Vec::new(), Vec::new());
        let mut alike: Vec<u32> = Vec::new();
        for run in order.chunk_by(|a, b| a >> 32 == b >> 32).filter(|run| run.len() > 1) {
            alike.clear();
            alike.extend(run.iter().map(|&entry| entry as u32));
            let key = |&article: &u32| {
                let sketch = &articles[article as usize];
                (sketch.digest, sketch.n_shingles, !scope.pairs(0, article), article)
            };
            alike.sort_unstable_by_key(key);
            let same = |a: &u32, b: &u32| {
                let (a, b) = (key(a), key(b));
                (a.0, a.1, a.2) == (b.0, b.1, b.2)
            };
            for group in alike.chunk_by(same).filter(|group| group.len() > 1) {
                let start = members.len();
                members.extend_from_slice(group);
                members[start..].sort_unstable();
                members[start + 1..].iter().for_each(|&m| representatives[m as usize] = false);
                groups.push((members[start], start..members.len()));
            }
        }
        groups.sort_unstable_by_key(|group| group.0);
        Self { members, groups, representatives }
    }

    pub(crate) fn representatives(&self) -> &[bool] {
        &self.representatives
    }

    /// The representatives of groups of two and more, ascending.
    pub(crate) fn heads(&self) -> impl Iterator<Item = u32> + '_ {
        self.groups.iter().map(|group| group.0)
    }

    /// All members of the group that `representative` stands for, itself included.
    pub(crate) fn members<'a>(&'a self, representative: &'a u32) -> &'a [u32] {
        match self.groups.binary_search_by_key(representative, |group| group.0) {
            Ok(at) => &self.members[self.groups[at].1.clone()],
            Err(_) => std::slice::from_ref(representative),
        }
    }
}
