//! Shingles: runs of words, stems or characters, as sets of hashes (Broder 1997).

use super::{
    document::{Document, Token},
    word::hash_word_at,
};
use crate::{hash::hash64, kernel::Level};
use serde::{Deserialize, Serialize};
use std::{fmt, num::NonZeroU8, str::FromStr};

/// How shingles are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Shingling {
    /// Of what.
    pub unit: ShingleUnit,
    /// How many units a shingle has.
    pub width: NonZeroU8,
}

/// What a shingle is a run of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShingleUnit {
    /// Lower-cased words.
    Word,
    /// Stems of content words: function words are left out.
    Stem,
    /// Characters of the lower-cased words, one blank between words.
    Char,
}

impl Shingling {
    /// Runs of `width` units.
    ///
    /// # Panics
    /// If `width` is 0.
    #[must_use]
    pub const fn new(unit: ShingleUnit, width: u8) -> Self {
        Self { unit, width: NonZeroU8::new(width).expect("a shingle has at least one unit") }
    }

    /// Runs of five words, the usual measure of copied text.
    pub const WORD_5: Self = Self::new(ShingleUnit::Word, 5);
    /// Runs of three stems, blind to inflection and function words.
    pub const STEM_3: Self = Self::new(ShingleUnit::Stem, 3);
}

impl fmt::Display for Shingling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            ShingleUnit::Word => "word",
            ShingleUnit::Stem => "stem",
            ShingleUnit::Char => "char",
        };
        write!(f, "{unit}:{}", self.width)
    }
}

impl From<Shingling> for String {
    fn from(shingling: Shingling) -> Self {
        shingling.to_string()
    }
}

impl FromStr for Shingling {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let explain = || format!("`{text}` is no shingle: write word:5, stem:3 or char:9");
        let (unit, width) = text.split_once(':').ok_or_else(explain)?;
        let unit = match unit {
            "word" => ShingleUnit::Word,
            "stem" => ShingleUnit::Stem,
            "char" => ShingleUnit::Char,
            _ => return Err(explain()),
        };
        let width = width.parse().map_err(|_| explain())?;
        Ok(Self { unit, width })
    }
}

impl TryFrom<String> for Shingling {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

/// A set of shingle hashes: sorted, without repeats.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShingleSet(Vec<u64>);

impl ShingleSet {
    /// The set of `hashes`.
    #[must_use]
    pub fn from_hashes(mut hashes: Vec<u64>) -> Self {
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    /// The hashes, ascending.
    #[must_use]
    pub fn as_slice(&self) -> &[u64] {
        &self.0
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none: such a text is similar to nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The shingles of `doc`, over sentence boundaries. A text shorter than one shingle has
/// one, the whole; an empty text has none. Words in scripts without spaces are too short
/// to shingle: such texts fall back to characters, two for every word asked.
///
/// Cost: O(n log n) in words.
#[must_use]
pub fn shingles(doc: &Document, shingling: Shingling) -> ShingleSet {
    let width = usize::from(shingling.width.get());
    match shingling.unit {
        ShingleUnit::Char => char_shingles(doc, width),
        _ if is_unspaced(doc) => char_shingles(doc, 2 * width),
        ShingleUnit::Word => {
            let hash = |token: &Token| hash_word_at(doc.text(), token.range);
            windows(&doc.tokens.iter().map(hash).collect::<Vec<_>>(), width)
        }
        ShingleUnit::Stem => {
            let stems = doc.tokens.iter().map(|token| doc.term(token));
            windows(&stems.filter(|t| !t.is_stop).map(|t| t.key).collect::<Vec<_>>(), width)
        }
    }
}

fn windows(units: &[u64], width: usize) -> ShingleSet {
    let mut hashes = Vec::with_capacity(units.len());
    window_hashes(units, width, &mut hashes);
    ShingleSet::from_hashes(hashes)
}

/// Appends the hash of every window, in order; of fewer units than a window one of them all.
/// The units are hashes.
pub(super) fn window_hashes(units: &[u64], width: usize, out: &mut Vec<u64>) {
    if !units.is_empty() {
        Level::best().combine(units, width.min(units.len()), out);
    }
}

fn char_shingles(doc: &Document, width: usize) -> ShingleSet {
    let mut folded = String::with_capacity(doc.text().len());
    for token in &doc.tokens {
        if !folded.is_empty() && !is_unspaced_char(folded.chars().next_back()) {
            folded.push(' ');
        }
        folded.push_str(&super::term::fold(token.range.of(doc.text())));
    }
    let starts: Vec<usize> =
        folded.char_indices().map(|(at, _)| at).chain([folded.len()]).collect();
    if starts.len() <= width {
        let whole = if folded.is_empty() { Vec::new() } else { vec![hash64(folded.as_bytes())] };
        return ShingleSet::from_hashes(whole);
    }
    let hash = |w: &[usize]| hash64(&folded.as_bytes()[w[0]..w[width]]);
    ShingleSet::from_hashes(starts.windows(width + 1).map(hash).collect())
}

/// Whether most words are single characters of a script without spaces.
fn is_unspaced(doc: &Document) -> bool {
    let n_unspaced = doc
        .tokens
        .iter()
        .filter(|t| is_unspaced_char(t.range.of(doc.text()).chars().next()))
        .count();
    2 * n_unspaced > doc.tokens.len()
}

fn is_unspaced_char(c: Option<char>) -> bool {
    matches!(
        c,
        Some(
            '\u{0E00}'..='\u{0EFF}'
            | '\u{1000}'..='\u{109F}'
            | '\u{1780}'..='\u{17FF}'
            | '\u{2E80}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..,
        )
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::{NormalizeParams, normalize, tests::article};

    #[test]
    fn shinglings_are_written_and_read() {
        assert_eq!("word:5".parse(), Ok(Shingling::WORD_5));
        assert_eq!(Shingling::STEM_3.to_string(), "stem:3");
        for bad in ["word", "word:0", "line:3", "word:x", "word:300"] {
            assert!(bad.parse::<Shingling>().is_err(), "{bad}");
        }
    }

    #[test]
    fn short_texts_have_one_shingle_and_empty_ones_none() {
        for (text, unit, width, n) in [
            ("", ShingleUnit::Word, 5, 0),
            ("Three short words", ShingleUnit::Word, 5, 1),
            ("one two three four five six", ShingleUnit::Word, 5, 2),
            ("The of and", ShingleUnit::Stem, 3, 0),
            ("abc", ShingleUnit::Char, 9, 1),
            ("ab cd", ShingleUnit::Char, 3, 3),
            ("渡轮在暴风雨来临前不久离开了港口", ShingleUnit::Word, 5, 7),
        ] {
            let doc = normalize(article(text), &NormalizeParams::default());
            let set = shingles(&doc, Shingling::new(unit, width));
            assert_eq!(set.len(), n, "{text}");
        }
    }
}
