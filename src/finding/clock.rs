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
    civil::{self, Date, DateTime},
};

/// Minutes up to which two hours may be one, told loosely ("shortly after").
const MAX_MINUTES: i64 = 45;

/// An hour of a day on the clock of a known place.
struct Clock {
    range: TextRange,
    /// By the clock of Greenwich.
    moment: DateTime,
}

/// The hours that two statements give, where each gives one by a clock that is known: a
/// conflict if they are apart on one clock. Cost: mentions of both.
pub(super) fn rule(a: Statement<'_>, b: Statement<'_>) -> Option<Ruling> {
    let (x, y) = (clock(a)?, clock(b)?);
    if is_one_moment(&x, &y) {
        return None;
    }
    let said = [a.marked(vec![x.range], None), b.marked(vec![y.range], None)];
    let message = format!("{}, by clocks of their own", both_say(a, b, &said));
    let (verdict, facet) = (Verdict::Conflict, Some(Facet::Time));
    Some(Ruling { verdict, facet, rule: Rule::ClockDiffers, message, said })
}

fn is_one_moment(x: &Clock, y: &Clock) -> bool {
    x.moment.duration_since(y.moment).as_mins().abs() <= MAX_MINUTES
}

/// Whether two statements give one hour by two clocks: then the places of the clocks are no
/// difference.
pub(super) fn are_one_hour(a: Statement<'_>, b: Statement<'_>) -> bool {
    matches!((clock(a), clock(b)), (Some(x), Some(y)) if is_one_moment(&x, &y))
}

/// The one hour that a statement gives, on Greenwich's clock.
fn clock(statement: Statement<'_>) -> Option<Clock> {
    let mut hours = statement.times().filter(|(range, time)| {
        time.class == TimeClass::Time && !statement.is_time_of_report(*range)
    });
    let (range, time) = hours.next().filter(|_| hours.next().is_none())?;
    let text = statement.analysis.doc.text();
    // A time may run on over what was taken for the end of the sentence.
    let behind = text.get(range.end as usize..statement.end()).unwrap_or_default();
    let day = day_beside(statement, range).or_else(|| day_of(time))?;
    let minutes = zone(statement, time, behind, day)?;
    let local = day.to_datetime(hour_of(time)?);
    Some(Clock { range, moment: local.checked_sub(minutes.minutes()).ok()? })
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
fn day_beside(statement: Statement<'_>, hour: TextRange) -> Option<Date> {
    let days = statement.times().filter(|(range, time)| {
        time.class == TimeClass::Date
            && !range.overlaps(hour)
            && !statement.is_time_of_report(*range)
    });
    let mut dates = days.filter_map(|(_, time)| day_of(time));
    dates.next().filter(|_| dates.next().is_none())
}

/// The day a time is of.
fn day_of(time: &Time) -> Option<Date> {
    let value = time.value.as_deref()?;
    value.get(.."2025-11-14".len())?.parse().ok()
}

/// The hour of a time, on any day.
fn hour_of(time: &Time) -> Option<civil::Time> {
    let (_, hour) = time.value.as_deref()?.split_once('T')?;
    let (hours, minutes) = hour.split_once(':').unwrap_or((hour, "0"));
    let minutes = minutes.get(..2).unwrap_or(minutes);
    civil::Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok()
}
