//! Makes the tables of places and of occupations taken from WordNet.
//!
//! Usage: `nouns FOLDER places > src/mention/data/en/places-wordnet.txt` and `nouns FOLDER
//! occupations > src/mention/data/en/occupations-wordnet.txt`, where the folder holds
//! `index.noun` and `data.noun` of WordNet 3.0 (Debian's package `wordnet-base`).
//!
//! Places are all instances of a city, a country or a part of one, each with all it lies in.
//! Occupations are all kinds of workers, professionals, officials and the like, in their
//! first sense and not rare in news by the background table of term weights, each with
//! the wider occupations and the other words of its set.
#![expect(clippy::print_stdout, reason = "the table goes to standard output")]

#[path = "../synonyms/frequency.rs"]
mod frequency;
#[path = "../synonyms/wordnet.rs"]
mod wordnet;

use anyhow::{Context, Result, bail};
use frequency::frequencies;
use rust_stemmers::{Algorithm, Stemmer};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};
use wordnet::{SetLine, line_of_set, read, senses};

/// What a settlement is an instance of: words of the set.
const SETTLEMENTS: [&str; 11] = [
    "city",
    "town",
    "village",
    "suburb",
    "borough",
    "city_district",
    "national_capital",
    "state_capital",
    "provincial_capital",
    "capital",
    "port_of_entry",
];
/// The same of a country or a part of one: words of the set, or their ends.
const PARTS: [&str; 10] = [
    "county",
    "state",
    "province",
    "country",
    "kingdom",
    "principality",
    "island",
    "italian_region",
    "french_region",
    "colony",
];
const ENDS_OF_PARTS: [&str; 3] = ["_country", "_state", "_province"];
/// Sets that all occupations are kinds of, by their first word and the next one.
const ROOTS: [&str; 19] = [
    "worker",
    "businessman",
    "creator",
    "expert",
    "financier",
    "lawman",
    "professional",
    "entertainer",
    "artist",
    "athlete",
    "official",
    "lawgiver",
    "politician",
    "scientist",
    "engineer",
    "writer",
    "merchant",
    "clergyman",
    "serviceman",
];
/// The number of the sense by which a word is an occupation.
const SENSE: u32 = 1;
/// Fewest articles of 4,474 that the stem of an occupation stands in.
const MIN_ARTICLES: u32 = 2;

/// A set of nouns.
struct Set {
    words: Vec<String>,
    /// Sets it is a kind or an instance of, and those it is a part of.
    wider: Vec<String>,
    instance_of: Vec<String>,
    part_of: Vec<String>,
}

fn main() -> Result<()> {
    let usage = "usage: nouns FOLDER places|occupations";
    let folder = std::env::args().nth(1).context(usage)?;
    let folder = Path::new(&folder);
    let sets: BTreeMap<String, Set> = read(folder, "data.noun")?.lines().filter_map(set).collect();
    match std::env::args().nth(2).as_deref() {
        Some("places") => print_places(&sets),
        Some("occupations") => print_occupations(&sets, &senses(&read(folder, "index.noun")?)),
        _ => bail!(usage),
    }
    Ok(())
}

fn set(line: &str) -> Option<(String, Set)> {
    let SetLine { offset, words, pointers } = line_of_set(line)?;
    let to = |symbols: &[&str]| -> Vec<String> {
        let such = pointers.iter().filter(|[symbol, ..]| symbols.contains(symbol));
        such.map(|[_, other, _]| (*other).to_owned()).collect()
    };
    let set = Set { wider: to(&["@"]), instance_of: to(&["@i"]), part_of: to(&["#p"]), words };
    Some((offset.to_owned(), set))
}

/// All sets that are reached from `offset` by `next`, without itself.
fn closure<'s>(
    sets: &'s BTreeMap<String, Set>,
    offset: &str,
    next: impl Fn(&Set) -> &[String],
) -> BTreeSet<&'s str> {
    let mut reached = BTreeSet::new();
    let mut left: Vec<&str> = vec![offset];
    while let Some(at) = left.pop() {
        let Some(set) = sets.get(at) else { continue };
        for other in next(set) {
            if let Some((known, _)) = sets.get_key_value(other)
                && reached.insert(known.as_str())
            {
                left.push(known);
            }
        }
    }
    reached
}

