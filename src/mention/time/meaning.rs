//! What an expression says, before it is resolved.

use super::{
    amount::Amount,
    holiday::Holiday,
    model::{Modifier, TimeClass},
    period::{Period, Season, Unit},
};

/// An expression found: words `start..end` and what they say.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parse {
    /// Index of its first word.
    pub(super) start: usize,
    /// Index of the word after its last.
    pub(super) end: usize,
    /// What it says.
    pub(super) meaning: Meaning,
    /// How it is moved or blurred.
    pub(super) modifier: Option<Modifier>,
    /// The last day or year of a range, of which `meaning` is the first.
    pub(super) last: Option<When>,
    /// First and last word of a time zone in it.
    pub(super) zone: Option<(usize, usize)>,
}

impl Parse {
    /// An expression without modifier or zone.
    pub(super) fn new(start: usize, end: usize, meaning: Meaning) -> Self {
        Self { start, end, meaning, modifier: None, last: None, zone: None }
    }
}

/// How many of which unit, up to three times.
pub(super) type Parts = [Option<(i32, Unit)>; 3];

/// What an expression says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A stretch of the calendar.
    Date(When),
    /// A time on a day; without a day, on the day spoken of.
    Time(Option<When>, Clock),
    /// A length.
    Duration(Amount, Unit),
    /// A length in two units or three, the larger ones first.
    Length(Parts),
    /// A repeated time.
    Set(Repeat),
    /// No calendar time: `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Reference(&'static str),
}

impl Meaning {
    /// The TIMEX3 type.
    pub(super) fn class(self) -> TimeClass {
        match self {
            Self::Date(When::Away { unit, .. }) if unit < Unit::Day => TimeClass::Time,
            Self::Date(_) | Self::Reference(_) => TimeClass::Date,
            Self::Time(..) => TimeClass::Time,
            Self::Duration(..) | Self::Length(_) => TimeClass::Duration,
            Self::Set(_) => TimeClass::Set,
        }
    }
}

/// On which side of its anchor a time lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Left to the tense of the sentence.
    Unsaid,
    /// "last".
    Past,
    /// "this".
    This,
    /// "next".
    Future,
}

/// What a shift is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// The publication date.
    Published,
    /// The time last spoken of.
    Spoken,
}

/// The year of a part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearOf {
    /// Not said.
    Unsaid(Side),
    /// This one.
    Known(i16),
    /// So many years from the publication's.
    Shifted(i32),
    /// So many years from the year spoken of.
    Spoken(i32),
}

/// A stretch of the calendar as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// As it stands.
    Fixed(Period),
    /// A day of a month (0 for the whole month) whose year is to be found.
    InYear { month: i8, day: i8, year: YearOf },
    /// A day of the week, 1 to 7.
    Weekday { day: i8, side: Side },
    /// A day with a name.
    Holiday { holiday: Holiday, year: YearOf },
    /// A season.
    Season { season: Season, year: YearOf },
    /// The `n`th quarter or half.
    PartOfYear { unit: Unit, n: i8, year: YearOf },
    /// The unit around the anchor, moved by `n` of them.
    Shifted { unit: Unit, n: i32, anchor: Anchor },
    /// The quarter or period spoken of, moved by years.
    SpokenQuarter { years: i32 },
    /// So long from the anchor; `sign` is 1 or -1.
    Away { amount: Amount, unit: Unit, sign: i32, anchor: Anchor },
    /// The weekend of a fixed or spoken time.
    Weekend { side: Side },
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// Hour (0 to 24) and, where said, minute and second.
    At { hour: i8, minute: Option<i8>, second: Option<i8> },
    /// A part of the day.
    Part(Part),
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl Part {
    /// The part of the word table's number.
    pub(super) fn from_number(number: i32) -> Self {
        match number {
            0 => Self::Morning,
            1 => Self::Afternoon,
            2 => Self::Evening,
            4 => Self::Daytime,
            _ => Self::Night,
        }
    }

    /// The TIMEX3 letters.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }
}

/// A repeated time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeat {
    /// Every so many units.
    Every(Amount, Unit),
    /// Every such day of the week, perhaps a part of it.
    Weekday(i8, Option<Part>),
    /// Every such month.
    Month(i8),
    /// Every such season.
    Season(Season),
    /// Every such part of the day.
    Part(Part),
}
