//! Articles of many inputs by number: read once to sketch them, and again one by one where needed.

use super::ids::Ids;
use super::join::{OPEN_SPILL, ShingleSource};
use super::queue::{Job, Queue, Whole};
use crate::article::Article;
use crate::engine::progress::{Progress, Stage};
use crate::error::{Error, Result};
use crate::hash::hash64;
use crate::ingest::{Block, Fields, IngestParams, Line, LineReader, ReadArticle};
use crate::normalize::{ArticleShingler, NormalizeParams, Shingling};
use crate::outcome::{Place, Problem, ProblemKind, Stats};
use crate::sketch::{Region, Sketcher, WorkerSketches};
use std::fs::File;
use std::io;
use std::sync::Mutex;

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
}

/// Where an article is: a line of a file, or held in memory.
#[derive(Debug, Clone, Copy)]
enum Location {
    Line { file: u32, len: u32, offset: u64 },
    Memory(u32),
}

/// Who published an article when, in numbers that compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Origin {
    /// From and until when it may have been published, in seconds.
    pub(super) seconds: Option<(i64, i64)>,
    /// Hash of the source, 0 without one.
    pub(super) source: u64,
    /// Hash of the address, 0 without one.
    pub(super) url: u64,
}

impl Origin {
    fn new(source: Option<&str>, url: Option<&str>, seconds: Option<(i64, i64)>) -> Self {
        let hash = |name: Option<&str>| name.map_or(0, |name| hash64(name.as_bytes()));
        Self { seconds, source: hash(source), url: hash(url) }
    }
}

/// All articles, by number in the order of the inputs.
#[derive(Debug)]
pub(super) struct Corpus {
    params: Params,
    files: Vec<File>,
    memory: Vec<Article>,
    locations: Vec<Location>,
    ids: Ids,
    /// Articles of the first of two sets.
    n_first: u32,
    /// Of articles that say who published them when, ascending by number.
    origins: Vec<(u32, Origin)>,
    pub(super) problems: Vec<Problem>,
    pub(super) stats: Stats,
}

/// What one job gave.
#[derive(Debug, Default)]
struct Part {
    number: usize,
    file: u32,
    locations: Vec<Location>,
    ids: Ids,
    origins: Vec<(u32, Origin)>,
    /// Articles without an id, and their lines in the block from 1.
    unnamed: Vec<(u32, u64)>,
    memory: Vec<Article>,
    n_lines: u64,
    problems: Vec<Problem>,
    stats: Stats,
}

type WorkerResult = (Vec<Part>, WorkerSketches);

impl Corpus {
    /// Reads everything in `queue`, sketching as it goes, on all threads of the current pool.
    ///
    /// The sketches and the numbering of articles do not depend on the threads.
    pub(super) fn read(
        queue: Queue,
        params: Params,
        progress: &dyn Progress,
    ) -> Result<(Self, Vec<WorkerSketches>)> {
        progress.begin(Stage::Read, queue.n_bytes());
        let n_threads = rayon::current_num_threads();
        let queue = Mutex::new(queue);
        let read = || read_jobs(&queue, &params, n_threads, progress);
        let results = if n_threads <= 1 {
            vec![read()]
        } else {
            std::thread::scope(|scope| {
                let handles: Vec<_> = (0..n_threads).map(|_| scope.spawn(read)).collect();
                let panicked = || Err(Error::io("a reading thread", io::ErrorKind::Other.into()));
                handles.into_iter().map(|h| h.join().unwrap_or_else(|_| panicked())).collect()
            })
        };
        let mut results = results.into_iter().collect::<Result<Vec<_>>>()?;
        number_articles(&mut results)?;
        let mut parts = Vec::new();
        let mut sketches = Vec::new();
        for (mut some, worker) in results {
            parts.append(&mut some);
            sketches.push(worker);
        }
        parts.sort_unstable_by_key(|part| part.number);
        let queue = queue.into_inner().map_err(|_| poisoned())?;
        Ok((Self::assemble(queue, params, parts), sketches))
    }

    fn assemble(queue: Queue, params: Params, parts: Vec<Part>) -> Self {
        let first_against = queue.first_against();
        let (files, names, problems) = queue.finish();
        let mut this = Self {
            params,
            memory: Vec::new(),
            locations: Vec::new(),
            ids: Ids::default(),
            n_first: 0,
            origins: Vec::new(),
            stats: Stats {
                n_inputs: files.len() as u64,
                n_skipped: problems.len() as u64,
                ..Stats::default()
            },
            problems,
            files,
        };
        let mut lines_before = vec![0; names.len()];
        for part in parts {
            if part.number < first_against {
                this.n_first += part.locations.len() as u32;
            }
            this.add(part, &names, &mut lines_before);
        }
        let mut ids = std::mem::take(&mut this.ids);
        this.problems.extend(ids.make_unique(|article| this.place(article, &names)));
        this.ids = ids;
        this
    }

