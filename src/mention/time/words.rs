//! The words of a document with their parts, and what stands between them.

use super::lexicon::{Kind, Lex};
use crate::{
    mention::vocabulary::{Looked, Starts},
    normalize::{Document, Shape, Token},
    span::TextRange,
};

/// What stands between two words that follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space.
    Space,
    /// A hyphen or dash without space.
    Hyphen,
    /// A comma, perhaps after a full stop.
    Comma,
    /// A full stop.
    Dot,
    /// A possessive ending.
    Possessive,
    /// A colon without space.
    Colon,
    /// A slash without space.
    Slash,
    /// Anything else, a paragraph's end included.
    Break,
}

/// Longest stretch between two words of one expression, in bytes: `’s ` with some space.
const MAX_GAP_LEN: usize = 8;

/// The words of a document with their parts.
pub(super) struct Words<'d> {
    text: &'d str,
    tokens: &'d [Token],
    looked: &'d [Looked],
    /// The parts of the words with a figure, in order.
    figures: Vec<Lex>,
}

impl<'d> Words<'d> {
    /// The words of `doc`, of each of which `looked` tells.
    pub(super) fn new(doc: &'d Document, looked: &'d [Looked]) -> Self {
        let text = doc.text();
        let with_figure = doc.tokens.iter().filter(|token| token.shape == Shape::Number);
        let figures = with_figure.map(|token| digits(token.range.of(text))).collect();
        Self { text, tokens: &doc.tokens, looked, figures }
    }

    /// The part of word `at` and what goes with it; the default beyond the end.
    #[inline]
    fn lex(&self, at: usize) -> Lex {
        match (self.tokens.get(at), self.looked.get(at)) {
            (Some(token), Some(looked)) if token.shape == Shape::Number => {
                self.figures[looked.n_figures as usize]
            }
            (_, Some(looked)) => looked.known.time,
            _ => Lex::default(),
        }
    }

    /// Index of the first word at or after `at` at which a time may start.
    #[inline]
    pub(super) fn next_start(&self, at: usize) -> Option<usize> {
        let ahead = self.looked.get(at..)?.iter().position(|w| w.starts.has(Starts::TIME))?;
        Some(at + ahead)
    }

    /// The part of word `at`; [`Kind::Other`] beyond the end.
    #[inline]
    pub(super) fn kind(&self, at: usize) -> Kind {
        self.lex(at).kind
    }

    /// Its number.
    #[inline]
    pub(super) fn number(&self, at: usize) -> i32 {
        self.lex(at).number
    }

    /// How many digits it is written with.
    pub(super) fn n_digits(&self, at: usize) -> u8 {
        self.lex(at).n_digits
    }

    /// The word itself.
    pub(super) fn word(&self, at: usize) -> &'d str {
        self.tokens.get(at).map_or("", |token| token.range.of(self.text))
    }

    /// The hash of its lower-cased form; 0 beyond the end.
    pub(super) fn hash(&self, at: usize) -> u64 {
        self.tokens.get(at).map_or(0, |token| token.word)
    }

    /// How it is written.
    pub(super) fn shape(&self, at: usize) -> Shape {
        self.tokens.get(at).map_or(Shape::Lower, |token| token.shape)
    }

    /// Where words `first` to `last` stand.
    ///
    /// # Panics
    /// If there are no such words.
    pub(super) fn span(&self, first: usize, last: usize) -> TextRange {
        self.tokens[first].range.cover(self.tokens[last].range)
    }

    /// What stands between words `at` and `at + 1`.
    #[inline]
    pub(super) fn gap(&self, at: usize) -> Gap {
        match self.looked.get(at + 1).map(|word| word.mark) {
            None => Gap::Break,
            Some(b' ') => Gap::Space,
            Some(b'-') => Gap::Hyphen,
            Some(_) => self.other_gap(at),
        }
    }

    /// [`Words::gap`] of words that are followed by another.
    fn other_gap(&self, at: usize) -> Gap {
        let (left, right) = (&self.tokens[at], &self.tokens[at + 1]);
        let (from, to) = (left.range.end as usize, right.range.start as usize);
        if to < from || to - from > MAX_GAP_LEN {
            return Gap::Break;
        }
        let between = &self.text[from..to];
        // "the '80s"
        let is_omission = matches!(between, " '" | " ’" | " ‘");
        if is_omission && self.kind(at + 1) == Kind::DigitDecade {
            return Gap::Space;
        }
        classify(between)
    }

    /// The part of the word after `at` if only space or a hyphen stands between.
    #[inline]
    pub(super) fn next(&self, at: usize) -> Kind {
        match self.gap(at) {
            Gap::Space | Gap::Hyphen => self.kind(at + 1),
            _ => Kind::Other,
        }
    }

    /// The part of the word before `at` if only space or a hyphen stands between.
    #[inline]
    pub(super) fn previous(&self, at: usize) -> Kind {
        match at.checked_sub(1).map(|before| (before, self.gap(before))) {
            Some((before, Gap::Space | Gap::Hyphen)) => self.kind(before),
            _ => Kind::Other,
        }
    }

    /// Whether words `at` and `at + 1` are parted by space or a hyphen only.
    #[inline]
    pub(super) fn is_joined(&self, at: usize) -> bool {
        matches!(self.gap(at), Gap::Space | Gap::Hyphen)
    }

    /// Whether "as" stands before word `at`.
    pub(super) fn is_after_as(&self, at: usize) -> bool {
        at > 0 && self.word(at - 1).eq_ignore_ascii_case("as")
    }

    /// The character before word `at`.
    pub(super) fn char_before(&self, at: usize) -> Option<char> {
        let start = self.tokens.get(at)?.range.start as usize;
        self.text[..start].chars().next_back()
    }

    /// The character after word `at`.
    pub(super) fn char_after(&self, at: usize) -> Option<char> {
        let end = self.tokens.get(at)?.range.end as usize;
        self.text[end..].chars().next()
    }
}

