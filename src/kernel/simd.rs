//! Byte classification with the vector instructions the machine has.
//!
//! The only module with `unsafe` code. Every path returns the same bits; a test compares them.

#![expect(unsafe_code, reason = "vector loads, and calls guarded by run-time feature detection")]

use super::words::{self, InvalidUtf8, Scratch};

/// Bytes classified at a time.
pub(crate) const BLOCK: usize = 64;

/// Which instructions the kernels use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Eight bytes at a time in a general register; runs everywhere.
    Portable,
    /// 32 bytes at a time; x86-64 of 2013 and later.
    #[cfg(target_arch = "x86_64")]
    Avx2(Avx2Proof),
}

/// Evidence that the machine has AVX2, BMI1, BMI2 and POPCNT; only [`Level::best`] makes one.
#[cfg(target_arch = "x86_64")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Avx2Proof(());

impl Level {
    /// The fastest level this machine has; the standard library caches the detection.
    pub(crate) fn best() -> Self {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
            && is_x86_feature_detected!("popcnt")
        {
            return Self::Avx2(Avx2Proof(()));
        }
        Self::Portable
    }

    /// Every level this machine has, the portable one first.
    #[cfg(test)]
    pub(crate) fn all() -> Vec<Self> {
        let best = Self::best();
        if best == Self::Portable { vec![best] } else { vec![Self::Portable, best] }
    }

    /// Fills `scratch.words` with the word hashes of `text`; see [`words::hash_words`].
    ///
    /// # Errors
    /// [`InvalidUtf8`] when `text` is not UTF-8.
    pub(crate) fn hash_words(self, text: &[u8], scratch: &mut Scratch) -> Result<(), InvalidUtf8> {
        match self {
            Self::Portable => words::hash_words(text, scratch, portable::classify),
            #[cfg(target_arch = "x86_64")]
            // SAFETY: the proof in the value says that the features were detected.
            Self::Avx2(_) => unsafe { avx2::hash_words(text, scratch) },
        }
    }

    /// Appends the hashes of all windows of `width` words; see [`super::windows::combine_into`].
    pub(crate) fn combine(self, words: &[u64], width: usize, shingles: &mut Vec<u64>) {
        match self {
            Self::Portable => super::windows::combine_into(words, width, shingles),
            #[cfg(target_arch = "x86_64")]
            // SAFETY: the proof in the value says that the features were detected.
            Self::Avx2(_) => unsafe { avx2::combine(words, width, shingles) },
        }
    }

    /// The position of the first `"`, `\` or control byte at or after `from`, if any.
    pub(crate) fn find_json_special(self, bytes: &[u8], from: usize) -> Option<usize> {
        match self {
            Self::Portable => portable::find_json_special(bytes, from),
            #[cfg(target_arch = "x86_64")]
            // SAFETY: the proof in the value says that the features were detected.
            Self::Avx2(_) => unsafe { avx2::find_json_special(bytes, from) },
        }
    }
}

/// What a block holds, one bit a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Classes {
    /// ASCII letters, digits and `_`.
    pub(crate) word: u64,
    /// Bytes of 0x80 and above.
    pub(crate) non_ascii: u64,
}

/// Eight bytes at a time in a `u64`.
mod portable {
    use super::{BLOCK, Classes};

    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;

    /// The high bit of each byte that is at least `low`, for bytes below 0x80.
    fn at_least(bytes: u64, low: u8) -> u64 {
        bytes.wrapping_add(ONES * u64::from(0x80 - low)) & HIGH
    }

    /// Gathers the high bit of each byte into the low eight bits.
    fn gather(high_bits: u64) -> u64 {
        (high_bits >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
    }

    pub(super) fn classify(block: &[u8; BLOCK]) -> Classes {
        let mut classes = Classes { word: 0, non_ascii: 0 };
        for (at, eight) in block.as_chunks::<8>().0.iter().enumerate() {
            let bytes = u64::from_le_bytes(*eight);
            let ascii = bytes & !HIGH;
            let folded = ascii | (ONES * 0x20);
            let letter = at_least(folded, b'a') & !at_least(folded, b'z' + 1);
            let digit = at_least(ascii, b'0') & !at_least(ascii, b'9' + 1);
            let underscore = at_least(ascii, b'_') & !at_least(ascii, b'_' + 1);
            let word = (letter | digit | underscore) & !bytes;
            classes.word |= gather(word) << (8 * at);
            classes.non_ascii |= gather(bytes & HIGH) << (8 * at);
        }
        classes
    }

    /// The high bit of each zero byte; exact for the lowest one.
    fn zero_bytes(bytes: u64) -> u64 {
        bytes.wrapping_sub(ONES) & !bytes & HIGH
    }

    pub(super) fn find_json_special(bytes: &[u8], from: usize) -> Option<usize> {
        let rest = bytes.get(from..)?;
        let (chunks, tail) = rest.as_chunks::<8>();
        for (at, eight) in chunks.iter().enumerate() {
            let x = u64::from_le_bytes(*eight);
            let control = x.wrapping_sub(ONES * 0x20) & !x & HIGH;
            let special = control
                | zero_bytes(x ^ (ONES * u64::from(b'"')))
                | zero_bytes(x ^ (ONES * u64::from(b'\\')));
            if special != 0 {
                return Some(from + at * 8 + special.trailing_zeros() as usize / 8);
            }
        }
        let is_special = |&byte: &u8| byte < 0x20 || byte == b'"' || byte == b'\\';
        tail.iter().position(is_special).map(|at| from + chunks.len() * 8 + at)
    }
}

/// 32 bytes at a time.
#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::*;

