//! Differences that are named and not judged: statements about one thing that no rule can
//! call a conflict, and that must not be called an agreement either.

use super::{
    model::{Facet, Said, Verdict},
    polarity::{denies_alike, is_denied_by_one},
    quantity::{Told, is_other_time, mark},
    rule::Rule,
    statement::{Ruling, Statement},
};
use crate::{
    mention::{Quantity, QuantityClass, ValueRelation, compare_values, is_negation},
    normalize::Token,
    span::TextRange,
};

/// What two aligned statements differ in that no rule can judge.
pub(super) enum Difference {
    /// Nothing was found.
    None,
    /// They differ, and are so loosely alike that it may mean nothing: no agreement, and
    /// nothing to show.
    Loose,
    /// They are close and differ in what is shown.
    Named(Ruling),
}

/// The first difference of two aligned statements: one denies and the other does not, all
/// figures differ, or they speak of other days.
pub(super) fn rule(a: Statement<'_>, b: Statement<'_>) -> Difference {
    let is_close_enough = is_close(a, b, CLOSE);
    let found = if is_close_enough { polarity(a, b) } else { None };
    if let Some(ruling) = found.or_else(|| figures(a, b)) {
        return if is_close_enough { Difference::Named(ruling) } else { Difference::Loose };
    }
    match times(a, b) {
        Some(ruling) if is_close(a, b, CLOSE_IN_TIME) => Difference::Named(ruling),
        Some(_) => Difference::Loose,
        None if is_denied_by_one(a, b) => Difference::Loose,
        None => Difference::None,
    }
}

fn polarity(a: Statement<'_>, b: Statement<'_>) -> Option<Ruling> {
    let (mut in_a, mut in_b) = (negations(a), negations(b));
    in_a.retain(|not| !denies_alike(a, *not, b));
    in_b.retain(|not| !denies_alike(b, *not, a));
    let is_shared = negates_shared(a, &in_a, b) || negates_shared(b, &in_b, a);
    if in_a.is_empty() == in_b.is_empty() || !is_shared {
        return None;
    }
    let (who, word) = match (in_a.first(), in_b.first()) {
        (Some(range), _) => (a.label, a.words(*range)),
        (None, Some(range)) => (b.label, b.words(*range)),
        (None, None) => return None,
    };
    let message = format!("much alike, but {who} alone has “{word}”: not judged");
    let said = [a.marked(in_a, None), b.marked(in_b, None)];
    Some(unjudged(Facet::Polarity, message, said))
}

/// Stems that deny what they are said of.
const DENIALS: [&str; 2] = ["deni", "reject"];

fn negations(statement: Statement<'_>) -> Vec<TextRange> {
    let doc = &statement.analysis.doc;
    let denies = |token: &&Token| {
        is_negation(statement.words(token.range))
            || DENIALS.contains(&doc.term(token).stem.as_str())
    };
    statement.tokens().iter().filter(denies).map(|token| token.range).collect()
}

/// Words after a negation among which what it denies is looked for.
const NEGATION_REACH: usize = 4;

/// Whether one of `negations` of `denying` stands before a word that `other` has too, and that
/// `denying` itself has nowhere else: most often a "not" that one account alone has belongs to
/// something the other does not tell at all.
fn negates_shared(denying: Statement<'_>, negations: &[TextRange], other: Statement<'_>) -> bool {
    let doc = &denying.analysis.doc;
    let keys = |s: Statement<'_>| -> Vec<u64> {
        s.tokens().iter().map(|token| s.analysis.doc.term(token).key).collect()
    };
    let (own, others) = (keys(denying), keys(other));
    let tokens = denying.tokens();
    negations.iter().any(|negation| {
        let next = tokens.iter().filter(|token| token.range.start >= negation.end);
        let denied = next
            .take(NEGATION_REACH)
            .take_while(|token| denying.words(token.range) != "only")
            .find(|token| !doc.term(token).is_stop);
        denied.map(|token| doc.term(token).key).is_some_and(|key| {
            others.contains(&key) && own.iter().filter(|other| **other == key).count() == 1
        })
    })
}

