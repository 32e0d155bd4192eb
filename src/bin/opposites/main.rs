//! Makes the table of opposites taken from WordNet.
//!
//! Usage: `opposites FOLDER > src/mention/data/en/opposites-wordnet.txt`, where the folder
//! holds `index.verb`, `data.verb`, `index.adj` and `data.adj` of WordNet 3.0 (Debian's package
//! `wordnet-base`). Kept are antonyms (pointer `!`) of verbs and adjectives that are single
//! words, in one of their first senses, and not rare in news by the background table of term
//! weights; a list of pairs left out was made by reading what came.
#![expect(clippy::print_stdout, reason = "the table goes to standard output")]

#[path = "../synonyms/frequency.rs"]
mod frequency;
#[path = "../synonyms/wordnet.rs"]
mod wordnet;

use anyhow::{Context, Result};
use frequency::frequencies;
use rust_stemmers::{Algorithm, Stemmer};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};
use wordnet::{SetLine, line_of_set, read, senses};

/// Parts of speech, with the highest number of a sense and the fewest articles of 4,474 a
/// stem must stand in. Verbs have more senses, and their opposites more chances to be wrong.
const PARTS: [(&str, u32, u32); 2] = [("verb", 3, 10), ("adj", 2, 5)];
const LEFT_OUT: &str = include_str!("left-out.txt");
/// Prefixes by which an adjective says no more than that another is not so.
const PREFIXES: [&str; 6] = ["un", "in", "im", "il", "ir", "non"];
/// Longest line of the table.
const MAX_LINE: usize = 96;

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).context("usage: opposites FOLDER")?;
    let stemmer = Stemmer::create(Algorithm::English);
    let frequencies = frequencies();
    let left_out: BTreeSet<(String, String)> =
        lines(LEFT_OUT).flat_map(str::split_whitespace).filter_map(pair).collect();
    let mut opposites = BTreeSet::new();
    let mut negations = BTreeSet::new();
    for (part, max_sense, min_articles) in PARTS {
        let is_known =
            |word: &str| frequencies.get(&*stemmer.stem(word)).is_some_and(|&n| n >= min_articles);
        for (a, b) in antonyms(Path::new(&folder), part, max_sense)? {
            let is_kept = is_known(&a) && is_known(&b) && stemmer.stem(&a) != stemmer.stem(&b);
            if !is_kept || left_out.contains(&(a.clone(), b.clone())) {
                continue;
            }
            match negation(part, &a, &b) {
                Some(pair) => negations.insert(pair),
                None => opposites.insert((a, b)),
            };
        }
    }
    println!("# Antonyms of WordNet 3.0, see WORDNET-LICENCE.txt. Made by src/bin/opposites; the");
    println!("# sections are those of opposites.txt.\n\n[opposite]");
    print_wrapped(&opposites);
    println!("\n[negation]");
    print_wrapped(&negations);
    Ok(())
}

fn lines(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

/// `a/b`, the two in order.
fn pair(text: &str) -> Option<(String, String)> {
    let (a, b) = text.split_once('/')?;
    Some((a.min(b).to_owned(), a.max(b).to_owned()))
}

/// The two the other way round, if the first only negates the second.
fn negation(part: &str, a: &str, b: &str) -> Option<(String, String)> {
    let negates = |x: &str, y: &str| {
        part == "adj" && PREFIXES.iter().any(|prefix| x.strip_prefix(prefix) == Some(y))
    };
    if negates(a, b) {
        Some((a.to_owned(), b.to_owned()))
    } else {
        negates(b, a).then(|| (b.to_owned(), a.to_owned()))
    }
}

/// A synonym set: its words, and of each antonym the number of its word here, its set and
/// the number of its word there.
struct Set {
    words: Vec<String>,
    antonyms: Vec<(usize, String, usize)>,
}

/// The antonyms of a part of speech, each pair once, in order.
fn antonyms(folder: &Path, part: &str, max_sense: u32) -> Result<BTreeSet<(String, String)>> {
    let senses = senses(&read(folder, &format!("index.{part}"))?);
    let sets: BTreeMap<String, Set> =
        read(folder, &format!("data.{part}"))?.lines().filter_map(set).collect();
    let mut found = BTreeSet::new();
    for (offset, set) in &sets {
        for (from, other, to) in &set.antonyms {
            let words = (set.words.get(*from), sets.get(other).and_then(|s| s.words.get(*to)));
            let (Some(a), Some(b)) = words else { continue };
            let is_word = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase());
            let is_usual = |word: &str, offset: &str| {
                senses.get(&(word.to_owned(), offset.to_owned())).is_some_and(|&n| n <= max_sense)
            };
            if is_word(a) && is_word(b) && is_usual(a, offset) && is_usual(b, other) {
                found.insert((a.min(b).clone(), a.max(b).clone()));
            }
        }
    }
    Ok(found)
}

/// A set by its offset.
fn set(line: &str) -> Option<(String, Set)> {
    let SetLine { offset, words, pointers } = line_of_set(line)?;
    let place = |text: &str| usize::from_str_radix(text, 16).ok()?.checked_sub(1);
    let antonym = |&[symbol, other, places]: &[&str; 3]| {
        let (from, to) = (place(places.get(..2)?)?, place(places.get(2..)?)?);
        (symbol == "!").then(|| (from, other.to_owned(), to))
    };
    let antonyms = pointers.iter().filter_map(antonym).collect();
    Some((offset.to_owned(), Set { words, antonyms }))
}

fn print_wrapped(pairs: &BTreeSet<(String, String)>) {
    let mut line = String::new();
    for (a, b) in pairs {
        let shown = format!("{a}/{b}, ");
        if line.len() + shown.len() > MAX_LINE {
            println!("{}", line.trim_end());
            line.clear();
        }
        line.push_str(&shown);
    }
    println!("{}", line.trim_end().trim_end_matches(','));
}
