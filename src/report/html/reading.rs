//! An article's text cut into paragraphs and pieces, each piece with what was found there.

use super::words;
use crate::report::clean::clean;
use crate::report::outline::Verdict;
use crate::report::wording;
use crate::report::{ReportArticle, Statement};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A line this long that ends without a stop was wrapped by hand.
const MIN_WRAPPED_LINE: usize = 50;

/// A statement of an entry of the page, as it lies on the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Highlight<'r> {
    /// Number of the entry, from 1.
    pub(super) entry: usize,
    pub(super) verdict: Verdict,
    pub(super) statement: &'r Statement,
}

/// Pieces between two breaks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Paragraph<'r> {
    pub(super) pieces: Vec<Piece<'r>>,
}

/// A stretch of text that the same entries cover throughout.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'r> {
    pub(super) text: String,
    /// Entries with a statement here, ascending.
    pub(super) entries: Vec<usize>,
    /// The gravest verdict of them.
    pub(super) verdict: Option<Verdict>,
    /// Those of them that mark these words.
    pub(super) marked: Vec<usize>,
    /// The gravest verdict of those.
    pub(super) marked_as: Option<Verdict>,
    /// Why it was left out.
    pub(super) left_out: Option<&'r str>,
    /// Statements that end here.
    pub(super) ends: Vec<End>,
}

/// The end of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    pub(super) entry: usize,
    pub(super) verdict: Verdict,
    /// Whether it is the entry's first in this text.
    pub(super) is_first: bool,
}

#[derive(Debug, Clone, Copy)]
enum Event<'r> {
    Open(usize, Verdict),
    Close(usize, Verdict),
    Mark(usize),
    Unmark(usize),
    Cut(&'r str),
    Paste,
}

impl Piece<'_> {
    /// The verdict's class.
    pub(super) fn class(&self) -> &'static str {
        self.verdict.map_or("", Verdict::as_str)
    }

    /// Numbers of the entries, separated by blanks.
    pub(super) fn numbers(&self) -> String {
        joined(&self.entries)
    }

    /// Numbers of the entries that mark it, separated by blanks.
    pub(super) fn marked_numbers(&self) -> String {
        joined(&self.marked)
    }
}

impl End {
    /// The verdict's class.
    pub(super) fn class(&self) -> &'static str {
        self.verdict.as_str()
    }

    /// The verdict's sign.
    pub(super) fn sign(&self) -> &'static str {
        wording::sign(self.verdict)
    }

    /// The verdict's name.
    pub(super) fn name(&self) -> &'static str {
        words::verdict(self.verdict)
    }
}

fn joined(numbers: &[usize]) -> String {
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    numbers.join(" ")
}

/// The text in paragraphs. Spans that do not lie on characters of the text are passed over.
/// Cost: linear in the text, `n log n` in the highlights, and their depth a piece.
pub(super) fn paragraphs<'r>(
    article: &'r ReportArticle,
    highlights: &[Highlight<'r>],
) -> Vec<Paragraph<'r>> {
    let text = article.text.as_str();
    let events = events(article, highlights);
    Cutter { text, ..Cutter::default() }.run(paragraph_ranges(text), &events)
}

fn events<'r>(
    article: &'r ReportArticle,
    highlights: &[Highlight<'r>],
) -> BTreeMap<usize, Vec<Event<'r>>> {
    let text = article.text.as_str();
    let mut events: BTreeMap<usize, Vec<Event<'r>>> = BTreeMap::new();
    let mut add = |at: usize, event| events.entry(at).or_default().push(event);
    for removed in &article.removed {
        if let Some(range) = range(text, &removed.span) {
            add(range.start, Event::Cut(&removed.reason));
            add(range.end, Event::Paste);
        }
    }
    for &Highlight { entry, verdict, statement } in highlights {
        let Some(whole) = range(text, &statement.span) else { continue };
        add(whole.start, Event::Open(entry, verdict));
        for mark in statement.marks.iter().filter_map(|mark| range(text, mark)) {
            let mark = mark.start.max(whole.start)..mark.end.min(whole.end);
            if mark.start < mark.end {
                add(mark.start, Event::Mark(entry));
                add(mark.end, Event::Unmark(entry));
            }
        }
        add(whole.end, Event::Close(entry, verdict));
    }
    events
}

fn range(text: &str, span: &Span) -> Option<Range<usize>> {
    let range = span.start as usize..span.end as usize;
    (!range.is_empty() && text.get(range.clone()).is_some()).then_some(range)
}

