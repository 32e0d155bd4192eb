//! Ranges said as one expression: "5 to 7 May", "June 10-12", "2019–21".

use super::{
    calendar,
    lexicon::Kind,
    meaning::{Meaning, Parse, When, YearOf},
    period::Period,
    words::{Gap, Words},
};
use jiff::civil::Date;

/// A range whose month stands behind the last day: "5 to 7 May", "10–12 June 2024".
pub(super) fn range(words: &Words<'_>, at: usize) -> Option<Parse> {
    if !matches!(words.kind(at), Kind::Digits | Kind::DigitOrdinal) {
        return None;
    }
    let second = link(words, at)?;
    let first = calendar::day_of_month(words, at)?;
    let (last, end) = calendar::day_first(words, second)?;
    let start = on_day(last, first).filter(|_| is_before(first, last))?;
    Some(Parse { last: Some(last), ..Parse::new(at, end, Meaning::Date(start)) })
}

/// `found` with the day or year that it runs to, if only that day or year is said again:
/// "June 10-12", "May 5 through 9, 2024", "2019-21".
pub(super) fn with_last(words: &Words<'_>, found: Parse) -> Parse {
    let Meaning::Date(when) = found.meaning else { return found };
    let Some(next) = found.end.checked_sub(1).and_then(|at| link(words, at)) else { return found };
    let with = |last, end| Parse { end, last: Some(last), ..found.clone() };
    match when {
        When::InYear { day: 1.., year: YearOf::Unsaid(_), .. } => {
            let day = calendar::day_of_month(words, next).filter(|_| {
                words.kind(next) == Kind::Digits && !calendar::is_counted_next(words, next)
            });
            let Some(day) = day.filter(|&day| !is_before(day, when) && !is_same(day, when)) else {
                return found;
            };
            let Some(last) = on_day(when, day) else { return found };
            match calendar::year_after(words, next) {
                (Some(year), end) => match (dated(when, year), dated(last, year)) {
                    (Some(first), Some(last)) => {
                        Parse { meaning: Meaning::Date(first), ..with(last, end) }
                    }
                    _ => found,
                },
                (None, end) => with(last, end),
            }
        }
        When::Fixed(Period::Year(year)) if words.gap(found.end - 1) == Gap::Hyphen => {
            let is_short = words.kind(next) == Kind::Digits && words.n_digits(next) == 2;
            let last = i16::try_from(words.number(next)).unwrap_or_default() + year / 100 * 100;
            if is_short && last > year && !calendar::is_counted_next(words, next) {
                with(When::Fixed(Period::Year(last)), next + 1)
            } else {
                found
            }
        }
        _ => found,
    }
}

/// The word behind the hyphen or the word that ties it to word `at` as the end of a range.
fn link(words: &Words<'_>, at: usize) -> Option<usize> {
    match words.gap(at) {
        Gap::Hyphen => Some(at + 1),
        Gap::Space => {
            let is_between = at > 0 && word_before(words, at).eq_ignore_ascii_case("between");
            let is_link = match words.kind(at + 1) {
                Kind::To => true,
                Kind::Until => words.word(at + 1).eq_ignore_ascii_case("through"),
                Kind::And => is_between,
                _ => false,
            };
            (is_link && words.gap(at + 1) == Gap::Space).then_some(at + 2)
        }
        _ => None,
    }
}

/// The word before the first day of a range that ends at word `at` or has a month before it.
fn word_before<'d>(words: &Words<'d>, at: usize) -> &'d str {
    let is_month = matches!(words.kind(at - 1), Kind::Month | Kind::MonthAbbr);
    at.checked_sub(1 + usize::from(is_month)).map_or("", |before| words.word(before))
}

/// Another day of the month of `when`.
fn on_day(when: When, day: i8) -> Option<When> {
    match when {
        When::InYear { month, year, .. } => {
            // 2024 is a leap year: every day of any year has its place.
            Date::new(2024, month, day).ok()?;
            Some(When::InYear { month, day, year })
        }
        When::Fixed(Period::Day(date)) => {
            let day = Date::new(date.year(), date.month(), day).ok()?;
            Some(When::Fixed(Period::Day(day)))
        }
        _ => None,
    }
}

fn dated(when: When, year: i16) -> Option<When> {
    let When::InYear { month, day, .. } = when else { return None };
    Date::new(year, month, day).ok().map(|day| When::Fixed(Period::Day(day)))
}

fn day_of(when: When) -> i8 {
    match when {
        When::InYear { day, .. } => day,
        When::Fixed(Period::Day(date)) => date.day(),
        _ => 0,
    }
}

fn is_before(day: i8, when: When) -> bool {
    day < day_of(when)
}

fn is_same(day: i8, when: When) -> bool {
    day == day_of(when)
}
