//! The names of a document: runs, segments, classes, then one entity a name.

use super::{
    capital::{Capitals, is_name_word},
    class::{class_of, country_of},
    gazetteer::{Gazetteer, Role},
    merge::{Draft, merge},
    model::{Name, NameClass},
    run::{Scene, runs},
    segment::{Segment, segments},
};
use crate::mention::{Fact, Mention, vocabulary::Starts, words::Words};
use crate::normalize::Document;
use crate::span::TextRange;
use std::{borrow::Cow, ops::Range, sync::Arc};

/// The names of `doc`, whose sentences are `sentences`, in text order. Cost: linear in
/// its words, and in the square of its distinct names up to a cap.
pub(in crate::mention) fn find(doc: &Document, sentences: &[Words<'_>]) -> Vec<Mention> {
    let tables = Gazetteer::of(doc.language.as_deref());
    let capitals = Capitals::count(sentences, doc.terms.len());
    let mut drafts = Vec::with_capacity(doc.tokens.len() / WORDS_PER_NAME);
    let mut scratch = Scratch::default();
    for words in sentences {
        find_in(words, tables, &capitals, &mut scratch, &mut drafts);
    }
    let ids = merge(doc.text(), tables, &mut drafts);
    // One text for all mentions of a name.
    let mut full: Vec<Option<Arc<str>>> = vec![None; drafts.len()];
    let shared = |(draft, id): (Draft<'_>, u32)| {
        let full = full[id as usize].get_or_insert_with(|| Arc::from(&*draft.full));
        mention(&draft, Arc::clone(full))
    };
    drafts.into_iter().zip(ids).map(shared).collect()
}

/// Words of news for each name, rounded down: most articles have fewer names.
const WORDS_PER_NAME: usize = 6;

/// Buffers kept from sentence to sentence.
#[derive(Default)]
struct Scratch {
    is_name_word: Vec<bool>,
    runs: Vec<Range<usize>>,
    segments: Vec<Segment>,
}

fn find_in<'d>(
    words: &Words<'d>,
    tables: &'static Gazetteer,
    capitals: &Capitals,
    scratch: &mut Scratch,
    drafts: &mut Vec<Draft<'d>>,
) {
    let Scratch { is_name_word: marks, runs: found, segments: parts } = scratch;
    marks.clear();
    marks.resize(words.len(), false);
    let mut at = 0;
    while let Some(i) = words.next_start(at, Starts::NAME) {
        marks[i] = is_name_word(words, tables, capitals, i);
        at = i + 1;
    }
    let scene = Scene { words, tables, capitals, is_name_word: marks };
    found.clear();
    runs(&scene, found);
    for run in found.drain(..) {
        parts.clear();
        segments(&scene, run, parts);
        drafts.extend(parts.iter().map(|segment| draft(&scene, segment)));
    }
}

fn draft<'d>(scene: &Scene<'_, 'd>, segment: &Segment) -> Draft<'d> {
    let words = scene.words;
    let class = class_of(scene, segment);
    let mut range = words.span(segment.words.start, segment.words.end);
    range.end += closing_stop(scene, segment.words.end);
    Draft {
        range,
        sentence_idx: u32::try_from(words.sentence_idx).unwrap_or(u32::MAX),
        class,
        full: full_form(scene, segment, class),
        title: segment.title.as_ref().map(|title| words.span(title.start, title.end)),
        country: (class == NameClass::Nationality)
            .then(|| country_of(scene, scene.tables, segment))
            .flatten(),
        acronym_of_last: is_in_brackets(words, segment),
        has_common_word: segment
            .words
            .clone()
            .any(|i| scene.plays(i, Role::Ordinary) || scene.plays(i, Role::Common)),
    }
}

/// The table's form of a place, otherwise the words as written.
fn full_form<'d>(scene: &Scene<'_, 'd>, segment: &Segment, class: NameClass) -> Cow<'d, str> {
    let place = matches!(class, NameClass::Place | NameClass::Organisation)
        .then(|| scene.tables.place(scene.words, segment.words.clone()))
        .flatten();
    place.map_or_else(|| written(scene.words, segment), Cow::Borrowed)
}

/// One byte for the full stop that ends an abbreviation ("U.S.", "Jr.").
fn closing_stop(scene: &Scene<'_, '_>, end: usize) -> u32 {
    let words = scene.words;
    let is_short =
        || words.word(end - 1).contains('.') || scene.plays_capitalised(end - 1, Role::ShortEnding);
    u32::from(words.lone_mark(end) != b' ' && words.gap(end).starts_with('.') && is_short())
}

/// The words as written, white space made single.
fn written<'d>(words: &Words<'d>, segment: &Segment) -> Cow<'d, str> {
    let range: TextRange = words.span(segment.words.start, segment.words.end);
    let text = range.of(words.doc.text());
    let is_plain = |i: usize| matches!(words.lone_mark(i), b' ' | b'-');
    let is_single = |word: &str| !word.is_empty() && !word.contains(char::is_whitespace);
    let mut inner = segment.words.start + 1..segment.words.end;
    if inner.all(is_plain) || text.split(' ').all(is_single) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether the name stands alone in brackets right after a name: "… Agency (IAEA)".
fn is_in_brackets(words: &Words<'_>, segment: &Segment) -> bool {
    segment.words.len() == 1
        && words.gap(segment.words.start).ends_with('(')
        && words.gap(segment.words.end).starts_with(')')
}

fn mention(draft: &Draft<'_>, full: Arc<str>) -> Mention {
    let &Draft { range, sentence_idx, class, title, country, .. } = draft;
    Mention { range, sentence_idx, fact: Fact::Name(Name { class, full, title, country }) }
}
