//! How far two parts of a group contradict each other in what they are about.

use super::vectors::Vectors;
use std::cmp::Reverse;

/// Terms of each side that count.
const N_TERMS: usize = 5;

/// For each of two parts the mean weight, in thousandths of bits, of the terms that its members
/// have and those of the other part have not: each weight times the difference of the shares of
/// members that have the term. Shares are of one member more than there are, half of whom has the
/// term on the side it is missing from, so that few members prove little.
///
/// High on both sides where the parts tell of two victims, cities or days; where one part only
/// tells less than the other, one side is low.
pub(super) fn contrast(vectors: &Vectors, parts: [&[u32]; 2]) -> [i64; 2] {
    let mut having: Vec<(u32, u8)> = Vec::new();
    for (side, part) in (0u8..).zip(parts) {
        let terms = part.iter().flat_map(|&m| &vectors.articles[m as usize].terms);
        having.extend(terms.map(|&term| (term, side)));
    }
    having.sort_unstable();
    let n = parts.map(|part| part.len() as i64);
    let mut values: [Vec<i64>; 2] = [Vec::new(), Vec::new()];
    for group in having.chunk_by(|x, y| x.0 == y.0) {
        let n_second = group.iter().filter(|(_, side)| *side == 1).count() as i64;
        let k = [group.len() as i64 - n_second, n_second];
        let weight = i64::from(vectors.weights[group[0].0 as usize]);
        for (side, values) in values.iter_mut().enumerate() {
            let other = 1 - side;
            // k / (n + 1) - (k' + 1/2) / (n' + 1) over one denominator.
            let above = 2 * k[side] * (n[other] + 1) - (2 * k[other] + 1) * (n[side] + 1);
            if above > 0 {
                let below = 2 * (n[side] + 1) * (n[other] + 1);
                values.push(1000 * weight * above / (256 * below));
            }
        }
    }
    values.map(mean_of_largest)
}

fn mean_of_largest(mut values: Vec<i64>) -> i64 {
    if values.len() > N_TERMS {
        values.select_nth_unstable_by_key(N_TERMS, |&value| Reverse(value));
        values.truncate(N_TERMS);
    }
    values.iter().sum::<i64>() / N_TERMS as i64
}
