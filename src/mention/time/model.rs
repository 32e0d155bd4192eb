//! What a time mention says.

use jiff::civil::Date;
use std::fmt;

/// A time as said and as resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// TIMEX3 value: ISO 8601 at its granularity, `XXXX-04-23` for an unknown year, `XXXX-WXX-5`
    /// for a Friday of an unknown week, `XXXX-XX-XXT05:10` for an hour of an unknown day,
    /// `PAST_REF` and its like; `None` where a relative expression has no date to start from.
    pub value: Option<String>,
    /// TIMEX3 type.
    pub class: TimeClass,
    /// First and last moment meant, local;
    /// `None` for durations, sets, `PAST_REF` and its like, and whatever is unresolved.
    /// Parts of the day are taken widely: a morning runs from midnight to noon, a night
    /// from six in the evening to six the next morning.
    pub interval: Option<(Moment, Moment)>,
    /// How the words around it move or blur the value ("early", "nearly", "the end of").
    pub modifier: Option<Modifier>,
    /// Time zone said with a time of day: `GMT`, `EDT`, `local` …
    pub zone: Option<String>,
}

impl Time {
    /// Month and day of a day, of a known year or not (`11-14`); none for all that is no day.
    #[must_use]
    pub fn day_of_year(&self) -> Option<&str> {
        let value = self.value.as_deref()?;
        let is_day = value.len() == "2025-11-14".len() && value.is_ascii();
        value.get("2025-".len()..).filter(|day| is_day && day.as_bytes()[2] == b'-')
    }

    /// The day of the week of a day of an unknown week, Monday 1; none for all other times.
    #[must_use]
    pub fn weekday(&self) -> Option<u8> {
        let is_one = self.class == TimeClass::Date;
        self.value.as_deref()?.strip_prefix("XXXX-WXX-")?.parse().ok().filter(|_| is_one)
    }
}

/// A second of local time, as ISO 8601 writes it: `2025-04-23T00:00:00`. Orders by time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment([u8; Self::LEN]);

impl Moment {
    const LEN: usize = 19;

    /// The second `seconds` of `minute` past `hour` on `day`, whose year has four digits.
    pub(super) fn new(day: Date, hour: i8, minute: i8, second: i8) -> Self {
        let mut text = *b"0000-00-00T00:00:00";
        let year = i32::from(day.year());
        let parts = [
            (0, year / 100),
            (2, year % 100),
            (5, day.month().into()),
            (8, day.day().into()),
            (11, hour.into()),
            (14, minute.into()),
            (17, second.into()),
        ];
        for (at, n) in parts {
            text[at] += (n / 10 % 10) as u8;
            text[at + 1] += (n % 10) as u8;
        }
        Self(text)
    }

    /// The moment as text, 19 bytes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

/// TIMEX3 type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeClass {
    /// A calendar time of a day or coarser.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

/// TIMEX3 `mod`: how a value is moved or blurred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Modifier {
    /// "early", "the beginning of".
    Start,
    /// "mid-", "the middle of".
    Mid,
    /// "late", "the end of".
    End,
    /// "earlier this month", "before".
    Before,
    /// "later this month", "after".
    After,
    /// "about", "nearly", "some".
    Approx,
    /// "more than", "over".
    MoreThan,
    /// "less than", "under".
    LessThan,
    /// "at least".
    EqualOrMore,
    /// "up to", "at most".
    EqualOrLess,
}