fn print_places(sets: &BTreeMap<String, Set>) {
    println!(
        "# Places of WordNet 3.0, see WORDNET-LICENCE.txt. Made by src/bin/nouns. Spellings of"
    );
    println!(
        "# one place, parted by bars, and behind the colon what it lies in. A line with @ says"
    );
    println!("# what those below it are.");
    let is_such = |set: &Set, is_such: &dyn Fn(&str) -> bool| {
        let mut wider = set.instance_of.iter().filter_map(|wide| sets.get(wide));
        wider.any(|wide| wide.words.iter().any(|word| is_such(word)))
    };
    let is_settlement = |set: &Set| is_such(set, &|word| SETTLEMENTS.contains(&word));
    let is_part = |set: &Set| {
        let is_part = |word: &str| {
            PARTS.contains(&word) || ENDS_OF_PARTS.iter().any(|end| word.ends_with(end))
        };
        is_such(set, &is_part)
    };
    let spelling = |word: &str| word.replace('_', " ");
    let mut lines: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (offset, set) in sets.iter().filter(|(_, set)| is_settlement(set) || is_part(set)) {
        let section = if is_settlement(set) { "@ settlement" } else { "@ part" };
        let names = set.words.iter().filter(|word| !word.contains("capital"));
        let names: Vec<String> = names.map(|word| spelling(word)).collect();
        let around = closure(sets, offset, |set| &set.part_of);
        let around: BTreeSet<String> =
            around.iter().filter_map(|at| Some(spelling(sets.get(*at)?.words.first()?))).collect();
        let around: Vec<&str> = around.iter().map(String::as_str).collect();
        let line = format!("{}: {}", names.join("|"), around.join("|"));
        lines.entry(section).or_default().insert(line.trim_end().to_owned());
    }
    for (section, lines) in &lines {
        println!("{section}");
        lines.iter().for_each(|line| println!("{line}"));
    }
}

fn print_occupations(
    sets: &BTreeMap<String, Set>,
    senses: &std::collections::HashMap<(String, String), u32>,
) {
    println!("# Occupations of WordNet 3.0, see WORDNET-LICENCE.txt. Made by src/bin/nouns. A");
    println!("# word, and behind it wider occupations and others that are the same.");
    let stemmer = Stemmer::create(Algorithm::English);
    let frequencies = frequencies();
    let roots: BTreeSet<&str> = sets
        .iter()
        .filter(|(_, set)| set.words.first().is_some_and(|word| ROOTS.contains(&word.as_str())))
        .map(|(offset, _)| offset.as_str())
        .collect();
    let is_word = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase());
    let words = |set: &Set| -> Vec<String> {
        set.words.iter().filter(|word| is_word(word)).cloned().collect()
    };
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (offset, set) in sets {
        let wider = closure(sets, offset, |set| &set.wider);
        if !wider.iter().any(|wide| roots.contains(wide)) || roots.contains(offset.as_str()) {
            continue;
        }
        // What everybody is tells nothing.
        let is_telling = |wide: &&&str| {
            !roots.contains(**wide)
                && closure(sets, wide, |set| &set.wider).iter().any(|top| roots.contains(top))
        };
        let around: BTreeSet<String> = wider
            .iter()
            .filter(is_telling)
            .filter_map(|wide| sets.get(*wide))
            .chain([set])
            .flat_map(words)
            .collect();
        for word in set.words.iter().filter(|word| is_word(word)) {
            let is_usual =
                senses.get(&(word.clone(), offset.clone())).is_some_and(|number| *number == SENSE);
            let is_known =
                frequencies.get(&*stemmer.stem(word)).is_some_and(|&n| n >= MIN_ARTICLES);
            if is_usual && is_known {
                found.entry(word.clone()).or_default().extend(around.iter().cloned());
            }
        }
    }
    for (word, around) in &found {
        let others: Vec<&str> =
            around.iter().filter(|other| *other != word).map(String::as_str).collect();
        println!("{}", format!("{word} {}", others.join(" ")).trim_end());
    }
}
