//! What sort of thing bears a name, by its words and by what stands around it.

use super::{
    gazetteer::{Gazetteer, Role},
    model::NameClass,
    run::Scene,
    segment::Segment,
};
use crate::mention::lexicon::Class;
use crate::normalize::Shape;

/// The class of a segment, as far as this one mention tells.
pub(super) fn class_of(scene: &Scene<'_, '_>, segment: &Segment) -> NameClass {
    let range = &segment.words;
    let place = scene.tables.place(scene.words, range.clone());
    if is_nationality(scene, segment) {
        return NameClass::Nationality;
    }
    if place == Some("European Union")
        || segment.title.is_none() && scene.tables.is_institution(scene.words, range.clone())
    {
        return NameClass::Organisation;
    }
    if segment.title.is_none() && place.is_some() && !is_said_by(scene, segment) {
        return NameClass::Place;
    }
    if let Some(class) = by_words(scene, segment) {
        return class;
    }
    by_surroundings(scene, segment)
}

fn is_nationality(scene: &Scene<'_, '_>, segment: &Segment) -> bool {
    match segment.words.len() {
        1 => scene.country(segment.words.start).is_some() && segment.title.is_none(),
        2 => scene.tables.long_country(scene.words, segment.words.clone()).is_some(),
        _ => false,
    }
}

/// By a title, a suffix, a given name, capitals.
fn by_words(scene: &Scene<'_, '_>, segment: &Segment) -> Option<NameClass> {
    let words = scene.words;
    let (first, last) = (segment.words.start, segment.words.end - 1);
    let n_words = segment.words.len();
    if segment.title.is_some() {
        return Some(NameClass::Person);
    }
    let has_of = segment.words.clone().any(|i| words.reads(i, "of") || words.reads(i, "for"));
    if has_of && segment.words.clone().any(|i| scene.plays(i, Role::OrgHead)) {
        return Some(NameClass::Organisation);
    }
    if words.reads(last, "Jr") || words.reads(last, "Sr") {
        return Some(NameClass::Person);
    }
    if n_words > 1 && (scene.plays(last, Role::Event) || scene.plays(first, Role::EventOpener)) {
        return Some(NameClass::Other);
    }
    // "Easter Monday", "New Year’s Eve", "Labor Day"
    let is_day = words.is(last, Class::Weekday)
        || ["Eve", "Day"].iter().any(|word| words.word(last) == *word);
    if n_words > 1 && is_day && !scene.plays(first, Role::GivenName) {
        return Some(NameClass::Other);
    }
    let is_given = scene.plays(first, Role::GivenName) && n_words > 1;
    let is_office = scene.plays(last, Role::OrgSuffix);
    let is_spot = scene.plays(last, Role::PlaceSuffix);
    if n_words > 1 && is_office && !(is_given && scene.plays(last, Role::PlaceSuffix)) {
        return Some(NameClass::Organisation);
    }
    if n_words > 1 && !is_given && (is_spot || scene.plays(first, Role::PlacePrefix)) {
        return Some(NameClass::Place);
    }
    if is_given {
        return Some(NameClass::Person);
    }
    if n_words == 1 && (is_office || is_acronym(scene, first)) {
        return Some(NameClass::Organisation);
    }
    None
}

fn is_acronym(scene: &Scene<'_, '_>, i: usize) -> bool {
    scene.words.shape(i) == Some(Shape::Upper) && !scene.words.is_shouted()
}

fn by_surroundings(scene: &Scene<'_, '_>, segment: &Segment) -> NameClass {
    let words = scene.words;
    let (first, end) = (segment.words.start, segment.words.end);
    let is_plain = |i: usize| {
        [Role::Ordinary, Role::Common, Role::Affiliation].iter().any(|&role| scene.plays(i, role))
            && !scene.plays(i, Role::GivenName)
            || words.shape(i) == Some(Shape::Upper) && words.word(i).len() > 2
            || words.shape(i) == Some(Shape::Number)
    };
    let has_plain = segment.words.clone().any(is_plain);
    let is_located = first > 0
        && words.is_next(first)
        && (["in", "near", "outside", "throughout", "across"]
            .iter()
            .any(|word| words.reads(first - 1, word))
            || words.reads(first - 1, "of")
                && first > 1
                && scene.plays(first - 2, Role::PlaceSuffix))
        && !words.ends_in(end - 1, "ism");
    let is_aged = words.gap(end) == ", "
        && words.shape(end) == Some(Shape::Number)
        && words.word(end).len() <= 2;
    let is_relative = words.gap(end) == ", " && words.reads(end, "who");
    if !has_plain && (is_said_by(scene, segment) || is_aged || is_relative) {
        return NameClass::Person;
    }
    if is_located && (segment.words.len() <= 2) && !has_plain {
        return NameClass::Place;
    }
    if words.is_next(end) && scene.plays(end, Role::Organised) {
        return NameClass::Organisation;
    }
    if is_town_of_state(scene, segment) {
        return NameClass::Place;
    }
    let is_creed = words.ends_in(end - 1, "ism");
    let is_pair = !is_creed && (2..=4).contains(&segment.words.len()) && !has_plain;
    if is_pair { NameClass::Person } else { NameClass::Other }
}

/// "Ferguson, Mo.", "Ames, Iowa".
fn is_town_of_state(scene: &Scene<'_, '_>, segment: &Segment) -> bool {
    let words = scene.words;
    let end = segment.words.end;
    words.gap(end) == ", "
        && segment.words.len() <= 3
        && end < words.len()
        && scene.tables.place(words, end..end + 1).is_some()
        && (words.gap(end + 1).starts_with(['.', ',', ')'])
            || segment.words.start > 0
                && words.is(segment.words.start - 1, Class::Preposition)
                && !words.gap(end + 1).starts_with(['’', '\'']))
}

/// Whether a verb of saying stands right after or before the name.
fn is_said_by(scene: &Scene<'_, '_>, segment: &Segment) -> bool {
    let words = scene.words;
    let (first, end) = (segment.words.start, segment.words.end);
    let is_country = segment.words.len() == 1
        && scene
            .tables
            .place(words, first..first + 1)
            .is_some_and(|_| !scene.plays(first, Role::GivenName));
    let after = words.is_next(end) && words.is(end, Class::Say) || words.reads(end, "tweeted");
    let before = first > 0 && words.is_next(first) && words.reads(first - 1, "said");
    !is_country && (after || before)
}

/// The country a nationality belongs to.
pub(super) fn country_of(
    scene: &Scene<'_, '_>,
    tables: &'static Gazetteer,
    segment: &Segment,
) -> Option<&'static str> {
    let words = scene.words;
    scene.country(segment.words.start).or_else(|| tables.long_country(words, segment.words.clone()))
}
