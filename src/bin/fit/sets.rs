//! Reads labelled sets: documents, clusters, topics.

use anyhow::{Context, Result};
use crosswire::{
    article::Article,
    hash::hash64,
    normalize::{NormalizeParams, normalize},
    relate::Analysis,
};
use rayon::prelude::*;
use std::{collections::BTreeMap, path::Path};

/// All that is known of articles, by document id.
pub(crate) type Analyses = BTreeMap<String, Analysis>;

pub(crate) fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The articles of `docs.jsonl` in `folder`, without their dates, which not all sets have.
pub(crate) fn analyses(folder: &Path) -> Result<Analyses> {
    read(&folder.join("docs.jsonl"))?
        .par_lines()
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line)?;
            let field = |name: &str| record[name].as_str().map(str::to_owned);
            let article = Article {
                text: field("text").context("no text")?,
                title: field("title"),
                ..Article::default()
            };
            Ok((field("id").context("no id")?, analysis(article)))
        })
        .collect()
}

/// All that is known of an article in English.
pub(crate) fn analysis(article: Article) -> Analysis {
    let english = NormalizeParams { language: Some("en".to_owned()), ..NormalizeParams::default() };
    Analysis::of(normalize(article, &english))
}

/// Second column to first: article to event, event to topic.
pub(crate) fn second_to_first(path: &Path) -> Result<BTreeMap<String, String>> {
    let text = read(path)?;
    let row = |line: &str| line.split_once('\t').map(|(a, b)| (b.to_owned(), a.to_owned()));
    Ok(text.lines().filter_map(row).collect())
}

/// A fixed sample of `pairs`: those with the lowest hashes.
pub(crate) fn sample<'a>(mut pairs: Vec<(&'a str, &'a str)>, n: usize) -> Vec<(&'a str, &'a str)> {
    pairs.sort_unstable_by_key(|(a, b)| hash64(format!("{a} {b}").as_bytes()));
    pairs.truncate(n);
    pairs
}
