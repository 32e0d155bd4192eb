//! How likely two sentences say the same: linear scores over shared weights.
//!
//! Two models, both fitted by logistic regression with the commands their files name. One
//! tells a statement from one like it about another event; the other, between accounts of
//! one event, from all other sentences of the other account. There, names that the whole
//! article is about tell nothing, and equal figures tell most.

use super::content::SentenceContent;
use crate::sketch::{Calibration, SharedWeights, mille};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Measures of two sentences, each 0 to 1000, symmetric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SentenceFeatures {
    /// Square root of the weighted Jaccard of all terms.
    pub terms: i64,
    /// Share of the weight of names, of the side with fewer.
    pub names: i64,
    /// 1000 where both name names and share none.
    pub other_names: i64,
    /// 1000 where one side names none.
    pub no_names: i64,
    /// 1000 where both give figures and share none.
    pub other_figures: i64,
    /// How unlike the two are in length.
    pub lengths: i64,
    /// Number of shared terms, 12 or more being 1000.
    pub n_shared: i64,
    /// What the figures tell that both give, 10 bits or more being 1000.
    pub figures: i64,
    /// Whether telling words are shared that are no names. Not part of the score.
    pub shares_word: bool,
}

/// Three bits: a word in fewer than one article of eight, or two common ones.
const MIN_WORD_WEIGHT: u64 = 3 * 256;
/// Shared terms past which more tell nothing new.
const MAX_SHARED: u64 = 12;

impl SentenceFeatures {
    /// Names of the measures, in the order of [`values`](Self::values).
    pub const NAMES: [&str; 8] = [
        "terms",
        "names",
        "other_names",
        "no_names",
        "other_figures",
        "lengths",
        "n_shared",
        "figures",
    ];

    /// Compares two sentences. Cost: linear in their terms.
    #[must_use]
    pub fn of(a: &SentenceContent, b: &SentenceContent) -> Self {
        let figures = a.shared_figures(b).min(1000);
        let (a, b) = (&a.profile, &b.profile);
        let sums = SharedWeights::of(&a.terms, &b.terms);
        let (shorter, longer) = {
            let (a, b) = (a.terms.len() as u64 + 1, b.terms.len() as u64 + 1);
            (a.min(b), a.max(b))
        };
        let has_names = [sums.names[0] > 0, sums.names[1] > 0];
        let has_figures = sums.n_figures[0] > 0 && sums.n_figures[1] > 0;
        let flag = |is_so: bool| if is_so { 1000 } else { 0 };
        Self {
            terms: (1000 * sums.jaccard_mille()).isqrt() as i64,
            names: sums.name_containment_mille() as i64,
            other_names: flag(has_names == [true, true] && sums.shared_names == 0),
            no_names: flag(has_names != [true, true]),
            other_figures: flag(has_figures && sums.n_shared_figures == 0),
            lengths: 1000 - mille(shorter, longer) as i64,
            n_shared: mille(u64::from(sums.n_shared), MAX_SHARED) as i64,
            figures: figures as i64,
            shares_word: sums.shared >= sums.shared_names + MIN_WORD_WEIGHT,
        }
    }

    /// The measures in a fixed order.
    #[must_use]
    pub fn values(&self) -> [i64; 8] {
        [
            self.terms,
            self.names,
            self.other_names,
            self.no_names,
            self.other_figures,
            self.lengths,
            self.n_shared,
            self.figures,
        ]
    }
}

/// A fitted model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentenceModel {
    /// The command that made the file.
    pub made_by: String,
    /// Weight of each feature, in the order of [`SentenceFeatures::NAMES`].
    pub weights: Vec<i64>,
    /// Added to the weighted sum.
    pub intercept: i64,
    /// Measured share of pairs that say the same by score.
    pub calibration: Calibration,
}

impl SentenceModel {
    /// The model for articles that may tell of different events, for news in English.
    ///
    /// # Panics
    /// If the data file built into the program is damaged; a test reads it.
    #[must_use]
    pub fn any_events() -> &'static Self {
        static MODEL: LazyLock<SentenceModel> = LazyLock::new(|| {
            serde_json::from_str(include_str!("data/sentence-model.json"))
                .expect("a sound data file")
        });
        &MODEL
    }

    /// The model for accounts of one event, for news in English.
    ///
    /// # Panics
    /// If the data file built into the program is damaged; a test reads it.
    #[must_use]
    pub fn one_event() -> &'static Self {
        static MODEL: LazyLock<SentenceModel> = LazyLock::new(|| {
            serde_json::from_str(include_str!("data/account-model.json"))
                .expect("a sound data file")
        });
        &MODEL
    }

    /// The score, in thousandths of a logit; sentences without a shared term have the
    /// lowest, [`i64::MIN`].
    #[must_use]
    pub fn score(&self, features: &SentenceFeatures) -> i64 {
        if features.n_shared == 0 {
            return i64::MIN;
        }
        let weighted = self.weights.iter().zip(features.values()).map(|(w, v)| w * v);
        weighted.sum::<i64>() / 1000 + self.intercept
    }

    /// How often pairs of this score say the same, in hundredths.
    #[must_use]
    pub fn confidence(&self, score: i64) -> u32 {
        self.calibration.hundredths(score)
    }
}
