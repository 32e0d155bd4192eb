//! What all formats share: the last look at an article before it goes on.

use super::params::{IngestParams, ReadArticle};
use crate::article::Article;
use crate::outcome::{Problem, ProblemKind};

/// Longest text that can be addressed, in bytes: ranges are 32 bits wide.
const MAX_TEXT_BYTES: u64 = u32::MAX as u64;

/// Passes on an article with what was noted about it, unless its text is empty or too long.
pub(super) fn finish(article: Article, problems: Vec<Problem>) -> ReadArticle {
    let refuse = |kind, message: String| Err(Problem::new(article.place.clone(), kind, message));
    if is_too_long(article.text.len()) {
        return refuse(ProblemKind::TooLarge, "the text is longer than 4 GiB".to_owned());
    }
    if !article.text.contains(char::is_alphanumeric) {
        return refuse(ProblemKind::Empty, "the text holds no letter and no digit".to_owned());
    }
    Ok((article, problems))
}

fn is_too_long(n_bytes: usize) -> bool {
    n_bytes as u64 > MAX_TEXT_BYTES
}

/// The ISO 639-1 code of a declared language (`en-US` and `en_US` are `en`), or the default.
/// A declaration that is no code counts as none.
pub(super) fn declared_language(declared: Option<&str>, params: &IngestParams) -> Option<String> {
    let code = |tag: &str| {
        let primary = tag.trim().split(['-', '_', ',', ' ']).next()?.to_ascii_lowercase();
        (primary.len() == 2 && primary.bytes().all(|b| b.is_ascii_lowercase())).then_some(primary)
    };
    declared.and_then(code).or_else(|| params.language.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_two_letters() {
        let fallback = IngestParams { language: Some("de".to_owned()), ..IngestParams::default() };
        let cases = [
            (Some("en-US"), "en"),
            (Some("EN_gb"), "en"),
            (Some("fr"), "fr"),
            (Some("English"), "de"),
            (Some(""), "de"),
            (None, "de"),
        ];
        for (declared, expected) in cases {
            assert_eq!(declared_language(declared, &fallback).as_deref(), Some(expected));
        }
        assert_eq!(declared_language(None, &IngestParams::default()), None);
    }

    #[test]
    fn only_articles_with_words_that_fit_go_on() {
        let article = |text: &str| Article { text: text.to_owned(), ..Article::default() };
        assert!(finish(article("Ж"), Vec::new()).is_ok());
        for text in ["", " \n\t", "—…!", "\u{fffd}"] {
            let problem = finish(article(text), Vec::new()).expect_err(text);
            assert_eq!(problem.kind, ProblemKind::Empty);
        }
        assert!(!is_too_long(u32::MAX as usize) && is_too_long(u32::MAX as usize + 1));
    }
}
