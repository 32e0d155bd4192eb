//! Quotations and attributions against PolNeAR, where the data is at hand.
//!
//! *Quoted* gold: at least half of the characters of the content stand between quotation
//! marks, and a source is given or not. *Found*: characters of the parts of a mention and
//! of the content overlap by at least half of their union, one mention a gold content.
//! *Right speaker*: a content word of the gold source stands in the predicted speaker.
//! Terms at a distance (`is_scare`) and quotations without a speaker are no predictions.

use crosswire::{
    article::Article,
    mention::{Fact, find_mentions},
    normalize::{NormalizeParams, normalize},
    span::TextRange,
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// A content with its source, in bytes.
struct Reported {
    content: Vec<TextRange>,
    source: Vec<TextRange>,
}

/// Counts of one comparison.
#[derive(Default)]
struct Tally {
    n_gold: usize,
    n_predicted: usize,
    n_found: usize,
    n_right: usize,
}

impl Tally {
    fn f_score(&self) -> f64 {
        2.0 * self.n_right as f64 / (self.n_gold + self.n_predicted).max(1) as f64
    }

    fn line(&self, name: &str) -> String {
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        format!(
            "{name}: gold {} predicted {} content found {} with speaker {}: P {:.3} R {:.3} F {:.3}",
            self.n_gold,
            self.n_predicted,
            self.n_found,
            self.n_right,
            share(self.n_right, self.n_predicted),
            share(self.n_right, self.n_gold),
            self.f_score(),
        )
    }

    fn add(&mut self, text: &str, gold: &[Reported], predicted: &[Reported]) {
        self.n_gold += gold.len();
        self.n_predicted += predicted.len();
        let mut pairs = Vec::new();
        for (g, one) in gold.iter().enumerate() {
            for (p, other) in predicted.iter().enumerate() {
                let (shared, union) = overlap(&one.content, &other.content);
                if 2 * shared >= union && shared > 0 {
                    pairs.push((!same_source(text, one, other), union - shared, g, p));
                }
            }
        }
        pairs.sort_unstable();
        let (mut used_gold, mut used_predicted) = (BTreeSet::new(), BTreeSet::new());
        for (is_wrong, _, g, p) in pairs {
            if !used_gold.contains(&g) && !used_predicted.contains(&p) {
                used_gold.insert(g);
                used_predicted.insert(p);
                self.n_found += 1;
                self.n_right += usize::from(!is_wrong);
            }
        }
    }
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

fn same_source(text: &str, gold: &Reported, predicted: &Reported) -> bool {
    let gold = source_words(text, &gold.source);
    gold.is_empty() || !gold.is_disjoint(&source_words(text, &predicted.source))
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

fn data_dir() -> Option<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|dir| dir.join("shared/data/polnear"))
        .find(|dir| dir.join("attributions.jsonl").is_file())
}

fn rows(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("the data is readable");
    text.lines().map(|line| serde_json::from_str(line).expect("rows are JSON")).collect()
}

/// The spans of field `field`, characters turned into bytes.
fn spans(row: &Value, field: &str, bytes: &[usize]) -> Vec<TextRange> {
    let at =
        |value: &Value| bytes[usize::try_from(value.as_u64().expect("a number")).expect("fits")];
    let parts = row[field].as_array().into_iter().flatten();
    parts
        .flat_map(|part| part["spans"].as_array().expect("spans"))
        .map(|span| TextRange::new(at(&span[0]), at(&span[1])))
        .collect()
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

fn measure(dir: &Path, split: &str) -> (Tally, Tally) {
    let mut gold: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for row in rows(&dir.join("attributions.jsonl")) {
        gold.entry(row["doc"].as_str().expect("an id").to_owned()).or_default().push(row);
    }
    let (mut quoted, mut unquoted) = (Tally::default(), Tally::default());
    for row in rows(&dir.join("docs.jsonl")) {
        if row["split"] != split {
            continue;
        }
        let text = row["text"].as_str().expect("a text");
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (mut with_marks, mut without) = (Vec::new(), Vec::new());
        for one in gold.get(row["id"].as_str().expect("an id")).into_iter().flatten() {
            let content = spans(one, "content", &bytes);
            if content.is_empty() {
                continue;
            }
            let share = quoted_share(text, &content);
            let reported = Reported { content, source: spans(one, "source", &bytes) };
            if share >= 0.5 {
                with_marks.push(reported);
            } else if share == 0.0 {
                without.push(reported);
            }
        }
        let (predicted_quoted, predicted_unquoted) = predict(text);
        quoted.add(text, &with_marks, &predicted_quoted);
        unquoted.add(text, &without, &predicted_unquoted);
    }
    (quoted, unquoted)
}

#[test]
#[expect(clippy::print_stderr, reason = "the figures are the point of the test")]
fn quotations_with_their_speakers() {
    let Some(dir) = data_dir() else {
        eprintln!("skipped: shared/data/polnear is not in a folder above the manifest");
        return;
    };
    let (quoted, unquoted) = measure(&dir, "dev");
    eprintln!("{}", quoted.line("quoted"));
    eprintln!("{}", unquoted.line("unquoted"));
    assert!(quoted.f_score() >= 0.70, "{}", quoted.line("quoted"));
}
