//! Makes the table of document frequencies behind term weights.
//!
//! Usage: `background DOCS.jsonl > src/normalize/data/background-en.tsv`, where each line
//! is a JSON object with a `text`. Only counts leave: for every stem that stands in at
//! least five articles, in how many.
#![expect(clippy::print_stdout, reason = "the table goes to standard output")]

use anyhow::{Context, Result};
use crosswire::{
    article::Article,
    normalize::{Document, NormalizeParams, normalize},
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Stems in fewer articles are left out: they would name single articles.
const MIN_ARTICLES: u32 = 5;

fn main() -> Result<()> {
    let path = std::env::args().nth(1).context("usage: background DOCS.jsonl")?;
    let lines = std::fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
    let sets = lines.par_lines().map(stems_of_line).collect::<Result<Vec<_>>>()?;

    let mut frequencies: BTreeMap<&str, u32> = BTreeMap::new();
    for stem in sets.iter().flatten() {
        *frequencies.entry(stem).or_default() += 1;
    }
    let mut by_count: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for (stem, count) in frequencies {
        if count >= MIN_ARTICLES {
            by_count.entry(count).or_default().push(stem);
        }
    }
    println!("{}", sets.len());
    for (count, stems) in by_count.iter().rev() {
        println!("{count}\t{}", stems.join(" "));
    }
    Ok(())
}

fn stems_of_line(line: &str) -> Result<BTreeSet<String>> {
    let record: serde_json::Value = serde_json::from_str(line)?;
    let text = record["text"].as_str().context("a record without text")?.to_owned();
    let params = NormalizeParams { language: Some("en".to_owned()), ..NormalizeParams::default() };
    let doc = normalize(Article { text, ..Article::default() }, &params);
    Ok(content_stems(&doc))
}

/// Stems that are words: no figures, no function words.
fn content_stems(doc: &Document) -> BTreeSet<String> {
    doc.terms
        .iter()
        .filter(|term| !term.is_stop && term.stem.chars().all(|c| c.is_alphabetic() || c == '\''))
        .map(|term| term.stem.to_string())
        .collect()
}
