//! The stages wired together over articles, on as many threads as rayon is given.
//!
//! The only layer that opens files and knows threads.

mod compare;
mod event_pages;
mod events;
mod input;
mod inspect;
mod progress;
mod rows;
mod score;

pub use compare::compare;
pub use event_pages::EventPage;
pub use events::{EventSummary, EventTimings, EventsRequest, Grouped, brief_of, events};
pub use input::{Input, Loaded, load};
pub use inspect::{InspectDetail, inspect, inspect_among, learn_shared_lines};
pub use progress::{Progress, Stage};
pub use rows::{RowSummary, compare_rows};
pub use score::{
    ChangedCopies, Deduped, Estimate, ScoreRequest, ScoreSummary, Scored, SharedLineCounts,
    Timings, explain, score,
};
