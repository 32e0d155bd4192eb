//! A statement cut at its marks.

use super::Statement;

/// A stretch of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Segment<'r> {
    /// Words around the marks.
    Plain(&'r str),
    /// Words that agree or differ.
    Marked(&'r str),
}

/// The statement's words in order, cut at its marks. Marks that touch or overlap become
/// one; white space at their edges falls outside; marks that do not lie on characters of
/// the statement are left out. The segments joined are the statement.
pub(super) fn segments(statement: &Statement) -> Vec<Segment<'_>> {
    let text = statement.span.text.as_str();
    let mut segments = Vec::new();
    let mut done = 0;
    for (start, end) in merged(statement) {
        if done < start {
            segments.push(Segment::Plain(&text[done..start]));
        }
        segments.push(Segment::Marked(&text[start..end]));
        done = end;
    }
    if done < text.len() {
        segments.push(Segment::Plain(&text[done..]));
    }
    segments
}

/// The marked words, white space folded, with an ellipsis between those apart; none where nothing
/// is marked.
pub(super) fn marked_words(statement: &Statement) -> Option<String> {
    let marked = segments(statement).into_iter().filter_map(|segment| match segment {
        Segment::Marked(words) => Some(words.split_whitespace().collect::<Vec<_>>().join(" ")),
        Segment::Plain(_) => None,
    });
    let marked: Vec<String> = marked.collect();
    (!marked.is_empty()).then(|| marked.join(" … "))
}

/// The marks as ranges of the statement's own text, in order and apart.
fn merged(statement: &Statement) -> Vec<(usize, usize)> {
    let text = statement.span.text.as_str();
    let offset = |at: u32| at.checked_sub(statement.span.start).map(|at| at as usize);
    let mut ranges: Vec<(usize, usize)> = statement
        .marks
        .iter()
        .filter_map(|mark| trimmed(text, offset(mark.start)?, offset(mark.end)?))
        .collect();
    ranges.sort_unstable();
    ranges.dedup_by(|next, kept| {
        let touches = next.0 <= kept.1;
        if touches {
            kept.1 = kept.1.max(next.1);
        }
        touches
    });
    ranges
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let words = text.get(start..end)?;
    let start = start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    (start < end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn cut(text: &str, marks: &[(u32, u32)]) -> String {
        let span = |start, end| Span { start, end, text: String::new() };
        let statement = Statement {
            article: "a".into(),
            span: Span { text: text.into(), ..span(10, 10 + text.len() as u32) },
            marks: marks.iter().map(|&(start, end)| span(start, end)).collect(),
            value: None,
        };
        let shown = |segment: &Segment<'_>| match segment {
            Segment::Plain(words) => (*words).to_owned(),
            Segment::Marked(words) => format!("<{words}>"),
        };
        segments(&statement).iter().map(shown).collect()
    }

    #[test]
    fn marks_are_cut_out_in_order() {
        for (marks, expected) in [
            (&[][..], "élan of 12 men"),
            (&[(19, 21)], "élan of <12> men"),
            (&[(18, 22)], "élan of <12> men"),
            (&[(22, 25), (10, 15)], "<élan> of 12 <men>"),
            (&[(19, 21), (20, 25)], "élan of <12 men>"),
            (&[(19, 21), (21, 25)], "élan of <12> <men>"),
            (&[(11, 15)], "élan of 12 men"),
            (&[(0, 12), (20, 99), (24, 18)], "élan of 12 men"),
        ] {
            assert_eq!(cut("élan of 12 men", marks), expected, "{marks:?}");
        }
    }
}
