//! Finds negations, one sentence at a time.

use super::model::{Negation, Polarity};
use crate::{
    hash::hash64,
    mention::{
        Fact, Mention, clause,
        lexicon::Class,
        phrases::{Opens, Phrases},
        vocabulary::Starts,
        words::Words,
    },
    normalize::Shape,
    span::TextRange,
};
use std::{ops::Range, sync::LazyLock};

/// What a cue negates, as the sections of `polarity.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    Negator,
    Quantifier,
    Pronoun,
    Joining,
    Without,
    Yet,
    Fail,
    Decline,
    Deny,
    Dismiss,
    Adjective,
    /// Only looks like one.
    None,
}

/// Words that a cue asks for behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Object {
    Declined,
    Dismissed,
}

const TABLE: &str = include_str!("../data/en/polarity.txt");

/// The table of cues among the tables of phrases.
pub(in crate::mention) const CUE_TABLE: Opens = Opens::table(4);

static CUES: LazyLock<Phrases<Cue>> = LazyLock::new(|| {
    Phrases::read(TABLE, CUE_TABLE, |section| {
        Some(match section {
            "negator" => Cue::Negator,
            "quantifier" => Cue::Quantifier,
            "pronoun" => Cue::Pronoun,
            "joining" => Cue::Joining,
            "without" => Cue::Without,
            "yet" => Cue::Yet,
            "fail" => Cue::Fail,
            "decline" => Cue::Decline,
            "deny" => Cue::Deny,
            "dismiss" => Cue::Dismiss,
            "adjective" => Cue::Adjective,
            "none" => Cue::None,
            _ => return None,
        })
    })
});
static OBJECTS: LazyLock<Phrases<Object>> = LazyLock::new(|| {
    Phrases::read(TABLE, Opens::table(5), |section| match section {
        "declined" => Some(Object::Declined),
        "dismissed" => Some(Object::Dismissed),
        _ => None,
    })
});

/// The words that open a phrase of these tables.
pub(in crate::mention) fn openers() -> impl Iterator<Item = (u64, Opens)> {
    CUES.openers().chain(OBJECTS.openers())
}

/// Words behind a cue among which its object is looked for.
const OBJECT_REACH: usize = 4;

/// Whether `word` by itself, whatever stands around it, turns a statement into its contrary:
/// "not", "no", "never", "without", a form of "deny", a word in "n't". Cost: one look-up.
#[must_use]
pub fn is_negation(word: &str) -> bool {
    let lower = word.to_lowercase().replace('’', "'");
    let cue = CUES.word(hash64(lower.as_bytes()));
    matches!(cue, Some(Cue::Negator | Cue::Quantifier | Cue::Pronoun | Cue::Joining | Cue::Without))
        || lower.ends_with("n't")
        || cue == Some(Cue::Deny) && lower.starts_with("den")
}

