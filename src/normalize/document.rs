//! The document: an article after normalising, all of it as ranges into the original.

use crate::{article::Article, span::TextRange};
use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// An article with its boilerplate found, its sentences, words and stems.
///
/// Invariant: every range lies inside `article.text` on character boundaries; sentences
/// and tokens run in text order, do not overlap, and none lies in a removed range.
#[derive(Debug, Clone)]
pub struct Document {
    /// What came in.
    pub article: Article,
    /// The headline: the article's own, or the one found at the head of the text.
    pub title: Option<String>,
    /// ISO 639-1 code of the language, declared or detected; `None` if too short to tell.
    pub language: Option<String>,
    /// Boilerplate, in text order.
    pub removed: Vec<Removed>,
    /// Paragraphs of what is left, in text order.
    pub paragraphs: Vec<TextRange>,
    /// Sentences, in text order.
    pub sentences: Vec<Sentence>,
    /// Words, in text order.
    pub tokens: Vec<Token>,
    /// The distinct terms, in order of first appearance; [`Token::term_idx`] points here.
    pub terms: Vec<Term>,
}

/// A stretch of text left out, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// Which bytes.
    pub range: TextRange,
    /// Why.
    pub reason: RemovalReason,
}

/// Why a stretch of text is boilerplate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RemovalReason {
    /// The title at the head of the text.
    Headline,
    /// A summary line between a headline and the text.
    Standfirst,
    /// Reporter's name and date line.
    Byline,
    /// Log-in, sign-up, share, cookie and menu lines.
    Interface,
    /// Credits of photos and videos.
    PhotoCredit,
    /// Lists of other articles and sources.
    RelatedLinks,
    /// Copyright and syndication notices.
    Copyright,
    /// Newsletter and subscription appeals.
    Promotion,
    /// Addresses of the press office, the newsroom or the reporter.
    Contact,
    /// Whose views these are, and what is not promised.
    Disclaimer,
    /// A line that many articles of this source share.
    SharedLine,
}

impl RemovalReason {
    const ALL: [Self; 11] = [
        Self::Headline,
        Self::Standfirst,
        Self::Byline,
        Self::Interface,
        Self::PhotoCredit,
        Self::RelatedLinks,
        Self::Copyright,
        Self::Promotion,
        Self::Contact,
        Self::Disclaimer,
        Self::SharedLine,
    ];

    /// The word used in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Byline => "byline",
            Self::Interface => "interface",
            Self::PhotoCredit => "photo-credit",
            Self::RelatedLinks => "related-links",
            Self::Copyright => "copyright",
            Self::Promotion => "promotion",
            Self::Contact => "contact",
            Self::Disclaimer => "disclaimer",
            Self::SharedLine => "shared-line",
        }
    }

    /// The reason that output calls so.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }
}

/// One sentence: closing quotes included, white space around it not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Which bytes.
    pub range: TextRange,
    /// Its words, as indices into [`Document::tokens`].
    pub tokens: Range<u32>,
    /// Index into [`Document::paragraphs`].
    pub paragraph_idx: u32,
}

/// One word of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Which bytes; without a possessive `’s`.
    pub range: TextRange,
    /// Index into [`Document::terms`].
    pub term_idx: u32,
    /// Hash of the lower-cased word, the unit of word shingles.
    pub word: u64,
    /// How the word is written.
    pub shape: Shape,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// All lower case, or a script without case.
    Lower,
    /// First letter upper case.
    Capitalised,
    /// Two or more letters, all upper case ("NATO", "U.S").
    Upper,
    /// Upper case inside ("McDonald", "iPhone").
    Mixed,
    /// Holds a digit.
    Number,
}

/// What a word stands for in comparisons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The stem, lower case; an acronym stays upper case without its dots ("US").
    pub stem: CompactString,
    /// Hash of the stem: the key by which documents are compared.
    pub key: u64,
    /// How much it tells, in 1/256 bits: the rarer in the background table, the more.
    /// 0 for a stop word.
    pub weight: u32,
    /// Whether it is a function word.
    pub is_stop: bool,
}

impl Document {
    /// The text the ranges point into.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.article.text
    }

    /// The tokens of sentence `sentence_idx`.
    ///
    /// # Panics
    /// If there is no such sentence.
    #[must_use]
    pub fn sentence_tokens(&self, sentence_idx: usize) -> &[Token] {
        let range = &self.sentences[sentence_idx].tokens;
        &self.tokens[range.start as usize..range.end as usize]
    }

    /// The words of sentence `sentence_idx`.
    ///
    /// # Panics
    /// If there is no such sentence.
    #[must_use]
    pub fn sentence_text(&self, sentence_idx: usize) -> &str {
        self.sentences[sentence_idx].range.of(self.text())
    }

    /// What `token` stands for.
    #[must_use]
    pub fn term(&self, token: &Token) -> &Term {
        &self.terms[token.term_idx as usize]
    }

    /// Whether nothing is left to compare.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }
}
