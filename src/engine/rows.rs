//! `compare --pairs`: many pairs, one row in, one row out, in order.

use super::compare::compare;
use crate::{
    article::Article,
    config::Config,
    error::{Error, Result},
    ingest::article_from_json,
    outcome::{Place, Problem, ProblemKind},
    report::render_json_row_with_id,
};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::io::{BufRead, Write};

/// Rows compared at once: enough for all threads, few enough to hold.
const ROWS_PER_BLOCK: usize = 256;

/// What happened over all rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowSummary {
    /// Rows written.
    pub n_rows: u64,
    /// Rows with at least one conflict.
    pub n_with_conflict: u64,
    /// Rows left out, and why.
    pub problems: Vec<Problem>,
}

#[derive(Deserialize)]
struct Row<'a> {
    #[serde(default)]
    id: serde_json::Value,
    #[serde(borrow)]
    a: Option<&'a RawValue>,
    #[serde(borrow)]
    b: Option<&'a RawValue>,
}

/// Reads `{"id", "a", "b"}` a line from `reader`, compares, and writes a report a line to
/// `writer`, in the same order. `a` and `b` are texts or articles. A bad line is a problem
/// and gives no row; blank lines are passed over. Memory: one block of rows.
///
/// # Errors
/// [`Error::is_io`] if reading or writing fails.
pub fn compare_rows(
    reader: &mut dyn BufRead,
    name: &str,
    writer: &mut dyn Write,
    config: &Config,
) -> Result<RowSummary> {
    let mut summary = RowSummary::default();
    let mut next_line = 1;
    loop {
        let block = read_block(reader, name, &mut next_line)?;
        if block.is_empty() {
            return Ok(summary);
        }
        let rows: Vec<_> =
            block.par_iter().map(|(line, text)| compare_row(text, name, *line, config)).collect();
        for row in rows {
            match row {
                Ok(row) => {
                    writer
                        .write_all(row.json.as_bytes())
                        .map_err(|e| Error::io("cannot write the report", e))?;
                    summary.n_rows += 1;
                    summary.n_with_conflict += u64::from(row.has_conflict);
                    summary.problems.extend(row.notes);
                }
                Err(problem) => summary.problems.push(problem),
            }
        }
    }
}

/// The next lines that are not blank, each with its number.
fn read_block(
    reader: &mut dyn BufRead,
    name: &str,
    next_line: &mut u64,
) -> Result<Vec<(u64, Vec<u8>)>> {
    let mut block = Vec::new();
    while block.len() < ROWS_PER_BLOCK {
        let mut line = Vec::new();
        let n = reader
            .read_until(b'\n', &mut line)
            .map_err(|e| Error::io(format!("cannot read {name}"), e))?;
        if n == 0 {
            break;
        }
        if !line.trim_ascii().is_empty() {
            block.push((*next_line, line));
        }
        *next_line += 1;
    }
    Ok(block)
}

struct RowOut {
    json: String,
    has_conflict: bool,
    notes: Vec<Problem>,
}

fn compare_row(
    bytes: &[u8],
    name: &str,
    line: u64,
    config: &Config,
) -> std::result::Result<RowOut, Problem> {
    let place = Place::line(name, line);
    let malformed = |message: String| Problem::new(place.clone(), ProblemKind::Malformed, message);
    let text = std::str::from_utf8(bytes).map_err(|_| malformed("not UTF-8".to_owned()))?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let row: Row<'_> = serde_json::from_str(text).map_err(|e| malformed(format!("no row: {e}")))?;
    let mut notes = Vec::new();
    let mut side = |field: Option<&RawValue>, key: &str| -> std::result::Result<Article, Problem> {
        let json = field.ok_or_else(|| {
            Problem::new(place.clone(), ProblemKind::MissingField, format!("no field `{key}`"))
        })?;
        read_side(json.get(), key, &place, config, &mut notes)
    };
    let mut articles = vec![side(row.a, "a")?, side(row.b, "b")?];
    if articles[0].id == articles[1].id {
        articles[0].id.push_str("#a");
        articles[1].id.push_str("#b");
    }
    let report = compare(articles, config);
    Ok(RowOut {
        json: render_json_row_with_id(&row.id, &report),
        has_conflict: report.counts.conflict > 0,
        notes,
    })
}

/// An article, or a text that is one; without an id it is called by its side.
fn read_side(
    json: &str,
    key: &str,
    place: &Place,
    config: &Config,
    notes: &mut Vec<Problem>,
) -> std::result::Result<Article, Problem> {
    let at_side = |mut problem: Problem| {
        problem.message = format!("`{key}`: {}", problem.message);
        problem
    };
    let (mut article, found) =
        article_from_json(json, place.clone(), &config.ingest).map_err(at_side)?;
    notes.extend(found.into_iter().map(at_side));
    if article.id == place.to_string() {
        article.id = key.to_owned();
    }
    Ok(article)
}
