//! Groups of near-duplicates in which every two members are a verified pair.

mod complete;

pub use complete::{Edge, complete_linkage};
