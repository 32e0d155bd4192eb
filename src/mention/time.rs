//! Times: dates, times of day, durations, sets, resolved against the publication date.

use super::Mention;
use crate::normalize::Document;

/// A time as said and as resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// TIMEX3 value: ISO 8601 at its granularity, `XXXX-04-23` for an unknown year,
    /// `PAST_REF` and its like; `None` where a relative expression has no date to start from.
    pub value: Option<String>,
    /// TIMEX3 type.
    pub class: TimeClass,
    /// First and last moment meant, ISO 8601 local (`2025-04-23T00:00:00`), where resolved.
    pub interval: Option<(String, String)>,
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

/// The times of `doc`, in text order.
pub(super) fn find(_doc: &Document) -> Vec<Mention> {
    Vec::new()
}
