//! The facet of polarity: yes or no, in near-identical statements.

use super::{
    market::is_of_market,
    model::{Facet, Said, Verdict},
    namesake::are_namesakes,
    quotation,
    rule::Rule,
    speaker::{SpeakerRelation, compare_speakers},
    statement::{Ruling, Statement, both_say},
    word_diff::Change,
    wording::{is_other, telling},
};
use crate::{
    mention::{
        CertaintyLevel, Fact, Negation, Polarity, are_opposites, are_synonyms, base_of,
        is_negation, negated_form_of,
    },
    normalize::Token,
    span::TextRange,
};
use std::collections::BTreeSet;

/// Whether one statement denies what the other affirms, whoever says so.
pub(super) fn is_denied_by_one(a: Statement<'_>, b: Statement<'_>) -> bool {
    let (of_a, of_b) = (Denials::of(a), Denials::of(b));
    of_a.affirmed_in(b, &of_b).is_some()
        || of_b.affirmed_in(a, &of_a).is_some()
        || of_b.is_empty() && denies_words(a, b)
        || of_a.is_empty() && denies_words(b, a)
}

/// Telling words in a denial that make it one of what the other statement speaks of.
const MIN_DENIED: usize = 3;

/// Whether what `denying` denies is, by its words, what `other` speaks of ("dismissed any notion
/// of recognising the islands as ours").
fn denies_words(denying: Statement<'_>, other: Statement<'_>) -> bool {
    let stems = |s: Statement<'_>| -> BTreeSet<String> {
        let doc = &s.analysis.doc;
        let terms = s.tokens().iter().map(|token| doc.term(token)).filter(|term| !term.is_stop);
        terms.map(|term| base_of(&term.stem).to_owned()).collect()
    };
    let (doc, others) = (&denying.analysis.doc, stems(other));
    negations(denying).filter(|(_, polarity)| polarity.negation == Negation::Plain).any(
        |(_, polarity)| {
            let inside = denying.tokens().iter().filter(|t| polarity.scope.contains(t.range));
            let told: BTreeSet<&str> = inside
                .map(|token| doc.term(token))
                .filter(|term| !term.is_stop)
                .map(|term| base_of(&term.stem))
                .collect();
            let n_shared = told.iter().filter(|stem| others.contains(**stem)).count();
            n_shared >= MIN_DENIED && 2 * n_shared >= told.len()
        },
    )
}

/// What one account denies that the other affirms in near-identical statements, whatever words
/// deny it ("did not pay", "failed to pay", "unpaid"). Cost: words of both.
pub(super) fn denied(a: Statement<'_>, b: Statement<'_>) -> Option<Ruling> {
    // What is denied and what would be so under a condition can both be true.
    if is_conditional(a) != is_conditional(b)
        || quotation::is_shortened(a)
        || quotation::is_shortened(b)
        || are_as_negative(a, b)
        || has_exception(a)
        || has_exception(b)
        || are_namesakes(a, b)
    {
        return None;
    }
    let (of_a, of_b) = (Denials::of(a), Denials::of(b));
    let by_a = of_a.affirmed_in(b, &of_b).map(|(denial, affirmed)| (a, denial, b, affirmed));
    let by_b = of_b.affirmed_in(a, &of_a).map(|(denial, affirmed)| (b, denial, a, affirmed));
    // Where each denies something of the other, the same one whichever statement comes first.
    let both = [by_a, by_b].into_iter().flatten();
    let (denies, denial, affirms, affirmed) =
        both.min_by_key(|(denies, denial, ..)| denies.words(*denial))?;
    // "Denied it", "did not deny it": the verb of the report is what differs.
    if is_other_view(a, b) && !affirms.has_cue(affirmed) {
        return None;
    }
    let marks = |s: Statement<'_>| vec![if s.label == denies.label { denial } else { affirmed }];
    let said = [a.marked(marks(a), None), b.marked(marks(b), None)];
    Some(denial_of(denies, affirms, said))
}

