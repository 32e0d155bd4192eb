//! Measures of quality, each implemented once and tested against examples worked out by
//! hand. A measure of nothing is `None`, never 0 or 1.

use std::collections::BTreeMap;

/// What was wanted, what was found, and what of it was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Hits {
    /// Found and wanted.
    pub(crate) n_right: u64,
    /// Found.
    pub(crate) n_found: u64,
    /// Wanted.
    pub(crate) n_wanted: u64,
}

impl Hits {
    /// One question with a yes or no answer: precision, recall and F all give the accuracy.
    pub(crate) fn one(is_right: bool) -> Self {
        Self { n_right: u64::from(is_right), n_found: 1, n_wanted: 1 }
    }

    /// Right ones among those found.
    pub(crate) fn precision(self) -> Option<f64> {
        share(self.n_right, self.n_found)
    }

    /// Right ones among those wanted.
    pub(crate) fn recall(self) -> Option<f64> {
        share(self.n_right, self.n_wanted)
    }

    /// Harmonic mean of precision and recall (van Rijsbergen 1979).
    pub(crate) fn f(self) -> Option<f64> {
        share(2 * self.n_right, self.n_found + self.n_wanted)
    }

    pub(crate) fn add(&mut self, other: Self, times: u64) {
        self.n_right += times * other.n_right;
        self.n_found += times * other.n_found;
        self.n_wanted += times * other.n_wanted;
    }

    pub(crate) fn sum(units: &[Self]) -> Self {
        let mut sum = Self::default();
        units.iter().for_each(|unit| sum.add(*unit, 1));
        sum
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Harmonic mean of two shares; `None` if both are 0.
pub(crate) fn harmonic(precision: f64, recall: f64) -> Option<f64> {
    (precision + recall > 0.0).then(|| 2.0 * precision * recall / (precision + recall))
}

/// Mean of the values that are known.
pub(crate) fn mean(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let known: Vec<f64> = values.flatten().collect();
    (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
}

/// B³ precision and recall (Bagga & Baldwin 1998): for every item the share of its found
/// group that is in its true one, and the reverse, averaged over items. Both slices name
/// the group of each item.
pub(crate) fn b_cubed(truth: &[usize], found: &[usize]) -> Option<(f64, f64)> {
    let both = group_sizes(truth.iter().zip(found).map(|(t, f)| (*t, *f)));
    let (of_truth, of_found) = (group_sizes(truth.iter()), group_sizes(found.iter()));
    let per_item = |sizes: &dyn Fn(usize, usize) -> u64| {
        mean(truth.iter().zip(found).map(|(t, f)| share(both[&(*t, *f)], sizes(*t, *f))))
    };
    Some((per_item(&|_, f| of_found[&f])?, per_item(&|t, _| of_truth[&t])?))
}

/// Pairs of items in one group, wanted, found and both.
pub(crate) fn pair_hits(truth: &[usize], found: &[usize]) -> Hits {
    let pairs = |sizes: Vec<u64>| sizes.into_iter().map(|n| n * (n - 1) / 2).sum();
    let both = group_sizes(truth.iter().zip(found).map(|(t, f)| (*t, *f)));
    Hits {
        n_right: pairs(both.into_values().collect()),
        n_found: pairs(group_sizes(found.iter()).into_values().collect()),
        n_wanted: pairs(group_sizes(truth.iter()).into_values().collect()),
    }
}

fn group_sizes<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, u64> {
    let mut sizes = BTreeMap::new();
    keys.for_each(|key| *sizes.entry(key).or_insert(0) += 1);
    sizes
}

/// Scored examples in order of score, for the area under the ROC curve.
#[derive(Debug, Clone)]
pub(crate) struct Ranking {
    sorted: Vec<(i64, bool)>,
}

impl Ranking {
    pub(crate) fn new(mut scored: Vec<(i64, bool)>) -> Self {
        scored.sort_unstable();
        Self { sorted: scored }
    }

    pub(crate) fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Chance that a positive example scores above a negative one, ties counting half
    /// (Hanley & McNeil 1982).
    pub(crate) fn auc(&self) -> Option<f64> {
        self.weighted_auc(&vec![1; self.sorted.len()])
    }

    /// The same with every example counted `weights` times.
    pub(crate) fn weighted_auc(&self, weights: &[u32]) -> Option<f64> {
        let (mut n_below, mut n_positive, mut twice_won) = (0u64, 0u64, 0u64);
        let mut at = 0;
        while at < self.sorted.len() {
            let score = self.sorted[at].0;
            let (mut tied_positive, mut tied_negative) = (0u64, 0u64);
            while at < self.sorted.len() && self.sorted[at].0 == score {
                let weight = u64::from(weights[at]);
                let tied = if self.sorted[at].1 { &mut tied_positive } else { &mut tied_negative };
                *tied += weight;
                at += 1;
            }
            twice_won += tied_positive * (2 * n_below + tied_negative);
            n_below += tied_negative;
            n_positive += tied_positive;
        }
        share(twice_won, 2 * n_positive * n_below)
    }
}

/// Pearson's correlation; `None` where a side does not vary.
pub(crate) fn pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    let mean_of = |side: fn(&(f64, f64)) -> f64| mean(pairs.iter().map(|p| Some(side(p))));
    let (mean_x, mean_y) = (mean_of(|p| p.0)?, mean_of(|p| p.1)?);
    let sum = |term: &dyn Fn(f64, f64) -> f64| -> f64 {
        pairs.iter().map(|(x, y)| term(x - mean_x, y - mean_y)).sum()
    };
    let spread = (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt();
    (spread > 0.0).then(|| sum(&|x, y| x * y) / spread)
}

/// Spearman's rank correlation: Pearson's over ranks, ties at their mean rank.
pub(crate) fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    let x = ranks(&pairs.iter().map(|p| p.0).collect::<Vec<_>>());
    let y = ranks(&pairs.iter().map(|p| p.1).collect::<Vec<_>>());
    pearson(&x.into_iter().zip(y).collect::<Vec<_>>())
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&i, &k| values[i].total_cmp(&values[k]));
    let mut ranks = vec![0.0; values.len()];
    let mut at = 0;
    while at < order.len() {
        let tied = order[at..].iter().take_while(|&&i| values[i] == values[order[at]]).count();
        let rank = at as f64 + (tied as f64 + 1.0) / 2.0;
        order[at..at + tied].iter().for_each(|&i| ranks[i] = rank);
        at += tied;
    }
    ranks
}

/// Resamples of a bootstrap: enough for two digits of a 95 % interval.
const N_RESAMPLES: usize = 1_000;
/// The same draws in every run.
const SEED: u64 = 0x5eed_0fc0_ffee;

/// 95 % interval of `statistic` by the percentile bootstrap (Efron 1979) over `n_units`
/// independent units; the statistic is handed how often each unit was drawn. `None` for
/// fewer than two units, or where most draws give no value.
pub(crate) fn bootstrap(
    n_units: usize,
    statistic: impl Fn(&[u32]) -> Option<f64>,
) -> Option<[f64; 2]> {
    if n_units < 2 {
        return None;
    }
    let mut state = SEED;
    let mut weights = vec![0u32; n_units];
    let mut values: Vec<f64> = (0..N_RESAMPLES)
        .filter_map(|_| {
            weights.fill(0);
            for _ in 0..n_units {
                weights[draw(&mut state, n_units)] += 1;
            }
            statistic(&weights)
        })
        .collect();
    if 2 * values.len() < N_RESAMPLES {
        return None;
    }
    values.sort_unstable_by(f64::total_cmp);
    let at = |mille: usize| values[(values.len() - 1) * mille / 1000];
    Some([at(25), at(975)])
}

/// The next number below `n` (SplitMix64, Steele et al. 2014).
fn draw(state: &mut u64, n: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^= z >> 31;
    ((u128::from(z) * n as u128) >> 64) as usize
}

/// 95 % interval of a measure of summed hits, over independent units.
pub(crate) fn interval_of(
    units: &[Hits],
    measure: impl Fn(Hits) -> Option<f64>,
) -> Option<[f64; 2]> {
    bootstrap(units.len(), |weights| {
        let mut sum = Hits::default();
        units.iter().zip(weights).for_each(|(unit, n)| sum.add(*unit, u64::from(*n)));
        measure(sum)
    })
}

/// Predictions of about one confidence.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ReliabilityBin {
    /// Mean confidence said, 0 to 1.
    pub(crate) said: f64,
    /// Share that was right.
    pub(crate) right: f64,
    /// How many.
    pub(crate) n: u64,
}

