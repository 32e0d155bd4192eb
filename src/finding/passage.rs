//! Passages: wordings that several accounts carry as one text.

use super::{linked::linked, model::Said, statement::Statement};
use crate::{normalize::Token, relate::Analysis};
use std::collections::BTreeMap;

/// Words outside quotation marks from which a sentence that two accounts share was hardly
/// written twice.
const MIN_WORDS: usize = 8;
/// Share of them in common, of the longer sentence.
const MIN_COMMON: (usize, usize) = (4, 5);

/// Which of the articles of `said` carry one passage, as indices, ascending: groups of at
/// least two, alike nearly word for word by way of each other. Quoted words count for nothing:
/// who quotes the same utterance shares an origin, not a passage.
///
/// Cost: words, times the wordings squared.
pub(super) fn passages(said: &[Said], analyses: &[Analysis]) -> Vec<Vec<usize>> {
    let words: Vec<Words> = said.iter().map(|said| Words::of(said, analyses)).collect();
    let mut groups = linked(said.len(), |x, y| words[x].is_one(&words[y]));
    groups.retain(|group| group.len() > 1);
    let articles = |group: Vec<usize>| group.into_iter().map(|at| said[at].article_idx).collect();
    groups.into_iter().map(articles).collect()
}

/// The words of a statement outside quotation marks, each with how often it stands there.
struct Words {
    counts: BTreeMap<u64, usize>,
    n: usize,
}

impl Words {
    fn of(said: &Said, analyses: &[Analysis]) -> Self {
        let statement = Statement { analysis: &analyses[said.article_idx], said, label: "" };
        let quoted: Vec<_> = statement.quoted_parts().collect();
        let is_own = |token: &&Token| !quoted.iter().any(|part| part.overlaps(token.range));
        let (mut counts, mut n) = (BTreeMap::new(), 0);
        for token in statement.tokens().iter().filter(is_own) {
            *counts.entry(token.word).or_default() += 1;
            n += 1;
        }
        Self { counts, n }
    }

    fn is_one(&self, other: &Self) -> bool {
        let in_both = |(word, &n): (&u64, &usize)| n.min(*other.counts.get(word).unwrap_or(&0));
        let n_common: usize = self.counts.iter().map(in_both).sum();
        self.n.min(other.n) >= MIN_WORDS
            && n_common * MIN_COMMON.1 >= self.n.max(other.n) * MIN_COMMON.0
    }
}
