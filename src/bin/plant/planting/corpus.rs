//! Articles that edits are made in, with the places that are left alone.

use super::expected::{Expected, read_toml};
use anyhow::{Context, Result, bail};
use crosswire::{
    article::Article,
    ingest::{IngestParams, read_articles},
};
use std::{
    ops::Range,
    path::{Path, PathBuf},
};

/// An event of the corpus.
pub(super) struct Event {
    pub(super) expected: Expected,
    /// Articles that are plain text; pages are left alone.
    pub(super) proses: Vec<Prose>,
}

/// An article as running text.
pub(super) struct Prose {
    /// File name.
    pub(super) name: String,
    pub(super) article: Article,
    /// Lines that are no boilerplate, each a paragraph.
    pub(super) paragraphs: Vec<Range<usize>>,
    /// What stands between quotation marks, without them.
    pub(super) quotations: Vec<Range<usize>>,
}

/// Reads the events in `folder`, in order of their names.
pub(super) fn read(folder: &Path) -> Result<Vec<Event>> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    folders.retain(|path| path.join("expected.toml").is_file());
    folders.sort_unstable();
    folders.iter().map(|path| Event::read(path)).collect()
}

impl Event {
    fn read(folder: &Path) -> Result<Self> {
        let expected: Expected = read_toml(&folder.join("expected.toml"))?;
        let mut proses = Vec::new();
        for name in expected.articles.iter().filter(|name| name.ends_with(".txt")) {
            let path = folder.join(name);
            let bytes =
                std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let read = read_articles(&mut bytes.as_slice(), name, &IngestParams::default());
            let Some(article) = read.articles.into_iter().next() else {
                bail!("{} holds no article", path.display());
            };
            let boilerplate = expected.boilerplate.iter().filter(|b| &b.article == name);
            let left_out: Vec<&str> = boilerplate.map(|b| b.text.as_str()).collect();
            proses.push(Prose::new(name.clone(), article, &left_out));
        }
        Ok(Self { expected, proses })
    }

    pub(super) fn prose(&self, name: &str) -> Option<usize> {
        self.proses.iter().position(|prose| prose.name == name)
    }
}

impl Prose {
    fn new(name: String, article: Article, left_out: &[&str]) -> Self {
        let is_left_out = |line: &str| left_out.iter().any(|&b| line.contains(b) || b == line);
        let paragraphs: Vec<Range<usize>> = lines(&article.text)
            .filter(|range| !is_left_out(&article.text[range.clone()]))
            .collect();
        let quotations = paragraphs
            .iter()
            .flat_map(|paragraph| quotations(&article.text, paragraph.clone()))
            .collect();
        Self { name, article, paragraphs, quotations }
    }

    pub(super) fn text(&self) -> &str {
        &self.article.text
    }

    /// The paragraph that holds all of `range`.
    pub(super) fn paragraph(&self, range: &Range<usize>) -> Option<Range<usize>> {
        self.paragraphs.iter().find(|p| p.start <= range.start && range.end <= p.end).cloned()
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quotations.iter().any(|quotation| quotation.contains(&at))
    }

    /// Whether `range` neither begins nor ends inside quotation marks.
    pub(super) fn is_own_words(&self, range: &Range<usize>) -> bool {
        !self.is_quoted(range.start) && !self.is_quoted(range.end.saturating_sub(1))
    }

    /// The sentence around `range`, or the sentences where it takes up several.
    pub(super) fn sentence(&self, range: &Range<usize>) -> Range<usize> {
        let around = self.paragraph(range).unwrap_or(range.clone());
        let touched: Vec<Range<usize>> = sentences(self.text(), around)
            .into_iter()
            .filter(|s| s.start < range.end.max(range.start + 1) && range.start < s.end)
            .collect();
        match (touched.first(), touched.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => range.clone(),
        }
    }
}

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split('\n').filter_map(move |line| {
        let range = start..start + line.trim_end().len();
        start += line.len() + 1;
        (!range.is_empty()).then_some(range)
    })
}

/// Every second stretch between straight marks; one that never closes runs to the end.
fn quotations(text: &str, paragraph: Range<usize>) -> Vec<Range<usize>> {
    let line = &text[paragraph.clone()];
    let marks: Vec<usize> = line.match_indices('"').map(|(at, _)| paragraph.start + at).collect();
    let pair = |marks: &[usize]| marks[0] + 1..marks.get(1).copied().unwrap_or(paragraph.end);
    marks.chunks(2).map(pair).collect()
}

/// Words that end in a full stop and no sentence.
const ABBREVIATIONS: [&str; 11] =
    ["Mr", "Mrs", "Ms", "Dr", "St", "No", "a.m", "p.m", "U.S", "U.N", "a.s"];

/// A sentence ends at a mark that a capital or a quotation mark follows after a blank.
pub(super) fn sentences(text: &str, paragraph: Range<usize>) -> Vec<Range<usize>> {
    let line = &text[paragraph.clone()];
    let (mut found, mut start) = (Vec::new(), 0);
    for (at, _) in line.match_indices(['.', '!', '?']) {
        let mut end = at + 1;
        end += usize::from(line[end..].starts_with('"'));
        let Some(rest) = line[end..].strip_prefix(' ') else { continue };
        let begins = rest.chars().next().is_some_and(|c| c.is_uppercase() || c == '"');
        let word = line[..at].rsplit(' ').next().unwrap_or_default();
        let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        if !begins || at < start || is_initial || ABBREVIATIONS.contains(&word) {
            continue;
        }
        found.push(paragraph.start + start..paragraph.start + end);
        start = end + 1;
    }
    found.push(paragraph.start + start..paragraph.end);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_quotations_of_a_paragraph() {
        let text = "Mr. Rusk left at 7 a.m. \"It was 3.5 tons. No more,\" he said. He is 51.";
        let said: Vec<&str> =
            sentences(text, 0..text.len()).into_iter().map(|range| &text[range]).collect();
        let expected =
            ["Mr. Rusk left at 7 a.m. \"It was 3.5 tons.", "No more,\" he said.", "He is 51."];
        assert_eq!(said, expected);
        let quoted = quotations(text, 0..text.len());
        assert_eq!(&text[quoted[0].clone()], "It was 3.5 tons. No more,");
    }
}
