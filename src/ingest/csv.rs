//! Tables of articles: one row each under a head line (RFC 4180), separators told from the head.

use super::json::{AUTHOR, DATE, ID, LANGUAGE, SOURCE, TEXT, TITLE, URL, article_from_object};
use super::json_lines::undecodable;
use super::params::{IngestParams, Intake};
use crate::outcome::{Place, Problem, ProblemKind};
use csv_core::{ReadRecordResult, ReaderBuilder};
use std::borrow::Cow;
use std::io::{self, BufRead};

/// Separators that are tried, the likelier first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Reads a table in UTF-8, row by row; memory is that of the longest row. `head` is the
/// beginning of it. Returns the bytes read.
///
/// The place of a row is the line it begins on. A row with more or fewer fields than the head,
/// or one longer than the limit, is left out; so is what follows a quotation mark that is never
/// closed. An empty field counts as no field.
pub(super) fn read_csv(
    input: &mut dyn BufRead,
    head: &[u8],
    name: &str,
    params: &IngestParams,
    into: &mut Intake<'_>,
) -> u64 {
    let limit = usize::try_from(params.record_limit()).unwrap_or(usize::MAX);
    let mut rows = Rows::new(input, separator(head, name, params), limit);
    let mut columns: Option<Vec<String>> = None;
    loop {
        let (place, row) = match rows.next_row() {
            Ok(None) => break,
            Ok(Some(line)) => (Place::line(name, line), &rows),
            Err((line, kind, message)) => {
                into.skip(Problem::new(Place::line(name, line), kind, message));
                if kind == ProblemKind::TooLarge { continue } else { break }
            }
        };
        match &columns {
            None => match head_columns(row, params) {
                Some(found) => columns = Some(found),
                None => {
                    let fields = row.fields().map(String::from_utf8_lossy).collect::<Vec<_>>();
                    let message = format!(
                        "the head line names no text field ({}): {}",
                        params.text_field.clone().unwrap_or_else(|| TEXT.join(", ")),
                        clipped(&fields.join(", "))
                    );
                    into.skip(Problem::new(place, ProblemKind::MissingField, message));
                    rows.pass_over_rest();
                    break;
                }
            },
            Some(columns) => add_row(row, columns, place, params, into),
        }
    }
    rows.n_bytes
}

fn add_row(
    row: &Rows<'_>,
    columns: &[String],
    place: Place,
    params: &IngestParams,
    into: &mut Intake<'_>,
) {
    let n_fields = row.ends.len();
    if n_fields != columns.len() {
        let message = format!("{n_fields} fields under a head line of {}", columns.len());
        return into.skip(Problem::new(place, ProblemKind::Malformed, message));
    }
    let mut is_damaged = false;
    let mut object = serde_json::Map::new();
    for (column, field) in columns.iter().zip(row.fields()).filter(|(_, f)| !f.is_empty()) {
        let text = String::from_utf8_lossy(field);
        is_damaged |= matches!(text, Cow::Owned(_));
        // Of columns of one name the first that is filled counts.
        object.entry(column.as_str()).or_insert_with(|| text.into_owned().into());
    }
    let json = serde_json::Value::from(object).to_string();
    let mut read = article_from_object(&json, place.clone(), params);
    if let (Ok((_, problems)), true) = (&mut read, is_damaged) {
        problems.push(undecodable(place, "UTF-8"));
    }
    into.add(read);
}

/// The fields by column: usual names in the case in which they are known.
fn head_columns(row: &Rows<'_>, params: &IngestParams) -> Option<Vec<String>> {
    let columns: Vec<String> = row
        .fields()
        .map(|field| {
            let name = String::from_utf8_lossy(field);
            let name = name.trim_start_matches('\u{feff}').trim();
            known_name(name, params).unwrap_or(name).to_owned()
        })
        .collect();
    let has = |name: &str| columns.iter().any(|column| column == name);
    let has_text = match &params.text_field {
        Some(name) => has(name),
        None => TEXT.iter().any(|name| has(name)),
    };
    has_text.then_some(columns)
}

/// The name by which a column is looked up: a mapped one as it is written, a usual one in any
/// case; nothing for a column that says nothing of an article.
fn known_name<'n>(name: &'n str, params: &IngestParams) -> Option<&'n str> {
    let mapped = [
        &params.text_field,
        &params.title_field,
        &params.id_field,
        &params.source_field,
        &params.date_field,
        &params.url_field,
    ];
    if mapped.iter().any(|mapped| mapped.as_deref() == Some(name)) {
        return Some(name);
    }
    let usual = [TEXT, TITLE, SOURCE, DATE, ID, URL, AUTHOR, LANGUAGE];
    usual.into_iter().flatten().copied().find(|known| known.eq_ignore_ascii_case(name))
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{} …", &text[..at]),
        None => text.to_owned(),
    }
}

