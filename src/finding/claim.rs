//! Claims: aligned sentences gathered, without chaining.

use super::{
    find::AlignedPair,
    model::{Claim, Said, stable_id},
    origin, passage,
    statement::{share_half, telling_keys},
};
use crate::relate::Analysis;
use std::collections::{BTreeMap, BTreeSet};

/// A sentence of an article.
pub(super) type Place = (usize, u32);

/// Sentences that say one thing: at most one of each article.
type Group = BTreeSet<Place>;

struct Groups<'a> {
    analyses: &'a [Analysis],
    groups: Vec<Group>,
    /// The first group a sentence came into; that of its best alignment.
    group_of: BTreeMap<Place, usize>,
    /// Every group a sentence is in, ascending.
    groups_of: BTreeMap<Place, Vec<usize>>,
    aligned: BTreeSet<(Place, Place)>,
    rivals: BTreeSet<(Place, Place)>,
}

impl<'a> Groups<'a> {
    fn new(
        analyses: &'a [Analysis],
        aligned: &[(Place, Place)],
        rivals: &[(Place, Place)],
    ) -> Self {
        let both = |pairs: &[(Place, Place)]| -> BTreeSet<(Place, Place)> {
            pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)]).collect()
        };
        Self {
            analyses,
            groups: Vec::new(),
            group_of: BTreeMap::new(),
            groups_of: BTreeMap::new(),
            aligned: both(aligned),
            rivals: both(rivals),
        }
    }

    /// Takes in two aligned sentences. What cannot join a group makes one with its partner,
    /// so that every aligned sentence stands beside the best that it is aligned with.
    fn take(&mut self, a: Place, b: Place) {
        match (self.group_of.get(&a).copied(), self.group_of.get(&b).copied()) {
            (None, None) => self.add(Group::from([a, b])),
            (Some(group), None) => self.join(group, a, b),
            (None, Some(group)) => self.join(group, b, a),
            (Some(x), Some(y)) if x != y && self.is_one_claim(&self.groups[x], &self.groups[y]) => {
                self.merge(x, y);
            }
            _ => {}
        }
    }

    /// Takes in two sentences whose facts are rivals: into the claim of one of them that the
    /// other is at odds with, or else as a claim of their own.
    fn take_rivals(&mut self, a: Place, b: Place) {
        if self.are_together(a, b) {
            return;
        }
        let alone = |place: Place| Group::from([place]);
        match (self.group_of.get(&a).copied(), self.group_of.get(&b).copied()) {
            (Some(x), Some(y)) if self.is_disputed(&self.groups[x], &self.groups[y]) => {
                self.merge(x, y);
            }
            (Some(x), _) if self.is_disputed(&self.groups[x], &alone(b)) => self.insert(x, b),
            (_, Some(y)) if self.is_disputed(&self.groups[y], &alone(a)) => self.insert(y, a),
            _ => self.add(Group::from([a, b])),
        }
    }

    fn add(&mut self, group: Group) {
        let at = self.groups.len();
        self.groups.push(Group::new());
        for place in group {
            self.insert(at, place);
        }
    }

    fn insert(&mut self, group: usize, place: Place) {
        self.groups[group].insert(place);
        self.group_of.entry(place).or_insert(group);
        self.groups_of.entry(place).or_default().push(group);
    }

    fn join(&mut self, group: usize, partner: Place, newcomer: Place) {
        if self.is_one_claim(&self.groups[group], &Group::from([newcomer])) {
            self.insert(group, newcomer);
        } else {
            self.add(Group::from([partner, newcomer]));
        }
    }

    fn merge(&mut self, x: usize, y: usize) {
        let moved = std::mem::take(&mut self.groups[y]);
        for place in moved {
            self.groups_of.entry(place).or_default().retain(|&group| group != y);
            self.group_of.insert(place, x);
            self.insert(x, place);
        }
    }

    /// Whether `x` and `y` are one claim: no article has two sentences, at least half of the
    /// pairs are aligned, and the others are alike, so that a sentence which tells two things
    /// joins no two that tell one each.
    fn is_one_claim(&self, x: &Group, y: &Group) -> bool {
        let pairs = || x.iter().flat_map(|&a| y.iter().map(move |&b| (a, b)));
        let n_aligned = pairs().filter(|pair| self.aligned.contains(pair)).count();
        2 * n_aligned >= x.len() * y.len()
            && pairs().all(|(a, b)| {
                a.0 != b.0 && (self.aligned.contains(&(a, b)) || self.are_alike(a, b))
            })
    }

    /// Whether two sentences may stand in one claim although they were not aligned.
    fn are_alike(&self, a: Place, b: Place) -> bool {
        let keys = |(article_idx, sentence): Place| {
            telling_keys(&self.analyses[article_idx].doc, sentence as usize)
        };
        share_half(&keys(a), &keys(b))
    }

    /// Articles with a sentence that is aligned with one of a group, ascending.
    fn near(&self, group: &Group) -> Vec<usize> {
        let partners = group.iter().flat_map(|&place| {
            let all = (place, (0, 0))..=(place, (usize::MAX, u32::MAX));
            self.aligned.range(all).map(|(_, partner)| partner.0)
        });
        partners.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Whether `x` and `y`, which rival facts bring together, are one claim: at least half of
    /// the pairs are rivals or aligned, no article has two sentences, and no two of them stand
    /// in a claim already, for a finding is told of one claim.
    fn is_disputed(&self, x: &Group, y: &Group) -> bool {
        let pairs = || x.iter().flat_map(|&a| y.iter().map(move |&b| (a, b)));
        let is_tied =
            |pair: &(Place, Place)| self.rivals.contains(pair) || self.aligned.contains(pair);
        pairs().all(|(a, b)| a.0 != b.0 && !self.are_together(a, b))
            && 2 * pairs().filter(is_tied).count() >= x.len() * y.len()
    }

    fn are_together(&self, a: Place, b: Place) -> bool {
        let Some(groups) = self.groups_of.get(&a) else { return false };
        groups.iter().any(|&group| self.groups[group].contains(&b))
    }
}

