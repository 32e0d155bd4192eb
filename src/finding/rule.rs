//! The named rules that findings come from, and how often each was right.

use crate::table;
use std::sync::LazyLock;

/// Measured: of each rule how many of its conflicts were right, and how many it reported.
/// `crosswire bench planted findings traps --split all --suite ../shared/data/ecbplus --suite
/// ../shared/data/basil --write-rules FILE` makes the file: from edits whose truth is known, on texts
/// that rules were made on and on others, and from conflicts among accounts of real events that two
/// readers judged.
const MEASURED: &str = include_str!("data/rule-precision.tsv");

/// What a finding rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Another figure in one place of near-identical sentences.
    FigureChanged,
    /// Several things, and one of them, in near-identical sentences.
    NumberChanged,
    /// Another day or hour in one place of near-identical sentences.
    TimeChanged,
    /// Two hours by two clocks.
    ClockDiffers,
    /// Another length of time in one place of near-identical sentences.
    LengthChanged,
    /// A name that differs in part in near-identical sentences.
    NamePartChanged,
    /// Another name in one place of near-identical sentences.
    NameChanged,
    /// People of one surname, each known to one account alone.
    GivenName,
    /// Another name or thing of which there is one alone.
    OnlyOne,
    /// Two who did it to each other, each way in one account.
    ExchangedRoles,
    /// What goes on in one account after it has ended in the other.
    EndedBefore,
    /// Another occupation of one person, or a man and a woman.
    OtherOccupation,
    /// What one denies the other affirms.
    Denied,
    /// Contrary words in one place of near-identical sentences.
    Contrary,
    /// Other words in one place of a quotation.
    QuotationChanged,
    /// Another quotation in the same frame.
    QuotationReplaced,
    /// One content given to two sources.
    SourceChanged,
    /// A figure in its place in either account, in their own words.
    RivalFigure,
    /// Two figures that each account gives the other way round.
    SwappedFigures,
    /// A name in its place.
    RivalName,
    /// A figure of a kind of which an event has one.
    RivalKind,
    /// Who holds an office of which there is one.
    RivalHolder,
    /// A day in its place.
    RivalDay,
    /// A year in its place.
    RivalYear,
    /// An hour of the clock in its place.
    RivalHour,
    /// A length of time in its place.
    RivalLength,
    /// Two ages of one person.
    RivalAge,
    /// A matter that came out in two ways.
    RivalOutcome,
    /// One utterance in two wordings.
    RivalQuotation,
    /// One statement given to two people.
    RivalSource,
    /// The later account has the higher count.
    FigureUpdated,
    /// The later account tells what had not happened yet.
    DeedUpdated,
    /// The same figure.
    FigureAgrees,
    /// Rounding and bounds.
    FigureCompatible,
    /// Counts of people under two names.
    OtherScope,
    /// How sure two near-identical sentences are.
    CertaintyDiffers,
    /// A difference that no rule can judge.
    Unjudged,
    /// Sentences that say the same.
    Agreement,
    /// A sentence that no other came near.
    OnlyIn,
}

