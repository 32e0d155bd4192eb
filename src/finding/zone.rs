//! Times of two accounts on one clock.

use super::statement::overlap;
use crate::{
    mention::{Moment, Time},
    table,
};
use jiff::{
    ToSpan,
    civil::{Date, DateTime, Weekday, date},
};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Hours by which clocks of two places may differ.
const MAX_DIFFERENCE: i64 = 14;

/// What clocks news names by zone or place.
const ZONES: &str = include_str!("data/place-zones-en.txt");

/// When clocks are put forward by an hour.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Summer {
    Europe,
    America,
    Never,
}

static ZONE_OF: LazyLock<FxHashMap<&'static str, (i64, Summer)>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let minutes: i64 = cells.next()?.parse().ok()?;
        let summer = match cells.next()? {
            "eu" => Summer::Europe,
            "us" => Summer::America,
            _ => Summer::Never,
        };
        Some(cells.next()?.split('|').map(move |name| (name.trim(), (minutes, summer))))
    };
    table::lines(ZONES).filter_map(row).flatten().collect()
});

/// Minutes east of Greenwich of the clock of a zone or place on a day; none for one that the
/// table has not. Those of several meanings (IST, CST in China) have that of most reports.
pub(super) fn minutes_east(zone: &str, day: Date) -> Option<i64> {
    let (minutes, summer) = ZONE_OF.get(zone.to_lowercase().as_str())?;
    Some(minutes + if is_summer(*summer, day) { 60 } else { 0 })
}

/// Whether it is known what clock a zone or place goes by.
pub(super) fn is_known(zone: &str) -> bool {
    ZONE_OF.contains_key(zone.to_lowercase().as_str())
}

/// Whether clocks are an hour ahead on a day.
fn is_summer(summer: Summer, day: Date) -> bool {
    let sunday =
        |month: i8, nth: i8| date(day.year(), month, 1).nth_weekday_of_month(nth, Weekday::Sunday);
    let (start, end) = match summer {
        Summer::Europe => (sunday(3, -1), sunday(10, -1)),
        Summer::America => (sunday(3, 2), sunday(11, 1)),
        Summer::Never => return false,
    };
    matches!((start, end), (Ok(start), Ok(end)) if start <= day && day < end)
}

/// Whether two times lie no more than so many days apart, as far as is known.
pub(super) fn is_within(x: &Time, y: &Time, n_days: i64) -> bool {
    let minutes = n_days * 24 * 60;
    match (&x.interval, &y.interval) {
        (Some((first, last)), Some((of_y, end))) => {
            let around = moved(first, -minutes).zip(moved(last, minutes));
            let other = moved(of_y, 0).zip(moved(end, 0));
            around.zip(other).is_none_or(|(around, other)| overlap(&around, &other))
        }
        _ => {
            // Of an unknown year, as if of one.
            let day = |time: &Time| format!("2000-{}", time.day_of_year()?).parse::<Date>().ok();
            let apart = day(x).zip(day(y)).map(|(x, y)| (y - x).get_days().unsigned_abs());
            apart.is_none_or(|days| i64::from(days) <= n_days)
        }
    }
}

/// Whether two resolved times share no moment, whatever clocks they may go by. Times of one
/// zone, or of none said, are taken as of one clock.
pub(super) fn is_apart(x: &Time, y: &Time) -> bool {
    let (Some(of_x), Some(of_y)) = (&x.interval, &y.interval) else { return false };
    if x.zone.as_deref().map(str::to_lowercase) == y.zone.as_deref().map(str::to_lowercase) {
        return !overlap(of_x, of_y);
    }
    let [shift_x, shift_y, slack] = match (minutes(x), minutes(y)) {
        (Some(of_x), Some(of_y)) => [-of_x, -of_y, 0],
        _ => [0, 0, MAX_DIFFERENCE * 60],
    };
    let moments = |of: &(Moment, Moment), shift: i64, slack: i64| {
        Some((moved(&of.0, shift - slack)?, moved(&of.1, shift + slack)?))
    };
    match (moments(of_x, shift_x, slack), moments(of_y, shift_y, 0)) {
        (Some(x), Some(y)) => !overlap(&x, &y),
        _ => false,
    }
}

/// An hour of a day without a date, as its account gives it.
struct Hour {
    /// Monday is 1.
    weekday: Option<i64>,
    /// Minutes from midnight.
    minutes: i64,
}

const MINUTES_OF_DAY: i64 = 24 * 60;

