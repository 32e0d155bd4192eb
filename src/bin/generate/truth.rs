//! What is true of a generated corpus, by counting sets of words and nothing cleverer.

use super::corpus::Generator;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::io::Write;

/// Words of a shingle.
const WIDTH: usize = 5;

/// Writes `{"a","b","resemblance","n_shared","n_a","n_b"}` for every article that was made of an
/// earlier one, `a` the earlier.
pub(crate) fn write(generator: &Generator, out: &mut impl Write) -> Result<()> {
    for index in 0..generator.n_articles() {
        let Some(base) = generator.base(index) else { continue };
        let (a_id, a) = shingles(generator, base)?;
        let (b_id, b) = shingles(generator, index)?;
        let n_shared = a.intersection(&b).count();
        let n_union = a.len() + b.len() - n_shared;
        let row = serde_json::json!({
            "a": a_id,
            "b": b_id,
            "resemblance": n_shared as f64 / n_union.max(1) as f64,
            "n_shared": n_shared,
            "n_a": a.len(),
            "n_b": b.len(),
        });
        writeln!(out, "{row}")?;
    }
    out.flush()?;
    Ok(())
}

/// The id and the shingles of an article, by the definition of the `plain` normaliser.
fn shingles(generator: &Generator, index: u64) -> Result<(String, BTreeSet<String>)> {
    let mut line = Vec::new();
    generator.write_line(index, &mut line);
    let article: serde_json::Value = serde_json::from_slice(&line)?;
    let text = article["text"].as_str().context("no text")?.to_lowercase();
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let width = WIDTH.min(words.len().max(1));
    let windows = words.windows(width).map(|window| window.join(" ")).collect();
    Ok((article["id"].as_str().context("no id")?.to_owned(), windows))
}
