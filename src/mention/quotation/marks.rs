//! Pairs quotation marks.
//!
//! A paragraph is read once from left to right with at most one open mark, so the cost is
//! linear whatever the marks. Marks nested in a quotation stay inside it.

use crate::span::TextRange;

/// Longest stretch between two marks. A speech quoted in full keeps its paragraphs apart,
/// so a longer one is a mark that was never closed.
const MAX_STRETCH_BYTES: u32 = 8 * 1024;

/// A quoted stretch, marks included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mention) struct Stretch {
    /// From the opening mark to behind the closing one.
    pub(in crate::mention) range: TextRange,
    /// How it ends.
    pub(super) ending: Ending,
}

/// How a stretch ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// With its closing mark.
    Closed,
    /// At the end of its paragraph, and the next begins with an opening mark.
    GoesOn,
    /// At the end of its paragraph, without a closing mark.
    Unclosed,
}

/// Families of marks: one closes only what its own family opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Guillemet,
    Corner,
}

/// What a mark says by itself about its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Opens,
    Closes,
    Either,
}

/// A mark in the text.
#[derive(Debug, Clone, Copy)]
struct Mark {
    range: TextRange,
    family: Family,
    direction: Direction,
}

/// What stands on both sides of a mark.
#[derive(Debug, Clone, Copy)]
struct Setting {
    before: char,
    after: char,
}

impl Setting {
    fn can_open(self) -> bool {
        !self.after.is_whitespace() && !is_closing_punctuation(self.after)
            || self.after == '.' && opens_after(self.before)
    }

    fn looks_open(self) -> bool {
        opens_after(self.before) && self.can_open()
    }

    fn can_close(self) -> bool {
        !self.before.is_whitespace() && self.before != '\0'
    }

    fn looks_closed(self) -> bool {
        self.can_close()
            && (self.after.is_whitespace()
                || self.after == '\0'
                || is_closing_punctuation(self.after)
                || is_dash(self.after))
    }
}

fn opens_after(before: char) -> bool {
    before == '\0'
        || before.is_whitespace()
        || is_dash(before)
        || matches!(before, '(' | '[' | '/' | ':' | '“' | '‘' | '"' | '«' | '>')
}

fn is_closing_punctuation(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '”' | '’' | '»' | '…')
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '-')
}

/// The quoted stretches of `paragraphs`, in text order, apart from one another.
/// Cost: linear in the length of the paragraphs.
pub(in crate::mention) fn stretches(text: &str, paragraphs: &[TextRange]) -> Vec<Stretch> {
    let mut out = Vec::new();
    for (i, &paragraph) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(i + 1).map_or("", |next| next.of(text));
        let mut pairing = Pairing { text, paragraph, open: None, weak_close: None, out: &mut out };
        pairing.run();
        pairing.finish(next);
    }
    out
}

struct Pairing<'a> {
    text: &'a str,
    paragraph: TextRange,
    open: Option<Mark>,
    /// Where a single quotation would end if no better mark follows: an apostrophe
    /// after an "s" may be either.
    weak_close: Option<u32>,
    out: &'a mut Vec<Stretch>,
}

