//! Places, nationalities, given names and the words names are made of.

use crate::{
    hash::hash64,
    mention::{
        lexicon::{WordMap, lines},
        words::{Words, key_of},
    },
    normalize::Shape,
    table,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::{ops::Range, sync::LazyLock};

/// What a word does in names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Ends a title: "president".
    TitleHead,
    /// Stands in a title before its head: "vice".
    TitleModifier,
    /// Ends the name of an organisation: "ministry".
    OrgSuffix,
    /// Takes "of" or "for" in the name of an organisation: "bank".
    OrgHead,
    /// Part of a state's machinery, split from a country before it: "embassy".
    Official,
    /// Ends the name of a place: "river".
    PlaceSuffix,
    /// Opens the name of a place: "lake".
    PlacePrefix,
    /// A given name.
    GivenName,
    /// Nearly always in lower case in news.
    Ordinary,
    /// In lower case more often than not.
    Common,
    /// A creed, a party, a part of a country.
    Affiliation,
    /// Capitals that name nothing: "TV".
    PlainAcronym,
    /// Ends the name of an event, a law, a work: "war".
    Event,
    /// Opens the name of an event: "hurricane".
    EventOpener,
}

/// How far up a place stands: two of one level lie beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Country,
    /// Part of a country.
    State,
    City,
    /// Lies across others: a continent, a sea, a quarter.
    Region,
}

impl Level {
    fn from_name(name: &str) -> Self {
        match name {
            "country" => Self::Country,
            "state" => Self::State,
            "city" => Self::City,
            _ => Self::Region,
        }
    }
}

/// The name tables of one language.
#[derive(Default)]
pub(super) struct Gazetteer {
    roles: WordMap<u16>,
    /// Canonical form by key of a spelling.
    places: WordMap<&'static str>,
    levels: FxHashMap<&'static str, Level>,
    /// Institutions by key.
    institutions: FxHashSet<u64>,
    countries: WordMap<&'static str>,
    /// Two-word nationalities by key.
    long_countries: WordMap<&'static str>,
}

static ENGLISH: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::english);
static EMPTY: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::without_words);

const PLACES: &str = include_str!("../data/en/places.txt");
const ORDINARY: &str = include_str!("../data/en/ordinary.txt");
/// Bytes a word of [`ORDINARY`] takes on average, its space included, rounded down.
const MEAN_WORD_BYTES: usize = 9;
const INSTITUTIONS: &str = include_str!("../data/en/institutions.txt");