/// Stems that deny with the words that follow, beside the words that are negations.
const DENYING: [&str; 7] = ["fail", "failur", "lack", "unless", "without", "lose", "lost"];
/// The same, where an apostrophe was lost, or a blank stands behind it.
const UNMARKED: [&str; 25] = [
    "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "hasnt", "havent", "hadnt",
    "couldnt", "wouldnt", "cant", "don", "doesn", "didn", "isn", "aren", "wasn", "weren", "hasn",
    "haven", "hadn", "couldn", "wouldn",
];

/// Whether both statements deny, and with as many words: near-identical ones deny the same then
/// ("has no authority", "lacks the authority").
fn are_as_negative(a: Statement<'_>, b: Statement<'_>) -> bool {
    let n = denying_words(a).len();
    n > 0 && n == denying_words(b).len()
}

/// Whether both statements deny, and with the same words of the same next words ("nothing
/// happened"): then they deny the same.
pub(super) fn deny_in_same_words(a: Statement<'_>, b: Statement<'_>) -> bool {
    let words = denying_words(a);
    !words.is_empty() && words == denying_words(b)
}

/// The words that deny with the word behind each, in lower case, sorted.
fn denying_words(statement: Statement<'_>) -> Vec<(String, String)> {
    let doc = &statement.analysis.doc;
    let tokens = statement.tokens();
    let word = |token: &Token| statement.words(token.range).to_lowercase();
    let denying = |(at, token): (usize, &Token)| {
        let found = word(token);
        let denies = is_negation(&found)
            || UNMARKED.contains(&found.as_str())
            || DENYING.contains(&doc.term(token).stem.as_str())
            || DENYING.contains(&found.as_str());
        denies.then(|| (found, tokens.get(at + 1).map(word).unwrap_or_default()))
    };
    let mut words: Vec<_> = tokens.iter().enumerate().filter_map(denying).collect();
    words.sort_unstable();
    words
}

/// Whether a statement excepts something or sets a limit in time: "not until March" says when.
fn has_exception(statement: Statement<'_>) -> bool {
    let is_limit = |word: &str| {
        ["until", "except", "exception"].iter().any(|known| word.eq_ignore_ascii_case(known))
    };
    statement.tokens().iter().any(|token| is_limit(statement.words(token.range)))
}

/// The conflict of a statement that denies with one that affirms; `said` in the order of the
/// accounts.
pub(super) fn denial_of(denies: Statement<'_>, affirms: Statement<'_>, said: [Said; 2]) -> Ruling {
    let message = format!("{} denies what {} affirms", denies.label, affirms.label);
    if affirms.is_later_than(denies) && is_not_yet(denies) {
        return Ruling {
            verdict: Verdict::Updated,
            facet: Some(Facet::Polarity),
            rule: Rule::DeedUpdated,
            message: format!("{message}: it had not happened yet"),
            said,
        };
    }
    conflict(Rule::Denied, message, said)
}

/// Whether a statement denies what may happen yet: "has not signed", "no decision so far".
fn is_not_yet(statement: Statement<'_>) -> bool {
    let words: Vec<String> =
        statement.tokens().iter().map(|t| statement.words(t.range).to_lowercase()).collect();
    let reads = |at: usize, known: &[&str]| {
        words.get(at).is_some_and(|word| known.contains(&word.as_str()))
    };
    (0..words.len()).any(|at| {
        reads(at, &["has", "have"]) && reads(at + 1, &["not", "yet"])
            || reads(at, &["hasn't", "haven't", "hasn’t", "haven’t"])
            || at > 0 && reads(at, &["yet"])
            || reads(at, &["so"]) && reads(at + 1, &["far"])
    })
}

/// Whether one account reports what a source says that the other does not report, or of
/// another source: accounts contradict each other where they tell the same, or both tell it
/// themselves.
pub(super) fn is_other_view(a: Statement<'_>, b: Statement<'_>) -> bool {
    let (of_a, of_b) = (a.reports(), b.reports());
    if of_a.is_empty() && of_b.is_empty() {
        return false;
    }
    let pairs = of_a.iter().flat_map(|x| of_b.iter().map(move |y| (x.speaker, y.speaker)));
    !pairs.into_iter().any(|(x, y)| {
        matches!(compare_speakers((a, x), (b, y)), SpeakerRelation::Same | SpeakerRelation::Vague)
    })
}

