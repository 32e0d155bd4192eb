//! Rival holders: two people to whom accounts give one office of which there is one.

use super::{Account, matching::best_rivals, name};
use crate::{
    finding::{
        model::Said,
        rule::Rule,
        statement::{Ruling, Statement},
    },
    mention::{Name, NameClass, NameRelation, base_of, compare_names},
    normalize::{Shape, Token},
    span::TextRange,
    table,
};
use rustc_hash::FxHashMap;
use std::{collections::BTreeSet, sync::LazyLock};

const OFFICES: &str = include_str!("../data/offices-en.txt");

/// Words of an office ("finance-director") and verbs that say the same, with the office.
struct Offices {
    nouns: FxHashMap<&'static str, &'static str>,
    verbs: FxHashMap<&'static str, &'static str>,
}

static BY_WORD: LazyLock<Offices> = LazyLock::new(|| {
    let mut offices = Offices { nouns: FxHashMap::default(), verbs: FxHashMap::default() };
    for (office, words) in table::lines(OFFICES).filter_map(|line| line.split_once(':')) {
        let (nouns, verbs) = words.split_once("| does").unwrap_or((words, ""));
        offices.nouns.extend(table::words(nouns).map(|word| (word, office)));
        offices.verbs.extend(table::words(verbs).map(|word| (word, office)));
    }
    offices
});

/// Words by which an office is another one, was somebody's, or is one of many.
const OTHERWISE: [&str; 33] = [
    "a",
    "an",
    "one",
    "another",
    "fellow",
    "former",
    "ex",
    "old",
    "then",
    "late",
    "retired",
    "previous",
    "outgoing",
    "incoming",
    "new",
    "next",
    "future",
    "acting",
    "interim",
    "caretaker",
    "deputy",
    "vice",
    "assistant",
    "associate",
    "joint",
    "co",
    "shadow",
    "designate",
    "elect",
    "youth",
    "under-21",
    "honorary",
    "whose",
];
/// Words of an office that say nothing of what it is of.
const RANKS: [&str; 9] = [
    "executive",
    "general",
    "managing",
    "senior",
    "principal",
    "chief",
    "overall",
    "current",
    "longtime",
];
/// Words of a description that are looked at on either side of a name.
const MAX_WORDS: usize = 9;
/// Most words in a row that name an office.
const MAX_OFFICE: usize = 3;

/// Who holds what.
struct Holder<'a> {
    said: Said,
    range: TextRange,
    name: &'a Name,
    office: &'static str,
    /// Bases of the words that say of what.
    body: BTreeSet<String>,
}

/// Rival holders of two accounts, each named by one alone.
///
/// Source: the office as a functional relation, of which contradictions of names are known (Ritter
/// et al., "It's a Contradiction – No, it's Not", EMNLP 2008).
///
/// Cost: people of one times people of the other.
pub(super) fn rulings(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let (in_a, in_b) = (holders(a, b), holders(b, a));
    let is_one = |x: &Holder<'_>, y: &Holder<'_>| x.name.full == y.name.full;
    let score = |i: usize, k: usize| {
        let (x, y) = (&in_a[i], &in_b[k]);
        are_rivals(x, y).then(|| u32::try_from(x.body.intersection(&y.body).count()).ok())?
    };
    let rivals = best_rivals(
        (in_a.len(), in_b.len()),
        score,
        |i, k| is_one(&in_a[i], &in_a[k]),
        |i, k| is_one(&in_b[i], &in_b[k]),
    );
    let ruling = |x: &Holder<'_>, y: &Holder<'_>| {
        let (of_a, of_b) = (a.statement(&x.said), b.statement(&y.said));
        let said = [of_a.marked(vec![x.range], None), of_b.marked(vec![y.range], None)];
        name::conflict(Rule::RivalHolder, of_a, of_b, said)
    };
    rivals.iter().map(|pair| ruling(&in_a[pair.a], &in_b[pair.b])).collect()
}

fn are_rivals(x: &Holder<'_>, y: &Holder<'_>) -> bool {
    x.office == y.office
        && compare_names(x.name, y.name) == NameRelation::Differ
        && (x.body.is_subset(&y.body) || y.body.is_subset(&x.body))
}

/// The people of `account` with an office whom `other` names nowhere.
fn holders<'a>(account: Account<'a>, other: Account<'_>) -> Vec<Holder<'a>> {
    let all = name::known_to_one(account, other).into_iter();
    let people = all.filter(|told| told.name.class == NameClass::Person);
    people
        .filter_map(|told| {
            let statement = account.statement(&told.said);
            if is_beside_another(statement, told.range) {
                return None;
            }
            let (office, body) = before(statement, told.range, told.name)
                .or_else(|| behind(statement, told.range))
                .filter(|(_, body)| !body.is_empty())?;
            let (range, name) = (told.range, told.name);
            Some(Holder { said: told.said, range, name, office, body })
        })
        .collect()
}

/// Whether two people stand side by side ("Jane Orme and Ada Foss"): who of them is what?
fn is_beside_another(statement: Statement<'_>, person: TextRange) -> bool {
    let text = statement.analysis.doc.text();
    let is_link = |from: u32, to: u32| {
        let between = text.get(from as usize..to as usize);
        between.is_some_and(|b| matches!(b.trim_matches([' ', ',']), "" | "and" | "or"))
    };
    let mut people = statement.names().filter(|(_, name)| name.class == NameClass::Person);
    people.any(|(range, _)| {
        range.end <= person.start && is_link(range.end, person.start)
            || person.end <= range.start && is_link(person.end, range.start)
    })
}

