//! Article to document: boilerplate, language, sentences, words, stems, shingles.

mod background;
mod boilerplate;
mod document;
mod language;
mod list_marker;
mod news;
mod normalizer;
mod plain;
mod sentence;
mod shingle;
mod shingler;
mod term;
#[cfg(test)]
mod tests;
mod tokenize;

pub use background::Background;
pub use document::{Document, RemovalReason, Removed, Sentence, Shape, Term, Token};
pub(crate) use news::{fold_word, kept_words};
pub use normalizer::{NormalizeParams, Normalizer, normalize, split_sentences};
pub use shingle::{ShingleSet, ShingleUnit, Shingling, shingles};
pub(crate) use shingler::ArticleShingler;
