//! Fits the weights of the relation and of the sentence score, on labelled sets.
#![expect(clippy::print_stdout, reason = "the table goes to standard output")]
use anyhow::{Context, Result};
use crosswire::{
    article::Article,
    normalize::{NormalizeParams, normalize},
    relate::EventFeatures,
    sketch::Profile,
};
use std::collections::BTreeMap;
fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let pairs = args.next().context("pairs")?;
    let mut docs = BTreeMap::new();
    for path in args {
        for line in std::fs::read_to_string(&path)?.lines() {
            let record: serde_json::Value = serde_json::from_str(line)?;
            let article = Article {
                text: record["text"].as_str().unwrap_or("").to_owned(),
                title: record["title"].as_str().map(str::to_owned),
                ..Article::default()
            };
            let doc = normalize(
                article,
                &NormalizeParams { language: Some("en".into()), ..Default::default() },
            );
            docs.insert(record["id"].as_str().unwrap_or("").to_owned(), Profile::of(&doc));
        }
    }
    for line in std::fs::read_to_string(&pairs)?.lines() {
        let f: Vec<&str> = line.split('\t').collect();
        let v = EventFeatures::of(&docs[f[0]], &docs[f[1]]).values();
        println!("{line}\t{}", v.map(|x| x.to_string()).join("\t"));
    }
    Ok(())
}
