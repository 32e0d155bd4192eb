//! Sentences of two documents aligned many-to-many.

use super::{
    candidates::{ComparedPair, compare_sentences},
    copies,
    score::{SentenceFeatures, SentenceModel},
};
use crate::relate::Analysis;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Parameters of [`align`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlignParams {
    /// Least score, in thousandths of a logit: below it sentences of articles that may
    /// tell of different events are left alone.
    pub min_score: i64,
    /// The same for accounts of one event.
    pub min_account_score: i64,
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
    /// One is a copy of the other: what stands between two pairs is a pair.
    Copies,
    /// They are one statement each, on one event: aligned if they share any telling word.
    OneStatement,
}

impl Default for AlignParams {
    fn default() -> Self {
        Self { min_score: 1500, min_account_score: -800, max_below_best: 500, max_per_sentence: 3 }
    }
}

/// Two sentences that say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alignment {
    /// Sentence of the first document.
    pub a: u32,
    /// Sentence of the second document.
    pub b: u32,
    /// How alike, in thousandths of a logit of the context's model.
    pub score: i64,
    /// How often pairs of this score say the same, in hundredths.
    pub confidence: u32,
}

/// Two shared words, as [`SentenceFeatures::n_shared`] counts.
const MIN_SHARED: i64 = 167;
/// Six shared words: so many names are more than one person with his office.
const MIN_SHARED_NAMES: i64 = 500;

/// Four bits: a figure of two digits.
const MIN_SHARED_FIGURES: i64 = 400;

/// Whether two sentences share enough to say the same: one common name is no statement.
fn shares_statement(features: &SentenceFeatures) -> bool {
    features.n_shared >= MIN_SHARED && features.shares_word
        || features.n_shared >= MIN_SHARED_NAMES
        || features.figures >= MIN_SHARED_FIGURES
}

/// Aligns the sentences of `a` and `b`; in order of `a`, then `b`. `align(b, a)` is the
/// same with the sides exchanged.
///
/// Cost: that of [`compare_sentences`].
#[must_use]
pub fn align(
    a: &Analysis,
    b: &Analysis,
    context: AlignContext,
    params: &AlignParams,
) -> Vec<Alignment> {
    let compared = compare_sentences(a, b);
    let scored = compared.iter().filter_map(|pair| score(pair, context, params)).collect();
    let mut kept = keep_best(scored, params);
    if context == AlignContext::Copies {
        let score = params.min_account_score;
        let between = copies::between(&a.doc, &b.doc, &kept);
        let found = between.into_iter().map(|(a, b)| Alignment {
            a,
            b,
            score,
            confidence: COPY_CONFIDENCE,
        });
        kept.extend(found);
        kept.sort_unstable();
    }
    kept
}

/// How sure it is that a sentence between two others of a copy is the same one, in hundredths: as
/// sure as a pair has to be to be told of.
const COPY_CONFIDENCE: u32 = 60;

/// The pair as an alignment, if its score is high enough.
fn score(pair: &ComparedPair, context: AlignContext, params: &AlignParams) -> Option<Alignment> {
    let mut features = pair.features;
    if context != AlignContext::AnyEvents {
        features.other_figures = 0;
    }
    let (model, floor) = match context {
        AlignContext::OneEvent | AlignContext::Copies => {
            (SentenceModel::one_event(), params.min_account_score)
        }
        _ => (SentenceModel::any_events(), params.min_score),
    };
    let score = model.score(&features);
    let is_kept =
        context == AlignContext::OneStatement || score >= floor && shares_statement(&features);
    let confidence = model.confidence(score);
    is_kept.then_some(Alignment { a: pair.a, b: pair.b, score, confidence })
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
        .filter(|p| p.score + params.max_below_best >= best_a[&p.a].min(best_b[&p.b]))
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
