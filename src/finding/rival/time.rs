//! Rival days and lengths of time.

use super::{
    Account, MAX_FACTS, manner::is_to_come, matching::best_rivals, name_other_people,
    slip::slip_bits, slot::Slot,
};
use crate::{
    finding::{
        chain::is_in_chain,
        demand::is_demand,
        duration::{hours, hours_hedged},
        model::{Facet, Said, Verdict},
        rule::Rule,
        statement::{Ruling, Statement, both_say, overlap},
        zone::{self, in_words},
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

/// Days by which accounts are wrong about one deed at most; farther apart are two deeds.
const MAX_DAYS: i64 = 6;

/// A time and its place.
pub(super) struct Told<'a> {
    pub(super) said: Said,
    pub(super) range: TextRange,
    pub(super) time: &'a Time,
    pub(super) slot: Slot,
}

/// Rival days and lengths of time of two accounts.
pub(super) fn rulings(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let mut rulings = days(a, b);
    rulings.extend(years(a, b));
    rulings.extend(durations(a, b));
    rulings
}

pub(super) fn times<'a>(account: Account<'a>) -> impl Iterator<Item = (u32, TextRange, &'a Time)> {
    account.analysis.mentions.iter().filter_map(|m| match &m.fact {
        Fact::Time(time) => Some((m.sentence_idx, m.range, time)),
        _ => None,
    })
}

/// The times of an account that `is_kept` by where they stand and what they say, those of
/// reports and date lines left out.
pub(super) fn told<'a>(
    account: Account<'a>,
    is_kept: impl Fn(TextRange, &'a Time) -> bool,
) -> Vec<Told<'a>> {
    times(account)
        .take(MAX_FACTS)
        .filter(|(_, range, time)| is_kept(*range, time))
        .filter(|(_, range, _)| !is_in_chain(&account.analysis.doc, *range))
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

/// Whether a statement tells what was still so at a time, and not when it came about.
fn is_of_state(statement: Statement<'_>) -> bool {
    statement
        .tokens()
        .iter()
        .any(|token| statement.words(token.range).eq_ignore_ascii_case("still"))
}

fn is_same_day(x: &Time, y: &Time) -> bool {
    match (&x.interval, &y.interval) {
        (Some(p), Some(q)) => overlap(p, q),
        _ => x.day_of_year().is_some() && x.day_of_year() == y.day_of_year(),
    }
}

fn days(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let (in_a, in_b) = (days_of_one(a, b), days_of_one(b, a));
    let score = |i: usize, k: usize| {
        let (x, y) = (&in_a[i], &in_b[k]);
        let is_apart = zone::is_apart(x.time, y.time)
            || x.time.interval.is_none()
            || y.time.interval.is_none();
        let score =
            x.slot.shared(&y.slot) + if month(x.time) == month(y.time) { SAME_MONTH } else { 0 };
        let (of_a, of_b) = (a.statement(&x.said), b.statement(&y.said));
        let is_of_others =
            || name_other_people(of_a, of_b) || is_of_state(of_a) != is_of_state(of_b);
        let is_near = zone::is_within(x.time, y.time, MAX_DAYS) || is_slip(x.time, y.time);
        (is_apart && is_near && score >= MIN_SCORE && !is_of_others()).then_some(score)
    };
    matched((Facet::Time, Rule::RivalDay), (a, &in_a), (b, &in_b), score, |x, y| {
        is_same_day(x.time, y.time)
    })
}

/// The days that `account` dates and `other` does not give. "Thursday" and "a day later" are
/// told from where the writer stands.
fn days_of_one<'a>(account: Account<'a>, other: Account<'_>) -> Vec<Told<'a>> {
    let text = account.analysis.doc.text();
    let given: Vec<&Time> =
        times(other).map(|(.., time)| time).filter(|t| t.day_of_year().is_some()).collect();
    told(account, |range, time| {
        time.day_of_year().is_some()
            && range.of(text).contains(|c: char| c.is_ascii_digit())
            && !given.iter().any(|known| is_same_day(time, known))
    })
}

/// Whether two days of one month look like one day and a slip of the pen: another first figure, or
/// two figures the other way round ("14", "24"; "12", "21").
fn is_slip(x: &Time, y: &Time) -> bool {
    let figures = |time: &Time| -> Option<(String, [u8; 2])> {
        let (month, day) = time.day_of_year()?.split_once('-')?;
        Some((month.to_owned(), day.as_bytes().try_into().ok()?))
    };
    figures(x).zip(figures(y)).is_some_and(|((month, x), (other, y))| {
        month == other && (x[1] == y[1] || [x[1], x[0]] == y)
    })
}

fn month(day: &Time) -> Option<&str> {
    day.day_of_year().and_then(|day| day.get(..2))
}

/// What has to speak for two years, in 1/256 bits.
const MIN_YEAR_SCORE: u32 = 10 * 256;
/// Years by which accounts are wrong about one deed at most.
const MAX_YEARS: i32 = 3;

/// The year that a time is, and no part of it.
fn year(time: &Time) -> Option<i32> {
    time.value.as_deref().filter(|value| value.len() == "2009".len())?.parse().ok()
}

