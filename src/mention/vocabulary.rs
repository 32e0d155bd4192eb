//! What is known of each word of a text, for all kinds of mentions by one look-up a word.
//!
//! The look-up also notes what may start at a word ([`Starts`]), so that each kind passes over
//! most words without a look at them, and what stands before it.

use super::{
    certainty, clause,
    lexicon::{Class, Entry, Lexicon, NOTHING},
    name::{Gazetteer, Roles},
    phrases::Opens,
    polarity,
    reported::Tag,
    time::{Lex, time_words},
};
use crate::normalize::{Document, Shape};
use rustc_hash::{FxHashMap, FxHashSet};
use std::{ops::BitOr, sync::LazyLock};

/// What the tables know of one word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// For quantities, and for the grammar of all kinds.
    pub(super) entry: &'static Entry,
    /// What may start at it, however it is written.
    pub(super) starts: Starts,
    /// What it does in names.
    pub(super) roles: Roles,
    /// The country of a nationality.
    pub(super) country: Option<&'static str>,
    /// The form used for the place it names by itself.
    pub(super) place: Option<&'static str>,
    /// Whether a name of several words in the tables starts with it.
    pub(super) opens_name: bool,
    /// Its part in times.
    pub(super) time: Lex,
    /// Its readings in reports of speech.
    pub(super) tag: Tag,
    /// The tables of negations, of certainty and of clauses that have a phrase it opens.
    pub(super) opens: Opens,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            entry: &NOTHING,
            starts: Starts::default(),
            roles: Roles::default(),
            country: None,
            place: None,
            opens_name: false,
            time: Lex::default(),
            tag: Tag::default(),
            opens: Opens::default(),
        }
    }
}

/// What may start at a word: a set of kinds, each of which looks at no other words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Starts(u8);

impl Starts {
    /// A word of a name.
    pub(super) const NAME: Self = Self(1);
    /// A number.
    pub(super) const NUMBER: Self = Self(1 << 1);
    /// A time.
    pub(super) const TIME: Self = Self(1 << 2);
    /// A cue of negation.
    pub(super) const NEGATION: Self = Self(1 << 3);
    /// A cue of certainty.
    pub(super) const CERTAINTY: Self = Self(1 << 4);
    /// The cue of a report.
    pub(super) const REPORT: Self = Self(1 << 5);

    /// Whether one of `wanted` may start.
    #[inline]
    pub(super) fn has(self, wanted: Self) -> bool {
        self.0 & wanted.0 != 0
    }

    /// These if `is`, else none.
    fn only_if(self, is: bool) -> Self {
        if is { self } else { Self::default() }
    }

    /// What the way a word is written lets start.
    fn of_shape(shape: Shape) -> Self {
        let of_figure = (Self::NUMBER | Self::TIME).only_if(shape == Shape::Number);
        Self::NAME.only_if(shape != Shape::Lower) | of_figure
    }
}

impl BitOr for Starts {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One word of a document as it was looked up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looked {
    /// What the tables know of it.
    pub(super) known: &'static Known,
    /// What may start at it as it is written here.
    pub(super) starts: Starts,
    /// The byte between it and the word before it, where there is just one; else 0.
    pub(super) mark: u8,
    /// How many words with a figure stand before it in the document.
    pub(super) n_figures: u32,
}

/// The words of all tables for one language: open addressing with linear probing over
/// [`crate::normalize::Token::word`].
pub(super) struct Vocabulary {
    /// At least half of them free, so that most look-ups end at their first slot.
    slots: Vec<Slot>,
    /// The first is what is known of a word of no table.
    known: Vec<Known>,
}

/// A place for a word. What is asked of every word stands beside its hash, so that a word of
/// no further interest takes one line of the cache.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// Hash of the word, 0 where the slot is free.
    word: u64,
    /// Index into [`Vocabulary::known`]; words that play the same parts share one.
    known_idx: u16,
    /// What may start at the word.
    starts: Starts,
}

static ENGLISH: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(Some("en")));
static OTHER: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(Some("")));

