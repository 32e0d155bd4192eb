//! One entity, one name: surnames, acronyms, spellings of places and people.

use super::{gazetteer::Gazetteer, model::NameClass};
use crate::span::TextRange;
use std::collections::{BTreeMap, HashMap};

/// A name before merging.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub range: TextRange,
    pub sentence_idx: u32,
    pub class: NameClass,
    pub full: String,
    pub title: Option<TextRange>,
    pub country: Option<&'static str>,
    /// Stands in brackets, so that it may be short for the name before.
    pub acronym_of_last: bool,
    /// Holds a word that also stands in lower case.
    pub has_common_word: bool,
}

/// Distinct names compared with each other; an article has fewer, a list is cut there.
const MAX_NAMES: usize = 400;

/// A distinct spelling, as all its mentions have it.
#[derive(Debug, Clone)]
struct Entry {
    full: String,
    first: usize,
    n_mentions: u32,
    class: NameClass,
    has_common_word: bool,
}

/// Gives every draft the fullest form of its name and the class its entity has.
pub(super) fn merge(text: &str, tables: &Gazetteer, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut() {
        if let Some(form) = tables.place(&draft.full)
            && matches!(draft.class, NameClass::Place | NameClass::Organisation)
        {
            form.clone_into(&mut draft.full);
        }
    }
    let short = acronyms(text, drafts);
    let entries = distinct(drafts);
    let mut fullest: HashMap<String, String> = short;
    for entry in entries.iter().take(MAX_NAMES) {
        if let Some(longer) = fuller(entry, &entries) {
            fullest.entry(entry.full.clone()).or_insert(longer);
        }
    }
    for draft in drafts.iter_mut() {
        let mut steps = 0;
        while let Some(longer) = fullest.get(&draft.full)
            && steps < 3
        {
            draft.full.clone_from(longer);
            steps += 1;
        }
    }
    share_classes(drafts);
}

/// Distinct names in order of first appearance.
fn distinct(drafts: &[Draft]) -> Vec<Entry> {
    let mut index: HashMap<&str, usize> = HashMap::new();
    let mut entries: Vec<Entry> = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        if draft.class == NameClass::Nationality {
            continue;
        }
        let k = *index.entry(&draft.full).or_insert_with(|| {
            entries.push(Entry {
                full: draft.full.clone(),
                first: at,
                n_mentions: 0,
                class: draft.class,
                has_common_word: draft.has_common_word,
            });
            entries.len() - 1
        });
        entries[k].n_mentions += 1;
        entries[k].class = entries[k].class.min(draft.class);
    }
    entries
}

/// The fuller or commoner form of the same name, if the article has one.
fn fuller(entry: &Entry, entries: &[Entry]) -> Option<String> {
    let candidates = entries.iter().take(MAX_NAMES).filter(|other| other.full != entry.full);
    let mut best: Option<(&Entry, u32)> = None;
    for other in candidates {
        let Some(rank) = same_name(entry, other) else { continue };
        // Nearest before in the text wins among equals, then the first after.
        let better = best.is_none_or(|(current, current_rank)| {
            (rank, other.first < entry.first, distance(entry, current))
                > (current_rank, current.first < entry.first, distance(entry, other))
        });
        if better {
            best = Some((other, rank));
        }
    }
    best.map(|(other, _)| other.full.clone())
}

fn distance(a: &Entry, b: &Entry) -> usize {
    a.first.abs_diff(b.first)
}

/// Whether `other` is a fuller or commoner form of `entry`, and how surely.
fn same_name(entry: &Entry, other: &Entry) -> Option<u32> {
    let short: Vec<&str> = entry.full.split(' ').collect();
    let long: Vec<&str> = other.full.split(' ').collect();
    if is_person_like(other)
        && (is_person_like(entry)
            || entry.class == NameClass::Other
            || entry.class == NameClass::Place)
    {
        if short.len() == 1 && long.len() > 1 && is_same_word(short[0], surname(&long)) {
            return (entry.class != NameClass::Place || !entry.has_common_word).then_some(4);
        }
        if short.len() == 1
            && long.len() > 1
            && entry.class != NameClass::Place
            && short[0] == long[0]
        {
            return Some(2);
        }
        if short.len() > 1
            && long.len() > short.len()
            && is_person_like(entry)
            && same_person(&short, &long)
        {
            return Some(3);
        }
    }
    let is_less = (entry.n_mentions, std::cmp::Reverse(entry.first))
        < (other.n_mentions, std::cmp::Reverse(other.first));
    let is_variant = short.len() == long.len()
        && is_less
        && !entry.has_common_word
        && short.iter().zip(&long).all(|(a, b)| is_same_word(a, b))
        && !(entry.class == NameClass::Place && other.class == NameClass::Person);
    if is_variant {
        return Some(5);
    }
    is_short_form(entry, other, &short, &long).then_some(1)
}

/// "Corvane" for "Corvane Bank", once the article has spelt it out.
fn is_short_form(entry: &Entry, other: &Entry, short: &[&str], long: &[&str]) -> bool {
    other.class == NameClass::Organisation
        && matches!(entry.class, NameClass::Other | NameClass::Organisation)
        && !entry.has_common_word
        && other.first < entry.first
        && short.len() < long.len()
        && short.iter().zip(long).all(|(a, b)| a == b)
        && short[0].len() > 3
}

