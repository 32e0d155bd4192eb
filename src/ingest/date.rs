//! Publication dates as they are written in records, front matter and markup.

use crate::article::Published;
use jiff::Timestamp;
use jiff::civil::{Date, Time};

/// First and last year that can be a publication year; outside are sentinels such as year 1.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2200;

/// Seconds from 1990 to 2100: what a bare number of that size means.
const UNIX_SECONDS: std::ops::Range<i64> = 631_152_000..4_102_444_800;

/// Names of the months, in lower case.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Names of the days of the week, in lower case.
pub(crate) const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Words that say nothing about when.
const FILLERS: [&str; 9] = ["on", "at", "of", "the", "published", "posted", "date", "|", "-"];

/// Zones with one meaning in news, in minutes east (RFC 2822 section 4.3, and European ones).
const ZONES: [(&str, i16); 17] = [
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("ut", 0),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("bst", 60),
    ("cet", 60),
    ("cest", 120),
    ("eet", 120),
    ("eest", 180),
];

/// Reads a date and writes it as ISO 8601, as fine as it is given: `2025`, `2025-04`,
/// `2025-04-23`, `2025-04-23T18:30`, `2025-04-23T18:30:00+02:00`, `…Z`.
///
/// Understood are ISO 8601 and its compact form, RFC 2822, English month names in either
/// order, numeric forms whose order is clear, and Unix seconds or milliseconds. A zone whose
/// abbreviation has several meanings is dropped, the clock time stays.
///
/// # Errors
/// Says why not: `04/05/2025` is two dates, 30 February none. No date is ever guessed.
pub(super) fn parse_date(written: &str) -> Result<Published, String> {
    let text = written.trim();
    let value = match number_date(text) {
        Some(value) => value,
        None => Parts::read(text).and_then(|parts| parts.iso()),
    };
    value.map(Published::declared).map_err(|why| format!("date {}: {why}", quoted(text)))
}

/// The start of a value, for a message.
pub(super) fn quoted(text: &str) -> String {
    const SHOWN: usize = 60;
    let mut shown: String = text.chars().take(SHOWN).filter(|c| !c.is_control()).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

/// A bare number: `YYYY`, `YYYYMMDD[HHMM[SS]]` or Unix time; `None` if it is no bare number.
fn number_date(text: &str) -> Option<Result<String, String>> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    Some(match whole.len() {
        4 | 8 | 12 | 14 if whole.len() == text.len() => {
            let (date, clock) = whole.split_at(whole.len().min(8));
            let mut parts = Parts::default();
            parts.compact_date(date).and_then(|()| match clock {
                "" => parts.iso(),
                _ => parts.compact_clock(clock).and_then(|()| parts.iso()),
            })
        }
        _ if UNIX_SECONDS.contains(&number) => Ok(from_unix(number)),
        _ if UNIX_SECONDS.contains(&(number / 1_000)) => Ok(from_unix(number / 1_000)),
        _ if UNIX_SECONDS.contains(&(number / 1_000_000)) => Ok(from_unix(number / 1_000_000)),
        _ => Err("a number that is no plausible time".to_owned()),
    })
}

fn from_unix(seconds: i64) -> String {
    Timestamp::from_second(seconds).map(|time| time.to_string()).unwrap_or_default()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// What has been read so far.
#[derive(Default)]
struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    clock: Option<Clock>,
    zone: Option<i16>,
    /// Numbers beside a month name, in order: day and year, or one of them.
    loose: Vec<String>,
}

#[derive(Clone, Copy)]
struct Clock {
    hour: i8,
    minute: i8,
    second: Option<i8>,
}

type Read = Result<(), String>;

impl Parts {
    fn read(text: &str) -> Result<Self, String> {
        if text.len() > 100 {
            return Err("too long for a date".to_owned());
        }
        let mut parts = Self::default();
        let plain = without_comments(text).replace("a.m.", "am").replace("p.m.", "pm");
        let plain = plain.replace("A.M.", "am").replace("P.M.", "pm");
        for token in plain.split(|c: char| c.is_whitespace() || c == ',').filter(|t| !t.is_empty())
        {
            parts.token(token)?;
        }
        parts.settle()?;
        Ok(parts)
    }

