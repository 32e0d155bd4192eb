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
mod shared_line;
mod shingle;
mod shingler;
mod term;
#[cfg(test)]
mod tests;
mod tokenize;
mod word;

pub use background::Background;
pub(crate) use background::log2_ratio;
pub use document::{Document, RemovalReason, Removed, Sentence, Shape, Term, Token};
pub(crate) use language::stem_english;
pub(crate) use news::{fold_word, kept_words};
pub use normalizer::{
    NormalizeParams, Normalizer, normalize, normalize_among, normalize_paragraphs, split_sentences,
};
pub(crate) use shared_line::LineSurvey;
pub use shared_line::SharedLines;
pub use shingle::{ShingleSet, ShingleUnit, Shingling, shingles};
pub(crate) use shingler::ArticleShingler;
