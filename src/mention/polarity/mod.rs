//! Polarity: what is negated or denied, and which words contradict each other.

mod find;
mod model;
mod opposites;
#[cfg(test)]
mod tests;

pub use find::is_negation;
pub(super) use find::{CUE_TABLE, find, openers};
pub use model::{Negation, Polarity};
pub use opposites::{are_opposites, negated_form_of};
