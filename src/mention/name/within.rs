//! Which places lie in which.

use crate::table;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Places of WordNet 3.0 (see `WORDNET-LICENCE.txt`), made by `src/bin/nouns`.
const PLACES: &str = include_str!("../data/en/places-wordnet.txt");

/// One place that a spelling may name.
struct Place {
    /// The spelling that the table has first.
    name: &'static str,
    /// What it lies in, parted by bars.
    around: &'static str,
}

impl Place {
    fn lies_in(&self, other: &Self) -> bool {
        self.name == other.name || self.around.split('|').any(|around| around == other.name)
    }
}

/// All places by their spellings in lower case.
static KNOWN: LazyLock<FxHashMap<&'static str, Vec<Place>>> = LazyLock::new(|| {
    let mut known: FxHashMap<&'static str, Vec<Place>> = FxHashMap::default();
    for (spellings, around) in table::lines(PLACES).filter_map(|line| line.split_once(':')) {
        let name = spellings.split('|').next().unwrap_or_default();
        for spelling in spellings.split('|') {
            let place = Place { name, around: around.trim() };
            known.entry(spelling).or_default().push(place);
        }
    }
    known
});

/// Whether two places are one, or one lies in the other, in any reading of their names; none
/// where the table does not know both. Symmetric. Cost: a look-up each, and the few places of
/// one name by those of the other.
pub(super) fn are_nested(a: &str, b: &str) -> Option<bool> {
    let places = |name: &str| KNOWN.get(name.to_lowercase().as_str());
    let (of_a, of_b) = (places(a)?, places(b)?);
    let mut pairs = of_a.iter().flat_map(|x| of_b.iter().map(move |y| (x, y)));
    Some(pairs.any(|(x, y)| x.lies_in(y) || y.lies_in(x)))
}

/// Whether a name is one of a place that the table knows. Cost: a look-up.
pub(super) fn is_known(name: &str) -> bool {
    KNOWN.contains_key(name.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cities_lie_in_their_countries() {
        for (a, b, expected) in [
            ("Toulouse", "France", Some(true)),
            ("Toulouse", "Portugal", Some(false)),
            ("Toulouse", "Lyon", Some(false)),
            ("Porto", "Lisbon", Some(false)),
            ("Sicily", "Italy", Some(true)),
            ("Paris", "Texas", Some(true)),
            ("Paris", "France", Some(true)),
            ("Boston", "Massachusetts", Some(true)),
            ("Boston", "Ohio", Some(false)),
            ("Britain", "United Kingdom", Some(true)),
            ("Wexcombe", "Ohio", None),
        ] {
            assert_eq!(are_nested(a, b), expected, "{a} / {b}");
            assert_eq!(are_nested(b, a), expected, "{b} / {a}");
        }
    }
}