    fn token(&mut self, token: &str) -> Read {
        let bare = token.trim_end_matches(['.', ';']);
        let lower = bare.to_ascii_lowercase();
        if FILLERS.contains(&lower.as_str()) || is_weekday(&lower) {
            Ok(())
        } else if let Some(month) = month_of(&lower) {
            set(&mut self.month, month)
        } else if let Some(half) = half_of(&lower) {
            self.half(half)
        } else if let Some(minutes) = zone_of(&lower) {
            set(&mut self.zone, minutes)
        } else if is_digits(day_number(&lower)) {
            self.number(day_number(&lower))
        } else if lower.contains(':') || lower.ends_with("am") || lower.ends_with("pm") {
            self.dated_clock(&lower)
        } else if lower.starts_with(|c: char| c.is_ascii_digit()) {
            self.date_token(&lower)
        } else if self.clock.is_some() && is_unknown_zone(bare) {
            Ok(())
        } else {
            Err(format!("{} is no part of a date", quoted(bare)))
        }
    }

    /// `2025-04-23t18:30:00z`, `18:30`, `6:30pm`, `18:30+02:00`.
    fn dated_clock(&mut self, token: &str) -> Read {
        match token.split_once('t').filter(|(date, _)| date.len() >= 8) {
            Some((date, clock)) => {
                self.date_token(date)?;
                self.clock_token(clock)
            }
            None => self.clock_token(token),
        }
    }

    fn date_token(&mut self, token: &str) -> Read {
        if let Some((date, clock)) = token.split_once('t')
            && !clock.is_empty()
            && date.len() >= 8
            && date.ends_with(|c: char| c.is_ascii_digit())
        {
            self.date_token(date)?;
            return self.clock_token(clock);
        }
        if is_digits(token) && token.len() == 8 {
            return self.compact_date(token);
        }
        let Some(separator) = token.chars().find(|c| matches!(c, '-' | '/' | '.')) else {
            return Err(format!("{} is no date", quoted(token)));
        };
        let fields: Vec<&str> = token.split(separator).collect();
        if fields.len() == 3 && month_of(fields[1]).is_some() {
            return fields.iter().try_for_each(|field| self.token(field));
        }
        if !fields.iter().all(|field| is_digits(field)) {
            return Err(format!("{} is no date", quoted(token)));
        }
        match (fields.as_slice(), fields[0].len(), fields[fields.len() - 1].len()) {
            ([year, month], 4, 1..=2) => self.ymd(year, month, None),
            ([year, month, day], 4, 1..=2) => self.ymd(year, month, Some(day)),
            ([month, year], 1..=2, 4) => self.ymd(year, month, None),
            ([first, second, year], 1..=2, 4) => self.by_order(first, second, year, separator),
            _ => Err("its numbers have no clear order".to_owned()),
        }
    }

    /// `23/04/2025`: only where one of the two cannot be a month, or points separate them,
    /// as in the languages that write the day first.
    fn by_order(&mut self, first: &str, second: &str, year: &str, separator: char) -> Read {
        let (a, b): (i8, i8) = (small(first)?, small(second)?);
        if a > 12 || a == b || separator == '.' {
            self.ymd(year, second, Some(first))
        } else if b > 12 {
            self.ymd(year, first, Some(second))
        } else {
            Err("day and month cannot be told apart".to_owned())
        }
    }

    fn ymd(&mut self, year: &str, month: &str, day: Option<&str>) -> Read {
        set(&mut self.year, year.parse().map_err(|_| "no year".to_owned())?)?;
        set(&mut self.month, small(month)?)?;
        day.map_or(Ok(()), |day| set(&mut self.day, small(day)?))
    }