    fn add(&mut self, part: Part, names: &[String], lines_before: &mut [u64]) {
        let first = self.locations.len() as u32;
        let first_memory = self.memory.len() as u32;
        let name = names.get(part.file as usize).map_or("", String::as_str);
        let before = lines_before.get(part.file as usize).copied().unwrap_or_default();
        self.locations.extend(part.locations.iter().map(|location| match *location {
            Location::Memory(at) => Location::Memory(at + first_memory),
            line @ Location::Line { .. } => line,
        }));
        let mut unnamed = part.unnamed.iter().peekable();
        for at in 0..part.ids.len() as u32 {
            match unnamed.next_if(|(article, _)| *article == at) {
                Some((_, line)) => self.ids.push(&Place::line(name, before + line).to_string()),
                None => self.ids.push(part.ids.get(at)),
            }
        }
        self.origins.extend(part.origins.iter().map(|&(at, origin)| (first + at, origin)));
        self.memory.extend(part.memory);
        self.problems.extend(part.problems.into_iter().map(|mut problem| {
            if problem.place.input == HERE {
                problem.place = Place::line(name, before + problem.place.line.unwrap_or_default());
            }
            problem
        }));
        self.stats.merge(&part.stats);
        if let Some(lines) = lines_before.get_mut(part.file as usize) {
            *lines += part.n_lines;
        }
    }

    /// The file of an article, or where it was read.
    fn place(&self, article: u32, names: &[String]) -> Place {
        match self.locations[article as usize] {
            Location::Line { file, .. } => Place::input(names[file as usize].as_str()),
            Location::Memory(at) => self.memory[at as usize].place.clone(),
        }
    }

    /// How many articles.
    pub(super) fn len(&self) -> usize {
        self.locations.len()
    }

    /// How many articles of the first of two sets, which have the lowest numbers.
    pub(super) fn n_first(&self) -> u32 {
        self.n_first
    }

    /// The id of an article, unique.
    pub(super) fn id(&self, article: u32) -> &str {
        self.ids.get(article)
    }

    /// Who published an article when.
    pub(super) fn origin(&self, article: u32) -> Origin {
        let found = self.origins.binary_search_by_key(&article, |(number, _)| *number);
        found.map_or_else(|_| Origin::default(), |at| self.origins[at].1)
    }

    /// The bytes of the record of an article as they came, without a line feed; nothing for one
    /// that was no line.
    pub(super) fn line(&self, article: u32) -> io::Result<Option<Vec<u8>>> {
        let Location::Line { file, len, offset } = self.locations[article as usize] else {
            return Ok(None);
        };
        let mut line = vec![0; len as usize];
        read_at(&self.files[file as usize], &mut line, offset)?;
        while line.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            line.pop();
        }
        Ok(Some(line))
    }

    /// An article, read once more.
    pub(super) fn article(&self, article: u32) -> io::Result<Article> {
        let mut read = match self.locations[article as usize] {
            Location::Memory(at) => self.memory[at as usize].clone(),
            Location::Line { .. } => {
                let line = self.line(article)?.unwrap_or_default();
                let reader = LineReader::new(&self.params.ingest);
                match reader.read_record(&line, Place::line(HERE, 0)) {
                    Line::Record(record) => record.map_err(|_| changed())?.0,
                    _ => return Err(changed()),
                }
            }
        };
        self.id(article).clone_into(&mut read.id);
        Ok(read)
    }

    /// The number of an article by its id. Cost: linear.
    pub(super) fn find(&self, id: &str) -> Option<u32> {
        (0..self.len() as u32).find(|&article| self.id(article) == id)
    }
}

/// Stands for the input until the file and its first line are known; no path is called so.
const HERE: &str = "\0";

fn poisoned() -> Error {
    Error::io("a reading thread", io::ErrorKind::Other.into())
}

fn read_jobs(
    queue: &Mutex<Queue>,
    params: &Params,
    n_threads: usize,
    progress: &dyn Progress,
) -> Result<WorkerResult> {
    let mut worker = Worker::new(params, n_threads);
    let (mut block, mut parts) = (Block::default(), Vec::new());
    loop {
        let job = queue.lock().map_err(|_| poisoned())?.next(&mut block)?;
        let part = match job {
            None => break,
            Some(Job::Block { number, file }) => {
                progress.advance(block.bytes.len() as u64);
                worker.read_block(&block, number, file)
            }
            Some(Job::Whole { number, inputs }) => {
                let part = worker.read_whole(inputs, number);
                progress.advance(part.stats.n_bytes);
                part
            }
        };
        parts.push(part);
    }
    let sketches =
        worker.sketcher.finish().map_err(|e| Error::io("cannot write a temporary file", e))?;
    Ok((parts, sketches))
}

/// What one thread reads with.
struct Worker<'a> {
    params: &'a Params,
    lines: LineShingler,
    sketcher: Sketcher,
    shingles: Vec<u64>,
}

impl<'a> Worker<'a> {
    fn new(params: &'a Params, n_threads: usize) -> Self {
        let sketcher = Sketcher::new(params.region, params.max_bytes / n_threads, OPEN_SPILL);
        Self { params, lines: LineShingler::new(params), sketcher, shingles: Vec::new() }
    }

