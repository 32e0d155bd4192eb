//! Places, nationalities, given names and the words names are made of.

use crate::{
    hash::hash64,
    mention::{
        lexicon::{WordMap, lines},
        words::{Words, hashes_of, key_of},
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
    /// In lower case before a surname: "van".
    Particle,
    /// Written with a full stop before a name: "St".
    ShortForm,
    /// Written with a full stop at the end of a name: "Jr".
    ShortEnding,
    /// With a capital in titles of laws and works only: "of".
    SmallWord,
    /// A small word that "All" follows: "for".
    BeforeAll,
    /// "all".
    All,
    /// Ends the name of a law: "act".
    Law,
    /// Stands before a day of the week: "Easter".
    Feast,
    /// Takes "of" in a name: "gulf".
    TakesOf,
    /// An office that takes "of": "secretary".
    Office,
    /// What an office is of: "defence".
    Field,
    /// After a name says that it is a body of people: "party".
    Organised,
    /// Modifies a title and is no part of a name without one: "former".
    Loose,
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
pub(in crate::mention) struct Gazetteer {
    roles: WordMap<Roles>,
    /// Canonical form by key of a spelling.
    places: WordMap<&'static str>,
    levels: FxHashMap<&'static str, Level>,
    /// Institutions by key.
    institutions: FxHashSet<u64>,
    countries: WordMap<&'static str>,
    /// Two-word nationalities by key.
    long_countries: WordMap<&'static str>,
    /// Places of one word, by its hash.
    short_places: WordMap<&'static str>,
    /// First words of the places, institutions and nationalities of several words.
    openers: FxHashSet<u64>,
}

/// A set of roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(in crate::mention) struct Roles(u32);

impl Roles {
    /// Whether `role` is one of them.
    #[inline]
    pub(super) fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u16) != 0
    }
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
    pub(in crate::mention) fn of(language: Option<&str>) -> &'static Self {
        match language {
            None | Some("en") => &ENGLISH,
            Some(_) => &EMPTY,
        }
    }

    /// Hashes of all words that something is known of.
    pub(in crate::mention) fn words(&self) -> impl Iterator<Item = u64> {
        let known = self.roles.keys().chain(self.countries.keys()).chain(self.short_places.keys());
        known.chain(&self.openers).copied()
    }

    /// What the word with this hash does in names.
    pub(in crate::mention) fn roles(&self, word: u64) -> Roles {
        self.roles.get(&word).copied().unwrap_or_default()
    }

    /// The form used for the place that the word with this hash names.
    pub(in crate::mention) fn place_in_a_word(&self, word: u64) -> Option<&'static str> {
        self.short_places.get(&word).copied()
    }

    /// Whether a name of several words starts with the word with this hash.
    pub(in crate::mention) fn opens_name(&self, word: u64) -> bool {
        self.openers.contains(&word)
    }

    /// The form used for the place that the words in `range` name. Short forms such as
    /// "Mo." need their full stop.
    pub(super) fn place(&self, words: &Words<'_>, range: Range<usize>) -> Option<&'static str> {
        let is_short = range.len() == 1
            && words.word(range.start).len() <= 3
            && words.shape(range.start) == Some(Shape::Capitalised)
            && !words.gap(range.end).starts_with('.');
        match words.known(range.start)? {
            _ if is_short => None,
            known if range.len() == 1 => known.place,
            known if known.opens_name => self.places.get(&words.key(range)).copied(),
            _ => None,
        }
    }

    /// Of what level a place is, by the form of the table.
    pub(super) fn level(&self, place: &str) -> Option<Level> {
        self.levels.get(place).copied()
    }

    /// Whether the words in `range` name a known institution.
    pub(super) fn is_institution(&self, words: &Words<'_>, range: Range<usize>) -> bool {
        let may_be = words.known(range.start).is_some_and(|known| known.opens_name);
        may_be && self.institutions.contains(&words.key(range))
    }

    /// The country of a nationality word.
    pub(in crate::mention) fn country(&self, word: u64) -> Option<&'static str> {
        self.countries.get(&word).copied()
    }

    /// The country of a nationality in two words ("South Korean").
    pub(super) fn long_country(
        &self,
        words: &Words<'_>,
        range: Range<usize>,
    ) -> Option<&'static str> {
        let may_be = range.len() == 2 && words.known(range.start)?.opens_name;
        if may_be { self.long_countries.get(&words.key(range)).copied() } else { None }
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
                ("particle", Role::Particle),
                ("short", Role::ShortForm),
                ("ending", Role::ShortEnding),
                ("small", Role::SmallWord),
                ("before-all", Role::BeforeAll),
                ("all", Role::All),
                ("law", Role::Law),
                ("feast", Role::Feast),
                ("takes-of", Role::TakesOf),
                ("office", Role::Office),
                ("field", Role::Field),
                ("organised", Role::Organised),
                ("loose", Role::Loose),
            ],
        );
        tables.read_words(include_str!("../data/en/given_names.txt"), Role::GivenName);
        tables.roles.reserve(ORDINARY.len() / MEAN_WORD_BYTES);
        tables.read_words(ORDINARY, Role::Ordinary);
        tables.read_words(include_str!("../data/en/common.txt"), Role::Common);
        tables.institutions = lines(INSTITUTIONS).map(key_of).collect();
        tables.openers.extend(lines(INSTITUTIONS).map(|name| hashes_of(name)[0]));
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
            tables.add_place(form, form);
            spellings.for_each(|spelling| tables.add_place(spelling, form));
        }
        tables
    }

    fn add_place(&mut self, spelling: &'static str, form: &'static str) {
        self.places.insert(key_of(spelling), form);
        match hashes_of(spelling)[..] {
            [word] => {
                self.short_places.insert(word, form);
            }
            [first, ..] => {
                self.openers.insert(first);
            }
            [] => {}
        }
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
            self.roles.entry(hash64(word.as_bytes())).or_default().0 |= 1 << role as u16;
        }
    }

    fn read_demonyms(&mut self, demonyms: &'static str) {
        for (country, words) in lines(demonyms).filter_map(|line| line.split_once(':')) {
            for word in table::words(words) {
                if word.contains('-') {
                    self.openers.insert(hashes_of(word)[0]);
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
        assert!(tables.roles(hash64(b"president")).has(Role::TitleHead));
        assert!(tables.roles(hash64(b"officials")).has(Role::Ordinary));
    }
}
