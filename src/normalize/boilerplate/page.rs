//! The lines of a text, and what the rules ask of them.

use crate::{
    normalize::{
        document::RemovalReason,
        sentence::{ends_sentence, lines},
        term::push_folded,
        tokenize::for_each_word_while,
    },
    span::TextRange,
};

/// A line of more bytes has more words than any notice, headline or standfirst.
pub(super) const MAX_NOTICE_BYTES: usize = 400;
/// Words of a line that are read: one more than any rule looks at.
pub(super) const MAX_WORDS: usize = 46;

/// The lines of one text that are not blank.
#[derive(Debug)]
pub(in crate::normalize) struct Page<'t> {
    lines: Vec<Line<'t>>,
    /// The words of all lines in lower case, single blanks between those of one line.
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
    /// Its words in `starts`, and the stretch of `folded`; none for a line over
    /// [`MAX_NOTICE_BYTES`].
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
            lines: Vec::with_capacity(16),
            folded: String::with_capacity(text.len().min(1 << 16)),
            starts: Vec::with_capacity(256),
        };
        lines(text).for_each(|range| page.push(text, range));
        page
    }

    fn push(&mut self, text: &'t str, range: TextRange) {
        let [first_word, first_byte] = [self.starts.len(), self.folded.len()].map(narrow);
        if range.len() <= MAX_NOTICE_BYTES {
            for_each_word_while(text, range, |word| {
                if narrow(self.folded.len()) > first_byte {
                    self.folded.push(' ');
                }
                self.starts.push(narrow(self.folded.len()));
                push_folded(word.of(text), &mut self.folded);
                self.starts.len() < first_word as usize + MAX_WORDS
            });
        }
        let line = range.of(text);
        self.lines.push(Line {
            range,
            reason: None,
            text: line,
            is_prose: line.len() > MAX_NOTICE_BYTES || ends_sentence(line),
            words: [first_word, narrow(self.starts.len())],
            folded: [first_byte, narrow(self.folded.len())],
        });
    }

    pub(in crate::normalize) fn lines(&self) -> &[Line<'t>] {
        &self.lines
    }

    pub(super) fn lines_mut(&mut self) -> &mut [Line<'t>] {
        &mut self.lines
    }

    /// The words of line `at`.
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

/// Texts are under 4 GiB, and only short lines are folded.
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
