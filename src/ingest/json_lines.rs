//! JSON Lines: one record a line, read one at a time.

use super::encoding::{Declared, decode};
use super::json::article_from_object;
use super::params::{IngestParams, Intake, ReadArticle};
use crate::outcome::{Place, Problem, ProblemKind};
use std::io::{self, BufRead, Read};

/// Reads records line by line; memory is that of the longest line, which the parameters limit.
/// Blank lines are passed over, a bad line is noted and the rest goes on. Returns the bytes read.
pub(super) fn read_json_lines(
    reader: &mut dyn BufRead,
    name: &str,
    params: &IngestParams,
    into: &mut Intake<'_>,
) -> u64 {
    let limit = params.record_limit();
    let mut line = Vec::new();
    let mut n_bytes = 0;
    for number in 1.. {
        line.clear();
        let place = || Place::line(name, number);
        let (n_read, is_whole) = match read_limited(reader, limit, &mut line) {
            Ok((0, _)) => break,
            Ok(read) => read,
            Err(error) => {
                let message = format!("cannot be read: {error}");
                into.skip(Problem::new(place(), ProblemKind::Unreadable, message));
                break;
            }
        };
        n_bytes += n_read;
        if !is_whole {
            into.skip(too_long(place(), limit));
        } else if let Some(read) = read_line(&line, place(), params) {
            into.add(read);
        }
    }
    n_bytes
}

/// Notes a line longer than `limit` bytes.
pub(crate) fn too_long(place: Place, limit: u64) -> Problem {
    let message = format!("the line is longer than {limit} bytes");
    Problem::new(place, ProblemKind::TooLarge, message)
}

/// Appends the next line to `line`, or passes over one of more than `limit` bytes; gives the
/// bytes read and whether they were appended.
fn read_limited(
    reader: &mut dyn BufRead,
    limit: u64,
    line: &mut Vec<u8>,
) -> io::Result<(u64, bool)> {
    let mut n_read = reader.take(limit).read_until(b'\n', line)? as u64;
    if n_read < limit || line.last() == Some(&b'\n') {
        return Ok((n_read, true));
    }
    let mut is_whole = true;
    loop {
        let available = reader.fill_buf()?;
        if available.is_empty() {
            return Ok((n_read, is_whole));
        }
        let end = memchr::memchr(b'\n', available);
        // A line of just the limit may still have its line feed to come.
        is_whole &= end == Some(0);
        let n = end.map_or(available.len(), |at| at + 1);
        reader.consume(n);
        n_read += n as u64;
        if end.is_some() {
            return Ok((n_read, is_whole));
        }
    }
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
