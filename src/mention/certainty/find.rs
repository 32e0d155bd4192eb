//! Finds words of certainty, one sentence at a time.

use super::model::{Certainty, CertaintyLevel as Level};
use crate::{
    hash::hash64,
    mention::{
        Fact, Mention, clause, irregular,
        lexicon::Class,
        phrases::{Opens, Phrases},
        reported::Tag,
        vocabulary::Starts,
        words::Words,
    },
    normalize::Shape,
    span::TextRange,
};
use std::{ops::Range, sync::LazyLock};

/// How the value of a cue is found, as the sections of `certainty.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    Is(Level),
    Will,
    Would,
    May,
    Adjective,
    IsTo,
    UpTo,
    /// Only looks like one.
    None,
}

/// Lists that rules ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    BeforeNoun,
    BeforeAdjective,
    Aim,
    AimNear,
    Asking,
    NotPlanned,
    DueVerb,
    Involuntary,
    Long,
    Suffered,
}

/// The forms of "would".
const WOULD: [&str; 3] = ["would", "wouldn't", "wouldn’t"];

const TABLE: &str = include_str!("../data/en/certainty.txt");

/// The table of cues among the tables of phrases.
pub(in crate::mention) const CUE_TABLE: Opens = Opens::table(6);

static CUES: LazyLock<Phrases<Cue>> = LazyLock::new(|| {
    Phrases::read(TABLE, CUE_TABLE, |section| {
        Some(match section {
            "possible" => Cue::Is(Level::Possible),
            "reported" => Cue::Is(Level::Reported),
            "alleged" => Cue::Is(Level::Alleged),
            "expected" => Cue::Is(Level::Expected),
            "planned" => Cue::Is(Level::Planned),
            "confirmed" => Cue::Is(Level::Confirmed),
            "conditional" => Cue::Is(Level::Conditional),
            "will" => Cue::Will,
            "would" => Cue::Would,
            "may" => Cue::May,
            "adjective" => Cue::Adjective,
            "is-to" => Cue::IsTo,
            "up-to" => Cue::UpTo,
            "none" => Cue::None,
            _ => return None,
        })
    })
});

/// One table a list, in the order of [`List`].
static LISTS: LazyLock<[Phrases<()>; 10]> = LazyLock::new(|| {
    let mut bits = 7..;
    let mut list = |name: &'static str| {
        let opens = Opens::table(bits.next().unwrap_or_default());
        Phrases::read(TABLE, opens, move |section| (section == name).then_some(()))
    };
    [
        list("before-noun"),
        list("before-adjective"),
        list("aim"),
        list("aim-near"),
        list("asking"),
        list("not-planned"),
        list("due-verb"),
        list("involuntary"),
        list("long"),
        list("suffered"),
    ]
});

/// The words that open a phrase of these tables.
pub(in crate::mention) fn openers() -> impl Iterator<Item = (u64, Opens)> {
    CUES.openers().chain(LISTS.iter().flat_map(Phrases::openers))
}

/// Words before "if" among which a word of asking is looked for.
const ASKING_REACH: usize = 3;
/// Words before "is to" among which an aim is looked for.
const AIM_REACH: usize = 8;
/// Reported statements looked back at for the one that a word stands in.
const MAX_REPORTS: usize = 4;