impl Rule {
    /// The word used in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FigureChanged => "figure-changed",
            Self::NumberChanged => "number-changed",
            Self::TimeChanged => "time-changed",
            Self::ClockDiffers => "clock-differs",
            Self::LengthChanged => "length-changed",
            Self::NamePartChanged => "name-part-changed",
            Self::NameChanged => "name-changed",
            Self::GivenName => "given-name",
            Self::OnlyOne => "only-one",
            Self::ExchangedRoles => "exchanged-roles",
            Self::EndedBefore => "ended-before",
            Self::OtherOccupation => "other-occupation",
            Self::Denied => "denied",
            Self::Contrary => "contrary",
            Self::QuotationChanged => "quotation-changed",
            Self::QuotationReplaced => "quotation-replaced",
            Self::SourceChanged => "source-changed",
            Self::RivalFigure => "rival-figure",
            Self::SwappedFigures => "swapped-figures",
            Self::RivalName => "rival-name",
            Self::RivalDay => "rival-day",
            Self::RivalYear => "rival-year",
            Self::RivalKind => "rival-kind",
            Self::RivalHolder => "rival-holder",
            Self::RivalHour => "rival-hour",
            Self::RivalLength => "rival-length",
            Self::RivalAge => "rival-age",
            Self::RivalOutcome => "rival-outcome",
            Self::RivalQuotation => "rival-quotation",
            Self::RivalSource => "rival-source",
            Self::FigureUpdated => "figure-updated",
            Self::DeedUpdated => "deed-updated",
            Self::FigureAgrees => "figure-agrees",
            Self::FigureCompatible => "figure-compatible",
            Self::OtherScope => "other-scope",
            Self::CertaintyDiffers => "certainty-differs",
            Self::Unjudged => "unjudged",
            Self::Agreement => "agreement",
            Self::OnlyIn => "only-in",
        }
    }

    /// How sure a finding of this rule is, in hundredths. Of conflicts the lower bound of the
    /// measured precision (see [`wilson_bound`]); of what is no conflict, and contradicts
    /// nobody, a stated figure.
    #[must_use]
    pub fn confidence(self) -> u32 {
        match self {
            Self::FigureUpdated | Self::DeedUpdated => 75,
            Self::FigureAgrees => 90,
            Self::FigureCompatible | Self::OnlyIn => 80,
            Self::CertaintyDiffers => 70,
            Self::OtherScope => 60,
            // Of an agreement as a whole the model of alignment says how sure it is.
            Self::Unjudged | Self::Agreement => 50,
            _ => measured(self),
        }
    }
}

/// A rule that reported nothing where it could be measured: no more than one right of one.
const UNSEEN: u32 = 20;

fn measured(rule: Rule) -> u32 {
    static ROWS: LazyLock<Vec<(&str, u32)>> = LazyLock::new(|| {
        let row = |line: &'static str| {
            let mut cells = line.split('\t');
            let (name, right, n) = (cells.next()?, cells.next()?, cells.next()?);
            Some((name, wilson_bound(right.parse().ok()?, n.parse().ok()?)))
        };
        table::lines(MEASURED).filter_map(row).collect()
    });
    let row = ROWS.iter().find(|(name, _)| *name == rule.as_str());
    row.map_or(UNSEEN, |(_, bound)| *bound)
}

/// The lower end of the 95 % interval of a share of which `n_right` of `n` were seen, in
/// hundredths, rounded down (Wilson 1927); 0 where nothing was seen.
#[must_use]
pub fn wilson_bound(n_right: u32, n: u32) -> u32 {
    /// The normal quantile of 97.5 %, squared.
    const Z2: f64 = 3.841_458_820_694_124;
    if n == 0 {
        return 0;
    }
    let (right, n) = (f64::from(n_right), f64::from(n));
    let share = right / n;
    let spread = (Z2 * (share * (1.0 - share) / n + Z2 / (4.0 * n * n))).sqrt();
    let bound = (share + Z2 / (2.0 * n) - spread) / (1.0 + Z2 / n);
    // What rounding errors leave of 0.
    (100.0 * bound + 1e-9).max(0.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_of_wilson() {
        for (right, n, bound) in [
            (0, 0, 0),
            (0, 10, 0),
            (1, 1, 20),
            (5, 5, 56),
            (10, 10, 72),
            (45, 50, 78),
            (99, 100, 94),
        ] {
            assert_eq!(wilson_bound(right, n), bound, "{right} of {n}");
        }
    }

    #[test]
    fn rules_that_report_often_are_mostly_right() {
        for rule in [Rule::FigureChanged, Rule::TimeChanged, Rule::SourceChanged, Rule::Denied] {
            assert!(rule.confidence() > 50, "{}", rule.as_str());
        }
        let names: Vec<&str> =
            table::lines(MEASURED).filter_map(|line| line.split('\t').next()).collect();
        assert!(names.is_sorted());
    }
}
