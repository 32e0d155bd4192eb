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
