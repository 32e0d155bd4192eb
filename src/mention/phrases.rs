//! Tables of phrases, looked up as a sentence is read.

use super::{
    lexicon::{WordMap, lines},
    words::Words,
};
use crate::{hash::hash64, table};
use std::ops::BitOrAssign;

/// The tables of phrases that a word opens, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Opens(u32);

impl Opens {
    /// The table numbered `bit`, below 32.
    pub(super) const fn table(bit: u32) -> Self {
        Self(1 << bit)
    }

    /// Whether the two sets share a table.
    #[inline]
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOrAssign for Opens {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// What phrases of one to some words stand for. A hyphen between words reads as a blank.
pub(super) struct Phrases<T> {
    /// Phrases by their first word.
    by_first: WordMap<Opened<T>>,
    /// The table itself.
    opens: Opens,
}

/// The phrases of one first word.
struct Opened<T> {
    /// Longest first.
    phrases: Vec<Phrase<T>>,
    /// A bit for each of their second words ([`second_bit`]): most first words are followed by
    /// none of them. All bits where the first word is a phrase by itself.
    seconds: u64,
}

impl<T> Default for Opened<T> {
    fn default() -> Self {
        Self { phrases: Vec::new(), seconds: 0 }
    }
}

/// One of 64 bits for a word, by its hash.
fn second_bit(word: u64) -> u64 {
    1 << (word >> 58)
}

struct Phrase<T> {
    /// Hashes of the words after the first.
    rest: Vec<u64>,
    value: T,
}

impl<T: Copy> Phrases<T> {
    /// Reads a table of sections: a line `[name]`, then phrases parted by commas or line
    /// ends, `#` before a remark. `value_of` tells what the phrases of a section stand for;
    /// sections for which it says `None` are for other readers. `opens` is a number of the
    /// table that no other table has; the vocabulary tells by it which words open a phrase.
    pub(super) fn read(
        table: &'static str,
        opens: Opens,
        value_of: impl Fn(&str) -> Option<T>,
    ) -> Self {
        let mut read = Self { by_first: WordMap::default(), opens };
        for (section, phrase) in phrases(table) {
            let Some(value) = value_of(section) else { continue };
            let mut words = table::words(phrase).map(|word| hash64(word.as_bytes()));
            let Some(first) = words.next() else { continue };
            let known = read.by_first.entry(first).or_default();
            let rest: Vec<u64> = words.collect();
            known.seconds |= rest.first().map_or(u64::MAX, |&second| second_bit(second));
            known.phrases.push(Phrase { rest, value });
            known.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        read
    }

    /// The words that open its phrases.
    pub(super) fn openers(&self) -> impl Iterator<Item = (u64, Opens)> {
        self.by_first.keys().map(|&word| (word, self.opens))
    }

    /// What the longest phrase that begins at word `at` stands for, and its words; none past
    /// the end. Cost: a look-up and the few phrases of one first word, where one may begin.
    pub(super) fn at(&self, words: &Words<'_>, at: usize) -> Option<(T, usize)> {
        if !words.known(at)?.opens.has(self.opens) {
            return None;
        }
        let known = self.by_first.get(&words.token(at).word)?;
        let second = if at + 1 < words.len() { second_bit(words.token(at + 1).word) } else { 0 };
        if known.seconds != u64::MAX && known.seconds & second == 0 {
            return None;
        }
        let phrase = known.phrases.iter().find(|phrase| reads_on(words, at + 1, &phrase.rest))?;
        Some((phrase.value, phrase.rest.len() + 1))
    }

    /// What the longest phrase that begins at word `at` stands for.
    pub(super) fn holds(&self, words: &Words<'_>, at: usize) -> Option<T> {
        self.at(words, at).map(|(value, _)| value)
    }

    /// What the single word with this hash stands for.
    pub(super) fn word(&self, word: u64) -> Option<T> {
        let single = self.by_first.get(&word)?.phrases.iter().find(|phrase| phrase.rest.is_empty());
        single.map(|phrase| phrase.value)
    }
}

fn reads_on(words: &Words<'_>, at: usize, rest: &[u64]) -> bool {
    at + rest.len() <= words.len()
        && rest
            .iter()
            .zip(at..)
            .all(|(&word, i)| words.token(i).word == word && (words.is_next(i) || words.is_tied(i)))
}

/// The phrases of a table of sections, each with the section it stands in.
pub(super) fn phrases(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    lines(table)
        .filter_map(move |line| match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            Some(name) => {
                section = name;
                None
            }
            None => Some((section, line)),
        })
        .flat_map(|(section, line)| {
            let phrases = line.split(',').map(str::trim).filter(|phrase| !phrase.is_empty());
            phrases.map(move |phrase| (section, phrase))
        })
}
