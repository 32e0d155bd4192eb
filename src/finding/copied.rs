//! What was put in the place of something in a sentence of a copy: another source, another day or
//! number, figures exchanged.

use super::{
    model::{Facet, Verdict},
    near_identical::telling,
    rule::Rule,
    speaker::{self, names_people},
    statement::{Ruling, Statement, both_say, only},
    word_diff::Change,
    wording::is_one_word,
};
use crate::{
    ingest::{MONTHS, WEEKDAYS},
    mention::{Bound, Quantity, ValueRelation, compare_values, is_occupation, small_number},
    normalize::{Document, Token},
};

/// Whether changed words beside a word of saying speak of people or bodies, and of others on
/// either side ("the county fire service said", "the warehouse's insurers said").
pub(super) fn are_other_people(
    (a, in_a): (Statement<'_>, &[Token]),
    (b, in_b): (Statement<'_>, &[Token]),
) -> bool {
    let people = |s: Statement<'_>, tokens: &[Token]| {
        let doc = &s.analysis.doc;
        tokens.iter().any(|token| {
            let word = s.words(token.range).to_lowercase();
            let singular = word.strip_suffix('s').unwrap_or(&word);
            let is_body = BODIES.contains(&singular);
            is_body
                || names_people(&doc.term(token).stem)
                || is_occupation(&word)
                || is_occupation(singular)
        })
    };
    let is_said = |s: Statement<'_>, tokens: &[Token]| {
        let all = s.tokens();
        let start = tokens.first().map_or(0, |first| first.range.start);
        let first = all.partition_point(|token| token.range.start < start);
        let last = first + tokens.len();
        let near = all[first.saturating_sub(1)..(last + MAX_SAYING).min(all.len())].iter();
        near.clone().any(|token| s.has_cue(token.range) || is_saying(&s.analysis.doc, token))
    };
    let (told_a, told_b) = (telling(a, in_a), telling(b, in_b));
    let is_shared = told_a.iter().any(|(x, _)| told_b.iter().any(|(y, _)| is_one_word(x, y)));
    people(a, in_a)
        && people(b, in_b)
        && is_said(a, in_a)
        && is_said(b, in_b)
        && !is_shared
        && !speaker::share_class(a, in_a, b, in_b)
}

/// Nouns of bodies and people that speak, beside occupations.
const BODIES: [&str; 36] = [
    "jury",
    "judge",
    "court",
    "hospital",
    "hospice",
    "service",
    "guard",
    "brigade",
    "company",
    "firm",
    "bank",
    "union",
    "council",
    "ministry",
    "committee",
    "board",
    "club",
    "party",
    "group",
    "agency",
    "authority",
    "insurer",
    "owner",
    "local",
    "worker",
    "neighbour",
    "family",
    "friend",
    "sister",
    "brother",
    "mother",
    "father",
    "opponent",
    "resident",
    "school",
    "government",
];
/// Words behind a source among which its verb stands.
const MAX_SAYING: usize = 5;
/// Stems of verbs of saying, beside the cues that have been read.
const SAYING: [&str; 16] = [
    "say", "said", "told", "tell", "claim", "write", "wrote", "count", "decid", "estim", "report",
    "warn", "present", "explain", "insist", "confirm",
];

fn is_saying(doc: &Document, token: &Token) -> bool {
    SAYING.contains(&doc.term(token).stem.as_str())
}

