//! The model of two sentences that say the same.

use super::{
    calibrate::{N_BINS, calibrate},
    folds::{N_FOLDS, auc, fold_of},
    logistic::{Example, fit as fit_logistic},
    sets::{analysis, read, second_to_first},
};
use anyhow::{Context, Result};
use crosswire::{
    align::{SentenceContent, SentenceFeatures, SentenceModel},
    article::Article,
    sketch::Calibration,
};
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

pub(crate) fn fit(data: &Path) -> Result<String> {
    let rows = rows(data)?;
    let mut model = fit_rows(&rows.iter().collect::<Vec<_>>());
    let outcomes = rows.iter().map(|r| (model.score(&r.features), 1.0, r.is_aligned)).collect();
    model.calibration = calibrate(outcomes, N_BINS);
    Ok(serde_json::to_string_pretty(&model)?)
}

/// The area under the curve for pairs of topics that the weights have not seen: over all
/// pairs, and the mean of the topics' own.
pub(crate) fn cross_validate(data: &Path) -> Result<String> {
    let rows = rows(data)?;
    let topics = topics_of_sentences(&data.join("ecbplus"))?;
    let topic_of = |row: &Row| topics.get(row.a.trim()).context("a sentence without a topic");
    let topics: Vec<&String> = rows.iter().map(topic_of).collect::<Result<_>>()?;
    let mut by_topic: BTreeMap<&str, Vec<(i64, bool)>> = BTreeMap::new();
    for fold in 0..N_FOLDS {
        let is_out = |topic: &str| fold_of(topic) == fold;
        let both = || rows.iter().zip(&topics);
        let seen: Vec<&Row> = both().filter(|(_, t)| !is_out(t)).map(|(row, _)| row).collect();
        let model = fit_rows(&seen);
        for (row, topic) in both().filter(|(_, topic)| is_out(topic)) {
            let scored = (model.score(&row.features), row.is_aligned);
            by_topic.entry(topic.as_str()).or_default().push(scored);
        }
    }
    let all: Vec<(i64, bool)> = by_topic.values().flatten().copied().collect();
    let areas: Vec<f64> = by_topic.values().map(|scored| auc(scored)).collect();
    let mean = areas.iter().sum::<f64>() / areas.len() as f64;
    Ok(format!(
        "held-out topics, {N_FOLDS} folds: AUC {:.4} over {} pairs, mean of {} topics {mean:.4}",
        auc(&all),
        all.len(),
        areas.len()
    ))
}

/// One labelled pair.
struct Row {
    a: String,
    features: SentenceFeatures,
    is_aligned: bool,
}

fn rows(data: &Path) -> Result<Vec<Row>> {
    read(&data.join("ecbplus/sentence_pairs.jsonl"))?.par_lines().map(row).collect()
}

fn fit_rows(rows: &[&Row]) -> SentenceModel {
    let examples: Vec<Example> = rows
        .iter()
        .map(|row| Example {
            features: row.features.values().iter().map(|v| *v as f64 / 1000.0).collect(),
            is_positive: row.is_aligned,
            weight: 1.0,
        })
        .collect();
    let (weights, intercept) = fit_logistic(&examples).as_integers();
    let made_by = "cargo run --release --features tools --bin fit -- sentence DATA".to_owned();
    SentenceModel { made_by, weights, intercept, calibration: Calibration::default() }
}

/// Topic of every line of every document.
fn topics_of_sentences(ecb: &Path) -> Result<HashMap<String, String>> {
    let events = second_to_first(&ecb.join("clusters.tsv"))?;
    let topics = second_to_first(&ecb.join("topics.tsv"))?;
    let mut of_line = HashMap::new();
    for line in read(&ecb.join("docs.jsonl"))?.lines() {
        let doc: serde_json::Value = serde_json::from_str(line)?;
        let field = |name: &str| doc[name].as_str().with_context(|| format!("no {name}"));
        let topic = &topics[&events[field("id")?]];
        for sentence in field("text")?.lines() {
            of_line.insert(sentence.trim().to_owned(), topic.clone());
        }
    }
    Ok(of_line)
}

fn row(line: &str) -> Result<Row> {
    let row: serde_json::Value = serde_json::from_str(line)?;
    let sentence = |name: &str| -> Result<SentenceContent> {
        let text = row[name].as_str().with_context(|| format!("no {name}"))?.to_owned();
        Ok(SentenceContent::whole(&analysis(Article { text, ..Article::default() })))
    };
    let features = SentenceFeatures::of(&sentence("a")?, &sentence("b")?);
    let a = row["a"].as_str().unwrap_or_default().to_owned();
    Ok(Row { a, features, is_aligned: row["aligned"] == 1 })
}
