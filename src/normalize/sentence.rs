//! Paragraphs and sentences.
//!
//! Boundaries come from `sentencex`; this layer hands it paragraphs it can take in linear
//! time, mends what it does not know, and trims white space.

use super::{document::Removed, language::Language, list_marker, tokenize::for_each_word};
use crate::span::TextRange;

/// Longest stretch handed to the splitter at once: it is quadratic on unclosed quotes.
const MAX_CHUNK_BYTES: usize = 16 * 1024;

/// The lines of `text` that are not blank, without white space around them. Linear.
pub(super) fn lines(text: &str) -> impl Iterator<Item = TextRange> + '_ {
    let has_rare_breaks = has_rare_breaks(text);
    let mut at = 0;
    let next_line = move || {
        let start = at;
        let rest = &text[start..];
        at = if has_rare_breaks {
            let found = rest.char_indices().find(|&(_, c)| is_line_break(c));
            found.map_or(text.len(), |(end, c)| start + end + c.len_utf8())
        } else {
            memchr::memchr(b'\n', rest.as_bytes()).map_or(text.len(), |end| start + end + 1)
        };
        (at > start).then(|| TextRange::new(start, at))
    };
    std::iter::from_fn(next_line).filter_map(|range| trimmed(text, range))
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether lines of `text` may end otherwise than by a line feed.
fn has_rare_breaks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_break =
        |at: usize| matches!(bytes[at..], [0xE2, 0x80, 0xA8 | 0xA9, ..] | [0xC2, 0x85, ..]);
    memchr::memchr3(b'\r', 0x0B, 0x0C, bytes).is_some()
        || memchr::memchr2_iter(0xE2, 0xC2, bytes).any(is_break)
}

/// `range` without white space at its ends; `None` if nothing is left.
pub(super) fn trimmed(text: &str, range: TextRange) -> Option<TextRange> {
    let slice = range.of(text);
    let left = slice.trim_start();
    let start = range.start as usize + slice.len() - left.len();
    let kept = left.trim_end();
    (!kept.is_empty()).then(|| TextRange::new(start, start + kept.len()))
}

/// Paragraphs of what is left of `text`: its lines without `removed` ones, a sentence
/// broken over lines put together again.
pub(super) fn paragraphs(text: &str, removed: &[Removed]) -> Vec<TextRange> {
    let mut next_removed = 0;
    let kept: Vec<TextRange> = lines(text)
        .filter(|line| {
            while removed.get(next_removed).is_some_and(|r| r.range.end <= line.start) {
                next_removed += 1;
            }
            !removed.get(next_removed).is_some_and(|r| r.range.overlaps(*line))
        })
        .collect();
    join_broken_lines(text, &kept)
}

/// Joins lines where a sentence was cut by an errant line break: the line does not end a
/// sentence, the next goes on in lower case, and the run does end as a sentence (a list
/// of lower-case items does not).
fn join_broken_lines(text: &str, lines: &[TextRange]) -> Vec<TextRange> {
    let mut out = Vec::with_capacity(lines.len());
    let mut i = 0;
    while i < lines.len() {
        let mut end = i;
        while end + 1 < lines.len()
            && is_single_break(&text[lines[end].end as usize..lines[end + 1].start as usize])
            && !ends_sentence(lines[end].of(text))
            && lines[end + 1].of(text).starts_with(char::is_lowercase)
        {
            end += 1;
        }
        if end > i && ends_sentence(lines[end].of(text)) {
            out.push(lines[i].cover(lines[end]));
        } else {
            out.extend_from_slice(&lines[i..=end]);
        }
        i = end + 1;
    }
    out
}

fn is_single_break(gap: &str) -> bool {
    gap.chars().filter(|&c| c == '\n').count() == 1
}

/// Whether a line ends as sentences end.
pub(super) fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_'])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟'])
}

/// Splits the paragraphs of texts in one language.
pub(super) struct Splitter {
    rules: Box<dyn sentencex::languages::Language>,
    /// Abbreviations that the rules do not know.
    abbreviations: &'static [&'static str],
}

impl Splitter {
    pub(super) fn new(language: Language) -> Self {
        Self {
            rules: sentencex::language_factory(language.as_str()),
            abbreviations: abbreviations(language),
        }
    }

