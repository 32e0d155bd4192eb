//! Sentences that differ in a few words: is it a fact that differs, or the wording?

use super::{
    model::{Facet, Verdict},
    quantity::{is_later_count, mark},
    statement::{Ruling, Statement, both_say, overlap},
};
use crate::{
    mention::{Quantity, ValueRelation, compare_values},
    normalize::Token,
    span::TextRange,
};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Share of words in common, of both sentences, from which they are near-identical.
const MIN_COMMON: (usize, usize) = (3, 4);
/// Longer sentences are not compared word by word: the diff is quadratic at worst.
const MAX_WORDS: usize = 200;

/// Everything but the figure is the same.
const QUANTITY_CONFIDENCE: u32 = 90;
const TIME_CONFIDENCE: u32 = 85;
/// A negation more, everything else the same.
const POLARITY_CONFIDENCE: u32 = 85;

/// What the differing words of two near-identical statements say; nothing if the two are
/// told in words of their own. Cost: words of one times words of the other at worst.
pub(super) fn rule(a: Statement<'_>, b: Statement<'_>) -> Vec<Ruling> {
    let (words_a, words_b) = (a.tokens(), b.tokens());
    if words_a.len().max(words_b.len()) > MAX_WORDS {
        return Vec::new();
    }
    let key = |tokens: &[Token]| tokens.iter().map(|t| t.word).collect::<Vec<u64>>();
    let ops = capture_diff_slices(Algorithm::Myers, &key(words_a), &key(words_b));
    let n_common: usize =
        ops.iter().map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 }).sum();
    if 2 * n_common * MIN_COMMON.1 < (words_a.len() + words_b.len()) * MIN_COMMON.0 {
        return Vec::new();
    }
    let changes = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changes
        .filter_map(|op| {
            let (in_a, in_b) = (&words_a[op.old_range()], &words_b[op.new_range()]);
            let (changed_a, changed_b) = (cover(in_a), cover(in_b));
            match (changed_a, changed_b) {
                (Some(x), Some(y)) => figure(a, x, b, y).or_else(|| time(a, x, b, y)),
                _ => None,
            }
            .or_else(|| negation(a, in_a, b, in_b))
        })
        .collect()
}

fn cover(tokens: &[Token]) -> Option<TextRange> {
    Some(tokens.first()?.range.cover(tokens.last()?.range))
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

/// Whether `word` turns a statement into its contrary.
pub(super) fn is_negation(word: &str) -> bool {
    let lower = word.to_lowercase().replace('’', "'");
    lower.ends_with("n't")
        || [
            "not", "no", "never", "nobody", "nothing", "neither", "nor", "none", "without",
            "cannot",
        ]
        .contains(&lower.as_str())
}
