//! How fast each stage is, on the corpus over and over, one thread.

use super::{
    result::{Direction, SuiteResult},
    truth::{Corpus, Event},
};
use anyhow::{Context, Result};
use crosswire::{
    align::{AlignContext, align},
    article::Article,
    config::Config,
    engine::{Input, compare, load},
    ingest::read_articles,
    mention::find_mentions,
    normalize::{Document, normalize},
    relate::relate,
};
use std::{
    hint::black_box,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// Name of the suite; its figures are the machine's and go in no baseline.
pub(crate) const NAME: &str = "speed";

/// Least time a stage is measured.
const MIN_TIME: Duration = Duration::from_millis(300);
/// Passes over the corpus that are measured at least: of two the median is the slower one.
const MIN_PASSES: usize = 5;

pub(crate) fn speed(corpus: &Corpus, config: &Config) -> Result<SuiteResult> {
    // The pool's other threads would hide the cost of a stage.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    pool.install(|| measure(corpus, config))
}

fn measure(corpus: &Corpus, config: &Config) -> Result<SuiteResult> {
    let mut result = SuiteResult::measured(NAME, &corpus.set);
    result.note = Some("one thread".to_owned());
    let files = files(corpus)?;
    let articles: Vec<&Article> = corpus.events.iter().flat_map(|e| &e.articles).collect();
    let docs: Vec<&Document> =
        corpus.events.iter().flat_map(|e| e.analyses.iter().map(|a| &a.doc)).collect();
    let n_read = files.iter().map(|(_, bytes)| bytes.len()).sum();

    let rate = time(|| {
        for (name, bytes) in &files {
            black_box(read_articles(&mut bytes.as_slice(), name, &config.ingest));
        }
    });
    per_article(&mut result, "ingest", rate, files.len(), n_read);
    text_stages(&mut result, &articles, &docs, config);
    pair_stages(&mut result, corpus, config);
    if let Some(peak) = peak_memory() {
        let metric = result.add("peak memory", Some(peak), 1);
        metric.better = Direction::Lower;
        metric.unit("MB");
    }
    Ok(result)
}

/// Articles of an unlabelled set that speed is measured on, from its start: some megabytes.
const MAX_ARTICLES: usize = 1_500;

/// How fast the stages of one article are on `docs.jsonl` of `folder`, one thread.
pub(crate) fn of_set(folder: &Path, set: &str, config: &Config) -> Result<SuiteResult> {
    let loaded = load(&[Input::Path(folder.join("docs.jsonl"))], &config.ingest)?;
    let articles: Vec<&Article> = loaded.articles.iter().take(MAX_ARTICLES).collect();
    let docs: Vec<Document> =
        articles.iter().map(|&article| normalize(article.clone(), &config.normalize)).collect();
    let mut result = SuiteResult::measured(NAME, set);
    result.note = Some("one thread".to_owned());
    text_stages(&mut result, &articles, &docs.iter().collect::<Vec<_>>(), config);
    Ok(result)
}

/// The stages that read one article.
fn text_stages(
    result: &mut SuiteResult,
    articles: &[&Article],
    docs: &[&Document],
    config: &Config,
) {
    let n_bytes = articles.iter().map(|article| article.text.len()).sum();
    // Cloning an article is part of the figure; it is a copy of the text.
    let rate = time(|| {
        for &article in articles {
            black_box(normalize(article.clone(), &config.normalize));
        }
    });
    per_article(result, "normalise", rate, articles.len(), n_bytes);
    let rate = time(|| {
        for doc in docs {
            black_box(find_mentions(doc));
        }
    });
    per_article(result, "mentions", rate, docs.len(), n_bytes);
}

fn pair_stages(result: &mut SuiteResult, corpus: &Corpus, config: &Config) {
    let pairs: Vec<(&Event, usize, usize)> = corpus
        .events
        .iter()
        .flat_map(|event| event.pairs().iter().map(move |pair| (event, pair.a_idx, pair.b_idx)))
        .collect();
    let rate = time(|| {
        for (event, a, b) in &pairs {
            black_box(relate(&event.analyses[*a], &event.analyses[*b], &config.relate));
        }
    });
    result.add("relate", Some(rate * pairs.len() as f64), pairs.len()).unit("pairs/s");
    let rate = time(|| {
        for (event, a, b) in &pairs {
            let (a, b) = (&event.analyses[*a], &event.analyses[*b]);
            black_box(align(a, b, AlignContext::OneEvent, &config.align));
        }
    });
    result.add("align", Some(rate * pairs.len() as f64), pairs.len()).unit("pairs/s");
    let rate = time(|| {
        for (event, a, b) in &pairs {
            let both = vec![event.articles[*a].clone(), event.articles[*b].clone()];
            black_box(compare(both, config));
        }
    });
    result
        .add("compare, text to report", Some(rate * pairs.len() as f64), pairs.len())
        .unit("pairs/s");
}

/// Path and bytes of every article.
fn files(corpus: &Corpus) -> Result<Vec<(String, Vec<u8>)>> {
    let paths = corpus
        .events
        .iter()
        .flat_map(|event| event.expected.articles.iter().map(|name| event.folder.join(name)));
    let read = |path: PathBuf| {
        let bytes =
            std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok((path.display().to_string(), bytes))
    };
    paths.map(read).collect()
}

/// Passes a second: the median over passes, so that one hiccup does not count.
fn time(mut pass: impl FnMut()) -> f64 {
    pass();
    let (start, mut passes) = (Instant::now(), Vec::new());
    while passes.len() < MIN_PASSES || start.elapsed() < MIN_TIME {
        let before = Instant::now();
        pass();
        passes.push(before.elapsed());
    }
    passes.sort_unstable();
    1.0 / passes[passes.len() / 2].as_secs_f64().max(1e-9)
}

fn per_article(result: &mut SuiteResult, stage: &str, rate: f64, n: usize, n_bytes: usize) {
    result.add(&format!("{stage}, articles"), Some(rate * n as f64), n).unit("per second");
    let mega = n_bytes as f64 / 1e6;
    result.add(&format!("{stage}, text"), Some(rate * mega), n).unit("MB/s");
}

/// Megabytes the process has held at most, where the system tells.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// What `run` gives, and the megabytes the process held at most meanwhile, where the system
/// tells and lets its count be set back.
pub(crate) fn measured_memory<A, B>(run: impl FnOnce() -> (A, B)) -> (A, B, Option<f64>) {
    let is_reset = std::fs::write("/proc/self/clear_refs", "5").is_ok();
    let (a, b) = run();
    (a, b, peak_memory().filter(|_| is_reset))
}

/// Megabytes a second of `pass` over `n_bytes`.
pub(crate) fn megabytes_per_second(n_bytes: usize, pass: impl FnMut()) -> f64 {
    time(pass) * n_bytes as f64 / 1e6
}
