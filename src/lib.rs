//! Finds copies across news sources, groups articles on one event, and shows what the
//! accounts agree on, where they conflict, and what only one of them says.

pub mod align;
pub mod article;
pub mod candidates;
pub mod cluster;
pub mod config;
pub mod engine;
pub mod error;
pub mod finding;
pub mod hash;
pub mod ingest;
pub(crate) mod kernel;
pub mod mention;
pub mod normalize;
pub mod outcome;
pub mod overlap;
pub mod prng;
pub mod relate;
pub mod report;
pub mod sketch;
pub mod span;
mod table;

pub use error::{Error, Result};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
