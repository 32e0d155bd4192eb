//! gaoya over the same file on one core: `peers FILE EXACT_PAIRS`; prints time, recall, precision.

use std::collections::HashSet;
use std::io::BufRead;
use std::time::Instant;

use gaoya::minhash::{MinHashIndex, MinHasher, MinHasher64V1, calculate_minhash_params};

fn main() {
    let mut args = std::env::args().skip(1);
    let (input, exact) = (args.next().expect("FILE"), args.next().expect("EXACT_PAIRS"));
    let started = Instant::now();
    let (n_bands, band_width) = calculate_minhash_params(0.7, 128);
    let hasher = MinHasher64V1::new(n_bands * band_width);
    let mut index: MinHashIndex<u64, u32> = MinHashIndex::new(n_bands, band_width, 0.7);
    let (mut ids, mut signatures) = (Vec::new(), Vec::new());
    let file = std::io::BufReader::with_capacity(1 << 20, std::fs::File::open(input).expect("input"));
    for line in file.lines() {
        let article: serde_json::Value = serde_json::from_str(&line.expect("line")).expect("json");
        let text = article["text"].as_str().expect("text").to_lowercase();
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
        let signature = hasher.create_signature(words.windows(5.min(words.len().max(1))));
        index.insert(ids.len() as u32, signature.clone());
        signatures.push(signature);
        ids.push(article["id"].as_str().expect("id").to_owned());
    }
    let mut found = HashSet::new();
    for (a, signature) in signatures.iter().enumerate() {
        for (b, _) in index.query_owned_return_similarity(signature) {
            if (a as u32) < b {
                found.insert((ids[a].clone(), ids[b as usize].clone()));
            }
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    let exact: HashSet<(String, String)> = std::fs::read_to_string(exact)
        .expect("pairs")
        .lines()
        .map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).expect("row");
            (row["a"].as_str().expect("a").to_owned(), row["b"].as_str().expect("b").to_owned())
        })
        .collect();
    let n_right = found.intersection(&exact).count() as f64;
    println!(
        "gaoya {n_bands}x{band_width}: {seconds:.2} s, {:.0} articles/s, recall {:.3}, precision {:.3}",
        ids.len() as f64 / seconds,
        n_right / exact.len() as f64,
        n_right / found.len() as f64
    );
}
