//! Articles of many inputs by number: read once to sketch them, and again one by one where needed.

use super::{
    ids::Ids,
    join::ShingleSource,
    queue::Queue,
    reading::{HERE, LineShingler, Location, Origin, Params, Part, WorkerResult, read_jobs},
    spool::place_behind,
    threads::{on_threads, stopped},
};
use crate::{
    article::Article,
    engine::progress::{Progress, Stage},
    error::{Error, Result},
    ingest::{IngestParams, Line, LineReader},
    normalize::SharedLines,
    outcome::{Place, Problem, Stats},
    sketch::WorkerSketches,
};
use std::{fs::File, io, sync::Mutex};

/// All articles, by number in the order of the inputs.
#[derive(Debug)]
pub(super) struct Corpus {
    params: Params,
    /// The inputs that are JSON Lines, or copies of them; then those that hold the articles of
    /// all other inputs.
    files: Vec<File>,
    /// How many of them are inputs.
    n_inputs: u32,
    locations: Vec<Location>,
    ids: Ids,
    /// Articles of the first of two sets.
    n_first: u32,
    /// Of articles that say who published them when, ascending by number.
    origins: Vec<(u32, Origin)>,
    pub(super) problems: Vec<Problem>,
    pub(super) stats: Stats,
    /// Lines left out because their source shares them.
    pub(super) n_shared_removed: u64,
}

impl Corpus {
    /// Reads everything in `queue`, sketching as it goes, on all threads of the current pool.
    ///
    /// The sketches and the numbering of articles do not depend on the threads. `n_bytes` is
    /// about how much there is, for the progress.
    ///
    /// # Errors
    /// When a temporary file fails; what cannot be read is a problem.
    pub(super) fn read(
        queue: Queue,
        n_bytes: u64,
        params: Params,
        progress: &dyn Progress,
    ) -> Result<(Self, Vec<WorkerSketches>)> {
        progress.begin(Stage::Read, n_bytes);
        let n_threads = rayon::current_num_threads();
        let queue = Mutex::new(queue);
        let read = || read_jobs(&queue, &params, n_threads, progress);
        let mut results = on_threads(read)?;
        number_articles(&mut results)?;
        let queue = queue.into_inner().map_err(|_| stopped())?;
        let first_against = queue.first_against();
        let (mut files, names, problems) = queue.finish();
        let n_inputs = files.len() as u32;
        let (mut parts, mut sketches) = (Vec::new(), Vec::new());
        let mut n_shared_removed = 0;
        for mut result in results {
            n_shared_removed += result.n_shared_removed;
            // Where the articles are that this thread read from whole inputs.
            for location in result.parts.iter_mut().filter(|part| part.file.is_none()) {
                location.locations.iter_mut().for_each(|at| at.file = files.len() as u32);
            }
            files.extend(result.spool);
            parts.append(&mut result.parts);
            sketches.push(result.sketches);
        }
        parts.sort_unstable_by_key(|part| part.number);
        let corpus = Self {
            params,
            files,
            n_inputs,
            locations: Vec::new(),
            ids: Ids::default(),
            n_first: 0,
            origins: Vec::new(),
            stats: Stats {
                n_inputs: n_inputs.into(),
                n_skipped: problems.len() as u64,
                ..Stats::default()
            },
            problems,
            n_shared_removed,
        };
        Ok((corpus.assemble(parts, &names, first_against), sketches))
    }

    fn assemble(mut self, parts: Vec<Part>, names: &[String], first_against: usize) -> Self {
        let n_articles = parts.iter().map(|part| part.locations.len()).sum();
        self.locations.reserve_exact(n_articles);
        self.ids.reserve(n_articles, parts.iter().map(|part| part.ids.n_bytes()).sum());
        let mut lines_before = vec![0; names.len()];
        for part in parts {
            if part.number < first_against {
                self.n_first += part.locations.len() as u32;
            }
            self.add(part, names, &mut lines_before);
        }
        let mut ids = std::mem::take(&mut self.ids);
        let mut places = Places { corpus: &self, names, file: 0, offset: 0, n_lines: 0 };
        let problems = ids.make_unique(|article| places.of(article));
        self.problems.extend(problems);
        self.ids = ids;
        self
    }

    fn add(&mut self, part: Part, names: &[String], lines_before: &mut [u64]) {
        let first = self.locations.len() as u32;
        let at = part.file.unwrap_or_default() as usize;
        let name = names.get(at).map_or("", String::as_str);
        let before = lines_before.get(at).copied().unwrap_or_default();
        self.locations.extend_from_slice(&part.locations);
        let mut unnamed = part.unnamed.iter().peekable();
        for at in 0..part.ids.len() as u32 {
            match unnamed.next_if(|(article, _)| *article == at) {
                Some((_, line)) => self.ids.push(&Place::line(name, before + line).to_string()),
                None => self.ids.push(part.ids.get(at)),
            }
        }
        self.origins.extend(part.origins.iter().map(|&(at, origin)| (first + at, origin)));
        self.problems.extend(part.problems.into_iter().map(|mut problem| {
            if problem.place.input == HERE {
                problem.place = Place::line(name, before + problem.place.line.unwrap_or_default());
            }
            problem
        }));
        self.stats.merge(&part.stats);
        if part.file.is_some()
            && let Some(lines) = lines_before.get_mut(at)
        {
            *lines += part.n_lines;
        }
    }

