//! Where results go: standard output, or a file that appears whole or not at all.

use crate::args::Common;
use anyhow::{Context, Result, bail};
use crosswire::outcome::{Problem, Stats};
use std::{
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// A result being written.
pub(crate) enum Output {
    Stdout(BufWriter<std::io::Stdout>),
    /// Renamed to its place by [`Output::finish`].
    File {
        temporary: BufWriter<NamedTempFile>,
        path: PathBuf,
    },
}

impl Output {
    /// Standard output, or a file beside its final place under a temporary name.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path else {
            return Ok(Self::Stdout(BufWriter::new(std::io::stdout())));
        };
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let temporary = NamedTempFile::new_in(folder)
            .with_context(|| format!("cannot write to {}", folder.display()))?;
        Ok(Self::File { temporary: BufWriter::new(temporary), path: path.to_owned() })
    }

    /// Writes what is left and puts the file in its place.
    pub(crate) fn finish(self) -> Result<()> {
        match self {
            Self::Stdout(mut writer) => writer.flush()?,
            Self::File { temporary, path } => {
                let file = temporary.into_inner().map_err(std::io::IntoInnerError::into_error)?;
                file.persist(&path).with_context(|| format!("cannot write {}", path.display()))?;
            }
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self {
            Self::Stdout(writer) => writer.write(bytes),
            Self::File { temporary, .. } => temporary.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Self::Stdout(writer) => writer.flush(),
            Self::File { temporary, .. } => temporary.flush(),
        }
    }
}

/// Problems named one by one before the rest is only counted.
const MAX_NAMED: usize = 20;

/// Names the problems of a run on standard error; with `--strict` the first that cost a
/// record ends it.
pub(crate) fn report_problems(problems: &[Problem], common: &Common) -> Result<()> {
    if common.strict
        && let Some(problem) = problems.iter().find(|p| p.kind.is_skipped())
    {
        bail!("{problem} (stopped by --strict)");
    }
    for problem in problems.iter().take(MAX_NAMED) {
        let effect = if problem.kind.is_skipped() { "skipped" } else { "note" };
        eprintln!("crosswire: {effect}: {problem}");
    }
    if problems.len() > MAX_NAMED {
        eprintln!("crosswire: and {} more problems", problems.len() - MAX_NAMED);
    }
    Ok(())
}

/// One line on what came in, where something was left out.
pub(crate) fn summarise(stats: &Stats, common: &Common) {
    if !common.quiet && stats.n_skipped > 0 {
        eprintln!(
            "crosswire: {} articles read, {} records skipped",
            stats.n_articles, stats.n_skipped
        );
    }
}
