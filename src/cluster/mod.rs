//! Groups of articles: near-duplicates in which every two members are a verified pair, and
//! articles that tell of one event.

mod complete;
pub mod events;

pub use complete::{Edge, complete_linkage};
