//! The names of a document: runs, segments, classes, then one entity a name.

use super::{
    capital::Capitals,
    class::{class_of, country_of},
    gazetteer::Gazetteer,
    merge::{Draft, merge},
    model::{Name, NameClass},
    run::{Scene, runs},
    segment::{Segment, segments},
};
use crate::mention::{Fact, Mention, words::Words};
use crate::normalize::Document;
use crate::span::TextRange;

/// The names of `doc`, whose sentences are `sentences`, in text order. Cost: linear in
/// its words, and in the square of its distinct names up to a cap.
pub(in crate::mention) fn find(doc: &Document, sentences: &[Words<'_>]) -> Vec<Mention> {
    let tables = Gazetteer::of(doc.language.as_deref());
    let capitals = Capitals::count(sentences, doc.terms.len());
    let mut drafts = Vec::new();
    for words in sentences {
        let scene = Scene::new(words, tables, &capitals);
        for run in runs(&scene) {
            drafts.extend(segments(&scene, run).iter().map(|segment| draft(&scene, segment)));
        }
    }
    merge(doc.text(), tables, &mut drafts);
    drafts.into_iter().map(mention).collect()
}

fn draft(scene: &Scene<'_, '_>, segment: &Segment) -> Draft {
    let words = scene.words;
    let class = class_of(scene, segment);
    let mut range = words.span(segment.words.start, segment.words.end);
    range.end += closing_stop(words, segment.words.end);
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
        has_common_word: segment.words.clone().any(|i| {
            scene.plays(i, super::gazetteer::Role::Ordinary)
                || scene.plays(i, super::gazetteer::Role::Common)
        }),
    }
}

/// The table's form of a place, otherwise the words as written.
fn full_form(scene: &Scene<'_, '_>, segment: &Segment, class: NameClass) -> String {
    let place = matches!(class, NameClass::Place | NameClass::Organisation)
        .then(|| scene.tables.place(scene.words, segment.words.clone()))
        .flatten();
    place.map_or_else(|| written(scene.words, segment), str::to_owned)
}

/// One byte for the full stop that ends an abbreviation ("U.S.", "Jr.").
fn closing_stop(words: &Words<'_>, end: usize) -> u32 {
    let last = words.word(end - 1);
    const SHORT_FORMS: [&str; 20] = [
        "Jr", "Sr", "Inc", "Co", "Corp", "Ltd", "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn",
        "Fla", "Ill", "Mass", "Mich", "Minn", "Okla", "Tenn", "Bros",
    ];
    let is_short = last.contains('.') || SHORT_FORMS.contains(&last);
    u32::from(is_short && words.gap(end).starts_with('.'))
}

/// The words as written, white space made single.
fn written(words: &Words<'_>, segment: &Segment) -> String {
    let range: TextRange = words.span(segment.words.start, segment.words.end);
    let text = range.of(words.doc.text());
    let is_single = |word: &str| !word.is_empty() && !word.contains(char::is_whitespace);
    if text.split(' ').all(is_single) {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the name stands alone in brackets right after a name: "… Agency (IAEA)".
fn is_in_brackets(words: &Words<'_>, segment: &Segment) -> bool {
    segment.words.len() == 1
        && words.gap(segment.words.start).ends_with('(')
        && words.gap(segment.words.end).starts_with(')')
}

fn mention(draft: Draft) -> Mention {
    let Draft { range, sentence_idx, class, full, title, country, .. } = draft;
    Mention { range, sentence_idx, fact: Fact::Name(Name { class, full, title, country }) }
}
