//! Facts of two accounts matched one to one.

/// How much better than the next best a rival has to be, in 1/256 bits.
const MIN_LEAD: u32 = 512;

/// Pairs that are weighed against each other; accounts with more are tables.
const MAX_PAIRS: usize = 1000;

/// A fact of one account beside one of the other, and what speaks for their being rivals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rivals {
    pub(super) a: usize,
    pub(super) b: usize,
    /// In 1/256 bits.
    pub(super) score: u32,
}

/// The pairs of facts of which each is the other's best by far; a fact that is told again has
/// one rival. `score` gives what speaks for a pair, `is_same_a` and `is_same_b` tell whether
/// two facts of one account say the same. Symmetric but for the order of the pairs.
///
/// Cost: facts of one times facts of the other, and the square of at most 1,000 pairs.
pub(super) fn best_rivals(
    (n_a, n_b): (usize, usize),
    score: impl Fn(usize, usize) -> Option<u32>,
    is_same_a: impl Fn(usize, usize) -> bool,
    is_same_b: impl Fn(usize, usize) -> bool,
) -> Vec<Rivals> {
    let pairs = (0..n_a).flat_map(|a| (0..n_b).map(move |b| (a, b)));
    let mut all: Vec<Rivals> =
        pairs.filter_map(|(a, b)| Some(Rivals { a, b, score: score(a, b)? })).collect();
    // Of equal ones that nearer to the beginning of both, whichever account comes first.
    let order = |x: &Rivals| (std::cmp::Reverse(x.score), x.a + x.b, x.a.abs_diff(x.b));
    if all.len() > MAX_PAIRS {
        all.sort_by_key(order);
        all.truncate(MAX_PAIRS);
    }
    let is_best = |x: &&Rivals| {
        all.iter().filter(|y| *y != *x).all(|y| {
            let (same_a, same_b) = (is_same_a(x.a, y.a), is_same_b(x.b, y.b));
            match (same_a, same_b) {
                (true, true) => order(x) < order(y),
                (false, false) => true,
                _ => y.score + MIN_LEAD <= x.score,
            }
        })
    };
    all.iter().filter(is_best).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_the_others_best() {
        let scores = [[10, 2, 0], [9, 1, 30], [0, 0, 29]];
        let rivals = best_rivals(
            (3, 3),
            |a, b| Some(scores[a][b] * 256).filter(|score| *score > 0),
            |x, y| x == y,
            |x, y| x == y,
        );
        // 10 is not by far better than 9 below it, and 30 not than 29.
        assert_eq!(rivals, []);
        let rivals = best_rivals(
            (3, 3),
            |a, b| Some(scores[a][b] * 256).filter(|score| *score > 0),
            |x, y| x == y || x + y == 3,
            |x, y| x == y,
        );
        assert_eq!(rivals, [Rivals { a: 1, b: 2, score: 30 * 256 }]);
    }
}