fn years(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let (in_a, in_b) = (years_of_one(a, b), years_of_one(b, a));
    let score = |i: usize, k: usize| {
        let (x, y) = (&in_a[i], &in_b[k]);
        let apart = (year(x.time)? - year(y.time)?).abs();
        let score = x.slot.shared(&y.slot);
        let is_of_others = || name_other_people(a.statement(&x.said), b.statement(&y.said));
        ((1..=MAX_YEARS).contains(&apart) && score >= MIN_YEAR_SCORE && !is_of_others())
            .then_some(score)
    };
    matched((Facet::Time, Rule::RivalYear), (a, &in_a), (b, &in_b), score, |x, y| {
        year(x.time) == year(y.time)
    })
}

/// The years that `account` tells and `other` names nowhere, in figures.
fn years_of_one<'a>(account: Account<'a>, other: Account<'_>) -> Vec<Told<'a>> {
    let text = account.analysis.doc.text();
    let elsewhere = other.analysis.doc.text();
    told(account, |range, time| {
        let Some(year) = year(time).map(|year| year.to_string()) else { return false };
        // "The 2012 season" is one of many.
        let before = text[..range.start as usize].trim_end();
        let is_when = before.ends_with(" in") || before.ends_with("In");
        is_when && range.of(text).ends_with(&year) && !elsewhere.contains(&year)
    })
}

/// Least and most hours of a length of time.
fn length(time: &Time) -> Option<(f64, f64)> {
    (time.class == TimeClass::Duration).then(|| hours(time)).flatten()
}

/// The lengths of time of `account` that fit none of `other`. "The 61-year-old mayor" is none.
fn lengths_of_one<'a>(account: Account<'a>, other: Account<'_>) -> Vec<Told<'a>> {
    let text = account.analysis.doc.text();
    let given: Vec<(f64, f64)> = times(other).filter_map(|(.., time)| length(time)).collect();
    told(account, |range, time| {
        // "Four and a half months"; a decade is about ten years.
        !text[..range.start as usize].ends_with("and a ")
            && !range.of(text).contains("decade")
            && !text[range.end as usize..].starts_with("-old")
            && length(time).is_some_and(|x| !given.iter().any(|y| overlap(&x, y)))
    })
}

/// Words behind a length of time that make it a distance between two times.
const DISTANT: [&str; 6] = ["after", "before", "ago", "later", "earlier", "since"];

/// Whether a length of time tells how far apart two times are ("two years after his death"), and
/// not how long something lasted.
fn is_distance(statement: Statement<'_>, length: TextRange) -> bool {
    let next = statement.tokens().iter().find(|token| token.range.start >= length.end);
    let word = next.map(|token| statement.words(token.range)).unwrap_or_default();
    DISTANT.iter().any(|known| word.eq_ignore_ascii_case(known))
}

fn durations(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let (in_a, in_b) = (lengths_of_one(a, b), lengths_of_one(b, a));
    let score = |i: usize, k: usize| {
        let (x, y) = (&in_a[i], &in_b[k]);
        let hedged = |account: Account<'_>, told: &Told<'_>| {
            hours_hedged((account.statement(&told.said), told.range, told.time))
        };
        let (p, q) = (hedged(a, x)?, hedged(b, y)?);
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
            && is_demand(a.statement(&x.said), x.range) == is_demand(b.statement(&y.said), y.range)
            && is_to_come(a.statement(&x.said), x.range)
                == is_to_come(b.statement(&y.said), y.range)
            && is_distance(a.statement(&x.said), x.range)
                == is_distance(b.statement(&y.said), y.range);
        let is_of_others = || name_other_people(a.statement(&x.said), b.statement(&y.said));
        (is_comparable && score >= floor && !is_of_others()).then_some(score)
    };
    matched((Facet::Quantity, Rule::RivalLength), (a, &in_a), (b, &in_b), score, |x, y| {
        x.time.value == y.time.value
    })
}

/// The rulings of times matched one to one.
pub(super) fn matched(
    kind: (Facet, Rule),
    (a, in_a): (Account<'_>, &[Told<'_>]),
    (b, in_b): (Account<'_>, &[Told<'_>]),
    score: impl Fn(usize, usize) -> Option<u32>,
    is_same: impl Fn(&Told<'_>, &Told<'_>) -> bool,
) -> Vec<Ruling> {
    let rivals = best_rivals(
        (in_a.len(), in_b.len()),
        score,
        |i, k| is_same(&in_a[i], &in_a[k]),
        |i, k| is_same(&in_b[i], &in_b[k]),
    );
    rivals.iter().map(|pair| ruling(kind, (a, &in_a[pair.a]), (b, &in_b[pair.b]))).collect()
}

fn ruling(
    (facet, rule): (Facet, Rule),
    (a, x): (Account<'_>, &Told<'_>),
    (b, y): (Account<'_>, &Told<'_>),
) -> Ruling {
    let (of_a, of_b) = (a.statement(&x.said), b.statement(&y.said));
    let said = [
        of_a.marked(vec![x.range], in_words(x.time)),
        of_b.marked(vec![y.range], in_words(y.time)),
    ];
    let message = both_say(of_a, of_b, &said);
    Ruling { verdict: Verdict::Conflict, facet: Some(facet), rule, message, said }
}
