//! The model of one event, one topic or neither.

use super::{
    calibrate::calibrate,
    logistic::{Example, fit as fit_logistic},
    sets::{Profiles, profiles, sample, second_to_first},
};
use anyhow::Result;
use crosswire::{
    relate::{EventFeatures, EventModel, RelationKind},
    sketch::Calibration,
};
use std::{collections::BTreeMap, path::Path};

/// Pairs taken of each label.
const N_PER_LABEL: usize = 1_200;
/// A false "same event" makes false conflicts: at most this share of look-alike pairs may
/// pass, in thousandths.
const MAX_LOOK_ALIKES: usize = 65;
/// Share of look-alike pairs called unrelated, in thousandths.
const MAX_LOST_TOPICS: usize = 150;

struct Labelled {
    features: EventFeatures,
    kind: RelationKind,
    weight: f64,
    set: Set,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Set {
    Ecbplus,
    Basil,
}

pub(crate) fn fit(data: &Path) -> Result<String> {
    let pairs = labelled_pairs(data)?;
    let examples: Vec<Example> = pairs
        .iter()
        .map(|pair| Example {
            features: pair.features.values().iter().map(|v| *v as f64 / 1000.0).collect(),
            is_positive: pair.kind == RelationKind::SameEvent,
            weight: pair.weight,
        })
        .collect();
    let (weights, intercept) = fit_logistic(&examples).as_integers();
    let mut model = EventModel {
        made_by: "cargo run --release --features tools --bin fit -- relation DATA".to_owned(),
        weights,
        intercept,
        min_same_event: 0,
        min_same_topic: 0,
        event_calibration: Calibration::default(),
        topic_calibration: Calibration::default(),
    };
    let scored: Vec<(i64, &Labelled)> =
        pairs.iter().map(|p| (model.score(&p.features), p)).collect();
    let mut topics: Vec<i64> = scores_of(&scored, RelationKind::SameTopic);
    topics.sort_unstable();
    model.min_same_event = topics[topics.len() - topics.len() * MAX_LOOK_ALIKES / 1000];
    model.min_same_topic = topics[topics.len() * MAX_LOST_TOPICS / 1000];
    // Basil has no look-alikes and labels no topics: shares are those of ecbplus.
    let share_of = |is_positive: fn(RelationKind) -> bool| {
        let of_ecb = scored.iter().filter(|(_, p)| p.set == Set::Ecbplus);
        calibrate(of_ecb.map(|(score, p)| (*score, 1.0, is_positive(p.kind))).collect())
    };
    model.event_calibration = share_of(|kind| kind == RelationKind::SameEvent);
    model.topic_calibration = share_of(|kind| kind != RelationKind::Unrelated);
    Ok(serde_json::to_string_pretty(&model)?)
}

fn scores_of(scored: &[(i64, &Labelled)], kind: RelationKind) -> Vec<i64> {
    scored.iter().filter(|(_, p)| p.kind == kind).map(|(score, _)| *score).collect()
}

fn labelled_pairs(data: &Path) -> Result<Vec<Labelled>> {
    let mut pairs = Vec::new();
    let ecb = data.join("ecbplus");
    let (docs, events) = (profiles(&ecb)?, second_to_first(&ecb.join("clusters.tsv"))?);
    let topics = second_to_first(&ecb.join("topics.tsv"))?;
    let label = |a: &str, b: &str| match () {
        () if events[a] == events[b] => RelationKind::SameEvent,
        () if topics[&events[a]] == topics[&events[b]] => RelationKind::SameTopic,
        () => RelationKind::Unrelated,
    };
    for kind in [RelationKind::SameEvent, RelationKind::SameTopic, RelationKind::Unrelated] {
        add(&mut pairs, &docs, &events, kind, &label, (1.0, Set::Ecbplus));
    }
    let basil = data.join("basil");
    let (docs, events) = (profiles(&basil)?, second_to_first(&basil.join("clusters.tsv"))?);
    let label = |a: &str, b: &str| {
        if events[a] == events[b] { RelationKind::SameEvent } else { RelationKind::Unrelated }
    };
    // Basil has 120 pairs of one event: they weigh as much as those of ecbplus.
    add(&mut pairs, &docs, &events, RelationKind::SameEvent, &label, (10.0, Set::Basil));
    add(&mut pairs, &docs, &events, RelationKind::Unrelated, &label, (1.0, Set::Basil));
    Ok(pairs)
}

fn add(
    pairs: &mut Vec<Labelled>,
    docs: &Profiles,
    events: &BTreeMap<String, String>,
    kind: RelationKind,
    label: &dyn Fn(&str, &str) -> RelationKind,
    (weight, set): (f64, Set),
) {
    let ids: Vec<&str> = events.keys().map(String::as_str).collect();
    let all = ids.iter().enumerate().flat_map(|(i, &a)| ids[i + 1..].iter().map(move |&b| (a, b)));
    let of_kind = all.filter(|(a, b)| label(a, b) == kind).collect();
    for (a, b) in sample(of_kind, N_PER_LABEL) {
        pairs.push(Labelled { features: EventFeatures::of(&docs[a], &docs[b]), kind, weight, set });
    }
}
