//! The command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use crosswire::{
    candidates::ScoreParams,
    config::Config,
    ingest::{Format, IngestParams},
    normalize::{NormalizeParams, Normalizer, Shingling},
    overlap::{Containment, Ratio},
};
use std::{num::NonZeroUsize, path::PathBuf};

/// Finds copies across news sources and shows what accounts of one event agree on, where
/// they conflict, and what only one of them says.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// What two or more accounts agree and disagree on
    Compare(CompareArgs),
    /// Every overlapping pair of a corpus, with exact resemblance and containment
    Score(ScoreArgs),
    /// The corpus without its copies, and a list of what was left out and why
    Dedup(DedupArgs),
    /// The corpus grouped into events, and the independent witnesses of each
    Events(EventsArgs),
    /// What the normaliser saw: metadata, removed lines, sentences, mentions, with spans
    Inspect(InspectArgs),
    /// How good and how fast the engine is, on labelled articles
    Bench(Box<BenchArgs>),
}

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Threads to work on; all cores without it
    #[arg(long, global = true, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Language of all articles, an ISO 639-1 code; otherwise declared or detected
    #[arg(long, global = true, value_name = "CODE", value_parser = language)]
    pub(crate) lang: Option<String>,
    /// What is left out before comparing
    #[arg(long, global = true, value_enum, default_value_t = NormalizerArg::News)]
    pub(crate) normalizer: NormalizerArg,
    /// Read every input as this format; otherwise by extension, then by content
    #[arg(long, global = true, value_enum, value_name = "FORMAT")]
    pub(crate) input_format: Option<InputFormat>,
    /// JSON or CSV field that holds the text
    #[arg(long, global = true, value_name = "FIELD")]
    pub(crate) text_field: Option<String>,
    /// JSON or CSV field that holds the headline
    #[arg(long, global = true, value_name = "FIELD")]
    pub(crate) title_field: Option<String>,
    /// JSON or CSV field that holds the id
    #[arg(long, global = true, value_name = "FIELD")]
    pub(crate) id_field: Option<String>,
    /// JSON or CSV field that names the outlet
    #[arg(long, global = true, value_name = "FIELD")]
    pub(crate) source_field: Option<String>,
    /// JSON or CSV field that holds the publication date
    #[arg(long, global = true, value_name = "FIELD")]
    pub(crate) date_field: Option<String>,
    /// JSON or CSV field that holds the address
    #[arg(long, global = true, value_name = "FIELD")]
    pub(crate) url_field: Option<String>,
    /// Stop with an error at the first bad record instead of leaving it out
    #[arg(long, global = true)]
    pub(crate) strict: bool,
    /// No summary on standard error; problems are still named
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// No progress bars
    #[arg(long, global = true)]
    pub(crate) no_progress: bool,
}

impl Common {
    /// The parameters that these options set.
    pub(crate) fn config(&self) -> Config {
        Config {
            ingest: IngestParams {
                format: self.input_format.map(InputFormat::format),
                text_field: self.text_field.clone(),
                title_field: self.title_field.clone(),
                id_field: self.id_field.clone(),
                source_field: self.source_field.clone(),
                date_field: self.date_field.clone(),
                url_field: self.url_field.clone(),
                ..IngestParams::default()
            },
            normalize: NormalizeParams {
                normalizer: self.normalizer.normalizer(),
                language: self.lang.clone(),
            },
            ..Config::default()
        }
    }
}

/// Which pairs count, and what a run may take.
#[derive(Debug, Args)]
pub(crate) struct OverlapArgs {
    /// Least resemblance |A∩B|/|A∪B|; alone it switches containment off. Without any threshold:
    /// resemblance of 0.425 or containment of 0.7 with 30 shared shingles
    #[arg(long, value_name = "X", value_parser = ratio)]
    pub(crate) min_resemblance: Option<Ratio>,
    /// Least containment |A∩B|/min(|A|,|B|); alone it switches resemblance off
    #[arg(long, value_name = "X", value_parser = ratio)]
    pub(crate) min_containment: Option<Ratio>,
    /// Least number of shared shingles of a pair found by containment
    #[arg(long, value_name = "M", default_value_t = ScoreParams::MIN_SHARED)]
    pub(crate) min_shared: u32,
    /// What is counted: word:5, stem:3, char:9 or of another width
    #[arg(long, value_name = "UNIT:WIDTH", default_value = "word:5")]
    pub(crate) shingle: Shingling,
    /// Most memory of the run, such as 512M or 2G; beyond it, temporary files are used
    #[arg(long, value_name = "SIZE", value_parser = bytes)]
    pub(crate) max_memory: Option<u64>,
}

impl OverlapArgs {
    /// The parameters that these options set.
    pub(crate) fn params(&self) -> ScoreParams {
        let default = ScoreParams::default();
        let mut rule = default.rule;
        if self.min_resemblance.is_some() || self.min_containment.is_some() {
            rule.resemblance = self.min_resemblance;
            rule.containment =
                self.min_containment.map(|min| Containment { min, min_shared: self.min_shared });
        } else if let Some(containment) = &mut rule.containment {
            containment.min_shared = self.min_shared;
        }
        ScoreParams { rule, shingling: self.shingle, ..default }
    }
}

