//! How inputs are read, and what came out.

use crate::article::Article;
use crate::outcome::{Problem, Stats};
use serde::{Deserialize, Serialize};

/// How an input is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// One article as plain text, front matter allowed.
    Text,
    /// One article as Markdown; the text keeps its marks.
    Markdown,
    /// One page, of which the main text is taken.
    Html,
    /// One object, or many in an array (see [`read_articles`](super::read_articles)).
    Json,
    /// One object a line.
    JsonLines,
    /// One article a row under a head line with the names of the fields; commas, semicolons or
    /// tabs between.
    Csv,
}

impl Format {
    /// The format that the extension of `path` stands for, if any; one of packing (`.gz`,
    /// `.zst`) is passed over.
    #[must_use]
    pub fn from_path(path: &str) -> Option<Self> {
        let name = path.rsplit(['/', '\\']).next()?;
        let (_, extension) = unpacked_name(name).rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "csv" | "tsv" | "tab" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// A name without the extension that a packer puts behind it.
fn unpacked_name(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((inner, end)) if is_packed_extension(end) => inner,
        _ => name,
    }
}

/// Whether an extension says that a file is packed in a way that is read.
fn is_packed_extension(extension: &str) -> bool {
    ["gz", "zst"].iter().any(|packed| extension.eq_ignore_ascii_case(packed))
}

/// Whether the name of a file says that it is packed.
pub(crate) fn has_packed_name(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| is_packed_extension(extension))
}

/// How inputs are read.
///
/// A mapped field (`text_field` and its like) is looked up first and only; without one the
/// usual names are tried.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct IngestParams {
    /// The format of every input; otherwise told by extension, then by content.
    pub format: Option<Format>,
    /// JSON or CSV field that holds the text.
    pub text_field: Option<String>,
    /// JSON or CSV field that holds the headline.
    pub title_field: Option<String>,
    /// JSON or CSV field that holds the id.
    pub id_field: Option<String>,
    /// JSON or CSV field that names the outlet.
    pub source_field: Option<String>,
    /// JSON or CSV field that holds the publication date.
    pub date_field: Option<String>,
    /// JSON or CSV field that holds the address.
    pub url_field: Option<String>,
    /// Language of articles that declare none, an ISO 639-1 code.
    pub language: Option<String>,
    /// Longest record, in bytes unpacked: a line, a row, or an input that is one article or
    /// document; longer ones are left out. [`IngestParams::MAX_RECORD_BYTES`] without it. What
    /// a record is does not depend on it, so it is not part of a configuration.
    #[serde(skip)]
    pub max_record_bytes: Option<u64>,
}

impl IngestParams {
    /// Longest record where nothing else is asked for: 1 GiB, so that a small packed file that
    /// unpacks to no end costs no more than that.
    pub const MAX_RECORD_BYTES: u64 = 1 << 30;

    /// The longest record, in bytes.
    #[must_use]
    pub fn record_limit(&self) -> u64 {
        self.max_record_bytes.unwrap_or(Self::MAX_RECORD_BYTES)
    }
}

/// What one input held.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ingested {
    /// The articles, in input order.
    pub articles: Vec<Article>,
    /// What was wrong, in input order.
    pub problems: Vec<Problem>,
    /// Counts: `n_skipped` is the number of problems that cost a record.
    pub stats: Stats,
}

/// Takes in what a reader gives, in input order.
pub(crate) trait Sink {
    /// An article.
    fn article(&mut self, article: Article);
    /// Something that was wrong.
    fn problem(&mut self, problem: Problem);
}

impl Sink for Ingested {
    fn article(&mut self, article: Article) {
        self.articles.push(article);
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }
}

/// Passes records on to a sink and counts them.
pub(super) struct Intake<'a> {
    sink: &'a mut dyn Sink,
    pub(super) stats: Stats,
    n_problems: u64,
}

impl<'a> Intake<'a> {
    pub(super) fn new(sink: &'a mut dyn Sink) -> Self {
        Self { sink, stats: Stats { n_inputs: 1, ..Stats::default() }, n_problems: 0 }
    }

    /// Adds an article with what was noted about it.
    pub(super) fn add(&mut self, read: ReadArticle) {
        match read {
            Ok((article, problems)) => {
                self.stats.n_articles += 1;
                self.sink.article(article);
                problems.into_iter().for_each(|problem| self.note(problem));
            }
            Err(problem) => self.skip(problem),
        }
    }

    /// Notes a record that was left out.
    pub(super) fn skip(&mut self, problem: Problem) {
        debug_assert!(problem.kind.is_skipped(), "{problem} costs no record");
        self.stats.n_skipped += 1;
        self.note(problem);
    }

    /// Notes something that costs no record.
    pub(super) fn note(&mut self, problem: Problem) {
        self.n_problems += 1;
        self.sink.problem(problem);
    }

    /// Whether nothing came, not even a problem.
    pub(super) fn is_empty(&self) -> bool {
        self.stats.n_articles + self.n_problems == 0
    }
}

/// An article and what was noted about it, or why there is none.
pub type ReadArticle = Result<(Article, Vec<Problem>), Problem>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_tell_formats() {
        let cases = [
            ("a.txt", Some(Format::Text)),
            ("feed/a.JSONL", Some(Format::JsonLines)),
            ("x.ndjson", Some(Format::JsonLines)),
            ("C:\\news\\page.Htm", Some(Format::Html)),
            ("page.xhtml", Some(Format::Html)),
            ("notes.markdown", Some(Format::Markdown)),
            ("day.json", Some(Format::Json)),
            ("dir.txt/README", None),
            ("<stdin>", None),
            ("a.gz", None),
            ("feed.jsonl.gz", Some(Format::JsonLines)),
            ("page.html.ZST", Some(Format::Html)),
            ("a.csv", Some(Format::Csv)),
            ("a.tsv.zst", Some(Format::Csv)),
            (".txt", Some(Format::Text)),
            ("", None),
        ];
        for (path, expected) in cases {
            assert_eq!(Format::from_path(path), expected, "{path}");
        }
    }
}
