//! One input to its articles, whatever it is.

use super::csv::read_csv;
use super::encoding::{Declared, Decoded, HEAD_BYTES, binary_kind, decode, utf16};
use super::json_file::read_json;
use super::json_lines::{read_json_lines, undecodable};
use super::params::{Format, IngestParams, Ingested, Intake, ReadArticle, Sink};
use super::sniff::sniff;
use super::text::{read_markdown, read_text};
use super::unpack::{Packing, Unpacked};
use crate::outcome::{Place, Problem, ProblemKind, Stats};
use std::io::{BufReader, Read};

/// Reads all articles of one input. `name` is its path as given, or `<stdin>`: it becomes
/// the place of every problem and, with a position, the id of articles that have none.
///
/// The format is the one in `params`, else told by the extension of `name`, else by the
/// content. Text, Markdown and HTML hold one article. JSON holds one (an object) or many (an
/// array, or an object with an array under `articles`, `items`, `data`, `docs` or `results`;
/// the n-th element has the place `name:n`). JSON Lines hold one a line, CSV one a row; these
/// are read record by record, everything else is held in memory once.
///
/// Encodings: UTF-8, UTF-16, what a page declares if its bytes agree, otherwise detected;
/// JSON is always UTF-8 or UTF-16. Bytes that do not decode become U+FFFD and are noted.
/// Input packed by gzip or zstd, told by its first bytes, is unpacked on the way.
///
/// Never fails and never panics: whatever is wrong is a problem in the result. An input that
/// cannot be read to its end counts as unreadable; records before the fault are kept.
///
/// ```
/// use crosswire::ingest::{IngestParams, read_articles};
///
/// let feed = "{\"id\": 7, \"text\": \"The dam broke.\"}\n{\"id\": 8}\n";
/// let read = read_articles(&mut feed.as_bytes(), "feed.jsonl", &IngestParams::default());
/// assert_eq!(read.articles[0].id, "7");
/// assert_eq!(
///     read.problems[0].to_string(),
///     "feed.jsonl:2: no text field (text, body, content, article or maintext)"
/// );
/// ```
pub fn read_articles(reader: &mut dyn Read, name: &str, params: &IngestParams) -> Ingested {
    let mut ingested = Ingested::default();
    ingested.stats = read_into(reader, name, params, &mut ingested);
    ingested
}

/// As [`read_articles`], handing on article by article what can be read so; gives the counts.
pub(crate) fn read_into(
    reader: &mut dyn Read,
    name: &str,
    params: &IngestParams,
    sink: &mut dyn Sink,
) -> Stats {
    let mut into = Intake::new(sink);
    if let Err((kind, message)) = read_input(reader, name, params, &mut into) {
        into.skip(Problem::new(Place::input(name), kind, message));
    }
    into.stats
}

/// Why an input as a whole gives nothing.
type Refused = (ProblemKind, String);

fn read_input(
    reader: &mut dyn Read,
    name: &str,
    params: &IngestParams,
    into: &mut Intake<'_>,
) -> Result<(), Refused> {
    let mut head = Vec::new();
    fill(&mut reader.take(HEAD_BYTES as u64), &mut head, u64::MAX, into)?;
    match Packing::of(&head) {
        None => read_unpacked(head, reader, name, params, into),
        Some(packing) => {
            let mut unpacked = Unpacked::new(packing, head.as_slice().chain(reader));
            let mut head = Vec::new();
            fill(&mut (&mut unpacked).take(HEAD_BYTES as u64), &mut head, u64::MAX, into)?;
            read_unpacked(head, &mut unpacked, name, params, into)
        }
    }
}

/// Reads an input that begins with `head` and goes on with `rest`.
fn read_unpacked(
    head: Vec<u8>,
    rest: &mut dyn Read,
    name: &str,
    params: &IngestParams,
    into: &mut Intake<'_>,
) -> Result<(), Refused> {
    let format = params.format.or_else(|| Format::from_path(name));
    refuse_unless_text(&head, format)?;
    let is_lines = is_streamed(format, &head);
    let is_table = || resolve(format, &String::from_utf8_lossy(&head)) == Format::Csv;
    if is_lines || is_utf8(&head) && is_table() {
        let mut input = BufReader::with_capacity(HEAD_BYTES, head.as_slice().chain(rest));
        into.stats.n_bytes = if is_lines {
            read_json_lines(&mut input, name, params, into)
        } else {
            read_csv(&mut input, &head, name, params, into)
        };
        return nothing_but_empty(into);
    }
    let mut bytes = head;
    fill(rest, &mut bytes, params.record_limit(), into)?;
    read_whole(&bytes, name, format, params, into)
}

