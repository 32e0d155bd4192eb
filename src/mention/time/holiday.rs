//! Days with a name: "Christmas Day", "Easter Monday", "Thanksgiving".

use super::{
    period::shift_days,
    words::{Gap, Words},
};
use crate::{hash::hash64, mention::lexicon::lines, normalize::Shape};
use jiff::civil::{Date, Weekday};
use std::sync::LazyLock;

/// The table for English: rule, words.
const ENGLISH: &str = include_str!("../data/en/holidays.tsv");

/// On which day of a year it falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holiday {
    /// Always the same.
    Fixed { month: i8, day: i8 },
    /// So many days after Easter Sunday.
    Easter { days: i32 },
    /// So many days after the `n`th weekday, 1 to 7, of a month; -1 is the last.
    Weekday { month: i8, weekday: i8, n: i8, days: i32 },
}

impl Holiday {
    /// The day in `year`.
    pub(super) fn day(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed { month, day } => Date::new(year, month, day).ok(),
            Self::Easter { days } => shift_days(easter(year)?, days),
            Self::Weekday { month, weekday, n, days } => {
                let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
                let first = Date::new(year, month, 1).ok()?;
                shift_days(first.nth_weekday_of_month(n, weekday).ok()?, days)
            }
        }
    }

    fn parse(rule: &str) -> Option<Self> {
        if let Some(days) = rule.strip_prefix("easter") {
            return Some(Self::Easter { days: days.parse().ok()? });
        }
        let (place, days) = rule.split_once('+').unwrap_or((rule, "0"));
        let mut parts = place.splitn(3, '-');
        let (month, second) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(match parts.next() {
            None => Self::Fixed { month, day: second },
            Some(n) => {
                let (n, days) = (n.parse().ok()?, days.parse().ok()?);
                Self::Weekday { month, weekday: second, n, days }
            }
        })
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, as in Meeus,
/// *Astronomical Algorithms*, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let year_n = i32::from(year);
    let (golden, century, in_century) = (year_n % 19, year_n / 100, year_n % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    let (month, day) = (i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?);
    Date::new(year, month, day).ok()
}

/// A holiday and the hashes of its words.
struct Named {
    holiday: Holiday,
    words: Vec<u64>,
}

/// Longer names before shorter ones that they start with.
static HOLIDAYS: LazyLock<Vec<Named>> = LazyLock::new(|| {
    let named = |line: &'static str| {
        let (rule, words) = line.split_once('\t')?;
        let words: Vec<u64> = words.split(' ').map(|word| hash64(word.as_bytes())).collect();
        Some(Named { holiday: Holiday::parse(rule)?, words })
    };
    let mut named: Vec<Named> = lines(ENGLISH).filter_map(named).collect();
    named.sort_by_key(|named| std::cmp::Reverse(named.words.len()));
    named
});

/// Hashes of the words that a holiday starts with.
pub(super) fn openers() -> impl Iterator<Item = u64> {
    HOLIDAYS.iter().filter_map(|named| named.words.first().copied())
}

/// The holiday whose first word is `at`, written with a capital, and the word after it.
pub(super) fn holiday(words: &Words<'_>, at: usize) -> Option<(Holiday, usize)> {
    let is_joined = |i: usize| matches!(words.gap(i), Gap::Space | Gap::Possessive | Gap::Dot);
    let is_here = |named: &&Named| {
        let n_words = named.words.len();
        (0..n_words).all(|k| words.hash(at + k) == named.words[k])
            && (at..at + n_words - 1).all(is_joined)
    };
    let is_capital = words.shape(at) != Shape::Lower;
    let named = HOLIDAYS.iter().filter(|_| is_capital).find(is_here)?;
    Some((named.holiday, at + named.words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_falls_on_its_day() {
        assert_eq!(HOLIDAYS.len(), lines(ENGLISH).count());
        for (rule, year, expected) in [
            ("easter+0", 2024, "2024-03-31"),
            ("easter+1", 2025, "2025-04-21"),
            ("easter-2", 2038, "2038-04-23"),
            ("11-4-4", 2024, "2024-11-28"),
            ("11-4-4+1", 2024, "2024-11-29"),
            ("5-1--1", 2025, "2025-05-26"),
            ("12-25", 1999, "1999-12-25"),
        ] {
            let day = Holiday::parse(rule).and_then(|holiday| holiday.day(year));
            assert_eq!(day.map(|day| day.to_string()).as_deref(), Some(expected), "{rule}");
        }
    }
}
