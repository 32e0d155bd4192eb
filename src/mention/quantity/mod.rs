//! Quantities: a value, its unit, and what is counted.

mod bound;
mod compare;
mod counted;
mod exclude;
mod find;
mod inherit;
mod model;
mod number;
mod predicate;
#[cfg(test)]
mod tests;
mod unit;

pub use compare::{ValueRelation, compare_values};
pub(super) use find::find;
pub use model::{Bound, Quantity, QuantityClass};