/// The separator that gives the head line most names that are known, then most fields.
fn separator(head: &[u8], name: &str, params: &IngestParams) -> u8 {
    let mut best = (0, 0, SEPARATORS[0]);
    for separator in SEPARATORS {
        let mut input = head;
        let mut rows = Rows::new(&mut input, separator, usize::MAX);
        if !matches!(rows.next_row(), Ok(Some(_))) {
            continue;
        }
        let is_known = |field: &&[u8]| {
            let field = String::from_utf8_lossy(field);
            known_name(field.trim_start_matches('\u{feff}').trim(), params).is_some()
        };
        let n_known = rows.fields().filter(is_known).count();
        let found = (n_known, rows.ends.len(), separator);
        if (found.0, found.1) > (best.0, best.1) {
            best = found;
        }
    }
    let is_tabs = [".tsv", ".tab"].iter().any(|end| name.to_ascii_lowercase().contains(end));
    if best.0 == 0 && is_tabs { b'\t' } else { best.2 }
}

/// Why there is no row, and on which line that one began.
type RowFault = (u64, ProblemKind, String);

/// Cuts bytes into rows and rows into fields.
struct Rows<'a> {
    input: &'a mut dyn BufRead,
    core: csv_core::Reader,
    limit: usize,
    fields: Vec<u8>,
    ends: Vec<usize>,
    n_bytes: u64,
    line: u64,
    is_at_end: bool,
}

impl<'a> Rows<'a> {
    fn new(input: &'a mut dyn BufRead, separator: u8, limit: usize) -> Self {
        let core = ReaderBuilder::new().delimiter(separator).build();
        let (fields, ends) = (vec![0; 4096], vec![0; 32]);
        Self { input, core, limit, fields, ends, n_bytes: 0, line: 1, is_at_end: false }
    }

