//! The profile: what of a document is compared with others, sentence by sentence.

use crate::{
    hash::hash_sequence,
    normalize::{Document, Shape, Term, Token},
};
use rustc_hash::FxHashSet;

/// What of one document is compared: its telling terms, by sentence and as a whole.
/// Terms are keyed by the hash of their stem, so profiles of any two documents compare.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// One per sentence of the document, same indices.
    pub sentences: Vec<SentenceProfile>,
    /// Every term of the document once, sorted by key.
    pub terms: Vec<ProfileTerm>,
    /// Terms of the first sentences, sorted by key.
    pub lead: Vec<ProfileTerm>,
    /// Pairs of rare terms that stand in one sentence, sorted by key.
    pub pairs: Vec<TermPair>,
}

/// Two rare terms that stand in one sentence: what ties a name to a deed or a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TermPair {
    /// Hash of the two keys, the smaller first.
    pub key: u64,
    /// Mean of the two weights.
    pub weight: u32,
}

/// The telling terms of one sentence, each once, sorted by key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SentenceProfile {
    /// Terms sorted by key.
    pub terms: Vec<ProfileTerm>,
    /// Sum of their weights.
    pub weight: u64,
}

impl SentenceProfile {
    /// The whole of a document taken as one statement.
    #[must_use]
    pub fn whole(profile: &Profile) -> Self {
        let mut terms: Vec<ProfileTerm> =
            profile.sentences.iter().flat_map(|s| s.terms.iter().copied()).collect();
        terms.sort_unstable();
        let terms = run_lengths(terms);
        Self { weight: terms.iter().map(|t| u64::from(t.weight)).sum(), terms }
    }
}

/// A term of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ProfileTerm {
    /// Hash of the stem.
    pub key: u64,
    /// How much it tells, in 1/256 bits.
    pub weight: u32,
    /// What sort of term.
    pub kind: TermKind,
    /// How often it stands there.
    pub n: u32,
}

/// What sort of term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermKind {
    /// A common word.
    Word,
    /// Part of a name.
    Name,
    /// A figure.
    Figure,
}

/// Sentences that make the lead.
const LEAD_SENTENCES: usize = 4;

impl Profile {
    /// The profile of `doc`. Cost: linear, plus sorting within sentences.
    #[must_use]
    pub fn of(doc: &Document) -> Self {
        let sentences: Vec<SentenceProfile> = (0..doc.sentences.len())
            .map(|idx| sentence_profile(doc, doc.sentence_tokens(idx)))
            .collect();
        let is_name = name_terms(doc);
        let names: FxHashSet<u64> =
            doc.terms.iter().zip(&is_name).filter(|(_, is)| **is).map(|(t, _)| t.key).collect();
        let terms = merged(sentences.iter(), &names);
        let lead = merged(sentences.iter().take(LEAD_SENTENCES), &names);
        let mut pairs: Vec<TermPair> = sentences.iter().flat_map(rare_pairs).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self { sentences, terms, lead, pairs }
    }
}

/// A term in fewer than one article of 16 is rare enough to be paired.
const MIN_PAIR_WEIGHT: u32 = 4 * 256;
/// Rarest terms of a sentence that are paired: bounds the pairs of a sentence at 91.
const MAX_PAIRED_TERMS: usize = 14;

fn rare_pairs(sentence: &SentenceProfile) -> Vec<TermPair> {
    let mut rare: Vec<&ProfileTerm> =
        sentence.terms.iter().filter(|t| t.weight >= MIN_PAIR_WEIGHT).collect();
    rare.sort_unstable_by_key(|t| (std::cmp::Reverse(t.weight), t.key));
    rare.truncate(MAX_PAIRED_TERMS);
    rare.sort_unstable_by_key(|t| t.key);
    let mut pairs = Vec::with_capacity(rare.len() * rare.len() / 2);
    for (i, first) in rare.iter().enumerate() {
        for second in &rare[i + 1..] {
            let key = hash_sequence(&[first.key, second.key]);
            pairs.push(TermPair { key, weight: first.weight.midpoint(second.weight) });
        }
    }
    pairs
}

