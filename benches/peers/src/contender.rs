//! The tools of the table: how each is found, what version it has, how it is started.

use crate::options::{Options, Threshold};
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tool {
    #[value(skip)]
    Crosswire,
    Gaoya,
    Txtfp,
    Rensa,
    Datasketch,
}

impl fmt::Display for Tool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Crosswire => "crosswire",
            Self::Gaoya => "gaoya",
            Self::Txtfp => "txtfp",
            Self::Rensa => "rensa",
            Self::Datasketch => "datasketch",
        })
    }
}

/// A tool that is there.
#[derive(Debug)]
pub(crate) struct Contender {
    pub(crate) tool: Tool,
    pub(crate) version: String,
    program: PathBuf,
}

/// The work every tool gets.
#[derive(Debug)]
pub(crate) struct Work<'a> {
    pub(crate) file: &'a Path,
    pub(crate) min_resemblance: Threshold,
    pub(crate) n_threads: u32,
}

impl Contender {
    /// crosswire itself.
    ///
    /// # Errors
    /// It cannot be built or started.
    pub(crate) fn crosswire(options: &Options) -> Result<Self> {
        let program = match &options.crosswire {
            Some(path) => path.clone(),
            None => build("crosswire")?,
        };
        let said = said(Command::new(&program).arg("--version"))?
            .with_context(|| format!("{} does not start", program.display()))?;
        let version = said.trim_start_matches("crosswire").trim().to_owned();
        Ok(Self { tool: Tool::Crosswire, version, program })
    }

    /// A peer, or why it is not there.
    ///
    /// # Errors
    /// This program cannot tell where it is itself.
    pub(crate) fn peer(tool: Tool, python: &Path) -> Result<std::result::Result<Self, String>> {
        let (program, version) = match tool {
            Tool::Crosswire => bail!("crosswire is no peer of its own"),
            Tool::Gaoya | Tool::Txtfp => (std::env::current_exe()?, locked_version(tool)),
            Tool::Rensa | Tool::Datasketch => {
                let mut command = Command::new(python);
                command.arg(script()).arg("version").arg(tool.to_string());
                match said(&mut command) {
                    Ok(Some(version)) => (python.to_owned(), version.trim().to_owned()),
                    Ok(None) => return Ok(Err(format!("pip install {tool}"))),
                    Err(_) => return Ok(Err(format!("there is no {}", python.display()))),
                }
            }
        };
        Ok(Ok(Self { tool, version, program }))
    }

    /// The process that does the work and writes the pairs.
    pub(crate) fn command(&self, work: &Work<'_>, pairs: &Path) -> Command {
        let (min_resemblance, threads) =
            (work.min_resemblance.to_string(), work.n_threads.to_string());
        let mut command = Command::new(&self.program);
        match self.tool {
            Tool::Crosswire => command
                .arg("score")
                .arg(work.file)
                .args(CROSSWIRE_SETTINGS)
                .args(["--min-resemblance", &min_resemblance, "--threads", &threads])
                .args(["--quiet", "--no-progress", "--pairs"])
                .arg(pairs),
            Tool::Gaoya | Tool::Txtfp => {
                let name = self.tool.to_string();
                command.args(["one", &name]).arg(work.file).arg(pairs).arg(min_resemblance)
            }
            Tool::Rensa | Tool::Datasketch => {
                let name = self.tool.to_string();
                let command = command.arg(script()).args(["run", &name]);
                command.arg(work.file).arg(pairs).arg(min_resemblance)
            }
        };
        // What the libraries below the peers read; crosswire has a flag.
        for variable in ["RAYON_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"] {
            command.env(variable, &threads);
        }
        command
    }
}

/// What crosswire is told beside threshold and threads.
pub(crate) const CROSSWIRE_SETTINGS: [&str; 4] = ["--normalizer", "plain", "--shingle", "word:5"];

/// Where the package lies.
fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// crosswire's repository, two folders up.
pub(crate) fn repository() -> PathBuf {
    package().join("../..")
}

fn script() -> PathBuf {
    package().join("python/peer.py")
}

/// Builds a program of the repository in release mode and says where it is.
///
/// # Errors
/// It does not build.
pub(crate) fn build(program: &str) -> Result<PathBuf> {
    let status = Command::new("cargo")
        .args(["build", "--release", "--features", "tools", "--bin", program])
        .current_dir(repository())
        .stdin(Stdio::null())
        .status()
        .context("cannot start cargo")?;
    if !status.success() {
        bail!("{program} does not build");
    }
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| repository().join("target"), PathBuf::from);
    Ok(target.join("release").join(program))
}

/// Standard output of a command; none when it ends with an error.
fn said(command: &mut Command) -> Result<Option<String>> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output()?;
    Ok(output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned()))
}

/// The version of a crate in this package's own lock file.
fn locked_version(tool: Tool) -> String {
    let entry = format!("name = \"{tool}\"\nversion = \"");
    let after = include_str!("../Cargo.lock").split_once(&entry).map_or("?", |(_, after)| after);
    after.split('"').next().unwrap_or("?").to_owned()
}
