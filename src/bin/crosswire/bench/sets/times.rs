//! Times: `timexes.jsonl` over `docs.jsonl`. As in TempEval-3: a time that is found matches
//! a labelled one when the two overlap, one a label; values are compared as they stand.

use super::{name, rows};
use crate::bench::{
    metrics::Hits,
    result::{Direction, Mistake, SuiteResult},
};
use anyhow::{Context, Result};
use crosswire::{
    article::{Article, Published},
    mention::{Fact, Time, TimeClass, find_mentions},
    normalize::{NormalizeParams, normalize},
    span::TextRange,
};
use rayon::prelude::*;
use serde::Deserialize;
use std::{collections::HashMap, path::Path};

#[derive(Deserialize)]
struct Doc {
    id: String,
    date: String,
    text: String,
}

#[derive(Deserialize)]
struct Label {
    doc: String,
    start: usize,
    end: usize,
    r#type: String,
    value: String,
    text: String,
}

const POINTS: [&str; 2] = ["DATE", "TIME"];
/// Types scored together; points are what the target is about.
const SELECTIONS: [(&str, &[&str]); 3] =
    [("DATE and TIME", &POINTS), ("DURATION", &["DURATION"]), ("SET", &["SET"])];

/// Hits of one text by how strictly they are counted.
#[derive(Default, Clone, Copy)]
struct Scored {
    value: Hits,
    overlap: Hits,
    exact: Hits,
}

pub(super) fn measure(folder: &Path) -> Result<SuiteResult> {
    let docs: Vec<Doc> = rows(&folder.join("docs.jsonl"))?;
    let mut labels: HashMap<String, Vec<Label>> = HashMap::new();
    for label in rows::<Label>(&folder.join("timexes.jsonl"))? {
        labels.entry(label.doc.clone()).or_default().push(label);
    }
    let mut result = SuiteResult::measured("times", &name(folder));
    let found: Vec<Vec<(TextRange, Time)>> = docs.par_iter().map(times).collect();
    for (what, types) in SELECTIONS {
        let mut units = Vec::new();
        for (doc, found) in docs.iter().zip(&found) {
            let labels = labels.get(&doc.id).map_or(&[][..], Vec::as_slice);
            // Mistakes are shown for points only.
            let mut aside = Vec::new();
            let errors = if types == POINTS { &mut result.errors } else { &mut aside };
            units.push(score(doc, found, labels, types, errors)?);
        }
        let of = |side: fn(&Scored) -> Hits| units.iter().map(side).collect::<Vec<_>>();
        result.precision_recall_f(&format!("{what} value"), &of(|s| s.value));
        for (how, hits) in [("span overlap", of(|s| s.overlap)), ("exact span", of(|s| s.exact))] {
            let sum = Hits::sum(&hits);
            result.add(&format!("{what} {how} F"), sum.f(), sum.n_wanted as usize).better =
                Direction::Neither;
        }
    }
    Ok(result)
}

fn times(doc: &Doc) -> Vec<(TextRange, Time)> {
    let article = Article {
        id: doc.id.clone(),
        published: Some(Published::declared(doc.date.clone())),
        language: Some("en".to_owned()),
        text: doc.text.clone(),
        ..Article::default()
    };
    find_mentions(&normalize(article, &NormalizeParams::default()))
        .into_iter()
        .filter_map(|mention| match mention.fact {
            Fact::Time(time) => Some((mention.range, time)),
            _ => None,
        })
        .collect()
}

fn score(
    doc: &Doc,
    found: &[(TextRange, Time)],
    labels: &[Label],
    types: &[&str],
    errors: &mut Vec<Mistake>,
) -> Result<Scored> {
    let found: Vec<_> =
        found.iter().filter(|(_, time)| types.contains(&class_name(time.class))).collect();
    let labels = labels.iter().filter(|label| types.contains(&label.r#type.as_str()));
    let bytes = byte_offsets(&doc.text);
    let mut is_taken = vec![false; found.len()];
    let counted = Hits { n_found: found.len() as u64, ..Hits::default() };
    let mut scored = Scored { value: counted, overlap: counted, exact: counted };
    for label in labels {
        let range = byte_range(&bytes, label.start, label.end)?;
        for hits in [&mut scored.value, &mut scored.overlap, &mut scored.exact] {
            hits.n_wanted += 1;
        }
        let overlapping =
            |&(i, (there, _)): &(usize, &&(TextRange, Time))| !is_taken[i] && there.overlaps(range);
        let hit = found.iter().enumerate().find(overlapping);
        let case = || format!("{}: {}", doc.id, label.text);
        let Some((i, (there, time))) = hit else {
            errors.push(Mistake::new(case(), &label.value, "not found"));
            continue;
        };
        is_taken[i] = true;
        let value = time.value.as_deref().unwrap_or("no value");
        scored.overlap.n_right += 1;
        scored.exact.n_right += u64::from(*there == range);
        scored.value.n_right += u64::from(value == label.value);
        if value != label.value {
            let got = format!("{value} ({})", there.of(&doc.text));
            errors.push(Mistake::new(case(), &label.value, got));
        }
    }
    let unmatched = found.iter().zip(&is_taken).filter(|(_, taken)| !**taken);
    for ((range, time), _) in unmatched {
        let case = format!("{}: {}", doc.id, range.of(&doc.text));
        errors.push(Mistake::new(case, "no time", time.value.clone().unwrap_or_default()));
    }
    Ok(scored)
}

fn class_name(class: TimeClass) -> &'static str {
    match class {
        TimeClass::Date => "DATE",
        TimeClass::Time => "TIME",
        TimeClass::Duration => "DURATION",
        TimeClass::Set => "SET",
    }
}

/// Byte of every character, and of the end.
pub(super) fn byte_offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// A range of characters as bytes.
pub(super) fn byte_range(bytes: &[usize], start: usize, end: usize) -> Result<TextRange> {
    let at = |idx: usize| bytes.get(idx).copied().context("a label outside its text");
    Ok(TextRange::new(at(start)?, at(end)?))
}
