//! The exact join of a corpus: every pair above a threshold, from files to rows.

mod budget;
mod corpus;
mod dedup;
mod explain;
mod ids;
mod join;
#[cfg(test)]
mod oracle;
mod queue;
mod reading;
mod request;
mod scored;
mod spool;
mod survey;
mod threads;
mod voices;

pub use budget::Estimate;
pub use dedup::{ChangedCopies, Deduped};
pub use explain::explain;
pub use request::{ScoreRequest, score};
pub use scored::{ScoreSummary, Scored, SharedLineCounts, Timings};
pub(in crate::engine) use voices::{Voice, day_of, text_hash};
