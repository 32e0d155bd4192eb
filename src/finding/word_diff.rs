//! Two statements word by word, for those that differ in a few words.

use super::statement::Statement;
use crate::{mention::is_name_variant, normalize::Token, span::TextRange};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// Share of words in common, of both sentences, from which they are near-identical.
const MIN_COMMON: (usize, usize) = (3, 5);
/// Share from which hardly anything else can differ.
const ALMOST_ALL: (usize, usize) = (3, 4);
/// Longer sentences are not compared word by word: the diff is quadratic at worst.
const MAX_WORDS: usize = 200;

/// The words that two near-identical statements share and those that they do not.
pub(super) struct WordDiff<'a> {
    words: [&'a [Token]; 2],
    /// Where they differ, in text order.
    changes: Vec<[Range<usize>; 2]>,
    n_common: usize,
}

/// Words of one statement that stand where those of the other do; one side may be empty.
#[derive(Clone, Copy)]
pub(super) struct Change<'a> {
    pub(super) in_a: &'a [Token],
    pub(super) in_b: &'a [Token],
}

impl Change<'_> {
    /// From the first changed word to the last, on the first side.
    pub(super) fn range_a(&self) -> Option<TextRange> {
        cover(self.in_a)
    }

    /// Whether another change lies inside this one.
    pub(super) fn contains(self, other: Change<'_>) -> bool {
        let holds = |outer: Option<TextRange>, inner: Option<TextRange>| match (outer, inner) {
            (Some(outer), Some(inner)) => outer.contains(inner),
            (_, None) => true,
            (None, Some(_)) => false,
        };
        holds(self.range_a(), other.range_a()) && holds(self.range_b(), other.range_b())
    }

    /// The same on the second side.
    pub(super) fn range_b(&self) -> Option<TextRange> {
        cover(self.in_b)
    }
}

fn cover(tokens: &[Token]) -> Option<TextRange> {
    Some(tokens.first()?.range.cover(tokens.last()?.range))
}

impl<'a> WordDiff<'a> {
    /// The difference of two statements; none where they are told in words of their own, unless
    /// they are known to be one sentence (`is_copy`).
    ///
    /// Cost: words of one times words of the other at worst (Myers 1986).
    pub(super) fn of(a: Statement<'a>, b: Statement<'a>, is_copy: bool) -> Option<Self> {
        let words = [a.tokens(), b.tokens()];
        let n_words = words[0].len() + words[1].len();
        if words[0].len().max(words[1].len()) > MAX_WORDS {
            return None;
        }
        let [of_a, of_b] = words.map(|tokens| tokens.iter().map(|t| t.word).collect::<Vec<u64>>());
        let script = Script::of(&of_a, &of_b);
        let n_common = script.n_common;
        if !is_copy && 2 * n_common * MIN_COMMON.1 < n_words * MIN_COMMON.0 {
            return None;
        }
        let mut changes = script.changes;
        changes.retain(|[x, y]| !is_spelling((a, &words[0][x.clone()]), (b, &words[1][y.clone()])));
        Some(Self { words, changes, n_common })
    }

    /// Whether hardly a word differs.
    pub(super) fn is_almost_all(&self) -> bool {
        let n_words = self.words[0].len() + self.words[1].len();
        2 * self.n_common * ALMOST_ALL.1 >= n_words * ALMOST_ALL.0
    }

    /// How many words both have.
    pub(super) fn n_common(&self) -> usize {
        self.n_common
    }

    /// The changes in text order.
    pub(super) fn changes(&self) -> impl Iterator<Item = Change<'a>> {
        let [a, b] = self.words;
        self.changes.iter().map(move |[x, y]| Change { in_a: &a[x.clone()], in_b: &b[y.clone()] })
    }

    /// The changes, those with at most `max_gap` words in common between them taken as one.
    pub(super) fn blocks(&self, max_gap: usize) -> Vec<Change<'a>> {
        let mut ranges: Vec<[Range<usize>; 2]> = Vec::new();
        for [x, y] in &self.changes {
            match ranges.last_mut() {
                Some([last_x, last_y]) if x.start - last_x.end <= max_gap => {
                    (last_x.end, last_y.end) = (x.end, y.end);
                }
                _ => ranges.push([x.clone(), y.clone()]),
            }
        }
        let [a, b] = self.words;
        ranges.into_iter().map(|[x, y]| Change { in_a: &a[x], in_b: &b[y] }).collect()
    }
}

