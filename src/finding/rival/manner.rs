//! How a figure is told: as a fact or a wish, of a part or of the whole, of whom.

use super::slot::words_of;
use crate::{
    finding::{
        demand::{Wish, wish},
        quantity::has_rate,
        statement::Statement,
    },
    mention::{CertaintyLevel, Fact, Name, NameClass},
    normalize::Token,
    span::TextRange,
};
use std::ops::Range;

/// How a figure is told: two that are told in two manners are no rivals.
#[derive(PartialEq, Eq)]
pub(super) struct Manner {
    /// Of what happens again and again.
    has_rate: bool,
    /// Asked for or thought of.
    pub(super) wish: Option<Wish>,
    /// Set beside another one.
    is_beside: bool,
    /// The whole that another figure is of ("10 of the 16 games").
    is_whole: bool,
    /// The word that makes it a part of a time, or a sum ("his first 11 seasons", "a combined 90
    /// games").
    extent: Option<&'static str>,
    /// Of what may come, and is no fact yet.
    is_to_come: bool,
    /// What is left at some moment ("68 vessels were still waiting").
    is_still: bool,
}

impl Manner {
    pub(super) fn of(statement: Statement<'_>, figure: TextRange) -> Self {
        Self {
            has_rate: has_rate(statement),
            wish: wish(statement, figure),
            is_beside: is_set_beside(statement, figure),
            is_whole: is_whole(statement, figure),
            extent: extent(statement, figure),
            is_to_come: is_to_come(statement, figure),
            is_still: is_near(statement, figure, &STILL),
        }
    }
}

/// Words that say that something goes on, at a moment which the other account need not mean.
const STILL: [&str; 3] = ["still", "remain", "remained"];
/// Words around a figure among which they stand.
const NEAR: usize = 5;

fn is_near(statement: Statement<'_>, figure: TextRange, words: &[&str]) -> bool {
    let tokens = statement.tokens();
    let Range { start, end } = words_of(tokens, figure);
    tokens[start.saturating_sub(NEAR)..(end + NEAR).min(tokens.len())]
        .iter()
        .any(|token| words.iter().any(|w| statement.words(token.range).eq_ignore_ascii_case(w)))
}

/// Words between a figure and one behind it that makes it a guess ("… are likely").
const MAX_GUESS: usize = 4;

/// Whether a figure is of what may, will or would be: it stands behind a word that says so, or
/// shortly before it.
pub(super) fn is_to_come(statement: Statement<'_>, figure: TextRange) -> bool {
    let tokens = statement.tokens();
    let last = words_of(tokens, figure).end;
    let near = tokens.get((last + MAX_GUESS).min(tokens.len()).saturating_sub(1));
    let end = near.map_or(figure.end, |token| token.range.end);
    statement.mentions().any(|m| match &m.fact {
        // A hedge of the figure itself ("up to 140") is no guess.
        Fact::Certainty(_) if m.range.overlaps(figure) => false,
        Fact::Certainty(certainty) => {
            let is_guess = matches!(
                certainty.level,
                CertaintyLevel::Possible | CertaintyLevel::Expected | CertaintyLevel::Conditional
            );
            let is_behind = m.range.start >= figure.end && m.range.start < end;
            is_guess && (certainty.scope.overlaps(figure) || is_behind)
        }
        _ => false,
    })
}

/// Words near a figure that make it one of a part of a time.
const PARTS_OF_TIME: [&str; 7] = ["first", "last", "final", "opening", "past", "previous", "next"];
/// The same of a sum, whatever the word.
const SUMS: [&str; 5] = ["combined", "total", "overall", "aggregate", "altogether"];