/// Share of telling words in common, of each statement and of the shorter, from which statements
/// are close: in looser wordings a negation most often belongs to a clause of its own.
const CLOSE: [(usize, usize); 2] = [(2, 5), (3, 5)];
/// The same for a day: statements have one in many clauses.
const CLOSE_IN_TIME: [(usize, usize); 2] = [(1, 2), (3, 4)];

/// Whether two statements have so much of their telling words in common.
fn is_close(a: Statement<'_>, b: Statement<'_>, shares: [(usize, usize); 2]) -> bool {
    let (a, b) = (a.telling_keys(), b.telling_keys());
    let n_common = a.intersection(&b).count();
    let has = |n: usize, (share, of): (usize, usize)| n_common * of >= n * share;
    has(a.len().max(b.len()), shares[0]) && has(a.len().min(b.len()), shares[1])
}

/// Figures of a statement that are compared: a table is no sentence.
const MAX_FIGURES: usize = 32;

/// Quantities that tell statements apart: "one" and places in an order stand anywhere.
fn telling(statement: Statement<'_>) -> Vec<Told<'_>> {
    let mut all = statement.quantities();
    all.retain(|(_, q)| q.class != QuantityClass::Ordinal && (q.low != 1.0 || q.unit.is_some()));
    all.truncate(MAX_FIGURES);
    all
}

/// Order of two figures among all pairs, the same if the sides are exchanged.
fn place((i, x): (usize, &Quantity), (k, y): (usize, &Quantity)) -> (usize, usize, u64, u64) {
    let (x, y) = (x.low.to_bits(), y.low.to_bits());
    (i + k, i.abs_diff(k), x.min(y), x.max(y))
}

fn figures(a: Statement<'_>, b: Statement<'_>) -> Option<Ruling> {
    let (in_a, in_b) = (telling(a), telling(b));
    // Money is not compared with a count, nor metres with per cent.
    let pairs = in_a.iter().enumerate().flat_map(|(i, x)| {
        let of_one_sort = |y: &Told<'_>| x.1.class == y.1.class && x.1.unit == y.1.unit;
        let others = in_b.iter().enumerate().filter(move |(_, y)| of_one_sort(y));
        others.map(move |(k, y)| (place((i, x.1), (k, y.1)), *x, *y))
    });
    let pairs: Vec<_> = pairs.collect();
    if pairs.iter().any(|(_, x, y)| compare_values(x.1, y.1) != ValueRelation::Differ) {
        return None;
    }
    let (_, (range_a, qa), (range_b, qb)) = *pairs.iter().min_by_key(|(place, ..)| *place)?;
    let said = [mark(a, range_a, qa), mark(b, range_b, qb)];
    Some(told_apart(a, b, Facet::Quantity, "with other figures", said))
}

fn times(a: Statement<'_>, b: Statement<'_>) -> Option<Ruling> {
    if !is_other_time(a, b) {
        return None;
    }
    let marks =
        |s: Statement<'_>| s.intervals().iter().map(|(range, _)| *range).collect::<Vec<_>>();
    let said = [a.marked(marks(a), None), b.marked(marks(b), None)];
    Some(told_apart(a, b, Facet::Time, "of other times", said))
}

/// A difference of two statements of which each says another thing.
fn told_apart(
    a: Statement<'_>,
    b: Statement<'_>,
    facet: Facet,
    how: &str,
    said: [Said; 2],
) -> Ruling {
    let words = [a.quoted(&said[0]), b.quoted(&said[1])];
    let message = format!(
        "much alike, {how}: “{}” in {}, “{}” in {}; not judged",
        words[0], a.label, words[1], b.label
    );
    unjudged(facet, message, said)
}

fn unjudged(facet: Facet, message: String, said: [Said; 2]) -> Ruling {
    Ruling { verdict: Verdict::Compatible, facet: Some(facet), rule: Rule::Unjudged, message, said }
}