impl Hour {
    /// The hour that an unresolved time is of; none for one that has a date, or no hour.
    fn of(time: &Time) -> Option<Self> {
        let (day, hour) = time.value.as_deref()?.strip_prefix("XXXX-")?.split_once('T')?;
        let weekday = match day.strip_prefix("WXX-") {
            Some(weekday) => Some(weekday.parse().ok()?),
            None if day == "XX-XX" => None,
            None => return None,
        };
        let (hours, minutes) = hour.split_once(':')?;
        let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
        Some(Self { weekday, minutes: 60 * hours + minutes })
    }

    /// Minutes to another hour with the clocks so far apart: on the one nearest day that both
    /// may be of.
    fn minutes_to(&self, other: &Self, shift: i64) -> i64 {
        let apart = self.minutes - other.minutes - shift;
        let (apart, round) = match (self.weekday, other.weekday) {
            (Some(x), Some(y)) => (apart + (x - y) * MINUTES_OF_DAY, 7 * MINUTES_OF_DAY),
            _ => (apart, MINUTES_OF_DAY),
        };
        let apart = apart.rem_euclid(round);
        apart.min(round - apart)
    }
}

/// Days by which each of the clocks of two places may have been put forward, or only one.
const DAYS_OF_CLOCKS: [Date; 3] = [date(2025, 1, 15), date(2025, 3, 20), date(2025, 7, 15)];

/// Minutes between two hours of days without a date, the fewest that may be; none for other times.
/// Hours of one zone, or of none said, are taken as of one clock, those of zones unknown as one
/// hour.
pub(super) fn minutes_of_hours(x: &Time, y: &Time) -> Option<i64> {
    let (of_x, of_y) = (Hour::of(x)?, Hour::of(y)?);
    let zone = |time: &Time| time.zone.as_deref().map(str::to_lowercase);
    if zone(x) == zone(y) {
        return Some(of_x.minutes_to(&of_y, 0));
    }
    let (Some(in_x), Some(in_y)) = (&x.zone, &y.zone) else { return Some(0) };
    let on_day = |day: Date| {
        let shift = minutes_east(in_x, day)? - minutes_east(in_y, day)?;
        Some(of_x.minutes_to(&of_y, shift))
    };
    Some(DAYS_OF_CLOCKS.into_iter().filter_map(on_day).min().unwrap_or(0))
}

/// Minutes between the beginnings of two resolved times, by their own clocks.
pub(super) fn minutes_apart(x: &Time, y: &Time) -> Option<i64> {
    let first = |time: &Time| moved(&time.interval.as_ref()?.0, 0);
    Some(first(x)?.duration_since(first(y)?).as_mins().abs())
}

/// A resolved time as a reader says it: "24 April 2025", "24 April 2025, 01:00", "April 2025";
/// none for what is not resolved, which says as much itself.
pub(super) fn in_words(time: &Time) -> Option<String> {
    let first = time.interval.as_ref()?.0.as_str().parse::<DateTime>().ok()?;
    let value = time.value.as_deref()?;
    let (day, hour) = value.split_once('T').map_or((value, None), |(day, hour)| (day, Some(hour)));
    let is_clock = hour.is_some_and(|hour| hour.starts_with(|c: char| c.is_ascii_digit()));
    let format = match (day.len(), is_clock) {
        (10, true) => "%-d %B %Y, %H:%M",
        (10, false) if !day.contains('W') => "%-d %B %Y",
        (7, false) if day.as_bytes()[5].is_ascii_digit() => "%B %Y",
        _ => return Some(value.to_owned()),
    };
    Some(first.strftime(format).to_string())
}

fn minutes(time: &Time) -> Option<i64> {
    let (first, _) = time.interval.as_ref()?;
    let day = first.as_str().parse::<DateTime>().ok()?.date();
    minutes_east(time.zone.as_deref()?, day)
}

fn moved(moment: &Moment, minutes: i64) -> Option<DateTime> {
    moment.as_str().parse::<DateTime>().ok()?.checked_add(minutes.minutes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_in_europe_and_america() {
        for (day, europe, america) in [
            (date(2025, 3, 8), false, false),
            (date(2025, 3, 9), false, true),
            (date(2025, 3, 30), true, true),
            (date(2025, 10, 26), false, true),
            (date(2025, 11, 2), false, false),
        ] {
            assert_eq!(is_summer(Summer::Europe, day), europe, "{day}");
            assert_eq!(is_summer(Summer::America, day), america, "{day}");
            assert!(!is_summer(Summer::Never, day));
        }
    }

    #[test]
    fn zones_are_read() {
        for (name, minutes) in [("tokyo", 540), ("edt", -240), ("eastern", -300), ("gmt", 0)] {
            assert_eq!(minutes_east(name, date(2025, 1, 7)), Some(minutes), "{name}");
        }
        assert_eq!(minutes_east("", date(2025, 1, 7)), None);
    }
}