    use super::super::windows;
    use super::super::words::{self, InvalidUtf8, Scratch};
    use super::{BLOCK, Classes, portable};

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) fn hash_words(text: &[u8], scratch: &mut Scratch) -> Result<(), InvalidUtf8> {
        // The closure inherits the features, so the whole loop is compiled with them.
        words::hash_words(text, scratch, |block| classify(block))
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) fn combine(words: &[u64], width: usize, shingles: &mut Vec<u64>) {
        windows::combine_into(words, width, shingles);
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn load(bytes: &[u8; 32]) -> __m256i {
        // SAFETY: the reference is valid for 32 bytes and the load needs no alignment.
        unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn classify(block: &[u8; BLOCK]) -> Classes {
        let halves = block.as_chunks::<32>().0;
        let (low, high) = (load(&halves[0]), load(&halves[1]));
        Classes {
            word: u64::from(word_bits(low)) | u64::from(word_bits(high)) << 32,
            non_ascii: u64::from(_mm256_movemask_epi8(low) as u32)
                | u64::from(_mm256_movemask_epi8(high) as u32) << 32,
        }
    }

    /// One bit a byte for ASCII letters, digits and `_`.
    ///
    /// Two table look-ups (Langdale, Lemire 2019, section 3.1.2): one by the low half of the
    /// byte gives the set of high halves it is a word byte with, one by the high half gives its
    /// bit. A byte of 0x80 and above gives zero in the first.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn word_bits(bytes: __m256i) -> u32 {
        // Bit 0: row 3 (digits); bit 1: rows 4 and 6 (A–O, a–o); bit 2: row 7 and 5 (P–Z, p–z);
        // bit 3: row 5 alone (`_`).
        const LOW: [i8; 16] = [5, 7, 7, 7, 7, 7, 7, 7, 7, 7, 6, 2, 2, 2, 2, 10];
        const HIGH: [i8; 16] = [0, 0, 0, 1, 2, 12, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0];
        let low_table = table(LOW);
        let high_table = table(HIGH);
        let low = _mm256_shuffle_epi8(low_table, bytes);
        let high_half = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
        let high = _mm256_shuffle_epi8(high_table, high_half);
        let none = _mm256_cmpeq_epi8(_mm256_and_si256(low, high), _mm256_setzero_si256());
        !_mm256_movemask_epi8(none) as u32
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn table(t: [i8; 16]) -> __m256i {
        _mm256_broadcastsi128_si256(_mm_setr_epi8(
            t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10], t[11], t[12], t[13],
            t[14], t[15],
        ))
    }

    #[target_feature(enable = "avx2,bmi1")]
    pub(super) fn find_json_special(bytes: &[u8], from: usize) -> Option<usize> {
        let rest = bytes.get(from..)?;
        let (chunks, _) = rest.as_chunks::<32>();
        for (at, chunk) in chunks.iter().enumerate() {
            let x = load(chunk);
            let control = _mm256_cmpeq_epi8(_mm256_min_epu8(x, _mm256_set1_epi8(0x1F)), x);
            let quote = _mm256_cmpeq_epi8(x, _mm256_set1_epi8(b'"' as i8));
            let escape = _mm256_cmpeq_epi8(x, _mm256_set1_epi8(b'\\' as i8));
            let special = _mm256_or_si256(control, _mm256_or_si256(quote, escape));
            let bits = _mm256_movemask_epi8(special) as u32;
            if bits != 0 {
                return Some(from + at * 32 + bits.trailing_zeros() as usize);
            }
        }
        portable::find_json_special(bytes, from + chunks.len() * 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prng::Prng;

    #[test]
    fn every_byte_is_classified_as_its_char() {
        for byte in 0..=255_u8 {
            let classes = portable::classify(&[byte; BLOCK]);
            let is_word = byte.is_ascii_alphanumeric() || byte == b'_';
            assert_eq!(classes.word, if is_word { u64::MAX } else { 0 }, "{byte:#x}");
            assert_eq!(classes.non_ascii, if byte >= 0x80 { u64::MAX } else { 0 });
        }
    }

    #[test]
    fn all_levels_find_the_same_words() {
        let mut prng = Prng::new(7, 0);
        for n_bytes in 0..400 {
            let text: Vec<u8> = (0..n_bytes).map(|_| prng.below(128) as u8).collect();
            let hashes: Vec<Vec<u64>> = Level::all()
                .into_iter()
                .map(|level| {
                    let mut scratch = Scratch::default();
                    level.hash_words(&text, &mut scratch).unwrap();
                    scratch.words
                })
                .collect();
            assert!(hashes.windows(2).all(|pair| pair[0] == pair[1]), "{text:?}");
        }
    }

    #[test]
    fn all_levels_find_the_same_special_byte() {
        let mut prng = Prng::new(8, 0);
        for n_bytes in 0..300_usize {
            let mut bytes: Vec<u8> = (0..n_bytes).map(|_| 0x23 + prng.below(0x30) as u8).collect();
            bytes.iter_mut().step_by(5).for_each(|byte| *byte |= 0x80);
            if n_bytes > 0 && n_bytes % 3 != 0 {
                let at = prng.below(n_bytes as u64) as usize;
                bytes[at] = [b'"', b'\\', 0, 0x1F][prng.below(4) as usize];
            }
            let expected = bytes.iter().position(|&b| b < 0x20 || b == b'"' || b == b'\\');
            for level in Level::all() {
                assert_eq!(level.find_json_special(&bytes, 0), expected);
                assert_eq!(level.find_json_special(&bytes, n_bytes + 1), None);
            }
        }
    }
}
