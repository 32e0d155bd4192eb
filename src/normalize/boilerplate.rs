//! Boilerplate: what stands on the page and is no part of the article's text.
//!
//! Rules look at whole lines, at their wording and their place; a sentence of running
//! text is never cut. Each removal carries its reason, and reports list them.

use super::{
    document::{RemovalReason, Removed},
    sentence::{ends_sentence, lines},
    term::fold,
    tokenize::for_each_word,
};
use crate::span::TextRange;
use memchr::memmem::Finder;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Lines from the start within which headlines, standfirsts and bylines stand.
const HEAD_LINES: usize = 10;
/// A headline or a menu line has no more words.
const MAX_HEADLINE_WORDS: usize = 24;
/// A headline has at least as many: fewer are a dateline or a section name.
const MIN_HEADLINE_WORDS: usize = 4;
/// A standfirst is one sentence of no more words.
const MAX_STANDFIRST_WORDS: usize = 45;
/// Share of a standfirst's content words that stand again in the headline or the
/// paragraph after it: it sums up, a first paragraph goes further.
const MIN_STANDFIRST_REPEAT: (usize, usize) = (3, 5);
/// A credit, a notice or an appeal has no more words; longer lines are prose.
const MAX_NOTICE_WORDS: usize = 40;
/// A line of more bytes has more words than any notice, headline or standfirst.
const MAX_NOTICE_BYTES: usize = 400;

/// One line, and what the rules ask of it.
struct Line<'t> {
    range: TextRange,
    text: &'t str,
    /// Lower-cased words; none for a line too long to be anything but prose.
    words: Vec<Cow<'t, str>>,
    reason: Option<RemovalReason>,
}

impl Line<'_> {
    /// Words joined by single blanks, the form phrases are looked up in.
    fn folded(&self) -> String {
        self.words.join(" ")
    }

    fn is_prose(&self) -> bool {
        self.text.len() > MAX_NOTICE_BYTES || ends_sentence(self.text)
    }

    fn is_list_item(&self) -> bool {
        self.text.starts_with(['•', '·', '*', '-', '–', '►', '▶', '→', '»'])
    }
}

/// The headline of an article, its own or one found in the text, and the ranges to leave out,
/// in text order.
pub(super) fn find(text: &str, title: Option<&str>) -> (Option<String>, Vec<Removed>) {
    let mut page: Vec<Line<'_>> = lines(text).map(|range| line(text, range)).collect();
    mark_notices(&mut page);
    mark_related(&mut page);
    let headline = mark_headlines(&mut page, title);
    mark_bylines(&mut page);
    if page.iter().all(|line| line.reason.is_some()) {
        spare_prose(&mut page);
    }
    let removed = page
        .iter()
        .filter_map(|line| Some(Removed { range: line.range, reason: line.reason? }))
        .collect();
    (title.map(str::to_owned).or(headline), removed)
}

fn line(text: &str, range: TextRange) -> Line<'_> {
    let words = if range.len() > MAX_NOTICE_BYTES { Vec::new() } else { words_of(text, range) };
    Line { range, text: range.of(text), words, reason: None }
}

fn words_of(text: &str, range: TextRange) -> Vec<Cow<'_, str>> {
    let mut words = Vec::new();
    for_each_word(text, range, |word| words.push(fold(word.of(text))));
    words
}

