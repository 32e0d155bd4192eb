//! Average linkage over the pairs that were scored (UPGMA, Sokal & Michener 1958).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// A scored pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// One node.
    pub a: u32,
    /// The other one.
    pub b: u32,
    /// Its score.
    pub score: i64,
}

/// Scores pairs, in their order.
pub type Scores<'s> = dyn Fn(&[(u32, u32)]) -> Vec<i64> + 's;

/// Averages are kept in so many parts of a unit of score.
const PARTS: i64 = 256;
/// Members of each side by which two groups are judged that the links do not tell of.
const N_JUDGED: usize = 4;

/// Days between the first and the last publication of a group at most: what is told over a longer
/// time is no longer one event. Without this, articles without a date would tie years together.
pub(super) const MAX_SPAN_DAYS: i32 = super::candidates::WINDOW_DAYS;
/// Days without a publication between two groups that tell of one event at most: the next leg,
/// round or hearing is told in the same names, and only the silence between tells it apart. Of 20
/// groups of dated news in which there was a longer one, 17 were read as two occurrences.
const MAX_SILENCE_DAYS: i32 = 4;

/// Groups of all nodes, given by their days where known, single ones too, each ascending, ordered by their first member.
///
/// The two groups with the highest average score are joined, while that is at least `min_score`
/// their days are no more than 14 apart, and no more than 4 days lie between them without one;
/// of equal ones those with the lowest members. Where only one half of a new group has a link to
/// another group, `scores` is asked for the other half: for a few pairs of the first members, all
/// those of one join together. The result does not depend on the order of `links`; a pair given twice counts once.
///
/// Cost: O(e log e) for e links where groups are small. Each join goes through all neighbours of
/// both groups and scores up to 16 pairs for each that only one of them has; a group that grows
/// one by one to n members amid k neighbours thus takes O(n k), the square of the articles on
/// the largest event at worst.
#[must_use]
pub fn link(
    days: &[Option<i32>],
    mut links: Vec<Link>,
    min_score: i64,
    scores: &Scores<'_>,
) -> Vec<Vec<u32>> {
    links.retain(|link| link.a != link.b);
    links.iter_mut().for_each(|link| (link.a, link.b) = (link.a.min(link.b), link.a.max(link.b)));
    links.sort_unstable();
    links.dedup_by_key(|link| (link.a, link.b));
    let mut groups = Groups::new(days, &links, min_score * PARTS, scores);
    drop(links);
    while let Some((average, Reverse((a, b)))) = groups.queue.pop() {
        if groups.neighbours[a as usize].get(&b) == Some(&average) && groups.are_near(a, b) {
            groups.join(a, b);
        }
    }
    groups.members.retain(|members| !members.is_empty());
    groups.members
}

struct Groups<'s> {
    /// By the lowest member; empty for one that was joined.
    members: Vec<Vec<u32>>,
    /// First and last day of the members that have one.
    spans: Vec<Option<(i32, i32)>>,
    /// The average score with each other group that is known.
    neighbours: Vec<BTreeMap<u32, i64>>,
    queue: BinaryHeap<(i64, Reverse<(u32, u32)>)>,
    min_average: i64,
    scores: &'s Scores<'s>,
}

impl<'s> Groups<'s> {
    fn new(days: &[Option<i32>], links: &[Link], min_average: i64, scores: &'s Scores<'s>) -> Self {
        let mut this = Self {
            members: (0..days.len() as u32).map(|node| vec![node]).collect(),
            spans: days.iter().map(|day| day.map(|day| (day, day))).collect(),
            neighbours: vec![BTreeMap::new(); days.len()],
            queue: BinaryHeap::new(),
            min_average,
            scores,
        };
        links.iter().for_each(|link| this.set(link.a, link.b, link.score * PARTS));
        this
    }

    fn set(&mut self, a: u32, b: u32, average: i64) {
        self.neighbours[a as usize].insert(b, average);
        self.neighbours[b as usize].insert(a, average);
        if average >= self.min_average {
            self.queue.push((average, Reverse((a.min(b), a.max(b)))));
        }
    }

    /// The days of both groups taken together.
    fn span(&self, a: u32, b: u32) -> Option<(i32, i32)> {
        match (self.spans[a as usize], self.spans[b as usize]) {
            (Some(x), Some(y)) => Some((x.0.min(y.0), x.1.max(y.1))),
            (x, y) => x.or(y),
        }
    }

    fn are_near(&self, a: u32, b: u32) -> bool {
        let (Some(x), Some(y)) = (self.spans[a as usize], self.spans[b as usize]) else {
            return true;
        };
        let (first, last) = (x.0.min(y.0), x.1.max(y.1));
        let silence = x.0.max(y.0).saturating_sub(x.1.min(y.1));
        last.saturating_sub(first) <= MAX_SPAN_DAYS && silence <= MAX_SILENCE_DAYS
    }

