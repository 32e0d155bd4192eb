//! Figures that stand beside a difference and that no rule has compared.

use super::{
    model::{Claim, Finding, Said, Verdict},
    quantity::{Told, is_other_order, is_people, mark},
    speaker::names_people,
    statement::Statement,
};
use crate::{
    mention::{Quantity, QuantityClass, ValueRelation, compare_values},
    relate::Analysis,
};

/// Of a claim whose accounts differ in a figure, what the accounts say that none of its
/// `findings` names: the figure of their sentence that is of the same sort, and of several the
/// one that equals another account's. It is shown, not judged. Cost: the figures of its
/// differences times those of its sentences.
pub(crate) fn unjudged_figures(
    claim: &Claim,
    findings: &[&Finding],
    analyses: &[Analysis],
) -> Vec<Said> {
    let is_difference = |finding: &&&Finding| {
        matches!(finding.verdict, Verdict::Conflict | Verdict::Updated | Verdict::Compatible)
    };
    let differing = findings.iter().filter(is_difference).flat_map(|finding| &finding.said);
    let judged: Vec<&Quantity> = differing.flat_map(|said| marked(said, analyses)).collect();
    let is_named = |said: &&Said| {
        let same = |other: &Said| other.article_idx == said.article_idx;
        findings.iter().flat_map(|finding| &finding.said).any(same)
    };
    let others = claim.said.iter().filter(|said| !is_named(said));
    others.filter_map(|said| figure_like(&judged, statement(said, analyses))).collect()
}

fn statement<'a>(said: &'a Said, analyses: &'a [Analysis]) -> Statement<'a> {
    Statement { analysis: &analyses[said.article_idx], said, label: "" }
}

/// The figures that the marks of a statement cover or touch.
fn marked<'a>(said: &'a Said, analyses: &'a [Analysis]) -> Vec<&'a Quantity> {
    let is_marked = |(range, _): &Told<'_>| said.marks.iter().any(|mark| mark.overlaps(*range));
    let quantities = statement(said, analyses).quantities().into_iter();
    quantities.filter(is_marked).map(|(_, quantity)| quantity).collect()
}

/// The one figure of a statement that is of the sort of those judged.
fn figure_like(judged: &[&Quantity], statement: Statement<'_>) -> Option<Said> {
    let mut alike = statement.quantities();
    alike.retain(|(_, quantity)| judged.iter().any(|other| is_same_sort(quantity, other)));
    if alike.len() > 1 {
        let is_same = |x: &Quantity, y: &Quantity| compare_values(x, y) == ValueRelation::Same;
        alike.retain(|(_, quantity)| {
            judged.iter().any(|x| is_same_sort(quantity, x) && is_same(quantity, x))
        });
    }
    match alike.as_slice() {
        [(range, quantity)] => Some(mark(statement, *range, quantity)),
        _ => None,
    }
}

/// Whether two figures may be of one thing: class and unit alike, the same noun or people under
/// any noun, nothing else done to them, and of one order.
fn is_same_sort(a: &Quantity, b: &Quantity) -> bool {
    let counts_people =
        |q: &Quantity| q.counted_head.as_deref().is_some_and(|x| is_people(x) || names_people(x));
    let is_one_noun = a.unit.is_some()
        || a.counted_head.is_some() && a.counted_head == b.counted_head
        || counts_people(a) && counts_people(b);
    let is_one_deed = a.predicate.is_none() || b.predicate.is_none() || a.predicate == b.predicate;
    a.class == b.class
        && a.unit == b.unit
        && a.class != QuantityClass::Ordinal
        && is_one_noun
        && is_one_deed
        && !is_other_order(a, b)
}
