//! What there is to read, one job after another.

use crate::engine::input::{Input, Source, find_sources};
use crate::error::{Error, Result};
use crate::ingest::{
    Block, BlockReader, HEAD_BYTES, IngestParams, Ingested, is_json_lines, read_articles,
};
use crate::outcome::Problem;
use std::fs::File;
use std::io::{self, Read, Seek};

/// A piece of work.
#[derive(Debug)]
pub(super) enum Job {
    /// The block that was filled, of a file of JSON Lines.
    Block { number: usize, file: u32 },
    /// Inputs to be read whole.
    Whole { number: usize, inputs: Vec<Whole> },
}

/// An input that is no JSON Lines.
#[derive(Debug)]
pub(super) enum Whole {
    /// Not opened yet.
    Source(Source),
    /// A copy of an input that cannot be read twice.
    Copy(File, String),
}

impl Whole {
    /// All its articles.
    pub(super) fn read(self, params: &IngestParams) -> Ingested {
        match self {
            Self::Source(source) => source.read(params),
            Self::Copy(mut file, name) => read_articles(&mut file, &name, params),
        }
    }
}

/// Inputs read whole in one job.
const WHOLE_PER_JOB: usize = 32;

/// The inputs that are left.
#[derive(Debug)]
pub(super) struct Queue {
    params: IngestParams,
    sources: std::vec::IntoIter<Source>,
    /// Sources that are left of the first set.
    n_first: usize,
    /// The first job of the second set.
    first_against: Option<usize>,
    n_bytes: u64,
    n_jobs: usize,
    current: Option<BlockReader<File>>,
    files: Vec<File>,
    names: Vec<String>,
    problems: Vec<Problem>,
}

/// What an input turns out to be.
enum Opened {
    Lines(File, String),
    Whole(Whole),
}

impl Queue {
    /// The files of `inputs` and then those of `against`, folders by path.
    pub(super) fn new(inputs: &[Input], against: &[Input], params: &IngestParams) -> Self {
        let (mut sources, mut problems) = find_sources(inputs);
        let n_first = sources.len();
        let (more, more_problems) = find_sources(against);
        sources.extend(more);
        problems.extend(more_problems);
        let n_bytes = sources.iter().map(Source::n_bytes).sum();
        Self {
            params: params.clone(),
            sources: sources.into_iter(),
            n_first,
            n_bytes,
            first_against: (n_first == 0).then_some(0),
            n_jobs: 0,
            current: None,
            files: Vec::new(),
            names: Vec::new(),
            problems,
        }
    }

    /// Bytes of all files.
    pub(super) fn n_bytes(&self) -> u64 {
        self.n_bytes
    }

    /// The next job; fills `block` where it is one.
    ///
    /// # Errors
    /// When a file cannot be read to its end.
    pub(super) fn next(&mut self, block: &mut Block) -> Result<Option<Job>> {
        loop {
            if let Some(reader) = &mut self.current {
                let name = self.names.last().map_or("", String::as_str);
                let cannot = |e| Error::io(format!("cannot read {name}"), e);
                if reader.next_block(block).map_err(cannot)? {
                    let file = (self.files.len() - 1) as u32;
                    return Ok(Some(Job::Block { number: self.number(), file }));
                }
                self.current = None;
            }
            let inputs = self.gather_whole()?;
            if !inputs.is_empty() {
                return Ok(Some(Job::Whole { number: self.number(), inputs }));
            }
            if self.current.is_none() {
                return Ok(None);
            }
        }
    }

    fn number(&mut self) -> usize {
        self.n_jobs += 1;
        self.n_jobs - 1
    }

    /// Inputs to be read whole up to the next file of lines, which becomes the current one.
    fn gather_whole(&mut self) -> Result<Vec<Whole>> {
        let mut inputs = Vec::new();
        while inputs.len() < WHOLE_PER_JOB {
            if self.n_first == 0 && self.first_against.is_none() {
                // A job is of one set alone.
                if !inputs.is_empty() {
                    break;
                }
                self.first_against = Some(self.n_jobs);
            }
            let Some(source) = self.sources.next() else { break };
            self.n_first = self.n_first.saturating_sub(1);
            match self.open(source)? {
                Opened::Whole(whole) => inputs.push(whole),
                Opened::Lines(file, name) => {
                    let reader = file.try_clone().map_err(|e| Error::io(name.clone(), e))?;
                    self.current = Some(BlockReader::new(reader));
                    self.files.push(file);
                    self.names.push(name);
                    break;
                }
            }
        }
        Ok(inputs)
    }

    fn open(&self, source: Source) -> Result<Opened> {
        let name = source.name();
        let cannot = |e| Error::io(format!("cannot read {name}"), e);
        let (mut file, is_copy) = match &source {
            Source::Stdin => (spool(io::stdin().lock()).map_err(cannot)?, true),
            Source::File(path) => match File::open(path) {
                // Whoever reads it whole says what is wrong.
                Err(_) => return Ok(Opened::Whole(Whole::Source(source))),
                Ok(file) if file.metadata().is_ok_and(|meta| meta.is_file()) => (file, false),
                Ok(file) => (spool(file).map_err(cannot)?, true),
            },
        };
        let mut head = Vec::new();
        let read = (&mut file).take(HEAD_BYTES as u64).read_to_end(&mut head);
        let is_lines = read.is_ok() && is_json_lines(&head, &name, &self.params);
        file.rewind().map_err(cannot)?;
        Ok(match (is_lines, is_copy) {
            (true, _) => Opened::Lines(file, name),
            (false, true) => Opened::Whole(Whole::Copy(file, name)),
            (false, false) => Opened::Whole(Whole::Source(source)),
        })
    }

    /// The number of the first job of the second set; beyond all jobs where it has none.
    pub(super) fn first_against(&self) -> usize {
        self.first_against.unwrap_or(usize::MAX)
    }

    /// The files of lines, their names, and what could not be found.
    pub(super) fn finish(self) -> (Vec<File>, Vec<String>, Vec<Problem>) {
        (self.files, self.names, self.problems)
    }
}

/// Copies an input that cannot be read twice to a temporary file without a name.
fn spool(mut input: impl Read) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut input, &mut file)?;
    file.rewind()?;
    Ok(file)
}
