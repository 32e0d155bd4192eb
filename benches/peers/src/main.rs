//! crosswire and its peers over the same file: one table of time, memory, recall and precision.
//!
//! Every tool runs as a process of its own, so that its CPU time and peak memory are its own;
//! rounds are interleaved, and the table gives medians. The truth is crosswire's exact join,
//! which a count without filters checks on a sample.

mod articles;
mod check;
mod contender;
mod machine;
mod measure;
mod options;
mod pairs;
mod peer;
mod readme;
mod rounds;
mod shingles;
mod table;

use anyhow::Result;
use clap::Parser;
use options::{Command, Options};
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let options = Options::parse();
    match run(&options) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("peers: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(options: &Options) -> Result<ExitCode> {
    if let Some(Command::One(task)) = &options.command {
        peer::run(task)?;
        return Ok(ExitCode::SUCCESS);
    }
    let table = rounds::run(options)?;
    show(&table.render(options.format)?)?;
    if let Some(path) = &options.update {
        readme::update(path, &table.render(options::Format::Markdown)?)?;
    }
    let differs = table.check.as_ref().is_some_and(|check| check.n_different > 0);
    Ok(if differs { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Prints to standard output; a reader that has gone is no error.
fn show(text: &str) -> Result<()> {
    match writeln!(io::stdout(), "{text}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
