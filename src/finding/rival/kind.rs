//! Rival figures of a kind of which an event has one: the crowd, the turnout, the dead.
//!
//! Where accounts share no word beside the figure ("a crowd of 11,206", "9,480 people were in the
//! stands"), a table of phrases says that both are of one kind. Either account has to give one
//! figure of it alone.

use super::{
    Account,
    deed::{is_of_other_period, is_of_other_scope},
    figure::{is_far_bound, quantities},
    name_other_people,
    slot::words_of,
};
use crate::{
    finding::{
        model::{Facet, Said, Verdict},
        quantity::{is_other_order, is_other_time, mark, newer},
        rule::Rule,
        statement::{Ruling, Statement, both_say},
    },
    mention::{Quantity, QuantityClass, ValueRelation, compare_values},
    normalize::Token,
    span::TextRange,
    table,
};
use std::sync::LazyLock;

const KINDS: &str = include_str!("../data/figure-kinds-en.txt");

/// Words that `*` stands for at most.
const MAX_GAP: usize = 4;
/// Words beside a figure among which it is said to be one of another time.
const NEAR: usize = 3;
/// Words between a phrase and its figure that make it a bound, or tell how it was counted.
const MODIFIERS: [&str; 22] = [
    "a", "an", "the", "about", "around", "roughly", "some", "nearly", "almost", "just", "over",
    "under", "more", "less", "than", "at", "least", "most", "only", "barely", "exactly", "fully",
];
/// Words (stems) for those who are counted, whoever they are.
const ANYBODY: [&str; 6] = ["peopl", "person", "live", "victim", "soul", "dead"];
/// Words by which a figure is one of another time or place, or a part of one.
const OTHERWISE: [&str; 20] = [
    "previous",
    "previously",
    "earlier",
    "last",
    "record",
    "average",
    "capacity",
    "usually",
    "normally",
    "compared",
    "against",
    "since",
    "including",
    "among",
    "another",
    "further",
    "additional",
    "separate",
    "elsewhere",
    "initial",
];

/// A phrase around a figure.
struct Phrase {
    kind: &'static str,
    class: &'static str,
    /// Its words before the figure, the nearest first.
    before: Vec<&'static str>,
    behind: Vec<&'static str>,
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let (kind, class, phrases) = (cells.next()?, cells.next()?, cells.next()?);
        let phrase = move |phrase: &'static str| {
            let (before, behind) = phrase.split_once('#')?;
            let mut before: Vec<&str> = table::words(before).collect();
            before.reverse();
            Some(Phrase { kind, class, before, behind: table::words(behind).collect() })
        };
        Some(phrases.split('|').filter_map(phrase))
    };
    table::lines(KINDS).filter_map(row).flatten().collect()
});

/// A figure of a kind.
struct Told<'a> {
    said: Said,
    range: TextRange,
    quantity: &'a Quantity,
    kind: &'static str,
}

/// Rival figures of a kind, each the one of its account; `found` are those known from their places.
///
/// Cost: figures times phrases.
pub(super) fn rulings(a: Account<'_>, b: Account<'_>, found: &[Ruling]) -> Vec<Ruling> {
    let (in_a, in_b) = (told(a), told(b));
    let mut kinds: Vec<&str> = Vec::new();
    for told in &in_a {
        if !kinds.contains(&told.kind) {
            kinds.push(told.kind);
        }
    }
    let is_found = |ruling: &Ruling| {
        let sentences = |said: &[Said; 2]| said.each_ref().map(|said| said.sentences.clone());
        found.iter().any(|known| sentences(&known.said) == sentences(&ruling.said))
    };
    let of_kind = |kind: &str| {
        let (x, y) = (the_one(&in_a, kind)?, the_one(&in_b, kind)?);
        are_rivals((a.statement(&x.said), x), (b.statement(&y.said), y))
            .then(|| ruling((a, x), (b, y)))
    };
    kinds.into_iter().filter_map(of_kind).filter(|ruling| !is_found(ruling)).collect()
}

/// The first figure of a kind, if all of them may be one.
fn the_one<'t, 'a>(all: &'t [Told<'a>], kind: &str) -> Option<&'t Told<'a>> {
    let mut of_kind = all.iter().filter(|told| told.kind == kind);
    let first = of_kind.next()?;
    of_kind.all(|told| may_be_one(first.quantity, told.quantity)).then_some(first)
}

fn may_be_one(x: &Quantity, y: &Quantity) -> bool {
    x.unit == y.unit && compare_values(x, y) != ValueRelation::Differ
}