    /// The sentences of `paragraph`, in order, white space left out.
    /// Cost: linear; paragraphs over 16 KB are taken in parts cut at white space.
    pub(super) fn split(&self, text: &str, paragraph: TextRange, out: &mut Vec<TextRange>) {
        let items = list_marker::items(paragraph.of(text));
        let base = paragraph.start as usize;
        if items.is_empty() {
            return self.split_plain(text, paragraph, out);
        }
        let ends = items[1..].iter().map(|(start, _)| base + start).chain([paragraph.end as usize]);
        for (&(marker, body), end) in items.iter().zip(ends) {
            let first = out.len();
            self.split_plain(text, TextRange::new(base + body, end), out);
            // The marker belongs to the first sentence of its item.
            if let Some(sentence) = out.get_mut(first) {
                sentence.start = TextRange::new(0, base + marker).end;
            }
        }
    }

    fn split_plain(&self, text: &str, range: TextRange, out: &mut Vec<TextRange>) {
        if is_one_sentence(range.of(text)) {
            return out.extend(trimmed(text, range));
        }
        let mut rest = range;
        while !rest.is_empty() {
            let chunk = first_chunk(text, rest);
            self.split_chunk(text, chunk, out);
            rest.start = chunk.end;
        }
    }

    fn split_chunk(&self, text: &str, chunk: TextRange, out: &mut Vec<TextRange>) {
        let slice = chunk.of(text);
        let base = chunk.start as usize;
        let first = out.len();
        for sentence in self.rules.segment(slice) {
            // The rules give parts of `slice`, so the distance of the pointers is the offset.
            let start = base + (sentence.as_ptr() as usize - slice.as_ptr() as usize);
            let Some(range) = trimmed(text, TextRange::new(start, start + sentence.len())) else {
                continue;
            };
            match out[first..].last_mut() {
                Some(previous) if self.belongs_together(text, *previous, range) => {
                    *previous = previous.cover(range);
                }
                _ => out.push(range),
            }
        }
    }

    /// Whether the rules cut in the middle of a sentence.
    fn belongs_together(&self, text: &str, left: TextRange, right: TextRange) -> bool {
        if left.end == right.start && cuts_word(text, left, right) {
            return true;
        }
        let (left, right) = (left.of(text), right.of(text));
        !right.chars().any(char::is_alphanumeric)
            || is_clock(left) && begins_with_zone(right)
            || ends_with_abbreviation(left, self.abbreviations)
    }
}

/// Whether `paragraph` is one line of ASCII without a stop before its last byte: there is
/// nothing to cut at.
fn is_one_sentence(paragraph: &str) -> bool {
    let Some((_, inner)) = paragraph.as_bytes().split_last() else { return true };
    paragraph.is_ascii()
        && paragraph.len() <= MAX_CHUNK_BYTES
        && memchr::memchr3(b'.', b'!', b'?', inner).is_none()
        && memchr::memchr2(b'\n', b'\r', inner).is_none()
}

/// The start of `range` up to [`MAX_CHUNK_BYTES`], cut after the last sentence end or
/// white space before that.
fn first_chunk(text: &str, range: TextRange) -> TextRange {
    let slice = range.of(text);
    if slice.len() <= MAX_CHUNK_BYTES {
        return range;
    }
    let head = &slice[..slice.floor_char_boundary(MAX_CHUNK_BYTES)];
    let cut = head
        .rfind(". ")
        .map(|at| at + 2)
        .or_else(|| head.rfind(char::is_whitespace).map(|at| head.ceil_char_boundary(at + 1)))
        .unwrap_or(head.len());
    TextRange::new(range.start as usize, range.start as usize + cut)
}

/// Whether a word goes on over the end of `left`: "L.Qs" is one.
fn cuts_word(text: &str, left: TextRange, right: TextRange) -> bool {
    let start = left.of(text).rfind(char::is_whitespace).unwrap_or(0);
    let end = right.of(text).find(char::is_whitespace).unwrap_or(right.len());
    let around = TextRange::new(left.start as usize + start, right.start as usize + end);
    let mut is_cut = false;
    for_each_word(text, around, |word| {
        is_cut |= word.start < left.end && left.end < word.end;
    });
    is_cut
}

fn is_clock(left: &str) -> bool {
    ["a.m.", "p.m."].iter().any(|half| left.ends_with(half))
}

/// Zones that stand behind an hour.
const ZONES: [&str; 19] = [
    "GMT", "UTC", "BST", "CET", "CEST", "EET", "EEST", "MSK", "EST", "EDT", "ET", "CST", "CDT",
    "CT", "MST", "MDT", "PST", "PDT", "PT",
];

