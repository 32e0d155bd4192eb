//! Two names in one place of two accounts: who it was, and where.

use super::{Account, MAX_FACTS, lone::share_deed, matching::best_rivals, slot::Slot};
use crate::{
    finding::{
        model::{Facet, Said, Verdict},
        name::is_listed,
        rule::Rule,
        statement::{Ruling, Statement, both_say},
    },
    mention::{Fact, Name, NameClass, NameRelation, compare_names},
    span::TextRange,
};

/// What has to speak for two people of one surname, in 1/256 bits.
const MIN_IN_PART: u32 = 5 * 256;
/// The same for two people of one given name, which counts itself.
const MIN_GIVEN: u32 = 12 * 256;
/// How rare a given name is, in 1/256 bits, of which two people of an event are likely one.
const UNCOMMON: u32 = 6 * 256;
/// The same for two places behind one preposition.
const MIN_PLACE: u32 = 10 * 256;
/// How rare a name is, in 1/256 bits, of which an event knows one: about 1 article in 2,000.
const RARE: u32 = 11 * 256;
/// Words around a name among which it is told what somebody is or does.
const NEAR_NAME: usize = 6;
/// Telling words that places of two names have in common at least.
const MIN_WORDS: usize = 2;

/// A name and its place.
pub(super) struct Told<'a> {
    pub(super) said: Said,
    pub(super) range: TextRange,
    pub(super) name: &'a Name,
    slot: Slot,
}

/// Rival names of two accounts: each is named by one alone.
pub(super) fn rulings(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let (in_a, in_b) = (told(a, b), told(b, a));
    let is_one = |x: &Told<'_>, y: &Told<'_>| x.name.full == y.name.full;
    let rivals = best_rivals(
        (in_a.len(), in_b.len()),
        |i, k| rivalry((a, &in_a[i]), (b, &in_b[k])),
        |i, k| is_one(&in_a[i], &in_a[k]),
        |i, k| is_one(&in_b[i], &in_b[k]),
    );
    let rivals = rivals.iter().map(|pair| ruling((a, &in_a[pair.a]), (b, &in_b[pair.b])));
    rivals.chain(pairs(a, b)).collect()
}

/// Two places told together ("in Nigeria and Liberia").
struct Pair<'a> {
    said: Said,
    range: TextRange,
    names: [&'a Name; 2],
}

/// Pairs of places of two accounts that have the first or the second in common, where either
/// account tells nowhere of the one that the other has instead.
fn pairs(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let (in_a, in_b) = (pairs_of(a), pairs_of(b));
    let is_one = |x: &Name, y: &Name| compare_names(x, y) == NameRelation::Same;
    let knows = |account: Account<'_>, place: &Name| {
        names(account).any(|(.., name)| name.full == place.full || is_one(name, place))
    };
    let are_rivals = |x: &Pair<'_>, y: &Pair<'_>| {
        (0..2).any(|same| {
            let (of_a, of_b) = (x.names[1 - same], y.names[1 - same]);
            is_one(x.names[same], y.names[same])
                && compare_names(of_a, of_b) == NameRelation::Differ
                && !knows(a, of_b)
                && !knows(b, of_a)
        })
    };
    let all = in_a.iter().flat_map(|x| in_b.iter().map(move |y| (x, y)));
    let mut found = all.filter(|(x, y)| {
        let (of_a, of_b) = (a.statement(&x.said), b.statement(&y.said));
        let (p, q) = (preposition(of_a, x.range), preposition(of_b, y.range));
        p.is_some() && p == q && are_rivals(x, y)
    });
    // Of several it is not known which stands for which.
    let only = found.next().filter(|_| found.next().is_none());
    let ruling = |(x, y): (&Pair<'_>, &Pair<'_>)| {
        let (of_a, of_b) = (a.statement(&x.said), b.statement(&y.said));
        let said = [of_a.marked(vec![x.range], None), of_b.marked(vec![y.range], None)];
        conflict(Rule::RivalName, of_a, of_b, said)
    };
    only.map(ruling).into_iter().collect()
}

