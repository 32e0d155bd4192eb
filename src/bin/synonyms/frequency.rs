//! How many articles a stem stands in, by the background table of term weights.

use std::collections::HashMap;

const BACKGROUND: &str = include_str!("../../normalize/data/background-en.tsv");

/// Articles a stem stands in.
pub(crate) fn frequencies() -> HashMap<&'static str, u32> {
    let rows = BACKGROUND.lines().skip(1).filter_map(|line| line.split_once('\t'));
    rows.flat_map(|(n, stems)| {
        let n = n.parse().unwrap_or(0);
        stems.split(' ').map(move |stem| (stem, n))
    })
    .collect()
}
