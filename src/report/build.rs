//! The report put together: everything as it is to be shown, in order.

use super::{
    model::{
        AlignmentSide, PairRelation, Report, ReportAlignment, ReportArticle, ReportClaim,
        ReportEvidence, ReportFinding, ReportOverlap, ReportRelation, ReportRemoved,
        ReportSentence, SCHEMA_VERSION, Statement, VerdictCounts,
    },
    provenance::{Provenances, n_voices},
};
use crate::{
    finding::{AlignedPair, Claim, Finding, Said, Verdict, unjudged_figures},
    normalize::Shingling,
    overlap::Overlap,
    relate::{Analysis, Evidence, Relation},
    span::{Span, TextRange},
};

/// How two of the articles stand, by their indices.
#[derive(Debug, Clone)]
pub struct RelatedPair {
    /// Index of the first.
    pub a_idx: usize,
    /// Index of the second.
    pub b_idx: usize,
    /// How they stand.
    pub relation: Relation,
}

/// All that a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct ReportParts<'a> {
    /// The articles, in input order.
    pub analyses: &'a [Analysis],
    /// Their short names, in the same order.
    pub labels: &'a [String],
    /// Every two of them, in input order.
    pub relations: &'a [RelatedPair],
    /// Groups of articles that count as one voice, as indices.
    pub witnesses: &'a [Vec<usize>],
    /// What is aligned.
    pub aligned: &'a [AlignedPair],
    /// Things said.
    pub claims: &'a [Claim],
    /// What is to be said of them, in order.
    pub findings: &'a [Finding],
}

impl Report {
    /// Puts the report together. Cost: linear in what it shows.
    #[must_use]
    pub fn build(parts: &ReportParts<'_>) -> Self {
        let relation = match parts.relations {
            [only] if parts.analyses.len() == 2 => Some(relation(&only.relation)),
            _ => None,
        };
        Self {
            schema_version: SCHEMA_VERSION,
            articles: parts
                .analyses
                .iter()
                .zip(parts.labels)
                .map(|(a, label)| article(a, label))
                .collect(),
            relation,
            relations: parts
                .relations
                .iter()
                .map(|pair| pair_relation(pair, parts.analyses))
                .collect(),
            witnesses: witnesses(parts),
            alignments: parts
                .aligned
                .iter()
                .flat_map(|pair| alignments(pair, parts.analyses))
                .collect(),
            claims: claims(parts),
            findings: parts.findings.iter().map(|f| finding(f, parts)).collect(),
            counts: counts(parts.findings),
        }
    }
}

fn article(analysis: &Analysis, label: &str) -> ReportArticle {
    let (doc, article) = (&analysis.doc, &analysis.doc.article);
    let removed = doc.removed.iter().map(|removed| ReportRemoved {
        span: Span::new(doc.text(), removed.range),
        reason: removed.reason.as_str().to_owned(),
    });
    ReportArticle {
        id: article.id.clone(),
        label: label.to_owned(),
        title: doc.title.clone(),
        source: article.source.clone(),
        published: article.published.as_ref().map(|p| p.value.clone()),
        text: article.text.clone(),
        removed: removed.collect(),
        carried_by: Vec::new(),
    }
}

fn relation(relation: &Relation) -> ReportRelation {
    ReportRelation {
        kind: relation.kind.as_str().to_owned(),
        confidence: from_hundredths(relation.confidence),
        evidence: evidence(&relation.evidence),
    }
}

fn evidence(evidence: &Evidence) -> ReportEvidence {
    ReportEvidence {
        word_shingles: overlap(&evidence.word_shingles, Shingling::WORD_5),
        stem_shingles: overlap(&evidence.stem_shingles, Shingling::STEM_3),
        names: evidence.names.clone(),
        figures: evidence.figures.clone(),
        times: evidence.times.clone(),
        terms: evidence.terms.clone(),
    }
}

fn overlap(overlap: &Overlap, shingling: Shingling) -> ReportOverlap {
    ReportOverlap {
        shingle: shingling.to_string(),
        n_shared: overlap.n_shared,
        n_a: overlap.n_a,
        n_b: overlap.n_b,
        resemblance: overlap.resemblance(),
        containment_a: overlap.containment_a(),
        containment_b: overlap.containment_b(),
    }
}

