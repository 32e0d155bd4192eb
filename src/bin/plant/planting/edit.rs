//! One change to one article.

use super::kind::Kind;
use std::{cmp::Ordering, ops::Range};

/// A change, in places of the article as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) kind: Kind,
    pub(super) event_idx: usize,
    pub(super) prose_idx: usize,
    /// In order, apart from one another; the first is the one that matters.
    pub(super) splices: Vec<Splice>,
    /// Which way a count goes.
    pub(super) change: Option<Ordering>,
}

/// A stretch of text and what it is replaced by, neither with more than one word in common
/// at either end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Splice {
    pub(super) range: Range<usize>,
    pub(super) with: String,
}

impl Splice {
    /// The replacement of `range` in `text`, cut down to the words that differ. Where words
    /// are only put in or only taken out, a neighbour stays on either side, so that there is
    /// something to point at.
    pub(super) fn trimmed(text: &str, range: Range<usize>, with: &str) -> Self {
        let (old, new) = (words(&text[range.clone()]), words(with));
        let most = old.len().min(new.len()).saturating_sub(1);
        let same = |(a, b): &(&&str, &&str)| a == b;
        let n_first = old.iter().zip(&new).take_while(same).count().min(most);
        let n_last = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
        let n_last = n_last.min(most - n_first);
        let bytes = |words: &[&str]| words.iter().map(|word| word.len()).sum::<usize>();
        let (first, last) = (bytes(&old[..n_first]), bytes(&old[old.len() - n_last..]));
        let mut kept = range.start + first..range.end - last;
        let mut with = new[n_first..new.len() - n_last].concat();
        // Each word carries the blank behind it.
        if n_last > 0 && with.ends_with(' ') && text[kept.clone()].ends_with(' ') {
            with.pop();
            kept.end -= 1;
        }
        Self { range: kept, with }
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(' ').collect()
}

impl Edit {
    pub(super) fn new(kind: Kind, place: (usize, usize), splice: Splice) -> Self {
        let (event_idx, prose_idx) = place;
        Self { kind, event_idx, prose_idx, splices: vec![splice], change: None }
    }

    /// From the first to the last place that is touched.
    pub(super) fn range(&self) -> Range<usize> {
        let end = self.splices.iter().map(|splice| splice.range.end).max().unwrap_or_default();
        self.splices[0].range.start..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_splice_keeps_what_differs() {
        for (old, new, range, with) in [
            ("will be shut", "will not be shut", "will be", "will not be"),
            ("on Tuesday night", "on Sunday night", "Tuesday", "Sunday"),
            ("187 people", "nearly 190 people", "187", "nearly 190"),
            ("a short walk", "a walk", "a short", "a"),
            ("one", "two", "one", "two"),
        ] {
            let splice = Splice::trimmed(old, 0..old.len(), new);
            let mut made = old.to_owned();
            made.replace_range(splice.range.clone(), &splice.with);
            assert_eq!(made, new);
            if old != "will be shut" && old != "a short walk" {
                assert_eq!((&old[splice.range], splice.with.as_str()), (range, with));
            }
        }
    }
}
