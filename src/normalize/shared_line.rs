//! Lines that many articles of one source share: boilerplate that no table of phrases knows.
//!
//! Learned from a sample of each source: the articles whose texts have the lowest hashes, so
//! that the sample is the same in whatever order and on however many threads they come, and
//! copies count once. A line counts as often as it stands in different stories: the versions
//! of one story share most of their lines, and none of them is boilerplate for that.

use crate::hash::{hash64, hash64_seeded};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

use super::{sentence::lines, tokenize::for_each_word};
use crate::span::TextRange;

/// A line is boilerplate of a source when so many different stories of its sample have it.
const MIN_STORIES: usize = 8;
/// And at least one in so many of the stories of the sample.
const STORIES_PER_LINE: usize = 20;
/// Articles of one source in the sample.
const MAX_PER_SOURCE: usize = 256;
/// Articles in the sample; with more sources, each has fewer.
const MAX_SAMPLED: usize = 4_096;
/// Longest text in the sample, in bytes: with [`MAX_SAMPLED`], the bound of memory.
const MAX_TEXT_BYTES: usize = 16 << 10;
/// Longest line that can be boilerplate, in bytes.
const MAX_LINE_BYTES: usize = 1_000;
/// Words of an article by which stories are told apart: those with the lowest hashes (a
/// bottom-k sketch, Broder 1997).
const N_SKETCH: usize = 64;
/// Shortest of these words, in bytes: shorter ones are in every article.
const MIN_WORD_BYTES: usize = 6;
/// Share of the words, as a fraction, that two versions of one story have in common at least.
const SAME_STORY: (usize, usize) = (1, 4);

/// The lines that sources were found to share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SharedLines {
    lines: FxHashSet<u64>,
    sources: FxHashSet<u64>,
}

impl SharedLines {
    /// How many lines, each counted for each source.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether any line of `source` is known.
    pub(super) fn knows(&self, source: Option<&str>) -> Option<u64> {
        let source = hash64(source?.as_bytes());
        self.sources.contains(&source).then_some(source)
    }

    /// Whether `line`, without white space around it, is one that the source of this hash shares.
    pub(super) fn holds(&self, source: u64, line: &str) -> bool {
        line.len() <= MAX_LINE_BYTES && self.lines.contains(&key(source, line))
    }
}

fn key(source: u64, line: &str) -> u64 {
    hash64_seeded(line.as_bytes(), source)
}

/// Takes articles in and keeps a sample of them; one a thread.
///
/// Memory: at most 4,096 texts of 16 KiB; with articles of usual length a sixth of that.
#[derive(Debug)]
pub(crate) struct LineSurvey {
    /// By hash of the source, then of the text.
    sources: BTreeMap<u64, BTreeMap<u64, Box<str>>>,
    n_sampled: usize,
    /// Articles whose text has a higher hash are out.
    max_hash: u64,
}

impl Default for LineSurvey {
    fn default() -> Self {
        Self { sources: BTreeMap::new(), n_sampled: 0, max_hash: u64::MAX }
    }
}

impl LineSurvey {
    /// Takes an article in. Cost: a hash of the text, and a copy of the few that stay.
    pub(crate) fn take(&mut self, source: Option<&str>, text: &str) {
        let Some(source) = source else { return };
        if text.len() <= MAX_TEXT_BYTES {
            let hash = hash64(text.as_bytes());
            self.insert(hash64(source.as_bytes()), hash, || text.into());
        }
    }

    fn insert(&mut self, source: u64, hash: u64, text: impl FnOnce() -> Box<str>) {
        if hash > self.max_hash {
            return;
        }
        let texts = self.sources.entry(source).or_default();
        let is_full = texts.len() >= MAX_PER_SOURCE;
        if texts.contains_key(&hash)
            || (is_full && texts.last_key_value().is_some_and(|(&last, _)| last < hash))
        {
            return;
        }
        texts.insert(hash, text());
        if is_full {
            texts.pop_last();
        } else {
            self.n_sampled += 1;
        }
        while self.n_sampled > MAX_SAMPLED {
            self.halve();
        }
    }

    /// Lowers the bound for all sources alike, so that what stays depends on no order.
    fn halve(&mut self) {
        self.max_hash >>= 1;
        let max_hash = self.max_hash;
        for texts in self.sources.values_mut() {
            texts.retain(|&hash, _| hash <= max_hash);
        }
        self.sources.retain(|_, texts| !texts.is_empty());
        self.n_sampled = self.sources.values().map(BTreeMap::len).sum();
    }

    /// Takes in what another survey has.
    pub(crate) fn merge(&mut self, other: Self) {
        while self.max_hash > other.max_hash {
            self.halve();
        }
        for (source, texts) in other.sources {
            for (hash, text) in texts {
                self.insert(source, hash, || text);
            }
        }
    }

    /// The lines that the sources share. Cost: linear in the sample, and quadratic in the
    /// articles of a source where there is a line that might be one.
    pub(crate) fn learn(&self) -> SharedLines {
        let mut shared = SharedLines::default();
        for (&source, texts) in &self.sources {
            let learned = shared_lines(source, texts);
            if !learned.is_empty() {
                shared.sources.insert(source);
                shared.lines.extend(learned);
            }
        }
        shared
    }
}

