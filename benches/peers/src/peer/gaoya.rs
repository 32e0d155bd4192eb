//! gaoya: bands chosen by its own rule, candidates verified by the estimate of its index.

use super::{N_HASHES, index_articles, write_pairs};
use crate::options::Task;
use crate::shingles::Shingles;
use anyhow::Result;
use gaoya::minhash::{
    MinHashIndex, MinHasher, MinHasher32, VecContainer, calculate_minhash_params,
};

pub(super) fn run(task: &Task) -> Result<String> {
    let min_resemblance = task.min_resemblance.value();
    let (n_bands, band_width) = calculate_minhash_params(min_resemblance, N_HASHES);
    let hasher = MinHasher32::new(n_bands * band_width);
    // Its documentation: without removals a `VecContainer` is faster and smaller.
    let mut index: MinHashIndex<u32, u32, VecContainer<u32>> =
        MinHashIndex::new_index(n_bands, band_width, min_resemblance);
    let sign = |text: &str| {
        let shingles = Shingles::new(text);
        (!shingles.is_empty()).then(|| hasher.create_signature(shingles.iter()))
    };
    let ids = index_articles(task, sign, |block, signatures| {
        index.par_bulk_insert(block.map(|a| a as u32).collect(), signatures);
    })?;
    write_pairs(task, &ids, |a| match index.get_signature(&(a as u32)) {
        Some(signature) => {
            let found = index.query_owned_return_similarity(signature);
            found.into_iter().map(|(b, _)| b as usize).collect()
        }
        None => Vec::new(),
    })?;
    Ok(format!(
        "MinHasher32, {n_bands} bands × {band_width} rows by calculate_minhash_params, \
         VecContainer, verified by query_owned_return_similarity"
    ))
}
