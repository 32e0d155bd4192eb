//! Rival days and lengths of time.

use super::{Account, MAX_FACTS, matching::best_rivals, slip::slip_bits, slot::Slot};
use crate::{
    finding::{
        demand::is_demand,
        duration::hours,
        model::{Facet, Said, Verdict},
        rule::Rule,
        statement::{Ruling, both_say, overlap},
        zone,
    },
    mention::{Fact, Time, TimeClass},
    span::TextRange,
};

/// What has to speak for two days, in 1/256 bits.
const MIN_SCORE: u32 = 7 * 256;
/// The same for lengths of time.
const MIN_LENGTH_SCORE: u32 = 8 * 256;
/// The same for lengths of a few units, which are everywhere.
const MIN_COMMON_SCORE: u32 = 14 * 256;
const MAX_COMMON: f64 = 10.0;
/// What it tells that two days are of one month.
const SAME_MONTH: u32 = 2 * 256;
/// A time and its place.
struct Told<'a> {
    said: Said,
    range: TextRange,
    time: &'a Time,
    slot: Slot,
}

/// Rival days and lengths of time of two accounts.
pub(super) fn rulings(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let mut rulings = days(a, b);
    rulings.extend(durations(a, b));
    rulings
}

fn times<'a>(account: Account<'a>) -> impl Iterator<Item = (u32, TextRange, &'a Time)> {
    account.analysis.mentions.iter().filter_map(|m| match &m.fact {
        Fact::Time(time) => Some((m.sentence_idx, m.range, time)),
        _ => None,
    })
}

fn told<'a>(
    account: Account<'a>,
    is_kept: impl Fn(&'a Time) -> bool,
    is_known: impl Fn(&'a Time) -> bool,
) -> Vec<Told<'a>> {
    times(account)
        .take(MAX_FACTS)
        .filter(|(.., time)| is_kept(time) && !is_known(time))
        .map(|(sentence, range, time)| Told {
            said: account.said(sentence),
            range,
            time,
            slot: account.slot(sentence, range),
        })
        .filter(|told| {
            let statement = account.statement(&told.said);
            !statement.is_time_of_report(told.range) && !statement.is_dateline(told.range)
        })
        .collect()
}

/// Month and day of a day (`11-14`).
fn day_of_year(time: &Time) -> Option<&str> {
    let value = time.value.as_deref()?;
    let is_day = value.len() == "2025-11-14".len() && value.is_ascii();
    value.get("2025-".len()..).filter(|day| is_day && day.as_bytes()[2] == b'-')
}

fn is_same_day(x: &Time, y: &Time) -> bool {
    match (&x.interval, &y.interval) {
        (Some(p), Some(q)) => overlap(p, q),
        _ => day_of_year(x).is_some() && day_of_year(x) == day_of_year(y),
    }
}

fn days(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let given = |by: Account<'_>| -> Vec<Time> {
        times(by).map(|(.., t)| t).filter(|t| day_of_year(t).is_some()).cloned().collect()
    };
    let (given_a, given_b) = (given(a), given(b));
    let is_day = |time: &Time| day_of_year(time).is_some();
    let known_in = |given: &[Time], time: &Time| given.iter().any(|y| is_same_day(time, y));
    // "Thursday" and "a day later" are told from where the writer stands.
    let is_dated = |account: Account<'_>, told: &Told<'_>| {
        told.range.of(account.analysis.doc.text()).contains(|c: char| c.is_ascii_digit())
    };
    let mut in_a = told(a, is_day, |time| known_in(&given_b, time));
    let mut in_b = told(b, is_day, |time| known_in(&given_a, time));
    in_a.retain(|told| is_dated(a, told));
    in_b.retain(|told| is_dated(b, told));
    let score = |i: usize, k: usize| {
        let (x, y) = (&in_a[i], &in_b[k]);
        let is_apart = zone::is_apart(x.time, y.time)
            || x.time.interval.is_none() != y.time.interval.is_none()
            || x.time.interval.is_none() && y.time.interval.is_none();
        let month = |told: &Told<'_>| {
            day_of_year(told.time).and_then(|day| day.get(..2)).map(str::to_owned)
        };
        let score = x.slot.shared(&y.slot) + if month(x) == month(y) { SAME_MONTH } else { 0 };
        (is_apart && score >= MIN_SCORE).then_some(score)
    };
    let rivals = best_rivals(
        (in_a.len(), in_b.len()),
        score,
        |i, k| is_same_day(in_a[i].time, in_a[k].time),
        |i, k| is_same_day(in_b[i].time, in_b[k].time),
    );
    rivals
        .iter()
        .map(|p| ruling((Facet::Time, Rule::RivalDay), (a, &in_a[p.a]), (b, &in_b[p.b])))
        .collect()
}

