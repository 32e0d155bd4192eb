//! What there is to read, one job after another.

use super::join::OPEN_SPILL;
use crate::engine::input::{Input, Source, find_sources};
use crate::error::{Error, Result};
use crate::ingest::{
    Block, BlockReader, HEAD_BYTES, IngestParams, Packing, Sink, Unpacked, is_json_lines, read_into,
};
use crate::outcome::{Problem, Stats};
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, Write};

/// A piece of work.
#[derive(Debug)]
pub(super) enum Job {
    /// The block that was filled, of a file of JSON Lines.
    Block { number: usize, file: u32 },
    /// The file of JSON Lines cannot be read further; why.
    Fault { number: usize, file: u32, message: String },
    /// Inputs to be read whole.
    Whole { number: usize, inputs: Vec<Whole> },
}

type Stream = Box<dyn Read + Send>;

/// An input that is no JSON Lines.
pub(super) enum Whole {
    /// Not opened yet.
    Source(Source),
    /// One that cannot be opened twice.
    Stream(Stream, String),
}

impl std::fmt::Debug for Whole {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Source(source) => source.fmt(f),
            Self::Stream(_, name) => name.fmt(f),
        }
    }
}

impl Whole {
    /// Hands on all its articles.
    pub(super) fn read(self, params: &IngestParams, sink: &mut dyn Sink) -> Stats {
        match self {
            Self::Source(source) => source.read_into(params, sink),
            Self::Stream(mut stream, name) => read_into(&mut stream, &name, params, sink),
        }
    }
}

/// Inputs read whole in one job.
const WHOLE_PER_JOB: usize = 32;

/// The inputs that are left.
pub(super) struct Queue {
    params: IngestParams,
    sources: std::vec::IntoIter<Source>,
    /// Sources that are left of the first set.
    n_first: usize,
    /// The first job of the second set.
    first_against: Option<usize>,
    n_jobs: usize,
    current: Option<Lines>,
    files: Vec<File>,
    names: Vec<String>,
    problems: Vec<Problem>,
}

/// A file of JSON Lines being read.
struct Lines {
    reader: BlockReader<Stream>,
    /// What is read is copied to the file, for it cannot be read twice; bytes copied so far.
    copied: Option<u64>,
}

