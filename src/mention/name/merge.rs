//! One entity, one name: surnames, acronyms, spellings of places and people.

use super::{
    acronym::acronyms,
    gazetteer::{Gazetteer, Role},
    model::NameClass,
};
use crate::hash::hash64;
use crate::span::TextRange;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A name before merging.
#[derive(Debug, Clone)]
pub(super) struct Draft<'d> {
    pub range: TextRange,
    pub sentence_idx: u32,
    pub class: NameClass,
    pub full: Cow<'d, str>,
    pub title: Option<TextRange>,
    pub country: Option<&'static str>,
    /// Stands in brackets, so that it may be short for the name before.
    pub acronym_of_last: bool,
    /// Holds a word that also stands in lower case.
    pub has_common_word: bool,
}

/// The spellings of a document as dense ids, in order of first appearance.
pub(super) struct Spellings {
    /// Id of each draft's spelling.
    pub ids: Vec<u32>,
    /// First draft with each spelling.
    pub firsts: Vec<usize>,
}

impl Spellings {
    fn of(drafts: &[Draft<'_>]) -> Self {
        let mut known: FxHashMap<&str, u32> =
            FxHashMap::with_capacity_and_hasher(drafts.len(), rustc_hash::FxBuildHasher);
        let mut firsts = Vec::new();
        let mut ids = Vec::with_capacity(drafts.len());
        for (at, draft) in drafts.iter().enumerate() {
            let next = TextRange::new(0, firsts.len()).end;
            let id = *known.entry(&draft.full).or_insert(next);
            if id == next {
                firsts.push(at);
            }
            ids.push(id);
        }
        Self { ids, firsts }
    }

    pub(super) fn len(&self) -> usize {
        self.firsts.len()
    }
}

/// Distinct names compared with each other; an article has fewer, a list is cut there.
const MAX_NAMES: usize = 400;

/// Steps from a short form over fuller ones to the fullest.
const MAX_STEPS: usize = 3;

/// A distinct spelling, as all its mentions have it.
#[derive(Debug, Clone, Copy)]
struct Entry<'p> {
    id: u32,
    full: &'p str,
    /// Its words; "al-" stands as a word of its own.
    parts: &'p [&'p str],
    surname: &'p str,
    first: usize,
    n_mentions: u32,
    class: NameClass,
    has_common_word: bool,
}

