//! Which pairs of a corpus are looked for.

use crate::normalize::Shingling;
use crate::overlap::{Ratio, Rule};
use serde::{Deserialize, Serialize};

/// Parameters of a join of a corpus with itself or another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreParams {
    /// Which pairs are reported.
    pub rule: Rule,
    /// What the sets are made of.
    pub shingling: Shingling,
    /// Identical articles are expanded to all pairs in groups of at most so many members; a
    /// larger group gives rows of one with each of the others, and that one stands for all in
    /// pairs with other articles.
    pub max_group: usize,
}

/// Chosen on 50 near-duplicates among all pairs of 3,966 articles (set `neardup`). With
/// containment of .70 the F by resemblance is .906 at .40, .932 at .41 and .42, .940 at .425, .929
/// at .43, .939 at .44, .928 at .45 and .926 at .50: the value is the one in the plateau at which
/// precision and recall are equal, .94 both. The count of shared shingles does not matter between
/// 20 and 100.
impl ScoreParams {
    /// Least resemblance where nothing else is asked for.
    pub const MIN_RESEMBLANCE: &str = "0.425";
    /// Least containment where nothing else is asked for.
    pub const MIN_CONTAINMENT: &str = "0.7";
    /// Least number of shared shingles of a pair found by containment.
    pub const MIN_SHARED: u32 = 30;
}

impl Default for ScoreParams {
    fn default() -> Self {
        let mut rule = Rule { resemblance: Ratio::parse(Self::MIN_RESEMBLANCE), containment: None };
        if let Some(min) = Ratio::parse(Self::MIN_CONTAINMENT) {
            rule.containment = Rule::containment(min, Self::MIN_SHARED).containment;
        }
        Self { rule, shingling: Shingling::WORD_5, max_group: 1000 }
    }
}
