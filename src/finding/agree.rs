//! Agreement of statements as a whole: the telling words they share.

use super::model::Said;
use crate::{relate::Analysis, span::TextRange};
use std::collections::BTreeSet;

/// A shared word is marked if it stands in fewer than one article of 8 (3 bits).
const MIN_MARKED_WEIGHT: u32 = 3 * 256;

/// `said` of each account with the telling words marked that every other account has too.
/// Words next to each other make one mark.
pub(super) fn mark_shared(said: &[Said], analyses: &[Analysis]) -> Vec<Said> {
    let keys: Vec<BTreeSet<u64>> =
        said.iter().map(|s| telling_keys(s, &analyses[s.article_idx])).collect();
    let shared: BTreeSet<u64> = match keys.split_first() {
        Some((first, rest)) => {
            first.iter().copied().filter(|key| rest.iter().all(|set| set.contains(key))).collect()
        }
        None => BTreeSet::new(),
    };
    said.iter()
        .map(|s| Said { marks: marks(s, &analyses[s.article_idx], &shared), ..s.clone() })
        .collect()
}

fn telling_keys(said: &Said, analysis: &Analysis) -> BTreeSet<u64> {
    said.sentences
        .iter()
        .flat_map(|&idx| analysis.doc.sentence_tokens(idx as usize))
        .map(|token| analysis.doc.term(token))
        .filter(|term| term.weight >= MIN_MARKED_WEIGHT)
        .map(|term| term.key)
        .collect()
}

fn marks(said: &Said, analysis: &Analysis, shared: &BTreeSet<u64>) -> Vec<TextRange> {
    let doc = &analysis.doc;
    let mut marks: Vec<TextRange> = Vec::new();
    let tokens = said.sentences.iter().flat_map(|&idx| doc.sentence_tokens(idx as usize));
    for token in tokens.filter(|token| shared.contains(&doc.term(token).key)) {
        match marks.last_mut() {
            Some(last) if is_gap(&doc.text()[last.end as usize..token.range.start as usize]) => {
                *last = last.cover(token.range);
            }
            _ => marks.push(token.range),
        }
    }
    marks
}

/// Whether two words stand next to each other, with a blank, a hyphen or a stop between.
fn is_gap(between: &str) -> bool {
    between.len() <= 2 && between.chars().all(|c| matches!(c, ' ' | '-' | '.' | '‑'))
}

/// "both say this: London, Rubio, Witkoff", in the words of the first account.
pub(super) fn message(said: &[Said], analyses: &[Analysis]) -> String {
    const MAX_WORDS: usize = 6;
    let who = if said.len() == 2 { "both" } else { "all" };
    let Some(first) = said.first() else { return String::new() };
    let text = analyses[first.article_idx].doc.text();
    let mut words: Vec<&str> = Vec::new();
    for mark in &first.marks {
        if !words.iter().any(|word| word.eq_ignore_ascii_case(mark.of(text))) {
            words.push(mark.of(text));
        }
    }
    words.truncate(MAX_WORDS);
    if words.is_empty() {
        format!("{who} say this")
    } else {
        format!("{who}: {}", words.join(", "))
    }
}
