//! Articles of a set, analysed.

use anyhow::{Context, Result, bail};
use crosswire::{
    config::Config,
    engine::{Input, load},
    normalize::normalize,
    relate::Analysis,
};
use rayon::prelude::*;
use std::{collections::HashMap, path::Path};

/// The articles of `docs.jsonl`.
pub(super) struct Documents {
    pub(super) analyses: Vec<Analysis>,
    index: HashMap<String, usize>,
}

impl Documents {
    pub(super) fn read(folder: &Path, config: &Config) -> Result<Self> {
        let loaded = load(&[Input::Path(folder.join("docs.jsonl"))], &config.ingest)?;
        if let Some(problem) = loaded.problems.iter().find(|problem| problem.kind.is_skipped()) {
            bail!("{problem}");
        }
        let analyses: Vec<Analysis> = loaded
            .articles
            .into_par_iter()
            .map(|article| Analysis::of(normalize(article, &config.normalize)))
            .collect();
        let ids = analyses.iter().enumerate().map(|(i, a)| (a.doc.article.id.clone(), i));
        Ok(Self { index: ids.collect(), analyses })
    }

    pub(super) fn idx(&self, id: &str) -> Result<usize> {
        self.index.get(id).copied().with_context(|| format!("there is no document {id}"))
    }

    pub(super) fn id(&self, idx: usize) -> &str {
        &self.analyses[idx].doc.article.id
    }

    /// Headline, or how the text begins.
    pub(super) fn headline(&self, idx: usize) -> &str {
        let doc = &self.analyses[idx].doc;
        doc.title.as_deref().or_else(|| doc.text().lines().next()).unwrap_or_default()
    }
}
