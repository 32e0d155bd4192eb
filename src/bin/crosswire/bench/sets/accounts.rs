//! The accounts of the events of a labelled set (`clusters.tsv`: event, article).

use super::columns;
use anyhow::Result;
use crosswire::{
    article::Article,
    config::Config,
    engine::{Input, load},
};
use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

/// Articles of an event that are compared, the first by id.
const MAX_ARTICLES: usize = 8;

/// The articles of each event that has two or more, in order of ids.
pub(super) fn read(folder: &Path, config: &Config) -> Result<Vec<Vec<Article>>> {
    let loaded = load(&[Input::Path(folder.join("docs.jsonl"))], &config.ingest)?;
    let mut articles: HashMap<String, Article> =
        loaded.articles.into_iter().map(|article| (article.id.clone(), article)).collect();
    let mut events: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for [event, article] in columns(&folder.join("clusters.tsv"))? {
        events.entry(event).or_default().push(article);
    }
    let accounts = events.into_values().map(|mut ids| {
        ids.sort_unstable();
        ids.iter().filter_map(|id| articles.remove(id)).take(MAX_ARTICLES).collect()
    });
    Ok(accounts.filter(|accounts: &Vec<Article>| accounts.len() > 1).collect())
}