/// What is open at a place of the text.
#[derive(Default)]
struct Cutter<'r> {
    text: &'r str,
    open: BTreeMap<usize, (Verdict, usize)>,
    marked: BTreeMap<usize, usize>,
    cuts: Vec<&'r str>,
    seen: BTreeSet<usize>,
}

impl<'r> Cutter<'r> {
    fn run(
        mut self,
        ranges: Vec<Range<usize>>,
        events: &BTreeMap<usize, Vec<Event<'r>>>,
    ) -> Vec<Paragraph<'r>> {
        let mut paragraphs: Vec<Paragraph<'r>> = Vec::with_capacity(ranges.len());
        let mut events = events.iter().peekable();
        for range in ranges {
            // What lies between two paragraphs ends with the first of them.
            while let Some((_, list)) = events.next_if(|(at, _)| **at <= range.start) {
                self.pass(list, paragraphs.last_mut());
            }
            let mut paragraph = Paragraph { pieces: Vec::new() };
            let mut at = range.start;
            while at < range.end {
                let stop = events.peek().map_or(range.end, |(next, _)| (**next).min(range.end));
                paragraph.pieces.push(self.piece(at..stop));
                while let Some((_, list)) = events.next_if(|(next, _)| **next <= stop) {
                    self.pass(list, Some(&mut paragraph));
                }
                at = stop;
            }
            paragraphs.push(paragraph);
        }
        paragraphs
    }

    fn piece(&self, range: Range<usize>) -> Piece<'r> {
        Piece {
            text: clean(&self.text[range]).into_owned(),
            entries: self.open.keys().copied().collect(),
            verdict: self.open.values().map(|(verdict, _)| *verdict).min(),
            marked: self.marked.keys().copied().collect(),
            marked_as: self.marked.keys().filter_map(|x| Some(self.open.get(x)?.0)).min(),
            left_out: self.cuts.last().copied(),
            ends: Vec::new(),
        }
    }

    fn pass(&mut self, events: &[Event<'r>], paragraph: Option<&mut Paragraph<'r>>) {
        let mut ends: Vec<End> = Vec::new();
        for event in events {
            match *event {
                Event::Open(entry, verdict) => {
                    self.open.entry(entry).or_insert((verdict, 0)).1 += 1;
                }
                Event::Close(entry, verdict) => {
                    if let Some((_, n)) = self.open.get_mut(&entry) {
                        *n -= 1;
                        if *n == 0 {
                            self.open.remove(&entry);
                        }
                    }
                    ends.push(End { entry, verdict, is_first: self.seen.insert(entry) });
                }
                Event::Mark(entry) => *self.marked.entry(entry).or_default() += 1,
                Event::Unmark(entry) => {
                    if let Some(n) = self.marked.get_mut(&entry) {
                        *n -= 1;
                        if *n == 0 {
                            self.marked.remove(&entry);
                        }
                    }
                }
                Event::Cut(reason) => self.cuts.push(reason),
                Event::Paste => {
                    self.cuts.pop();
                }
            }
        }
        ends.sort_by_key(|end| end.entry);
        if let Some(piece) = paragraph.and_then(|paragraph| paragraph.pieces.last_mut()) {
            piece.ends.extend(ends);
        }
    }
}

/// The paragraphs of a text, white space at their edges left out. A blank line parts them;
/// a line break does unless the line seems to go on after it.
fn paragraph_ranges(text: &str) -> Vec<Range<usize>> {
    let is_spaced = text.contains("\n\n") || text.contains("\n\r\n");
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut last: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        let end = start + trimmed.len();
        at += line.len();
        if trimmed.is_empty() {
            last = None;
            continue;
        }
        match (last, ranges.last_mut()) {
            (Some(before), Some(range)) if goes_on(before, trimmed, is_spaced) => range.end = end,
            _ => ranges.push(start..end),
        }
        last = Some(trimmed);
    }
    ranges
}