fn pair_relation(pair: &RelatedPair, analyses: &[Analysis]) -> PairRelation {
    PairRelation {
        a: id_of(pair.a_idx, analyses),
        b: id_of(pair.b_idx, analyses),
        kind: pair.relation.kind.as_str().to_owned(),
        confidence: from_hundredths(pair.relation.confidence),
    }
}

fn witnesses(parts: &ReportParts<'_>) -> Vec<Vec<String>> {
    let ids = |group: &Vec<usize>| group.iter().map(|&idx| id_of(idx, parts.analyses)).collect();
    parts.witnesses.iter().map(ids).collect()
}

pub(super) fn id_of(article_idx: usize, analyses: &[Analysis]) -> String {
    analyses[article_idx].doc.article.id.clone()
}

fn alignments(pair: &AlignedPair, analyses: &[Analysis]) -> Vec<ReportAlignment> {
    pair.alignments
        .iter()
        .map(|x| ReportAlignment {
            a: side(pair.a_idx, &[x.a], analyses),
            b: side(pair.b_idx, &[x.b], analyses),
            score: from_hundredths(x.confidence),
        })
        .collect()
}

fn side(article_idx: usize, sentences: &[u32], analyses: &[Analysis]) -> AlignmentSide {
    let doc = &analyses[article_idx].doc;
    let sentence = |&index: &u32| ReportSentence {
        index,
        span: Span::new(doc.text(), doc.sentences[index as usize].range),
    };
    AlignmentSide {
        article: doc.article.id.clone(),
        sentences: sentences.iter().map(sentence).collect(),
    }
}

fn claims(parts: &ReportParts<'_>) -> Vec<ReportClaim> {
    let provenances = Provenances::of(parts);
    let mut findings_of: Vec<Vec<&Finding>> = vec![Vec::new(); parts.claims.len()];
    for finding in parts.findings {
        findings_of[finding.claim_idx].push(finding);
    }
    let sides = |claim: &Claim| {
        let said = claim.said.iter();
        said.map(|s| side(s.article_idx, &s.sentences, parts.analyses)).collect()
    };
    let claim = |(claim_idx, claim): (usize, &Claim)| ReportClaim {
        id: claim.id.clone(),
        n_witnesses: u32::try_from(n_voices(claim, parts.witnesses)).unwrap_or(u32::MAX),
        statements: sides(claim),
        unjudged: unjudged_figures(claim, &findings_of[claim_idx], parts.analyses)
            .iter()
            .map(|said| statement(said, parts.analyses))
            .collect(),
        provenance: provenances.claim(claim_idx),
    };
    parts.claims.iter().enumerate().map(claim).collect()
}

fn finding(finding: &Finding, parts: &ReportParts<'_>) -> ReportFinding {
    ReportFinding {
        id: finding.id.clone(),
        verdict: finding.verdict.as_str().to_owned(),
        facet: finding.facet.map(|facet| facet.as_str().to_owned()),
        rule: finding.rule.as_str().to_owned(),
        confidence: from_hundredths(finding.confidence),
        message: finding.message.clone(),
        claim: parts.claims[finding.claim_idx].id.clone(),
        beside: finding.beside_idx.map(|claim_idx| parts.claims[claim_idx].id.clone()),
        statements: finding.said.iter().map(|said| statement(said, parts.analyses)).collect(),
    }
}

fn statement(said: &Said, analyses: &[Analysis]) -> Statement {
    let doc = &analyses[said.article_idx].doc;
    let ranges = said.sentences.iter().map(|&idx| doc.sentences[idx as usize].range);
    let whole = ranges.reduce(TextRange::cover).unwrap_or_default();
    Statement {
        article: doc.article.id.clone(),
        span: Span::new(doc.text(), whole),
        marks: said.marks.iter().map(|&mark| Span::new(doc.text(), mark)).collect(),
        value: said.value.clone(),
    }
}

fn counts(findings: &[Finding]) -> VerdictCounts {
    let n = |verdict| findings.iter().filter(|f| f.verdict == verdict).count();
    let n = |verdict| u32::try_from(n(verdict)).unwrap_or(u32::MAX);
    VerdictCounts {
        conflict: n(Verdict::Conflict),
        updated: n(Verdict::Updated),
        compatible: n(Verdict::Compatible),
        agree: n(Verdict::Agree),
        only_in: n(Verdict::OnlyIn),
    }
}

/// Hundredths are what is known; the division is exact enough to print them back.
fn from_hundredths(n: u32) -> f64 {
    f64::from(n) / 100.0
}
