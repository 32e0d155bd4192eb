//! The truth beside an event, as it is written.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::path::Path;

/// `expected.toml`, field by field as `corpus/README.md` has it.
#[derive(Debug, Deserialize)]
pub(crate) struct Expected {
    pub(crate) event: String,
    pub(crate) articles: Vec<String>,
    #[serde(default)]
    pub(crate) relations: Vec<ExpectedRelation>,
    #[serde(default)]
    pub(crate) witnesses: Vec<Witness>,
    #[serde(default)]
    pub(crate) alignments: Vec<Quoted>,
    #[serde(default)]
    pub(crate) findings: Vec<ExpectedFinding>,
    #[serde(default)]
    pub(crate) traps: Vec<Trap>,
    #[serde(default)]
    pub(crate) boilerplate: Vec<Boilerplate>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct ExpectedRelation {
    pub(crate) a: String,
    pub(crate) b: String,
    pub(crate) kind: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Witness {
    pub(crate) members: Vec<String>,
}

/// A sentence of one or of two articles, with the words that matter.
#[derive(Debug, Deserialize)]
pub(crate) struct Quoted {
    pub(crate) a_article: String,
    pub(crate) a: String,
    pub(crate) a_mark: Option<String>,
    pub(crate) b_article: Option<String>,
    pub(crate) b: Option<String>,
    pub(crate) b_mark: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct ExpectedFinding {
    pub(crate) verdict: String,
    pub(crate) facet: String,
    #[serde(flatten)]
    pub(crate) quoted: Quoted,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Trap {
    pub(crate) kind: String,
    #[serde(flatten)]
    pub(crate) quoted: Quoted,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Boilerplate {
    pub(crate) article: String,
    pub(crate) text: String,
    pub(crate) reason: String,
}

/// Reads a TOML file.
pub(crate) fn read_toml<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<T> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("cannot understand {}", path.display()))
}
