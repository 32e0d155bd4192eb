//! The order of the steps from article to document.

use super::{
    boilerplate::{self, Context},
    document::{Document, Sentence},
    language::Language,
    sentence::{self, Splitter},
    shared_line::SharedLines,
    term::TermTable,
};
use crate::{article::Article, span::TextRange};
use serde::{Deserialize, Serialize};

/// What is left out and how words are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Normalizer {
    /// For news: boilerplate left out.
    #[default]
    News,
    /// The text as it is.
    Plain,
}

/// Parameters of [`normalize`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NormalizeParams {
    /// What is left out.
    pub normalizer: Normalizer,
    /// ISO 639-1 code that overrules what is declared or detected.
    pub language: Option<String>,
}

/// Makes the document of `article`: finds boilerplate, then paragraphs, sentences, words
/// and stems of what is left. Cost: linear in the length of the text.
#[must_use]
pub fn normalize(article: Article, params: &NormalizeParams) -> Document {
    normalize_among(article, params, &SharedLines::default())
}

/// As [`normalize`], for an article of a corpus whose sources were found to share lines: with
/// the normaliser `news` these are boilerplate too.
#[must_use]
pub fn normalize_among(
    article: Article,
    params: &NormalizeParams,
    shared: &SharedLines,
) -> Document {
    make_document(article, params, shared, Units::Sentences)
}

/// As [`normalize_among`], but the paragraphs of the document are not parted: each is one of its
/// sentences. For where words count and sentences do not, at a fraction of the cost.
#[must_use]
pub fn normalize_paragraphs(
    article: Article,
    params: &NormalizeParams,
    shared: &SharedLines,
) -> Document {
    make_document(article, params, shared, Units::Paragraphs)
}

/// What the sentences of a document are to be.
#[derive(Clone, Copy)]
enum Units {
    Sentences,
    Paragraphs,
}

impl Units {
    /// The language of a text; where sentences do not count, from a shorter head of it.
    fn detect(self, text: &str) -> Option<Language> {
        match self {
            Self::Sentences => Language::detect(text),
            Self::Paragraphs => Language::detect(&text[..text.floor_char_boundary(MAX_HEAD_BYTES)]),
        }
    }
}

/// Two or three sentences: nearly always enough to tell the stemmer.
const MAX_HEAD_BYTES: usize = 512;

fn make_document(
    article: Article,
    params: &NormalizeParams,
    shared: &SharedLines,
    units: Units,
) -> Document {
    let (title, removed) = match params.normalizer {
        Normalizer::News => boilerplate::find(
            &article.text,
            &Context { title: article.title.as_deref(), source: article.source.as_deref(), shared },
        ),
        Normalizer::Plain => (article.title.clone(), Vec::new()),
    };
    let language = params
        .language
        .as_deref()
        .or(article.language.as_deref())
        .and_then(Language::from_tag)
        .or_else(|| units.detect(&article.text));
    let mut doc = Document {
        title,
        language: language.as_ref().map(|l| l.as_str().to_owned()),
        paragraphs: sentence::paragraphs(&article.text, &removed),
        removed,
        sentences: Vec::new(),
        tokens: Vec::new(),
        terms: Vec::new(),
        article,
    };
    fill(&mut doc, language.unwrap_or(Language::ENGLISH), units);
    doc
}

/// Bytes a word takes on average in English, its space included.
const MEAN_WORD_BYTES: usize = 6;

/// The sentences of `text`, white space around them left out, in order. `language` is an
/// ISO 639-1 code; without one the text's own is detected.
///
/// Cost: linear, by far most of it in the splitter.
#[must_use]
pub fn split_sentences(text: &str, language: Option<&str>) -> Vec<TextRange> {
    let language = language.and_then(Language::from_tag).or_else(|| Language::detect(text));
    let mut ranges = Vec::new();
    let splitter = Splitter::new(language.unwrap_or(Language::ENGLISH));
    for paragraph in sentence::paragraphs(text, &[]) {
        splitter.split(text, paragraph, &mut ranges);
    }
    ranges
}

fn fill(doc: &mut Document, language: Language, units: Units) {
    let Document { article, paragraphs, sentences, tokens, terms, .. } = doc;
    let text = article.text.as_str();
    let mut table = TermTable::new(language);
    let mut ranges = Vec::new();
    let splitter = Splitter::new(language);
    tokens.reserve(text.len() / MEAN_WORD_BYTES);
    for (paragraph_idx, &paragraph) in paragraphs.iter().enumerate() {
        ranges.clear();
        match units {
            Units::Sentences => splitter.split(text, paragraph, &mut ranges),
            Units::Paragraphs => ranges.push(paragraph),
        }
        for &range in &ranges {
            let first = tokens.len();
            table.tokenize(text, range, tokens);
            sentences.push(Sentence {
                range,
                tokens: narrow(first)..narrow(tokens.len()),
                paragraph_idx: narrow(paragraph_idx),
            });
        }
    }
    *terms = table.into_terms();
}

/// Counts of things in one text fit: texts are under 4 GiB.
fn narrow(n: usize) -> u32 {
    TextRange::new(0, n).end
}
