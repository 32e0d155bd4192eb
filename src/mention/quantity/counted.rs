//! What is counted: the noun phrase after a number, or the subject it is said of.

use crate::mention::{lexicon::Class, reported::Tag, words::Words};
use crate::normalize::Shape;

/// A noun phrase, as positions of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NounPhrase {
    pub first: usize,
    pub end: usize,
    pub head: usize,
}

/// What form of noun a number asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Singular,
    Plural,
    /// Whatever comes: "5% increase", "$2 million fine".
    Any,
}

/// Longest noun phrase, in words.
const MAX_PHRASE_WORDS: usize = 7;

/// The noun phrase that starts at word `i`, other than its determiner.
pub(super) fn noun_phrase(words: &Words<'_>, i: usize, wanted: Wanted) -> Option<NounPhrase> {
    let mut first = i;
    while words.is(first, Class::Through) && words.is_next(first + 1) {
        first += 1;
    }
    // "two very different problems", "100 would-be recruits".
    if words.is(first, Class::Intensifier) && words.is_next(first + 1) {
        first += 1;
    } else if words.reads(first, "would") && words.gap(first + 1) == "-" && words.is_next(first + 2)
    {
        first += 2;
    }
    let mut end = first;
    while end < first + MAX_PHRASE_WORDS && continues(words, first, end, wanted) {
        end += 1;
        if wanted != Wanted::Singular && is_plural(words, end - 1) && !goes_on(words, end, wanted) {
            return Some(NounPhrase { first, end, head: end - 1 });
        }
    }
    (end > first).then(|| NounPhrase { first, end, head: end - 1 })
}

/// Whether the phrase goes on past a plural noun: "sports fans", "officers' homes". A
/// verb after a plural subject has no -s, so a word in -s is a noun.
fn goes_on(words: &Words<'_>, end: usize, wanted: Wanted) -> bool {
    let is_possessor = matches!(words.gap(end), "' " | "’ ") && is_content(words, end);
    let is_compound = words.is_next(end)
        && is_plural(words, end)
        && is_content(words, end)
        && words.shape(end) == Some(Shape::Lower)
        && !words.is_any(end, &[Class::Verb, Class::Change])
        && !(wanted == Wanted::Any && is_third_person(words, end));
    is_possessor || is_compound
}

fn continues(words: &Words<'_>, first: usize, at: usize, wanted: Wanted) -> bool {
    if at >= words.len() || !is_content(words, at) {
        return false;
    }
    if is_participle(words, at)
        && (at > first && wanted != Wanted::Plural || !modifies(words, at, wanted))
    {
        return false;
    }
    // Where a plural noun is wanted, such a word is one: "two main suspects".
    if at > first && wanted != Wanted::Plural && is_third_person(words, at) {
        return false;
    }
    if at > first
        && words.ends_in(at, "ing")
        && words.is_any(at + 1, &[Class::Determiner, Class::Pronoun])
    {
        return false;
    }
    let is_noun_in_s = words.ends_in(at, "s") && words.shape(at) == Some(Shape::Lower);
    if at > first
        && words.is_any(at, &[Class::Verb, Class::Change])
        && !is_noun_in_s
        && !modifies(words, at, wanted)
    {
        return false;
    }
    if at == first {
        return true;
    }
    // "3 percent growth Trump promised": a name after a noun opens another clause.
    let opens_clause = words.shape(at) == Some(Shape::Capitalised)
        && words.shape(at - 1) == Some(Shape::Lower)
        && (is_participle(words, at + 1) || !is_content(words, at + 1));
    if opens_clause {
        return false;
    }
    words.is_next(at)
        || words.is_tied(at)
        || matches!(words.gap(at), "' " | "’ " | "’s " | "'s ")
        || words.gap(at) == ", " && wanted == Wanted::Plural && modifies(words, at - 1, wanted)
}

/// Whether word `at` stands before a noun of the form wanted, at most two words on.
fn modifies(words: &Words<'_>, at: usize, wanted: Wanted) -> bool {
    (at + 1..at + 4)
        .take_while(|&i| {
            (words.is_next(i) || words.is_tied(i) || i == at + 1 && words.gap(i) == ", ")
                && is_content(words, i)
        })
        .any(|i| wanted != Wanted::Plural && !is_participle(words, i) || is_plural(words, i))
}

/// Whether word `i` can stand in a noun phrase.
pub(super) fn is_content(words: &Words<'_>, i: usize) -> bool {
    const CLOSERS: [Class; 11] = [
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::Auxiliary,
        Class::Adverb,
        Class::Relative,
        Class::Pronoun,
        Class::Month,
        Class::Weekday,
        Class::Say,
        Class::Negator,
    ];
    if i >= words.len() || words.is_any(i, &CLOSERS) {
        return false;
    }
    let is_acronym = words.shape(i) == Some(Shape::Upper);
    let is_function_word = words.is_stop(i) && !words.is(i, Class::Through) && !is_acronym;
    // "internally displaced people": an adverb of what follows.
    let is_followed = is_participle(words, i + 1) || is_adjective_in_ed(words, i + 1);
    let is_loose_adverb = is_adverb(words, i) && !is_followed;
    let is_figure = words.shape(i) == Some(Shape::Number) && !words.is_tied(i);
    let is_time = words.is(i, Class::DayPart) && !words.is_next(i + 1);
    !(is_function_word || is_loose_adverb || is_figure || is_time)
}

