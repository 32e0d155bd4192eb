//! What a certainty is.

use crate::{mention::Predicate, span::TextRange};

/// A word that makes a statement less or other than a plain fact, and what it is said of.
/// The mention's range is that word ("may", "is to", "up to").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certainty {
    /// What it makes of the statement.
    pub level: CertaintyLevel,
    /// The words behind it to the end of the clause; the cue alone if none follow.
    pub scope: TextRange,
    /// The word that is said to be so, if there is one: "may resign" has "resign".
    pub predicate: Option<Predicate>,
}

/// What a statement is that is no plain fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CertaintyLevel {
    /// "may", "could", "perhaps", "apparently", "is believed to", "faces up to ten years".
    Possible,
    /// By hearsay: "reportedly", "is said to". An attribution is none: it has a source.
    Reported,
    /// "alleged", "suspected", "accused of".
    Alleged,
    /// "likely", "is forecast to"; "will" of what nobody decides ("it will take years").
    Expected,
    /// "plans to", "is to"; "will" of what somebody does by his own decision.
    Planned,
    /// "confirmed", "verified".
    Confirmed,
    /// "if", "unless", "would" other than in a report of what was going to happen.
    Conditional,
}

impl CertaintyLevel {
    /// The word used in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Reported => "reported",
            Self::Alleged => "alleged",
            Self::Expected => "expected",
            Self::Planned => "planned",
            Self::Confirmed => "confirmed",
            Self::Conditional => "conditional",
        }
    }
}
