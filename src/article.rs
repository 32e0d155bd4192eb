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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_known_or_not() {
        assert_eq!(Published::declared("2025-04-23T18:30:00+02:00").day(), Some("2025-04-23"));
        assert_eq!(Published::declared("2025-04").day(), None);
    }
}
