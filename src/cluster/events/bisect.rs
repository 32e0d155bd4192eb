//! A group of articles parted in two along the terms that about half of them have.
//!
//! What all members share ("coach", "fired") holds look-alike events together, and what one
//! alone has is noise; terms between tell events apart, if they agree on who belongs together.
//! So terms are weighted by the entropy of being there, and the group is cut where the
//! normalised cut is least (Shi & Malik 2000), along the second eigenvector and then by turning
//! single members.

use super::vectors::Vectors;
use crate::normalize::log2_ratio;

/// Two parts of a group, as indices into it, each ascending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bisection {
    pub(super) parts: [Vec<usize>; 2],
    /// The normalised cut against that of a group in which all are equally alike, in thousandths:
    /// 0 for parts that share nothing, about 1000 for no parts at all.
    pub(super) cut: i64,
}

/// Steps of the power iteration; its vector is needed for an order and no more.
const N_STEPS: usize = 120;
/// Added to the similarity of any two, so that one without any is not infinitely far.
const FLOOR: f64 = 1e-6;

/// Parts `members`, two or more. Cost: terms times pairs of members that have them, and
/// [`N_STEPS`] times the square of members.
pub(super) fn bisect(vectors: &Vectors, members: &[u32]) -> Bisection {
    let n = members.len();
    let similarity = similarities(vectors, members);
    let degrees: Vec<f64> = similarity.chunks_exact(n).map(|row| row.iter().sum()).collect();
    let along = second_eigenvector(&similarity, &degrees);
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&i, &k| along[i].total_cmp(&along[k]));
    let mut sides = Sides::along(&similarity, &degrees, &order);
    sides.improve();
    let random = n as f64 / (n - 1) as f64;
    let part = |is_first: bool| (0..n).filter(|&i| sides.is_first[i] == is_first).collect();
    let mut parts: [Vec<usize>; 2] = [part(true), part(false)];
    parts.sort_unstable();
    Bisection { parts, cut: (1000.0 * sides.cut / random).round() as i64 }
}

/// Cosines of every two members over terms that some have and some have not, row by row, with 0
/// on the diagonal. Sums are of integers.
fn similarities(vectors: &Vectors, members: &[u32]) -> Vec<f64> {
    let n = members.len();
    let mut having: Vec<(u32, u32)> = (0..)
        .zip(members)
        .flat_map(|(at, &m)| vectors.articles[m as usize].terms.iter().map(move |&term| (term, at)))
        .collect();
    having.sort_unstable();
    let mut dots = vec![0u64; n * n];
    for group in having.chunk_by(|x, y| x.0 == y.0).filter(|g| g.len() > 1 && g.len() < n) {
        let weight = u64::from(vectors.weights[group[0].0 as usize]) * entropy(group.len(), n);
        for (i, (_, x)) in group.iter().enumerate() {
            let row = *x as usize * n;
            group[i..].iter().for_each(|(_, y)| dots[row + *y as usize] += weight);
        }
    }
    let length: Vec<f64> = (0..n).map(|i| (dots[i * n + i] as f64).sqrt()).collect();
    let mut cosines = vec![0.0; n * n];
    for i in 0..n {
        for k in i + 1..n {
            let product = length[i] * length[k];
            let cosine = if product > 0.0 { dots[i * n + k] as f64 / product } else { 0.0 };
            (cosines[i * n + k], cosines[k * n + i]) = (cosine + FLOOR, cosine + FLOOR);
        }
    }
    cosines
}

/// Entropy of a term that `k` of `n` have, in 1/256 bits.
fn entropy(k: usize, n: usize) -> u64 {
    let part = |k: usize| k as u64 * u64::from(log2_ratio(n as u32, k as u32));
    (part(k) + part(n - k)) / n as u64
}

/// The second eigenvector of the normalised similarity, times the root of the degrees, by power
/// iteration beside the first, which is known. Sums run in a fixed order, and addition,
/// multiplication, division and roots are rounded alike on every machine.
fn second_eigenvector(similarity: &[f64], degrees: &[f64]) -> Vec<f64> {
    let n = degrees.len();
    let roots: Vec<f64> = degrees.iter().map(|degree| degree.sqrt()).collect();
    let total: f64 = degrees.iter().sum();
    let mut normal = similarity.to_vec();
    for i in 0..n {
        (0..n).for_each(|k| normal[i * n + k] /= roots[i] * roots[k]);
    }
    // The member least like the first stands at the far end.
    let mut vector: Vec<f64> = similarity[..n].iter().map(|s| -s).collect();
    vector[0] = 1.0;
    for _ in 0..N_STEPS {
        let along: f64 = vector.iter().zip(&roots).map(|(x, root)| x * root).sum();
        vector.iter_mut().zip(&roots).for_each(|(x, root)| *x -= along * root / total);
        let length = vector.iter().map(|x| x * x).sum::<f64>().sqrt();
        if length <= 0.0 {
            break;
        }
        vector.iter_mut().for_each(|x| *x /= length);
        // Half of the identity is added, so that no negative eigenvalue leads.
        vector = (0..n)
            .map(|i| {
                let row = &normal[i * n..(i + 1) * n];
                vector[i] + row.iter().zip(&vector).map(|(s, x)| s * x).sum::<f64>()
            })
            .collect();
    }
    vector.iter().zip(&roots).map(|(x, root)| x / root).collect()
}

