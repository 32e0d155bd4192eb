//! Pairs of sentences: `sentence_pairs.jsonl`, labelled by one of `aligned`, `paraphrase`,
//! `same` (0 or 1), `strengthen` and `weaken` (0 or 1), or `score` (0 to 5).

use super::{columns, name, rows};
use crate::bench::{
    metrics::{Ranking, bootstrap, mean, pearson, spearman},
    result::{Direction, Mistake, SuiteResult},
};
use anyhow::{Context, Result};
use crosswire::{
    align::{AlignParams, SentenceContent, SentenceFeatures, SentenceModel},
    article::Article,
    config::{Assume, Config},
    engine::compare,
    normalize::{NormalizeParams, normalize},
    relate::Analysis,
};
use rayon::prelude::*;
use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

#[derive(Deserialize)]
struct Row {
    a: String,
    b: String,
    answer_a: Option<String>,
    answer_b: Option<String>,
    aligned: Option<u8>,
    paraphrase: Option<u8>,
    same: Option<u8>,
    strengthen: Option<u8>,
    weaken: Option<u8>,
    score: Option<f64>,
    set: Option<String>,
}

impl Row {
    /// Whether the two say the same; of two claims that bear on each other, whether one
    /// weakens the other.
    fn label(&self) -> Option<bool> {
        let yes_or_no = self.aligned.or(self.paraphrase).or(self.same).map(|label| label == 1);
        yes_or_no.or_else(|| {
            let (strengthen, weaken) = (self.strengthen? == 1, self.weaken? == 1);
            (strengthen != weaken).then_some(weaken)
        })
    }
}

pub(super) fn measure(folder: &Path) -> Result<SuiteResult> {
    let rows: Vec<Row> = rows(&folder.join("sentence_pairs.jsonl"))?;
    let mut result = SuiteResult::measured("sentence pairs", &name(folder));
    let scores: Vec<i64> = rows.par_iter().map(|row| score(&row.a, &row.b)).collect();
    let labelled: Vec<(usize, bool)> =
        rows.iter().enumerate().filter_map(|(i, row)| Some((i, row.label()?))).collect();
    if labelled.is_empty() {
        graded(&rows, &scores, &mut result);
        return Ok(result);
    }
    result.auc("AUC", labelled.iter().map(|&(i, label)| (scores[i], label)).collect());
    answers(&rows, &labelled, &mut result);
    if folder.join("topics.tsv").is_file() {
        by_topic(folder, &rows, &scores, &labelled, &mut result)?;
    }
    if rows.iter().all(|row| row.weaken.is_none()) {
        at_floor(&scores, &labelled, &mut result);
    } else {
        result.note = Some("a claim that weakens against one that strengthens".to_owned());
    }
    if rows.iter().all(|row| row.aligned.is_none()) {
        conflicts(&rows, &labelled, &mut result);
    }
    worst(&rows, &scores, &labelled, &mut result);
    Ok(result)
}

/// How many pairs are called a conflict if taken to tell of one event, by label. No set says what
/// contradicts what; but what says the same does not, and of claims that bear on each other one
/// that weakens does so more often than one that strengthens.
fn conflicts(rows: &[Row], labelled: &[(usize, bool)], result: &mut SuiteResult) {
    let config = Config { assume: Assume::SameEvent, ..Config::default() };
    let is_conflict = |&(i, label): &(usize, bool)| {
        let article = |id: &str, text: &str| Article {
            id: id.to_owned(),
            text: text.to_owned(),
            ..Article::default()
        };
        let report = compare(vec![article("a", &rows[i].a), article("b", &rows[i].b)], &config);
        (report.counts.conflict > 0, label)
    };
    let told: Vec<(bool, bool)> = labelled.par_iter().map(is_conflict).collect();
    let names = if rows.iter().any(|row| row.weaken.is_some()) {
        [("weakening", true, Direction::Higher), ("strengthening", false, Direction::Lower)]
    } else {
        [("different", false, Direction::Higher), ("same", true, Direction::Lower)]
    };
    for (name, wanted, better) in names {
        let of_label = told.iter().filter(|(_, label)| *label == wanted);
        let units: Vec<Option<f64>> =
            of_label.map(|&(is_conflict, _)| Some(f64::from(u8::from(is_conflict)))).collect();
        let name = format!("called a conflict, of the {name}");
        result.add(&name, mean(units.iter().copied()), units.len()).better = better;
    }
}

/// What the engine's floor lets through, and how sure it says it is.
fn at_floor(scores: &[i64], labelled: &[(usize, bool)], result: &mut SuiteResult) {
    let floor = AlignParams::default().min_score;
    let units: Vec<_> =
        labelled.iter().map(|&(i, label)| hits(scores[i] >= floor, label)).collect();
    result.precision_recall_f("at the floor:", &units);
    let model = SentenceModel::any_events();
    let said = labelled.iter().map(|&(i, label)| (model.confidence(scores[i]), label));
    result.calibration(&said.collect::<Vec<_>>());
}

fn hits(is_found: bool, is_wanted: bool) -> crate::bench::metrics::Hits {
    crate::bench::metrics::Hits {
        n_right: u64::from(is_found && is_wanted),
        n_found: u64::from(is_found),
        n_wanted: u64::from(is_wanted),
    }
}

