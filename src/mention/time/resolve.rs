//! From what an expression says to the calendar.

use super::{
    amount::Amount,
    holiday::Holiday,
    meaning::{Anchor, Meaning, Side, When, YearOf},
    period::{Period, Season, Unit, shift_days},
    value::{Resolved, at_clock, clock_text, days, duration, length, minute, set},
};
use crate::article::Published;
use jiff::{
    ToSpan,
    civil::{Date, DateTime, Weekday},
};

/// How many sentences a quarter stays the one "a year earlier" refers to.
const QUARTER_REACH: u32 = 6;

/// A day of which nothing is known.
const UNKNOWN_DAY: &str = "XXXX-XX-XX";

/// What a stretch of the calendar came to.
enum Found {
    Period(Period),
    Moment(DateTime),
    Text(String),
    Nothing,
}

impl From<Option<Period>> for Found {
    fn from(period: Option<Period>) -> Self {
        period.map_or(Self::Nothing, Self::Period)
    }
}

/// What is known when an expression is met: the publication date and what was said before.
#[derive(Debug, Default)]
pub(super) struct Context {
    published: Option<Date>,
    /// Publication time, if known to the minute.
    moment: Option<DateTime>,
    /// The period last spoken of, and the sentence.
    spoken: Option<(Period, u32)>,
    /// The quarter last spoken of, and the sentence.
    quarter: Option<(Period, u32)>,
}

impl Context {
    /// The context at the head of an article.
    pub(super) fn new(published: Option<&Published>) -> Self {
        let day = published.and_then(Published::day).and_then(|day| day.parse::<Date>().ok());
        let day = day.filter(|day| (1..9999).contains(&day.year()));
        let moment =
            day.zip(published.and_then(|p| p.value.get(11..16))).and_then(|(day, time)| {
                let (hour, minute) = time.split_once(':')?;
                let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
                let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
                Some(day.to_datetime(time))
            });
        Self { published: day, moment, ..Self::default() }
    }

    /// Resolves `meaning`, said in sentence `sentence_idx`; `tense` is asked where it counts.
    pub(super) fn resolve(
        &mut self,
        meaning: Meaning,
        sentence_idx: u32,
        tense: impl Fn() -> Side,
    ) -> Resolved {
        match meaning {
            Meaning::Reference(name) => Resolved::text(name),
            Meaning::Duration(n, unit) => Resolved::text(duration(n, unit)),
            Meaning::Length(parts) => Resolved::text(length(parts)),
            Meaning::Set(repeat) => Resolved::text(set(repeat)),
            Meaning::Date(when) => match self.when(when, sentence_idx, &tense) {
                Found::Period(period) => {
                    if !looks_back_a_year(when) {
                        self.remember(period, sentence_idx);
                    }
                    Resolved { value: Some(period.timex()), interval: days(period) }
                }
                Found::Moment(moment) => minute(moment),
                Found::Text(text) => Resolved::text(text),
                Found::Nothing => Resolved::default(),
            },
            Meaning::Time(day, clock) => {
                let day = match day {
                    Some(when) => self.when(when, sentence_idx, &tense),
                    None => self.day_of_clock(sentence_idx),
                };
                match day {
                    Found::Period(Period::Day(day)) => {
                        self.remember(Period::Day(day), sentence_idx);
                        at_clock(day, clock)
                    }
                    Found::Text(text) => Resolved::text(text + &clock_text(clock)),
                    // The hour is known even where the day is not.
                    Found::Nothing => Resolved::text(UNKNOWN_DAY.to_owned() + &clock_text(clock)),
                    _ => Resolved::default(),
                }
            }
        }
    }

    fn remember(&mut self, period: Period, sentence_idx: u32) {
        self.spoken = Some((period, sentence_idx));
        if matches!(period, Period::Quarter(..)) {
            self.quarter = self.spoken;
        }
    }

