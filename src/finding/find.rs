//! The findings of a set of accounts.

use super::{
    agree,
    claim::claims,
    model::{Claim, Finding, Said, Verdict, stable_id},
    quantity::{self, Ruling, Statement},
};
use crate::{
    align::{Alignment, SentenceModel},
    relate::{Analysis, RelationKind},
};
use std::collections::HashMap;

/// Two of the articles and what is aligned between them.
#[derive(Debug, Clone)]
pub struct AlignedPair {
    /// Index of the first article.
    pub a_idx: usize,
    /// Index of the second.
    pub b_idx: usize,
    /// How they stand.
    pub kind: RelationKind,
    /// Sentences that say the same.
    pub alignments: Vec<Alignment>,
}

/// Terms a statement needs to be worth a line of its own when one account alone has it.
const MIN_ONLY_TERMS: usize = 3;
/// A statement no other sentence came near.
const ONLY_IN_CONFIDENCE: u32 = 80;

/// Claims of `analyses` and what is to be said of them. `labels` name the articles in
/// messages. Conflicts come first, then by falling confidence, then in the order of the
/// texts. Pairs on different events give no conflict and nothing told by one alone.
///
/// Cost: linear in alignments and sentences.
#[must_use]
pub fn find_findings(
    analyses: &[Analysis],
    labels: &[String],
    aligned: &[AlignedPair],
) -> (Vec<Claim>, Vec<Finding>) {
    let claims = claims(analyses, aligned);
    let scores = alignment_scores(aligned);
    let may_conflict = aligned.iter().all(|pair| pair.kind.is_one_event());
    let mut findings = Vec::new();
    for (claim_idx, claim) in claims.iter().enumerate() {
        let context = Context { analyses, labels, claim, claim_idx };
        if claim.said.len() > 1 {
            findings.extend(context.shared(&scores, may_conflict));
        } else if may_conflict {
            findings.extend(context.only_in());
        }
    }
    findings.sort_by(|x, y| order(x).cmp(&order(y)));
    (claims, findings)
}

/// Order of a report. Single statements go by article, the rest by place in all texts
/// taken together, so that exchanging two articles exchanges nothing else.
fn order(finding: &Finding) -> (Verdict, std::cmp::Reverse<u32>, usize, u32, &str) {
    let only = finding.verdict == Verdict::OnlyIn;
    let article = if only { finding.said[0].article_idx } else { 0 };
    let place = finding.said.iter().map(|s| s.sentences[0]).sum();
    (finding.verdict, std::cmp::Reverse(finding.confidence), article, place, &finding.id)
}

type Place = (usize, u32);

fn alignment_scores(aligned: &[AlignedPair]) -> HashMap<(Place, Place), i64> {
    let of_pair = |pair: &'_ AlignedPair| {
        let (a, b) = (pair.a_idx, pair.b_idx);
        pair.alignments.iter().map(move |x| (((a, x.a), (b, x.b)), x.score)).collect::<Vec<_>>()
    };
    aligned.iter().flat_map(of_pair).collect()
}

struct Context<'a> {
    analyses: &'a [Analysis],
    labels: &'a [String],
    claim: &'a Claim,
    claim_idx: usize,
}

impl Context<'_> {
    fn statement<'s>(&'s self, said: &'s Said) -> Statement<'s> {
        let analysis = &self.analyses[said.article_idx];
        Statement { analysis, said, label: &self.labels[said.article_idx] }
    }

    /// What the facet rules say of every two accounts; agreement as a whole where no rule
    /// found a difference.
    fn shared(&self, scores: &HashMap<(Place, Place), i64>, may_conflict: bool) -> Vec<Finding> {
        let said = &self.claim.said;
        let pairs =
            said.iter().enumerate().flat_map(|(i, a)| said[i + 1..].iter().map(move |b| (a, b)));
        let rulings: Vec<Ruling> = pairs
            .flat_map(|(a, b)| quantity::rule(self.statement(a), self.statement(b)))
            .filter(|ruling| may_conflict || !is_difference(ruling.verdict))
            .collect();
        let differs = rulings.iter().any(|ruling| is_difference(ruling.verdict));
        let mut findings: Vec<Finding> =
            rulings.into_iter().map(|ruling| self.ruled(ruling)).collect();
        if !differs {
            findings.push(self.agreed(scores));
        }
        findings
    }

    fn ruled(&self, ruling: Ruling) -> Finding {
        let kind = format!("{} {}", ruling.verdict.as_str(), ruling.facet.as_str());
        Finding {
            id: stable_id(&kind, &ruling.said, self.analyses),
            verdict: ruling.verdict,
            facet: Some(ruling.facet),
            confidence: ruling.confidence,
            message: ruling.message,
            claim_idx: self.claim_idx,
            said: ruling.said.into(),
        }
    }

    fn agreed(&self, scores: &HashMap<(Place, Place), i64>) -> Finding {
        let best: Vec<Said> =
            self.claim.said.iter().map(|said| self.best_wording(said, scores)).collect();
        let said = agree::mark_shared(&best, self.analyses);
        let message = agree::message(&said, self.analyses);
        Finding {
            id: stable_id("agree", &said, self.analyses),
            verdict: Verdict::Agree,
            facet: None,
            confidence: SentenceModel::english().confidence(self.best_score(scores)),
            message,
            claim_idx: self.claim_idx,
            said,
        }
    }

    /// The sentence of `said` that comes nearest to another account's, alone.
    fn best_wording(&self, said: &Said, scores: &HashMap<(Place, Place), i64>) -> Said {
        let nearest = |sentence: &u32| self.scores_of((said.article_idx, *sentence), scores).max();
        // The first of equals, so that the order of articles does not matter.
        let best = said.sentences.iter().rev().max_by_key(|sentence| nearest(sentence));
        Said { sentences: best.into_iter().copied().collect(), ..said.clone() }
    }

    fn best_score(&self, scores: &HashMap<(Place, Place), i64>) -> i64 {
        let best = self.places().filter_map(|place| self.scores_of(place, scores).max());
        best.max().unwrap_or(i64::MIN)
    }

    fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.claim
            .said
            .iter()
            .flat_map(|s| s.sentences.iter().map(|&sentence| (s.article_idx, sentence)))
    }

    /// Scores of `place` with the claim's other sentences.
    fn scores_of(
        &self,
        place: Place,
        scores: &HashMap<(Place, Place), i64>,
    ) -> impl Iterator<Item = i64> {
        let both = move |other: Place| [(place, other), (other, place)];
        self.places().flat_map(both).filter_map(|pair| scores.get(&pair).copied())
    }

    fn only_in(&self) -> Option<Finding> {
        let said = &self.claim.said[0];
        let doc = &self.analyses[said.article_idx].doc;
        let tokens = said.sentences.iter().flat_map(|&idx| doc.sentence_tokens(idx as usize));
        if tokens.filter(|token| !doc.term(token).is_stop).count() < MIN_ONLY_TERMS {
            return None;
        }
        Some(Finding {
            id: stable_id("only-in", &self.claim.said, self.analyses),
            verdict: Verdict::OnlyIn,
            facet: None,
            confidence: ONLY_IN_CONFIDENCE,
            message: format!("only {} says this", self.labels[said.article_idx]),
            claim_idx: self.claim_idx,
            said: self.claim.said.clone(),
        })
    }
}

fn is_difference(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Conflict | Verdict::Updated | Verdict::Compatible)
}