    fn compact_date(&mut self, digits: &str) -> Read {
        if digits.len() == 4 {
            return set(&mut self.year, digits.parse().map_err(|_| "no year".to_owned())?);
        }
        self.ymd(&digits[..4], &digits[4..6], Some(&digits[6..]))
    }

    /// `18:30:00.123+02:00`, `6:30pm`, `6pm`, `1830z`.
    fn clock_token(&mut self, token: &str) -> Read {
        let token = token.split('[').next().unwrap_or_default();
        let end = token.find(|c: char| !matches!(c, '0'..='9' | ':' | '.')).unwrap_or(token.len());
        let (digits, rest) = token.split_at(end);
        if digits.contains(':') {
            self.colon_clock(digits)?;
        } else if half_of(rest).is_some() {
            self.set_clock(Clock { hour: small(digits)?, minute: 0, second: None })?;
        } else {
            self.compact_clock(digits)?;
        }
        match (rest, half_of(rest), zone_of(rest)) {
            ("", ..) => Ok(()),
            (_, Some(half), _) => self.half(half),
            (_, _, Some(minutes)) => set(&mut self.zone, minutes),
            _ => Err(format!("{} is no time of day", quoted(token))),
        }
    }

    fn colon_clock(&mut self, digits: &str) -> Read {
        let mut fields = digits.split(':');
        let mut next = || fields.next().map(|f| f.split('.').next().unwrap_or_default());
        let hour = small(next().unwrap_or_default())?;
        let minute = small(next().unwrap_or_default())?;
        let second = next().map(small).transpose()?;
        self.set_clock(Clock { hour, minute, second })
    }

    fn compact_clock(&mut self, digits: &str) -> Read {
        let digits = digits.split('.').next().unwrap_or_default();
        let second = match digits.len() {
            2 | 4 => None,
            6 => Some(small(&digits[4..])?),
            _ => return Err(format!("{} is no time of day", quoted(digits))),
        };
        let minute = if digits.len() > 2 { small(&digits[2..4])? } else { 0 };
        self.set_clock(Clock { hour: small(&digits[..2])?, minute, second })
    }

    fn set_clock(&mut self, clock: Clock) -> Read {
        if self.clock.is_some() {
            return Err("two times of day".to_owned());
        }
        self.clock = Some(clock);
        Ok(())
    }

    /// `am` or `pm` for the clock read before it, or for a bare `6`.
    fn half(&mut self, half: Half) -> Read {
        if self.clock.is_none() {
            let hour = self.loose.pop().ok_or("no hour before am or pm")?;
            self.clock = Some(Clock { hour: small(&hour)?, minute: 0, second: None });
        }
        let clock = self.clock.as_mut().ok_or("no time of day")?;
        if !(1..=12).contains(&clock.hour) {
            return if half == Half::Pm && (13..24).contains(&clock.hour) {
                Ok(())
            } else {
                Err("no such hour".to_owned())
            };
        }
        clock.hour = clock.hour % 12 + if half == Half::Pm { 12 } else { 0 };
        Ok(())
    }

    fn number(&mut self, digits: &str) -> Read {
        match digits.len() {
            8 if self.year.is_none() => self.compact_date(digits),
            1..=4 => {
                self.loose.push(digits.to_owned());
                Ok(())
            }
            _ => Err(format!("{} is no part of a date", quoted(digits))),
        }
    }

    /// Gives the numbers beside a month name their meaning.
    fn settle(&mut self) -> Read {
        for number in std::mem::take(&mut self.loose) {
            if number.len() == 4 {
                set(&mut self.year, number.parse().map_err(|_| "no year".to_owned())?)?;
            } else if self.day.is_none() && number.len() <= 2 {
                self.day = Some(small(&number)?);
            } else if self.year.is_none() && number.len() == 2 {
                // RFC 2822 section 4.3: two digits up to 49 are of this century.
                let short: i16 = small(&number)?.into();
                self.year = Some(if short < 50 { 2000 + short } else { 1900 + short });
            } else {
                return Err("too many numbers".to_owned());
            }
        }
        Ok(())
    }

