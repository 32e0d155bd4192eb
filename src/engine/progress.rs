//! What a long run says of itself while it goes on.

use super::score::Estimate;

/// A part of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading to learn which lines sources share; counted in bytes.
    Survey,
    /// Reading and shingling; counted in bytes.
    Read,
    /// Finding the pairs worth an exact look.
    Find,
    /// Counting what they share; counted in pairs.
    Verify,
    /// Looking for changed facts; counted in pairs.
    Facts,
    /// Reading again for the terms of articles; counted in articles.
    Terms,
    /// Scoring articles that share terms; counted in articles.
    Group,
    /// Comparing the witnesses of events; counted in events.
    Pages,
}

impl Stage {
    /// A word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Survey => "surveying",
            Self::Read => "reading",
            Self::Find => "finding",
            Self::Verify => "verifying",
            Self::Facts => "facts",
            Self::Terms => "terms",
            Self::Group => "grouping",
            Self::Pages => "pages",
        }
    }
}

/// Takes events; every method does nothing unless it is written. Called from many threads.
pub trait Progress: Sync {
    /// What the run is going to do, before it does it.
    fn estimated(&self, _estimate: &Estimate) {}
    /// A stage begins; `total` is how much there is to do, 0 where that is not known.
    fn begin(&self, _stage: Stage, _total: u64) {}
    /// So much more of the stage is done.
    fn advance(&self, _n: u64) {}
}

/// Nobody is told.
impl Progress for () {}