/// Appends the words of certainty of a document, in text order; the text must be English.
/// `attributions` are its mentions of reported speech.
///
/// Cost: linear; a word that opens no cue costs a few steps.
pub(in crate::mention) fn find(
    sentences: &[Words<'_>],
    attributions: &[Mention],
    mentions: &mut Vec<Mention>,
) {
    let text = sentences.first().map_or("", |words| words.doc.text());
    let mut reports: Vec<TextRange> =
        attributions.iter().filter_map(|mention| past_report(mention, text)).collect();
    reports.sort_unstable_by_key(|report| report.start);
    let cues = &*CUES;
    for words in sentences {
        let first = mentions.len();
        let mut at = 0;
        while let Some(start) = words.next_start(at, Starts::CERTAINTY) {
            at = start;
            let Some((cue, n_words)) = cues.at(words, at) else {
                at += 1;
                continue;
            };
            let reader = Reader { words, cue: at..at + n_words, reports: &reports };
            mentions.extend(reader.level(cue).map(|level| reader.mention(cue, level)));
            at += n_words;
        }
        make_conditional(&mut mentions[first..], words);
    }
}

/// What was said, of a report in the past.
fn past_report(mention: &Mention, text: &str) -> Option<TextRange> {
    let Fact::Attribution(report) = &mention.fact else { return None };
    let cue = hash64(report.cue.of(text).to_ascii_lowercase().as_bytes());
    Tag::of_word(cue).has(Tag::PAST).then_some(mention.range)
}

/// In a sentence with "if", "would" is no future seen from the past.
fn make_conditional(mentions: &mut [Mention], words: &Words<'_>) {
    let level_of = |mention: &Mention| match &mention.fact {
        Fact::Certainty(certainty) => Some(certainty.level),
        _ => None,
    };
    let is_if =
        |m: &Mention| level_of(m) == Some(Level::Conditional) && !reads(words, m.range, &WOULD);
    if !mentions.iter().any(is_if) {
        return;
    }
    for mention in mentions {
        if let Fact::Certainty(certainty) = &mut mention.fact
            && reads(words, mention.range, &WOULD)
        {
            certainty.level = Level::Conditional;
        }
    }
}

fn reads(words: &Words<'_>, range: TextRange, any: &[&str]) -> bool {
    let surface = range.of(words.doc.text());
    any.iter().any(|word| word.eq_ignore_ascii_case(surface))
}

/// One cue in its sentence.
struct Reader<'w, 'd> {
    words: &'w Words<'d>,
    cue: Range<usize>,
    reports: &'w [TextRange],
}

impl Reader<'_, '_> {
    fn mention(&self, kind: Cue, level: Level) -> Mention {
        let words = self.words;
        let cue = words.span(self.cue.start, self.cue.end);
        let part = clause::rest(words, self.cue.end);
        let predicate = match kind {
            Cue::UpTo => None,
            Cue::Is(Level::Conditional) => clause::predicate_of_subject(words, part.clone(), false)
                .or_else(|| clause::predicate(words, part.clone())),
            _ => clause::predicate(words, part.clone()),
        };
        let scope = if part.is_empty() { cue } else { words.span(part.start, part.end) };
        Mention {
            range: cue,
            sentence_idx: words.sentence_idx as u32,
            fact: Fact::Certainty(Certainty {
                level,
                scope,
                predicate: predicate.map(|at| clause::as_predicate(words, at)),
            }),
        }
    }

    /// What the cue makes of its statement; `None` if it is no cue here.
    fn level(&self, cue: Cue) -> Option<Level> {
        let words = self.words;
        let next = self.cue.end;
        let is_tied = words.is_tied(self.cue.start) || next < words.len() && words.is_tied(next);
        if is_tied {
            return None;
        }
        match cue {
            Cue::None => None,
            Cue::Is(Level::Possible) if self.is_negated_could() => None,
            Cue::Is(Level::Conditional) if self.is_whether() => None,
            Cue::Is(level) => self.is_no_name().then_some(level),
            Cue::May => (self.is_no_name() && !self.is_noun()).then_some(Level::Possible),
            Cue::Will => (self.is_no_name() && !self.is_noun()).then(|| self.decided()),
            Cue::Would => Some(self.would()),
            Cue::Adjective => self.adjective(),
            Cue::IsTo => self.is_to().then_some(Level::Planned),
            Cue::UpTo => self.is_longest_time().then_some(Level::Possible),
        }
    }

    fn before(&self) -> Option<usize> {
        self.cue.start.checked_sub(1)
    }

    fn is_listed(&self, list: List, at: usize) -> bool {
        LISTS[list as usize].holds(self.words, at).is_some()
    }

    /// A capital inside a sentence makes "May" and "Will" names; so does one at its start
    /// before a figure or another capital ("May 5", "Will Smith").
    fn is_no_name(&self) -> bool {
        let (words, at) = (self.words, self.cue.start);
        match words.shape(at) {
            Some(Shape::Lower) => return true,
            Some(Shape::Capitalised | Shape::Upper) => {}
            _ => return false,
        }
        let next = words.shape(self.cue.end);
        let is_short = self.cue.len() == 1 && ["may", "will"].iter().any(|w| words.reads(at, w));
        if !is_short {
            return true;
        }
        let is_before_name = next.is_none_or(|shape| shape != Shape::Lower);
        if words.is_shouted() {
            let is_in = at > 0 && words.is(at - 1, Class::Preposition);
            return !is_in && next.is_some_and(|shape| shape != Shape::Number);
        }
        let is_start = at == 0 || words.gap(at).contains(['“', '"', ':']);
        // "Will the talks fail?", not "May said" or "Will told".
        is_start
            && !is_before_name
            && words.is_any(self.cue.end, &[Class::Determiner, Class::Pronoun])
    }

    /// "last will", "the might of the army", "it is divine will, they say".
    fn is_noun(&self) -> bool {
        let words = self.words;
        let is_after = self.before().is_some_and(|at| {
            words.is_next(self.cue.start)
                && self.is_listed(List::BeforeNoun, at)
                && !self.is_subject_word(at)
        });
        let owner = words.gap(self.cue.start);
        let is_last = ["will", "might"].iter().any(|word| words.reads(self.cue.start, word))
            && !self.before().is_some_and(|at| words.is(at, Class::Pronoun))
            && clause::predicate(words, clause::rest(words, self.cue.end)).is_none();
        is_after || is_last || words.reads(self.cue.end, "of") || owner == "'s " || owner == "’s "
    }

    /// "This will", "that may", "any might": subjects as often, unless a verb is missing.
    fn is_subject_word(&self, at: usize) -> bool {
        ["this", "that", "people", "own", "last"].iter().any(|word| self.words.reads(at, word))
            && clause::predicate(self.words, clause::rest(self.words, self.cue.end)).is_some()
            && !["own", "last"].iter().any(|word| self.words.reads(at, word))
    }

    /// "could not" denies; that is a matter of polarity.
    fn is_negated_could(&self) -> bool {
        self.words.reads(self.cue.start, "could")
            && ["not", "never", "no", "neither"].iter().any(|w| self.words.reads(self.cue.end, w))
    }

    /// "asked by reporters if".
    fn is_whether(&self) -> bool {
        self.words.reads(self.cue.start, "if") && self.has_before(List::Asking, ASKING_REACH)
    }

    /// Whether a word of `list` stands among the `reach` words before the cue, no mark between.
    fn has_before(&self, list: List, reach: usize) -> bool {
        let start = self.cue.start.saturating_sub(reach);
        (start..self.cue.start)
            .rev()
            .take_while(|&at| self.words.is_next(at + 1) || self.words.is_tied(at + 1))
            .any(|at| self.is_listed(list, at))
    }

    /// Planned where somebody does it by his own decision, otherwise expected.
    fn decided(&self) -> Level {
        let words = self.words;
        let part = clause::rest(words, self.cue.end);
        let subject_is_there = self.before().is_some_and(|at| words.reads(at, "there"));
        let Some(verb) = clause::predicate(words, part.clone()) else { return Level::Expected };
        let be = part.clone().take_while(|&i| i < verb).any(|i| words.is(i, Class::Be));
        let tag = clause::tag(words, verb) | Tag::of_ending(words.word(verb).as_bytes());
        let is_participle = tag.has(Tag::LOOKS_PAST | Tag::PARTICIPLE | Tag::PAST)
            || words.is(verb, Class::Participle)
            || irregular::is_past(words.token(verb).word);
        let is_by_nobody = match be {
            true if is_participle => self.is_listed(List::Suffered, verb),
            true => !words.ends_in(verb, "ing"),
            false if words.reads(verb, "take") => {
                (verb + 1..words.len().min(verb + 4)).any(|at| self.is_listed(List::Long, at))
            }
            false => self.is_listed(List::Involuntary, verb) || self.is_have(&part),
        };
        if subject_is_there || is_by_nobody { Level::Expected } else { Level::Planned }
    }

    /// "will have a roof", "will have been".
    fn is_have(&self, part: &Range<usize>) -> bool {
        part.clone().take(2).any(|i| self.words.is(i, Class::Have))
    }

    /// Future seen from a past report, or a condition.
    fn would(&self) -> Level {
        let words = self.words;
        let is_unreal = words.reads(self.cue.end, "have") || words.reads(self.cue.end + 1, "have");
        if is_unreal || !self.is_reported() { Level::Conditional } else { self.decided() }
    }

    /// Whether the cue stands in a reported statement.
    fn is_reported(&self) -> bool {
        let at = self.words.range(self.cue.start).start;
        let n_before = self.reports.partition_point(|report| report.start <= at);
        let near = &self.reports[n_before.saturating_sub(MAX_REPORTS)..n_before];
        near.iter().any(|report| report.end > at)
    }

    /// "a possible link", "the apparent suicide"; "as soon as possible" is a degree.
    fn adjective(&self) -> Option<Level> {
        let before = self.before()?;
        let is_degree = self.is_listed(List::BeforeAdjective, before);
        let is_apparent = self.words.reads(self.cue.start, "apparent");
        let is_attribute = self.words.is(before, Class::Determiner);
        (!is_degree && (is_attribute || !is_apparent)).then_some(Level::Possible)
    }

    /// "is to", "are to", "due to" before a verb; "the aim is to" only says what it is.
    fn is_to(&self) -> bool {
        let words = self.words;
        let Some(before) = self.before() else { return false };
        let next = self.cue.end;
        let is_bare = words.shape(next) == Some(Shape::Lower)
            && words.is_next(next)
            && !words.ends_in(next, "ing")
            && !self.is_listed(List::NotPlanned, next);
        let is_due = words.reads(self.cue.end - 2, "due");
        let is_due_verb = !is_due || self.is_listed(List::DueVerb, next);
        let is_aim = self.is_listed(List::AimNear, before) || self.has_before(List::Aim, AIM_REACH);
        is_bare && is_due_verb && !is_aim
    }

    /// "faces up to ten years".
    fn is_longest_time(&self) -> bool {
        let (words, at) = (self.words, self.cue.end);
        let is_number = words.shape(at) == Some(Shape::Number) || words.entry(at).number.is_some();
        is_number && words.is(at + 1, Class::TimeUnit) && self.is_sentence()
    }

    /// Whether a word of punishment stands near before.
    fn is_sentence(&self) -> bool {
        let start = self.cue.start.saturating_sub(4);
        (start..self.cue.start).any(|at| {
            ["face", "carri", "risk", "maximum", "sentenc"].contains(&self.words.stem(at))
        })
    }
}
