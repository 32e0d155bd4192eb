//! What stands before the text: headlines, a standfirst, bylines and date lines.

use super::{
    notice::is_names,
    page::{Line, Page, Words},
    phrases::{Kind, english},
};
use crate::{
    normalize::{document::RemovalReason, term::fold, tokenize::for_each_word},
    span::TextRange,
};

/// Lines from the start within which headlines, standfirsts and bylines stand.
pub(super) const HEAD_LINES: usize = 10;
/// A headline or a menu line has no more words.
pub(super) const MAX_HEADLINE_WORDS: usize = 24;
/// A headline has at least as many: fewer are a dateline or a section name.
const MIN_HEADLINE_WORDS: usize = 4;
/// A standfirst is one sentence of no more words.
const MAX_STANDFIRST_WORDS: usize = 45;
/// Share of a standfirst's content words that stand again in the headline or the
/// paragraph after it: it sums up, a first paragraph goes further.
const MIN_STANDFIRST_REPEAT: (usize, usize) = (3, 5);
/// Share of the content words of an opening line that stand in the title of the record, for
/// the line to be another wording of it.
const MIN_TITLE_REPEAT: (usize, usize) = (1, 3);

/// Marks headline lines and a standfirst; gives the headline found in the text.
pub(super) fn mark_headlines<'t>(page: &mut Page<'t>, title: Option<&str>) -> Option<&'t str> {
    let head = HEAD_LINES.min(page.lines().len());
    let repeated = mark_repeated_headline(page, head);
    let titled = mark_title(page, head, title);
    if let Some(last) = repeated {
        mark_standfirst(page, last);
    }
    let opening = if repeated.is_none() && titled.is_none() {
        mark_opening_headline(page, title)
    } else {
        None
    };
    repeated.or(titled).or(opening).map(|at| page.lines()[at].text)
}

fn looks_like_headline(line: &Line<'_>, words: Words<'_>) -> bool {
    !line.is_prose
        && !line.is_list_item()
        && !line.text.ends_with([':', ',', ';', '-', '–', '—'])
        && (MIN_HEADLINE_WORDS..=MAX_HEADLINE_WORDS).contains(&words.len())
}

/// A headline that stands twice in the head; gives the last of its lines.
fn mark_repeated_headline(page: &mut Page<'_>, head: usize) -> Option<usize> {
    let same = |page: &Page<'_>, i: usize, k: usize| page.words(i).folded == page.words(k).folded;
    let first = (0..head).find(|&i| {
        let line = &page.lines()[i];
        line.reason.is_none()
            && looks_like_headline(line, page.words(i))
            && (i + 1..head).any(|k| same(page, i, k))
    })?;
    let mut last = first;
    for at in first..head {
        if same(page, first, at) {
            page.lines_mut()[at].reason = Some(RemovalReason::Headline);
            last = at;
        }
    }
    Some(last)
}

/// Lines of the head that repeat the title of the record; gives the last of them. A title
/// that is a whole sentence of the text is its first sentence, and stays.
fn mark_title(page: &mut Page<'_>, head: usize, title: Option<&str>) -> Option<usize> {
    let title = title?;
    if title.trim_end().ends_with('.') {
        return None;
    }
    let words = words_of(title).join(" ");
    if words.is_empty() {
        return None;
    }
    let mut last = None;
    for at in 0..head {
        if page.words(at).folded == words && !page.lines()[at].text.ends_with('.') {
            page.lines_mut()[at].reason.get_or_insert(RemovalReason::Headline);
            last = Some(at);
        }
    }
    last
}

/// The first line, where it is written as a headline and prose follows. With a title that
/// is not in the text, the line must say the same: others are a first paragraph.
fn mark_opening_headline(page: &mut Page<'_>, title: Option<&str>) -> Option<usize> {
    let lines = page.lines();
    let first = lines.iter().position(|line| line.reason.is_none())?;
    let line = &lines[first];
    let next = lines[first + 1..].iter().find(|line| line.reason.is_none())?;
    let is_followed = next.is_prose && next.text.len() > line.text.len();
    if !(looks_like_headline(line, page.words(first)) && is_followed)
        || is_dateline(line.text)
        || title.is_some_and(|title| !repeats(page.words(first), [title, ""], MIN_TITLE_REPEAT))
    {
        return None;
    }
    page.lines_mut()[first].reason = Some(RemovalReason::Headline);
    Some(first)
}