    fn iso(&self) -> Result<String, String> {
        let year = self.year.ok_or("no year")?;
        if !YEARS.contains(&year) {
            return Err("no plausible year".to_owned());
        }
        let (Some(month), Some(day)) = (self.month, self.day) else {
            return self.coarse_iso(year);
        };
        let date = Date::new(year, month, day).map_err(|_| "no such day".to_owned())?;
        let Some(clock) = self.clock else { return Ok(date.to_string()) };
        let second = clock.second.unwrap_or(0).min(59);
        Time::new(clock.hour, clock.minute, second, 0).map_err(|_| "no such time of day")?;
        let mut iso = format!("{date}T{:02}:{:02}", clock.hour, clock.minute);
        if clock.second.is_some() {
            iso += &format!(":{second:02}");
        }
        Ok(iso + &self.zone.map(offset).unwrap_or_default())
    }

    fn coarse_iso(&self, year: i16) -> Result<String, String> {
        match (self.month, self.day, self.clock) {
            (None, None, None) => Ok(format!("{year:04}")),
            (Some(month @ 1..=12), None, None) => Ok(format!("{year:04}-{month:02}")),
            (Some(_), None, None) => Err("no such month".to_owned()),
            _ => Err("no day".to_owned()),
        }
    }
}

fn set<T>(slot: &mut Option<T>, value: T) -> Read {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err("a part is given twice".to_owned()),
    }
}

fn small(digits: &str) -> Result<i8, String> {
    digits.parse().map_err(|_| format!("{} is no part of a date", quoted(digits)))
}