    fn read_block(&mut self, block: &Block, number: usize, file: u32) -> Part {
        let mut part = Part { number, file, ..Part::default() };
        part.stats.n_bytes = block.bytes.len() as u64;
        let mut rest = &block.bytes[..];
        while !rest.is_empty() {
            let line_number = part.n_lines + 1;
            let place = || Place::line(HERE, line_number);
            let (line, len) = self.lines.shingle(rest, place, &mut self.shingles);
            let offset = block.offset + (block.bytes.len() - rest.len()) as u64;
            part.n_lines += 1;
            if let Ok(len) = u32::try_from(len) {
                self.take(line, Location::Line { file, len, offset }, &mut part);
            } else {
                let message = "the line is longer than 4 GiB";
                part.skip(Problem::new(place(), ProblemKind::TooLarge, message));
            }
            rest = &rest[len..];
        }
        part
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
        let mut part = Part { number, file: u32::MAX, ..Part::default() };
        for input in inputs {
            let read = input.read(&self.params.ingest);
            part.stats.n_bytes += read.stats.n_bytes;
            part.stats.n_skipped += read.stats.n_skipped;
            part.problems.extend(read.problems);
            for article in read.articles {
                self.lines.shingler.shingle_article(&article, &mut self.shingles);
                self.sketcher.push(&self.shingles);
                let location = Location::Memory(part.memory.len() as u32);
                part.push(&article.id, location, origin_of_article(&article));
                part.memory.push(article);
            }
        }
        part
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
    let seconds = fields.published.as_ref().and_then(|published| published.seconds());
    Origin::new(fields.source.as_deref(), fields.url.as_deref(), seconds)
}

fn origin_of_article(article: &Article) -> Origin {
    let seconds = article.published.as_ref().and_then(|published| published.seconds());
    Origin::new(article.source.as_deref(), article.url.as_deref(), seconds)
}

/// Lines to shingles.
#[derive(Debug)]
struct LineShingler {
    reader: LineReader,
    shingler: ArticleShingler,
}

impl LineShingler {
    fn new(params: &Params) -> Self {
        Self {
            reader: LineReader::new(&params.ingest),
            shingler: ArticleShingler::new(&params.normalize, params.shingling),
        }
    }

    /// Reads the line at the front of `bytes` and shingles its text; gives the length too.
    fn shingle<'line>(
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
                    let title = fields.title.as_deref();
                    // A text that is not UTF-8 is mended by the reader of records.
                    if self.shingler.shingle(&fields.text, title, shingles).is_ok() {
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

/// Tells every worker the numbers of its articles: input order across jobs.
fn number_articles(results: &mut [WorkerResult]) -> Result<()> {
    let all_parts = || results.iter().flat_map(|(parts, _)| parts);
    let mut first_of_part = vec![0; all_parts().count()];
    all_parts().for_each(|part| first_of_part[part.number] = part.locations.len());
    let mut n_articles = 0;
    for first in &mut first_of_part {
        n_articles += std::mem::replace(first, n_articles);
    }
    if u32::try_from(n_articles).is_err() {
        return Err(Error::invalid_input("more than 4294967295 articles"));
    }
    if results.len() > 1 {
        for (parts, worker) in results {
            worker.numbers = parts
                .iter()
                .flat_map(|part| (first_of_part[part.number] as u32..).take(part.locations.len()))
                .collect();
        }
    }
    Ok(())
}

fn changed() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the input has changed while it was read")
}

/// Buffers of a thread that reads articles again.
#[derive(Debug)]
pub(super) struct Rereader {
    lines: LineShingler,
    line: Vec<u8>,
}

impl ShingleSource for Corpus {
    type Worker = Rereader;

    fn worker(&self) -> Rereader {
        Rereader { lines: LineShingler::new(&self.params), line: Vec::new() }
    }

    fn fetch(
        &self,
        worker: &mut Rereader,
        article: u32,
        shingles: &mut Vec<u64>,
    ) -> io::Result<()> {
        match self.locations[article as usize] {
            Location::Memory(at) => {
                worker.lines.shingler.shingle_article(&self.memory[at as usize], shingles);
                Ok(())
            }
            Location::Line { file, len, offset } => {
                worker.line.resize(len as usize, 0);
                read_at(&self.files[file as usize], &mut worker.line, offset)?;
                let place = || Place::line(HERE, 0);
                match worker.lines.shingle(&worker.line, place, shingles).0 {
                    Line::Plain(_) => Ok(()),
                    Line::Record(record) if record.is_ok() => Ok(()),
                    _ => Err(changed()),
                }
            }
        }
    }

    fn is_before(&self, a: u32, b: u32) -> bool {
        self.id(a) < self.id(b)
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
}

#[cfg(not(unix))]
fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    use std::io::{Read, Seek, SeekFrom};
    // A handle of its own, so that threads do not move one another's position.
    let mut file = file.try_clone()?;
    file.seek(SeekFrom::Start(offset))?;
    file.read_exact(bytes)
}
