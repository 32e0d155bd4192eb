//! Makes the table of synonyms and kinds taken from WordNet.
//!
//! Usage: `synonyms FOLDER [--words] > src/mention/data/en/synonyms-wordnet.txt`, where the
//! folder holds WordNet 3.0 (Debian's package `wordnet-base`). What is written are stems, as
//! documents have them, so that a process that reads the table need not stem; `--words` prints
//! one word for each stem and the likelihood, for a reader. `synonyms --by-hand >
//! src/mention/data/en/synonyms-stems.txt` writes the stems of the table made by hand.
//!
//! Two stems are synonyms if it is likely enough that both mean the same synonym set: the
//! share of a set in all tagged uses of all words of a stem, times that of the other, summed
//! over the sets both stand in. A stem is a kind of another if its main set is one or two
//! levels below the other's, which is not so wide that everything is a kind of it. Both are
//! not rare in news by the background table of term weights. Opposites and a list of pairs
//! left out, made by reading what came, are dropped.
#![expect(clippy::print_stdout, reason = "the table goes to standard output")]

mod frequency;
mod sets;
mod wordnet;

use anyhow::{Context, Result};
use crosswire::mention::{are_opposites, base_of};
use rust_stemmers::{Algorithm, Stemmer};
use sets::{Counts, Set, Sets};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
};

const BY_HAND: &str = include_str!("../../mention/data/en/synonyms.txt");
const LEFT_OUT: &str = include_str!("left-out.txt");
/// The longest acronym, which stays as it is written.
const MAX_ACRONYM_LETTERS: usize = 5;
/// Fewest articles of 4,474 that a synonym stands in.
const MIN_ARTICLES: u32 = 20;
/// Fewest articles of a kind and of what it is a kind of: rarer words replace none.
const MIN_ARTICLES_KIND: u32 = 40;
/// Least likelihood that two synonyms mean the same.
const MIN_SHARED: f64 = 0.05;
/// Least share of the set by which a stem is a kind of another, in the uses of either stem.
const MIN_SHARE_KIND: f64 = 0.4;
/// Most sets below the set of the wider word: "vehicle" has some five hundred, "person"
/// thousands.
const MAX_BELOW: usize = 600;
/// Most levels up.
const MAX_LEVELS: usize = 2;

/// Likelihood and one word for each stem, by the pair of stems.
type Pairs = BTreeMap<(String, String), Pair>;

struct Pair {
    shared: f64,
    words: (String, String),
}

fn main() -> Result<()> {
    let usage = "usage: synonyms FOLDER [--words] | synonyms --by-hand";
    let folder = std::env::args().nth(1).context(usage)?;
    if folder == "--by-hand" {
        print_by_hand();
        return Ok(());
    }
    let shows_words = std::env::args().nth(2).is_some_and(|argument| argument == "--words");
    let counts = sets::counts(Path::new(&folder))?;
    let stems = Stems::read(Path::new(&folder), &counts)?;
    let mut same = stems.same();
    let mut kinds = stems.kinds();
    let left_out = LeftOut::read(&stems);
    same.retain(|(a, b), _| !left_out.holds(a, b) && !are_opposites(a, b));
    kinds.retain(|(a, b), _| {
        !left_out.holds(a, b) && !are_opposites(a, b) && !same.contains_key(&ordered(a, b))
    });
    println!("# Synonyms and kinds of WordNet 3.0, see WORDNET-LICENCE.txt. Made by");
    println!("# src/bin/synonyms. Stems; the sections are those of synonyms.txt. The first of a");
    println!("# line stands with each of the others.");
    for (section, pairs) in [("same", &same), ("kind-of", &kinds)] {
        println!("\n[{section}]");
        if shows_words { print_words(pairs) } else { print_stems(pairs) }
    }
    Ok(())
}

/// The sets of all parts of speech, with what is known of stems.
struct Stems {
    stemmer: Stemmer,
    sets: Vec<Sets>,
    /// Weight of all senses of all words of a stem.
    totals: HashMap<String, f64>,
    /// Articles a stem stands in.
    frequencies: HashMap<&'static str, u32>,
}

