//! The order in which findings are shown, and what the accounts are called.

pub(super) use crate::finding::Verdict;

use super::wording::{self, Notes};
use super::{Report, ReportArticle, ReportClaim, ReportFinding, Statement};
use std::collections::{BTreeMap, HashMap};

/// One section: findings of one verdict, those of `only-in` also of the same accounts.
#[derive(Debug)]
pub(super) struct Section<'r> {
    pub(super) verdict: Verdict,
    /// Of the accounts a section of `only-in` is about, in report order; else empty.
    pub(super) articles: Vec<usize>,
    /// In report order.
    pub(super) findings: Vec<&'r ReportFinding>,
}

/// The most statements of one account alone that are shown beside a claim.
pub(super) const MAX_ADDITIONS: usize = 3;

/// A report with its articles known by id.
pub(super) struct Outline<'r> {
    pub(super) report: &'r Report,
    by_id: HashMap<&'r str, usize>,
    claims: HashMap<&'r str, &'r ReportClaim>,
    findings: HashMap<&'r str, &'r ReportFinding>,
    /// Of a claim, the finding that is shown first.
    first_of: HashMap<&'r str, &'r str>,
    /// Of a claim, what one account alone tells more of it.
    additions: HashMap<&'r str, Vec<&'r ReportFinding>>,
}

impl<'r> Outline<'r> {
    pub(super) fn new(report: &'r Report) -> Self {
        let ids = report.articles.iter().enumerate().map(|(at, article)| (&*article.id, at));
        let (mut first_of, mut additions) = (HashMap::new(), HashMap::<_, Vec<_>>::new());
        for finding in &report.findings {
            first_of.entry(&*finding.claim).or_insert(&*finding.id);
            if let Some(claim) = &finding.beside {
                additions.entry(&**claim).or_default().push(finding);
            }
        }
        Self {
            report,
            by_id: ids.collect(),
            claims: report.claims.iter().map(|claim| (&*claim.id, claim)).collect(),
            findings: report.findings.iter().map(|x| (&*x.id, x)).collect(),
            first_of,
            additions,
        }
    }

    /// The finding of an id.
    pub(super) fn finding(&self, id: &str) -> Option<&'r ReportFinding> {
        self.findings.get(id).copied()
    }

    /// Who has the claim of a finding of whom, in sentences; told with its first finding.
    pub(super) fn notes(&self, finding: &ReportFinding) -> Notes {
        let claim = self.claims.get(&*finding.claim).filter(|_| self.is_first(finding));
        claim.map(|claim| wording::notes(self, claim)).unwrap_or_default()
    }

    /// What one account alone tells more of the claim of a finding; with its first finding.
    pub(super) fn additions(&self, finding: &ReportFinding) -> &[&'r ReportFinding] {
        let additions = self.additions.get(&*finding.claim).filter(|_| self.is_first(finding));
        additions.map(Vec::as_slice).unwrap_or_default()
    }

    fn is_first(&self, finding: &ReportFinding) -> bool {
        self.first_of.get(&*finding.claim).is_some_and(|first| *first == finding.id)
    }

    /// The article of an id.
    pub(super) fn article(&self, id: &str) -> Option<&'r ReportArticle> {
        self.by_id.get(id).map(|&at| &self.report.articles[at])
    }

    /// The short name of an id; `?` for an article the report does not hold.
    pub(super) fn label(&self, id: &str) -> &'r str {
        self.article(id).map_or("?", |article| &article.label)
    }

    /// The sections that hold anything, in order.
    pub(super) fn sections(&self) -> Vec<Section<'r>> {
        let mut sections = BTreeMap::new();
        for finding in &self.report.findings {
            let Some(verdict) = Verdict::parse(&finding.verdict) else { continue };
            let articles = match verdict {
                Verdict::OnlyIn => self.sides(finding).into_keys().flatten().collect(),
                _ => Vec::new(),
            };
            sections.entry((verdict, articles)).or_insert_with(Vec::new).push(finding);
        }
        let section = |((verdict, articles), findings)| Section { verdict, articles, findings };
        sections.into_iter().map(section).collect()
    }

    /// A finding's statements by article, in report order; unknown articles first.
    pub(super) fn sides<'f>(
        &self,
        finding: &'f ReportFinding,
    ) -> BTreeMap<Option<usize>, Vec<&'f Statement>> {
        let mut sides = BTreeMap::new();
        for statement in &finding.statements {
            let article = self.by_id.get(&*statement.article).copied();
            sides.entry(article).or_insert_with(Vec::new).push(statement);
        }
        sides
    }
}
