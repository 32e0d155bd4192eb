//! What was asked for, told from what was done.

use super::statement::Statement;
use crate::{
    normalize::{Document, Token},
    span::TextRange,
};

/// Stems of verbs by which something is asked for or thought of, and is no fact.
const DEMANDS: [&str; 14] = [
    "ask",
    "want",
    "demand",
    "seek",
    "sought",
    "propos",
    "request",
    "urg",
    "hope",
    "expect",
    "forecast",
    "predict",
    "recommend",
    "suggest",
];

/// Forms of verbs by which something is held out to others.
const OFFERS: [&str; 5] = ["offered", "offering", "forward", "tabled", "tendered"];

/// Words before a fact among which its verb is looked for.
const MAX_WORDS: usize = 8;

/// How something is told that is no fact yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// Asked for or thought of.
    Demand,
    /// Held out to others.
    Offer,
}

/// Whether what stands at `fact` is asked for, offered or thought of: by the nearest such verb
/// before it.
pub(super) fn wish(statement: Statement<'_>, fact: TextRange) -> Option<Wish> {
    let doc = &statement.analysis.doc;
    let is_parted = |token: &Token| {
        let between = doc.text().get(token.range.end as usize..fact.start as usize);
        between.is_none_or(|between| between.contains([':', ';']))
    };
    let of = |token: &Token| wish_of(doc, token);
    let before = statement.tokens().iter().rev().filter(|token| token.range.end <= fact.start);
    before.take(MAX_WORDS).take_while(|token| !is_parted(token)).find_map(of)
}

/// What a word tells of being asked for, thought of or offered.
pub(super) fn wish_of(doc: &Document, token: &Token) -> Option<Wish> {
    let word = token.range.of(doc.text());
    if DEMANDS.contains(&doc.term(token).stem.as_str()) {
        Some(Wish::Demand)
    } else {
        OFFERS.iter().any(|offer| word.eq_ignore_ascii_case(offer)).then_some(Wish::Offer)
    }
}

/// Whether what stands at `fact` is asked for, offered or thought of.
pub(super) fn is_demand(statement: Statement<'_>, fact: TextRange) -> bool {
    wish(statement, fact).is_some()
}