    /// The day of a time said without one: the day spoken of a moment ago, or today.
    fn day_of_clock(&self, sentence_idx: u32) -> Found {
        let spoken = match self.spoken {
            Some((day @ Period::Day(_), at)) if sentence_idx <= at + 1 => Some(day),
            _ => None,
        };
        match spoken.or_else(|| self.published.map(Period::Day)) {
            Some(day) => Found::Period(day),
            None => Found::Text(UNKNOWN_DAY.to_owned()),
        }
    }

    fn anchor(&self, anchor: Anchor) -> Option<Date> {
        let spoken = match anchor {
            Anchor::Spoken => self.spoken.and_then(|(period, _)| period.days()).map(|days| days.0),
            Anchor::Published => None,
        };
        spoken.or(self.published)
    }

    fn when(&self, when: When, sentence_idx: u32, tense: &impl Fn() -> Side) -> Found {
        match when {
            When::Fixed(period) => Found::Period(period),
            When::InYear { month, day, year } => self.in_year(month, day, year, tense),
            When::Weekday { day, .. } if self.published.is_none() => {
                Found::Text(format!("XXXX-WXX-{day}"))
            }
            When::Weekday { day, side } => self.weekday(day, side, tense).map(Period::Day).into(),
            When::Holiday { holiday, year } => self.holiday(holiday, year, tense),
            When::Season { season, year } => self.season(season, year, tense),
            When::PartOfYear { unit, n, year } => self.part_of_year(unit, n, year, tense),
            When::Shifted { unit, n, anchor } => self
                .anchor(anchor)
                .and_then(|date| Period::containing(unit, date).shifted(n))
                .into(),
            When::SpokenQuarter { years } => {
                self.spoken_quarter().and_then(|quarter| quarter.shifted_years(years)).into()
            }
            When::Away { amount, unit, sign, anchor } => {
                self.away(amount, unit, sign, anchor, sentence_idx)
            }
            When::Weekend { side } => self.weekend(side, tense).into(),
        }
    }

    /// The quarter spoken of, or the last one that was over at publication.
    fn spoken_quarter(&self) -> Option<Period> {
        match self.quarter {
            Some((quarter, _)) => Some(quarter),
            None => Period::containing(Unit::Quarter, self.published?).shifted(-1),
        }
    }

    /// The nearest such day where no year is said, as of days said without one.
    fn holiday(&self, holiday: Holiday, year: YearOf, tense: &impl Fn() -> Side) -> Found {
        let day = |year| holiday.day(year).map(Period::Day);
        match (year, self.published, holiday) {
            (YearOf::Known(year), ..) => day(year).into(),
            (_, None, Holiday::Fixed { month, day }) => {
                Found::Text(format!("XXXX-{month:02}-{day:02}"))
            }
            (_, None, _) => Found::Nothing,
            (_, Some(now), _) => {
                let Some(this) = holiday.day(now.year()) else { return Found::Nothing };
                let (place, now_place) = ((this.month(), this.day()), (now.month(), now.day()));
                day(now.year() + unsaid_year(place, now_place, tense())).into()
            }
        }
    }

    fn in_year(&self, month: i8, day: i8, year: YearOf, tense: &impl Fn() -> Side) -> Found {
        let Some(published) = self.published else {
            return Found::Text(match day {
                0 => format!("XXXX-{month:02}"),
                _ => format!("XXXX-{month:02}-{day:02}"),
            });
        };
        let side = match year {
            YearOf::Unsaid(side) => side,
            _ => Side::Unsaid,
        };
        let this_year = published.year();
        let place = (month, day);
        let now = (published.month(), if day == 0 { 0 } else { published.day() });
        let year = match side {
            Side::This => this_year,
            Side::Past if place < now => this_year,
            Side::Past => this_year - 1,
            Side::Future if place > now => this_year,
            Side::Future => this_year + 1,
            Side::Unsaid => this_year + unsaid_year(place, now, tense()),
        };
        let period = match day {
            0 => Some(Period::Month(year, month)),
            // 29 February of another year: its first of March is not meant, nor any day.
            _ => Date::new(year, month, day).ok().map(Period::Day),
        };
        period.into()
    }

