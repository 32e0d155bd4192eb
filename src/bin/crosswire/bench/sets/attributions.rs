//! Who says what: `attributions.jsonl` over `docs.jsonl`, character spans of source, cue
//! and content.
//!
//! A labelled attribution is *quoted* if at least half of its content stands between
//! quotation marks, *unquoted* if none of it does; others are left out. It is *found* by a
//! mention whose bytes and those of the content overlap by at least half of their union,
//! one mention a content; the *speaker is right* if a content word of the labelled source
//! stands in the one found. Terms at a distance and quotations without a speaker are not
//! predictions.

use super::{
    name, rows,
    times::{byte_offsets, byte_range},
};
use crate::bench::{
    metrics::Hits,
    result::{Mistake, SuiteResult},
};
use anyhow::Result;
use crosswire::{
    article::Article,
    mention::{Fact, find_mentions},
    normalize::{NormalizeParams, normalize},
    span::TextRange,
};
use rayon::prelude::*;
use serde::Deserialize;
use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
};

/// The part of the set that is measured where it has parts: rules were made on the rest.
const SPLIT: &str = "dev";

#[derive(Deserialize)]
struct Doc {
    id: String,
    text: String,
    split: Option<String>,
}

#[derive(Deserialize)]
struct Label {
    doc: String,
    #[serde(default)]
    source: Vec<Part>,
    #[serde(default)]
    content: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    spans: Vec<[usize; 2]>,
}

/// A content with its source, in bytes.
struct Reported {
    content: Vec<TextRange>,
    source: Vec<TextRange>,
}

/// Hits of one text: content and speaker right, content alone.
#[derive(Default, Clone, Copy)]
struct Scored {
    both: Hits,
    content: Hits,
}

pub(super) fn measure(folder: &Path) -> Result<SuiteResult> {
    let mut docs: Vec<Doc> = rows(&folder.join("docs.jsonl"))?;
    docs.retain(|doc| doc.split.as_deref().is_none_or(|split| split == SPLIT));
    let mut labels: HashMap<String, Vec<Label>> = HashMap::new();
    for label in rows::<Label>(&folder.join("attributions.jsonl"))? {
        labels.entry(label.doc.clone()).or_default().push(label);
    }
    let scored: Vec<[(Scored, Vec<Mistake>); 2]> = docs
        .par_iter()
        .map(|doc| score_doc(doc, labels.get(&doc.id).map_or(&[][..], Vec::as_slice)))
        .collect::<Result<_>>()?;
    let mut result = SuiteResult::measured("attributions", &name(folder));
    for (k, what) in ["quoted", "unquoted"].into_iter().enumerate() {
        let of = |side: fn(&Scored) -> Hits| -> Vec<Hits> {
            scored.iter().map(|doc| side(&doc[k].0)).collect()
        };
        result.precision_recall_f(&format!("{what}, with speaker:"), &of(|s| s.both));
        let content = of(|s| s.content);
        let sum = Hits::sum(&content);
        result.add(&format!("{what}, content alone: F"), sum.f(), sum.n_wanted as usize);
    }
    let mistakes = scored.into_iter().flat_map(|[quoted, _]| quoted.1);
    result.errors.extend(mistakes);
    Ok(result)
}

fn score_doc(doc: &Doc, labels: &[Label]) -> Result<[(Scored, Vec<Mistake>); 2]> {
    let bytes = byte_offsets(&doc.text);
    let spans = |parts: &[Part]| -> Result<Vec<TextRange>> {
        let spans = parts.iter().flat_map(|part| &part.spans);
        spans.map(|[start, end]| byte_range(&bytes, *start, *end)).collect()
    };
    let (mut quoted, mut unquoted) = (Vec::new(), Vec::new());
    for label in labels.iter().filter(|label| !label.content.is_empty()) {
        let content = spans(&label.content)?;
        let share = quoted_share(&doc.text, &content);
        let reported = Reported { content, source: spans(&label.source)? };
        if share >= 0.5 {
            quoted.push(reported);
        } else if share == 0.0 {
            unquoted.push(reported);
        }
    }
    let (found_quoted, found_unquoted) = predict(&doc.text);
    Ok([score(doc, &quoted, &found_quoted), score(doc, &unquoted, &found_unquoted)])
}

/// Quoted and unquoted predictions for one text.
fn predict(text: &str) -> (Vec<Reported>, Vec<Reported>) {
    let article = Article { text: text.to_owned(), ..Article::default() };
    let doc = normalize(article, &NormalizeParams::default());
    let (mut quoted, mut unquoted) = (Vec::new(), Vec::new());
    for mention in find_mentions(&doc) {
        match mention.fact {
            Fact::Quotation(q) if !q.is_scare && q.speaker.is_some() => {
                quoted.push(Reported { content: q.parts, source: q.speaker.into_iter().collect() });
            }
            Fact::Attribution(a) => unquoted.push(Reported {
                content: vec![mention.range],
                source: a.speaker.into_iter().collect(),
            }),
            _ => {}
        }
    }
    (quoted, unquoted)
}

