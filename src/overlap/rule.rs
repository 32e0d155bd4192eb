//! Which pairs are reported: thresholds as fractions, compared in integers.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A fraction in (0, 1], as numerator and denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratio {
    num: u64,
    den: u64,
}

/// Largest denominator: products with 32-bit counts stay far below 2⁶⁴.
const MAX_DENOMINATOR: u32 = 1_000_000;

impl Ratio {
    /// `num / den`, or nothing when that is not in (0, 1] or `den` is above a million.
    #[must_use]
    pub fn new(num: u32, den: u32) -> Option<Self> {
        (num > 0 && num <= den && den <= MAX_DENOMINATOR)
            .then_some(Self { num: num.into(), den: den.into() })
    }

    /// A decimal such as `0.7`, `1` or `.825`, of six places at most.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, places) = text.split_once('.').unwrap_or((text, ""));
        let den = 10_u32.checked_pow(u32::try_from(places.len()).ok()?)?;
        let part =
            |digits: &str| if digits.is_empty() { Some(0) } else { digits.parse::<u32>().ok() };
        let num = part(whole)?.checked_mul(den)?.checked_add(part(places)?)?;
        Self::new(num, den)
    }

    /// Whether `part / whole ≥ self`; nothing of nothing is not.
    fn reached_by(self, part: u64, whole: u64) -> bool {
        whole > 0 && part * self.den >= self.num * whole
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.num as f64 / self.den as f64)
    }
}

/// Containment of the smaller set in the larger, with a least number of shared shingles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Containment {
    /// Least share of the smaller set that the larger one has too.
    pub min: Ratio,
    /// Least number of shared shingles; 0 counts as 1.
    pub min_shared: u32,
}

/// A pair is reported when either threshold that is set is reached; with none set, never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rule {
    /// Least |A∩B| / |A∪B|.
    pub resemblance: Option<Ratio>,
    /// Least |A∩B| / min(|A|, |B|).
    pub containment: Option<Containment>,
}

impl Rule {
    /// Resemblance alone.
    #[must_use]
    pub fn resemblance(min: Ratio) -> Self {
        Self { resemblance: Some(min), containment: None }
    }

    /// Containment alone.
    #[must_use]
    pub fn containment(min: Ratio, min_shared: u32) -> Self {
        Self { resemblance: None, containment: Some(Containment { min, min_shared }) }
    }

    /// Whether sets of these exact sizes and overlap are reported. Symmetric; false for empty ones.
    #[must_use]
    pub fn holds(&self, n_shared: u32, n_a: u32, n_b: u32) -> bool {
        let (shared, a, b) = (u64::from(n_shared), u64::from(n_a), u64::from(n_b));
        self.resemblance.is_some_and(|min| min.reached_by(shared, a + b - shared))
            || self.containment.is_some_and(|c| {
                n_shared >= c.min_shared.max(1) && c.min.reached_by(shared, a.min(b))
            })
    }

    /// Most shingles a set of at most `n` can lack in its partner when it is the smaller set of
    /// the pair (or of two equal ones), or nothing when it can be in no pair.
    pub(crate) fn max_missing_as_smaller(&self, n: u32) -> Option<u32> {
        // With |A| ≤ |B|, |A∩B| ≥ t|A∪B| gives |A∩B| ≥ 2t/(1+t)·|A|.
        let resembling = self.resemblance.map(|t| u64::from(n) * (t.den - t.num) / (t.den + t.num));
        let contained = self.max_missing_contained(n).map(u64::from);
        resembling.max(contained).filter(|_| n > 0).map(|most| most as u32)
    }

    /// As [`Rule::max_missing_as_smaller`], for the larger set.
    pub(crate) fn max_missing_as_larger(&self, n: u32) -> Option<u32> {
        let resembling = self.resemblance.map(|t| u64::from(n) * (t.den - t.num) / t.den);
        let holding = self.containment.and_then(|c| n.checked_sub(c.min_shared.max(1)));
        resembling.max(holding.map(u64::from)).filter(|_| n > 0).map(|most| most as u32)
    }

