//! Sentences that differ in a few words: is it a fact that differs, or the wording?

use super::{
    certainty, duration,
    model::{Facet, Said, Verdict},
    name, polarity,
    quantity::{is_later_count, mark},
    quotation,
    statement::{Ruling, Statement, both_say, only},
    word_diff::{Change, WordDiff},
    wording::{self, Telling},
    zone,
};
use crate::{
    mention::{Time, ValueRelation, compare_values},
    normalize::Token,
    span::TextRange,
};

/// Everything but the figure is the same.
const QUANTITY_CONFIDENCE: u32 = 90;
const TIME_CONFIDENCE: u32 = 85;

/// What the differing words of two near-identical statements say. Cost: changes times
/// mentions.
pub(super) fn rule(a: Statement<'_>, b: Statement<'_>, diff: &WordDiff<'_>) -> Vec<Ruling> {
    let (quoted, plain): (Vec<_>, Vec<_>) =
        diff.changes().partition(|change| quotation::is_quoted(a, b, *change));
    let mut rulings: Vec<Ruling> = plain
        .into_iter()
        .filter_map(|change| measured(a, b, change).or_else(|| polarity::changed(a, b, change)))
        .collect();
    rulings.extend(quoted.into_iter().filter_map(|change| measured(a, b, change)));
    for block in diff.blocks(MAX_GAP) {
        if rulings.iter().any(|ruling| touches(&ruling.said, block)) {
            continue;
        }
        let ruling = if quotation::is_quoted(a, b, block) {
            quotation::changed(a, b, block)
        } else {
            name::changed(a, b, block, diff)
                .or_else(|| polarity::opposite(a, b, block))
                .or_else(|| certainty::changed(a, b, block))
        };
        rulings.extend(ruling);
    }
    let denied = polarity::denied(a, b);
    rulings.extend(denied.filter(|ruling| !rulings.iter().any(|known| known.shows_same(ruling))));
    if is_other_scope(a, b, diff, &rulings) {
        rulings.iter_mut().for_each(doubt);
    }
    rulings
}

/// A figure, a day or a length of time that differs in the place that `change` is.
fn measured(a: Statement<'_>, b: Statement<'_>, change: Change<'_>) -> Option<Ruling> {
    let (x, y) = (change.range_a()?, change.range_b()?);
    figure(a, x, b, y).or_else(|| time(a, x, b, y)).or_else(|| duration::changed(a, b, change))
}

/// Whether more than one thing differs, so that the statements may be of two matters in one
/// frame: "12 were injured" and "three were killed", women and men, this year and last.
fn is_other_scope(
    a: Statement<'_>,
    b: Statement<'_>,
    diff: &WordDiff<'_>,
    rulings: &[Ruling],
) -> bool {
    let is_of_fact = |facet: &Facet| matches!(facet, Facet::Quantity | Facet::Time | Facet::Name);
    let mut facets = rulings.iter().map(|ruling| ruling.facet).filter(is_of_fact);
    let first = facets.next();
    if facets.any(|facet| Some(facet) != first) {
        return true;
    }
    // A figure is a change by itself, a name or a contrary one with the words around it.
    let with_words = rulings.iter().filter(|r| !matches!(r.facet, Facet::Quantity | Facet::Time));
    let ruled: Vec<Change<'_>> = diff
        .blocks(MAX_GAP)
        .into_iter()
        .filter(|block| with_words.clone().any(|ruling| touches(&ruling.said, *block)))
        .collect();
    let mut rest = diff.changes().filter(|change| !ruled.iter().any(|b| b.contains(*change)));
    rest.any(|change| !quotation::is_quoted(a, b, change) && tells_more(a, b, change))
}

/// Words of a change on one side alone up to which it narrows what is said; a longer one is a
/// clause that the other account leaves out.
const MAX_NARROWING: usize = 4;

/// Whether a change that no rule speaks of puts telling words in the place of others, or a few
/// beside them.
fn tells_more(a: Statement<'_>, b: Statement<'_>, change: Change<'_>) -> bool {
    let (in_a, in_b) = (telling(a, change.in_a), telling(b, change.in_b));
    match (in_a.is_empty(), in_b.is_empty()) {
        (true, true) => false,
        (false, false) => wording::is_other(&in_a, &in_b),
        _ => change.in_a.len().max(change.in_b.len()) <= MAX_NARROWING,
    }
}

/// Telling words that belong to no figure and no time.
fn telling<'a>(statement: Statement<'a>, tokens: &[Token]) -> Telling<'a> {
    let is_figure = |token: &Token| {
        let figures = statement.quantities().into_iter().map(|(range, _)| range);
        figures.chain(statement.times().map(|(range, _)| range)).any(|r| r.overlaps(token.range))
    };
    wording::telling(statement, tokens.iter().filter(|token| !is_figure(token)))
}

/// Named and not judged.
const DOUBT_CONFIDENCE: u32 = 50;

/// Takes a conflict back: what differs is named.
fn doubt(ruling: &mut Ruling) {
    if ruling.verdict == Verdict::Conflict && ruling.facet != Facet::Quotation {
        ruling.verdict = Verdict::Compatible;
        ruling.confidence = DOUBT_CONFIDENCE;
        ruling.message.push_str(": perhaps of two matters, for more than this differs; not judged");
    }
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
    let ((range_a, qa), (range_b, qb)) = (only(a.quantities(), in_a)?, only(b.quantities(), in_b)?);
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

/// Another day or hour in the same place.
fn time(a: Statement<'_>, in_a: TextRange, b: Statement<'_>, in_b: TextRange) -> Option<Ruling> {
    let (range_a, x, range_b, y) =
        other_interval(a, in_a, b, in_b).or_else(|| other_day(a, in_a, b, in_b))?;
    // When it was said is no part of what was said.
    if a.is_time_of_report(range_a) && b.is_time_of_report(range_b) {
        return None;
    }
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
    let (range_a, x) =
        a.times().find(|(range, time)| range.overlaps(in_a) && time.interval.is_some())?;
    let (range_b, y) =
        b.times().find(|(range, time)| range.overlaps(in_b) && time.interval.is_some())?;
    let shown = |time: &Time| time.interval.as_ref().map(|(start, _)| start.to_string());
    zone::is_apart(x, y).then_some((range_a, shown(x)?, range_b, shown(y)?))
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
