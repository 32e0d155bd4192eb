//! How many units: "three", "twenty-four", "a few", "2 1/2".

use super::{
    lexicon::Kind,
    words::{Gap, Words},
};

/// A number of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    /// So many.
    Exact(i32),
    /// So many and a half.
    AndHalf(i32),
    /// So many hundredths.
    Hundredths(i32),
    /// An unsaid number: "a few".
    Vague,
}

impl Amount {
    /// The whole number, if it is one.
    pub(super) fn exact(self) -> Option<i32> {
        match self {
            Self::Exact(n) => Some(n),
            _ => None,
        }
    }
}

/// The amount that starts at word `at`, and the word after it. "a" alone is none.
pub(super) fn amount(words: &Words<'_>, at: usize) -> Option<(Amount, usize)> {
    let (amount, end) = plain(words, at)?;
    let is_and_half = words.next(end - 1) == Kind::And
        && words.next(end) == Kind::Article
        && words.next(end + 1) == Kind::Half
        && words.next(end + 2) == Kind::Units;
    match amount {
        Amount::Exact(n) if is_and_half => Some((Amount::AndHalf(n), end + 3)),
        amount => Some((amount, end)),
    }
}

/// The same without a half behind it ("two and a half days").
fn plain(words: &Words<'_>, at: usize) -> Option<(Amount, usize)> {
    match words.kind(at) {
        Kind::Digits => Some(digits(words, at)),
        Kind::Decimal => Some((decimal(words.word(at)), at + 1)),
        Kind::Number | Kind::Tens => spelled(words, at),
        Kind::Few => Some((Amount::Vague, at + 1)),
        Kind::Couple => Some((Amount::Exact(words.number(at)), skip_of(words, at))),
        Kind::Half if words.next(at) == Kind::Article => Some((Amount::AndHalf(0), at + 2)),
        Kind::Half => Some((Amount::AndHalf(0), at + 1)),
        Kind::Article => after_article(words, at),
        _ => None,
    }
}

fn after_article(words: &Words<'_>, at: usize) -> Option<(Amount, usize)> {
    match words.next(at) {
        Kind::Few => Some((Amount::Vague, at + 2)),
        Kind::Couple => Some((Amount::Exact(words.number(at + 1)), skip_of(words, at + 1))),
        Kind::Scale => Some((Amount::Exact(words.number(at + 1)), at + 2)),
        Kind::Half => Some((Amount::AndHalf(0), at + 2)),
        _ => None,
    }
}

fn skip_of(words: &Words<'_>, at: usize) -> usize {
    if words.next(at) == Kind::Of { at + 2 } else { at + 1 }
}

fn digits(words: &Words<'_>, at: usize) -> (Amount, usize) {
    let n = words.number(at);
    let is_half = |at: usize| {
        words.kind(at) == Kind::Digits
            && words.number(at) == 1
            && words.gap(at) == Gap::Slash
            && words.kind(at + 1) == Kind::Digits
            && words.number(at + 1) == 2
    };
    if words.is_joined(at) && is_half(at + 1) {
        return (Amount::AndHalf(n), at + 3);
    }
    if is_half(at) {
        return (Amount::AndHalf(0), at + 2);
    }
    match words.next(at) {
        Kind::Scale => (Amount::Exact(n.saturating_mul(words.number(at + 1))), at + 2),
        _ => (Amount::Exact(n), at + 1),
    }
}

fn decimal(word: &str) -> Amount {
    let (whole, rest) = word.split_once('.').unwrap_or((word, ""));
    let whole: i32 = whole.parse().unwrap_or_default();
    let hundredths = match rest.as_bytes() {
        [tenth] => i32::from(tenth - b'0') * 10,
        [tenth, hundredth, ..] => i32::from(tenth - b'0') * 10 + i32::from(hundredth - b'0'),
        [] => 0,
    };
    match hundredths {
        50 => Amount::AndHalf(whole),
        _ => Amount::Hundredths(whole.saturating_mul(100).saturating_add(hundredths)),
    }
}

/// A number in words, up to three of them: "twenty four", "two hundred".
fn spelled(words: &Words<'_>, at: usize) -> Option<(Amount, usize)> {
    let (mut n, mut end) = below_hundred(words, at)?;
    if words.next(end - 1) == Kind::Scale {
        n = n.saturating_mul(words.number(end));
        end += 1;
    }
    Some((Amount::Exact(n), end))
}

/// A number under a hundred in words, and the word after it.
pub(super) fn below_hundred(words: &Words<'_>, at: usize) -> Option<(i32, usize)> {
    let n = words.number(at);
    match words.kind(at) {
        Kind::Number => Some((n, at + 1)),
        Kind::Tens if words.next(at) == Kind::Number && (1..10).contains(&words.number(at + 1)) => {
            Some((n + words.number(at + 1), at + 2))
        }
        Kind::Tens => Some((n, at + 1)),
        _ => None,
    }
}

/// A year in words: "nineteen ninety-six".
pub(super) fn spelled_year(words: &Words<'_>, at: usize) -> Option<(i16, usize)> {
    let century = words.number(at);
    let is_century = words.kind(at) == Kind::Number && (11..20).contains(&century);
    if !is_century || !words.is_joined(at) {
        return None;
    }
    let (rest, end) = below_hundred(words, at + 1)?;
    (10..100).contains(&rest).then_some(())?;
    Some((i16::try_from(century * 100 + rest).ok()?, end))
}
