//! Dates of the calendar: "Jan. 6", "6 January 1998", "04/23/2025", "Friday", "1990", "the '80s".

use super::{
    amount::spelled_year,
    holiday,
    lexicon::Kind,
    meaning::{Side, When, YearOf},
    period::Period,
    words::{Gap, Words},
};
use crate::normalize::Shape;
use jiff::civil::Date;

/// Years a date may be in; numbers beyond are taken for something else.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2199;

/// A day: a weekday, a date or both, and the word after it.
pub(super) fn day(words: &Words<'_>, at: usize) -> Option<(When, usize)> {
    match words.kind(at) {
        Kind::Weekday => Some(weekday(words, at, Side::Unsaid)),
        Kind::WeekdayAbbr if is_weekday_abbreviation(words, at) => {
            Some(weekday(words, at, Side::Unsaid))
        }
        Kind::Month | Kind::MonthAbbr => month_first(words, at).filter(|found| is_day(found.0)),
        Kind::Digits | Kind::DigitOrdinal => {
            numeric(words, at).or_else(|| day_first(words, at)).filter(|found| is_day(found.0))
        }
        Kind::Day if words.number(at) <= 1 => {
            let unit = super::period::Unit::Day;
            let anchor = super::meaning::Anchor::Published;
            Some((When::Shifted { unit, n: words.number(at), anchor }, at + 1))
        }
        _ => None,
    }
}

fn is_day(when: When) -> bool {
    match when {
        When::InYear { day, .. } => day > 0,
        When::Fixed(Period::Day(_)) | When::Weekday { .. } => true,
        _ => false,
    }
}

/// A weekday and the date that follows it, if any.
pub(super) fn weekday(words: &Words<'_>, at: usize, side: Side) -> (When, usize) {
    if matches!(words.gap(at), Gap::Space | Gap::Comma | Gap::Dot) {
        let next = at + 1;
        let date = match words.kind(next) {
            Kind::Month | Kind::MonthAbbr => month_first(words, next),
            Kind::Digits | Kind::DigitOrdinal if words.number(next) < 32 => day_first(words, next),
            Kind::The => day_first(words, next + 1),
            _ => None,
        };
        if let Some(found) = date.filter(|found| is_day(found.0)) {
            return found;
        }
    }
    let day = i8::try_from(words.number(at)).unwrap_or(1);
    (When::Weekday { day, side }, at + 1)
}

/// Short forms are taken only with a full stop or before a date: "Sun" is a star, "Mon" a word.
fn is_weekday_abbreviation(words: &Words<'_>, at: usize) -> bool {
    let is_dated = matches!(words.kind(at + 1), Kind::Month | Kind::MonthAbbr)
        && matches!(words.gap(at), Gap::Space | Gap::Comma | Gap::Dot);
    words.shape(at) == Shape::Capitalised
        && (is_dated || (words.gap(at) == Gap::Dot && words.previous(at) == Kind::On))
}

/// "January", "Jan. 6", "Jan. 6, 1998", "January 1998"; the year is left unsaid if it is.
pub(super) fn month_first(words: &Words<'_>, at: usize) -> Option<(When, usize)> {
    if !matches!(words.kind(at), Kind::Month | Kind::MonthAbbr) || !has_capital(words, at) {
        return None;
    }
    let month = i8::try_from(words.number(at)).ok()?;
    let next = at + 1;
    if matches!(words.gap(at), Gap::Space | Gap::Dot)
        && let Some(day) = day_of_month(words, next)
    {
        let (year, end) = year_after(words, next);
        return date(year, month, day).map(|when| (when, end));
    }
    let after_of = if words.next(at) == Kind::Of { next } else { at };
    let (year, end) = year_after(words, after_of);
    match year {
        Some(year) => Some((When::Fixed(Period::Month(year, month)), end)),
        None => {
            is_bare_month(words, at).then_some(())?;
            Some((When::InYear { month, day: 0, year: YearOf::Unsaid(Side::Unsaid) }, next))
        }
    }
}

