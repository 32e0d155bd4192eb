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
    /// A country or a part of one, no settlement.
    is_part: bool,
}

impl Place {
    fn lies_in(&self, other: &Self) -> bool {
        self.name == other.name || self.is_in(other.name) || self.may_lie_in(other)
    }

    fn is_in(&self, name: &str) -> bool {
        self.around.split('|').any(|around| around == name)
    }

    /// Of many a town it is told what country it lies in, and not in what part of it.
    fn may_lie_in(&self, part: &Self) -> bool {
        !self.is_part && part.is_part && self.around.split('|').all(|around| part.is_in(around))
    }
}

/// All places by their spellings in lower case.
static KNOWN: LazyLock<FxHashMap<&'static str, Vec<Place>>> = LazyLock::new(|| {
    let mut known: FxHashMap<&'static str, Vec<Place>> = FxHashMap::default();
    let mut is_part = false;
    for line in table::lines(PLACES) {
        is_part = line.strip_prefix('@').map_or(is_part, |section| section.trim() == "part");
        let Some((spellings, around)) = line.split_once(':') else { continue };
        let name = spellings.split('|').next().unwrap_or_default();
        for spelling in spellings.split('|') {
            let place = Place { name, around: around.trim(), is_part };
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
            ("Innsbruck", "Tyrol", Some(true)),
            ("Palermo", "Lombardy", Some(false)),
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
