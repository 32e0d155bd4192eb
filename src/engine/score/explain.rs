//! What two articles share, passage by passage.

use super::corpus::Corpus;
use super::queue::Queue;
use super::survey::survey;
use crate::config::Config;
use crate::engine::input::Input;
use crate::error::{Error, Result};
use crate::hash::hash64;
use crate::normalize::{
    NormalizeParams, Normalizer, SharedLines, ShingleSet, ShingleUnit, fold_word, kept_words,
};
use crate::overlap::{Overlap, shared_runs};
use crate::report::{PassagePair, render_passages};
use crate::sketch::Layout;
use crate::{article::Article, engine::score::join::ShingleSource};
use std::sync::Arc;

/// Shows the passages that articles `a` and `b` of `inputs` share, side by side in `width`
/// columns.
///
/// # Errors
/// [`Error::is_invalid_input`] if there is no such article; [`Error::is_io`] if a file fails.
pub fn explain(
    inputs: &[Input],
    [a, b]: [&str; 2],
    config: &Config,
    width: usize,
) -> Result<String> {
    let mut queue = Queue::new(inputs, &[], &config.ingest);
    let shared = match config.normalize.normalizer {
        Normalizer::News => survey(&mut queue, &config.ingest, &())?,
        Normalizer::Plain => SharedLines::default(),
    };
    let params = super::reading::Params {
        ingest: config.ingest.clone(),
        normalize: config.normalize.clone(),
        shingling: config.score.shingling,
        region: Layout::new(1, 1).first(),
        max_bytes: usize::MAX,
        shared: Arc::new(shared),
    };
    let (corpus, _) = Corpus::read(queue, 0, params, &())?;
    let cannot = |e| Error::io("cannot read an article again", e);
    let mut sets = Vec::new();
    let mut articles = Vec::new();
    for id in [a, b] {
        let missing = || Error::invalid_input(format!("there is no article {id:?}"));
        let number = corpus.find(id).ok_or_else(missing)?;
        let mut shingles = Vec::new();
        corpus.fetch(&mut corpus.worker(), number, &mut shingles).map_err(cannot)?;
        sets.push(ShingleSet::from_hashes(shingles));
        articles.push(corpus.article(number).map_err(cannot)?);
    }
    let overlap = Overlap::of(&sets[0], &sets[1]);
    let passages = passages(&articles[0], &articles[1], config, corpus.shared());
    Ok(render_passages([a, b], &overlap, &passages, width))
}

fn passages(a: &Article, b: &Article, config: &Config, shared: &SharedLines) -> Vec<PassagePair> {
    let width = match config.score.shingling.unit {
        ShingleUnit::Word => usize::from(config.score.shingling.width.get()),
        // Of other shingles, the words that carry them.
        ShingleUnit::Stem | ShingleUnit::Char => 3,
    };
    let [left, right] = [a, b].map(|article| words(article, &config.normalize, shared));
    let surface = |article: &Article, ranges: &[crate::span::TextRange]| match ranges {
        [first, .., last] => first.cover(*last).of(&article.text).to_owned(),
        [only] => only.of(&article.text).to_owned(),
        [] => String::new(),
    };
    shared_runs(&left.1, &right.1, width)
        .into_iter()
        .map(|run| PassagePair {
            a: surface(a, &left.0[run.a..run.a + run.len]),
            b: surface(b, &right.0[run.b..run.b + run.len]),
            n_words: run.len,
        })
        .collect()
}

fn words(
    article: &Article,
    params: &NormalizeParams,
    shared: &SharedLines,
) -> (Vec<crate::span::TextRange>, Vec<u64>) {
    let ranges = kept_words(article, params.normalizer, shared);
    let key =
        |range: &crate::span::TextRange| hash64(fold_word(range.of(&article.text)).as_bytes());
    let keys = ranges.iter().map(key).collect();
    (ranges, keys)
}
