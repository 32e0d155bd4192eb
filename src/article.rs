//! What came in, untouched.

use crate::outcome::Place;
use serde::{Deserialize, Serialize};

/// One text as one source published it.
///
/// `text` is the decoded field or page text, unchanged: every range anywhere in the
/// engine points into it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Article {
    /// As given; without one the path, or `path:line`. Unique within a run.
    pub id: String,
    /// Headline from the record or the page, not one found in the text.
    pub title: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// When it was published, never the time of a file.
    pub published: Option<Published>,
    /// Address it was fetched from.
    pub url: Option<String>,
    /// Byline.
    pub author: Option<String>,
    /// Declared language, an ISO 639-1 code.
    pub language: Option<String>,
    /// The text.
    pub text: String,
    /// Where it came from.
    pub place: Place,
}

/// A publication date as ISO 8601, as fine as it is known: `2025-04`, `2025-04-23`,
/// `2025-04-23T18:30:00+02:00`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// ISO 8601.
    pub value: String,
    /// Whether it was guessed (from an address or running text) and not declared.
    pub is_guess: bool,
}

impl Published {
    /// A declared date.
    #[must_use]
    pub fn declared(value: impl Into<String>) -> Self {
        Self { value: value.into(), is_guess: false }
    }

    /// The calendar day, `YYYY-MM-DD`, where it is known that finely.
    #[must_use]
    pub fn day(&self) -> Option<&str> {
        self.value.get(..10).filter(|day| day.as_bytes()[4] == b'-' && day.as_bytes()[7] == b'-')
    }

    /// The span of time that the value leaves open, as seconds since 1970: from the first up
    /// to but without the second. A time without a zone is read as UTC.
    #[must_use]
    pub fn seconds(&self) -> Option<(i64, i64)> {
        let value = self.value.as_str();
        if let Ok(instant) = value.parse::<jiff::Timestamp>() {
            return Some((instant.as_second(), instant.as_second() + 1));
        }
        if value.contains('T') {
            let time: jiff::civil::DateTime = value.parse().ok()?;
            let start = seconds_of(time)?;
            // `2025-04-23T18:30` is known to the minute.
            return Some((start, start + if value.len() > 16 { 1 } else { 60 }));
        }
        let padded = format!("{value}{}", "-01-01".get(value.len().checked_sub(4)?..)?);
        let first: jiff::civil::Date = padded.parse().ok()?;
        let next = match value.len() {
            4 => first.checked_add(jiff::Span::new().years(1)),
            7 => first.checked_add(jiff::Span::new().months(1)),
            _ => first.tomorrow(),
        };
        Some((seconds_of(first.at(0, 0, 0, 0))?, seconds_of(next.ok()?.at(0, 0, 0, 0))?))
    }

    /// Days by which the calendar day as written is ahead of that in UTC, -1 to 1; none where no
    /// day is known.
    #[must_use]
    pub(crate) fn days_ahead(&self) -> Option<i8> {
        let day: jiff::civil::Date = self.day()?.parse().ok()?;
        let (from, _) = self.seconds()?;
        let utc = jiff::Timestamp::from_second(from).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date();
        let days = utc.until(day).ok()?.get_days();
        i8::try_from(days).ok()
    }
}

fn seconds_of(time: jiff::civil::DateTime) -> Option<i64> {
    Some(jiff::tz::Offset::UTC.to_timestamp(time).ok()?.as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_spans_of_seconds() {
        let seconds = |value: &str| Published::declared(value).seconds();
        assert_eq!(seconds("1970-01-02"), Some((86_400, 172_800)));
        assert_eq!(seconds("1970-01"), Some((0, 31 * 86_400)));
        assert_eq!(seconds("1970"), Some((0, 365 * 86_400)));
        assert_eq!(seconds("1970-01-01T01:00:00+01:00"), Some((0, 1)));
        assert_eq!(seconds("1970-01-01T00:01:00Z"), Some((60, 61)));
        assert_eq!(seconds("1970-01-01T00:01"), Some((60, 120)));
        assert_eq!(seconds("soon"), None);
    }

    #[test]
    fn a_day_as_written_may_be_another_than_in_utc() {
        let ahead = |value: &str| Published::declared(value).days_ahead();
        assert_eq!(ahead("2025-03-04T10:05:00+11:00"), Some(1));
        assert_eq!(ahead("2025-03-04T21:00:00-05:00"), Some(-1));
        assert_eq!(ahead("2025-03-04T12:20:00+11:00"), Some(0));
        assert_eq!(ahead("2025-03-04"), Some(0));
        assert_eq!(ahead("2025-03"), None);
    }

    #[test]
    fn a_day_is_known_or_not() {
        assert_eq!(Published::declared("2025-04-23T18:30:00+02:00").day(), Some("2025-04-23"));
        assert_eq!(Published::declared("2025-04").day(), None);
    }
}
