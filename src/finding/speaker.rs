//! Sources compared: who is said to have said something.

use super::{statement::Statement, wording::is_one_word};
use crate::{
    mention::{Name, NameClass, NameRelation, compare_names},
    normalize::Token,
    span::TextRange,
    table,
};
use rustc_hash::FxHashMap;
use std::{collections::BTreeSet, sync::LazyLock};

/// How two sources stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SpeakerRelation {
    /// The same, or one may well be a name of the other.
    Same,
    /// Not to be told: one of them is anybody ("officials"), a pronoun or a paper.
    Vague,
    /// Perhaps one under two names: a name here, a role there.
    Unclear,
    /// Two sources.
    Differ,
}

/// A source as written, and who it is.
#[derive(Clone, Copy)]
pub(super) struct Speaker<'a> {
    pub(super) range: TextRange,
    /// The fullest name of it in the article, where resolved.
    pub(super) name: Option<&'a str>,
}

const CLASSES: &str = include_str!("data/speaker-classes-en.txt");
/// The class in which anybody may be named.
const ANYONE: &str = "anyone";
/// Officials (stem) of some country or body are of its government.
const OFFICIAL: &str = "offici";
const GOVERNMENT: &str = "government";
/// An officer (stem) is of the police, but a chief executive officer is of a company.
const POLICE: &str = "police";
const BUSINESS: &str = "business";
/// Classes of people who speak for themselves, and for no body.
const THEMSELVES: [&str; 8] =
    ["witness", "family", "activist", "analyst", "farming", "health", "labour", "business"];
const EXECUTIVE: [&str; 6] = ["execut", "financi", "oper", "inform", "technolog", "market"];

static CLASS_OF: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = table::lines(CLASSES).filter_map(|line| line.split_once(':'));
    rows.flat_map(|(class, stems)| table::words(stems).map(move |stem| (stem, class))).collect()
});

/// Whether a noun (a stem) says what people do or are: "soldier", "resident".
pub(super) fn names_people(stem: &str) -> bool {
    CLASS_OF.contains_key(stem)
}

/// Whether some words of two statements name people of one class ("police", "officers").
pub(super) fn share_class(
    a: Statement<'_>,
    in_a: &[Token],
    b: Statement<'_>,
    in_b: &[Token],
) -> bool {
    let classes = |s: Statement<'_>, tokens: &[Token]| -> BTreeSet<&'static str> {
        let doc = &s.analysis.doc;
        let of = |token: &Token| CLASS_OF.get(doc.term(token).stem.as_str()).copied();
        tokens.iter().filter_map(of).collect()
    };
    !classes(a, in_a).is_disjoint(&classes(b, in_b))
}

/// Whether two sources, of which it is not clear from their words who they are, have nothing in
/// common: no class and no word for the same.
pub(super) fn are_apart(
    (a, x): (Statement<'_>, Speaker<'_>),
    (b, y): (Statement<'_>, Speaker<'_>),
) -> bool {
    let (x, y) = (Read::of(a, x), Read::of(b, y));
    let is_said = |word: &String| y.words.iter().any(|other| is_one_word(word, other));
    !x.is_vague()
        && !y.is_vague()
        && x.classes.is_disjoint(&y.classes)
        && !x.words.iter().any(is_said)
}

/// How the sources of what two statements report stand. Symmetric.
pub(super) fn compare_speakers(
    (a, x): (Statement<'_>, Speaker<'_>),
    (b, y): (Statement<'_>, Speaker<'_>),
) -> SpeakerRelation {
    let (x, y) = (Read::of(a, x), Read::of(b, y));
    if x.resolves_to(&y) || y.resolves_to(&x) {
        return SpeakerRelation::Same;
    }
    let by_name = compare_all(&x.names, &y.names);
    // "The Melk captain" may be anybody by name.
    let is_named_role = x.is_person() && y.is_role() || y.is_person() && x.is_role();
    if by_name != SpeakerRelation::Unclear && !(is_named_role && by_name != SpeakerRelation::Same) {
        return by_name;
    }
    if x.words.iter().any(|word| y.words.contains(word)) {
        return SpeakerRelation::Same;
    }
    let is_known = !x.classes.is_empty() && !y.classes.is_empty();
    let is_one_of_many = x.is_person() && y.are_people() || y.is_person() && x.are_people();
    if is_known && x.classes.is_disjoint(&y.classes) || is_one_of_many {
        SpeakerRelation::Differ
    } else if x.is_vague() || y.is_vague() {
        SpeakerRelation::Vague
    } else {
        SpeakerRelation::Unclear
    }
}

