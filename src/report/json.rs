//! The report as JSON: [`Report`] field by field.
//!
//! [`render_json`] writes one indented document, [`render_json_row`] the same on one line for
//! JSON Lines. Fields stand in the order below. New fields may be added; none changes its
//! meaning without a new `schema_version`. Fields marked *optional* are left out when there
//! is nothing to say; the others are always there, `null` where noted.
//!
//! # The document
//!
//! | field | type | meaning |
//! |---|---|---|
//! | `schema_version` | integer | [`SCHEMA_VERSION`](super::SCHEMA_VERSION) |
//! | `articles` | array of *article* | as given |
//! | `relation` | *relation*, optional | how two articles stand; only when there are exactly two |
//! | `relations` | array of *pair* | how every two articles stand, in input order |
//! | `witnesses` | array of arrays of ids | the articles that count as one voice, copies of one text together |
//! | `alignments` | array of *alignment* | sentences that say the same, in order of the first article's text |
//! | `claims` | array of *claim* | things said about the event, with every wording |
//! | `findings` | array of *finding* | conflicts first, then `updated`, `compatible`, `agree`, `only-in` |
//! | `counts` | object | findings by verdict: integers `conflict`, `updated`, `compatible`, `agree`, `only_in` |
//!
//! # A span
//!
//! `start` and `end` are offsets into the article's `text`, half-open, in UTF-8 bytes unless
//! another unit was asked for; `text` is what stands there, exactly as written. Objects said
//! to *be a span* carry these three fields among their own.
//!
//! # An article
//!
//! | field | type | meaning |
//! |---|---|---|
//! | `id` | string | verbatim; every other part of the report names articles by it |
//! | `label` | string | short name in the other formats: `A`, `B`, … |
//! | `title` | string or `null` | headline |
//! | `source` | string or `null` | outlet |
//! | `published` | string or `null` | ISO 8601, as fine as known |
//! | `text` | string | the text all spans point into |
//! | `removed` | array of spans, each with `reason` (string) | what was left out as boilerplate |
//!
//! # A relation, and a pair
//!
//! | field | type | meaning |
//! |---|---|---|
//! | `kind` | string | `identical`, `near-duplicate`, `partial-reuse`, `same-event`, `same-topic`, `unrelated` |
//! | `confidence` | number | 0 to 1, in hundredths |
//! | `evidence` | object, only in `relation` | what it rests on |
//! | `a`, `b` | strings, only in a pair | ids of the two articles; they come first |
//!
//! `evidence` holds `word_shingles` and `stem_shingles`, each an *overlap*, and the arrays of
//! strings `names`, `figures`, `times` and `terms`: what both articles carry, rarest first.
//!
//! An *overlap* holds `shingle` (how shingles were made, e.g. `word:5`), the integers
//! `n_shared`, `n_a`, `n_b`, and the unrounded fractions `resemblance` (shared over all),
//! `containment_a`, `containment_b` (shared over those of one article). All are 0 for empty
//! sets.
//!
//! # An alignment, and a claim
//!
//! An alignment holds `a` and `b`, each a *side*, and `score`, 0 to 1 in thousandths. A side
//! holds `article` (an id) and `sentences`, spans that also carry `index`: the sentence's
//! place in its article, from 0, as `inspect` lists them.
//!
//! | field of a claim | type | meaning |
//! |---|---|---|
//! | `id` | string | stable from run to run |
//! | `n_witnesses` | integer | how many voices carry it: copies, and articles that carry one passage of it, count once |
//! | `statements` | array of sides | who says it where |
//! | `passages` | array of arrays of ids, optional | articles that carry it in one wording, each group one voice |
//! | `origins` | array, optional | sources that several of its articles have it of: `name`, and `articles`, their ids |
//! | `first` | id, optional | the article that surely published it first; only where all of its articles are dated |
//! | `left_out_by` | array of ids, optional | of a claim of several voices, the articles that say nothing of it |
//! | `course` | array, optional | how its figure went, by time of publication: `article`, `published`, `text` |
//!
//! # A finding
//!
//! | field | type | meaning |
//! |---|---|---|
//! | `id` | string | stable from run to run |
//! | `verdict` | string | `conflict`, `updated`, `compatible`, `agree`, `only-in` |
//! | `facet` | string, optional | `quantity`, `time`, `name`, `quotation`, `attribution`, `polarity`, `certainty` |
//! | `rule` | string | the rule it comes from |
//! | `confidence` | number | 0 to 1, in hundredths |
//! | `message` | string | in plain words |
//! | `claim` | string | id of the claim it is about |
//! | `beside` | string, optional | of an `only-in`: id of the claim of several accounts that it tells more of |
//! | `statements` | array of *statement* | where each account says it |
//!
//! A statement holds `article` (an id); `span`, the whole sentence or sentences; `marks`, the
//! spans of the words that agree or differ, within `span`; and `value` (string, optional),
//! the value said where the finding is about one.
//!
//! # Characters
//!
//! Strings are the articles' own characters, without loss. Those that could steer a terminal
//! (C0 and C1 controls, DEL, bidirectional overrides) are written as `\u` escapes.
//!
//! # Example
//!
//! ```
//! use crosswire::report::{Report, SCHEMA_VERSION, VerdictCounts, render_json};
//!
//! let report = Report {
//!     schema_version: SCHEMA_VERSION,
//!     articles: vec![],
//!     relation: None,
//!     relations: vec![],
//!     witnesses: vec![],
//!     alignments: vec![],
//!     claims: vec![],
//!     findings: vec![],
//!     counts: VerdictCounts::default(),
//! };
//! let json = render_json(&report);
//! assert!(json.starts_with("{\n  \"schema_version\": 1,\n") && json.ends_with("}\n"));
//!
//! let back: Report = serde_json::from_str(&json)?;
//! assert_eq!(back, report);
//! # Ok::<(), serde_json::Error>(())
//! ```

