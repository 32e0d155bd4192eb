//! Shingles of words: hashes of all windows of some width.

/// Odd multiplier of the last step, from the golden ratio. Frozen.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Bits by which the words of a window are turned against one another: coprime to 64, so that no
/// two of 64 positions are turned alike.
const TURN: u32 = 13;

/// Appends the hash of every window of `width` words.
///
/// The words of a window are turned against one another and xored, which keeps what the word
/// hashes have of randomness and tells orders apart, then spread by a multiplication.
#[inline(always)]
pub(crate) fn combine_into(words: &[u64], width: usize, shingles: &mut Vec<u64>) {
    let first = shingles.len();
    shingles.resize(first + (words.len() + 1).saturating_sub(width), 0);
    let shingles = &mut shingles[first..];
    // Loops and not iterator adapters, which would be compiled without the caller's features.
    if let (5, [_, _, _, _, ..]) = (width, words) {
        let n = shingles.len();
        let [a, b, c, d, e] = [0, 1, 2, 3, 4].map(|at| &words[at..at + n]);
        for at in 0..n {
            shingles[at] = spread(
                a[at].rotate_left(4 * TURN)
                    ^ b[at].rotate_left(3 * TURN)
                    ^ c[at].rotate_left(2 * TURN)
                    ^ d[at].rotate_left(TURN)
                    ^ e[at],
            );
        }
    } else {
        for (shingle, window) in shingles.iter_mut().zip(words.windows(width)) {
            let mut state = 0_u64;
            for word in window {
                state = state.rotate_left(TURN) ^ word;
            }
            *shingle = spread(state);
        }
    }
}

#[inline(always)]
fn spread(x: u64) -> u64 {
    let x = x.wrapping_mul(SPREAD);
    x ^ x >> 32
}

#[cfg(test)]
mod tests {
    use super::super::simd::Level;
    use super::*;

    #[test]
    fn both_forms_of_the_window_loop_agree() {
        let words: Vec<u64> = (0..50).map(crate::hash::mix).collect();
        let mut fast = Vec::new();
        combine_into(&words, 5, &mut fast);
        let slow =
            words.windows(5).map(|w| spread(w.iter().fold(0, |s: u64, x| s.rotate_left(13) ^ x)));
        assert!(fast.iter().copied().eq(slow));
        for level in Level::all() {
            let mut out = Vec::new();
            level.combine(&words, 5, &mut out);
            assert_eq!(out, fast);
        }
    }
}
