//! What a time mention says.

/// A time as said and as resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// TIMEX3 value: ISO 8601 at its granularity, `XXXX-04-23` for an unknown year,
    /// `PAST_REF` and its like; `None` where a relative expression has no date to start from.
    pub value: Option<String>,
    /// TIMEX3 type.
    pub class: TimeClass,
    /// First and last moment meant, ISO 8601 local (`2025-04-23T00:00:00`), to the second;
    /// `None` for durations, sets, `PAST_REF` and its like, and whatever is unresolved.
    /// Parts of the day are taken widely: a morning runs from midnight to noon, a night
    /// from six in the evening to six the next morning.
    pub interval: Option<(String, String)>,
    /// How the words around it move or blur the value ("early", "nearly", "the end of").
    pub modifier: Option<Modifier>,
    /// Time zone said with a time of day: `GMT`, `EDT`, `local` …
    pub zone: Option<String>,
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
