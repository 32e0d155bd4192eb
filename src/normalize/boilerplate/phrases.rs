//! The wording of boilerplate, a table a language.
//!
//! A row has a reason, a kind of match and a phrase, parted by tabs; `#` begins a comment.
//! Phrases are written as words are compared: in lower case, without punctuation, a blank
//! between words. Three dots stand for up to [`MAX_GAP`] words.

use super::page::Words;
use crate::{kernel::hash_word, normalize::document::RemovalReason};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What a phrase says of the line it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// It is the whole line, or one of several such phrases that fill it.
    Line,
    /// It begins the line, whatever follows.
    Start,
    /// It begins a line that also looks like what it announces: a credit, an address.
    Lead,
    /// A colon follows it, and then names or an address.
    Label,
    /// It ends the line.
    End,
    /// It ends a line that is no prose.
    Tail,
    /// It stands anywhere in the line.
    Anywhere,
    /// It speaks to readers: anywhere in a line that is no prose, at the start of one that is.
    Appeal,
    /// The line heads a list of links.
    Head,
    /// A colon or bar follows it, and then a title.
    Pointer,
    /// A word of a date line.
    Date,
    /// A word in lower case that stands among names.
    Joint,
    /// A word that may stand before an appeal.
    Opener,
}

impl Kind {
    /// Whether phrases are looked up whole, and not in lines.
    fn is_whole(self) -> bool {
        matches!(self, Self::Head | Self::Pointer | Self::Date | Self::Joint | Self::Opener)
    }
}

/// One row of the table.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) reason: RemovalReason,
    pub(super) kind: Kind,
    /// Its words up to three dots, and those after them.
    head: &'static str,
    tail: Option<&'static str>,
}

/// Where a phrase stands in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// Its first word.
    pub(super) at: usize,
    /// The word after its last.
    pub(super) after: usize,
    /// Whether three dots stood for some words.
    pub(super) has_gap: bool,
}

/// Most words that three dots stand for.
const MAX_GAP: usize = 8;

/// The rows of a table, found by their first word.
#[derive(Debug)]
pub(super) struct Phrases {
    by_first: FxHashMap<&'static str, Vec<Phrase>>,
    /// For each first byte, the lengths of first words as bits: most words fail here.
    first_words: [u64; 256],
    /// What may be the start of a phrase that begins the line.
    opening: Filter,
    /// And of one that stands anywhere.
    inside: Filter,
    /// Phrases that are looked up whole.
    whole: FxHashSet<(Kind, &'static str)>,
}

/// The phrases of English. Lines in other languages hardly ever hold one.
pub(super) fn english() -> &'static Phrases {
    static ENGLISH: LazyLock<Phrases> =
        LazyLock::new(|| Phrases::read(include_str!("../data/boilerplate-en.tsv")));
    &ENGLISH
}

impl Phrases {
    fn read(table: &'static str) -> Self {
        let mut this = Self {
            by_first: FxHashMap::default(),
            first_words: [0; 256],
            opening: Filter::default(),
            inside: Filter::default(),
            whole: FxHashSet::default(),
        };
        for row in table.lines().filter(|row| !row.starts_with('#')) {
            let mut fields = row.split('\t');
            if let (Some(reason), Some(kind), Some(phrase)) =
                (fields.next(), fields.next().and_then(kind), fields.next())
                && let Some(reason) = RemovalReason::from_word(reason)
            {
                this.add(reason, kind, phrase);
            }
        }
        this
    }

    fn add(&mut self, reason: RemovalReason, kind: Kind, phrase: &'static str) {
        if kind.is_whole() {
            self.whole.insert((kind, phrase));
            return;
        }
        let (head, tail) = match phrase.split_once(" ... ") {
            Some((head, tail)) => (head, Some(tail)),
            None => (phrase, None),
        };
        let first = head.split(' ').next().unwrap_or(head);
        let hashes: Vec<u64> =
            head.split(' ').take(2).map(|word| hash_word(word.as_bytes())).collect();
        self.opening.add(&hashes);
        if matches!(kind, Kind::End | Kind::Tail | Kind::Anywhere | Kind::Appeal) {
            self.inside.add(&hashes);
        }
        self.first_words[usize::from(first.as_bytes()[0])] |= length_bit(first);
        self.by_first.entry(first).or_default().push(Phrase { reason, kind, head, tail });
    }

    /// Whether a line of these word hashes may hold a phrase; of whole lines of prose, not of
    /// rows of buttons. Cost: two looks at a small table a word.
    pub(super) fn may_stand_in(&self, hashes: &[u64]) -> bool {
        self.opening.may_start(hashes)
            || (0..hashes.len()).any(|at| self.inside.may_start(&hashes[at..]))
    }

    /// Whether `phrase` is a row of this kind.
    pub(super) fn is_whole(&self, kind: Kind, phrase: &str) -> bool {
        self.whole.contains(&(kind, phrase))
    }

