//! The facet of certainty: how sure two near-identical statements are. It contradicts nobody,
//! and is named.

use super::{
    model::{Facet, Verdict},
    rule::Rule,
    statement::{Ruling, Statement},
    word_diff::Change,
};
use crate::{
    mention::{Certainty, Fact},
    span::TextRange,
};
use std::collections::BTreeSet;

/// Another certainty in the one place that `change` is.
pub(super) fn changed(a: Statement<'_>, b: Statement<'_>, change: Change<'_>) -> Option<Ruling> {
    let (in_a, in_b) = (certainties(a, change.range_a()), certainties(b, change.range_b()));
    let levels = |all: &[(TextRange, &Certainty)]| {
        all.iter().map(|(_, certainty)| certainty.level.as_str()).collect::<BTreeSet<_>>()
    };
    // "Will" becomes "would" in a report of what somebody said.
    if levels(&in_a) == levels(&in_b) || is_will(a, &in_a) && is_will(b, &in_b) {
        return None;
    }
    let marks =
        |all: &[(TextRange, &Certainty)]| all.iter().map(|(range, _)| *range).collect::<Vec<_>>();
    let said = [a.marked(marks(&in_a), shown(&in_a)), b.marked(marks(&in_b), shown(&in_b))];
    let tells = |s: Statement<'_>, all: &[(TextRange, &Certainty)], said| match shown(all) {
        Some(level) => format!("{} says “{}” ({level})", s.label, s.quoted(said)),
        None => format!("{} says it plainly", s.label),
    };
    let message = format!("{}, {}", tells(a, &in_a, &said[0]), tells(b, &in_b, &said[1]));
    let (verdict, facet) = (Verdict::Compatible, Some(Facet::Certainty));
    Some(Ruling { verdict, facet, rule: Rule::CertaintyDiffers, message, said })
}

fn certainties(
    statement: Statement<'_>,
    changed: Option<TextRange>,
) -> Vec<(TextRange, &Certainty)> {
    let Some(changed) = changed else { return Vec::new() };
    let there = statement.mentions().filter_map(|m| match &m.fact {
        Fact::Certainty(certainty) if m.range.overlaps(changed) => Some((m.range, certainty)),
        _ => None,
    });
    there.collect()
}

/// Whether a statement says no more than "will" or "would".
fn is_will(statement: Statement<'_>, all: &[(TextRange, &Certainty)]) -> bool {
    let is_one_of = |range: TextRange| {
        ["will", "would"].iter().any(|word| statement.words(range).eq_ignore_ascii_case(word))
    };
    !all.is_empty() && all.iter().all(|(range, _)| is_one_of(*range))
}

fn shown(all: &[(TextRange, &Certainty)]) -> Option<String> {
    all.first().map(|(_, certainty)| certainty.level.as_str().to_owned())
}
