//! From a speaker as written to the fullest name of the same person or body.

use super::lexicon::Tag;
use crate::{
    mention::{Fact, Mention, NameClass, lexicon::WordMap, vocabulary::Looked},
    normalize::{Document, Shape, Token},
    span::TextRange,
};
use rustc_hash::FxHashMap;
use std::{rc::Rc, sync::Arc};

/// How many names back a pronoun may reach.
const MAX_LOOK_BACK: usize = 40;
/// Longest run of capitalised words read as one name.
const MAX_NAME_WORDS: usize = 5;

/// Whom a name can stand for when a pronoun is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gender {
    Male,
    Female,
}

/// A name at a place.
#[derive(Debug, Clone, Copy)]
struct Entry {
    range: TextRange,
    /// Index into [`Names::full`].
    name_idx: u32,
    is_person: bool,
}

/// The names of a document, in text order.
#[derive(Debug, Default)]
struct Names {
    entries: Vec<Entry>,
    /// The distinct ones in full.
    full: Vec<Arc<str>>,
}

/// What is known of the names of a document, for resolving speakers in text order. A clone
/// shares the names and learns by itself.
#[derive(Debug, Clone)]
pub(in crate::mention) struct Registry<'a> {
    doc: &'a Document,
    looked: &'a [Looked],
    names: Rc<Names>,
    gender: Vec<Option<Gender>>,
    /// Hash of a role word to the name that bears it.
    by_role: WordMap<u32>,
    /// The last name a speaker was resolved to, with its place.
    last_speaker: Option<(u32, u32)>,
}

impl<'a> Registry<'a> {
    /// The names of `doc`: `names` where given, else runs of capitalised words.
    /// Cost: linear in the number of words.
    pub(in crate::mention) fn new(
        doc: &'a Document,
        looked: &'a [Looked],
        names: &'a [Mention],
    ) -> Self {
        let mut known = Names::given(names);
        if known.entries.is_empty() {
            known = Names::derived(doc, looked);
        }
        let gender = vec![None; known.full.len()];
        let names = Rc::new(known);
        let by_role = WordMap::default();
        let mut registry = Self { doc, looked, names, gender, by_role, last_speaker: None };
        registry.learn_titles();
        registry
    }
}

impl Names {
    fn given(names: &[Mention]) -> Self {
        let mut known = Self::default();
        known.entries.reserve(names.len());
        let mut index: FxHashMap<&str, u32> = FxHashMap::default();
        for mention in names {
            let Fact::Name(name) = &mention.fact else { continue };
            if matches!(name.class, NameClass::Place | NameClass::Nationality) {
                continue;
            }
            let next = narrow(known.full.len());
            let name_idx = *index.entry(&name.full).or_insert(next);
            if name_idx == next {
                known.full.push(Arc::clone(&name.full));
            }
            known.entries.push(Entry {
                range: mention.range,
                name_idx,
                is_person: name.class == NameClass::Person,
            });
        }
        known
    }

    /// Reads names off the way words are written; a surname alone stands for the last
    /// longer name that ends with it.
    fn derived(doc: &Document, looked: &[Looked]) -> Self {
        let mut names = Self::default();
        let mut by_last: WordMap<u32> = WordMap::default();
        for sentence_idx in 0..doc.sentences.len() {
            let tokens = doc.sentence_tokens(sentence_idx);
            let looked = &looked[doc.sentences[sentence_idx].tokens.start as usize..];
            let mut i = 0;
            while i < tokens.len() {
                let end = run_end(doc.text(), tokens, looked, i);
                if end == i {
                    i += 1;
                    continue;
                }
                let run = &tokens[i..end];
                i = end;
                let range = run[0].range.cover(run[run.len() - 1].range);
                let key = run[run.len() - 1].word;
                let known = by_last.get(&key).copied();
                let is_longer = known
                    .is_none_or(|k| run.len() > 1 && range.len() > names.full[k as usize].len());
                let name_idx = match known {
                    Some(idx) if !is_longer => idx,
                    _ => {
                        names.full.push(range.of(doc.text()).into());
                        narrow(names.full.len() - 1)
                    }
                };
                by_last.insert(key, name_idx);
                names.entries.push(Entry { range, name_idx, is_person: true });
            }
        }
        names
    }
}

impl<'a> Registry<'a> {
    /// Learns from the word before a name which role and gender it has.
    fn learn_titles(&mut self) {
        let tokens = &self.doc.tokens;
        let mut at = 0;
        for entry in &self.names.entries {
            while at < tokens.len() && tokens[at].range.start < entry.range.start {
                at += 1;
            }
            let before = at.saturating_sub(2)..at;
            for (token, looked) in tokens[before.clone()].iter().zip(&self.looked[before]) {
                let tag = looked.known.tag;
                if entry.range.start - token.range.end > 24 {
                    continue;
                }
                if tag.has(Tag::MALE) {
                    self.gender[entry.name_idx as usize].get_or_insert(Gender::Male);
                }
                if tag.has(Tag::FEMALE) {
                    self.gender[entry.name_idx as usize].get_or_insert(Gender::Female);
                }
                if tag.has(Tag::ROLE) {
                    self.by_role.insert(token.word, entry.name_idx);
                }
            }
        }
    }