/// Of which part of a time a figure is, or that it is a sum: by the word before it, one in it or
/// one of the two behind it.
fn extent(statement: Statement<'_>, figure: TextRange) -> Option<&'static str> {
    let tokens = statement.tokens();
    let Range { start: first, end: last } = words_of(tokens, figure);
    let near = &tokens[first.saturating_sub(1)..(last + 2).min(tokens.len())];
    let find = |words: &[&'static str], token: &Token| -> Option<&'static str> {
        words.iter().find(|word| statement.words(token.range).eq_ignore_ascii_case(word)).copied()
    };
    near.iter().find_map(|token| {
        let sum = find(&SUMS, token).map(|_| SUMS[0]);
        let is_before = token.range.end <= figure.end;
        sum.or_else(|| find(&PARTS_OF_TIME, token).filter(|_| is_before))
    })
}

/// Whether a figure is the whole that another one is of: "10 of the 16", "28 of his 68".
fn is_whole(statement: Statement<'_>, figure: TextRange) -> bool {
    let tokens = statement.tokens();
    let mut before = tokens[..words_of(tokens, figure).start].iter().rev().take(MAX_BEFORE_WHOLE);
    let of = before.find(|token| statement.words(token.range) == "of");
    let Some(of) = of else { return false };
    statement
        .quantities()
        .iter()
        .any(|(range, _)| range.end <= of.range.start && of.range.start - range.end <= 1)
}

/// Words before a whole among which "of" is looked for.
const MAX_BEFORE_WHOLE: usize = 3;

/// Words before a figure among which it is looked for whose it is.
const MAX_BEFORE: usize = 8;

/// The last person or body named shortly before a figure that is not the source of the statement:
/// most often whose figure it is.
pub(super) fn owner(statement: Statement<'_>, figure: TextRange) -> Option<&Name> {
    let tokens = statement.tokens();
    let at = words_of(tokens, figure).start;
    let first = tokens.get(at.saturating_sub(MAX_BEFORE))?.range.start;
    let reports = statement.reports();
    let is_source = |range: TextRange| reports.iter().any(|r| r.speaker.range.overlaps(range));
    let named = statement.names().filter(|(range, name)| {
        matches!(name.class, NameClass::Person | NameClass::Organisation)
            && range.start >= first
            && range.end <= figure.start
            && !is_source(*range)
    });
    named.last().map(|(_, name)| name)
}

/// Letters between a bracket and a figure in it ("(Q3 2024: €482.6m)").
const MAX_IN_BRACKET: usize = 20;

/// Whether a figure stands in brackets right behind another one.
fn is_bracketed(statement: Statement<'_>, figure: TextRange) -> bool {
    let text = statement.analysis.doc.text();
    let before = &text[..figure.start as usize];
    let Some(open) = before.rfind('(') else { return false };
    let inside = &before[open..];
    let outside = before[..open].trim_end();
    inside.len() <= MAX_IN_BRACKET
        && !inside.contains(')')
        && statement.quantities().iter().any(|(range, _)| range.end as usize == outside.len())
}

/// Words before a figure that was, or that another is set beside.
const BESIDE: [&str; 4] = ["from", "than", "with", "against"];

/// Whether a figure is set beside another, as an old one beside a new one: by the word before it,
/// or in brackets behind the other.
pub(super) fn is_set_beside(statement: Statement<'_>, figure: TextRange) -> bool {
    let mut before = statement.tokens().iter().rev().filter(|t| t.range.end <= figure.start);
    let Some(last) = before.next() else { return false };
    if is_bracketed(statement, figure) {
        return true;
    }
    let word = statement.words(last.range);
    // "With 140 people on board" sets nothing beside.
    let is_compared = before
        .next()
        .is_some_and(|token| ["compared", "contrasted"].contains(&statement.words(token.range)));
    if word.eq_ignore_ascii_case("with") && !is_compared {
        return false;
    }
    BESIDE.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Words by which something is added to what is counted.
const JOINING: [&str; 11] =
    ["as", "with", "in", "at", "for", "from", "by", "on", "over", "during", "since"];
/// Words behind it that are looked at.
const MAX_COMPLEMENT: usize = 6;

/// Stems of what is added to a count ("19 seasons with the harbour club", "four seasons as the team's
/// director"); none where nothing is.
pub(super) fn complement(
    statement: Statement<'_>,
    figure: TextRange,
    counted: Option<TextRange>,
) -> Vec<String> {
    let doc = &statement.analysis.doc;
    let end = counted.map_or(figure.end, |counted| counted.end.max(figure.end));
    let text = doc.text();
    let tokens = statement.tokens();
    let first = tokens.partition_point(|token| token.range.start < end);
    let is_joined = tokens.get(first).is_some_and(|token| {
        let gap = text.get(end as usize..token.range.start as usize).unwrap_or_default();
        gap.trim().is_empty() && JOINING.contains(&statement.words(token.range))
    });
    if !is_joined {
        return Vec::new();
    }
    let inside = tokens[first..].iter().take(MAX_COMPLEMENT);
    let mut last = end;
    let inside = inside.take_while(|token| {
        let gap = text.get(last as usize..token.range.start as usize).unwrap_or_default();
        last = token.range.end;
        !gap.contains([',', ';', ':', '(', ')', '.', '–', '—'])
    });
    let terms = inside.map(|token| doc.term(token)).filter(|term| !term.is_stop);
    terms.map(|term| term.stem.to_string()).collect()
}
