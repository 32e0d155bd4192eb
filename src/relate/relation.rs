//! The relation of two articles.

use super::{
    analysis::Analysis, event_score::EventModel, evidence::Evidence, features::EventFeatures,
};
use crate::overlap::Overlap;
use serde::{Deserialize, Serialize};

/// How two articles stand, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// The same words in the same order after normalising, and not none.
    Identical,
    /// One is a republished, lightly edited, updated or abridged version of the other.
    NearDuplicate,
    /// Shared passages in otherwise own text.
    PartialReuse,
    /// Other words, same occurrence.
    SameEvent,
    /// Another occurrence of a continuing matter.
    SameTopic,
    /// None of these; always so where nothing is left after boilerplate.
    Unrelated,
}

impl RelationKind {
    /// The word used in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::NearDuplicate => "near-duplicate",
            Self::PartialReuse => "partial-reuse",
            Self::SameEvent => "same-event",
            Self::SameTopic => "same-topic",
            Self::Unrelated => "unrelated",
        }
    }

    /// Whether the accounts tell of one occurrence, so that they can contradict each other.
    #[must_use]
    pub fn is_one_event(self) -> bool {
        self <= Self::SameEvent
    }

    /// Whether the two count as one voice.
    #[must_use]
    pub fn is_one_witness(self) -> bool {
        self <= Self::NearDuplicate
    }
}

/// Thresholds of [`relate`]; fractions in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelateParams {
    /// Least resemblance of word 5-shingles of a near-duplicate.
    pub min_resemblance: u64,
    /// Least containment of the shorter text in the longer of a near-duplicate.
    pub min_containment: u64,
    /// Least containment of the shorter text of a partial reuse.
    pub min_reuse: u64,
    /// Least number of shared word 5-shingles of a near-duplicate by containment or of a
    /// partial reuse: about two sentences.
    pub min_shared: u64,
}

impl Default for RelateParams {
    fn default() -> Self {
        Self { min_resemblance: 425, min_containment: 700, min_reuse: 100, min_shared: 30 }
    }
}

/// How two articles stand, how sure that is, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The relation.
    pub kind: RelationKind,
    /// How sure, in hundredths.
    pub confidence: u32,
    /// What it rests on.
    pub evidence: Evidence,
    /// How alike the two are in what they tell.
    pub features: EventFeatures,
}

/// Relates two articles. Symmetric, but for the wording of the evidence, which is that of
/// `a`. Cost: linear in the length of both, and at most 60 × 60 pairs of sentences.
#[must_use]
pub fn relate(a: &Analysis, b: &Analysis, params: &RelateParams) -> Relation {
    let evidence = Evidence::of(a, b);
    let features = EventFeatures::of(a, b);
    let (kind, confidence) = if a.doc.is_empty() || b.doc.is_empty() {
        (RelationKind::Unrelated, 99)
    } else {
        relate_texts(a, b, &evidence.word_shingles, params)
            .unwrap_or_else(|| EventModel::english().relate(&features, days_apart(a, b)))
    };
    Relation { kind, confidence, evidence, features }
}

/// Days between the publication of the two; `None` if one is not known to the day.
fn days_apart(a: &Analysis, b: &Analysis) -> Option<u32> {
    let day =
        |x: &Analysis| x.doc.article.published.as_ref()?.day()?.parse::<jiff::civil::Date>().ok();
    let distance = day(a)?.until(day(b)?).ok()?;
    Some(distance.get_days().unsigned_abs())
}

/// The relation by copied text alone; `None` where too little is copied.
fn relate_texts(
    a: &Analysis,
    b: &Analysis,
    overlap: &Overlap,
    params: &RelateParams,
) -> Option<(RelationKind, u32)> {
    let is_identical = a.doc.tokens.iter().map(|t| t.word).eq(b.doc.tokens.iter().map(|t| t.word));
    let kind = relate_counts(overlap, is_identical, params)?;
    let confidence = if kind == RelationKind::Identical { 99 } else { hundredths(overlap) };
    Some((kind, confidence))
}

/// The relation by what two texts share of their word 5-shingles; `None` where that is too
/// little to call either a copy. Symmetric.
#[must_use]
pub fn relate_counts(
    overlap: &Overlap,
    is_identical: bool,
    params: &RelateParams,
) -> Option<RelationKind> {
    if is_identical {
        return Some(RelationKind::Identical);
    }
    let enough = overlap.n_shared >= params.min_shared;
    if overlap.resemblance_is_at_least(params.min_resemblance, 1000)
        || enough && overlap.containment_is_at_least(params.min_containment, 1000)
    {
        return Some(RelationKind::NearDuplicate);
    }
    let is_reuse = enough && overlap.containment_is_at_least(params.min_reuse, 1000);
    is_reuse.then_some(RelationKind::PartialReuse)
}

/// Confidence of a relation by copied text: the larger containment, between .60 and .98.
/// The counts are exact; what they cannot say is why the text is shared.
fn hundredths(overlap: &Overlap) -> u32 {
    let containment = overlap.containment_a().max(overlap.containment_b());
    60 + (38.0 * containment).round() as u32
}