/// What an input turns out to be.
enum Opened {
    /// The file to read lines from again, what to read them from, and whether one is copied to
    /// the other.
    Lines {
        file: File,
        stream: Stream,
        is_copied: bool,
        name: String,
    },
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
        Self { problems, ..Self::of(sources, n_first, params) }
    }

    fn of(sources: Vec<Source>, n_first: usize, params: &IngestParams) -> Self {
        Self {
            params: params.clone(),
            sources: sources.into_iter(),
            n_first,
            first_against: (n_first == 0).then_some(0),
            n_jobs: 0,
            current: None,
            files: Vec::new(),
            names: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Copies what cannot be read twice, so that it can.
    ///
    /// # Errors
    /// When a temporary file cannot be written, or an input fails while it is copied.
    pub(super) fn keep_streams(&mut self) -> Result<()> {
        for source in self.sources.as_mut_slice() {
            let name = source.name();
            source.keep(OPEN_SPILL).map_err(|e| Error::io(format!("cannot copy {name}"), e))?;
        }
        Ok(())
    }

    /// Those of the inputs that can be read twice at little cost, to be read once more.
    pub(super) fn to_survey(&self) -> Self {
        let cheap: Vec<Source> = self.sources().iter().filter(|s| is_cheap(s)).cloned().collect();
        let n_cheap = cheap.len();
        Self::of(cheap, n_cheap, &self.params)
    }

    /// The inputs that nobody has begun to read.
    pub(super) fn sources(&self) -> &[Source] {
        self.sources.as_slice()
    }

    /// Leaves out records of more bytes.
    pub(super) fn set_record_limit(&mut self, max_bytes: u64) {
        self.params.max_record_bytes = Some(max_bytes);
    }

    /// The next job; fills `block` where it is one.
    ///
    /// # Errors
    /// When a temporary file cannot be written.
    pub(super) fn next(&mut self, block: &mut Block) -> Result<Option<Job>> {
        loop {
            if let Some(lines) = &mut self.current {
                let file = (self.files.len() - 1) as u32;
                match lines.reader.next_block(block) {
                    Ok(true) => {
                        lines.copy(block, &mut self.files[file as usize])?;
                        return Ok(Some(Job::Block { number: self.number(), file }));
                    }
                    Ok(false) => {}
                    Err(error) => {
                        self.current = None;
                        let message = format!("cannot be read: {error}");
                        return Ok(Some(Job::Fault { number: self.number(), file, message }));
                    }
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
                Opened::Lines { file, stream, is_copied, name } => {
                    let reader = BlockReader::new(stream, self.params.record_limit());
                    self.current = Some(Lines { reader, copied: is_copied.then_some(0) });
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
        let (mut stream, file): (Stream, _) = match &source {
            Source::Stdin => (Box::new(io::stdin()), None),
            Source::Copy(file, _) => {
                (&**file).rewind().map_err(|e| Error::io(format!("cannot read {name}"), e))?;
                match (file.try_clone(), file.try_clone()) {
                    (Ok(again), Ok(file)) => (Box::new(again), Some(file)),
                    _ => return Ok(Opened::Whole(Whole::Source(source))),
                }
            }
            Source::File(path) => match File::open(path) {
                // Whoever reads it whole says what is wrong.
                Err(_) => return Ok(Opened::Whole(Whole::Source(source))),
                Ok(file) if !file.metadata().is_ok_and(|meta| meta.is_file()) => {
                    (Box::new(file), None)
                }
                Ok(file) => match file.try_clone() {
                    Err(_) => return Ok(Opened::Whole(Whole::Source(source))),
                    Ok(again) => (Box::new(again), Some(file)),
                },
            },
        };
        let mut head = read_head(&mut stream);
        let packing = Packing::of(&head);
        // What was read of a packed input, and what it holds, are kept for who reads it whole.
        let packed_head = packing.map(|packing| {
            let packed_head = head.clone();
            head = read_head(&mut Unpacked::new(packing, &packed_head[..]));
            packed_head
        });
        let is_lines = is_json_lines(&head, &name, &self.params);
        let file = match (is_lines, file) {
            (false, Some(_)) => return Ok(Opened::Whole(Whole::Source(source))),
            (false, None) => {
                let head = packed_head.unwrap_or(head);
                let stream = Box::new(Cursor::new(head).chain(stream));
                return Ok(Opened::Whole(Whole::Stream(stream, name)));
            }
            (true, file) => file,
        };
        let head = packed_head.unwrap_or(head);
        let (stream, is_copied): (Stream, _) = match (packing, &file) {
            (Some(packing), _) => {
                (Box::new(Unpacked::new(packing, Cursor::new(head).chain(stream))), true)
            }
            (None, None) => (Box::new(Cursor::new(head).chain(stream)), true),
            (None, Some(file)) => {
                let cannot = |e| Error::io(format!("cannot read {name}"), e);
                (&*file).rewind().map_err(cannot)?;
                (stream, false)
            }
        };
        let cannot = |e| Error::io("cannot make a temporary file", e);
        let file = match file {
            Some(file) if !is_copied => file,
            _ => tempfile::tempfile().map_err(cannot)?,
        };
        Ok(Opened::Lines { file, stream, is_copied, name })
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

/// Whether a source is still there when it was read, and no page.
fn is_cheap(source: &Source) -> bool {
    let path = match source {
        Source::File(path) => path,
        Source::Copy(..) => return true,
        Source::Stdin => return false,
    };
    let is_page = path.extension().is_some_and(|extension| {
        ["html", "htm", "xhtml"].iter().any(|known| extension.eq_ignore_ascii_case(known))
    });
    !is_page && path.metadata().is_ok_and(|meta| meta.is_file())
}

impl Lines {
    /// Copies a block where that is needed, and says where it begins in the copy.
    fn copy(&mut self, block: &mut Block, file: &mut File) -> Result<()> {
        let Some(copied) = &mut self.copied else { return Ok(()) };
        // The line feed of a line that is passed over keeps the lines of the copy in number.
        let bytes = if block.is_too_long { b"\n" } else { &block.bytes[..] };
        block.offset = *copied;
        *copied += bytes.len() as u64;
        file.write_all(bytes).map_err(|e| Error::io("cannot write a temporary file", e))
    }
}

/// The first bytes of an input; those before a fault, which whoever reads on meets too.
pub(super) fn read_head(input: &mut dyn Read) -> Vec<u8> {
    let mut head = Vec::new();
    let _ = input.take(HEAD_BYTES as u64).read_to_end(&mut head);
    head
}
