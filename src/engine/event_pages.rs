//! A page an event: its witnesses compared, few articles at once.

use super::compare::compare_among;
use super::events::{Event, Grouped, shortened};
use super::progress::{Progress, Stage};
use super::score::Voice;
use crate::article::Article;
use crate::config::{Assume, Config};
use crate::error::{Error, Result};
use crate::relate::changed_facts;
use crate::report::{ClaimTable, EventEntry, render_html_with_table};
use rayon::prelude::*;
use std::cmp::Reverse;
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

/// Articles that one page compares: more columns cannot be read beside each other, and pairs
/// are quadratic.
const MAX_COMPARED: usize = 10;

/// Outlets that the index names of one event, and copies that a page names of one article.
const MAX_NAMED: usize = 12;

/// Events compared at once: enough for all threads.
const EVENTS_PER_BATCH: usize = 64;

/// Bytes of records held at once, unless those of one event are more.
const BYTES_PER_BATCH: u64 = 4 << 20;

/// What a page is to compare.
struct Plan<'a> {
    event: &'a Event,
    /// Witnesses, those published first before others.
    witnesses: Vec<Carriers>,
}

/// The articles of one witness, by number.
struct Carriers {
    representative: u32,
    /// The others, those published first before others.
    copies: Vec<u32>,
}

/// An article of a page.
struct Compared {
    number: u32,
    article: Article,
    /// Articles that carry its text and are not compared.
    carried_by: Vec<String>,
}

/// What was read for a page.
#[derive(Default)]
struct Gathered {
    compared: Vec<Compared>,
    /// The outlets of all articles of the event.
    sources: BTreeSet<Box<str>>,
}

impl Gathered {
    fn add_source(&mut self, article: &Article) {
        let source = article.source.as_deref().map(shortened);
        self.sources.extend(source.filter(|source| !source.is_empty()));
    }

