//! Claims: aligned sentences gathered, without chaining.

use super::{
    find::AlignedPair,
    model::{Claim, Said, stable_id},
};
use crate::relate::Analysis;
use std::collections::{BTreeMap, BTreeSet};

/// Sentences of one article that may say one thing, as a lead and the body do: past that,
/// alignments have chained through sentences that say two things.
const MAX_SENTENCES: usize = 2;

/// A sentence of an article.
type Place = (usize, u32);

/// Groups of sentences and who is in which.
#[derive(Default)]
struct Groups {
    members: BTreeMap<usize, BTreeSet<Place>>,
    group_of: BTreeMap<Place, usize>,
}

impl Groups {
    fn group_of(&mut self, place: Place) -> usize {
        let next = self.members.len();
        let group = *self.group_of.entry(place).or_insert(next);
        self.members.entry(group).or_insert_with(|| BTreeSet::from([place]));
        group
    }

    /// Merges the groups of two aligned sentences where the result stays one claim: every
    /// article has at most two sentences in it.
    fn merge(&mut self, a: Place, b: Place) {
        let (into, from) = (self.group_of(a), self.group_of(b));
        if into == from {
            return;
        }
        let union: BTreeSet<Place> =
            self.members[&into].union(&self.members[&from]).copied().collect();
        if !is_one_claim(&union) {
            return;
        }
        for place in &self.members[&from] {
            self.group_of.insert(*place, into);
        }
        self.members.insert(from, BTreeSet::new());
        self.members.insert(into, union);
    }
}

fn is_one_claim(places: &BTreeSet<Place>) -> bool {
    let mut n_sentences: BTreeMap<usize, usize> = BTreeMap::new();
    for (article, _) in places {
        *n_sentences.entry(*article).or_default() += 1;
    }
    n_sentences.values().all(|n| *n <= MAX_SENTENCES)
}

/// The claims of `analyses`: one for every group of aligned sentences, best alignments
/// first, and one for every sentence that is aligned with none. A sentence whose
/// alignments would make a claim too wide is left out: it is not told by one alone.
///
/// Order of the result: by article and sentence of the first wording.
pub(super) fn claims(analyses: &[Analysis], aligned: &[AlignedPair]) -> Vec<Claim> {
    let mut groups = Groups::default();
    for (a, b) in best_first(aligned) {
        groups.merge(a, b);
    }
    for (article_idx, analysis) in analyses.iter().enumerate() {
        for sentence in (0u32..).take(analysis.doc.sentences.len()) {
            groups.group_of((article_idx, sentence));
        }
    }
    let mut sets: Vec<BTreeSet<Place>> =
        groups.members.into_values().filter(|s| !s.is_empty()).collect();
    sets.sort_unstable();
    sets.into_iter().map(|places| claim(&places, analyses)).collect()
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

fn claim(places: &BTreeSet<Place>, analyses: &[Analysis]) -> Claim {
    let mut said: Vec<Said> = Vec::new();
    for &(article_idx, sentence) in places {
        match said.last_mut() {
            Some(last) if last.article_idx == article_idx => last.sentences.push(sentence),
            _ => said.push(Said {
                article_idx,
                sentences: vec![sentence],
                marks: Vec::new(),
                value: None,
            }),
        }
    }
    Claim { id: stable_id("claim", &said, analyses), said }
}
