//! Two or more articles compared.

use crate::{
    align::{AlignContext, align},
    article::Article,
    config::{Assume, Config},
    finding::{AlignedPair, find_findings},
    normalize::{SharedLines, normalize_among},
    relate::{Analysis, RelationKind, relate},
    report::{RelatedPair, Report, ReportParts},
};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Compares `articles`, every two of them, and reports what they agree and differ on.
///
/// Cost: normalising is linear; pairs are quadratic in the number of articles and linear
/// in their length.
#[must_use]
pub fn compare(articles: Vec<Article>, config: &Config) -> Report {
    compare_among(articles, &SharedLines::default(), config)
}

/// As [`compare`], of articles of a corpus whose sources share lines.
pub(super) fn compare_among(
    articles: Vec<Article>,
    shared: &SharedLines,
    config: &Config,
) -> Report {
    let analyses: Vec<Analysis> = articles
        .into_par_iter()
        .map(|article| Analysis::of(normalize_among(article, &config.normalize, shared)))
        .collect();
    let labels: Vec<String> = (0..analyses.len()).map(label).collect();
    let relations = relate_all(&analyses, config);
    let aligned = align_all(&analyses, &relations, config);
    let (claims, findings) = find_findings(&analyses, &labels, &aligned);
    Report::build(&ReportParts {
        analyses: &analyses,
        labels: &labels,
        relations: &relations,
        witnesses: &witnesses(analyses.len(), &relations),
        aligned: &aligned,
        claims: &claims,
        findings: &findings,
    })
}

/// A to Z, then AA, AB …
fn label(mut idx: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + (idx % 26) as u8);
        if idx < 26 {
            break;
        }
        idx = idx / 26 - 1;
    }
    letters.iter().rev().map(|&letter| char::from(letter)).collect()
}

fn relate_all(analyses: &[Analysis], config: &Config) -> Vec<RelatedPair> {
    let pairs: Vec<(usize, usize)> =
        (0..analyses.len()).flat_map(|i| (i + 1..analyses.len()).map(move |k| (i, k))).collect();
    pairs
        .into_par_iter()
        .map(|(a_idx, b_idx)| RelatedPair {
            a_idx,
            b_idx,
            relation: relate(&analyses[a_idx], &analyses[b_idx], &config.relate),
        })
        .collect()
}

/// Confidence, in hundredths, from which two articles tell so surely of one event that each
/// speaks for what the other does.
const MIN_SURE: u32 = 90;

/// For each article those that surely tell of its event.
fn sure_partners(n_articles: usize, relations: &[RelatedPair]) -> Vec<BTreeSet<usize>> {
    let mut partners = vec![BTreeSet::new(); n_articles];
    for pair in relations {
        if pair.relation.kind.is_one_event() && pair.relation.confidence >= MIN_SURE {
            partners[pair.a_idx].insert(pair.b_idx);
            partners[pair.b_idx].insert(pair.a_idx);
        }
    }
    partners
}

/// Whether two articles have at least half of their sure partners in common.
fn are_bound(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> bool {
    let n_common = a.intersection(b).count();
    n_common > 0 && 2 * n_common >= a.union(b).count()
}

/// Alignments of every two articles that tell of one event, or are taken to: of more than two
/// also those on one topic that surely tell of the event of most of the same others. Two articles on one topic
/// are aligned too, to show what they share; of more than two, those on other events are left
/// alone.
fn align_all(
    analyses: &[Analysis],
    relations: &[RelatedPair],
    config: &Config,
) -> Vec<AlignedPair> {
    let is_pair = analyses.len() == 2;
    let partners = sure_partners(analyses.len(), relations);
    relations
        .par_iter()
        .filter_map(|pair| {
            let is_bound = || are_bound(&partners[pair.a_idx], &partners[pair.b_idx]);
            let kind = match (config.assume, pair.relation.kind) {
                (Assume::SameEvent, kind) => kind.min(RelationKind::SameEvent),
                (Assume::Nothing, RelationKind::SameTopic) if is_bound() => RelationKind::SameEvent,
                (Assume::Nothing, kind) => kind,
            };
            let is_shown = kind.is_one_event() || is_pair;
            let (a, b) = (&analyses[pair.a_idx], &analyses[pair.b_idx]);
            is_shown.then(|| AlignedPair {
                a_idx: pair.a_idx,
                b_idx: pair.b_idx,
                kind,
                alignments: match context(a, b, kind) {
                    Some(context) => align(a, b, context, &config.align),
                    None => Vec::new(),
                },
            })
        })
        .collect()
}

/// What is known of two articles that stand so; `None` where there is nothing to align.
fn context(a: &Analysis, b: &Analysis, kind: RelationKind) -> Option<AlignContext> {
    let is_statement = |x: &Analysis| x.doc.sentences.len() == 1;
    match kind {
        RelationKind::Unrelated => None,
        RelationKind::SameTopic => Some(AlignContext::AnyEvents),
        _ if is_statement(a) && is_statement(b) => Some(AlignContext::OneStatement),
        kind if kind.is_one_witness() => Some(AlignContext::Copies),
        _ => Some(AlignContext::OneEvent),
    }
}

/// Articles that count as one voice: joined where every two of a group are copies, in
/// input order, so that copies of copies do not chain.
fn witnesses(n_articles: usize, relations: &[RelatedPair]) -> Vec<Vec<usize>> {
    let is_copy = |a: usize, b: usize| {
        let (a, b) = (a.min(b), a.max(b));
        relations.iter().any(|r| (r.a_idx, r.b_idx) == (a, b) && r.relation.kind.is_one_witness())
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for idx in 0..n_articles {
        match groups.iter_mut().find(|group| group.iter().all(|&member| is_copy(member, idx))) {
            Some(group) => group.push(idx),
            None => groups.push(vec![idx]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_bound_by_most_of_their_partners() {
        let set = |all: &[usize]| all.iter().copied().collect::<BTreeSet<usize>>();
        assert!(are_bound(&set(&[2, 3]), &set(&[2, 3])));
        assert!(are_bound(&set(&[2]), &set(&[2, 3])));
        assert!(!are_bound(&set(&[2, 3]), &set(&[3, 4])));
        assert!(!are_bound(&set(&[]), &set(&[])));
    }

    #[test]
    fn labels_go_on_after_z() {
        let labels: Vec<String> = [0, 25, 26, 27, 51, 52].into_iter().map(label).collect();
        assert_eq!(labels, ["A", "Z", "AA", "AB", "AZ", "BA"]);
    }
}
