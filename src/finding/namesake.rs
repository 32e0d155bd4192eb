//! Two people of one name, told apart by what is said of them beside it.

use super::statement::Statement;
use crate::{
    mention::{
        Name, NameClass, NameRelation, QuantityClass, are_other_occupations, compare_names,
        is_occupation,
    },
    span::TextRange,
};

/// Years by which ages of one person may differ.
const MAX_YEARS: f64 = 10.0;
/// Words before a name, and behind it, that may describe whom it names.
const MAX_BEFORE: usize = 3;
const MAX_BEHIND: usize = 7;

/// Whether both statements give one age, far apart, or name one person whom each describes as
/// somebody else: "the ship's captain", "a passenger"; "of Western Ridge", "for Lakeland".
pub(super) fn are_namesakes(a: Statement<'_>, b: Statement<'_>) -> bool {
    are_of_two_ages(a, b)
        || names_other(a)
        || names_other(b)
        || named_in_both(a, b).any(|(x, y)| are_described_apart((a, x), (b, y)))
}

/// Words by which a text says that somebody is not whom the name is known for.
const OTHERS: [&str; 7] = [
    "also named",
    "also called",
    "same name",
    "namesake",
    "no relation",
    "not related to",
    "not to be confused",
];

fn names_other(statement: Statement<'_>) -> bool {
    let words = statement.words(statement.range()).to_lowercase();
    OTHERS.iter().any(|other| words.contains(other))
}

fn are_of_two_ages(a: Statement<'_>, b: Statement<'_>) -> bool {
    let age = |statement: Statement<'_>| {
        let mut ages = statement.quantities().into_iter().filter(|(_, q)| {
            q.class == QuantityClass::Age || q.unit.as_deref() == Some("year-old")
        });
        ages.next().filter(|_| ages.next().is_none()).map(|(_, age)| age.low)
    };
    matches!((age(a), age(b)), (Some(x), Some(y)) if (x - y).abs() > MAX_YEARS)
}

/// Where people stand that both statements name in full.
fn named_in_both<'a>(
    a: Statement<'a>,
    b: Statement<'a>,
) -> impl Iterator<Item = (TextRange, TextRange)> {
    let people = |s: Statement<'a>| {
        s.names().filter(|(_, name)| name.class == NameClass::Person && name.full.contains(' '))
    };
    let of_b: Vec<(TextRange, &Name)> = people(b).collect();
    people(a).flat_map(move |(x, name)| {
        let is_one = |other: &Name| compare_names(name, other) == NameRelation::Same;
        let same: Vec<TextRange> =
            of_b.iter().filter(|(_, other)| is_one(other)).map(|(y, _)| *y).collect();
        same.into_iter().map(move |y| (x, y))
    })
}

/// What is said of a person beside the name.
struct Description<'a> {
    occupations: Vec<String>,
    places: Vec<&'a Name>,
}

impl<'a> Description<'a> {
    fn of(statement: Statement<'a>, person: TextRange) -> Self {
        let text = statement.analysis.doc.text();
        let tokens = statement.tokens();
        let first = tokens.partition_point(|token| token.range.end <= person.start);
        let last = tokens.partition_point(|token| token.range.start < person.end);
        let before = tokens[first.saturating_sub(MAX_BEFORE)..first].iter();
        // From the name to the end of what stands between commas, or to the next word of another
        // clause.
        let behind_text = text.get(person.end as usize..).unwrap_or_default();
        let is_apposition = behind_text.starts_with(", ");
        let end = match behind_text.get(2..).and_then(|rest| rest.find([',', ';', '.'])) {
            Some(comma) if is_apposition => person.end + 2 + comma as u32,
            _ if behind_text.starts_with(" of ") || behind_text.starts_with(" from ") => tokens
                [last..]
                .iter()
                .take(3)
                .next_back()
                .map_or(person.end, |token| token.range.end),
            _ => person.end,
        };
        let behind = tokens[last..].iter().take(MAX_BEHIND).filter(|token| token.range.end <= end);
        let range = |of: &TextRange| of.start >= person.end && of.end <= end;
        let occupations = before
            .chain(behind)
            .map(|token| statement.words(token.range).to_lowercase())
            .filter(|word| is_occupation(word) || GUESTS.contains(&word.as_str()))
            .collect();
        let is_place = |name: &Name| !matches!(name.class, NameClass::Person);
        let places = statement
            .names()
            .filter(|(at, name)| range(at) && is_place(name))
            .map(|(_, name)| name)
            .collect();
        Self { occupations, places }
    }
}

/// Who somebody is without doing anything for a living.
const GUESTS: [&str; 8] =
    ["passenger", "bystander", "tourist", "spectator", "resident", "pupil", "visitor", "pensioner"];

fn are_described_apart(
    (a, x): (Statement<'_>, TextRange),
    (b, y): (Statement<'_>, TextRange),
) -> bool {
    let (p, q) = (Description::of(a, x), Description::of(b, y));
    let is_guest = |word: &str| GUESTS.contains(&word);
    let is_other =
        |x: &str, y: &str| are_other_occupations(x, y) || x != y && (is_guest(x) || is_guest(y));
    let apart = |x: &[String], y: &[String]| {
        !x.is_empty() && !y.is_empty() && x.iter().all(|x| y.iter().all(|y| is_other(x, y)))
    };
    let is_one_place = |x: &Name, y: &Name| {
        compare_names(x, y) == NameRelation::Same
            || x.full.split(' ').any(|word| y.full.split(' ').any(|other| word == other))
    };
    let are_elsewhere = !p.places.is_empty()
        && !q.places.is_empty()
        && p.places.iter().all(|x| q.places.iter().all(|y| !is_one_place(x, y)));
    apart(&p.occupations, &q.occupations) || are_elsewhere
}
