//! Findings of more than two accounts: what pairs of them say of one fact, said once.

use super::{
    model::{Claim, Facet, Finding, Said, Verdict, stable_id},
    statement::Statement,
};
use crate::relate::Analysis;
use std::collections::BTreeMap;

/// Joins findings of one claim that have one verdict, are about one figure, time or name, and
/// share a marked statement: "A says 14, B says 17" and "B says 17, C says 14" are one finding
/// of three accounts. An account has one statement in a finding. The order of the result is
/// that of the ids.
///
/// Cost: findings of a claim, squared, times their accounts.
pub(super) fn gather(
    findings: Vec<Finding>,
    claims: &[Claim],
    analyses: &[Analysis],
    labels: &[String],
) -> Vec<Finding> {
    let mut findings = findings;
    findings.sort_by(|x, y| x.id.cmp(&y.id));
    let mut groups: BTreeMap<(usize, Verdict, Option<Facet>), Vec<Vec<Finding>>> = BTreeMap::new();
    let mut result = Vec::new();
    for finding in findings {
        let is_joint = claims[finding.claim_idx].said.len() > 2 && is_of_a_fact(&finding);
        if !is_joint {
            result.push(finding);
            continue;
        }
        let groups = groups.entry((finding.claim_idx, finding.verdict, finding.facet)).or_default();
        match groups.iter_mut().find(|group| is_one_fact(group, &finding)) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    let gathered = groups.into_values().flatten();
    result.extend(gathered.filter_map(|group| joined(group, analyses, labels)));
    result
}

fn is_of_a_fact(finding: &Finding) -> bool {
    matches!(finding.facet, Some(Facet::Quantity | Facet::Time | Facet::Name))
        && finding.said.iter().all(|said| !said.marks.is_empty())
}

fn is_one_fact(group: &[Finding], finding: &Finding) -> bool {
    let known = || group.iter().flat_map(|known| &known.said);
    let is_same = |x: &Said, y: &Said| x.article_idx == y.article_idx && x.marks == y.marks;
    let is_open = |said: &Said| {
        known().all(|other| other.article_idx != said.article_idx || is_same(other, said))
    };
    finding.said.iter().any(|said| known().any(|other| is_same(other, said)))
        && finding.said.iter().all(is_open)
}

/// One finding of all; none of nothing.
fn joined(group: Vec<Finding>, analyses: &[Analysis], labels: &[String]) -> Option<Finding> {
    let is_alone = group.len() == 1;
    let mut said: BTreeMap<usize, Said> = BTreeMap::new();
    for one in group.iter().flat_map(|finding| &finding.said) {
        said.entry(one.article_idx).or_insert_with(|| one.clone());
    }
    let strongest = group.into_iter().max_by(|x, y| {
        x.confidence.cmp(&y.confidence).then_with(|| y.rule.as_str().cmp(x.rule.as_str()))
    })?;
    if is_alone {
        return Some(strongest);
    }
    let said: Vec<Said> = said.into_values().collect();
    let facet = strongest.facet.map_or("", Facet::as_str);
    let kind = format!("{} {facet}", strongest.verdict.as_str());
    Some(Finding {
        id: stable_id(&kind, &said, analyses),
        message: message(strongest.verdict, &said, analyses, labels),
        said,
        ..strongest
    })
}

fn message(verdict: Verdict, said: &[Said], analyses: &[Analysis], labels: &[String]) -> String {
    let mut readings: Vec<(String, String, Vec<&str>)> = Vec::new();
    for one in said {
        let statement = Statement { analysis: &analyses[one.article_idx], said: one, label: "" };
        let words = statement.quoted(one);
        let reading = one.value.clone().unwrap_or_else(|| words.to_lowercase());
        let label = labels[one.article_idx].as_str();
        match readings.iter_mut().find(|(known, ..)| *known == reading) {
            Some((.., speakers)) => speakers.push(label),
            None => readings.push((reading, words, vec![label])),
        }
    }
    let says = |(_, words, speakers): &(String, String, Vec<&str>)| match speakers.as_slice() {
        [one] => format!("{one} says “{words}”"),
        some => format!("{} say “{words}”", listed(some)),
    };
    let told: Vec<String> = readings.iter().map(says).collect();
    let told = told.join(", ");
    match verdict {
        Verdict::Updated => format!("{told}: the count has risen"),
        Verdict::Compatible => format!("{told}: all can be true"),
        _ => told,
    }
}

/// `A`, `A and B`, `A, B and C`.
pub(crate) fn listed(labels: &[&str]) -> String {
    match labels {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
