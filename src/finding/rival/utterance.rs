//! What an account quotes, sentence by sentence.

use super::Account;
use crate::{
    finding::{quotation::LEFT_OUT, speaker::Speaker},
    mention::{Fact, Quotation},
    normalize::{Document, Token},
    span::TextRange,
};

/// Fewest and most words of a quotation that is compared: longer ones are speeches.
const MIN_WORDS: usize = 5;
const MAX_WORDS: usize = 120;
/// Quotations of an account, and parts of them, that are compared word by word.
const MAX_QUOTED: usize = 120;

/// A quotation with its words; those that the outlet put in, in brackets, are none of them.
pub(super) struct Quoted<'a> {
    pub(super) sentence: u32,
    pub(super) speaker: Option<Speaker<'a>>,
    pub(super) words: Vec<&'a Token>,
    /// Before which words something is left out or put in, or the quotation is broken off.
    pub(super) breaks: Vec<usize>,
}

impl<'a> Quoted<'a> {
    /// Its parts up to each full stop: what one account ends with a full stop another may go on.
    fn sentences(&self, doc: &Document) -> Vec<Self> {
        let ends = |pair: &[&Token]| {
            let between = doc.text().get(pair[0].range.end as usize..pair[1].range.start as usize);
            between.is_some_and(|between| between.contains(['.', '?', '!']))
        };
        let at = self.words.windows(2).enumerate().filter(|(_, pair)| ends(pair));
        let mut borders: Vec<usize> = at.map(|(at, _)| at + 1).collect();
        borders.insert(0, 0);
        borders.push(self.words.len());
        let part = |border: &[usize]| Self {
            sentence: self.sentence,
            speaker: self.speaker,
            words: self.words[border[0]..border[1]].to_vec(),
            breaks: self.breaks.iter().filter_map(|at| at.checked_sub(border[0])).collect(),
        };
        borders.windows(2).map(part).collect()
    }

    /// Hashes of its words, in order.
    pub(super) fn hashes(&self) -> Vec<u64> {
        self.words.iter().map(|token| token.word).collect()
    }

    /// Whether two quotations have words of one place, or the same words: a remark may be quoted
    /// twice.
    pub(super) fn is_told_again(&self, other: &Self) -> bool {
        let range = |quoted: &Self| {
            let (first, last) = (quoted.words.first()?, quoted.words.last()?);
            Some(first.range.cover(last.range))
        };
        range(self).zip(range(other)).is_some_and(|(x, y)| x.overlaps(y))
            || self.words.iter().map(|t| t.word).eq(other.words.iter().map(|t| t.word))
    }
}

/// All quotations of an account, sentence by sentence, and each part of them up to a full stop.
pub(super) fn quoted(account: Account<'_>) -> Vec<Quoted<'_>> {
    let all = account.analysis.mentions.iter().filter_map(|m| match &m.fact {
        Fact::Quotation(quotation) if !quotation.is_scare => Some((m.range, quotation)),
        _ => None,
    });
    all.flat_map(|(range, quotation)| read(account, range, quotation)).take(MAX_QUOTED).collect()
}

/// What is quoted in each sentence of a quotation.
fn read<'a>(
    account: Account<'a>,
    whole: TextRange,
    quotation: &'a Quotation,
) -> impl Iterator<Item = Quoted<'a>> {
    let doc = &account.analysis.doc;
    // A title in quotation marks is no part of what is said.
    let longest = quotation.parts.iter().map(|part| part.end - part.start).max().unwrap_or(0);
    let is_speech = move |part: &TextRange| {
        let length = part.end - part.start;
        length == longest || 4 * length >= longest && !is_title(part.of(doc.text()))
    };
    let parts: Vec<TextRange> = quotation.parts.iter().filter(|p| is_speech(p)).copied().collect();
    let name = quotation.speaker_name.as_deref();
    let speaker = quotation.speaker.map(|range| Speaker { range, name });
    let first = doc.sentences.partition_point(|sentence| sentence.range.end <= whole.start);
    let sentences = doc.sentences[first..].iter().take_while(move |s| s.range.start < whole.end);
    (first..).zip(sentences).flat_map(move |(idx, sentence)| {
        let (words, breaks) = spoken(doc, idx, &parts);
        let speaker = speaker.filter(|speaker| sentence.range.contains(speaker.range));
        let whole = Quoted { sentence: idx as u32, speaker, words, breaks };
        let parts = whole.sentences(doc);
        let all = if parts.len() > 1 { parts } else { Vec::new() };
        let is_kept = |quoted: &Quoted<'_>| (MIN_WORDS..=MAX_WORDS).contains(&quoted.words.len());
        std::iter::once(whole).chain(all).filter(is_kept)
    })
}

/// Whether words in quotation marks are those of a title, each with a capital.
fn is_title(quoted: &str) -> bool {
    let mut words = quoted.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| !word.starts_with(char::is_lowercase))
}

/// The words of `parts` in a sentence, those in brackets left out, and before which of them
/// something is missing.
fn spoken<'a>(
    doc: &'a Document,
    sentence_idx: usize,
    parts: &[TextRange],
) -> (Vec<&'a Token>, Vec<usize>) {
    let (mut words, mut breaks): (Vec<&Token>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut last: Option<(usize, u32)> = None;
    let mut depth = 0_usize;
    for token in doc.sentence_tokens(sentence_idx) {
        let Some(part) = parts.iter().position(|part| part.contains(token.range)) else { continue };
        let from = match last {
            Some((before, end)) if before == part => end,
            // What stands before the sentence is none of it.
            _ => parts[part].start.max(doc.sentences[sentence_idx].range.start),
        };
        let is_new = last.is_some_and(|(before, _)| before != part);
        last = Some((part, token.range.end));
        let between = doc.text().get(from as usize..token.range.start as usize).unwrap_or_default();
        if is_new {
            depth = 0;
        }
        let rest = doc.text().get(token.range.end as usize..parts[part].end as usize);
        let rest = rest.unwrap_or_default();
        for mark in between.chars() {
            match mark {
                // What is never closed is no bracket.
                '[' if rest.contains(']') => depth += 1,
                '(' if rest.contains(')') => depth += 1,
                ']' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        let is_marked = LEFT_OUT.iter().any(|mark| between.contains(mark))
            || between.contains(['[', ']', '(', ')']);
        if (is_new || is_marked) && breaks.last() != Some(&words.len()) {
            breaks.push(words.len());
        }
        if depth == 0 {
            words.push(token);
        }
    }
    (words, breaks)
}
