//! The runner of the tables of cases, one for all kinds of mentions.

use super::Mention;
use crate::{
    article::{Article, Published},
    normalize::{Document, NormalizeParams, Normalizer, normalize},
    span::TextRange,
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

/// Cues that `find` finds in a text: in order and apart, everything in the text, what each
/// `governs` in its sentence.
pub(super) fn check_cues(
    text: &str,
    find: impl Fn(&Document) -> Vec<Mention>,
    governs: impl Fn(&Mention) -> Vec<TextRange>,
) {
    let doc = document(text);
    let mut last = 0;
    for mention in find(&doc) {
        assert!(mention.range.start >= last && !mention.range.of(text).is_empty(), "{text:?}");
        last = mention.range.end;
        let sentence = doc.sentences[mention.sentence_idx as usize].range;
        for range in governs(&mention) {
            assert!(!range.of(text).is_empty(), "{text:?}");
            assert!(sentence.contains(range), "{text:?}");
        }
    }
}