/// Appends the negations of a document, in text order; the text must be English.
///
/// Cost: linear; a word that opens no cue costs a few steps.
pub(in crate::mention) fn find(sentences: &[Words<'_>], mentions: &mut Vec<Mention>) {
    let cues = &*CUES;
    for words in sentences {
        let mut before: Option<Found> = None;
        let mut at = 0;
        while let Some(start) = words.next_start(at, Starts::NEGATION) {
            at = start;
            let Some((cue, n_words)) = cues.at(words, at) else {
                at += 1;
                continue;
            };
            let found = found(words, cue, at..at + n_words);
            at += n_words;
            let Some(found) = found else { continue };
            let is_double = before.as_ref().is_some_and(|before| before.negates(words, &found.cue));
            mentions.push(found.mention(words, is_double));
            before = Some(found);
        }
    }
}

/// A negation in words of its sentence.
struct Found {
    cue: Range<usize>,
    /// The words from which the scope begins.
    scope: Range<usize>,
    predicate: Option<usize>,
}

impl Found {
    /// Whether this negates the words of another cue: its predicate is one of them, or is
    /// joined to them ("declined to confirm or deny").
    fn negates(&self, words: &Words<'_>, cue: &Range<usize>) -> bool {
        let Some(at) = self.predicate else { return false };
        let is_joined = at + 2 == cue.start && clause::is_and(words, at + 1);
        cue.contains(&at) || is_joined
    }

    fn mention(&self, words: &Words<'_>, is_double: bool) -> Mention {
        let cue = words.span(self.cue.start, self.cue.end);
        let mut scope: Option<TextRange> = None;
        if !self.scope.is_empty() {
            scope = Some(words.span(self.scope.start, self.scope.end));
        }
        if let Some(at) = self.predicate {
            let word = words.range(at);
            scope = Some(scope.map_or(word, |scope| scope.cover(word)));
        }
        Mention {
            range: cue,
            sentence_idx: words.sentence_idx as u32,
            fact: Fact::Polarity(Polarity {
                negation: if is_double { Negation::Double } else { Negation::Plain },
                scope: scope.unwrap_or(cue),
                predicate: self.predicate.map(|at| clause::as_predicate(words, at)),
            }),
        }
    }
}

fn found(words: &Words<'_>, cue: Cue, at: Range<usize>) -> Option<Found> {
    let part = clause::rest(words, at.end);
    match cue {
        Cue::None => None,
        // "a no", "a nobody"
        Cue::Quantifier | Cue::Pronoun
            if at.start > 0 && words.is(at.start - 1, Class::Article) =>
        {
            None
        }
        Cue::Negator => negator(words, at, part),
        Cue::Quantifier => quantifier(words, at, part),
        Cue::Pronoun => Some(pronoun(words, at, part)),
        Cue::Joining => Some(joining(words, at, part)),
        Cue::Without => Some(following(words, at, part)),
        Cue::Yet => is_yet(words, &at).then(|| following(words, at, part)),
        Cue::Fail => {
            let to = infinitive(words, at.end)?;
            (!words.reads(at.start, "refuse") || is_verbal(words, at.start))
                .then(|| following(words, at, to..part.end.max(to)))
        }
        Cue::Decline => match infinitive(words, at.end) {
            Some(to) => Some(following(words, at, to..part.end.max(to))),
            None => has_object(words, &part, Object::Declined).then(|| following(words, at, part)),
        },
        Cue::Dismiss if !has_object(words, &part, Object::Dismissed) => None,
        Cue::Deny | Cue::Dismiss => match infinitive(words, at.end) {
            Some(to) if !is_passive(words, &at) => Some(following(words, at, to..part.end.max(to))),
            _ => Some(denial(words, at, part)),
        },
        Cue::Adjective => adjective(words, at, part),
    }
}

/// "to" behind a cue and one adverb at most: the place after it.
fn infinitive(words: &Words<'_>, at: usize) -> Option<usize> {
    let to = (at..words.len().min(at + 2)).find(|&i| words.reads(i, "to"))?;
    (to == at || clause::is_helper(words, at)).then_some(to + 1)
}

/// "not" and its like negate what follows; "not a single" opens a noun phrase instead.
fn negator(words: &Words<'_>, at: Range<usize>, part: Range<usize>) -> Option<Found> {
    let is_tied = at.end < words.len() && words.is_tied(at.end);
    (!is_tied).then(|| following(words, at, part))
}

/// The predicate of `part` is negated.
fn following(words: &Words<'_>, cue: Range<usize>, part: Range<usize>) -> Found {
    // Another cue is the predicate, whatever stands before its own.
    let inner = part.clone().take(3).find(|&i| {
        let cue = CUES.at(words, i);
        cue.is_some_and(|(cue, _)| {
            matches!(cue, Cue::Without | Cue::Deny | Cue::Fail | Cue::Decline | Cue::Adjective)
        }) && part.clone().take_while(|&j| j < i).all(|j| clause::is_helper(words, j))
    });
    let predicate = inner.or_else(|| clause::predicate(words, part.clone()));
    Found { cue, scope: part, predicate }
}

/// "no" and its like: as subject they negate the verb, otherwise the verb before, or the noun
/// where that verb says nothing ("there was no warning").
fn quantifier(words: &Words<'_>, cue: Range<usize>, part: Range<usize>) -> Option<Found> {
    if is_name_or_number(words, &cue) {
        return None;
    }
    if words.reads(cue.start, "neither") && !clause::starts(words, cue.start) && !part.is_empty() {
        // "would neither confirm nor deny"
        let is_verb_next = clause::is_helper(words, cue.start - 1);
        if is_verb_next {
            let nor = part.clone().find(|&i| words.reads(i, "nor")).unwrap_or(part.end);
            return Some(following(words, cue, part.start..nor));
        }
    }
    if clause::starts(words, cue.start) {
        let verb = clause::predicate_of_subject(words, part.clone(), false);
        // Behind a verb of speech it may be the object ("said no such thing").
        let is_apart = !words.is_next(cue.start);
        let is_alone = is_apart && !words.reads(cue.start, "neither");
        let alone = || if is_alone { clause::head(words, part.clone()) } else { None };
        let predicate = verb.or_else(alone);
        if predicate.is_some() || is_apart {
            return Some(Found { cue, scope: part, predicate });
        }
    }
    let before = verb_before(words, &cue);
    let predicate =
        if says_nothing(words, before) { clause::head(words, part.clone()) } else { Some(before) };
    Some(Found { cue, scope: part, predicate })
}

/// The word before a cue that is not first in its sentence, adverbs passed over.
fn verb_before(words: &Words<'_>, cue: &Range<usize>) -> usize {
    let is_verb = |&at: &usize| clause::is_light(words, at) || !clause::is_helper(words, at);
    (0..cue.start).rev().take(3).find(is_verb).unwrap_or(cue.start - 1)
}

/// Whether the word before a negated noun says nothing itself: a light verb, a preposition.
fn says_nothing(words: &Words<'_>, at: usize) -> bool {
    clause::is_light(words, at)
        || clause::is_helper(words, at)
        || words.is_any(at, &[Class::Preposition, Class::Conjunction, Class::Relative])
}

/// "No" as a name or an abbreviation ("Dr No", "No 10"), "no-fly", or tied to what is before.
fn is_name_or_number(words: &Words<'_>, cue: &Range<usize>) -> bool {
    let at = cue.start;
    let is_number = words.shape(cue.end) == Some(Shape::Number)
        && (words.gap(cue.end).starts_with('.') || words.shape(at) == Some(Shape::Capitalised));
    let is_tied = words.is_tied(at) || cue.end < words.len() && words.is_tied(cue.end);
    let is_name = at > 0
        && words.shape(at) == Some(Shape::Capitalised)
        && words.gap(at) == " "
        && !words.is_shouted();
    is_number || is_tied || is_name
}

/// "no one", "none", "nothing": subject of the verb that follows, else object of the verb
/// before.
fn pronoun(words: &Words<'_>, cue: Range<usize>, part: Range<usize>) -> Found {
    let is_bare = !words.reads(cue.end, "of");
    if clause::starts(words, cue.start) {
        let predicate = clause::predicate_of_subject(words, part.clone(), is_bare);
        if predicate.is_some() || !words.is_next(cue.start) {
            return Found { cue, scope: part, predicate };
        }
    }
    let before = verb_before(words, &cue);
    let predicate = (!says_nothing(words, before)).then_some(before);
    Found { cue, scope: part, predicate }
}

/// "nor": with its own subject ("nor did the mayor"), or for a word ("nor deny").
fn joining(words: &Words<'_>, cue: Range<usize>, part: Range<usize>) -> Found {
    let is_noun = words.is_any(cue.end, &[Class::Determiner])
        || words.shape(cue.end).is_some_and(|shape| shape == Shape::Capitalised)
        || clause::is_helper(words, cue.end) && !words.reads(cue.end, "to");
    if !is_noun {
        return following(words, cue, part);
    }
    let from = if clause::is_helper(words, part.start.min(words.len())) {
        part.start + 1
    } else {
        part.start
    };
    let from = from.min(part.end);
    let predicate = clause::predicate_of_subject(words, from..part.end, false)
        .or_else(|| last_word(words, from..part.end));
    Found { cue, scope: part, predicate }
}

/// Of an inverted clause ("nor did the mayor resign") the word that can be its verb.
fn last_word(words: &Words<'_>, part: Range<usize>) -> Option<usize> {
    let subject = clause::head(words, part.clone())?;
    let after = subject + 1..part.end;
    clause::predicate(words, after).or(Some(subject))
}

/// "has yet to", "is yet to".
fn is_yet(words: &Words<'_>, at: &Range<usize>) -> bool {
    at.start > 0 && words.is_any(at.start - 1, &[Class::Be, Class::Have])
}

/// "refuse" as a verb and no rubbish.
fn is_verbal(words: &Words<'_>, at: usize) -> bool {
    infinitive(words, at + 1).is_some()
}

fn has_object(words: &Words<'_>, part: &Range<usize>, wanted: Object) -> bool {
    part.clone().take(OBJECT_REACH).any(|i| OBJECTS.holds(words, i) == Some(wanted))
}

/// "denied": a clause, an object, or of a passive its subject.
fn denial(words: &Words<'_>, cue: Range<usize>, part: Range<usize>) -> Found {
    let first = part.start;
    if is_passive(words, &cue) && (part.is_empty() || !is_object(words, first)) {
        let predicate = clause::subject_before(words, cue.start);
        let scope = predicate.map_or(part.clone(), |at| at..part.end.max(cue.end));
        return Found { cue, scope, predicate };
    }
    let that = usize::from(words.reads(first, "that"));
    let is_clause = that == 1 && !words.is(first + 1, Class::TimeUnit)
        || words.is(first, Class::Pronoun)
            && !words.reads(first, "him")
            && !words.reads(first, "her");
    let after = (first + that).min(part.end)..part.end;
    let predicate = if is_clause {
        clause::predicate_of_subject(words, after.clone(), false)
            .or_else(|| clause::predicate(words, after))
    } else {
        clause::predicate(words, part.clone())
    };
    Found { cue, scope: part, predicate }
}

/// "was denied", "were ruled out".
fn is_passive(words: &Words<'_>, cue: &Range<usize>) -> bool {
    let mut at = cue.start;
    while at > 0 && words.is(at - 1, Class::Adverb) && !words.is(at - 1, Class::Be) {
        at -= 1;
    }
    at > 0 && words.is(at - 1, Class::Be)
}

/// Whether an object of a passive follows ("was denied entry").
fn is_object(words: &Words<'_>, at: usize) -> bool {
    words.is_next(at)
        && !words.is_any(at, &[Class::Preposition, Class::Adverb, Class::Conjunction])
        && !words.is_any(at, &[Class::Weekday, Class::Month])
        && !words.ends_in(at, "ly")
}

/// "unlikely": of what follows, else of its subject; "an unlikely hero" denies nothing.
fn adjective(words: &Words<'_>, cue: Range<usize>, part: Range<usize>) -> Option<Found> {
    if let Some(to) = infinitive(words, cue.end) {
        return Some(following(words, cue, to..part.end.max(to)));
    }
    if words.reads(cue.end, "that") {
        let from = (part.start + 1).min(part.end);
        let predicate = clause::predicate_of_subject(words, from..part.end, false);
        return Some(Found { cue, scope: part, predicate });
    }
    let before = cue.start.checked_sub(1)?;
    if words.is(before, Class::Determiner) {
        return None;
    }
    // "It is unlikely any deal will be signed."
    if !part.is_empty()
        && words.is_any(part.start, &[Class::Determiner, Class::Pronoun, Class::Negator])
        && let Some(verb) = clause::predicate_of_subject(words, part.clone(), false)
    {
        return Some(Found { cue, scope: part, predicate: Some(verb) });
    }
    let predicate = clause::subject_before(words, cue.start);
    let scope = predicate.map_or(part, |at| at..cue.end);
    Some(Found { cue, scope, predicate })
}