    /// The lines that sources share.
    pub(super) fn shared(&self) -> &SharedLines {
        &self.params.shared
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

    /// The bytes of the record of an article, without a line feed: as they came where that was
    /// a line, else an object with the usual fields.
    pub(super) fn line(&self, article: u32) -> io::Result<Vec<u8>> {
        let Location { file, len, offset } = self.locations[article as usize];
        let mut line = vec![0; len as usize];
        read_at(&self.files[file as usize], &mut line, offset)?;
        while line.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            line.pop();
        }
        Ok(line)
    }

    /// The bytes of the record of an article.
    pub(super) fn n_bytes(&self, article: u32) -> u32 {
        self.locations[article as usize].len
    }

    /// Whether an article was copied with the usual fields, whatever those of the input.
    fn is_spooled(&self, article: u32) -> bool {
        self.locations[article as usize].file >= self.n_inputs
    }

    /// An article, read once more.
    pub(super) fn article(&self, article: u32) -> io::Result<Article> {
        let line = self.line(article)?;
        let reader = if self.is_spooled(article) {
            LineReader::new(&usual_fields(&self.params.ingest))
        } else {
            LineReader::new(&self.params.ingest)
        };
        let Line::Record(record) = reader.read_record(&line, Place::line(HERE, 0)) else {
            return Err(changed());
        };
        let mut read = record.map_err(|_| changed())?.0;
        self.id(article).clone_into(&mut read.id);
        Ok(read)
    }

    /// The number of an article by its id. Cost: linear.
    pub(super) fn find(&self, id: &str) -> Option<u32> {
        (0..self.len() as u32).find(|&article| self.id(article) == id)
    }
}

/// The parameters for records with the usual fields.
fn usual_fields(params: &IngestParams) -> IngestParams {
    IngestParams { language: params.language.clone(), ..IngestParams::default() }
}

/// Finds where articles stand, which is asked for in ascending order.
struct Places<'a> {
    corpus: &'a Corpus,
    names: &'a [String],
    file: u32,
    offset: u64,
    n_lines: u64,
}

impl Places<'_> {
    fn of(&mut self, article: u32) -> Place {
        let location = self.corpus.locations[article as usize];
        let file = &self.corpus.files[location.file as usize];
        let Some(name) = self.names.get(location.file as usize) else {
            let after = location.offset + u64::from(location.len);
            return place_behind(file, after).unwrap_or_default();
        };
        if location.file != self.file {
            (self.file, self.offset, self.n_lines) = (location.file, 0, 0);
        }
        match self.count_lines(file, location.offset) {
            Ok(()) => Place::line(name.as_str(), self.n_lines + 1),
            Err(_) => Place::input(name.as_str()),
        }
    }

    /// Counts the line feeds up to `end`.
    fn count_lines(&mut self, file: &File, end: u64) -> io::Result<()> {
        let mut bytes = vec![0; 256 << 10];
        while self.offset < end {
            let n = usize::try_from(end - self.offset).unwrap_or(usize::MAX).min(bytes.len());
            read_at(file, &mut bytes[..n], self.offset)?;
            self.n_lines += memchr::memchr_iter(b'\n', &bytes[..n]).count() as u64;
            self.offset += n as u64;
        }
        Ok(())
    }
}

/// Tells every worker the numbers of its articles: input order across jobs.
fn number_articles(results: &mut [WorkerResult]) -> Result<()> {
    let all_parts = || results.iter().flat_map(|result| &result.parts);
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
        for WorkerResult { parts, sketches, .. } in results {
            sketches.numbers = parts
                .iter()
                .flat_map(|part| (first_of_part[part.number] as u32..).take(part.locations.len()))
                .collect();
        }
    }
    Ok(())
}

pub(super) fn changed() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the input has changed while it was read")
}

/// Buffers of a thread that reads articles again.
#[derive(Debug)]
pub(super) struct Rereader {
    lines: LineShingler,
    spooled: LineShingler,
    line: Vec<u8>,
}

impl ShingleSource for Corpus {
    type Worker = Rereader;

    fn worker(&self) -> Rereader {
        let ingest = usual_fields(&self.params.ingest);
        let spooled = LineShingler::new(&Params { ingest, ..self.params.clone() });
        Rereader { lines: LineShingler::new(&self.params), spooled, line: Vec::new() }
    }

    fn fetch(
        &self,
        worker: &mut Rereader,
        article: u32,
        shingles: &mut Vec<u64>,
    ) -> io::Result<()> {
        let Location { file, len, offset } = self.locations[article as usize];
        worker.line.resize(len as usize, 0);
        read_at(&self.files[file as usize], &mut worker.line, offset)?;
        let is_spooled = self.is_spooled(article);
        let lines = if is_spooled { &mut worker.spooled } else { &mut worker.lines };
        match lines.shingle(&worker.line, || Place::line(HERE, 0), shingles).0 {
            Line::Plain(_) => Ok(()),
            Line::Record(record) if record.is_ok() => Ok(()),
            _ => Err(changed()),
        }
    }

    fn is_before(&self, a: u32, b: u32) -> bool {
        self.id(a) < self.id(b)
    }
}

#[cfg(unix)]
pub(super) fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
}

#[cfg(windows)]
pub(super) fn read_at(file: &File, mut bytes: &mut [u8], mut offset: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    while !bytes.is_empty() {
        match file.seek_read(bytes, offset)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            n => {
                offset += n as u64;
                bytes = &mut bytes[n..];
            }
        }
    }
    Ok(())
}
