//! The model of two sentences that say the same.

use super::{
    calibrate::calibrate,
    logistic::{Example, fit as fit_logistic},
    sets::{profile, read},
};
use anyhow::{Context, Result};
use crosswire::{
    align::{SentenceFeatures, SentenceModel},
    article::Article,
    sketch::{Calibration, SentenceProfile},
};
use rayon::prelude::*;
use std::path::Path;

pub(crate) fn fit(data: &Path) -> Result<String> {
    let lines = read(&data.join("ecbplus/sentence_pairs.jsonl"))?;
    let rows: Vec<(SentenceFeatures, bool)> = lines.par_lines().map(row).collect::<Result<_>>()?;
    let examples: Vec<Example> = rows
        .iter()
        .map(|(features, is_positive)| Example {
            features: features.values().iter().map(|v| *v as f64 / 1000.0).collect(),
            is_positive: *is_positive,
            weight: 1.0,
        })
        .collect();
    let (weights, intercept) = fit_logistic(&examples).as_integers();
    let made_by = "cargo run --release --features tools --bin fit -- sentence DATA".to_owned();
    let mut model =
        SentenceModel { made_by, weights, intercept, calibration: Calibration::default() };
    let outcomes = rows.iter().map(|(features, is)| (model.score(features), 1.0, *is)).collect();
    model.calibration = calibrate(outcomes);
    Ok(serde_json::to_string_pretty(&model)?)
}

fn row(line: &str) -> Result<(SentenceFeatures, bool)> {
    let row: serde_json::Value = serde_json::from_str(line)?;
    let sentence = |name: &str| -> Result<SentenceProfile> {
        let text = row[name].as_str().with_context(|| format!("no {name}"))?.to_owned();
        Ok(SentenceProfile::whole(&profile(Article { text, ..Article::default() })))
    };
    let features = SentenceFeatures::of(&sentence("a")?, &sentence("b")?);
    Ok((features, row["aligned"] == 1))
}
