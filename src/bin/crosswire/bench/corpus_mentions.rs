//! What is said: mentions against the labels of the corpus, as `inspect` prints them.

use super::{
    metrics::Hits,
    result::{Mistake, SuiteResult},
    truth::{Corpus, Event},
};
use anyhow::{Context, Result};
use crosswire::{report::Inspection, span::TextRange};
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;

/// One label or one mention found: the fields of `inspect` that are measured.
#[derive(Debug, Deserialize)]
struct Said {
    kind: String,
    start: u32,
    end: u32,
    text: String,
    #[serde(default)]
    value: Value,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    speaker: Option<Place>,
}

#[derive(Debug, Deserialize)]
struct Place {
    start: u32,
    end: u32,
}

impl Said {
    fn range(&self) -> TextRange {
        TextRange { start: self.start, end: self.end }
    }

    /// Whether `found` says what this label says: value and unit of a quantity, value of a
    /// time, a negation or a certainty, all the words of a name, the speaker of a quotation or an attribution.
    fn is_told_by(&self, found: &Self) -> bool {
        match self.kind.as_str() {
            "quantity" => self.value.as_f64() == found.value.as_f64() && self.unit == found.unit,
            "time" | "polarity" | "certainty" => self.value == found.value,
            "name" => self.range() == found.range(),
            _ => match (&self.speaker, &found.speaker) {
                (Some(a), Some(b)) => a.start < b.end && b.start < a.end,
                (None, None) => true,
                _ => false,
            },
        }
    }
}

/// Kinds of mention, and what has to be right beside the place.
const KINDS: [(&str, &str); 7] = [
    ("quantity", "value and unit"),
    ("time", "value"),
    ("name", "exact words"),
    ("quotation", "speaker"),
    ("attribution", "speaker"),
    ("polarity", "value"),
    ("certainty", "value"),
];

/// Mentions of the labelled articles: found at their place, and found with what they say.
/// A place is right if half of the longer of two spans is common.
pub(crate) fn mentions(corpus: &Corpus) -> Result<SuiteResult> {
    let mut result = SuiteResult::measured("mentions", &corpus.set);
    let mut articles = Vec::new();
    for event in &corpus.events {
        for (idx, name) in event.expected.articles.iter().enumerate() {
            if let Some(labels) = labels(event, name)? {
                let case = format!("{}: {name}", event.expected.event);
                articles.push((case, labels, found(event, idx)?));
            }
        }
    }
    for (kind, what) in KINDS {
        let (mut places, mut told) = (Vec::new(), Vec::new());
        for (case, labels, found) in &articles {
            let matched = matched(kind, labels, found);
            places.push(matched.hits(|_, _| true));
            told.push(matched.hits(Said::is_told_by));
            matched.mistakes(case, &mut result.errors);
        }
        result.precision_recall_f(&format!("{kind}:"), &places);
        result.precision_recall_f(&format!("{kind}, {what}:"), &told);
    }
    Ok(result)
}

/// The labels of article `name`; `None` if it has none.
fn labels(event: &Event, name: &str) -> Result<Option<Vec<Said>>> {
    let path = event.folder.join(Path::new(name).with_extension("mentions"));
    if !path.is_file() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    let parse = |(line, at): (&str, usize)| {
        serde_json::from_str(line).with_context(|| format!("{}:{at}", path.display()))
    };
    text.lines().zip(1..).map(parse).collect::<Result<_>>().map(Some)
}

fn found(event: &Event, article_idx: usize) -> Result<Vec<Said>> {
    let inspection = Inspection::of(&event.analyses[article_idx]);
    let said = inspection.mentions.into_iter().map(serde_json::from_value);
    said.collect::<Result<_, _>>().context("a mention in another shape than inspect prints")
}

/// The labels and mentions of one kind in one article, matched one to one.
struct Matched<'a> {
    pairs: Vec<(&'a Said, &'a Said)>,
    missed: Vec<&'a Said>,
    n_found: u64,
    n_wanted: u64,
}

impl Matched<'_> {
    fn hits(&self, is_right: impl Fn(&Said, &Said) -> bool) -> Hits {
        let n_right = self.pairs.iter().filter(|(label, found)| is_right(label, found)).count();
        Hits { n_right: n_right as u64, n_found: self.n_found, n_wanted: self.n_wanted }
    }

    fn mistakes(&self, case: &str, errors: &mut Vec<Mistake>) {
        let shown = |said: &Said| match &said.value {
            Value::Null => format!("{} {}", said.kind, said.text),
            value => format!("{} {} = {value}", said.kind, said.text),
        };
        for missed in &self.missed {
            errors.push(Mistake::new(case, shown(missed), "nothing"));
        }
        for (label, found) in self.pairs.iter().filter(|(label, found)| !label.is_told_by(found)) {
            errors.push(Mistake::new(case, shown(label), shown(found)));
        }
    }
}

fn matched<'a>(kind: &str, labels: &'a [Said], found: &'a [Said]) -> Matched<'a> {
    let of_kind = |all: &'a [Said]| all.iter().filter(|said| said.kind == kind).collect::<Vec<_>>();
    let (labels, mut found) = (of_kind(labels), of_kind(found));
    let (n_wanted, n_found) = (labels.len() as u64, found.len() as u64);
    let (mut pairs, mut missed) = (Vec::new(), Vec::new());
    for label in labels {
        match found.iter().position(|said| is_same_place(label.range(), said.range())) {
            Some(at) => pairs.push((label, found.remove(at))),
            None => missed.push(label),
        }
    }
    Matched { pairs, missed, n_found, n_wanted }
}

fn is_same_place(a: TextRange, b: TextRange) -> bool {
    let common = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    2 * common >= (a.end - a.start).max(b.end - b.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(kind: &str, start: u32, end: u32, value: Value) -> Said {
        Said {
            kind: kind.to_owned(),
            start,
            end,
            text: String::new(),
            value,
            unit: None,
            speaker: None,
        }
    }

    #[test]
    fn places_and_values_are_counted_apart() {
        let labels = [said("quantity", 0, 10, 5.into()), said("quantity", 20, 24, 7.into())];
        let found = [
            said("quantity", 5, 10, 5.0.into()),
            said("quantity", 20, 24, 8.into()),
            said("quantity", 30, 34, 1.into()),
            said("time", 20, 24, 7.into()),
        ];
        let matched = matched("quantity", &labels, &found);
        assert_eq!(matched.hits(|_, _| true), Hits { n_right: 2, n_found: 3, n_wanted: 2 });
        assert_eq!(matched.hits(Said::is_told_by), Hits { n_right: 1, n_found: 3, n_wanted: 2 });
        assert!(!is_same_place(TextRange::new(0, 10), TextRange::new(6, 10)));
    }
}