fn are_rivals((a, x): (Statement<'_>, &Told<'_>), (b, y): (Statement<'_>, &Told<'_>)) -> bool {
    let (p, q) = (x.quantity, y.quantity);
    let scope = |s: Statement<'_>, q: &Quantity| q.scope.map(|range| s.words(range).to_lowercase());
    let is_part = scope(a, p).zip(scope(b, q)).is_some_and(|(x, y)| x != y);
    p.unit == q.unit
        && compare_values(p, q) == ValueRelation::Differ
        && !is_other_order(p, q)
        && !is_far_bound(p, q)
        && !is_part
        && !is_other_time(a, b)
        && !is_of_other_period(a, b)
        && !is_of_other_scope(a, b)
        && !name_other_people(a, b)
}

fn ruling((a, x): (Account<'_>, &Told<'_>), (b, y): (Account<'_>, &Told<'_>)) -> Ruling {
    let (of_a, of_b) = (a.statement(&x.said), b.statement(&y.said));
    let said = [mark(of_a, x.range, x.quantity), mark(of_b, y.range, y.quantity)];
    let both = both_say(of_a, of_b, &said);
    let (verdict, rule, message) =
        match newer((of_a, x.range, x.quantity), (of_b, y.range, y.quantity)) {
            Some(why) => (Verdict::Updated, Rule::FigureUpdated, format!("{both}: {why}")),
            None => (Verdict::Conflict, Rule::RivalKind, both),
        };
    Ruling { verdict, facet: Some(Facet::Quantity), rule, message, said }
}

/// The figures of an account that are of a kind of which an event has one.
fn told(account: Account<'_>) -> Vec<Told<'_>> {
    let all = quantities(account).filter_map(|(sentence, range, quantity)| {
        let said = account.said(sentence);
        let kind = kind_of(account.statement(&said), range, quantity)?;
        Some(Told { said, range, quantity, kind })
    });
    all.collect()
}

fn kind_of(statement: Statement<'_>, figure: TextRange, q: &Quantity) -> Option<&'static str> {
    let class = match q.class {
        QuantityClass::Cardinal => "cardinal",
        QuantityClass::Percentage => "percentage",
        QuantityClass::Money => "money",
        QuantityClass::Measure => "measure",
        _ => return None,
    };
    let tokens = statement.tokens();
    let own = words_of(tokens, figure);
    let lower = |token: &Token| statement.words(token.range).to_lowercase();
    let before: Vec<String> = tokens[..own.start].iter().rev().map(lower).collect();
    let behind: Vec<String> = tokens[own.end..].iter().map(lower).collect();
    let is_otherwise =
        |words: &[String]| words.iter().take(NEAR).any(|word| OTHERWISE.contains(&word.as_str()));
    if is_otherwise(&before) || is_otherwise(&behind) {
        return None;
    }
    let n_modifiers = before.iter().take_while(|word| MODIFIERS.contains(&word.as_str())).count();
    let reads = |phrase: &Phrase| {
        is_at(&behind, &phrase.behind)
            && (0..=n_modifiers).any(|n| is_at(&before[n..], &phrase.before))
    };
    let is_counted = |phrase: &Phrase| {
        q.counted_head.as_deref().is_none_or(|head| {
            let words = phrase.before.iter().chain(&phrase.behind);
            ANYBODY.contains(&head) || words.clone().any(|word| word.starts_with(head))
        })
    };
    let phrases = PHRASES.iter().filter(|phrase| phrase.class == class && is_counted(phrase));
    phrases.filter(|phrase| reads(phrase)).map(|phrase| phrase.kind).next()
}

/// Whether `words` begin with a phrase.
fn is_at(words: &[String], phrase: &[&str]) -> bool {
    match phrase {
        [] => true,
        ["*", rest @ ..] => (0..=MAX_GAP.min(words.len())).any(|gap| is_at(&words[gap..], rest)),
        [word, rest @ ..] => {
            words.first().is_some_and(|first| first == word) && is_at(&words[1..], rest)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_class_and_phrases_with_one_figure() {
        for line in table::lines(KINDS) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 3, "{line}");
            assert!(["cardinal", "percentage", "money", "measure"].contains(&cells[1]), "{line}");
            assert!(cells[2].split('|').all(|phrase| phrase.matches('#').count() == 1), "{line}");
        }
    }

    #[test]
    fn phrases_have_gaps() {
        let words = ["on", "the", "boat", "were"].map(str::to_owned);
        assert!(is_at(&words, &["on", "*", "were"]));
        assert!(is_at(&words, &["*", "boat"]));
        assert!(!is_at(&words, &["boat"]));
    }
}
