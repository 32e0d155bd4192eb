//! The runner of the tables of cases, one for all kinds of mentions.

use crate::{
    article::{Article, Published},
    normalize::{Document, NormalizeParams, Normalizer, normalize},
};

/// An English text and what is to be found in it, a line a mention.
pub(super) type Case<'c> = (&'c str, &'c [&'c str]);

/// An English text as a document, nothing left out.
pub(super) fn document(text: &str) -> Document {
    document_of(text, "")
}

/// The same with a publication date, "" for none.
pub(super) fn document_of(text: &str, published: &str) -> Document {
    let article = Article {
        id: "a".to_owned(),
        text: text.to_owned(),
        language: Some("en".to_owned()),
        published: (!published.is_empty()).then(|| Published::declared(published)),
        ..Article::default()
    };
    normalize(article, &NormalizeParams { normalizer: Normalizer::Plain, language: None })
}

/// Holds what `lines` finds in each text against what is expected, and tells all that differ.
pub(super) fn check(cases: &[Case<'_>], lines: impl Fn(&str) -> Vec<String>) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, lines(text), expected))
        .filter(|(_, found, expected)| found != *expected)
        .map(|(text, found, expected)| {
            format!("{text}\n  found    {found:?}\n  expected {expected:?}")
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
