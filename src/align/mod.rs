//! Which sentences of two articles say the same.

mod score;
mod sentences;

pub use score::{SentenceFeatures, SentenceModel};
pub use sentences::{AlignContext, AlignParams, Alignment, align};
