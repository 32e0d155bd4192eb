//! Fits the weights of the relation and of the sentence score, on labelled sets.
//!
//! Usage: `fit relation DATA > src/relate/data/event-model.json` and
//! `fit sentence DATA > src/align/data/sentence-model.json`, where `DATA` is a folder that
//! holds `ecbplus` and `basil` in the layout `crosswire bench --suite` reads;
//! `fit account corpus/dev > src/align/data/account-model.json`;
//! `fit events DATA > src/cluster/events/data/event-groups.json` and
//! `fit events --folds DATA > src/bin/crosswire/bench/data/event-folds.json`, the models of
//! five folds of topics, each from the topics of the others. With `--cross-validate`
//! the figures for held-out topics are printed instead of a model: five folds of topics
//! (of the corpus, every event its own), weights and thresholds from the others.
#![expect(clippy::print_stdout, reason = "the result goes to standard output")]

mod account;
mod calibrate;
mod events;
#[expect(dead_code, reason = "the bench reads more of it")]
#[path = "../crosswire/bench/expected.rs"]
mod expected;
mod folds;
mod logistic;
#[expect(dead_code, reason = "the bench measures more")]
#[path = "../crosswire/bench/metrics.rs"]
mod metrics;
mod relation;
mod sentence;
mod sets;

use anyhow::{Result, bail};
use std::path::Path;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let result = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["relation", data] => relation::fit(Path::new(data))?,
        ["sentence", data] => sentence::fit(Path::new(data))?,
        ["account", corpus] => account::fit(Path::new(corpus))?,
        ["account", "--cross-validate", corpus] => account::cross_validate(Path::new(corpus))?,
        ["relation", "--cross-validate", data] => relation::cross_validate(Path::new(data))?,
        ["sentence", "--cross-validate", data] => sentence::cross_validate(Path::new(data))?,
        ["events", data] => events::fit(Path::new(data))?,
        ["events", "--folds", data] => events::fit_folds(Path::new(data))?,
        ["events", "--cross-validate", data] => events::cross_validate(Path::new(data))?,
        _ => bail!("usage: fit relation|sentence|account|events [--cross-validate] DATA"),
    };
    println!("{result}");
    Ok(())
}
