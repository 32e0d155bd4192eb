//! One process, and what it used.

use anyhow::{Context, Result, bail};
use serde::Serialize;
use std::io::Read;
use std::process::{Command, Stdio};
use std::time::Instant;
use wait4::Wait4;

/// What one run of one tool used.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Usage {
    /// From start to end, in seconds.
    pub(crate) wall: f64,
    /// User and system time of the process, in seconds.
    pub(crate) cpu: f64,
    /// Peak resident set size, in bytes.
    pub(crate) peak: u64,
}

/// Runs a command to its end; gives its usage and what it wrote to standard output.
///
/// The kernel counts a child's peak from the size of the process that started it, so this
/// program holds nothing large until all runs are over.
///
/// # Errors
/// The command does not start or does not succeed.
pub(crate) fn measure(mut command: Command) -> Result<(Usage, String)> {
    let program = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let started = Instant::now();
    let mut child = command.spawn().with_context(|| format!("cannot start {program}"))?;
    let mut said = String::new();
    if let Some(mut out) = child.stdout.take() {
        out.read_to_string(&mut said)?;
    }
    let ended = child.wait4()?;
    let wall = started.elapsed().as_secs_f64();
    if !ended.status.success() {
        bail!("{program}: {}", ended.status);
    }
    let cpu = (ended.rusage.utime + ended.rusage.stime).as_secs_f64();
    Ok((Usage { wall, cpu, peak: ended.rusage.maxrss }, said))
}

/// The middle value; the mean of the two middle ones of an even number; 0 of none.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => 0.0,
        n if n % 2 == 1 => values[middle],
        _ => (values[middle - 1] + values[middle]) / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::{measure, median};
    use std::process::Command;

    #[test]
    fn medians() {
        assert_eq!(median([]), 0.0);
        assert_eq!(median([3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median([4.0, 1.0, 2.0, 3.0]), 2.5);
    }

    #[test]
    fn a_process_has_used_memory_and_said_its_words() {
        let mut command = Command::new("cargo");
        command.arg("--version");
        let (usage, said) = measure(command).expect("cargo runs this test");
        assert!(said.starts_with("cargo "));
        assert!(usage.peak > 100_000 && usage.wall > 0.0);
    }
}
