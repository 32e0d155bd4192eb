//! A page an event: its witnesses compared, few articles at once.

use super::compare::compare_among;
use super::events::{Event, Grouped, shortened};
use super::progress::{Progress, Stage};
use crate::article::Article;
use crate::config::{Assume, Config};
use crate::error::{Error, Result};
use crate::report::{ClaimTable, EventEntry, render_html_with_table};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io;

/// The page of one event, and its line in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventPage {
    /// For [`render_html_index`](crate::report::render_html_index); `href` is the name of the
    /// file, of letters, digits, a hyphen and a dot.
    pub entry: EventEntry,
    /// The page as [`render_html`](crate::report::render_html) makes it.
    pub html: String,
}

/// Witnesses that one page compares: more columns cannot be read beside each other, and pairs
/// are quadratic.
const MAX_WITNESSES: usize = 10;

/// Copies that the page of a single witness compares.
const MAX_COPIES: usize = 2;

/// Outlets that the index names of one event.
const MAX_SOURCES: usize = 12;

/// Events compared at once: enough for all threads.
const EVENTS_PER_BATCH: usize = 64;

/// Bytes of records held at once, unless those of one event are more.
const BYTES_PER_BATCH: u64 = 4 << 20;

/// What a page is to compare.
struct Plan<'a> {
    event: &'a Event,
    /// By number, in the order of the page.
    compared: Vec<u32>,
}

impl Grouped {
    /// Articles that tell of what no other does: they have no page.
    #[must_use]
    pub fn n_alone(&self) -> usize {
        self.events.len() - self.told_of_again().count()
    }

    /// The pages of all events of at least two articles, in the order of [`Grouped::rows`].
    ///
    /// A page compares one article a witness, taken to tell of one event; of more than ten
    /// witnesses those published first, then those whose ids sort first. Where all articles are
    /// copies of each other it compares the first two. The same bytes whatever the threads.
    ///
    /// The articles are read again. Cost: linear in the text, and at most 45 compared pairs an
    /// event. Memory: the records of a batch, at most 64 events and 4 MiB or else one event, and
    /// what is made of them.
    ///
    /// # Errors
    /// Each page: [`Error::is_io`] if an article cannot be read again or its text has changed.
    pub fn pages(
        &self,
        config: &Config,
        progress: &dyn Progress,
    ) -> impl Iterator<Item = Result<EventPage>> {
        let config = Config { assume: Assume::SameEvent, ..config.clone() };
        let plans: Vec<Plan<'_>> = self.told_of_again().map(|event| self.plan(event)).collect();
        progress.begin(Stage::Pages, plans.len() as u64);
        let bytes = |plan: &Plan<'_>| -> u64 {
            plan.compared.iter().map(|&article| u64::from(self.scored.n_bytes(article))).sum()
        };
        batches(plans, bytes).into_iter().flat_map(move |batch| {
            let page = |plan: &Plan<'_>| {
                let page = self.page(plan, &config);
                progress.advance(1);
                page
            };
            batch.par_iter().map(page).collect::<Vec<_>>()
        })
    }

    fn told_of_again(&self) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(|event| self.articles(event).nth(1).is_some())
    }

    fn articles(&self, event: &Event) -> impl Iterator<Item = u32> {
        event.voices.iter().flat_map(|&voice| self.voices[voice as usize].articles.iter().copied())
    }

    fn plan<'a>(&self, event: &'a Event) -> Plan<'a> {
        let is_one_witness = event.voices.len() == 1;
        let mut compared: Vec<u32> = if is_one_witness {
            self.articles(event).collect()
        } else {
            event.voices.iter().map(|&voice| self.voices[voice as usize].representative).collect()
        };
        self.scored.sort_by_date(&mut compared);
        compared.truncate(if is_one_witness { MAX_COPIES } else { MAX_WITNESSES });
        Plan { event, compared }
    }

    fn page(&self, plan: &Plan<'_>, config: &Config) -> Result<EventPage> {
        let read = plan.compared.iter().map(|&article| self.read_again(plan.event, article));
        let articles = read.collect::<Result<Vec<Article>>>()?;
        let sources = self.sources(plan, &articles)?;
        let report = compare_among(articles, self.scored.shared(), config);
        let table = ClaimTable::of(&report);
        // As the page counts them.
        let counts = if report.articles.len() > 2 { table.counts() } else { report.counts };
        let row = self.row(plan.event);
        let title = if row.title.is_empty() { row.articles[0] } else { row.title.as_str() };
        let entry = EventEntry {
            href: format!("event-{}.html", row.event),
            title: title.to_owned(),
            n_articles: row.articles.len(),
            n_witnesses: row.witnesses.len(),
            n_left_out: row.witnesses.len().saturating_sub(plan.compared.len()),
            sources,
            n_conflicts: counts.conflict as usize,
            start: row.start,
            end: row.end,
        };
        Ok(EventPage { entry, html: render_html_with_table(&report, &table) })
    }

    /// An article; a representative only with the text by which it was grouped.
    fn read_again(&self, event: &Event, article: u32) -> Result<Article> {
        let stands_for = |voice: &&u32| self.voices[**voice as usize].representative == article;
        let read = match event.voices.iter().find(stands_for) {
            Some(&voice) => self.scored.unchanged(article, self.known[voice as usize].text_hash),
            None => self.scored.article(article),
        };
        read.map_err(|error| self.unread(article, error))
    }

    fn unread(&self, article: u32, error: io::Error) -> Error {
        Error::io(format!("cannot read the article {:?} again", self.scored.id(article)), error)
    }

    /// The outlets of all articles of an event, each once, by name.
    fn sources(&self, plan: &Plan<'_>, read: &[Article]) -> Result<Vec<String>> {
        let mut sources: BTreeSet<Box<str>> = BTreeSet::new();
        let mut add = |source: Option<&str>| {
            sources.extend(source.map(shortened).filter(|source| !source.is_empty()));
        };
        read.iter().for_each(|article| add(article.source.as_deref()));
        for article in self.articles(plan.event).filter(|a| !plan.compared.contains(a)) {
            let article =
                self.scored.article(article).map_err(|error| self.unread(article, error))?;
            add(article.source.as_deref());
        }
        let n_more = sources.len().saturating_sub(MAX_SOURCES);
        let more = (n_more > 0).then(|| format!("{n_more} more"));
        Ok(sources.into_iter().take(MAX_SOURCES).map(String::from).chain(more).collect())
    }
}

/// In order, as many together as may be held.
fn batches<T>(plans: Vec<T>, n_bytes: impl Fn(&T) -> u64) -> Vec<Vec<T>> {
    let mut batches: Vec<Vec<T>> = Vec::new();
    let mut held = 0;
    for plan in plans {
        let more = n_bytes(&plan);
        match batches.last_mut() {
            Some(last) if last.len() < EVENTS_PER_BATCH && held + more <= BYTES_PER_BATCH => {
                last.push(plan);
                held += more;
            }
            _ => {
                batches.push(vec![plan]);
                held = more;
            }
        }
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_keep_order_and_both_limits() {
        let all = |sizes: &[u64]| batches(sizes.to_vec(), |&size| size);
        assert!(all(&[]).is_empty());
        let big = BYTES_PER_BATCH;
        assert_eq!(
            all(&[1, big - 1, 1, 2 * big, 0]),
            [vec![1, big - 1], vec![1], vec![2 * big], vec![0]]
        );
        let many: Vec<usize> = all(&[1; 130]).iter().map(Vec::len).collect();
        assert_eq!(many, [EVENTS_PER_BATCH, EVENTS_PER_BATCH, 2]);
    }
}