impl Vocabulary {
    /// The words for a language, `None` standing for a text too short to tell.
    pub(super) fn of(language: Option<&str>) -> &'static Self {
        match language {
            None | Some("en") => &ENGLISH,
            Some(_) => &OTHER,
        }
    }

    /// What is known of the word with this hash.
    #[cfg(test)]
    pub(super) fn get(&self, word: u64) -> &Known {
        &self.known[usize::from(self.slots[self.slot(word)].known_idx)]
    }

    /// The slot of the word with this hash, or the free one it would take. The number of slots
    /// is a power of two.
    #[inline]
    fn slot(&self, word: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut at = word as usize & last;
        while self.slots[at].word != word && self.slots[at].word != 0 {
            at = (at + 1) & last;
        }
        at
    }

    fn new(language: Option<&str>) -> Self {
        let lexicon = Lexicon::of(language);
        let names = Gazetteer::of(language);
        let times: FxHashMap<u64, Lex> = time_words().collect();
        let mut opens: FxHashMap<u64, Opens> = FxHashMap::default();
        for (word, table) in
            clause::openers().chain(polarity::openers()).chain(certainty::openers())
        {
            *opens.entry(word).or_default() |= table;
        }
        let words: FxHashSet<u64> = lexicon
            .words()
            .chain(names.words())
            .chain(times.keys().copied())
            .chain(Tag::words())
            .chain(opens.keys().copied())
            .collect();
        let mut sorted: Vec<u64> = words.into_iter().filter(|&word| word != 0).collect();
        sorted.sort_unstable();
        let n_slots = (2 * sorted.len()).next_power_of_two().max(2);
        let mut vocabulary =
            Self { slots: vec![Slot::default(); n_slots], known: vec![Known::default()] };
        // Most words of the tables play one part in names and no other.
        let mut by_roles: FxHashMap<Roles, usize> = FxHashMap::default();
        for word in sorted {
            let known = Known {
                entry: lexicon.entry(word),
                starts: Starts::default(),
                roles: names.roles(word),
                country: names.country(word),
                place: names.place_in_a_word(word),
                opens_name: names.opens_name(word),
                time: times.get(&word).copied().unwrap_or_default(),
                tag: Tag::of_word(word),
                opens: opens.get(&word).copied().unwrap_or_default(),
            };
            let known = Known { starts: known.starts(), ..known };
            let next = vocabulary.known.len();
            let index = if known.has_roles_only() {
                *by_roles.entry(known.roles).or_insert(next)
            } else {
                next
            };
            if index == next {
                vocabulary.known.push(known);
            }
            vocabulary.insert(word, index);
        }
        vocabulary
    }

    fn insert(&mut self, word: u64, index: usize) {
        let slot = self.slot(word);
        let known_idx = u16::try_from(index).expect("the tables have fewer words");
        self.slots[slot] = Slot { word, known_idx, starts: self.known[index].starts };
    }
}

impl Known {
    fn starts(&self) -> Starts {
        Starts::NUMBER.only_if(self.entry.opens_number())
            | Starts::TIME.only_if(self.time.may_start())
            | Starts::NEGATION.only_if(self.opens.has(polarity::CUE_TABLE))
            | Starts::CERTAINTY.only_if(self.opens.has(certainty::CUE_TABLE))
            | Starts::REPORT.only_if(self.tag.has(Tag::CUE))
    }

    fn has_roles_only(&self) -> bool {
        std::ptr::eq(self.entry, &raw const NOTHING)
            && self.country.is_none()
            && self.place.is_none()
            && !self.opens_name
            && self.time == Lex::default()
            && self.tag == Tag::default()
            && self.opens == Opens::default()
    }
}

/// Every word of `doc`, by its index. Cost: a look-up a word.
pub(super) fn look_up(doc: &Document) -> Vec<Looked> {
    let vocabulary = Vocabulary::of(doc.language.as_deref());
    let text = doc.text().as_bytes();
    let (mut end, mut figures) = (0, 0);
    let looked = doc.tokens.iter().map(|token| {
        let slot = vocabulary.slots[vocabulary.slot(token.word)];
        let known = &vocabulary.known[usize::from(slot.known_idx)];
        let is_one = token.range.start.checked_sub(end) == Some(1);
        let mark = if is_one { text[end as usize] } else { 0 };
        end = token.range.end;
        let n_figures = figures;
        figures += u32::from(token.shape == Shape::Number);
        Looked { known, starts: slot.starts | Starts::of_shape(token.shape), mark, n_figures }
    });
    looked.collect()
}

/// The entry of a word as it is written: a pronoun in capitals is an acronym ("US", "IT").
#[inline]
pub(super) fn entry_as(known: &Known, shape: Shape) -> &'static Entry {
    if shape == Shape::Upper && known.entry.is(Class::Pronoun) { &NOTHING } else { known.entry }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::hash64;

    #[test]
    fn one_word_has_what_every_table_says() {
        let vocabulary = Vocabulary::of(Some("en"));
        let get = |word: &str| vocabulary.get(hash64(word.as_bytes()));
        for word in lexicon_sample() {
            let hash = hash64(word.as_bytes());
            let known = get(word);
            assert!(std::ptr::eq(known.entry, Lexicon::of(Some("en")).entry(hash)), "{word}");
            assert_eq!(known.roles, Gazetteer::of(Some("en")).roles(hash), "{word}");
            assert_eq!(known.country, Gazetteer::of(Some("en")).country(hash), "{word}");
            assert_eq!(known.tag, Tag::of_word(hash), "{word}");
        }
        assert_eq!(get("u.s").place, Some("United States"));
        assert!(get("new").opens_name && !get("house").opens_name || get("white").opens_name);
        assert!(std::ptr::eq(
            Vocabulary::of(Some("fr")).get(hash64(b"million")).entry,
            &raw const NOTHING
        ));
    }

    fn lexicon_sample() -> [&'static str; 9] {
        ["april", "said", "president", "norwegians", "miles", "second", "the", "paris", "xyzzy"]
    }
}
