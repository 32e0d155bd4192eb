//! Certainty: what is said to be possible, reported, alleged, expected, planned, confirmed or
//! conditional, and no plain fact.

mod find;
mod model;
#[cfg(test)]
mod tests;

pub(super) use find::{CUE_TABLE, find, openers};
pub use model::{Certainty, CertaintyLevel};