/// Every two places of an account that are told together, and no third with them.
fn pairs_of(account: Account<'_>) -> Vec<Pair<'_>> {
    let text = account.analysis.doc.text();
    let all: Vec<(u32, TextRange, &Name)> = names(account).take(MAX_FACTS).collect();
    let is_place = |name: &Name| name.class == NameClass::Place;
    let joined = |two: &[(u32, TextRange, &Name)]| {
        two[0].0 == two[1].0
            && two.iter().all(|(.., name)| is_place(name))
            && text[two[0].1.end as usize..two[1].1.start as usize].trim() == "and"
    };
    let is_third = |range: TextRange| {
        let (before, after) = (&text[..range.start as usize], &text[range.end as usize..]);
        before.trim_end().ends_with([',', '&'])
            || before.trim_end().ends_with(" and")
            || after.trim_start().trim_start_matches(',').trim_start().starts_with("and ")
    };
    let pair = |two: &[(u32, TextRange, &'_ Name)]| (two[0].0, two[0].1.cover(two[1].1));
    all.windows(2)
        .filter(|two| joined(two) && !is_third(pair(two).1))
        .map(|two| {
            let (sentence, range) = pair(two);
            Pair { said: account.said(sentence), range, names: [two[0].2, two[1].2] }
        })
        .collect()
}

fn names<'a>(account: Account<'a>) -> impl Iterator<Item = (u32, TextRange, &'a Name)> {
    account.analysis.mentions.iter().filter_map(|m| match &m.fact {
        Fact::Name(name) => Some((m.sentence_idx, m.range, name)),
        _ => None,
    })
}

/// The people and places of `account` that `other` names nowhere, but for those of a list.
fn told<'a>(account: Account<'a>, other: Account<'_>) -> Vec<Told<'a>> {
    let is_one_of_many = |told: &Told<'a>| is_listed(account.statement(&told.said), told.range);
    let mut all = known_to_one(account, other);
    all.retain(|told| !is_one_of_many(told));
    all
}

/// The people and places of `account` that `other` names nowhere.
pub(super) fn known_to_one<'a>(account: Account<'a>, other: Account<'_>) -> Vec<Told<'a>> {
    let known: Vec<&Name> = names(other).map(|(.., name)| name).collect();
    let is_kind = |name: &Name| matches!(name.class, NameClass::Person | NameClass::Place);
    let is_known = |name: &Name| {
        known.iter().any(|y| {
            y.full == name.full
                || y.class == name.class && compare_names(name, y) == NameRelation::Same
        })
    };
    names(account)
        .take(MAX_FACTS)
        .filter(|(.., name)| is_kind(name) && !is_known(name))
        .map(|(sentence, range, name)| Told {
            said: account.said(sentence),
            range,
            name,
            slot: account.slot(sentence, range),
        })
        .filter(|told| !account.statement(&told.said).is_dateline(told.range))
        .collect()
}

fn rivalry((a, x): (Account<'_>, &Told<'_>), (b, y): (Account<'_>, &Told<'_>)) -> Option<u32> {
    if x.name.class != y.name.class {
        return None;
    }
    let (of_a, of_b) = (a.statement(&x.said), b.statement(&y.said));
    let (n_words, score) = x.slot.common(&y.slot);
    let least = match (x.name.class, compare_names(x.name, y.name)) {
        (NameClass::Person, NameRelation::DifferInPart)
            if has_one_surname((of_a, x), (of_b, y)) =>
        {
            // Who is known by a rare surname alone to either account is one person.
            if weight(a, x, Part::Surname) >= RARE
                && is_alone(a, x, Part::Surname)
                && is_alone(b, y, Part::Surname)
            {
                return (n_words > 0).then_some(score.max(MIN_IN_PART));
            }
            MIN_IN_PART
        }
        (NameClass::Person, NameRelation::Differ | NameRelation::DifferInPart)
            if has_one_given_name((of_a, x), (of_b, y))
                && is_alone(a, x, Part::Given)
                && is_alone(b, y, Part::Given) =>
        {
            let given = weight(a, x, Part::Given);
            // A name in common tells of the event, and not of what each is in it.
            let is_one_deed = || share_deed((of_a, x.range), (of_b, y.range), NEAR_NAME);
            let is_enough = n_words >= MIN_WORDS && score + given >= MIN_GIVEN
                || given >= RARE && is_one_deed();
            return (given >= UNCOMMON && is_enough).then_some(score + given);
        }
        (NameClass::Place, NameRelation::Differ | NameRelation::DifferInPart) => {
            let (p, q) = (preposition(of_a, x.range)?, preposition(of_b, y.range)?);
            if !p.eq_ignore_ascii_case(q) {
                return None;
            }
            MIN_PLACE
        }
        _ => return None,
    };
    (score >= least && n_words >= MIN_WORDS).then_some(score)
}

/// Whether two names of people, both told in full, have one surname and no part of one in the
/// other.
fn has_one_surname((a, x): (Statement<'_>, &Told<'_>), (b, y): (Statement<'_>, &Told<'_>)) -> bool {
    let parts = |s: Statement<'_>, of: &Told<'_>| {
        let (given, surname) = s.words(of.range).rsplit_once(' ')?;
        (of.name.full.ends_with(surname) && !given.contains(' ')).then_some(surname.to_owned())
    };
    parts(a, x).is_some_and(|surname| parts(b, y) == Some(surname))
}

/// Whether two people, both told by a given name and a surname, have the same given name.
fn has_one_given_name(
    (a, x): (Statement<'_>, &Told<'_>),
    (b, y): (Statement<'_>, &Told<'_>),
) -> bool {
    let given = |s: Statement<'_>, of: &Told<'_>| {
        let (given, surname) = s.words(of.range).split_once(' ')?;
        // "The Matanuska Creamery" is no person.
        let before = s.tokens().iter().rev().find(|token| token.range.end <= of.range.start);
        let is_thing = before.is_some_and(|token| s.words(token.range).eq_ignore_ascii_case("the"));
        let is_known = !is_thing && !surname.contains(' ') && *of.name.full == *s.words(of.range);
        is_known.then_some(given.to_owned())
    };
    given(a, x).is_some_and(|name| given(b, y) == Some(name))
}

/// A part of the name of a person.
#[derive(Clone, Copy)]
enum Part {
    Given,
    Surname,
}

impl Part {
    fn of(self, name: &str) -> &str {
        let part = match self {
            Self::Given => name.split(' ').next(),
            Self::Surname => name.rsplit(' ').next(),
        };
        part.unwrap_or_default()
    }
}

/// What a part of the name of a person tells, in 1/256 bits.
fn weight(account: Account<'_>, person: &Told<'_>, part: Part) -> u32 {
    let doc = &account.analysis.doc;
    let tokens = doc.sentence_tokens(person.said.sentences[0] as usize);
    let mut inside = tokens.iter().filter(|token| person.range.contains(token.range));
    let token = match part {
        Part::Given => inside.next(),
        Part::Surname => inside.next_back(),
    };
    token.map_or(0, |token| doc.term(token).weight)
}

/// Whether an account names nobody else with that part of the name of `person`. A surname alone
/// may be that of the person.
fn is_alone(account: Account<'_>, person: &Told<'_>, part: Part) -> bool {
    let own = part.of(&person.name.full);
    let is_full = |name: &Name| matches!(part, Part::Given) || name.full.contains(' ');
    !names(account).any(|(.., name)| {
        name.class == NameClass::Person
            && name.full != person.name.full
            && is_full(name)
            && part.of(&name.full) == own
    })
}

/// Words before a place that say that something is there.
const PREPOSITIONS: [&str; 6] = ["in", "at", "to", "from", "near", "outside"];

fn preposition(statement: Statement<'_>, place: TextRange) -> Option<&str> {
    let before = statement.tokens().iter().rev().find(|token| token.range.end <= place.start)?;
    let word = statement.words(before.range);
    PREPOSITIONS.iter().any(|known| word.eq_ignore_ascii_case(known)).then_some(word)
}

fn ruling((a, x): (Account<'_>, &Told<'_>), (b, y): (Account<'_>, &Told<'_>)) -> Ruling {
    let (of_a, of_b) = (a.statement(&x.said), b.statement(&y.said));
    let said = [
        of_a.marked(vec![x.range], Some(x.name.full.to_string())),
        of_b.marked(vec![y.range], Some(y.name.full.to_string())),
    ];
    conflict(Rule::RivalName, of_a, of_b, said)
}

/// A conflict of names: "A says “…”, B says “…”".
pub(super) fn conflict(rule: Rule, a: Statement<'_>, b: Statement<'_>, said: [Said; 2]) -> Ruling {
    let message = both_say(a, b, &said);
    Ruling { verdict: Verdict::Conflict, facet: Some(Facet::Name), rule, message, said }
}