    fn compare(&mut self, number: u32, article: Article) {
        self.compared.push(Compared { number, article, carried_by: Vec::new() });
    }
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
    /// witnesses those published first, then those whose ids sort first. As far as ten articles
    /// allow it compares also copies in which a fact was changed (see
    /// [`changed_facts`]); other copies it names. Where all articles are copies of each other and
    /// no fact was changed it compares the first two. The same bytes whatever the threads.
    ///
    /// The articles are read again. Cost: linear in the text, a word diff a copy, and at most 45
    /// compared pairs an event. Memory: the records of a batch, at most 64 events and 4 MiB or
    /// else one event, and what is made of them.
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
        let bytes = |plan: &Plan<'_>| self.most_bytes(plan);
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
        let voices = event.voices.iter().map(|&voice| &self.voices[voice as usize]);
        let mut representatives: Vec<u32> = voices.clone().map(|v| v.representative).collect();
        self.scored.sort_by_date(&mut representatives);
        representatives.truncate(MAX_COMPARED);
        let carriers = |representative: u32| {
            let voice = voices.clone().find(|voice| voice.representative == representative);
            let mut copies = voice.map(|voice| voice.articles.clone()).unwrap_or_default();
            copies.retain(|&article| article != representative);
            self.scored.sort_by_date(&mut copies);
            Carriers { representative, copies }
        };
        Plan { event, witnesses: representatives.into_iter().map(carriers).collect() }
    }

    /// The most bytes of records that the articles of a page can take.
    fn most_bytes(&self, plan: &Plan<'_>) -> u64 {
        let bytes = |article: &u32| u64::from(self.scored.n_bytes(*article));
        let first: u64 = plan.witnesses.iter().map(|x| bytes(&x.representative)).sum();
        let copies = plan.witnesses.iter().flat_map(|witness| &witness.copies);
        let mut copies: Vec<u64> = copies.map(bytes).collect();
        copies.sort_unstable_by_key(|&n| Reverse(n));
        first + copies.iter().take(MAX_COMPARED - plan.witnesses.len()).sum::<u64>()
    }

    fn page(&self, plan: &Plan<'_>, config: &Config) -> Result<EventPage> {
        let Gathered { compared, sources } = self.gather(plan, config)?;
        let (articles, carried_by): (Vec<Article>, Vec<Vec<String>>) =
            compared.into_iter().map(|x| (x.article, x.carried_by)).unzip();
        let mut report = compare_among(articles, self.scored.shared(), config);
        for (article, names) in report.articles.iter_mut().zip(carried_by) {
            article.carried_by = first_named(names);
        }
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
            n_left_out: row.witnesses.len().saturating_sub(plan.witnesses.len()),
            sources: first_named(sources.into_iter().map(String::from).collect()),
            n_conflicts: counts.conflict as usize,
            start: row.start,
            end: row.end,
        };
        Ok(EventPage { entry, html: render_html_with_table(&report, &table) })
    }

    /// Reads the articles of a page, in its order, and the outlets of all articles of the event.
    fn gather(&self, plan: &Plan<'_>, config: &Config) -> Result<Gathered> {
        let mut gathered = Gathered::default();
        for witness in &plan.witnesses {
            let article = self.read_again(plan.event, witness.representative)?;
            gathered.add_source(&article);
            gathered.compare(witness.representative, article);
        }
        for (at, witness) in plan.witnesses.iter().enumerate() {
            self.gather_copies(at, witness, config, &mut gathered)?;
        }
        let is_left_out = |voice: &&Voice| {
            plan.witnesses.iter().all(|x| x.representative != voice.representative)
        };
        let voices = plan.event.voices.iter().map(|&voice| &self.voices[voice as usize]);
        for &number in voices.filter(is_left_out).flat_map(|voice| &voice.articles) {
            gathered.add_source(&self.read_again(plan.event, number)?);
        }
        if let ([only], 1) = (plan.witnesses.as_slice(), gathered.compared.len())
            && let Some(&first) = only.copies.first()
        {
            gathered.compare(first, self.read_again(plan.event, first)?);
            gathered.compared[0].carried_by.remove(0);
        }
        let mut order: Vec<u32> = gathered.compared.iter().map(|x| x.number).collect();
        self.scored.sort_by_date(&mut order);
        gathered.compared.sort_by_key(|x| order.iter().position(|&number| number == x.number));
        Ok(gathered)
    }

    /// Of the copies of the article compared at `at` those are compared that differ in facts from
    /// it and from each other, as many as there is room for.
    fn gather_copies(
        &self,
        at: usize,
        witness: &Carriers,
        config: &Config,
        gathered: &mut Gathered,
    ) -> Result<()> {
        let mut taken = vec![at];
        for &number in &witness.copies {
            let copy = self.scored.article(number).map_err(|e| self.unread(number, e))?;
            gathered.add_source(&copy);
            let is_same = |&&other: &&usize| {
                let other = &gathered.compared[other];
                self.scored.text_key(number) == self.scored.text_key(other.number)
                    || changed_facts(&other.article, &copy, config.normalize.normalizer).is_empty()
            };
            match taken.iter().find(is_same) {
                None if gathered.compared.len() < MAX_COMPARED => {
                    taken.push(gathered.compared.len());
                    gathered.compare(number, copy);
                }
                same => {
                    let carried_by = &mut gathered.compared[same.copied().unwrap_or(at)].carried_by;
                    carried_by.push(name(&copy));
                }
            }
        }
        Ok(())
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
}

/// What an article is called in a list: its outlet and its id.
fn name(article: &Article) -> String {
    let id = shortened(&article.id);
    match article.source.as_deref().map(shortened) {
        Some(source) if !source.is_empty() => format!("{source} ({id})"),
        _ => id.into(),
    }
}

/// The first of some names, and how many more there are.
fn first_named(mut names: Vec<String>) -> Vec<String> {
    let n_more = names.len().saturating_sub(MAX_NAMED);
    names.truncate(MAX_NAMED);
    names.extend((n_more > 0).then(|| format!("{n_more} more")));
    names
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
