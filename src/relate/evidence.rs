//! What a relation rests on, in words a reader can check.

use super::analysis::Analysis;
use crate::{
    mention::{Fact, NameClass},
    overlap::Overlap,
    sketch::{TermKind, for_each_shared},
};
use std::collections::{BTreeMap, HashMap};

/// What two articles share.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Overlap of word 5-shingles.
    pub word_shingles: Overlap,
    /// Overlap of stem 3-shingles.
    pub stem_shingles: Overlap,
    /// Names both carry, rarest first.
    pub names: Vec<String>,
    /// Figures both carry, as the first writes them, in order.
    pub figures: Vec<String>,
    /// Times both carry.
    pub times: Vec<String>,
    /// Rare words both carry, rarest first.
    pub terms: Vec<String>,
}

/// Items listed of each sort.
const MAX_LISTED: usize = 8;
/// A word in fewer than one article of 100 is worth naming (6.6 bits).
const MIN_TERM_WEIGHT: u32 = 1_690;

impl Evidence {
    /// Collects what `a` and `b` share. Wording is taken from `a`.
    #[must_use]
    pub fn of(a: &Analysis, b: &Analysis) -> Self {
        let (names, mut terms) = (shared_names(a, b), shared_terms(a, b));
        terms.retain(|term| !names.iter().any(|name| mentions_word(name, term)));
        terms.truncate(MAX_LISTED);
        Self {
            word_shingles: Overlap::of(&a.word_shingles, &b.word_shingles),
            stem_shingles: Overlap::of(&a.stem_shingles, &b.stem_shingles),
            names,
            figures: shared_figures(a, b),
            times: shared_times(a, b),
            terms,
        }
    }
}

fn mentions_word(name: &str, word: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric())
        .any(|part| part.to_lowercase() == word.to_lowercase())
}

/// The key under which two spellings of a name count as the same: its lower-cased letters.
fn name_key(full: &str) -> String {
    full.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn names_of(analysis: &Analysis) -> BTreeMap<String, &str> {
    analysis
        .mentions
        .iter()
        .filter_map(|m| match &m.fact {
            Fact::Name(name) if name.class != NameClass::Nationality => Some(&*name.full),
            _ => None,
        })
        .map(|full| (name_key(full), full))
        .collect()
}

/// Shared names by weight of their rarest word, then alphabetically.
fn shared_names(a: &Analysis, b: &Analysis) -> Vec<String> {
    let weights: HashMap<&str, u32> =
        a.doc.terms.iter().map(|t| (t.stem.as_str(), t.weight)).collect();
    let rarity = |name: &str| {
        let words = name.split_whitespace().map(str::to_lowercase);
        words.map(|w| weights.get(w.as_str()).copied().unwrap_or(0)).max().unwrap_or(0)
    };
    let theirs = names_of(b);
    let mut shared: Vec<(u32, String)> = names_of(a)
        .into_iter()
        .filter(|(key, _)| theirs.contains_key(key))
        .map(|(_, full)| (rarity(full), full.to_owned()))
        .collect();
    shared.sort_by(|x, y| y.0.cmp(&x.0).then_with(|| x.1.cmp(&y.1)));
    shared.into_iter().map(|(_, name)| name).take(MAX_LISTED).collect()
}

/// As the first writes them.
fn shared_figures(a: &Analysis, b: &Analysis) -> Vec<String> {
    let figures = a.told.figures.iter().filter(|(key, _)| b.told.figures.contains_key(key));
    let mut shared: Vec<String> =
        figures.map(|(_, range)| range.of(a.doc.text()).to_owned()).collect();
    shared.dedup();
    shared.truncate(MAX_LISTED);
    shared
}

fn times_of(analysis: &Analysis) -> Vec<&str> {
    let mut times: Vec<&str> = analysis
        .mentions
        .iter()
        .filter_map(|m| match &m.fact {
            Fact::Time(time) => time
                .value
                .as_deref()
                .filter(|v| v.starts_with(|c: char| c.is_ascii_digit() || c == 'X'))
                // A Friday of any week is in most accounts.
                .filter(|v| !v.starts_with("XXXX-WXX")),
            _ => None,
        })
        .collect();
    times.sort_unstable();
    times.dedup();
    times
}

fn shared_times(a: &Analysis, b: &Analysis) -> Vec<String> {
    let theirs = times_of(b);
    let shared = times_of(a).into_iter().filter(|time| theirs.binary_search(time).is_ok());
    shared.map(str::to_owned).take(MAX_LISTED).collect()
}

fn shared_terms(a: &Analysis, b: &Analysis) -> Vec<String> {
    let by_key: HashMap<u64, &str> = a
        .doc
        .tokens
        .iter()
        .rev()
        .map(|token| (a.doc.term(token).key, token.range.of(a.doc.text())))
        .collect();
    let mut shared = Vec::new();
    for_each_shared(&a.profile.terms, &b.profile.terms, |x, _| {
        if x.weight >= MIN_TERM_WEIGHT && x.kind == TermKind::Word {
            shared.push((x.weight, by_key.get(&x.key).copied().unwrap_or_default()));
        }
    });
    shared.sort_by(|x, y| y.0.cmp(&x.0).then_with(|| x.1.cmp(y.1)));
    shared.into_iter().map(|(_, word)| word.to_lowercase()).collect()
}