/// The keys of lines that enough stories among `texts` share.
fn shared_lines(source: u64, texts: &BTreeMap<u64, Box<str>>) -> Vec<u64> {
    if texts.len() < MIN_STORIES {
        return Vec::new();
    }
    let mut articles_of: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (text, at) in texts.values().zip(0..) {
        for range in lines(text).filter(|range| range.len() <= MAX_LINE_BYTES) {
            let articles = articles_of.entry(key(source, range.of(text))).or_default();
            if articles.last() != Some(&at) {
                articles.push(at);
            }
        }
    }
    articles_of.retain(|_, articles| articles.len() >= MIN_STORIES);
    if articles_of.is_empty() {
        return Vec::new();
    }
    let (stories, n_stories) = stories(texts);
    let n_needed = MIN_STORIES.max(n_stories.div_ceil(STORIES_PER_LINE));
    let mut keys: Vec<u64> = articles_of
        .into_iter()
        .filter(|(_, articles)| {
            let told: FxHashSet<u32> = articles.iter().map(|&at| stories[at as usize]).collect();
            told.len() >= n_needed
        })
        .map(|(key, _)| key)
        .collect();
    keys.sort_unstable();
    keys
}

/// For each text the story it tells, and how many stories there are: a text belongs to the
/// first one before it of which it is a version.
fn stories(texts: &BTreeMap<u64, Box<str>>) -> (Vec<u32>, usize) {
    let mut firsts: Vec<Vec<u64>> = Vec::new();
    let stories = texts
        .values()
        .map(|text| {
            let sketch = sketch(text);
            let known = firsts.iter().position(|first| is_same_story(first, &sketch));
            known.unwrap_or_else(|| {
                firsts.push(sketch);
                firsts.len() - 1
            }) as u32
        })
        .collect();
    (stories, firsts.len())
}

/// The lowest hashes of the longer words, ascending.
fn sketch(text: &str) -> Vec<u64> {
    let mut hashes = Vec::new();
    for_each_word(text, TextRange::new(0, text.len()), |word| {
        if word.len() >= MIN_WORD_BYTES {
            hashes.push(hash64(super::term::fold(word.of(text)).as_bytes()));
        }
    });
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(N_SKETCH);
    hashes
}

/// Whether two sketches have enough in common; texts without words tell one story.
fn is_same_story(a: &[u64], b: &[u64]) -> bool {
    let (mut i, mut k, mut n_union, mut n_common) = (0, 0, 0, 0);
    while n_union < N_SKETCH && (i < a.len() || k < b.len()) {
        match (a.get(i), b.get(k)) {
            (Some(x), Some(y)) if x == y => {
                n_common += 1;
                i += 1;
                k += 1;
            }
            (Some(x), Some(y)) if x < y => i += 1,
            (Some(_), None) => i += 1,
            _ => k += 1,
        }
        n_union += 1;
    }
    n_common * SAME_STORY.1 >= n_union * SAME_STORY.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOOTER: &str = "Harbour Post readers decide what we print.";

    /// An article of long words of its own.
    fn story(number: usize, footer: &str) -> String {
        let words: Vec<String> =
            (0..80).map(|at| format!("longword{}", number * 1000 + at)).collect();
        format!("{}.\n{}.\n{footer}\n", words[..40].join(" "), words[40..].join(" "))
    }

    fn learn<'a>(articles: impl IntoIterator<Item = (&'a str, String)>) -> SharedLines {
        let mut survey = LineSurvey::default();
        articles.into_iter().for_each(|(source, text)| survey.take(Some(source), &text));
        survey.learn()
    }

    fn holds(shared: &SharedLines, source: &str, line: &str) -> bool {
        shared.knows(Some(source)).is_some_and(|source| shared.holds(source, line))
    }

    #[test]
    fn lines_of_many_stories_are_learned_for_their_source() {
        let shared = learn((0..8).map(|number| ("post", story(number, FOOTER))));
        assert!(holds(&shared, "post", FOOTER));
        assert!(!holds(&shared, "other", FOOTER));
        assert_eq!(shared.len(), 1);
        let few = learn((0..7).map(|number| ("post", story(number, FOOTER))));
        assert!(few.is_empty());
        let spread = learn((0..8).map(|number| (["a", "b"][number % 2], story(number, FOOTER))));
        assert!(spread.is_empty());
    }

    #[test]
    fn copies_and_versions_of_one_story_count_once() {
        let copies = learn((0..30).map(|_| ("post", story(1, FOOTER))));
        assert!(copies.is_empty());
        let versions = learn((0..30).map(|number| {
            // A third of the words of each version are its own.
            let own: Vec<String> = (0..27).map(|at| format!("different{number}x{at}")).collect();
            ("post", format!("{}{}\n", story(1, FOOTER), own.join(" ")))
        }));
        assert!(versions.is_empty());
    }

    #[test]
    fn a_rare_line_is_no_boilerplate_of_a_large_source() {
        let article = |number| {
            let footer = if number < 8 { FOOTER.to_owned() } else { format!("Own {number}") };
            ("post", story(number, &footer))
        };
        assert!(holds(&learn((0..160).map(article)), "post", FOOTER));
        assert!(learn((0..200).map(article)).is_empty());
    }

    #[test]
    fn neither_order_nor_parts_matter() {
        let articles: Vec<(String, String)> = (0..20_000)
            .map(|number| {
                let source = format!("source{}", number % 97);
                (source, format!("{FOOTER}\nThe {number} different articles in brief{number}."))
            })
            .collect();
        let take = |part: &mut dyn Iterator<Item = &(String, String)>| {
            let mut survey = LineSurvey::default();
            part.for_each(|(source, text)| survey.take(Some(source), text));
            survey
        };
        let whole = take(&mut articles.iter());
        let mut parts = take(&mut articles.iter().rev().step_by(2));
        parts.merge(take(&mut articles.iter().rev().skip(1).step_by(2)));
        assert_eq!(whole.sources, parts.sources);
        assert!(whole.n_sampled <= MAX_SAMPLED && whole.n_sampled > MAX_SAMPLED / 4);
        assert_eq!(whole.learn(), parts.learn());
    }
}
