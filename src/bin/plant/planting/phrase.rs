//! Edits that are written out in tables: a pattern and what takes its place.

use super::{
    corpus::{Event, Prose},
    edit::{Edit, Splice},
    kind::Kind,
    tables::{Phrases, Row, Tables},
};
use regex::Captures;
use std::ops::Range;

pub(super) fn find(events: &[Event], tables: &Tables) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (event_idx, event) in events.iter().enumerate() {
        for (prose_idx, prose) in event.proses.iter().enumerate() {
            for phrases in &tables.phrases {
                find_in(prose, phrases, (event_idx, prose_idx), &mut edits);
            }
        }
    }
    edits
}

fn find_in(prose: &Prose, phrases: &Phrases, place: (usize, usize), into: &mut Vec<Edit>) {
    for row in &phrases.rows {
        for (range, with) in replacements(prose, row) {
            if is_in_place(prose, phrases.kind, &range) {
                let splice = Splice::trimmed(prose.text(), range, &with);
                into.push(Edit::new(phrases.kind, place, splice));
            }
        }
    }
}

/// Words of a speaker are changed inside quotation marks, all others outside.
fn is_in_place(prose: &Prose, kind: Kind, range: &Range<usize>) -> bool {
    match kind {
        Kind::Quotation | Kind::ShortQuotation => prose.is_quoted(range.start),
        _ => prose.is_own_words(range),
    }
}

/// Where whole words of a paragraph match `row`, with all that may take their place.
pub(super) fn replacements(prose: &Prose, row: &Row) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for captures in row.pattern.captures_iter(prose.text()) {
        let Some(whole) = captures.get(0) else { continue };
        let range = whole.range();
        if is_whole(prose.text(), &range) && prose.paragraph(&range).is_some() {
            found.extend(row.with.iter().map(|with| (range.clone(), filled(with, &captures))));
        }
    }
    found
}

fn filled(with: &str, captures: &Captures<'_>) -> String {
    captures.get(1).map_or_else(|| with.to_owned(), |group| with.replace("<1>", group.as_str()))
}

/// Whether no word and no figure is cut in two at either end.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let cuts = |at: usize| {
        let (mut before, mut after) = (text[..at].chars().rev(), text[at..].chars());
        match (before.next(), after.next()) {
            (Some('.' | ','), Some(c)) if c.is_ascii_digit() => {
                before.next().is_some_and(|c| c.is_ascii_digit())
            }
            (Some(c), Some('.' | ',')) if c.is_ascii_digit() => {
                after.next().is_some_and(|c| c.is_ascii_digit())
            }
            (Some(a), Some(b)) => a.is_alphanumeric() && b.is_alphanumeric(),
            _ => false,
        }
    };
    !cuts(range.start) && !cuts(range.end)
}
