//! One sentence as the rules read it: words, the marks between them, what is known of each.

use super::{
    lexicon::{Class, Entry, Lexicon, NOTHING},
    vocabulary::{Known, Looked, Starts, entry_as},
};
use crate::{
    hash::{hash_sequence, hash64},
    normalize::{Document, Shape, Token},
    span::TextRange,
};

/// Longest name in the tables, in words.
const MAX_KEY_WORDS: usize = 6;

/// The key of a name in tables: of its words in lower case, without possessive endings.
pub(super) fn key_of(name: &str) -> u64 {
    hash_sequence(&hashes_of(name))
}

/// The hashes of the words of a name, which has at least one, as tables have them.
pub(super) fn hashes_of(name: &str) -> Vec<u64> {
    let lower = if name.is_ascii() {
        name.to_ascii_lowercase()
    } else {
        name.to_lowercase().replace('’', "'")
    };
    lower.split([' ', '-']).map(|word| hash64(word.trim_end_matches("'s").as_bytes())).collect()
}

/// The words of every sentence of `doc`, in order; `looked` tells of each of its words.
pub(super) fn sentences<'d>(doc: &'d Document, looked: &'d [Looked]) -> Vec<Words<'d>> {
    let lexicon = Lexicon::of(doc.language.as_deref());
    (0..doc.sentences.len()).map(|k| Words::new(doc, lexicon, looked, k)).collect()
}

/// The words of one sentence. Positions run from 0 to [`Words::len`].
pub(super) struct Words<'d> {
    pub(super) doc: &'d Document,
    pub(super) lexicon: &'static Lexicon,
    pub(super) sentence_idx: usize,
    text: &'d str,
    range: TextRange,
    tokens: &'d [Token],
    looked: &'d [Looked],
    is_shouted: bool,
}

impl<'d> Words<'d> {
    /// The words of sentence `sentence_idx` of `doc`.
    fn new(
        doc: &'d Document,
        lexicon: &'static Lexicon,
        looked: &'d [Looked],
        sentence_idx: usize,
    ) -> Self {
        let sentence = &doc.sentences[sentence_idx];
        let tokens = doc.sentence_tokens(sentence_idx);
        let looked = &looked[sentence.tokens.start as usize..sentence.tokens.end as usize];
        let (text, range) = (doc.text(), sentence.range);
        let mut words =
            Self { doc, lexicon, sentence_idx, text, range, tokens, looked, is_shouted: false };
        words.is_shouted = words.reads_shouted();
        words
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    #[inline]
    pub(super) fn token(&self, i: usize) -> &'d Token {
        &self.tokens[i]
    }

