//! A corpus grouped into events, and the witnesses of each.

use super::input::Input;
use super::progress::{Progress, Stage};
use super::score::{ScoreRequest, Scored, Timings, Voice, day_of, score, text_hash};
use crate::article::Article;
use crate::cluster::events::{Brief, EventGroupModel, Link, Neighbours, Seat, Vectors, link};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::hash::{hash_sequence, hash64};
use crate::normalize::{NormalizeParams, Normalizer, SharedLines, normalize_paragraphs};
use crate::outcome::{Problem, Stats};
use crate::report::{EventRow, write_json_line};
use rayon::prelude::*;
use serde::Serialize;
use std::cmp::Reverse;
use std::io::{self, Write};
use std::time::Instant;

/// What to group.
#[derive(Debug, Clone, Copy)]
pub struct EventsRequest<'a> {
    /// The corpus.
    pub inputs: &'a [Input],
    /// Most bytes of memory to take in all, as far as they grow with the number of articles.
    pub max_memory: Option<u64>,
    /// The weights.
    pub model: &'a EventGroupModel,
}

/// Where the time went, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct EventTimings {
    /// Reading and finding copies.
    pub copies: Timings,
    /// Reading again for the terms.
    pub terms: f64,
    /// Scoring pairs.
    pub pairs: f64,
    /// Joining and parting groups.
    pub groups: f64,
}

/// What a run did, for `--summary`: one JSON object.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventSummary<'a> {
    /// Of the program.
    pub version: &'static str,
    /// The fingerprint of the configuration.
    pub configuration: String,
    /// What came in.
    pub input: Stats,
    /// Events, single articles among them.
    pub n_events: usize,
    /// Events of more than one witness.
    pub n_told_by_several: usize,
    /// Witnesses of all events.
    pub n_witnesses: usize,
    /// Pairs of witnesses that were scored.
    pub n_pairs: usize,
    /// What was wrong.
    pub problems: &'a [Problem],
    /// Where the time went.
    pub seconds: EventTimings,
}

/// A corpus grouped into events.
#[derive(Debug)]
pub struct Grouped {
    pub(super) scored: Scored,
    pub(super) voices: Vec<Voice>,
    /// By number of the voice.
    pub(super) known: Vec<Known>,
    pub(super) events: Vec<Event>,
    n_pairs: usize,
    configuration: String,
    seconds: EventTimings,
}

/// One event, by numbers of voices, ascending.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) voices: Vec<u32>,
    /// The voice nearest to all others.
    central: u32,
}

/// What is kept of the text of a voice.
#[derive(Debug)]
pub(super) struct Known {
    title: Box<str>,
    /// Tells whether the representative was changed since.
    pub(super) text_hash: u64,
}

/// Groups a corpus by the event that articles tell of; what nobody else tells of is an event of
/// its own.
///
/// Near-duplicates by `config.score` count as one voice before anything is compared. The result is
/// the same whatever the threads and, but for numbered ids (`id#2`), the order of input. Cost:
/// linear in the text, a bounded number of candidates an article, and to join them the square of
/// the articles about the largest event at worst (see [`link`]).
///
/// # Errors
/// Those of [`score`]; [`Error::is_invalid_params`] if so many articles need more memory than
/// allowed.
pub fn events(
    request: &EventsRequest<'_>,
    config: &Config,
    progress: &dyn Progress,
) -> Result<Grouped> {
    let of_copies = ScoreRequest {
        inputs: request.inputs,
        against: &[],
        max_memory: request.max_memory,
        checks_facts: false,
    };
    let scored = score(&of_copies, config, progress)?;
    let voices = scored.voices();
    check_memory(voices.len(), request.max_memory)?;
    let mut seconds = EventTimings { copies: scored.summary().seconds, ..EventTimings::default() };
    let started = Instant::now();
    let (briefs, known) = briefs(&scored, &voices, config, progress)?;
    let vectors = Vectors::new(briefs);
    seconds.terms = started.elapsed().as_secs_f64();
    let started = Instant::now();
    let links = links(&vectors, request.model, progress);
    seconds.pairs = started.elapsed().as_secs_f64();
    let started = Instant::now();
    let n_pairs = links.len();
    let events = groups(&vectors, links, request.model);
    seconds.groups = started.elapsed().as_secs_f64();
    let mut grouped = Grouped {
        scored,
        voices,
        known,
        events,
        n_pairs,
        configuration: config.fingerprint(),
        seconds,
    };
    grouped.sort();
    Ok(grouped)
}

