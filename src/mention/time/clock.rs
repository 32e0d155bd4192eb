//! Times of day: "10:30 p.m. EST", "noon", "22:15 local time", "1800 GMT", "10pm".

use super::{
    lexicon::Kind,
    meaning::{Clock, Part},
    words::{Gap, Words},
};
use crate::normalize::Shape;

/// A time of day found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClockParse {
    /// What it says.
    pub(super) clock: Clock,
    /// First and last word of the zone.
    pub(super) zone: Option<(usize, usize)>,
    /// Index of the word after its last.
    pub(super) end: usize,
}

/// The time of day that starts at word `at`.
pub(super) fn clock(words: &Words<'_>, at: usize) -> Option<ClockParse> {
    let (clock, end) = match words.kind(at) {
        Kind::Point => (time(words.number(at), Some(0))?, at + 1),
        Kind::DigitClock => (glued(words.word(at), words.number(at))?, at + 1),
        Kind::Digits => digits(words, at).or_else(|| spoken(words, at))?,
        Kind::Decimal => dotted(words, at)?,
        Kind::Number => half_day(words, at, None, at).or_else(|| spoken(words, at))?,
        Kind::Half | Kind::Unit | Kind::Tens => spoken(words, at)?,
        _ => return None,
    };
    let (zone, end) = zone_after(words, end);
    Some(ClockParse { clock, zone, end })
}

fn time(hour: i32, minute: Option<i32>) -> Option<Clock> {
    let hour = i8::try_from(hour).ok().filter(|h| (0..=24).contains(h))?;
    let minute = match minute {
        Some(minute) => Some(i8::try_from(minute).ok().filter(|m| (0..60).contains(m))?),
        None => None,
    };
    Some(Clock::At { hour, minute, second: None })
}

/// "10pm", "10.30am".
fn glued(word: &str, hour: i32) -> Option<Clock> {
    let minute = word.split_once('.').and_then(|(_, rest)| rest.get(..2)?.parse().ok());
    let is_pm = word.contains(['p', 'P']);
    time(twelve_hours(hour, if is_pm { 12 } else { 0 })?, minute)
}

/// "9.15 p.m.", "9.15 in the evening", "21.40 GMT".
fn dotted(words: &Words<'_>, at: usize) -> Option<(Clock, usize)> {
    let (_, minutes) = words.word(at).split_once('.').filter(|(_, rest)| rest.len() == 2)?;
    let minute: i32 = minutes.parse().ok()?;
    half_day(words, at, Some(minute), at).or_else(|| {
        zone_after(words, at + 1).0?;
        Some((time(words.number(at), Some(minute))?, at + 1))
    })
}

/// Minutes of a quarter of an hour.
const QUARTER: i32 = 15;

/// "Half past four in the morning", "a quarter to ten p.m.", "twenty past nine in the evening":
/// without a half of the day it may be either.
fn spoken(words: &Words<'_>, at: usize) -> Option<(Clock, usize)> {
    let is_half = words.kind(at) == Kind::Half;
    let minute = match words.kind(at) {
        Kind::Half => 2 * QUARTER,
        Kind::Unit if words.word(at).eq_ignore_ascii_case("quarter") => QUARTER,
        Kind::Number | Kind::Tens | Kind::Digits => {
            Some(words.number(at)).filter(|n| (1..30).contains(n))?
        }
        _ => return None,
    };
    let is_counted = ["minute", "minutes"].contains(&words.word(at + 1)) && words.is_joined(at);
    let turn = if is_counted { at + 2 } else { at + 1 };
    let hour = turn + 1;
    if !words.is_joined(turn - 1) || !words.is_joined(turn) {
        return None;
    }
    let is_hour = matches!(words.kind(hour), Kind::Number | Kind::Digits);
    let is_to = words.word(turn).eq_ignore_ascii_case("to")
        && !(at > 0 && words.word(at - 1).eq_ignore_ascii_case("from"));
    if !is_hour || !(is_to && !is_half || words.word(turn).eq_ignore_ascii_case("past")) {
        return None;
    }
    let (clock, end) = half_day(words, hour, Some(minute), hour)?;
    let Clock::At { hour, minute, second } = clock else { return None };
    let before = Clock::At { hour: (hour + 23) % 24, minute: minute.map(|m| 60 - m), second };
    Some((if is_to { before } else { clock }, end))
}

/// `hour` of a twelve-hour dial, `offset` 0 or 12.
fn twelve_hours(hour: i32, offset: i32) -> Option<i32> {
    (1..=12).contains(&hour).then_some(hour % 12 + offset)
}

