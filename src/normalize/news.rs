//! Words of the `news` normaliser without the rest of the document.
//!
//! Boilerplate, paragraphs and words as in [`normalize`](super::normalize), but no sentences,
//! stems or terms: for word shingles of many articles.

use super::{
    boilerplate::{self, Context},
    document::RemovalReason,
    normalizer::Normalizer,
    sentence,
    shared_line::SharedLines,
    term::fold,
    tokenize::{for_each_word, holds_segmented_script},
};
use crate::{article::Article, span::TextRange};

/// Replaces `words` by the hashes of the words of a text, in order: of the tokens of its
/// document. Gives how many lines are out because the source shares them; nothing for a text
/// in a script whose words depend on its sentences.
pub(super) fn hash_words(text: &str, context: &Context<'_>, words: &mut Vec<u64>) -> Option<usize> {
    words.clear();
    if holds_segmented_script(text) {
        return None;
    }
    let (_, page) = boilerplate::read(text, context);
    // No word goes over the end of a line, so that paragraphs need not be told apart.
    for line in page.lines().iter().filter(|line| line.reason.is_none()) {
        words.extend_from_slice(page.hashes(line));
    }
    let is_shared = |line: &&boilerplate::Line<'_>| line.reason == Some(RemovalReason::SharedLine);
    Some(page.lines().iter().filter(is_shared).count())
}

/// The words of an article without its boilerplate, in order. Linear.
pub(crate) fn kept_words(
    article: &Article,
    normalizer: Normalizer,
    shared: &SharedLines,
) -> Vec<TextRange> {
    let (title, source) = (article.title.as_deref(), article.source.as_deref());
    let removed = match normalizer {
        Normalizer::News => boilerplate::find(&article.text, &Context { title, source, shared }).1,
        Normalizer::Plain => Vec::new(),
    };
    let mut words = Vec::new();
    for paragraph in sentence::paragraphs(&article.text, &removed) {
        for_each_word(&article.text, paragraph, |range| words.push(range));
    }
    words
}

/// A word in lower case and in compatibility form, as word shingles compare it.
pub(crate) fn fold_word(surface: &str) -> String {
    fold(surface).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel;
    use crate::normalize::{NormalizeParams, Token, normalize, tests::article};
    use proptest::prelude::*;

    fn assert_words_of_document(text: &str, title: Option<&str>) {
        let mut words = Vec::new();
        let context = Context { title, source: None, shared: &SharedLines::default() };
        if hash_words(text, &context, &mut words).is_none() {
            return;
        }
        let mut article = article(text);
        article.title = title.map(str::to_owned);
        let doc = normalize(article, &NormalizeParams::default());
        let hash = |token: &Token| kernel::hash_word(fold(token.range.of(text)).as_bytes());
        let expected: Vec<u64> = doc.tokens.iter().map(hash).collect();
        assert_eq!(words, expected, "{text:?}");
    }

    fn corpus_texts(folder: &std::path::Path, texts: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the corpus").flatten() {
            if entry.path().is_dir() {
                corpus_texts(&entry.path(), texts);
            } else {
                texts.extend(std::fs::read_to_string(entry.path()));
            }
        }
    }

    #[test]
    fn the_corpus_gives_the_words_of_its_documents() {
        let mut texts = Vec::new();
        corpus_texts(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus").as_ref(), &mut texts);
        assert!(texts.len() > 20);
        for text in &texts {
            assert_words_of_document(text, text.lines().next());
            assert_words_of_document(text, None);
        }
    }

    #[test]
    #[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
    fn real_articles_give_the_words_of_their_documents() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/neardup/docs.jsonl");
        let Ok(file) = std::fs::read_to_string(path) else {
            eprintln!("skipped: {path} is not there");
            return;
        };
        for line in file.lines().step_by(20) {
            let record: serde_json::Value = serde_json::from_str(line).expect("a record");
            assert_words_of_document(
                record["text"].as_str().expect("text"),
                record["title"].as_str(),
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_the_words_of_its_document(text in "(\\PC|\n){0,300}") {
            assert_words_of_document(&text, None);
        }

        #[test]
        fn newslike_text_gives_the_words_of_its_document(
            text in "([A-Za-z0-9’“”'\".,:•–-]{1,9}[ \n]{1,2}|Login\n|Related:\n|U\\.S\\. |\\. |3\\.5 ){0,120}"
        ) {
            assert_words_of_document(&text, None);
        }
    }
}
