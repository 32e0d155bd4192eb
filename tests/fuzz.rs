//! Fuzz targets: whatever comes in, nothing panics, and what comes out holds together.
//!
//! Each runs briefly as a test; `BOLERO_RANDOM_ITERATIONS=1000000 cargo test --release --test
//! fuzz` runs them for longer, and `cargo bolero test` under a fuzzing engine.

use crosswire::{
    article::Article,
    config::{Assume, Config},
    engine::{Input, ScoreRequest, compare, compare_rows, score},
    ingest::{IngestParams, read_articles},
    mention::{Fact, find_mentions},
    normalize::{NormalizeParams, Normalizer, normalize},
    overlap::{Ratio, Rule},
    report::RowForm,
};
use std::{collections::BTreeSet, io::Write};

/// Pieces of news, markup and records, and the characters that part them.
const PIECES: [&str; 107] = [
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
    "no one",
    "denied that",
    "has yet to",
    "unlikely",
    "didn\u{2019}t",
    "may",
    "will",
    "if",
    "is to",
    "up to",
    "alleged",
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

/// Sentences follow each other, and every mention begins in its own.
fn check_mentions(text: &str) {
    let doc = normalize(article("a", text.to_owned()), &NormalizeParams::default());
    let mut end = 0;
    for sentence in &doc.sentences {
        assert!(end <= sentence.range.start && !sentence.range.is_empty(), "{text:?}");
        let words = sentence.range.of(doc.text());
        assert_eq!(words.trim(), words, "{text:?}");
        end = sentence.range.end;
    }
    for mention in find_mentions(&doc) {
        let sentence = &doc.sentences[mention.sentence_idx as usize];
        // A quotation may go on in the next sentence.
        let start = mention.range.start;
        let is_in = (sentence.range.start..sentence.range.end).contains(&start);
        assert!(is_in, "{mention:?} in {text:?}");
        assert!(!mention.range.of(doc.text()).is_empty(), "{text:?}");
        let (scope, predicate) = match &mention.fact {
            Fact::Polarity(polarity) => (polarity.scope, &polarity.predicate),
            Fact::Certainty(certainty) => (certainty.scope, &certainty.predicate),
            _ => continue,
        };
        for range in predicate.iter().map(|p| p.range).chain([scope]) {
            let is_in = sentence.range.start <= range.start && range.end <= sentence.range.end;
            assert!(is_in && !range.of(doc.text()).is_empty(), "{mention:?} in {text:?}");
        }
    }
}

#[test]
fn sentences_and_mentions_lie_in_the_text() {
    bolero::check!()
        .with_iterations(200)
        .with_max_len(400)
        .for_each(|bytes: &[u8]| check_mentions(&text(bytes)));
}

/// Found by fuzzing: the sign of the second figure was taken for one before the first, and
/// the range began inside another character.
#[test]
fn a_sign_before_the_second_figure_is_not_before_the_first() {
    check_mentions("killed \u{1f600}12\u{2013}€4m in the storm.");
    check_mentions("A fund of 1,487\u{2013}€4m was agreed on.");
}

/// Compares two texts both ways round; the spans must quote, the findings be as many.
fn check_both_ways(a: &str, b: &str, config: &Config) {
    let (a, b) = (article("a", a.to_owned()), article("b", b.to_owned()));
    let report = compare(vec![a.clone(), b.clone()], config);
    for statement in report.findings.iter().flat_map(|finding| &finding.statements) {
        let text = &report.articles[usize::from(statement.article == "b")].text;
        for span in std::iter::once(&statement.span).chain(&statement.marks) {
            assert_eq!(span.range().of(text), span.text);
        }
    }
    let texts = [a.text.clone(), b.text.clone()];
    let back = compare(vec![b, a], config);
    assert_eq!(report.alignments.len(), back.alignments.len(), "{texts:?}");
    assert_eq!(report.counts, back.counts, "{texts:?}");
}

#[test]
fn alignments_and_findings_quote_the_texts_either_way_round() {
    let config = Config { assume: Assume::SameEvent, ..Config::default() };
    bolero::check!().with_iterations(80).with_max_len(240).for_each(|bytes: &[u8]| {
        let [a, b] = texts(bytes);
        check_both_ways(&a, &b, &config);
    });
}

/// Found by fuzzing: two sentences of as many words, of which one repeats some, were much
/// alike one way round only.
#[test]
fn two_sentences_as_long_as_each_other_are_alike_either_way_round() {
    let config = Config { assume: Assume::SameEvent, ..Config::default() };
    let (a, b) = (
        "\u{2019} said! ? Maria Lopez of(ministersaid\u{2014}2025-03-04T12:20:00+11:00ontomorrow\
         東京 東京according toon; €4m  4 March 2025never3.5",
        "ministernever€4m\"text\":...}The東京\u{201d}Lopez/last year12<div class=\"x\">7:50 a.m. \t \
         ]-2025-03-04T12:20:00+11:00/\u{2014}\\never  km",
    );
    let counts = |x: &str, y: &str| {
        compare(vec![article("x", x.to_owned()), article("y", y.to_owned())], &config).counts
    };
    assert_eq!(counts(a, b), counts(b, a));
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
        if articles.iter().all(Vec::is_empty) {
            return;
        }
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
