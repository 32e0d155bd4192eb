//! Rival ages of one person, and rival surnames of one age.

use super::{Account, MAX_FACTS, name_other_people};
use crate::{
    finding::{
        model::{Facet, Verdict},
        quantity::mark,
        rule::Rule,
        statement::{Ruling, both_say},
    },
    mention::{Fact, Name, NameClass, NameRelation, Quantity, QuantityClass, compare_names},
    span::TextRange,
};

/// Years by which an account may be wrong about whom it names by one name alone: farther apart are
/// two of a family.
const MAX_YEARS: f64 = 10.0;

/// A person with an age.
struct Aged<'a> {
    sentence: u32,
    range: TextRange,
    age: &'a Quantity,
    name: &'a Name,
    name_range: TextRange,
}

/// The ages that both accounts give of a person, where they differ. Single sentences (`are_lone`)
/// may tell of two people of one name.
pub(super) fn rulings(a: Account<'_>, b: Account<'_>, are_lone: bool) -> Vec<Ruling> {
    let (in_a, in_b) = (aged(a), aged(b));
    let pairs = in_a.iter().flat_map(|x| in_b.iter().map(move |y| (x, y)));
    let mut rulings: Vec<Ruling> = Vec::new();
    for (x, y) in pairs {
        let years = (x.age.low - y.age.low).abs();
        if years == 0.0 && is_other_surname((a, x), (b, y)) {
            let ruling = surname((a, x), (b, y));
            if !rulings.iter().any(|known| known.shows_same(&ruling)) {
                rulings.push(ruling);
            }
            continue;
        }
        let is_one = compare_names(x.name, y.name) == NameRelation::Same
            && (years <= MAX_YEARS || !are_lone && is_whole_name(x.name) && is_whole_name(y.name));
        // Who is given both ages by one account has had a birthday, or a namesake.
        let gives = |all: &[Aged<'_>], age: &Quantity, name: &Name| {
            all.iter().any(|z| z.age.low == age.low && z.name.full == name.full)
        };
        let is_known = gives(&in_b, x.age, y.name) || gives(&in_a, y.age, x.name);
        if !is_one || years == 0.0 || is_known || may_have_passed(a, b, years) {
            continue;
        }
        let (said_a, said_b) = (a.said(x.sentence), b.said(y.sentence));
        let (of_a, of_b) = (a.statement(&said_a), b.statement(&said_b));
        let said = [mark(of_a, x.range, x.age), mark(of_b, y.range, y.age)];
        let message = format!("{}: the age of {}", both_say(of_a, of_b, &said), x.name.full);
        let (verdict, facet) = (Verdict::Conflict, Some(Facet::Quantity));
        let ruling = Ruling { verdict, facet, rule: Rule::RivalAge, message, said };
        if !rulings.iter().any(|known| known.shows_same(&ruling)) {
            rulings.push(ruling);
        }
    }
    if rulings.is_empty()
        && let Some(ruling) = only_ages((a, &in_a), (b, &in_b))
    {
        rulings.push(ruling);
    }
    rulings
}

/// What has to speak for the one age of either account being of one person, in 1/256 bits.
const MIN_ONLY_SHARED: u32 = 8 * 256;

/// The one age that either account gives, of whomever it is, where they differ and stand in one
/// place ("a 61-year-old man surrendered after two hours").
fn only_ages(
    (a, aged_in_a): (Account<'_>, &[Aged<'_>]),
    (b, aged_in_b): (Account<'_>, &[Aged<'_>]),
) -> Option<Ruling> {
    // Of people who are named it is known who they are.
    if !aged_in_a.is_empty() && !aged_in_b.is_empty() {
        return None;
    }
    let (in_a, in_b) = (ages(a), ages(b));
    let one = |all: &[(u32, TextRange, &Quantity)]| {
        let first = all.first()?.2.low;
        all.iter().all(|(.., age)| age.low == first).then_some(first)
    };
    let years = (one(&in_a)? - one(&in_b)?).abs();
    if years == 0.0 || years > MAX_YEARS || may_have_passed(a, b, years) {
        return None;
    }
    let pairs = in_a.iter().flat_map(|x| in_b.iter().map(move |y| (*x, *y)));
    let scored = pairs.map(|(x, y)| (a.slot(x.0, x.1).shared(&b.slot(y.0, y.1)), x, y));
    let (told, x, y) = scored.max_by_key(|(told, ..)| *told)?;
    let (said_a, said_b) = (a.said(x.0), b.said(y.0));
    let (of_a, of_b) = (a.statement(&said_a), b.statement(&said_b));
    if told < MIN_ONLY_SHARED || name_other_people(of_a, of_b) {
        return None;
    }
    let said = [mark(of_a, x.1, x.2), mark(of_b, y.1, y.2)];
    let message = both_say(of_a, of_b, &said);
    let (verdict, facet) = (Verdict::Conflict, Some(Facet::Quantity));
    Some(Ruling { verdict, facet, rule: Rule::RivalAge, message, said })
}

/// The ages that an account gives: sentence, place, value.
fn ages<'a>(account: Account<'a>) -> Vec<(u32, TextRange, &'a Quantity)> {
    let ages = account.analysis.mentions.iter().filter_map(|m| match &m.fact {
        Fact::Quantity(q) if q.class == QuantityClass::Age && q.low == q.high => {
            Some((m.sentence_idx, m.range, q))
        }
        _ => None,
    });
    ages.take(MAX_FACTS).collect()
}

