//! From a score to how often scores like it were right.

use serde::{Deserialize, Serialize};

/// Measured shares, in hundredths, by score: ascending in both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Calibration(Vec<(i64, u32)>);

impl Calibration {
    /// Makes a table of `points`, each a score and a share in hundredths.
    #[must_use]
    pub fn new(mut points: Vec<(i64, u32)>) -> Self {
        points.sort_unstable();
        Self(points)
    }

    /// The share at `score`, 1 to 99: between measured scores in a straight line, outside
    /// them that of the nearest.
    #[must_use]
    pub fn hundredths(&self, score: i64) -> u32 {
        let after = self.0.partition_point(|(s, _)| *s <= score);
        let before = after.checked_sub(1).map(|idx| self.0[idx]);
        let share = match (before, self.0.get(after)) {
            (Some((s0, c0)), Some(&(s1, c1))) => {
                // The lowest score of all may be measured too: wider numbers hold its distance.
                let (run, whole) =
                    (i128::from(score) - i128::from(s0), i128::from(s1) - i128::from(s0));
                i128::from(c0) + (i128::from(c1) - i128::from(c0)) * run / whole.max(1)
            }
            (Some((_, share)), None) | (None, Some(&(_, share))) => i128::from(share),
            (None, None) => 50,
        };
        u32::try_from(share.clamp(1, 99)).unwrap_or(50)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_lie_on_straight_lines() {
        let table = Calibration::new(vec![(0, 10), (100, 60), (200, 99)]);
        for (score, share) in [(i64::MIN, 10), (-5, 10), (0, 10), (50, 35), (150, 79), (1000, 99)] {
            assert_eq!(table.hundredths(score), share, "{score}");
        }
        assert_eq!(Calibration::default().hundredths(3), 50);
        let from_the_lowest = Calibration::new(vec![(i64::MIN, 19), (-798, 32), (0, 50)]);
        for (score, share) in [(i64::MIN, 19), (-5_000, 31), (-798, 32), (i64::MAX, 50)] {
            assert_eq!(from_the_lowest.hundredths(score), share, "{score}");
        }
    }
}
