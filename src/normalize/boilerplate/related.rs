//! Lists of other articles, and single lines that point to one.

use super::{
    head::MAX_HEADLINE_WORDS,
    page::{Line, Page, Words},
    phrases::{Kind, english},
};
use crate::normalize::{document::RemovalReason, sentence::ends_sentence};

/// A heading of a list has no more words.
const MAX_HEAD_WORDS: usize = 6;
/// Words before the colon of a pointer that is all capitals.
const MAX_SHOUTED_WORDS: usize = 4;

/// Marks lists of links with their headings, and lines that point elsewhere.
pub(super) fn mark_related(page: &mut Page<'_>) {
    let mut at = 0;
    while at < page.lines().len() {
        let (line, words) = (&page.lines()[at], page.words(at));
        if line.reason.is_some() {
            at += 1;
        } else if is_head(line, words) {
            at = mark_list(page, at);
        } else {
            let n_words = page.hashes(line).len();
            if n_words <= MAX_HEADLINE_WORDS && is_pointer(line.text) {
                page.lines_mut()[at].reason = Some(RemovalReason::RelatedLinks);
            }
            at += 1;
        }
    }
}

fn is_head(line: &Line<'_>, words: Words<'_>) -> bool {
    !line.is_prose && words.len() <= MAX_HEAD_WORDS && english().is_whole(Kind::Head, words.folded)
}

/// Marks the heading at `head` and the items below it; gives the line after them. A
/// heading without items is kept unless it ends the page or is a heading by its colon.
fn mark_list(page: &mut Page<'_>, head: usize) -> usize {
    let n_lines = page.lines().len();
    let after = (head + 1..n_lines).find(|&at| !is_item(page, at)).unwrap_or(n_lines);
    if after > head + 1 || after == n_lines || page.lines()[head].text.ends_with(':') {
        for line in &mut page.lines_mut()[head..after] {
            line.reason.get_or_insert(RemovalReason::RelatedLinks);
        }
    }
    after
}

fn is_item(page: &Page<'_>, at: usize) -> bool {
    let line = &page.lines()[at];
    line.reason.is_some()
        || line.is_list_item()
        || (!line.is_prose && page.words(at).len() <= MAX_HEADLINE_WORDS)
}

/// "Read more: Harbour to close for a week". A colon must follow the phrase, and what
/// follows must be a title, not a sentence.
fn is_pointer(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '[', '•', '-', '*', '>', ' ']);
    let text = text.trim_end_matches([')', ']']);
    let Some((before, after)) = text.split_once([':', '|', '»']) else { return false };
    let phrase = before.trim().to_lowercase().replace('’', "'");
    let is_known = english().is_whole(Kind::Pointer, &phrase)
        || english().is_whole(Kind::Pointer, phrase.trim_end_matches(['.', '…', '!']));
    (is_known || is_shouted(before, after))
        && !ends_sentence(after.trim().trim_end_matches(['!', '?', '…']))
}

/// "MORE WORLD BRIEFS: Tunnel reopens, A8 | Heat closes schools, A9".
fn is_shouted(before: &str, after: &str) -> bool {
    let starts = before.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("more "));
    let is_capital = !before.contains(char::is_lowercase);
    starts
        && before.split_whitespace().count() <= MAX_SHOUTED_WORDS
        && (is_capital || after.contains(" | "))
        && after.split_whitespace().count() > 1
}
