//! Seeded hashing that gives the same number on every machine, in every version.
//!
//! Everything that is stored, sent or compared across runs is keyed by these values,
//! so the function is frozen: XXH3-64 (Collet, xxHash 0.8), little-endian.

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// Hash of `bytes`, 64 bits. Cost: about 2 ns for a word.
#[must_use]
pub fn hash64(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// Hash of `bytes` under a `seed`, so that two uses of one text do not collide by design.
#[must_use]
pub fn hash64_seeded(bytes: &[u8], seed: u64) -> u64 {
    xxh3_64_with_seed(bytes, seed)
}

/// Hash of a sequence of hashes, order kept: the key of a shingle of words.
#[must_use]
pub fn hash_sequence(parts: &[u64]) -> u64 {
    parts.iter().fold(SEQUENCE_SEED ^ parts.len() as u64, |state, &part| mix(state ^ mix(part)))
}

/// First 64 bits of the fraction of the golden ratio, the usual start of a mixing chain.
const SEQUENCE_SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection with full avalanche.
#[must_use]
pub const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// These values are stored in indexes: a change of any is a change of format.
    #[test]
    fn values_are_frozen() {
        assert_eq!(hash64(b""), 0x2D06_8005_38D3_94C2);
        assert_eq!(hash64(b"crosswire"), hash64_seeded(b"crosswire", 0));
        assert_ne!(hash64(b"crosswire"), hash64_seeded(b"crosswire", 1));
    }

    #[test]
    fn sequences_keep_order_and_length() {
        assert_ne!(hash_sequence(&[1, 2]), hash_sequence(&[2, 1]));
        assert_ne!(hash_sequence(&[1]), hash_sequence(&[1, 0]));
        assert_ne!(hash_sequence(&[]), hash_sequence(&[0]));
    }
}
