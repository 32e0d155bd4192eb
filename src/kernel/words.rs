//! Words of the `plain` normaliser, as 64-bit hashes.
//!
//! A word is a maximal run of characters that are `char::is_alphanumeric()` or `_`, lower-cased
//! character by character. ASCII runs through vector instructions; a character outside ASCII is
//! decoded on its own and leaves the rest of the text on the fast path.

use super::simd::{BLOCK, Classes};

/// Multipliers of the word hash: the first two of wyhash's default secret. Frozen: stored
/// sketches depend on them.
const K0: u64 = 0xA076_1D64_78BD_642F;
const K1: u64 = 0xE703_7ED1_A0B4_28DB;

/// Sets bit 0x20 of every byte. On the bytes of ASCII words this is lower-casing: letters gain
/// the bit, digits have it, `_` becomes 0x7F, which no word holds.
const FOLD: u64 = 0x2020_2020_2020_2020;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The text is not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct InvalidUtf8;

/// Buffers that live from text to text.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// The word hashes of the last text, in text order.
    pub(crate) words: Vec<u64>,
    word_bits: Vec<u64>,
    other_bits: Vec<u64>,
    edges: Vec<u32>,
    n_edges: usize,
}

/// Texts are hashed in pieces so that positions fit 32 bits and buffers stay in the cache; a
/// piece ends at a byte that is in no word, however late that comes.
const PIECE: usize = 1 << 16;

/// Fills `scratch.words` with the hashes of the words of `text`, classifying with `classify`.
///
/// Same result for every correct `classify`. Linear in time; buffers of a quarter of a piece.
///
/// # Errors
/// [`InvalidUtf8`] when `text` is not UTF-8; the words are then those of a part of it.
#[inline(always)]
pub(crate) fn hash_words(
    text: &[u8],
    scratch: &mut Scratch,
    classify: impl Fn(&[u8; BLOCK]) -> Classes,
) -> Result<(), InvalidUtf8> {
    scratch.words.clear();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(piece_len(rest));
        classify_piece(piece, scratch, &classify);
        if scratch.other_bits.iter().any(|&bits| bits != 0) {
            classify_other(piece, scratch)?;
        }
        find_edges(piece.len(), scratch);
        hash_runs(piece, scratch);
        rest = after;
    }
    Ok(())
}

/// The length of the next piece: all, or at least [`PIECE`] up to an ASCII byte of no word.
fn piece_len(text: &[u8]) -> usize {
    if text.len() <= PIECE {
        return text.len();
    }
    let is_gap = |&byte: &u8| byte < 0x80 && !byte.is_ascii_alphanumeric() && byte != b'_';
    text[PIECE..].iter().position(is_gap).map_or(text.len(), |at| PIECE + at)
}

#[inline(always)]
fn classify_piece(
    piece: &[u8],
    scratch: &mut Scratch,
    classify: &impl Fn(&[u8; BLOCK]) -> Classes,
) {
    scratch.word_bits.clear();
    scratch.other_bits.clear();
    let (blocks, tail) = piece.as_chunks::<BLOCK>();
    let mut padded = [0; BLOCK];
    padded[..tail.len()].copy_from_slice(tail);
    for block in blocks.iter().chain(std::iter::once(&padded)) {
        let classes = classify(block);
        scratch.word_bits.push(classes.word);
        scratch.other_bits.push(classes.non_ascii);
    }
}

/// Adds the characters outside ASCII that belong to words to `word_bits`, and checks them all.
fn classify_other(piece: &[u8], scratch: &mut Scratch) -> Result<(), InvalidUtf8> {
    let mut next = 0;
    for block in 0..scratch.other_bits.len() {
        let mut bits = scratch.other_bits[block];
        while bits != 0 {
            let at = block * BLOCK + bits.trailing_zeros() as usize;
            bits &= bits - 1;
            if at < next {
                continue;
            }
            let width = utf8_width(piece[at]);
            let bytes = piece.get(at..at + width).ok_or(InvalidUtf8)?;
            next = at + width;
            if is_general_punctuation(bytes) {
                continue;
            }
            let decoded = std::str::from_utf8(bytes).map_err(|_| InvalidUtf8)?;
            if decoded.chars().all(char::is_alphanumeric) {
                for byte in at..next {
                    scratch.word_bits[byte / BLOCK] |= 1 << (byte % BLOCK);
                }
            }
        }
    }
    Ok(())
}

