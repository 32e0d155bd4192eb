//! How a matter came out: one account says guilty, passed or admitted, the other the contrary.

use super::{
    Account, MAX_FACTS, matching::best_rivals, name_one_person, name_other_people, slot::Slot,
};
use crate::{
    finding::{
        model::Said,
        polarity::{conflict, is_conditional},
        rule::Rule,
        statement::{Ruling, Statement, both_say},
    },
    mention::{Fact, Negation},
    normalize::Token,
    span::TextRange,
    table,
};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Phrases that tell an outcome.
const OUTCOMES: &str = include_str!("../data/outcomes-en.txt");

/// What has to speak for two outcomes being of one matter, in 1/256 bits.
const MIN_SCORE: u32 = 6 * 256;
/// The same for outcomes of whatever matter.
const MIN_ANY: u32 = 8 * 256;
/// For whatever matter.
const ANY: &str = "*";
/// Words that `*` stands for at most.
const MAX_GAP: usize = 2;
/// Words behind an outcome among which the matter is told, and before it.
const BEHIND: usize = 10;
const BEFORE: usize = 6;

/// A phrase, in words, with what it tells.
struct Phrase {
    kind: &'static str,
    outcome: &'static str,
    words: Vec<&'static str>,
    /// Stems of what may come out so: one of them stands beside.
    matters: &'static str,
    /// Whether its matter stands on both sides.
    is_amid: bool,
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let (kind, outcome) = (cells.next()?, cells.next()?);
        let (kind, is_amid) = kind.strip_suffix('+').map_or((kind, false), |kind| (kind, true));
        let (phrases, matters) = (cells.next()?, cells.next()?);
        Some(phrases.split('|').map(move |phrase| Phrase {
            kind,
            outcome,
            words: table::words(phrase).collect(),
            matters,
            is_amid,
        }))
    };
    let mut all: Vec<Phrase> = table::lines(OUTCOMES).filter_map(row).flatten().collect();
    // The longest that fits, and one that is said in full before one with a gap.
    let has_gap = |phrase: &Phrase| phrase.words.contains(&"*");
    all.sort_by_key(|phrase| (std::cmp::Reverse(phrase.words.len()), has_gap(phrase)));
    all
});

/// The phrases by the word that each begins with, in the order in which they are tried.
static BY_FIRST: LazyLock<FxHashMap<&'static str, Vec<&'static Phrase>>> = LazyLock::new(|| {
    let mut by_first: FxHashMap<&str, Vec<&Phrase>> = FxHashMap::default();
    for phrase in PHRASES.iter() {
        by_first.entry(phrase.words[0]).or_default().push(phrase);
    }
    by_first
});

/// An outcome as told.
struct Told {
    said: Said,
    range: TextRange,
    kind: &'static str,
    /// The outcome that it comes to: what is denied is the other one.
    outcome: &'static str,
    /// Words of the matter.
    slot: Slot,
    /// Whether it is of all there was ("denied every charge").
    is_of_all: bool,
    /// What has to speak for another one being of the same matter, in 1/256 bits.
    least: u32,
}

/// Outcomes of one matter that two accounts tell the other way round. Cost: words by phrases, and
/// outcomes of one times outcomes of the other.
pub(super) fn rulings(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let (in_a, in_b) = (outcomes(a), outcomes(b));
    let score = |i: usize, k: usize| rivalry((a, &in_a[i]), (b, &in_b[k]));
    let rivals = best_rivals((in_a.len(), in_b.len()), score, |i, k| i == k, |i, k| i == k);
    let pairs = rivals.iter().map(|pair| (&in_a[pair.a], &in_b[pair.b]));
    // Who tells both ways tells of two matters, or of one that changed.
    let tells = |outcomes: &[Told], other: &Told| {
        outcomes.iter().any(|told| {
            (told.kind, told.outcome) == (other.kind, other.outcome) && is_one_matter(told, other)
        })
    };
    pairs
        .filter(|(x, y)| !tells(&in_a, y) && !tells(&in_b, x))
        .map(|(x, y)| ruling((a, x), (b, y)))
        .collect()
}