fn ratio(text: &str) -> Result<Ratio, String> {
    Ratio::parse(text)
        .ok_or_else(|| "a threshold lies above 0 and at most at 1, six decimals at most".to_owned())
}

fn bytes(text: &str) -> Result<u64, String> {
    let explain = || "a size is a number of bytes, or one with K, M or G".to_owned();
    let digits = text.trim_end_matches(['K', 'M', 'G', 'k', 'm', 'g', 'B', 'i']);
    let unit: u64 = match text[digits.len()..].chars().next().map(|c| c.to_ascii_uppercase()) {
        None => 1,
        Some('K') => 1 << 10,
        Some('M') => 1 << 20,
        Some('G') => 1 << 30,
        Some(_) => return Err(explain()),
    };
    digits.parse::<u64>().ok().and_then(|n| n.checked_mul(unit)).ok_or_else(explain)
}

#[derive(Debug, Args)]
pub(crate) struct ScoreArgs {
    /// Articles: files, folders, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub(crate) inputs: Vec<String>,
    /// Write the pairs to a file, as JSON Lines or, by its extension, CSV
    #[arg(long, value_name = "FILE")]
    pub(crate) pairs: Option<PathBuf>,
    /// Write groups of articles of which every two are a pair, as JSON Lines
    #[arg(long, value_name = "FILE")]
    pub(crate) clusters: Option<PathBuf>,
    /// Write what the run did: version, configuration, counts, problems, timings (JSON)
    #[arg(long, value_name = "FILE")]
    pub(crate) summary: Option<PathBuf>,
    /// Compare with these articles alone, and not the inputs with each other
    #[arg(long, value_name = "ARCHIVE", num_args = 1..)]
    pub(crate) against: Vec<String>,
    /// Show the passages that two articles share, by their ids, and nothing else
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    pub(crate) explain: Option<Vec<String>>,
    #[command(flatten)]
    pub(crate) overlap: OverlapArgs,
}

#[derive(Debug, Args)]
pub(crate) struct DedupArgs {
    /// Articles: files, folders, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub(crate) inputs: Vec<String>,
    /// Where the articles that stay go, records of JSON Lines as they came; standard output
    /// without it
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write what was left out, of what it is a copy, and how much of it (JSON Lines)
    #[arg(long, value_name = "FILE")]
    pub(crate) left_out: Option<PathBuf>,
    /// Write what the run did (JSON)
    #[arg(long, value_name = "FILE")]
    pub(crate) summary: Option<PathBuf>,
    /// Leave out copies too in which a figure, date, name or negation differs
    #[arg(long)]
    pub(crate) drop_changed: bool,
    #[command(flatten)]
    pub(crate) overlap: OverlapArgs,
}