    /// Joins `b` to `a`, which is the lower.
    fn join(&mut self, a: u32, b: u32) {
        let of_a = std::mem::take(&mut self.neighbours[a as usize]);
        let of_b = std::mem::take(&mut self.neighbours[b as usize]);
        let n = [a, b].map(|at| self.members[at as usize].len() as i64);
        let mut others: Vec<u32> = of_a.keys().chain(of_b.keys()).copied().collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|&other| other != a && other != b);
        let halves = [(&of_a, a), (&of_b, b)];
        let unknown: Vec<(u32, u32)> = others
            .iter()
            .flat_map(|&other| {
                let open = halves.iter().filter(move |(known, _)| !known.contains_key(&other));
                open.map(move |&(_, half)| (half, other))
            })
            .collect();
        let mut judged = self.judge(&unknown).into_iter();
        let averages: Vec<i64> = others
            .iter()
            .map(|&other| {
                let [with_a, with_b] = halves.map(|(known, _)| {
                    known.get(&other).copied().or_else(|| judged.next()).unwrap_or_default()
                });
                (n[0] * with_a + n[1] * with_b).div_euclid(n[0] + n[1])
            })
            .collect();
        self.spans[a as usize] = self.span(a, b);
        let moved = std::mem::take(&mut self.members[b as usize]);
        self.members[a as usize].extend(moved);
        self.members[a as usize].sort_unstable();
        for (other, average) in others.into_iter().zip(averages) {
            self.neighbours[other as usize].remove(&b);
            self.set(a, other, average);
        }
    }

    /// For each two groups the average of some pairs of theirs.
    fn judge(&self, groups: &[(u32, u32)]) -> Vec<i64> {
        let some = |at: u32| {
            let members = &self.members[at as usize];
            &members[..members.len().min(N_JUDGED)]
        };
        let pairs: Vec<(u32, u32)> = groups
            .iter()
            .flat_map(|&(a, b)| {
                some(a).iter().flat_map(move |&a| some(b).iter().map(move |&b| (a, b)))
            })
            .collect();
        let mut scores = (self.scores)(&pairs).into_iter();
        let average = |&(a, b): &(u32, u32)| {
            let n = some(a).len() * some(b).len();
            let sum: i64 = scores.by_ref().take(n).sum();
            (sum * PARTS).div_euclid(n as i64)
        };
        groups.iter().map(average).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(a: u32, b: u32, score: i64) -> Link {
        Link { a, b, score }
    }

    #[test]
    fn the_average_decides() {
        let all = |score: i64| move |pairs: &[(u32, u32)]| vec![score; pairs.len()];
        let nothing = all(-1_000);
        let chain = vec![of(0, 1, 900), of(1, 2, 500)];
        assert_eq!(link(&[None; 4], chain.clone(), 0, &nothing), [vec![0, 1], vec![2], vec![3]]);
        let triangle = vec![of(0, 1, 900), of(1, 2, 500), of(2, 0, -300)];
        assert_eq!(link(&[None; 4], triangle, 0, &nothing), [vec![0, 1, 2], vec![3]]);
        assert_eq!(link(&[None; 3], chain.clone(), 0, &all(400)), [vec![0, 1, 2]]);
        let days = [Some(1), None, Some(40)];
        assert_eq!(link(&days, chain.clone(), 0, &all(400)), [vec![0, 1], vec![2]]);
        // A leg on days 1 and 2, and the next one a week later; what has no day joins neither to
        // the other.
        let week = [Some(2), None, Some(9)];
        assert_eq!(link(&week, chain.clone(), 0, &all(400)), [vec![0, 1], vec![2]]);
        let between = [Some(2), Some(6), Some(9)];
        assert_eq!(link(&between, chain, 0, &all(400)), [vec![0, 1, 2]]);
        assert!(link(&[], Vec::new(), 0, &nothing).is_empty());
    }

    proptest! {
        #[test]
        fn the_order_of_links_does_not_matter(
            pairs in prop::collection::btree_map((0_u32..14, 0_u32..14), -4_000_i64..4_000, 0..60),
            turn in 0_usize..60,
        ) {
            let known = pairs.clone();
            let score = move |&(a, b): &(u32, u32)| {
                known.get(&(a.min(b), a.max(b))).copied().unwrap_or(-2_000)
            };
            let scores = move |pairs: &[(u32, u32)]| pairs.iter().map(&score).collect();
            let mut links: Vec<Link> = pairs
                .iter()
                .filter(|((a, b), _)| a < b)
                .map(|(&(a, b), &score)| of(a, b, score))
                .collect();
            let groups = link(&[None; 14], links.clone(), 0, &scores);
            prop_assert_eq!(groups.iter().map(Vec::len).sum::<usize>(), 14);
            let n = links.len().max(1);
            links.rotate_left(turn % n);
            links.iter_mut().step_by(2).for_each(|link| (link.a, link.b) = (link.b, link.a));
            prop_assert_eq!(link(&[None; 14], links, 0, &scores), groups);
        }
    }
}