/// Whether the words begin with whose time it is ("Moscow time", "New York time").
fn begins_with_zone(right: &str) -> bool {
    let mut words = right.split_whitespace();
    let first = right.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    if ZONES.contains(&first) {
        return true;
    }
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    let is_time = |word: &str| word.trim_end_matches(['.', ',', ';', '”', '"']) == "time";
    words.next().is_some_and(is_name)
        && match words.next() {
            Some(second) if is_time(second) => true,
            Some(second) => is_name(second) && words.next().is_some_and(is_time),
            None => false,
        }
}

fn ends_with_abbreviation(left: &str, list: &[&str]) -> bool {
    let Some(stem) = left.strip_suffix('.') else { return false };
    let word = stem.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or(stem);
    word.len() <= MAX_ABBREVIATION_BYTES && list.contains(&word.to_lowercase().as_str())
}

/// Longer than any abbreviation in the lists.
const MAX_ABBREVIATION_BYTES: usize = 12;

/// Abbreviations that stand before what they belong to, where the splitter has too few.
fn abbreviations(language: Language) -> &'static [&'static str] {
    match language.as_str() {
        "fr" => &[
            "m", "mm", "mme", "mmes", "mlle", "dr", "pr", "me", "st", "ste", "av", "bd", "p", "pp",
            "art", "env", "cf", "no", "vol", "tél",
        ],
        "ru" => &[
            "г", "гг", "ул", "им", "д", "стр", "т.е", "т.к", "тыс", "млн", "млрд", "руб", "проф",
            "акад", "св", "см", "рис", "обл", "р",
        ],
        "ar" => &["د", "أ", "م", "ص", "ج"],
        "en" => &[
            "mr", "mrs", "ms", "mx", "dr", "gov", "sen", "rep", "gen", "lt", "col", "sgt", "capt",
            "adm", "maj", "cmdr", "rev", "hon", "prof", "pres", "supt", "det", "insp", "messrs",
        ],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str, code: &str) -> Vec<String> {
        let language = Language::from_tag(code).expect("two letters");
        let mut out = Vec::new();
        let splitter = Splitter::new(language);
        for paragraph in paragraphs(text, &[]) {
            splitter.split(text, paragraph, &mut out);
        }
        out.iter().map(|range| range.of(text).to_owned()).collect()
    }

    #[test]
    fn sentences_of_news() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("en", "", &[]),
            ("en", "  \n\t ", &[]),
            ("en", "It rained. It poured.", &["It rained.", "It poured."]),
            ("en", "Gov. Ann Lee left. He stayed.", &["Gov. Ann Lee left.", "He stayed."]),
            (
                "en",
                "In her first act, Ms. Lee left. He stayed.",
                &["In her first act, Ms. Lee left.", "He stayed."],
            ),
            (
                "en",
                "It is 1 a.m. Moscow time. All sleep.",
                &["It is 1 a.m. Moscow time.", "All sleep."],
            ),
            ("en", "It is 1 a.m. EST. All sleep.", &["It is 1 a.m. EST.", "All sleep."]),
            ("en", "It is 1 a.m. Moscow sleeps.", &["It is 1 a.m.", "Moscow sleeps."]),
            ("en", "“Go. Now.” She left.", &["“Go. Now.”", "She left."]),
            ("en", "cut in the\nmiddle of it.", &["cut in the\nmiddle of it."]),
            ("en", "one item\nanother item\n", &["one item", "another item"]),
            ("fr", "M. Dupont parle. Il part.", &["M. Dupont parle.", "Il part."]),
            (
                "ru",
                "Он жил на ул. Ленина. Потом уехал.",
                &["Он жил на ул. Ленина.", "Потом уехал."],
            ),
        ];
        for (code, text, expected) in cases {
            assert_eq!(sentences(text, code), *expected, "{text}");
        }
    }

    #[test]
    fn lines_end_at_every_break() {
        for text in [
            "a\nb\r\nc",
            "a\u{0B}b\u{0C}c",
            "a\u{85}b\n\nc",
            "\u{2028}a \u{2029}\tb\nc\n",
            "a \n b\n\n c",
        ] {
            let found: Vec<&str> = lines(text).map(|range| range.of(text)).collect();
            assert_eq!(found, ["a", "b", "c"], "{text:?}");
        }
    }

    #[test]
    fn unclosed_quotes_and_endless_lines_stay_linear() {
        let quotes = "“word ".repeat(32_000);
        let endless = "word ".repeat(200_000);
        for text in [quotes, endless, "x".repeat(1 << 20), "“".repeat(60_000)] {
            let found = sentences(&text, "en");
            let n_bytes: usize = found.iter().map(String::len).sum();
            assert!(n_bytes > text.len() / 2);
        }
    }
}
