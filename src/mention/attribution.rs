//! Attributions: what somebody is reported to have said, without quotation marks.

use super::Mention;
use crate::{normalize::Document, span::TextRange};

/// A reported statement. The mention's range is the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Who is reported to have said it, as written.
    pub speaker: Option<TextRange>,
    /// The fullest name of the source in this article, where resolved.
    pub speaker_name: Option<String>,
    /// The word that marks the report ("said", "according to", "warned").
    pub cue: TextRange,
}

/// The attributions of `doc`, in text order, other than those whose whole content is
/// one of `quotations`. `names` are the document's names.
pub(super) fn find(_doc: &Document, _names: &[Mention], _quotations: &[Mention]) -> Vec<Mention> {
    Vec::new()
}
