//! Words that news uses one for the other, and words that are a kind of what another says.

use super::{irregular, lexicon::WordMap, phrases::phrases};
use crate::{hash::hash64, table};
use std::{ops::Range, sync::LazyLock};

#[cfg(test)]
mod tests;

/// The groups of `synonyms.txt`, made by hand, in stems: `src/bin/synonyms` writes them, for
/// to stem them anew would take most of the time of reading.
const BY_HAND: &str = include_str!("../data/en/synonyms-stems.txt");
/// Pairs of WordNet 3.0 (see `WORDNET-LICENCE.txt`) reduced by `src/bin/synonyms`, stems.
const WORDNET: &str = include_str!("../data/en/synonyms-wordnet.txt");
struct Synonyms {
    same: Relation,
    /// From the narrower to the wider.
    kinds: Relation,
}

static ENGLISH: LazyLock<Synonyms> = LazyLock::new(|| {
    let (mut same, mut kinds) = (Vec::with_capacity(1 << 13), Vec::with_capacity(1 << 11));
    for (section, group) in phrases(BY_HAND) {
        match section {
            "same" => {
                let group = keys(group);
                let pairs = group.iter().flat_map(|&a| group.iter().map(move |&b| (a, b)));
                same.extend(pairs);
            }
            _ => {
                let Some((narrow, wide)) = group.split_once(": ") else { continue };
                let wide = keys(wide);
                kinds.extend(keys(narrow).iter().flat_map(|&a| wide.iter().map(move |&b| (a, b))));
            }
        }
    }
    for (section, first, other) in stems_of_wordnet() {
        let (a, b) = (hash64(first.as_bytes()), hash64(other.as_bytes()));
        if section == "same" { same.extend([(a, b), (b, a)]) } else { kinds.push((a, b)) }
    }
    Synonyms { same: Relation::of(same), kinds: Relation::of(kinds) }
});

/// The pairs of [`WORDNET`], each with its section.
fn stems_of_wordnet() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let mut section = "";
    table::lines(WORDNET).flat_map(move |line| {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']);
            return None.into_iter().flatten();
        }
        let mut stems = table::words(line);
        let first = stems.next().unwrap_or_default();
        Some(stems.map(move |stem| (section, first, stem))).into_iter().flatten()
    })
}

/// Which keys stand with which.
struct Relation {
    /// By a key, where its others are.
    ranges: WordMap<Range<u32>>,
    /// The others of one key after those of another, in order.
    others: Vec<u64>,
}

impl Relation {
    /// Pairs in any order, also twice; one of a key with itself is none.
    fn of(mut pairs: Vec<(u64, u64)>) -> Self {
        pairs.retain(|(a, b)| a != b);
        pairs.sort_unstable();
        pairs.dedup();
        let mut relation = Self { ranges: WordMap::default(), others: Vec::new() };
        relation.others.reserve(pairs.len());
        relation.ranges.reserve(pairs.len() / 2);
        for group in pairs.chunk_by(|(a, _), (b, _)| a == b) {
            let start = relation.others.len() as u32;
            relation.others.extend(group.iter().map(|(_, other)| other));
            relation.ranges.insert(group[0].0, start..relation.others.len() as u32);
        }
        relation
    }

    fn others(&self, key: u64) -> &[u64] {
        self.ranges
            .get(&key)
            .map_or(&[], |range| &self.others[range.start as usize..range.end as usize])
    }

    fn holds(&self, a: u64, b: u64) -> bool {
        self.others(a).contains(&b)
    }
}

/// The keys of the stems of a group, parted by "/".
fn keys(group: &str) -> Vec<u64> {
    group.split('/').map(|stems| hash64(stems.as_bytes())).collect()
}

fn key(stem: &str) -> u64 {
    hash64(irregular::base_of(stem).as_bytes())
}

/// Whether news says one for the other: "attorney" and "lawyer", "slash" and "reduc". Words
/// are English stems (of the Snowball stemmer, as [`crate::normalize::Term::stem`]); a phrase
/// is the stems of its words parted by blanks, each by its base form ("step down").
///
/// Symmetric. Not transitive: "strike" is "attack" and "walkout". No stem is a synonym of
/// itself, nor is a form of the same verb; [`super::base_of`] tells those. Synonyms are no
/// opposites. That two words are synonyms says nothing of whether they mean it here.
///
/// Cost: three look-ups and the few synonyms of one word; nothing is allocated.
#[must_use]
pub fn are_synonyms(stem_a: &str, stem_b: &str) -> bool {
    ENGLISH.same.holds(key(stem_a), key(stem_b))
}

/// Whether `stem_narrow` is a kind of what `stem_wide` says, so that a report may have the one
/// where another has the other: "ferri" and "vessel", "minist" and "offici". Words as in
/// [`are_synonyms`]. Neither symmetric nor transitive; synonyms are no kinds.
///
/// Cost: three look-ups and the few wider words of one; nothing is allocated.
#[must_use]
pub fn is_kind_of(stem_narrow: &str, stem_wide: &str) -> bool {
    let (narrow, wide) = (key(stem_narrow), key(stem_wide));
    ENGLISH.kinds.holds(narrow, wide) && !ENGLISH.same.holds(narrow, wide)
}

/// The keys ([`crate::hash::hash64`] of stems, as [`crate::normalize::Term::key`]) of all
/// synonyms of a stem, in order; empty for none. Those of irregular verbs are keys of the
/// base form ("rise", not "rose"): an index that is probed by them has its stems by
/// [`super::base_of`].
///
/// Cost: two look-ups; nothing is allocated.
#[must_use]
pub fn synonyms_of(stem: &str) -> &'static [u64] {
    ENGLISH.same.others(key(stem))
}

/// The keys of what a stem is a kind of, as [`synonyms_of`] has them.
#[must_use]
pub fn wider_than(stem: &str) -> &'static [u64] {
    ENGLISH.kinds.others(key(stem))
}
