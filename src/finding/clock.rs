//! Hours told by the clocks of two places.

use super::{
    model::{Facet, Verdict},
    rule::Rule,
    statement::{Ruling, Statement, both_say},
    zone::minutes_east,
};
use crate::{
    mention::{Time, TimeClass},
    span::TextRange,
};
use jiff::{
    ToSpan,
    civil::{self, Date, DateTime, date},
};

/// Minutes up to which two hours may be one, told loosely ("shortly after").
const MAX_MINUTES: i64 = 45;

/// Mondays on which clocks are as in winter and as in summer: what is said of a day of no known
/// week is taken to be of the weeks they begin.
const MONDAYS: [Date; 2] = [date(2025, 1, 13), date(2025, 7, 14)];

/// An hour of a day on the clock of a known place.
struct Clock {
    range: TextRange,
    /// By the clock of Greenwich.
    moment: DateTime,
    /// Whether it is known of which day it is.
    has_day: bool,
}

/// The hours that two statements give, where each gives one by a clock that is known: a
/// conflict if they are apart on one clock. Cost: mentions of both.
pub(super) fn rule(a: Statement<'_>, b: Statement<'_>) -> Option<Ruling> {
    let [x, y] = clocks(a, b).find(|[x, y]| !is_one_moment(x, y))?;
    if are_one_hour(a, b) {
        return None;
    }
    let said = [a.marked(vec![x.range], None), b.marked(vec![y.range], None)];
    let message = format!("{}, by clocks of their own", both_say(a, b, &said));
    let (verdict, facet) = (Verdict::Conflict, Some(Facet::Time));
    Some(Ruling { verdict, facet, rule: Rule::ClockDiffers, message, said })
}

fn is_one_moment(x: &Clock, y: &Clock) -> bool {
    let apart = x.moment.duration_since(y.moment).as_mins().abs();
    let apart = if x.has_day && y.has_day {
        apart
    } else {
        let apart = apart % MINUTES_OF_DAY;
        apart.min(MINUTES_OF_DAY - apart)
    };
    apart <= MAX_MINUTES
}

const MINUTES_OF_DAY: i64 = 24 * 60;

/// Whether two statements give one hour by two clocks: then the places of the clocks are no
/// difference.
pub(super) fn are_one_hour(a: Statement<'_>, b: Statement<'_>) -> bool {
    clocks(a, b).any(|[x, y]| is_one_moment(&x, &y))
}

/// The one hour that each of two statements gives, on Greenwich's clock in winter and in summer.
fn clocks<'a>(a: Statement<'a>, b: Statement<'a>) -> impl Iterator<Item = [Clock; 2]> {
    MONDAYS.into_iter().filter_map(move |monday| Some([clock(a, monday)?, clock(b, monday)?]))
}

/// The one hour that a statement gives, on Greenwich's clock; a second one in brackets is the same
/// on another clock ("4 a.m. local time (0100 GMT)").
fn clock(statement: Statement<'_>, monday: Date) -> Option<Clock> {
    let hours: Vec<_> = statement
        .times()
        .filter(|(range, time)| {
            time.class == TimeClass::Time && !statement.is_time_of_report(*range)
        })
        .collect();
    let text = statement.analysis.doc.text();
    let (range, time) = match hours[..] {
        [one] => one,
        [(first, _), other] if text[first.end as usize..].starts_with(" (") => {
            let gap = text.get(first.end as usize..other.0.start as usize);
            Some(other).filter(|_| gap == Some(" ("))?
        }
        _ => return None,
    };
    // A time may run on over what was taken for the end of the sentence.
    let behind = text.get(range.end as usize..statement.end()).unwrap_or_default();
    let day = day_beside(statement, range, monday).or_else(|| day_of(time, monday));
    let has_day = day.is_some();
    let day = day.unwrap_or(monday);
    let minutes = zone(statement, time, behind, day)?;
    let local = day.to_datetime(hour_of(time)?);
    Some(Clock { range, moment: local.checked_sub(minutes.minutes()).ok()?, has_day })
}

/// Minutes east of Greenwich: of the zone said with an hour, that of the place named behind it ("in Frankfurt", "Japan
/// time"), or for a local hour that of a place the statement names.
fn zone(statement: Statement<'_>, time: &Time, behind: &str, day: Date) -> Option<i64> {
    let known = |name: &str| minutes_east(name, day);
    match time.zone.as_deref() {
        Some("local") => {
            return statement.names().find_map(|(_, name)| known(&name.full));
        }
        Some(zone) => return known(zone),
        None => {}
    }
    let words: Vec<&str> =
        behind.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let place = |from: usize| {
        let two = words.get(from..from + 2).map(|pair| pair.join(" "));
        two.and_then(|two| known(&two)).or_else(|| words.get(from).and_then(|one| known(one)))
    };
    match words.as_slice() {
        ["in", ..] => place(1),
        ["on", _, "in", ..] => place(3),
        [_, "time", ..] | [_, _, "time", ..] => place(0),
        _ => None,
    }
}

/// The day named beside an hour ("3:14 a.m. Japan time on Wednesday"), where it is one.
fn day_beside(statement: Statement<'_>, hour: TextRange, monday: Date) -> Option<Date> {
    let days = statement.times().filter(|(range, time)| {
        time.class == TimeClass::Date
            && !range.overlaps(hour)
            && !statement.is_time_of_report(*range)
    });
    let mut dates = days.filter_map(|(_, time)| day_of(time, monday));
    dates.next().filter(|_| dates.next().is_none())
}

/// The day a time is of, a day of the week in that of `monday`.
fn day_of(time: &Time, monday: Date) -> Option<Date> {
    let value = time.value.as_deref()?;
    if let Some(weekday) = value.strip_prefix("XXXX-WXX-") {
        let n_behind = weekday.get(..1)?.parse::<i64>().ok()? - 1;
        return monday.checked_add(n_behind.days()).ok();
    }
    value.get(.."2025-11-14".len())?.parse().ok()
}

/// The hour of a time, on any day.
fn hour_of(time: &Time) -> Option<civil::Time> {
    let (_, hour) = time.value.as_deref()?.split_once('T')?;
    let (hours, minutes) = hour.split_once(':').unwrap_or((hour, "0"));
    let minutes = minutes.get(..2).unwrap_or(minutes);
    civil::Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok()
}
