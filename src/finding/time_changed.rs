//! The facet of times: another day or hour in one place of near-identical statements.

use super::{
    model::{Facet, Verdict},
    rule::Rule,
    statement::{Ruling, Statement, both_say},
    zone,
};
use crate::{mention::Time, normalize::Shape, span::TextRange};

/// Another day or hour in the same place.
pub(super) fn changed(
    a: Statement<'_>,
    in_a: TextRange,
    b: Statement<'_>,
    in_b: TextRange,
    is_only: bool,
) -> Option<Ruling> {
    if are_same_times(a, b) {
        return None;
    }
    let (range_a, x, range_b, y) = other_interval(a, in_a, b, in_b)
        .or_else(|| other_day(a, in_a, b, in_b))
        .or_else(|| undated(a, in_a, b, in_b))?;
    // When it was said is no part of what was said.
    if !is_only && a.is_time_of_report(range_a) && b.is_time_of_report(range_b) {
        return None;
    }
    // "The 2009 regatta", "the 2010 regatta": two of them.
    if !is_only && names_one_of_many(a, range_a) && names_one_of_many(b, range_b) {
        return None;
    }
    let said = [a.marked(vec![range_a], Some(x)), b.marked(vec![range_b], Some(y))];
    let message = both_say(a, b, &said);
    Some(Ruling {
        verdict: Verdict::Conflict,
        facet: Some(Facet::Time),
        rule: Rule::TimeChanged,
        message,
        said,
    })
}

/// Whether a year stands before a noun, and says which of several is meant.
fn names_one_of_many(statement: Statement<'_>, time: TextRange) -> bool {
    let doc = &statement.analysis.doc;
    let is_year = statement.words(time).bytes().all(|b| b.is_ascii_digit());
    let behind = &doc.text()[time.end as usize..];
    let next = statement.tokens().iter().find(|token| token.range.start >= time.end);
    let is_noun = next.is_some_and(|next| next.shape == Shape::Lower && !doc.term(next).is_stop);
    is_year && behind.starts_with(' ') && is_noun
}

/// Whether two statements name the same times in another order.
fn are_same_times(a: Statement<'_>, b: Statement<'_>) -> bool {
    let values = |s: Statement<'_>| -> Vec<String> {
        let mut values: Vec<String> =
            s.times().filter_map(|(_, time)| time.value.as_deref().map(str::to_owned)).collect();
        values.sort_unstable();
        values
    };
    let in_a = values(a);
    in_a.len() > 1 && in_a == values(b)
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
    let is_loose = is_season(a, range_a) != is_season(b, range_b)
        || opens_range(a, range_a) != opens_range(b, range_b)
        || (is_near_hour(a, range_a) || is_near_hour(b, range_b)) && are_near_hours(x, y);
    let is_apart = !is_loose && zone::is_apart(x, y);
    is_apart.then_some((range_a, zone::in_words(x)?, range_b, zone::in_words(y)?))
}

/// Whether a time is named by its season, which runs on into the next year.
fn is_season(statement: Statement<'_>, time: TextRange) -> bool {
    let words = statement.words(time).to_lowercase();
    ["spring", "summer", "autumn", "winter"].iter().any(|season| words.contains(season))
}

/// Whether a time is the first of a span ("from May to September").
fn opens_range(statement: Statement<'_>, time: TextRange) -> bool {
    let text = statement.analysis.doc.text();
    let (before, behind) = (&text[..time.start as usize], &text[time.end as usize..]);
    before.trim_end().ends_with("from") && behind.trim_start().starts_with("to ")
}

/// Words before an hour that make it one near it.
const NEAR_HOUR: [&str; 8] = [
    "shortly before",
    "shortly after",
    "just before",
    "just after",
    "soon after",
    "about",
    "around",
    "a little after",
];
/// Minutes up to which two hours are near each other.
const MAX_MINUTES: i64 = 30;

fn is_near_hour(statement: Statement<'_>, time: TextRange) -> bool {
    let text = statement.analysis.doc.text();
    let before = text[..time.start as usize].trim_end();
    let told = statement.words(time).to_lowercase();
    NEAR_HOUR.iter().any(|words| before.ends_with(words) || told.starts_with(words))
}

fn are_near_hours(x: &Time, y: &Time) -> bool {
    zone::minutes_apart(x, y).is_some_and(|minutes| minutes <= MAX_MINUTES)
}

/// Two hours or days of the week of which the date is not known.
fn undated(
    a: Statement<'_>,
    in_a: TextRange,
    b: Statement<'_>,
    in_b: TextRange,
) -> Option<TwoTimes> {
    let (range_a, x) = a.times().find(|(range, _)| range.overlaps(in_a))?;
    let (range_b, y) = b.times().find(|(range, _)| range.overlaps(in_b))?;
    let is_near = is_near_hour(a, range_a) || is_near_hour(b, range_b);
    let least = if is_near { MAX_MINUTES } else { 0 };
    let is_apart = match zone::minutes_of_hours(x, y) {
        Some(minutes) => minutes > least,
        None => {
            let weekday = |time: &Time| time.weekday();
            weekday(x).zip(weekday(y)).is_some_and(|(x, y)| x != y)
        }
    };
    is_apart.then(|| (range_a, a.words(range_a).to_owned(), range_b, b.words(range_b).to_owned()))
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