/// Matches contents one to one, right speakers and best overlaps first.
fn score(doc: &Doc, gold: &[Reported], found: &[Reported]) -> (Scored, Vec<Mistake>) {
    let text = doc.text.as_str();
    let counted = Hits { n_right: 0, n_found: found.len() as u64, n_wanted: gold.len() as u64 };
    let mut scored = Scored { both: counted, content: counted };
    let mut pairs = Vec::new();
    for (g, one) in gold.iter().enumerate() {
        for (p, other) in found.iter().enumerate() {
            let (shared, union) = overlap(&one.content, &other.content);
            if 2 * shared >= union && shared > 0 {
                pairs.push((!same_source(text, one, other), union - shared, g, p));
            }
        }
    }
    pairs.sort_unstable();
    let (mut used_gold, mut used_found) = (BTreeSet::new(), BTreeSet::new());
    let mut mistakes = Vec::new();
    for (is_wrong, _, g, p) in pairs {
        if used_gold.contains(&g) || used_found.contains(&p) {
            continue;
        }
        used_gold.insert(g);
        used_found.insert(p);
        scored.content.n_right += 1;
        scored.both.n_right += u64::from(!is_wrong);
        if is_wrong {
            let wanted = words(text, &gold[g].source);
            mistakes.push(Mistake::new(
                format!("{} (speaker)", doc.id),
                format!("{wanted}\n{}", words(text, &gold[g].content)),
                words(text, &found[p].source),
            ));
        }
    }
    let missed = gold.iter().enumerate().filter(|(g, _)| !used_gold.contains(g));
    mistakes.extend(missed.map(|(_, one)| {
        let wanted = format!("{}\n{}", words(text, &one.source), words(text, &one.content));
        Mistake::new(format!("{} (missed)", doc.id), wanted, "nothing")
    }));
    let alarms = found.iter().enumerate().filter(|(p, _)| !used_found.contains(p));
    mistakes.extend(alarms.map(|(_, one)| {
        let got = format!("{}\n{}", words(text, &one.source), words(text, &one.content));
        Mistake::new(format!("{} (false alarm)", doc.id), "nothing", got)
    }));
    (scored, mistakes)
}

fn words(text: &str, ranges: &[TextRange]) -> String {
    let parts: Vec<String> = ranges
        .iter()
        .map(|range| range.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    if parts.is_empty() { "nobody".to_owned() } else { parts.join(" … ") }
}

/// Bytes the two have in common, and bytes of either.
fn overlap(a: &[TextRange], b: &[TextRange]) -> (usize, usize) {
    let len = |ranges: &[TextRange]| ranges.iter().map(|r| r.len()).sum::<usize>();
    let mut shared = 0;
    for x in a {
        for y in b {
            shared += x.end.min(y.end).saturating_sub(x.start.max(y.start)) as usize;
        }
    }
    (shared, len(a) + len(b) - shared)
}

fn same_source(text: &str, gold: &Reported, found: &Reported) -> bool {
    let gold = source_words(text, &gold.source);
    gold.is_empty() || !gold.is_disjoint(&source_words(text, &found.source))
}

/// Lower-cased words of a source, function words left out if others are there.
fn source_words(text: &str, ranges: &[TextRange]) -> BTreeSet<String> {
    const FUNCTION: &[&str] = &[
        "a", "an", "the", "of", "for", "at", "in", "on", "by", "to", "and", "or", "his", "her",
        "their", "its", "my", "our", "with", "from", "who", "that", "s",
    ];
    let words: BTreeSet<String> = ranges
        .iter()
        .flat_map(|range| range.of(text).split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let content: BTreeSet<String> =
        words.iter().filter(|w| !FUNCTION.contains(&w.as_str())).cloned().collect();
    if content.is_empty() { words } else { content }
}

/// Share of the content's characters between marks, marks counted.
fn quoted_share(text: &str, content: &[TextRange]) -> f64 {
    let (mut n_chars, mut n_quoted, mut is_inside) = (0_usize, 0_usize, false);
    for range in content {
        let mut chars = range.of(text).chars().peekable();
        while let Some(c) = chars.next() {
            n_chars += 1;
            let is_pair = c == '\'' && chars.next_if_eq(&'\'').is_some();
            match c {
                '“' => is_inside = true,
                '”' => is_inside = false,
                _ if c == '"' || is_pair => is_inside = !is_inside,
                _ if is_inside => {}
                _ => continue,
            }
            n_quoted += 1;
        }
    }
    n_quoted as f64 / n_chars.max(1) as f64
}
