//! Sentences of copies that stand between others that were aligned.

use super::sentences::Alignment;
use crate::normalize::Document;
use std::collections::BTreeSet;

/// Share of the words of the longer sentence that both have: what an editor changed in a copy is
/// still the same sentence.
const MIN_COMMON: (usize, usize) = (1, 3);

/// A sentence of either text.
type Pair = (u32, u32);

/// Pairs of sentences of two copies that stand alone between two pairs of `aligned`, or before the
/// first or behind the last, and have a third of their words in common. Of two sentences too short to
/// be known again by their telling words the place says that they are one.
///
/// Symmetric. Cost: sentences, and the words of those found.
pub(super) fn between(a: &Document, b: &Document, aligned: &[Alignment]) -> Vec<Pair> {
    let known: BTreeSet<Pair> = aligned.iter().map(|pair| (pair.a, pair.b)).collect();
    let of_a: BTreeSet<u32> = known.iter().map(|pair| pair.0).collect();
    let of_b: BTreeSet<u32> = known.iter().map(|pair| pair.1).collect();
    let lengths = [a, b].map(|doc| u32::try_from(doc.sentences.len()).unwrap_or(u32::MAX));
    let is_last = |(x, y): &Pair| {
        x + 1 == lengths[0] && y + 1 == lengths[1] || known.contains(&(x + 1, y + 1))
    };
    // Behind each aligned pair, and at the head of both.
    let next = known.iter().map(|&(x, y)| (x + 1, y + 1)).chain([(0, 0)]);
    next.filter(|&(x, y)| x < lengths[0] && y < lengths[1])
        .filter(|(x, y)| !of_a.contains(x) && !of_b.contains(y))
        .filter(is_last)
        .filter(|&(x, y)| share_enough(a, x, b, y))
        .collect()
}

fn share_enough(a: &Document, x: u32, b: &Document, y: u32) -> bool {
    let words = |doc: &Document, sentence: u32| -> BTreeSet<u64> {
        doc.sentence_tokens(sentence as usize).iter().map(|token| token.word).collect()
    };
    let (x, y) = (words(a, x), words(b, y));
    !x.is_empty()
        && x.intersection(&y).count() * MIN_COMMON.1 >= x.len().max(y.len()) * MIN_COMMON.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::Article,
        normalize::{NormalizeParams, normalize},
    };

    fn doc(text: &str) -> Document {
        let article = Article { text: text.to_owned(), ..Article::default() };
        normalize(article, &NormalizeParams::default())
    }

    fn aligned(pairs: &[Pair]) -> Vec<Alignment> {
        pairs.iter().map(|&(a, b)| Alignment { a, b, score: 0, confidence: 90 }).collect()
    }

    #[test]
    fn what_stands_between_is_one_sentence() {
        let a =
            doc("The fog came at six. I found them by the yelling. The ferry stopped at seven.");
        let b =
            doc("The fog came at six. I found them by their torches. The ferry stopped at seven.");
        assert_eq!(between(&a, &b, &aligned(&[(0, 0), (2, 2)])), [(1, 1)]);
        assert_eq!(between(&b, &a, &aligned(&[(0, 0), (2, 2)])), [(1, 1)]);
        // The last of each, with nothing behind.
        assert_eq!(between(&a, &b, &aligned(&[(0, 0), (1, 1)])), [(2, 2)]);
    }

    #[test]
    fn other_sentences_and_other_places_are_left_alone() {
        let a =
            doc("The fog came at six. Nobody was hurt in the crash. The ferry stopped at seven.");
        let b =
            doc("The fog came at six. I found them by their torches. The ferry stopped at seven.");
        assert_eq!(between(&a, &b, &aligned(&[(0, 0), (2, 2)])), []);
        let c = doc(
            "The fog came at six. It rained. I found them by the yelling. The ferry stopped at seven.",
        );
        assert_eq!(between(&c, &b, &aligned(&[(0, 0), (3, 2)])), []);
        assert_eq!(between(&a, &b, &[]), []);
    }
}
