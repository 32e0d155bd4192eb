//! Telling words of a change: is it another wording, or another spelling?

use super::statement::Statement;
use crate::normalize::Token;
use std::collections::BTreeSet;

/// Stems of words, and the words.
pub(super) type Telling<'a> = BTreeSet<(&'a str, &'a str)>;

/// Stems and surface of the words that tell something.
pub(super) fn telling<'a, 't>(
    statement: Statement<'a>,
    tokens: impl IntoIterator<Item = &'t Token>,
) -> Telling<'a> {
    let doc = &statement.analysis.doc;
    let telling = tokens.into_iter().filter(|token| !doc.term(token).is_stop);
    telling.map(|token| (doc.term(token).stem.as_str(), statement.words(token.range))).collect()
}

/// Whether each has a word that the other has in no spelling.
pub(super) fn is_other(x: &Telling<'_>, y: &Telling<'_>) -> bool {
    has_more(x, y) && has_more(y, x)
}

fn has_more(words: &Telling<'_>, others: &Telling<'_>) -> bool {
    words.iter().any(|x| !others.iter().any(|y| x.0 == y.0 || is_spelling(x.1, y.1)))
}

/// How alike two spellings of a word are ("defence", "defense").
const MIN_SPELLING: f64 = 0.93;

/// Fewest letters of an abbreviation ("Sen.").
const MIN_ABBREVIATION: usize = 3;

fn is_spelling(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let is_short = |short: &str, long: &str| {
        short.len() >= MIN_ABBREVIATION && long.starts_with(short.trim_end_matches('.'))
    };
    is_short(&a, &b) || is_short(&b, &a) || strsim::jaro_winkler(&a, &b) >= MIN_SPELLING
}