pub(super) fn is_conditional(statement: Statement<'_>) -> bool {
    let is_condition =
        |fact: &Fact| matches!(fact, Fact::Certainty(c) if c.level == CertaintyLevel::Conditional);
    statement.mentions().any(|m| is_condition(&m.fact))
}

pub(super) fn conflict(rule: Rule, message: String, said: [Said; 2]) -> Ruling {
    let (verdict, facet) = (Verdict::Conflict, Some(Facet::Polarity));
    Ruling { verdict, facet, rule, message, said }
}

/// What a statement denies: stems, and the words that deny them.
struct Denials<'a> {
    statement: Statement<'a>,
    plain: Vec<(&'a str, TextRange)>,
    /// Denied and the denial denied: neither here nor there.
    double: BTreeSet<&'a str>,
}

impl<'a> Denials<'a> {
    fn of(statement: Statement<'a>) -> Self {
        let mut denials = Self { statement, plain: Vec::new(), double: BTreeSet::new() };
        for (range, polarity) in negations(statement) {
            let Some(predicate) = &polarity.predicate else { continue };
            match polarity.negation {
                Negation::Plain => {
                    denials.plain.push((&predicate.stem, range.cover(predicate.range)));
                }
                Negation::Double => {
                    denials.double.insert(&predicate.stem);
                }
            }
        }
        for token in statement.tokens() {
            let stem = statement.analysis.doc.term(token).stem.as_str();
            let denied = negated_form_of(stem).map(|denied| (denied, token.range));
            denials.plain.extend(denied);
        }
        denials
    }

    fn is_empty(&self) -> bool {
        self.plain.is_empty() && self.double.is_empty()
    }

    fn denies(&self, stem: &str) -> bool {
        self.plain.iter().any(|(denied, _)| is_one_deed(denied, stem))
    }

    /// The first that is denied here and affirmed by `other`, which denies `others`.
    fn affirmed_in(&self, other: Statement<'_>, others: &Self) -> Option<(TextRange, TextRange)> {
        self.plain.iter().find_map(|(stem, range)| {
            let n_denied =
                self.plain.iter().filter(|(denied, _)| is_one_deed(denied, stem)).count();
            let is_affirmed_too = said(self.statement, stem).count() > n_denied;
            if others.denies(stem) || is_affirmed_too {
                return None;
            }
            said(other, stem).next().map(|token| (*range, token.range))
        })
    }
}

/// The words of a statement that have a stem, or that of another form of the verb or of a
/// synonym.
fn said<'a>(statement: Statement<'a>, stem: &str) -> impl Iterator<Item = &'a Token> {
    let doc = &statement.analysis.doc;
    statement.tokens().iter().filter(move |token| is_one_deed(&doc.term(token).stem, stem))
}

fn is_one_deed(x: &str, y: &str) -> bool {
    base_of(x) == base_of(y) || are_synonyms(x, y)
}

fn negations(statement: Statement<'_>) -> impl Iterator<Item = (TextRange, &Polarity)> {
    statement.mentions().filter_map(|m| match &m.fact {
        Fact::Polarity(polarity) => Some((m.range, polarity)),
        _ => None,
    })
}

/// Words of a change that may turn a statement into its contrary: "did not", "no longer".
const MAX_NEGATION_WORDS: usize = 3;

