//! Where two sequences of words differ, in bounded time.

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// A run of one version and what the other has in its place; one of the two may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) a: Range<usize>,
    pub(super) b: Range<usize>,
}

/// Words of both versions together up to which they are compared word by word at any cost: more
/// than nearly all pairs of news articles have.
const MAX_EXACT: usize = 4096;
/// Words of an anchor, in the order in which they are tried.
const ANCHORS: [usize; 3] = [8, 4, 2];

/// The changes between `a` and `b`, in order.
///
/// Texts of some thousand words are compared by Myers' algorithm (1986). Longer ones are first
/// cut at anchors, runs of words that both have just once, in the longest sequence in which they
/// stand in the same order in both (Cohen's patience diff); what is left between two anchors and
/// is still too long, with no shorter anchor in it, is one change. Cost: O(n log n).
pub(super) fn diff(a: &[u64], b: &[u64]) -> Vec<Change> {
    let mut changes = Vec::new();
    diff_range(a, b, 0..a.len(), 0..b.len(), &ANCHORS, &mut changes);
    changes
}

fn diff_range(
    a: &[u64],
    b: &[u64],
    mut left: Range<usize>,
    mut right: Range<usize>,
    anchors: &[usize],
    changes: &mut Vec<Change>,
) {
    let both = |left: &Range<usize>, right: &Range<usize>| {
        a[left.clone()].iter().zip(&b[right.clone()]).take_while(|(x, y)| x == y).count()
    };
    let n_same = both(&left, &right);
    (left.start, right.start) = (left.start + n_same, right.start + n_same);
    while let (Some(x), Some(y)) = (a[left.clone()].last(), b[right.clone()].last())
        && x == y
    {
        (left.end, right.end) = (left.end - 1, right.end - 1);
    }
    if left.is_empty() && right.is_empty() {
        return;
    }
    if left.is_empty() || right.is_empty() {
        return changes.push(Change { a: left, b: right });
    }
    if left.len() + right.len() <= MAX_EXACT {
        return exact(a, b, left, right, changes);
    }
    let Some((&width, narrower)) = anchors.split_first() else {
        return changes.push(Change { a: left, b: right });
    };
    let mut next = (left.start, right.start);
    for (x, y) in common_anchors(&a[left.clone()], &b[right.clone()], width) {
        let (x, y) = (x + left.start, y + right.start);
        if x >= next.0 && y >= next.1 {
            diff_range(a, b, next.0..x, next.1..y, narrower, changes);
        } else if x + next.1 != y + next.0 {
            // One that overlaps the one before, unless by as much on both sides.
            continue;
        }
        next = (x + width, y + width);
    }
    diff_range(a, b, next.0..left.end, next.1..right.end, narrower, changes);
}

fn exact(a: &[u64], b: &[u64], left: Range<usize>, right: Range<usize>, changes: &mut Vec<Change>) {
    let shifted = |range: Range<usize>, by: usize| range.start + by..range.end + by;
    for op in capture_diff_slices(Algorithm::Myers, &a[left.clone()], &b[right.clone()]) {
        if !matches!(op, DiffOp::Equal { .. }) {
            let a = shifted(op.old_range(), left.start);
            changes.push(Change { a, b: shifted(op.new_range(), right.start) });
        }
    }
}

/// Places of runs of `width` words that both have just once, ascending in both.
fn common_anchors(a: &[u64], b: &[u64], width: usize) -> Vec<(usize, usize)> {
    /// More than once.
    const MANY: usize = usize::MAX;
    let mut places: FxHashMap<&[u64], (usize, usize)> = FxHashMap::default();
    for (at, run) in a.windows(width).enumerate() {
        places.entry(run).and_modify(|place| place.0 = MANY).or_insert((at, MANY));
    }
    for (at, run) in b.windows(width).enumerate() {
        if let Some(place) = places.get_mut(run) {
            // A second time in `b` makes it nobody's anchor.
            (place.0, place.1) = if place.1 == MANY { (place.0, at) } else { (MANY, at) };
        }
    }
    let found = a.windows(width).enumerate().filter_map(|(at, run)| {
        let &(x, y) = places.get(run)?;
        (x == at && y != MANY).then_some((x, y))
    });
    longest_ascending(&found.collect::<Vec<_>>())
}

/// The longest subsequence whose second numbers ascend, of pairs sorted by the first (patience
/// sorting, O(n log n)).
fn longest_ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut piles: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; pairs.len()];
    for (at, pair) in pairs.iter().enumerate() {
        let pile = piles.partition_point(|&top| pairs[top].1 < pair.1);
        before[at] = pile.checked_sub(1).map_or(usize::MAX, |pile| piles[pile]);
        if pile == piles.len() {
            piles.push(at);
        } else {
            piles[pile] = at;
        }
    }
    let mut chosen = Vec::with_capacity(piles.len());
    let mut at = piles.last().copied().unwrap_or(usize::MAX);
    while let Some(pair) = pairs.get(at) {
        chosen.push(*pair);
        at = before[at];
    }
    chosen.reverse();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prng::Prng;

    /// What `a` becomes by the changes.
    fn patched(a: &[u64], b: &[u64], changes: &[Change]) -> Vec<u64> {
        let (mut out, mut next) = (Vec::new(), 0);
        for change in changes {
            assert!(change.a.start >= next, "{changes:?}");
            out.extend_from_slice(&a[next..change.a.start]);
            out.extend_from_slice(&b[change.b.clone()]);
            next = change.a.end;
        }
        out.extend_from_slice(&a[next..]);
        out
    }

    fn edited(a: &[u64], n_edits: u64, prng: &mut Prng) -> Vec<u64> {
        let mut b = a.to_vec();
        for _ in 0..n_edits {
            let at = prng.below(b.len() as u64) as usize;
            match prng.below(3) {
                0 => b[at] = prng.next_u64(),
                1 => b.insert(at, prng.next_u64()),
                _ => drop(b.remove(at)),
            }
        }
        b
    }

    #[test]
    fn changes_make_one_text_of_the_other() {
        for n in [10, 500, 3000, 20_000] {
            for n_words in [3, 200, 1 << 20] {
                let mut prng = Prng::new(n, n_words);
                let a: Vec<u64> = (0..n).map(|_| prng.below(n_words)).collect();
                for b in [
                    edited(&a, n / 50 + 1, &mut prng),
                    edited(&a, n / 3, &mut prng),
                    [&a[a.len() / 2..], &a[..a.len() / 2]].concat(),
                    (0..n).map(|_| prng.below(n_words)).collect(),
                    Vec::new(),
                ] {
                    assert_eq!(patched(&a, &b, &diff(&a, &b)), b, "{n} {n_words}");
                    assert_eq!(patched(&b, &a, &diff(&b, &a)), a, "{n} {n_words}");
                }
            }
        }
    }

    #[test]
    fn a_changed_word_in_a_long_text_is_found() {
        let mut prng = Prng::new(3, 3);
        let a: Vec<u64> = (0..300_000).map(|_| prng.below(5000)).collect();
        let mut b = a.clone();
        let places: Vec<usize> = (1..200).map(|n| n * 1499).collect();
        places.iter().for_each(|&at| b[at] = u64::MAX);
        let expected: Vec<Change> =
            places.iter().map(|&at| Change { a: at..at + 1, b: at..at + 1 }).collect();
        assert_eq!(diff(&a, &b), expected);
    }
}
