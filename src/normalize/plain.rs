//! The `plain` normaliser: lower-cased alphanumeric words and their windows, nothing else.

use crate::kernel::{InvalidUtf8, Level, Scratch};

/// Turns texts into shingle hashes; holds buffers, so keep one a thread.
#[derive(Debug)]
pub(crate) struct PlainShingler {
    level: Level,
    width: usize,
    scratch: Scratch,
}

impl PlainShingler {
    /// A shingler for windows of `width` words, at least one, on the fastest level there is.
    pub(crate) fn new(width: usize) -> Self {
        Self::with_level(width, Level::best())
    }

    /// As [`PlainShingler::new`], on one level.
    pub(crate) fn with_level(width: usize, level: Level) -> Self {
        Self { level, width: width.max(1), scratch: Scratch::default() }
    }

    /// Replaces `shingles` by the hashes of `text` in text order, repeated ones included.
    ///
    /// One window for a text of fewer words than the width, none for a text without words.
    ///
    /// # Errors
    /// [`InvalidUtf8`] when `text` is not UTF-8.
    pub(crate) fn shingle(
        &mut self,
        text: &[u8],
        shingles: &mut Vec<u64>,
    ) -> Result<(), InvalidUtf8> {
        shingles.clear();
        self.level.hash_words(text, &mut self.scratch)?;
        let words = &self.scratch.words;
        if !words.is_empty() {
            self.level.combine(words, self.width.min(words.len()), shingles);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shingles(width: usize, text: &str) -> Vec<u64> {
        let mut out = Vec::new();
        PlainShingler::new(width).shingle(text.as_bytes(), &mut out).unwrap();
        out
    }

    #[test]
    fn windows_are_counted_as_defined() {
        for (text, expected) in
            [("", 0), ("--", 0), ("a", 1), ("a b c d", 1), ("a b c d e", 1), ("a b c d e f", 2)]
        {
            assert_eq!(shingles(5, text).len(), expected, "{text:?}");
        }
        assert_eq!(shingles(3, "a b c d e").len(), 3);
        assert_eq!(shingles(70, &"a ".repeat(100)).len(), 31);
    }

    #[test]
    fn order_counts() {
        assert_ne!(shingles(5, "a b c d e"), shingles(5, "b a c d e"));
        assert_ne!(shingles(5, "a a a a b"), shingles(5, "b a a a a"));
        assert_eq!(shingles(5, "A b, C d! e"), shingles(5, "a B c D E"));
    }
}
