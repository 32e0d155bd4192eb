//! The command line.

use crate::contender::Tool;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Runs crosswire and its peers over the same file and prints one table.
///
/// Exit codes: 0 done; 1 the check of the exact pairs found a difference; 2 an error.
#[derive(Debug, Parser)]
#[command(
    version,
    args_conflicts_with_subcommands = true,
    override_usage = "crosswire-peers [OPTIONS] <FILE>\n       crosswire-peers [OPTIONS] --generate <N>"
)]
pub(crate) struct Options {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// JSON Lines of {"id", "text"}, every id once
    #[arg(required_unless_present = "generate")]
    pub(crate) file: Option<PathBuf>,

    /// Make a synthetic corpus of N articles instead
    #[arg(long, value_name = "N", conflicts_with = "file")]
    pub(crate) generate: Option<u64>,

    /// Seed of the synthetic corpus
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,

    /// Least resemblance |A∩B| / |A∪B| of a pair
    #[arg(long, value_name = "X", default_value = "0.7")]
    pub(crate) min_resemblance: Threshold,

    /// Which peers run beside crosswire; without it, all that are installed
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) peers: Vec<Tool>,

    /// Rounds; each runs every tool once
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) runs: u32,

    /// A tool that took longer than this is not run again
    #[arg(long, value_name = "SECONDS", default_value_t = 300.0)]
    pub(crate) patience: f64,

    /// Threads of every tool (crosswire's --threads, the peers' RAYON_NUM_THREADS); datasketch
    /// has one in any case
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) threads: u32,

    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// Put the table into this Markdown file too, between its <!-- peers --> and
    /// <!-- /peers --> lines
    #[arg(long, value_name = "FILE")]
    pub(crate) update: Option<PathBuf>,

    /// Check the exact pairs of N articles by counting without filters; 0 for no check
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub(crate) check: usize,

    /// A built crosswire; without it, this repository is built in release mode
    #[arg(long, value_name = "PATH")]
    pub(crate) crosswire: Option<PathBuf>,

    /// The Python that has rensa and datasketch
    #[arg(long, value_name = "PATH", default_value = "python3")]
    pub(crate) python: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// One peer from crates.io over one file: what the table's child processes are
    #[command(hide = true)]
    One(Task),
}

/// One peer's work: a file in, the pairs it finds out.
#[derive(Debug, Args)]
pub(crate) struct Task {
    pub(crate) tool: Tool,
    pub(crate) file: PathBuf,
    /// Where the pairs go, as JSON Lines of {"a", "b"}
    pub(crate) pairs: PathBuf,
    pub(crate) min_resemblance: Threshold,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Markdown,
    Json,
}

/// A resemblance in (0, 1) in millionths, so that comparisons are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Threshold {
    millionths: u64,
}

const MILLION: u64 = 1_000_000;

impl Threshold {
    /// Whether `part / whole` is at or above the threshold.
    pub(crate) fn reached_by(self, part: u64, whole: u64) -> bool {
        whole > 0 && part * MILLION >= self.millionths * whole
    }

    pub(crate) fn value(self) -> f64 {
        self.millionths as f64 / MILLION as f64
    }
}

impl std::str::FromStr for Threshold {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let value: f64 = text.parse().map_err(|_| "a decimal fraction is expected")?;
        let millionths = (value * MILLION as f64).round();
        if !(millionths >= 1.0 && millionths < MILLION as f64) {
            return Err("it must lie between 0 and 1");
        }
        Ok(Self { millionths: millionths as u64 })
    }
}

impl std::fmt::Display for Threshold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.value())
    }
}
