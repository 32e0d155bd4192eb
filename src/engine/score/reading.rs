//! One thread's work in reading a corpus: blocks of lines and whole inputs to sketches and
//! places.

use super::{
    ids::Ids,
    join::OPEN_SPILL,
    queue::{Job, Queue, Whole},
    spool::Spool,
    threads::stopped,
};
use crate::{
    article::{Article, Published},
    engine::progress::Progress,
    error::{Error, Result},
    hash::hash64,
    ingest::{Block, Fields, IngestParams, Line, LineReader, ReadArticle, Sink, too_long},
    normalize::{ArticleShingler, NormalizeParams, SharedLines, Shingling},
    outcome::{Place, Problem, ProblemKind, Stats},
    sketch::{Region, Sketcher, WorkerSketches},
};
use std::{
    fs::File,
    sync::{Arc, Mutex},
};

/// How articles are read and cut into shingles, and what that may take.
#[derive(Debug, Clone)]
pub(super) struct Params {
    pub(super) ingest: IngestParams,
    pub(super) normalize: NormalizeParams,
    pub(super) shingling: Shingling,
    /// The part of the hash space to sketch.
    pub(super) region: Region,
    /// About how many bytes of records stay in memory.
    pub(super) max_bytes: usize,
    /// Lines that sources share.
    pub(super) shared: Arc<SharedLines>,
}

/// Where the line of an article is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Location {
    pub(super) file: u32,
    pub(super) len: u32,
    pub(super) offset: u64,
}

/// Who published an article when, in numbers that compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Origin {
    /// From and until when it may have been published, in seconds.
    pub(super) seconds: Option<(i64, i64)>,
    /// Days by which the date as published is ahead of that in Coordinated Universal Time.
    pub(super) n_days_ahead: i8,
    /// Hash of the source, 0 without one.
    pub(super) source: u64,
    /// Hash of the address, 0 without one.
    pub(super) url: u64,
}

impl Origin {
    fn new(source: Option<&str>, url: Option<&str>, published: Option<&Published>) -> Self {
        let hash = |name: Option<&str>| name.map_or(0, |name| hash64(name.as_bytes()));
        Self {
            seconds: published.and_then(Published::seconds),
            n_days_ahead: published.and_then(Published::days_ahead).unwrap_or_default(),
            source: hash(source),
            url: hash(url),
        }
    }
}

/// What one job gave.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) number: usize,
    /// The input, or nothing for articles of inputs that were read whole.
    pub(super) file: Option<u32>,
    pub(super) locations: Vec<Location>,
    pub(super) ids: Ids,
    pub(super) origins: Vec<(u32, Origin)>,
    /// Articles without an id, and their lines in the block from 1.
    pub(super) unnamed: Vec<(u32, u64)>,
    pub(super) n_lines: u64,
    pub(super) problems: Vec<Problem>,
    pub(super) stats: Stats,
}

/// What one thread read.
#[derive(Debug)]
pub(super) struct WorkerResult {
    pub(super) parts: Vec<Part>,
    pub(super) sketches: WorkerSketches,
    pub(super) spool: Option<File>,
    pub(super) n_shared_removed: u64,
}

/// Stands for the input until the file and its first line are known; no path is called so.
pub(super) const HERE: &str = "\0";

/// Works off jobs of `queue` until there are none.
///
/// # Errors
/// When a temporary file fails.
pub(super) fn read_jobs(
    queue: &Mutex<Queue>,
    params: &Params,
    n_threads: usize,
    progress: &dyn Progress,
) -> Result<WorkerResult> {
    let mut worker = Worker::new(params, n_threads);
    let (mut block, mut parts) = (Block::default(), Vec::new());
    loop {
        let job = queue.lock().map_err(|_| stopped())?.next(&mut block)?;
        let part = match job {
            None => break,
            Some(Job::Block { number, file }) => {
                progress.advance(block.bytes.len() as u64);
                worker.read_block(&block, number, file)
            }
            Some(Job::Fault { number, file, message }) => {
                let mut part = Part { number, file: Some(file), ..Part::default() };
                part.skip(Problem::new(Place::line(HERE, 1), ProblemKind::Unreadable, message));
                part
            }
            Some(Job::Whole { number, inputs }) => {
                let part = worker.read_whole(inputs, number);
                progress.advance(part.stats.n_bytes);
                part
            }
        };
        parts.push(part);
    }
    let cannot = |e| Error::io("cannot write a temporary file", e);
    let n_shared_removed = worker.n_shared_removed + worker.lines.shingler.n_shared_removed();
    let sketches = worker.sketcher.finish().map_err(cannot)?;
    let spool = worker.spool.finish().map_err(cannot)?;
    Ok(WorkerResult { parts, sketches, spool, n_shared_removed })
}

/// What one thread reads with.
struct Worker<'a> {
    params: &'a Params,
    lines: LineShingler,
    sketcher: Sketcher,
    shingles: Vec<u64>,
    spool: Spool,
    /// Counted by shinglers that were given up.
    n_shared_removed: u64,
}

/// Shingles of one article, 16 MB, beyond which buffers are not kept for the next.
const MAX_KEPT_SHINGLES: usize = 2 << 20;

impl<'a> Worker<'a> {
    fn new(params: &'a Params, n_threads: usize) -> Self {
        let sketcher = Sketcher::new(params.region, params.max_bytes / n_threads, OPEN_SPILL);
        let lines = LineShingler::new(params);
        Self {
            params,
            lines,
            sketcher,
            shingles: Vec::new(),
            spool: Spool::default(),
            n_shared_removed: 0,
        }
    }