impl Pairing<'_> {
    fn run(&mut self) {
        for mark in marks(self.text, self.paragraph) {
            if self.is_apostrophe(mark) {
                continue;
            }
            let setting = self.setting(mark.range);
            match self.open {
                None => self.try_open(mark, setting),
                Some(open) if mark.range.end - open.range.start > MAX_STRETCH_BYTES => {
                    self.open = None;
                    self.weak_close = None;
                    self.try_open(mark, setting);
                }
                Some(open) => self.within(open, mark, setting),
            }
        }
    }

    /// Whether a mark stands between two letters, where it neither opens nor closes anything.
    fn is_apostrophe(&self, mark: Mark) -> bool {
        let bytes = self.text.as_bytes();
        let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        mark.family == Family::Single
            && self.open.is_none_or(|open| open.family != Family::Single)
            && mark.range.start > self.paragraph.start
            && mark.range.end < self.paragraph.end
            && is_letter(mark.range.start as usize - 1)
            && is_letter(mark.range.end as usize)
    }

    fn setting(&self, mark: TextRange) -> Setting {
        let before = &self.text[self.paragraph.start as usize..mark.start as usize];
        let after = &self.text[mark.end as usize..self.paragraph.end as usize];
        Setting {
            before: before.chars().next_back().unwrap_or('\0'),
            after: after.chars().next().unwrap_or('\0'),
        }
    }

    fn try_open(&mut self, mark: Mark, setting: Setting) {
        let opens = match (mark.family, mark.direction) {
            (Family::Single, Direction::Closes) => false,
            (Family::Single, _) => {
                setting.looks_open()
                    && setting.after.is_alphanumeric()
                    && !is_clipped(&self.text[mark.range.end as usize..])
            }
            (_, Direction::Opens) => setting.can_open() || !setting.can_close(),
            (_, Direction::Closes) => setting.looks_open(),
            (_, Direction::Either) => {
                setting.looks_open() || (setting.can_open() && !setting.before.is_numeric())
            }
        };
        if opens {
            self.open = Some(mark);
            self.weak_close = None;
        }
    }

    fn within(&mut self, open: Mark, mark: Mark, setting: Setting) {
        if mark.family != open.family {
            self.within_single(open, mark, setting);
            return;
        }
        let closes = match mark.direction {
            Direction::Closes | Direction::Either if open.family == Family::Single => {
                return self.close_single(open, mark, setting);
            }
            Direction::Closes => true,
            Direction::Opens => setting.looks_closed(),
            Direction::Either => {
                !setting.looks_open() || setting.looks_closed() || self.is_detached(mark.range)
            }
        };
        if closes {
            self.close(open, mark.range.end);
        } else if setting.can_open() {
            // The mark before was never closed: the new one counts.
            self.open = Some(mark);
            self.weak_close = None;
        }
    }

    /// Whether a mark that looks as if it opened closes what is open, with a blank on its wrong side
    /// ("… for the second time, "she said"): it stands behind a comma that no verb of saying stands
    /// before.
    fn is_detached(&self, mark: TextRange) -> bool {
        let before = &self.text[self.paragraph.start as usize..mark.start as usize];
        let Some(clause) = before.strip_suffix(' ').and_then(|rest| rest.strip_suffix(',')) else {
            return false;
        };
        let word = clause.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        !word.is_empty() && !SAYING.iter().any(|known| word.eq_ignore_ascii_case(known))
    }

    /// A double mark inside single ones: either nested, or the single mark was none.
    fn within_single(&mut self, open: Mark, mark: Mark, setting: Setting) {
        if open.family == Family::Single
            && mark.family != Family::Single
            && let Some(end) = self.weak_close
        {
            self.close(open, end);
            self.try_open(mark, setting);
        } else if open.family == Family::Single && mark.direction != Direction::Closes {
            self.open = None;
            self.try_open(mark, setting);
        }
    }

    fn close_single(&mut self, open: Mark, mark: Mark, setting: Setting) {
        if setting.after.is_alphanumeric() || !setting.can_close() {
            return;
        }
        if matches!(setting.before, 's' | 'n' | 'z') && setting.after == ' ' {
            self.weak_close.get_or_insert(mark.range.end);
        } else {
            self.close(open, mark.range.end);
        }
    }

    fn close(&mut self, open: Mark, end: u32) {
        self.open = None;
        self.weak_close = None;
        let range = TextRange { start: open.range.start, end };
        let inside = TextRange { start: open.range.end, end }.of(self.text);
        if inside.chars().any(char::is_alphanumeric) {
            self.out.push(Stretch { range, ending: Ending::Closed });
        }
    }

    /// Takes what is open at the end of the paragraph; `next` is the paragraph after it.
    fn finish(mut self, next: &str) {
        let Some(open) = self.open else { return };
        if open.family == Family::Single {
            if let Some(end) = self.weak_close {
                self.close(open, end);
            }
            return;
        }
        let range = TextRange { start: open.range.start, end: self.paragraph.end };
        let inside = TextRange::new(open.range.end as usize, range.end as usize).of(self.text);
        if range.end - range.start > MAX_STRETCH_BYTES || !inside.contains(char::is_alphanumeric) {
            return;
        }
        let goes_on = mark_at(next.as_bytes(), 0)
            .is_some_and(|mark| mark.family == open.family && mark.direction != Direction::Closes);
        let ending = if goes_on { Ending::GoesOn } else { Ending::Unclosed };
        self.out.push(Stretch { range, ending });
    }
}