#[derive(Debug, Args)]
pub(crate) struct EventsArgs {
    /// Articles: files, folders, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub(crate) inputs: Vec<String>,
    /// Where the events go, one JSON object a line, those with most witnesses first; standard
    /// output without it
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write an HTML page for each event of two articles and more, in which its witnesses (ten at
    /// most) are compared, and index.html; the folder is made if it is missing
    #[arg(long, value_name = "DIR")]
    pub(crate) report: Option<PathBuf>,
    /// Write what the run did: version, configuration, counts, problems, timings (JSON)
    #[arg(long, value_name = "FILE")]
    pub(crate) summary: Option<PathBuf>,
    /// Most memory of the run but for the pages of --report, such as 512M or 2G; a corpus that
    /// needs more is refused
    #[arg(long, value_name = "SIZE", value_parser = bytes)]
    pub(crate) max_memory: Option<u64>,
}

fn language(code: &str) -> Result<String, String> {
    if code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()) {
        Ok(code.to_ascii_lowercase())
    } else {
        Err("a language is two letters, such as en or de".to_owned())
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum NormalizerArg {
    /// Boilerplate is left out and reported
    News,
    /// The text as it is
    Plain,
}

impl NormalizerArg {
    fn normalizer(self) -> Normalizer {
        match self {
            Self::News => Normalizer::News,
            Self::Plain => Normalizer::Plain,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum InputFormat {
    Text,
    Markdown,
    Html,
    Json,
    Jsonl,
    /// Rows under a head line; commas, semicolons or tabs between
    Csv,
}

impl InputFormat {
    fn format(self) -> Format {
        match self {
            Self::Text => Format::Text,
            Self::Markdown => Format::Markdown,
            Self::Html => Format::Html,
            Self::Json => Format::Json,
            Self::Jsonl => Format::JsonLines,
            Self::Csv => Format::Csv,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// Articles: files, folders, or - for standard input; at least two articles in all
    #[arg(value_name = "ARTICLE", required_unless_present = "pairs", conflicts_with = "pairs")]
    pub(crate) articles: Vec<String>,
    /// Compare many pairs: JSON Lines of {"id", "a", "b"}, one report a line out (- for standard input)
    #[arg(long, value_name = "FILE")]
    pub(crate) pairs: Option<String>,
    /// Form of the report; rows of --pairs are always JSON
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(crate) format: ReportFormat,
    /// Write the report to a file
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Take the articles to tell of one event, whatever the measure says
    #[arg(long, value_enum)]
    pub(crate) assume: Option<AssumeArg>,
    /// Columns of the text report; the terminal's, otherwise 80
    #[arg(long, value_name = "N")]
    pub(crate) width: Option<u16>,
    /// List everything: long lists are folded in the text report otherwise
    #[arg(long)]
    pub(crate) all: bool,
    /// Leave out the findings whose ids the file lists, one a line
    #[arg(long, value_name = "FILE")]
    pub(crate) ignore: Option<PathBuf>,
    /// Exit with 1 if there are conflicts
    #[arg(long)]
    pub(crate) check: bool,
    /// What offsets in JSON count
    #[arg(long, value_enum, default_value_t = OffsetsArg::Utf8)]
    pub(crate) offsets: OffsetsArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    Text,
    Json,
    Markdown,
    /// One page that needs nothing else: texts and findings side by side
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AssumeArg {
    SameEvent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OffsetsArg {
    /// UTF-8 bytes
    Utf8,
    /// Unicode scalar values
    Char,
    /// UTF-16 code units
    Utf16,
}

#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    /// Articles: files, folders, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub(crate) inputs: Vec<String>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    pub(crate) format: InspectFormat,
    /// List every word with its stem too
    #[arg(long)]
    pub(crate) tokens: bool,
    /// Write to a file
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// What offsets in JSON count
    #[arg(long, value_enum, default_value_t = OffsetsArg::Utf8)]
    pub(crate) offsets: OffsetsArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InspectFormat {
    Text,
    /// JSON Lines, one row an article
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct BenchArgs {
    /// What to measure on the corpus; everything without it
    #[arg(value_name = "SUITE", value_enum)]
    pub(crate) suites: Vec<Suite>,
    /// Measure on a labelled set, recognised by its files, or speed on one without labels; may
    /// be given again
    #[arg(long = "suite", value_name = "DIR")]
    pub(crate) sets: Vec<PathBuf>,
    /// The corpus of labelled events
    #[arg(long, value_name = "DIR", default_value = "corpus")]
    pub(crate) corpus: PathBuf,
    /// Which half of the corpus; rules are made on dev, so nobody tunes on test
    #[arg(long, value_enum, default_value_t = Split::Dev)]
    pub(crate) split: Split,
    /// Planted edits of each harmful kind; there are three times as many harmless ones
    #[arg(long, value_name = "N", default_value_t = crate::bench::planting::Params::PER_KIND)]
    pub(crate) per_kind: usize,
    /// Articles of the generated corpus that speed is measured on too
    #[arg(long, value_name = "N", default_value_t = 2_000)]
    pub(crate) articles: u64,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = BenchFormat::Text)]
    pub(crate) format: BenchFormat,
    /// Show the worst mistakes of each suite, at most so many
    #[arg(long, value_name = "N")]
    pub(crate) errors: Option<usize>,
    /// Hold the result against an earlier one; exit with 1 on a loss beyond noise
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Keep the result, without speed and mistakes, for --baseline
    #[arg(long, value_name = "FILE")]
    pub(crate) write_baseline: Option<PathBuf>,
    /// Keep how often each rule was right: the data file that confidences are made of
    #[arg(long, value_name = "FILE")]
    pub(crate) write_rules: Option<PathBuf>,
    /// Write the result to a file
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BenchFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Split {
    Dev,
    Test,
    All,
}

/// What is measured on the corpus, in the order it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Suite {
    /// Listed sentences are sentences of the engine
    Sentences,
    /// Listed boilerplate is left out, and nothing else
    Boilerplate,
    /// How every two articles stand
    Relations,
    /// Copies counted as one voice
    Witnesses,
    /// Articles grouped by event
    Events,
    /// Listed sentence pairs are aligned
    Alignment,
    /// Labelled quantities, times, names, quotations, attributions, negations and words of
    /// certainty are found
    Mentions,
    /// Conflicts and other findings by facet
    Findings,
    /// Differences that are no conflicts, in the corpus and in tables with mirrors that are
    Traps,
    /// Planted differences
    Planted,
    /// Articles and megabytes a second by stage, and memory
    Speed,
}

impl Suite {
    /// All of them.
    pub(crate) const ALL: [Self; 11] = [
        Self::Sentences,
        Self::Boilerplate,
        Self::Relations,
        Self::Witnesses,
        Self::Events,
        Self::Alignment,
        Self::Mentions,
        Self::Findings,
        Self::Traps,
        Self::Planted,
        Self::Speed,
    ];
}