    /// The fullest name of `speaker`; to be asked in text order.
    pub(in crate::mention) fn resolve(&mut self, speaker: TextRange) -> Option<Arc<str>> {
        let name_idx = self.named(speaker).or_else(|| self.referred(speaker))?;
        self.last_speaker = Some((name_idx, speaker.start));
        Some(Arc::clone(&self.names.full[name_idx as usize]))
    }

    /// A name inside the speaker phrase, before its first comma.
    fn named(&mut self, speaker: TextRange) -> Option<u32> {
        let written = speaker.of(self.doc.text());
        let head_len = written.find([',', '(']).unwrap_or(written.len());
        let head = TextRange::new(speaker.start as usize, speaker.start as usize + head_len);
        let first = self.names.entries.partition_point(|e| e.range.end <= head.start);
        let inside = self.names.entries[first..].iter().take_while(|e| e.range.start < head.end);
        let found = inside.max_by_key(|e| (e.is_person, e.range.end))?;
        let name_idx = found.name_idx;
        for (token, tag) in self.tokens_of(speaker) {
            if tag.has(Tag::ROLE) {
                self.by_role.insert(token.word, name_idx);
            }
        }
        Some(name_idx)
    }

    /// The words in `range`, with their readings.
    fn tokens_of(
        &self,
        range: TextRange,
    ) -> impl DoubleEndedIterator<Item = (&'a Token, Tag)> + ExactSizeIterator + use<'a> {
        let tokens = &self.doc.tokens;
        let first = tokens.partition_point(|t| t.range.end <= range.start);
        let n = tokens[first..].partition_point(|t| t.range.start < range.end);
        let readings = self.looked[first..first + n].iter().map(|looked| looked.known.tag);
        tokens[first..first + n].iter().zip(readings)
    }

    /// Whom a pronoun or a role stands for.
    fn referred(&mut self, speaker: TextRange) -> Option<u32> {
        let mut tokens = self.tokens_of(speaker);
        if tokens.len() != 1 {
            let (role, _) = tokens.rfind(|(_, tag)| tag.has(Tag::ROLE))?;
            return self.by_role.get(&role.word).copied();
        }
        let (_, tag) = tokens.next()?;
        if tag.has(Tag::RELATIVE) {
            let before = self.names.entries.partition_point(|e| e.range.end <= speaker.start);
            let entry = self.names.entries[..before].last()?;
            return (speaker.start - entry.range.end <= 4).then_some(entry.name_idx);
        }
        let gender = match (tag.has(Tag::MALE), tag.has(Tag::FEMALE)) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => return None,
        };
        let name_idx = self.antecedent(speaker, gender)?;
        self.gender[name_idx as usize].get_or_insert(gender);
        Some(name_idx)
    }

    /// The last speaker, or the last person that began a sentence since.
    fn antecedent(&self, speaker: TextRange, gender: Gender) -> Option<u32> {
        let fits = |name_idx: u32| self.gender[name_idx as usize].is_none_or(|g| g == gender);
        let before = self.names.entries.partition_point(|e| e.range.end <= speaker.start);
        let recent = &self.names.entries[before.saturating_sub(MAX_LOOK_BACK)..before];
        let since = self.last_speaker.map_or(0, |(_, at)| at);
        let subject = recent
            .iter()
            .rev()
            .take_while(|e| e.range.start > since)
            .find(|e| e.is_person && fits(e.name_idx) && self.starts_sentence(e.range));
        subject
            .map(|e| e.name_idx)
            .or_else(|| self.last_speaker.map(|(idx, _)| idx).filter(|&idx| fits(idx)))
            .or_else(|| {
                recent.iter().rev().find(|e| e.is_person && fits(e.name_idx)).map(|e| e.name_idx)
            })
    }

    fn starts_sentence(&self, range: TextRange) -> bool {
        let next = self.doc.sentences.partition_point(|s| s.range.start <= range.start);
        next > 0 && range.start - self.doc.sentences[next - 1].range.start <= 24
    }
}

/// End of the run of name words from `start` on, titles and function words left out.
fn run_end(text: &str, tokens: &[Token], looked: &[Looked], start: usize) -> usize {
    let mut end = start;
    while end < tokens.len()
        && end - start < MAX_NAME_WORDS
        && is_name_word(&tokens[end], looked[end].known.tag)
    {
        if end > start {
            let gap = TextRange { start: tokens[end - 1].range.end, end: tokens[end].range.start };
            if !matches!(gap.of(text), " " | "\u{a0}" | "-" | ". ") {
                break;
            }
        }
        end += 1;
    }
    end
}

fn is_name_word(token: &Token, tag: Tag) -> bool {
    let function = Tag::DETERMINER
        | Tag::PREPOSITION
        | Tag::PRONOUN
        | Tag::POSSESSIVE
        | Tag::CONJUNCTION
        | Tag::SUBORDINATOR
        | Tag::AUXILIARY
        | Tag::ADVERB
        | Tag::TIME
        | Tag::ROLE
        | Tag::TITLE
        | Tag::OBJECT_PRONOUN;
    matches!(token.shape, Shape::Capitalised | Shape::Upper | Shape::Mixed) && !tag.has(function)
}

fn narrow(n: usize) -> u32 {
    TextRange::new(0, n).end
}
