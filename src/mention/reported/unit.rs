//! The text as units: sentences in which every quotation is one item.

use super::lexicon::Tag;
use crate::{
    mention::vocabulary::{Looked, Starts},
    normalize::{Document, Shape},
    span::TextRange,
};

/// Sentences are not joined to units beyond this many items.
const MAX_UNIT_ITEMS: usize = 4096;
/// Marks that close a quotation.
const CLOSING: [char; 7] = ['"', '”', '’', '\'', '»', ' ', '\u{a0}'];

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mention) enum Kind {
    /// A word outside quotation marks.
    Word,
    /// A quoted stretch, index into the stretches.
    Quote(u32),
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// A dash, not a hyphen.
    Dash,
    /// `(` or `[`
    Open,
    /// `)` or `]`
    Close,
    /// `!` or `?`; a full stop inside a sentence belongs to an abbreviation.
    Stop,
}

/// A word, a quotation or a mark.
#[derive(Debug, Clone, Copy)]
pub(in crate::mention) struct Item {
    /// Which bytes.
    pub(in crate::mention) range: TextRange,
    /// What it is.
    pub(in crate::mention) kind: Kind,
    /// What the word can be; empty for other kinds.
    pub(in crate::mention) tag: Tag,
    /// How the word is written; lower case for other kinds.
    pub(in crate::mention) shape: Shape,
    /// Whether a possessive ending follows.
    pub(in crate::mention) owner: Owner,
    /// Hash of the lower-cased word, 0 for other kinds.
    pub(in crate::mention) word: u64,
}

/// Whether a word carries a possessive ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mention) enum Owner {
    /// "the minister’s"
    Yes,
    /// "the minister"
    No,
}

impl Item {
    /// Whether it is a word.
    #[inline]
    pub(in crate::mention) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it is a quoted stretch.
    #[inline]
    pub(in crate::mention) fn is_quote(&self) -> bool {
        matches!(self.kind, Kind::Quote(_))
    }

    /// Whether it is a word with one of the readings `tag`.
    #[inline]
    pub(in crate::mention) fn has(&self, tag: Tag) -> bool {
        self.tag.has(tag)
    }

    /// Whether it is a word written with an upper-case letter.
    #[inline]
    pub(in crate::mention) fn is_capitalised(&self) -> bool {
        self.is_word() && matches!(self.shape, Shape::Capitalised | Shape::Upper | Shape::Mixed)
    }
}

/// A sentence as items.
#[derive(Debug, Clone)]
pub(in crate::mention) struct Unit {
    /// Its items, indices into the list [`read_units`] returns.
    pub(in crate::mention) items: std::ops::Range<usize>,
    /// Index of its paragraph.
    pub(in crate::mention) paragraph_idx: u32,
    /// Whether a quoted stretch stands in its paragraph or the next.
    pub(in crate::mention) is_near_quote: bool,
}

/// Index of the sentence that byte `at` stands in, or of the last one before it.
pub(in crate::mention) fn sentence_at(doc: &Document, at: u32) -> u32 {
    let n_started = doc.sentences.partition_point(|s| s.range.start <= at);
    TextRange::new(0, n_started.saturating_sub(1)).end
}

/// Reads `doc`, of whose words `looked` tells, into items and units; `stretches` are its quoted
/// stretches in text order, apart from one another. A sentence end inside a stretch does not
/// part units; a sentence that nobody is quoted near and that has no word a report could turn
/// on is left out. Linear.
pub(super) fn read_units(
    doc: &Document,
    looked: &[Looked],
    stretches: &[TextRange],
) -> (Vec<Item>, Vec<Unit>) {
    let items = Vec::with_capacity(doc.tokens.len() + doc.tokens.len() / 4);
    let units = Vec::with_capacity(doc.sentences.len());
    let mut reader = Reader { doc, text: doc.text(), looked, stretches, next: 0, items, units };
    for sentence_idx in 0..doc.sentences.len() {
        reader.sentence(sentence_idx);
    }
    (reader.items, reader.units)
}

struct Reader<'a> {
    doc: &'a Document,
    text: &'a str,
    looked: &'a [Looked],
    stretches: &'a [TextRange],
    next: usize,
    items: Vec<Item>,
    units: Vec<Unit>,
}

