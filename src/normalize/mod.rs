//! Article to document: boilerplate, language, sentences, words, stems, shingles.

mod document;

pub use document::{Document, RemovalReason, Removed, Sentence, Shape, Term, Token};
