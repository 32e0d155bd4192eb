//! Fuzz targets: whatever comes in, nothing panics, and what comes out holds together.
//!
//! Each runs briefly as a test; `BOLERO_RANDOM_ITERATIONS=1000000 cargo test --release --test
//! fuzz` runs them for longer, and `cargo bolero test` under a fuzzing engine.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use crosswire::{
    article::Article,
    config::{Assume, Config},
    engine::{Input, ScoreRequest, compare, compare_rows, score},
    ingest::{IngestParams, read_articles},
    mention::find_mentions,
    normalize::{NormalizeParams, Normalizer, normalize},
    overlap::{Ratio, Rule},
    report::RowForm,
};
use std::{collections::BTreeSet, io::Write};

/// Pieces of news, markup and records, and the characters that part them.
const PIECES: [&str; 96] = [
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    ", ",
    ". ",
    ".",
    "! ",
    "? ",
    "; ",
    ": ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\"",
    "\"",
    "\u{201c}",
    "\u{201d}",
    "'",
    "\u{2019}",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "-",
    "\u{2013}",
    "\u{2014}",
    "...",
    "\u{2026}",
    "/",
    "\\",
    "\0",
    "The",
    "the",
    "a",
    "not",
    "no",
    "never",
    "police",
    "said",
    "told",
    "according to",
    "Mr.",
    "Dr",
    "U.S.",
    "Maria Lopez",
    "Lopez",
    "O'Neil",
    "minister",
    "of",
    "in",
    "on",
    "and",
    "killed",
    "injured",
    "people",
    "12",
    "1,487",
    "3.5",
    "twelve",
    "half",
    "%",
    "per cent",
    "$",
    "€4m",
    "million",
    "km",
    "Monday",
    "last year",
    "4 March 2025",
    "7:50 a.m.",
    "2025-03-04T12:20:00+11:00",
    "tomorrow",
    "Ä",
    "ß",
    "\u{301}",
    "東京",
    "\u{1f600}",
    "مرحبا",
    "Read more:",
    "Share this",
    "© 2025",
    "<p>",
    "</p>",
    "<div class=\"x\">",
    "&amp;",
    "null",
    "\"text\":",
];

/// A text of pieces, one a byte.
fn text(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| PIECES[usize::from(byte) % PIECES.len()]).collect()
}

/// The two halves of the bytes, each a text.
fn texts(bytes: &[u8]) -> [String; 2] {
    let (a, b) = bytes.split_at(bytes.len() / 2);
    [text(a), text(b)]
}

fn article(id: &str, text: String) -> Article {
    Article { id: id.to_owned(), text, ..Article::default() }
}

#[test]
fn ingest_takes_anything() {
    bolero::check!().with_iterations(300).with_max_len(512).for_each(|bytes: &[u8]| {
        let pieces = text(bytes);
        for input in [bytes, pieces.as_bytes()] {
            for name in ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a"] {
                let read = read_articles(&mut &*input, name, &IngestParams::default());
                assert!(!read.articles.is_empty() || !read.problems.is_empty(), "{name}");
                let ids: BTreeSet<&str> = read.articles.iter().map(|a| a.id.as_str()).collect();
                assert_eq!(ids.len(), read.articles.len(), "{name}");
            }
        }
    });
}

#[test]
fn sentences_and_mentions_lie_in_the_text() {
    bolero::check!().with_iterations(200).with_max_len(400).for_each(|bytes: &[u8]| {
        let doc = normalize(article("a", text(bytes)), &NormalizeParams::default());
        let mut end = 0;
        for sentence in &doc.sentences {
            assert!(end <= sentence.range.start && !sentence.range.is_empty());
            let words = sentence.range.of(doc.text());
            assert_eq!(words.trim(), words);
            end = sentence.range.end;
        }
        for mention in find_mentions(&doc) {
            let sentence = &doc.sentences[mention.sentence_idx as usize];
            assert!(sentence.range.contains(mention.range), "{mention:?}");
            assert!(!mention.range.of(doc.text()).is_empty());
        }
    });
}

