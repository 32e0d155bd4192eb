//! Labelled sets, recognised by their files; one of articles alone is for speed.

mod accounts;
mod altered;
mod attributions;
mod clusters;
mod conflicts;
mod documents;
mod duplicates;
mod events;
mod pages;
mod sentence_pairs;
mod sentences;
mod times;

use super::{result::SuiteResult, speed};
use anyhow::{Context, Result, bail};
use crosswire::config::Config;
use serde::Deserialize;
use std::path::Path;

/// Measures the set in `folder` in every way its labels allow, for speed if it has none.
pub(crate) fn measure(folder: &Path, config: &Config) -> Result<Vec<SuiteResult>> {
    let has = |name: &str| folder.join(name).is_file();
    let mut results = Vec::new();
    if has("cases.jsonl") {
        results.push(sentences::measure(folder)?);
    }
    if has("gold.jsonl") {
        results.push(pages::measure(folder, config)?);
    }
    if has("pairs.tsv") {
        results.push(duplicates::measure(folder, config)?);
    }
    if has("clusters.tsv") {
        results.push(clusters::measure(folder, config)?);
        results.extend(events::measure(folder, config)?);
        results.push(conflicts::measure(folder, config)?);
        results.push(altered::measure(folder, config)?);
    }
    if has("sentence_pairs.jsonl") {
        results.push(sentence_pairs::measure(folder)?);
    }
    if has("timexes.jsonl") {
        results.push(times::measure(folder)?);
    }
    if has("attributions.jsonl") {
        results.push(attributions::measure(folder)?);
    }
    if results.is_empty() && has("docs.jsonl") {
        results.push(speed::of_set(folder, &name(folder), config)?);
    }
    if results.is_empty() {
        bail!(
            "{} is no set: it has no docs.jsonl and none of cases.jsonl, gold.jsonl, pairs.tsv, \
             clusters.tsv, sentence_pairs.jsonl, timexes.jsonl, attributions.jsonl",
            folder.display()
        );
    }
    Ok(results)
}

/// The last part of the path, for the reader.
fn name(folder: &Path) -> String {
    folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned()
}

/// The rows of a JSON Lines file.
fn rows<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Vec<T>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let row = |(idx, line): (usize, &str)| {
        serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), idx + 1))
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(row).collect()
}

/// The rows of a file of tab-separated columns.
fn columns<const N: usize>(path: &Path) -> Result<Vec<[String; N]>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let row = |(idx, line): (usize, &str)| {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        cells
            .try_into()
            .ok()
            .with_context(|| format!("{}:{}: not {N} columns", path.display(), idx + 1))
    };
    text.lines().enumerate().filter(|(_, line)| !line.is_empty()).map(row).collect()
}
