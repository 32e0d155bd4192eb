//! Facts that changed between two versions of one text.

use super::word_diff::{Change, diff};
use crate::article::Article;
use crate::hash::hash64;
use crate::ingest::WEEKDAYS;
use crate::mention::is_negation;
use crate::normalize::{Normalizer, SharedLines, fold_word, kept_words};
use crate::span::TextRange;
use serde::Serialize;

/// A few words of one version and what the other has in their place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ChangedFact {
    /// The words of the first, empty where it has none.
    pub a: String,
    /// The words of the second.
    pub b: String,
}

impl ChangedFact {
    /// The same with the sides exchanged.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self { a: self.b, b: self.a }
    }
}

/// Longest run of words that counts as a replacement: longer ones are rewritten text.
const MAX_REPLACED: usize = 8;
/// Longest run of words that counts as put in or left out: longer ones are more or less text.
const MAX_INSERTED: usize = 3;
/// Changed facts listed of one pair.
const MAX_LISTED: usize = 8;

/// The facts in which two near-duplicates differ, in the order of `a`.
///
/// A fact changed where a short run of words stands in place of another and one of the two holds
/// a figure, a month, a weekday or a negation that the other does not, or both hold a name, that
/// is a capital within a sentence; or where a word or three with a figure or a negation were put
/// in or left out. Whole sentences that only one of them has are more text, not another fact.
/// Cost: that of a word diff, O(n·d) for d differences, up to some thousand words; linear beyond.
#[must_use]
pub fn changed_facts(a: &Article, b: &Article, normalizer: Normalizer) -> Vec<ChangedFact> {
    let (a, b) = (Words::of(a, normalizer), Words::of(b, normalizer));
    diff(&a.keys, &b.keys)
        .into_iter()
        .filter_map(|op| changed_fact(&a, &b, op))
        .take(MAX_LISTED)
        .collect()
}

/// The words of one version.
struct Words<'t> {
    text: &'t str,
    ranges: Vec<TextRange>,
    /// Hashes of the folded words.
    keys: Vec<u64>,
}

impl<'t> Words<'t> {
    fn of(article: &'t Article, normalizer: Normalizer) -> Self {
        let text = article.text.as_str();
        let ranges = kept_words(article, normalizer, &SharedLines::default());
        let key = |range: &TextRange| hash64(canonical(range.of(text)).as_bytes());
        Self { text, keys: ranges.iter().map(key).collect(), ranges }
    }

    fn run(&self, run: std::ops::Range<usize>) -> impl Iterator<Item = TextRange> + '_ {
        self.ranges[run].iter().copied()
    }

    /// The words of a run as they stand in the text.
    fn surface(&self, run: std::ops::Range<usize>) -> String {
        match self.ranges.get(run) {
            Some([only]) => only.of(self.text).to_owned(),
            Some([first, .., last]) => first.cover(*last).of(self.text).to_owned(),
            _ => String::new(),
        }
    }

    /// Figures, times and negations of a run, sorted.
    fn hard_facts(&self, run: std::ops::Range<usize>) -> Vec<String> {
        let words = self.run(run).map(|range| canonical(range.of(self.text)));
        let mut facts: Vec<String> = words.filter(|word| is_hard_fact(word)).collect();
        facts.sort_unstable();
        facts
    }

    /// Whether a run holds a capital that its place in the sentence does not ask for.
    fn has_name(&self, run: std::ops::Range<usize>) -> bool {
        self.run(run).any(|range| {
            range.of(self.text).starts_with(char::is_uppercase)
                && self.text[..range.start as usize]
                    .trim_end_matches([' ', '\u{a0}'])
                    .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-'))
        })
    }
}

fn changed_fact(a: &Words<'_>, b: &Words<'_>, change: Change) -> Option<ChangedFact> {
    let Change { a: left, b: right } = change;
    let (n_left, n_right) = (left.len(), right.len());
    let is_replaced = n_left > 0 && n_right > 0;
    let is_short = n_left.max(n_right) <= if is_replaced { MAX_REPLACED } else { MAX_INSERTED };
    if !is_short {
        return None;
    }
    let has_changed = a.hard_facts(left.clone()) != b.hard_facts(right.clone())
        || is_replaced && a.has_name(left.clone()) && b.has_name(right.clone());
    has_changed.then(|| ChangedFact { a: a.surface(left), b: b.surface(right) })
}

/// A word in the form in which two spellings of one thing are the same.
fn canonical(word: &str) -> String {
    let folded = fold_word(word);
    if folded.starts_with(|c: char| c.is_numeric()) {
        return folded.replace(',', "");
    }
    match NUMBER_WORDS.iter().position(|number| *number == folded) {
        Some(value) => value.to_string(),
        None => folded,
    }
}

/// Words of figures, by value.
const NUMBER_WORDS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

const MORE_NUMBERS: &[&str] = &[
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "dozen",
    "dozens",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "billion",
    "trillion",
    "half",
    "third",
    "quarter",
    "double",
    "twice",
];

const TIMES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "yesterday",
    "today",
    "tomorrow",
];

fn is_hard_fact(word: &str) -> bool {
    word.contains(|c: char| c.is_numeric())
        || [MORE_NUMBERS, TIMES, &WEEKDAYS].iter().any(|list| list.contains(&word))
        || is_negation(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(a: &str, b: &str) -> Vec<(String, String)> {
        let article = |text: &str| Article { text: text.to_owned(), ..Article::default() };
        let facts = changed_facts(&article(a), &article(b), Normalizer::News);
        facts.into_iter().map(|fact| (fact.a, fact.b)).collect()
    }

    #[test]
    fn a_changed_fact_is_told_from_changed_words() {
        let text = "The ferry sank off Corvane on Monday and killed 12 people, police said. \
                    The owner, Ann Lee, was told in May.";
        for (from, to, expected) in [
            ("killed 12", "killed 340", Some(("12", "340"))),
            ("Monday", "Tuesday", Some(("Monday", "Tuesday"))),
            ("was told", "was not told", Some(("", "not"))),
            ("Corvane", "Tamra", Some(("Corvane", "Tamra"))),
            ("killed 12", "killed twelve", None),
            ("sank", "went down", None),
            ("police said", "officials said", None),
            ("The owner", "An owner", None),
            (" The owner, Ann Lee, was told in May.", "", None),
        ] {
            let expected: Vec<_> =
                expected.iter().map(|(a, b): &(&str, &str)| ((*a).into(), (*b).into())).collect();
            assert_eq!(changes(text, &text.replace(from, to)), expected, "{from} → {to}");
        }
    }
}