/// U+2000 to U+203F: typographic quotes, dashes and ellipses, none alphanumeric.
fn is_general_punctuation(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE2, 0x80, 0x80..=0xBF])
}

/// Bytes of the character that begins with `lead`; a wrong lead fails when decoded.
fn utf8_width(lead: u8) -> usize {
    match lead {
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xFF => 4,
        _ => 1,
    }
}

/// Lists where runs of word bits begin and end, alternately.
#[inline(always)]
fn find_edges(n_bytes: usize, scratch: &mut Scratch) {
    /// Positions written at a time; more than needed costs less than a branch.
    const STEP: usize = 8;
    let edges = &mut scratch.edges;
    let room = n_bytes + BLOCK + STEP + 1;
    if edges.len() < room {
        edges.resize(room, 0);
    }
    let mut n_edges = 0;
    let mut carry = 0;
    for (block, &word) in scratch.word_bits.iter().enumerate() {
        let mut bits = word ^ (word << 1 | carry);
        carry = word >> 63;
        let first = (block * BLOCK) as u32;
        let n_here = bits.count_ones() as usize;
        for steps in edges[n_edges..].as_chunks_mut::<STEP>().0 {
            for edge in steps {
                *edge = first + bits.trailing_zeros();
                bits &= bits.wrapping_sub(1);
            }
            if bits == 0 {
                break;
            }
        }
        n_edges += n_here;
    }
    edges[n_edges] = n_bytes as u32;
    scratch.n_edges = n_edges + carry as usize;
}

#[inline(always)]
fn hash_runs(piece: &[u8], scratch: &mut Scratch) {
    let runs = scratch.edges[..scratch.n_edges].as_chunks::<2>().0;
    let first = scratch.words.len();
    scratch.words.resize(first + runs.len(), 0);
    // A loop and not an iterator adapter, which would be compiled without the caller's features.
    for (hash, &[start, end]) in scratch.words[first..].iter_mut().zip(runs) {
        let (start, end) = (start as usize, end as usize);
        *hash = match hash_short_word(piece, start, end) {
            Some(hash) => hash,
            None => hash_word(&piece[start..end]),
        };
    }
}

/// The hash of the word at `start..end` of `text`, not empty, where it is ASCII of at most 16
/// bytes; marks that have the bit 0x20 may stand in it too.
#[inline(always)]
pub(crate) fn hash_short_word(text: &[u8], start: usize, end: usize) -> Option<u64> {
    let len = end - start;
    if len > 16 {
        return None;
    }
    let mut padded = [0; 16];
    let window = text.get(start..start + 16).unwrap_or_else(|| {
        padded[..len].copy_from_slice(&text[start..end]);
        &padded
    });
    let [low_mask, high_mask] = MASKS[len];
    let low = read_u64(window) & low_mask;
    let high = read_u64(&window[8..]) & high_mask;
    ((low | high) & HIGH == 0)
        .then(|| fold_multiply((low | FOLD & low_mask) ^ K0, (high | FOLD & high_mask) ^ K1))
}

/// Masks of the low and high eight bytes for words of 0 to 16 bytes.
const MASKS: [[u64; 2]; 17] = {
    let mut masks = [[0; 2]; 17];
    let mut len = 1;
    while len <= 16 {
        masks[len] = if len <= 8 {
            [u64::MAX >> (64 - 8 * len), 0]
        } else {
            [u64::MAX, u64::MAX >> (128 - 8 * len)]
        };
        len += 1;
    }
    masks
};

fn read_u64(bytes: &[u8]) -> u64 {
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes[..8]);
    u64::from_le_bytes(eight)
}

/// The 128-bit product folded to its half (wyhash).
#[inline(always)]
fn fold_multiply(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// The hash of one word: the definition that the fast path has to meet.
///
/// The word is lower-cased, `_` written as 0x7F, padded with zeros to blocks of 16 bytes, and
/// every block folded into the state. Zeros are in no word, so that the padding is unambiguous.
#[cold]
#[inline(never)]
pub(crate) fn hash_word(word: &[u8]) -> u64 {
    let mut hasher = WordHasher::default();
    for chunk in word.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_ascii() {
                hasher.push(c.to_ascii_lowercase() as u8);
            } else {
                let mut buffer = [0; 4];
                for lower in c.to_lowercase() {
                    lower.encode_utf8(&mut buffer).bytes().for_each(|byte| hasher.push(byte));
                }
            }
        }
    }
    hasher.finish()
}

