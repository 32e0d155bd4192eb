//! The facet of quotations: the same words quoted otherwise.

use super::{
    model::{Facet, Said, Verdict},
    rule::Rule,
    statement::{Ruling, Statement, both_say},
    word_diff::Change,
    wording,
};
use crate::{mention::is_negation, normalize::Token, span::TextRange};

/// What a change inside quotation marks on both sides says. A word more on one side is a
/// shortened quotation, unless it denies; spellings are not another wording.
pub(super) fn changed(a: Statement<'_>, b: Statement<'_>, change: Change<'_>) -> Option<Ruling> {
    if is_inserted(a, change.range_a()) || is_inserted(b, change.range_b()) {
        return None;
    }
    let telling = [wording::telling(a, change.in_a), wording::telling(b, change.in_b)];
    let denies = [denies(a, change.in_a), denies(b, change.in_b)];
    let is_other_wording = wording::is_other_literally(&telling[0], &telling[1]);
    let is_shortened = is_shortened(a) || is_shortened(b);
    let is_denied = !is_shortened && denies[0] != denies[1] && !is_long(change);
    if !is_other_wording && !is_denied {
        return None;
    }
    let marks = |range: Option<TextRange>| range.into_iter().collect::<Vec<_>>();
    let said = [a.marked(marks(change.range_a()), None), b.marked(marks(change.range_b()), None)];
    Some(quoted_otherwise(a, b, Rule::QuotationChanged, said))
}

/// The conflict of two wordings of one utterance; the marks of one side may be none.
pub(super) fn quoted_otherwise(
    a: Statement<'_>,
    b: Statement<'_>,
    rule: Rule,
    said: [Said; 2],
) -> Ruling {
    let alone = |s: Statement<'_>, said: &Said| {
        format!("quoted otherwise: {} alone has “{}”", s.label, s.quoted(said))
    };
    let message = match (said[0].marks.is_empty(), said[1].marks.is_empty()) {
        (false, false) => format!("quoted otherwise: {}", both_say(a, b, &said)),
        (false, true) => alone(a, &said[0]),
        (true, _) => alone(b, &said[1]),
    };
    let (verdict, facet) = (Verdict::Conflict, Some(Facet::Quotation));
    Ruling { verdict, facet, rule, message, said }
}

/// Makes a conflict that lies in quoted words on both sides one of how somebody is quoted: whether
/// it is a figure or a "not" that differs, the accounts contradict each other in what was said.
pub(super) fn claim_quoted(a: Statement<'_>, b: Statement<'_>, ruling: &mut Ruling) {
    let is_quoted = |s: Statement<'_>, said: &Said| {
        !said.marks.is_empty()
            && said.marks.iter().all(|mark| s.quoted_parts().any(|part| part.contains(*mark)))
    };
    let is_other = ruling.verdict == Verdict::Conflict
        && !matches!(ruling.facet, Some(Facet::Quotation | Facet::Attribution));
    if is_other && is_quoted(a, &ruling.said[0]) && is_quoted(b, &ruling.said[1]) {
        ruling.facet = Some(Facet::Quotation);
        ruling.message = format!("quoted otherwise: {}", both_say(a, b, &ruling.said));
    }
}

