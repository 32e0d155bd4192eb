//! Kinds of edits, and what a reporter should make of them.

/// What is done to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Quantity,
    SwappedFigures,
    Time,
    Name,
    Quotation,
    Attribution,
    Polarity,
    Certainty,
    DroppedClaim,
    InventedClaim,
    Rounding,
    Conversion,
    Synonym,
    Voice,
    Order,
    Refinement,
    ShortQuotation,
    OtherClauseNegation,
}

/// Whether an edit changes what is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Harm {
    Harmful,
    Harmless,
}

impl Kind {
    /// All of them, harmful ones first.
    pub(crate) const ALL: [Self; 18] = [
        Self::Quantity,
        Self::SwappedFigures,
        Self::Time,
        Self::Name,
        Self::Quotation,
        Self::Attribution,
        Self::Polarity,
        Self::Certainty,
        Self::DroppedClaim,
        Self::InventedClaim,
        Self::Rounding,
        Self::Conversion,
        Self::Synonym,
        Self::Voice,
        Self::Order,
        Self::Refinement,
        Self::ShortQuotation,
        Self::OtherClauseNegation,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Quantity => "quantity",
            Self::SwappedFigures => "swapped-figures",
            Self::Time => "time",
            Self::Name => "name",
            Self::Quotation => "quotation",
            Self::Attribution => "attribution",
            Self::Polarity => "polarity",
            Self::Certainty => "certainty",
            Self::DroppedClaim => "dropped-claim",
            Self::InventedClaim => "invented-claim",
            Self::Rounding => "rounding",
            Self::Conversion => "conversion",
            Self::Synonym => "synonym",
            Self::Voice => "voice",
            Self::Order => "order",
            Self::Refinement => "refinement",
            Self::ShortQuotation => "short-quotation",
            Self::OtherClauseNegation => "other-clause-negation",
        }
    }

    pub(crate) fn harm(self) -> Harm {
        if self <= Self::InventedClaim { Harm::Harmful } else { Harm::Harmless }
    }

    /// The facet that differs, if one does.
    pub(crate) fn facet(self) -> Option<&'static str> {
        Some(match self {
            Self::Quantity | Self::SwappedFigures | Self::Rounding => "quantity",
            Self::Time => "time",
            Self::Name => "name",
            Self::Quotation | Self::ShortQuotation => "quotation",
            Self::Attribution => "attribution",
            Self::Polarity | Self::OtherClauseNegation => "polarity",
            Self::Certainty => "certainty",
            Self::DroppedClaim
            | Self::InventedClaim
            | Self::Conversion
            | Self::Synonym
            | Self::Voice
            | Self::Order
            | Self::Refinement => return None,
        })
    }

    /// What a perfect reporter says of the two places.
    pub(crate) fn verdict(self) -> &'static str {
        match self {
            Self::DroppedClaim | Self::InventedClaim => "only-in",
            // How sure an account is contradicts nobody; the difference is to be named.
            Self::Certainty => "compatible",
            _ if self.harm() == Harm::Harmful => "conflict",
            Self::Rounding | Self::Conversion | Self::Refinement | Self::ShortQuotation => {
                "compatible"
            }
            _ => "agree",
        }
    }
}
