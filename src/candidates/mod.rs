//! Pairs worth an exact look: identical articles grouped, then prefix, size and position filters.

mod finder;
mod groups;
mod params;
mod sieve;
mod store;

pub use finder::CandidateStats;
pub(crate) use finder::{Finder, FinderBlock, Input};
pub(crate) use groups::Groups;
pub use params::ScoreParams;
pub(crate) use sieve::{Scope, sieve};
pub(crate) use store::RepeatedStore;
