//! Pairs of sentences worth a look, and their measures.

use super::{content::SentenceContent, score::SentenceFeatures};
use crate::relate::Analysis;
use std::collections::{BTreeSet, HashMap};

/// Two sentences that share a term, compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComparedPair {
    /// Sentence of the first document.
    pub a: u32,
    /// Sentence of the second document.
    pub b: u32,
    /// How alike.
    pub features: SentenceFeatures,
}

/// Pairs of sentences one term may propose: a term in 20 sentences of either document
/// tells nothing, and the number of candidates stays linear in terms.
const MAX_PAIRS_PER_TERM: usize = 400;

/// Compares the sentences of `a` and `b` that share a term, in order of `a`, then `b`.
/// `compare_sentences(b, a)` is the same with the sides exchanged.
///
/// Cost: at most 400 pairs a term, each linear in the terms of its sentences.
#[must_use]
pub fn compare_sentences(a: &Analysis, b: &Analysis) -> Vec<ComparedPair> {
    let (in_a, in_b) = (SentenceContent::of_sentences(a), SentenceContent::of_sentences(b));
    candidates(&in_a, &in_b)
        .into_iter()
        .map(|(i, k)| ComparedPair {
            a: i,
            b: k,
            features: SentenceFeatures::of(&in_a[i as usize], &in_b[k as usize]),
        })
        .collect()
}

fn candidates(a: &[SentenceContent], b: &[SentenceContent]) -> BTreeSet<(u32, u32)> {
    let in_b = postings(b);
    let mut pairs = BTreeSet::new();
    let mut of_a: Vec<(u64, Vec<u32>)> = postings(a).into_iter().collect();
    of_a.sort_unstable();
    for (key, sentences) in of_a {
        let Some(others) = in_b.get(&key) else { continue };
        if sentences.len() * others.len() <= MAX_PAIRS_PER_TERM {
            pairs.extend(sentences.iter().flat_map(|&i| others.iter().map(move |&k| (i, k))));
        }
    }
    pairs
}

/// Sentences of each term.
fn postings(sentences: &[SentenceContent]) -> HashMap<u64, Vec<u32>> {
    let mut postings: HashMap<u64, Vec<u32>> = HashMap::new();
    for (idx, sentence) in (0u32..).zip(sentences) {
        for term in &sentence.profile.terms {
            postings.entry(term.key).or_default().push(idx);
        }
    }
    postings
}