fn is_person_like(entry: &Entry) -> bool {
    entry.class == NameClass::Person
}

/// The last name, a "Jr." left out.
fn surname<'a>(parts: &[&'a str]) -> &'a str {
    let is_ending =
        |part: &&&str| !matches!(part.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III");
    parts.iter().rev().find(is_ending).map_or("", |part| part.trim_end_matches(','))
}

/// First and last names agree; the longer has more between.
fn same_person(short: &[&str], long: &[&str]) -> bool {
    is_same_word(short[0], long[0]) && is_same_word(surname(short), surname(long))
}

/// Shortest word whose spelling may vary.
const MIN_VARIANT_CHARS: usize = 5;

/// Whether two words are one name written in two ways: equal but for case, or alike in
/// the way transliterations vary ("Zelensky", "Zelenskiy", "Zelenskyy").
fn is_same_word(a: &str, b: &str) -> bool {
    if a == b || a.eq_ignore_ascii_case(b) && a.len() > 3 {
        return true;
    }
    let n_chars = a.chars().count().min(b.chars().count());
    n_chars >= MIN_VARIANT_CHARS
        && a.chars().next() == b.chars().next()
        && strsim::jaro_winkler(a, b) >= 0.9
        && strsim::osa_distance(&sound(a), &sound(b)) == 0
}

/// A word with what transliteration varies taken out: doubled letters, y for i, an h
/// after a consonant, a final -iy or -yi.
fn sound(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        let c = match c {
            'y' | 'j' | 'ї' => 'i',
            'w' => 'v',
            'q' => 'k',
            'é' | 'è' | 'ë' => 'e',
            'ö' | 'ó' | 'ø' => 'o',
            'ü' | 'ú' => 'u',
            'á' | 'ä' | 'å' => 'a',
            other => other,
        };
        let is_silent = c == 'h' && out.ends_with(['g', 'k', 'd', 't']);
        if !out.ends_with(c) && !is_silent && !matches!(c, '\'' | '’' | '-') {
            out.push(c);
        }
    }
    out
}

/// Acronyms and what they stand for: one in brackets after its name, or one that has the
/// initials of a name of the article.
fn acronyms(text: &str, drafts: &[Draft]) -> HashMap<String, String> {
    let mut short = HashMap::new();
    let mut by_initials: BTreeMap<String, &str> = BTreeMap::new();
    for draft in drafts.iter().filter(|d| d.full.contains(' ') && d.class != NameClass::Person) {
        for initials in initials(&draft.full) {
            by_initials.entry(initials).or_insert(&draft.full);
        }
    }
    for (at, draft) in drafts.iter().enumerate() {
        let letters: String = draft.full.chars().filter(|&c| c != '.').collect();
        if letters.len() < 2
            || letters.len() > 8
            || !letters.bytes().all(|b| b.is_ascii_uppercase())
        {
            continue;
        }
        let before = at.checked_sub(1).map(|k| &drafts[k]).filter(|before| {
            draft.acronym_of_last
                && text[before.range.end as usize..draft.range.start as usize].trim() == "("
        });
        let stands_for = before
            .filter(|before| fits(&letters, &before.full))
            .map(|before| before.full.as_str())
            .or_else(|| by_initials.get(&letters).copied());
        if let Some(long) = stands_for {
            short.entry(draft.full.clone()).or_insert_with(|| long.to_owned());
        }
    }
    short
}

/// Initials of a name, with and without its small words.
fn initials(full: &str) -> [String; 2] {
    let of = |keep_small: bool| {
        full.split([' ', '-'])
            .filter(|word| keep_small || word.starts_with(char::is_uppercase))
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_uppercase)
            .collect::<String>()
    };
    [of(true), of(false)]
}

/// Whether the letters stand in the name in their order, the first as its first.
fn fits(letters: &str, full: &str) -> bool {
    let mut rest = full.chars().flat_map(char::to_uppercase);
    full.starts_with(|c: char| letters.starts_with(c))
        && letters.chars().all(|letter| rest.any(|c| c == letter))
}

/// One class an entity: a person if any mention tells so, otherwise the commonest told.
fn share_classes(drafts: &mut [Draft]) {
    let mut votes: HashMap<String, [u32; 5]> = HashMap::new();
    for draft in drafts.iter() {
        let counts = votes.entry(draft.full.clone()).or_default();
        let weight = if draft.title.is_some() { 3 } else { 1 };
        counts[draft.class as usize] += weight;
    }
    const CLASSES: [NameClass; 4] =
        [NameClass::Person, NameClass::Organisation, NameClass::Place, NameClass::Nationality];
    for draft in drafts.iter_mut() {
        let counts = &votes[&draft.full];
        let told =
            CLASSES.iter().max_by_key(|&&class| (counts[class as usize], std::cmp::Reverse(class)));
        if let Some(&class) = told.filter(|&&class| counts[class as usize] > 0) {
            draft.class = class;
        }
    }
}
