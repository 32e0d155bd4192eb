//! How two figures for the same thing stand.

use super::model::{Bound, Quantity, QuantityClass};

/// How two figures stand, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueRelation {
    /// The same figure.
    Same,
    /// One is the other rounded.
    Rounded,
    /// One lies within the bounds the other gives.
    WithinBounds,
    /// They cannot both be right.
    Differ,
}

/// Figures hedged with "about" may differ by this much of the larger, a tenth.
const APPROXIMATE_TOLERANCE: f64 = 0.1;
/// Counts below this are not rounded without a word that says so: 40 dead are not 42.
const MIN_ROUNDED_COUNT: f64 = 100.0;

/// Compares two figures of one class and unit. Symmetric.
#[must_use]
pub fn compare_values(a: &Quantity, b: &Quantity) -> ValueRelation {
    if a.low == b.low && a.high == b.high {
        return ValueRelation::Same;
    }
    if a.class == QuantityClass::Score {
        return ValueRelation::Differ;
    }
    if is_rounding(a, b) || is_rounding(b, a) || are_converted(a, b) {
        return ValueRelation::Rounded;
    }
    let is_hedged = a.bound != Bound::Exact || b.bound != Bound::Exact;
    let tolerance = if a.bound == Bound::Approximate || b.bound == Bound::Approximate {
        APPROXIMATE_TOLERANCE * a.low.max(b.low)
    } else {
        0.0
    };
    let overlaps = a.low <= b.high + tolerance && b.low <= a.high + tolerance;
    if is_hedged && overlaps { ValueRelation::WithinBounds } else { ValueRelation::Differ }
}

/// What a figure may lose where it is told in another unit, as a share.
const CONVERTED: f64 = 0.01;

/// Whether one measure may be the other in another unit ("40 km/h", "25 mph").
fn are_converted(a: &Quantity, b: &Quantity) -> bool {
    let is_measure = a.class == QuantityClass::Measure && b.class == QuantityClass::Measure;
    let (x, y) = (a.said(), b.said());
    is_measure && a.factor != b.factor && (x - y).abs() <= CONVERTED * x.max(y)
}

/// Whether exact figure `rough` is exact figure `fine`, written with fewer digits.
fn is_rounding(rough: &Quantity, fine: &Quantity) -> bool {
    let is_exact =
        |q: &Quantity| q.low == q.high && matches!(q.bound, Bound::Exact | Bound::Approximate);
    if !is_exact(rough) || !is_exact(fine) || rough.low <= 0.0 {
        return false;
    }
    if rough.class == QuantityClass::Cardinal && rough.low < MIN_ROUNDED_COUNT {
        return false;
    }
    // Amounts below one are said in hundredths: 10 cents is not 6 cents rounded.
    let is_small = rough.class == QuantityClass::Money && rough.low < 1.0;
    let step = if is_small { 0.01 } else { last_digit(rough.low) };
    step > last_digit(fine.low) && (rough.low - fine.low).abs() <= step * 0.5
}

/// The place value of the last digit that is not 0: 1,500 gives 100, 2.35 gives 0.01.
fn last_digit(value: f64) -> f64 {
    let digits = format!("{value}");
    if let Some((_, fraction)) = digits.split_once('.') {
        return 10f64.powi(-(fraction.len() as i32));
    }
    let n_zeros = digits.len() - digits.trim_end_matches('0').len();
    10f64.powi(n_zeros as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ValueRelation::{Differ, Rounded, Same, WithinBounds};

    fn quantity(low: f64, high: f64, bound: Bound, class: QuantityClass) -> Quantity {
        Quantity {
            low,
            high,
            bound,
            class,
            unit: None,
            counted: None,
            counted_head: None,
            predicate: None,
            scope: None,
            factor: 1.0,
        }
    }

    #[test]
    fn figures_agree_or_differ() {
        use Bound::{Approximate, AtLeast, AtMost, Exact, Range};
        let inf = f64::INFINITY;
        let cases = [
            ((5.0, 5.0, Exact), (5.0, 5.0, Exact), Same),
            ((5.0, 5.0, Exact), (7.0, 7.0, Exact), Differ),
            ((40.0, 40.0, Exact), (42.0, 42.0, Exact), Differ),
            ((1500.0, 1500.0, Exact), (1487.0, 1487.0, Exact), Rounded),
            ((1500.0, 1500.0, Exact), (1587.0, 1587.0, Exact), Differ),
            ((40.0, 40.0, Approximate), (42.0, 42.0, Exact), WithinBounds),
            ((40.0, 40.0, Approximate), (60.0, 60.0, Exact), Differ),
            ((1500.0, inf, AtLeast), (1580.0, 1580.0, Exact), WithinBounds),
            ((1500.0, inf, AtLeast), (1200.0, 1200.0, Exact), Differ),
            ((0.0, 30.0, AtMost), (25.0, 25.0, Exact), WithinBounds),
            ((10.0, 15.0, Range), (12.0, 12.0, Exact), WithinBounds),
            ((10.0, 15.0, Range), (20.0, 20.0, Exact), Differ),
            ((12.0, inf, Approximate), (36.0, 36.0, Exact), WithinBounds),
        ];
        for (a, b, expected) in cases {
            let [a, b] = [a, b].map(|(l, h, bound)| quantity(l, h, bound, QuantityClass::Cardinal));
            assert_eq!(compare_values(&a, &b), expected, "{a:?} {b:?}");
            assert_eq!(compare_values(&b, &a), expected, "{b:?} {a:?}");
        }
        let wind = |v: f64, factor: f64| Quantity {
            factor,
            ..quantity(v * factor, v * factor, Bound::Exact, QuantityClass::Measure)
        };
        assert_eq!(compare_values(&wind(40.0, 1.0 / 3.6), &wind(25.0, 0.44704)), Rounded);
        assert_eq!(compare_values(&wind(40.0, 1.0 / 3.6), &wind(28.0, 0.44704)), Differ);
        assert_eq!(compare_values(&wind(147.0, 1.0 / 3.6), &wind(148.0, 1.0 / 3.6)), Differ);
        let money = |v: f64| quantity(v, v, Bound::Exact, QuantityClass::Money);
        assert_eq!(compare_values(&money(2.3e9), &money(2.34e9)), Rounded);
        assert_eq!(compare_values(&money(2.3e9), &money(2.4e9)), Differ);
        assert_eq!(compare_values(&money(0.1), &money(0.06)), Differ);
    }
}
