//! Two figures that both accounts give, each for what the other one is of in the other account.

use super::{
    Account, MAX_FACTS,
    figure::{heads_and_deeds, quantities},
    manner::is_set_beside,
    name_other_people,
    slot::Slot,
};
use crate::{
    finding::{
        chain::is_in_chain,
        model::{Facet, Said, Verdict},
        quantity::mark,
        rule::Rule,
        statement::{Ruling, both_say},
    },
    hash::hash64,
    mention::{Quantity, QuantityClass},
    span::TextRange,
};
use std::collections::BTreeMap;

/// What has to speak for either figure being in the other's place, in 1/256 bits.
const MIN_EITHER: u32 = 3 * 256;
/// The same for one of them.
const MIN_SCORE: u32 = 8 * 256;
/// How much more it has to be, for both, than what speaks for the figures being in their own.
const MIN_LEAD: u32 = 6 * 256;
/// The kind of a figure that counts things.
const COUNT: u8 = 0;
/// Sentences between two amounts that one account has side by side; of counts, which are many, one
/// sentence has both.
const MAX_APART: u32 = 1;
/// Figures that are compared with each other, and tellings of one: bounds the pairs.
const MAX_VALUES: usize = 40;
const MAX_TOLD: usize = 6;

/// One telling of a figure.
struct Told<'a> {
    said: Said,
    range: TextRange,
    quantity: &'a Quantity,
    /// Whether it is set beside another figure.
    is_beside: bool,
    /// Words of its clause alone.
    slot: Slot,
}

/// What kind of figure it is, the hash of its unit, and the bits of its value.
type Value = (u8, u64, u64);

/// Pairs of figures that two accounts give the other way round. Cost: the square of at most 40
/// figures that both give, by at most 36 pairs of tellings.
pub(super) fn rulings(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let (in_a, in_b) = (told(a), told(b));
    let shared: Vec<Value> =
        in_a.keys().filter(|value| in_b.contains_key(*value)).take(MAX_VALUES).copied().collect();
    let mut rulings: Vec<Ruling> = Vec::new();
    for (i, v) in shared.iter().enumerate() {
        for w in shared[i + 1..].iter().filter(|w| (w.0, w.1) == (v.0, v.1)) {
            let best = |x: Value, y: Value| best((a, &in_a[&x]), (b, &in_b[&y]));
            if let Some((x, y)) = turned_round((&in_a[v], &in_a[w]), (&in_b[v], &in_b[w])) {
                push(&mut rulings, ruling((a, x), (b, y)));
                continue;
            }
            let (Some(crossed), Some(back)) = (best(*v, *w), best(*w, *v)) else { continue };
            let straight =
                [best(*v, *v), best(*w, *w)].into_iter().flatten().map(|x| x.0).sum::<u32>();
            // Who takes one figure for the other has them side by side.
            let is_beside = |x: &Told<'_>, y: &Told<'_>| {
                let apart = if v.0 == COUNT { 0 } else { MAX_APART };
                x.said.sentences[0].abs_diff(y.said.sentences[0]) <= apart
            };
            let is_swapped = (is_beside(crossed.1, back.1) || is_beside(crossed.2, back.2))
                && crossed.0.min(back.0) >= MIN_EITHER
                && crossed.0.max(back.0) >= MIN_SCORE
                && crossed.0 + back.0 >= straight + MIN_LEAD;
            if !is_swapped {
                continue;
            }
            // The same first whichever account comes first.
            let mut both = [crossed, back];
            both.sort_by_key(|(score, x, y)| {
                let (i, k) = (x.range.start, y.range.start);
                (std::cmp::Reverse(*score), i + k, i.abs_diff(k))
            });
            both.into_iter().for_each(|(_, x, y)| push(&mut rulings, ruling((a, x), (b, y))));
        }
    }
    rulings
}

/// Appends a ruling on sentences that no other one is about.
fn push(rulings: &mut Vec<Ruling>, ruling: Ruling) {
    let is_known = |known: &Ruling| {
        known.said.iter().zip(&ruling.said).all(|(x, y)| x.sentences == y.sentences)
    };
    if !rulings.iter().any(is_known) {
        rulings.push(ruling);
    }
}