    /// Reads the next row that is not blank and gives the line it begins on.
    fn next_row(&mut self) -> Result<Option<u64>, RowFault> {
        let (mut n_out, mut n_ends) = (0, 0);
        self.ends.resize(self.ends.capacity().max(32), 0);
        self.skip_line_ends()?;
        let start = self.line;
        let (mut is_too_long, mut is_begun) = (false, false);
        loop {
            let fault =
                |e: io::Error| (start, ProblemKind::Unreadable, format!("cannot be read: {e}"));
            let available = self.input.fill_buf().map_err(fault)?;
            let was_at_end = available.is_empty();
            if was_at_end && !is_begun {
                return Ok(None);
            }
            is_begun = true;
            // One more line end makes the last row whole, unless a quotation mark is open.
            let input = if was_at_end && !self.is_at_end { &b"\n"[..] } else { available };
            let (result, n_in, n_written, n_fields) =
                self.core.read_record(input, &mut self.fields[n_out..], &mut self.ends[n_ends..]);
            self.line += memchr::memchr_iter(b'\n', &input[..n_in]).count() as u64;
            if was_at_end {
                self.is_at_end = true;
            } else {
                self.input.consume(n_in);
                self.n_bytes += n_in as u64;
            }
            (n_out, n_ends) = (n_out + n_written, n_ends + n_fields);
            if n_out > self.limit {
                is_too_long = true;
                n_out = 0;
            }
            match result {
                ReadRecordResult::InputEmpty if was_at_end && n_in > 0 => {
                    let message = "a quotation mark in this row is never closed";
                    return Err((start, ProblemKind::Malformed, message.to_owned()));
                }
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => {
                    let n_room = self.fields.len();
                    if n_room <= self.limit {
                        self.fields.resize(n_room.saturating_mul(2), 0);
                    } else {
                        is_too_long = true;
                        n_out = 0;
                    }
                }
                ReadRecordResult::OutputEndsFull => {
                    if n_ends >= MAX_FIELDS {
                        is_too_long = true;
                        n_ends = 0;
                    } else {
                        self.ends.resize(2 * n_ends, 0);
                    }
                }
                ReadRecordResult::Record if is_too_long => {
                    let message = format!("the row is longer than {} bytes", self.limit);
                    return Err((start, ProblemKind::TooLarge, message));
                }
                ReadRecordResult::Record => {
                    self.ends.truncate(n_ends);
                    return Ok(Some(start));
                }
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// Reads to the end, so that all bytes are counted.
    fn pass_over_rest(&mut self) {
        self.n_bytes += io::copy(&mut self.input, &mut io::sink()).unwrap_or_default();
    }

    /// Passes over line ends, which begin no row.
    fn skip_line_ends(&mut self) -> Result<(), RowFault> {
        loop {
            let line = self.line;
            let fault =
                |e: io::Error| (line, ProblemKind::Unreadable, format!("cannot be read: {e}"));
            let available = self.input.fill_buf().map_err(fault)?;
            let n = available.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            if n == 0 {
                return Ok(());
            }
            self.line += memchr::memchr_iter(b'\n', &available[..n]).count() as u64;
            self.input.consume(n);
            self.n_bytes += n as u64;
        }
    }

    /// The fields of the row that was read.
    fn fields(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.fields[start..end])
    }
}

/// Most fields of a row; more are no table.
const MAX_FIELDS: usize = 1 << 16;

#[cfg(test)]
mod tests {
    use super::super::params::Ingested;
    use super::*;

    fn read_with(csv: &str, name: &str, params: &IngestParams) -> (Vec<String>, Vec<String>) {
        let mut ingested = Ingested::default();
        let mut into = Intake::new(&mut ingested);
        let n_bytes = read_csv(&mut csv.as_bytes(), csv.as_bytes(), name, params, &mut into);
        assert!(n_bytes as usize <= csv.len());
        let article = |a: &crate::article::Article| {
            let title = a.title.clone().unwrap_or_default();
            format!("{}|{title}|{}", a.id, a.text)
        };
        let problems = ingested.problems.iter().map(ToString::to_string).collect();
        (ingested.articles.iter().map(article).collect(), problems)
    }

    fn read(csv: &str) -> (Vec<String>, Vec<String>) {
        read_with(csv, "a.csv", &IngestParams::default())
    }

    #[test]
    fn tables_become_articles() {
        for csv in [
            "id,title,text\n1,T,The dam.\n2,,\"He said \"\"no\"\",\nand left.\"\n",
            "\u{feff}id;Title;TEXT\r\n1;T;The dam.\r\n\r\n2;;\"He said \"\"no\"\",\nand left.\"",
            "text\ttitle\tid\nThe dam.\tT\t1\n\"He said \"\"no\"\",\nand left.\"\t\t2\n",
        ] {
            let (articles, problems) = read(csv);
            assert_eq!(articles, ["1|T|The dam.", "2||He said \"no\",\nand left."], "{csv}");
            assert!(problems.is_empty(), "{problems:?}");
        }
    }

    #[test]
    fn fields_are_mapped() {
        let params = IngestParams {
            text_field: Some("Story".to_owned()),
            id_field: Some("nr".to_owned()),
            ..IngestParams::default()
        };
        let (articles, _) = read_with("nr;Story;text\n7;The dam.;x\n", "a.csv", &params);
        assert_eq!(articles, ["7||The dam."]);
    }

    #[test]
    fn bad_rows_are_named_by_line() {
        let csv = "id,text\n1,\"two\nlines\"\n2,x,extra\n3\n4,\n5,y\n";
        let (articles, problems) = read(csv);
        assert_eq!(articles, ["1||two\nlines", "5||y"]);
        assert_eq!(problems.len(), 3);
        assert_eq!(problems[0], "a.csv:4: 3 fields under a head line of 2");
        assert_eq!(problems[1], "a.csv:5: 1 fields under a head line of 2");
        assert!(problems[2].starts_with("a.csv:6: no text field"), "{}", problems[2]);
        let (articles, problems) = read("id,text\n1,x\n2,\"open\n3,y\n");
        assert_eq!(articles, ["1||x"]);
        assert_eq!(problems, ["a.csv:3: a quotation mark in this row is never closed"]);
        let (articles, problems) = read("a,b\n1,2\n");
        assert!(articles.is_empty() && problems[0].starts_with("a.csv:1: the head line names no"));
        assert_eq!(read("").0, [""; 0]);
    }

    #[test]
    fn a_long_row_is_left_out() {
        let params = IngestParams { max_record_bytes: Some(5000), ..IngestParams::default() };
        let csv =
            format!("id,text\n1,x\n2,\"{}\"\n3,y\n4,{}\n", "z ".repeat(9000), "w".repeat(4000));
        let (articles, problems) = read_with(&csv, "a.csv", &params);
        assert_eq!(articles.len(), 3);
        assert_eq!(problems, ["a.csv:3: the row is longer than 5000 bytes"]);
    }
}
