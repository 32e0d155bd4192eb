//! Events of a set: `clusters.tsv` (event, article) and, where look-alike events are known,
//! `topics.tsv` (topic, event).
//!
//! With topics each article is grouped by two models: the one built in, and one of five fitted
//! on the topics of other folds and then frozen (`fit events --folds`). Without topics, and with
//! a folder `news_sample` beside it, the articles are also mixed into 2,000 of that folder.

use super::{columns, name};
use crate::bench::{
    grouping::{Found, add_figures, find, mistakes, numbered},
    result::{Direction, Mistake, SuiteResult},
};
use anyhow::{Context, Result};
use crosswire::{cluster::events::EventGroupModel, config::Config, engine::Input, hash::hash64};
use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
};

/// Models that have not seen the topics of one fold each.
const FOLDS: &str = include_str!("../data/event-folds.json");
/// Articles that a small set is mixed into.
const N_FOREIGN: usize = 2_000;
const FOREIGN: &str = "news_sample";

pub(super) fn measure(folder: &Path, config: &Config) -> Result<Vec<SuiteResult>> {
    let truth: BTreeMap<String, String> = columns(&folder.join("clusters.tsv"))?
        .into_iter()
        .map(|[event, article]| (article, event))
        .collect();
    let inputs = [Input::Path(folder.join("docs.jsonl"))];
    let mut result = SuiteResult::measured("events", &name(folder));
    let found = find(&inputs, EventGroupModel::news(), config)?;
    let (truth_of, found_of) = numbered(&truth, |id| found.event_of.get(id).copied());
    add_figures("", &truth_of, &found_of, &mut result);
    mistakes(&found, &truth, &mut result);
    let topics = folder.join("topics.tsv");
    if topics.is_file() {
        add_unseen(&inputs, &truth, &columns(&topics)?, config, &mut result)?;
        return Ok(vec![result]);
    }
    let foreign = folder.join("..").join(FOREIGN).join("docs.jsonl");
    if !foreign.is_file() {
        return Ok(vec![result]);
    }
    Ok(vec![result, mixed(folder, &foreign, &truth, config)?])
}

/// Each article grouped, among all, by the model that has not seen its topic.
fn add_unseen(
    inputs: &[Input],
    truth: &BTreeMap<String, String>,
    topics: &[[String; 2]],
    config: &Config,
    result: &mut SuiteResult,
) -> Result<()> {
    let models: Vec<EventGroupModel> = serde_json::from_str(FOLDS).context("the fold models")?;
    let fold_of: BTreeMap<&str, usize> = topics
        .iter()
        .map(|[topic, event]| {
            (event.as_str(), (hash64(topic.as_bytes()) % models.len() as u64) as usize)
        })
        .collect();
    let found: Result<Vec<Found>> =
        models.iter().map(|model| find(inputs, model, config)).collect();
    let found = found?;
    let (truth_of, found_of) = numbered(truth, |id| {
        let fold = *fold_of.get(truth.get(id)?.as_str())?;
        Some(found[fold].event_of.get(id)? * models.len() + fold)
    });
    add_figures("unseen topics: ", &truth_of, &found_of, result);
    Ok(())
}

/// The set mixed into articles of another. Figures are of the articles of the set: foreign ones
/// that joined are left out, for they may tell of the same event, then counted as wrong.
fn mixed(
    folder: &Path,
    foreign: &Path,
    truth: &BTreeMap<String, String>,
    config: &Config,
) -> Result<SuiteResult> {
    let sample = sample(foreign)?;
    let inputs = [folder.join("docs.jsonl"), PathBuf::from(sample.path())].map(Input::Path);
    let found = find(&inputs, EventGroupModel::news(), config)?;
    let mut result =
        SuiteResult::measured("events", &format!("{} in {N_FOREIGN} of {FOREIGN}", name(folder)));
    let (truth_of, found_of) = numbered(truth, |id| found.event_of.get(id).copied());
    add_figures("", &truth_of, &found_of, &mut result);
    let mut all = truth.clone();
    let is_mixed = |ids: &[String]| ids.iter().any(|id| truth.contains_key(id));
    let mut n_joined = 0;
    for (title, ids) in found.events.iter().filter(|(_, ids)| is_mixed(ids)) {
        let joined: Vec<&String> = ids.iter().filter(|id| !truth.contains_key(*id)).collect();
        n_joined += joined.len();
        all.extend(joined.iter().map(|id| ((*id).clone(), format!("foreign {id}"))));
        for id in joined {
            result.errors.push(Mistake::new(title, "no foreign article", id));
        }
    }
    let (truth_of, found_of) = numbered(&all, |id| found.event_of.get(id).copied());
    add_figures("foreign articles wrong: ", &truth_of, &found_of, &mut result);
    result.add("foreign articles that joined", Some(n_joined as f64), all.len()).better =
        Direction::Neither;
    mistakes(&found, truth, &mut result);
    Ok(result)
}

/// The rows of `path` with the lowest hashes.
fn sample(path: &Path) -> Result<tempfile::NamedTempFile> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_by_cached_key(|line| hash64(line.as_bytes()));
    lines.truncate(N_FOREIGN);
    let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile()?;
    for line in lines {
        writeln!(file, "{line}")?;
    }
    file.flush()?;
    Ok(file)
}
