//! What a negation is.

use crate::{mention::Predicate, span::TextRange};

/// A word that negates or denies, and what it negates. The mention's range is that word, as
/// few words as do it ("not", "no one", "denied", "ruled out").
///
/// Each of two negations of one another is a mention of its own: of "did not deny taking the
/// money" the first negates "deny" and is [`Negation::Plain`], the second negates "take" and
/// is [`Negation::Double`], for what it denies is not denied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Polarity {
    /// Whether it holds or is itself negated.
    pub negation: Negation,
    /// The words negated: from the cue, or the verb before it, to the end of the clause; the
    /// cue alone if nothing else is.
    pub scope: TextRange,
    /// The word that is negated, if there is one: "The crew was not hurt" negates "hurt",
    /// "There was no warning" "warning", "found no evidence" "found", "failed to pay" "pay".
    pub predicate: Option<Predicate>,
}

/// Whether a negation holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Negation {
    /// Its predicate is denied.
    Plain,
    /// It is negated itself ("not unlikely"): its predicate is neither denied nor plainly
    /// affirmed.
    Double,
}

impl Negation {
    /// The word used in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "negative",
            Self::Double => "double-negative",
        }
    }
}