/// Words in -ly, other than the few nouns and adjectives that end so.
fn is_adverb(words: &Words<'_>, i: usize) -> bool {
    words.ends_in(i, "ly") && words.shape(i) == Some(Shape::Lower) && !words.is(i, Class::NotAdverb)
}

/// Whether word `i` is a noun in the plural by its form.
pub(super) fn is_plural(words: &Words<'_>, i: usize) -> bool {
    words.is(i, Class::Plural)
        || words.ends_in(i, "smen")
        || words.ends_in(i, "dmen")
        || words.ends_in(i, "s")
            && words.word(i).len() > 3
            && !words.is(i, Class::NotPlural)
            && !["ss", "us", "is"].iter().any(|ending| words.ends_in(i, ending))
        || words.ends_in(i, "s") && words.shape(i) == Some(Shape::Mixed)
}

/// Whether word `i` is a past participle or past tense by its form.
pub(super) fn is_participle(words: &Words<'_>, i: usize) -> bool {
    words.is(i, Class::Participle)
        || words.ends_in(i, "ed")
            && words.word(i).len() > 4
            && words.shape(i) != Some(Shape::Upper)
            && !words.is(i, Class::NotParticiple)
}

fn is_adjective_in_ed(words: &Words<'_>, i: usize) -> bool {
    words.is(i, Class::NotParticiple) && words.ends_in(i, "ed") && words.word(i).len() > 5
}

/// Whether word `i` is a verb in its third person, by the tables, and no plural noun: it ends
/// a subject.
fn is_third_person(words: &Words<'_>, i: usize) -> bool {
    let tag = words.known(i).map_or_else(Tag::default, |known| known.tag);
    words.shape(i) == Some(Shape::Lower)
        && !words.is(i, Class::ThirdNoun)
        && (tag.has(Tag::SAY | Tag::THINK) && tag.has(Tag::THIRD) && !tag.has(Tag::NOUNISH)
            || words.is(i, Class::Verb) && words.is(i, Class::ThirdPerson))
}

/// The noun phrase after "of" at word `i` ("of the voters"), its determiner left off.
pub(super) fn of_phrase(words: &Words<'_>, i: usize) -> Option<NounPhrase> {
    let is_near = words.is_next(i)
        || matches!(words.gap(i), "” " | "\" " | "’ " | "' " | " – " | " — " | " -- ");
    if !words.reads(i, "of") || !is_near {
        return None;
    }
    let mut first = i + 1;
    while words.is_next(first)
        && (words.is(first, Class::Determiner)
            || words.reads(first, "all")
            || words.shape(first) == Some(Shape::Number)
            || words.entry(first).number.is_some())
    {
        first += 1;
    }
    // "two of the three died" has a verb there, "two of the wounded" a noun.
    let is_verb = first > i + 1
        && words.entry(first - 1).number.is_some()
        && words.ends_in(first, "ed")
        && !modifies(words, first, Wanted::Plural);
    if is_verb {
        return None;
    }
    first = after_possessor(words, first);
    if words.is_next(first)
        && words.entry(first).predicate.is_some()
        && !is_content(words, first + 1)
        || is_participle(words, first)
            && words.entry(first).predicate.is_some()
            && !modifies(words, first, Wanted::Plural)
    {
        return Some(NounPhrase { first, end: first + 1, head: first });
    }
    let is_reached = words.is_next(first) || matches!(words.gap(first), "’s " | "'s ");
    is_reached.then(|| noun_phrase(words, first, Wanted::Any)).flatten()
}

/// The first word after a possessor ("Mr. Vance’s nominees", "the nation’s farms"), or `first`.
fn after_possessor(words: &Words<'_>, first: usize) -> usize {
    let is_capital = |i: usize| matches!(words.shape(i), Some(Shape::Capitalised | Shape::Upper));
    // "the nation’s orchards" has its article before.
    let is_determined = first > 0 && words.is(first - 1, Class::Determiner);
    let is_possessor = |i: usize| is_capital(i) || is_determined && is_content(words, i);
    let run = (first..first + 5).take_while(|&i| is_possessor(i)).count();
    (first + 1..=first + run).find(|&i| matches!(words.gap(i), "’s " | "'s ")).unwrap_or(first)
}

