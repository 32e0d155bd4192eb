//! Sentence splitting: `cases.jsonl`, a text and its sentences a row.

use super::{name, rows};
use crate::bench::{
    metrics::Hits,
    result::{Mistake, SuiteResult},
    speed::megabytes_per_second,
};
use anyhow::Result;
use crosswire::normalize::split_sentences;
use serde::Deserialize;
use std::{hint::black_box, path::Path};

#[derive(Deserialize)]
struct Case {
    name: String,
    text: String,
    sentences: Vec<String>,
    #[serde(default)]
    golden: bool,
}

pub(super) fn measure(folder: &Path) -> Result<SuiteResult> {
    let cases: Vec<Case> = rows(&folder.join("cases.jsonl"))?;
    let mut result = SuiteResult::measured("sentence splitting", &name(folder));
    let (mut golden, mut all) = (Vec::new(), Vec::new());
    for case in &cases {
        let found = split(&case.text);
        let wanted: Vec<String> = case.sentences.iter().map(|s| collapsed(s)).collect();
        let is_right = found == wanted;
        all.push(Hits::one(is_right));
        if case.golden {
            golden.push(Hits::one(is_right));
        }
        if !is_right {
            result.errors.push(Mistake::new(&case.name, wanted.join("\n"), found.join("\n")));
        }
    }
    result.accuracy("golden cases exact", &golden);
    result.accuracy("all cases exact", &all);
    let text: String =
        cases.iter().flat_map(|case| [case.text.as_str(), "\n"]).collect::<String>().repeat(4);
    let rate = megabytes_per_second(text.len(), || {
        black_box(split_sentences(&text, Some("en")));
    });
    result.add("splitting speed", Some(rate), text.len()).speed("MB/s");
    Ok(result)
}

/// Sentences with white space collapsed.
fn split(text: &str) -> Vec<String> {
    split_sentences(text, Some("en")).iter().map(|range| collapsed(range.of(text))).collect()
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
