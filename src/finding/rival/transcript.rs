//! Words written down otherwise: is it what was said that differs, or how it is spelled?

use crate::{
    finding::{
        statement::Statement,
        wording::{MIN_ABBREVIATION, MIN_SPELLING},
    },
    mention::base_of,
    normalize::Token,
};
use std::ops::Range;

/// Words that come and go in the writing down of what was said.
const SLIGHT: [&str; 14] = [
    "a", "an", "the", "this", "that", "these", "those", "and", "but", "so", "well", "just", "uh",
    "um",
];

/// Words for those who are spoken of.
const OTHERS: [&str; 5] = ["i", "he", "she", "they", "we"];

/// Words of the one transcript that stand in the place of words of the other.
pub(super) struct Place<'a> {
    pub(super) in_x: Vec<&'a Token>,
    pub(super) in_y: Vec<&'a Token>,
    /// Where in either they stand.
    pub(super) at: [Range<usize>; 2],
}

/// Words shown on either side of those that differ.
const SHOWN_BESIDE: usize = 2;

/// Letters and marks that may stand between the words shown and are shown with them.
const MAX_MORE: usize = 8;

/// The words at a place with a few of those beside it, for a reader to know what is meant.
pub(super) fn with_context(
    statement: Statement<'_>,
    words: &[&Token],
    at: &Range<usize>,
) -> String {
    let shown =
        &words[at.start.saturating_sub(SHOWN_BESIDE)..(at.end + SHOWN_BESIDE).min(words.len())];
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return String::new() };
    let joined = shown.iter().map(|t| statement.words(t.range)).collect::<Vec<_>>().join(" ");
    // As it is written, "it's" and all, unless more than a letter or two stands between.
    let written = statement.words(first.range.cover(last.range)).split_whitespace();
    let written = written.collect::<Vec<_>>().join(" ");
    if written.len() <= joined.len() + MAX_MORE { written } else { joined }
}

/// Whether the words of a place are others and not others' spellings or short forms: slight words,
/// and the parts of "we're" and "we are", tell nothing.
pub(super) fn has_other_words(a: Statement<'_>, b: Statement<'_>, place: &Place<'_>) -> bool {
    let (x, y) = (telling(a, &place.in_x), telling(b, &place.in_y));
    if x.is_empty() || y.is_empty() || is_person_of_verb(&x, &y) {
        return false;
    }
    let has_short = |words: &[String]| words.iter().any(|word| word.contains(['\'', '’']));
    let has_figure =
        |words: &[String]| words.iter().any(|word| word.bytes().any(|c| c.is_ascii_digit()));
    // "2" and "two"; "10 percent" and "10 per cent".
    let is_written = has_short(&x) != has_short(&y) || has_figure(&x) != has_figure(&y);
    let is_spelled = is_one_spelling(&x.concat(), &y.concat()) && !is_inflected(a, b, place);
    !is_written
        && !is_spelled
        && !is_abbreviated((a, &place.in_x), &x.concat(), &y.concat())
        && !is_abbreviated((b, &place.in_y), &y.concat(), &x.concat())
}

/// The words in lower case, slight ones left out.
fn telling(statement: Statement<'_>, tokens: &[&Token]) -> Vec<String> {
    let words = tokens.iter().map(|token| statement.words(token.range).to_lowercase());
    words.filter(|word| !SLIGHT.contains(&word.as_str())).collect()
}

/// Whether one has "you" for whom the other speaks of: what one quotes as said to somebody another
/// may tell of him ("you sat", "he sat").
fn is_person_of_verb(x: &[String], y: &[String]) -> bool {
    let is_to = |words: &[String]| words.iter().all(|word| word == "you");
    let is_of = |words: &[String]| words.iter().all(|word| OTHERS.contains(&word.as_str()));
    is_to(x) && is_of(y) || is_to(y) && is_of(x)
}

/// Whether both are one word in two forms ("run", "running"); one and several of a thing are heard
/// for each other.
fn is_inflected(a: Statement<'_>, b: Statement<'_>, place: &Place<'_>) -> bool {
    let ([x], [y]) = (&place.in_x[..], &place.in_y[..]) else { return false };
    let (of_x, of_y) = (a.analysis.doc.term(x), b.analysis.doc.term(y));
    let (x, y) = (a.words(x.range).to_lowercase(), b.words(y.range).to_lowercase());
    let is_several = |one: &str, several: &str| several.strip_suffix('s') == Some(one);
    base_of(&of_x.stem) == base_of(&of_y.stem)
        && letters(&x) != letters(&y)
        && !is_several(&x, &y)
        && !is_several(&y, &x)
}

/// Whether two words are one in two spellings ("defence", "defense"; "FBI", "F.B.I.").
fn is_one_spelling(x: &str, y: &str) -> bool {
    let (x, y) = (letters(x), letters(y));
    x == y || strsim::jaro_winkler(&x, &y) >= MIN_SPELLING
}

fn letters(word: &str) -> String {
    word.replace(|c: char| !c.is_alphanumeric(), "")
}

/// Whether `own`, which ends with `tokens`, is short for `other`: "Sen." and "Senator".
fn is_abbreviated((s, tokens): (Statement<'_>, &[&Token]), own: &str, other: &str) -> bool {
    let text = s.analysis.doc.text();
    own.len() >= MIN_ABBREVIATION
        && other.starts_with(own)
        && tokens.last().is_some_and(|last| text[last.range.end as usize..].starts_with('.'))
}