/// A negation that nothing says what it denies, on one side of a change alone.
pub(super) fn changed(a: Statement<'_>, b: Statement<'_>, change: Change<'_>) -> Option<Ruling> {
    let negated = |s: Statement<'_>, tokens: &[Token]| {
        tokens.iter().map(|t| t.range).find(|range| is_plain_negation(s, *range))
    };
    let (not_a, not_b) = (negated(a, change.in_a), negated(b, change.in_b));
    // A longer change is another clause, whose negation is its own.
    let is_long = change.in_a.len().max(change.in_b.len()) > MAX_NEGATION_WORDS;
    if not_a.is_some() == not_b.is_some() || is_long || is_conditional(a) != is_conditional(b) {
        return None;
    }
    // Two sources, or another deed denied than the one affirmed ("questioned", "did not arrest").
    let (told_a, told_b) = (telling(a, change.in_a), telling(b, change.in_b));
    let affirming = if not_a.is_some() { (b, change.in_b) } else { (a, change.in_a) };
    let has_verb = affirming.1.iter().any(|token| affirming.0.words(token.range).ends_with("ed"));
    if is_other_view(a, b) || has_verb && is_other(&told_a, &told_b) {
        return None;
    }
    let (denying, not, other) = if not_a.is_some() { (a, not_a, b) } else { (b, not_b, a) };
    if not.is_some_and(|not| denies_alike(denying, not, other)) {
        return None;
    }
    // What is put in denies what is put in with it ("without taking questions").
    let (inserted, replaced) =
        if not_a.is_some() { (change.in_a, change.in_b) } else { (change.in_b, change.in_a) };
    if replaced.is_empty() && brings_what_it_denies(denying, inserted) {
        return None;
    }
    let said =
        [a.marked(not_a.into_iter().collect(), None), b.marked(not_b.into_iter().collect(), None)];
    Some(denial_of(denying, other, said))
}

/// Words behind "not" with which it denies nothing.
const HEDGED: [&str; 8] = ["quite", "only", "just", "far", "least", "merely", "simply", "long"];

/// Whether a word is a negation and denies something: "not quite 40" is a hedge.
fn is_plain_negation(statement: Statement<'_>, word: TextRange) -> bool {
    let next = statement.tokens().iter().find(|token| token.range.start >= word.end);
    let is_hedged = next.is_some_and(|next| HEDGED.contains(&statement.words(next.range)));
    is_negation(statement.words(word)) && !is_hedged
}

/// Stems of verbs by which something is not done.
const NOT_DONE: [&str; 9] =
    ["declin", "refus", "fail", "neither", "without", "never", "lack", "unabl", "none"];

/// Words put in the place of others in a copy, of which one side alone denies ("would not say why",
/// "explained why"; "both screws", "neither screw"). Cost: words of the change.
pub(super) fn denied_in_copy(
    a: Statement<'_>,
    b: Statement<'_>,
    change: Change<'_>,
) -> Option<Ruling> {
    let not = |s: Statement<'_>, tokens: &[Token]| {
        let doc = &s.analysis.doc;
        let denies = |token: &&Token| {
            let word = s.words(token.range);
            is_plain_negation(s, token.range)
                || NOBODY.contains(&word.to_lowercase().as_str())
                || NOT_DONE.contains(&doc.term(token).stem.as_str())
        };
        tokens.iter().find(denies).map(|token| token.range)
    };
    let (not_a, not_b) = (not(a, change.in_a), not(b, change.in_b));
    // "Unhurt", "not hurt".
    let is_negated_form = |s: Statement<'_>, tokens: &[Token]| {
        tokens.iter().any(|t| negated_form_of(&s.analysis.doc.term(t).stem).is_some())
    };
    let is_short = change.in_a.len().max(change.in_b.len()) <= MAX_OPPOSITE_WORDS;
    let is_replaced = !change.in_a.is_empty() && !change.in_b.is_empty() && is_short;
    let is_excused = is_negated_form(a, change.in_a)
        || is_negated_form(b, change.in_b)
        || are_as_negative(a, b)
        || has_exception(a)
        || has_exception(b);
    if !is_replaced || is_excused || not_a.is_some() == not_b.is_some() {
        return None;
    }
    let marks = |range: Option<TextRange>| range.into_iter().collect::<Vec<_>>();
    let said = [a.marked(marks(change.range_a()), None), b.marked(marks(change.range_b()), None)];
    let (denies, affirms) = if not_a.is_some() { (a, b) } else { (b, a) };
    Some(denial_of(denies, affirms, said))
}

/// Words that deny whatever is said of them.
pub(super) const NOBODY: [&str; 6] = ["nothing", "nobody", "none", "neither", "nor", "never"];

