//! The model of one event, one topic or neither.

use super::{
    calibrate::calibrate,
    folds::{N_FOLDS, fold_of},
    logistic::{Example, fit as fit_logistic},
    sets::{Analyses, analyses, sample, second_to_first},
};
use anyhow::Result;
use crosswire::relate::{EventFeatures, EventModel, LinearScore, RelationKind};
use std::{collections::BTreeMap, path::Path};

/// Pairs taken of each label.
const N_PER_LABEL: usize = 1_200;
/// A false "same event" makes false conflicts: at most this share of look-alike pairs may
/// pass, in thousandths.
const MAX_LOOK_ALIKES: usize = 65;
/// Share of look-alike pairs called unrelated, in thousandths.
const MAX_LOST_TOPICS: usize = 150;

/// Parts of the pairs by which scores are calibrated: where most pairs are positive, the others
/// all lie in the first few.
const N_BINS: usize = 60;
/// What tells one event from another one of the same matter.
const OF_EVENT: &[&str] =
    &["lead", "names", "pairs", "sentences", "figures", "days", "lower_absent", "higher_absent"];
/// What tells one matter from another: days, figures and names differ within it, too.
const OF_TOPIC: &[&str] = &["lead", "names", "pairs", "sentences", "words", "length"];

struct Labelled {
    features: EventFeatures,
    kind: RelationKind,
    weight: f64,
    /// Of the two articles; none where the set has no topics.
    topics: Option<[String; 2]>,
}

pub(crate) fn fit(data: &Path) -> Result<String> {
    let pairs = labelled_pairs(data)?;
    let pairs: Vec<&Labelled> = pairs.iter().collect();
    let model = fit_pairs(&pairs);
    Ok(serde_json::to_string_pretty(&model)?)
}

/// The share of pairs of each label that gets it, for pairs with a topic in the held-out
/// fold: weights and thresholds come from pairs with no topic in it.
pub(crate) fn cross_validate(data: &Path) -> Result<String> {
    let pairs = labelled_pairs(data)?;
    let mut given: BTreeMap<RelationKind, BTreeMap<RelationKind, usize>> = BTreeMap::new();
    for fold in 0..N_FOLDS {
        let is_out = |pair: &&Labelled| {
            pair.topics.as_ref().is_some_and(|t| t.iter().any(|topic| fold_of(topic) == fold))
        };
        // A pair of two folds is judged once, in that of its first topic.
        let is_judged = |pair: &&Labelled| {
            pair.topics.as_ref().is_some_and(|topics| fold_of(&topics[0]) == fold)
        };
        let seen: Vec<&Labelled> = pairs.iter().filter(|pair| !is_out(pair)).collect();
        let model = fit_pairs(&seen);
        for pair in pairs.iter().filter(is_judged) {
            let kind = kind_of(&model, &pair.features);
            *given.entry(pair.kind).or_default().entry(kind).or_default() += 1;
        }
    }
    Ok(table(&given))
}

fn kind_of(model: &EventModel, features: &EventFeatures) -> RelationKind {
    if model.event.of(features) >= model.event.min_score {
        RelationKind::SameEvent
    } else if model.topic.of(features) >= model.topic.min_score {
        RelationKind::SameTopic
    } else {
        RelationKind::Unrelated
    }
}

fn table(given: &BTreeMap<RelationKind, BTreeMap<RelationKind, usize>>) -> String {
    let mut lines = vec![format!("held-out topics, {N_FOLDS} folds, copies not looked for")];
    let mut shares = Vec::new();
    for (wanted, counts) in given {
        let n: usize = counts.values().sum();
        let share = counts.get(wanted).copied().unwrap_or(0) as f64 / n as f64;
        shares.push(share);
        let counts: Vec<String> =
            counts.iter().map(|(kind, n)| format!("{} {n}", kind.as_str())).collect();
        lines.push(format!("{:<12} {share:.3} of {n}: {}", wanted.as_str(), counts.join(", ")));
    }
    let balanced = shares.iter().sum::<f64>() / shares.len() as f64;
    lines.push(format!("balanced accuracy {balanced:.3}"));
    lines.join("\n")
}

/// Weights and thresholds: both are shares of the pairs of one topic.
fn fit_pairs(pairs: &[&Labelled]) -> EventModel {
    EventModel {
        made_by: "cargo run --release --features tools --bin fit -- relation DATA".to_owned(),
        event: fit_score(
            pairs,
            |kind| kind == RelationKind::SameEvent,
            OF_EVENT,
            1000 - MAX_LOOK_ALIKES,
        ),
        topic: fit_score(pairs, |kind| kind != RelationKind::Unrelated, OF_TOPIC, MAX_LOST_TOPICS),
    }
}

