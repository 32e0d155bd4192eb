//! The `crosswire` program: arguments in, exit code out.

/// A line on standard error; nothing when nobody is there to read it.
macro_rules! notice {
    ($($arg:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($arg)*);
    }};
}

mod args;
mod bench;
mod compare;
mod dedup;
mod events;
mod inspect;
mod output;
mod progress;
mod score;
mod unnamed;

use anyhow::Result;
use args::{Cli, Command};
use clap::Parser;
use std::process::ExitCode;

/// What a finished run found, for the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing to complain of.
    Clean,
    /// Conflicts, where `--check` was given, or a loss against a baseline.
    Found,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            notice!("crosswire: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli) -> Result<Outcome> {
    if let Some(n) = cli.common.threads {
        rayon::ThreadPoolBuilder::new().num_threads(n.get()).build_global()?;
    }
    match &cli.command {
        Command::Compare(args) => compare::run(args, &cli.common),
        Command::Score(args) => score::run(args, &cli.common),
        Command::Dedup(args) => dedup::run(args, &cli.common),
        Command::Events(args) => events::run(args, &cli.common),
        Command::Inspect(args) => inspect::run(args, &cli.common),
        Command::Bench(args) => bench::run(args, &cli.common),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
