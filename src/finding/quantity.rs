//! The facet of quantities: the same thing counted in two statements.

use super::{
    model::{Facet, Said, Verdict},
    rule::Rule,
    speaker::names_people,
    statement::{Ruling, Statement, both_say, overlap},
};
use crate::{
    mention::{Fact, Moment, Quantity, QuantityClass, TimeClass, ValueRelation, compare_values},
    normalize::Token,
    span::TextRange,
};
use std::collections::BTreeSet;

/// Figures of a statement that are compared: a table is no sentence.
const MAX_FIGURES: usize = 32;

/// What the quantities of two aligned statements say. Cost: that of at most 32 figures of each,
/// each beside all others.
pub(super) fn rule(a: Statement<'_>, b: Statement<'_>) -> Vec<Ruling> {
    let (mut in_a, mut in_b) = (a.quantities(), b.quantities());
    in_a.truncate(MAX_FIGURES);
    in_b.truncate(MAX_FIGURES);
    let mut rulings = Vec::new();
    for told in &in_a {
        let Some(other) = best_rival(told, &in_b) else { continue };
        // A figure told twice is one claim: each of a pair has to be the other's best.
        if best_rival(other, &in_a).is_none_or(|back| back.0 != told.0) {
            continue;
        }
        let ((range_a, qa), (range_b, qb)) = (*told, *other);
        let relation = compare_values(qa, qb);
        let is_framed = relation == ValueRelation::Differ
            && has_others(told, &in_a, &in_b)
            && has_others(other, &in_b, &in_a);
        if is_framed {
            continue;
        }
        let is_list = n_rivals(told, &in_b) > 1 || n_rivals(other, &in_a) > 1;
        if let Some((verdict, rule)) =
            verdict((a, range_a, qa), (b, range_b, qb), relation, is_list)
        {
            let said = [(a, range_a, qa), (b, range_b, qb)].map(|(s, range, q)| mark(s, range, q));
            let newer = newer((a, range_a, qa), (b, range_b, qb));
            let message = message(a, b, &said, verdict, relation, newer);
            rulings.push(Ruling { verdict, facet: Some(Facet::Quantity), rule, message, said });
        }
    }
    rulings
}

/// A figure and where it stands.
pub(super) type Told<'a> = (TextRange, &'a Quantity);

/// The figure of `others` for the same thing that is closest in value, then first.
fn best_rival<'o, 'a>(told: &Told<'_>, others: &'o [Told<'a>]) -> Option<&'o Told<'a>> {
    let rivals = others.iter().filter(|other| is_same_thing(told.1, other.1));
    rivals.min_by_key(|other| (compare_values(told.1, other.1), other.0.start))
}

fn n_rivals(told: &Told<'_>, others: &[Told<'_>]) -> usize {
    others.iter().filter(|other| is_same_thing(told.1, other.1)).count()
}

/// Whether a statement has another figure that the other one does not have: then the two may
/// speak of two matters ("of those over 65", "of those under 12").
fn has_others(told: &Told<'_>, all: &[Told<'_>], others: &[Told<'_>]) -> bool {
    all.iter()
        .filter(|x| x.0 != told.0)
        .any(|x| !others.iter().any(|y| compare_values(x.1, y.1) != ValueRelation::Differ))
}

/// Whether two quantities count or measure the same thing: class and unit alike, the same
/// head noun, nothing different done to it. People are counted under many nouns: there
/// the deed alone tells ("five injuries", "seven residents were hurt").
fn is_same_thing(a: &Quantity, b: &Quantity) -> bool {
    if a.class != b.class || a.unit != b.unit {
        return false;
    }
    if matches!(a.class, QuantityClass::Ordinal | QuantityClass::Age) {
        return false;
    }
    let heads_equal = a.counted_head.is_some() && a.counted_head == b.counted_head;
    match (&a.predicate, &b.predicate) {
        (Some(x), Some(y)) => x == y && (heads_equal || counts_people(a) || counts_people(b)),
        _ => heads_equal,
    }
}

/// Nouns (stems) that people are counted under whatever befell them.
const PEOPLE: [&str; 18] = [
    "peopl", "person", "man", "men", "woman", "women", "resid", "victim", "casualti", "injuri",
    "civilian", "death", "toll", "other", "survivor", "wound", "live", "life",
];