fn classify(between: &str) -> Gap {
    if between == ", " {
        return Gap::Comma;
    }
    let mark = between.trim_end();
    let has_space = mark.len() < between.len();
    if between.bytes().filter(|&b| b == b'\n').count() > 1 {
        return Gap::Break;
    }
    match mark {
        "" => Gap::Space,
        "," | ".," => Gap::Comma,
        "." => Gap::Dot,
        "'s" | "’s" | "'" | "’" | "'S" | "’S" => Gap::Possessive,
        "-" | "–" | "\u{2011}" if !has_space => Gap::Hyphen,
        ":" if !has_space => Gap::Colon,
        "/" if !has_space => Gap::Slash,
        _ => Gap::Break,
    }
}

/// "05.2025", "5.25": the rest of a date with dots.
fn is_day_and_year(rest: &[u8]) -> bool {
    let mut parts = rest.split(|&b| b == b'.');
    let is_number = |part: Option<&[u8]>, lens: &[usize]| {
        part.is_some_and(|p| lens.contains(&p.len()) && p.iter().all(u8::is_ascii_digit))
    };
    is_number(parts.next(), &[1, 2]) && is_number(parts.next(), &[2, 4]) && parts.next().is_none()
}

/// The part of a word that holds a digit: "12", "1,500", "1.5", "21st", "1990s", "10pm".
fn digits(word: &str) -> Lex {
    let bytes = word.as_bytes();
    let head_len = bytes.iter().take_while(|b| b.is_ascii_digit() || **b == b',').count();
    let head = &bytes[..head_len];
    let number = head
        .iter()
        .filter(|b| b.is_ascii_digit())
        .try_fold(0_i32, |sum, b| sum.checked_mul(10)?.checked_add(i32::from(b - b'0')));
    let (Some(number), true) = (number, head_len > 0) else {
        return Lex::default();
    };
    let kind = match &bytes[head_len..] {
        [] => Kind::Digits,
        b"st" | b"nd" | b"rd" | b"th" => Kind::DigitOrdinal,
        b"s" => Kind::DigitDecade,
        b"am" | b"AM" | b"a.m" | b"pm" | b"PM" | b"p.m" => Kind::DigitClock,
        [b'.', tens, ones, b'a' | b'p', b'm']
            if (tens.is_ascii_digit() && ones.is_ascii_digit()) =>
        {
            Kind::DigitClock
        }
        [b'.', rest @ ..] if rest.iter().all(u8::is_ascii_digit) => Kind::Decimal,
        [b'.', rest @ ..] if is_day_and_year(rest) => Kind::DottedDate,
        _ => Kind::Other,
    };
    let has_comma = head.contains(&b',');
    let n_digits = if has_comma { 9 } else { u8::try_from(head_len).unwrap_or(u8::MAX) };
    Lex { kind, n_digits, number }
}
