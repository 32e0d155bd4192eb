//! Which sentences of two articles say the same.

mod candidates;
mod content;
mod copies;
mod score;
mod sentences;

pub use candidates::{ComparedPair, compare_sentences};
pub use content::SentenceContent;
pub use score::{SentenceFeatures, SentenceModel};
pub use sentences::{AlignContext, AlignParams, Alignment, align};
