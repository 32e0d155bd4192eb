//! How fast each stage is on a generated corpus of any size, and how much memory it takes; and
//! whether the join finds every pair there is.

use super::{
    generated::{Generator, Params},
    result::{Direction, SuiteResult},
    speed::{NAME, measured_memory},
};
use anyhow::{Context, Result};
use crosswire::{
    article::Article,
    config::Config,
    engine::{Input, ScoreRequest, score},
    ingest::read_articles,
    mention::find_mentions,
    normalize::{Document, NormalizeParams, Normalizer, normalize},
    overlap::{Ratio, Rule},
    relate::{Analysis, relate},
    report::RowForm,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hash, Hasher},
    hint::black_box,
    io::Write,
    time::Instant,
};

/// Articles on which the stages of one article are measured at most.
const MAX_SAMPLE: usize = 1_000;
/// Words of a shingle.
const WIDTH: usize = 5;

/// Generates `n_articles`, runs every stage over them on one thread, and joins them at
/// resemblance 0.7. The truth takes 16 bytes a word and is counted after all measuring.
pub(crate) fn speed(n_articles: u64, config: &Config) -> Result<SuiteResult> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    pool.install(|| measure(n_articles, config))
}

fn measure(n_articles: u64, config: &Config) -> Result<SuiteResult> {
    let mut result = SuiteResult::measured(NAME, &format!("generated, {n_articles} articles"));
    result.note = Some("one thread; peaks are of the whole process".to_owned());
    let mut corpus = Vec::new();
    Generator::new(Params { n_articles, ..Params::default() }).write_all(&mut corpus)?;
    stages(&corpus, config, &mut result);
    let found = join(&corpus, n_articles, config, &mut result)?;
    let truth = true_pairs(&corpus)?;
    let n_right = found.intersection(&truth).count();
    let share = |whole: usize| (whole > 0).then(|| n_right as f64 / whole as f64);
    result.add("join, recall", share(truth.len()), truth.len());
    result.add("join, precision", share(found.len()), found.len());
    Ok(result)
}

/// Stages that look at one or two articles, on the first of them.
fn stages(corpus: &[u8], config: &Config, result: &mut SuiteResult) {
    let end = corpus.split_inclusive(|&b| b == b'\n').take(MAX_SAMPLE).map(<[u8]>::len).sum();
    let sample = &corpus[..end];
    let mut articles: Vec<Article> = Vec::new();
    stage(result, "ingest", sample.len(), || {
        let read = read_articles(&mut &*sample, "generated.jsonl", &config.ingest);
        articles = read.articles;
        articles.len()
    });
    let n_bytes = articles.iter().map(|article| article.text.len()).sum();
    let mut docs: Vec<Document> = Vec::new();
    stage(result, "normalise", n_bytes, || {
        docs = articles.drain(..).map(|article| normalize(article, &config.normalize)).collect();
        docs.len()
    });
    stage(result, "mentions", n_bytes, || {
        docs.iter().for_each(|doc| drop(black_box(find_mentions(doc))));
        docs.len()
    });
    let mut analyses: Vec<Analysis> = Vec::new();
    stage(result, "analyse", n_bytes, || {
        analyses = docs.drain(..).map(Analysis::of).collect();
        analyses.len()
    });
    stage(result, "relate, neighbours", n_bytes, || {
        let pairs = analyses.windows(2);
        pairs.for_each(|two| drop(black_box(relate(&two[0], &two[1], &config.relate))));
        analyses.len()
    });
}

/// Articles and megabytes a second of `run`, which gives the number of articles, and the peak.
fn stage(result: &mut SuiteResult, name: &str, n_bytes: usize, run: impl FnOnce() -> usize) {
    let (seconds, n, peak) = measured_memory(|| {
        let start = Instant::now();
        let n = run();
        (start.elapsed().as_secs_f64().max(1e-9), n)
    });
    result.add(&format!("{name}, articles"), Some(n as f64 / seconds), n).speed("per second");
    let mega = n_bytes as f64 / 1e6;
    result.add(&format!("{name}, text"), Some(mega / seconds), n).speed("MB/s");
    if let Some(peak) = peak {
        let metric = result.add(&format!("{name}, peak memory"), Some(peak), n);
        metric.speed("MB");
        metric.better = Direction::Lower;
    }
}