/// Bytes kept of an article beside its vector: numbers, title, scored pairs.
const BYTES_BESIDE: u64 = 4 << 10;

fn check_memory(n_voices: usize, max_memory: Option<u64>) -> Result<()> {
    let needed = n_voices as u64 * (Vectors::BYTES_PER_ARTICLE + BYTES_BESIDE);
    match max_memory {
        Some(max) if needed > max => Err(Error::invalid_params(format!(
            "{n_voices} articles may need {} MiB to be grouped, more than --max-memory allows",
            needed >> 20
        ))),
        _ => Ok(()),
    }
}

/// The terms of each voice, and what is kept of its text.
fn briefs(
    scored: &Scored,
    voices: &[Voice],
    config: &Config,
    progress: &dyn Progress,
) -> Result<(Vec<Brief>, Vec<Known>)> {
    progress.begin(Stage::Terms, voices.len() as u64);
    let read = |voice: &Voice| {
        progress.advance(1);
        let article = scored.article(voice.representative)?;
        let text_hash = text_hash(&article);
        let (brief, title) = brief(article, scored.shared(), config);
        Ok((brief, Known { title, text_hash }))
    };
    let read: io::Result<Vec<_>> = voices.par_iter().map(read).collect();
    Ok(read.map_err(|e| Error::io("cannot read an article again", e))?.into_iter().unzip())
}

/// Letters of a title that are kept.
const MAX_TITLE_CHARS: usize = 160;

/// The terms by which [`events`] compares an article with others.
#[must_use]
pub fn brief_of(article: Article, shared: &SharedLines, config: &Config) -> Brief {
    brief(article, shared, config).0
}

fn brief(article: Article, shared: &SharedLines, config: &Config) -> (Brief, Box<str>) {
    let seconds = article.published.as_ref().and_then(|published| published.seconds());
    let day = seconds.and_then(day_of);
    let text = normalize_paragraphs(article, &config.normalize, shared);
    let title = Article {
        text: text.title.clone().unwrap_or_default(),
        language: text.language.clone(),
        ..Article::default()
    };
    let plain = NormalizeParams { normalizer: Normalizer::Plain, language: None };
    let title = normalize_paragraphs(title, &plain, &SharedLines::default());
    let shown = Some(title.text()).filter(|title| !title.trim().is_empty());
    let first_line = || text.paragraphs.first().map_or("", |range| range.of(text.text()));
    (Brief::of(&text, &title, day), shortened(shown.unwrap_or_else(first_line)))
}

/// White space runs are one space; cut between words.
pub(super) fn shortened(title: &str) -> Box<str> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let whole = words.join(" ");
    let Some((end, _)) = whole.char_indices().nth(MAX_TITLE_CHARS) else { return whole.into() };
    let cut = whole[..end].rfind(' ').unwrap_or(end);
    format!("{} …", &whole[..cut]).into()
}

fn links(vectors: &Vectors, model: &EventGroupModel, progress: &dyn Progress) -> Vec<Link> {
    progress.begin(Stage::Group, vectors.len() as u64);
    let neighbours = Neighbours::new(vectors);
    let mut pairs: Vec<(u32, u32, i64)> = (0..vectors.len() as u32)
        .into_par_iter()
        .fold(
            || (neighbours.scratch(), Vec::new()),
            |(mut scratch, mut found), article| {
                progress.advance(1);
                neighbours.of(article, model, &mut scratch, &mut found);
                (scratch, found)
            },
        )
        .map(|(_, found)| found)
        .reduce(Vec::new, |mut all, mut part| {
            all.append(&mut part);
            all
        });
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs.into_iter().map(|(a, b, score)| Link { a, b, score }).collect()
}

/// Pairs that one thread scores at once.
const N_AT_ONCE: usize = 128;

fn groups(vectors: &Vectors, links: Vec<Link>, model: &EventGroupModel) -> Vec<Event> {
    let scores = |pairs: &[(u32, u32)]| match pairs.len() {
        0..=N_AT_ONCE => vectors.scores(pairs, model),
        _ => {
            pairs.par_chunks(N_AT_ONCE).flat_map_iter(|some| vectors.scores(some, model)).collect()
        }
    };
    link(&vectors.days(), links, model.min_link, &scores)
        .into_par_iter()
        .flat_map_iter(|group| vectors.split(group, model))
        .map(|voices| Event { central: central(vectors, &voices, model), voices })
        .collect()
}

