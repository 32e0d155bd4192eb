//! Small summaries of documents, made once and compared many times.

mod calibration;
mod profile;
mod shared;

pub use calibration::Calibration;
pub use profile::{Profile, ProfileTerm, SentenceProfile, TermKind, TermPair};
pub use shared::{SharedWeights, for_each_shared, mille};