/// Pairs of ids, the smaller first.
type Pairs = BTreeSet<(String, String)>;

/// The pairs that the whole join finds, from a file to rows.
fn join(
    corpus: &[u8],
    n_articles: u64,
    config: &Config,
    result: &mut SuiteResult,
) -> Result<Pairs> {
    let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile()?;
    file.write_all(corpus)?;
    let mut config = config.clone();
    config.normalize =
        NormalizeParams { normalizer: Normalizer::Plain, ..NormalizeParams::default() };
    config.score.rule = Rule::resemblance(Ratio::new(7, 10).context("a ratio")?);
    let inputs = [Input::Path(file.path().to_path_buf())];
    let request =
        ScoreRequest { inputs: &inputs, against: &[], max_memory: None, checks_facts: false };
    let mut rows = Vec::new();
    let mut failure = None;
    stage(result, "join", corpus.len(), || {
        let scored = score(&request, &config, &());
        let written = scored.and_then(|scored| {
            scored
                .write_pairs(RowForm::JsonLines, &mut rows)
                .map_err(|e| crosswire::Error::io("cannot write the pairs", e))
        });
        failure = written.err();
        usize::try_from(n_articles).unwrap_or(usize::MAX)
    });
    failure.map_or(Ok(()), |error| Err(anyhow::Error::new(error)))?;
    let ids = |line: &[u8]| -> Result<(String, String)> {
        let row: serde_json::Value = serde_json::from_slice(line)?;
        let id = |key: &str| row[key].as_str().map(str::to_owned).context("a row without ids");
        Ok((id("a")?, id("b")?))
    };
    rows.split(|&b| b == b'\n').filter(|line| !line.is_empty()).map(ids).collect()
}

/// All pairs at resemblance 0.7, by counting what every two articles share, in whole numbers.
fn true_pairs(corpus: &[u8]) -> Result<Pairs> {
    let (mut ids, mut sizes, mut postings) = (Vec::new(), Vec::new(), Vec::new());
    for line in corpus.split(|&b| b == b'\n').filter(|line| !line.is_empty()) {
        let article: serde_json::Value = serde_json::from_slice(line)?;
        let shingles = shingles(article["text"].as_str().context("no text")?);
        let idx = u32::try_from(ids.len())?;
        ids.push(article["id"].as_str().context("no id")?.to_owned());
        sizes.push(shingles.len());
        postings.extend(shingles.into_iter().map(|shingle| (shingle, idx)));
    }
    postings.sort_unstable();
    let mut shared: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for group in postings.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, a)) in group.iter().enumerate() {
            for (_, b) in &group[at + 1..] {
                *shared.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    let is_pair = |&((a, b), n): &((u32, u32), usize)| {
        10 * n >= 7 * (sizes[a as usize] + sizes[b as usize] - n)
    };
    let named = |((a, b), _)| {
        let (a, b): (&String, &String) = (&ids[a as usize], &ids[b as usize]);
        (a.min(b).clone(), a.max(b).clone())
    };
    Ok(shared.into_iter().filter(is_pair).map(named).collect())
}

/// The set of shingles by the definition of the `plain` normaliser, hashed.
fn shingles(text: &str) -> BTreeSet<u64> {
    let text: String = text.chars().flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let hashed = |window: &[&str]| {
        let mut hasher = DefaultHasher::new();
        window.hash(&mut hasher);
        hasher.finish()
    };
    if words.is_empty() {
        return BTreeSet::new();
    }
    words.windows(WIDTH.min(words.len())).map(hashed).collect()
}