use super::Report;
use super::clean::is_steering;
use serde::Serialize;
use std::fmt::Write as _;

/// Why serialising cannot fail: there is no writer that could, and no map with odd keys.
const INFALLIBLE: &str = "a report is structs, strings and numbers, written to memory";

/// The report as one indented JSON document, ending in a line break.
#[must_use]
pub fn render_json(report: &Report) -> String {
    let mut json = serde_json::to_string_pretty(report).expect(INFALLIBLE);
    json.push('\n');
    // The line breaks are the layout's: those of strings are escaped already.
    escape(&json, |c| is_steering(c) && c != '\n')
}

/// The report on one line of JSON, ending in a line break: a row of JSON Lines.
#[must_use]
pub fn render_json_row(report: &Report) -> String {
    row(report)
}

/// As [`render_json_row`], with the field `id` in front: the row that answers one of many
/// pairs. `id` keeps its JSON type.
///
/// ```
/// use crosswire::report::{Report, render_json_row_with_id};
///
/// let report: Report = serde_json::from_str(
///     r#"{"schema_version":1,"articles":[],"relations":[],"witnesses":[],"alignments":[],
///         "claims":[],"findings":[],
///         "counts":{"conflict":0,"updated":0,"compatible":0,"agree":0,"only_in":0}}"#,
/// )?;
/// let row = render_json_row_with_id(&serde_json::json!(17), &report);
/// assert!(row.starts_with(r#"{"id":17,"schema_version":1,"#) && row.ends_with("}\n"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn render_json_row_with_id(id: &serde_json::Value, report: &Report) -> String {
    #[derive(Serialize)]
    struct Row<'r> {
        id: &'r serde_json::Value,
        #[serde(flatten)]
        report: &'r Report,
    }
    row(&Row { id, report })
}

fn row(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect(INFALLIBLE);
    let mut row = escape(&json, is_steering);
    row.push('\n');
    row
}

/// `json` with certain characters as `\u` escapes. They only ever stand inside strings, and
/// all lie in the basic plane.
fn escape(json: &str, is_escaped: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_escaped(c) {
            write!(out, "\\u{:04x}", u32::from(c)).expect("a String takes all text");
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn one_document() {
        fixture::assert_snapshot("json", &render_json(&fixture::two_accounts()));
    }

    #[test]
    fn nothing_is_lost_and_nothing_steers() {
        // Without the unrounded fractions, whose last bit serde_json reads only on request.
        let mut report = Report { relation: None, ..fixture::two_accounts() };
        report.articles[0].title = Some("\u{9b}1m\u{202e}\u{7f}\r\n“東”\u{1b}".into());
        for json in [render_json(&report), render_json_row(&report)] {
            assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
            assert!(!json.chars().any(|c| is_steering(c) && c != '\n'));
        }
        let row = render_json_row(&report);
        assert_eq!(row.matches('\n').count(), 1);
        let with_id = render_json_row_with_id(&"7".into(), &report);
        assert_eq!(with_id, row.replacen('{', r#"{"id":"7","#, 1));
    }
}
