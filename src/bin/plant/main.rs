//! Plants differences into articles of the corpus, with the truth beside them.
#![expect(clippy::print_stderr, reason = "messages go to standard error")]

#[expect(dead_code, reason = "the bench reads more of it")]
#[path = "../crosswire/bench/expected.rs"]
mod expected;
mod planting;
mod rows;

use anyhow::{Context, Result};
use clap::Parser;
use planting::{Half, Params, kind::Harm, plant};
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Pairs of articles with planted differences; the same bytes for the same seed and corpus.
#[derive(Debug, Parser)]
struct Args {
    /// The corpus of labelled events
    #[arg(default_value = "corpus")]
    corpus: PathBuf,
    /// dev or test; each has its own words and templates
    #[arg(long, default_value = "dev")]
    half: String,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Edits of each harmful kind at most; of harmless ones three times as many in all
    #[arg(long, value_name = "N", default_value_t = Params::PER_KIND)]
    per_kind: usize,
    /// Where the pairs go: JSON Lines of {"id","a","b"}, as `crosswire compare --pairs` reads
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// Where the truth goes: JSON Lines, one row an edit
    #[arg(long, value_name = "FILE")]
    truth: PathBuf,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("plant: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &Args) -> Result<()> {
    let half = Half::from_name(&args.half)?;
    let params = Params { half, seed: args.seed, per_kind: args.per_kind };
    let pairs = plant(&args.corpus, &params)?;
    let mut out = create(&args.output)?;
    let mut truth = create(&args.truth)?;
    let mut n_edits = [0usize; 2];
    for pair in &pairs {
        writeln!(out, "{}", rows::row(pair))?;
        rows::truth(pair).iter().try_for_each(|row| writeln!(truth, "{row}"))?;
        for planted in &pair.planted {
            n_edits[usize::from(planted.kind.harm() == Harm::Harmless)] += 1;
        }
    }
    out.flush()?;
    truth.flush()?;
    let [n_harmful, n_harmless] = n_edits;
    eprintln!("plant: {} pairs, {n_harmful} harmful and {n_harmless} harmless edits", pairs.len());
    Ok(())
}

fn create(path: &Path) -> Result<BufWriter<File>> {
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(BufWriter::new(file))
}
