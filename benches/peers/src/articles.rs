//! The input of every peer: JSON Lines of `{"id", "text"}`, read in blocks.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// One record, borrowed from its line where it has no escapes.
#[derive(Debug, Deserialize)]
pub(crate) struct Article<'a> {
    #[serde(borrow)]
    pub(crate) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) text: Cow<'a, str>,
}

/// Lines in a block: enough for all threads, little beside an index.
const BLOCK: usize = 4096;

/// The lines of a file, a block at a time; empty ones are left out.
pub(crate) struct Blocks {
    path: PathBuf,
    input: BufReader<File>,
    n_lines: usize,
}

impl Blocks {
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Self {
            path: path.to_owned(),
            input: BufReader::with_capacity(1 << 20, file),
            n_lines: 0,
        })
    }

    /// Up to `BLOCK` lines with their numbers; an empty block is the end.
    pub(crate) fn next_block(&mut self) -> Result<Vec<Line>> {
        let mut lines = Vec::with_capacity(BLOCK);
        let mut text = String::new();
        while lines.len() < BLOCK
            && self.input.read_line(&mut text).with_context(|| self.path.display().to_string())? > 0
        {
            self.n_lines += 1;
            if !text.trim().is_empty() {
                lines.push(Line { number: self.n_lines, text: std::mem::take(&mut text) });
            }
            text.clear();
        }
        Ok(lines)
    }
}

pub(crate) struct Line {
    number: usize,
    text: String,
}

impl Line {
    pub(crate) fn article(&self) -> Result<Article<'_>> {
        serde_json::from_str(&self.text)
            .with_context(|| format!("line {} is no {{\"id\", \"text\"}}", self.number))
    }
}
