//! The lines of a text, and what the rules ask of them.

use super::{
    head::{HEAD_LINES, MAX_HEADLINE_WORDS},
    phrases::{Phrases, english},
};
use crate::{
    normalize::{
        document::RemovalReason,
        sentence::{ends_sentence, lines},
        term::push_folded,
        tokenize::{for_each_spaced_word, for_each_word_while, holds_segmented_script},
        word::hash_word_at,
    },
    span::TextRange,
};

/// A line of more bytes has more words than any notice, headline or standfirst.
pub(super) const MAX_NOTICE_BYTES: usize = 400;
/// Words of a line that are read: one more than any rule looks at.
pub(super) const MAX_WORDS: usize = 46;

/// A line of at most so many words has them folded whatever they are.
const MAX_SHORT: usize = 8;

/// The lines of one text that are not blank.
///
/// Every word is read and hashed once. Words are folded for phrases to be looked up only
/// where a hash says that one may be there, or where the line is no prose.
#[derive(Debug)]
pub(in crate::normalize) struct Page<'t> {
    source: &'t str,
    lines: Vec<Line<'t>>,
    /// The [hashes](hash_word_at) of the words of all lines.
    hashes: Vec<u64>,
    /// The words of folded lines in lower case, single blanks between those of one line.
    folded: String,
    /// Where in `folded` words start.
    starts: Vec<u32>,
}

/// One line.
#[derive(Debug)]
pub(in crate::normalize) struct Line<'t> {
    pub(in crate::normalize) range: TextRange,
    pub(in crate::normalize) reason: Option<RemovalReason>,
    pub(super) text: &'t str,
    /// Whether it ends as sentences end, or is too long to be anything but prose.
    pub(super) is_prose: bool,
    /// Its words in `hashes`.
    hashes: [u32; 2],
    /// Its words in `starts`, and the stretch of `folded`.
    words: [u32; 2],
    folded: [u32; 2],
}

/// The words of one line in lower case, at most [`MAX_WORDS`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'p> {
    pub(super) folded: &'p str,
    starts: &'p [u32],
    base: u32,
}

impl<'t> Page<'t> {
    /// The lines of `text`, none marked. Linear.
    pub(super) fn new(text: &'t str) -> Self {
        let mut page = Self {
            source: text,
            lines: Vec::with_capacity(16),
            hashes: Vec::with_capacity(text.len() / 5),
            folded: String::new(),
            starts: Vec::new(),
        };
        let is_spaced = !holds_segmented_script(text);
        let phrases = english();
        for range in lines(text) {
            page.push(range, is_spaced);
            let at = page.lines.len() - 1;
            if page.needs_words(at, phrases) {
                page.fold(at);
            }
        }
        page
    }

    fn push(&mut self, range: TextRange, is_spaced: bool) {
        let (text, hashes) = (self.source, &mut self.hashes);
        let first = narrow(hashes.len());
        let push = |word| {
            hashes.push(hash_word_at(text, word));
            true
        };
        if is_spaced {
            for_each_spaced_word(text, range, push);
        } else {
            for_each_word_while(text, range, push);
        }
        let line = range.of(text);
        self.lines.push(Line {
            range,
            reason: None,
            text: line,
            is_prose: line.len() > MAX_NOTICE_BYTES || ends_sentence(line),
            hashes: [first, narrow(self.hashes.len())],
            words: [0; 2],
            folded: [0; 2],
        });
    }

    /// Whether a rule may ask for the words of the line.
    fn needs_words(&self, at: usize, phrases: &Phrases) -> bool {
        let line = &self.lines[at];
        let hashes = self.hashes(line);
        line.text.len() <= MAX_NOTICE_BYTES
            && (!line.is_prose
                || (at < HEAD_LINES && hashes.len() <= MAX_HEADLINE_WORDS)
                || hashes.len() <= MAX_SHORT
                || phrases.may_stand_in(&hashes[..hashes.len().min(MAX_WORDS)]))
    }

