//! Stretches of the calendar: days, weeks, months, quarters, years and coarser.

use jiff::{
    ToSpan,
    civil::{Date, ISOWeekDate, Weekday},
};

/// A unit of time, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The unit of the word table's number, and how many of it one word means.
    pub(super) fn from_number(number: i32) -> (Self, i32) {
        let unit = match number {
            0 => Self::Second,
            1 => Self::Minute,
            2 => Self::Hour,
            3 => Self::Day,
            4 => Self::Week,
            5 => Self::Weekend,
            6 => Self::Month,
            7 => Self::Quarter,
            8 => Self::Year,
            9 => Self::Decade,
            10 => Self::Century,
            _ => return (Self::Week, 2),
        };
        (unit, 1)
    }
}

/// A season of the year, named by where it begins in the northern half of the earth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Fall,
    Winter,
}

impl Season {
    /// The season of the word table's number.
    pub(super) fn from_number(number: i32) -> Self {
        match number {
            0 => Self::Spring,
            1 => Self::Summer,
            2 => Self::Fall,
            _ => Self::Winter,
        }
    }

    fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Fall => 9,
            Self::Winter => 12,
        }
    }

    /// The TIMEX3 letters.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Fall => "FA",
            Self::Winter => "WI",
        }
    }
}

/// A stretch of the calendar of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    /// One day.
    Day(Date),
    /// The week from this Monday.
    Week(Date),
    /// This Saturday and the day after.
    Weekend(Date),
    /// Year and month.
    Month(i16, i8),
    /// Year and quarter, 1 to 4.
    Quarter(i16, i8),
    /// Year and half, 1 or 2.
    Half(i16, i8),
    /// Year in which it begins, and season.
    Season(i16, Season),
    /// A year.
    Year(i16),
    /// The ten years that begin with these three digits.
    Decade(i16),
    /// The hundred years that begin with these two digits.
    Century(i16),
}

impl Period {
    /// The `unit` in which `date` lies; the day itself for a finer unit.
    pub(super) fn containing(unit: Unit, date: Date) -> Self {
        let (year, month) = (date.year(), date.month());
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(date),
            Unit::Week => Self::Week(monday_of(date)),
            Unit::Weekend => Self::Weekend(monday_of(date).saturating_add(5.days())),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, (month - 1) / 3 + 1),
            Unit::Half => Self::Half(year, (month - 1) / 6 + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10)),
            Unit::Century => Self::Century(year.div_euclid(100)),
        }
    }

    /// The period `n` of its own units later; `None` beyond the years 1 to 9999.
    pub(super) fn shifted(self, n: i32) -> Option<Self> {
        let add = |year: i16, n: i32| {
            i16::try_from(i32::from(year).checked_add(n)?).ok().filter(|y| (0..=9999).contains(y))
        };
        let parts = |year: i16, part: i8, per_year: i32| {
            let index = (i32::from(year) * per_year + i32::from(part) - 1).checked_add(n)?;
            let year = i16::try_from(index.div_euclid(per_year)).ok()?;
            let part = i8::try_from(index.rem_euclid(per_year) + 1).ok()?;
            (0..=9999).contains(&year).then_some((year, part))
        };
        match self {
            Self::Day(date) => shift_days(date, n).map(Self::Day),
            Self::Week(date) => shift_days(date, n.checked_mul(7)?).map(Self::Week),
            Self::Weekend(date) => shift_days(date, n.checked_mul(7)?).map(Self::Weekend),
            Self::Month(y, m) => parts(y, m, 12).map(|(y, m)| Self::Month(y, m)),
            Self::Quarter(y, q) => parts(y, q, 4).map(|(y, q)| Self::Quarter(y, q)),
            Self::Half(y, h) => parts(y, h, 2).map(|(y, h)| Self::Half(y, h)),
            Self::Season(y, s) => add(y, n).map(|y| Self::Season(y, s)),
            Self::Year(y) => add(y, n).map(Self::Year),
            Self::Decade(d) => add(d, n).map(Self::Decade).filter(|_| d < 1000),
            Self::Century(c) => add(c, n).map(Self::Century).filter(|_| c < 100),
        }
    }

    /// The same part of the year `n` years later.
    pub(super) fn shifted_years(self, n: i32) -> Option<Self> {
        let per_year = match self {
            Self::Day(date) => {
                let year = i16::try_from(i32::from(date.year()).checked_add(n)?).ok()?;
                let last = Date::new(year, date.month(), 1).ok()?.days_in_month();
                let day = date.day().min(last);
                return Date::new(year, date.month(), day).ok().map(Self::Day);
            }
            Self::Week(_) | Self::Weekend(_) => 52,
            Self::Month(..) => 12,
            Self::Quarter(..) => 4,
            Self::Half(..) => 2,
            Self::Season(..) | Self::Year(_) => 1,
            Self::Decade(_) | Self::Century(_) => return None,
        };
        self.shifted(n.checked_mul(per_year)?)
    }

    /// First and last day; `None` outside the years 1 to 9999.
    pub(super) fn days(self) -> Option<(Date, Date)> {
        let months = |year: i16, month: i8, n: i32| {
            let first = Date::new(year, month, 1).ok()?;
            let last = first.checked_add((n - 1).months()).ok()?.last_of_month();
            Some((first, last))
        };
        let years = |first: i16, last: i16| {
            Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
        };
        match self {
            Self::Day(date) => Some((date, date)),
            Self::Week(monday) => Some((monday, shift_days(monday, 6)?)),
            Self::Weekend(saturday) => Some((saturday, shift_days(saturday, 1)?)),
            Self::Month(y, m) => months(y, m, 1),
            Self::Quarter(y, q) => months(y, (q - 1) * 3 + 1, 3),
            Self::Half(y, h) => months(y, (h - 1) * 6 + 1, 6),
            Self::Season(y, s) => months(y, s.first_month(), 3),
            Self::Year(y) => years(y, y),
            Self::Decade(d) => years(d.checked_mul(10)?, d.checked_mul(10)?.checked_add(9)?),
            Self::Century(c) => years(c.checked_mul(100)?, c.checked_mul(100)?.checked_add(99)?),
        }
    }

    /// The TIMEX3 value.
    pub(super) fn timex(self) -> String {
        match self {
            Self::Day(date) => super::model::Moment::new(date, 0, 0, 0).as_str()[..10].to_owned(),
            Self::Week(date) => week(date),
            Self::Weekend(date) => week(date) + "-WE",
            Self::Month(y, m) => format!("{y:04}-{m:02}"),
            Self::Quarter(y, q) => format!("{y:04}-Q{q}"),
            Self::Half(y, h) => format!("{y:04}-H{h}"),
            Self::Season(y, s) => format!("{y:04}-{}", s.code()),
            Self::Year(y) => format!("{y:04}"),
            Self::Decade(d) => format!("{d:03}"),
            Self::Century(c) => format!("{c:02}"),
        }
    }
}

fn week(date: Date) -> String {
    let iso: ISOWeekDate = date.iso_week_date();
    format!("{:04}-W{:02}", iso.year(), iso.week())
}

fn monday_of(date: Date) -> Date {
    let since = Weekday::Monday.until(date.weekday());
    date.saturating_sub(i32::from(since).days())
}

/// The day `n` days after `date`, if the calendar has it.
pub(super) fn shift_days(date: Date, n: i32) -> Option<Date> {
    // Beyond this many days no year of four digits is left; jiff's span has its own bound.
    const MAX_DAYS: i32 = 4_000_000;
    if n.abs() > MAX_DAYS {
        return None;
    }
    date.checked_add(n.days()).ok().filter(|date| date.year() > 0)
}
