//! Main text of pages: `gold.jsonl` and `html/`, measured as `evaluate.py` of the article
//! extraction benchmark (Scrapinghub) does: bags of word 4-grams, every page with the same
//! weight, precision and recall averaged over pages.

use super::{name, rows};
use crate::bench::{
    metrics::{bootstrap, harmonic, mean},
    result::{Direction, Mistake, SuiteResult},
};
use anyhow::{Context, Result};
use crosswire::{config::Config, ingest::read_articles};
use rayon::prelude::*;
use serde::Deserialize;
use std::{collections::HashMap, path::Path};

#[derive(Deserialize)]
struct Page {
    html: String,
    text: String,
}

struct Score {
    page: String,
    precision: Option<f64>,
    recall: Option<f64>,
    has_title: bool,
    has_date: bool,
}

pub(super) fn measure(folder: &Path, config: &Config) -> Result<SuiteResult> {
    let pages: Vec<Page> = rows(&folder.join("gold.jsonl"))?;
    let scores: Vec<Score> =
        pages.par_iter().map(|page| read(folder, page, config)).collect::<Result<_>>()?;
    let mut result = SuiteResult::measured("main text", &name(folder));
    let n = scores.len();
    let value = f_of(&scores, &vec![1; n]);
    result.add("F of word 4-grams", value, n).interval =
        bootstrap(n, |weights| f_of(&scores, weights));
    result.add("precision", mean(scores.iter().map(|s| s.precision)), n);
    result.add("recall", mean(scores.iter().map(|s| s.recall)), n);
    let share =
        |has: fn(&Score) -> bool| mean(scores.iter().map(|s| Some(f64::from(u8::from(has(s))))));
    result.add("pages with a title", share(|s| s.has_title), n).better = Direction::Neither;
    result.add("pages with a date", share(|s| s.has_date), n).better = Direction::Neither;
    let mut worst: Vec<&Score> = scores.iter().collect();
    worst.sort_by(|x, y| page_f(x).total_cmp(&page_f(y)));
    let shown = |x: Option<f64>| x.map_or_else(|| "-".to_owned(), |x| format!("{x:.3}"));
    result.errors.extend(worst.into_iter().filter(|s| page_f(s) < 0.999).map(|s| {
        let got = format!("precision {}, recall {}", shown(s.precision), shown(s.recall));
        Mistake::new(&s.page, "1.000", got)
    }));
    Ok(result)
}

fn page_f(score: &Score) -> f64 {
    harmonic(score.precision.unwrap_or(0.0), score.recall.unwrap_or(0.0)).unwrap_or(0.0)
}

/// F of the means over pages, each counted `weights` times.
fn f_of(scores: &[Score], weights: &[u32]) -> Option<f64> {
    let weighted = |side: fn(&Score) -> Option<f64>| {
        let known = scores.iter().zip(weights).filter_map(|(s, w)| Some((side(s)?, f64::from(*w))));
        let (sum, n) = known.fold((0.0, 0.0), |(sum, n), (x, w)| (sum + x * w, n + w));
        (n > 0.0).then(|| sum / n)
    };
    harmonic(weighted(|s| s.precision)?, weighted(|s| s.recall)?)
}

fn read(folder: &Path, page: &Page, config: &Config) -> Result<Score> {
    let path = folder.join(&page.html);
    let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let read = read_articles(&mut bytes.as_slice(), &path.to_string_lossy(), &config.ingest);
    let article = read.articles.first();
    let found = article.map_or("", |article| article.text.as_str());
    let (precision, recall) = score(&page.text, found);
    Ok(Score {
        page: page.html.clone(),
        precision,
        recall,
        has_title: article.is_some_and(|article| article.title.is_some()),
        has_date: article.is_some_and(|article| article.published.is_some()),
    })
}

fn score(gold: &str, found: &str) -> (Option<f64>, Option<f64>) {
    let (gold, found) = (n_grams(gold), n_grams(found));
    let sizes = found.iter().map(|(gram, n)| (*n).min(gold.get(gram).copied().unwrap_or(0)));
    let shared: u32 = sizes.sum();
    let share = |bag: &HashMap<Vec<&str>, u32>| {
        let total: u32 = bag.values().sum();
        (total > 0).then(|| f64::from(shared) / f64::from(total))
    };
    (share(&found), share(&gold))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bags_of_four_words() {
        // abcd bcde cdef against abcd bcde bcdx: two of three either way.
        assert_eq!(score("a b c d e f", "a b c d e f"), (Some(1.0), Some(1.0)));
        let (precision, recall) = score("a b c d e f", "a b c d e");
        assert_eq!((precision, recall), (Some(1.0), Some(2.0 / 3.0)));
        assert_eq!(score("a b", "a b"), (Some(1.0), Some(1.0)));
        assert_eq!(score("", "a b c d"), (Some(0.0), None));
    }
}
