//! Runs of name words with what connects them.

use super::{
    capital::{Capitals, has_capital, opens},
    gazetteer::{Gazetteer, Role},
};
use crate::mention::{lexicon::Class, words::Words};
use crate::normalize::Shape;
use std::ops::Range;

/// Longest run of words taken for one name.
const MAX_RUN_WORDS: usize = 12;

/// What decides about the words of one sentence.
pub(super) struct Scene<'a, 'd> {
    pub words: &'a Words<'d>,
    pub tables: &'static Gazetteer,
    pub capitals: &'a Capitals,
    /// Whether each word can be one of a name.
    pub is_name_word: &'a [bool],
}

impl Scene<'_, '_> {
    #[inline]
    pub(super) fn is_name_word(&self, i: usize) -> bool {
        self.is_name_word.get(i).is_some_and(|&is| is)
    }

    /// The country of the nationality that word `i` is.
    pub(super) fn country(&self, i: usize) -> Option<&'static str> {
        self.words.known(i)?.country
    }

    #[inline]
    pub(super) fn plays(&self, i: usize, role: Role) -> bool {
        self.words.known(i).is_some_and(|known| known.roles.has(role))
    }

    fn is_particle(&self, i: usize) -> bool {
        self.plays(i, Role::Particle) && self.words.shape(i) == Some(Shape::Lower)
    }

    /// Whether word `i` plays `role` and has its first letter alone in upper case.
    #[inline]
    pub(super) fn plays_capitalised(&self, i: usize, role: Role) -> bool {
        self.plays(i, role) && self.words.shape(i) == Some(Shape::Capitalised)
    }
}

/// Appends the runs of a sentence, as ranges of words, in order, to the empty `out`.
pub(super) fn runs(scene: &Scene<'_, '_>, out: &mut Vec<Range<usize>>) {
    let mut i = 0;
    while let Some(ahead) = scene.is_name_word[i..].iter().position(|&is| is) {
        i += ahead;
        let first = with_particle(scene, i, out.last().map_or(0, |run| run.end));
        let mut end = i + 1;
        while end - first < MAX_RUN_WORDS
            && let Some(next) = next_end(scene, first, end)
        {
            end = next;
        }
        out.push(first..end);
        i = end;
    }
}

/// The start of a run, a particle before it taken in ("al-Masri", "de Boer").
fn with_particle(scene: &Scene<'_, '_>, i: usize, from: usize) -> usize {
    let words = scene.words;
    let joins = i > from && scene.is_particle(i - 1) && (words.is_tied(i) || words.is_next(i));
    if joins { i - 1 } else { i }
}

/// One past the next word that belongs to the run `first..end`, if one does.
fn next_end(scene: &Scene<'_, '_>, first: usize, end: usize) -> Option<usize> {
    let words = scene.words;
    if end >= words.len() {
        return None;
    }
    if joins_directly(scene, end) {
        if scene.is_name_word(end) || is_inner_word(scene, first, end) {
            return Some(end + 1);
        }
        return through_connector(scene, first, end);
    }
    let gap = words.gap(end);
    let is_nickname = matches!(gap, " “" | " \"" | " ‘")
        && has_capital(words, end)
        && matches!(words.gap(end + 1), "” " | "\" " | "’ ")
        && scene.is_name_word(end + 1);
    if is_nickname {
        return Some(end + 2);
    }
    let is_plain = scene.plays(end - 1, Role::Ordinary) || scene.plays(end - 1, Role::Common);
    let is_possessor = matches!(gap, "’s " | "'s " | "’ " | "' ")
        && is_plain
        && (!scene.plays(end - 1, Role::TitleHead) || end > first + 1)
        && !opens(words, end - 1);
    if is_possessor && scene.is_name_word(end) {
        return Some(end + 1);
    }
    let is_ampersand = matches!(gap, " & " | "&");
    let is_junior = gap == ", " && ["Jr", "Sr", "Inc", "Ltd", "LLC"].contains(&words.word(end));
    (is_ampersand && has_capital(words, end) || is_junior).then_some(end + 1)
}

/// Words that are not names by themselves but go on with one: "Will" in "John Will",
/// "II" after a king, the figure of "Apollo 11".
fn is_inner_word(scene: &Scene<'_, '_>, first: usize, at: usize) -> bool {
    let words = scene.words;
    let is_capitalised = words.shape(at) == Some(Shape::Capitalised);
    let is_middle_initial = words.word(at).len() == 1
        && is_capitalised
        && (words.gap(at + 1).starts_with('.')
            || scene.plays(at - 1, Role::GivenName) && scene.is_name_word(at + 1))
        && at > first
        && !words.reads(at, "I");
    let is_number_word = is_capitalised && words.entry(at).number.is_some() && !words.is_tied(at);
    let is_feast = words.is(at, Class::Weekday) && scene.plays_capitalised(at - 1, Role::Feast);
    let is_small_word = !scene.words.is_shouted()
        && scene.plays_capitalised(at, Role::SmallWord)
        && words.is_next(at + 1)
        && (scene.is_name_word(at + 1)
            || scene.plays_capitalised(at + 1, Role::All)
                && words.is_next(at + 2)
                && scene.is_name_word(at + 2));
    let is_all = scene.plays_capitalised(at, Role::All)
        && !words.is_shouted()
        && scene.plays_capitalised(at - 1, Role::BeforeAll)
        && words.is_next(at + 1)
        && scene.is_name_word(at + 1);
    let is_code = words.is_tied(at)
        && words.shape(at) == Some(Shape::Number)
        && words.word(at).len() <= 4
        && words.word(at - 1).len() <= 8;
    is_middle_initial || is_code || is_number_word || is_feast || is_small_word || is_all
}

