//! Everything that is known of one article before it is compared.

use super::told::Told;
use crate::{
    mention::{Mention, find_mentions},
    normalize::{Document, ShingleSet, Shingling, shingles},
    sketch::Profile,
};

/// A document with all that comparing needs, made once per article.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The document.
    pub doc: Document,
    /// Typed things said in it.
    pub mentions: Vec<Mention>,
    /// Its telling terms.
    pub profile: Profile,
    /// Its word 5-shingles.
    pub word_shingles: ShingleSet,
    /// Its stem 3-shingles.
    pub stem_shingles: ShingleSet,
    /// Its figures and days.
    pub(super) told: Told,
}

impl Analysis {
    /// Analyses `doc`. Cost: linear, but for the sorting of shingles.
    #[must_use]
    pub fn of(doc: Document) -> Self {
        let mentions = find_mentions(&doc);
        Self {
            told: Told::of(&mentions, doc.text()),
            mentions,
            profile: Profile::of(&doc),
            word_shingles: shingles(&doc, Shingling::WORD_5),
            stem_shingles: shingles(&doc, Shingling::STEM_3),
            doc,
        }
    }

    /// The mentions that start in sentence `sentence_idx`.
    pub fn mentions_of(&self, sentence_idx: usize) -> impl Iterator<Item = &Mention> {
        let first = self.mentions.partition_point(|m| (m.sentence_idx as usize) < sentence_idx);
        self.mentions[first..].iter().take_while(move |m| m.sentence_idx as usize == sentence_idx)
    }
}