/// Whether a month's name without day or year is one: "may" and "march" are verbs, and
/// short forms need their full stop.
fn is_bare_month(words: &Words<'_>, at: usize) -> bool {
    let is_doubtful = words.kind(at) == Kind::MonthAbbr || matches!(words.number(at), 3 | 5);
    let is_led = matches!(
        words.previous(at),
        Kind::In
            | Kind::Of
            | Kind::By
            | Kind::From
            | Kind::To
            | Kind::Last
            | Kind::Next
            | Kind::This
            | Kind::Early
            | Kind::Late
            | Kind::Mid
            | Kind::Prep
            | Kind::Until
            | Kind::Every
            | Kind::Each
            | Kind::For
            | Kind::Past
            | Kind::Will
            | Kind::And
            | Kind::Coming
            | Kind::Earlier
            | Kind::Before
            | Kind::After
            | Kind::Same
            | Kind::Previous
    );
    let is_after_number = words.previous(at) == Kind::Digits;
    (is_led || !is_doubtful) && !is_after_number
}

fn has_capital(words: &Words<'_>, at: usize) -> bool {
    matches!(words.shape(at), Shape::Capitalised | Shape::Upper)
}

/// "6 January", "23rd of April 2025".
pub(super) fn day_first(words: &Words<'_>, at: usize) -> Option<(When, usize)> {
    let day = day_of_month(words, at)?;
    let month_at = if words.next(at) == Kind::Of { at + 2 } else { at + 1 };
    let is_month = matches!(words.kind(month_at), Kind::Month | Kind::MonthAbbr)
        && words.is_joined(month_at - 1)
        && has_capital(words, month_at)
        && words.is_joined(at);
    is_month.then_some(())?;
    let month = i8::try_from(words.number(month_at)).ok()?;
    let (year, end) = year_after(words, month_at);
    date(year, month, day).map(|when| (when, end))
}

pub(super) fn day_of_month(words: &Words<'_>, at: usize) -> Option<i8> {
    let is_day = match words.kind(at) {
        Kind::Digits => words.n_digits(at) <= 2,
        Kind::DigitOrdinal | Kind::Ordinal => true,
        _ => false,
    };
    let is_hour = matches!(words.gap(at), Gap::Colon) || words.next(at) == Kind::AmPm;
    let day = i8::try_from(words.number(at)).ok()?;
    (is_day && !is_hour && (1..=31).contains(&day)).then_some(day)
}

/// The year that follows word `at`, and the word after; `at + 1` if there is none.
pub(super) fn year_after(words: &Words<'_>, at: usize) -> (Option<i16>, usize) {
    let next = at + 1;
    if matches!(words.gap(at), Gap::Space | Gap::Comma | Gap::Dot) {
        if words.n_digits(next) == 4 && words.kind(next) == Kind::Digits {
            let year = Some(words.number(next)).filter(|y| YEARS.contains(y));
            if let Some(year) = year.and_then(|y| i16::try_from(y).ok()) {
                return (Some(year), next + 1);
            }
        }
        if let Some((year, end)) = spelled_year(words, next) {
            return (Some(year), end);
        }
    }
    (None, next)
}

fn date(year: Option<i16>, month: i8, day: i8) -> Option<When> {
    match year {
        Some(year) => Date::new(year, month, day).ok().map(|d| When::Fixed(Period::Day(d))),
        None => {
            // 2024 is a leap year: every day of any year has its place.
            Date::new(2024, month, day).ok()?;
            Some(When::InYear { month, day, year: YearOf::Unsaid(Side::Unsaid) })
        }
    }
}

/// "04/23/2025", "23/04/2025", "1998-01-08".
pub(super) fn numeric(words: &Words<'_>, at: usize) -> Option<(When, usize)> {
    let mark = words.gap(at);
    let is_run = matches!(mark, Gap::Slash | Gap::Hyphen)
        && words.gap(at + 1) == mark
        && (at..at + 3).all(|i| words.kind(i) == Kind::Digits)
        && !matches!(words.char_before(at), Some('/' | '-'))
        && !matches!(words.gap(at + 2), Gap::Slash | Gap::Hyphen);
    is_run.then_some(())?;
    let [a, b, c] = [0, 1, 2].map(|i| words.number(at + i));
    let (year, month, day) = match (words.n_digits(at), words.n_digits(at + 2)) {
        (4, 1..=2) => (a, b, c),
        (1..=2, 4) => {
            if a > 12 {
                (c, b, a)
            } else {
                (c, a, b)
            }
        }
        (1..=2, 2) if mark == Gap::Slash => {
            let year = if c < 50 { 2000 + c } else { 1900 + c };
            if a > 12 { (year, b, a) } else { (year, a, b) }
        }
        _ => return None,
    };
    let narrow = |n: i32| i8::try_from(n).ok();
    YEARS.contains(&year).then_some(())?;
    let date = Date::new(i16::try_from(year).ok()?, narrow(month)?, narrow(day)?).ok()?;
    Some((When::Fixed(Period::Day(date)), at + 3))
}