fn durations(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let of = |time: &Time| (time.class == TimeClass::Duration).then(|| hours(time)).flatten();
    let given = |by: Account<'_>| -> Vec<_> { times(by).filter_map(|(.., t)| of(t)).collect() };
    let (given_a, given_b) = (given(a), given(b));
    let known_in = |given: &[(f64, f64)], time: &Time| {
        of(time).is_some_and(|x| given.iter().any(|y| overlap(&x, y)))
    };
    // "The 61-year-old mayor" is no length of time.
    let is_length = |account: Account<'_>, told: &Told<'_>| {
        !account.analysis.doc.text()[told.range.end as usize..].starts_with("-old")
    };
    let mut in_a = told(a, |t| of(t).is_some(), |time| known_in(&given_b, time));
    let mut in_b = told(b, |t| of(t).is_some(), |time| known_in(&given_a, time));
    in_a.retain(|told| is_length(a, told));
    in_b.retain(|told| is_length(b, told));
    let score = |i: usize, k: usize| {
        let (x, y) = (&in_a[i], &in_b[k]);
        let (p, q) = (of(x.time)?, of(y.time)?);
        let unit = |told: &Told<'_>| told.time.value.as_deref().and_then(|v| v.chars().last());
        let figure = |told: &Told<'_>| {
            told.time
                .value
                .as_deref()
                .and_then(|v| v.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok())
        };
        let (slip, is_common) = match (figure(x), figure(y)) {
            (Some(x), Some(y)) => (slip_bits(x, y), x.min(y) < MAX_COMMON),
            _ => (0, true),
        };
        let floor = if is_common { MIN_COMMON_SCORE } else { MIN_LENGTH_SCORE };
        let score = x.slot.shared(&y.slot) + slip * 256;
        let is_comparable = unit(x) == unit(y)
            && !overlap(&p, &q)
            && is_demand(a.statement(&x.said), x.range) == is_demand(b.statement(&y.said), y.range);
        (is_comparable && score >= floor).then_some(score)
    };
    let is_same = |x: &Told<'_>, y: &Told<'_>| x.time.value == y.time.value;
    let rivals = best_rivals(
        (in_a.len(), in_b.len()),
        score,
        |i, k| is_same(&in_a[i], &in_a[k]),
        |i, k| is_same(&in_b[i], &in_b[k]),
    );
    rivals
        .iter()
        .map(|p| ruling((Facet::Quantity, Rule::RivalLength), (a, &in_a[p.a]), (b, &in_b[p.b])))
        .collect()
}

fn ruling(
    (facet, rule): (Facet, Rule),
    (a, x): (Account<'_>, &Told<'_>),
    (b, y): (Account<'_>, &Told<'_>),
) -> Ruling {
    let (of_a, of_b) = (a.statement(&x.said), b.statement(&y.said));
    let said =
        [of_a.marked(vec![x.range], shown(x.time)), of_b.marked(vec![y.range], shown(y.time))];
    let message = both_say(of_a, of_b, &said);
    Ruling { verdict: Verdict::Conflict, facet: Some(facet), rule, message, said }
}

/// A day of a known year; the words of other times say as much.
fn shown(time: &Time) -> Option<String> {
    time.interval.is_some().then(|| time.value.clone()).flatten()
}
