//! What is known of single words: word lists read once from data tables.
//!
//! A table is found by language; a language without one gets an empty lexicon, under which
//! the rules that need no words (figures, capitals) still work.

pub(super) use crate::table::lines;
use crate::{hash::hash64, table};
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::LazyLock,
};

/// Keys are XXH3 hashes already; hashing them again would be waste.
#[derive(Default)]
pub(super) struct HashedKey(u64);

impl Hasher for HashedKey {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash64(bytes);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A map from word hashes ([`crate::normalize::Token::word`]).
pub(super) type WordMap<V> = HashMap<u64, V, BuildHasherDefault<HashedKey>>;

/// Classes a word belongs to, as the names in `classes.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Determiner,
    Article,
    Preposition,
    Conjunction,
    Auxiliary,
    Adverb,
    Relative,
    Pronoun,
    Through,
    Be,
    Have,
    Month,
    Weekday,
    TimeUnit,
    Clock,
    DayPart,
    YearBefore,
    Label,
    Street,
    ScoreNoun,
    ScoreVerb,
    Plural,
    NotPlural,
    NotParticiple,
    Participle,
    Verb,
    Say,
    Change,
    Weigh,
    NotHead,
    Partitive,
    Negator,
    /// Words after which "over" is no hedge: "control over four towns".
    OverNoun,
    /// Adverbs before an adjective: "very".
    Intensifier,
    /// Nouns and adjectives that end as adverbs do: "family".
    NotAdverb,
    /// Verbs of other classes that are no plural noun: "takes".
    ThirdPerson,
    /// Plural nouns that are verbs of speech or thought too: "suspects".
    ThirdNoun,
    /// Prepositions before what narrows a count: "in the city".
    Narrowing,
}

const CLASS_NAMES: &[(&str, Class)] = &[
    ("determiner", Class::Determiner),
    ("article", Class::Article),
    ("preposition", Class::Preposition),
    ("conjunction", Class::Conjunction),
    ("auxiliary", Class::Auxiliary),
    ("adverb", Class::Adverb),
    ("relative", Class::Relative),
    ("pronoun", Class::Pronoun),
    ("through", Class::Through),
    ("be", Class::Be),
    ("have", Class::Have),
    ("month", Class::Month),
    ("weekday", Class::Weekday),
    ("timeunit", Class::TimeUnit),
    ("clock", Class::Clock),
    ("daypart", Class::DayPart),
    ("year-before", Class::YearBefore),
    ("label", Class::Label),
    ("street", Class::Street),
    ("score-noun", Class::ScoreNoun),
    ("score-verb", Class::ScoreVerb),
    ("plural", Class::Plural),
    ("plural-not", Class::NotPlural),
    ("not-ed", Class::NotParticiple),
    ("participle", Class::Participle),
    ("verb", Class::Verb),
    ("say", Class::Say),
    ("change", Class::Change),
    ("weigh", Class::Weigh),
    ("not-head", Class::NotHead),
    ("partitive", Class::Partitive),
    ("negator", Class::Negator),
    ("over-noun", Class::OverNoun),
    ("intensifier", Class::Intensifier),
    ("adverb-not", Class::NotAdverb),
    ("third-person", Class::ThirdPerson),
    ("third-noun", Class::ThirdNoun),
    ("narrowing", Class::Narrowing),
];

/// What sort of number word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberWord {
    /// zero … nineteen.
    Unit,
    /// twenty … ninety.
    Ten,
    /// hundred, million, dozen.
    Scale,
    /// hundreds, dozens: a size, not a value.
    Vague,
    /// first, second, third.
    Ordinal,
    /// several, few: makes a scale vague.
    Few,
    /// couple.
    Couple,
}

/// A unit or currency and the factor to its base.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Unit {
    /// Canonical name.
    pub name: &'static str,
    /// Base units in one of these.
    pub factor: f64,
}

/// All that is known of one word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    classes: u64,
    /// Value as a number word.
    pub number: Option<(NumberWord, f64)>,
    /// Denominator, as in "thirds".
    pub part: Option<f64>,
    /// As a unit of measure.
    pub unit: Option<Unit>,
    /// As a currency.
    pub currency: Option<Unit>,
    /// What happens to those counted, if this word says it.
    pub predicate: Option<&'static str>,
}