/// Words before a comma behind which a quotation begins.
const SAYING: [&str; 13] = [
    "said",
    "says",
    "saying",
    "added",
    "adding",
    "asked",
    "told",
    "wrote",
    "tweeted",
    "replied",
    "continued",
    "declared",
    "stated",
];

/// Whether an apostrophe before `rest` stands for left-out letters ("’em", "’90s").
fn is_clipped(rest: &str) -> bool {
    let word: &str = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    matches!(
        word.to_ascii_lowercase().as_str(),
        "em" | "til" | "till" | "tis" | "twas" | "cause" | "bout" | "round" | "n" | "cuz" | "s"
    ) || word.starts_with(|c: char| c.is_ascii_digit())
}

/// The marks of `text` in `range`, in order.
fn marks(text: &str, range: TextRange) -> impl Iterator<Item = Mark> + '_ {
    // All bytes that a mark can start with, by two searches: one byte in fifty is such a one.
    let bytes = &text.as_bytes()[..range.end as usize];
    let haystack = &bytes[range.start as usize..];
    let mut ascii = memchr::memchr3_iter(b'"', b'\'', b'`', haystack).peekable();
    let mut other = memchr::memchr3_iter(0xC2, 0xE2, 0xE3, haystack).peekable();
    let mut next_byte = move || match (ascii.peek(), other.peek()) {
        (Some(a), Some(o)) if a > o => other.next(),
        (Some(_), _) => ascii.next(),
        (None, _) => other.next(),
    };
    let mut end = range.start as usize;
    std::iter::from_fn(move || {
        loop {
            let at = range.start as usize + next_byte()?;
            // The second of two straight marks that are one.
            if at < end {
                continue;
            }
            if let Some(mark) = mark_at(bytes, at) {
                end = mark.range.end as usize;
                return Some(mark);
            }
        }
    })
}

/// The mark that starts at byte `at`, if one does.
fn mark_at(text: &[u8], at: usize) -> Option<Mark> {
    use Direction::{Closes, Either, Opens};
    use Family::{Corner, Double, Guillemet, Single};
    let rest = text.get(at..)?;
    let (family, direction, len) = match rest {
        [b'"', ..] => (Double, Either, 1),
        [b'\'', b'\'', ..] => (Double, Either, 2),
        [b'`', b'`', ..] => (Double, Opens, 2),
        [b'\'', ..] => (Single, Either, 1),
        [0xE2, 0x80, 0x9C, ..] => (Double, Opens, 3),
        [0xE2, 0x80, 0x9D, ..] => (Double, Closes, 3),
        [0xE2, 0x80, 0x9E, ..] => (Double, Opens, 3),
        [0xE2, 0x80, 0x98, ..] => (Single, Opens, 3),
        [0xE2, 0x80, 0x99, ..] => (Single, Closes, 3),
        [0xC2, 0xAB, ..] => (Guillemet, Opens, 2),
        [0xC2, 0xBB, ..] => (Guillemet, Closes, 2),
        [0xE3, 0x80, 0x8C, ..] => (Corner, Opens, 3),
        [0xE3, 0x80, 0x8D, ..] => (Corner, Closes, 3),
        _ => return None,
    };
    Some(Mark { range: TextRange::new(at, at + len), family, direction })
}
