//! Groups that hold look-alike events, parted.

use super::bisect::{Bisection, bisect};
use super::contrast::contrast;
use super::features::Seat;
use super::model::EventGroupModel;
use super::vectors::Vectors;
use serde::{Deserialize, Serialize};

/// What speaks for two events in one group, if it is cut in two where it is easiest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SplitFeatures {
    /// The normalised cut against that of a group without parts, in thousandths.
    pub cut: i64,
    /// What the part that contradicts less has and the other has not, in thousandths of bits.
    pub lower_contrast: i64,
    /// The same of the part that contradicts more.
    pub higher_contrast: i64,
    /// Average score of pairs across the cut, in thousandths of a logit.
    pub between: i64,
    /// How much higher the average of pairs within the parts is; 0 where both are single.
    pub gap: i64,
    /// One over the members of the smaller part, in thousandths.
    pub per_smaller: i64,
    /// One over all members, in thousandths.
    pub per_member: i64,
}

impl SplitFeatures {
    /// Names of the measures, in the order of [`values`](Self::values).
    pub const NAMES: [&str; 7] =
        ["cut", "lower_contrast", "higher_contrast", "between", "gap", "per_smaller", "per_member"];

    /// The measures in a fixed order.
    #[must_use]
    pub fn values(&self) -> [i64; 7] {
        [
            self.cut,
            self.lower_contrast,
            self.higher_contrast,
            self.between,
            self.gap,
            self.per_smaller,
            self.per_member,
        ]
    }
}

/// A larger group is judged by a sample of so many, and the others go with the part they share
/// more of.
const MAX_JUDGED: usize = 256;
/// Fewer members are no part of a group that was judged by a sample: what is peeled off one by
/// one costs too much.
const MIN_PART_OF_LARGE: usize = 8;

impl Vectors {
    /// Cuts a group of two and more where it is easiest, and says what speaks for the cut.
    /// Cost: the square of the members, of at most 256.
    #[must_use]
    pub fn cut(&self, members: &[u32], model: &EventGroupModel) -> ([Vec<u32>; 2], SplitFeatures) {
        let step = members.len().div_ceil(MAX_JUDGED).max(1);
        let judged: Vec<u32> = members.iter().copied().step_by(step).collect();
        let Bisection { parts, cut } = bisect(self, &judged);
        let parts = parts.map(|part| part.into_iter().map(|at| judged[at]).collect::<Vec<u32>>());
        let [first, second] = [&parts[0][..], &parts[1][..]];
        let contrasts = contrast(self, [first, second]);
        let between =
            self.mean_score(first.iter().flat_map(|&a| second.iter().map(move |&b| (a, b))), model);
        let within: Vec<i64> = [first, second]
            .into_iter()
            .filter_map(|part| self.mean_score(pairs(part), model))
            .collect();
        let between = between.unwrap_or_default();
        let gap = match within.len() as i64 {
            0 => 0,
            n => within.iter().sum::<i64>() / n - between,
        };
        let features = SplitFeatures {
            cut,
            lower_contrast: contrasts[0].min(contrasts[1]),
            higher_contrast: contrasts[0].max(contrasts[1]),
            between,
            gap,
            per_smaller: 1000 / first.len().min(second.len()).max(1) as i64,
            per_member: 1000 / judged.len().max(1) as i64,
        };
        let parts = if step > 1 { self.assign(members, parts) } else { parts };
        (parts, features)
    }

    /// Parts a group until nothing speaks for more than one event; groups are ascending, ordered
    /// by their first member.
    #[must_use]
    pub fn split(&self, members: Vec<u32>, model: &EventGroupModel) -> Vec<Vec<u32>> {
        let (mut open, mut done) = (vec![members], Vec::new());
        while let Some(members) = open.pop() {
            if members.len() < 2 {
                done.push(members);
                continue;
            }
            let (parts, features) = self.cut(&members, model);
            let min_part = if members.len() > MAX_JUDGED { MIN_PART_OF_LARGE } else { 1 };
            if model.split_score(&features) >= model.min_split
                && parts.iter().all(|part| part.len() >= min_part)
            {
                open.extend(parts);
            } else {
                done.push(members);
            }
        }
        done.sort_unstable();
        done
    }

    fn mean_score(
        &self,
        pairs: impl Iterator<Item = (u32, u32)>,
        model: &EventGroupModel,
    ) -> Option<i64> {
        let mut seat = Seat::new(self);
        let (mut sum, mut n) = (0, 0);
        for (a, b) in pairs {
            sum += seat.score(a, b, model);
            n += 1;
        }
        (n > 0).then(|| sum / n)
    }

    /// All `members` by the part of the sample that shares more with them.
    fn assign(&self, members: &[u32], parts: [Vec<u32>; 2]) -> [Vec<u32>; 2] {
        let n = parts.each_ref().map(|part| part.len() as i64);
        let mut lean: rustc_hash::FxHashMap<u32, i64> = rustc_hash::FxHashMap::default();
        for (part, (n_other, sign)) in parts.iter().zip([(n[1], 1), (n[0], -1)]) {
            for &term in part.iter().flat_map(|&m| &self.articles[m as usize].terms) {
                // Shares of members over one denominator.
                *lean.entry(term).or_default() += sign * n_other;
            }
        }
        let mut all: [Vec<u32>; 2] = [Vec::new(), Vec::new()];
        for &member in members {
            let terms = self.articles[member as usize].terms.iter();
            let sum: i64 = terms
                .filter_map(|term| Some(lean.get(term)? * i64::from(self.weights[*term as usize])))
                .sum();
            all[usize::from(sum < 0)].push(member);
        }
        all
    }
}

fn pairs(part: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    part.iter().enumerate().flat_map(|(i, &a)| part[i + 1..].iter().map(move |&b| (a, b)))
}