    /// Most shingles a set of at most `n` can lack when the other contains enough of it.
    fn max_missing_contained(&self, n: u32) -> Option<u32> {
        let c = self.containment?;
        let by_share = u64::from(n) * (c.min.den - c.min.num) / c.min.den;
        n.checked_sub(c.min_shared.max(1)).map(|by_count| by_count.min(by_share as u32))
    }

    /// Whether a pair with sets of at most `n_a` and `n_b` can still be reported when A is known
    /// to lack `missing_a` of its shingles in B, and B `missing_b` in A.
    pub(crate) fn may_hold(&self, [missing_a, missing_b]: [u32; 2], [n_a, n_b]: [u32; 2]) -> bool {
        // |A∆B| = |A∪B| − |A∩B| ≤ (1−t)/(1+t)·(|A|+|B|).
        let resembling = self.resemblance.is_some_and(|t| {
            let most = (u64::from(n_a) + u64::from(n_b)) * (t.den - t.num) / (t.den + t.num);
            u64::from(missing_a) + u64::from(missing_b) <= most
        });
        resembling
            || self.max_missing_contained(n_a).is_some_and(|most| missing_a <= most)
            || self.max_missing_contained(n_b).is_some_and(|most| missing_b <= most)
    }

    /// Most shingles that sets of exactly these sizes can have in one of them only.
    pub(crate) fn max_missing_in_both(&self, n_a: u32, n_b: u32) -> u64 {
        let both = u64::from(n_a) + u64::from(n_b);
        match self {
            Self { resemblance: Some(t), containment: None } => {
                both * (t.den - t.num) / (t.den + t.num)
            }
            _ => both,
        }
    }

    /// The share of all shingles, in 1/1024, that is looked at first: enough for the prefixes of
    /// nearly all articles of some hundred words, all when containment is asked for.
    pub(crate) fn first_share(&self) -> u32 {
        match self {
            Self { resemblance: Some(t), containment: None } => {
                // A fifth more than a prefix, and some for the spread of short articles.
                let prefix = 1024 * (t.den - t.num) / t.den;
                (prefix + prefix / 5 + 16).min(1024) as u32
            }
            _ => 1024,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_parsed_exactly() {
        for (text, expected) in [
            ("0.7", Ratio::new(7, 10)),
            (".825", Ratio::new(825, 1000)),
            ("1", Ratio::new(1, 1)),
            ("1.0", Ratio::new(10, 10)),
            ("0.000001", Ratio::new(1, 1_000_000)),
            ("0", None),
            ("1.1", None),
            ("-0.5", None),
            ("0.0000001", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(Ratio::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn equality_reaches_the_threshold() {
        let rule = Rule::resemblance(Ratio::parse("0.7").unwrap());
        assert!(rule.holds(7, 7, 10));
        assert!(!rule.holds(6, 7, 10));
        assert!(!rule.holds(0, 0, 0));
        let rule = Rule::containment(Ratio::parse("0.5").unwrap(), 3);
        assert!(rule.holds(3, 6, 100) && rule.holds(3, 100, 6));
        assert!(!rule.holds(2, 4, 100) && !rule.holds(3, 7, 100));
    }

    #[test]
    fn bounds_never_refuse_a_pair_that_holds() {
        let ratios = [(1, 10), (1, 3), (1, 2), (7, 10), (99, 100), (1, 1)];
        let mut rules = Vec::new();
        for (num, den) in ratios {
            let ratio = Ratio::new(num, den).unwrap();
            rules.push(Rule::resemblance(ratio));
            for min_shared in [0, 1, 4] {
                let contained = Rule::containment(ratio, min_shared);
                rules.push(contained);
                rules.push(Rule { resemblance: Ratio::new(7, 10), ..contained });
            }
        }
        for rule in rules {
            for a in 1..14_u32 {
                for b in a..14 {
                    for shared in (0..=a).filter(|&shared| rule.holds(shared, a, b)) {
                        let missing = [a - shared, b - shared];
                        for slack in 0..3 {
                            let sizes = [a + slack, b + slack];
                            assert!(rule.may_hold(missing, sizes));
                            assert!(rule.max_missing_as_smaller(sizes[0]).unwrap() >= missing[0]);
                            assert!(rule.max_missing_as_larger(sizes[1]).unwrap() >= missing[1]);
                        }
                    }
                }
            }
        }
    }
}
