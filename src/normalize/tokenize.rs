//! Words and their ranges.
//!
//! A word is a run of letters, digits and combining marks. It may hold an apostrophe
//! between letters ("don't"), a full stop between single letters ("U.S"), a full stop or
//! comma between digits ("1,500", "3.5"). A possessive `'s` is left off, a hyphen parts
//! words. Scripts written without spaces yield what Unicode Annex 29 gives.

use super::document::Shape;
use crate::span::TextRange;
use unicode_segmentation::UnicodeSegmentation;

/// Calls `emit` with the range of every word of `range`, in order. Linear.
pub(super) fn for_each_word(text: &str, range: TextRange, mut emit: impl FnMut(TextRange)) {
    for_each_word_while(text, range, |word| {
        emit(word);
        true
    });
}

/// As [`for_each_word`], until `emit` says that it was enough.
pub(super) fn for_each_word_while(
    text: &str,
    range: TextRange,
    mut emit: impl FnMut(TextRange) -> bool,
) {
    let slice = range.of(text);
    if !holds_segmented_script(slice) {
        return for_each_spaced_word(text, range, emit);
    }
    let base = range.start as usize;
    for (at, word) in slice.unicode_word_indices() {
        if !emit(TextRange::new(base + at, base + at + word.len())) {
            return;
        }
    }
}

/// As [`for_each_word_while`], for a text that does not [hold](holds_segmented_script) a
/// script whose words need a segmenter.
#[inline]
pub(super) fn for_each_spaced_word(
    text: &str,
    range: TextRange,
    mut emit: impl FnMut(TextRange) -> bool,
) {
    let slice = range.of(text);
    let mut at = 0;
    while let Some((start, end)) = next_word(slice, at) {
        let kept = end - possessive_len(&slice.as_bytes()[start..end]);
        // No addition overflows: the range lies in the text.
        let word = TextRange { start: range.start + start as u32, end: range.start + kept as u32 };
        if !emit(word) {
            return;
        }
        at = end;
    }
}

/// Whether a letter belongs to a script whose words the plain scanner cannot tell apart.
fn needs_segmenter(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{10FF}' | '\u{1200}'..='\u{1DBF}' | '\u{2E80}'..='\u{FAFF}' | '\u{20000}'..)
}

/// Whether `text` holds a letter of a script whose words the plain scanner cannot tell
/// apart. Cost: a few bytes a step where it is Latin.
pub(super) fn holds_segmented_script(text: &str) -> bool {
    /// Bytes looked at together.
    const STEP: usize = 64;
    // U+0590 begins with D6; E2 begins typographic marks up to U+2FFF.
    let is_suspect = |byte: u8| byte >= 0xD6 && byte != 0xE2;
    let holds = |bytes: &[u8]| bytes.iter().fold(false, |any, &byte| any | is_suspect(byte));
    let is_suspect_text = text.as_bytes().chunks(STEP).any(holds)
        || memchr::memchr_iter(0xE2, text.as_bytes())
            .any(|at| text.as_bytes().get(at + 1).is_some_and(|&next| next >= 0xBA));
    is_suspect_text && text.chars().any(needs_segmenter)
}

/// What an ASCII byte is to a word.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    table
};

/// The next word from byte `from`: ASCII by table, the rest character by character.
#[inline]
fn next_word(slice: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = slice.as_bytes();
    let mut start = from;
    loop {
        let byte = *bytes.get(start)?;
        if byte.is_ascii() {
            if IN_WORD[usize::from(byte)] && byte != b'_' {
                break;
            }
            start += 1;
        } else {
            let c = char_at(slice, start)?;
            if c.is_alphanumeric() {
                return Some((start, word_end(slice, start)));
            }
            start += c.len_utf8();
        }
    }
    let (mut run, mut at) = (start, start + 1);
    loop {
        while bytes.get(at).is_some_and(|&byte| IN_WORD[usize::from(byte)]) {
            at += 1;
        }
        let (mark, len) = match bytes[at..] {
            [] => return Some((start, at)),
            [b'\'', ..] => ('\'', 1),
            [b'.', ..] => ('.', 1),
            [b',', ..] => (',', 1),
            [0xE2, 0x80, 0x99, ..] => ('\u{2019}', 3),
            // The rest of general punctuation parts words.
            [0..0x80, ..] | [0xE2, 0x80, 0x80..0xBF, ..] => return Some((start, at)),
            _ => return Some((start, word_end(slice, start))),
        };
        let before = char::from(bytes[at - 1]);
        match char_at(slice, at + len) {
            Some(after) if joins(before, mark, after, at - run) => at += len,
            _ => return Some((start, at)),
        }
        run = at;
    }
}

/// Where the word that starts at `start` ends, character by character: the definition.
fn word_end(slice: &str, start: usize) -> usize {
    let mut end = start;
    let mut next = char_at(slice, start);
    let mut before = '\0';
    let mut run_len = 0;
    while let Some(c) = next {
        let after = char_at(slice, end + c.len_utf8());
        if is_word_char(c) {
            run_len += 1;
        } else if after.is_some_and(|after| joins(before, c, after, run_len)) {
            run_len = 0;
        } else {
            break;
        }
        end += c.len_utf8();
        before = c;
        next = after;
    }
    end
}

