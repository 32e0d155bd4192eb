//! The report: finished, ordered, self-contained. JSON is these structs, field by field.

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// Version of the JSON layout; raised when a field changes its meaning.
pub const SCHEMA_VERSION: u32 = 1;

/// What some accounts agree and disagree on. Everything is ordered as it is to be shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The articles, as given.
    pub articles: Vec<ReportArticle>,
    /// How the two articles stand; only when there are exactly two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<ReportRelation>,
    /// How every two articles stand, in input order.
    pub relations: Vec<PairRelation>,
    /// Ids of the articles that count as one voice, each group in input order.
    pub witnesses: Vec<Vec<String>>,
    /// Sentences that say the same, in order of the first article's text.
    pub alignments: Vec<ReportAlignment>,
    /// Things said about the event, each with every wording of it.
    pub claims: Vec<ReportClaim>,
    /// What is agreed, what conflicts, what only one says: conflicts first.
    pub findings: Vec<ReportFinding>,
    /// How many findings there are of each verdict.
    pub counts: VerdictCounts,
}

/// One article of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportArticle {
    /// The id, verbatim.
    pub id: String,
    /// Short name for tables: A, B, C …
    pub label: String,
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub source: Option<String>,
    /// ISO 8601.
    pub published: Option<String>,
    /// The text that every span points into.
    pub text: String,
    /// What was left out as boilerplate.
    pub removed: Vec<ReportRemoved>,
    /// Other articles that carry its text and are not compared, by outlet and id; the last may
    /// say how many more there are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried_by: Vec<String>,
}

/// A stretch left out as boilerplate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRemoved {
    /// What and where.
    #[serde(flatten)]
    pub span: Span,
    /// Why.
    pub reason: String,
}

/// How two articles stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportRelation {
    /// `identical`, `near-duplicate`, `partial-reuse`, `same-event`, `same-topic`, `unrelated`.
    pub kind: String,
    /// 0 to 1, in hundredths.
    pub confidence: f64,
    /// What it rests on.
    pub evidence: ReportEvidence,
}

/// What a relation rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportEvidence {
    /// Overlap of word shingles.
    pub word_shingles: ReportOverlap,
    /// Overlap of stem shingles.
    pub stem_shingles: ReportOverlap,
    /// Names both carry, rarest first.
    pub names: Vec<String>,
    /// Figures both carry.
    pub figures: Vec<String>,
    /// Times both carry.
    pub times: Vec<String>,
    /// Rare words both carry, rarest first.
    pub terms: Vec<String>,
}

/// Overlap of two sets of shingles. Fractions are unrounded, 0 for empty sets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportOverlap {
    /// How shingles were made, e.g. `word:5`.
    pub shingle: String,
    /// Shingles in both.
    pub n_shared: u64,
    /// Shingles of the first.
    pub n_a: u64,
    /// Shingles of the second.
    pub n_b: u64,
    /// Shared over all.
    pub resemblance: f64,
    /// Shared over those of the first.
    pub containment_a: f64,
    /// Shared over those of the second.
    pub containment_b: f64,
}

/// How two of the articles stand, without the evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairRelation {
    /// Id of the first.
    pub a: String,
    /// Id of the second.
    pub b: String,
    /// As [`ReportRelation::kind`].
    pub kind: String,
    /// 0 to 1, in hundredths.
    pub confidence: f64,
}

/// Sentences of two articles that say the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportAlignment {
    /// Sentences of one article.
    pub a: AlignmentSide,
    /// Sentences of another.
    pub b: AlignmentSide,
    /// 0 to 1, in thousandths.
    pub score: f64,
}

/// One side of an alignment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AlignmentSide {
    /// Article id.
    pub article: String,
    /// Its sentences, in text order.
    pub sentences: Vec<ReportSentence>,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportSentence {
    /// From 0, as `inspect` lists them.
    pub index: u32,
    /// Where and what.
    #[serde(flatten)]
    pub span: Span,
}

/// One thing said about the event, with every wording of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ReportClaim {
    /// Stable from run to run.
    pub id: String,
    /// How many voices carry it: copies, and articles that carry one passage of it, count once.
    pub n_witnesses: u32,
    /// Who says it where.
    pub statements: Vec<AlignmentSide>,
    /// Where its accounts differ in a figure: the figure of the same sort of accounts that no
    /// finding on it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unjudged: Vec<Statement>,
    /// Who has it of whom.
    #[serde(flatten)]
    pub provenance: Provenance,
}

/// Who has a claim of whom, and in whom it was not found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Provenance {
    /// Articles that carry it in one wording, by ids: groups of at least two, each one voice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passages: Vec<Vec<String>>,
    /// Sources that several of its articles have it of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origins: Vec<ReportOrigin>,
    /// Id of the article that published it first; only where all of them are dated and one is
    /// surely the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// Of a claim of several voices, ids of the articles in which nothing of it was found; it may
    /// be said there in other words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out_by: Vec<String>,
    /// How its figure went from publication to publication, earliest first: only where it
    /// changed and the order is sure. What a voice has said already is not told again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub course: Vec<CourseStep>,
}

/// A source of several articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportOrigin {
    /// Its fullest name, or what they call it.
    pub name: String,
    /// Ids of the articles that name it, in report order.
    pub articles: Vec<String>,
}

/// A figure as one article gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseStep {
    /// Id of the article.
    pub article: String,
    /// ISO 8601.
    pub published: String,
    /// The words that say it.
    pub text: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportFinding {
    /// Stable from run to run.
    pub id: String,
    /// `agree`, `compatible`, `updated`, `conflict`, `only-in`.
    pub verdict: String,
    /// `quantity`, `time`, `name`, `quotation`, `attribution`, `polarity`, `certainty`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facet: Option<String>,
    /// The rule it comes from (`figure-changed`, `rival-day` …), see the README.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// 0 to 1, in hundredths.
    pub confidence: f64,
    /// In plain words.
    pub message: String,
    /// Id of the claim it is about.
    pub claim: String,
    /// Of an `only-in`: id of the claim of several accounts that it tells more of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<String>,
    /// Where each account says it.
    pub statements: Vec<Statement>,
}

/// What one account says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Article id.
    pub article: String,
    /// The whole sentence (or sentences).
    pub span: Span,
    /// The words that agree or differ.
    pub marks: Vec<Span>,
    /// The value said, where the finding is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Findings by verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VerdictCounts {
    /// Contradictions.
    pub conflict: u32,
    /// A later figure.
    pub updated: u32,
    /// Different words or precision, no contradiction.
    pub compatible: u32,
    /// The same.
    pub agree: u32,
    /// Said by one alone.
    pub only_in: u32,
}
