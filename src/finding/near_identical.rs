//! Sentences that differ in a few words: is it a fact that differs, or the wording?

use super::{
    certainty, duration,
    model::{Facet, Said, Verdict},
    name, polarity,
    quantity::{is_later_count, mark},
    quotation,
    statement::{Ruling, Statement, both_say, overlap},
    word_diff::{Change, WordDiff},
};
use crate::{
    mention::{Quantity, ValueRelation, compare_values},
    span::TextRange,
};

/// Everything but the figure is the same.
const QUANTITY_CONFIDENCE: u32 = 90;
const TIME_CONFIDENCE: u32 = 85;

/// What the differing words of two near-identical statements say; nothing if the two are
/// told in words of their own. Cost: words of one times words of the other at worst.
pub(super) fn rule(a: Statement<'_>, b: Statement<'_>) -> Vec<Ruling> {
    let Some(diff) = WordDiff::of(a, b) else { return Vec::new() };
    let (quoted, plain): (Vec<_>, Vec<_>) =
        diff.changes().partition(|change| quotation::is_quoted(a, b, *change));
    let mut rulings: Vec<Ruling> = plain
        .into_iter()
        .filter_map(|change| {
            match (change.range_a(), change.range_b()) {
                (Some(x), Some(y)) => figure(a, x, b, y).or_else(|| time(a, x, b, y)),
                _ => None,
            }
            .or_else(|| duration::changed(a, b, change))
            .or_else(|| polarity::changed(a, b, change))
        })
        .collect();
    let figures = quoted.into_iter().filter_map(|change| {
        let (x, y) = (change.range_a()?, change.range_b()?);
        figure(a, x, b, y).or_else(|| time(a, x, b, y))
    });
    rulings.extend(figures);
    for block in diff.blocks(MAX_GAP) {
        if rulings.iter().any(|ruling| touches(&ruling.said, block)) {
            continue;
        }
        let ruling = if quotation::is_quoted(a, b, block) {
            quotation::changed(a, b, block)
        } else {
            name::changed(a, b, block, &diff)
                .or_else(|| polarity::opposite(a, b, block))
                .or_else(|| certainty::changed(a, b, block))
        };
        rulings.extend(ruling);
    }
    let denied = polarity::denied(a, b);
    rulings.extend(denied.filter(|ruling| !rulings.iter().any(|known| known.shows_same(ruling))));
    rulings
}

/// Words in common that a change of wording runs across.
const MAX_GAP: usize = 2;

/// Whether a mark of a ruling lies in a change.
fn touches(said: &[Said; 2], block: Change<'_>) -> bool {
    let is_touched = |said: &Said, range: Option<TextRange>| {
        range.is_some_and(|range| said.marks.iter().any(|mark| mark.overlaps(range)))
    };
    is_touched(&said[0], block.range_a()) || is_touched(&said[1], block.range_b())
}

/// Another figure of the same sort in the same place.
fn figure(a: Statement<'_>, in_a: TextRange, b: Statement<'_>, in_b: TextRange) -> Option<Ruling> {
    let ((range_a, qa), (range_b, qb)) = (only_quantity(a, in_a)?, only_quantity(b, in_b)?);
    let is_comparable = qa.class == qb.class && qa.unit == qb.unit;
    if !is_comparable || compare_values(qa, qb) != ValueRelation::Differ {
        return None;
    }
    let said = [mark(a, range_a, qa), mark(b, range_b, qb)];
    let is_update = is_later_count(a, qa, b, qb) || is_later_count(b, qb, a, qa);
    let both = both_say(a, b, &said);
    let (verdict, message) = if is_update {
        (Verdict::Updated, format!("{both}: the later account has the higher count"))
    } else {
        (Verdict::Conflict, both)
    };
    Some(Ruling { verdict, facet: Facet::Quantity, confidence: QUANTITY_CONFIDENCE, message, said })
}

/// The quantity of `statement` that `changed` touches, if it is only one.
fn only_quantity(statement: Statement<'_>, changed: TextRange) -> Option<(TextRange, &Quantity)> {
    let mut there = statement.quantities().into_iter().filter(|(range, _)| range.overlaps(changed));
    there.next().filter(|_| there.next().is_none())
}

/// Another day or hour in the same place.
fn time(a: Statement<'_>, in_a: TextRange, b: Statement<'_>, in_b: TextRange) -> Option<Ruling> {
    let (range_a, x, range_b, y) =
        other_interval(a, in_a, b, in_b).or_else(|| other_day(a, in_a, b, in_b))?;
    let said = [a.marked(vec![range_a], Some(x)), b.marked(vec![range_b], Some(y))];
    let message = both_say(a, b, &said);
    Some(Ruling {
        verdict: Verdict::Conflict,
        facet: Facet::Time,
        confidence: TIME_CONFIDENCE,
        message,
        said,
    })
}

/// Two times in their places, with a value to show for each.
type TwoTimes = (TextRange, String, TextRange, String);

fn other_interval(
    a: Statement<'_>,
    in_a: TextRange,
    b: Statement<'_>,
    in_b: TextRange,
) -> Option<TwoTimes> {
    let (range_a, x) = a.intervals().into_iter().find(|(range, _)| range.overlaps(in_a))?;
    let (range_b, y) = b.intervals().into_iter().find(|(range, _)| range.overlaps(in_b))?;
    (!overlap(x, y)).then(|| (range_a, x.0.to_string(), range_b, y.0.to_string()))
}

/// Two days of the year, of which one or both do not say which year.
fn other_day(
    a: Statement<'_>,
    in_a: TextRange,
    b: Statement<'_>,
    in_b: TextRange,
) -> Option<TwoTimes> {
    let (range_a, x) = a.days_of_year().into_iter().find(|(range, _)| range.overlaps(in_a))?;
    let (range_b, y) = b.days_of_year().into_iter().find(|(range, _)| range.overlaps(in_b))?;
    (x != y).then(|| (range_a, x.to_owned(), range_b, y.to_owned()))
}