fn outcomes(account: Account<'_>) -> Vec<Told> {
    let n_sentences = u32::try_from(account.analysis.doc.sentences.len()).unwrap_or(u32::MAX);
    (0..n_sentences).flat_map(|sentence| outcomes_of(account, sentence)).take(MAX_FACTS).collect()
}

fn outcomes_of(account: Account<'_>, sentence: u32) -> Vec<Told> {
    let said = account.said(sentence);
    let statement = account.statement(&said);
    let tokens = statement.tokens();
    let mut all = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let first = statement.words(tokens[at].range).to_ascii_lowercase();
        let phrases = BY_FIRST.get(first.as_str()).into_iter().flatten();
        let found = phrases.copied().find_map(|phrase| {
            let end = reads(statement, at, phrase)?;
            let beside = matter(statement, tokens, (at, end), phrase);
            is_of_matter(statement, phrase, &beside).then_some((phrase, end, beside))
        });
        let Some((phrase, end, beside)) = found else {
            at += 1;
            continue;
        };
        let range = tokens[at].range.cover(tokens[end - 1].range);
        if is_told_as_fact(statement, at) {
            let is_denied = is_denied(statement, range);
            let outcome = if is_denied { contrary(phrase) } else { phrase.outcome };
            all.push(Told {
                said: said.clone(),
                range,
                kind: phrase.kind,
                outcome,
                slot: Slot::whole(&account.analysis.doc, account.weights, beside.into_iter()),
                is_of_all: is_of_all(statement, &tokens[end..]),
                least: if phrase.matters == ANY || phrase.is_amid && phrase.kind != VOTE {
                    MIN_ANY
                } else {
                    MIN_SCORE
                },
            });
        }
        at = end;
    }
    all
}

/// Whether what stands beside a phrase is what may come out so.
fn is_of_matter(statement: Statement<'_>, phrase: &Phrase, beside: &[&Token]) -> bool {
    let doc = &statement.analysis.doc;
    let is_matter =
        |token: &&Token| table::words(phrase.matters).any(|stem| doc.term(token).stem == stem);
    phrase.matters == ANY || beside.iter().any(is_matter)
}

/// Where a phrase ends that begins with the word at `at`.
fn reads(statement: Statement<'_>, at: usize, phrase: &Phrase) -> Option<usize> {
    let tokens = statement.tokens();
    let is = |at: usize, word: &str| {
        tokens.get(at).is_some_and(|token| statement.words(token.range).eq_ignore_ascii_case(word))
    };
    let mut next = at;
    let mut words = phrase.words.iter().peekable();
    while let Some(word) = words.next() {
        if *word != "*" {
            if !is(next, word) {
                return None;
            }
            next += 1;
            continue;
        }
        let after = words.peek()?;
        let mut gaps = (next + 1..=next + MAX_GAP).take_while(|gap| !is(gap - 1, "not"));
        next = gaps.find(|gap| is(*gap, after))?;
    }
    Some(next)
}

fn contrary(phrase: &Phrase) -> &'static str {
    let other = |other: &&Phrase| other.kind == phrase.kind && other.outcome != phrase.outcome;
    PHRASES.iter().find(other).map_or(phrase.outcome, |phrase| phrase.outcome)
}

/// Words right before an outcome that is none yet.
const OPEN: [&str; 13] = [
    "to", "would", "could", "should", "may", "might", "will", "can", "if", "unless", "be", "or",
    "whether",
];

/// Whether the outcome whose first word is at `at` is told as a fact.
fn is_told_as_fact(statement: Statement<'_>, at: usize) -> bool {
    let tokens = statement.tokens();
    let before = at.checked_sub(1).map(|at| statement.words(tokens[at].range).to_lowercase());
    let is_open = before.is_some_and(|word| OPEN.contains(&word.as_str()));
    let text = statement
        .words(statement.analysis.doc.sentences[statement.said.sentences[0] as usize].range);
    !is_open && !text.ends_with('?') && !is_conditional(statement)
}