/// Takes the bytes of a lower-cased word one by one.
#[derive(Default)]
struct WordHasher {
    state: u64,
    block: [u8; 16],
    n_bytes: usize,
}

impl WordHasher {
    fn push(&mut self, byte: u8) {
        if self.n_bytes == 16 {
            self.state = self.finish();
            (self.block, self.n_bytes) = ([0; 16], 0);
        }
        self.block[self.n_bytes] = if byte == b'_' { 0x7F } else { byte };
        self.n_bytes += 1;
    }

    fn finish(&self) -> u64 {
        let [low, high] = [read_u64(&self.block), read_u64(&self.block[8..])];
        fold_multiply(low ^ K0 ^ self.state, high ^ K1)
    }
}

/// The words of `text` as strings, straight from the definition; slow, for tests.
#[cfg(test)]
pub(crate) fn split_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().flat_map(char::to_lowercase).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::simd::Level;
    use super::*;

    fn assert_all_levels(text: &str) {
        let expected: Vec<u64> =
            split_words(text).iter().map(|w| hash_word(w.as_bytes())).collect();
        for level in Level::all() {
            let mut scratch = Scratch::default();
            level.hash_words(text.as_bytes(), &mut scratch).unwrap();
            assert_eq!(scratch.words, expected, "{level:?} {text:?}");
        }
    }

    #[test]
    fn words_meet_the_definition() {
        for text in [
            "",
            " ",
            "a",
            "The QUICK_brown fox2, jumped!",
            "caf\u{e9} na\u{ef}ve \u{201c}quoted\u{201d} \u{2014} \u{4e2d}\u{6587} \u{130}stanbul \u{212a}elvin",
            "exactly16letters exactly17letters_ a_word_of_more_than_thirty_two_bytes_in_all",
            "mixed\u{e9}with\u{301}combining \u{ff21}\u{ff22} \u{1d400} \u{663}\u{664} \u{b2}\u{bd}",
            "63 bytes to the edge of a block, then a word that crosses the edgeXYZ of it",
        ] {
            assert_all_levels(text);
            assert_all_levels(&text.repeat(9));
        }
    }

    #[test]
    fn long_texts_are_cut_between_words() {
        assert_all_levels(&"word\u{e9} ".repeat(PIECE / 3));
        assert_all_levels(&"w".repeat(PIECE * 2 + 5));
        assert_all_levels(&"\u{4e2d}".repeat(PIECE));
    }

    #[test]
    fn the_kelvin_sign_is_a_k() {
        let hash = |text: &str| {
            let mut scratch = Scratch::default();
            Level::best().hash_words(text.as_bytes(), &mut scratch).unwrap();
            scratch.words
        };
        assert_eq!(hash("\u{212a}elvin"), hash("Kelvin                "));
    }

    #[test]
    fn bytes_that_are_not_utf8_are_refused() {
        for bytes in [&b"ab\xFFcd"[..], b"ab\xE2\x80", b"\x80", b"\xC0\xAF", b"\xED\xA0\x80 xx"] {
            for level in Level::all() {
                let mut scratch = Scratch::default();
                assert_eq!(level.hash_words(bytes, &mut scratch), Err(InvalidUtf8), "{bytes:?}");
            }
        }
    }

    #[test]
    fn hashes_are_frozen() {
        assert_eq!(hash_word(b"minister"), 10_119_345_414_987_211_408);
    }

    proptest! {
        #[test]
        fn any_text_meets_the_definition(text in "[a-zA-Z0-9_ .,\u{e9}\u{130}\u{4e2d}\u{2019}]{0,300}|\\PC{0,200}") {
            assert_all_levels(&text);
        }

        #[test]
        fn any_bytes_are_refused_or_valid(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            let mut scratch = Scratch::default();
            let outcome = Level::best().hash_words(&bytes, &mut scratch);
            prop_assert_eq!(outcome.is_ok(), std::str::from_utf8(&bytes).is_ok());
        }
    }
}
