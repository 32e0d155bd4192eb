//! Deeds that one account affirms and the other denies, or tells by the contrary word, in
//! words of their own.

use super::{Account, slot::Slot};
use crate::{
    finding::{
        demand::is_demand,
        group::are_of_other_groups,
        model::Said,
        namesake::are_namesakes,
        polarity::{
            NOBODY, conflict, denial_of, deny_in_same_words, is_conditional, is_other_view,
        },
        rule::Rule,
        statement::{Ruling, Statement, both_say},
    },
    mention::{
        Fact, Name, NameRelation, Negation, are_opposites, are_synonyms, base_of, compare_names,
        is_negation, negated_form_of,
    },
    normalize::{Shape, Token},
    span::TextRange,
};

/// What places of two deeds have to have in common.
#[derive(Clone, Copy)]
pub(super) struct Least {
    pub(super) n_words: usize,
    /// In 1/256 bits.
    pub(super) told: u32,
}

/// Words of a sentence that are looked at.
const MAX_WORDS: usize = 80;

/// A word that tells a deed.
struct Deed<'a> {
    range: TextRange,
    stem: &'a str,
    /// Written as words are that are no names.
    is_lower: bool,
    /// With a word behind it ("catch fire", "take … out").
    phrases: Vec<String>,
    /// Those of them that are verbs with a particle ("turn down").
    phrasal: Vec<String>,
}

/// Words behind a verb among which its particle stands.
const MAX_PHRASE: usize = 3;

/// Particles that make another verb of one.
const PARTICLES: [&str; 8] = ["up", "down", "off", "out", "ahead", "away", "back", "on"];

