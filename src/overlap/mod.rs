//! Exact resemblance and containment, as counts, and which counts are reported.

mod counts;
mod rule;
mod runs;
mod sets;

pub use counts::Overlap;
pub use rule::{Containment, Ratio, Rule};
pub use runs::{SharedRun, shared_runs};
pub(crate) use sets::{ShingleSets, count_shared};