    fn weekday(&self, day: i8, side: Side, tense: &impl Fn() -> Side) -> Option<Date> {
        let published = self.published?;
        let weekday = Weekday::from_monday_one_offset(day).ok()?;
        let back = i32::from(weekday.until(published.weekday()));
        let ahead = i32::from(published.weekday().until(weekday));
        let shift = match side {
            Side::Past => -(if back == 0 { 7 } else { back }),
            Side::Future => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            Side::This => {
                i32::from(weekday.to_monday_one_offset())
                    - i32::from(published.weekday().to_monday_one_offset())
            }
            Side::Unsaid if tense() == Side::Future => ahead,
            Side::Unsaid => -back,
        };
        shift_days(published, shift)
    }

    fn season(&self, season: Season, year: YearOf, tense: &impl Fn() -> Side) -> Found {
        let Some(published) = self.published else {
            return match year {
                YearOf::Known(year) => Found::Period(Period::Season(year, season)),
                _ => Found::Nothing,
            };
        };
        let this_year = published.year();
        let is_turn = season == Season::Winter && published.month() < 3;
        let current = Period::Season(if is_turn { this_year - 1 } else { this_year }, season);
        let Some((first, last)) = current.days() else { return Found::Nothing };
        let shift = match year {
            YearOf::Known(year) => return Found::Period(Period::Season(year, season)),
            YearOf::Shifted(n) | YearOf::Spoken(n) => n,
            YearOf::Unsaid(Side::Past) => {
                if last < published {
                    0
                } else {
                    -1
                }
            }
            YearOf::Unsaid(Side::Future) => {
                if first > published {
                    0
                } else {
                    1
                }
            }
            YearOf::Unsaid(Side::This) => 0,
            YearOf::Unsaid(Side::Unsaid) => match tense() {
                Side::Future if last < published => 1,
                Side::Future => 0,
                _ if first <= published => 0,
                _ => -1,
            },
        };
        current.shifted(shift).into()
    }

    fn part_of_year(&self, unit: Unit, n: i8, year: YearOf, tense: &impl Fn() -> Side) -> Found {
        let part = |year: i16, n: i8| match unit {
            Unit::Half => Period::Half(year, n),
            _ => Period::Quarter(year, n),
        };
        if let (YearOf::Known(year), 1..) = (year, n) {
            return Found::Period(part(year, n));
        }
        let Some(published) = self.published else {
            return match unit {
                _ if n == 0 => Found::Nothing,
                Unit::Half => Found::Text(format!("XXXX-H{n}")),
                _ => Found::Text(format!("XXXX-Q{n}")),
            };
        };
        let n = match (n, self.spoken_quarter()) {
            (0, Some(Period::Quarter(_, n))) => n,
            (n, _) => n.max(1),
        };
        let this_year = part(published.year(), n);
        let has_begun = this_year.days().is_some_and(|(first, _)| first <= published);
        let side = match year {
            YearOf::Unsaid(Side::Unsaid) => tense(),
            YearOf::Unsaid(side) => side,
            _ => Side::Past,
        };
        let shift = match (year, side) {
            (YearOf::Known(year), _) => i32::from(year) - i32::from(published.year()),
            (YearOf::Shifted(n), _) => n,
            (YearOf::Spoken(n), _) => {
                if has_begun {
                    n
                } else {
                    n - 1
                }
            }
            (_, Side::Future) if is_long_over(this_year, published) => 1,
            (_, Side::Future) => 0,
            _ if has_begun => 0,
            _ => -1,
        };
        this_year.shifted_years(shift).into()
    }

    fn weekend(&self, side: Side, tense: &impl Fn() -> Side) -> Option<Period> {
        let published = self.published?;
        let this = Period::containing(Unit::Weekend, published);
        let is_now = matches!(published.weekday(), Weekday::Saturday | Weekday::Sunday);
        let shift = match side {
            Side::Past => -1,
            Side::This => 0,
            Side::Future => 1,
            Side::Unsaid if is_now || tense() == Side::Future => 0,
            Side::Unsaid => -1,
        };
        this.shifted(shift)
    }