/// Contrary deeds of two sentences: what one denies and the other affirms, or contrary words
/// of which neither is denied. Cost: words of one times words of the other.
pub(super) fn contradiction(
    (a, said_a): (Account<'_>, &Said),
    (b, said_b): (Account<'_>, &Said),
    least: Least,
) -> Option<Ruling> {
    let (of_a, of_b) = (a.statement(said_a), b.statement(said_b));
    if !is_one_world(of_a, of_b) || are_two_views(of_a, of_b) || deny_in_same_words(of_a, of_b) {
        return None;
    }
    let (in_a, in_b) = (deeds(of_a), deeds(of_b));
    let is_one_place = |x: TextRange, y: TextRange| {
        let [p, q] = [(a, said_a, x), (b, said_b, y)]
            .map(|(account, said, range)| account.slot(said.sentences[0], range));
        is_alike(&p, &q, least)
    };
    let denied_by_a = denied((of_a, &in_a), (of_b, &in_b)).filter(|(x, y)| is_one_place(*x, *y));
    let denied_by_b = denied((of_b, &in_b), (of_a, &in_a)).filter(|(y, x)| is_one_place(*x, *y));
    if let Some((x, y)) = denied_by_a {
        let said = [of_a.marked(vec![with_negation(of_a, x)], None), of_b.marked(vec![y], None)];
        return Some(denial_of(of_a, of_b, said));
    }
    if let Some((y, x)) = denied_by_b {
        let said = [of_a.marked(vec![x], None), of_b.marked(vec![with_negation(of_b, y)], None)];
        return Some(denial_of(of_b, of_a, said));
    }
    let (x, y) = contrary((of_a, &in_a), (of_b, &in_b)).filter(|(x, y)| is_one_place(*x, *y))?;
    let said = [of_a.marked(vec![x], None), of_b.marked(vec![y], None)];
    Some(conflict(Rule::Contrary, both_say(of_a, of_b, &said), said))
}

/// Whether nothing in two statements says that they are of two matters: a condition, another
/// scope or person of one name, a question.
pub(super) fn is_one_world(a: Statement<'_>, b: Statement<'_>) -> bool {
    is_conditional(a) == is_conditional(b)
        && !is_of_other_scope(a, b)
        && !is_question(a)
        && !is_question(b)
        && !are_namesakes(a, b)
}

/// Stems of cues that give a view, which contradicts nobody else.
const VIEWS: [&str; 14] = [
    "blame", "claim", "insist", "fear", "alleg", "argu", "believ", "think", "suspect", "accus",
    "deni", "hope", "maintain", "predict",
];

/// Whether the statements report two sources, or one reports a view that the other does not.
/// What a source says or confirms an account may tell itself.
pub(super) fn are_two_views(a: Statement<'_>, b: Statement<'_>) -> bool {
    let has_reports = [a, b].map(|statement| !statement.reports().is_empty());
    is_view(a) != is_view(b) || (is_view(a) || has_reports == [true, true]) && is_other_view(a, b)
}

fn is_question(statement: Statement<'_>) -> bool {
    statement.analysis.doc.text()[..statement.end()].ends_with(['?', '？'])
}

fn is_view(statement: Statement<'_>) -> bool {
    has_stem(statement, &VIEWS) || complains(statement)
}

/// Whether a statement tells what somebody complains of: "nobody had complained" gives no view.
fn complains(statement: Statement<'_>) -> bool {
    let doc = &statement.analysis.doc;
    statement.tokens().windows(2).any(|two| {
        doc.term(&two[0]).stem == "complain"
            && ["that", "of"].contains(&statement.words(two[1].range))
    })
}

pub(super) fn has_stem(statement: Statement<'_>, stems: &[&str]) -> bool {
    let doc = &statement.analysis.doc;
    statement.tokens().iter().any(|token| stems.contains(&doc.term(token).stem.as_str()))
}

/// Stems by which a sentence says that it is of all there is.
const WIDE: [&str; 14] = [
    "nationwid",
    "countri",
    "nation",
    "worldwid",
    "across",
    "total",
    "overal",
    "global",
    "combin",
    "whole",
    "altogeth",
    "averag",
    "annual",
    "cumul",
];

/// Whether one sentence alone says that it is of a wider scope, or both speak of groups or parts and
/// of no group in common.
pub(super) fn is_of_other_scope(a: Statement<'_>, b: Statement<'_>) -> bool {
    has_stem(a, &WIDE) != has_stem(b, &WIDE) || are_of_other_groups(a, b)
}

/// Stems of what a figure may be of for so long.
const PERIODS: [&str; 5] = ["quarter", "month", "half", "year", "week"];

/// Whether both sentences name periods, none of them of one length ("the third quarter", "the
/// first nine months").
pub(super) fn is_of_other_period(a: Statement<'_>, b: Statement<'_>) -> bool {
    let periods = |statement: Statement<'_>| -> Vec<bool> {
        PERIODS.iter().map(|period| has_stem(statement, &[period])).collect()
    };
    let (in_a, in_b) = (periods(a), periods(b));
    let is_one = in_a.iter().zip(&in_b).any(|(x, y)| *x && *y);
    in_a.contains(&true) && in_b.contains(&true) && !is_one
}

pub(super) fn is_alike(x: &Slot, y: &Slot, least: Least) -> bool {
    let (n_words, told) = x.common(y);
    n_words >= least.n_words && told >= least.told && 3 * told >= x.told().min(y.told())
}

fn deeds(statement: Statement<'_>) -> Vec<Deed<'_>> {
    let doc = &statement.analysis.doc;
    let tokens = &statement.tokens()[..statement.tokens().len().min(MAX_WORDS)];
    let stem = |token: &Token| base_of(&doc.term(token).stem);
    (0..tokens.len())
        .map(|at| Deed {
            range: tokens[at].range,
            stem: &doc.term(&tokens[at]).stem,
            is_lower: tokens[at].shape == Shape::Lower,
            phrasal: tokens[at + 1..]
                .iter()
                .take(MAX_PHRASE)
                .filter(|behind| PARTICLES.contains(&statement.words(behind.range)))
                .map(|behind| format!("{} {}", stem(&tokens[at]), statement.words(behind.range)))
                .collect(),
            phrases: tokens[at + 1..]
                .iter()
                .take(MAX_PHRASE)
                .map(|behind| format!("{} {}", stem(&tokens[at]), stem(behind)))
                .chain(
                    tokens
                        .get(at..at + 3)
                        .map(|three| three.iter().map(stem).collect::<Vec<_>>().join(" ")),
                )
                .collect(),
        })
        .collect()
}

/// Words before a deed among which its subject stands.
const MAX_BEFORE: usize = 3;

/// Words that stand between a subject and its verb.
pub(super) const HELPERS: [&str; 13] = [
    "being", "has", "have", "had", "was", "were", "is", "are", "be", "been", "will", "would",
    "also",
];

/// The telling word right before a verb and its helpers, if it is no name.
fn thing_before<'d, 's>(
    statement: Statement<'_>,
    deeds: &'d [Deed<'s>],
    deed: &Deed<'_>,
) -> Option<&'d Deed<'s>> {
    let doc = &statement.analysis.doc;
    let at = deeds.iter().position(|known| known.range == deed.range)?;
    let tokens = statement.tokens();
    let is_helper = |before: usize| {
        tokens.get(before).is_some_and(|token| HELPERS.contains(&statement.words(token.range)))
    };
    let telling = (0..at)
        .rev()
        .take(MAX_BEFORE)
        .find(|&before| !is_helper(before))
        .filter(|&before| tokens.get(before).is_some_and(|token| !doc.term(token).is_stop))?;
    Some(&deeds[telling]).filter(|thing| thing.is_lower)
}

/// Whether two words, or a phrase of one, tell one deed.
fn is_one(x: &Deed<'_>, y: &Deed<'_>) -> bool {
    let says = |phrases: &[String], stem: &str| phrases.iter().any(|p| are_synonyms(p, stem));
    let is_one_word = base_of(x.stem) == base_of(y.stem) || are_synonyms(x.stem, y.stem);
    is_one_word
        || says(&x.phrases, y.stem)
        || says(&y.phrases, x.stem)
        || x.phrases.iter().any(|p| y.phrases.iter().any(|q| are_synonyms(p, q)))
}

/// A denied deed with the word that denies it.
fn with_negation(statement: Statement<'_>, deed: TextRange) -> TextRange {
    let mut negations = statement.mentions().filter_map(|m| match &m.fact {
        Fact::Polarity(polarity) => {
            let predicate = polarity.predicate.as_ref()?;
            predicate.range.overlaps(deed).then_some(m.range.cover(deed))
        }
        _ => None,
    });
    negations.next().unwrap_or(deed)
}

/// Where words stand that a statement denies.
fn negated(statement: Statement<'_>) -> Vec<(TextRange, Negation)> {
    let predicate = |fact: &Fact| match fact {
        Fact::Polarity(polarity) => {
            polarity.predicate.as_ref().map(|predicate| (predicate.range, polarity.negation))
        }
        _ => None,
    };
    statement.mentions().filter_map(|m| predicate(&m.fact)).collect()
}

/// The first deed that a statement denies and the other affirms: where each tells it.
fn denied(
    (denying, here): (Statement<'_>, &[Deed<'_>]),
    (other, there): (Statement<'_>, &[Deed<'_>]),
) -> Option<(TextRange, TextRange)> {
    let (not_here, not_there) = (negated(denying), negated(other));
    let is_in = |all: &[(TextRange, Negation)], deed: &Deed<'_>| {
        all.iter().any(|(range, _)| range.overlaps(deed.range))
    };
    let plainly = |deed: &&Deed<'_>| {
        not_here
            .iter()
            .any(|(range, negation)| *negation == Negation::Plain && range.overlaps(deed.range))
            && deed.is_lower
            && !is_aside(denying, deed.range)
    };
    here.iter().filter(plainly).find_map(|deed| {
        // What is affirmed here too, or denied there as well, is no contradiction.
        let is_affirmed_too = here.iter().any(|x| !is_in(&not_here, x) && is_one(x, deed));
        let is_denied_too = there.iter().any(|y| {
            is_in(&not_there, y) && is_one(y, deed)
                || are_opposites(y.stem, deed.stem)
                || negated_form_of(y.stem).is_some_and(|stem| stem == base_of(deed.stem))
        });
        let affirmed = there.iter().find(|y| is_one(y, deed))?;
        if is_of_none((denying, deed.range), here, affirmed.range, there) {
            return None;
        }
        let is_without =
            has_before(denying, deed.range, 2, |word| word.eq_ignore_ascii_case("without"));
        let is_denied_too = is_denied_too
            || is_without && !has_before(other, affirmed.range, 1, |word| WITH.contains(&word))
            || is_in_negated_clause(other, affirmed.range)
            || is_unreal(denying, deed.range) != is_unreal(other, affirmed.range);
        (!is_affirmed_too && !is_denied_too).then_some((deed.range, affirmed.range))
    })
}