type Office = (&'static str, BTreeSet<String>);

/// "Council leader Jane Orme", "the mayor of Melk, Jane Orme".
fn before(statement: Statement<'_>, person: TextRange, name: &Name) -> Option<Office> {
    let text = statement.analysis.doc.text();
    let start = name.title.map_or(person.start, |title| title.start.min(person.start));
    let tokens = statement.tokens();
    let end = tokens.partition_point(|token| token.range.end <= person.start);
    let bare = tokens.partition_point(|token| token.range.end <= start);
    // As far back as nothing but blanks stands between, a comma before the name apart.
    let gap = |at: usize| {
        let next = if at == end { person.start } else { tokens[at].range.start };
        text.get(tokens[at.checked_sub(1)?].range.end as usize..next as usize)
    };
    let is_apposition = gap(end) == Some(", ");
    let mut first = end;
    while end - first < MAX_WORDS
        && first > 0
        && (first == end && is_apposition || first > bare || matches!(gap(first), Some(" " | "-")))
    {
        first -= 1;
    }
    read(statement, &tokens[first..end], !is_apposition)
}

/// "Jane Orme, the mayor of Melk", "Jane Orme, who leads the council".
fn behind(statement: Statement<'_>, person: TextRange) -> Option<Office> {
    let text = statement.analysis.doc.text();
    let tokens = statement.tokens();
    let first = tokens.partition_point(|token| token.range.start < person.end);
    let rest = text.get(person.end as usize..)?.strip_prefix(", ")?;
    let stop =
        person.end + 2 + u32::try_from(rest.find([',', ';', '.', ':', '(', '"', '“'])?).ok()?;
    let words = tokens[first..].iter().take(MAX_WORDS + 1);
    let n = words.take_while(|token| token.range.end <= stop).count();
    let phrase = &tokens[first..first + n];
    let lower = |token: &Token| statement.words(token.range).to_lowercase();
    match phrase {
        [who, verb, of @ ..] if lower(who) == "who" => {
            let office = *BY_WORD.verbs.get(lower(verb).as_str())?;
            // What is run lasts as long as its name; the rest is of a deed.
            let is_other = of.iter().any(|token| OTHERWISE.contains(&lower(token).as_str()));
            (!is_other).then(|| (office, body(statement, of)))
        }
        _ => read(statement, phrase, false),
    }
}

/// The office of a description, and of what; `is_title` where it stands right before the name.
fn read(statement: Statement<'_>, phrase: &[Token], is_title: bool) -> Option<Office> {
    let lower: Vec<String> =
        phrase.iter().map(|token| statement.words(token.range).to_lowercase()).collect();
    let named = |at: usize, n: usize| {
        let words = lower.get(at..at + n)?.join("-");
        BY_WORD.nouns.get(words.as_str()).map(|office| (at, n, *office))
    };
    let mut found = (0..lower.len())
        .filter_map(|at| (1..=MAX_OFFICE).rev().find_map(|n| named(at, n)))
        .fold(Vec::<(usize, usize, &'static str)>::new(), |mut all, next| {
            // A word of an office of two words is none of its own.
            if all.last().is_none_or(|last| last.0 + last.1 <= next.0) {
                all.push(next);
            }
            all
        });
    let (at, n, office) = found.pop().filter(|_| found.is_empty())?;
    let end = at + n;
    // "Jane Orme, a friend of the mayor".
    let is_head = |from: usize| !lower[from..at].iter().any(|word| word == "of" || word == "to");
    // Before a name the title begins behind the last word that is none of it.
    let from = if is_title { title_start(phrase, at) } else { 0 };
    let is_of = lower.get(end).is_some_and(|word| ["of", "for", "at"].contains(&word.as_str()));
    let is_whole = if is_title { end == lower.len() } else { end == lower.len() || is_of };
    // "Former Melk captain Jane Orme".
    let beside = from.saturating_sub(1);
    let is_other = lower[beside..].iter().any(|word| OTHERWISE.contains(&word.as_str()));
    if !is_whole || !is_head(from) || is_other {
        return None;
    }
    let mut of = body(statement, &phrase[from..at]);
    of.extend(body(statement, &phrase[end..]));
    Some((office, of))
}

/// Where the title begins of which the word `head` is the office: one word in lower case beside it
/// ("general manager") and the names before.
fn title_start(phrase: &[Token], head: usize) -> usize {
    let is_lower = |at: usize| phrase[at].shape == Shape::Lower;
    let beside = if head > 0 && is_lower(head - 1) { head - 1 } else { head };
    (0..beside).rev().find(|at| is_lower(*at)).map_or(0, |before| before + 1)
}

/// Bases of the words that tell something.
fn body(statement: Statement<'_>, tokens: &[Token]) -> BTreeSet<String> {
    let doc = &statement.analysis.doc;
    let telling = tokens.iter().filter(|token| {
        !doc.term(token).is_stop
            && !RANKS.contains(&statement.words(token.range).to_lowercase().as_str())
            && !statement.has_cue(token.range)
            && (token.shape != Shape::Lower || !statement.words(token.range).ends_with("ed"))
    });
    telling.map(|token| base_of(&doc.term(token).stem.to_lowercase()).to_owned()).collect()
}
