//! The passages behind a count of shared shingles.

use std::collections::HashMap;

/// Words that stand in the same order in two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharedRun {
    /// Where it begins in the first.
    pub a: usize,
    /// Where it begins in the second.
    pub b: usize,
    /// How many words.
    pub len: usize,
}

/// Places in the second text that are tried for one window of the first.
const MAX_PLACES: usize = 32;

/// The runs of at least `min_len` words, at least one, that both texts have, in the order of
/// `a`: each word of `a` in at most one run, the longest that begins there. Cost: linear for
/// texts that do not repeat themselves.
#[must_use]
pub fn shared_runs(a: &[u64], b: &[u64], min_len: usize) -> Vec<SharedRun> {
    let min_len = min_len.max(1);
    let mut places: HashMap<&[u64], Vec<usize>> = HashMap::new();
    for (at, window) in b.windows(min_len).enumerate() {
        let known = places.entry(window).or_default();
        if known.len() < MAX_PLACES {
            known.push(at);
        }
    }
    let mut runs = Vec::new();
    let mut at = 0;
    while at + min_len <= a.len() {
        let known = places.get(&a[at..at + min_len]).map_or(&[][..], Vec::as_slice);
        let length =
            |place: usize| a[at..].iter().zip(&b[place..]).take_while(|(x, y)| x == y).count();
        match known
            .iter()
            .map(|&place| (length(place), place))
            .max_by_key(|&(len, place)| (len, std::cmp::Reverse(place)))
        {
            Some((len, place)) => {
                runs.push(SharedRun { a: at, b: place, len });
                at += len;
            }
            None => at += 1,
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_the_longest() {
        let runs = shared_runs(&[1, 2, 3, 4, 9, 5, 6, 7], &[5, 6, 7, 1, 2, 3, 1, 2, 3, 4], 3);
        let expected = [SharedRun { a: 0, b: 6, len: 4 }, SharedRun { a: 5, b: 0, len: 3 }];
        assert_eq!(runs, expected);
        assert!(shared_runs(&[1, 2], &[1, 2], 3).is_empty());
        assert!(shared_runs(&[], &[], 0).is_empty());
    }
}
