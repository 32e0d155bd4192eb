//! What a quantity is.

use crate::span::TextRange;
use std::borrow::Cow;

/// A number as said, with what it counts or measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Smallest value meant; equal to `high` for an exact figure and for an approximate
    /// one ("about 40" is 40 to 40, approximate). In base units of [`Quantity::unit`]
    /// (metres, kilograms, degrees Celsius …), scale words multiplied out. "Dozens",
    /// "hundreds of thousands" start at one of the scale (12, 100,000) and are open.
    pub low: f64,
    /// Largest value meant; infinite for an open bound ("more than 1,500").
    pub high: f64,
    /// How the figure is hedged.
    pub bound: Bound,
    /// Canonical unit: `%`, `percentage-point`, a currency code (`USD`), `m`, `kg`, `year-old` …
    pub unit: Option<Cow<'static, str>>,
    /// What is counted, head noun with its modifiers, as written ("foreign mercenaries").
    pub counted: Option<TextRange>,
    /// Stem of the head noun of what is counted, lower case ("mercenari").
    pub counted_head: Option<String>,
    /// What is said to happen to those counted, or to be done with them: one word for all
    /// words of a kind ("kill" for killed, dead, death toll; "injur" for wounded, hurt),
    /// otherwise the stem of the verb ("recruit"). Counts with different predicates count
    /// different things.
    pub predicate: Option<Cow<'static, str>>,
    /// Phrase that narrows what is counted ("in the city", "of the 50 members"), as written.
    pub scope: Option<TextRange>,
    /// What sort of number it is.
    pub class: QuantityClass,
    /// Base units in one of the unit it is written in; 1 without a unit.
    pub factor: f64,
}

impl Quantity {
    /// Whether it counts two things or more, exactly.
    #[must_use]
    pub fn is_count_of_several(&self) -> bool {
        self.class == QuantityClass::Cardinal
            && self.bound == Bound::Exact
            && self.low >= 2.0
            && self.low == self.high
    }

    /// The figure that is said: of "below 100 metres" the 100.
    #[must_use]
    pub fn said(&self) -> f64 {
        if self.bound == Bound::AtMost { self.high } else { self.low }
    }
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

impl Bound {
    /// The word used in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Approximate => "approximate",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
            Self::Range => "range",
        }
    }
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
