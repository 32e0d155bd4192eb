//! How two names in one role stand.

use super::{
    acronym::fits,
    gazetteer::{Gazetteer, Level},
    merge::{is_name_variant, is_same_word},
    model::{Name, NameClass},
    within,
};
use crate::{mention::lexicon::lines, table};

/// How two names stand that two accounts give in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameRelation {
    /// One entity: the same words, fewer of them, other spelling, an acronym.
    Same,
    /// Perhaps one entity under two names, perhaps one inside the other: a city and its
    /// country, a ministry and its minister.
    Unclear,
    /// Two entities that share a word: "Ana Reyes", "Eva Reyes".
    DifferInPart,
    /// Two entities.
    Differ,
}

/// Compares two names. Symmetric. Cost: words of one times words of the other.
#[must_use]
pub fn compare_names(a: &Name, b: &Name) -> NameRelation {
    if a.full == b.full || is_country_of(a, b) || is_country_of(b, a) {
        return NameRelation::Same;
    }
    // A name that no table knows may be of a person.
    let may_be_people = matches!(
        (a.class, b.class),
        (NameClass::Person, NameClass::Other) | (NameClass::Other, NameClass::Person)
    );
    if is_known_place(a) && is_known_place(b) && lie_apart(&a.full, &b.full) {
        return NameRelation::Differ;
    }
    if a.class != b.class && !(may_be_people && has_one_given_name(a, b)) {
        return NameRelation::Unclear;
    }
    if a.class == NameClass::Nationality {
        // Some are of no one country: "Scandinavian".
        let is_of_country = |name: &Name| {
            let level = name.country.and_then(|country| Gazetteer::of(None).level(country));
            level == Some(Level::Country)
        };
        let are_known = is_of_country(a) && is_of_country(b);
        return if are_known { NameRelation::Differ } else { NameRelation::Unclear };
    }
    let (words_a, words_b) = (words(&a.full), words(&b.full));
    let alone_in = |some: &[&str], others: &[&str]| {
        some.iter().filter(|word| !others.iter().any(|other| is_name_variant(word, other))).count()
    };
    let (alone_a, alone_b) = (alone_in(&words_a, &words_b), alone_in(&words_b, &words_a));
    let is_acronym = is_acronym_of(&a.full, &b.full) || is_acronym_of(&b.full, &a.full);
    if a.class == NameClass::Place && is_newer(&words_a, &words_b) {
        return NameRelation::Differ;
    }
    if alone_a == 0 || alone_b == 0 || is_acronym {
        return NameRelation::Same;
    }
    let is_in_part = alone_a < words_a.len() && alone_b < words_b.len();
    let is_unclear = match a.class {
        NameClass::Person => is_in_part && is_short_form(&words_a, &words_b),
        NameClass::Place => is_perhaps_within(&a.full, &b.full),
        _ => false,
    };
    match (is_unclear, is_in_part) {
        (true, _) => NameRelation::Unclear,
        (false, true) => NameRelation::DifferInPart,
        (false, false) => NameRelation::Differ,
    }
}

/// Whether one place is named after the other ("York", "New York").
fn is_newer(a: &[&str], b: &[&str]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.split_first().is_some_and(|(first, rest)| *first == "New" && rest == short)
}

/// Whether a name is that of a place of which it is known what it lies in, and of nobody.
/// Cost: a look-up.
#[must_use]
pub fn is_known_place(name: &Name) -> bool {
    matches!(name.class, NameClass::Place | NameClass::Other) && within::is_known(&name.full)
}

/// Whether two known places lie beside each other.
fn lie_apart(a: &str, b: &str) -> bool {
    let tables = Gazetteer::of(None);
    let is_across = [a, b].iter().any(|place| tables.level(place) == Some(Level::Region));
    !is_across && within::are_nested(a, b) == Some(false)
}

/// Whether two names of two words and more begin with the same one.
fn has_one_given_name(a: &Name, b: &Name) -> bool {
    let given = |name: &Name| name.full.split_once(' ').map(|(given, _)| given.to_owned());
    given(a).is_some() && given(a) == given(b)
}

fn words(full: &str) -> Vec<&str> {
    full.split([' ', '-'])
        .filter(|word| word.chars().next().is_some_and(char::is_alphabetic))
        .collect()
}

/// Whether `short` is made of letters of `full`.
fn is_acronym_of(short: &str, full: &str) -> bool {
    let is_acronym = short.bytes().all(|b| b.is_ascii_uppercase() || b == b'.');
    is_acronym && full.contains(' ') && fits(short, full)
}

/// Whether `people` are those of the country `place`.
fn is_country_of(people: &Name, place: &Name) -> bool {
    people.country.is_some_and(|country| &*place.full == country || place.country == Some(country))
}

/// Whether one place may lie in the other: places of one level, and two that no table knows,
/// lie beside each other.
fn is_perhaps_within(a: &str, b: &str) -> bool {
    let tables = Gazetteer::of(None);
    let levels = (tables.level(a), tables.level(b));
    levels.0 != levels.1 || levels.0 == Some(Level::Region)
}

/// Letters from which two given names may be one in short ("Chris", "Christopher").
const MIN_SHORT_FORM: usize = 3;