impl Stems {
    fn read(folder: &Path, counts: &Counts) -> Result<Self> {
        let sets = sets::PARTS.iter().map(|&part| sets::sets(folder, part, counts));
        let mut stems = Self {
            stemmer: Stemmer::create(Algorithm::English),
            sets: sets.collect::<Result<_>>()?,
            totals: HashMap::new(),
            frequencies: frequency::frequencies(),
        };
        let mut totals = HashMap::new();
        for member in stems.sets.iter().flat_map(BTreeMap::values).flat_map(|set| &set.members) {
            if is_word(&member.word) {
                *totals.entry(stems.stem(&member.word)).or_insert(0.0) += member.weight;
            }
        }
        stems.totals = totals;
        Ok(stems)
    }

    fn stem(&self, word: &str) -> String {
        base_of(&self.stemmer.stem(word)).to_owned()
    }

    /// The stems of a set that stand in `min_articles` articles, each with the share of the
    /// set in its uses and the word of the set that has most of it.
    fn shares(&self, set: &Set, min_articles: u32) -> BTreeMap<String, (f64, String)> {
        let mut shares: BTreeMap<String, (f64, String)> = BTreeMap::new();
        let mut heaviest = HashMap::new();
        for member in set.members.iter().filter(|member| is_word(&member.word)) {
            let stem = self.stem(&member.word);
            if self.frequencies.get(&*stem).is_none_or(|&n| n < min_articles) {
                continue;
            }
            let total = self.totals.get(&stem).copied().unwrap_or(f64::INFINITY);
            let share = shares.entry(stem.clone()).or_default();
            share.0 += member.weight / total;
            let heaviest = heaviest.entry(stem).or_insert(0.0);
            if member.weight > *heaviest {
                *heaviest = member.weight;
                share.1.clone_from(&member.word);
            }
        }
        shares
    }

    /// Pairs of synonyms, the lower stem first.
    fn same(&self) -> Pairs {
        let mut pairs = Pairs::new();
        let mut most = HashMap::new();
        for set in self.sets.iter().flat_map(BTreeMap::values) {
            let shares: Vec<_> = self.shares(set, MIN_ARTICLES).into_iter().collect();
            for (i, (a, (share_a, word_a))) in shares.iter().enumerate() {
                for (b, (share_b, word_b)) in &shares[i + 1..] {
                    let key = (a.clone(), b.clone());
                    let words = (word_a.clone(), word_b.clone());
                    let shared = share_a * share_b;
                    let most = most.entry(key.clone()).or_insert(0.0);
                    let pair =
                        pairs.entry(key).or_insert(Pair { shared: 0.0, words: words.clone() });
                    pair.shared += shared;
                    if shared > *most {
                        *most = shared;
                        pair.words = words;
                    }
                }
            }
        }
        pairs.retain(|_, pair| pair.shared >= MIN_SHARED);
        pairs
    }

    /// Pairs of nouns, the narrower first.
    fn kinds(&self) -> Pairs {
        let nouns = &self.sets[0];
        let below = sizes(nouns);
        let mut pairs = Pairs::new();
        for (offset, set) in nouns {
            let narrow = self.main_shares(set);
            if narrow.is_empty() {
                continue;
            }
            for wide in above(nouns, offset).iter().filter(|wide| below[wide.as_str()] <= MAX_BELOW)
            {
                for (b, (share_b, word_b)) in self.main_shares(&nouns[*wide]) {
                    for (a, (share_a, word_a)) in narrow.iter().filter(|(a, _)| **a != b) {
                        let words = (word_a.clone(), word_b.clone());
                        let pair = Pair { shared: share_a * share_b, words };
                        pairs.insert((a.clone(), b.clone()), pair);
                    }
                }
            }
        }
        pairs
    }

    fn main_shares(&self, set: &Set) -> BTreeMap<String, (f64, String)> {
        let mut shares = self.shares(set, MIN_ARTICLES_KIND);
        shares.retain(|_, (share, _)| *share >= MIN_SHARE_KIND);
        shares
    }
}

