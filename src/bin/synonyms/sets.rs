//! Synonym sets, the sets above them, how often a word means which.

use crate::wordnet::{line_of_set, read, senses};
use anyhow::Result;
use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

/// Parts of speech with their number in sense keys; satellite adjectives (5) count as
/// adjectives.
pub(crate) const PARTS: [(&str, u8); 4] = [("noun", 1), ("verb", 2), ("adj", 3), ("adv", 4)];

/// One word in one synonym set.
pub(crate) struct Member {
    /// In lower case; words of several parts hold underscores.
    pub(crate) word: String,
    /// How often the word was tagged with this sense in the corpus that WordNet was counted
    /// on, and a half for the first sense, a quarter for the second and so on, so that senses
    /// never tagged keep their order.
    pub(crate) weight: f64,
}

/// A synonym set.
pub(crate) struct Set {
    pub(crate) members: Vec<Member>,
    /// Offsets of the sets one level up (pointer `@`).
    pub(crate) above: Vec<String>,
}

/// The sets of one part of speech by their offset.
pub(crate) type Sets = BTreeMap<String, Set>;

/// Reads `index.PART` and `data.PART`; `counts` are those of [`counts`].
pub(crate) fn sets(folder: &Path, part: (&str, u8), counts: &Counts) -> Result<Sets> {
    let numbers = senses(&read(folder, &format!("index.{}", part.0))?);
    let weigh = |word: String, offset: &str| {
        let key = (word, offset.to_owned());
        let number = numbers.get(&key).copied().unwrap_or(u32::MAX);
        let n_tagged = counts.get(&(key.0.clone(), part.1, number)).copied().unwrap_or(0);
        Member { word: key.0, weight: f64::from(n_tagged) + 0.5 / f64::from(number) }
    };
    let data = read(folder, &format!("data.{}", part.0))?;
    let sets = data.lines().filter_map(line_of_set).map(|line| {
        let members = line.words.into_iter().map(|word| weigh(word, line.offset)).collect();
        let above = line.pointers.iter().filter(|[symbol, ..]| *symbol == "@");
        let above = above.map(|[_, other, _]| (*other).to_owned()).collect();
        (line.offset.to_owned(), Set { members, above })
    });
    Ok(sets.collect())
}

/// How often a word of a part of speech was tagged with the sense of a number.
pub(crate) type Counts = HashMap<(String, u8, u32), u32>;

/// Reads `cntlist.rev`: lines `word%part:… sense_number count`.
pub(crate) fn counts(folder: &Path) -> Result<Counts> {
    let mut counts = Counts::new();
    for line in read(folder, "cntlist.rev")?.lines() {
        let mut fields = line.split_whitespace();
        let (Some(key), Some(number), Some(n)) = (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let Some((word, rest)) = key.split_once('%') else { continue };
        let part = match rest.split(':').next() {
            Some("5") => 3,
            Some(part) => part.parse().unwrap_or(0),
            None => 0,
        };
        let key = (word.to_owned(), part, number.parse().unwrap_or(0));
        *counts.entry(key).or_insert(0) += n.parse::<u32>().unwrap_or(0);
    }
    Ok(counts)
}