/// Gives every draft the fullest form of its name and the class its entity has; an id of
/// the form for each, below the number of drafts.
pub(super) fn merge(text: &str, tables: &Gazetteer, drafts: &mut [Draft<'_>]) -> Vec<u32> {
    let mut spellings = Spellings::of(drafts);
    let merged = fuller_forms(text, tables, drafts, &spellings);
    for (draft, &id) in drafts.iter_mut().zip(&spellings.ids) {
        if merged.has_shared_surname[id as usize] {
            draft.class = NameClass::Person;
        }
    }
    let mut renamed = Vec::new();
    for (at, id) in spellings.ids.iter_mut().enumerate() {
        let given = *id;
        for _ in 0..MAX_STEPS {
            *id = merged.fuller[*id as usize].unwrap_or(*id);
        }
        if *id != given {
            renamed.push((at, drafts[spellings.firsts[*id as usize]].full.clone()));
        }
    }
    for (at, full) in renamed {
        drafts[at].full = full;
    }
    share_classes(drafts, &spellings);
    spellings.ids
}

/// What is known of each spelling once all are compared.
struct Merged {
    fuller: Vec<Option<u32>>,
    has_shared_surname: Vec<bool>,
}

fn fuller_forms(
    text: &str,
    tables: &Gazetteer,
    drafts: &[Draft<'_>],
    spellings: &Spellings,
) -> Merged {
    let mut merged = Merged {
        fuller: acronyms(text, drafts, spellings),
        has_shared_surname: vec![false; spellings.len()],
    };
    let mut words = Vec::new();
    let ends: Vec<usize> = (spellings.firsts.iter())
        .map(|&first| {
            push_parts(&drafts[first].full, &mut words);
            words.len()
        })
        .collect();
    let entries = distinct(drafts, spellings, &words, &ends);
    let by_letter = ByLetter::of(&entries);
    for entry in &entries {
        let candidates = first_letter(entry.parts[0]).map_or(&[][..], |c| by_letter.get(c));
        let id = entry.id as usize;
        match fuller(tables, entry, candidates) {
            Fuller::Is(longer) => {
                merged.fuller[id].get_or_insert(longer);
            }
            Fuller::OneOfSeveral => merged.has_shared_surname[id] = true,
            Fuller::None => {}
        }
    }
    merged
}

/// Appends the words of `full`, cut at spaces and behind "al-".
fn push_parts<'d>(full: &'d str, out: &mut Vec<&'d str>) {
    let has_hyphen = full.as_bytes().contains(&b'-');
    // A name is too short for the preparations of a search in a string.
    let article = |word: &str| {
        if has_hyphen { word.as_bytes().windows(3).position(|part| part == b"al-") } else { None }
    };
    for word in full.split(' ') {
        let mut rest = word;
        while let Some(at) = article(rest) {
            out.push(&rest[..at + 2]);
            rest = &rest[at + 3..];
        }
        out.push(rest);
    }
}

/// Distinct names in order of first appearance; the words of spelling `id` are those of
/// `words` that end at `ends[id]`.
fn distinct<'p>(
    drafts: &'p [Draft<'_>],
    spellings: &Spellings,
    words: &'p [&'p str],
    ends: &[usize],
) -> Vec<Entry<'p>> {
    let mut index: Vec<Option<usize>> = vec![None; spellings.len()];
    let mut entries: Vec<Entry<'p>> = Vec::with_capacity(spellings.len());
    for (at, (draft, &id)) in drafts.iter().zip(&spellings.ids).enumerate() {
        if draft.class == NameClass::Nationality {
            continue;
        }
        let k = *index[id as usize].get_or_insert_with(|| {
            let start = id.checked_sub(1).map_or(0, |before| ends[before as usize]);
            let parts = &words[start..ends[id as usize]];
            entries.push(Entry {
                id,
                full: &draft.full,
                parts,
                surname: surname(parts),
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

fn first_letter(word: &str) -> Option<char> {
    match word.as_bytes().first() {
        Some(first) if first.is_ascii() => Some(char::from(first.to_ascii_lowercase())),
        _ => word.chars().flat_map(char::to_lowercase).next(),
    }
}

/// Names by the first letters of their first and last words: two forms of one name share
/// one.
struct ByLetter<'e, 'p> {
    /// Sorted by letter, then in order of first appearance.
    letters: Vec<char>,
    entries: Vec<&'e Entry<'p>>,
}

impl<'e, 'p> ByLetter<'e, 'p> {
    fn of(entries: &'e [Entry<'p>]) -> Self {
        let mut pairs = Vec::with_capacity(2 * entries.len());
        for entry in entries {
            let first = first_letter(entry.parts[0]);
            let last = first_letter(entry.surname).filter(|&c| first != Some(c));
            pairs.extend(first.into_iter().chain(last).map(|letter| (letter, entry)));
        }
        pairs.sort_by_key(|(letter, _)| *letter);
        let (letters, entries) = pairs.into_iter().unzip();
        Self { letters, entries }
    }

    /// The names of a letter, at most [`MAX_NAMES`].
    fn get(&self, letter: char) -> &[&'e Entry<'p>] {
        let start = self.letters.partition_point(|&c| c < letter);
        let end = self.letters.partition_point(|&c| c <= letter);
        &self.entries[start..end.min(start + MAX_NAMES)]
    }
}

/// What a fuller form of a name is.
enum Fuller {
    None,
    Is(u32),
    /// A surname that several people of the article bear.
    OneOfSeveral,
}

/// The fuller or commoner form of the same name, if the article has one.
fn fuller(tables: &Gazetteer, entry: &Entry<'_>, candidates: &[&Entry<'_>]) -> Fuller {
    let mut best: Option<(&Entry<'_>, u32)> = None;
    for &other in candidates.iter().filter(|other| other.id != entry.id) {
        let Some(rank) = same_name(tables, entry, other) else { continue };
        // Nearest before in the text wins among equals, then the first after.
        let better = best.is_none_or(|(current, current_rank)| {
            (rank, other.first < entry.first, distance(entry, current))
                > (current_rank, current.first < entry.first, distance(entry, other))
        });
        if better {
            best = Some((other, rank));
        }
    }
    match best {
        None => Fuller::None,
        Some((other, SURNAME)) if has_namesake(entry, other, candidates) => Fuller::OneOfSeveral,
        Some((other, _)) => Fuller::Is(other.id),
    }
}

/// Rank of a surname for a full name.
const SURNAME: u32 = 4;

/// Whether another person of the article has the same surname and another first name: a
/// bare surname then tells nobody.
fn has_namesake(entry: &Entry<'_>, chosen: &Entry<'_>, candidates: &[&Entry<'_>]) -> bool {
    candidates.iter().any(|other| {
        is_person_like(other)
            && other.parts.len() > 1
            && other.surname == entry.full
            && other.parts[0] != chosen.parts[0]
    })
}

fn distance(a: &Entry<'_>, b: &Entry<'_>) -> usize {
    a.first.abs_diff(b.first)
}

/// Whether `other` is a fuller or commoner form of `entry`, and how surely.
fn same_name(tables: &Gazetteer, entry: &Entry<'_>, other: &Entry<'_>) -> Option<u32> {
    let (short, long) = (entry.parts, other.parts);
    if short.len() > long.len() {
        return None;
    }
    let is_eponym =
        entry.class == NameClass::Organisation && other.first < entry.first && short.len() == 1;
    if long.len() > short.len()
        && is_person_like(other)
        && (is_eponym
            || is_person_like(entry)
            || entry.class == NameClass::Other
            || entry.class == NameClass::Place)
    {
        if short.len() == 1 && is_same_word(short[0], other.surname) {
            return (entry.class != NameClass::Place || !entry.has_common_word).then_some(SURNAME);
        }
        if short.len() == 1 && entry.class != NameClass::Place && short[0] == long[0] {
            return Some(2);
        }
        if short.len() > 1 && is_person_like(entry) && same_person(entry, other) {
            return Some(3);
        }
    }
    let is_less = (entry.n_mentions, std::cmp::Reverse(entry.first))
        < (other.n_mentions, std::cmp::Reverse(other.first));
    let is_variant = short.len() == long.len()
        && is_less
        && !entry.has_common_word
        && !(entry.class == NameClass::Place && other.class == NameClass::Person)
        && short.iter().zip(long).all(|(a, b)| is_same_word(a, b));
    if is_variant {
        return Some(5);
    }
    let is_short = is_short_form(entry, other) && is_legal_form(tables, &long[short.len()..]);
    is_short.then_some(1)
}

/// "Corvane" for "Corvane Bank", once the article has spelt it out.
fn is_short_form(entry: &Entry<'_>, other: &Entry<'_>) -> bool {
    let (short, long) = (entry.parts, other.parts);
    other.class == NameClass::Organisation
        && matches!(entry.class, NameClass::Other | NameClass::Organisation)
        && !entry.has_common_word
        && other.first < entry.first
        && short.len() < long.len()
        && short.iter().zip(long).all(|(a, b)| a == b)
        && short[0].len() > 3
}

/// Whether these words only say what sort of body it is ("Bank", "Group Inc").
fn is_legal_form(tables: &Gazetteer, words: &[&str]) -> bool {
    words
        .iter()
        .all(|word| tables.roles(hash64(word.to_lowercase().as_bytes())).has(Role::OrgSuffix))
}

fn is_person_like(entry: &Entry<'_>) -> bool {
    entry.class == NameClass::Person
}

/// The last name, a "Jr." left out.
fn surname<'p>(parts: &[&'p str]) -> &'p str {
    let is_ending =
        |part: &&&str| !matches!(part.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III");
    parts.iter().rev().find(is_ending).map_or("", |part| part.trim_end_matches(','))
}

/// First and last names agree; the longer has more between. A "Jr." is another person.
fn same_person(short: &Entry<'_>, long: &Entry<'_>) -> bool {
    let is_junior = |entry: &Entry<'_>| entry.surname != entry.parts[entry.parts.len() - 1];
    is_same_word(short.parts[0], long.parts[0])
        && is_same_word(short.surname, long.surname)
        && is_junior(short) == is_junior(long)
}

/// Shortest word whose spelling may vary.
const MIN_VARIANT_CHARS: usize = 5;

/// Whether two words are one name written in two ways: equal but for case, or alike in
/// the way transliterations vary ("Zelensky", "Zelenskiy", "Zelenskyy").
pub(super) fn is_same_word(a: &str, b: &str) -> bool {
    if a == b || a.len() > 3 && a.eq_ignore_ascii_case(b) {
        return true;
    }
    // The cheap tests first: few pairs sound alike.
    a.len().min(b.len()) >= MIN_VARIANT_CHARS
        && a.chars().next() == b.chars().next()
        && sounds(a).eq(sounds(b))
        && a.chars().count().min(b.chars().count()) >= MIN_VARIANT_CHARS
        && strsim::jaro_winkler(a, b) >= 0.9
}

/// Letters of names from which one, and two, may differ between the spellings of two outlets.
const MIN_ONE_OTHER: usize = 6;
const MIN_TWO_OTHER: usize = 9;

/// Whether two words may be one name as two outlets spell it: as transliterations vary, the same
/// letters, or long ones that begin alike and differ by a letter or two ("Fallujah", "Falluja";
/// "Sundwell", "Sundwall"). Two names of one article are not taken for one so easily.
#[must_use]
pub fn is_name_variant(a: &str, b: &str) -> bool {
    let letters = |word: &str| -> String {
        word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
    };
    let is_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    if !is_name(a) || !is_name(b) {
        return false;
    }
    let (x, y) = (letters(a), letters(b));
    let n = x.chars().count().min(y.chars().count());
    let max_other = match n {
        MIN_TWO_OTHER.. => 2,
        MIN_ONE_OTHER.. => 1,
        _ => 0,
    };
    is_same_word(a, b)
        || !x.is_empty() && x == y
        || max_other > 0
            && x.chars().next() == y.chars().next()
            && strsim::osa_distance(&x, &y) <= max_other
}

/// The letters of a word with what transliteration varies taken out: doubled letters, y
/// for i, an h after a consonant, a final -iy or -yi.
fn sounds(word: &str) -> impl Iterator<Item = char> + '_ {
    let mut last = None;
    word.chars().flat_map(char::to_lowercase).filter_map(move |c| {
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
        let is_silent = c == 'h' && matches!(last, Some('g' | 'k' | 'd' | 't'));
        let is_heard = last != Some(c) && !is_silent && !matches!(c, '\'' | '’' | '-');
        if is_heard {
            last = Some(c);
        }
        is_heard.then_some(c)
    })
}

/// One class an entity: a person if any mention tells so, otherwise the commonest told.
fn share_classes(drafts: &mut [Draft<'_>], spellings: &Spellings) {
    let mut votes = vec![[0_u32; 5]; spellings.len()];
    for (draft, &id) in drafts.iter().zip(&spellings.ids) {
        let weight = if draft.title.is_some() { 3 } else { 1 };
        votes[id as usize][draft.class as usize] += weight;
    }
    const CLASSES: [NameClass; 4] =
        [NameClass::Person, NameClass::Organisation, NameClass::Place, NameClass::Nationality];
    for (draft, &id) in drafts.iter_mut().zip(&spellings.ids) {
        let votes_for = |class: &NameClass| votes[id as usize][*class as usize];
        let best =
            CLASSES.into_iter().max_by_key(|class| (votes_for(class), std::cmp::Reverse(*class)));
        if let Some(class) = best.filter(|class| votes_for(class) > 0) {
            draft.class = class;
        }
    }
}