/// Whether two changed stretches are one in two spellings: the same letters and digits ("on-line",
/// "online"; "per cent", "percent"; "US", "U.S."), or a name with a letter or two otherwise.
fn is_spelling((a, in_a): (Statement<'_>, &[Token]), (b, in_b): (Statement<'_>, &[Token])) -> bool {
    let (Some(x), Some(y)) = (cover(in_a), cover(in_b)) else { return false };
    let (x, y) = (a.words(x), b.words(y));
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    if is_house_style(x, y) {
        return true;
    }
    // Decimal points and signs count.
    let has_digit = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
    if has_digit(x) || has_digit(y) {
        return false;
    }
    let (folded_x, folded_y) = (letters(x), letters(y));
    !folded_x.is_empty() && folded_x == folded_y
        || in_a.len() == 1 && in_b.len() == 1 && is_name_variant(x, y)
}

/// Whether two outlets may write the same so, each in its style: in short or in full, in a word or
/// in figures.
pub(super) fn is_house_style(x: &str, y: &str) -> bool {
    is_acronym(x, y) || is_acronym(y, x) || are_one_ordinal(x, y)
}

/// Whether `short` is made of the first letters of `words` and perhaps of one more ("IE",
/// "Internet Explorer"; "CEO", "chief executive").
fn is_acronym(short: &str, words: &str) -> bool {
    let initials: String = words
        .split([' ', '-'])
        .filter_map(|word| word.chars().next())
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let is_short = short.len() >= 2 && short.bytes().all(|b| b.is_ascii_uppercase());
    is_short && initials.len() >= 2 && short.starts_with(&initials)
}

/// Places in an order as words, from the first.
const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

/// The figures of a place in an order ("70th"), written small.
pub(super) fn figures_of_place(word: &str) -> Option<&str> {
    let figures = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_place = !figures.is_empty()
        && figures.bytes().all(|b| b.is_ascii_digit())
        && ["st", "nd", "rd", "th"].contains(&&word[figures.len()..]);
    is_place.then_some(figures)
}

/// Whether both are one place in an order, in a word and in figures ("eleventh", "11th").
fn are_one_ordinal(x: &str, y: &str) -> bool {
    let place = |words: &str| {
        let folded = words.to_lowercase();
        let by_word = ORDINALS.iter().position(|word| *word == folded).map(|at| at + 1);
        by_word.or_else(|| figures_of_place(&folded)?.parse().ok())
    };
    place(x).is_some() && place(x) == place(y)
}

/// How one run of words becomes another.
pub(super) struct Script {
    /// Where they differ, in text order; one side may be empty.
    pub(super) changes: Vec<[Range<usize>; 2]>,
    pub(super) n_common: usize,
}

impl Script {
    /// A shortest script; of several always the same, whichever side comes first.
    ///
    /// Cost: words of one times words of the other at worst (Myers 1986).
    pub(super) fn of(a: &[u64], b: &[u64]) -> Self {
        let is_swapped = b < a;
        let (first, second) = if is_swapped { (b, a) } else { (a, b) };
        let ops = capture_diff_slices(Algorithm::Myers, first, second);
        let ranges = |op: &DiffOp| {
            let (first, second) = (op.old_range(), op.new_range());
            if is_swapped { [second, first] } else { [first, second] }
        };
        let n_common = ops.iter().map(n_equal).sum();
        let changes = ops.iter().filter(|op| n_equal(op) == 0).map(ranges).collect();
        Self { changes, n_common }
    }
}

fn n_equal(op: &DiffOp) -> usize {
    if let DiffOp::Equal { len, .. } = op { *len } else { 0 }
}