fn answers(rows: &[Row], labelled: &[(usize, bool)], result: &mut SuiteResult) {
    let scored: Option<Vec<(i64, bool)>> = labelled
        .iter()
        .map(|&(i, label)| {
            Some((score(rows[i].answer_a.as_ref()?, rows[i].answer_b.as_ref()?), label))
        })
        .collect();
    if let Some(scored) = scored {
        result.auc("AUC of the answers alone", scored);
    }
}

/// Grades instead of labels: correlations, by part of the set.
fn graded(rows: &[Row], scores: &[i64], result: &mut SuiteResult) {
    let mut parts: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    for (row, &score) in rows.iter().zip(scores) {
        let Some(grade) = row.score else { continue };
        let part = row.set.as_deref().unwrap_or("all");
        parts.entry(part).or_default().push((score.max(FLOOR) as f64, grade));
    }
    for (part, pairs) in parts {
        result.add(&format!("{part}, Pearson's r"), pearson(&pairs), pairs.len()).interval =
            bootstrap(pairs.len(), |weights| pearson(&drawn(&pairs, weights)));
        result.add(&format!("{part}, Spearman's rho"), spearman(&pairs), pairs.len());
    }
}

/// Score taken for sentences that share nothing, which have none: below all others.
const FLOOR: i64 = -8_000;

fn drawn(pairs: &[(f64, f64)], weights: &[u32]) -> Vec<(f64, f64)> {
    let times = pairs.iter().zip(weights);
    times.flat_map(|(pair, n)| std::iter::repeat_n(*pair, *n as usize)).collect()
}

/// Score of two texts taken as one statement each.
fn score(a: &str, b: &str) -> i64 {
    SentenceModel::any_events().score(&SentenceFeatures::of(&content(a), &content(b)))
}

fn content(text: &str) -> SentenceContent {
    let params = NormalizeParams { language: Some("en".to_owned()), ..NormalizeParams::default() };
    let article = Article { text: text.to_owned(), ..Article::default() };
    SentenceContent::whole(&Analysis::of(normalize(article, &params)))
}

/// The mean of the topics' own AUC.
fn by_topic(
    folder: &Path,
    rows: &[Row],
    scores: &[i64],
    labelled: &[(usize, bool)],
    result: &mut SuiteResult,
) -> Result<()> {
    let topics = topics_of_sentences(folder)?;
    let mut by_topic: BTreeMap<&str, Vec<(i64, bool)>> = BTreeMap::new();
    let mut n_unknown = 0;
    for &(i, label) in labelled {
        match topics.get(rows[i].a.trim()).or_else(|| topics.get(rows[i].b.trim())) {
            Some(topic) => by_topic.entry(topic).or_default().push((scores[i], label)),
            None => n_unknown += 1,
        }
    }
    let areas: Vec<Option<f64>> =
        by_topic.into_values().map(|scored| Ranking::new(scored).auc()).collect();
    result.add("mean AUC of topics", mean(areas.iter().copied()), areas.len()).interval =
        bootstrap(areas.len(), |weights| {
            let drawn = areas.iter().zip(weights);
            mean(drawn.flat_map(|(area, n)| std::iter::repeat_n(*area, *n as usize)))
        });
    if n_unknown > 0 {
        result.note = Some(format!("{n_unknown} pairs are in no document and have no topic"));
    }
    Ok(())
}

#[derive(Deserialize)]
struct Doc {
    id: String,
    text: String,
}

/// Topic of every line of every document.
fn topics_of_sentences(folder: &Path) -> Result<HashMap<String, String>> {
    let docs: Vec<Doc> = super::rows(&folder.join("docs.jsonl"))?;
    let second_to_first = |file: &str| -> Result<HashMap<String, String>> {
        Ok(columns(&folder.join(file))?.into_iter().map(|[a, b]| (b, a)).collect())
    };
    let (event_of, topic_of) = (second_to_first("clusters.tsv")?, second_to_first("topics.tsv")?);
    let mut topics = HashMap::new();
    for doc in docs {
        let topic = event_of.get(&doc.id).and_then(|event| topic_of.get(event));
        let topic = topic.with_context(|| format!("document {} has no topic", doc.id))?;
        for line in doc.text.lines() {
            topics.insert(line.trim().to_owned(), topic.clone());
        }
    }
    Ok(topics)
}

/// Alternately the negatives with the highest and the positives with the lowest scores.
fn worst(rows: &[Row], scores: &[i64], labelled: &[(usize, bool)], result: &mut SuiteResult) {
    let mut order: Vec<(usize, bool)> = labelled.to_vec();
    order
        .sort_by_key(|&(i, label)| (if label { scores[i] } else { scores[i].saturating_neg() }, i));
    let of = |wanted: bool| order.iter().filter(move |(_, label)| *label == wanted);
    for (positive, negative) in of(true).zip(of(false)) {
        for &(i, label) in [positive, negative] {
            let wanted = if label { "high" } else { "low" };
            let score =
                if scores[i] == i64::MIN { "none".to_owned() } else { scores[i].to_string() };
            let got = format!("{score}\n{}\n{}", rows[i].a, rows[i].b);
            result.errors.push(Mistake::new(format!("pair {}", i + 1), wanted, got));
        }
    }
}