    /// Folds the words of a line that was not folded.
    pub(super) fn fold(&mut self, at: usize) {
        let line = &mut self.lines[at];
        if line.words != [0; 2] {
            return;
        }
        let [first_word, first_byte] = [self.starts.len(), self.folded.len()].map(narrow);
        for_each_word_while(self.source, line.range, |word| {
            if narrow(self.folded.len()) > first_byte {
                self.folded.push(' ');
            }
            self.starts.push(narrow(self.folded.len()));
            push_folded(word.of(self.source), &mut self.folded);
            self.starts.len() < first_word as usize + MAX_WORDS
        });
        line.words = [first_word, narrow(self.starts.len())];
        line.folded = [first_byte, narrow(self.folded.len())];
    }

    /// Folds a line as if its words had to be looked at.
    #[cfg(test)]
    pub(super) fn fold_short(&mut self, at: usize) {
        if self.lines[at].text.len() <= MAX_NOTICE_BYTES {
            self.fold(at);
        }
    }

    pub(in crate::normalize) fn lines(&self) -> &[Line<'t>] {
        &self.lines
    }

    /// The hashes of the words of a line, in order.
    pub(in crate::normalize) fn hashes(&self, line: &Line<'_>) -> &[u64] {
        &self.hashes[line.hashes[0] as usize..line.hashes[1] as usize]
    }

    pub(super) fn lines_mut(&mut self) -> &mut [Line<'t>] {
        &mut self.lines
    }

    /// The words of line `at`; none of prose in which no rule finds anything, and of lines
    /// over [`MAX_NOTICE_BYTES`].
    pub(super) fn words(&self, at: usize) -> Words<'_> {
        let line = &self.lines[at];
        let [start, end] = line.folded.map(|at| at as usize);
        Words {
            folded: &self.folded[start..end],
            starts: &self.starts[line.words[0] as usize..line.words[1] as usize],
            base: line.folded[0],
        }
    }
}

/// Texts are under 4 GiB.
fn narrow(n: usize) -> u32 {
    n as u32
}

impl Line<'_> {
    pub(super) fn is_list_item(&self) -> bool {
        self.text.starts_with(['•', '·', '*', '-', '–', '►', '▶', '→', '»'])
    }
}

impl<'p> Words<'p> {
    /// How many words, up to [`MAX_WORDS`].
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Where word `at` starts in `folded`; the end for the word after the last.
    pub(super) fn start(&self, at: usize) -> usize {
        self.starts.get(at).map_or(self.folded.len(), |start| (start - self.base) as usize)
    }

    /// Word `at`.
    pub(super) fn get(&self, at: usize) -> &'p str {
        let rest = &self.folded[self.start(at)..];
        let end =
            self.starts.get(at + 1).map_or(rest.len(), |_| self.start(at + 1) - 1 - self.start(at));
        &rest[..end]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'p str> + use<'p> {
        let words = *self;
        (0..self.len()).map(move |at| words.get(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_their_words() {
        let page = Page::new("  Kyiv’s 28-point PLAN. \n\n\r\n—\nNoch Straße");
        let lines: Vec<(&str, Vec<&str>, &str)> = page
            .lines()
            .iter()
            .zip(0..)
            .map(|(line, at)| (line.text, page.words(at).iter().collect(), page.words(at).folded))
            .collect();
        assert_eq!(
            lines,
            [
                (
                    "Kyiv’s 28-point PLAN.",
                    vec!["kyiv", "28", "point", "plan"],
                    "kyiv 28 point plan"
                ),
                ("—", vec![], ""),
                ("Noch Straße", vec!["noch", "straße"], "noch straße"),
            ]
        );
    }

    #[test]
    fn long_lines_are_prose_without_words() {
        let long = "word ".repeat(100);
        let many = "w ".repeat(100);
        let text = format!("{long}\n{many}");
        let page = Page::new(&text);
        assert!(page.words(0).is_empty() && page.lines()[0].is_prose);
        assert_eq!(page.words(1).len(), MAX_WORDS);
        assert!(!page.lines()[1].is_prose);
    }
}
