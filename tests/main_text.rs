//! How well the main text of pages is found, on the article extraction benchmark
//! (Scrapinghub, MIT), measured as its `evaluate.py` does: bags of word 4-grams, every page
//! with the same weight, precision and recall averaged over pages.

#![cfg(feature = "html")]

use crosswire::ingest::{IngestParams, read_articles};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The data set lies beside the repository, or beside one of the folders it is in.
fn data() -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    above.map(|dir| dir.join("shared/data/article_extraction")).find(|dir| dir.is_dir())
}

fn n_grams(text: &str) -> HashMap<Vec<&str>, u32> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    let mut bag = HashMap::new();
    if (1..4).contains(&words.len()) {
        bag.insert(words, 1);
        return bag;
    }
    for window in words.windows(4) {
        *bag.entry(window.to_vec()).or_insert(0) += 1;
    }
    bag
}

struct Score {
    precision: Option<f64>,
    recall: Option<f64>,
}

fn score(gold: &str, found: &str) -> Score {
    let (gold, found) = (n_grams(gold), n_grams(found));
    let shared: u32 =
        gold.iter().map(|(gram, n)| (*n).min(found.get(gram).copied().unwrap_or(0))).sum();
    let share = |bag: &HashMap<_, u32>| {
        let total: u32 = bag.values().sum();
        (total > 0).then(|| f64::from(shared) / f64::from(total))
    };
    Score { precision: share(&found), recall: share(&gold) }
}

fn mean(values: impl Iterator<Item = Option<f64>>) -> f64 {
    let known: Vec<f64> = values.flatten().collect();
    known.iter().sum::<f64>() / known.len() as f64
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures are what the test is for")]
fn main_text_of_181_pages() {
    let Some(dir) = data() else {
        println!("skipped: no shared/data/article_extraction beside this repository");
        return;
    };
    let gold = fs::read_to_string(dir.join("gold.jsonl")).unwrap();
    let (mut scores, mut n_dated, mut n_guessed, mut n_titled) = (Vec::new(), 0, 0, 0);
    for line in gold.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let path = dir.join(row["html"].as_str().unwrap());
        let name = path.to_str().unwrap();
        let page = fs::read(&path).unwrap();
        let read = read_articles(&mut page.as_slice(), name, &IngestParams::default());
        let article = read.articles.first();
        let text = article.map_or("", |article| article.text.as_str());
        let published = article.and_then(|article| article.published.as_ref());
        n_dated += usize::from(published.is_some_and(|published| !published.is_guess));
        n_guessed += usize::from(published.is_some_and(|published| published.is_guess));
        n_titled += usize::from(article.is_some_and(|article| article.title.is_some()));
        let one = score(row["text"].as_str().unwrap(), text);
        scores.push(one);
    }
    let precision = mean(scores.iter().map(|score| score.precision));
    let recall = mean(scores.iter().map(|score| score.recall));
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "{} pages: precision {precision:.4} recall {recall:.4} F1 {f1:.4}; \
         {n_titled} with a title, {n_dated} with a declared date, {n_guessed} with a guess",
        scores.len()
    );
    assert!(f1 >= 0.95, "F1 {f1:.4}");
}
