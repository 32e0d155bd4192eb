//! What was asked for, told from what was done.

use super::statement::Statement;
use crate::{normalize::Token, span::TextRange};

/// Stems of verbs by which something is asked for or thought of, and is no fact.
const DEMANDS: [&str; 15] = [
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
    "forward",
];

/// Words before a fact among which its verb is looked for.
const MAX_WORDS: usize = 8;

/// Whether what stands at `fact` is asked for, offered or thought of: by the verb before it.
pub(super) fn is_demand(statement: Statement<'_>, fact: TextRange) -> bool {
    let doc = &statement.analysis.doc;
    let is_parted = |token: &Token| {
        let between = doc.text().get(token.range.end as usize..fact.start as usize);
        between.is_none_or(|between| between.contains([':', ';']))
    };
    let before = statement.tokens().iter().rev().filter(|token| token.range.end <= fact.start);
    before
        .take(MAX_WORDS)
        .take_while(|token| !is_parted(token))
        .any(|token| DEMANDS.contains(&doc.term(token).stem.as_str()))
}