/// Other quoted words in a frame that is the same word for word ("the union called the plan
/// “…”"). Short frames ("she said") hold whatever a speaker said, but in a copy. Cost: words of both.
pub(super) fn replaced(a: Statement<'_>, b: Statement<'_>, is_copy: bool) -> Option<Ruling> {
    let (in_a, in_b) = (only_quoted(a)?, only_quoted(b)?);
    let frame = |s: Statement<'_>, quoted: TextRange| -> Vec<u64> {
        s.tokens().iter().filter(|t| !quoted.overlaps(t.range)).map(|t| t.word).collect()
    };
    let quoted = |s: Statement<'_>, part: TextRange| -> Vec<u64> {
        s.tokens().iter().filter(|t| part.overlaps(t.range)).map(|t| t.word).collect()
    };
    let doc = &a.analysis.doc;
    let outside = a.tokens().iter().filter(|t| !in_a.overlaps(t.range));
    let n_telling = outside.filter(|t| !doc.term(t).is_stop).count();
    let (words_a, words_b) = (quoted(a, in_a), quoted(b, in_b));
    let has_all = |of: &[u64], others: &[u64]| of.iter().all(|word| others.contains(word));
    let is_one_frame = (is_copy || n_telling >= MIN_FRAME) && frame(a, in_a) == frame(b, in_b);
    let letters = |s: Statement<'_>, part: TextRange| -> String {
        s.words(part).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let is_part = has_all(&words_a, &words_b)
        || has_all(&words_b, &words_a)
        || letters(a, in_a) == letters(b, in_b);
    // A later version quotes something else.
    let is_later = is_copy && (a.is_later_than(b) || b.is_later_than(a));
    if !is_one_frame || is_part || is_later || is_shortened(a) || is_shortened(b) {
        return None;
    }
    let said = [a.marked(vec![in_a], None), b.marked(vec![in_b], None)];
    Some(quoted_otherwise(a, b, Rule::QuotationReplaced, said))
}

/// Telling words of a frame that holds one quotation and no other.
const MIN_FRAME: usize = 4;

/// The words in quotation marks of a statement, if it has them in one place.
fn only_quoted(statement: Statement<'_>) -> Option<TextRange> {
    let mut parts: Vec<TextRange> = statement.quoted_parts().collect();
    parts.dedup();
    match parts.as_slice() {
        [part] => {
            let tokens = statement.tokens().iter().filter(|t| part.contains(t.range));
            let ranges: Vec<TextRange> = tokens.map(|token| token.range).collect();
            Some(ranges.first()?.cover(*ranges.last()?))
        }
        _ => None,
    }
}

/// Whether a change lies inside quotation marks on both sides; an empty side does where the
/// other one does.
pub(super) fn is_quoted(a: Statement<'_>, b: Statement<'_>, change: Change<'_>) -> bool {
    let inside = |s: Statement<'_>, range: Option<TextRange>| {
        range.map(|range| s.quoted_parts().any(|part| part.contains(range)))
    };
    match (inside(a, change.range_a()), inside(b, change.range_b())) {
        (Some(x), Some(y)) => x && y,
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => false,
    }
}

/// Words of a change that may turn a quotation into its contrary. A longer one on one side is
/// a clause left out.
const MAX_DENIAL_WORDS: usize = 3;

fn is_long(change: Change<'_>) -> bool {
    change.in_a.len().max(change.in_b.len()) > MAX_DENIAL_WORDS
}

/// Marks of what is left out.
pub(super) const LEFT_OUT: [&str; 3] = ["...", "…", ". . ."];

/// Whether quoted words say that some are left out or put in.
pub(super) fn is_shortened(statement: Statement<'_>) -> bool {
    let says_so =
        |words: &str| words.contains('[') || LEFT_OUT.iter().any(|mark| words.contains(mark));
    statement.quoted_parts().any(|part| says_so(statement.words(part)))
}

/// Whether changed words reach into brackets: they are the outlet's, and not quoted.
fn is_inserted(statement: Statement<'_>, changed: Option<TextRange>) -> bool {
    let Some(changed) = changed else { return false };
    let mut parts = statement.quoted_parts().filter(|part| part.contains(changed));
    parts.any(|part| {
        let text = statement.analysis.doc.text();
        let before = &text[part.start as usize..changed.end as usize];
        let last_open = before.rfind(['(', '[']);
        last_open.is_some_and(|open| {
            before[open..]
                .rfind([')', ']'])
                .is_none_or(|close| open + close + part.start as usize >= changed.start as usize)
        })
    })
}

fn denies(statement: Statement<'_>, tokens: &[Token]) -> bool {
    tokens.iter().filter(|token| is_negation(statement.words(token.range))).count() % 2 == 1
}
