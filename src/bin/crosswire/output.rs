//! Where results go: standard output, or a file that appears whole or not at all.

use crate::args::Common;
use crate::unnamed::Unnamed;
use anyhow::{Context, Result, bail};
use crosswire::outcome::{Problem, Stats};
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// A result being written.
pub(crate) enum Output {
    Stdout(BufWriter<std::io::Stdout>),
    /// Something that is there and no file, such as a pipe: written as it comes.
    Device(BufWriter<File>),
    /// A file that nobody sees before [`Output::finish`].
    Unnamed {
        temporary: BufWriter<Unnamed>,
        path: PathBuf,
    },
    /// Where the system has no files without a name: renamed to its place at the end.
    Named {
        temporary: BufWriter<NamedTempFile>,
        path: PathBuf,
    },
}

impl Output {
    /// Standard output, or a file beside its final place.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path else {
            return Ok(Self::Stdout(BufWriter::new(std::io::stdout())));
        };
        let cannot = || format!("cannot write {}", path.display());
        match std::fs::metadata(path) {
            Ok(meta) if meta.is_dir() => bail!("{}: it is a folder", cannot()),
            Ok(meta) if !meta.is_file() => {
                let device = File::options().write(true).open(path).with_context(cannot)?;
                return Ok(Self::Device(BufWriter::new(device)));
            }
            _ => {}
        }
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let path = path.to_owned();
        if let Some(unnamed) = Unnamed::new_in(folder) {
            return Ok(Self::Unnamed { temporary: BufWriter::new(unnamed), path });
        }
        let temporary = NamedTempFile::new_in(folder)
            .with_context(|| format!("cannot write to {}", folder.display()))?;
        Ok(Self::Named { temporary: BufWriter::new(temporary), path })
    }

    /// Writes what is left and puts the file in its place.
    pub(crate) fn finish(self) -> Result<()> {
        let cannot = |path: &Path| format!("cannot write {}", path.display());
        match self {
            Self::Stdout(mut writer) => writer.flush()?,
            Self::Device(mut writer) => writer.flush()?,
            Self::Unnamed { temporary, path } => {
                let file = temporary.into_inner().map_err(std::io::IntoInnerError::into_error);
                file.and_then(|file| file.persist(&path)).with_context(|| cannot(&path))?;
            }
            Self::Named { temporary, path } => {
                let file = temporary.into_inner().map_err(std::io::IntoInnerError::into_error)?;
                file.persist(&path).with_context(|| cannot(&path))?;
            }
        }
        Ok(())
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Stdout(writer) => writer,
            Self::Device(writer) => writer,
            Self::Unnamed { temporary, .. } => temporary,
            Self::Named { temporary, .. } => temporary,
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.writer().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.writer().flush()
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
        notice!("crosswire: {effect}: {problem}");
    }
    if problems.len() > MAX_NAMED {
        notice!("crosswire: and {} more problems", problems.len() - MAX_NAMED);
    }
    Ok(())
}

/// One line on what came in, where something was left out.
pub(crate) fn summarise(stats: &Stats, common: &Common) {
    if !common.quiet && stats.n_skipped > 0 {
        notice!("crosswire: {} articles read, {} skipped", stats.n_articles, stats.n_skipped);
    }
}