/// A text that is all boilerplate but for prose that looked like it keeps that prose:
/// a one-line input is a text, not a headline.
fn spare_prose(page: &mut [Line<'_>]) {
    for line in page {
        if matches!(line.reason, Some(RemovalReason::Headline | RemovalReason::Standfirst)) {
            line.reason = None;
        }
    }
}

// --- lines told by their wording -------------------------------------------------------

/// Whole lines of page furniture.
const INTERFACE_LINES: &[&str] = &[
    "login",
    "log in",
    "log out",
    "sign in",
    "sign up",
    "register",
    "subscribe",
    "subscribe now",
    "share",
    "share this",
    "share this article",
    "share this story",
    "share on facebook",
    "share on twitter",
    "share on x",
    "facebook",
    "twitter",
    "instagram",
    "whatsapp",
    "linkedin",
    "pinterest",
    "reddit",
    "email",
    "email this article",
    "print",
    "print this article",
    "menu",
    "search",
    "home",
    "comments",
    "comment",
    "leave a comment",
    "view comments",
    "show comments",
    "add a comment",
    "post a comment",
    "advertisement",
    "advertising",
    "sponsored",
    "sponsored content",
    "skip to content",
    "skip to main content",
    "back to top",
    "read more",
    "show more",
    "load more",
    "loading",
    "continue reading",
    "continue reading below",
    "story continues below",
    "story continues below advertisement",
    "article continues below",
    "close",
    "next",
    "previous",
    "copy link",
    "copied",
    "save",
    "saved",
    "listen",
    "watch",
    "play",
    "play video",
    "video",
    "accept",
    "accept all",
    "accept cookies",
    "accept all cookies",
    "cookie settings",
    "manage cookies",
    "privacy policy",
    "terms of use",
    "terms of service",
    "my account",
    "follow",
    "follow us",
    "tweet",
    "click to share on facebook opens in new window",
    "click to share on twitter opens in new window",
    "download our app",
    "view this post on instagram",
    "toggle navigation",
    "breaking news alerts",
];

/// What a credit line starts with.
const CREDIT_STARTS: &[&str] = &[
    "image source",
    "image credit",
    "image from",
    "image by",
    "image courtesy",
    "image via",
    "photo by",
    "photo credit",
    "photo courtesy",
    "photo from",
    "photo via",
    "photo source",
    "photos by",
    "photograph by",
    "photographs by",
    "picture by",
    "picture credit",
    "picture courtesy",
    "pictured",
    "file photo",
    "file image",
    "file picture",
    "video by",
    "video credit",
    "video courtesy",
    "credit",
    "credits",
    "image",
    "featured image",
    "cover image",
    "header image",
    "photo illustration",
];

/// What ends a caption's credit in brackets or after a slash.
const CREDIT_ENDS: &[&str] = &[
    "getty images",
    "via getty images",
    "ap photo",
    "afp via getty images",
    "shutterstock",
    "shutterstock com",
    "reuters file photo",
    "file photo",
];

/// What a list of other articles is headed by.
const RELATED_HEADS: &[&str] = &[
    "related",
    "related sources",
    "related articles",
    "related stories",
    "related news",
    "related content",
    "related coverage",
    "related topics",
    "related links",
    "related posts",
    "related reading",
    "more on this story",
    "more on this",
    "more from",
    "more stories",
    "more news",
    "more coverage",
    "also read",
    "read also",
    "see also",
    "you may also like",
    "you might also like",
    "recommended",
    "recommended for you",
    "recommended stories",
    "recommended reading",
    "most read",
    "most popular",
    "trending",
    "trending now",
    "top stories",
    "latest news",
    "latest stories",
    "editors picks",
    "editor's picks",
    "don't miss",
    "popular now",
    "sources",
    "source links",
    "tags",
    "topics",
    "filed under",
    "in this story",
];

/// One line that points elsewhere: it starts so and holds a title behind a colon.
const POINTER_STARTS: &[&str] = &[
    "read more",
    "related",
    "see also",
    "also read",
    "read also",
    "watch",
    "listen",
    "more",
    "read",
    "read next",
    "up next",
    "next",
    "don't miss",
    "read the full story",
    "in pictures",
    "in photos",
    "photos",
];

/// What a legal notice holds.
const COPYRIGHT_PHRASES: &[&str] = &[
    "all rights reserved",
    "may not be published broadcast rewritten",
    "may not be reproduced",
    "this material may not be",
    "copyright ©",
    "no part of this publication",
];

/// What an appeal holds, in any line of the length of a notice.
const PROMOTION_PHRASES: &[&str] = &[
    "sign up for our",
    "sign up for the",
    "sign up to our",
    "sign up to receive",
    "subscribe to our",
    "subscribe to the",
    "subscribe for",
    "get the latest news delivered",
    "delivered to your inbox",
    "straight to your inbox",
    "in your inbox",
    "download our app",
    "download the app",
    "get our app",
    "follow us on",
    "like us on facebook",
    "join our whatsapp",
    "join us on",
    "click here to",
    "click here for",
    "support our journalism",
    "become a member",
    "start your free trial",
    "already a subscriber",
    "this site is protected by recaptcha",
    "we use cookies",
    "this website uses cookies",
    "enable javascript",
    "thanks for reading",
    "thank you for reading",
    "for more stories like this",
    "help us improve",
];

/// Searchers made once: making one for every line would take longer than all other rules.
static PROMOTION_FINDERS: LazyLock<Vec<Finder<'static>>> =
    LazyLock::new(|| finders(PROMOTION_PHRASES));
static COPYRIGHT_FINDERS: LazyLock<Vec<Finder<'static>>> =
    LazyLock::new(|| finders(COPYRIGHT_PHRASES));

fn finders(phrases: &[&'static str]) -> Vec<Finder<'static>> {
    phrases.iter().map(|phrase| Finder::new(*phrase)).collect()
}

fn mark_notices(page: &mut [Line<'_>]) {
    for line in page.iter_mut() {
        line.reason = notice(line);
    }
}

/// Marks of a gallery of photos between the paragraphs, one line with all its captions.
const GALLERY_PHRASES: &[&str] = &["hide caption", "show caption"];
const GALLERY_STARTS: &[&str] = &["photos:", "gallery:"];

/// Whether a line of any length is the captions of a gallery: the same gallery stands in many
/// articles that have nothing else in common.
fn is_gallery(line: &Line<'_>) -> bool {
    let starts = |start: &&str| {
        line.text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    let holds = |phrase: &&str| {
        let (first, rest) = phrase.split_at(1);
        let upper = first.to_ascii_uppercase();
        [first, upper.as_str()].iter().any(|first| {
            line.text.match_indices(*first).any(|(at, _)| {
                let tail = line.text.get(at + 1..at + 1 + rest.len());
                tail.is_some_and(|tail| tail.eq_ignore_ascii_case(rest))
            })
        })
    };
    GALLERY_STARTS.iter().any(starts) || GALLERY_PHRASES.iter().any(holds)
}

fn notice(line: &Line<'_>) -> Option<RemovalReason> {
    if is_gallery(line) {
        return Some(RemovalReason::PhotoCredit);
    }
    if line.words.is_empty() || line.words.len() > MAX_NOTICE_WORDS {
        return None;
    }
    let folded = line.folded();
    if INTERFACE_LINES.contains(&folded.as_str()) {
        return Some(RemovalReason::Interface);
    }
    if is_copyright(line, &folded) {
        return Some(RemovalReason::Copyright);
    }
    if is_credit(line, &folded) {
        return Some(RemovalReason::PhotoCredit);
    }
    // Prose may tell readers to "click here to": an appeal speaks to them from its start.
    let head = if line.is_prose() { start_of(&folded, APPEAL_START_BYTES) } else { &folded };
    let is_appeal = PROMOTION_FINDERS.iter().any(|phrase| {
        phrase
            .find(head.as_bytes())
            .is_some_and(|at| !line.is_prose() || head[..at].split(' ').count() <= 4)
    });
    is_appeal.then_some(RemovalReason::Promotion)
}

/// An appeal in prose begins within this many bytes: four words, and the longest phrase.
const APPEAL_START_BYTES: usize = 80;

fn start_of(text: &str, n_bytes: usize) -> &str {
    &text[..text.floor_char_boundary(n_bytes)]
}

fn is_copyright(line: &Line<'_>, folded: &str) -> bool {
    line.text.starts_with('©')
        || (folded.starts_with("copyright ")
            && line.text.contains(|c: char| c == '©' || c.is_ascii_digit()))
        || COPYRIGHT_FINDERS.iter().any(|phrase| phrase.find(folded.as_bytes()).is_some())
}

fn is_credit(line: &Line<'_>, folded: &str) -> bool {
    let starts = CREDIT_STARTS.iter().find(|start| starts_with_words(folded, start));
    match starts {
        // "Image source: …" and "Photo by Ann Lee" are credits; "Image consultants said so." is not.
        Some(_) if !line.is_prose() || line.text.contains("://") => {
            line.text.contains([':', '/', '©', '|'])
                || starts_with_words(folded, "photo by")
                || line.words.len() <= 8
        }
        Some(start) => {
            let after = &line.text[line.text.len().min(start.len())..];
            after.trim_start().starts_with(':') && line.words.len() <= 12
        }
        None => {
            CREDIT_ENDS.iter().any(|end| folded.ends_with(end))
                && line.text.contains(['(', '/', '|', '©', '—', ':'])
                && !line.is_prose()
        }
    }
}

fn starts_with_words(folded: &str, start: &str) -> bool {
    folded.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

// --- lists of other articles -----------------------------------------------------------

fn mark_related(page: &mut [Line<'_>]) {
    let mut at = 0;
    while at < page.len() {
        if page[at].reason.is_none() && is_related_head(&page[at]) {
            at = mark_related_list(page, at);
        } else {
            if page[at].reason.is_none() && is_pointer(&page[at]) {
                page[at].reason = Some(RemovalReason::RelatedLinks);
            }
            at += 1;
        }
    }
}

fn is_related_head(line: &Line<'_>) -> bool {
    !line.is_prose() && line.words.len() <= 6 && RELATED_HEADS.contains(&line.folded().as_str())
}

/// Marks the heading at `head` and the items below it; gives the line after them. A
/// heading without items is kept unless it ends the page or is a heading by its colon.
fn mark_related_list(page: &mut [Line<'_>], head: usize) -> usize {
    let n_items = page[head + 1..].iter().take_while(|line| is_related_item(line)).count();
    let after = head + 1 + n_items;
    if n_items > 0 || after == page.len() || page[head].text.ends_with(':') {
        for line in &mut page[head..after] {
            line.reason.get_or_insert(RemovalReason::RelatedLinks);
        }
    }
    after
}

fn is_related_item(line: &Line<'_>) -> bool {
    line.reason.is_some()
        || line.is_list_item()
        || (!line.is_prose() && line.words.len() <= MAX_HEADLINE_WORDS)
}

/// "Read more: Harbour to close for a week". A colon must follow the phrase, and what
/// follows must be a title, not a sentence.
fn is_pointer(line: &Line<'_>) -> bool {
    let Some((before, after)) = line.text.split_once([':', '|', '»']) else { return false };
    let before = before.trim().to_lowercase();
    POINTER_STARTS.contains(&before.as_str())
        && !ends_sentence(after.trim().trim_end_matches(['!', '?', '…']))
        && line.words.len() <= MAX_HEADLINE_WORDS
}

// --- the head of the article -----------------------------------------------------------

/// Marks headline lines and a standfirst; gives the headline found in the text.
fn mark_headlines(page: &mut [Line<'_>], title: Option<&str>) -> Option<String> {
    let head = HEAD_LINES.min(page.len());
    let repeated = mark_repeated_headline(page, head);
    let titled = mark_title(page, head, title);
    if let Some(last) = repeated {
        mark_standfirst(page, last);
    }
    let opening =
        if repeated.is_none() && titled.is_none() { mark_opening_headline(page) } else { None };
    repeated.or(titled).or(opening).map(|at| page[at].text.to_owned())
}

fn looks_like_headline(line: &Line<'_>) -> bool {
    !line.is_prose()
        && !line.is_list_item()
        && !line.text.ends_with([':', ',', ';', '-', '–', '—'])
        && (MIN_HEADLINE_WORDS..=MAX_HEADLINE_WORDS).contains(&line.words.len())
}

/// A headline that stands twice in the head; gives the last of its lines.
fn mark_repeated_headline(page: &mut [Line<'_>], head: usize) -> Option<usize> {
    let same = |page: &[Line<'_>], i: usize, k: usize| page[i].words == page[k].words;
    let first = (0..head).find(|&i| {
        page[i].reason.is_none()
            && looks_like_headline(&page[i])
            && (i + 1..head).any(|k| same(page, i, k))
    })?;
    let mut last = first;
    for at in first..head {
        if same(page, first, at) {
            page[at].reason = Some(RemovalReason::Headline);
            last = at;
        }
    }
    Some(last)
}

/// Lines of the head that repeat the title of the record; gives the last of them. A title
/// that is a whole sentence of the text is its first sentence, and stays.
fn mark_title(page: &mut [Line<'_>], head: usize, title: Option<&str>) -> Option<usize> {
    let title = title?;
    let words = line(title, TextRange::new(0, title.len())).words;
    if words.is_empty() || title.trim_end().ends_with('.') {
        return None;
    }
    let mut last = None;
    for (at, line) in page[..head].iter_mut().enumerate() {
        if line.words == words && !line.text.ends_with('.') {
            line.reason.get_or_insert(RemovalReason::Headline);
            last = Some(at);
        }
    }
    last
}

/// The first line, where it is written as a headline and prose follows.
fn mark_opening_headline(page: &mut [Line<'_>]) -> Option<usize> {
    let first = page.iter().position(|line| line.reason.is_none())?;
    let next = page[first + 1..].iter().find(|line| line.reason.is_none())?;
    let is_followed = next.is_prose() && next.text.len() > page[first].text.len();
    if !(looks_like_headline(&page[first]) && is_followed) || is_dateline(&page[first]) {
        return None;
    }
    page[first].reason = Some(RemovalReason::Headline);
    Some(first)
}

/// "KYIV, Ukraine (AP)": where a report was written, part of its first sentence.
fn is_dateline(line: &Line<'_>) -> bool {
    line.text.ends_with(')')
        && line.text.split(',').next().is_some_and(|city| city == city.to_uppercase())
}

/// The line after a repeated headline, where it is one sentence that sums up what the
/// headline and the next paragraph say.
fn mark_standfirst(page: &mut [Line<'_>], headline: usize) {
    let mut open = (headline + 1..page.len()).filter(|&at| page[at].reason.is_none());
    let (Some(candidate), Some(next)) = (open.next(), open.next()) else { return };
    if (1..=MAX_STANDFIRST_WORDS).contains(&page[candidate].words.len())
        && !has_inner_sentence_end(page[candidate].text)
        && repeats(&page[candidate], [&page[headline], &page[next]])
    {
        page[candidate].reason = Some(RemovalReason::Standfirst);
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

fn repeats(line: &Line<'_>, others: [&Line<'_>; 2]) -> bool {
    let content: Vec<&Cow<'_, str>> =
        line.words.iter().filter(|w| w.len() > MAX_FUNCTION_WORD).collect();
    let shares_stem = |word: &str, other: &str| {
        let n = word.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
        n > MAX_FUNCTION_WORD && 3 * n >= 2 * word.len().max(other.len())
    };
    let others: Vec<Cow<'_, str>> = others
        .iter()
        .flat_map(|other| words_of(other.text, TextRange::new(0, other.text.len())))
        .collect();
    let n_again = content.iter().filter(|word| others.iter().any(|w| shares_stem(word, w))).count();
    let (numerator, denominator) = MIN_STANDFIRST_REPEAT;
    n_again * denominator >= content.len() * numerator && !content.is_empty()
}

fn mark_bylines(page: &mut [Line<'_>]) {
    let head = HEAD_LINES.min(page.len());
    for line in &mut page[..head] {
        if line.reason.is_none() && is_byline(line) {
            line.reason = Some(RemovalReason::Byline);
        }
    }
}

/// Words a date line is made of, besides digits.
const DATELINE_WORDS: &[&str] = &[
    "published",
    "updated",
    "posted",
    "last",
    "first",
    "on",
    "at",
    "am",
    "pm",
    "a.m",
    "p.m",
    "est",
    "edt",
    "gmt",
    "utc",
    "et",
    "pt",
    "bst",
    "cet",
    "cest",
    "pdt",
    "pst",
    "cst",
    "cdt",
    "ist",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "ago",
    "hours",
    "hour",
    "minutes",
    "min",
    "read",
    "modified",
    "date",
    "time",
];

/// "By Ann Lee, Political Editor", "Published 4 May 2024 at 10:00".
fn is_byline(line: &Line<'_>) -> bool {
    if line.words.len() > 14 || line.is_prose() && line.words.len() > 6 {
        return false;
    }
    let is_by = line.words.len() >= 3
        && line.words[0] == "by"
        && !line.is_prose()
        && line.text.split_whitespace().nth(1).is_some_and(|w| w.starts_with(char::is_uppercase));
    let is_date = line.words.iter().any(|w| w.starts_with(|c: char| c.is_ascii_digit()))
        && line.words.iter().all(|w| {
            DATELINE_WORDS.contains(&w.as_ref()) || w.starts_with(|c: char| c.is_ascii_digit())
        })
        && line.words.len() >= 3;
    is_by || is_date
}

#[cfg(test)]
mod tests {
    use super::*;
    use RemovalReason as R;

    fn reasons(text: &str, title: Option<&str>) -> Vec<(String, RemovalReason)> {
        find(text, title).1.iter().map(|r| (r.range.of(text).to_owned(), r.reason)).collect()
    }

    const PROSE: &str = "The ferry left the harbour at noon on Monday, and it did not come back. \
                         Divers found it a day later.";

    #[test]
    fn page_furniture_goes_and_prose_stays() {
        let cases: &[(&str, Option<RemovalReason>)] = &[
            ("Login", Some(R::Interface)),
            ("Share this article", Some(R::Interface)),
            ("Share prices fell.", None),
            ("image source from:https://example.org/picture", Some(R::PhotoCredit)),
            ("Photo by Ann Lee", Some(R::PhotoCredit)),
            ("Photos: Ferries The ferry in 1998. Hide Caption 1 of 9", Some(R::PhotoCredit)),
            ("The ferry in May. Hide Caption 2 of 9 Divers. Hide Caption", Some(R::PhotoCredit)),
            ("He told them to hide the caption.", None),
            ("Image consultants said the minister had been badly advised.", None),
            ("A ferry in the harbour (Ann Lee/Getty Images)", Some(R::PhotoCredit)),
            ("© 2024 The Harbour Post", Some(R::Copyright)),
            ("Copyright 2024 Harbour Media. All rights reserved.", Some(R::Copyright)),
            ("Copyright law was at the heart of the case.", None),
            ("Sign up for our newsletter and get the news every morning", Some(R::Promotion)),
            ("He told voters they could click here to register, which was wrong.", None),
            ("Read more: Harbour to close for a week", Some(R::RelatedLinks)),
            ("Read the report: it names nobody.", None),
            ("More: the minister said he would not resign over it.", None),
        ];
        for (line, reason) in cases {
            let text = format!("{PROSE}\n{line}\n{PROSE} Again.");
            let expected: Vec<_> = reason.iter().map(|r| ((*line).to_owned(), *r)).collect();
            assert_eq!(reasons(&text, None), expected, "{line}");
        }
    }

    #[test]
    fn tails_of_links_go() {
        let text = format!("{PROSE}\nRelated Sources:\n• One • Two\nHarbour to close\n");
        let found: Vec<_> = reasons(&text, None).into_iter().map(|(line, _)| line).collect();
        assert_eq!(found, ["Related Sources:", "• One • Two", "Harbour to close"]);
    }

    #[test]
    fn headlines_go_once_they_are_known() {
        let headline = "Ferry Missing After Leaving Harbour";
        let standfirst = "Ferry left the harbour on Monday and divers later found it.";
        let cases = [
            (format!("{headline}\n{PROSE}"), None, vec![(headline, R::Headline)]),
            (format!("{PROSE}\n{PROSE}"), None, vec![]),
            (format!("{headline}\n\n{PROSE}"), Some(headline), vec![(headline, R::Headline)]),
            (
                format!("{headline}\n{headline}\n{standfirst}\n{PROSE}"),
                None,
                vec![(headline, R::Headline), (headline, R::Headline), (standfirst, R::Standfirst)],
            ),
            (
                format!("{headline}\n{headline}\nNobody expected what came next.\n{PROSE}"),
                None,
                vec![(headline, R::Headline), (headline, R::Headline)],
            ),
            (headline.to_owned(), None, vec![]),
            (headline.to_owned(), Some(headline), vec![]),
            (
                "By Ann Lee\nUpdated 4 May 2024, 10:00\n".to_owned() + PROSE,
                None,
                vec![("By Ann Lee", R::Byline), ("Updated 4 May 2024, 10:00", R::Byline)],
            ),
        ];
        for (text, title, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|&(line, r)| (line.to_owned(), r)).collect();
            assert_eq!(reasons(&text, title), expected, "{text}");
        }
    }
}
