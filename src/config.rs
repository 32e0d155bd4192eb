//! Every stage's parameters in one value.

use crate::{
    align::AlignParams,
    candidates::ScoreParams,
    error::{Error, Result},
    hash::hash64,
    ingest::IngestParams,
    normalize::NormalizeParams,
    relate::RelateParams,
};
use serde::{Deserialize, Serialize};

/// What is taken for granted about the articles of one comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assume {
    /// Nothing: the relation is measured, and accounts of different events do not conflict.
    #[default]
    Nothing,
    /// They tell of one event, whatever the measure says.
    SameEvent,
}

/// The parameters of a run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    /// How inputs are read.
    pub ingest: IngestParams,
    /// How texts become documents.
    pub normalize: NormalizeParams,
    /// When two articles are copies.
    pub relate: RelateParams,
    /// When two sentences say the same.
    pub align: AlignParams,
    /// Which pairs of a corpus are reported.
    pub score: ScoreParams,
    /// What is taken for granted.
    pub assume: Assume,
}

impl Config {
    /// Checks that every parameter is in its range.
    ///
    /// # Errors
    /// [`Error::is_invalid_params`], naming the parameter and its range.
    pub fn validate(&self) -> Result<()> {
        for (name, value) in [
            ("min-resemblance", self.relate.min_resemblance),
            ("min-containment", self.relate.min_containment),
            ("min-reuse", self.relate.min_reuse),
        ] {
            if value == 0 || value > 1000 {
                return Err(Error::invalid_params(format!(
                    "{name} is {}, it must lie above 0 and at most at 1",
                    value as f64 / 1000.0
                )));
            }
        }
        if self.align.max_per_sentence == 0 {
            return Err(Error::invalid_params("a sentence must be allowed at least one alignment"));
        }
        Ok(())
    }

    /// Names this configuration and no other: 16 hexadecimal digits.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let json = serde_json::to_string(self).unwrap_or_default();
        format!("{:016x}", hash64(json.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_checked_and_configurations_named() {
        let mut config = Config::default();
        assert!(config.validate().is_ok());
        let name = config.fingerprint();
        config.relate.min_resemblance = 1_200;
        assert!(config.validate().is_err_and(|e| e.is_invalid_params()));
        assert_ne!(config.fingerprint(), name);
    }
}
