//! Events: `clusters.tsv` (event, article) and, where look-alike events are known,
//! `topics.tsv` (topic, event). Relations of fixed samples of pairs of one event, of two
//! events of one topic, and of events of two topics.

use super::{columns, documents::Documents, name};
use crate::bench::{
    metrics::{Hits, mean},
    result::{Confusion, Mistake, SuiteResult},
};
use anyhow::{Context, Result};
use crosswire::{
    config::Config,
    hash::hash64,
    relate::{RelationKind, relate},
};
use rayon::prelude::*;
use std::{collections::HashMap, path::Path};

/// Pairs taken of each label.
const N_PER_LABEL: usize = 1_200;
/// Copies tell of one event, too.
const LABELS: [RelationKind; 3] =
    [RelationKind::SameEvent, RelationKind::SameTopic, RelationKind::Unrelated];

pub(super) fn measure(folder: &Path, config: &Config) -> Result<SuiteResult> {
    let docs = Documents::read(folder, config)?;
    let labels = Labels::read(folder)?;
    let mut result = SuiteResult::measured("relations", &name(folder));
    let ids: Vec<&str> = labels.members.iter().map(|(id, _)| id.as_str()).collect();
    let mut by_label: HashMap<RelationKind, Vec<(usize, usize)>> = HashMap::new();
    for (i, a) in ids.iter().enumerate() {
        for (k, b) in ids.iter().enumerate().skip(i + 1) {
            by_label.entry(labels.of(a, b)).or_default().push((i, k));
        }
    }
    let mut table = Confusion::new(&LABELS.map(RelationKind::as_str));
    let (mut shares, mut said, mut one_event) = (Vec::new(), Vec::new(), Vec::new());
    for label in LABELS {
        let Some(pairs) = by_label.remove(&label) else { continue };
        let judged = judge(sample(pairs, &ids), &ids, &docs, config)?;
        let cases: Vec<Hits> = judged.iter().map(|j| Hits::one(j.given == label)).collect();
        shares.push(Hits::sum(&cases).recall());
        result.accuracy(label.as_str(), &cases);
        for j in judged {
            table.add(label.as_str(), j.given.as_str());
            said.push((j.confidence, j.given == label));
            let (is, should) =
                (j.given == RelationKind::SameEvent, label == RelationKind::SameEvent);
            one_event.push(Hits {
                n_right: u64::from(is && should),
                n_found: u64::from(is),
                n_wanted: u64::from(should),
            });
            if j.given != label {
                let case = format!("{} - {}", docs.id(j.pair.0), docs.id(j.pair.1));
                let heads = [docs.headline(j.pair.0), docs.headline(j.pair.1)];
                let got = format!("{}\n{}\n{}", j.given.as_str(), heads[0], heads[1]);
                result.errors.push(Mistake::new(case, label.as_str(), got));
            }
        }
    }
    result.add("balanced accuracy", mean(shares.into_iter()), said.len());
    result.precision_recall_f("one event, of the samples:", &one_event);
    result.calibration(&said);
    result.confusion = Some(table);
    Ok(result)
}

struct Labels {
    /// Article and event, in order of the article.
    members: Vec<(String, String)>,
    event_of: HashMap<String, String>,
    topic_of: HashMap<String, String>,
}

impl Labels {
    fn read(folder: &Path) -> Result<Self> {
        let mut members: Vec<(String, String)> = columns(&folder.join("clusters.tsv"))?
            .into_iter()
            .map(|[event, article]| (article, event))
            .collect();
        members.sort_unstable();
        let topics = folder.join("topics.tsv");
        let topics = if topics.is_file() { columns(&topics)? } else { Vec::new() };
        let topic_of: HashMap<String, String> = topics.into_iter().map(|[t, e]| (e, t)).collect();
        if let Some((_, event)) =
            members.iter().find(|(_, e)| !topic_of.is_empty() && !topic_of.contains_key(e))
        {
            None::<()>.with_context(|| format!("event {event} has no topic"))?;
        }
        Ok(Self { event_of: members.iter().cloned().collect(), members, topic_of })
    }

    fn of(&self, a: &str, b: &str) -> RelationKind {
        let (a, b) = (&self.event_of[a], &self.event_of[b]);
        let (topic_a, topic_b) = (self.topic_of.get(a), self.topic_of.get(b));
        if a == b {
            RelationKind::SameEvent
        } else if topic_a.is_some() && topic_a == topic_b {
            RelationKind::SameTopic
        } else {
            RelationKind::Unrelated
        }
    }
}

/// A fixed sample: the pairs with the lowest hashes, which are those `fit` takes.
fn sample(mut pairs: Vec<(usize, usize)>, ids: &[&str]) -> Vec<(usize, usize)> {
    pairs.sort_by_cached_key(|&(a, b)| hash64(format!("{} {}", ids[a], ids[b]).as_bytes()));
    pairs.truncate(N_PER_LABEL);
    pairs
}

struct Judged {
    pair: (usize, usize),
    given: RelationKind,
    confidence: u32,
}

/// Relations of pairs; a copy counts as one event.
fn judge(
    pairs: Vec<(usize, usize)>,
    ids: &[&str],
    docs: &Documents,
    config: &Config,
) -> Result<Vec<Judged>> {
    pairs
        .into_par_iter()
        .map(|(i, k)| {
            let pair = (docs.idx(ids[i])?, docs.idx(ids[k])?);
            let relation = relate(&docs.analyses[pair.0], &docs.analyses[pair.1], &config.relate);
            let given = relation.kind.max(RelationKind::SameEvent);
            Ok(Judged { pair, given, confidence: relation.confidence })
        })
        .collect()
}