/// Within one sentence a capital makes a name: two sentences that share their capitalised
/// words are about the same, whatever the rest of the article says of those words.
fn sentence_profile(doc: &Document, tokens: &[Token]) -> SentenceProfile {
    let mut terms: Vec<ProfileTerm> = tokens
        .iter()
        .filter(|token| !doc.term(token).is_stop)
        .map(|token| profile_term(doc.term(token), token.shape))
        .collect();
    terms.sort_unstable();
    let terms = run_lengths(terms);
    SentenceProfile { weight: terms.iter().map(|t| u64::from(t.weight)).sum(), terms }
}

fn profile_term(term: &Term, shape: Shape) -> ProfileTerm {
    let kind = if term.stem.starts_with(|c: char| c.is_numeric()) {
        TermKind::Figure
    } else if shape == Shape::Lower {
        TermKind::Word
    } else {
        TermKind::Name
    };
    ProfileTerm { key: term.key, weight: term.weight.max(1), kind, n: 1 }
}

/// One entry a key with its count; the input is sorted.
fn run_lengths(sorted: Vec<ProfileTerm>) -> Vec<ProfileTerm> {
    let mut out: Vec<ProfileTerm> = Vec::with_capacity(sorted.len());
    for term in sorted {
        match out.last_mut() {
            // A word written both ways counts as a name.
            Some(last) if last.key == term.key => {
                last.n += term.n;
                last.kind = last.kind.max(term.kind);
            }
            _ => out.push(term),
        }
    }
    out
}

/// The terms of all `sentences`; names are those of the whole document.
fn merged<'a>(
    sentences: impl Iterator<Item = &'a SentenceProfile>,
    names: &FxHashSet<u64>,
) -> Vec<ProfileTerm> {
    let mut all: Vec<ProfileTerm> = sentences.flat_map(|s| s.terms.iter().copied()).collect();
    for term in all.iter_mut().filter(|term| term.kind != TermKind::Figure) {
        term.kind = if names.contains(&term.key) { TermKind::Name } else { TermKind::Word };
    }
    all.sort_unstable();
    run_lengths(all)
}

/// For each term of `doc` whether it is part of a name: written with a capital where the
/// place in the sentence does not ask for one, at least as often as without. Sentences
/// written in title case tell nothing.
fn name_terms(doc: &Document) -> Vec<bool> {
    let mut balance = vec![0i32; doc.terms.len()];
    let mut seen = vec![false; doc.terms.len()];
    for idx in 0..doc.sentences.len() {
        let tokens = doc.sentence_tokens(idx);
        let is_title_case = is_title_case(doc, tokens);
        for (at, token) in tokens.iter().enumerate() {
            let term = token.term_idx as usize;
            match token.shape {
                Shape::Lower => balance[term] -= 1,
                Shape::Number => {}
                _ if at == 0 || is_title_case => {
                    // Only an acronym or inner capitals mean a name here; a capital alone
                    // counts if nothing else speaks.
                    balance[term] += i32::from(token.shape != Shape::Capitalised);
                    seen[term] = true;
                }
                _ => balance[term] += 1,
            }
        }
    }
    balance
        .iter()
        .zip(seen)
        .zip(&doc.terms)
        .map(|((&n, seen), term)| !term.is_stop && (n > 0 || n == 0 && seen && term.weight >= RARE))
        .collect()
}

/// A word written with a capital only at the start of sentences is taken for a name when
/// it is this rare (7 bits: in fewer than one article of 128).
const RARE: u32 = 7 * 256;

/// Content words a sentence needs before its capitals can be judged.
const MIN_TITLE_WORDS: usize = 4;

fn is_title_case(doc: &Document, tokens: &[Token]) -> bool {
    let content = || tokens.iter().filter(|t| !doc.term(t).is_stop && t.shape != Shape::Number);
    let n_lower = content().filter(|t| t.shape == Shape::Lower).count();
    let n = content().count();
    n >= MIN_TITLE_WORDS && 4 * n_lower <= n
}