    fn read_block(&mut self, block: &Block, number: usize, file: u32) -> Part {
        let mut part = Part { number, file: Some(file), ..Part::default() };
        part.stats.n_bytes = block.bytes.len() as u64;
        if block.is_too_long {
            part.n_lines = 1;
            part.skip(too_long(Place::line(HERE, 1), self.params.ingest.record_limit()));
        }
        let mut rest = &block.bytes[..];
        while !rest.is_empty() {
            let line_number = part.n_lines + 1;
            let place = || Place::line(HERE, line_number);
            let (line, len) = self.lines.shingle(rest, place, &mut self.shingles);
            let offset = block.offset + (block.bytes.len() - rest.len()) as u64;
            part.n_lines += 1;
            if let Ok(len) = u32::try_from(len) {
                self.take(line, Location { file, len, offset }, &mut part);
            } else {
                part.skip(too_long(place(), u32::MAX.into()));
            }
            rest = &rest[len..];
            self.release_large();
        }
        part
    }

    /// Gives back the buffers that one very long article has made.
    fn release_large(&mut self) {
        if self.shingles.capacity() > MAX_KEPT_SHINGLES {
            self.shingles = Vec::new();
            self.n_shared_removed += self.lines.shingler.n_shared_removed();
            self.lines = LineShingler::new(self.params);
            self.sketcher.release_buffers();
        }
    }

    /// Adds what stood on a line; its shingles are in the buffer.
    fn take(&mut self, line: Line<'_>, location: Location, part: &mut Part) {
        let at = part.locations.len() as u32;
        let (id, origin) = match line {
            Line::Blank => return,
            Line::Plain(fields) => {
                let origin = origin_of(&fields);
                if fields.id.is_empty() {
                    part.unnamed.push((at, part.n_lines));
                }
                (fields.id, origin)
            }
            Line::Record(record) => match *record {
                Err(problem) => return part.skip(problem),
                Ok((article, problems)) => {
                    part.problems.extend(problems);
                    if article.id == Place::line(HERE, part.n_lines).to_string() {
                        part.unnamed.push((at, part.n_lines));
                    }
                    let origin = origin_of_article(&article);
                    (article.id.into(), origin)
                }
            },
        };
        self.sketcher.push(&self.shingles);
        part.push(&id, location, origin);
    }

    fn read_whole(&mut self, inputs: Vec<Whole>, number: usize) -> Part {
        let params = self.params;
        let mut sink = WholeSink { worker: self, part: Part { number, ..Part::default() } };
        for input in inputs {
            let stats = input.read(&params.ingest, &mut sink);
            sink.part.stats.n_bytes += stats.n_bytes;
            sink.part.stats.n_skipped += stats.n_skipped;
        }
        sink.part
    }
}

/// Takes in the articles of inputs that are no JSON Lines, and copies them.
struct WholeSink<'w, 'a> {
    worker: &'w mut Worker<'a>,
    part: Part,
}

impl Sink for WholeSink<'_, '_> {
    fn article(&mut self, article: Article) {
        let Worker { lines, sketcher, shingles, spool, .. } = &mut *self.worker;
        lines.shingler.shingle_article(&article, shingles);
        let Some((offset, len)) = spool.push(&article) else {
            let place = article.place;
            return self.part.skip(too_long(place, u32::MAX.into()));
        };
        sketcher.push(shingles);
        let location = Location { file: u32::MAX, len, offset };
        self.part.push(&article.id, location, origin_of_article(&article));
        self.worker.release_large();
    }

    fn problem(&mut self, problem: Problem) {
        self.part.problems.push(problem);
    }
}

impl Part {
    fn push(&mut self, id: &str, location: Location, origin: Origin) {
        if origin != Origin::default() {
            self.origins.push((self.locations.len() as u32, origin));
        }
        self.locations.push(location);
        self.ids.push(id);
        self.stats.n_articles += 1;
    }

    fn skip(&mut self, problem: Problem) {
        self.stats.n_skipped += 1;
        self.problems.push(problem);
    }
}

fn origin_of(fields: &Fields<'_>) -> Origin {
    Origin::new(fields.source.as_deref(), fields.url.as_deref(), fields.published.as_ref())
}

fn origin_of_article(article: &Article) -> Origin {
    Origin::new(article.source.as_deref(), article.url.as_deref(), article.published.as_ref())
}

/// Lines to shingles.
#[derive(Debug)]
pub(super) struct LineShingler {
    reader: LineReader,
    shingler: ArticleShingler,
}

impl LineShingler {
    pub(super) fn new(params: &Params) -> Self {
        Self {
            reader: LineReader::new(&params.ingest),
            shingler: ArticleShingler::new(&params.normalize, params.shingling)
                .among(params.shared.clone()),
        }
    }

    /// Reads the line at the front of `bytes` and shingles its text; gives the length too.
    pub(super) fn shingle<'line>(
        &mut self,
        bytes: &'line [u8],
        place: impl Fn() -> Place,
        shingles: &mut Vec<u64>,
    ) -> (Line<'line>, usize) {
        let mut line_and_len = None;
        if !self.shingler.needs_article() {
            let (line, len) = self.reader.read(bytes, &place);
            match &line {
                Line::Plain(fields) => {
                    let (title, source) = (fields.title.as_deref(), fields.source.as_deref());
                    // A text that is not UTF-8 is mended by the reader of records.
                    if self.shingler.shingle(&fields.text, title, source, shingles).is_ok() {
                        return (line, len);
                    }
                }
                Line::Blank | Line::Record(_) => line_and_len = Some((line, len)),
            }
        }
        let (line, len) = line_and_len.unwrap_or_else(|| {
            let len = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
            (self.reader.read_record(&bytes[..len], place()), len)
        });
        if let Line::Record(record) = &line
            && let Ok((article, _)) = &**record as &ReadArticle
        {
            self.shingler.shingle_article(article, shingles);
        }
        (line, len)
    }
}
