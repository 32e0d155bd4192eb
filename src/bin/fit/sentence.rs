//! The model of two sentences that say the same.

use super::{
    logistic::{Example, fit as fit_logistic},
    sets::{profile, read},
};
use anyhow::{Context, Result};
use crosswire::{
    align::{SentenceFeatures, SentenceModel},
    article::Article,
    sketch::SentenceProfile,
};
use rayon::prelude::*;
use std::path::Path;

pub(crate) fn fit(data: &Path) -> Result<String> {
    let lines = read(&data.join("ecbplus/sentence_pairs.jsonl"))?;
    let examples: Vec<Example> = lines.par_lines().map(example).collect::<Result<_>>()?;
    let (weights, intercept) = fit_logistic(&examples).as_integers();
    let made_by = "cargo run --release --features tools --bin fit -- sentence DATA".to_owned();
    Ok(serde_json::to_string_pretty(&SentenceModel { made_by, weights, intercept })?)
}

fn example(line: &str) -> Result<Example> {
    let row: serde_json::Value = serde_json::from_str(line)?;
    let sentence = |name: &str| -> Result<SentenceProfile> {
        let text = row[name].as_str().with_context(|| format!("no {name}"))?.to_owned();
        Ok(SentenceProfile::whole(&profile(Article { text, ..Article::default() })))
    };
    let features = SentenceFeatures::of(&sentence("a")?, &sentence("b")?);
    Ok(Example {
        features: features.values().iter().map(|v| *v as f64 / 1000.0).collect(),
        is_positive: row["aligned"] == 1,
        weight: 1.0,
    })
}
