//! Differences planted into articles of the corpus: typed edits whose truth is known because
//! they were made here. Harmful ones contradict, add or leave out; harmless ones say the same
//! in another way and must not be called conflicts.
//!
//! The two halves of the corpus have their own tables of words and templates under `data`,
//! and their own ways of changing figures and times. Nothing here uses the engine's rules.

mod corpus;
mod edit;
mod figure;
mod invented;
pub(crate) mod kind;
mod name;
pub(crate) mod pair;
mod phrase;
mod select;
mod shared;
mod tables;
mod time;

use super::expected;
use anyhow::{Context, Result};
use pair::PlantedPair;
use std::path::Path;

/// What to plant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Params {
    /// Which half of the corpus, and which tables.
    pub(crate) half: Half,
    /// Same seed, same bytes.
    pub(crate) seed: u64,
    /// Edits of each harmful kind at most; of harmless ones three times as many in all.
    pub(crate) per_kind: usize,
}

impl Params {
    /// Edits of each harmful kind, unless asked for others.
    pub(crate) const PER_KIND: usize = 30;
}

/// A half of the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Half {
    Dev,
    Test,
}

impl Half {
    /// The half of that name.
    ///
    /// # Errors
    /// If it is neither `dev` nor `test`.
    pub(crate) fn from_name(name: &str) -> Result<Self> {
        match name {
            "dev" => Some(Self::Dev),
            "test" => Some(Self::Test),
            _ => None,
        }
        .with_context(|| format!("there is no half {name}, only dev and test"))
    }

    /// The folder of that half.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Test => "test",
        }
    }
}

/// Makes the pairs of one half of the corpus in folder `corpus`, in order of their ids.
///
/// # Errors
/// If the corpus cannot be read or a table is malformed.
pub(crate) fn plant(corpus: &Path, params: &Params) -> Result<Vec<PlantedPair>> {
    let events = corpus::read(&corpus.join(params.half.name()))?;
    let tables = tables::Tables::of(params.half)?;
    let mut edits = phrase::find(&events, &tables);
    edits.extend(name::find(&events, &tables));
    edits.extend(figure::find(&events, &tables, params));
    edits.extend(time::find(&events, params));
    edits.extend(invented::find(&events, &tables));
    Ok(select::select(&events, edits, params))
}

#[cfg(test)]
mod tests {
    use super::{
        kind::{Harm, Kind},
        *,
    };
    use std::collections::BTreeSet;

    fn planted(half: Half, seed: u64) -> Vec<PlantedPair> {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        plant(&corpus, &Params { half, seed, per_kind: 6 }).unwrap()
    }

    #[test]
    fn one_seed_gives_one_set_with_every_kind_and_three_harmless_edits_for_a_harmful_one() {
        for half in [Half::Dev, Half::Test] {
            let pairs = planted(half, 1);
            let texts = |pairs: &[PlantedPair]| -> Vec<(String, String)> {
                pairs.iter().map(|pair| (pair.id.clone(), pair.b.text.clone())).collect()
            };
            assert_eq!(texts(&pairs), texts(&planted(half, 1)));
            assert_ne!(texts(&pairs), texts(&planted(half, 2)));
            let kinds: Vec<Kind> =
                pairs.iter().flat_map(|pair| &pair.planted).map(|p| p.kind).collect();
            assert!(Kind::ALL.iter().all(|kind| kinds.contains(kind)));
            let n_harmful = kinds.iter().filter(|kind| kind.harm() == Harm::Harmful).count();
            assert_eq!(kinds.len(), 4 * n_harmful);
        }
    }

    #[test]
    fn spans_say_what_was_there_and_what_is_there_now() {
        for pair in planted(Half::Dev, 1) {
            let one = pair.planted.len() == 1 && pair.pairing == pair::Pairing::NearCopy;
            for planted in pair.planted {
                let said = |text: &str, marks: &[pair::Mark]| -> Vec<String> {
                    marks.iter().map(|mark| text[mark.clone()].to_owned()).collect()
                };
                let (a, b) = (said(&pair.a.text, &planted.a), said(&pair.b.text, &planted.b));
                assert_ne!(a, b, "{}", pair.id);
                assert!(a.iter().chain(&b).all(|words| words.trim() == words && !words.is_empty()));
                assert_eq!(a.is_empty(), planted.kind == Kind::InventedClaim, "{}", pair.id);
                assert_eq!(b.is_empty(), planted.kind == Kind::DroppedClaim, "{}", pair.id);
                if let (true, [old], [new]) = (one, a.as_slice(), b.as_slice()) {
                    let mut text = pair.a.text.clone();
                    text.replace_range(planted.a[0].clone(), new);
                    assert_eq!(text, pair.b.text, "{}: {old}", pair.id);
                }
            }
        }
    }

    #[test]
    fn the_halves_have_no_template_in_common() {
        let rows = |half: Half| -> BTreeSet<String> {
            let tables = tables::Tables::of(half).unwrap();
            let phrases = tables.phrases.iter().flat_map(|phrases| &phrases.rows);
            let all = phrases.chain(&tables.names).chain(&tables.invented);
            all.map(|row| format!("{} {:?}", row.pattern, row.with)).collect()
        };
        let both = rows(Half::Dev);
        assert!(rows(Half::Test).is_disjoint(&both));
    }
}