/// Whether a person is named by more than a surname, here or elsewhere in the account.
fn is_whole_name(name: &Name) -> bool {
    name.full.contains(' ')
}

/// Years that may lie between two accounts of which it is not known when they were written.
const MAX_UNDATED: f64 = 3.0;
const SECONDS_OF_YEAR: f64 = 365.25 * 86_400.0;

/// Whether so many years may lie between the two accounts.
fn may_have_passed(a: Account<'_>, b: Account<'_>, years: f64) -> bool {
    let start =
        |account: Account<'_>| Some(account.analysis.doc.article.published.as_ref()?.seconds()?.0);
    match (start(a), start(b)) {
        (Some(x), Some(y)) => years <= (x.abs_diff(y) as f64 / SECONDS_OF_YEAR).round(),
        _ => years <= MAX_UNDATED,
    }
}

/// What has to speak for two people of one given name and age being one, in 1/256 bits.
const MIN_SHARED: u32 = 5 * 256;

/// Whether two people of one age have one given name, two surnames, of which each account knows
/// its own alone, and one place.
fn is_other_surname((a, x): (Account<'_>, &Aged<'_>), (b, y): (Account<'_>, &Aged<'_>)) -> bool {
    let parts = |name: &Name| {
        let (given, surname) = name.full.split_once(' ')?;
        Some((given.to_owned(), surname.to_owned()))
    };
    let (Some((given_x, surname_x)), Some((given_y, surname_y))) = (parts(x.name), parts(y.name))
    else {
        return false;
    };
    let knows = |account: Account<'_>, surname: &str| account.analysis.doc.text().contains(surname);
    let slot = |account: Account<'_>, of: &Aged<'_>| {
        account.slot(of.sentence, of.name_range.cover(of.range))
    };
    given_x == given_y
        && compare_names(x.name, y.name) == NameRelation::DifferInPart
        && !knows(a, &surname_y)
        && !knows(b, &surname_x)
        && slot(a, x).shared(&slot(b, y)) >= MIN_SHARED
}

fn surname((a, x): (Account<'_>, &Aged<'_>), (b, y): (Account<'_>, &Aged<'_>)) -> Ruling {
    let (said_a, said_b) = (a.said(x.sentence), b.said(y.sentence));
    let (of_a, of_b) = (a.statement(&said_a), b.statement(&said_b));
    let said = [
        of_a.marked(vec![x.name_range], Some(x.name.full.to_string())),
        of_b.marked(vec![y.name_range], Some(y.name.full.to_string())),
    ];
    let message = both_say(of_a, of_b, &said);
    let (verdict, facet) = (Verdict::Conflict, Some(Facet::Name));
    Ruling { verdict, facet, rule: Rule::RivalName, message, said }
}

/// What is told the age of is a person, whatever its name.
fn may_be_person(name: &Name) -> bool {
    name.class == NameClass::Person || name.class == NameClass::Other && name.full.contains(' ')
}

/// Words between an age and a name behind it ("the 44-year-old plumber Dale Purcell").
const MAX_BETWEEN: usize = 2;

/// Whether `between` an age and a name, or a name and an age, says that the one is of the other:
/// "Dale Purcell, 44,", "Dale Purcell Jr., 44,", "Dale Purcell, a 44-year-old", "44-year-old plumber Dale Purcell".
fn is_of_name(between: &str, is_name_first: bool) -> bool {
    if is_name_first {
        let between = between.trim().trim_start_matches(['J', 'S', 'r', 'I', '.', ' ']);
        return matches!(between, "," | ", a" | ", an" | ", the");
    }
    !between.contains(|c: char| !c.is_alphanumeric() && c != ' ' && c != '-')
        && between.split_whitespace().count() <= MAX_BETWEEN
}

/// Persons of whom an account says how old they are.
fn aged(account: Account<'_>) -> Vec<Aged<'_>> {
    let text = account.analysis.doc.text();
    let mentions = &account.analysis.mentions;
    let ages = mentions.iter().filter_map(|m| match &m.fact {
        Fact::Quantity(q) if q.class == QuantityClass::Age && q.low == q.high => Some((m, q)),
        _ => None,
    });
    let is_of = |name: TextRange, age: TextRange| {
        let is_name_first = name.end <= age.start;
        let between = if is_name_first { name.end..age.start } else { age.end..name.start };
        text.get(between.start as usize..between.end as usize)
            .is_some_and(|between| is_of_name(between, is_name_first))
    };
    let aged = ages.filter_map(|(m, age)| {
        let in_sentence = mentions.iter().filter(|n| n.sentence_idx == m.sentence_idx);
        let mut people = in_sentence.filter_map(|n| match &n.fact {
            Fact::Name(name) if may_be_person(name) => Some((n.range, name)),
            _ => None,
        });
        let (name_range, name) = people.find(|(range, _)| is_of(*range, m.range))?;
        Some(Aged { sentence: m.sentence_idx, range: m.range, age, name, name_range })
    });
    aged.take(MAX_FACTS).collect()
}
