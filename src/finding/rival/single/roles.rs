//! Two people or bodies of people whose roles are exchanged: who did it, and to whom.

use super::{LEAST, Sentence, Word, are_alike, conflict, first_rivals, is_verb};
use crate::{
    finding::{model::Facet, rule::Rule, statement::Ruling},
    mention::{Name, NameRelation, are_opposites, are_synonyms, compare_names},
    span::TextRange,
};

/// Helpers between a name and its verb.
const MAX_HELPERS: usize = 4;
/// Forms of "be", by which what follows is done to whom it is said of.
const BE: [&str; 7] = ["was", "were", "is", "are", "be", "been", "being"];
/// Words between a verb and whom it is done to.
const MAX_BETWEEN: usize = 4;
/// Verbs (bases) of what two do to each other, or what may be said of both: who met whom is all
/// the same, and both may have told the other.
const MUTUAL: [&str; 40] = [
    "meet",
    "marri",
    "wed",
    "divorc",
    "date",
    "join",
    "face",
    "play",
    "fight",
    "clash",
    "collid",
    "merg",
    "speak",
    "talk",
    "negoti",
    "agre",
    "argu",
    "debat",
    "resembl",
    "equal",
    "match",
    "call",
    "tell",
    "say",
    "ask",
    "thank",
    "know",
    "see",
    "kiss",
    "hug",
    "embrac",
    "greet",
    "visit",
    "contact",
    "draw",
    "tie",
    "trade",
    "border",
    "neighbour",
    "answer",
];
/// Verbs and nouns (bases) of who wins; those of losing are opposites of one.
const WIN: [&str; 4] = ["win", "triumph", "prevail", "winner"];
const BEAT: &str = "beat";
const LOSE: [&str; 2] = ["lose", "loser"];

/// Who does what to whom.
struct Deed<'a> {
    agent: &'a Name,
    patient: &'a Name,
    verb: &'a str,
    /// From the first of the two names to the second.
    range: TextRange,
}

/// Who won, or lost.
struct Outcome<'a> {
    who: &'a Name,
    is_won: bool,
    range: TextRange,
}

