//! From alignments and mentions: who agrees, who conflicts, who adds.
//!
//! Claims come first, then every facet has a rule of its own (`quantity`), which looks at
//! two aligned statements and may say something. What no rule speaks of is agreed as a
//! whole, or told by one alone.

mod agree;
mod claim;
mod find;
mod model;
mod quantity;
mod value;

pub use find::{AlignedPair, find_findings};
pub use model::{Claim, Facet, Finding, Said, Verdict};