impl Entry {
    /// Whether a number in words can start with the word: a number, a fraction, an article.
    pub(super) fn opens_number(&self) -> bool {
        self.number.is_some() || self.part.is_some() || self.is(Class::Article)
    }

    /// Whether the word is of one of `classes`.
    #[inline]
    pub(super) fn is_any(&self, classes: &[Class]) -> bool {
        self.classes & classes.iter().fold(0, |set, &class| set | 1 << class as u64) != 0
    }

    /// Whether the word is of `class`.
    #[inline]
    pub(super) fn is(&self, class: Class) -> bool {
        self.classes & (1 << class as u64) != 0
    }
}

/// Where a hedging phrase stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

/// A phrase that hedges a figure.
#[derive(Debug)]
pub(super) struct BoundPhrase {
    /// As named in the table.
    pub bound: &'static str,
    pub side: Side,
    /// Hashes of its words, in order.
    pub words: Vec<u64>,
}

/// The word tables of one language.
#[derive(Default)]
pub(super) struct Lexicon {
    entries: WordMap<Entry>,
    /// Phrases by their word next to the figure, longest first.
    bounds: WordMap<Vec<BoundPhrase>>,
    symbols: HashMap<&'static str, Unit>,
}

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(Lexicon::english);
static EMPTY: LazyLock<Lexicon> = LazyLock::new(Lexicon::without_words);
/// What is known of a word of no table.
pub(super) static NOTHING: Entry =
    Entry { classes: 0, number: None, part: None, unit: None, currency: None, predicate: None };

const CURRENCIES: &str = include_str!("data/en/currencies.txt");

/// The value of an English number word below a hundred ("seven", "forty") in lower case. Cost: a
/// look-up.
#[must_use]
pub fn small_number(word: &str) -> Option<f64> {
    match ENGLISH.entry(hash64(word.as_bytes())).number {
        Some((NumberWord::Unit | NumberWord::Ten, value)) => Some(value),
        _ => None,
    }
}

