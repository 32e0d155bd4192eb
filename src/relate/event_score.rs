//! One event, one topic or neither: a linear score over [`EventFeatures`].
//!
//! Weights are integers in `data/event-model.json`, fitted by logistic regression with
//! the command that the file names, so that the same pair gets the same score everywhere.

use super::{features::EventFeatures, relation::RelationKind};
use crate::sketch::Calibration;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// What the distance of two publication dates adds to the score of one event, in thousandths of
/// a logit: most days, and the term up to them.
///
/// Estimates, not fitted, for the sets with look-alike events have no dates. They come from
/// 4,474 dated news articles: of pairs that score alike, the share that is more than what the
/// distance lets expect of articles on one matter is some nine in ten on one day, a half
/// after four days, a third after a week, and none after two weeks, whatever the score. The next
/// leg, round or hearing is told in the same names, so that beyond that no likeness of words
/// outweighs the distance.
const DATE_TERMS: [(u32, i64); 7] =
    [(0, 1_250), (1, 1_000), (2, 500), (4, 0), (7, -1_000), (14, -2_500), (u32::MAX, -8_000)];

/// What the distance of two publication dates adds to the score; nothing if one is unknown.
pub(crate) fn date_term(days_apart: Option<u32>) -> i64 {
    let term = |days| DATE_TERMS.iter().find(|(most, _)| days <= *most).map(|(_, term)| *term);
    days_apart.and_then(term).unwrap_or(0)
}

/// A weighted sum of the features, the least sum that is called a yes, and what sums mean.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LinearScore {
    /// Weight of each feature, in the order of [`EventFeatures::NAMES`].
    pub weights: Vec<i64>,
    /// Added to the weighted sum.
    pub intercept: i64,
    /// Least score of a yes.
    pub min_score: i64,
    /// Measured share of true pairs by score.
    pub calibration: Calibration,
}

impl LinearScore {
    /// The score, in thousandths of a logit.
    #[must_use]
    pub fn of(&self, features: &EventFeatures) -> i64 {
        let weighted = self.weights.iter().zip(features.values()).map(|(w, v)| w * v);
        weighted.sum::<i64>() / 1000 + self.intercept
    }
}

/// The fitted model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventModel {
    /// The command that made the file.
    pub made_by: String,
    /// Two accounts of one event, against look-alikes and others.
    pub event: LinearScore,
    /// Two articles of one topic or one event, against others.
    pub topic: LinearScore,
}

impl EventModel {
    /// The model for news in English.
    ///
    /// # Panics
    /// If the data file built into the program is damaged; a test reads it.
    #[must_use]
    pub fn english() -> &'static Self {
        static ENGLISH: LazyLock<EventModel> = LazyLock::new(|| {
            serde_json::from_str(include_str!("data/event-model.json")).expect("a sound data file")
        });
        &ENGLISH
    }

    /// The relation by the score, and how sure it is, in hundredths. Dates tell events apart,
    /// not topics.
    pub(super) fn relate(
        &self,
        features: &EventFeatures,
        days_apart: Option<u32>,
    ) -> (RelationKind, u32) {
        let of_topic = self.topic.of(features);
        let of_event = self.event.of(features) + date_term(days_apart);
        let topic_share = self.topic.calibration.hundredths(of_topic);
        let event_share = self.event.calibration.hundredths(of_event);
        if of_event >= self.event.min_score {
            (RelationKind::SameEvent, event_share)
        } else if of_topic >= self.topic.min_score {
            (RelationKind::SameTopic, topic_share.min(100 - event_share))
        } else {
            (RelationKind::Unrelated, 100 - topic_share)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_is_sound() {
        let model = EventModel::english();
        assert!(model.made_by.contains("--bin fit -- relation"));
        for score in [&model.event, &model.topic] {
            assert_eq!(score.weights.len(), EventFeatures::NAMES.len());
        }
        assert!(model.event.of(&EventFeatures::default()) < model.event.min_score);
    }

    #[test]
    fn the_nearer_the_likelier() {
        let terms: Vec<i64> = (0..60).map(|days| date_term(Some(days))).collect();
        assert!(terms.is_sorted_by(|x, y| x >= y));
        assert_eq!(date_term(None), 0);
    }
}
