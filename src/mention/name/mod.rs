//! Names: people, organisations, places, with titles, acronyms and variants.

mod acronym;
mod capital;
mod class;
mod compare;
mod find;
mod gazetteer;
mod merge;
mod model;
mod run;
mod segment;
#[cfg(test)]
mod tests;
mod within;

pub use compare::{NameRelation, compare_names, is_known_place};
pub(super) use find::find;
pub(super) use gazetteer::{Gazetteer, Roles};
pub use merge::is_name_variant;
pub use model::{Name, NameClass};
