//! The model of sentences that say the same in two accounts of one event, from the
//! project's own corpus.
//!
//! Positive are the pairs of sentences that `expected.toml` lists as telling the same, in
//! agreement or not; negative are all others of the same two articles. The lists are not
//! complete, so that measured shares are on the low side.

use super::{
    calibrate::{N_BINS, calibrate},
    expected::{Expected, read_toml},
    logistic::{Example, fit as fit_logistic},
    sets::analysis,
};
use anyhow::{Context, Result};
use crosswire::{
    align::{SentenceFeatures, SentenceModel, compare_sentences},
    config::Config,
    engine::{Input, load},
    relate::Analysis,
    sketch::Calibration,
};
use rayon::prelude::*;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// Pairs of sentences of one event.
struct Event {
    pairs: Vec<(SentenceFeatures, bool)>,
    /// Listed pairs, those that share no term included.
    n_listed: usize,
}

pub(crate) fn fit(corpus: &Path) -> Result<String> {
    let events = events(corpus)?;
    let pairs = || events.iter().flat_map(|event| &event.pairs);
    let mut model = fit_pairs(pairs());
    let scored = pairs().map(|(x, is_listed)| (model.score(x), 1.0, *is_listed));
    model.calibration = calibrate(scored.collect(), N_BINS);
    Ok(serde_json::to_string_pretty(&model)?)
}

/// Recall of listed pairs and share of listed ones among the best scored, for events that
/// the weights have not seen.
pub(crate) fn cross_validate(corpus: &Path) -> Result<String> {
    let events = events(corpus)?;
    let mut scored: Vec<(i64, bool)> = Vec::new();
    for (idx, event) in events.iter().enumerate() {
        let others = events.iter().enumerate().filter(|(other, _)| *other != idx);
        let model = fit_pairs(others.flat_map(|(_, event)| &event.pairs));
        scored.extend(event.pairs.iter().map(|(x, is)| (model.score(x), *is)));
    }
    scored.sort_unstable_by_key(|(score, _)| std::cmp::Reverse(*score));
    let n_listed: usize = events.iter().map(|event| event.n_listed).sum();
    let mut lines = vec![format!("{} pairs that share a term, {n_listed} listed", scored.len())];
    for floor in [2000, 1500, 1000, 500, 0, -500, -800, -1000, -1500, -2000] {
        let kept = scored.partition_point(|(score, _)| *score >= floor);
        let right = scored[..kept].iter().filter(|(_, is)| *is).count();
        lines.push(format!(
            "score {floor:>5}: {kept:>4} pairs, {:.3} of them listed, {:.3} of the listed",
            right as f64 / kept.max(1) as f64,
            right as f64 / n_listed as f64
        ));
    }
    Ok(lines.join("\n"))
}

fn fit_pairs<'a>(pairs: impl Iterator<Item = &'a (SentenceFeatures, bool)>) -> SentenceModel {
    let examples: Vec<Example> = pairs
        .map(|(x, is_positive)| Example {
            features: x.values().iter().map(|v| *v as f64 / 1000.0).collect(),
            is_positive: *is_positive,
            weight: 1.0,
        })
        .collect();
    let (weights, intercept) = fit_logistic(&examples).as_integers();
    let made_by = "cargo run --release --features tools --bin fit -- account corpus/dev".to_owned();
    SentenceModel { made_by, weights, intercept, calibration: Calibration::default() }
}

fn events(corpus: &Path) -> Result<Vec<Event>> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(corpus)
        .with_context(|| format!("cannot read {}", corpus.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    folders.retain(|folder| folder.join("expected.toml").is_file());
    folders.sort_unstable();
    folders.par_iter().map(|folder| event(folder)).collect()
}

fn event(folder: &Path) -> Result<Event> {
    let expected: Expected = read_toml(&folder.join("expected.toml"))?;
    let mut analyses = BTreeMap::new();
    for name in &expected.articles {
        let loaded = load(&[Input::Path(folder.join(name))], &Config::default().ingest)?;
        let article = loaded.articles.into_iter().next().with_context(|| name.clone())?;
        analyses.insert(name.as_str(), analysis(article));
    }
    let mut event = Event { pairs: Vec::new(), n_listed: 0 };
    for relation in &expected.relations {
        // Copies say the same throughout: nothing is to be learnt from them.
        if matches!(relation.kind.as_str(), "identical" | "near-duplicate") {
            continue;
        }
        let (a, b) = (relation.a.as_str(), relation.b.as_str());
        let listed = listed(&expected, a, b, &analyses);
        event.n_listed += listed.len();
        event.pairs.extend(
            compare_sentences(&analyses[a], &analyses[b])
                .into_iter()
                .map(|pair| (in_accounts(pair.features), listed.contains(&(pair.a, pair.b)))),
        );
    }
    Ok(event)
}

/// In accounts of one event other figures are what one looks for.
fn in_accounts(features: SentenceFeatures) -> SentenceFeatures {
    SentenceFeatures { other_figures: 0, ..features }
}

/// Pairs of sentences of articles `a` and `b` in the truth.
fn listed(
    expected: &Expected,
    a: &str,
    b: &str,
    analyses: &BTreeMap<&str, Analysis>,
) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let findings = expected.findings.iter().map(|finding| &finding.quoted);
    for quoted in expected.alignments.iter().chain(findings) {
        let (Some(b_article), Some(b_text)) = (&quoted.b_article, &quoted.b) else { continue };
        let (x, y) = ((&quoted.a_article, &quoted.a), (b_article, b_text));
        let (x, y) = if x.0 == a { (x, y) } else { (y, x) };
        if x.0 == a && y.0 == b {
            let (in_a, in_b) = (sentences(&analyses[a], x.1), sentences(&analyses[b], y.1));
            pairs.extend(in_a.iter().flat_map(|&i| in_b.iter().map(move |&k| (i, k))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Sentences of which `quote` is a part, or that are part of it.
fn sentences(analysis: &Analysis, quote: &str) -> Vec<u32> {
    let text = analysis.doc.text();
    let is_it = |sentence: &str| sentence.contains(quote) || quote.contains(sentence);
    (0u32..)
        .zip(&analysis.doc.sentences)
        .filter(|(_, sentence)| is_it(sentence.range.of(text)))
        .map(|(idx, _)| idx)
        .collect()
}