    /// Calls `seen` with each phrase of the line and its place. Cost: a few steps a word.
    pub(super) fn each(&self, words: Words<'_>, mut seen: impl FnMut(&Phrase, Found)) {
        for at in 0..words.len() {
            let first = words.get(at);
            let known =
                self.first_words[usize::from(first.as_bytes().first().copied().unwrap_or(0))];
            if known & length_bit(first) == 0 {
                continue;
            }
            for phrase in self.by_first.get(first).into_iter().flatten() {
                if let Some(after) = phrase.after(words, at) {
                    seen(phrase, Found { at, after, has_gap: phrase.tail.is_some() });
                }
            }
        }
    }

    /// Whether the line is filled by whole-line phrases, one after the other: rows of buttons.
    pub(super) fn fill(&self, words: Words<'_>) -> bool {
        let mut at = 0;
        while at < words.len() {
            let rows = self.by_first.get(words.get(at)).into_iter().flatten();
            let ends =
                rows.filter(|row| row.kind == Kind::Line).filter_map(|row| row.after(words, at));
            match ends.max() {
                Some(after) => at = after,
                None => return false,
            }
        }
        at > 0
    }
}

/// Which words, or pairs of words, phrases start with: a Bloom filter of one hash.
#[derive(Debug)]
struct Filter(Box<[u64; 1 << (FILTER_BITS - 6)]>);

/// Bits of a place in the filter: a hundred for each phrase.
const FILTER_BITS: u32 = 16;

impl Default for Filter {
    fn default() -> Self {
        Self(Box::new([0; 1 << (FILTER_BITS - 6)]))
    }
}

impl Filter {
    /// Adds the start of a phrase: its first word, or its first two.
    fn add(&mut self, words: &[u64]) {
        let place = match *words {
            [first, second, ..] => pair(first, second),
            [first] => first,
            [] => return,
        };
        let place = place_of(place);
        self.0[place >> 6] |= 1 << (place & 63);
    }

    #[inline]
    fn may_start(&self, words: &[u64]) -> bool {
        match *words {
            [first, second, ..] => self.holds(first) || self.holds(pair(first, second)),
            [first] => self.holds(first),
            [] => false,
        }
    }

    #[inline]
    fn holds(&self, hash: u64) -> bool {
        let place = place_of(hash);
        self.0[place >> 6] >> (place & 63) & 1 == 1
    }
}

fn place_of(hash: u64) -> usize {
    (hash >> (64 - FILTER_BITS)) as usize
}

fn pair(first: u64, second: u64) -> u64 {
    first.rotate_left(7) ^ second
}

fn length_bit(word: &str) -> u64 {
    1 << word.len().min(63)
}

impl Phrase {
    /// The word after the phrase, where it starts at word `at`.
    fn after(&self, words: Words<'_>, at: usize) -> Option<usize> {
        let after = after(self.head, words, at)?;
        match self.tail {
            None => Some(after),
            Some(tail) => (after..words.len().min(after + MAX_GAP + 1))
                .find_map(|at| self::after(tail, words, at)),
        }
    }
}

fn after(phrase: &str, words: Words<'_>, at: usize) -> Option<usize> {
    let rest = words.folded[words.start(at)..].strip_prefix(phrase)?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| at + phrase.split(' ').count())
}

fn kind(word: &str) -> Option<Kind> {
    Some(match word {
        "line" => Kind::Line,
        "start" => Kind::Start,
        "lead" => Kind::Lead,
        "label" => Kind::Label,
        "end" => Kind::End,
        "tail" => Kind::Tail,
        "anywhere" => Kind::Anywhere,
        "appeal" => Kind::Appeal,
        "head" => Kind::Head,
        "pointer" => Kind::Pointer,
        "date" => Kind::Date,
        "joint" => Kind::Joint,
        "opener" => Kind::Opener,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{super::page::Page, *};

    #[test]
    fn every_row_is_read() {
        let table = include_str!("../data/boilerplate-en.tsv");
        let mut seen = FxHashSet::default();
        for row in table.lines().filter(|row| !row.starts_with('#')) {
            let fields: Vec<&str> = row.split('\t').collect();
            let [reason, name, phrase] = fields[..] else { panic!("{row}") };
            assert!(RemovalReason::from_word(reason).is_some(), "{row}");
            assert!(kind(name).is_some(), "{row}");
            assert!(seen.insert((name, phrase)), "{row} stands twice");
            let plain = phrase.replace(" ... ", " ");
            let page = Page::new(&plain);
            assert_eq!(page.words(0).folded, plain, "{row} is not written as words are compared");
        }
    }

    #[test]
    fn phrases_are_found_at_words() {
        let found = |line: &str| {
            let page = Page::new(line);
            let mut found = Vec::new();
            english().each(page.words(0), |phrase, place| {
                if phrase.kind == Kind::Appeal {
                    found.push((place.at, place.after));
                }
            });
            found
        };
        assert_eq!(found("Please download the Harbour app now"), [(1, 5)]);
        assert_eq!(found("Design up for our"), []);
        assert_eq!(found("download a b c d e f g h i app"), []);
    }

    #[test]
    fn rows_of_buttons_are_filled() {
        for (line, expected) in [
            ("", false),
            ("Share this story: Facebook | Email | Copy link", true),
            ("Facebook Twitter Pinterest", true),
            ("Share prices", false),
        ] {
            let page = Page::new(if line.is_empty() { "—" } else { line });
            assert_eq!(english().fill(page.words(0)), expected, "{line}");
        }
    }
}