/// Voices by which the nearest to all is judged.
const MAX_JUDGED: usize = 64;

fn central(vectors: &Vectors, voices: &[u32], model: &EventGroupModel) -> u32 {
    let step = voices.len().div_ceil(MAX_JUDGED).max(1);
    let judged: Vec<u32> = voices.iter().copied().step_by(step).collect();
    let mut seat = Seat::new(vectors);
    let mut nearness = |&voice: &u32| {
        let others = judged.iter().filter(|&&other| other != voice);
        others.map(|&other| seat.score(voice, other, model)).sum::<i64>()
    };
    judged.iter().copied().min_by_key(|voice| (Reverse(nearness(voice)), *voice)).unwrap_or(0)
}

impl Grouped {
    /// Most witnesses first, then most articles, then by the least id, which the least voice has.
    fn sort(&mut self) {
        let n_articles = |event: &Event| -> usize {
            event.voices.iter().map(|&voice| self.voices[voice as usize].articles.len()).sum()
        };
        let key = |event: &Event| {
            (Reverse(event.voices.len()), Reverse(n_articles(event)), event.voices[0])
        };
        self.events.sort_by_cached_key(key);
    }

    /// Events, single articles among them.
    #[must_use]
    pub fn n_events(&self) -> usize {
        self.events.len()
    }

    /// Events of more than one witness.
    #[must_use]
    pub fn n_told_by_several(&self) -> usize {
        self.events.iter().filter(|event| event.voices.len() > 1).count()
    }

    /// What came in.
    #[must_use]
    pub fn stats(&self) -> &Stats {
        self.scored.stats()
    }

    /// What was wrong with the input.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        self.scored.problems()
    }

    /// The run in one value.
    #[must_use]
    pub fn summary(&self) -> EventSummary<'_> {
        EventSummary {
            version: env!("CARGO_PKG_VERSION"),
            configuration: self.configuration.clone(),
            input: *self.stats(),
            n_events: self.n_events(),
            n_told_by_several: self.n_told_by_several(),
            n_witnesses: self.voices.len(),
            n_pairs: self.n_pairs,
            problems: self.problems(),
            seconds: self.seconds,
        }
    }

    /// The events as rows, most witnesses first.
    pub fn rows(&self) -> impl Iterator<Item = EventRow<'_>> {
        self.events.iter().map(|event| self.row(event))
    }

    /// Writes the events as JSON Lines, one [`EventRow`] a line.
    ///
    /// # Errors
    /// Whatever `out` fails with.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.rows().try_for_each(|row| write_json_line(&row, out))
    }

    pub(super) fn row(&self, event: &Event) -> EventRow<'_> {
        let voices = event.voices.iter().map(|&voice| &self.voices[voice as usize].articles);
        let ids = |articles: &Vec<u32>| articles.iter().map(|&a| self.scored.id(a)).collect();
        let witnesses: Vec<Vec<&str>> = voices.clone().map(ids).collect();
        let mut articles: Vec<&str> = witnesses.iter().flatten().copied().collect();
        articles.sort_unstable();
        let days =
            || voices.clone().flatten().filter_map(|&article| self.scored.local_day(article));
        let hashes: Vec<u64> = articles.iter().map(|id| hash64(id.as_bytes())).collect();
        EventRow {
            event: format!("{:016x}", hash_sequence(&hashes)),
            articles,
            witnesses,
            title: self.known[event.central as usize].title.to_string(),
            start: days().min().and_then(date),
            end: days().max().and_then(date),
        }
    }
}

/// A day since 1970 as `YYYY-MM-DD`.
fn date(day: i32) -> Option<String> {
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    Some(epoch.checked_add(jiff::Span::new().try_days(day).ok()?).ok()?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_cut_between_words() {
        assert_eq!(&*shortened(" Quake \n hits  island "), "Quake hits island");
        let long = "word ".repeat(50);
        let cut = shortened(&long);
        assert!(cut.ends_with("word …") && cut.chars().count() <= MAX_TITLE_CHARS + 2);
        assert!(shortened(&"x".repeat(500)).chars().count() <= MAX_TITLE_CHARS + 2);
    }

    #[test]
    fn days_are_dates() {
        assert_eq!(date(0).as_deref(), Some("1970-01-01"));
        assert_eq!(date(20_000).as_deref(), Some("2024-10-04"));
    }
}