pub(super) fn rule(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<Ruling> {
    if !are_alike(a, b, LEAST) {
        return None;
    }
    exchanged(a, b).or_else(|| other_winner(a, b))
}

fn is_same(x: &Name, y: &Name) -> bool {
    compare_names(x, y) == NameRelation::Same
}

fn exchanged(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<Ruling> {
    let (in_a, in_b) = (deeds(a), deeds(b));
    let is_one = |x: &Deed<'_>, y: &Deed<'_>| x.verb == y.verb || are_synonyms(x.verb, y.verb);
    let crossed = |x: &Deed<'_>, y: &Deed<'_>| {
        is_one(x, y) && is_same(x.agent, y.patient) && is_same(x.patient, y.agent)
    };
    let straight = |x: &Deed<'_>, y: &Deed<'_>| {
        is_one(x, y) && is_same(x.agent, y.agent) && is_same(x.patient, y.patient)
    };
    // Who did it to each other, did it both ways.
    let is_open = |x: &Deed<'_>, y: &Deed<'_>| {
        !in_b.iter().any(|other| straight(x, other)) && !in_a.iter().any(|other| straight(y, other))
    };
    let are_rivals = |x: &Deed<'_>, y: &Deed<'_>| crossed(x, y) && is_open(x, y);
    let (x, y) = first_rivals((&in_a, &in_b), |deed| deed.range, are_rivals)?;
    Some(conflict((Rule::ExchangedRoles, Facet::Name), (a, x.range), (b, y.range)))
}

fn other_winner(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<Ruling> {
    let (in_a, in_b) = (results(a), results(b));
    let is_clear = |all: &[Outcome<'_>], one: &Outcome<'_>| {
        !all.iter().any(|other| is_same(other.who, one.who) && other.is_won != one.is_won)
    };
    let are_rivals = |x: &Outcome<'_>, y: &Outcome<'_>| {
        x.is_won != y.is_won && is_same(x.who, y.who) && is_clear(&in_a, x) && is_clear(&in_b, y)
    };
    let (x, y) = first_rivals((&in_a, &in_b), |result| result.range, are_rivals)?;
    Some(conflict((Rule::ExchangedRoles, Facet::Name), (a, x.range), (b, y.range)))
}

/// The names of actors, each with the indices of its first word and of the word behind it.
fn actors<'a>(s: &Sentence<'a>) -> Vec<(usize, usize, &'a Name)> {
    let at = |offset: u32| s.words.partition_point(|word| word.range.end <= offset);
    let place = |(range, name): (TextRange, &'a Name)| {
        (at(range.start), s.words.partition_point(|word| word.range.start < range.end), name)
    };
    s.names().map(place).collect()
}

/// The verb behind a name that ends before the word `end`: its index, and whether it is
/// passive.
fn verb_behind(s: &Sentence<'_>, end: usize) -> Option<(usize, bool)> {
    let is_helper = |word: &Word<'_>| word.is_helper() || word.text.ends_with("ly");
    let behind = s.words.get(end..)?;
    let n = behind.iter().take(MAX_HELPERS).take_while(|word| is_helper(word)).count();
    let verb = behind.get(n).filter(|word| is_verb(word))?;
    let before = s.words[end.checked_sub(1)?].range;
    let is_parted = s.between(before, verb.range).contains([';', ':', '(']);
    let is_denied = s.is_denied(verb.range);
    let is_passive = behind[..n].iter().any(|word| word.is(&BE));
    (!is_parted && !is_denied).then_some((end + n, is_passive))
}

fn deeds<'a>(s: &Sentence<'a>) -> Vec<Deed<'a>> {
    let actors = actors(s);
    let mut deeds = Vec::new();
    for (i, &(start, end, who)) in actors.iter().enumerate() {
        let Some((verb, is_passive)) = verb_behind(s, end) else { continue };
        let Some(&(next, after, other)) = actors.get(i + 1) else { continue };
        if next <= verb || next > verb + 1 + MAX_BETWEEN || MUTUAL.contains(&s.words[verb].base) {
            continue;
        }
        let range = s.words[start].range.cover(s.words[after - 1].range);
        let between = s.between(s.words[verb].range, s.words[next].range);
        let has_by = s.words[verb + 1..next].iter().any(|word| word.is(&["by"]));
        let has_and =
            s.words[verb + 1..next].iter().any(|word| word.is(&["and", "with", "in", "at"]));
        let has_verb = s.words[verb + 1..next].iter().any(is_verb);
        if between.contains([',', ';', ':', '.']) || has_and || has_verb || is_passive != has_by {
            continue;
        }
        let (agent, patient) = if is_passive { (other, who) } else { (who, other) };
        deeds.push(Deed { agent, patient, verb: s.words[verb].base, range });
    }
    deeds
}

fn is_beating(base: &str) -> bool {
    base == BEAT || are_synonyms(base, BEAT)
}

/// Who is said to have won or lost.
fn results<'a>(s: &Sentence<'a>) -> Vec<Outcome<'a>> {
    let actors = actors(s);
    let mut results = Vec::new();
    for &(start, end, who) in &actors {
        let mut add = |is_won: bool, at: usize| {
            let range = s.words[start].range.cover(s.words[at].range);
            results.push(Outcome { who, is_won, range });
        };
        if let Some((verb, is_passive)) = verb_behind(s, end) {
            let base = s.words[verb].base;
            if !is_passive && (WIN.contains(&base) || is_beating(base)) {
                add(true, verb);
            } else if LOSE.contains(&base) && !is_passive || is_beating(base) && is_passive {
                add(false, verb);
            }
        }
        // "With Ana Reyes the winner."
        let is_the = s.words.get(end).is_some_and(|word| word.is(&["the"]));
        match s.words.get(end + 1).map(|word| word.base) {
            Some(base) if is_the && WIN.contains(&base) => add(true, end + 1),
            Some(base) if is_the && (LOSE.contains(&base) || are_opposites(base, "winner")) => {
                add(false, end + 1);
            }
            _ => {}
        }
        // "Beating Ana Reyes": of whoever the sentence begins with.
        let verb = start.checked_sub(1).map(|before| &s.words[before]);
        if verb.is_some_and(|word| word.text.ends_with("ing") && is_beating(word.base)) {
            add(false, start - 1);
        }
    }
    results
}
