//! Inputs opened and read: files, folders, standard input.

use crate::{
    article::Article,
    error::{Error, Result},
    ingest::{Format, IngestParams, Ingested, Sink, make_ids_unique, read_into},
    outcome::{Place, Problem, ProblemKind, Stats},
};
use rayon::prelude::*;
use std::{
    fs::File,
    io::{self, Seek},
    path::{Path, PathBuf},
    sync::Arc,
};

/// One thing named on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

impl Input {
    /// `-` is standard input, anything else a path.
    #[must_use]
    pub fn from_arg(arg: &str) -> Self {
        if arg == "-" { Self::Stdin } else { Self::Path(PathBuf::from(arg)) }
    }
}

/// What all inputs held, in their order; folders in order of path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loaded {
    /// The articles; ids are unique.
    pub articles: Vec<Article>,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// Counts.
    pub stats: Stats,
}

/// Reads all inputs, files in parallel. What cannot be read is a problem, not an error.
///
/// # Errors
/// [`Error::is_invalid_input`] if no input yields an article; the first problem says why.
pub fn load(inputs: &[Input], params: &IngestParams) -> Result<Loaded> {
    let (files, problems) = find_sources(inputs);
    let read: Vec<Ingested> = files.par_iter().map(|source| source.read(params)).collect();
    let n_unopened = problems.len() as u64;
    let mut loaded = Loaded { problems, ..Loaded::default() };
    loaded.stats.n_skipped += n_unopened;
    for part in read {
        loaded.stats.merge(&part.stats);
        loaded.articles.extend(part.articles);
        loaded.problems.extend(part.problems);
    }
    loaded.problems.extend(make_ids_unique(&mut loaded.articles));
    if loaded.articles.is_empty() {
        return Err(no_article(&loaded.problems));
    }
    Ok(loaded)
}

/// The files that `inputs` stand for, folders in order of path, and what was not found.
pub(super) fn find_sources(inputs: &[Input]) -> (Vec<Source>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut files = Vec::new();
    for input in inputs {
        match input {
            Input::Path(path) => list(path, &mut files, &mut problems),
            Input::Stdin => files.push(Source::Stdin),
        }
    }
    (files, problems)
}

pub(super) fn no_article(problems: &[Problem]) -> Error {
    match problems {
        [] => Error::invalid_input("no article in the input"),
        [only] => Error::invalid_input(only.to_string()),
        [first, rest @ ..] => Error::invalid_input(format!(
            "no article in the input: {first} (and {} more)",
            rest.len()
        )),
    }
}

/// One file, or standard input.
#[derive(Debug, Clone)]
pub(super) enum Source {
    File(PathBuf),
    Stdin,
    /// What came from an input that cannot be read twice, in a file without a name; and the
    /// name of the input. One reader at a time, for they share the place they read at.
    Copy(Arc<File>, String),
}

impl Source {
    /// The path, or `<stdin>`.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::Copy(_, name) => name.clone(),
            Self::File(path) => path.to_string_lossy().into_owned(),
        }
    }

    /// The size of a file, 0 where it is not known.
    pub(super) fn n_bytes(&self) -> u64 {
        match self {
            Self::Stdin => 0,
            Self::Copy(file, _) => file.metadata().map_or(0, |meta| meta.len()),
            Self::File(path) => std::fs::metadata(path).map_or(0, |meta| meta.len()),
        }
    }

    /// All its articles, or why there are none.
    fn read(&self, params: &IngestParams) -> Ingested {
        let mut ingested = Ingested::default();
        ingested.stats = self.read_into(params, &mut ingested);
        ingested
    }

    /// Hands on all its articles, or why there are none.
    pub(super) fn read_into(&self, params: &IngestParams, sink: &mut dyn Sink) -> Stats {
        match self {
            Self::Stdin => read_into(&mut std::io::stdin().lock(), "<stdin>", params, sink),
            Self::Copy(file, name) => match (&**file).rewind() {
                Ok(()) => read_into(&mut &**file, name, params, sink),
                Err(error) => unreadable(Path::new(name), &error, sink),
            },
            Self::File(path) => match File::open(path) {
                Ok(mut file) => read_into(&mut file, &path.to_string_lossy(), params, sink),
                Err(error) => unreadable(path, &error, sink),
            },
        }
    }

    /// Copies an input that cannot be read twice to `make_file`; others stay as they are, and so
    /// does one that cannot be opened.
    ///
    /// # Errors
    /// When the copy fails.
    pub(super) fn keep(&mut self, make_file: fn() -> io::Result<File>) -> io::Result<()> {
        let mut stream: Box<dyn io::Read> = match self {
            Self::Copy(..) => return Ok(()),
            Self::Stdin => Box::new(io::stdin()),
            Self::File(path) if path.metadata().is_ok_and(|meta| meta.is_file()) => return Ok(()),
            Self::File(path) => match File::open(path) {
                Ok(file) => Box::new(file),
                Err(_) => return Ok(()),
            },
        };
        let mut copy = make_file()?;
        io::copy(&mut stream, &mut copy)?;
        *self = Self::Copy(Arc::new(copy), self.name());
        Ok(())
    }
}

fn unreadable(path: &Path, error: &io::Error, sink: &mut dyn Sink) -> Stats {
    sink.problem(problem(path, format!("cannot be read: {}", plain(error))));
    Stats { n_skipped: 1, ..Stats::default() }
}

/// The message of an IO error without the number the system gives it.
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

fn problem(path: &Path, message: String) -> Problem {
    Problem::new(Place::input(path.to_string_lossy()), ProblemKind::Unreadable, message)
}

/// Adds `path`, or the articles of the folder it names, sorted by path. Hidden files and
/// files of other kinds in a folder are passed over.
fn list(path: &Path, files: &mut Vec<Source>, problems: &mut Vec<Problem>) {
    match std::fs::metadata(path) {
        Err(error) => problems.push(problem(path, format!("cannot be read: {}", plain(&error)))),
        Ok(meta) if meta.is_dir() => {
            let mut found = Vec::new();
            walk(path, &mut found, problems);
            found.sort();
            if found.is_empty() {
                problems.push(problem(path, "folder holds no article".to_owned()));
            }
            files.extend(found.into_iter().map(Source::File));
        }
        Ok(_) => files.push(Source::File(path.to_owned())),
    }
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>, problems: &mut Vec<Problem>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            problems.push(problem(folder, format!("cannot be read: {}", plain(&error))));
            return;
        }
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        // The type of the entry itself: links to folders are not followed, so no cycle.
        match entry.file_type() {
            _ if is_hidden => {}
            Ok(kind) if kind.is_dir() => walk(&path, found, problems),
            _ if Format::from_path(&path.to_string_lossy()).is_some() => found.push(path),
            _ => {}
        }
    }
}
