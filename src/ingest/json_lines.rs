//! JSON Lines: one record a line, read one at a time.

use super::encoding::{Declared, decode};
use super::json::article_from_object;
use super::params::{IngestParams, Ingested, ReadArticle};
use crate::outcome::{Place, Problem, ProblemKind};
use std::io::BufRead;

/// Reads records line by line; memory is that of the longest line and the articles. Blank
/// lines are passed over, a bad line is noted and the rest goes on. Returns the bytes read.
pub(super) fn read_json_lines(
    reader: &mut dyn BufRead,
    name: &str,
    params: &IngestParams,
    into: &mut Ingested,
) -> u64 {
    let mut line = Vec::new();
    let mut n_bytes = 0;
    for number in 1.. {
        line.clear();
        match reader.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(n) => n_bytes += n as u64,
            Err(error) => {
                let message = format!("cannot be read: {error}");
                let place = Place::line(name, number);
                into.skip(Problem::new(place, ProblemKind::Unreadable, message));
                break;
            }
        }
        if let Some(read) = read_line(&line, Place::line(name, number), params) {
            into.add(read);
        }
    }
    n_bytes
}

/// The record on one line; nothing for a blank one.
pub(super) fn read_line(line: &[u8], place: Place, params: &IngestParams) -> Option<ReadArticle> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
    if line.is_empty() {
        return None;
    }
    let decoded = match std::str::from_utf8(line) {
        Ok(text) => return Some(article_from_object(text, place, params)),
        Err(_) => decode(line, Declared::Utf8),
    };
    let mut read = article_from_object(&decoded.text, place.clone(), params);
    if let (Ok((_, problems)), Some(encoding)) = (&mut read, decoded.damaged) {
        problems.push(undecodable(place, encoding));
    }
    Some(read)
}

/// Notes bytes that an encoding does not know.
pub(super) fn undecodable(place: Place, encoding: &str) -> Problem {
    let message = format!("bytes that are no {encoding} were replaced by U+FFFD");
    Problem::new(place, ProblemKind::Undecodable, message)
}