impl Lexicon {
    /// The lexicon for a language, `None` standing for a text too short to tell.
    pub(super) fn of(language: Option<&str>) -> &'static Self {
        match language {
            None | Some("en") => &ENGLISH,
            Some(_) => &EMPTY,
        }
    }

    /// Hashes of all its words.
    pub(super) fn words(&self) -> impl Iterator<Item = u64> {
        self.entries.keys().copied()
    }

    /// What is known of the word with this hash.
    pub(super) fn entry(&'static self, word: u64) -> &'static Entry {
        self.entries.get(&word).unwrap_or(&NOTHING)
    }

    /// Hedging phrases whose word next to the figure is `word`, longest first.
    pub(super) fn bounds(&self, word: u64) -> &[BoundPhrase] {
        self.bounds.get(&word).map_or(&[], Vec::as_slice)
    }

    /// The currency of a symbol such as `$`, `£` or `a$`.
    pub(super) fn symbol(&self, symbol: &str) -> Option<Unit> {
        self.symbols.get(symbol).copied()
    }

    fn english() -> Self {
        let mut lexicon = Self::without_words();
        lexicon.read_classes(include_str!("data/en/classes.txt"));
        lexicon.read_numbers(include_str!("data/en/numbers.txt"));
        lexicon.read_units(include_str!("data/en/units.txt"));
        lexicon.read_currencies(CURRENCIES);
        lexicon.read_predicates(include_str!("data/en/predicates.txt"));
        lexicon.read_bounds(include_str!("data/en/bounds.txt"));
        lexicon
    }

    /// Symbols of currencies are the same in every language.
    fn without_words() -> Self {
        let mut lexicon = Self::default();
        for (name, factor, words) in unit_lines(CURRENCIES) {
            let unit = Unit { name, factor };
            let is_symbol = |word: &&str| !word.bytes().all(|b| b.is_ascii_alphabetic());
            lexicon.symbols.extend(words.filter(is_symbol).map(|word| (word, unit)));
        }
        lexicon
    }

    fn entry_mut(&mut self, word: &str) -> &mut Entry {
        self.entries.entry(hash64(word.as_bytes())).or_default()
    }

    fn read_classes(&mut self, classes: &'static str) {
        for (name, words) in lines(classes).filter_map(|line| line.split_once(':')) {
            let Some((_, class)) = CLASS_NAMES.iter().find(|(known, _)| *known == name) else {
                continue;
            };
            for word in table::words(words) {
                self.entry_mut(word).classes |= 1 << *class as u64;
            }
        }
    }

    fn read_numbers(&mut self, table: &'static str) {
        for line in lines(table) {
            let mut fields = line.split_whitespace();
            let (Some(kind), Some(value)) = (fields.next(), fields.next()) else { continue };
            let value: f64 = value.parse().expect("numbers.txt has a value in each line");
            for word in fields {
                let entry = self.entry_mut(word);
                match kind {
                    "part" => entry.part = Some(value),
                    "unit" => entry.number = Some((NumberWord::Unit, value)),
                    "ten" => entry.number = Some((NumberWord::Ten, value)),
                    "scale" => entry.number = Some((NumberWord::Scale, value)),
                    "vague" => entry.number = Some((NumberWord::Vague, value)),
                    "ordinal" => entry.number = Some((NumberWord::Ordinal, value)),
                    "few" => entry.number = Some((NumberWord::Few, value)),
                    _ => entry.number = Some((NumberWord::Couple, value)),
                }
            }
        }
    }

    fn read_units(&mut self, table: &'static str) {
        for (name, factor, words) in unit_lines(table) {
            for word in words {
                self.entry_mut(word).unit = Some(Unit { name, factor });
            }
        }
    }

    fn read_currencies(&mut self, table: &'static str) {
        for (name, factor, words) in unit_lines(table) {
            for word in words.filter(|word| word.bytes().all(|b| b.is_ascii_alphabetic())) {
                self.entry_mut(word).currency = Some(Unit { name, factor });
            }
        }
    }

    fn read_predicates(&mut self, predicates: &'static str) {
        for (predicate, words) in lines(predicates).filter_map(|line| line.split_once(':')) {
            for word in table::words(words) {
                self.entry_mut(word).predicate = Some(predicate);
            }
        }
    }

    fn read_bounds(&mut self, table: &'static str) {
        for line in lines(table) {
            let mut fields = line.split_whitespace();
            let (Some(bound), Some(side)) = (fields.next(), fields.next()) else { continue };
            let side = if side == "before" { Side::Before } else { Side::After };
            let words: Vec<u64> = fields.map(|word| hash64(word.as_bytes())).collect();
            let key = if side == Side::Before { words.last() } else { words.first() };
            let Some(&key) = key else { continue };
            let phrases = self.bounds.entry(key).or_default();
            phrases.push(BoundPhrase { bound, side, words });
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
    }
}
/// Lines of the form `name factor word word …`.
fn unit_lines(
    table: &'static str,
) -> impl Iterator<Item = (&'static str, f64, std::str::SplitWhitespace<'static>)> {
    lines(table).filter_map(|line| {
        let mut fields = line.split_whitespace();
        let name = fields.next()?;
        let factor = fields.next()?.parse().ok()?;
        Some((name, factor, fields))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_line_is_known() {
        for line in lines(include_str!("data/en/classes.txt")) {
            let (name, words) = line.split_once(':').unwrap();
            assert!(CLASS_NAMES.iter().any(|(known, _)| *known == name), "{name}");
            assert!(words.split_whitespace().all(|w| w.to_lowercase() == w), "{name}");
        }
    }

    #[test]
    fn tables_are_read() {
        let lexicon = Lexicon::of(Some("en"));
        let entry = |word: &str| lexicon.entry(hash64(word.as_bytes()));
        assert!(entry("april").is(Class::Month) && !entry("april").is(Class::Verb));
        assert_eq!(entry("million").number, Some((NumberWord::Scale, 1e6)));
        assert_eq!(entry("thirds").part, Some(3.0));
        assert_eq!(entry("miles").unit.map(|u| u.name), Some("m"));
        assert_eq!(entry("euros").currency.map(|u| u.name), Some("EUR"));
        assert_eq!(entry("dead").predicate, Some("kill"));
        assert_eq!(lexicon.symbol("$").map(|u| u.name), Some("USD"));
        assert!(lexicon.bounds(hash64(b"than")).iter().any(|p| p.bound == "at-least"));
        assert!(Lexicon::of(Some("fr")).entry(hash64(b"million")).number.is_none());
    }
}