fn nothing_but_empty(into: &Intake<'_>) -> Result<(), Refused> {
    if into.is_empty() {
        return Err((ProblemKind::Empty, "no record in it".to_owned()));
    }
    Ok(())
}

/// Appends what is left of `reader`, up to `limit` bytes in all.
fn fill(
    reader: &mut dyn Read,
    bytes: &mut Vec<u8>,
    limit: u64,
    into: &mut Intake<'_>,
) -> Result<(), Refused> {
    let left = limit.saturating_sub(bytes.len() as u64).saturating_add(1);
    let read = reader.take(left).read_to_end(bytes);
    into.stats.n_bytes = into.stats.n_bytes.max(bytes.len() as u64);
    read.map_err(|error| (ProblemKind::Unreadable, format!("cannot be read: {error}")))?;
    if bytes.len() as u64 > limit {
        return Err((ProblemKind::TooLarge, format!("it is longer than {limit} bytes")));
    }
    Ok(())
}

/// Whether the beginning of an input is UTF-8, but for a character cut off at its end.
fn is_utf8(head: &[u8]) -> bool {
    utf16(head).is_none()
        && std::str::from_utf8(head).err().is_none_or(|error| error.error_len().is_none())
}

fn refuse_unless_text(head: &[u8], format: Option<Format>) -> Result<(), Refused> {
    if head.is_empty() {
        return Err((ProblemKind::Empty, "the input is empty".to_owned()));
    }
    // A NUL byte in JSON Lines is the matter of its line alone.
    let is_record = format == Some(Format::JsonLines) && head.trim_ascii_start().starts_with(b"{");
    match binary_kind(head) {
        Some(what) if !is_record => Err((ProblemKind::Binary, what)),
        _ => Ok(()),
    }
}

/// Whether an input that begins with `head` is JSON Lines, to be read in blocks of lines.
///
/// `head` should be [`HEAD_BYTES`] where there are as many.
pub(crate) fn is_json_lines(head: &[u8], name: &str, params: &IngestParams) -> bool {
    let format = params.format.or_else(|| Format::from_path(name));
    !head.is_empty() && refuse_unless_text(head, format).is_ok() && is_streamed(format, head)
}

/// Whether an input is read line by line: JSON Lines, but for UTF-16, which has no lines of
/// bytes.
fn is_streamed(format: Option<Format>, head: &[u8]) -> bool {
    let is_lines = resolve(format, &String::from_utf8_lossy(head)) == Format::JsonLines;
    is_lines && utf16(head).is_none()
}

fn read_whole(
    bytes: &[u8],
    name: &str,
    format: Option<Format>,
    params: &IngestParams,
    into: &mut Intake<'_>,
) -> Result<(), Refused> {
    let Decoded { text, damaged } = decode(bytes, declared(format, bytes));
    match resolve(format, &text) {
        Format::Text => into.add(read_text(&text, name, params)),
        Format::Markdown => into.add(read_markdown(&text, name, params)),
        Format::Html => into.add(read_html(&text, name, params)),
        Format::Json => read_json(&text, name, params, into),
        Format::JsonLines => {
            read_json_lines(&mut text.as_bytes(), name, params, into);
        }
        Format::Csv => {
            read_csv(&mut text.as_bytes(), text.as_bytes(), name, params, into);
        }
    }
    if let Some(encoding) = damaged {
        into.note(undecodable(Place::input(name), encoding));
    }
    nothing_but_empty(into)
}

/// The format an input is read in. JSON Lines often go by the name of JSON.
fn resolve(format: Option<Format>, text: &str) -> Format {
    match format {
        None => sniff(text),
        Some(Format::Json) if sniff(text) == Format::JsonLines => Format::JsonLines,
        Some(format) => format,
    }
}

fn declared(format: Option<Format>, bytes: &[u8]) -> Declared {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    match format.unwrap_or_else(|| sniff(&String::from_utf8_lossy(head))) {
        Format::Json | Format::JsonLines => Declared::Utf8,
        Format::Html => Declared::InMarkup,
        Format::Text | Format::Markdown | Format::Csv => Declared::Nowhere,
    }
}

#[cfg(feature = "html")]
fn read_html(text: &str, name: &str, params: &IngestParams) -> ReadArticle {
    super::html::read_page(text, name, params)
}

#[cfg(not(feature = "html"))]
fn read_html(_text: &str, name: &str, _params: &IngestParams) -> ReadArticle {
    let message = "this build has no HTML reader (feature html)";
    Err(Problem::new(Place::input(name), ProblemKind::Unreadable, message))
}
