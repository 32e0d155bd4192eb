//! Where and when a table was made.

use anyhow::Result;
use serde::Serialize;
use std::process::{Command, Stdio};

/// What a reader needs to judge or repeat the figures.
#[derive(Debug, Serialize)]
pub(crate) struct Circumstances {
    pub(crate) date: String,
    /// Processor and the number of cores the system offers.
    pub(crate) machine: String,
    /// The commit of the repository, with a plus when files differ from it; none outside git.
    pub(crate) commit: Option<String>,
    pub(crate) command: String,
}

impl Circumstances {
    /// # Errors
    /// The number of cores is unknown.
    pub(crate) fn now(command: String) -> Result<Self> {
        let n_cores = std::thread::available_parallelism()?;
        Ok(Self {
            date: jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string(),
            machine: format!("{}, {n_cores} cores", processor()),
            commit: commit(),
            command,
        })
    }
}

/// The command that repeats this run, from the root of the repository.
pub(crate) fn command_line() -> String {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    format!(
        "cargo run --release --manifest-path benches/peers/Cargo.toml -- {}",
        arguments.join(" ")
    )
}

fn processor() -> String {
    let described = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = described.lines().find_map(|line| line.strip_prefix("model name"));
    name.and_then(|rest| rest.split_once(':'))
        .map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, name)| name.trim().to_owned())
}

fn commit() -> Option<String> {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(arguments).current_dir(crate::contender::repository());
        let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let commit = git(&["rev-parse", "--short=7", "HEAD"])?;
    let differs = !git(&["status", "--porcelain", "--untracked-files=no"])?.is_empty();
    Some(if differs { commit + "+" } else { commit })
}
