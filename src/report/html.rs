//! The report as one HTML file: findings beside the texts for two accounts, the
//! claim-by-source table for more, and an index page for many reports.
//!
//! A page needs nothing but itself: style and script stand in it, and its content security
//! policy allows these two by their hashes and nothing else, so that whatever an article
//! holds, it is shown and never run or fetched. All text of articles is escaped by the
//! template engine and stands in elements and attributes, none in the script; what steers
//! the reading direction or a terminal shows as U+FFFD. Without scripts everything can be
//! read, and links lead from findings to the texts and back.

mod desk;
mod page;
mod pictures;
mod policy;
mod reading;
mod words;

use super::outline::Verdict;
use super::table::ClaimTable;
use super::{Report, clean::clean};
use askama::Template;
use page::{Kind, Page};

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Why rendering cannot fail: nothing the templates call does.
const INFALLIBLE: &str = "a page is strings, written to memory";

#[derive(Template)]
#[template(path = "report.html", config = "src/report/html/askama.toml")]
struct ReportPage<'r> {
    page: &'r Page<'r>,
    kinds: [Kind; 5],
    policy: &'static str,
    style: &'static str,
    script: &'static str,
    version: &'static str,
}

/// The report as one self-contained HTML page, ending in a line break.
///
/// Two accounts stand side by side beside their findings; for more there is the table of
/// [`ClaimTable::of`]. Findings whose verdict is none of the five are left out. Cost: linear
/// in texts and findings but for sorting.
#[must_use]
pub fn render_html(report: &Report) -> String {
    render_html_with_table(report, &ClaimTable::of(report))
}

/// As [`render_html`], with a table made elsewhere. It is shown if there are more than two
/// articles; statements of articles that the report does not hold are passed over.
#[must_use]
pub fn render_html_with_table(report: &Report, table: &ClaimTable) -> String {
    let page = ReportPage {
        page: &Page::new(report, table),
        kinds: Verdict::ALL.map(Kind),
        policy: policy::REPORT,
        style: STYLE,
        script: SCRIPT,
        version: VERSION,
    };
    finished(&page)
}

/// One event of an index page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EventEntry {
    /// Where its page lies, relative to the index: `event-1.html`.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// First day or time, ISO 8601.
    pub start: Option<String>,
    /// Last day or time, ISO 8601.
    pub end: Option<String>,
    /// How many articles report it.
    pub n_articles: usize,
    /// How many voices they are.
    pub n_witnesses: usize,
    /// How many of these its page leaves out.
    pub n_left_out: usize,
    /// Its outlets, each once.
    pub sources: Vec<String>,
    /// How many findings are conflicts.
    pub n_conflicts: usize,
}

#[derive(Template)]
#[template(path = "index.html", config = "src/report/html/askama.toml")]
struct IndexPage<'r> {
    title: &'r str,
    events: Vec<EventRow>,
    n_articles: usize,
    n_alone: usize,
    policy: &'static str,
    style: &'static str,
    version: &'static str,
}

/// An event as the index shows it.
struct EventRow {
    href: String,
    title: String,
    /// Of the first day, as given.
    iso: Option<String>,
    when: Option<String>,
    sources: String,
    n_articles: usize,
    n_witnesses: usize,
    n_left_out: usize,
    n_conflicts: usize,
}

/// The index of many events, in the order given, as one self-contained page without a
/// script, ending in a line break. Links are relative, so the pages can be moved together.
/// `n_alone` articles are counted beside them, each of which tells of what no other does.
#[must_use]
pub fn render_html_index(title: &str, events: &[EventEntry], n_alone: usize) -> String {
    let page = IndexPage {
        title: &clean(title),
        events: events.iter().map(event_row).collect(),
        n_articles: events.iter().map(|event| event.n_articles).sum(),
        n_alone,
        policy: policy::INDEX,
        style: STYLE,
        version: VERSION,
    };
    finished(&page)
}

fn event_row(event: &EventEntry) -> EventRow {
    let when = match (&event.start, &event.end) {
        (Some(start), Some(end)) => Some(words::period(start, end)),
        (Some(day), None) | (None, Some(day)) => Some(words::date(day)),
        (None, None) => None,
    };
    let iso = event.start.as_ref().or(event.end.as_ref());
    EventRow {
        href: event.href.clone(),
        title: clean(&event.title).into_owned(),
        iso: iso.map(|iso| clean(iso).into_owned()),
        when: when.map(|when| clean(&when).into_owned()),
        sources: clean(&event.sources.join(" · ")).into_owned(),
        n_articles: event.n_articles,
        n_witnesses: event.n_witnesses,
        n_left_out: event.n_left_out,
        n_conflicts: event.n_conflicts,
    }
}

fn finished(page: &impl Template) -> String {
    let mut html = page.render().expect(INFALLIBLE);
    html.truncate(html.trim_end().len());
    html.push('\n');
    html
}

#[cfg(test)]
mod tests;
