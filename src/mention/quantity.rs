//! Quantities: a value, its unit, and what is counted.

use super::Mention;
use crate::{normalize::Document, span::TextRange};

/// A number as said, with what it counts or measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Smallest value meant; equal to `high` for an exact figure. In base units of
    /// [`Quantity::unit`] (metres, kilograms, seconds …), scale words multiplied out.
    pub low: f64,
    /// Largest value meant; infinite for an open bound ("more than 1,500").
    pub high: f64,
    /// How the figure is hedged.
    pub bound: Bound,
    /// Canonical unit: `%`, `percentage-point`, a currency code (`USD`), `m`, `kg`, `year-old` …
    pub unit: Option<String>,
    /// What is counted, head noun with its modifiers, as written ("foreign mercenaries").
    pub counted: Option<TextRange>,
    /// Stem of the head noun of what is counted, lower case ("mercenari").
    pub counted_head: Option<String>,
    /// What sort of number it is.
    pub class: QuantityClass,
}

/// How a figure is hedged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// As said ("12").
    Exact,
    /// "about", "some", "nearly", "dozens".
    Approximate,
    /// "more than", "at least", "over".
    AtLeast,
    /// "up to", "fewer than", "at most".
    AtMost,
    /// "10 to 15", "between 10 and 15".
    Range,
}

/// What sort of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuantityClass {
    /// A count of things.
    Cardinal,
    /// A place in an order ("third", "21st").
    Ordinal,
    /// A share.
    Percentage,
    /// A fraction of something ("a third of voters").
    Fraction,
    /// An amount of money.
    Money,
    /// A measure with a unit of length, mass, temperature …
    Measure,
    /// A person's age.
    Age,
    /// A score or a vote ("51–49"): `low` is the first, `high` the second figure.
    Score,
}

/// The quantities of `doc`, in text order.
pub(super) fn find(_doc: &Document) -> Vec<Mention> {
    Vec::new()
}