/// A score by the features of some names that tells pairs of some kinds from others, with the
/// threshold that so many thousandths of pairs of one topic do not reach.
fn fit_score(
    pairs: &[&Labelled],
    is_positive: fn(RelationKind) -> bool,
    by: &[&str],
    below: usize,
) -> LinearScore {
    // What is always 0 gets no weight.
    let value =
        |(name, value): (&str, i64)| if by.contains(&name) { value as f64 / 1000.0 } else { 0.0 };
    let examples: Vec<Example> = pairs
        .iter()
        .map(|pair| Example {
            features: EventFeatures::NAMES
                .into_iter()
                .zip(pair.features.values())
                .map(value)
                .collect(),
            is_positive: is_positive(pair.kind),
            weight: pair.weight,
        })
        .collect();
    let (weights, intercept) = fit_logistic(&examples).as_integers();
    let mut score = LinearScore { weights, intercept, ..LinearScore::default() };
    let scored: Vec<(i64, &Labelled)> =
        pairs.iter().map(|pair| (score.of(&pair.features), *pair)).collect();
    let of_topic = scored.iter().filter(|(_, pair)| pair.kind == RelationKind::SameTopic);
    let mut topics: Vec<i64> = of_topic.map(|(score, _)| *score).collect();
    topics.sort_unstable();
    score.min_score = topics[topics.len() * below / 1000];
    // Basil has no look-alikes and labels no topics: shares are those of ecbplus.
    let of_ecb = scored.iter().filter(|(_, pair)| pair.topics.is_some());
    let outcomes = of_ecb.map(|(score, pair)| (*score, 1.0, is_positive(pair.kind)));
    score.calibration = calibrate(outcomes.collect(), N_BINS);
    score
}

fn labelled_pairs(data: &Path) -> Result<Vec<Labelled>> {
    let mut pairs = Vec::new();
    let ecb = data.join("ecbplus");
    let (docs, events) = (analyses(&ecb)?, second_to_first(&ecb.join("clusters.tsv"))?);
    let topics = second_to_first(&ecb.join("topics.tsv"))?;
    let label = |a: &str, b: &str| match () {
        () if events[a] == events[b] => RelationKind::SameEvent,
        () if topics[&events[a]] == topics[&events[b]] => RelationKind::SameTopic,
        () => RelationKind::Unrelated,
    };
    for kind in [RelationKind::SameEvent, RelationKind::SameTopic, RelationKind::Unrelated] {
        let first = pairs.len();
        let ids = add(&mut pairs, &docs, &events, kind, &label, 1.0);
        for (pair, (a, b)) in pairs[first..].iter_mut().zip(ids) {
            pair.topics = Some([topics[&events[a]].clone(), topics[&events[b]].clone()]);
        }
    }
    let basil = data.join("basil");
    let (docs, events) = (analyses(&basil)?, second_to_first(&basil.join("clusters.tsv"))?);
    let label = |a: &str, b: &str| {
        if events[a] == events[b] { RelationKind::SameEvent } else { RelationKind::Unrelated }
    };
    // Basil has 120 pairs of one event: they weigh as much as those of ecbplus.
    add(&mut pairs, &docs, &events, RelationKind::SameEvent, &label, 10.0);
    add(&mut pairs, &docs, &events, RelationKind::Unrelated, &label, 1.0);
    Ok(pairs)
}

/// Adds a sample of the pairs of `kind`, and says which.
fn add<'a>(
    pairs: &mut Vec<Labelled>,
    docs: &Analyses,
    events: &'a BTreeMap<String, String>,
    kind: RelationKind,
    label: &dyn Fn(&str, &str) -> RelationKind,
    weight: f64,
) -> Vec<(&'a str, &'a str)> {
    let ids: Vec<&str> = events.keys().map(String::as_str).collect();
    let all = ids.iter().enumerate().flat_map(|(i, &a)| ids[i + 1..].iter().map(move |&b| (a, b)));
    let of_kind = all.filter(|(a, b)| label(a, b) == kind).collect();
    let sampled = sample(of_kind, N_PER_LABEL);
    pairs.extend(sampled.iter().map(|&(a, b)| Labelled {
        features: EventFeatures::of(&docs[a], &docs[b]),
        kind,
        weight,
        topics: None,
    }));
    sampled
}
