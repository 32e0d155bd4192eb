//! The place of a fact: the telling words that stand around it.

use crate::{
    hash::hash64,
    mention::{base_of, synonyms_of, wider_than},
    normalize::{Document, Token},
    relate::Analysis,
    span::TextRange,
};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A word this near to a fact, in words, counts in full.
const NEAR: usize = 4;
/// A word farther away than this counts half, one between three quarters.
const FAR: usize = 10;
/// Words that begin a clause beside another.
const CONJUNCTIONS: [&str; 7] =
    ["and", "but", "while", "whereas", "compared", "against", "although"];
/// Weights of words are in quarters of 1/256 bits.
const QUARTERS: u32 = 4;

/// How much a term tells in one account: what the whole account is about tells no sentence
/// from another.
pub(super) struct Weights(FxHashMap<u64, u32>);

/// In `n` sentences of its account a term keeps 4/(3 + n) of its weight.
const DAMPING: u32 = 3;

impl Weights {
    pub(super) fn of(analysis: &Analysis) -> Self {
        let mut n_sentences: FxHashMap<u64, u32> = FxHashMap::default();
        for term in analysis.profile.sentences.iter().flat_map(|sentence| &sentence.terms) {
            *n_sentences.entry(term.key).or_default() += 1;
        }
        let weight = |term: &crate::normalize::Term| {
            let n = n_sentences.get(&term.key).copied().unwrap_or(1);
            term.weight * (DAMPING + 1) / (DAMPING + n)
        };
        let terms = analysis.doc.terms.iter().filter(|term| !term.is_stop);
        Self(terms.map(|term| (term.key, weight(term))).collect())
    }

    /// What a word tells, in 1/256 bits; none for a word that tells nothing.
    pub(super) fn told(&self, doc: &Document, token: &Token) -> Option<u32> {
        self.0.get(&doc.term(token).key).copied()
    }
}

/// A telling word at a place.
#[derive(Clone, Copy)]
struct Word {
    /// Key of its base form.
    key: u64,
    /// What it tells, in quarters of 1/256 bits.
    told: u32,
    /// Keys of words that say the same, and of wider ones.
    others: [&'static [u64]; 2],
}

/// Which of the words of a sentence are those of `fact`.
pub(super) fn words_of(tokens: &[Token], fact: TextRange) -> Range<usize> {
    let first = tokens.partition_point(|token| token.range.end <= fact.start);
    let last = tokens.partition_point(|token| token.range.start < fact.end);
    first..last
}

/// Telling words, each once, by key: around a fact less the farther away.
pub(super) struct Slot(Vec<Word>);

impl Slot {
    /// The words of a sentence around `fact`, its own words left out.
    pub(super) fn around(
        doc: &Document,
        weights: &Weights,
        sentence_idx: usize,
        fact: TextRange,
    ) -> Self {
        let tokens = doc.sentence_tokens(sentence_idx);
        let Range { start: first, end: last } = words_of(tokens, fact);
        let outside = tokens.iter().enumerate().filter(|(at, _)| *at < first || *at >= last);
        Self::of(
            doc,
            weights,
            outside.map(|(at, token)| {
                let distance = if at < first { first - at } else { at + 1 - last };
                (token, quarters(distance))
            }),
        )
    }

    /// The words of the clause of a sentence that `fact` stands in, its own words left out.
    pub(super) fn in_clause(
        doc: &Document,
        weights: &Weights,
        sentence_idx: usize,
        fact: TextRange,
    ) -> Self {
        let tokens = doc.sentence_tokens(sentence_idx);
        let Range { start: first, end: last } = words_of(tokens, fact);
        let parts = |x: &Token, y: &Token| {
            let gap = doc.text().get(x.range.end as usize..y.range.start as usize);
            let is_clause = |token: &Token| {
                CONJUNCTIONS
                    .iter()
                    .any(|word| token.range.of(doc.text()).eq_ignore_ascii_case(word))
            };
            gap.is_some_and(|gap| gap.contains([';', ':', '(', ')', '—', '–'])) || is_clause(y)
        };
        let start = (1..first).rev().find(|&at| parts(&tokens[at - 1], &tokens[at])).unwrap_or(0);
        let behind = (last.max(1)..tokens.len()).find(|&at| parts(&tokens[at - 1], &tokens[at]));
        let end = behind.unwrap_or(tokens.len());
        let inside = tokens[start..first].iter().chain(&tokens[last..end.max(last)]);
        Self::whole(doc, weights, inside)
    }

    /// Some words of a sentence, all in full.
    pub(super) fn whole<'t>(
        doc: &Document,
        weights: &Weights,
        tokens: impl Iterator<Item = &'t Token>,
    ) -> Self {
        Self::of(doc, weights, tokens.map(|token| (token, QUARTERS)))
    }

    fn of<'t>(
        doc: &Document,
        weights: &Weights,
        tokens: impl Iterator<Item = (&'t Token, u32)>,
    ) -> Self {
        let word = |(token, quarters): (&Token, u32)| {
            let term = doc.term(token);
            Some(Word {
                key: hash64(base_of(&term.stem).as_bytes()),
                told: weights.told(doc, token)? * quarters,
                others: [synonyms_of(&term.stem), wider_than(&term.stem)],
            })
        };
        let mut words: Vec<Word> = tokens.filter_map(word).collect();
        words.sort_unstable_by_key(|word| (word.key, std::cmp::Reverse(word.told)));
        words.dedup_by_key(|word| word.key);
        Self(words)
    }

    /// What all words tell, in 1/256 bits.
    pub(super) fn told(&self) -> u32 {
        self.0.iter().map(|word| word.told).sum::<u32>() / QUARTERS
    }

    /// How many words two places have in common, and what they tell, in 1/256 bits. A word for
    /// another one tells three quarters. Symmetric. Cost: words of one times words of the other.
    pub(super) fn common(&self, other: &Self) -> (usize, u32) {
        self.common_here(other).min(other.common_here(self))
    }

    fn common_here(&self, other: &Self) -> (usize, u32) {
        let (mut n, mut told) = (0, 0);
        for word in &self.0 {
            if let Some(same) = other.find(word.key) {
                n += 1;
                told += word.told.min(same.told);
            } else if let Some(same) = other.another(word).or_else(|| other.narrower(word)) {
                n += 1;
                told += word.told.min(same.told) * 3 / 4;
            }
        }
        (n, told / QUARTERS)
    }

    /// What two places have in common tells, in 1/256 bits.
    pub(super) fn shared(&self, other: &Self) -> u32 {
        self.common(other).1
    }

    fn find(&self, key: u64) -> Option<&Word> {
        self.0.binary_search_by_key(&key, |word| word.key).ok().map(|at| &self.0[at])
    }

    /// A word here that says what `word` says, or more widely, and is not said there itself.
    fn another(&self, word: &Word) -> Option<&Word> {
        word.others.iter().flat_map(|keys| keys.iter()).find_map(|key| self.find(*key))
    }

    /// A word here that `word` is wider than.
    fn narrower(&self, word: &Word) -> Option<&Word> {
        self.0.iter().find(|narrow| narrow.others[1].contains(&word.key))
    }
}

fn quarters(distance: usize) -> u32 {
    match distance {
        0..=NEAR => 4,
        d if d <= FAR => 3,
        _ => 2,
    }
}
