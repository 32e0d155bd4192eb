//! Article to document: boilerplate, language, sentences, words, stems, shingles.

mod background;
mod boilerplate;
mod document;
mod language;
mod list_marker;
mod normalizer;
mod sentence;
mod shingle;
mod term;
#[cfg(test)]
mod tests;
mod tokenize;

pub use background::Background;
pub use document::{Document, RemovalReason, Removed, Sentence, Shape, Term, Token};
pub use normalizer::{NormalizeParams, Normalizer, normalize};
pub use shingle::{ShingleSet, ShingleUnit, Shingling, shingles};
