//! From scored examples to a table of shares by score.

use crosswire::sketch::Calibration;

/// Parts the examples are cut into, with the same number of positive ones each: where few
/// are positive, parts of equal size would put all of them into the last.
pub(crate) const N_BINS: usize = 12;

/// Share of positives by score, made monotone by pooling adjacent violators (Ayer et al.
/// 1955), from so many parts. Outcomes are score, weight, whether positive; never none.
pub(crate) fn calibrate(mut outcomes: Vec<(i64, f64, bool)>, n_bins: usize) -> Calibration {
    outcomes.sort_unstable_by_key(|(score, ..)| *score);
    let n_positive = outcomes.iter().filter(|(.., is)| *is).count();
    let per_bin = n_positive.div_ceil(n_bins).max(1);
    let mut n_seen = 0;
    let mut bins: Vec<(i64, f64, f64)> = outcomes
        .chunk_by(|_, (.., is_positive)| {
            n_seen += usize::from(*is_positive);
            !(*is_positive && n_seen.is_multiple_of(per_bin))
        })
        .map(|bin| {
            let all = bin.iter().map(|(_, weight, _)| weight).sum();
            let positive = bin.iter().filter(|(.., is)| *is).map(|(_, weight, _)| weight).sum();
            (bin[bin.len() / 2].0, all, positive)
        })
        .collect();
    while let Some(at) = bins.windows(2).position(|w| w[0].2 * w[1].1 > w[1].2 * w[0].1) {
        let next = bins.remove(at + 1);
        bins[at] = (i64::midpoint(bins[at].0, next.0), bins[at].1 + next.1, bins[at].2 + next.2);
    }
    let hundredths = |share: f64| ((100.0 * share).round() as u32).clamp(1, 99);
    Calibration::new(
        bins.iter().map(|(score, all, positive)| (*score, hundredths(positive / all))).collect(),
    )
}
