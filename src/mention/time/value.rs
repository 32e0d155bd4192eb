//! TIMEX3 values and the moments they span.

use super::{
    amount::Amount,
    meaning::{Clock, Part, Parts, Repeat},
    model::Moment,
    period::{Period, Unit, shift_days},
};
use jiff::civil::{Date, DateTime};

/// A value with the moments it spans.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Resolved {
    /// TIMEX3 value.
    pub(super) value: Option<String>,
    /// First and last moment.
    pub(super) interval: Option<(Moment, Moment)>,
}

impl Resolved {
    /// A value that spans no known moments.
    pub(super) fn text(value: impl Into<String>) -> Self {
        Self { value: Some(value.into()), interval: None }
    }
}

/// First and last moment of `period`.
pub(super) fn days(period: Period) -> Option<(Moment, Moment)> {
    let (first, last) = period.days()?;
    Some((Moment::new(first, 0, 0, 0), Moment::new(last, 23, 59, 59)))
}

/// The minute of `moment`.
pub(super) fn minute(moment: DateTime) -> Resolved {
    let (date, hour, minute) = (moment.date(), moment.hour(), moment.minute());
    let [first, last] = [0, 59].map(|second| Moment::new(date, hour, minute, second));
    let value = first.as_str().get(..16).map(str::to_owned);
    Resolved { value, interval: Some((first, last)) }
}

/// A time of day as it follows the day in a value.
pub(super) fn clock_text(clock: Clock) -> String {
    match clock {
        Clock::Part(part) => format!("T{}", part.code()),
        Clock::At { hour, minute, second: Some(second) } => {
            format!("T{hour:02}:{:02}:{second:02}", minute.unwrap_or_default())
        }
        Clock::At { hour, minute, second: None } => {
            format!("T{hour:02}:{:02}", minute.unwrap_or_default())
        }
    }
}

/// `clock` on `day`.
pub(super) fn at_clock(day: Date, clock: Clock) -> Resolved {
    let value = format!("{day}{}", clock_text(clock));
    let within = |day, hour, minute: Option<i8>, seconds: [i8; 2]| {
        let [first, last] =
            seconds.map(|second| Moment::new(day, hour, minute.unwrap_or_default(), second));
        (first, last)
    };
    let interval = match clock {
        Clock::Part(part) => part_interval(day, part),
        Clock::At { hour: 24, .. } => shift_days(day, 1).map(|next| within(next, 0, None, [0, 59])),
        Clock::At { hour, minute, second: Some(second) } => {
            Some(within(day, hour, minute, [second; 2]))
        }
        Clock::At { hour, minute, second: None } => Some(within(day, hour, minute, [0, 59])),
    };
    Resolved { value: Some(value), interval }
}

fn part_interval(day: Date, part: Part) -> Option<(Moment, Moment)> {
    let (from, to) = match part {
        Part::Morning => (0, 11),
        Part::Afternoon => (12, 17),
        Part::Evening => (17, 23),
        Part::Daytime => (6, 18),
        Part::Night => {
            let next = shift_days(day, 1)?;
            return Some((Moment::new(day, 18, 0, 0), Moment::new(next, 5, 59, 59)));
        }
    };
    Some((Moment::new(day, from, 0, 0), Moment::new(day, to, 59, 59)))
}

/// Designator and letter of a unit, and how many of the letter's unit it is.
fn iso_unit(unit: Unit) -> (&'static str, &'static str, i32) {
    match unit {
        Unit::Second => ("PT", "S", 1),
        Unit::Minute => ("PT", "M", 1),
        Unit::Hour => ("PT", "H", 1),
        Unit::Day => ("P", "D", 1),
        Unit::Week => ("P", "W", 1),
        Unit::Weekend => ("P", "WE", 1),
        Unit::Month => ("P", "M", 1),
        Unit::Quarter => ("P", "M", 3),
        Unit::Half => ("P", "M", 6),
        Unit::Year => ("P", "Y", 1),
        Unit::Decade => ("P", "Y", 10),
        Unit::Century => ("P", "Y", 100),
    }
}

/// The value of a length.
pub(super) fn duration(amount: Amount, unit: Unit) -> String {
    let (head, letter, factor) = iso_unit(unit);
    let whole = |n: i32| if n == 0 { String::new() } else { format!("{n}{letter}") };
    match amount {
        Amount::Exact(n) => format!("{head}{}{letter}", i64::from(n) * i64::from(factor)),
        Amount::Vague => format!("{head}X{letter}"),
        Amount::Hundredths(n) => {
            let n = i64::from(n) * i64::from(factor);
            let text = format!("{}.{:02}", n / 100, n % 100);
            format!("{head}{}{letter}", text.trim_end_matches('0').trim_end_matches('.'))
        }
        Amount::AndHalf(n) if factor > 1 => {
            format!("{head}{}{letter}", (i64::from(n) * 2 + 1) * i64::from(factor) / 2)
        }
        Amount::AndHalf(n) => match unit {
            Unit::Year => format!("P{}6M", whole(n)),
            Unit::Day => format!("P{}T12H", whole(n)),
            Unit::Hour => format!("PT{}30M", whole(n)),
            Unit::Minute => format!("PT{}30S", whole(n)),
            _ => format!("{head}{n}.5{letter}"),
        },
    }
}

/// The value of a length in two units or three, the larger ones first.
pub(super) fn length(parts: Parts) -> String {
    let mut value = String::from("P");
    for (n, unit) in parts.into_iter().flatten() {
        let (head, letter, _) = iso_unit(unit);
        if head == "PT" && !value.contains('T') {
            value.push('T');
        }
        value += &format!("{n}{letter}");
    }
    value
}

/// The value of a repeated time.
pub(super) fn set(repeat: Repeat) -> String {
    match repeat {
        Repeat::Every(n, unit) => duration(n, unit),
        Repeat::Weekday(day, None) => format!("XXXX-WXX-{day}"),
        Repeat::Weekday(day, Some(part)) => format!("XXXX-WXX-{day}T{}", part.code()),
        Repeat::Month(month) => format!("XXXX-{month:02}"),
        Repeat::Season(season) => format!("XXXX-{}", season.code()),
        Repeat::Part(part) => format!("XXXX-XX-XXT{}", part.code()),
    }
}
