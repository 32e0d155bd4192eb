//! Places in a text.

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 bytes in one article's text, on character boundaries.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl TextRange {
    /// The range from `start` up to `end`.
    ///
    /// # Panics
    /// If a bound exceeds `u32::MAX` (ingest refuses such texts) or `end < start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "range {start}..{end} runs backwards");
        let narrow = |n: usize| u32::try_from(n).expect("texts over 4 GiB are refused at ingest");
        Self { start: narrow(start), end: narrow(end) }
    }

    /// Length in bytes.
    #[must_use]
    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words of `text` it stands for.
    ///
    /// # Panics
    /// If it lies outside `text` or cuts a character: ranges belong to one text.
    #[must_use]
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.as_usize()]
    }

    /// As indices.
    #[must_use]
    #[inline]
    pub fn as_usize(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that holds both.
    #[must_use]
    #[inline]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A range together with the words that stand there, as reports carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The words, exactly as written.
    pub text: String,
}

impl Span {
    /// The span of `range` in `text`.
    ///
    /// # Panics
    /// As [`TextRange::of`].
    #[must_use]
    pub fn new(text: &str, range: TextRange) -> Self {
        Self { start: range.start, end: range.end, text: range.of(text).to_owned() }
    }

    /// The range alone.
    #[must_use]
    pub fn range(&self) -> TextRange {
        TextRange { start: self.start, end: self.end }
    }
}

/// What an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum OffsetUnit {
    /// UTF-8 bytes.
    #[default]
    Utf8,
    /// Unicode scalar values, as Python counts.
    Char,
    /// UTF-16 code units, as JavaScript counts.
    Utf16,
}

/// Converts byte offsets into one text to another unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffsetTable {
    /// For every character of more bytes than units: the byte after it, and how many bytes
    /// more than units there are up to there.
    surplus: Vec<(u32, u32)>,
}

impl OffsetTable {
    /// The table for `text`. Cost: linear; memory by the characters beyond ASCII.
    #[must_use]
    pub fn new(text: &str, unit: OffsetUnit) -> Self {
        let n_units = |c: char| match unit {
            OffsetUnit::Utf8 => c.len_utf8(),
            OffsetUnit::Char => 1,
            OffsetUnit::Utf16 => c.len_utf16(),
        };
        let mut total = 0;
        let surplus = text
            .char_indices()
            .filter(|(_, c)| c.len_utf8() > n_units(*c))
            .map(|(at, c)| {
                total += (c.len_utf8() - n_units(c)) as u32;
                (TextRange::new(0, at + c.len_utf8()).end, total)
            })
            .collect();
        Self { surplus }
    }

    /// `offset` in the other unit; it must lie on a character boundary. Cost: logarithmic.
    #[must_use]
    pub fn convert(&self, offset: u32) -> u32 {
        let after = self.surplus.partition_point(|(end, _)| *end <= offset);
        offset - after.checked_sub(1).map_or(0, |idx| self.surplus[idx].1)
    }

    /// Both ends of `range` in the other unit.
    #[must_use]
    pub fn convert_range(&self, range: TextRange) -> TextRange {
        TextRange { start: self.convert(range.start), end: self.convert(range.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_carries_its_words() {
        let text = "Der Fluß stieg.";
        let range = TextRange::new(4, 9);
        let span = Span::new(text, range);
        assert_eq!((span.text.as_str(), span.range()), ("Fluß", range));
        assert!(range.contains(TextRange::new(5, 9)) && !range.contains(TextRange::new(3, 5)));
        assert!(range.overlaps(TextRange::new(8, 12)) && !range.overlaps(TextRange::new(9, 12)));
        assert_eq!(range.cover(TextRange::new(0, 2)), TextRange::new(0, 9));
    }

    #[test]
    fn offsets_count_what_is_asked() {
        let text = "a“é”😀b";
        for (unit, expected) in [
            (OffsetUnit::Utf8, [0, 1, 4, 6, 9, 13, 14]),
            (OffsetUnit::Char, [0, 1, 2, 3, 4, 5, 6]),
            (OffsetUnit::Utf16, [0, 1, 2, 3, 4, 6, 7]),
        ] {
            let table = OffsetTable::new(text, unit);
            let boundaries =
                text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]);
            assert!(boundaries.map(|at| table.convert(at)).eq(expected), "{unit:?}");
        }
    }
}