/// Whether words put into a statement deny one another, and nothing outside: a telling word that is
/// no adverb stands behind the negation ("but no champagne").
fn brings_what_it_denies(statement: Statement<'_>, inserted: &[Token]) -> bool {
    let doc = &statement.analysis.doc;
    let not = inserted.iter().position(|token| is_negation(statement.words(token.range)));
    let is_told = |token: &Token| {
        let word = statement.words(token.range);
        !doc.term(token).is_stop && !word.ends_with("ly") && !is_negation(word)
    };
    not.is_some_and(|not| inserted[not + 1..].iter().any(is_told))
}

/// Whether `other` denies what the word `not` denies, in its own way.
pub(super) fn denies_alike(denying: Statement<'_>, not: TextRange, other: Statement<'_>) -> bool {
    let mut here = negations(denying).filter(|(range, _)| range.overlaps(not));
    let Some(predicate) = here.find_map(|(_, polarity)| polarity.predicate.as_ref()) else {
        return false;
    };
    let doc = &other.analysis.doc;
    let is_opposite = |token: &Token| are_opposites(&doc.term(token).stem, &predicate.stem);
    Denials::of(other).denies(&predicate.stem) || other.tokens().iter().any(is_opposite)
}

/// Longest change in which contrary words are looked for.
const MAX_OPPOSITE_WORDS: usize = 6;

/// Contrary words in one place ("approved", "rejected"), both affirmed or both denied.
pub(super) fn opposite(a: Statement<'_>, b: Statement<'_>, change: Change<'_>) -> Option<Ruling> {
    let is_long = change.in_a.len().max(change.in_b.len()) > MAX_OPPOSITE_WORDS;
    let is_moving = is_of_market(a) && is_of_market(b);
    if is_long || is_moving || is_conditional(a) != is_conditional(b) || are_namesakes(a, b) {
        return None;
    }
    let in_a = change.in_a.iter().enumerate();
    let pairs = in_a.flat_map(|x| change.in_b.iter().enumerate().map(move |y| (x, y)));
    let stem = |s: Statement<'_>, token: &Token| s.analysis.doc.term(token).stem.clone();
    let opposites = pairs.filter(|((_, x), (_, y))| are_opposites(&stem(a, x), &stem(b, y)));
    // The same ones whichever statement comes first.
    let ((_, x), (_, y)) = opposites
        .min_by_key(|((i, x), (k, y))| (i + k, i.abs_diff(*k), stem(a, x).min(stem(b, y))))?;
    if is_denied(a, x) != is_denied(b, y) || are_exchanged((a, x), (b, y)) {
        return None;
    }
    // Both tell of either ("for" and "against"): in another order.
    let has = |s: Statement<'_>, word: &str| s.tokens().iter().any(|t| stem(s, t) == word);
    if has(a, &stem(b, y)) && has(b, &stem(a, x)) {
        return None;
    }
    let said = [a.marked(vec![x.range], None), b.marked(vec![y.range], None)];
    Some(conflict(Rule::Contrary, both_say(a, b, &said), said))
}

/// Whether contrary words are said of two, each of whom the other statement names behind its
/// own word: "A lost to B", "B beat A".
fn are_exchanged((a, x): (Statement<'_>, &Token), (b, y): (Statement<'_>, &Token)) -> bool {
    fn before<'s>(s: Statement<'s>, word: &Token) -> Option<&'s str> {
        let names = s.names().filter(|(range, _)| range.end <= word.range.start);
        names.last().map(|(_, name)| &*name.full)
    }
    fn behind(s: Statement<'_>, word: &Token, who: &str) -> bool {
        s.names().any(|(range, name)| range.start >= word.range.end && *name.full == *who)
    }
    match (before(a, x), before(b, y)) {
        (Some(p), Some(q)) => p != q && behind(a, x, q) && behind(b, y, p),
        _ => false,
    }
}

fn is_denied(statement: Statement<'_>, token: &Token) -> bool {
    let mut there = negations(statement).filter_map(|(_, polarity)| polarity.predicate.as_ref());
    there.any(|predicate| predicate.range.overlaps(token.range))
}
