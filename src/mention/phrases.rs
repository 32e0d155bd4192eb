//! Tables of phrases, looked up as a sentence is read.

use super::{
    lexicon::{WordMap, lines},
    words::Words,
};
use crate::{hash::hash64, table};

/// Words by which most look-ups end before the table is asked: one bit for each first word.
const FILTER_BITS: u64 = 4096;

/// What phrases of one to some words stand for. A hyphen between words reads as a blank.
pub(super) struct Phrases<T> {
    /// Phrases by their first word, longest first.
    by_first: WordMap<Vec<Phrase<T>>>,
    filter: Vec<u64>,
}

struct Phrase<T> {
    /// Hashes of the words after the first.
    rest: Vec<u64>,
    value: T,
}

impl<T: Copy> Phrases<T> {
    /// Reads a table of sections: a line `[name]`, then phrases parted by commas or line
    /// ends, `#` before a remark. `value_of` tells what the phrases of a section stand for;
    /// sections for which it says `None` are for other readers.
    pub(super) fn read(table: &'static str, value_of: impl Fn(&str) -> Option<T>) -> Self {
        let mut read =
            Self { by_first: WordMap::default(), filter: vec![0; (FILTER_BITS / 64) as usize] };
        for (section, phrase) in phrases(table) {
            let Some(value) = value_of(section) else { continue };
            let mut words = table::words(phrase).map(|word| hash64(word.as_bytes()));
            let Some(first) = words.next() else { continue };
            let known = read.by_first.entry(first).or_default();
            known.push(Phrase { rest: words.collect(), value });
            known.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
            let bit = first % FILTER_BITS;
            read.filter[(bit / 64) as usize] |= 1 << (bit % 64);
        }
        read
    }

    /// What the longest phrase that begins at word `at` stands for, and its words. Cost: one
    /// look-up, and the few phrases of one first word.
    pub(super) fn at(&self, words: &Words<'_>, at: usize) -> Option<(T, usize)> {
        let first = words.token(at).word;
        let bit = first % FILTER_BITS;
        if self.filter[(bit / 64) as usize] & (1 << (bit % 64)) == 0 {
            return None;
        }
        let known = self.by_first.get(&first)?;
        let phrase = known.iter().find(|phrase| reads_on(words, at + 1, &phrase.rest))?;
        Some((phrase.value, phrase.rest.len() + 1))
    }

    /// Whether word `at` is one of the single words of the table.
    pub(super) fn holds(&self, words: &Words<'_>, at: usize) -> Option<T> {
        (at < words.len()).then(|| self.at(words, at)).flatten().map(|(value, _)| value)
    }

    /// What the single word with this hash stands for.
    pub(super) fn word(&self, word: u64) -> Option<T> {
        let single = self.by_first.get(&word)?.iter().find(|phrase| phrase.rest.is_empty());
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
