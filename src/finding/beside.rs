//! What one account alone tells, beside the claim of several that it tells more of.

use super::{
    model::{Claim, Said},
    statement::Statement,
};
use crate::{
    hash::hash64,
    mention::{Fact, Mention},
    normalize::{Term, Token},
    relate::Analysis,
    span::TextRange,
};
use rustc_hash::FxHashMap;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Rare words in common by which a statement is recognised as telling more of a claim.
const MIN_SHARED: u32 = 2;
/// A word is rare if at most so large a part of the claims has it, …
const MAX_SHARE: usize = 8;
/// … or so many, in short texts; …
const FEW: usize = 4;
/// … but never if more have it, however long the texts are.
const MANY: usize = 8;

/// Claims by their rare words.
pub(super) struct Neighbours<'a> {
    analyses: &'a [Analysis],
    /// Of a word, the claims of several accounts that have it, and in how many wordings.
    claims_of: FxHashMap<u64, Vec<(usize, u32)>>,
}

impl<'a> Neighbours<'a> {
    /// Cost: linear in the words.
    pub(super) fn of(claims: &[Claim], analyses: &'a [Analysis]) -> Self {
        let mut n_claims: FxHashMap<u64, usize> = FxHashMap::default();
        let mut claims_of: FxHashMap<u64, Vec<(usize, u32)>> = FxHashMap::default();
        for (claim_idx, claim) in claims.iter().enumerate() {
            let mut n_wordings: BTreeMap<u64, u32> = BTreeMap::new();
            for word in claim.said.iter().flat_map(|said| words(said, analyses)) {
                *n_wordings.entry(word).or_default() += 1;
            }
            for (word, n) in n_wordings {
                *n_claims.entry(word).or_default() += 1;
                if claim.said.len() > 1 {
                    claims_of.entry(word).or_default().push((claim_idx, n));
                }
            }
        }
        let is_rare = |n: usize| n <= (claims.len() / MAX_SHARE).clamp(FEW, MANY);
        claims_of.retain(|word, _| n_claims.get(word).is_some_and(|&n| is_rare(n)));
        Self { analyses, claims_of }
    }

    /// For every statement of one account alone, the claim it tells more of: the one that has
    /// most rare words in common with it, each counted by the wordings that have it; of equals
    /// the nearest in its article, then the first by id. One word is enough for what goes on
    /// where the sentence before it left off ("their absence").
    ///
    /// Cost: words times at most eight claims each.
    pub(super) fn of_lone(&self, claims: &[Claim]) -> Vec<Option<usize>> {
        let mut place_of: FxHashMap<(usize, u32), usize> = FxHashMap::default();
        for (claim_idx, claim) in claims.iter().enumerate() {
            for said in claim.said.iter().filter(|_| claim.said.len() > 1) {
                // Of a sentence in several, whatever the order of the accounts.
                let known = place_of.entry((said.article_idx, said.sentences[0]));
                let known = known.or_insert(claim_idx);
                if claims[*known].id > claim.id {
                    *known = claim_idx;
                }
            }
        }
        // Claims of one account stand in the order of its text.
        let mut beside = vec![None; claims.len()];
        for (claim_idx, claim) in claims.iter().enumerate() {
            let [said] = claim.said.as_slice() else { continue };
            let place = (said.article_idx, said.sentences[0]);
            let before = place.1.checked_sub(1).and_then(|idx| place_of.get(&(place.0, idx)));
            beside[claim_idx] = self.nearest(said, claims, before.copied());
            if let Some(found) = beside[claim_idx] {
                place_of.insert(place, found);
            }
        }
        beside
    }

    /// `before` is the claim that the sentence before it is in or beside.
    fn nearest(&self, said: &Said, claims: &[Claim], before: Option<usize>) -> Option<usize> {
        let mut shared: FxHashMap<usize, (u32, u32)> = FxHashMap::default();
        for word in words(said, self.analyses) {
            for &(claim_idx, n) in self.claims_of.get(&word).into_iter().flatten() {
                let (n_words, weight) = shared.entry(claim_idx).or_default();
                *n_words += 1;
                *weight += n;
            }
        }
        let distance = |claim_idx: usize| {
            let own = claims[claim_idx].said.iter().find(|x| x.article_idx == said.article_idx);
            own.map_or(u32::MAX, |own| own.sentences[0].abs_diff(said.sentences[0]))
        };
        let goes_on = before.filter(|before| shared.contains_key(before));
        let near = shared.into_iter().filter(|&(_, (n_words, _))| n_words >= MIN_SHARED);
        near.min_by_key(|&(idx, (_, n))| (Reverse(n), distance(idx), claims[idx].id.as_str()))
            .map(|(claim_idx, _)| claim_idx)
            .or(goes_on)
    }
}

/// Keys of the words that tell what a statement is about, each once; those of one name are one.
/// When it is said to be, what somebody is called, and that somebody says it tell nothing.
fn words(said: &Said, analyses: &[Analysis]) -> BTreeSet<u64> {
    let statement = Statement { analysis: &analyses[said.article_idx], said, label: "" };
    let doc = &statement.analysis.doc;
    let names: Vec<_> = statement.names().collect();
    let titles = names.iter().filter_map(|(_, name)| name.title);
    let aside: Vec<TextRange> = statement
        .times()
        .map(|(range, _)| range)
        .chain(titles)
        .chain(statement.mentions().filter_map(cue_of))
        .collect();
    let telling =
        statement.tokens().iter().map(|token| (token, doc.term(token))).filter(|(token, term)| {
            !term.is_stop && !aside.iter().any(|range| range.overlaps(token.range))
        });
    let key = |(token, term): (&Token, &Term)| {
        let name = names.iter().find(|(range, _)| range.overlaps(token.range));
        name.map_or(term.key, |(_, name)| hash64(name.full.to_lowercase().as_bytes()))
    };
    telling.map(key).collect()
}

fn cue_of(mention: &Mention) -> Option<TextRange> {
    match &mention.fact {
        Fact::Quotation(quotation) => quotation.cue,
        Fact::Attribution(attribution) => Some(attribution.cue),
        _ => None,
    }
}
