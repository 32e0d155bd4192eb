//! Deeds that one account affirms and the other denies, or tells by the contrary word, in
//! words of their own.

use super::{Account, slot::Slot};
use crate::{
    finding::{
        model::Said,
        polarity::{conflict, denial_of, is_conditional, is_other_view},
        rule::Rule,
        statement::{Ruling, Statement, both_say},
    },
    mention::{Fact, Negation, are_opposites, are_synonyms, base_of, negated_form_of},
    normalize::Token,
    span::TextRange,
};

/// What places of two deeds have to have in common.
#[derive(Clone, Copy)]
pub(super) struct Least {
    pub(super) n_words: usize,
    /// In 1/256 bits.
    pub(super) told: u32,
}

/// Words of a sentence that are looked at.
const MAX_WORDS: usize = 80;

/// A word that tells a deed.
struct Deed<'a> {
    range: TextRange,
    stem: &'a str,
    /// With a word behind it ("catch fire", "take … out").
    phrases: Vec<String>,
}

/// Words behind a verb among which its particle stands.
const MAX_PHRASE: usize = 3;

/// Contrary deeds of two sentences: what one denies and the other affirms, or contrary words
/// of which neither is denied. Cost: words of one times words of the other.
pub(super) fn contradiction(
    (a, said_a): (Account<'_>, &Said),
    (b, said_b): (Account<'_>, &Said),
    least: Least,
) -> Option<Ruling> {
    let (of_a, of_b) = (a.statement(said_a), b.statement(said_b));
    if is_conditional(of_a) != is_conditional(of_b) || are_two_views(of_a, of_b) {
        return None;
    }
    let (in_a, in_b) = (deeds(of_a), deeds(of_b));
    let is_one_place = |x: TextRange, y: TextRange| {
        let [p, q] = [(a, said_a, x), (b, said_b, y)]
            .map(|(account, said, range)| account.slot(said.sentences[0], range));
        is_alike(&p, &q, least)
    };
    let denied_by_a = denied((of_a, &in_a), (of_b, &in_b)).filter(|(x, y)| is_one_place(*x, *y));
    let denied_by_b = denied((of_b, &in_b), (of_a, &in_a)).filter(|(y, x)| is_one_place(*x, *y));
    if let Some((x, y)) = denied_by_a {
        let said = [of_a.marked(vec![x], None), of_b.marked(vec![y], None)];
        return Some(denial_of(of_a, of_b, said));
    }
    if let Some((y, x)) = denied_by_b {
        let said = [of_a.marked(vec![x], None), of_b.marked(vec![y], None)];
        return Some(denial_of(of_b, of_a, said));
    }
    let (x, y) = contrary((of_a, &in_a), (of_b, &in_b)).filter(|(x, y)| is_one_place(*x, *y))?;
    let said = [of_a.marked(vec![x], None), of_b.marked(vec![y], None)];
    Some(conflict(Rule::Contrary, both_say(of_a, of_b, &said), said))
}

/// Stems of cues that give a view, which contradicts nobody else.
const VIEWS: [&str; 15] = [
    "claim", "insist", "fear", "alleg", "argu", "believ", "think", "suspect", "accus", "deni",
    "hope", "maintain", "warn", "doubt", "predict",
];

/// Whether the statements report two sources, or one reports a view that the other does not.
/// What a source says or confirms an account may tell itself.
fn are_two_views(a: Statement<'_>, b: Statement<'_>) -> bool {
    let has_reports = [a, b].map(|statement| !statement.reports().is_empty());
    if has_reports == [true, true] { is_other_view(a, b) } else { is_view(a) != is_view(b) }
}

fn is_view(statement: Statement<'_>) -> bool {
    let doc = &statement.analysis.doc;
    let cues = statement.mentions().filter_map(|m| match &m.fact {
        Fact::Quotation(quotation) => quotation.cue,
        Fact::Attribution(attribution) => Some(attribution.cue),
        _ => None,
    });
    let tokens = statement.tokens();
    let stems = |cue: TextRange| tokens.iter().filter(move |t| cue.overlaps(t.range));
    cues.flat_map(stems).any(|token| VIEWS.contains(&doc.term(token).stem.as_str()))
}

fn is_alike(x: &Slot, y: &Slot, least: Least) -> bool {
    let (n_words, told) = x.common(y);
    n_words >= least.n_words && told >= least.told
}

fn deeds(statement: Statement<'_>) -> Vec<Deed<'_>> {
    let doc = &statement.analysis.doc;
    let tokens = &statement.tokens()[..statement.tokens().len().min(MAX_WORDS)];
    let stem = |token: &Token| base_of(&doc.term(token).stem);
    (0..tokens.len())
        .map(|at| Deed {
            range: tokens[at].range,
            stem: &doc.term(&tokens[at]).stem,
            phrases: tokens[at + 1..]
                .iter()
                .take(MAX_PHRASE)
                .map(|behind| format!("{} {}", stem(&tokens[at]), stem(behind)))
                .collect(),
        })
        .collect()
}

/// Whether two words, or a phrase of one, tell one deed.
fn is_one(x: &Deed<'_>, y: &Deed<'_>) -> bool {
    let says = |phrases: &[String], stem: &str| phrases.iter().any(|p| are_synonyms(p, stem));
    let is_one_word = base_of(x.stem) == base_of(y.stem) || are_synonyms(x.stem, y.stem);
    is_one_word
        || says(&x.phrases, y.stem)
        || says(&y.phrases, x.stem)
        || x.phrases.iter().any(|p| y.phrases.iter().any(|q| are_synonyms(p, q)))
}

/// Where words stand that a statement denies.
fn negated(statement: Statement<'_>) -> Vec<(TextRange, Negation)> {
    let predicate = |fact: &Fact| match fact {
        Fact::Polarity(polarity) => {
            polarity.predicate.as_ref().map(|predicate| (predicate.range, polarity.negation))
        }
        _ => None,
    };
    statement.mentions().filter_map(|m| predicate(&m.fact)).collect()
}

/// The first deed that a statement denies and the other affirms: where each tells it.
fn denied(
    (denying, here): (Statement<'_>, &[Deed<'_>]),
    (other, there): (Statement<'_>, &[Deed<'_>]),
) -> Option<(TextRange, TextRange)> {
    let (not_here, not_there) = (negated(denying), negated(other));
    let is_in = |all: &[(TextRange, Negation)], deed: &Deed<'_>| {
        all.iter().any(|(range, _)| range.overlaps(deed.range))
    };
    let plainly = |deed: &&Deed<'_>| {
        not_here
            .iter()
            .any(|(range, negation)| *negation == Negation::Plain && range.overlaps(deed.range))
    };
    here.iter().filter(plainly).find_map(|deed| {
        // What is affirmed here too, or denied there as well, is no contradiction.
        let is_affirmed_too = here.iter().any(|x| !is_in(&not_here, x) && is_one(x, deed));
        let is_denied_too = there.iter().any(|y| {
            is_in(&not_there, y) && is_one(y, deed)
                || are_opposites(y.stem, deed.stem)
                || negated_form_of(y.stem).is_some_and(|stem| stem == base_of(deed.stem))
        });
        let affirmed = there.iter().find(|y| is_one(y, deed))?;
        (!is_affirmed_too && !is_denied_too).then_some((deed.range, affirmed.range))
    })
}