/// A cut, and what is needed to change it.
struct Sides<'s> {
    similarity: &'s [f64],
    degrees: &'s [f64],
    total: f64,
    is_first: Vec<bool>,
    n_first: usize,
    /// Similarity of each member with all of the first part.
    to_first: Vec<f64>,
    /// The sum of these over the first part, and of its degrees.
    inside: f64,
    degree: f64,
    /// The normalised cut.
    cut: f64,
}

/// A change that gains less is none.
const LEAST_GAIN: f64 = 1e-9;

impl<'s> Sides<'s> {
    /// The least cut of those between two members next to each other in `order`.
    fn along(similarity: &'s [f64], degrees: &'s [f64], order: &[usize]) -> Self {
        let n = order.len();
        let nothing = || Self {
            similarity,
            degrees,
            total: degrees.iter().sum(),
            is_first: vec![false; n],
            n_first: 0,
            to_first: vec![0.0; n],
            inside: 0.0,
            degree: 0.0,
            cut: f64::INFINITY,
        };
        let mut sides = nothing();
        let mut best = (1, f64::INFINITY);
        for (k, &member) in order[..n - 1].iter().enumerate() {
            sides.turn(member);
            if sides.cut < best.1 {
                best = (k + 1, sides.cut);
            }
        }
        let mut sides = nothing();
        order[..best.0].iter().for_each(|&member| sides.turn(member));
        sides
    }

    /// The cut if `member` were on the other side, with what belongs to it.
    fn if_turned(&self, member: usize) -> (f64, f64, f64) {
        let sign = if self.is_first[member] { -1.0 } else { 1.0 };
        let degree = self.degree + sign * self.degrees[member];
        let inside = self.inside + sign * 2.0 * self.to_first[member];
        let between = degree - inside;
        (between / degree + between / (self.total - degree), inside, degree)
    }

    fn turn(&mut self, member: usize) {
        (self.cut, self.inside, self.degree) = self.if_turned(member);
        let was_first = self.is_first[member];
        self.is_first[member] = !was_first;
        self.n_first = if was_first { self.n_first - 1 } else { self.n_first + 1 };
        let sign = if was_first { -1.0 } else { 1.0 };
        let similarity = self.similarity;
        let row = &similarity[member * self.is_first.len()..];
        self.to_first.iter_mut().zip(row).for_each(|(sum, s)| *sum += sign * s);
    }

    /// Turns one member after another while the cut gets less (Kernighan & Lin 1970, by single
    /// members). Neither part is emptied.
    fn improve(&mut self) {
        let n = self.is_first.len();
        for _ in 0..2 * n {
            let may_turn = |&member: &usize| match self.is_first[member] {
                true => self.n_first > 1,
                false => n - self.n_first > 1,
            };
            let best = (0..n)
                .filter(may_turn)
                .map(|member| (self.if_turned(member).0, member))
                .min_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
            match best {
                Some((cut, member)) if cut < self.cut - LEAST_GAIN => self.turn(member),
                _ => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::events::brief::{Brief, BriefTerm, Sort};

    /// Articles with these words.
    pub(crate) fn vectors(articles: &[&str]) -> Vectors {
        let term = |word: &str| BriefTerm {
            key: crate::hash::hash64(word.as_bytes()),
            weight: 8 * 256,
            n: 1,
            n_lead: 1,
            sort: Sort::Word,
            is_in_title: false,
        };
        let brief = |words: &&str| {
            let mut terms: Vec<BriefTerm> = words.split(' ').map(term).collect();
            terms.sort_unstable_by_key(|t| t.key);
            Brief { terms, day: None }
        };
        Vectors::new(articles.iter().map(brief).collect())
    }

    #[test]
    fn two_events_in_one_frame_are_told_apart() {
        let vectors = vectors(&[
            "coach fired team cheeks dileo a b",
            "coach fired team cheeks dileo c",
            "coach fired team obrien king d e",
            "coach fired team cheeks dileo f g",
            "coach fired team obrien king h",
        ]);
        let found = bisect(&vectors, &[0, 1, 2, 3, 4]);
        assert_eq!(found.parts, [vec![0, 1, 3], vec![2, 4]]);
        assert!(found.cut < 50, "{}", found.cut);
    }

    #[test]
    fn one_event_has_no_good_cut() {
        let vectors = vectors(&["a b c d x", "b c d e x", "c d e a x", "d e a b x", "e a b c x"]);
        let found = bisect(&vectors, &[0, 1, 2, 3, 4]);
        assert!(found.cut > 600, "{}", found.cut);
        let two = bisect(&vectors, &[0, 1]);
        assert_eq!(two.parts, [vec![0], vec![1]]);
        assert_eq!(two.cut, 1000);
    }
}
