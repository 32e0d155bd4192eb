//! Claims: aligned sentences gathered, without chaining.

use super::{
    find::AlignedPair,
    model::{Claim, Said, stable_id},
};
use crate::relate::Analysis;
use std::collections::{BTreeMap, BTreeSet};

/// A sentence of an article.
pub(super) type Place = (usize, u32);

/// Sentences that say one thing: at most one of each article, every two of them aligned.
type Group = BTreeSet<Place>;

#[derive(Default)]
struct Groups {
    groups: Vec<Group>,
    /// The first group a sentence came into; that of its best alignment.
    group_of: BTreeMap<Place, usize>,
    aligned: BTreeSet<(Place, Place)>,
}

impl Groups {
    fn new(pairs: &[(Place, Place)]) -> Self {
        let both = pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
        Self { aligned: both.collect(), ..Self::default() }
    }

    /// Takes in two aligned sentences. What cannot join a group makes one with its partner,
    /// so that every aligned sentence stands beside the best that it is aligned with.
    fn take(&mut self, a: Place, b: Place) {
        match (self.group_of.get(&a).copied(), self.group_of.get(&b).copied()) {
            (None, None) => self.add(Group::from([a, b])),
            (Some(group), None) => self.join(group, a, b),
            (None, Some(group)) => self.join(group, b, a),
            (Some(x), Some(y)) if x != y => self.merge(x, y),
            _ => {}
        }
    }

    fn add(&mut self, group: Group) {
        for &place in &group {
            self.group_of.entry(place).or_insert(self.groups.len());
        }
        self.groups.push(group);
    }

    fn join(&mut self, group: usize, partner: Place, newcomer: Place) {
        if self.is_one_claim(&self.groups[group], &Group::from([newcomer])) {
            self.groups[group].insert(newcomer);
            self.group_of.insert(newcomer, group);
        } else {
            self.add(Group::from([partner, newcomer]));
        }
    }

    fn merge(&mut self, x: usize, y: usize) {
        if self.is_one_claim(&self.groups[x], &self.groups[y]) {
            let moved = std::mem::take(&mut self.groups[y]);
            for &place in &moved {
                self.group_of.insert(place, x);
            }
            self.groups[x].extend(moved);
        }
    }

    /// Whether every sentence of `x` is aligned with every one of `y`: then no article has
    /// two, for sentences of one article are never aligned.
    fn is_one_claim(&self, x: &Group, y: &Group) -> bool {
        x.iter().all(|&a| y.iter().all(|&b| self.aligned.contains(&(a, b))))
    }
}

/// The claims of `analyses`: one for every group of aligned sentences, best alignments
/// first, one for every two sentences of `rivals` that are in none together, and one for every
/// sentence that is in none.
///
/// Order of the result: by article and sentence of the first wording.
pub(super) fn claims(
    analyses: &[Analysis],
    aligned: &[AlignedPair],
    rivals: &[(Place, Place)],
) -> Vec<Claim> {
    let pairs = best_first(aligned);
    let mut groups = Groups::new(&pairs);
    for (a, b) in pairs {
        groups.take(a, b);
    }
    for &(a, b) in rivals {
        if !groups.groups.iter().any(|group| group.contains(&a) && group.contains(&b)) {
            groups.add(Group::from([a, b]));
        }
    }
    for (article_idx, analysis) in analyses.iter().enumerate() {
        for sentence in (0u32..).take(analysis.doc.sentences.len()) {
            let place = (article_idx, sentence);
            if !groups.group_of.contains_key(&place) {
                groups.add(Group::from([place]));
            }
        }
    }
    let mut sets: Vec<Group> = groups.groups.into_iter().filter(|s| !s.is_empty()).collect();
    sets.sort_unstable();
    sets.iter().map(|places| claim(places, analyses)).collect()
}

/// All alignments by falling score. Ties fall by what does not depend on input order.
fn best_first(aligned: &[AlignedPair]) -> Vec<(Place, Place)> {
    let mut all: Vec<(i64, u32, u32, Place, Place)> = aligned
        .iter()
        .flat_map(|pair| {
            pair.alignments.iter().map(|x| {
                (-x.score, x.a + x.b, x.a.abs_diff(x.b), (pair.a_idx, x.a), (pair.b_idx, x.b))
            })
        })
        .collect();
    all.sort_unstable();
    all.into_iter().map(|(.., a, b)| (a, b)).collect()
}

fn claim(places: &Group, analyses: &[Analysis]) -> Claim {
    let said: Vec<Said> = places
        .iter()
        .map(|&(article_idx, sentence)| Said {
            article_idx,
            sentences: vec![sentence],
            marks: Vec::new(),
            value: None,
        })
        .collect();
    Claim { id: stable_id("claim", &said, analyses), said }
}
