//! Quotations: words in quotation marks, their speaker and cue.

mod finder;
mod marks;
mod speaker;
#[cfg(test)]
mod tests;

pub use finder::Quotation;
pub(super) use finder::find;
pub(super) use marks::stretches;