/// Two amounts that both accounts set beside each other in a sentence, of which either takes for
/// the old one what the other takes for the new one ("88 million, up from 61", "61 million, down
/// from 88"): the first as each has it.
fn turned_round<'t, 'a, 'b>(
    (v_of_a, w_of_a): (&'t [Told<'a>], &'t [Told<'a>]),
    (v_of_b, w_of_b): (&'t [Told<'b>], &'t [Told<'b>]),
) -> Option<(&'t Told<'a>, &'t Told<'b>)> {
    let in_a = set_beside_each_other(v_of_a, w_of_a)?;
    let in_b = set_beside_each_other(v_of_b, w_of_b)?;
    (in_a.0.is_beside != in_b.0.is_beside).then(|| {
        // The new figure of either account.
        let new_of_a = if in_a.0.is_beside { in_a.1 } else { in_a.0 };
        let new_of_b = if in_b.0.is_beside { in_b.1 } else { in_b.0 };
        (new_of_a, new_of_b)
    })
}

/// The first tellings of two amounts in one sentence, of which one is set beside the other.
fn set_beside_each_other<'t, 'a>(
    of_v: &'t [Told<'a>],
    of_w: &'t [Told<'a>],
) -> Option<(&'t Told<'a>, &'t Told<'a>)> {
    let pairs = of_v.iter().flat_map(|x| of_w.iter().map(move |y| (x, y)));
    let is_amount = |told: &Told<'_>| told.quantity.unit.is_some();
    pairs
        .filter(|(x, y)| is_amount(x) && is_amount(y))
        .find(|(x, y)| x.said.sentences == y.said.sentences && x.is_beside != y.is_beside)
}

/// The figures of an account by value, each with its first tellings.
fn told(account: Account<'_>) -> BTreeMap<Value, Vec<Told<'_>>> {
    let mut all: BTreeMap<Value, Vec<Told<'_>>> = BTreeMap::new();
    for (sentence, range, quantity) in quantities(account).take(MAX_FACTS) {
        let rank = match quantity.class {
            QuantityClass::Cardinal => COUNT,
            QuantityClass::Percentage => 1,
            QuantityClass::Money => 2,
            QuantityClass::Measure => 3,
            _ => continue,
        };
        // "One of them" is a part of what was counted, and a bare number may be of anything.
        let is_bare =
            rank == COUNT && quantity.counted_head.is_none() && quantity.predicate.is_none();
        if is_bare || quantity.low != quantity.high || is_in_chain(&account.analysis.doc, range) {
            continue;
        }
        let value = (
            rank,
            hash64(quantity.unit.as_deref().unwrap_or_default().as_bytes()),
            quantity.said().to_bits(),
        );
        let tellings = all.entry(value).or_default();
        if tellings.len() < MAX_TOLD {
            let said = account.said(sentence);
            let is_beside = is_set_beside(account.statement(&said), range);
            let slot = account.clause(sentence, range);
            tellings.push(Told { said, range, quantity, is_beside, slot });
        }
    }
    all
}

/// The two tellings that are most alike, with what speaks for them; none if none are.
fn best<'t, 'a, 'b>(
    (a, of_a): (Account<'a>, &'t [Told<'a>]),
    (b, of_b): (Account<'b>, &'t [Told<'b>]),
) -> Option<(u32, &'t Told<'a>, &'t Told<'b>)> {
    let pairs = of_a.iter().flat_map(|x| of_b.iter().map(move |y| (x, y)));
    let scored = pairs.filter_map(|(x, y)| Some((affinity((a, x), (b, y))?, x, y)));
    // Of equal ones that nearer to the beginning of both, whichever account comes first.
    scored.max_by_key(|(score, x, y)| {
        let (i, k) = (x.range.start, y.range.start);
        (*score, std::cmp::Reverse((i + k, i.abs_diff(k))))
    })
}

/// What speaks for two figures being of one thing.
fn affinity((a, x): (Account<'_>, &Told<'_>), (b, y): (Account<'_>, &Told<'_>)) -> Option<u32> {
    let beside = heads_and_deeds(x.quantity, y.quantity).filter(|_| x.is_beside == y.is_beside)?;
    let is_of_others = name_other_people(a.statement(&x.said), b.statement(&y.said));
    (!is_of_others).then(|| x.slot.shared(&y.slot) + beside)
}

fn ruling((a, x): (Account<'_>, &Told<'_>), (b, y): (Account<'_>, &Told<'_>)) -> Ruling {
    let (of_a, of_b) = (a.statement(&x.said), b.statement(&y.said));
    let said = [mark(of_a, x.range, x.quantity), mark(of_b, y.range, y.quantity)];
    let message = format!("{}: two figures the other way round", both_say(of_a, of_b, &said));
    let (verdict, facet) = (Verdict::Conflict, Some(Facet::Quantity));
    Ruling { verdict, facet, rule: Rule::SwappedFigures, message, said }
}