fn digits(words: &Words<'_>, at: usize) -> Option<(Clock, usize)> {
    let hour = words.number(at);
    if words.n_digits(at) == 4 && words.next(at) == Kind::Zone && is_zone(words, at + 1) {
        return Some((time(hour / 100, Some(hour % 100))?, at + 1));
    }
    (words.n_digits(at) <= 2).then_some(())?;
    let has_minute = words.gap(at) == Gap::Colon
        && words.kind(at + 1) == Kind::Digits
        && words.n_digits(at + 1) == 2;
    if !has_minute {
        return half_day(words, at, None, at);
    }
    let minute = words.number(at + 1);
    let second = seconds(words, at + 1);
    let last = if second.is_some() { at + 2 } else { at + 1 };
    let (clock, end) = half_day(words, at, Some(minute), last).or_else(|| {
        let is_led = matches!(
            words.previous(at),
            Kind::At
                | Kind::By
                | Kind::Approx
                | Kind::After
                | Kind::Before
                | Kind::Will
                | Kind::From
                | Kind::Prep
                | Kind::Until
                | Kind::To
        );
        let is_followed = words.next(last) == Kind::Zone || zone_after(words, last + 1).0.is_some();
        (hour < 24 && (is_led || is_followed)).then_some(())?;
        Some((time(hour, Some(minute))?, last + 1))
    })?;
    let Clock::At { hour, minute, .. } = clock else { return None };
    Some((Clock::At { hour, minute, second }, end))
}

fn seconds(words: &Words<'_>, at: usize) -> Option<i8> {
    let is_second = words.gap(at) == Gap::Colon
        && words.kind(at + 1) == Kind::Digits
        && words.n_digits(at + 1) == 2;
    is_second.then(|| words.number(at + 1)).and_then(|s| i8::try_from(s).ok()).filter(|s| *s < 60)
}

/// The hour at word `at` when a.m., p.m., o'clock or a part of the day follows word `last`.
fn half_day(
    words: &Words<'_>,
    at: usize,
    minute: Option<i32>,
    last: usize,
) -> Option<(Clock, usize)> {
    let hour = words.number(at);
    let minute_said = minute.is_some();
    match words.next(last) {
        Kind::AmPm if words.word(last + 1).contains('.') || minute_said || hour <= 12 => {
            let is_verb = words.word(last + 1) == "am" && words.kind(at) == Kind::Number;
            (!is_verb).then_some(())?;
            let offset = words.number(last + 1);
            Some((time(twelve_hours(hour, offset)?, minute)?, last + 2))
        }
        Kind::OClock => {
            let (offset, end) = part_offset(words, last + 2, hour);
            Some((time(twelve_hours(hour, offset)?, minute)?, end))
        }
        Kind::In if words.previous(at) == Kind::At || minute_said => {
            let (offset, end) = part_offset(words, last + 1, hour);
            (end > last + 1).then_some(())?;
            Some((time(twelve_hours(hour, offset)?, minute)?, end))
        }
        _ => None,
    }
}

/// Twelve hours if words "in the afternoon" or the like start at `at`, and the word after.
fn part_offset(words: &Words<'_>, at: usize, hour: i32) -> (i32, usize) {
    let is_part = words.kind(at) == Kind::In
        && words.next(at) == Kind::The
        && words.next(at + 1) == Kind::Part;
    if is_part {
        return match Part::from_number(words.number(at + 2)) {
            Part::Morning => (0, at + 3),
            _ if hour == 12 => (12, at + 3),
            _ => (12, at + 3),
        };
    }
    (0, at)
}

fn is_zone(words: &Words<'_>, at: usize) -> bool {
    words.kind(at) == Kind::Zone && words.shape(at) == Shape::Upper
}

/// First and last word of a zone that starts at `at`, and the word after; `at` if none.
fn zone_after(words: &Words<'_>, at: usize) -> (Option<(usize, usize)>, usize) {
    let is_near = at > 0 && !matches!(words.gap(at - 1), Gap::Break | Gap::Slash | Gap::Colon);
    if is_near && is_zone(words, at) {
        return (Some((at, at)), at + 1);
    }
    let n_words =
        (at..at + 3).take_while(|&i| words.kind(i) == Kind::ZoneWord && words.is_joined(i)).count();
    if is_near && n_words > 0 && words.kind(at + n_words) == Kind::TimeNoun {
        return (Some((at, at + n_words - 1)), at + n_words + 1);
    }
    (None, at)
}
