//! Sentences of two documents aligned many-to-many.

use super::score::{SentenceFeatures, SentenceModel};
use crate::sketch::{Profile, SentenceProfile};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// Parameters of [`align`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlignParams {
    /// Least score, in thousandths of a logit: below it sentences are left alone.
    pub min_score: i64,
    /// A pair is kept if its score is at most this much below the best of either sentence.
    pub max_below_best: i64,
    /// Pairs a sentence may take part in.
    pub max_per_sentence: usize,
}

/// What is known of two texts before their sentences are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AlignContext {
    /// They may tell of different events: other figures speak against a pair.
    AnyEvents,
    /// They tell of one event: other figures are what one looks for.
    OneEvent,
    /// They are one statement each, on one event: aligned if they share any telling word.
    OneStatement,
}

impl Default for AlignParams {
    fn default() -> Self {
        Self { min_score: 1500, max_below_best: 500, max_per_sentence: 3 }
    }
}

/// Two sentences that say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alignment {
    /// Sentence of the first document.
    pub a: u32,
    /// Sentence of the second document.
    pub b: u32,
    /// How alike, in thousandths of a logit.
    pub score: i64,
}

/// Pairs of sentences one term may propose: a term in 20 sentences of either document
/// tells nothing, and the number of candidates stays linear in terms.
const MAX_PAIRS_PER_TERM: usize = 400;

/// Two shared words, as [`SentenceFeatures::n_shared`] counts.
const MIN_SHARED: u64 = 167;
/// Four shared words: so many names are more than one person's.
const MIN_SHARED_NAMES: u64 = 333;

/// Whether two sentences share enough to say the same: one common name is no statement.
fn shares_statement(features: &SentenceFeatures) -> bool {
    features.n_shared >= MIN_SHARED && features.shares_word || features.n_shared >= MIN_SHARED_NAMES
}

/// Aligns the sentences of `a` and `b`; in order of `a`, then `b`. `align(b, a)` is the
/// same with the sides exchanged.
///
/// Cost: candidates are pairs that share a term; at most 400 a term.
#[must_use]
pub fn align(
    a: &Profile,
    b: &Profile,
    context: AlignContext,
    params: &AlignParams,
) -> Vec<Alignment> {
    let model = SentenceModel::english();
    let (damped_a, damped_b) = (damped(&a.sentences), damped(&b.sentences));
    let scored: Vec<Alignment> = candidates(a, b)
        .into_iter()
        .map(|(i, k)| {
            let mut features = SentenceFeatures::of(&damped_a[i as usize], &damped_b[k as usize]);
            if context != AlignContext::AnyEvents {
                features.other_figures = 0;
            }
            (Alignment { a: i, b: k, score: model.score(&features) }, features)
        })
        .filter(|(pair, features)| {
            context == AlignContext::OneStatement
                || pair.score >= params.min_score && shares_statement(features)
        })
        .map(|(pair, _)| pair)
        .collect();
    keep_best(scored, params)
}

/// A term loses weight with every sentence of its article it stands in: what the whole
/// article is about does not tell one of its sentences from another. In `n` sentences it
/// keeps 4/(3 + n) of its weight.
const DAMPING: u32 = 3;

fn damped(sentences: &[SentenceProfile]) -> Vec<SentenceProfile> {
    let mut n_sentences: HashMap<u64, u32> = HashMap::new();
    for term in sentences.iter().flat_map(|s| &s.terms) {
        *n_sentences.entry(term.key).or_default() += 1;
    }
    sentences
        .iter()
        .map(|sentence| {
            let mut sentence = sentence.clone();
            for term in &mut sentence.terms {
                let n = n_sentences[&term.key];
                term.weight = (term.weight * (DAMPING + 1) / (DAMPING + n)).max(1);
            }
            sentence.weight = sentence.terms.iter().map(|t| u64::from(t.weight)).sum();
            sentence
        })
        .collect()
}

fn candidates(a: &Profile, b: &Profile) -> BTreeSet<(u32, u32)> {
    let postings = postings(&b.sentences);
    let mut of_a: Vec<(u64, Vec<u32>)> = self::postings(&a.sentences).into_iter().collect();
    of_a.sort_unstable();
    let mut pairs = BTreeSet::new();
    for (key, in_a) in of_a {
        let Some(in_b) = postings.get(&key) else { continue };
        if in_a.len() * in_b.len() <= MAX_PAIRS_PER_TERM {
            pairs.extend(in_a.iter().flat_map(|&i| in_b.iter().map(move |&k| (i, k))));
        }
    }
    pairs
}

/// Sentences of each term.
fn postings(sentences: &[SentenceProfile]) -> HashMap<u64, Vec<u32>> {
    let mut postings: HashMap<u64, Vec<u32>> = HashMap::new();
    for (idx, sentence) in (0u32..).zip(sentences) {
        for term in &sentence.terms {
            postings.entry(term.key).or_default().push(idx);
        }
    }
    postings
}

/// Keeps pairs near the best of one of their sentences, best first, up to the number a
/// sentence may take part in. Equal scores stand or fall together, whatever the side.
fn keep_best(scored: Vec<Alignment>, params: &AlignParams) -> Vec<Alignment> {
    let mut best_a: HashMap<u32, i64> = HashMap::new();
    let mut best_b: HashMap<u32, i64> = HashMap::new();
    for pair in &scored {
        let (of_a, of_b) = (
            best_a.entry(pair.a).or_insert(pair.score),
            best_b.entry(pair.b).or_insert(pair.score),
        );
        *of_a = pair.score.max(*of_a);
        *of_b = pair.score.max(*of_b);
    }
    let mut kept: Vec<Alignment> = scored
        .into_iter()
        .filter(|p| p.score + params.max_below_best >= best_a[&p.a].max(best_b[&p.b]))
        .collect();
    // A tie is broken by a measure that does not know which side is which.
    kept.sort_by_key(|p| (-p.score, p.a + p.b, p.a.abs_diff(p.b), p.a));
    let mut n_a: HashMap<u32, usize> = HashMap::new();
    let mut n_b: HashMap<u32, usize> = HashMap::new();
    kept.retain(|p| {
        let (of_a, of_b) = (n_a.entry(p.a).or_default(), n_b.entry(p.b).or_default());
        let has_room = *of_a < params.max_per_sentence && *of_b < params.max_per_sentence;
        *of_a += usize::from(has_room);
        *of_b += usize::from(has_room);
        has_room
    });
    kept.sort_unstable();
    kept
}
