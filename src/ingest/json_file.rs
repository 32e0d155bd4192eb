//! A JSON document to its articles.

use super::fields::Fields;
use super::json::{article_from_object, has_text, malformed};
use super::params::{IngestParams, Intake};
use crate::outcome::{Place, Problem, ProblemKind};
use serde_json::value::RawValue;

/// Fields of an object that hold a list of articles rather than being one.
const LISTS: [&str; 5] = ["articles", "items", "data", "docs", "results"];

/// Reads a document: one object is one article; an array is one article an element, and so
/// is an object without a text but with an array under `articles`, `items`, `data`, `docs`
/// or `results`.
///
/// The place of an element is its position in the array, from 1: `day.json:3`.
pub(super) fn read_json(text: &str, name: &str, params: &IngestParams, into: &mut Intake<'_>) {
    match elements(text, params) {
        Ok(Some(elements)) => {
            for (position, element) in (1u64..).zip(elements) {
                into.add(article_from_object(element.get(), Place::line(name, position), params));
            }
        }
        Ok(None) => into.add(article_from_object(text, Place::input(name), params)),
        Err(error) => {
            let place = Place::line(name, error.line() as u64);
            into.skip(Problem::new(place, ProblemKind::Malformed, malformed(&error)));
        }
    }
}

/// The elements of the list that a document is or holds; `None` for a single record.
fn elements<'a>(
    text: &'a str,
    params: &IngestParams,
) -> Result<Option<Vec<&'a RawValue>>, serde_json::Error> {
    let document: &RawValue = serde_json::from_str(text)?;
    let document = document.get();
    if document.starts_with('[') {
        return serde_json::from_str(document).map(Some);
    }
    let Ok(fields) = serde_json::from_str::<Fields<'_>>(document) else { return Ok(None) };
    if has_text(&fields, params) {
        return Ok(None);
    }
    let list = LISTS.iter().filter_map(|name| fields.get(name)).find(|v| v.starts_with('['));
    list.map(serde_json::from_str).transpose()
}
