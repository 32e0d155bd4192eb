//! The language of a text, and what depends on it: stemmer and stop words.

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashSet;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

/// An ISO 639-1 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Language([u8; 2]);

/// Fewer letters than this do not tell a language: both detectors are wrong on two words.
const MIN_LETTERS: usize = 24;
/// Bytes looked at; the head of an article tells its language.
const MAX_DETECTION_BYTES: usize = 2_048;

type StopWords = FxHashSet<&'static str>;

impl Language {
    pub(crate) const ENGLISH: Self = Self(*b"en");

    /// The language of a declared tag such as `en`, `en-GB` or `pt_BR`.
    pub(crate) fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        match *primary.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_lowercase(), b.to_ascii_lowercase()]))
            }
            _ => None,
        }
    }

    /// The language `text` is most probably written in; `None` if it is too short to tell.
    /// Cost: looks at the first 2 KB.
    pub(crate) fn detect(text: &str) -> Option<Self> {
        let head = &text[..text.floor_char_boundary(MAX_DETECTION_BYTES)];
        let n_letters = head.chars().filter(|c| c.is_alphabetic()).take(MIN_LETTERS).count();
        let has_dense_script =
            head.chars().any(|c| matches!(c, '\u{3040}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}'));
        if n_letters < MIN_LETTERS && !(has_dense_script && n_letters >= MIN_LETTERS / 4) {
            return None;
        }
        if head.chars().any(is_outside_whichlang) {
            return whatlang::detect_lang(head).and_then(|lang| Self::from_iso3(lang.code()));
        }
        Self::from_iso3(whichlang::detect_language(head).three_letter_code())
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("en")
    }

    pub(crate) fn is_english(self) -> bool {
        self == Self::ENGLISH
    }

    /// The Snowball stemmer of the language, if there is one.
    pub(crate) fn stemmer(self) -> Option<Stemmer> {
        let algorithm = match self.as_str() {
            "ar" => Algorithm::Arabic,
            "da" => Algorithm::Danish,
            "nl" => Algorithm::Dutch,
            "en" => Algorithm::English,
            "fi" => Algorithm::Finnish,
            "fr" => Algorithm::French,
            "de" => Algorithm::German,
            "el" => Algorithm::Greek,
            "hu" => Algorithm::Hungarian,
            "it" => Algorithm::Italian,
            "nb" | "nn" | "no" => Algorithm::Norwegian,
            "pt" => Algorithm::Portuguese,
            "ro" => Algorithm::Romanian,
            "ru" => Algorithm::Russian,
            "es" => Algorithm::Spanish,
            "sv" => Algorithm::Swedish,
            "ta" => Algorithm::Tamil,
            "tr" => Algorithm::Turkish,
            _ => return None,
        };
        Some(Stemmer::create(algorithm))
    }

    /// Whether `lower` is a function word. The lists are those of NLTK; single letters
    /// and bare endings ("'s", "t") count as function words everywhere.
    pub(crate) fn is_stop_word(self, lower: &str) -> bool {
        lower.len() == 1 && !lower.as_bytes()[0].is_ascii_digit()
            || self.stop_words().is_some_and(|words| words.contains(lower))
    }

    fn stop_words(self) -> Option<&'static StopWords> {
        static ENGLISH: LazyLock<StopWords> =
            LazyLock::new(|| stop_words_of("en").chain(MORE_ENGLISH.iter().copied()).collect());
        static OTHERS: LazyLock<Mutex<HashMap<Language, &'static StopWords>>> =
            LazyLock::new(Mutex::default);
        if self.is_english() {
            return Some(&ENGLISH);
        }
        let mut others = OTHERS.lock().ok()?;
        Some(
            *others
                .entry(self)
                .or_insert_with(|| Box::leak(Box::new(stop_words_of(self.as_str()).collect()))),
        )
    }

    fn from_iso3(code: &str) -> Option<Self> {
        ISO_CODES.iter().find(|(iso3, _)| *iso3 == code).and_then(|(_, iso1)| Self::from_tag(iso1))
    }
}

fn stop_words_of(code: &str) -> impl Iterator<Item = &'static str> {
    stop_words::lookup(code).unwrap_or_default().iter().copied()
}

