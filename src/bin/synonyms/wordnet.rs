//! The files of WordNet, line by line.

use anyhow::{Context, Result};
use std::{collections::HashMap, fs, path::Path};

/// The file of a name without its licence.
pub(crate) fn read(folder: &Path, name: &str) -> Result<String> {
    let path = folder.join(name);
    let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = String::from_utf8_lossy(&bytes);
    // The licence stands at the head, each line behind a blank.
    Ok(text.lines().filter(|line| !line.starts_with(' ')).flat_map(|line| [line, "\n"]).collect())
}

/// The number of each sense of an `index` file, by word and offset of its set, counted from the
/// most usual.
pub(crate) fn senses(index: &str) -> HashMap<(String, String), u32> {
    let mut senses = HashMap::new();
    for line in index.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let (Some(word), Some(n)) = (fields.first(), fields.get(2)) else { continue };
        let n: usize = n.parse().unwrap_or(0);
        for (offset, number) in fields[fields.len().saturating_sub(n)..].iter().zip(1..) {
            senses.insert(((*word).to_owned(), (*offset).to_owned()), number);
        }
    }
    senses
}

/// A synonym set as a line of a `data` file gives it.
pub(crate) struct SetLine<'l> {
    pub(crate) offset: &'l str,
    /// In lower case; words of several parts hold underscores.
    pub(crate) words: Vec<String>,
    /// Symbol, offset of the other set, and the numbers of the word here and there: two
    /// hexadecimal digits each.
    pub(crate) pointers: Vec<[&'l str; 3]>,
}

/// `offset file type n_words (word id)… n_pointers (symbol offset part source-target)… …`
pub(crate) fn line_of_set(line: &str) -> Option<SetLine<'_>> {
    let mut fields = line.split_whitespace();
    let offset = fields.next()?;
    let n_words = usize::from_str_radix(fields.nth(2)?, 16).ok()?;
    let mut words = Vec::with_capacity(n_words);
    for _ in 0..n_words {
        // "asleep(p)": only after a verb.
        let word = fields.next()?.split('(').next().unwrap_or_default();
        words.push(word.to_lowercase());
        fields.next()?;
    }
    let n_pointers: usize = fields.next()?.parse().ok()?;
    let mut pointers = Vec::with_capacity(n_pointers);
    for _ in 0..n_pointers {
        let (symbol, other) = (fields.next()?, fields.next()?);
        pointers.push([symbol, other, fields.nth(1)?]);
    }
    Some(SetLine { offset, words, pointers })
}
