//! Sentences that differ in a few words: is it a fact that differs, or the wording?

use super::{
    duration,
    model::{Facet, Said, Verdict},
    name,
    quantity::{is_later_count, mark},
    quotation,
    statement::{Ruling, Statement, both_say, overlap},
    word_diff::{Change, WordDiff},
};
use crate::{
    mention::{Quantity, ValueRelation, compare_values, is_negation},
    normalize::Token,
    span::TextRange,
};

/// Everything but the figure is the same.
const QUANTITY_CONFIDENCE: u32 = 90;
const TIME_CONFIDENCE: u32 = 85;
/// A negation more, everything else the same.
const POLARITY_CONFIDENCE: u32 = 85;

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
            .or_else(|| negation(a, change.in_a, b, change.in_b))
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
        };
        rulings.extend(ruling);
    }
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
    (!overlap(x, y)).then(|| (range_a, x.0.clone(), range_b, y.0.clone()))
}

/// Two days of no known year.
fn other_day(
    a: Statement<'_>,
    in_a: TextRange,
    b: Statement<'_>,
    in_b: TextRange,
) -> Option<TwoTimes> {
    let (range_a, x) = a.yearless_days().into_iter().find(|(range, _)| range.overlaps(in_a))?;
    let (range_b, y) = b.yearless_days().into_iter().find(|(range, _)| range.overlaps(in_b))?;
    (x != y).then(|| (range_a, x.to_owned(), range_b, y.to_owned()))
}

/// Words of a change that may turn a statement into its contrary: "did not", "no longer".
const MAX_NEGATION_WORDS: usize = 3;

/// A negation on one side alone.
fn negation(a: Statement<'_>, in_a: &[Token], b: Statement<'_>, in_b: &[Token]) -> Option<Ruling> {
    let negated = |s: Statement<'_>, tokens: &[Token]| {
        tokens.iter().map(|t| t.range).find(|range| is_negation(s.words(*range)))
    };
    let (not_a, not_b) = (negated(a, in_a), negated(b, in_b));
    // A longer change is another clause, whose negation is its own.
    let is_long = in_a.len().max(in_b.len()) > MAX_NEGATION_WORDS;
    if not_a.is_some() == not_b.is_some() || is_long {
        return None;
    }
    let said =
        [a.marked(not_a.into_iter().collect(), None), b.marked(not_b.into_iter().collect(), None)];
    let (denies, affirms) = if not_a.is_some() { (a.label, b.label) } else { (b.label, a.label) };
    Some(Ruling {
        verdict: Verdict::Conflict,
        facet: Facet::Polarity,
        confidence: POLARITY_CONFIDENCE,
        message: format!("{denies} denies what {affirms} affirms"),
        said,
    })
}
