//! Properties of whole documents.

use super::*;
use crate::article::Article;
use proptest::prelude::*;

/// An article with this text and nothing else.
pub(crate) fn article(text: &str) -> Article {
    Article { id: "a".to_owned(), text: text.to_owned(), ..Article::default() }
}

fn check_invariants(doc: &Document) {
    let text = doc.text();
    let mut last = 0;
    for (sentence_idx, sentence) in doc.sentences.iter().enumerate() {
        let words = sentence.range.of(text);
        assert_eq!(words, words.trim());
        assert!(sentence.range.start >= last && !words.is_empty());
        last = sentence.range.end;
        assert!(doc.paragraphs[sentence.paragraph_idx as usize].contains(sentence.range));
        for token in doc.sentence_tokens(sentence_idx) {
            assert!(sentence.range.contains(token.range));
            assert!(!token.range.of(text).is_empty());
            assert!(!doc.term(token).stem.is_empty());
        }
    }
    for removed in &doc.removed {
        assert!(doc.sentences.iter().all(|s| !s.range.overlaps(removed.range)));
    }
    let n_tokens: usize = doc.sentences.iter().map(|s| s.tokens.len()).sum();
    assert_eq!(n_tokens, doc.tokens.len());
}

proptest! {
    #[test]
    fn documents_of_any_text_keep_their_ranges(text in "(\\PC|\n){0,400}") {
        check_invariants(&normalize(article(&text), &NormalizeParams::default()));
    }

    #[test]
    fn documents_of_newslike_text_keep_their_ranges(
        text in "([A-Za-z’“”'\".,:•–-]{1,9}[ \n]{1,2}|Login\n|Related:\n|U\\.S\\. |\\. ){0,120}"
    ) {
        check_invariants(&normalize(article(&text), &NormalizeParams::default()));
    }
}
