//! Terms: what words stand for in comparisons.

use super::{
    background::Background,
    document::{Shape, Term, Token},
    language::Language,
    tokenize::{for_each_word, shape_of},
};
use crate::{hash::hash64, span::TextRange};
use icu_normalizer::ComposingNormalizerBorrowed;
use rust_stemmers::Stemmer;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::{borrow::Cow, cell::RefCell};

/// Turns words into tokens and terms of one document.
pub(super) struct TermTable {
    forms: FormReader,
    terms: Vec<Term>,
    /// Term of a stem, by [`Term::key`].
    by_key: FxHashMap<u64, u32>,
    /// Term, hash and shape of a surface form by its hash, so that each form is read once.
    by_surface: FxHashMap<u64, (u32, u64, Shape)>,
}

/// Surface forms to set out for: an article has as many.
const N_FORMS: usize = 448;

impl TermTable {
    pub(super) fn new(language: Language) -> Self {
        Self {
            forms: FormReader {
                stemmer: language.stemmer(),
                background: Background::of(language),
                language,
            },
            terms: Vec::with_capacity(N_FORMS),
            by_key: FxHashMap::with_capacity_and_hasher(N_FORMS, FxBuildHasher),
            by_surface: FxHashMap::with_capacity_and_hasher(N_FORMS, FxBuildHasher),
        }
    }

    /// Appends the tokens of `range` of `text`.
    pub(super) fn tokenize(&mut self, text: &str, range: TextRange, tokens: &mut Vec<Token>) {
        for_each_word(text, range, |word_range| {
            let surface = word_range.of(text);
            let hash = hash64(surface.as_bytes());
            let (term_idx, word, shape) = match self.by_surface.get(&hash) {
                Some(&known) => known,
                None => self.add_surface(surface, hash),
            };
            tokens.push(Token { range: word_range, term_idx, word, shape });
        });
    }

    pub(super) fn into_terms(self) -> Vec<Term> {
        self.terms
    }

    fn add_surface(&mut self, surface: &str, hash: u64) -> (u32, u64, Shape) {
        let known = FORMS.with_borrow_mut(|cache| {
            let form = cache.form(surface, hash, &self.forms);
            let term_idx = *self.by_key.entry(form.term.key).or_insert_with(|| {
                self.terms.push(form.term.clone());
                u32::try_from(self.terms.len() - 1).expect("fewer terms than bytes")
            });
            (term_idx, form.word, form.shape)
        });
        self.by_surface.insert(hash, known);
        known
    }
}

/// What a surface form stands for in one language, whatever the document.
struct Form {
    word: u64,
    shape: Shape,
    term: Term,
}

/// Forms a thread keeps: the common words of a language and the names of the day, a few
/// megabytes at most. When full it starts anew.
const MAX_CACHED_FORMS: usize = 1 << 15;
/// Longest form kept: others hardly come again.
const MAX_CACHED_BYTES: usize = 32;

thread_local! {
    /// Most words of an article stood in the articles before, and stemming is the dearest
    /// step there is.
    static FORMS: RefCell<FormCache> = RefCell::default();
}

/// Forms of one language by surface. Holds only what [`FormReader::read`] gives, so that
/// results do not depend on what was read before.
#[derive(Default)]
struct FormCache {
    language: Option<Language>,
    /// Where in `forms` a surface is, by its hash.
    at: FxHashMap<u64, u32>,
    forms: Vec<Form>,
    /// The last form too long to keep.
    long: Option<Form>,
}

impl FormCache {
    fn form(&mut self, surface: &str, hash: u64, reader: &FormReader) -> &Form {
        if self.language != Some(reader.language) {
            self.clear();
            self.language = Some(reader.language);
        }
        if surface.len() > MAX_CACHED_BYTES {
            return self.long.insert(reader.read(surface));
        }
        let at = match self.at.get(&hash) {
            Some(&at) => at as usize,
            None => self.add(surface, hash, reader),
        };
        &self.forms[at]
    }

    fn add(&mut self, surface: &str, hash: u64, reader: &FormReader) -> usize {
        if self.forms.len() >= MAX_CACHED_FORMS {
            self.clear();
        }
        let at = self.forms.len();
        self.at.insert(hash, at as u32);
        self.forms.push(reader.read(surface));
        at
    }

    fn clear(&mut self) {
        self.at.clear();
        self.forms.clear();
    }
}

/// Reads surface forms of one language.
struct FormReader {
    stemmer: Option<Stemmer>,
    language: Language,
    background: Option<&'static Background>,
}

impl FormReader {
    fn read(&self, surface: &str) -> Form {
        let lower = fold(surface);
        let stem = self.stem(surface, &lower);
        let is_stop = !is_acronym(surface) && self.language.is_stop_word(&lower);
        let weight = match self.background {
            _ if is_stop => 0,
            Some(background) => background.weight(&stem),
            None => UNKNOWN_WEIGHT,
        };
        let key = hash64(stem.as_bytes());
        Form {
            word: hash64(lower.as_bytes()),
            shape: shape_of(surface),
            term: Term { stem: stem.into(), key, weight, is_stop },
        }
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

/// Appends the [folded](fold) form of a word.
pub(super) fn push_folded(surface: &str, out: &mut String) {
    if surface.is_ascii() {
        let first = out.len();
        out.push_str(surface);
        out[first..].make_ascii_lowercase();
    } else {
        out.push_str(&fold(surface));
    }
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
            let (idx, ..) = table.add_surface(surface, hash64(surface.as_bytes()));
            let term = &table.terms[idx as usize];
            assert_eq!((term.stem.as_str(), term.is_stop), (stem, is_stop), "{surface}");
            assert_eq!(term.weight == 0, is_stop, "{surface}");
        }
    }
}
