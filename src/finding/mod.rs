//! From alignments and mentions: who agrees, who conflicts, who adds.
//!
//! Claims come first, then every facet has a rule of its own (`quantity`; `near_identical`
//! for sentences that differ in a few words), which looks at two aligned statements and may
//! say something. A difference that no rule can judge is named (`difference`). What no rule
//! speaks of is agreed as a whole, or told by one alone.

mod agree;
mod attribution;
mod beside;
mod certainty;
mod chain;
mod claim;
mod clock;
mod copied;
mod demand;
mod difference;
mod duration;
mod find;
mod gather;
mod group;
mod linked;
mod market;
mod matter;
mod model;
mod name;
mod namesake;
mod near_identical;
mod origin;
mod passage;
mod polarity;
mod quantity;
mod quotation;
mod rival;
mod rule;
mod speaker;
mod statement;
mod time_changed;
mod unjudged;
mod word_diff;
mod wording;
mod zone;

pub use find::{AlignedPair, find_findings};
pub(crate) use gather::listed;
pub(crate) use linked::linked;
pub use model::{Claim, Facet, Finding, Origin, Said, Verdict};
pub use rule::{Rule, wilson_bound};
pub(crate) use unjudged::unjudged_figures;