fn counts_people(q: &Quantity) -> bool {
    q.counted_head.as_deref().is_none_or(is_people)
}

/// Whether people are counted under this head noun (a stem).
pub(super) fn is_people(head: &str) -> bool {
    PEOPLE.contains(&head)
}

fn verdict(
    (a, range_a, qa): (Statement<'_>, TextRange, &Quantity),
    (b, range_b, qb): (Statement<'_>, TextRange, &Quantity),
    relation: ValueRelation,
    is_list: bool,
) -> Option<(Verdict, Rule)> {
    match relation {
        ValueRelation::Same => Some((Verdict::Agree, Rule::FigureAgrees)),
        ValueRelation::Rounded | ValueRelation::WithinBounds => {
            Some((Verdict::Compatible, Rule::FigureCompatible))
        }
        // Several figures for one thing are a list or a comparison.
        ValueRelation::Differ if is_list || is_incomparable((a, qa), (b, qb)) => None,
        // Whether two figures contradict each other is for the rules that look at their places.
        ValueRelation::Differ => newer((a, range_a, qa), (b, range_b, qb))
            .map(|_| (Verdict::Updated, Rule::FigureUpdated)),
    }
}

/// Whether something other than an error of one account explains that two figures differ.
fn is_incomparable(
    (a, qa): (Statement<'_>, &Quantity),
    (b, qb): (Statement<'_>, &Quantity),
) -> bool {
    is_other_order(qa, qb)
        || is_other_scope(a, qa, b, qb)
        || is_other_time(a, b)
        || has_rate(a) != has_rate(b)
        || is_one_of_several(qa)
        || is_one_of_several(qb)
}

/// "One further charge", "one of two": a part named beside others, no total.
fn is_one_of_several(quantity: &Quantity) -> bool {
    quantity.low == 1.0 && quantity.class == QuantityClass::Cardinal
}

/// Figures further apart than this count different things, whatever they are called: a
/// year's passengers and a boat's.
const MAX_RATIO: f64 = 5.0;

pub(super) fn is_other_order(qa: &Quantity, qb: &Quantity) -> bool {
    let (smaller, larger) = (qa.said().min(qb.said()), qa.said().max(qb.said()));
    larger > MAX_RATIO * smaller.max(1.0)
}

/// Whether the statement speaks of what happens again and again ("a year", "every day").
pub(super) fn has_rate(statement: Statement<'_>) -> bool {
    statement
        .mentions()
        .any(|m| matches!(&m.fact, Fact::Time(time) if time.class == TimeClass::Set))
}

/// Whether the counts are narrowed differently ("in the city", "of the crew"): one scope
/// missing is enough, for the wider count may well be larger.
fn is_other_scope(a: Statement<'_>, qa: &Quantity, b: Statement<'_>, qb: &Quantity) -> bool {
    let words =
        |s: Statement<'_>, scope: Option<TextRange>| scope.map(|r| s.words(r).to_lowercase());
    words(a, qa.scope) != words(b, qb.scope)
}

/// Whether the statements speak of different days. Times that share a word are not told
/// apart: "Friday" and "Friday morning" are one day, whatever day each paper counts from.
pub(super) fn is_other_time(a: Statement<'_>, b: Statement<'_>) -> bool {
    let (in_a, in_b) = (a.intervals(), b.intervals());
    let same = |(range_a, x): &(TextRange, &(Moment, Moment)),
                (range_b, y): &(TextRange, &(Moment, Moment))| {
        overlap(x, y) || shares_word(a.words(*range_a), b.words(*range_b))
    };
    !in_a.is_empty() && !in_b.is_empty() && !in_a.iter().any(|x| in_b.iter().any(|y| same(x, y)))
}

/// Letters from which a shared word counts: shorter ones are "the", "last", "day".
const MIN_WORD_LETTERS: usize = 5;

fn shares_word(a: &str, b: &str) -> bool {
    let b = b.to_lowercase();
    let words = a.to_lowercase();
    words.split(|c: char| !c.is_alphabetic()).any(|word| {
        word.len() >= MIN_WORD_LETTERS
            && b.split(|c: char| !c.is_alphabetic()).any(|other| other == word)
    })
}

/// Counts of people under two names in aligned statements, that no rule compares: what each
/// counts is named. Cost: quantities of one times quantities of the other.
pub(super) fn scopes<'a>(a: Statement<'a>, b: Statement<'a>) -> Option<Ruling> {
    let people = |s: Statement<'a>| -> Vec<(usize, Told<'a>, TextRange)> {
        let counted = |(at, (range, q)): (usize, Told<'a>)| {
            let is_group = q.class == QuantityClass::Cardinal
                && q.low >= MIN_GROUP
                && q.counted_head.as_deref().is_some_and(|h| is_people(h) || names_people(h));
            Some((at, (range, q), q.counted.filter(|_| is_group)?))
        };
        s.quantities().into_iter().enumerate().filter_map(counted).collect()
    };
    let (in_a, in_b) = (people(a), people(b));
    let pairs = in_a.iter().flat_map(|x| in_b.iter().map(move |y| (x, y)));
    let ((_, (range_a, qa), counted_a), (_, (range_b, qb), counted_b)) =
        pairs.min_by_key(|((i, ..), (k, ..))| (i + k, i.abs_diff(*k)))?;
    let (group_a, group_b) = (a.words(*counted_a), b.words(*counted_b));
    let is_same = compare_values(qa, qb) == ValueRelation::Same;
    if is_same || group_a.eq_ignore_ascii_case(group_b) {
        return None;
    }
    let said = [
        a.marked(vec![range_a.cover(*counted_a)], None),
        b.marked(vec![range_b.cover(*counted_b)], None),
    ];
    let both = both_say(a, b, &said);
    let message =
        format!("{both}: of another scope, {} counts {group_a}, {} {group_b}", a.label, b.label);
    let (verdict, facet) = (Verdict::Compatible, Some(Facet::Quantity));
    Some(Ruling { verdict, facet, rule: Rule::OtherScope, message, said })
}

/// Smaller numbers of people are counted for many reasons.
const MIN_GROUP: f64 = 10.0;

/// Why the higher of two counts is the newer one, if it is: its account is of a later day, or
/// says that it has risen.
pub(super) fn newer(
    (a, range_a, qa): (Statement<'_>, TextRange, &Quantity),
    (b, range_b, qb): (Statement<'_>, TextRange, &Quantity),
) -> Option<String> {
    if is_later_count(a, qa, b, qb) || is_later_count(b, qb, a, qa) {
        return Some("the later account has the higher count".to_owned());
    }
    let mut told = [(a, range_a), (b, range_b)];
    if qa.low > qb.low {
        told.swap(0, 1);
    }
    let [lower, higher] = told;
    // Where both have moved, they moved to two figures.
    let has_risen = is_moved_to(higher.0, higher.1, &RISES)
        && !is_moved_to(lower.0, lower.1, &RISES)
        && !is_moved_to(lower.0, lower.1, &FALLS);
    has_risen.then(|| format!("{} says that it has risen", higher.0.label))
}

/// Stems that say of a figure that it was lower before.
const RISES: [&str; 9] =
    ["climb", "rise", "rose", "risen", "grow", "grown", "grew", "increas", "revis"];
/// The same of one that was higher.
const FALLS: [&str; 6] = ["fall", "fell", "fallen", "drop", "declin", "decreas"];
/// Words before a figure among which it is said to have moved.
const MAX_MOVE: usize = 4;

/// Whether a figure is what something has moved to ("risen to 14"), not by ("rose 12 per cent",
/// "an increase of 8").
fn is_moved_to(statement: Statement<'_>, figure: TextRange, verbs: &[&str]) -> bool {
    let doc = &statement.analysis.doc;
    let before = statement.tokens().iter().rev().filter(|token| token.range.end <= figure.start);
    let mut is_to = false;
    for token in before.take(MAX_MOVE) {
        is_to |= statement.words(token.range).eq_ignore_ascii_case("to");
        if verbs.contains(&doc.term(token).stem.as_str()) {
            return is_to;
        }
    }
    false
}

/// Whether `late` is of a later day or hour than `early` and counts more.
pub(super) fn is_later_count(
    early: Statement<'_>,
    qe: &Quantity,
    late: Statement<'_>,
    ql: &Quantity,
) -> bool {
    late.is_later_than(early)
        && ql.low > qe.low
        && ql.class == QuantityClass::Cardinal
        && !is_settled(ql)
}

/// What is counted once and grows no more (stems): who came to a match.
const SETTLED: [&str; 4] = ["crowd", "attend", "spectat", "seat"];

fn is_settled(q: &Quantity) -> bool {
    q.counted_head.as_deref().is_some_and(|head| SETTLED.contains(&head))
}

pub(super) fn mark(statement: Statement<'_>, range: TextRange, quantity: &Quantity) -> Said {
    let marks = match quantity.counted {
        Some(counted) if counted.overlaps(range) || is_next(statement, range, counted) => {
            vec![range.cover(counted)]
        }
        Some(counted) if counted.start > range.end => vec![range, counted],
        Some(counted) => vec![counted, range],
        None => vec![range],
    };
    statement.marked(marks, Some(shown_value(quantity)))
}

/// Whether nothing but blanks stands between a figure and what it counts.
fn is_next(statement: Statement<'_>, range: TextRange, counted: TextRange) -> bool {
    let text = statement.analysis.doc.text();
    range.end <= counted.start
        && text[range.end as usize..counted.start as usize]
            .chars()
            .all(|c| c.is_whitespace() || c == '-')
}

/// "12", "more than 1500", "10 to 15", "2300000000 USD".
fn shown_value(quantity: &Quantity) -> String {
    let figure = match (quantity.low, quantity.high) {
        (low, high) if low == high => format!("{low}"),
        (low, high) if high.is_infinite() => format!("at least {low}"),
        (low, high) if low <= 0.0 => format!("at most {high}"),
        (low, high) => format!("{low} to {high}"),
    };
    match &quantity.unit {
        Some(unit) => format!("{figure} {unit}"),
        None => figure,
    }
}

fn message(
    a: Statement<'_>,
    b: Statement<'_>,
    said: &[Said; 2],
    verdict: Verdict,
    relation: ValueRelation,
    newer: Option<String>,
) -> String {
    let both = both_say(a, b, said);
    match (verdict, relation) {
        (Verdict::Agree, _) => format!("both say “{}”", a.quoted(&said[0])),
        (Verdict::Compatible, ValueRelation::Rounded) => {
            format!("{both}: one is the other rounded")
        }
        (Verdict::Compatible, _) => format!("{both}: both can be true"),
        (Verdict::Updated, _) => format!("{both}: {}", newer.unwrap_or_default()),
        _ => both,
    }
}

/// Words behind a figure among which it is said what it is of.
const MAX_BEHIND: usize = 6;

/// Words that say of which of two camps a figure is.
const SIDES: [&str; 2] = ["for", "against"];

/// Whether both statements have both figures, each with more of the words behind it that it has in
/// the other than of those behind the other one: "24 of those vaccinated and 83 in the placebo group".
pub(super) fn are_told_in_other_order(
    (a, range_a, qa): (Statement<'_>, TextRange, &Quantity),
    (b, range_b, qb): (Statement<'_>, TextRange, &Quantity),
) -> bool {
    let (in_a, in_b) = (a.quantities(), b.quantities());
    let find = |all: &[(TextRange, &Quantity)], not: TextRange, value: &Quantity| {
        let is_it = |(range, q): &&(TextRange, &Quantity)| {
            *range != not && q.class == value.class && q.low == value.low && q.unit == value.unit
        };
        all.iter().find(is_it).map(|(range, _)| *range)
    };
    let (Some(other_a), Some(other_b)) = (find(&in_a, range_a, qb), find(&in_b, range_b, qa))
    else {
        return false;
    };
    let behind = |s: Statement<'_>, all: &[(TextRange, &Quantity)], figure: TextRange| {
        let next = all.iter().map(|(range, _)| range.start).filter(|start| *start >= figure.end);
        let end = next.min().unwrap_or(u32::MAX);
        let tokens =
            s.tokens().iter().filter(|t| t.range.start >= figure.end && t.range.end <= end);
        let doc = &s.analysis.doc;
        let is_telling =
            |token: &&Token| !doc.term(token).is_stop || SIDES.contains(&s.words(token.range));
        tokens
            .take(MAX_BEHIND)
            .filter(is_telling)
            .map(|token| token.word)
            .collect::<BTreeSet<u64>>()
    };
    let n_shared =
        |x: TextRange, y: TextRange| behind(a, &in_a, x).intersection(&behind(b, &in_b, y)).count();
    n_shared(range_a, other_b) + n_shared(other_a, range_b)
        > n_shared(range_a, range_b) + n_shared(other_a, other_b)
}
