//! A run of capitalised words to the names in it: titles and countries split off.

use super::{gazetteer::Role, run::Scene};
use crate::{mention::is_occupation, normalize::Shape};
use std::ops::Range;

/// One name of a run, as words, with the words of its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    pub words: Range<usize>,
    pub title: Option<Range<usize>>,
}

/// Appends the names of `run`, in order; none for a title that stands alone.
pub(super) fn segments(scene: &Scene<'_, '_>, run: Range<usize>, out: &mut Vec<Segment>) {
    let mut start = run.start;
    while start < run.end {
        let part = start..hyphen_after(scene, start, run.end);
        start = part.end;
        let rest = match split_country(scene, &part) {
            Some(at) => {
                out.push(Segment { words: part.start..at, title: None });
                at..part.end
            }
            None => part,
        };
        split_title(scene, rest, out);
    }
}

/// The first word behind a hyphen that parts two names of `start..end` ("US-Russia",
/// "Moscow-Kyiv": both sides known places or acronyms), or `end`.
fn hyphen_after(scene: &Scene<'_, '_>, start: usize, end: usize) -> usize {
    let words = scene.words;
    let stands_alone =
        |i: usize| scene.tables.place(words, i..i + 1).is_some() || scene.country(i).is_some();
    let is_known = |i: usize| {
        scene.tables.place(words, i - 1..i + 1).is_some()
            || scene.tables.long_country(words, i - 1..i + 1).is_some()
    };
    (start + 1..end)
        .find(|&i| words.is_tied(i) && stands_alone(i - 1) && stands_alone(i) && !is_known(i))
        .unwrap_or(end)
}

/// Where a country or nationality ends that a title or an office of state follows.
fn split_country(scene: &Scene<'_, '_>, part: &Range<usize>) -> Option<usize> {
    let n_words = country_len(scene, part)?;
    let at = part.start + n_words;
    let is_followed = at < part.end;
    let splits = is_followed
        && !scene.words.is_tied(at)
        && (scene.plays(at, Role::Official)
            || starts_office(scene, at)
            || scene.plays(at, Role::Affiliation) && at + 1 == part.end
            || starts_title(scene, at..part.end)
            || scene.country(at).is_some());
    splits.then_some(at)
}

/// "State Department", "Air Force", "Coast Guard" after a country.
fn starts_office(scene: &Scene<'_, '_>, at: usize) -> bool {
    const OFFICES: [(&str, &str); 5] = [
        ("State", "Department"),
        ("Air", "Force"),
        ("Coast", "Guard"),
        ("Central", "Bank"),
        ("Special", "Forces"),
    ];
    let words = scene.words;
    OFFICES.iter().any(|(first, second)| words.reads(at, first) && words.reads(at + 1, second))
}

/// Words of the country or nationality that `part` starts with.
fn country_len(scene: &Scene<'_, '_>, part: &Range<usize>) -> Option<usize> {
    let words = scene.words;
    (1..=3.min(part.len())).rev().find(|&n| {
        let range = part.start..part.start + n;
        scene.tables.place(words, range.clone()).is_some()
            || n == 1 && scene.country(part.start).is_some()
            || n == 2 && scene.tables.long_country(words, range).is_some()
    })
}

fn starts_title(scene: &Scene<'_, '_>, part: Range<usize>) -> bool {
    let head = part.clone().find(|&i| !scene.plays(i, Role::TitleModifier));
    head.is_some_and(|i| scene.plays(i, Role::TitleHead))
        || part.clone().last().is_some_and(|i| scene.plays(i, Role::TitleHead))
        || title_end(scene, &part).is_some()
}

/// One past the last word of the title in `part` that has a name after it: the last head
/// of a title, its "of State" included.
fn title_end(scene: &Scene<'_, '_>, part: &Range<usize>) -> Option<usize> {
    let words = scene.words;
    let head = part.clone().rev().find(|&i| {
        (scene.plays(i, Role::TitleHead) || i > part.start && is_executive(scene, i))
            && words.shape(i) != Some(Shape::Upper)
            && (i == part.start || !scene.plays(i, Role::GivenName))
    })?;
    let is_surname = head > part.start && head + 1 == part.end && !opens_title(scene, part.start);
    if is_surname {
        return None;
    }
    let mut end = head + 1;
    if words.reads(end, "of") && end < part.end {
        end += 2;
        while end < part.end && (words.reads(end, "and") || words.reads(end, "Security")) {
            end += 1 + usize::from(words.reads(end, "and"));
        }
    }
    Some(end.min(part.end))
}

/// "Chief Executive", "County Executive": other than "Executive Order" or "Executive Office".
fn is_executive(scene: &Scene<'_, '_>, i: usize) -> bool {
    let words = scene.words;
    words.reads(i, "Executive") && ["Chief", "County"].iter().any(|word| words.reads(i - 1, word))
}

/// Whether word `i` can open a title or the name of the office it belongs to, so that
/// "Supreme Court Justice" is a title and "Larry King" is not.
fn opens_title(scene: &Scene<'_, '_>, i: usize) -> bool {
    const OPENERS: [Role; 7] = [
        Role::TitleModifier,
        Role::TitleHead,
        Role::OrgSuffix,
        Role::Official,
        Role::Affiliation,
        Role::Ordinary,
        Role::Common,
    ];
    let words = scene.words;
    let is_known = scene.tables.place(words, i..i + 1).is_some()
        || scene.country(i).is_some()
        || words.shape(i) == Some(Shape::Upper);
    !scene.plays(i, Role::GivenName)
        && (is_known || OPENERS.iter().any(|&role| scene.plays(i, role)))
}