    fn away(
        &self,
        amount: Amount,
        unit: Unit,
        sign: i32,
        anchor: Anchor,
        sentence_idx: u32,
    ) -> Found {
        let Some(n) = amount.exact() else {
            return Found::Text(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }.to_owned());
        };
        if (n, unit, sign) == (1, Unit::Year, -1)
            && let Some((quarter, at)) = self.quarter
            && sentence_idx <= at + QUARTER_REACH
        {
            return quarter.shifted_years(-1).into();
        }
        if unit < Unit::Day {
            return self.away_hours(n, unit, sign, anchor);
        }
        let n = n.saturating_mul(sign);
        let Some(date) = self.anchor(anchor) else { return Found::Nothing };
        let unit = if unit == Unit::Weekend { Unit::Week } else { unit };
        Period::containing(unit, date).shifted(n).into()
    }

    /// Hours and minutes away: a moment where publication is known to the minute, its day
    /// otherwise.
    fn away_hours(&self, n: i32, unit: Unit, sign: i32, anchor: Anchor) -> Found {
        let n = i64::from(n.saturating_mul(sign));
        if unit == Unit::Hour && n % 24 == 0 {
            let days = i32::try_from(n / 24).unwrap_or(i32::MAX);
            return self.anchor(anchor).and_then(|date| Period::Day(date).shifted(days)).into();
        }
        if anchor == Anchor::Spoken {
            return Found::Nothing;
        }
        let seconds = match unit {
            Unit::Hour => n.saturating_mul(3600),
            Unit::Minute => n.saturating_mul(60),
            _ => n,
        };
        // A century of seconds: what is further away is not said in hours.
        if seconds.abs() > 3_200_000_000 {
            return Found::Nothing;
        }
        match self.moment.and_then(|moment| moment.checked_add(seconds.seconds()).ok()) {
            Some(moment) => Found::Moment(moment),
            None => self.published.map(Period::Day).into(),
        }
    }
}

/// Whether `when` names the time a figure is compared with: what follows speaks of the
/// later time again.
fn looks_back_a_year(when: When) -> bool {
    match when {
        When::SpokenQuarter { years } => years != 0,
        When::PartOfYear { year: YearOf::Spoken(_), .. } => true,
        When::Away { unit: Unit::Year, .. } => true,
        _ => false,
    }
}

/// Whether a quarter ended over five months ago: results are reported later than the quarter
/// ("expects to report third-quarter profit"), but not by that much.
fn is_long_over(period: Period, published: Date) -> bool {
    let limit = shift_days(published, -150);
    period.days().zip(limit).is_some_and(|((_, last), limit)| last < limit)
}

/// Years to add for a day or month said without year. A month without a word on its tense
/// is the latest of its name. A day is the nearest of its name, where tense moves the point
/// up to which the one ahead counts as near: past verbs often govern dates to come ("declared
/// a dividend payable Dec. 15"), and a date many months off is said with its year.
fn unsaid_year(place: (i8, i8), now: (i8, i8), tense: Side) -> i16 {
    const DAYS_AHEAD_PAST: i32 = 80;
    const DAYS_AHEAD_UNSAID: i32 = 150;
    const DAYS_AHEAD_FUTURE: i32 = 270;
    if place.1 == 0 {
        return match tense {
            Side::Future if place < now => 1,
            Side::Future => 0,
            _ if place > now => -1,
            _ => 0,
        };
    }
    let day_of_year = |(month, day): (i8, i8)| i32::from(month) * 30 + i32::from(day);
    let difference = day_of_year(place) - day_of_year(now);
    let ahead = difference.rem_euclid(365);
    let limit = match tense {
        Side::Future => DAYS_AHEAD_FUTURE,
        Side::Past => DAYS_AHEAD_PAST,
        _ => DAYS_AHEAD_UNSAID,
    };
    match (difference >= 0, ahead <= limit) {
        (true, true) | (false, false) => 0,
        (true, false) => -1,
        (false, true) => 1,
    }
}
