//! The weights by which articles are grouped.
//!
//! They are integers in `data/event-groups.json`, fitted by logistic regression with the
//! command that the file names, so that the same articles are grouped alike everywhere.

use super::{features::PairFeatures, split::SplitFeatures};
use crate::relate::date_term;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Scores are taken no lower and no higher than so many thousandths of a logit: beyond, a pair
/// is as sure as can be, and one pair must not outvote many.
pub(super) const MAX_SCORE: i64 = 4_000;

/// A fitted model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventGroupModel {
    /// The command that made the file.
    pub made_by: String,
    /// Weight of each feature of a pair, in the order of [`PairFeatures::NAMES`].
    pub pair_weights: Vec<i64>,
    /// Added to the weighted sum.
    pub pair_intercept: i64,
    /// Least average score at which groups are joined: low, for the split parts them again.
    pub min_link: i64,
    /// Weight of each feature of a split, in the order of [`SplitFeatures::NAMES`].
    pub split_weights: Vec<i64>,
    /// Added to the weighted sum.
    pub split_intercept: i64,
    /// Least score at which a group is parted.
    pub min_split: i64,
}

impl EventGroupModel {
    /// The model for news.
    ///
    /// # Panics
    /// If the data file built into the program is damaged; a test reads it.
    #[must_use]
    pub fn news() -> &'static Self {
        static NEWS: LazyLock<EventGroupModel> = LazyLock::new(|| {
            serde_json::from_str(include_str!("data/event-groups.json")).expect("a sound data file")
        });
        &NEWS
    }

    /// The score of a pair published so many days apart, in thousandths of a logit.
    #[must_use]
    pub fn pair_score(&self, features: &PairFeatures, days_apart: Option<u32>) -> i64 {
        let values = features.values().map(u64::cast_signed);
        let score =
            weighted(&self.pair_weights, &values) + self.pair_intercept + date_term(days_apart);
        score.clamp(-MAX_SCORE, MAX_SCORE)
    }

    /// The score of a split, in thousandths of a logit.
    #[must_use]
    pub fn split_score(&self, features: &SplitFeatures) -> i64 {
        weighted(&self.split_weights, &features.values()) + self.split_intercept
    }
}

/// Sum of products of thousandths, in thousandths.
fn weighted(weights: &[i64], values: &[i64]) -> i64 {
    weights.iter().zip(values).map(|(weight, value)| weight * value).sum::<i64>() / 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_is_sound() {
        let model = EventGroupModel::news();
        assert_eq!(model.pair_weights.len(), PairFeatures::NAMES.len());
        assert_eq!(model.split_weights.len(), SplitFeatures::NAMES.len());
        assert!(model.made_by.contains("--bin fit -- events"));
        let same = PairFeatures { body: 900, lead: 900, names: 900, figures: 900, title: 900 };
        let nothing = PairFeatures::default();
        assert!(model.pair_score(&same, None) > 0 && model.pair_score(&nothing, None) < 0);
        assert!(model.pair_score(&same, Some(30)) <= model.pair_score(&same, Some(1)));
    }
}
