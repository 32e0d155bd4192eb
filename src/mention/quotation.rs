//! Quotations: words in quotation marks, their speaker and cue.

use super::Mention;
use crate::{normalize::Document, span::TextRange};

/// Words in quotation marks. The mention's range runs from the first mark to the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The quoted stretches, marks included, in text order; two or more when it is split
    /// by its cue.
    pub parts: Vec<TextRange>,
    /// The speaker as written ("he", "the minister").
    pub speaker: Option<TextRange>,
    /// The fullest name of the speaker in this article, where resolved.
    pub speaker_name: Option<String>,
    /// The word that introduces it ("said", "according to").
    pub cue: Option<TextRange>,
    /// Whether the marks hold a term at a distance and no one's speech ("so-called" quotes).
    pub is_scare: bool,
}

/// The quotations of `doc`, in text order. `names` are the document's names.
pub(super) fn find(_doc: &Document, _names: &[Mention]) -> Vec<Mention> {
    Vec::new()
}
