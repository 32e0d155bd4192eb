//! What a word can be in a report of speech, from the tables under `data/en`.

use crate::{hash::hash64, mention::lexicon::WordMap, table::words};
use std::{
    ops::{BitOr, BitOrAssign},
    sync::LazyLock,
};

/// A set of readings of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::mention) struct Tag(u64);

macro_rules! tags {
    ($($bit:literal $name:ident $doc:literal),+ $(,)?) => {
        impl Tag {
            $(#[doc = $doc] pub(in crate::mention) const $name: Self = Self(1 << $bit);)+
        }
    };
}

tags! {
    0 SAY "Verb that may introduce a quotation or a clause.",
    1 TELL "Verb that takes the person told before what is told.",
    2 THINK "Verb of thinking or showing, followed by a clause.",
    3 OBJECT "Verb whose object is what is talked about.",
    4 PLAN "Verb followed by an infinitive.",
    5 BASE "Bare form of a verb, perhaps a noun.",
    6 THIRD "Third person of a verb, perhaps a plural noun.",
    7 PAST "Past of a verb, perhaps a participle.",
    8 ING "Present participle of a verb.",
    9 PARTICIPLE "Past participle that is no past tense.",
    10 PRONOUN "Pronoun that can be a subject.",
    11 RELATIVE "Relative pronoun.",
    12 OBJECT_PRONOUN "Pronoun that cannot be a subject.",
    13 DETERMINER "Article or the like: a noun phrase starts here.",
    14 POSSESSIVE "Possessive pronoun: a noun phrase starts here.",
    15 AUXILIARY "Auxiliary verb.",
    16 BE "A form of be.",
    17 MODAL "Word after which a verb stands in its bare form.",
    18 ADVERB "Adverb that stands next to a verb.",
    19 PREPOSITION "Preposition.",
    20 ATTACHING "Preposition that may belong to the noun before it.",
    21 SUBORDINATOR "Word that opens a subordinate clause.",
    22 CONJUNCTION "Coordinating conjunction.",
    23 TIME "Day, month or the like: no source.",
    24 ROLE "Noun for people and bodies that speak.",
    25 TITLE "Title that may stand before a name.",
    26 MALE "Word for a man.",
    27 FEMALE "Word for a woman.",
    28 WORK "Word before the title of a work or a nickname.",
    29 PLURAL "Looks like a plural noun.",
    31 NOUNISH "Verb form that is as often a noun.",
    32 THAT "that",
    33 INFINITIVE "to",
    34 PHRASE "A cue that is no verb (according to).",
    30 LOOKS_PAST "Ends as regular past forms do.",
    35 NOMINAL "Verb of speech or thought whose object may be a noun phrase (predict growth).",
    36 WEAK "Verb whose other senses are as common: reports with a clause or a quotation only.",
    37 ABOUT "Verb that reports with a preposition (warn of, call for).",
    38 HEARING "Verb by which a venue reports (the court heard).",
    39 VENUE "Where people are heard: a court, an inquest.",
    40 PARTICLE "Particle that gives a verb another sense (rule out, hold back).",
    41 QUESTION "Word that opens an indirect question.",
    42 NEGATION "not, never.",
    43 DO "A form of do.",
    44 SPEAKING "Pronoun for somebody who can speak.",
    45 NAMING "Verb that gives a name (a yacht called).",
    47 DEFINITE "the",
    53 SPEAKER "Noun for people and bodies that speak, never a title.",
    54 DEMONSTRATIVE "this, those.",
    55 TOPICAL "Preposition before what a report is about (warn of, call for).",
    52 LINKING "Word other than a relative pronoun that links a relative clause (whose).",
    48 EXISTENTIAL "there, as in there was",
    49 JUDGING "as, before what something is judged to be.",
    50 DOCUMENT "What people put words or figures in: the source is who made it.",
    51 MAKER "by, from: before who made a document.",

    56 ACCORDING "according, as in according to.",
    57 UNENDED "Quoted stretch that ends with a comma: its sentence goes on behind it.",
    46 PHRASAL "Verb that reports with a particle only (point out).",
}

impl Tag {
    /// Any verb of the table.
    pub(in crate::mention) const VERB: Self =
        Self(Self::SAY.0 | Self::TELL.0 | Self::THINK.0 | Self::OBJECT.0 | Self::PLAN.0);
    /// A word that can be the cue of a report, or open it.
    pub(in crate::mention) const CUE: Self = Self(Self::VERB.0 | Self::ACCORDING.0);
    /// A form that can be the finite verb of a clause without an auxiliary.
    pub(in crate::mention) const FINITE: Self = Self(Self::THIRD.0 | Self::PAST.0);

    /// Whether the two sets share a reading.
    #[inline]
    pub(in crate::mention) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The readings of a word, given the hash of its lower-cased form.
    pub(in crate::mention) fn of_word(word: u64) -> Self {
        LEXICON.get(&word).copied().unwrap_or_default()
    }

    /// Hashes of all words that have readings.
    pub(in crate::mention) fn words() -> impl Iterator<Item = u64> {
        LEXICON.keys().copied()
    }

    /// The readings that show in how a word ends.
    #[inline]
    pub(in crate::mention) fn of_ending(surface: &[u8]) -> Self {
        match surface {
            [_, _, .., b'l', b'y'] => Self::ADVERB,
            [_, _, .., b'e', b'd'] => Self::LOOKS_PAST,
            [_, _, .., b'n' | b'r', b'e', b'n'] | [_, .., b'p', b'l', b'e'] => Self::PLURAL,
            [.., b's', b's'] => Self::default(),
            [_, _, _, .., b's'] => Self::PLURAL,
            _ => Self::default(),
        }
    }
}

impl BitOr for Tag {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Tag {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

static LEXICON: LazyLock<WordMap<Tag>> = LazyLock::new(|| {
    let mut table = WordMap::default();
    for (section, entry) in entries(include_str!("../data/en/speech-verbs.txt")) {
        for (form, reading) in forms(entry) {
            *table.entry(hash64(form.as_bytes())).or_default() |= verb_tag(section) | reading;
        }
    }
    for (section, entry) in entries(include_str!("../data/en/speech-words.txt")) {
        *table.entry(hash64(entry.as_bytes())).or_default() |= word_tag(section);
    }
    table
});

/// The words of a table, each with the section it stands in.
fn entries(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(move |line| match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            Some(name) => {
                section = name;
                None
            }
            None => Some((section, line)),
        })
        .flat_map(|(section, line)| words(line).map(move |word| (section, word)))
}

fn verb_tag(section: &str) -> Tag {
    match section {
        "say" => Tag::SAY,
        "tell" => Tag::TELL | Tag::SAY,
        "think" => Tag::THINK,
        "object" => Tag::OBJECT,
        "plan" => Tag::PLAN,
        "nominal" => Tag::NOMINAL,
        "weak" => Tag::WEAK,
        "about" => Tag::ABOUT,
        "hearing" => Tag::HEARING,
        "naming" => Tag::NAMING,
        "phrasal" => Tag::PHRASAL | Tag::SAY,
        other => unreachable!("section {other} of the verb table has no tag"),
    }
}

fn word_tag(section: &str) -> Tag {
    match section {
        "pronoun" => Tag::PRONOUN,
        "relative" => Tag::RELATIVE,
        "object-pronoun" => Tag::OBJECT_PRONOUN,
        "determiner" => Tag::DETERMINER,
        "possessive" => Tag::POSSESSIVE,
        "auxiliary" => Tag::AUXILIARY,
        "be" => Tag::BE,
        "modal" => Tag::MODAL,
        "adverb" => Tag::ADVERB,
        "preposition" => Tag::PREPOSITION,
        "attaching" => Tag::ATTACHING,
        "subordinator" => Tag::SUBORDINATOR,
        "conjunction" => Tag::CONJUNCTION,
        "time" => Tag::TIME,
        "role" => Tag::ROLE,
        "title" => Tag::TITLE,
        "male" => Tag::MALE,
        "female" => Tag::FEMALE,
        "work" => Tag::WORK,
        "nounish" => Tag::NOUNISH,
        "that" => Tag::THAT,
        "infinitive" => Tag::INFINITIVE,
        "past" => Tag::LOOKS_PAST,
        "venue" => Tag::VENUE | Tag::ROLE,
        "particle" => Tag::PARTICLE,
        "question" => Tag::QUESTION,
        "negation" => Tag::NEGATION,
        "do" => Tag::DO,
        "definite" => Tag::DEFINITE,
        "according" => Tag::ACCORDING,
        "existential" => Tag::EXISTENTIAL,
        "judging" => Tag::JUDGING,
        "document" => Tag::DOCUMENT,
        "speaker" => Tag::SPEAKER,
        "demonstrative" => Tag::DEMONSTRATIVE,
        "topical" => Tag::TOPICAL,
        "linking" => Tag::LINKING,
        "maker" => Tag::MAKER,
        "speaking" => Tag::SPEAKING,
        other => unreachable!("section {other} of the word table has no tag"),
    }
}

/// The forms of a verb as the table writes it: listed, or made by the rules of spelling.
fn forms(entry: &str) -> Vec<(String, Tag)> {
    let listed: Vec<&str> = entry.split('/').collect();
    if let [base, third, past, ing, rest @ ..] = listed.as_slice() {
        let mut out = vec![
            ((*base).to_owned(), Tag::BASE),
            ((*third).to_owned(), Tag::THIRD),
            ((*past).to_owned(), Tag::PAST),
            ((*ing).to_owned(), Tag::ING),
        ];
        out.extend(rest.iter().map(|form| ((*form).to_owned(), Tag::PARTICIPLE)));
        return out;
    }
    let (base, doubled) = entry.split_once('+').unwrap_or((entry, ""));
    let stem = format!("{base}{doubled}");
    let soft = base.strip_suffix('e').filter(|_| !base.ends_with("ee"));
    let y_stem = base
        .strip_suffix('y')
        .filter(|rest| !rest.ends_with(['a', 'e', 'o', 'u']) && doubled.is_empty());
    let third = match y_stem {
        Some(rest) => format!("{rest}ies"),
        None if base.ends_with(['s', 'x']) || base.ends_with("sh") || base.ends_with("ch") => {
            format!("{base}es")
        }
        None => format!("{base}s"),
    };
    let past = match (y_stem, base.ends_with('e')) {
        (Some(rest), _) => format!("{rest}ied"),
        (None, true) => format!("{base}d"),
        (None, false) => format!("{stem}ed"),
    };
    let ing = soft.map_or_else(|| format!("{stem}ing"), |soft| format!("{soft}ing"));
    vec![(base.to_owned(), Tag::BASE), (third, Tag::THIRD), (past, Tag::PAST), (ing, Tag::ING)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_spelling() {
        for (entry, expected) in [
            ("note", ["note", "notes", "noted", "noting"]),
            ("reply", ["reply", "replies", "replied", "replying"]),
            ("stress", ["stress", "stresses", "stressed", "stressing"]),
            ("admit+t", ["admit", "admits", "admitted", "admitting"]),
            ("agree", ["agree", "agrees", "agreed", "agreeing"]),
            ("say/says/said/saying", ["say", "says", "said", "saying"]),
            ("convey", ["convey", "conveys", "conveyed", "conveying"]),
        ] {
            let got: Vec<String> = forms(entry).into_iter().map(|(form, _)| form).collect();
            assert_eq!(got, expected, "{entry}");
        }
    }

    #[test]
    fn words_have_their_readings() {
        let of = |word: &str| Tag::of_word(hash64(word.as_bytes()));
        assert!(of("said").has(Tag::SAY) && of("said").has(Tag::PAST));
        assert!(of("told").has(Tag::TELL) && !of("house").has(Tag::VERB));
        assert!(of("spokesman").has(Tag::ROLE) && of("who").has(Tag::RELATIVE));
    }
}