/// A confidence of a report in hundredths.
pub(crate) fn hundredths(confidence: f64) -> u32 {
    (100.0 * confidence).round() as u32
}

/// Confidence in hundredths against what was right, in tenths (Niculescu-Mizil & Caruana
/// 2005); empty tenths are left out.
pub(crate) fn reliability(predictions: &[(u32, bool)]) -> Vec<ReliabilityBin> {
    let mut bins: BTreeMap<u32, (u64, u64, u64)> = BTreeMap::new();
    for &(hundredths, is_right) in predictions {
        let bin = bins.entry((hundredths / 10).min(9)).or_default();
        bin.0 += u64::from(hundredths);
        bin.1 += u64::from(is_right);
        bin.2 += 1;
    }
    let bin = |(said, right, n): (u64, u64, u64)| ReliabilityBin {
        said: said as f64 / n as f64 / 100.0,
        right: right as f64 / n as f64,
        n,
    };
    bins.into_values().map(bin).collect()
}

/// Expected calibration error: mean distance of confidence and share, weighted by number.
pub(crate) fn calibration_error(bins: &[ReliabilityBin]) -> Option<f64> {
    let n: u64 = bins.iter().map(|bin| bin.n).sum();
    let off: f64 = bins.iter().map(|bin| (bin.said - bin.right).abs() * bin.n as f64).sum();
    (n > 0).then(|| off / n as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: Option<f64>, expected: f64) {
        let value = value.unwrap();
        assert!((value - expected).abs() < 1e-12, "{value} is not {expected}");
    }

    #[test]
    fn precision_recall_and_f() {
        let hits = Hits { n_right: 3, n_found: 4, n_wanted: 6 };
        near(hits.precision(), 0.75);
        near(hits.recall(), 0.5);
        near(hits.f(), 0.6);
        near(harmonic(0.75, 0.5), 0.6);
        let none = Hits::default();
        assert_eq!((none.precision(), none.recall(), none.f()), (None, None, None));
        assert_eq!(Hits::sum(&[Hits::one(true), Hits::one(false)]).recall(), Some(0.5));
    }

    /// Items a b c | d e, found as a b | c d e. Precision of a and b 1, of c 1/3, of d and
    /// e 2/3; recall of a and b 2/3, of c 1/3, of d and e 1.
    #[test]
    fn groups() {
        let (truth, found) = ([0, 0, 0, 1, 1], [7, 7, 8, 8, 8]);
        let (precision, recall) = b_cubed(&truth, &found).unwrap();
        near(Some(precision), (1.0 + 1.0 + 1.0 / 3.0 + 2.0 / 3.0 + 2.0 / 3.0) / 5.0);
        near(Some(recall), (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0 + 1.0 + 1.0) / 5.0);
        // Wanted ab ac bc de; found ab cd ce de; both ab de.
        let hits = pair_hits(&truth, &found);
        assert_eq!(hits, Hits { n_right: 2, n_found: 4, n_wanted: 4 });
        assert_eq!(b_cubed(&[], &[]), None);
    }

    #[test]
    fn areas() {
        type Case<'a> = (&'a [(i64, bool)], Option<f64>);
        let cases: &[Case<'_>] = &[
            // scikit-learn's example: 0.1 0.4 0.35 0.8 with labels 0 0 1 1.
            (&[(10, false), (40, false), (35, true), (80, true)], Some(0.75)),
            (&[(1, false), (1, true)], Some(0.5)),
            (&[(1, false), (2, true)], Some(1.0)),
            (&[(2, false), (1, true)], Some(0.0)),
            // Six comparisons: won 1 1 1, tied 1, lost 2.
            (&[(3, true), (2, true), (2, false), (1, false), (5, false)], Some(3.5 / 6.0)),
            (&[(3, true)], None),
            (&[], None),
        ];
        for (scored, expected) in cases {
            let auc = Ranking::new(scored.to_vec()).auc();
            assert_eq!(auc.is_some(), expected.is_some());
            if let Some(expected) = expected {
                near(auc, *expected);
            }
        }
    }

    #[test]
    fn weights_count_examples_more_than_once() {
        let ranking = Ranking::new(vec![(1, false), (2, true), (3, false)]);
        near(ranking.weighted_auc(&[3, 1, 1]), 0.75);
        assert_eq!(ranking.weighted_auc(&[1, 0, 1]), None);
    }

    #[test]
    fn correlations() {
        near(pearson(&[(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)]), 1.0);
        // Deviations -1 0 1 and -1 1 0: 1 / 2.
        near(pearson(&[(1.0, 1.0), (2.0, 3.0), (3.0, 2.0)]), 0.5);
        assert_eq!(pearson(&[(1.0, 1.0), (1.0, 2.0)]), None);
        near(spearman(&[(1.0, 10.0), (2.0, 1000.0), (9.0, 100.0)]), 0.5);
        assert_eq!(ranks(&[5.0, 1.0, 5.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
    }

    #[test]
    fn intervals_are_the_same_every_time_and_hold_the_value() {
        let units: Vec<Hits> = (0..200).map(|i| Hits::one(i % 4 != 0)).collect();
        let interval = interval_of(&units, Hits::recall).unwrap();
        assert_eq!(Some(interval), interval_of(&units, Hits::recall));
        assert!(interval[0] < 0.75 && 0.75 < interval[1]);
        // The normal approximation: 0.75 ± 1.96 √(0.75 · 0.25 / 200) = 0.69 … 0.81.
        assert!((interval[0] - 0.69).abs() < 0.02 && (interval[1] - 0.81).abs() < 0.02);
        assert_eq!(interval_of(&units[..1], Hits::recall), None);
        let sure = vec![Hits::one(true); 9];
        assert_eq!(interval_of(&sure, Hits::recall), Some([1.0, 1.0]));
    }

    #[test]
    fn confidence_against_what_was_right() {
        let bins = reliability(&[(80, true), (90, true), (88, false), (30, false), (100, true)]);
        let expected = [
            ReliabilityBin { said: 0.3, right: 0.0, n: 1 },
            ReliabilityBin { said: 0.84, right: 0.5, n: 2 },
            ReliabilityBin { said: 0.95, right: 1.0, n: 2 },
        ];
        assert_eq!(bins, expected);
        near(calibration_error(&bins), (0.3 + 2.0 * 0.34 + 2.0 * 0.05) / 5.0);
        assert_eq!(calibration_error(&[]), None);
    }
}