/// Whether a space, a hyphen before a capital, or the full stop of a short form parts
/// word `i` from the one before.
fn joins_directly(scene: &Scene<'_, '_>, i: usize) -> bool {
    let words = scene.words;
    if words.is_next(i) {
        return !words.gap(i).contains('\n');
    }
    if words.is_tied(i) {
        return true;
    }
    if !matches!(words.gap(i), ". " | "." | ".\u{a0}") {
        return false;
    }
    let before = words.word(i - 1);
    before.chars().count() == 1
        || before.contains('.')
        || scene.plays_capitalised(i - 1, Role::ShortForm)
}

/// "Bank of England", "Ludwig van Beethoven", "Food and Drug Administration".
fn through_connector(scene: &Scene<'_, '_>, first: usize, end: usize) -> Option<usize> {
    let words = scene.words;
    if scene.is_particle(end) && !words.is_tied(end)
        || scene.is_particle(end) && scene.is_name_word(end + 1)
    {
        let mut at = end + 1;
        while scene.is_particle(at) || words.reads(at, "la") || words.reads(at, "den") {
            at += 1;
        }
        let joins = (end + 1..=at).all(|i| words.is_next(i) || words.is_tied(i));
        return (joins && scene.is_name_word(at)).then_some(at + 1);
    }
    let last = end - 1;
    let is_of = words.reads(end, "of") && words.shape(end) == Some(Shape::Lower);
    let is_for = words.reads(end, "for") && words.shape(end) == Some(Shape::Lower);
    let mut at = end + 1;
    at += usize::from(words.reads(at, "the") && words.shape(at) == Some(Shape::Lower));
    let reaches = (end..=at).all(|i| words.is_next(i)) && scene.is_name_word(at);
    if is_for && opens_act(scene, end) {
        // "for All": not a name word by itself.
        return Some(end + 2);
    }
    if is_of && reaches && takes_of(scene, first, last)
        || is_for && reaches && scene.plays(last, Role::OrgHead)
    {
        return Some(at + 1);
    }
    let is_and = words.reads(end, "and") && at == end + 1 && reaches;
    (is_and && joins_and(scene, first, end)).then_some(at + 1)
}

/// Whether the "for" at word `at` is inside the title of a law, whose words go on in capitals
/// to its "Act" or "Bill" ("Job Opportunities for All Act").
fn opens_act(scene: &Scene<'_, '_>, at: usize) -> bool {
    const MAX_WORDS: usize = 6;
    let words = scene.words;
    let goes_on = |&i: &usize| {
        words.is_next(i) && (scene.is_name_word(i) || scene.plays_capitalised(i, Role::All))
    };
    !words.is_shouted()
        && (at + 1..at + 1 + MAX_WORDS).take_while(goes_on).skip(1).any(|i| {
            let is_last = !words.is_next(i + 1) || !scene.is_name_word(i + 1);
            is_last && scene.plays_capitalised(i, Role::Law)
        })
}

/// Whether a name that ends in word `last` goes on with "of": its word is a common noun
/// of offices, places or peoples, and no title.
fn takes_of(scene: &Scene<'_, '_>, first: usize, last: usize) -> bool {
    (scene.plays(last, Role::OrgHead) || scene.plays(last, Role::TakesOf))
        && (scene.words.reads(last, "General") || !scene.plays(last, Role::TitleHead))
        || is_office_with_of(scene, last)
        || is_inside_office(scene, first, last)
}

/// Whether the run is an office spelt with "of" or "for" already and ends in a plain word.
fn is_inside_office(scene: &Scene<'_, '_>, first: usize, last: usize) -> bool {
    let words = scene.words;
    (first + 1..last).any(|i| words.reads(i, "of") || words.reads(i, "for"))
        && (first..last).any(|i| scene.plays(i, Role::OrgHead))
        && (scene.plays(last, Role::Ordinary) || scene.plays(last, Role::Common))
}

/// "Secretary of State", "Director of Communications": kept together, split off as a title.
fn is_office_with_of(scene: &Scene<'_, '_>, last: usize) -> bool {
    let is_field = scene.plays(last + 2, Role::Field) || scene.plays(last + 2, Role::Ordinary);
    scene.plays(last, Role::Office) && is_field
}

/// "Department of Health and Human Services", "Food and Drug Administration".
fn joins_and(scene: &Scene<'_, '_>, first: usize, and: usize) -> bool {
    let words = scene.words;
    let is_inside_office = (first + 1..and).any(|i| words.reads(i, "of"))
        && scene.plays(first, Role::OrgHead)
        && !words.is(and + 1, Class::Month)
        && (scene.plays(and + 1, Role::Common) || scene.plays(and + 1, Role::Ordinary));
    let mut end = and + 1;
    while end < and + 5 && scene.is_name_word(end) && (end == and + 1 || words.is_next(end)) {
        end += 1;
    }
    let ends_as_office = end > and + 2 && scene.plays(end - 1, Role::OrgSuffix);
    let is_plain = |i: usize| scene.plays(i, Role::Common) || scene.plays(i, Role::Ordinary);
    is_inside_office
        || ends_as_office
            && and == first + 1
            && is_plain(first)
            && is_plain(and + 1)
            && !is_known_head(scene, first)
}

fn is_known_head(scene: &Scene<'_, '_>, i: usize) -> bool {
    scene.plays(i, Role::OrgSuffix) || scene.plays(i, Role::TitleHead)
}