fn is_denied(statement: Statement<'_>, outcome: TextRange) -> bool {
    statement.mentions().any(|mention| match &mention.fact {
        Fact::Polarity(polarity) => {
            polarity.negation == Negation::Plain
                && !mention.range.overlaps(outcome)
                && polarity.predicate.as_ref().is_some_and(|p| p.range.overlaps(outcome))
        }
        _ => false,
    })
}

/// The words that tell of what an outcome is one: of a charge they stand behind it, behind "of" if
/// there is one, for else whose it is would count; of a vote on both sides.
fn matter<'t>(
    statement: Statement<'_>,
    tokens: &'t [Token],
    (at, end): (usize, usize),
    phrase: &Phrase,
) -> Vec<&'t Token> {
    let doc = &statement.analysis.doc;
    let ends_clause = |pair: &[Token]| {
        let gap = doc.text().get(pair[0].range.end as usize..pair[1].range.start as usize);
        gap.is_some_and(|gap| gap.contains([';', ':', '(', ')']))
    };
    let last = (end + BEHIND).min(tokens.len());
    let stop = (end.max(1)..last).find(|&i| ends_clause(&tokens[i - 1..=i])).unwrap_or(last);
    let behind = &tokens[end..stop.max(end)];
    if !phrase.is_amid {
        if phrase.matters == ANY {
            return behind.iter().collect();
        }
        let of = behind.iter().position(|token| statement.words(token.range) == "of");
        return behind[of.map_or(0, |of| of + 1)..].iter().collect();
    }
    let first = at.saturating_sub(BEFORE);
    let start = (first + 1..=at).rev().find(|&i| ends_clause(&tokens[i - 1..=i])).unwrap_or(first);
    tokens[start..at].iter().chain(behind).collect()
}

/// The kind of outcomes that are of a vote, and of what is voted on.
const VOTE: &str = "vote";

/// Whether what follows says that it is of all there was: "every charge", "all the charges".
fn is_of_all(statement: Statement<'_>, behind: &[Token]) -> bool {
    let doc = &statement.analysis.doc;
    let is_all = |word: &str| ["all", "every", "any"].contains(&word);
    let first = behind.first().map(|token| statement.words(token.range).to_lowercase());
    first.is_some_and(|word| is_all(&word))
        && behind.iter().skip(1).take(MAX_GAP + 1).any(|token| doc.term(token).stem == CHARGE)
}

/// What somebody is accused of (a stem).
const CHARGE: &str = "charg";

/// Whether two outcomes are of one matter, by its words.
fn is_one_matter(x: &Told, y: &Told) -> bool {
    x.slot.shared(&y.slot) >= x.least.max(y.least)
}

fn rivalry((a, x): (Account<'_>, &Told), (b, y): (Account<'_>, &Told)) -> Option<u32> {
    if x.kind != y.kind || x.outcome == y.outcome {
        return None;
    }
    let (of_a, of_b) = (a.statement(&x.said), b.statement(&y.said));
    // Every charge against somebody, if it is the same person.
    let is_of_all = || (x.is_of_all || y.is_of_all) && name_one_person(of_a, of_b);
    let is_one = is_one_matter(x, y) || is_of_all();
    (is_one && !name_other_people(of_a, of_b)).then(|| x.slot.shared(&y.slot))
}

fn ruling((a, x): (Account<'_>, &Told), (b, y): (Account<'_>, &Told)) -> Ruling {
    let (of_a, of_b) = (a.statement(&x.said), b.statement(&y.said));
    let said = [
        of_a.marked(vec![x.range], Some(x.outcome.to_owned())),
        of_b.marked(vec![y.range], Some(y.outcome.to_owned())),
    ];
    conflict(Rule::RivalOutcome, both_say(of_a, of_b, &said), said)
}
