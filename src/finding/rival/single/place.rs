//! Two places where one thing happened.

use super::{LEAST, Sentence, are_alike, conflict, first_rivals};
use crate::{
    finding::{
        model::Facet,
        name::is_listed,
        rival::deed::{has_stem, is_alike},
        rule::Rule,
        statement::Ruling,
    },
    mention::{Name, NameClass, NameRelation, compare_names, is_known_place},
    span::TextRange,
};

/// Words before a place that say that something is there, each with those that say the same.
const THERE: [&str; 4] = ["in", "at", "of", "off"];
const FROM: [&str; 1] = ["from"];
const TO: [&str; 2] = ["to", "into"];
/// Words between such a word and the place ("in northern Italy").
const MAX_BETWEEN: usize = 1;

/// Where a place stands, and its name.
type Place<'a> = (TextRange, &'a Name);

/// Stems of being in one place after the other.
const TRAVELS: [&str; 6] = ["tour", "visit", "stop", "rout", "cruis", "itinerari"];

/// How a place has to do with the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    There,
    From,
    To,
}

/// Places of which each is told by one sentence alone, and none can lie in one of the other's.
pub(super) fn rule(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<Ruling> {
    let (in_a, in_b) = (alone_in(a, b), alone_in(b, a));
    let is_apart = |x: &Name, y: &Name| {
        is_known_place(x) && is_known_place(y) && compare_names(x, y) == NameRelation::Differ
    };
    let pairs = || in_a.iter().flat_map(|x| in_b.iter().map(move |y| (x, y)));
    // Who travels is in many places.
    if [a, b].iter().any(|s| has_stem(s.statement, &TRAVELS)) {
        return None;
    }
    if !pairs().all(|((_, x), (_, y))| is_apart(x, y)) || !are_alike(a, b, LEAST) {
        return None;
    }
    let are_rivals = |(x, _): &Place<'_>, (y, _): &Place<'_>| {
        let way = way(a, *x);
        way.is_some() && way == self::way(b, *y) && is_alike(&a.slot(*x), &b.slot(*y), LEAST)
    };
    let ((x, _), (y, _)) = first_rivals((&in_a, &in_b), |(range, _)| *range, are_rivals)?;
    Some(conflict((Rule::RivalName, Facet::Name), (a, *x), (b, *y)))
}

/// The places that one sentence names and the other does not, date lines and lists left out.
fn alone_in<'a>(s: &Sentence<'a>, other: &Sentence<'_>) -> Vec<Place<'a>> {
    let is_place = |name: &Name| name.class == NameClass::Place || is_known_place(name);
    let others: Vec<&Name> = other.names().map(|(_, name)| name).collect();
    let is_shared =
        |name: &Name| others.iter().any(|other| compare_names(name, other) == NameRelation::Same);
    // "US$70".
    let text = s.account.analysis.doc.text();
    let is_in_word = |range: TextRange| {
        text.get(range.end as usize..).is_some_and(|behind| behind.starts_with(['$', '-']))
    };
    let told = s.names().filter(|(range, name)| {
        is_place(name)
            && !is_shared(name)
            && !is_in_word(*range)
            && !s.statement.is_dateline(*range)
            && !is_listed(s.statement, *range)
    });
    told.collect()
}

/// What the word before a place says; who never left it was there.
fn way(s: &Sentence<'_>, place: TextRange) -> Option<Way> {
    let before = s.words.iter().rev().filter(|word| word.range.end <= place.start);
    let known = before.take(MAX_BETWEEN + 1).find_map(|word| {
        let way = [(&THERE[..], Way::There), (&FROM, Way::From), (&TO, Way::To)]
            .into_iter()
            .find(|(words, _)| word.is(words))
            .map(|(_, way)| way);
        let is_left = word.base == "leav";
        way.map(|way| (word.range, way)).or(is_left.then_some((word.range, Way::From)))
    })?;
    let (word, way) = known;
    match (way, s.words.iter().any(|w| w.range == word && w.base == "leav")) {
        (Way::From, true) if s.is_denied(word) => Some(Way::There),
        (_, true) => Some(Way::From),
        (way, false) => (!s.between(word, place).contains([',', ';'])).then_some(way),
    }
}