/// How named sources stand: people are compared with people where both name one, for where
/// they come from is no matter then.
fn compare_all(names: &[&Name], others: &[&Name]) -> SpeakerRelation {
    let is_person = |name: &&&Name| name.class == NameClass::Person;
    let people_only = names.iter().any(|x| is_person(&x)) && others.iter().any(|y| is_person(&y));
    let counts = |name: &&&Name| !people_only || is_person(name);
    let pairs = names
        .iter()
        .filter(counts)
        .flat_map(|x| others.iter().filter(counts).map(move |y| compare_names(x, y)));
    match pairs.min() {
        Some(NameRelation::Same) => SpeakerRelation::Same,
        Some(NameRelation::Unclear) | None => SpeakerRelation::Unclear,
        Some(NameRelation::DifferInPart | NameRelation::Differ) => SpeakerRelation::Differ,
    }
}

/// Whether a person named in a source is the one whose lawyer, office or statement speaks:
/// "Reyes's lawyer", "the office of Reyes".
pub(super) fn has_office(statement: Statement<'_>, speaker: TextRange, name: TextRange) -> bool {
    let text = statement.analysis.doc.text();
    let behind = &text[name.end as usize..speaker.end.max(name.end) as usize];
    let is_owner = ["'s ", "’s ", "' ", "’ "].iter().any(|end| behind.starts_with(end));
    let before = &text[speaker.start.min(name.start) as usize..name.start as usize];
    let last = before.split_whitespace().next_back();
    is_owner || matches!(last, Some("of" | "for" | "to" | "from"))
}

/// The words of a source by what they tell.
struct Read<'a> {
    /// Stems of common words that fit not anybody.
    words: BTreeSet<String>,
    names: Vec<&'a Name>,
    full: Option<String>,
    classes: BTreeSet<&'static str>,
    is_plural: bool,
}

impl<'a> Read<'a> {
    fn of(statement: Statement<'a>, speaker: Speaker<'_>) -> Self {
        let doc = &statement.analysis.doc;
        let (offices, names): (Vec<_>, Vec<_>) = statement
            .names()
            .filter(|(range, _)| speaker.range.overlaps(*range))
            .partition(|(range, name)| {
                name.class == NameClass::Person && has_office(statement, speaker.range, *range)
            });
        let name_of = |range: TextRange| {
            names.iter().chain(&offices).find(|(name, of)| {
                name.overlaps(range) && !of.title.is_some_and(|title| title.overlaps(range))
            })
        };
        let tokens = statement.tokens().iter();
        let telling: Vec<&Token> = tokens
            .filter(|token| speaker.range.contains(token.range) && !doc.term(token).is_stop)
            .collect();
        let stem = |token: &&Token| doc.term(token).stem.as_str().to_lowercase();
        let mut read = Self {
            words: BTreeSet::new(),
            full: speaker.name.filter(|_| offices.is_empty()).map(str::to_lowercase),
            classes: BTreeSet::new(),
            is_plural: false,
            names: names.iter().map(|(_, name)| *name).collect(),
        };
        for (at, token) in telling.iter().enumerate() {
            let name = name_of(token.range);
            let before = at.checked_sub(1).map(|at| stem(&telling[at]));
            let is_executive = before.is_some_and(|before| EXECUTIVE.contains(&before.as_str()));
            let class = match CLASS_OF.get(stem(token).as_str()).copied() {
                Some(POLICE) if is_executive => Some(BUSINESS),
                class => class,
            };
            // What an institution calls itself says what it is; people's names say nothing.
            if name.is_none_or(|(_, name)| name.class == NameClass::Organisation) {
                read.classes.extend(class.filter(|class| *class != ANYONE));
            }
            if name.is_some() {
                continue;
            }
            let word = statement.words(token.range);
            // "One witness".
            read.is_plural = word.ends_with('s') && !word.ends_with("ss");
            if class != Some(ANYONE) {
                read.words.insert(stem(token));
            } else if stem(token) == OFFICIAL && !names.is_empty() {
                read.classes.insert(GOVERNMENT);
            }
        }
        read
    }

    /// A pronoun, anybody, or nothing that could be read.
    fn is_vague(&self) -> bool {
        self.words.is_empty() && self.names.is_empty()
    }

    fn is_person(&self) -> bool {
        self.names.iter().any(|name| name.class == NameClass::Person)
    }

    /// One who is told by what he is and where, without a name of his own.
    fn is_role(&self) -> bool {
        !self.words.is_empty() && !self.is_plural && !self.is_person()
    }

    /// Several who speak for themselves ("residents"), and nobody in particular: prosecutors,
    /// say, may be one of them, who is named elsewhere.
    fn are_people(&self) -> bool {
        self.names.is_empty()
            && self.is_plural
            && !self.classes.is_empty()
            && self.classes.iter().all(|class| THEMSELVES.contains(class))
    }

    /// Whether a word of the name that one stands for is one of the other's names.
    fn resolves_to(&self, other: &Self) -> bool {
        let Some(full) = &self.full else { return false };
        let is_in = |name: &str| {
            name.to_lowercase().split(' ').any(|word| full.split(' ').any(|known| known == word))
        };
        other.full.as_deref().is_some_and(is_in) || other.names.iter().any(|name| is_in(&name.full))
    }
}