impl Reader<'_> {
    /// Whether a stretch stands in paragraph `paragraph_idx` or the next one.
    fn is_near_stretch(&self, paragraph_idx: usize) -> bool {
        let paragraphs = &self.doc.paragraphs;
        let last = paragraphs[paragraphs.len().min(paragraph_idx + 2) - 1];
        let from = paragraphs[paragraph_idx].start;
        let is_inside = |s: &&TextRange| s.end > from && s.start < last.end;
        self.stretches.get(self.next).filter(is_inside).is_some()
            || self.next > 0 && is_inside(&&self.stretches[self.next - 1])
    }

    fn sentence(&mut self, sentence_idx: usize) {
        let sentence = &self.doc.sentences[sentence_idx];
        let paragraph_idx = sentence.paragraph_idx;
        let is_near_quote = self.is_near_stretch(paragraph_idx as usize);
        let looked = &self.looked[sentence.tokens.start as usize..sentence.tokens.end as usize];
        let holds_none =
            self.stretches.get(self.next).is_none_or(|s| s.start >= sentence.range.end);
        if !is_near_quote && holds_none && !looked.iter().any(|w| w.starts.has(Starts::REPORT)) {
            return;
        }
        let first = self.items.len();
        let goes_on = self.units.last().is_some_and(|unit| {
            unit.paragraph_idx == paragraph_idx
                && self.next > 0
                && self.stretches[self.next - 1].end > sentence.range.start
        });
        let mut at = sentence.range.start;
        if self.next > 0 {
            at = at.max(self.stretches[self.next - 1].end);
        }
        for (token, looked) in self.doc.sentence_tokens(sentence_idx).iter().zip(looked) {
            let start = token.range.start;
            if self.stretches.get(self.next).is_some_and(|stretch| stretch.start < start) {
                self.stretches_before(start, &mut at);
            }
            if start < at {
                continue;
            }
            if looked.mark != b' ' || at + 1 != start {
                self.gap(at, start);
            }
            self.items.push(Item {
                range: token.range,
                kind: Kind::Word,
                tag: looked.known.tag
                    | Tag::of_ending(&self.text.as_bytes()[token.range.as_usize()]),
                shape: token.shape,
                owner: Owner::No,
                word: token.word,
            });
            at = token.range.end;
        }
        self.stretches_before(sentence.range.end, &mut at);
        if at < sentence.range.end {
            self.gap(at, sentence.range.end);
        }
        let end = self.items.len();
        let goes_on = goes_on || self.reports_before(first, paragraph_idx);
        match self.units.last_mut() {
            Some(unit) if goes_on && unit.items.len() < MAX_UNIT_ITEMS => unit.items.end = end,
            _ if end > first => {
                self.units.push(Unit { items: first..end, paragraph_idx, is_near_quote });
            }
            _ => {}
        }
    }

    /// Whether the items from `first` on are the report of a quotation that ends the unit
    /// before with its own mark (“Who knows?” Smith asked).
    fn reports_before(&self, first: usize, paragraph_idx: u32) -> bool {
        let follows_quote = self
            .units
            .last()
            .is_some_and(|unit| unit.paragraph_idx == paragraph_idx && unit.items.end == first)
            && first > 0
            && self.items[first - 1].is_quote();
        let head = &self.items[first..self.items.len().min(first + 12)];
        let Some(verb) = head.iter().position(|item| item.has(Tag::SAY) && item.has(Tag::FINITE))
        else {
            return false;
        };
        follows_quote
            && verb > 0
            && head[..verb].iter().all(|item| {
                item.is_word()
                    && (item.is_capitalised()
                        || item.has(Tag::ROLE | Tag::PRONOUN | Tag::DETERMINER))
                    && !item.has(Tag::SUBORDINATOR | Tag::PREPOSITION | Tag::CONJUNCTION)
            })
            && head.get(verb + 1).is_none_or(|next| {
                !next.is_word() && next.kind != Kind::Colon
                    || next.has(Tag::PREPOSITION | Tag::TIME | Tag::ADVERB | Tag::ROLE)
                    || head[verb].has(Tag::TELL)
            })
            && !head[verb..].iter().any(|item| item.is_quote() || item.kind == Kind::Colon)
    }

    /// Adds the stretches that start before `limit`, and moves `at` behind them.
    fn stretches_before(&mut self, limit: u32, at: &mut u32) {
        while let Some(&stretch) = self.stretches.get(self.next).filter(|s| s.start < limit) {
            if *at < stretch.start {
                self.gap(*at, stretch.start);
            }
            let idx = TextRange::new(0, self.next).end;
            let quoted = stretch.of(self.text);
            let is_unended = quoted.trim_end_matches(CLOSING).ends_with(',');
            let tag = if is_unended { Tag::UNENDED } else { Tag::default() };
            self.items.push(Item { tag, ..plain(stretch, Kind::Quote(idx)) });
            *at = stretch.end.max(*at);
            self.next += 1;
        }
    }

    /// Adds the marks between two words.
    fn gap(&mut self, start: u32, end: u32) {
        if start >= end || (end - start == 1 && self.text.as_bytes()[start as usize] == b' ') {
            return;
        }
        let text = TextRange { start, end }.of(self.text);
        if text == ", " {
            self.items.push(plain(TextRange { start, end: start + 1 }, Kind::Comma));
            return;
        }
        let mut at = start;
        for (i, c) in text.char_indices() {
            let here = start + TextRange::new(0, i).end;
            if here < at {
                continue;
            }
            at = here;
            let rest = &text[i..];
            if matches!(c, '\'' | '’') && i == 0 {
                self.note_owner();
            }
            if let Some((kind, len)) =
                mark(rest, text[..i].ends_with(char::is_whitespace) || i == 0)
            {
                at = here + TextRange::new(0, len).end;
                self.items.push(plain(TextRange { start: here, end: at }, kind));
            }
        }
    }

    fn note_owner(&mut self) {
        if let Some(last) = self.items.last_mut().filter(|item| item.is_word()) {
            last.owner = Owner::Yes;
        }
    }
}

fn plain(range: TextRange, kind: Kind) -> Item {
    Item { range, kind, tag: Tag::default(), shape: Shape::Lower, owner: Owner::No, word: 0 }
}

/// The mark at the start of `rest` and its length.
fn mark(rest: &str, after_space: bool) -> Option<(Kind, usize)> {
    let c = rest.chars().next()?;
    let kind = match c {
        ',' => Kind::Comma,
        ':' => Kind::Colon,
        ';' => Kind::Semicolon,
        '(' | '[' => Kind::Open,
        ')' | ']' => Kind::Close,
        '—' | '–' => Kind::Dash,
        '-' if rest.starts_with("--") => return Some((Kind::Dash, 2)),
        '-' if after_space && rest[1..].starts_with(' ') => Kind::Dash,
        '!' | '?' => Kind::Stop,
        _ => return None,
    };
    Some((kind, c.len_utf8()))
}
