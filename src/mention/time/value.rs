//! TIMEX3 values and the moments they span.

use super::{
    amount::Amount,
    meaning::{Clock, Part, Repeat},
    period::{Period, Unit, shift_days},
};
use jiff::civil::{Date, DateTime};

/// A value with the moments it spans.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Resolved {
    /// TIMEX3 value.
    pub(super) value: Option<String>,
    /// First and last moment.
    pub(super) interval: Option<(String, String)>,
}

impl Resolved {
    /// A value that spans no known moments.
    pub(super) fn text(value: impl Into<String>) -> Self {
        Self { value: Some(value.into()), interval: None }
    }
}

/// First and last moment of `period`.
pub(super) fn days(period: Period) -> Option<(String, String)> {
    let (first, last) = period.days()?;
    Some((on_day(first, "T00:00:00"), on_day(last, "T23:59:59")))
}

/// `day` in ISO 8601 and `tail` after it. Written by hand: dates are a tenth of the cost of
/// times if formatted.
pub(super) fn on_day(day: Date, tail: &str) -> String {
    let Ok(year) = u16::try_from(day.year()) else { return format!("{day}{tail}") };
    let digit = |n: u16| char::from(b'0' + (n % 10) as u8);
    let mut out = String::with_capacity(10 + tail.len());
    [1000, 100, 10, 1].iter().for_each(|place| out.push(digit(year / place)));
    for part in [day.month(), day.day()] {
        let part = u16::from(part.unsigned_abs());
        out.push('-');
        out.push(digit(part / 10));
        out.push(digit(part));
    }
    out.push_str(tail);
    out
}

/// The minute of `moment`.
pub(super) fn minute(moment: DateTime) -> Resolved {
    let (date, hour, minute) = (moment.date(), moment.hour(), moment.minute());
    let value = format!("{date}T{hour:02}:{minute:02}");
    let interval = Some((format!("{value}:00"), format!("{value}:59")));
    Resolved { value: Some(value), interval }
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
    let interval = match clock {
        Clock::Part(part) => part_interval(day, part),
        Clock::At { hour: 24, .. } => {
            shift_days(day, 1).map(|next| (format!("{next}T00:00:00"), format!("{next}T00:00:59")))
        }
        Clock::At { second: Some(_), .. } => Some((value.clone(), value.clone())),
        Clock::At { .. } => Some((format!("{value}:00"), format!("{value}:59"))),
    };
    Resolved { value: Some(value), interval }
}

fn part_interval(day: Date, part: Part) -> Option<(String, String)> {
    let (from, to) = match part {
        Part::Morning => ("00:00:00", "11:59:59"),
        Part::Afternoon => ("12:00:00", "17:59:59"),
        Part::Evening => ("17:00:00", "23:59:59"),
        Part::Daytime => ("06:00:00", "18:59:59"),
        Part::Night => {
            let next = shift_days(day, 1)?;
            return Some((format!("{day}T18:00:00"), format!("{next}T05:59:59")));
        }
    };
    Some((format!("{day}T{from}"), format!("{day}T{to}")))
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
