//! Copies: `pairs.tsv` (a, b, label): 2 near-duplicate, 1 partial reuse, 0 neither. A pair
//! that is not listed is neither.

use super::{columns, documents::Documents, name};
use crate::bench::{
    metrics::Hits,
    result::{Confusion, Direction, Mistake, SuiteResult},
};
use anyhow::Result;
use crosswire::{
    config::Config,
    relate::{Analysis, RelationKind, relate},
};
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

/// Pairs are looked at if they share so many word shingles, or so much of the shorter text
/// in hundredths: below that no threshold worth having lies.
const MIN_SHARED: u32 = 10;
const MIN_CONTAINMENT: u64 = 5;

type Pair = (usize, usize);

pub(super) fn measure(folder: &Path, config: &Config) -> Result<SuiteResult> {
    let docs = Documents::read(folder, config)?;
    let labels = labels(folder, &docs)?;
    let mut pairs = candidates(&docs.analyses);
    let n_candidates = pairs.len();
    pairs.extend(labels.keys());
    pairs.sort_unstable();
    pairs.dedup();
    let given: Vec<(Pair, RelationKind)> = pairs
        .into_par_iter()
        .map(|(a, b)| {
            let relation = relate(&docs.analyses[a], &docs.analyses[b], &config.relate);
            ((a, b), relation.kind)
        })
        .collect();
    let mut result = SuiteResult::measured("copies", &name(folder));
    figures(&given, &labels, &mut result);
    result.add("pairs looked at", Some(n_candidates as f64), n_candidates).better =
        Direction::Neither;
    mistakes(&given, &labels, &docs, &mut result);
    Ok(result)
}

fn labels(folder: &Path, docs: &Documents) -> Result<BTreeMap<Pair, u8>> {
    let rows = columns(&folder.join("pairs.tsv"))?;
    let is_head = |row: &[String; 3]| row[2] == "label";
    rows.into_iter()
        .filter(|row| !is_head(row))
        .map(|[a, b, label]| {
            let (a, b) = (docs.idx(&a)?, docs.idx(&b)?);
            Ok(((a.min(b), a.max(b)), label.parse()?))
        })
        .collect()
}

/// Every two articles that share enough shingles, by an inverted index. Cost: quadratic in
/// the number of articles that share one shingle.
fn candidates(analyses: &[Analysis]) -> Vec<Pair> {
    let mut postings: HashMap<u64, Vec<u32>> = HashMap::new();
    for (idx, analysis) in (0u32..).zip(analyses) {
        for shingle in analysis.word_shingles.as_slice() {
            postings.entry(*shingle).or_default().push(idx);
        }
    }
    let size = |idx: usize| analyses[idx].word_shingles.as_slice().len() as u64;
    let of_article = |a: usize| {
        let mut shared: HashMap<u32, u32> = HashMap::new();
        for shingle in analyses[a].word_shingles.as_slice() {
            for &b in postings[shingle].iter().filter(|&&b| b as usize > a) {
                *shared.entry(b).or_default() += 1;
            }
        }
        let enough = |(b, n): (u32, u32)| {
            let smaller = size(a).min(size(b as usize));
            let is_enough = n >= MIN_SHARED || 100 * u64::from(n) >= MIN_CONTAINMENT * smaller;
            is_enough.then_some((a, b as usize))
        };
        let mut pairs: Vec<Pair> = shared.into_iter().filter_map(enough).collect();
        pairs.sort_unstable();
        pairs
    };
    (0..analyses.len()).into_par_iter().flat_map_iter(of_article).collect()
}

fn figures(given: &[(Pair, RelationKind)], labels: &BTreeMap<Pair, u8>, result: &mut SuiteResult) {
    let mut table = Confusion::new(&["near-duplicate", "partial-reuse", "neither"]);
    let label_of = |pair: &Pair| labels.get(pair).copied().unwrap_or(0);
    let of_label = |label: u8, is_it: fn(RelationKind) -> bool| -> Vec<Hits> {
        let hits = |(pair, kind): &(Pair, RelationKind)| Hits {
            n_right: u64::from(is_it(*kind) && label_of(pair) == label),
            n_found: u64::from(is_it(*kind)),
            n_wanted: u64::from(label_of(pair) == label),
        };
        // Pairs that are neither and taken for neither tell nothing of either measure.
        given.iter().map(hits).filter(|hits| hits.n_found + hits.n_wanted > 0).collect()
    };
    result.precision_recall_f("near-duplicate", &of_label(2, RelationKind::is_one_witness));
    let is_reuse = |kind| kind == RelationKind::PartialReuse;
    result.precision_recall_f("partial reuse", &of_label(1, is_reuse));
    let judged = |pair: &Pair| labels.contains_key(pair);
    for (pair, kind) in given {
        if judged(pair) || kind_label(*kind) > 0 {
            table.add(label_name(label_of(pair)), label_name(kind_label(*kind)));
        }
    }
    result.confusion = Some(table);
}

fn kind_label(kind: RelationKind) -> u8 {
    if kind.is_one_witness() { 2 } else { u8::from(kind == RelationKind::PartialReuse) }
}

fn label_name(label: u8) -> &'static str {
    match label {
        2 => "near-duplicate",
        1 => "partial-reuse",
        _ => "neither",
    }
}

/// Pairs with a wrong label; those about near-duplicates first.
fn mistakes(
    given: &[(Pair, RelationKind)],
    labels: &BTreeMap<Pair, u8>,
    docs: &Documents,
    result: &mut SuiteResult,
) {
    let mut wrong: Vec<(u8, Pair, u8, RelationKind)> = Vec::new();
    for &(pair, kind) in given {
        let label = labels.get(&pair).copied().unwrap_or(0);
        if label != kind_label(kind) {
            wrong.push((2 - label.max(kind_label(kind)), pair, label, kind));
        }
    }
    wrong.sort_unstable();
    for (_, (a, b), label, kind) in wrong {
        let (x, y) = (&docs.analyses[a].word_shingles, &docs.analyses[b].word_shingles);
        let overlap = crosswire::overlap::Overlap::of(x, y);
        let is_listed = if labels.contains_key(&(a, b)) { "" } else { ", not listed" };
        result.errors.push(Mistake::new(
            format!("{} - {}", docs.id(a), docs.id(b)),
            format!("{}{is_listed}", label_name(label)),
            format!(
                "{}: {} shared of {} and {}\n{}\n{}",
                kind.as_str(),
                overlap.n_shared,
                overlap.n_a,
                overlap.n_b,
                docs.headline(a),
                docs.headline(b)
            ),
        ));
    }
}
