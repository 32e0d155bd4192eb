//! How two articles stand: copies by shared shingles, one event by what they tell.

mod features;

pub use features::EventFeatures;
