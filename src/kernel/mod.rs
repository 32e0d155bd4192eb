//! The tight loops: bytes to word hashes, words to shingles, sorting of hashes.

mod simd;
mod sort;
mod windows;
mod words;

pub(crate) use simd::Level;
pub(crate) use sort::{SortScratch, sort_spread};
pub(crate) use words::{InvalidUtf8, Scratch, hash_short_word, hash_word};
