//! How two articles stand: copies by shared shingles, one event by what they tell.

mod analysis;
mod event_score;
mod evidence;
mod facts;
mod features;
mod relation;
mod told;
mod word_diff;

pub use analysis::Analysis;
pub(crate) use event_score::date_term;
pub use event_score::{EventModel, LinearScore};
pub use evidence::Evidence;
pub use facts::{ChangedFact, changed_facts};
pub use features::EventFeatures;
pub use relation::{RelateParams, Relation, RelationKind, relate, relate_counts};