/// Whether two people have one surname and given names of which one may be the other's initial
/// or short form.
fn is_short_form(a: &[&str], b: &[&str]) -> bool {
    let (Some((x, surname_a)), Some((y, surname_b))) = (ends(a), ends(b)) else { return false };
    if x == y || !is_same_word(surname_a, surname_b) {
        return false;
    }
    let is_initial = |word: &str| word.trim_end_matches('.').chars().count() == 1;
    let first = |word: &str| word.chars().next().map(|c| c.to_lowercase().to_string());
    if is_initial(x) || is_initial(y) {
        return first(x) == first(y);
    }
    let n_common = x.chars().zip(y.chars()).take_while(|(x, y)| x == y).count();
    n_common >= MIN_SHORT_FORM || is_nickname(x, y) || sound_alike(x, y)
}

/// Consonants from which a given name may be another one cut short ("Brian", "Bryant").
const MIN_CONSONANTS: usize = 3;

/// Whether two given names have the same consonants, as two outlets hear or transliterate a name
/// ("Giannis", "Yiannis"; "Catherine", "Kathryn"), or one is the other cut short ("Ty", "Tywon").
fn sound_alike(a: &str, b: &str) -> bool {
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (of_a, of_b) = (consonants(a), consonants(b));
    let is_cut_short = a.chars().count() <= MIN_SHORT_FORM || of_a.len() >= MIN_CONSONANTS;
    // Of long names one consonant at the head is heard in two ways ("Gurbanguly", "Kurbanguly").
    let behind = |of: &str| of.chars().skip(1).collect::<String>();
    let is_heard = of_a.chars().count() > MIN_CONSONANTS && behind(&of_a) == behind(&of_b);
    !of_a.is_empty() && (of_a == of_b || is_heard || is_cut_short && of_b.starts_with(&of_a))
}

/// The consonants of a name, those that sound alike as one and doubled ones once; a vowel it
/// begins with counts as one.
fn consonants(name: &str) -> String {
    let mut heard = String::new();
    let mut last = None;
    for (at, c) in name.chars().flat_map(char::to_lowercase).enumerate() {
        let c = match c {
            'c' | 'q' => 'k',
            'z' => 's',
            'w' => 'v',
            'g' | 'j' | 'y' if at == 0 => 'y',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' if at > 0 => {
                last = None;
                continue;
            }
            'a' | 'e' | 'i' | 'o' | 'u' => 'a',
            other => other,
        };
        if last != Some(c) {
            heard.push(c);
        }
        last = Some(c);
    }
    heard
}

/// The given name and the surname.
fn ends<'a>(words: &[&'a str]) -> Option<(&'a str, &'a str)> {
    Some((*words.first()?, *words.last()?))
}

/// Given names with the short forms that do not begin like them, one name a line.
const NICKNAMES: &str = include_str!("../data/en/nicknames.txt");

fn is_nickname(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    lines(NICKNAMES).any(|line| {
        let has = |name: &str| table::words(line).any(|word| word == name);
        has(&a) && has(&b)
    })
}

#[cfg(test)]
mod tests {
    use super::{NameClass::*, NameRelation::*, *};

    fn name(class: NameClass, full: &str) -> Name {
        Name { class, full: full.into(), title: None, country: None }
    }

    #[test]
    fn names_in_one_place_are_told_apart() {
        for (class, a, b, expected) in [
            (Person, "Ana Reyes", "Ana Reyes", Same),
            (Person, "Ana Reyes", "Reyes", Same),
            (Person, "Ana Maria Reyes", "Ana Reyes", Same),
            (Person, "Volodymyr Hrushenko", "Volodymyr Grushenko", DifferInPart),
            (Person, "Sergei Belousov", "Sergey Belousov", Same),
            (Person, "A. Reyes", "Ana Reyes", Unclear),
            (Person, "Chris Walcott", "Christopher Walcott", Unclear),
            (Person, "Bill Walcott", "William Walcott", Unclear),
            (Person, "Ana Reyes", "Eva Reyes", DifferInPart),
            (Person, "Ana Reyes", "Ana Castro", DifferInPart),
            (Person, "Ana Reyes", "Tom Castro", Differ),
            (Organisation, "Ministry of Health", "Ministry of Justice", DifferInPart),
            (Organisation, "Health Ministry", "Ministry of Health", Same),
            (Organisation, "WHO", "World Health Organization", Same),
            (Organisation, "Norbank", "Sudbank", Differ),
            (Place, "Ohio", "Wexcombe", Unclear),
            (Place, "Toulouse", "Portugal", Differ),
            (Place, "Toulouse", "France", Unclear),
            (Place, "York", "New York", Differ),
            (Place, "London", "United Kingdom", Unclear),
            (Place, "London", "Frankfurt", Differ),
            (Place, "Ohio", "Texas", Differ),
            (Place, "Larkhaven", "Wexcombe", Differ),
            (Place, "West Larkhaven", "Larkhaven", Same),
        ] {
            let (a, b) = (name(class, a), name(class, b));
            assert_eq!(compare_names(&a, &b), expected, "{} / {}", a.full, b.full);
            assert_eq!(compare_names(&b, &a), expected, "{} / {}", b.full, a.full);
        }
    }

    #[test]
    fn other_sorts_of_things_are_not_compared() {
        let (ministry, minister) =
            (name(Organisation, "Foreign Ministry"), name(Person, "Dov Aril"));
        assert_eq!(compare_names(&ministry, &minister), Unclear);
        let people = Name { country: Some("Norway"), ..name(Nationality, "Norwegian") };
        assert_eq!(compare_names(&people, &name(Place, "Norway")), Same);
        let others = Name { country: Some("Sweden"), ..name(Nationality, "Swedish") };
        assert_eq!(compare_names(&people, &others), Differ);
        let wider = Name { country: Some("Scandinavia"), ..name(Nationality, "Scandinavian") };
        assert_eq!(compare_names(&people, &wider), Unclear);
    }
}