/// "12.05.2025"; "12.5.25" after "on" and the like: the day stands first.
pub(super) fn dotted(words: &Words<'_>, at: usize) -> Option<(When, usize)> {
    let mut parts = words.word(at).split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_led = matches!(
        words.previous(at),
        Kind::On
            | Kind::By
            | Kind::From
            | Kind::To
            | Kind::And
            | Kind::Until
            | Kind::Prep
            | Kind::Before
    );
    let century = match year.len() {
        4 => 0,
        _ if !is_led => return None,
        _ if year < "50" => 2000,
        _ => 1900,
    };
    let year = century + year.parse::<i16>().ok()?;
    YEARS.contains(&year.into()).then_some(())?;
    let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some((When::Fixed(Period::Day(date)), at + 1))
}

/// "Christmas Day", "Easter 2016".
pub(super) fn holiday(words: &Words<'_>, at: usize) -> Option<(When, usize)> {
    let (holiday, end) = holiday::holiday(words, at)?;
    Some(match year_after(words, end - 1) {
        (Some(year), end) => (When::Holiday { holiday, year: YearOf::Known(year) }, end),
        (None, _) => (When::Holiday { holiday, year: YearOf::Unsaid(Side::Unsaid) }, end),
    })
}

/// A year on its own, where the words around speak for one.
pub(super) fn year(words: &Words<'_>, at: usize) -> Option<(When, usize)> {
    if let Some((year, end)) = spelled_year(words, at) {
        return Some((When::Fixed(Period::Year(year)), end));
    }
    let n = words.number(at);
    let is_plain = words.kind(at) == Kind::Digits && words.n_digits(at) == 4;
    let is_led = matches!(
        words.previous(at),
        Kind::In
            | Kind::Of
            | Kind::By
            | Kind::From
            | Kind::Early
            | Kind::Late
            | Kind::Mid
            | Kind::After
            | Kind::Before
            | Kind::Fiscal
            | Kind::Prep
            | Kind::Until
            | Kind::Will
            | Kind::Unit
            | Kind::Season
    );
    let is_year = is_plain
        && (if is_led { YEARS.contains(&n) } else { (1900..=2049).contains(&n) })
        && !matches!(words.char_before(at), Some('$' | '£' | '€' | '¥' | '#' | '.' | ':'))
        && !matches!(words.char_after(at), Some('%' | '/' | ':' | '°'))
        && !is_counted_next(words, at);
    is_year.then_some(())?;
    Some((When::Fixed(Period::Year(i16::try_from(n).ok()?)), at + 1))
}

/// Whether the next word is something of which there may be 1,990.
pub(super) fn is_counted_next(words: &Words<'_>, at: usize) -> bool {
    if words.gap(at) != Gap::Space || words.shape(at + 1) != Shape::Lower {
        return false;
    }
    let word = words.word(at + 1);
    let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    match words.kind(at + 1) {
        Kind::Other => {
            is_plural || matches!(word, "people" | "men" | "women" | "children" | "percent")
        }
        Kind::Units | Kind::Scale | Kind::ZoneWord | Kind::Zone => true,
        _ => false,
    }
}

/// "1990s", "'80s", "nineties".
pub(super) fn decade(words: &Words<'_>, at: usize) -> Option<(When, usize)> {
    let n = words.number(at);
    let decade = match (words.kind(at), words.n_digits(at)) {
        (Kind::DigitDecade, 4) if n % 10 == 0 && YEARS.contains(&n) => n / 10,
        (Kind::DigitDecade, 2) if n % 10 == 0 => {
            let is_marked = matches!(words.char_before(at), Some('\'' | '’' | '‘'));
            // "polling in the 20s", "in their early 80s"
            (is_marked || (n >= 50 && is_led_decade(words, at))).then_some(190 + n / 10)?
        }
        (Kind::DecadeWord, _) => is_led_decade(words, at).then_some(190 + n)?,
        _ => return None,
    };
    Some((When::Fixed(Period::Decade(i16::try_from(decade).ok()?)), at + 1))
}

/// Whether "the", perhaps with "early", "mid" or "late", stands before a decade.
fn is_led_decade(words: &Words<'_>, at: usize) -> bool {
    match words.previous(at) {
        Kind::The => true,
        Kind::Early | Kind::Mid | Kind::Late => words.previous(at - 1) == Kind::The,
        _ => false,
    }
}
