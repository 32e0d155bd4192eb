//! Sorting of hashes: values whose leading bits are evenly spread.

/// Values below which a comparison sort is as good.
const FEW: usize = 48;
/// Values a bucket is meant to get.
const PER_BUCKET: usize = 4;
/// A bucket of more values is not evenly spread and is sorted by comparison.
const CROWDED: u32 = 32;

/// Buffers that live from sort to sort.
#[derive(Debug, Default)]
pub(crate) struct SortScratch {
    bounds: Vec<u32>,
    scattered: Vec<u64>,
}

/// Sorts values below `2^n_bits` whose leading bits are evenly spread, in linear time then; in
/// the time of a comparison sort for any others.
pub(crate) fn sort_spread(values: &mut [u64], n_bits: u32, scratch: &mut SortScratch) {
    if values.len() < FEW {
        values.sort_unstable();
        return;
    }
    let log_buckets = (values.len() / PER_BUCKET).ilog2().min(16).min(n_bits);
    let n_buckets = 1 << log_buckets;
    let shift = n_bits - log_buckets;
    let bucket_of = |value: u64| (value >> shift) as usize & (n_buckets - 1);
    scratch.bounds.clear();
    scratch.bounds.resize(n_buckets, 0);
    for &value in &*values {
        scratch.bounds[bucket_of(value)] += 1;
    }
    let mut next = 0;
    for bound in &mut scratch.bounds {
        next += std::mem::replace(bound, next);
    }
    if scratch.scattered.len() < values.len() {
        scratch.scattered.resize(values.len(), 0);
    }
    for &value in &*values {
        let bound = &mut scratch.bounds[bucket_of(value)];
        scratch.scattered[*bound as usize] = value;
        *bound += 1;
    }
    values.copy_from_slice(&scratch.scattered[..values.len()]);
    finish(values, &scratch.bounds);
}

/// Sorts within the buckets that end at `ends`.
fn finish(values: &mut [u64], ends: &[u32]) {
    let mut start = 0;
    for &end in ends {
        if end - start > CROWDED {
            values[start as usize..end as usize].sort_unstable();
        }
        start = end;
    }
    insertion_sort(values);
}

/// Linear for values at most some places from home.
fn insertion_sort(values: &mut [u64]) {
    for at in 1..values.len() {
        let value = values[at];
        let mut hole = at;
        while hole > 0 && values[hole - 1] > value {
            values[hole] = values[hole - 1];
            hole -= 1;
        }
        values[hole] = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prng::Prng;

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut scratch = SortScratch::default();
        for n in [0, 1, 2, 47, 48, 100, 1000, 70_000] {
            for n_bits in [3, 20, 40, 64] {
                let mut prng = Prng::new(n, u64::from(n_bits));
                let mut values: Vec<u64> =
                    (0..n).map(|_| prng.next_u64() >> (64 - n_bits)).collect();
                let mut expected = values.clone();
                expected.sort_unstable();
                sort_spread(&mut values, n_bits, &mut scratch);
                assert_eq!(values, expected);
                let mut equal = vec![5; n as usize];
                sort_spread(&mut equal, n_bits, &mut scratch);
                assert!(equal.iter().all(|&value| value == 5));
            }
        }
    }
}
