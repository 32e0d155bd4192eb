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
}

impl Format {
    /// The format that the extension of `path` stands for, if any.
    #[must_use]
    pub fn from_path(path: &str) -> Option<Self> {
        let name = path.rsplit(['/', '\\']).next()?;
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }
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
    /// JSON field that holds the text.
    pub text_field: Option<String>,
    /// JSON field that holds the headline.
    pub title_field: Option<String>,
    /// JSON field that holds the id.
    pub id_field: Option<String>,
    /// JSON field that names the outlet.
    pub source_field: Option<String>,
    /// JSON field that holds the publication date.
    pub date_field: Option<String>,
    /// JSON field that holds the address.
    pub url_field: Option<String>,
    /// Language of articles that declare none, an ISO 639-1 code.
    pub language: Option<String>,
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

impl Ingested {
    /// Adds an article with what was noted about it.
    pub(super) fn add(&mut self, read: ReadArticle) {
        match read {
            Ok((article, problems)) => {
                self.stats.n_articles += 1;
                self.articles.push(article);
                self.problems.extend(problems);
            }
            Err(problem) => self.skip(problem),
        }
    }

    /// Notes a record that was left out.
    pub(super) fn skip(&mut self, problem: Problem) {
        debug_assert!(problem.kind.is_skipped(), "{problem} costs no record");
        self.stats.n_skipped += 1;
        self.problems.push(problem);
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
            (".txt", Some(Format::Text)),
            ("", None),
        ];
        for (path, expected) in cases {
            assert_eq!(Format::from_path(path), expected, "{path}");
        }
    }
}
