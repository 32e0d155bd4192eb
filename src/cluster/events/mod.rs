//! Articles grouped by the event they tell of, in whatever words.
//!
//! An article becomes a [`Brief`] of its telling terms; the briefs of a corpus become
//! [`Vectors`] with weights of this corpus; each article finds its [`Neighbours`]
//! by an inverted index within a time window; [`link`] joins by the average score of pairs, with
//! a low threshold; and [`split`](Vectors::split) parts what holds two look-alike events. Every
//! step is a function of its input alone, and scores are integers.

mod bisect;
mod brief;
mod candidates;
mod contrast;
mod features;
mod linkage;
mod model;
mod split;
mod vectors;

pub use brief::Brief;
pub use candidates::{Neighbours, Scratch};
pub use features::{PairFeatures, Seat};
pub use linkage::{Link, Scores, link};
pub use model::EventGroupModel;
pub use split::SplitFeatures;
pub use vectors::Vectors;
