//! A first look at the articles: which lines the sources share.

use super::queue::{Job, Queue};
use super::threads::{on_threads, stopped};
use crate::article::Article;
use crate::engine::progress::{Progress, Stage};
use crate::error::Result;
use crate::ingest::{Block, IngestParams, Line, LineReader, ReadArticle, Sink};
use crate::normalize::{LineSurvey, SharedLines};
use crate::outcome::{Place, Problem};
use std::sync::Mutex;

/// Reads what is in `all`, which is read again afterwards, and learns what its sources share.
///
/// What cannot be read twice (standard input, pipes) is copied to temporary files first. Left
/// aside are pages, whose text is extracted at great cost and without most of its boilerplate.
/// What is wrong with an input is said when it is read again. Linear; memory for a sample a
/// thread.
///
/// # Errors
/// When a temporary file fails.
pub(super) fn survey(
    all: &mut Queue,
    ingest: &IngestParams,
    progress: &dyn Progress,
) -> Result<SharedLines> {
    all.keep_streams()?;
    let queue = all.to_survey();
    let n_bytes = queue.sources().iter().map(|source| source.n_bytes()).sum();
    progress.begin(Stage::Survey, n_bytes);
    let queue = Mutex::new(queue);
    let mut all = LineSurvey::default();
    for part in on_threads(|| survey_jobs(&queue, ingest, progress))? {
        all.merge(part);
    }
    Ok(all.learn())
}

fn survey_jobs(
    queue: &Mutex<Queue>,
    ingest: &IngestParams,
    progress: &dyn Progress,
) -> Result<LineSurvey> {
    let reader = LineReader::new(ingest);
    let mut survey = LineSurvey::default();
    let mut block = Block::default();
    loop {
        let job = queue.lock().map_err(|_| stopped())?.next(&mut block)?;
        match job {
            None => return Ok(survey),
            Some(Job::Fault { .. }) => {}
            Some(Job::Block { .. }) => {
                survey_block(&reader, &block.bytes, &mut survey);
                progress.advance(block.bytes.len() as u64);
            }
            Some(Job::Whole { inputs, .. }) => {
                for input in inputs {
                    progress.advance(input.read(ingest, &mut survey).n_bytes);
                }
            }
        }
    }
}

impl Sink for LineSurvey {
    fn article(&mut self, article: Article) {
        self.take(article.source.as_deref(), &article.text);
    }

    fn problem(&mut self, _problem: Problem) {}
}

fn survey_block(reader: &LineReader, bytes: &[u8], survey: &mut LineSurvey) {
    let mut rest = bytes;
    while !rest.is_empty() {
        let (line, len) = reader.read(rest, Place::default);
        match &line {
            Line::Blank => {}
            Line::Plain(fields) => {
                if let (Some(source), Ok(text)) =
                    (fields.source.as_deref(), std::str::from_utf8(&fields.text))
                {
                    survey.take(Some(source), text);
                }
            }
            Line::Record(record) => {
                if let Ok((article, _)) = &**record as &ReadArticle {
                    survey.take(article.source.as_deref(), &article.text);
                }
            }
        }
        rest = &rest[len..];
    }
}
