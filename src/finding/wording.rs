//! Telling words of a change: is it another wording, or another spelling?

use super::statement::Statement;
use crate::{
    mention::{are_opposites, are_synonyms, base_of, is_kind_of},
    normalize::Token,
};
use std::collections::BTreeSet;

/// Stems of words, and the words.
pub(super) type Telling<'a> = BTreeSet<(&'a str, &'a str)>;

/// Stems and surface of the words that tell something.
pub(super) fn telling<'a, 't>(
    statement: Statement<'a>,
    tokens: impl IntoIterator<Item = &'t Token>,
) -> Telling<'a> {
    let doc = &statement.analysis.doc;
    let is_telling = |token: &&Token| {
        let term = doc.term(token);
        !term.is_stop && !is_count_word(&term.stem)
    };
    let telling = tokens.into_iter().filter(is_telling);
    telling.map(|token| (doc.term(token).stem.as_str(), statement.words(token.range))).collect()
}

/// Whether each has a word that the other has in no spelling, says with no synonym or kind, and
/// has no contrary to: contrary words are a difference of their own.
pub(super) fn is_other(x: &Telling<'_>, y: &Telling<'_>) -> bool {
    has_more(x, y) && has_more(y, x)
}

fn has_more(words: &Telling<'_>, others: &Telling<'_>) -> bool {
    words.iter().any(|x| {
        !others
            .iter()
            .any(|y| is_one_word(x.0, y.0) || are_opposites(x.0, y.0) || is_spelling(x.1, y.1))
    })
}

/// Whether each has a word that the other has in no spelling: of quoted words no other will do.
pub(super) fn is_other_literally(x: &Telling<'_>, y: &Telling<'_>) -> bool {
    let has_more = |words: &Telling<'_>, others: &Telling<'_>| {
        words.iter().any(|x| !others.iter().any(|y| x.0 == y.0 || is_spelling(x.1, y.1)))
    };
    has_more(x, y) && has_more(y, x)
}

/// Whether two stems are of one word, or one may stand for the other in news.
pub(super) fn is_one_word(x: &str, y: &str) -> bool {
    base_of(x) == base_of(y) || are_synonyms(x, y) || is_kind_of(x, y) || is_kind_of(y, x)
}

/// Stems that go with any count and tell nothing of what is counted.
fn is_count_word(stem: &str) -> bool {
    ["total", "number", "figur", "amount"].contains(&stem)
}

/// How alike two spellings of a word are ("defence", "defense").
pub(super) const MIN_SPELLING: f64 = 0.93;

/// Fewest letters of an abbreviation ("Sen.").
pub(super) const MIN_ABBREVIATION: usize = 3;

fn is_spelling(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let is_short = |short: &str, long: &str| {
        short.len() >= MIN_ABBREVIATION && long.starts_with(short.trim_end_matches('.'))
    };
    is_short(&a, &b) || is_short(&b, &a) || strsim::jaro_winkler(&a, &b) >= MIN_SPELLING
}