/// Function words and newsroom filler that the general list lacks.
const MORE_ENGLISH: [&str; 31] = [
    "said",
    "says",
    "say",
    "also",
    "would",
    "could",
    "may",
    "might",
    "must",
    "shall",
    "one",
    "according",
    "told",
    "mr",
    "mrs",
    "ms",
    "dr",
    "upon",
    "per",
    "via",
    "amid",
    "among",
    "within",
    "without",
    "however",
    "though",
    "although",
    "since",
    "yet",
    "even",
    "us",
];

/// Letters of scripts, or of languages in a shared script, that whichlang has no class for.
fn is_outside_whichlang(c: char) -> bool {
    matches!(
        c,
        'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ'
            | '\u{0370}'..='\u{03FF}'
            | '\u{0530}'..='\u{05FF}'
            | '\u{0980}'..='\u{10FF}'
            | '\u{1780}'..='\u{17FF}'
    )
}

/// ISO 639-3 to 639-1 for what the detectors answer.
const ISO_CODES: [(&str, &str); 60] = [
    ("ara", "ar"),
    ("cmn", "zh"),
    ("deu", "de"),
    ("eng", "en"),
    ("fra", "fr"),
    ("hin", "hi"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("nld", "nl"),
    ("por", "pt"),
    ("rus", "ru"),
    ("spa", "es"),
    ("swe", "sv"),
    ("tur", "tr"),
    ("vie", "vi"),
    ("ukr", "uk"),
    ("bel", "be"),
    ("bul", "bg"),
    ("srp", "sr"),
    ("mkd", "mk"),
    ("ell", "el"),
    ("heb", "he"),
    ("yid", "yi"),
    ("hye", "hy"),
    ("kat", "ka"),
    ("tha", "th"),
    ("khm", "km"),
    ("mya", "my"),
    ("ben", "bn"),
    ("guj", "gu"),
    ("pan", "pa"),
    ("tam", "ta"),
    ("tel", "te"),
    ("kan", "kn"),
    ("mal", "ml"),
    ("ori", "or"),
    ("sin", "si"),
    ("mar", "mr"),
    ("nep", "ne"),
    ("urd", "ur"),
    ("pes", "fa"),
    ("dan", "da"),
    ("nob", "nb"),
    ("fin", "fi"),
    ("hun", "hu"),
    ("pol", "pl"),
    ("ces", "cs"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("hrv", "hr"),
    ("ron", "ro"),
    ("lit", "lt"),
    ("lav", "lv"),
    ("est", "et"),
    ("ind", "id"),
    ("cat", "ca"),
    ("afr", "af"),
    ("lat", "la"),
    ("epo", "eo"),
];

/// The stem of an English word in lower case, as terms of English documents have it; words
/// that are no words (figures, acronyms) are another matter.
pub(crate) fn stem_english(word: &str) -> String {
    Stemmer::create(Algorithm::English).stem(word).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart_or_left_open() {
        for (text, code) in [
            ("The ferry left the harbour shortly before the storm broke.", Some("en")),
            ("Die Fähre verließ den Hafen kurz vor dem Sturm.", Some("de")),
            ("Le bac a quitté le port peu avant la tempête.", Some("fr")),
            ("Паром вышел из порта незадолго до шторма.", Some("ru")),
            ("Пором вийшов із порту незадовго до початку шторму.", Some("uk")),
            ("渡轮在暴风雨来临前不久离开了港口。", Some("zh")),
            ("Το πλοίο έφυγε από το λιμάνι πριν από την καταιγίδα.", Some("el")),
            ("Two words", None),
            ("", None),
        ] {
            let found = Language::detect(text);
            assert_eq!(found.as_ref().map(Language::as_str), code, "{text}");
        }
    }

    #[test]
    fn tags_are_cut_to_their_language() {
        for (tag, code) in [
            ("en-GB", Some("en")),
            ("pt_BR", Some("pt")),
            ("EN", Some("en")),
            ("", None),
            ("english", None),
        ] {
            assert_eq!(Language::from_tag(tag).as_ref().map(Language::as_str), code, "{tag}");
        }
    }
}
