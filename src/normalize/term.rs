//! Terms: what words stand for in comparisons.

use super::{
    background::Background,
    document::{Term, Token},
    language::Language,
    tokenize::{for_each_word, shape_of},
};
use crate::{hash::hash64, span::TextRange};
use icu_normalizer::ComposingNormalizerBorrowed;
use rust_stemmers::Stemmer;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Turns words into tokens and terms of one document.
pub(super) struct TermTable {
    stemmer: Option<Stemmer>,
    language: Language,
    background: Option<&'static Background>,
    terms: Vec<Term>,
    /// Term of a stem.
    by_stem: FxHashMap<String, u32>,
    /// Term and hash of a surface form, so that each form is stemmed once.
    by_surface: FxHashMap<String, (u32, u64)>,
}

impl TermTable {
    pub(super) fn new(language: Language) -> Self {
        Self {
            stemmer: language.stemmer(),
            background: Background::of(language),
            language,
            terms: Vec::new(),
            by_stem: FxHashMap::default(),
            by_surface: FxHashMap::default(),
        }
    }

    /// Appends the tokens of `range` of `text`.
    pub(super) fn tokenize(&mut self, text: &str, range: TextRange, tokens: &mut Vec<Token>) {
        for_each_word(text, range, |word_range| {
            let surface = word_range.of(text);
            let (term_idx, word) = match self.by_surface.get(surface) {
                Some(&known) => known,
                None => self.add_surface(surface),
            };
            tokens.push(Token { range: word_range, term_idx, word, shape: shape_of(surface) });
        });
    }

    pub(super) fn into_terms(self) -> Vec<Term> {
        self.terms
    }

    fn add_surface(&mut self, surface: &str) -> (u32, u64) {
        let lower = fold(surface);
        let word = hash64(lower.as_bytes());
        let stem = self.stem(surface, &lower);
        let is_stop = !is_acronym(surface) && self.language.is_stop_word(&lower);
        let term_idx = self.add_term(stem, is_stop);
        self.by_surface.insert(surface.to_owned(), (term_idx, word));
        (term_idx, word)
    }

    fn stem(&self, surface: &str, lower: &str) -> String {
        if is_acronym(surface) {
            return surface.chars().filter(|&c| c != '.').collect();
        }
        if lower.starts_with(|c: char| c.is_numeric()) {
            return lower.chars().filter(|&c| c != ',').collect();
        }
        if self.language.is_english()
            && let Some(figure) = small_number(lower)
        {
            return figure.to_owned();
        }
        match &self.stemmer {
            Some(stemmer) => stemmer.stem(lower).into_owned(),
            None => lower.to_owned(),
        }
    }

    fn add_term(&mut self, stem: String, is_stop: bool) -> u32 {
        if let Some(&idx) = self.by_stem.get(&stem) {
            return idx;
        }
        let idx = u32::try_from(self.terms.len()).expect("fewer terms than bytes");
        let weight = match self.background {
            _ if is_stop => 0,
            Some(background) => background.weight(&stem),
            None => UNKNOWN_WEIGHT,
        };
        let key = hash64(stem.as_bytes());
        self.by_stem.insert(stem.clone(), idx);
        self.terms.push(Term { stem, key, weight, is_stop });
        idx
    }
}

/// Weight of every term of a language without a background table: 6 bits, a middling word.
const UNKNOWN_WEIGHT: u32 = 6 * 256;

/// Longest acronym: longer words in capitals are shouted, not abbreviated.
const MAX_ACRONYM_LETTERS: usize = 5;

/// Whether capitals are what tells this word from another ("US", "WHO", "U.K").
fn is_acronym(surface: &str) -> bool {
    let n_letters = surface.bytes().filter(|b| *b != b'.').count();
    (2..=MAX_ACRONYM_LETTERS).contains(&n_letters)
        && surface.bytes().all(|b| b.is_ascii_uppercase() || b == b'.')
}

/// Lower case, compatibility forms composed (NFKC), straight apostrophes.
pub(super) fn fold(surface: &str) -> Cow<'_, str> {
    if surface.is_ascii() {
        return if surface.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(surface.to_ascii_lowercase())
        } else {
            Cow::Borrowed(surface)
        };
    }
    let normalised = ComposingNormalizerBorrowed::new_nfkc().normalize(surface);
    let folded = normalised.chars().filter(|&c| c != '\u{00AD}').flat_map(char::to_lowercase);
    Cow::Owned(folded.map(|c| if c == '’' { '\'' } else { c }).collect())
}

/// Small numbers are written as words or figures by house style alone. "One" stays a
/// word: it is a pronoun as often as a number.
fn small_number(lower: &str) -> Option<&'static str> {
    const WORDS: [(&str, &str); 11] = [
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
        ("ten", "10"),
        ("eleven", "11"),
        ("twelve", "12"),
    ];
    WORDS.iter().find(|(word, _)| *word == lower).map(|(_, figure)| *figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_of_words() {
        let mut table = TermTable::new(Language::ENGLISH);
        for (surface, stem, is_stop) in [
            ("Talks", "talk", false),
            ("US", "US", false),
            ("U.S", "US", false),
            ("us", "us", true),
            ("1,500", "1500", false),
            ("five", "5", false),
            ("The", "the", true),
            ("negotiations", "negoti", false),
            ("ﬁre", "fire", false),
            ("UKRAINE", "ukrain", false),
        ] {
            let (idx, _) = table.add_surface(surface);
            let term = &table.terms[idx as usize];
            assert_eq!((term.stem.as_str(), term.is_stop), (stem, is_stop), "{surface}");
            assert_eq!(term.weight == 0, is_stop, "{surface}");
        }
    }
}