fn goes_on(line: &str, next: &str, is_spaced: bool) -> bool {
    let ends_in_stop = line
        .trim_end_matches(['"', '\'', '”', '’', '»', ')'])
        .ends_with(['.', '!', '?', '…', ':', '。', '！', '？']);
    next.starts_with(char::is_lowercase)
        || is_spaced && !ends_in_stop && line.chars().count() >= MIN_WRAPPED_LINE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ReportRemoved;
    use crate::span::TextRange;

    fn span(text: &str, words: &str) -> Span {
        let at = text.find(words).unwrap();
        Span::new(text, TextRange::new(at, at + words.len()))
    }

    fn statement(text: &str, whole: &str, marks: &[&str]) -> Statement {
        Statement {
            article: "a".into(),
            span: span(text, whole),
            marks: marks.iter().map(|words| span(text, words)).collect(),
            value: None,
        }
    }

    fn shown(paragraphs: &[Paragraph<'_>]) -> String {
        let piece = |piece: &Piece<'_>| {
            let mut out = piece.text.clone();
            if !piece.marked.is_empty() {
                out = format!("*{out}*{:?}", piece.marked);
            }
            if let Some(reason) = piece.left_out {
                out = format!("({reason}: {out})");
            }
            if !piece.entries.is_empty() {
                out = format!("<{out}>{:?}", piece.entries);
            }
            for end in &piece.ends {
                out += &format!("^{}{}", end.entry, if end.is_first { "" } else { "again" });
            }
            out
        };
        let line = |paragraph: &Paragraph<'_>| paragraph.pieces.iter().map(piece).collect();
        let lines: Vec<String> = paragraphs.iter().map(line).collect();
        lines.join("\n")
    }

    #[test]
    fn statements_overlap_and_marks_lie_within() {
        let text = "Share this\n\nOne two three. Four five.\nSix.";
        let article = ReportArticle {
            id: "a".into(),
            label: "A".into(),
            title: None,
            source: None,
            published: None,
            text: text.into(),
            removed: vec![ReportRemoved { span: span(text, "Share this"), reason: "share".into() }],
            carried_by: Vec::new(),
        };
        let first = statement(text, "One two three.", &["two"]);
        let both = statement(text, "One two three. Four five.", &["two three", "five"]);
        let again = statement(text, "Six.", &[]);
        let at = |entry, verdict, statement| Highlight { entry, verdict, statement };
        let highlights = [
            at(1, Verdict::Conflict, &first),
            at(2, Verdict::Agree, &both),
            at(2, Verdict::Agree, &again),
        ];
        let paragraphs = paragraphs(&article, &highlights);
        assert_eq!(
            shown(&paragraphs),
            "(share: Share this)\n\
             <One >[1, 2]<*two*[1, 2]>[1, 2]<* three*[2]>[1, 2]<.>[1, 2]^1< Four >[2]<*five*[2]>[2]\
             <.>[2]^2\n\
             <Six.>[2]^2again"
        );
        let pieces = &paragraphs[1].pieces;
        assert_eq!(pieces[0].verdict, Some(Verdict::Conflict));
        let marked_as: Vec<_> = pieces[..3].iter().map(|piece| piece.marked_as).collect();
        assert_eq!(marked_as, [None, Some(Verdict::Conflict), Some(Verdict::Agree)]);
        assert_eq!(pieces[2].verdict, Some(Verdict::Conflict), "it lies in a conflict");
    }

    #[test]
    fn a_wrong_span_is_passed_over() {
        let text = "Où est 東京?";
        let wrong = |start, end| Statement {
            article: "a".into(),
            span: Span { start, end, text: String::new() },
            marks: vec![Span { start: 1, end: 99, text: String::new() }],
            value: None,
        };
        let statements = [wrong(2, 3), wrong(9, 4), wrong(0, 400), wrong(3, 3), wrong(0, 3)];
        let highlights: Vec<Highlight<'_>> = statements
            .iter()
            .map(|statement| Highlight { entry: 1, verdict: Verdict::Agree, statement })
            .collect();
        let article = ReportArticle {
            id: "a".into(),
            label: "A".into(),
            title: None,
            source: None,
            published: None,
            text: text.into(),
            removed: Vec::new(),
            carried_by: Vec::new(),
        };
        assert_eq!(shown(&paragraphs(&article, &highlights)), "<Où>[1]^1 est 東京?");
    }

    #[test]
    fn lines_that_go_on_are_one_paragraph() {
        let wrapped = "A line that somebody has wrapped by hand at sixty or so\nColumns of it.";
        for (text, expected) in [
            ("One.\nTwo.\n\nThree.\n", &["One.", "Two.", "Three."][..]),
            ("below\nthe waterline", &["below\nthe waterline"]),
            ("\n \r\nA\r\n\r\nB", &["A", "B"]),
            ("", &[]),
            (wrapped, &wrapped.split('\n').collect::<Vec<_>>()),
        ] {
            let found: Vec<&str> =
                paragraph_ranges(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected);
        }
        let spaced = format!("{wrapped}\n\nEnd.");
        assert_eq!(paragraph_ranges(&spaced).len(), 2);
    }
}
