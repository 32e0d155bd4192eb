//! The corpus read: articles with the truth written beside them.

use super::expected::{Expected, Quoted, read_toml};
use anyhow::{Context, Result, bail};
use crosswire::{
    article::Article,
    config::Config,
    engine::{Input, compare, load},
    relate::Analysis,
    report::Report,
    span::TextRange,
};
use rayon::prelude::*;
use serde::Deserialize;
use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// `look-alikes.toml`.
#[derive(Debug, Deserialize)]
struct LookAlikes {
    #[serde(default)]
    pairs: Vec<LookAlike>,
    #[serde(default)]
    straddling: Vec<Straddling>,
}

#[derive(Debug, Deserialize)]
struct LookAlike {
    a: String,
    b: String,
}

#[derive(Debug, Deserialize)]
struct Straddling {
    article: String,
    also: String,
}

/// Half of the corpus.
pub(crate) struct Corpus {
    /// `corpus/dev` or `corpus/test`.
    pub(crate) set: String,
    pub(crate) events: Vec<Event>,
    look_alikes: LookAlikes,
}

/// An event with all that the engine has to say of it.
pub(crate) struct Event {
    pub(crate) expected: Expected,
    pub(crate) folder: PathBuf,
    pub(crate) articles: Vec<Article>,
    /// One an article, in the order of `expected.articles`.
    pub(crate) analyses: Vec<Analysis>,
    config: Config,
    /// Compared when first asked for: half of the suites do without.
    pairs: OnceLock<Vec<Pair>>,
    report: OnceLock<Report>,
}

/// Two articles of an event, compared.
pub(crate) struct Pair {
    pub(crate) a_idx: usize,
    pub(crate) b_idx: usize,
    pub(crate) report: Report,
}

/// How two events stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kinship {
    /// Easily taken for one another.
    LookAlike,
    /// Nothing to do with each other.
    Strangers,
}

impl Corpus {
    /// Reads `split` of the corpus in `folder`.
    pub(crate) fn read(folder: &Path, split: &str, config: &Config) -> Result<Self> {
        let mut folders: Vec<PathBuf> = std::fs::read_dir(folder.join(split))
            .with_context(|| format!("no {split} half in {}", folder.display()))?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_>>()?;
        folders.retain(|path| path.join("expected.toml").is_file());
        folders.sort_unstable();
        if folders.is_empty() {
            bail!("no event with an expected.toml in {}", folder.join(split).display());
        }
        let events: Result<Vec<Event>> =
            folders.into_par_iter().map(|path| Event::read(path, config)).collect();
        let look_alikes = read_toml(&folder.join("look-alikes.toml"))?;
        Ok(Self { set: format!("corpus/{split}"), events: events?, look_alikes })
    }

    pub(crate) fn kinship(&self, a: &Event, b: &Event) -> Kinship {
        let (a, b) = (a.expected.event.as_str(), b.expected.event.as_str());
        let is_pair = |p: &LookAlike| (p.a == a && p.b == b) || (p.a == b && p.b == a);
        if self.look_alikes.pairs.iter().any(is_pair) {
            Kinship::LookAlike
        } else {
            Kinship::Strangers
        }
    }

    /// Whether article `idx` of `event` tells of `other` as well, so that joining them is
    /// no mistake.
    pub(crate) fn straddles(&self, event: &Event, idx: usize, other: &Event) -> bool {
        let path = event.folder.join(&event.expected.articles[idx]);
        let is_it = |s: &Straddling| path.ends_with(&s.article) && s.also == other.expected.event;
        self.look_alikes.straddling.iter().any(is_it)
    }
}

impl Event {
    fn read(folder: PathBuf, config: &Config) -> Result<Self> {
        let expected: Expected = read_toml(&folder.join("expected.toml"))?;
        let inputs: Vec<Input> =
            expected.articles.iter().map(|name| Input::Path(folder.join(name))).collect();
        let loaded = load(&inputs, &config.ingest)?;
        if let Some(problem) = loaded.problems.first() {
            bail!("{problem}");
        }
        let articles = loaded.articles;
        let analyses = articles.iter().map(|article| analyse(article, config)).collect();
        let (pairs, report) = (OnceLock::new(), OnceLock::new());
        Ok(Self { expected, folder, articles, analyses, config: config.clone(), pairs, report })
    }

    /// Every two articles.
    pub(crate) fn pairs(&self) -> &[Pair] {
        self.pairs.get_or_init(|| self.compare_pairs(&self.config))
    }

    /// All articles together.
    pub(crate) fn report(&self) -> &Report {
        self.report.get_or_init(|| compare(self.articles.clone(), &self.config))
    }

    /// Every two articles compared.
    pub(crate) fn compare_pairs(&self, config: &Config) -> Vec<Pair> {
        let n = self.articles.len();
        let pairs: Vec<(usize, usize)> =
            (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))).collect();
        pairs
            .into_par_iter()
            .map(|(a_idx, b_idx)| {
                let articles = vec![self.articles[a_idx].clone(), self.articles[b_idx].clone()];
                Pair { a_idx, b_idx, report: compare(articles, config) }
            })
            .collect()
    }

    pub(crate) fn index(&self, article: &str) -> Option<usize> {
        self.expected.articles.iter().position(|name| name == article)
    }

    pub(crate) fn text(&self, article_idx: usize) -> &str {
        &self.articles[article_idx].text
    }

    /// `event: a – b`.
    pub(crate) fn name(&self, a_idx: usize, b_idx: usize) -> String {
        let names = &self.expected.articles;
        format!("{}: {} - {}", self.expected.event, names[a_idx], names[b_idx])
    }

    /// Where `quoted` stands; `None` if it names one article only, or if the engine's text
    /// lacks one of its sentences.
    pub(crate) fn locate(&self, quoted: &Quoted) -> Option<Located> {
        let (b_article, b) = (quoted.b_article.as_deref()?, quoted.b.as_deref()?);
        let side_a = self.side(&quoted.a_article, &quoted.a, quoted.a_mark.as_deref())?;
        let side_b = self.side(b_article, b, quoted.b_mark.as_deref())?;
        let is_ordered = side_a.article_idx <= side_b.article_idx;
        let (a, b) = if is_ordered { (side_a, side_b) } else { (side_b, side_a) };
        Some(Located { a, b })
    }

    pub(crate) fn side(&self, article: &str, sentence: &str, mark: Option<&str>) -> Option<Side> {
        let article_idx = self.index(article)?;
        let text = self.text(article_idx);
        let start = text.find(sentence)?;
        let range = TextRange::new(start, start + sentence.len());
        let mark = mark.and_then(|mark| {
            let at = start + sentence.find(mark)?;
            Some(TextRange::new(at, at + mark.len()))
        });
        Some(Side { article_idx, range, mark })
    }
}

fn analyse(article: &Article, config: &Config) -> Analysis {
    Analysis::of(crosswire::normalize::normalize(article.clone(), &config.normalize))
}

/// A quoted sentence in the engine's text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side {
    pub(crate) article_idx: usize,
    pub(crate) range: TextRange,
    pub(crate) mark: Option<TextRange>,
}

/// Two quoted sentences, in order of their articles.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Located {
    pub(crate) a: Side,
    pub(crate) b: Side,
}

impl Located {
    pub(crate) fn is_of(&self, pair: &Pair) -> bool {
        (self.a.article_idx, self.b.article_idx) == (pair.a_idx, pair.b_idx)
    }
}