impl Gazetteer {
    /// The tables for a language, `None` standing for a text too short to tell.
    pub(super) fn of(language: Option<&str>) -> &'static Self {
        match language {
            None | Some("en") => &ENGLISH,
            Some(_) => &EMPTY,
        }
    }

    /// Whether the word with this hash plays `role`.
    pub(super) fn is(&self, word: u64, role: Role) -> bool {
        self.roles.get(&word).is_some_and(|roles| roles & (1 << role as u16) != 0)
    }

    /// The form used for the place that the words in `range` name. Short forms such as
    /// "Mo." need their full stop.
    pub(super) fn place(&self, words: &Words<'_>, range: Range<usize>) -> Option<&'static str> {
        let is_short = range.len() == 1
            && words.word(range.start).len() <= 3
            && words.shape(range.start) == Some(Shape::Capitalised)
            && !words.gap(range.end).starts_with('.');
        if is_short { None } else { self.places.get(&words.key(range)).copied() }
    }

    /// Of what level a place is, by the form of the table.
    pub(super) fn level(&self, place: &str) -> Option<Level> {
        self.levels.get(place).copied()
    }

    /// Whether the words in `range` name a known institution.
    pub(super) fn is_institution(&self, words: &Words<'_>, range: Range<usize>) -> bool {
        self.institutions.contains(&words.key(range))
    }

    /// The country of a nationality word.
    pub(super) fn country(&self, word: u64) -> Option<&'static str> {
        self.countries.get(&word).copied()
    }

    /// The country of a nationality in two words ("South Korean").
    pub(super) fn long_country(
        &self,
        words: &Words<'_>,
        range: Range<usize>,
    ) -> Option<&'static str> {
        if range.len() == 2 { self.long_countries.get(&words.key(range)).copied() } else { None }
    }

    fn english() -> Self {
        let mut tables = Self::without_words();
        tables.read_sections(
            include_str!("../data/en/titles.txt"),
            &[("head", Role::TitleHead), ("modifier", Role::TitleModifier)],
        );
        tables.read_sections(
            include_str!("../data/en/organisations.txt"),
            &[("suffix", Role::OrgSuffix), ("head", Role::OrgHead), ("official", Role::Official)],
        );
        tables.read_sections(
            include_str!("../data/en/place_words.txt"),
            &[("suffix", Role::PlaceSuffix), ("prefix", Role::PlacePrefix)],
        );
        tables.read_sections(
            include_str!("../data/en/name_words.txt"),
            &[
                ("affiliation", Role::Affiliation),
                ("acronym", Role::PlainAcronym),
                ("event", Role::Event),
                ("opener", Role::EventOpener),
            ],
        );
        tables.read_words(include_str!("../data/en/given_names.txt"), Role::GivenName);
        tables.roles.reserve(ORDINARY.len() / MEAN_WORD_BYTES);
        tables.read_words(ORDINARY, Role::Ordinary);
        tables.read_words(include_str!("../data/en/common.txt"), Role::Common);
        tables.institutions = lines(INSTITUTIONS).map(key_of).collect();
        tables.read_demonyms(include_str!("../data/en/demonyms.txt"));
        tables
    }

    /// Names of places are looked up in every language.
    fn without_words() -> Self {
        let mut tables = Self::default();
        let mut level = Level::Region;
        for line in lines(PLACES) {
            if let Some(name) = line.strip_prefix('@') {
                level = Level::from_name(name.trim());
                continue;
            }
            let mut spellings = line.split('|').map(str::trim);
            let Some(form) = spellings.next() else { continue };
            tables.levels.insert(form, level);
            tables.places.insert(key_of(form), form);
            tables.places.extend(spellings.map(|spelling| (key_of(spelling), form)));
        }
        tables
    }

    fn read_sections(&mut self, table: &'static str, sections: &[(&str, Role)]) {
        for (name, words) in lines(table).filter_map(|line| line.split_once(':')) {
            if let Some((_, role)) = sections.iter().find(|(known, _)| *known == name) {
                self.read_words(words, *role);
            }
        }
    }

    fn read_words(&mut self, words: &'static str, role: Role) {
        for word in lines(words).flat_map(table::words) {
            *self.roles.entry(hash64(word.as_bytes())).or_default() |= 1 << role as u16;
        }
    }

    fn read_demonyms(&mut self, demonyms: &'static str) {
        for (country, words) in lines(demonyms).filter_map(|line| line.split_once(':')) {
            for word in table::words(words) {
                if word.contains('-') {
                    self.long_countries.insert(key_of(word), country);
                    self.long_countries.insert(key_of(&format!("{word}s")), country);
                } else {
                    self.countries.insert(hash64(word.as_bytes()), country);
                    self.countries.insert(hash64(format!("{word}s").as_bytes()), country);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_one_form() {
        let tables = Gazetteer::of(Some("en"));
        for spelling in ["US", "U.S", "United States", "USA"] {
            assert_eq!(tables.places.get(&key_of(spelling)), Some(&"United States"), "{spelling}");
        }
        assert_eq!(tables.country(hash64(b"norwegians")), Some("Norway"));
        assert_eq!(tables.long_countries.get(&key_of("South Korean")), Some(&"South Korea"));
        assert!(tables.is(hash64(b"president"), Role::TitleHead));
        assert!(tables.is(hash64(b"officials"), Role::Ordinary));
    }
}