/// Words of degree and place, of which a text has many beside each other (stems).
const WEAK: [&str; 44] = [
    "more", "less", "most", "least", "few", "fewer", "mani", "first", "last", "all", "some",
    "none", "alway", "never", "old", "new", "earli", "late", "earlier", "later", "high", "low",
    "higher", "lower", "larg", "small", "big", "north", "south", "east", "west", "left", "right",
    "near", "far", "hard", "soft", "same", "differ", "public", "privat", "start", "end", "find",
];

/// The first two contrary words, of which neither statement has both, both affirmed or both
/// denied.
fn contrary(
    (a, in_a): (Statement<'_>, &[Deed<'_>]),
    (b, in_b): (Statement<'_>, &[Deed<'_>]),
) -> Option<(TextRange, TextRange)> {
    let (not_a, not_b) = (negated(a), negated(b));
    let is_negated = |all: &[(TextRange, Negation)], deed: &Deed<'_>| {
        all.iter().any(|(range, _)| range.overlaps(deed.range))
    };
    let is_weak = |deed: &Deed<'_>| WEAK.contains(&deed.stem);
    let has = |all: &[Deed<'_>], deed: &Deed<'_>| {
        all.iter().any(|x| x.stem == deed.stem || are_synonyms(x.stem, deed.stem))
    };
    let pairs = in_a.iter().enumerate().flat_map(|x| in_b.iter().enumerate().map(move |y| (x, y)));
    let contraries = pairs.filter(|((_, x), (_, y))| {
        are_opposites(x.stem, y.stem)
            && !is_weak(x)
            && !is_weak(y)
            && !has(in_b, x)
            && !has(in_a, y)
            && is_negated(&not_a, x) == is_negated(&not_b, y)
    });
    // The same ones whichever statement comes first.
    let best = contraries
        .min_by_key(|((i, x), (k, y))| (i + k, i.abs_diff(*k), x.stem.min(y.stem).to_owned()));
    best.map(|((_, x), (_, y))| (x.range, y.range))
}
