//! What people do for a living.

use crate::table;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Occupations of WordNet 3.0 (see `WORDNET-LICENCE.txt`), made by `src/bin/nouns`.
const OCCUPATIONS: &str = include_str!("data/en/occupations-wordnet.txt");

/// By an occupation the wider ones and those that are the same.
static ENGLISH: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let parted = |line: &'static str| line.split_once(' ').unwrap_or((line, ""));
    table::lines(OCCUPATIONS).map(parted).collect()
});

/// Whether a word in lower case is an occupation. Cost: a look-up.
#[must_use]
pub fn is_occupation(word: &str) -> bool {
    ENGLISH.contains_key(word)
}

/// Whether two words in lower case are occupations ("teacher", "nurse") of which neither is a
/// kind of the other. Symmetric. That somebody may have both is for the caller to weigh.
///
/// Cost: two look-ups and the few wider occupations of each.
#[must_use]
pub fn are_other_occupations(a: &str, b: &str) -> bool {
    let is_wider = |wide: &str, others: &str| table::words(others).any(|other| other == wide);
    match (ENGLISH.get(a), ENGLISH.get(b)) {
        (Some(of_a), Some(of_b)) => a != b && !is_wider(a, of_b) && !is_wider(b, of_a),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_an_occupation_is_no_other_one() {
        for (a, b, expected) in [
            ("teacher", "nurse", true),
            ("carpenter", "dentist", true),
            ("physician", "doctor", false),
            ("attorney", "lawyer", false),
            ("bishop", "priest", false),
            ("teacher", "teacher", false),
            ("teacher", "neighbour", false),
        ] {
            assert_eq!(are_other_occupations(a, b), expected, "{a} / {b}");
            assert_eq!(are_other_occupations(b, a), expected, "{b} / {a}");
        }
    }
}