#[test]
fn alignments_and_findings_quote_the_texts_either_way_round() {
    let config = Config { assume: Assume::SameEvent, ..Config::default() };
    bolero::check!().with_iterations(80).with_max_len(240).for_each(|bytes: &[u8]| {
        let [a, b] = texts(bytes);
        let (a, b) = (article("a", a), article("b", b));
        let report = compare(vec![a.clone(), b.clone()], &config);
        for statement in report.findings.iter().flat_map(|finding| &finding.statements) {
            let text = &report.articles[usize::from(statement.article == "b")].text;
            for span in std::iter::once(&statement.span).chain(&statement.marks) {
                assert_eq!(span.range().of(text), span.text);
            }
        }
        let back = compare(vec![b, a], &config);
        assert_eq!(report.alignments.len(), back.alignments.len());
        assert_eq!(report.counts, back.counts);
    });
}

#[test]
fn every_line_gives_a_row_or_a_problem() {
    bolero::check!().with_iterations(150).with_max_len(240).for_each(|bytes: &[u8]| {
        let [a, b] = texts(bytes);
        let mut input = bytes.to_vec();
        input.push(b'\n');
        writeln!(input, "{}", serde_json::json!({"id": 1, "a": a, "b": {"text": b}})).unwrap();
        writeln!(input, "{{\"id\":\"x\",\"a\":{a},\"b\":\"\"}}").unwrap();
        let n_lines =
            input.split(|&b| b == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
        let mut output = Vec::new();
        let summary =
            compare_rows(&mut input.as_slice(), "rows", &mut output, &Config::default()).unwrap();
        let rows: Vec<&str> = std::str::from_utf8(&output).unwrap().lines().collect();
        assert_eq!(rows.len() as u64, summary.n_rows);
        assert!(rows.len() + summary.problems.len() >= n_lines);
        for row in rows {
            let row: serde_json::Value = serde_json::from_str(row).unwrap();
            assert!(row["articles"].is_array());
        }
    });
}

/// Words of a tiny language, so that texts share runs of them.
fn words(bytes: &[u8]) -> Vec<String> {
    bytes.iter().map(|byte| format!("w{}", byte % 7)).collect()
}

/// The set of runs of three words, or the whole of a shorter text.
fn runs(words: &[String]) -> BTreeSet<&[String]> {
    if words.is_empty() { BTreeSet::new() } else { words.windows(3.min(words.len())).collect() }
}

#[test]
fn the_join_is_brute_force() {
    bolero::check!().with_iterations(80).with_max_len(600).for_each(|bytes: &[u8]| {
        // A byte of 250 and more ends an article.
        let articles: Vec<Vec<String>> = bytes.split(|&b| b >= 250).map(words).collect();
        let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
        for (n, words) in articles.iter().enumerate() {
            let row = serde_json::json!({"id": format!("{n:04}"), "text": words.join(" ")});
            writeln!(file, "{row}").unwrap();
        }
        let mut config = Config::default();
        config.normalize.normalizer = Normalizer::Plain;
        config.score.shingling = "word:3".parse().unwrap();
        config.score.rule = Rule::resemblance(Ratio::new(1, 2).unwrap());
        let inputs = [Input::Path(file.path().to_path_buf())];
        let request =
            ScoreRequest { inputs: &inputs, against: &[], max_memory: None, checks_facts: false };
        let mut rows = Vec::new();
        score(&request, &config, &()).unwrap().write_pairs(RowForm::JsonLines, &mut rows).unwrap();
        let found: BTreeSet<(String, String)> = std::str::from_utf8(&rows)
            .unwrap()
            .lines()
            .map(|row| {
                let row: serde_json::Value = serde_json::from_str(row).unwrap();
                (row["a"].as_str().unwrap().to_owned(), row["b"].as_str().unwrap().to_owned())
            })
            .collect();
        let mut truth = BTreeSet::new();
        for (a, left) in articles.iter().enumerate() {
            for (b, right) in articles.iter().enumerate().skip(a + 1) {
                let (left, right) = (runs(left), runs(right));
                let n_shared = left.intersection(&right).count();
                if n_shared > 0 && 2 * n_shared >= left.len() + right.len() - n_shared {
                    truth.insert((format!("{a:04}"), format!("{b:04}")));
                }
            }
        }
        assert_eq!(found, truth);
    });
}
