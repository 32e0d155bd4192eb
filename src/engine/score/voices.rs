//! What grouping into events asks of a scored corpus.

use super::corpus::changed;
use super::scored::{Row, Scored};
use crate::article::Article;
use crate::hash::hash64;
use crate::normalize::SharedLines;
use rayon::prelude::*;
use std::io;

/// Articles that count as one voice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engine) struct Voice {
    /// By number, in the order of ids.
    pub(in crate::engine) articles: Vec<u32>,
    /// The one that stands for all.
    pub(in crate::engine) representative: u32,
}

/// Seconds of a day.
const DAY: i64 = 86_400;

impl Scored {
    /// All articles, near-duplicates together, ordered by the least id.
    pub(in crate::engine) fn voices(&self) -> Vec<Voice> {
        let sizes = self.sizes();
        let mut is_copy = vec![false; self.corpus.len()];
        let of_copies = self.clusters(|row: &Row| row.relation.is_one_witness());
        of_copies.iter().flatten().for_each(|&article| is_copy[article as usize] = true);
        let single = |article: u32| Voice { articles: vec![article], representative: article };
        let mut voices: Vec<Voice> =
            (0..self.corpus.len() as u32).filter(|&a| !is_copy[a as usize]).map(single).collect();
        voices.extend(of_copies.into_iter().map(|articles| {
            let representative = self.representative(&articles, &sizes);
            Voice { articles, representative }
        }));
        voices.par_sort_unstable_by(|a, b| self.id(a.articles[0]).cmp(self.id(b.articles[0])));
        voices
    }

    /// The id of an article.
    pub(in crate::engine) fn id(&self, article: u32) -> &str {
        self.corpus.id(article)
    }

    /// An article, read once more.
    pub(in crate::engine) fn article(&self, article: u32) -> io::Result<Article> {
        self.corpus.article(article)
    }

    /// An article, read once more, if its text still has this hash.
    pub(in crate::engine) fn unchanged(&self, article: u32, hash: u64) -> io::Result<Article> {
        let read = self.article(article)?;
        if text_hash(&read) == hash { Ok(read) } else { Err(changed()) }
    }

    /// The bytes of the record of an article.
    pub(in crate::engine) fn n_bytes(&self, article: u32) -> u32 {
        self.corpus.n_bytes(article)
    }

    /// Articles ordered by the first second at which they may have been published, those without
    /// a date last, then by their ids.
    pub(in crate::engine) fn sort_by_date(&self, articles: &mut [u32]) {
        let published = |article| self.corpus.origin(article).seconds.map_or(i64::MAX, |s| s.0);
        articles.sort_by_cached_key(|&article| (published(article), self.id(article)));
    }

    /// The lines that sources share.
    pub(in crate::engine) fn shared(&self) -> &SharedLines {
        self.corpus.shared()
    }

    /// Days since 1970 of the publication of an article by its own clock, where it is known to
    /// the day.
    pub(in crate::engine) fn local_day(&self, article: u32) -> Option<i32> {
        let origin = self.corpus.origin(article);
        origin.seconds.and_then(day_of).map(|day| day + i32::from(origin.n_days_ahead))
    }
}

/// Tells one text from another.
pub(in crate::engine) fn text_hash(article: &Article) -> u64 {
    hash64(article.text.as_bytes())
}

/// The day since 1970 of a span of seconds, where it is no longer than a day.
pub(in crate::engine) fn day_of((from, until): (i64, i64)) -> Option<i32> {
    (until - from <= DAY).then(|| i32::try_from(from.div_euclid(DAY)).ok())?
}
