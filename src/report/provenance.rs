//! Who has a claim of whom: shared passages, origins, who was first, who is silent.

use super::build::{ReportParts, id_of};
use super::model::{CourseStep, Provenance, ReportOrigin};
use crate::finding::{Claim, Facet, Finding, Origin, Said, Verdict, linked};
use std::collections::BTreeMap;

/// How many voices carry a claim: articles of one witness, and those that carry one passage
/// of it, count once. Cost: its articles squared, times its groups.
pub(super) fn n_voices(claim: &Claim, witnesses: &[Vec<usize>]) -> usize {
    let articles: Vec<usize> = claim.said.iter().map(|said| said.article_idx).collect();
    let is_one = |x: usize, y: usize| is_one_voice(articles[x], articles[y], claim, witnesses);
    linked(articles.len(), is_one).len()
}

/// Whether two articles are copies, or carry one passage of the claim.
fn is_one_voice(x: usize, y: usize, claim: &Claim, witnesses: &[Vec<usize>]) -> bool {
    let both = |group: &Vec<usize>| group.contains(&x) && group.contains(&y);
    witnesses.iter().any(both) || claim.passages.iter().any(both)
}

/// Where the claims of a report come from.
pub(super) struct Provenances<'a> {
    parts: &'a ReportParts<'a>,
    /// Of a claim, its findings of figures, gravest first.
    figures: BTreeMap<usize, Vec<&'a Finding>>,
}

impl<'a> Provenances<'a> {
    pub(super) fn of(parts: &'a ReportParts<'a>) -> Self {
        let mut figures = BTreeMap::<_, Vec<_>>::new();
        for finding in parts.findings.iter().filter(|x| x.facet == Some(Facet::Quantity)) {
            figures.entry(finding.claim_idx).or_default().push(finding);
        }
        Self { parts, figures }
    }

    /// Where a claim comes from. Cost: its articles squared.
    pub(super) fn claim(&self, claim_idx: usize) -> Provenance {
        let parts = self.parts;
        let claim = &parts.claims[claim_idx];
        if claim.said.len() < 2 {
            return Provenance::default();
        }
        let ids =
            |articles: &[usize]| articles.iter().map(|&at| id_of(at, parts.analyses)).collect();
        let is_silent = |article: &usize| {
            claim.said.iter().all(|said| said.article_idx != *article)
                && !claim.near_idxs.contains(article)
        };
        let silent: Vec<usize> = (0..parts.analyses.len()).filter(is_silent).collect();
        let origin = |origin: &Origin| ReportOrigin {
            name: origin.name.clone(),
            articles: ids(&origin.article_idxs),
        };
        Provenance {
            passages: claim.passages.iter().map(|group| ids(group)).collect(),
            origins: claim.origins.iter().map(origin).collect(),
            first: self.first(claim).map(|article| id_of(article, parts.analyses)),
            left_out_by: ids(&silent),
            course: self.course(claim_idx).unwrap_or_default(),
        }
    }

    /// When an article was published, as far as it says so itself.
    fn published(&self, article: usize) -> Option<Dated<'a>> {
        let published = self.parts.analyses[article].doc.article.published.as_ref()?;
        let span = published.seconds().filter(|_| !published.is_guess)?;
        Some(Dated { span, iso: &published.value })
    }

    /// The article of a claim that surely came before all others.
    fn first(&self, claim: &Claim) -> Option<usize> {
        let dated: Option<Vec<Dated<'_>>> =
            claim.said.iter().map(|said| self.published(said.article_idx)).collect();
        let dated = dated?;
        let first = (0..dated.len()).min_by_key(|&at| dated[at].span)?;
        let mut others = dated.iter().enumerate().filter(|(at, _)| *at != first);
        others
            .all(|(_, other)| dated[first].is_before(other))
            .then(|| claim.said[first].article_idx)
    }

    /// What the accounts give for the figure on which those of a claim differ: by the gravest
    /// finding of that, and, of others that are dated, by further findings of the same words.
    fn figure(&self, claim_idx: usize) -> Option<Vec<&'a Said>> {
        let findings = self.figures.get(&claim_idx)?;
        let is_change = |x: &&&Finding| matches!(x.verdict, Verdict::Conflict | Verdict::Updated);
        let mut figure: Vec<&Said> = findings.iter().find(is_change)?.said.iter().collect();
        let mut n_before = 0;
        while n_before < figure.len() {
            n_before = figure.len();
            for finding in findings {
                let is_of_it = finding.said.iter().any(|said| figure.contains(&said));
                for said in finding.said.iter().filter(|_| is_of_it) {
                    let is_there = figure.iter().any(|x| x.article_idx == said.article_idx);
                    if !is_there && self.published(said.article_idx).is_some() {
                        figure.push(said);
                    }
                }
            }
        }
        Some(figure)
    }

    /// How the figure of a claim went; none where the order of two that differ is not sure, or
    /// one figure is left. What a voice has said before is no step, nor what was said last.
    fn course(&self, claim_idx: usize) -> Option<Vec<CourseStep>> {
        let claim = &self.parts.claims[claim_idx];
        let dated: Option<Vec<(Dated<'_>, &Said)>> = self
            .figure(claim_idx)?
            .into_iter()
            .map(|said| Some((self.published(said.article_idx)?, said)))
            .collect();
        let mut dated = dated?;
        dated.sort_by_key(|(dated, said)| (dated.span, said.article_idx));
        let is_sure = |pair: &[(Dated<'_>, &Said)]| {
            pair[0].0.is_before(&pair[1].0) || pair[0].1.value == pair[1].1.value
        };
        if !dated.windows(2).all(is_sure) {
            return None;
        }
        let mut told: Vec<(Dated<'_>, &Said)> = Vec::new();
        for (dated, said) in dated {
            let is_told = |(_, before): &(Dated<'_>, &Said)| {
                let (x, y) = (before.article_idx, said.article_idx);
                before.value == said.value && is_one_voice(x, y, claim, self.parts.witnesses)
            };
            let is_last = told.last().is_some_and(|(_, last)| last.value == said.value);
            if !is_last && !told.iter().any(is_told) {
                told.push((dated, said));
            }
        }
        if told.len() < 2 {
            return None;
        }
        let step = |(dated, said): (Dated<'_>, &Said)| {
            let doc = &self.parts.analyses[said.article_idx].doc;
            let words: Vec<&str> = said.marks.iter().map(|mark| mark.of(doc.text())).collect();
            CourseStep {
                article: id_of(said.article_idx, self.parts.analyses),
                published: dated.iso.to_owned(),
                text: words.join(" … "),
            }
        };
        Some(told.into_iter().map(step).collect())
    }
}

/// When an article was published.
struct Dated<'a> {
    /// Seconds since 1970, from the first up to but without the second.
    span: (i64, i64),
    iso: &'a str,
}

impl Dated<'_> {
    fn is_before(&self, other: &Self) -> bool {
        self.span.1 <= other.span.0
    }
}