/// The character that begins at `at`, decoded only where it is not ASCII.
#[inline]
fn char_at(slice: &str, at: usize) -> Option<char> {
    match *slice.as_bytes().get(at)? {
        ascii @ 0..0x80 => Some(char::from(ascii)),
        _ => slice[at..].chars().next(),
    }
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '\u{0300}'..='\u{036F}' | '\u{00AD}')
}

/// Whether mark `c` between `before` and `next` stays inside a word; `run_len` letters
/// or digits stand between it and the last mark.
fn joins(before: char, c: char, next: char, run_len: usize) -> bool {
    match c {
        '\'' | '’' => before.is_alphabetic() && next.is_alphabetic(),
        '.' => {
            (before.is_numeric() && next.is_numeric())
                || (run_len == 1 && before.is_alphabetic() && next.is_alphabetic())
        }
        ',' => before.is_numeric() && next.is_numeric(),
        _ => false,
    }
}

/// Length of a possessive ending of `word`, 0 if there is none.
#[inline]
fn possessive_len(word: &[u8]) -> usize {
    match word {
        [_, .., b'\'', b's' | b'S'] => 2,
        [_, .., 0xE2, 0x80, 0x99, b's' | b'S'] => 4,
        _ => 0,
    }
}

/// How `word` is written.
pub(super) fn shape_of(word: &str) -> Shape {
    let mut n_letters = 0;
    let mut n_upper = 0;
    let mut starts_upper = false;
    for (i, c) in word.chars().enumerate() {
        if c.is_numeric() {
            return Shape::Number;
        }
        if c.is_alphabetic() {
            n_letters += 1;
            if c.is_uppercase() {
                n_upper += 1;
                starts_upper |= i == 0;
            }
        }
    }
    match (n_upper, starts_upper) {
        (0, _) => Shape::Lower,
        (n, _) if n == n_letters && n > 1 => Shape::Upper,
        (1, true) => Shape::Capitalised,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        for_each_word(text, TextRange::new(0, text.len()), |range| out.push(range.of(text)));
        out
    }

    #[test]
    fn words_of_news() {
        let cases: &[(&str, &[&str])] = &[
            ("", &[]),
            ("…—!", &[]),
            ("Don't panic.", &["Don't", "panic"]),
            ("Kyiv’s 28-point plan", &["Kyiv", "28", "point", "plan"]),
            ("the U.S. and E.U.-led talks", &["the", "U.S", "and", "E.U", "led", "talks"]),
            ("killed 1,500, or 3.5 %", &["killed", "1,500", "or", "3.5"]),
            ("at 1:00 a.m. local", &["at", "1", "00", "a.m", "local"]),
            ("end.Next", &["end", "Next"]),
            ("snake_case", &["snake_case"]),
            ("Überfälle in Łódź", &["Überfälle", "in", "Łódź"]),
            ("北京 2024年", &["北", "京", "2024", "年"]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), *expected, "{text}");
        }
    }

    #[test]
    fn shapes() {
        for (word, shape) in [
            ("peace", Shape::Lower),
            ("Peace", Shape::Capitalised),
            ("U.S", Shape::Upper),
            ("A", Shape::Capitalised),
            ("McDonald", Shape::Mixed),
            ("iPhone", Shape::Mixed),
            ("G7", Shape::Number),
            ("京", Shape::Lower),
        ] {
            assert_eq!(shape_of(word), shape, "{word}");
        }
    }

    /// Words straight from the definition.
    fn slow_words(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            if !c.is_alphanumeric() {
                at += c.len_utf8();
                continue;
            }
            let end = word_end(text, at);
            let word = &text[at..end];
            let kept = ["'s", "’s", "'S", "’S"]
                .iter()
                .find_map(|ending| word.strip_suffix(ending).filter(|kept| !kept.is_empty()));
            out.push(kept.unwrap_or(word));
            at = end;
        }
        out
    }

    #[test]
    fn segmented_scripts_are_seen() {
        for (text, expected) in [
            ("", false),
            ("plain “text” — naïve Łódź Ωμέγα Привет", false),
            ("北", true),
            ("⺀", true),
            ("שלום", true),
            ("ก", true),
            ("Latin and \u{20000}", true),
            ("😀", false),
            ("한국", true),
            ("ﬁre", false),
        ] {
            assert_eq!(holds_segmented_script(text), expected, "{text}");
            assert_eq!(text.chars().any(needs_segmenter), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_fast_scanner_meets_the_definition(
            text in "([a-zA-Z_0-9é’'.,“—\u{AD}\u{301}\u{2026}\u{203F} ]|'s|’S){0,60}|\\PC{0,60}"
        ) {
            if !holds_segmented_script(&text) {
                prop_assert_eq!(words(&text), slow_words(&text));
            }
        }

        #[test]
        fn segmented_scripts_are_seen_in_any_text(text in "\\PC{0,80}") {
            prop_assert_eq!(holds_segmented_script(&text), text.chars().any(needs_segmenter));
        }

        #[test]
        fn words_lie_in_order_on_boundaries(text in "\\PC*") {
            let mut last = 0;
            for_each_word(&text, TextRange::new(0, text.len()), |range| {
                assert!(range.start >= last && !range.is_empty());
                assert!(!range.of(&text).is_empty());
                last = range.end;
            });
        }
    }
}
