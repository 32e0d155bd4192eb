//! Lengths of time in one place of two statements.

use super::{
    model::{Facet, Verdict},
    rule::Rule,
    statement::{Ruling, Statement, both_say, only, overlap},
    word_diff::Change,
};
use crate::{
    mention::{Modifier, Time, TimeClass},
    span::TextRange,
};

/// Lengths hedged with "almost" or "about" may differ by this share of the longer.
const TOLERANCE: f64 = 0.15;

/// Another length of time in the one place that `change` is of near-identical statements.
pub(super) fn changed(a: Statement<'_>, b: Statement<'_>, change: Change<'_>) -> Option<Ruling> {
    let (range_a, x) = only(durations(a), change.range_a()?)?;
    let (range_b, y) = only(durations(b), change.range_b()?)?;
    let (of_x, of_y) = (hours_hedged((a, range_a, x))?, hours_hedged((b, range_b, y))?);
    // "Up to eight years" and "up to seven years" are two lengths under one hedge.
    let hedges = [hedge(a, range_a), hedge(b, range_b)];
    let is_hedged = x.modifier.is_some() || hedges[0].is_some();
    let is_one_hedge =
        is_hedged && x.modifier == y.modifier && hedges[0] == hedges[1] && of_x != of_y;
    if overlap(&of_x, &of_y) && !is_one_hedge || is_converted(x, y) {
        return None;
    }
    let said = [a.marked(vec![range_a], None), b.marked(vec![range_b], None)];
    let message = both_say(a, b, &said);
    Some(Ruling {
        verdict: Verdict::Conflict,
        facet: Some(Facet::Quantity),
        rule: Rule::LengthChanged,
        message,
        said,
    })
}

/// What before a length of time makes it an approximate one, beside the words that belong to it.
const HEDGES: [&str; 10] = [
    "close to",
    "just under",
    "just over",
    "getting on for",
    "just short of",
    "little short of",
    "not quite",
    "well over",
    "just shy of",
    "in the region of",
];

/// Such a hedge right before a length of time.
fn hedge(statement: Statement<'_>, length: TextRange) -> Option<&'static str> {
    let before = statement.analysis.doc.text()[..length.start as usize].trim_end();
    HEDGES.into_iter().find(|hedge| before.ends_with(hedge))
}

/// Least and most hours of a length where it stands.
pub(super) fn hours_hedged(
    (statement, range, time): (Statement<'_>, TextRange, &Time),
) -> Option<(f64, f64)> {
    let (least, most) = hours(time)?;
    Some(if hedge(statement, range).is_some() && least == most {
        (least * (1.0 - TOLERANCE), most * (1.0 + TOLERANCE))
    } else {
        (least, most)
    })
}

/// Months have days by the dozen: a length told in another unit may be this much longer.
const CONVERTED: f64 = 0.05;
/// The same of one hedged with "about".
const ABOUT_CONVERTED: f64 = 0.1;

/// Whether one length may be the other in another unit ("90 days", "three months").
pub(super) fn is_converted(x: &Time, y: &Time) -> bool {
    let of = |time: &Time| {
        let value = time.value.as_deref()?;
        Some((value.chars().last()?, hours_of(value)?))
    };
    let is_about = |time: &Time| time.modifier == Some(Modifier::Approx);
    let share = if is_about(x) || is_about(y) { ABOUT_CONVERTED } else { CONVERTED };
    let (Some((unit_x, x)), Some((unit_y, y))) = (of(x), of(y)) else { return false };
    unit_x != unit_y && (x - y).abs() <= share * x.max(y)
}

fn durations(statement: Statement<'_>) -> impl Iterator<Item = (TextRange, &Time)> {
    statement.times().filter(|(_, time)| time.class == TimeClass::Duration)
}

/// Least and most hours of a duration; none for a vague one ("PXD").
pub(super) fn hours(time: &Time) -> Option<(f64, f64)> {
    let hours = hours_of(time.value.as_deref()?)?;
    Some(match time.modifier {
        Some(Modifier::Approx) => (hours * (1.0 - TOLERANCE), hours * (1.0 + TOLERANCE)),
        Some(Modifier::MoreThan | Modifier::EqualOrMore) => (hours, f64::INFINITY),
        Some(Modifier::LessThan | Modifier::EqualOrLess) => (0.0, hours),
        _ => (hours, hours),
    })
}

/// The hours of an ISO 8601 duration ("P1Y6M", "PT48H", "P2.5D"); months and years of mean
/// length.
fn hours_of(value: &str) -> Option<f64> {
    let (mut total, mut is_clock, mut digits) = (0.0, false, String::new());
    for c in value.strip_prefix('P')?.chars() {
        match (c, is_clock) {
            ('T', _) => is_clock = true,
            ('0'..='9' | '.', _) => digits.push(c),
            (unit, _) => {
                let n: f64 = std::mem::take(&mut digits).parse().ok()?;
                total += n * match (unit, is_clock) {
                    ('Y', false) => 8766.0,
                    ('M', false) => 730.5,
                    ('W', false) => 168.0,
                    ('D', false) => 24.0,
                    ('H', true) => 1.0,
                    ('M', true) => 1.0 / 60.0,
                    ('S', true) => 1.0 / 3600.0,
                    _ => return None,
                };
            }
        }
    }
    digits.is_empty().then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_in_hours() {
        for (value, expected) in [
            ("P2D", Some(48.0)),
            ("PT48H", Some(48.0)),
            ("PT90M", Some(1.5)),
            ("P1Y6M", Some(13_149.0)),
            ("P2.5D", Some(60.0)),
            ("PXD", None),
            ("P", Some(0.0)),
            ("PT", Some(0.0)),
            ("48H", None),
        ] {
            assert_eq!(hours_of(value), expected, "{value}");
        }
    }
}
