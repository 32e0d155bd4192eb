//! The peers from crates.io, each the way its documentation shows it.

mod gaoya;
mod txtfp;

use crate::articles::Blocks;
use crate::contender::Tool;
use crate::options::Task;
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::Range;

/// Hash functions of every signature; all four peers document 128 as the usual number.
const N_HASHES: usize = 128;

/// What a child process says of itself on standard output, as one JSON row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Said {
    /// How it was set up.
    pub(crate) settings: String,
}

/// Runs one peer and writes the pairs it calls near-duplicates.
///
/// # Errors
/// A file that cannot be read or written, a line that is no article, or a tool that is no crate.
pub(crate) fn run(task: &Task) -> Result<()> {
    let settings = match task.tool {
        Tool::Gaoya => gaoya::run(task)?,
        Tool::Txtfp => txtfp::run(task)?,
        tool => bail!("{tool} is not built in"),
    };
    println!("{}", serde_json::to_string(&Said { settings })?);
    Ok(())
}

/// Signs every article that has words and hands the signatures over a block at a time, with
/// their positions in the ids that are given back.
fn index_articles<S: Send>(
    task: &Task,
    sign: impl Fn(&str) -> Option<S> + Sync,
    mut insert: impl FnMut(Range<usize>, Vec<S>),
) -> Result<Vec<String>> {
    let mut ids = Vec::new();
    let mut blocks = Blocks::open(&task.file)?;
    loop {
        let block = blocks.next_block()?;
        if block.is_empty() {
            return Ok(ids);
        }
        let signed: Vec<Option<(String, S)>> = block
            .par_iter()
            .map(|line| {
                let article = line.article()?;
                Ok(sign(&article.text).map(|signature| (article.id.into_owned(), signature)))
            })
            .collect::<Result<_>>()?;
        let start = ids.len();
        let (block_ids, signatures): (Vec<_>, Vec<_>) = signed.into_iter().flatten().unzip();
        ids.extend(block_ids);
        insert(start..ids.len(), signatures);
    }
}

/// Writes a pair a line; `similar(i)` are the positions of the articles like the `i`th.
fn write_pairs(
    task: &Task,
    ids: &[String],
    similar: impl Fn(usize) -> Vec<usize> + Sync,
) -> Result<()> {
    let found: Vec<Vec<usize>> = (0..ids.len())
        .into_par_iter()
        .map(|a| similar(a).into_iter().filter(|&b| a < b).collect())
        .collect();
    let file = File::create(&task.pairs)
        .with_context(|| format!("cannot write {}", task.pairs.display()))?;
    let mut out = BufWriter::new(file);
    for (a, others) in found.iter().enumerate() {
        for &b in others {
            serde_json::to_writer(&mut out, &crate::pairs::Row { a: &ids[a], b: &ids[b] })?;
            out.write_all(b"\n")?;
        }
    }
    Ok(out.flush()?)
}