/// The claims of `analyses`: one for every group of aligned sentences, best alignments
/// first, joined by sentences whose facts are rivals of theirs; one for every two sentences of
/// `rivals` that are in none together, and one for every sentence that is in none.
///
/// Order of the result: by article and sentence of the first wording. Cost: pairs times the
/// articles squared, at most, for the claims they join.
pub(super) fn claims(
    analyses: &[Analysis],
    aligned: &[AlignedPair],
    rivals: &[(Place, Place)],
) -> Vec<Claim> {
    let pairs = best_first(aligned);
    let mut groups = Groups::new(analyses, &pairs, rivals);
    for (a, b) in pairs {
        groups.take(a, b);
    }
    for (a, b) in nearest_first(rivals) {
        groups.take_rivals(a, b);
    }
    for (article_idx, analysis) in analyses.iter().enumerate() {
        for sentence in (0u32..).take(analysis.doc.sentences.len()) {
            let place = (article_idx, sentence);
            if !groups.group_of.contains_key(&place) {
                groups.add(Group::from([place]));
            }
        }
    }
    let mut sets: Vec<&Group> = groups.groups.iter().filter(|s| !s.is_empty()).collect();
    sets.sort_unstable();
    sets.iter().map(|places| claim(places, groups.near(places), analyses)).collect()
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

/// Pairs of sentences by their places in the texts, as far as these go whatever the input order.
fn nearest_first(rivals: &[(Place, Place)]) -> Vec<(Place, Place)> {
    let mut all = rivals.to_vec();
    all.sort_unstable_by_key(|&(a, b)| (a.1 + b.1, a.1.abs_diff(b.1), a, b));
    all.dedup();
    all
}

fn claim(places: &Group, near: Vec<usize>, analyses: &[Analysis]) -> Claim {
    let said: Vec<Said> = places
        .iter()
        .map(|&(article_idx, sentence)| Said {
            article_idx,
            sentences: vec![sentence],
            marks: Vec::new(),
            value: None,
        })
        .collect();
    Claim {
        id: stable_id("claim", &said, analyses),
        passages: passage::passages(&said, analyses),
        origins: origin::origins(&said, analyses),
        near_idxs: near,
        said,
    }
}