    /// The word at `i` as written; empty past the end.
    #[inline]
    pub(super) fn word(&self, i: usize) -> &'d str {
        self.tokens.get(i).map_or("", |token| token.range.of(self.text))
    }

    pub(super) fn range(&self, i: usize) -> TextRange {
        self.tokens[i].range
    }

    /// The range of the words from `first` up to `end`, which must hold at least one.
    pub(super) fn span(&self, first: usize, end: usize) -> TextRange {
        self.tokens[first].range.cover(self.tokens[end - 1].range)
    }

    /// The marks before word `i`, down to the word before; `i` may be the length.
    #[inline]
    pub(super) fn gap(&self, i: usize) -> &'d str {
        let start = match i.checked_sub(1) {
            Some(before) => self.tokens.get(before).map_or(self.range.end, |t| t.range.end),
            None => self.range.start,
        };
        let end = self.tokens.get(i).map_or(self.range.end, |token| token.range.start);
        &self.text[start as usize..end.max(start) as usize]
    }

    /// The byte between word `i` and the one before, where there is just one; else 0. What
    /// most look-ups of [`Words::gap`] are for, without a string.
    #[inline]
    pub(super) fn lone_mark(&self, i: usize) -> u8 {
        if i == 0 { 0 } else { self.looked.get(i).map_or(0, |looked| looked.mark) }
    }

    /// The first word from `at` on at which one of `wanted` may start.
    #[inline]
    pub(super) fn next_start(&self, at: usize, wanted: Starts) -> Option<usize> {
        let ahead = self.looked.get(at..)?.iter().position(|word| word.starts.has(wanted))?;
        Some(at + ahead)
    }

    /// Whether one of `wanted` may start at word `i`.
    #[inline]
    pub(super) fn may_start(&self, i: usize, wanted: Starts) -> bool {
        self.looked.get(i).is_some_and(|word| word.starts.has(wanted))
    }

    /// The key of the words in `range` in tables of names: [`key_of`] of their spelling.
    /// 0, the key of nothing, for more than [`MAX_KEY_WORDS`] words.
    pub(super) fn key(&self, range: std::ops::Range<usize>) -> u64 {
        let mut hashes = [0; MAX_KEY_WORDS];
        let n = range.len();
        if n == 0 || n > MAX_KEY_WORDS || range.end > self.len() {
            return 0;
        }
        for (hash, token) in hashes.iter_mut().zip(&self.tokens[range]) {
            *hash = token.word;
        }
        hash_sequence(&hashes[..n])
    }

    /// Whether nothing but white space parts word `i` from the one before; a sign that
    /// belongs to a figure before ("5% of", "50+ shops") and the last full stop of an
    /// abbreviation ("U.S. states") are taken as part of it.
    #[inline]
    pub(super) fn is_next(&self, i: usize) -> bool {
        match self.lone_mark(i) {
            b' ' => true,
            0 => i > 0 && i < self.len() && self.is_next_by_gap(i),
            mark => char::from(mark).is_whitespace(),
        }
    }

    /// [`Words::is_next`] of a word with any number of bytes before it.
    fn is_next_by_gap(&self, i: usize) -> bool {
        let gap = self.gap(i);
        // Most gaps open with a comma or a full stop, and that is the end of the matter.
        let is_short_form = || self.word(i - 1).contains('.');
        match gap.bytes().next() {
            None => return false,
            Some(b'.') if !is_short_form() => return false,
            Some(first) if first.is_ascii_punctuation() && !b".%+".contains(&first) => {
                return false;
            }
            Some(_) => {}
        }
        let gap = gap.trim_start_matches(['%', '+', '°', 'º']);
        let gap = gap.strip_prefix('.').filter(|_| is_short_form()).unwrap_or(gap);
        let gap = gap.trim_start().strip_prefix('%').unwrap_or(gap);
        !gap.is_empty() && gap.chars().all(char::is_whitespace)
    }

    /// Whether a hyphen, and nothing else, ties word `i` to the one before.
    #[inline]
    pub(super) fn is_tied(&self, i: usize) -> bool {
        match self.lone_mark(i) {
            0 => i > 0 && i < self.len() && self.is_tied_by_gap(i),
            mark => mark == b'-',
        }
    }

    /// [`Words::is_tied`] by a hyphen of another sort than the common one.
    fn is_tied_by_gap(&self, i: usize) -> bool {
        let (before, word) = (self.tokens[i - 1].range, self.tokens[i].range);
        before.end + 3 == word.start && matches!(self.gap(i), "‐" | "‑")
    }

    #[inline]
    pub(super) fn is(&self, i: usize, class: Class) -> bool {
        self.entry(i).is(class)
    }

    #[inline]
    pub(super) fn is_any(&self, i: usize, classes: &[Class]) -> bool {
        self.entry(i).is_any(classes)
    }

    /// What is known of word `i`.
    #[inline]
    pub(super) fn entry(&self, i: usize) -> &'static Entry {
        match (self.looked.get(i), self.tokens.get(i)) {
            (Some(looked), Some(token)) => entry_as(looked.known, token.shape),
            _ => &NOTHING,
        }
    }

    /// All that the tables know of word `i`; `None` past the end.
    #[inline]
    pub(super) fn known(&self, i: usize) -> Option<&'static Known> {
        self.looked.get(i).map(|looked| looked.known)
    }

    #[inline]
    pub(super) fn shape(&self, i: usize) -> Option<Shape> {
        self.tokens.get(i).map(|token| token.shape)
    }

    /// Whether word `i` is `word`, whatever its case.
    #[inline]
    pub(super) fn reads(&self, i: usize, word: &str) -> bool {
        let bytes = word.as_bytes();
        self.bytes(i).is_some_and(|own| own.len() == bytes.len() && own.eq_ignore_ascii_case(bytes))
    }

    /// Whether word `i` ends in `ending` and is longer than that.
    #[inline]
    pub(super) fn ends_in(&self, i: usize, ending: &str) -> bool {
        let tail = ending.as_bytes();
        self.bytes(i).is_some_and(|word| {
            word.len() > tail.len() + 1
                && word[word.len() - tail.len()..].eq_ignore_ascii_case(tail)
        })
    }

    /// The bytes of word `i`; `None` past the end.
    #[inline]
    fn bytes(&self, i: usize) -> Option<&'d [u8]> {
        self.tokens.get(i).map(|token| &self.text.as_bytes()[token.range.as_usize()])
    }

    /// Whether capitals tell nothing here: a line in capitals, or a headline, which has no
    /// full stop and of whose longer words all but one in ten have a capital.
    pub(super) fn is_shouted(&self) -> bool {
        self.is_shouted
    }

    fn reads_shouted(&self) -> bool {
        let (mut n_long, mut n_capital, mut n_upper, mut n_small) = (0, 0, 0, 0);
        for (i, token) in self.tokens.iter().enumerate() {
            let shape = token.shape;
            if token.range.len() > 3 && shape != Shape::Number {
                n_long += 1;
                n_capital += usize::from(shape != Shape::Lower);
                n_upper += usize::from(shape == Shape::Upper);
                // More than one in ten of them without a capital, however the sentence goes on.
                if (n_long - n_capital) * 10 > self.len() {
                    return false;
                }
            }
            n_small += usize::from(shape == Shape::Lower && !self.is_stop(i));
        }
        let has_stop = self.gap(self.len()).contains('.');
        let is_headline = !has_stop
            && (n_long >= 4 && n_small <= 1 || n_long == 3 && n_small == 0)
            && n_capital * 10 >= n_long * 9;
        is_headline || n_long >= 3 && n_upper * 10 >= n_long * 9
    }

    /// The stem of word `i`.
    pub(super) fn stem(&self, i: usize) -> &'d str {
        &self.doc.term(self.token(i)).stem
    }

    #[inline]
    pub(super) fn is_stop(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|token| self.doc.term(token).is_stop)
    }

    /// Whether the words from `at` on are those with these hashes, white space between.
    pub(super) fn reads_all(&self, at: usize, hashes: &[u64]) -> bool {
        at + hashes.len() <= self.len()
            && hashes.iter().enumerate().all(|(k, &hash)| self.token(at + k).word == hash)
            && (at + 1..at + hashes.len()).all(|i| self.is_next(i))
    }
}