/// One day of the week or month of a copy in the place of another, or one number where nothing else
/// was changed (`is_one`), whatever it is of.
pub(super) fn one_for_another(
    a: Statement<'_>,
    b: Statement<'_>,
    change: Change<'_>,
    is_copy: bool,
    is_one: bool,
) -> Option<Ruling> {
    let ([x], [y]) = (change.in_a, change.in_b) else { return None };
    if !is_copy {
        return None;
    }
    let (p, q) = (a.words(x.range).to_lowercase(), b.words(y.range).to_lowercase());
    let are_both = |known: &[&str]| known.contains(&p.as_str()) && known.contains(&q.as_str());
    let is_figure = |s: Statement<'_>, token: &Token| {
        only(s.figures_and_times().map(|range| (range, ())), token.range).is_some()
    };
    // Of two figures of one kind it has been judged whether one is the other rounded.
    let (of_a, of_b) = (a.quantities(), b.quantities());
    let is_judged = match (only(of_a, x.range), only(of_b, y.range)) {
        (Some((_, p)), Some((_, q))) => compare_values(p, q) == ValueRelation::Rounded,
        _ => false,
    };
    let is_written = |word: &str| word.bytes().any(|c| c.is_ascii_digit());
    let (facet, rule) = if are_both(&WEEKDAYS) || are_both(&MONTHS) {
        (Facet::Time, Rule::TimeChanged)
    } else if is_one
        && !is_judged
        && matches!((number_of(&p), number_of(&q)), (Some(p), Some(q)) if p != q)
        && is_written(&p) == is_written(&q)
        && is_figure(a, x)
        && is_figure(b, y)
    {
        (Facet::Quantity, Rule::FigureChanged)
    } else {
        return None;
    };
    let said = [a.marked(vec![x.range], None), b.marked(vec![y.range], None)];
    let message = both_say(a, b, &said);
    Some(Ruling { verdict: Verdict::Conflict, facet: Some(facet), rule, message, said })
}

/// The number that a word or figures say.
fn number_of(word: &str) -> Option<f64> {
    small_number(word).or_else(|| word.replace(',', "").parse().ok())
}

/// Whether two figures are hedged alike, and neither by a word that leaves all open ("a few hundred").
pub(super) fn have_one_bound(qa: &Quantity, qb: &Quantity) -> bool {
    let is_vague = |q: &Quantity| q.bound == Bound::Approximate && q.low != q.high;
    qa.bound == qb.bound && qa.bound != Bound::Exact && !is_vague(qa) && !is_vague(qb)
}

/// Whether two figures are further apart than rounding brings them.
pub(super) fn is_far(qa: &Quantity, qb: &Quantity) -> bool {
    let (x, y) = (qa.said(), qb.said());
    (x - y).abs() > MAX_ROUNDED * x.max(y)
}

/// What a figure may lose by rounding, as a share.
const MAX_ROUNDED: f64 = 0.05;

/// Two figures of one kind told the other way round in the same words ("14,388 against 13,184",
/// "13,184 against 14,388"). Cost: words.
pub(super) fn exchanged(a: Statement<'_>, b: Statement<'_>) -> Option<Ruling> {
    let words = |s: Statement<'_>| s.tokens().iter().map(|token| token.word).collect::<Vec<u64>>();
    let (of_a, of_b) = (words(a), words(b));
    let first = of_a.iter().zip(&of_b).position(|(x, y)| x != y)?;
    let n_last = of_a.iter().rev().zip(of_b.iter().rev()).position(|(x, y)| x != y)?;
    let last = of_a.len().checked_sub(n_last + 1)?;
    let is_swap = of_a.len() == of_b.len()
        && first < last
        && of_a[first] == of_b[last]
        && of_a[last] == of_b[first]
        && of_a[first + 1..last] == of_b[first + 1..last];
    let figures = a.quantities();
    let at = |at: usize| only(figures.iter().copied(), a.tokens()[at].range);
    if !is_swap {
        return None;
    }
    let (x, y) = (at(first)?, at(last)?);
    if (x.1.class, &x.1.unit) != (y.1.class, &y.1.unit) || x.1.low == y.1.low {
        return None;
    }
    let both = |s: Statement<'_>| {
        let range = s.tokens()[first].range.cover(s.tokens()[last].range);
        s.marked(vec![range], None)
    };
    let said = [both(a), both(b)];
    let message = format!("{}: two figures the other way round", both_say(a, b, &said));
    let (verdict, facet) = (Verdict::Conflict, Some(Facet::Quantity));
    Some(Ruling { verdict, facet, rule: Rule::SwappedFigures, message, said })
}