/// "KYIV, Ukraine (AP)": where a report was written, part of its first sentence.
fn is_dateline(text: &str) -> bool {
    text.ends_with(')') && text.split(',').next().is_some_and(|city| city == city.to_uppercase())
}

/// The line after a repeated headline, where it is one sentence that sums up what the
/// headline and the next paragraph say.
fn mark_standfirst(page: &mut Page<'_>, headline: usize) {
    let lines = page.lines();
    let mut open = (headline + 1..lines.len()).filter(|&at| lines[at].reason.is_none());
    let (Some(candidate), Some(next)) = (open.next(), open.next()) else { return };
    page.fold(candidate);
    let lines = page.lines();
    if (1..=MAX_STANDFIRST_WORDS).contains(&page.words(candidate).len())
        && !has_inner_sentence_end(lines[candidate].text)
        && repeats(
            page.words(candidate),
            [lines[headline].text, lines[next].text],
            MIN_STANDFIRST_REPEAT,
        )
    {
        page.lines_mut()[candidate].reason = Some(RemovalReason::Standfirst);
    }
}

fn has_inner_sentence_end(text: &str) -> bool {
    [". ", "! ", "? "].iter().any(|end| {
        text.match_indices(end)
            .any(|(at, _)| text[at + 2..].starts_with(char::is_uppercase) && at > 3)
    })
}

/// Longest word that counts as a function word when content words are told by length.
const MAX_FUNCTION_WORD: usize = 3;

/// Whether at least `share` of the content words stand again in `others`.
fn repeats(words: Words<'_>, others: [&str; 2], share: (usize, usize)) -> bool {
    let content: Vec<&str> = words.iter().filter(|w| w.len() > MAX_FUNCTION_WORD).collect();
    let shares_stem = |word: &str, other: &str| {
        let n = word.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
        n > MAX_FUNCTION_WORD && 3 * n >= 2 * word.len().max(other.len())
    };
    let others: Vec<String> = others.into_iter().flat_map(words_of).collect();
    let n_again = content.iter().filter(|word| others.iter().any(|w| shares_stem(word, w))).count();
    n_again * share.1 >= content.len() * share.0 && !content.is_empty()
}

fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let range = TextRange::new(0, text.len());
    for_each_word(text, range, |word| words.push(fold(word.of(text)).into_owned()));
    words
}

/// Marks bylines and date lines at the head.
pub(super) fn mark_bylines(page: &mut Page<'_>) {
    let head = HEAD_LINES.min(page.lines().len());
    for at in 0..head {
        let line = &page.lines()[at];
        let is_below = at > 0
            && matches!(
                page.lines()[at - 1].reason,
                Some(RemovalReason::Headline | RemovalReason::Byline)
            );
        if line.reason.is_none()
            && (is_byline(line, page.words(at)) || is_below && is_bare_byline(line, page.words(at)))
        {
            page.lines_mut()[at].reason = Some(RemovalReason::Byline);
        }
    }
}

/// "Ann Lee in Harbourtown", below a headline.
fn is_bare_byline(line: &Line<'_>, words: Words<'_>) -> bool {
    (2..=8).contains(&words.len()) && !line.is_prose && is_names(line.text)
}

/// "By Ann Lee, Political Editor", "Published 4 May 2024 at 10:00".
fn is_byline(line: &Line<'_>, words: Words<'_>) -> bool {
    if !(3..=14).contains(&words.len()) || line.is_prose && words.len() > 6 {
        return false;
    }
    let is_by = words.get(0) == "by"
        && !line.is_prose
        && line.text.split_whitespace().nth(1).is_some_and(|w| w.starts_with(char::is_uppercase));
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_date = words.iter().all(|w| is_number(w) || english().is_whole(Kind::Date, w))
        && words.iter().any(is_number);
    is_by || is_date
}
