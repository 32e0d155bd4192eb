//! Writes a synthetic corpus to standard output, and on request what is true of it.
#![expect(clippy::print_stderr, reason = "messages go to standard error")]

mod corpus;
mod truth;

use anyhow::{Context, Result};
use clap::Parser;
use corpus::{Generator, Params, Shape};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Synthetic news: originals, edits, copies and hot stories, the same bytes for the same seed.
#[derive(Debug, Parser)]
struct Args {
    /// How many articles
    n_articles: u64,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Words of an original on average
    #[arg(long, default_value_t = 350)]
    words: u64,
    /// news, footer, identical, empty or huge
    #[arg(long, default_value = "news", value_parser = shape)]
    shape: Shape,
    /// Write the pairs of an edit or a copy with what it was made of, with their exact
    /// resemblance, as JSON Lines
    #[arg(long, value_name = "FILE")]
    truth: Option<PathBuf>,
}

fn shape(name: &str) -> Result<Shape, String> {
    Shape::from_name(name).ok_or_else(|| "there is no such shape".to_owned())
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("generate: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &Args) -> Result<()> {
    let generator = Generator::new(Params {
        seed: args.seed,
        n_articles: args.n_articles,
        mean_words: args.words,
        shape: args.shape,
    });
    if let Some(path) = &args.truth {
        let file =
            File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
        truth::write(&generator, &mut BufWriter::new(file))?;
    }
    let mut out = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    generator.write_all(&mut out)?;
    out.flush()?;
    Ok(())
}
