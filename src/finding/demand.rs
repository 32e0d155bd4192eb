//! What was asked for, told from what was done.

use super::statement::Statement;
use crate::span::TextRange;

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
    let before = statement.tokens().iter().rev().filter(|token| token.range.end <= fact.start);
    before.take(MAX_WORDS).any(|token| DEMANDS.contains(&doc.term(token).stem.as_str()))
}
