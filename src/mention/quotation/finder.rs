//! From marks and speakers to mentions.

use super::{marks::Stretch, speaker};
use crate::{
    mention::{
        Fact, Mention,
        reported::{Reading, Registry, sentence_at},
    },
    span::TextRange,
};
use std::sync::Arc;

/// Words in quotation marks. The mention's range runs from the first mark to the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The quoted stretches, marks included, in text order; two or more when it is split
    /// by its cue.
    pub parts: Vec<TextRange>,
    /// The speaker as written ("he", "the minister").
    pub speaker: Option<TextRange>,
    /// The fullest name of the speaker in this article, where resolved.
    pub speaker_name: Option<Arc<str>>,
    /// The word that introduces it ("said", "according to").
    pub cue: Option<TextRange>,
    /// Whether the marks hold a term at a distance and no one's speech ("so-called" quotes).
    pub is_scare: bool,
}

/// The quotations of a document, in text order: `stretches` are its quoted stretches,
/// `reading` the document read with them, `registry` holds its names.
pub(in crate::mention) fn find(
    stretches: &[Stretch],
    reading: &Reading<'_>,
    registry: &Registry<'_>,
) -> Vec<Mention> {
    if stretches.is_empty() {
        return Vec::new();
    }
    let mut registry = registry.clone();
    let mut out = Vec::new();
    for utterance in speaker::utterances(reading, stretches) {
        let parts: Vec<TextRange> = utterance.parts.iter().map(|&i| stretches[i].range).collect();
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { continue };
        let range = first.cover(*last);
        out.push(Mention {
            range,
            sentence_idx: sentence_at(reading.doc, range.start),
            fact: Fact::Quotation(Quotation {
                parts,
                speaker: utterance.speaker,
                speaker_name: utterance.speaker.and_then(|s| registry.resolve(s)),
                cue: utterance.cue,
                is_scare: utterance.is_scare,
            }),
        });
    }
    out
}
