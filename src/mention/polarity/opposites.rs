//! Words that contradict each other.

use crate::{
    hash::hash64,
    mention::{irregular, phrases::phrases},
    normalize::stem_english,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Pairs made by hand, and pairs of WordNet 3.0 (see `WORDNET-LICENCE.txt`) reduced by
/// `src/bin/opposites`.
const TABLES: [&str; 2] =
    [include_str!("../data/en/opposites.txt"), include_str!("../data/en/opposites-wordnet.txt")];

#[derive(Default)]
struct Opposites {
    /// Hashes of two stems, the lower first.
    pairs: FxHashSet<(u64, u64)>,
    /// By the hash of the stem that negates, the stem negated.
    negated: FxHashMap<u64, String>,
}

static ENGLISH: LazyLock<Opposites> = LazyLock::new(|| {
    let mut read = Opposites::default();
    for (section, pair) in TABLES.into_iter().flat_map(phrases) {
        let Some((a, b)) = pair.split_once('/').map(|(a, b)| (base(a), base(b))) else { continue };
        if a == b {
            continue;
        }
        read.pairs.insert(key(&a, &b));
        if section == "negation" {
            read.negated.insert(hash64(a.as_bytes()), b);
        }
    }
    read
});

fn base(word: &str) -> String {
    irregular::base_of(&stem_english(word)).to_owned()
}

fn key(a: &str, b: &str) -> (u64, u64) {
    let (a, b) = (hash64(a.as_bytes()), hash64(b.as_bytes()));
    (a.min(b), a.max(b))
}

/// Whether two predicates, adjectives or adverbs, given as English stems (of the Snowball
/// stemmer, as [`crate::normalize::Term::stem`]), cannot both hold of the same thing:
/// "confirm" and "deni", "rise" and "fell". Symmetric; no stem is its own opposite. What the
/// words are said of is for the caller to compare.
///
/// Cost: four look-ups.
#[must_use]
pub fn are_opposites(stem_a: &str, stem_b: &str) -> bool {
    ENGLISH.pairs.contains(&key(irregular::base_of(stem_a), irregular::base_of(stem_b)))
}

/// The stem that an English stem says is not so: "affect" for "unaffect", "legal" for
/// "illeg"; `None` for a stem that negates nothing. "The trains were unaffected" is thus the
/// same as a [`super::Polarity`] whose predicate is "affect". Helpers need no such table:
/// "failed to pay", "could not pay" and "did not pay" all have the predicate "pay".
///
/// Cost: one look-up.
#[must_use]
pub fn negated_form_of(stem: &str) -> Option<&'static str> {
    ENGLISH.negated.get(&hash64(stem.as_bytes())).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposites_of_news() {
        let stem = |word: &str| stem_english(word);
        for (a, b, expected) in [
            ("confirmed", "denied", true),
            ("supports", "opposed", true),
            ("resign", "remains", true),
            ("rose", "fell", true),
            ("risen", "falling", true),
            ("approved", "rejected", true),
            ("guilty", "acquitted", true),
            ("convicted", "acquitted", true),
            ("accepted", "refused", true),
            ("won", "lost", true),
            ("opened", "closed", true),
            ("legal", "illegal", true),
            ("safe", "unsafe", true),
            ("affected", "unaffected", true),
            ("strengthen", "weakened", true),
            ("rose", "risen", false),
            ("rose", "climbed", false),
            ("said", "told", false),
            ("killed", "injured", false),
            ("open", "open", false),
            ("", "", false),
        ] {
            assert_eq!(are_opposites(&stem(a), &stem(b)), expected, "{a} {b}");
            assert_eq!(are_opposites(&stem(b), &stem(a)), expected, "{b} {a}");
        }
    }

    #[test]
    fn negated_forms() {
        for (word, expected) in [
            ("unaffected", Some("affected")),
            ("illegal", Some("legal")),
            ("undamaged", Some("damaged")),
            ("impossible", Some("possible")),
            ("disagreed", Some("agree")),
            ("united", None),
            ("important", None),
            ("fell", None),
        ] {
            let expected = expected.map(stem_english);
            assert_eq!(negated_form_of(&stem_english(word)), expected.as_deref(), "{word}");
        }
    }

    /// A line that cannot be read would be lost in silence.
    #[test]
    fn every_pair_is_two_words_or_phrases() {
        for (section, pair) in TABLES.into_iter().flat_map(phrases) {
            assert!(["opposite", "negation"].contains(&section), "{section}");
            let (a, b) = pair.split_once('/').unwrap_or_else(|| panic!("{pair}"));
            let is_word = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase() || b == b' ');
            assert!(is_word(a) && is_word(b) && !a.is_empty() && !b.is_empty(), "{pair}");
        }
    }
}
