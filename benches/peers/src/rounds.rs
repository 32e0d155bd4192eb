//! Interleaved rounds of every tool, then the judgement.

use crate::check;
use crate::contender::{self, CROSSWIRE_SETTINGS, Contender, Tool, Work};
use crate::machine::{self, Circumstances};
use crate::measure::{Usage, measure};
use crate::options::Options;
use crate::pairs::Exact;
use crate::peer::Said;
use crate::table::{Corpus, Entry, Table};
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Runs everything the options ask for.
///
/// # Errors
/// The input cannot be read or made, crosswire does not build, or a tool fails.
pub(crate) fn run(options: &Options) -> Result<Table> {
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    let (contenders, missing) = contenders(options)?;
    let file = input(options, &folder)?;
    let corpus = corpus(options, &file)?;
    let work =
        Work { file: &file, min_resemblance: options.min_resemblance, n_threads: options.threads };
    let circumstances = Circumstances::now(machine::command_line())?;
    let mut ran: Vec<Ran> = contenders.into_iter().map(|one| Ran::new(one, &folder)).collect();
    for round in 0..options.runs as usize {
        for turn in 0..ran.len() {
            // Another one begins every round, so that none always follows the same.
            let place = (turn + round) % ran.len();
            if ran[place].took_longer_than(options.patience) {
                continue;
            }
            eprint!("round {} of {}: {} ", round + 1, options.runs, ran[place].contender.tool);
            ran[place].run(&work)?;
        }
    }
    judge(options, corpus, circumstances, missing, ran, &file)
}

/// One tool with what it used in every round.
struct Ran {
    contender: Contender,
    pairs: PathBuf,
    settings: String,
    runs: Vec<Usage>,
}

impl Ran {
    fn new(contender: Contender, folder: &TempDir) -> Self {
        let pairs = folder.path().join(format!("{}.jsonl", contender.tool));
        Self { contender, pairs, settings: String::new(), runs: Vec::new() }
    }

    fn took_longer_than(&self, seconds: f64) -> bool {
        self.runs.iter().any(|run| run.wall > seconds)
    }

    fn run(&mut self, work: &Work<'_>) -> Result<()> {
        let (usage, said) = measure(self.contender.command(work, &self.pairs))
            .with_context(|| self.contender.tool.to_string())?;
        eprintln!("{:.2} s", usage.wall);
        self.settings = match self.contender.tool {
            Tool::Crosswire => format!("{}, exact", CROSSWIRE_SETTINGS.join(" ")),
            tool => {
                let said: Said = serde_json::from_str(&said)
                    .with_context(|| format!("{tool} does not say its settings"))?;
                said.settings
            }
        };
        self.runs.push(usage);
        Ok(())
    }
}

/// The tools that are there, crosswire first, and a line for each that is not.
fn contenders(options: &Options) -> Result<(Vec<Contender>, Vec<String>)> {
    let wanted = if options.peers.is_empty() { Tool::value_variants() } else { &options.peers };
    let (mut there, mut missing) = (vec![Contender::crosswire(options)?], Vec::new());
    for &tool in wanted {
        match Contender::peer(tool, &options.python)? {
            Ok(contender) => there.push(contender),
            Err(reason) => {
                eprintln!("{tool} is left out: {reason}");
                missing.push(format!("{tool} is left out: {reason}"));
            }
        }
    }
    Ok((there, missing))
}

/// The file given, or a synthetic one in the temporary folder.
fn input(options: &Options, folder: &TempDir) -> Result<PathBuf> {
    match (&options.file, options.generate) {
        (Some(file), _) => Ok(file.clone()),
        (None, Some(n_articles)) => {
            let path = folder.path().join("articles.jsonl");
            let status = Command::new(contender::build("generate")?)
                .args([n_articles.to_string(), "--seed".into(), options.seed.to_string()])
                .stdin(Stdio::null())
                .stdout(File::create(&path)?)
                .status()?;
            if !status.success() {
                bail!("no corpus was generated");
            }
            Ok(path)
        }
        (None, None) => bail!("a file or --generate N is needed"),
    }
}

/// Reads the file once, which also brings it into the page cache for all tools alike.
fn corpus(options: &Options, file: &Path) -> Result<Corpus> {
    let mut blocks = crate::articles::Blocks::open(file)?;
    let mut n_articles = 0;
    loop {
        let block = blocks.next_block()?;
        if block.is_empty() {
            break;
        }
        n_articles += block.len();
    }
    let name = match options.generate {
        Some(_) => format!("generated, seed {}", options.seed),
        None => file.display().to_string(),
    };
    let n_bytes = std::fs::metadata(file)?.len();
    Ok(Corpus { name, n_articles, n_bytes })
}

fn judge(
    options: &Options,
    corpus: Corpus,
    circumstances: Circumstances,
    missing: Vec<String>,
    ran: Vec<Ran>,
    file: &Path,
) -> Result<Table> {
    let exact = Exact::read(&ran[0].pairs)?;
    let check = match options.check {
        0 => None,
        n_sample => {
            eprintln!("checking the pairs of {n_sample} articles");
            let n_articles = corpus.n_articles;
            Some(check::check(file, n_articles, n_sample, options.min_resemblance, &exact)?)
        }
    };
    let entries = ran
        .into_iter()
        .map(|ran| {
            let quality = exact.judge(&ran.pairs, options.min_resemblance)?;
            Ok(Entry {
                tool: ran.contender.tool.to_string(),
                version: ran.contender.version,
                settings: ran.settings,
                runs: ran.runs,
                quality,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Table {
        circumstances,
        corpus,
        min_resemblance: options.min_resemblance.value(),
        n_threads: options.threads,
        n_pairs: exact.pairs.len(),
        check,
        missing,
        entries,
    })
}
