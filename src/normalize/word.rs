//! The hash of a word, as word shingles compare it.

use super::term::fold;
use crate::{kernel, span::TextRange};

/// The hash of the [folded](fold) form of the word at `range`. Cost: some nanoseconds, more
/// for a word that is long or not ASCII.
#[inline]
pub(super) fn hash_word_at(text: &str, range: TextRange) -> u64 {
    let (start, end) = (range.start as usize, range.end as usize);
    kernel::hash_short_word(text.as_bytes(), start, end)
        .unwrap_or_else(|| kernel::hash_word(fold(range.of(text)).as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_hash_is_that_of_the_folded_word(word in "[A-Za-z0-9_'.,]{1,20}|\\PC{1,12}") {
            let text = format!("{word} and more text after it");
            let hash = hash_word_at(&text, TextRange::new(0, word.len()));
            // A word has no control characters, and none that lower-casing takes for others.
            if word.chars().all(|c| c.is_alphanumeric() || "_'.,".contains(c)) {
                prop_assert_eq!(hash, kernel::hash_word(fold(&word).as_bytes()));
            }
        }
    }
}