fn is_word(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// The sets up to [`MAX_LEVELS`] above the set at `offset`, nearest first.
fn above<'s>(sets: &'s Sets, offset: &str) -> Vec<&'s String> {
    let mut found: Vec<&String> = Vec::new();
    let mut level: Vec<&String> = sets[offset].above.iter().collect();
    for _ in 0..MAX_LEVELS {
        found.extend(&level);
        level = level.iter().flat_map(|&offset| &sets[offset].above).collect();
    }
    found
}

/// The number of sets below each, at any depth; one that is reached by two ways counts twice.
fn sizes(sets: &Sets) -> HashMap<&str, usize> {
    let mut sizes: HashMap<&str, usize> = sets.keys().map(|offset| (&**offset, 0)).collect();
    for set in sets.values() {
        let mut level: Vec<&String> = set.above.iter().collect();
        let mut seen = BTreeSet::new();
        while let Some(offset) = level.pop() {
            if seen.insert(offset) {
                *sizes.entry(offset).or_insert(0) += 1;
                level.extend(&sets[offset].above);
            }
        }
    }
    sizes
}

/// What a reader took out: words with all their pairs, and pairs.
struct LeftOut {
    words: BTreeSet<String>,
    /// The lower stem first.
    pairs: BTreeSet<(String, String)>,
}

impl LeftOut {
    fn read(stems: &Stems) -> Self {
        let mut read = Self { words: BTreeSet::new(), pairs: BTreeSet::new() };
        let lines = LEFT_OUT.lines().filter(|line| !line.starts_with('#'));
        for group in lines.flat_map(str::split_whitespace) {
            let Some((first, others)) = group.split_once('/') else {
                read.words.insert(stems.stem(group));
                continue;
            };
            let first = stems.stem(first);
            read.pairs.extend(others.split('/').map(|other| ordered(&first, &stems.stem(other))));
        }
        read
    }

    fn holds(&self, a: &str, b: &str) -> bool {
        self.words.contains(a) || self.words.contains(b) || self.pairs.contains(&ordered(a, b))
    }
}

fn ordered(a: &str, b: &str) -> (String, String) {
    (a.min(b).to_owned(), a.max(b).to_owned())
}

fn print_stems(pairs: &Pairs) {
    let mut last = "";
    for (a, b) in pairs.keys() {
        if a == last {
            print!(" {b}");
        } else {
            print!("{}{a} {b}", if last.is_empty() { "" } else { "\n" });
        }
        last = a;
    }
    println!();
}

fn print_words(pairs: &Pairs) {
    for pair in pairs.values() {
        println!("{}/{} {:.0}", pair.words.0, pair.words.1, 100.0 * pair.shared);
    }
}

/// The table made by hand with stems for words, a group a line.
fn print_by_hand() {
    let stemmer = Stemmer::create(Algorithm::English);
    println!("# The groups of synonyms.txt in stems. Made by src/bin/synonyms --by-hand.");
    for line in BY_HAND.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        if line.starts_with('[') {
            println!("\n{line}");
            continue;
        }
        for group in line.split(',').map(str::trim).filter(|group| !group.is_empty()) {
            let sides = group.split(": ").map(|side| stems_of_group(side, &stemmer));
            println!("{}", sides.collect::<Vec<_>>().join(": "));
        }
    }
}

/// Phrases parted by "/", each as its stems parted by blanks.
fn stems_of_group(group: &str, stemmer: &Stemmer) -> String {
    let stem = |word: &str| {
        let is_acronym = (2..=MAX_ACRONYM_LETTERS).contains(&word.len())
            && word.bytes().all(|b| b.is_ascii_uppercase());
        if is_acronym { word.to_owned() } else { base_of(&stemmer.stem(word)).to_owned() }
    };
    let phrase = |phrase: &str| phrase.split_whitespace().map(stem).collect::<Vec<_>>().join(" ");
    group.split('/').map(phrase).collect::<Vec<_>>().join("/")
}
