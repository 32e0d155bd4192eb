//! The tables of a half, as they are under `data`.

use super::{Half, kind::Kind};
use anyhow::{Context, Result};
use regex::Regex;

/// A pattern and what it may be replaced by, `<1>` standing for the first group.
pub(super) struct Row {
    pub(super) pattern: Regex,
    pub(super) with: Vec<String>,
}

/// Rows of one kind.
pub(super) struct Phrases {
    pub(super) kind: Kind,
    pub(super) rows: Vec<Row>,
}

/// All words and templates of a half.
pub(super) struct Tables {
    pub(super) phrases: Vec<Phrases>,
    pub(super) names: Vec<Row>,
    pub(super) invented: Vec<Row>,
    /// Words before a figure that was rounded up, down, or either way.
    pub(super) up: Vec<String>,
    pub(super) down: Vec<String>,
    /// Words that a figure counts.
    pub(super) counted: Vec<&'static str>,
}

macro_rules! table {
    ($half:expr, $name:literal) => {
        match $half {
            Half::Dev => include_str!(concat!("data/dev/", $name, ".tsv")),
            Half::Test => include_str!(concat!("data/test/", $name, ".tsv")),
        }
    };
}

impl Tables {
    pub(super) fn of(half: Half) -> Result<Self> {
        let phrases = [
            (Kind::Quotation, table!(half, "quotation")),
            (Kind::Attribution, table!(half, "attribution")),
            (Kind::Polarity, table!(half, "polarity")),
            (Kind::Certainty, table!(half, "certainty")),
            (Kind::SwappedFigures, table!(half, "swapped")),
            (Kind::Conversion, table!(half, "conversion")),
            (Kind::Synonym, table!(half, "synonym")),
            (Kind::Voice, table!(half, "voice")),
            (Kind::Order, table!(half, "order")),
            (Kind::Refinement, table!(half, "refinement")),
            (Kind::ShortQuotation, table!(half, "short-quotation")),
            (Kind::OtherClauseNegation, table!(half, "other-negation")),
        ];
        let phrases =
            phrases.into_iter().map(|(kind, text)| Ok(Phrases { kind, rows: rows(text)? }));
        let (mut up, mut down) = (Vec::new(), Vec::new());
        for line in lines(table!(half, "approximations")) {
            let (way, word) = line.split_once('\t').context("an approximation without a way")?;
            up.extend((way != "down").then(|| word.to_owned()));
            down.extend((way != "up").then(|| word.to_owned()));
        }
        Ok(Self {
            phrases: phrases.collect::<Result<_>>()?,
            names: rows(table!(half, "name"))?,
            invented: rows(table!(half, "invented"))?,
            up,
            down,
            counted: lines(table!(half, "counted")).flat_map(str::split_whitespace).collect(),
        })
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn rows(text: &'static str) -> Result<Vec<Row>> {
    let row = |line: &str| {
        let (pattern, with) =
            line.split_once('\t').with_context(|| format!("no tab in {line:?}"))?;
        let pattern = Regex::new(pattern).with_context(|| format!("{line:?}"))?;
        Ok(Row { pattern, with: with.split(" | ").map(str::to_owned).collect() })
    };
    lines(text).map(row).collect()
}
