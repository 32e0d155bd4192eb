//! Ids of many articles in one buffer.

use crate::hash::hash64;
use crate::kernel::{SortScratch, sort_spread};
use crate::outcome::{Place, Problem, ProblemKind};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Ids by number, 8 bytes each beside their letters.
#[derive(Debug, Default)]
pub(super) struct Ids {
    bytes: String,
    ends: Vec<usize>,
    renamed: BTreeMap<u32, String>,
}

impl Ids {
    /// Appends an id.
    pub(super) fn push(&mut self, id: &str) {
        self.bytes.push_str(id);
        self.ends.push(self.bytes.len());
    }

    /// Makes room for so many ids of so many bytes in all.
    pub(super) fn reserve(&mut self, n_ids: usize, n_bytes: usize) {
        self.bytes.reserve_exact(n_bytes);
        self.ends.reserve_exact(n_ids);
    }

    /// Bytes of all ids.
    pub(super) fn n_bytes(&self) -> usize {
        self.bytes.len()
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The id of an article.
    pub(super) fn get(&self, article: u32) -> &str {
        self.renamed.get(&article).map_or_else(|| self.given(article), String::as_str)
    }

    /// The id as it came.
    fn given(&self, article: u32) -> &str {
        let at = article as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.bytes[start..self.ends[at]]
    }

    /// Renames articles whose id came before to `id#2`, `id#3` …, as
    /// [`make_ids_unique`](crate::ingest::make_ids_unique) does; `place` is asked in ascending
    /// order. Linear but for the repeated ones.
    pub(super) fn make_unique(&mut self, mut place: impl FnMut(u32) -> Place) -> Vec<Problem> {
        let mut order: Vec<u64> = (0..self.len() as u32)
            .map(|article| hash64(self.given(article).as_bytes()) & HIGH | u64::from(article))
            .collect();
        sort_spread(&mut order, 64, &mut SortScratch::default());
        let mut repeated: Vec<u32> = Vec::new();
        for run in order.chunk_by(|a, b| a & HIGH == b & HIGH).filter(|run| run.len() > 1) {
            let mut seen = HashSet::new();
            let again = run.iter().map(|&entry| entry as u32);
            repeated.extend(again.filter(|&article| !seen.insert(self.given(article))));
        }
        repeated.sort_unstable();
        let is_given = |id: &str| {
            let hash = hash64(id.as_bytes()) & HIGH;
            let first = order.partition_point(|&entry| entry < hash);
            let alike = order[first..].iter().take_while(|&&entry| entry & HIGH == hash);
            alike.into_iter().any(|&entry| self.given(entry as u32) == id)
        };
        let mut last: HashMap<&str, u64> = HashMap::new();
        let (mut renamed, mut taken) = (BTreeMap::new(), HashSet::new());
        let mut problems = Vec::new();
        for article in repeated {
            let id = self.given(article);
            let number = last.entry(id).or_insert(1);
            let unique = loop {
                *number += 1;
                let candidate = format!("{id}#{number}");
                if !is_given(&candidate) && taken.insert(candidate.clone()) {
                    break candidate;
                }
            };
            let message = format!("id {id:?} occurs again; this one becomes {unique:?}");
            problems.push(Problem::new(place(article), ProblemKind::DuplicateId, message));
            renamed.insert(article, unique);
        }
        self.renamed = renamed;
        problems
    }
}

/// The half of a hash that is kept beside the number of an article.
const HIGH: u64 = 0xFFFF_FFFF_0000_0000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article::Article, ingest::make_ids_unique};

    #[test]
    fn repeated_ids_are_numbered_as_ingest_does() {
        for given in [
            &["a", "b"][..],
            &["a", "a", "a"],
            &["a", "a#2", "a"],
            &["a", "a", "a#2"],
            &["x#2", "x#2", "x", "x"],
            &[],
        ] {
            let mut ids = Ids::default();
            given.iter().for_each(|id| ids.push(id));
            let n_problems = ids.make_unique(|_| Place::default()).len();
            let named = |id: &&str| Article { id: (*id).to_owned(), ..Article::default() };
            let mut articles: Vec<Article> = given.iter().map(named).collect();
            assert_eq!(make_ids_unique(&mut articles).len(), n_problems);
            let got: Vec<&str> = (0..given.len() as u32).map(|at| ids.get(at)).collect();
            let expected: Vec<&str> = articles.iter().map(|article| article.id.as_str()).collect();
            assert_eq!(got, expected);
        }
    }
}