/// The subject of a clause whose predicate gives a bare figure: "the death toll in the
/// city rose to 340", "turnout was 60 percent". `before` is the first word of the figure.
pub(super) fn subject_before(words: &Words<'_>, before: usize) -> Option<NounPhrase> {
    let mut at = before.checked_sub(1)?;
    while at > 0 && (words.is(at, Class::Adverb) || words.reads(at, "a") || words.reads(at, "full"))
    {
        at -= 1;
    }
    if ["to", "at", "by", "from", "of"].iter().any(|word| words.reads(at, word)) {
        at = at.checked_sub(1)?;
    }
    if !words.is_any(at, &[Class::Change, Class::Be]) {
        return None;
    }
    while at > 0
        && (words.is_any(at - 1, &[Class::Auxiliary, Class::Adverb]) || is_adverb(words, at - 1))
    {
        at -= 1;
    }
    let start = clause_start(words, at);
    if start > 0 && (words.reads(start - 1, "and") || words.reads(start - 1, "or")) {
        return None;
    }
    let mut first = start;
    while first < at && words.is(first, Class::Determiner) {
        first += 1;
    }
    let phrase = noun_phrase_until(words, first, at)?;
    if words.is(phrase.head, Class::Partitive)
        && let Some(inner) = of_phrase(words, phrase.end)
    {
        return Some(inner);
    }
    (!words.is(phrase.head, Class::NotHead)).then_some(phrase)
}

/// Furthest a subject is looked for, in words.
const MAX_SUBJECT_WORDS: usize = 12;

fn clause_start(words: &Words<'_>, verb: usize) -> usize {
    let mut start = verb;
    while start > 0 && verb - start < MAX_SUBJECT_WORDS {
        let is_open = words
            .gap(start)
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '-' | '\'' | '’' | 's'));
        let stops = words.is_any(start - 1, &[Class::Say, Class::Conjunction, Class::Relative]);
        if !is_open && start < verb || stops {
            break;
        }
        if start == verb && !is_open {
            return verb;
        }
        start -= 1;
    }
    start
}

fn noun_phrase_until(words: &Words<'_>, first: usize, limit: usize) -> Option<NounPhrase> {
    let mut end = first;
    while end < limit && is_content(words, end) && (end == first || words.gap(end).len() <= 4) {
        end += 1;
    }
    (end > first).then(|| NounPhrase { first, end, head: end - 1 })
}

/// The noun a figure is "of": "a population of 5,000", "a fine of $500".
pub(super) fn noun_of(words: &Words<'_>, before: usize) -> Option<NounPhrase> {
    noun_before(words, before, "of")
}

/// Whether a figure is only said to be about so much: "to the tune of $3.5 billion".
pub(super) fn is_to_the_tune_of(words: &Words<'_>, before: usize) -> bool {
    before >= 2 && words.reads(before - 1, "of") && words.reads(before - 2, "tune")
}

/// The noun a share or sum changes: "cut funding by 9 percent".
pub(super) fn noun_by(words: &Words<'_>, before: usize) -> Option<NounPhrase> {
    let by = before.checked_sub(1)?;
    let changes =
        (by.saturating_sub(6)..by).any(|i| words.is_any(i, &[Class::Change, Class::Verb]));
    noun_before(words, before, "by").filter(|np| changes && !words.is(np.head, Class::Change))
}

/// The noun phrase before `link`, the word before position `before`.
fn noun_before(words: &Words<'_>, before: usize, link: &str) -> Option<NounPhrase> {
    let of = before
        .checked_sub(1)
        .filter(|&i| words.reads(i, link) && words.gap(before).starts_with(' '))?;
    let head = of.checked_sub(1).filter(|&i| words.is_next(of) && is_content(words, i))?;
    if words.is_any(head, &[Class::NotHead, Class::Partitive, Class::Verb, Class::Participle])
        || is_plural(words, head) && !words.ends_in(head, "s")
    {
        return None;
    }
    let mut first = head;
    while first > 0
        && head - first < 3
        && words.is_next(first)
        && is_content(words, first - 1)
        && !is_participle(words, first - 1)
        && !words.is_any(first - 1, &[Class::Verb, Class::Change])
    {
        first -= 1;
    }
    Some(NounPhrase { first, end: head + 1, head })
}

/// A phrase right after what is counted that narrows it: "in the city", "of the 50
/// members". Times are left out.
pub(super) fn scope_after(words: &Words<'_>, i: usize) -> Option<NounPhrase> {
    if !words.is_next(i) || !words.is(i, Class::Narrowing) {
        return None;
    }
    let mut first = i + 1;
    while words.is_next(first)
        && (words.is(first, Class::Determiner) || words.shape(first) == Some(Shape::Number))
    {
        first += 1;
    }
    let phrase = noun_phrase(words, first, Wanted::Any).filter(|_| words.is_next(first))?;
    let is_time = words.is_any(phrase.head, &[Class::TimeUnit, Class::DayPart, Class::Month]);
    (!is_time).then_some(NounPhrase { first: i, ..phrase })
}
