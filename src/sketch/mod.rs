//! Small summaries of documents, made once and compared many times.

mod calibration;
mod partition;
mod profile;
mod shared;
mod sketcher;

pub use calibration::Calibration;
pub(crate) use partition::{KEY_BITS, OpenSpill, Records, SpillFile};
pub use profile::{Profile, ProfileTerm, SentenceProfile, TermKind, TermPair};
pub use shared::{SharedWeights, for_each_shared, mille};
pub(crate) use sketcher::{
    ArticleSketch, Layout, Region, Sketcher, WorkerSketches, take_in_corpus_order,
};