/// Words behind "no" among which that stands of which there is none.
const MAX_THING: usize = 2;

/// Words before an affirmed deed among which its subject stands.
const MAX_SUBJECT: usize = 6;

/// Whether a deed is denied of all of a kind ("no trains ran") that the other sentence does not
/// speak of right before the deed that it affirms.
fn is_of_none(
    (denying, deed): (Statement<'_>, TextRange),
    here: &[Deed<'_>],
    affirmed: TextRange,
    there: &[Deed<'_>],
) -> bool {
    let none = denying.mentions().find_map(|m| match &m.fact {
        Fact::Polarity(polarity) => {
            let is_it = polarity.predicate.as_ref().is_some_and(|p| p.range.overlaps(deed));
            (is_it && denying.words(m.range).eq_ignore_ascii_case("no")).then_some(m.range)
        }
        _ => None,
    });
    let Some(none) = none else { return false };
    let doc = &denying.analysis.doc;
    // "Found no metal": of what was not found the other has to speak.
    if none.start >= deed.end {
        let behind = denying.tokens().iter().filter(|token| token.range.start >= none.end);
        let thing = behind.take(MAX_THING).find(|token| !doc.term(token).is_stop);
        let thing = thing.and_then(|thing| here.iter().find(|word| word.range == thing.range));
        return thing.is_some_and(|thing| !there.iter().any(|word| is_one(word, thing)));
    }
    let inside =
        here.iter().filter(|word| word.range.start >= none.end && word.range.end <= deed.start);
    let mut kinds = inside.filter(|word| {
        let at = denying.tokens().iter().find(|token| token.range == word.range);
        at.is_some_and(|token| !doc.term(token).is_stop)
    });
    let at = there.iter().position(|word| word.range == affirmed).unwrap_or(0);
    let before = &there[at.saturating_sub(MAX_SUBJECT)..at];
    let is_told = |kind: &Deed<'_>| before.iter().any(|word| is_one(word, kind));
    let first = kinds.next();
    first.is_some_and(|first| !is_told(first) && !kinds.any(is_told))
}

/// Words before a noun that "without" denies.
const WITH: [&str; 6] = ["with", "on", "by", "after", "using", "via"];
/// Words before a deed among which its helpers stand.
const MAX_NOT: usize = 4;
/// Stems of words that deny what they are said of, beside "not" and its like.
const DENIALS: [&str; 13] = [
    "deni", "reject", "refus", "fail", "failur", "unlik", "unabl", "dismiss", "declin", "spurn",
    "snub", "lack", "avoid",
];

/// Whether a negation of any kind stands in the clause of a deed.
fn is_in_negated_clause(statement: Statement<'_>, deed: TextRange) -> bool {
    let doc = &statement.analysis.doc;
    let is_one_clause = |word: TextRange| {
        let (start, end) = (word.end.min(deed.end), word.start.max(deed.start));
        let between = doc.text().get(start as usize..end as usize).unwrap_or_default();
        let is_parted = between.contains([';', ':'])
            || between.contains(", ")
            || between.contains(" but ")
            || word.start >= deed.end
                && [" and ", " who ", " which "].iter().any(|w| between.contains(w));
        !is_parted
    };
    let turned_down = |token: &Token| {
        let behind = statement.tokens().iter().skip_while(|t| t.range.start <= token.range.start);
        doc.term(token).stem == "turn"
            && behind.take(MAX_PHRASE).any(|t| statement.words(t.range) == "down")
    };
    statement.tokens().iter().any(|token| {
        let word = statement.words(token.range);
        let denies = is_negation(word)
            || turned_down(token)
            || NOBODY.iter().any(|none| word.eq_ignore_ascii_case(none))
            || DENIALS.contains(&doc.term(token).stem.as_str());
        denies && !token.range.overlaps(deed) && is_one_clause(token.range)
    })
}

/// The same of what opens a clause beside the main one.
const MAX_OPENER: usize = 6;

/// Whether one of the `n` words before `place` is such a word.
fn has_before(
    statement: Statement<'_>,
    place: TextRange,
    n: usize,
    is_such: impl Fn(&str) -> bool,
) -> bool {
    let before = statement.tokens().iter().rev().filter(|token| token.range.end <= place.start);
    before.take(n).any(|token| is_such(statement.words(token.range)))
}

/// Whether a denied deed is told beside the matter ("who was not fit", "because it did not
/// hear"), or no more than not required ("does not have to").
fn is_aside(statement: Statement<'_>, deed: TextRange) -> bool {
    let opens = ["who", "which", "because", "although", "though", "while", "whether"];
    has_before(statement, deed, MAX_OPENER, |word| {
        opens.iter().any(|opener| word.eq_ignore_ascii_case(opener))
    }) || has_before(statement, deed, MAX_NOT, |word| ["need", "needs", "have"].contains(&word))
        && has_before(statement, deed, 2, |word| word == "to" || word == "be")
}

/// Stems of verbs before a deed that has not been done.
const UNREAL: [&str; 15] = [
    "point", "verg", "brink", "weigh", "consid", "mull", "threaten", "plan", "vow", "promis",
    "offer", "could", "would", "might", "may",
];

pub(super) fn is_unreal(statement: Statement<'_>, deed: TextRange) -> bool {
    let doc = &statement.analysis.doc;
    let before = statement.tokens().iter().rev().filter(|token| token.range.end <= deed.start);
    is_demand(statement, deed)
        || before.take(MAX_NOT).any(|token| UNREAL.contains(&doc.term(token).stem.as_str()))
}

/// Whether the names nearest before two deeds are of two.
pub(super) fn have_other_subjects(
    (a, x): (Statement<'_>, TextRange),
    (b, y): (Statement<'_>, TextRange),
) -> bool {
    fn subject(statement: Statement<'_>, deed: TextRange) -> Option<&Name> {
        let before = statement.names().filter(|(range, _)| range.end <= deed.start);
        before.last().map(|(_, name)| name)
    }
    match (subject(a, x), subject(b, y)) {
        (Some(x), Some(y)) => compare_names(x, y) == NameRelation::Differ,
        _ => false,
    }
}

/// Words of degree and place, of which a text has many beside each other (stems).
const WEAK: [&str; 61] = [
    "more", "less", "most", "least", "few", "fewer", "mani", "first", "last", "all", "some",
    "none", "alway", "never", "old", "new", "earli", "late", "earlier", "later", "high", "low",
    "higher", "lower", "larg", "small", "big", "north", "south", "east", "west", "left", "right",
    "near", "far", "hard", "soft", "same", "differ", "public", "privat", "start", "end", "find",
    "over", "under", "above", "below", "with", "without", "befor", "before", "after", "up", "down",
    "for", "against", "have", "has", "live", "jump",
];

/// Whether two words, or one with a particle behind it, are opposites.
fn are_contrary(x: &Deed<'_>, y: &Deed<'_>) -> bool {
    let is_opposite = |x: &Deed<'_>, y: &Deed<'_>| {
        x.phrasal.iter().any(|phrase| are_opposites(phrase, base_of(y.stem)))
    };
    are_opposites(x.stem, y.stem) || is_opposite(x, y) || is_opposite(y, x)
}

/// The first two contrary words, of which neither statement has both, both affirmed or both
/// denied.
fn contrary(
    (a, in_a): (Statement<'_>, &[Deed<'_>]),
    (b, in_b): (Statement<'_>, &[Deed<'_>]),
) -> Option<(TextRange, TextRange)> {
    let (not_a, not_b) = (negated(a), negated(b));
    let is_negated = |all: &[(TextRange, Negation)], deed: &Deed<'_>| {
        all.iter().any(|(range, _)| range.overlaps(deed.range))
    };
    let is_weak = |deed: &Deed<'_>| !deed.is_lower || WEAK.contains(&deed.stem);
    let has = |all: &[Deed<'_>], deed: &Deed<'_>| {
        all.iter().any(|x| x.stem == deed.stem || are_synonyms(x.stem, deed.stem))
    };
    // "Revenue rose", "net profit fell": each of a thing the other does not speak of.
    let are_of_two_things = |x: &Deed<'_>, y: &Deed<'_>| {
        let things = [thing_before(a, in_a, x), thing_before(b, in_b, y)];
        matches!(things, [Some(of_a), Some(of_b)] if !has(in_b, of_a) && !has(in_a, of_b))
    };
    let pairs = in_a.iter().enumerate().flat_map(|x| in_b.iter().enumerate().map(move |y| (x, y)));
    let contraries = pairs.filter(|((_, x), (_, y))| {
        are_contrary(x, y)
            && !is_weak(x)
            && !is_weak(y)
            && !has(in_b, x)
            && !has(in_a, y)
            && is_negated(&not_a, x) == is_negated(&not_b, y)
            && is_unreal(a, x.range) == is_unreal(b, y.range)
            && !have_other_subjects((a, x.range), (b, y.range))
            && !are_of_two_things(x, y)
    });
    // The same ones whichever statement comes first.
    let best = contraries
        .min_by_key(|((i, x), (k, y))| (i + k, i.abs_diff(*k), x.stem.min(y.stem).to_owned()));
    best.map(|((_, x), (_, y))| (x.range, y.range))
}
