//! One article after another to its shingles, by the shortest way that gives the exact set.

use super::{
    boilerplate::Context,
    document::{RemovalReason, Removed},
    news,
    normalizer::{NormalizeParams, Normalizer, normalize_among},
    plain::PlainShingler,
    shared_line::SharedLines,
    shingle::{ShingleUnit, Shingling, shingles, window_hashes},
};
use crate::{article::Article, kernel::InvalidUtf8};
use std::sync::Arc;

/// Turns articles into shingle hashes; holds buffers, so keep one a thread.
///
/// With the normaliser `plain` and words, texts go through vector instructions; with `news`
/// and words, boilerplate is found and no sentence or stem is; all else makes the whole
/// document. The hashes of `plain` words are of another kind than those of documents.
#[derive(Debug)]
pub(crate) struct ArticleShingler {
    way: Way,
    params: NormalizeParams,
    shingling: Shingling,
    shared: Arc<SharedLines>,
    n_shared_removed: u64,
}

#[derive(Debug)]
enum Way {
    Plain(PlainShingler),
    NewsWords(Vec<u64>),
    Document,
}

impl ArticleShingler {
    /// A shingler under these parameters.
    pub(crate) fn new(params: &NormalizeParams, shingling: Shingling) -> Self {
        let way = match (params.normalizer, shingling.unit) {
            (Normalizer::Plain, ShingleUnit::Word) => {
                Way::Plain(PlainShingler::new(shingling.width.get().into()))
            }
            (Normalizer::News, ShingleUnit::Word) => Way::NewsWords(Vec::new()),
            _ => Way::Document,
        };
        Self { way, params: params.clone(), shingling, shared: Arc::default(), n_shared_removed: 0 }
    }

    /// The shingler for a corpus whose sources were found to share lines.
    pub(crate) fn among(self, shared: Arc<SharedLines>) -> Self {
        Self { shared, ..self }
    }

    /// How many lines were left out so far because their source shares them.
    pub(crate) fn n_shared_removed(&self) -> u64 {
        self.n_shared_removed
    }

    /// Whether more of the article counts than its text and title.
    pub(crate) fn needs_article(&self) -> bool {
        matches!(self.way, Way::Document)
    }

    /// Replaces `out` by the shingles of `text`: in text order and repeated ones included where
    /// they are of words, otherwise sorted.
    ///
    /// # Errors
    /// [`InvalidUtf8`] when `text` is not UTF-8.
    pub(crate) fn shingle(
        &mut self,
        text: &[u8],
        title: Option<&str>,
        source: Option<&str>,
        out: &mut Vec<u64>,
    ) -> Result<(), InvalidUtf8> {
        match &mut self.way {
            Way::Plain(shingler) => return shingler.shingle(text, out),
            Way::NewsWords(words) => {
                let text = std::str::from_utf8(text).map_err(|_| InvalidUtf8)?;
                let context = Context { title, source, shared: &self.shared };
                if let Some(n_shared) = news::hash_words(text, &context, words) {
                    self.n_shared_removed += n_shared as u64;
                    out.clear();
                    window_hashes(words, self.shingling.width.get().into(), out);
                    return Ok(());
                }
            }
            Way::Document => {}
        }
        let text = std::str::from_utf8(text).map_err(|_| InvalidUtf8)?.to_owned();
        let [title, source] = [title, source].map(|field| field.map(str::to_owned));
        let article = Article { text, title, source, ..Article::default() };
        self.shingle_document(article, out);
        Ok(())
    }

    /// As [`ArticleShingler::shingle`], for a whole article.
    pub(crate) fn shingle_article(&mut self, article: &Article, out: &mut Vec<u64>) {
        if self.needs_article() {
            self.shingle_document(article.clone(), out);
        } else {
            // A text that is a string is UTF-8.
            let (title, source) = (article.title.as_deref(), article.source.as_deref());
            let _ = self.shingle(article.text.as_bytes(), title, source, out);
        }
    }

    fn shingle_document(&mut self, article: Article, out: &mut Vec<u64>) {
        let doc = normalize_among(article, &self.params, &self.shared);
        let is_shared = |removed: &&Removed| removed.reason == RemovalReason::SharedLine;
        self.n_shared_removed += doc.removed.iter().filter(is_shared).count() as u64;
        let set = shingles(&doc, self.shingling);
        out.clear();
        out.extend_from_slice(set.as_slice());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::{ShingleSet, normalize, tests::article};

    #[test]
    fn every_way_gives_the_set_of_the_document() {
        let texts = [
            "",
            "Three short words",
            "Login\nThe ferry left the harbour at noon on Monday, and it did not come back.",
            "渡轮在暴风雨来临前不久离开了港口",
        ];
        for text in texts {
            for shingling in ["word:5", "word:2", "stem:3", "char:9"] {
                let shingling = shingling.parse().expect("a shingling");
                let params = NormalizeParams::default();
                let mut out = Vec::new();
                let mut shingler = ArticleShingler::new(&params, shingling);
                shingler.shingle(text.as_bytes(), None, None, &mut out).expect("UTF-8");
                let doc = normalize(article(text), &params);
                let expected = shingles(&doc, shingling);
                assert_eq!(ShingleSet::from_hashes(out), expected, "{text} {shingling}");
            }
        }
    }
}