/// Splits "Vice President JD Vance" into title and name.
fn split_title(scene: &Scene<'_, '_>, part: Range<usize>, out: &mut Vec<Segment>) {
    let words = scene.words;
    let Some(end) = title_end(scene, &part) else {
        let part = without_modifiers(scene, part);
        if let Some(name) = behind_occupation(scene, &part) {
            out.push(Segment { title: Some(part.start..name.start), words: name });
        } else if !part.is_empty() {
            let is_country = country_len(scene, &part) == Some(part.len());
            let title = title_before(scene, part.start).filter(|_| !is_country);
            out.push(Segment { words: part, title });
        }
        return;
    };
    let head = (part.start..end).find(|&i| words.reads(i, "of")).map_or(end - 1, |of| of - 1);
    let first = title_start(scene, &part, head);
    let is_name = end < part.end && is_surname_run(scene, end..part.end);
    let is_office = end == part.end && part.len() > 1 && scene.plays(head, Role::OrgSuffix);
    if end < part.end && !is_name || is_office {
        // "General Motors", "Prince Street": the head belongs to the name.
        out.push(Segment { words: part, title: None });
        return;
    }
    if first > part.start {
        // "White House Press Secretary X", "Supreme Court Justice X".
        let before = without_modifiers(scene, part.start..first);
        if !before.is_empty() {
            out.push(Segment { words: before, title: None });
        }
    }
    if is_name {
        let title = first..end;
        out.push(Segment { words: end..part.end, title: Some(title) });
    }
}

/// The first word of the title whose head is `head`, its modifiers before it included.
fn title_start(scene: &Scene<'_, '_>, part: &Range<usize>, head: usize) -> usize {
    let mut first = head;
    while first > part.start
        && (scene.plays(first - 1, Role::TitleModifier)
            || scene.plays(first - 1, Role::TitleHead)
            || scene.words.reads(first - 1, "and"))
        && !is_fixed_before(scene, part.start, first - 1)
    {
        first -= 1;
    }
    first
}

/// "House" in "White House", "Court" in "Supreme Court", "County" after its name belong to a name, not to a title.
fn is_fixed_before(scene: &Scene<'_, '_>, start: usize, i: usize) -> bool {
    let words = scene.words;
    let is_house = words.reads(i, "House") && i > start && words.reads(i - 1, "White");
    let is_supreme = words.reads(i, "Supreme") && words.reads(i + 1, "Court");
    // "Berks County Commissioner"
    let is_county = i > start && scene.plays(i, Role::PlaceSuffix) && words.is_next(i);
    is_house || is_supreme || is_county
}

/// Whether these words read as a person's name: not all of them common words.
fn is_surname_run(scene: &Scene<'_, '_>, run: Range<usize>) -> bool {
    let words = scene.words;
    let is_plain = |i: usize| {
        [Role::Ordinary, Role::Common, Role::Affiliation].iter().any(|&role| scene.plays(i, role))
            && !scene.plays(i, Role::GivenName)
    };
    let last = run.end - 1;
    let is_org = scene.plays(last, Role::OrgSuffix)
        || scene.plays(last, Role::PlaceSuffix) && run.len() == 1;
    let starts_well = !words.reads(run.start, "of") && !words.reads(run.start, "for");
    let is_plain_run =
        run.clone().all(is_plain) && !scene.capitals.is_seen_capital(words.token(last));
    starts_well && !(is_org && (run.len() == 1 || run.clone().any(is_plain))) && !is_plain_run
}

/// Drops capitalised modifiers of titles at the head: "Former", "Acting".
fn without_modifiers(scene: &Scene<'_, '_>, part: Range<usize>) -> Range<usize> {
    let mut start = part.start;
    while start < part.end && scene.plays(start, Role::Loose) {
        start += 1;
    }
    start..part.end
}

/// The name in "Deckhand Darren Purcell": what somebody does, as a sentence begins with it, before
/// a given name and a surname.
fn behind_occupation(scene: &Scene<'_, '_>, part: &Range<usize>) -> Option<Range<usize>> {
    let first = scene.words.word(part.start).to_lowercase();
    let is_name = part.len() > 2
        && scene.plays(part.start + 1, Role::GivenName)
        && !scene.plays(part.start, Role::GivenName);
    (is_name && is_occupation(&first)).then_some(part.start + 1..part.end)
}

/// A role in lower case right before a name: "special envoy", "spokeswoman".
fn title_before(scene: &Scene<'_, '_>, start: usize) -> Option<Range<usize>> {
    let words = scene.words;
    let head = start.checked_sub(1)?;
    let is_role = words.is_next(start)
        && words.shape(head) == Some(Shape::Lower)
        && scene.plays(head, Role::TitleHead);
    if !is_role {
        return None;
    }
    let mut first = head;
    while first > 0
        && words.is_next(first)
        && words.shape(first - 1) == Some(Shape::Lower)
        && (scene.plays(first - 1, Role::TitleModifier) || scene.plays(first - 1, Role::TitleHead))
        && !words.is_stop(first - 1)
    {
        first -= 1;
    }
    Some(first..start)
}