/// Without what stands in parentheses, as RFC 2822 allows it anywhere.
fn without_comments(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|&c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

/// The month a name or its abbreviation of three or more letters stands for.
fn month_of(lower: &str) -> Option<i8> {
    let name = lower.trim_end_matches('.');
    let found = MONTHS.iter().position(|m| name.len() >= 3 && m.starts_with(name))?;
    i8::try_from(found + 1).ok()
}

fn is_weekday(lower: &str) -> bool {
    lower.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(lower))
        || matches!(lower, "thurs" | "tues")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

fn half_of(lower: &str) -> Option<Half> {
    match lower {
        "am" | "a.m" => Some(Half::Am),
        "pm" | "p.m" => Some(Half::Pm),
        _ => None,
    }
}

/// `23rd` is 23.
fn day_number(lower: &str) -> &str {
    ["st", "nd", "rd", "th"].iter().find_map(|suffix| lower.strip_suffix(suffix)).unwrap_or(lower)
}

fn is_unknown_zone(word: &str) -> bool {
    (1..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// Minutes east of Greenwich of `+02:00`, `-0500`, `+02`, `gmt+2`, or a known abbreviation.
fn zone_of(lower: &str) -> Option<i16> {
    if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| *name == lower) {
        return Some(*minutes);
    }
    let signed = lower.strip_prefix("gmt").or(lower.strip_prefix("utc")).unwrap_or(lower);
    let (sign, digits) = match signed.as_bytes().first()? {
        b'+' => (1, &signed[1..]),
        b'-' => (-1, &signed[1..]),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    if !is_digits(&digits) {
        return None;
    }
    let (hours, minutes): (i16, i16) = match digits.len() {
        1 | 2 => (digits.parse().ok()?, 0),
        4 => (digits[..2].parse().ok()?, digits[2..].parse().ok()?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn offset(minutes: i16) -> String {
    if minutes == 0 {
        return "Z".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_fine_as_they_are_given() {
        let cases = [
            ("2025-04-23", "2025-04-23"),
            ("2025-04", "2025-04"),
            ("2025", "2025"),
            (" 2025/04/23 ", "2025-04-23"),
            ("2025/4/3", "2025-04-03"),
            ("20250423", "2025-04-23"),
            ("20250423T1830Z", "2025-04-23T18:30Z"),
            ("20250423T183015+0200", "2025-04-23T18:30:15+02:00"),
            ("20250423183015", "2025-04-23T18:30:15"),
            ("2025-04-23T18:30", "2025-04-23T18:30"),
            ("2025-04-23T18:30:00Z", "2025-04-23T18:30:00Z"),
            ("2025-04-23t18:30:00.125z", "2025-04-23T18:30:00Z"),
            ("2025-04-23T18:30:00+02:00", "2025-04-23T18:30:00+02:00"),
            ("2025-04-23T18:30:00-0500", "2025-04-23T18:30:00-05:00"),
            ("2025-04-23T18:30:00+00:00[Europe/London]", "2025-04-23T18:30:00Z"),
            ("2025-04-23 18:30:00", "2025-04-23T18:30:00"),
            ("2025-04-23 18:30:00 UTC", "2025-04-23T18:30:00Z"),
            ("2025-04-23 18:30:00 +0200", "2025-04-23T18:30:00+02:00"),
            ("Wed, 23 Apr 2025 18:30:00 GMT", "2025-04-23T18:30:00Z"),
            ("Wed, 23 Apr 2025 18:30:00 -0400 (EDT)", "2025-04-23T18:30:00-04:00"),
            ("23 Apr 25 18:30 EST", "2025-04-23T18:30-05:00"),
            ("Wed Apr 23 18:30:00 UTC 2025", "2025-04-23T18:30:00Z"),
            ("April 23, 2025", "2025-04-23"),
            ("23 April 2025", "2025-04-23"),
            ("April 23rd, 2025", "2025-04-23"),
            ("Apr. 23, 2025 6:30 p.m.", "2025-04-23T18:30"),
            ("Apr. 23, 2025, 6 p.m. EDT", "2025-04-23T18:00-04:00"),
            ("Sept. 3, 2024 at 12:05 AM", "2024-09-03T00:05"),
            ("April 23, 2025 12:30pm IST", "2025-04-23T12:30"),
            ("23-Apr-2025", "2025-04-23"),
            ("April 2025", "2025-04"),
            ("23/04/2025", "2025-04-23"),
            ("04/23/2025 18:30", "2025-04-23T18:30"),
            ("04/04/2025", "2025-04-04"),
            ("04.05.2025", "2025-05-04"),
            ("1745433000", "2025-04-23T18:30:00Z"),
            ("1745433000123", "2025-04-23T18:30:00Z"),
            ("1745433000.5", "2025-04-23T18:30:00Z"),
            ("2024-02-29", "2024-02-29"),
        ];
        for (written, expected) in cases {
            let read = parse_date(written).map(|published| published.value);
            assert_eq!(read.as_deref(), Ok(expected), "{written}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        let cases = [
            ("ambiguous", "04/05/2025", "told apart"),
            ("ambiguous dashes", "04-05-2025", "told apart"),
            ("no such day", "2025-02-30", "no such day"),
            ("no leap year", "29 February 2025", "no such day"),
            ("no such month", "2025-13", "no such month"),
            ("no such hour", "2025-04-23 25:00", "no such time"),
            ("year one", "0001-01-01T00:00:00Z", "plausible"),
            ("epoch zero", "0", "plausible"),
            ("words", "yesterday evening", "no part"),
            ("no year", "April 23", "no year"),
            ("time alone", "18:30", "no year"),
            ("two dates", "2025-04-23 2025-04-24", "twice"),
            ("short numbers", "01/02/03", "order"),
            ("empty", "", "no year"),
            ("clock junk", "2025-04-23T::", "no part"),
            ("not ascii", "２０２５年", "no part"),
            ("long", &"1 ".repeat(200), "long"),
        ];
        for (name, written, expected) in cases {
            let why = parse_date(written).expect_err(name);
            assert!(why.contains(expected), "{name}: {why}");
        }
    }
}
