//! What only two single sentences can be asked, that are taken to be of one event: whether they
//! tell one matter so that both cannot be true.
//!
//! Each rule knows one way in which sentences contradict each other in words of their own, and
//! is silent where anything else may excuse the difference.

mod company;
mod ended;
mod nothing;
mod occupation;
mod only;
mod place;
mod roles;
mod unchanged;

use super::{
    Account,
    deed::{HELPERS, Least, are_two_views, is_alike, is_one_world},
    slot::Slot,
};
use crate::{
    finding::{
        model::{Facet, Said, Verdict},
        rule::Rule,
        statement::{Ruling, Statement, both_say},
    },
    mention::{Fact, Name, NameClass, base_of},
    normalize::Shape,
    span::TextRange,
};

/// What two sentences have to have in common.
const LEAST: Least = Least { n_words: 2, told: 5 * 256 };
/// Words of a sentence that are looked at.
const MAX_WORDS: usize = 80;

/// The same of names.
const MAX_NAMES: usize = 40;

/// A word of a sentence.
struct Word<'a> {
    range: TextRange,
    /// Of the verb, where it is a form of one.
    base: &'a str,
    /// In lower case.
    text: String,
    /// Another form of an irregular verb.
    is_form: bool,
    /// Written as words are that are no names.
    is_lower: bool,
    is_stop: bool,
}

impl Word<'_> {
    fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.text.as_str())
    }

    /// Whether it may stand between a subject and its verb.
    fn is_helper(&self) -> bool {
        self.is(&HELPERS) || self.is(&BETWEEN)
    }

    /// Whether it tells something and is no name.
    fn is_telling(&self) -> bool {
        self.is_lower && !self.is_stop
    }
}

/// A rule of two sentences.
type Judge = fn(&Sentence<'_>, &Sentence<'_>) -> Option<Ruling>;

/// One of the two sentences.
struct Sentence<'a> {
    account: Account<'a>,
    said: &'a Said,
    statement: Statement<'a>,
    words: Vec<Word<'a>>,
}

impl<'a> Sentence<'a> {
    fn of(account: Account<'a>, said: &'a Said) -> Self {
        let statement = account.statement(said);
        let doc = &account.analysis.doc;
        let words = statement.tokens().iter().take(MAX_WORDS).map(|token| Word {
            range: token.range,
            base: base_of(&doc.term(token).stem),
            is_form: base_of(&doc.term(token).stem) != doc.term(token).stem,
            text: statement.words(token.range).to_lowercase(),
            is_lower: token.shape == Shape::Lower,
            is_stop: doc.term(token).is_stop,
        });
        Self { account, said, statement, words: words.collect() }
    }

    /// All its words.
    fn whole(&self) -> Slot {
        self.account.sentence(self.said.sentences[0])
    }

    /// The words around `fact`.
    fn slot(&self, fact: TextRange) -> Slot {
        self.account.slot(self.said.sentences[0], fact)
    }

    /// Its names, among the words that are looked at.
    fn names(&self) -> impl Iterator<Item = (TextRange, &'a Name)> {
        let end = self.words.last().map_or(0, |word| word.range.end);
        self.statement.names().filter(move |(range, _)| range.end <= end).take(MAX_NAMES)
    }

    /// The names of people and bodies of people, with those of which it is not known what they
    /// name.
    fn actors(&self) -> impl Iterator<Item = (TextRange, &'a Name)> {
        let is_place =
            |name: &Name| matches!(name.class, NameClass::Place | NameClass::Nationality);
        self.names().filter(move |(_, name)| !is_place(name))
    }

    /// Whether a word is the predicate of a negation, or negates.
    fn is_denied(&self, word: TextRange) -> bool {
        self.statement.mentions().any(|m| match &m.fact {
            Fact::Polarity(polarity) => {
                m.range.overlaps(word)
                    || polarity.predicate.as_ref().is_some_and(|p| p.range.overlaps(word))
            }
            _ => false,
        })
    }

    /// The text between two words, the first one first.
    fn between(&self, first: TextRange, second: TextRange) -> &'a str {
        let text = self.account.analysis.doc.text();
        text.get(first.end as usize..second.start as usize).unwrap_or_default()
    }
}

/// Ways in which two single sentences contradict each other, each ruling on words of its own.
/// Cost: words of one times words of the other.
pub(super) fn rulings(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let (said_a, said_b) = (a.said(0), b.said(0));
    let (a, b) = (Sentence::of(a, &said_a), Sentence::of(b, &said_b));
    if !is_one_world(a.statement, b.statement) {
        return Vec::new();
    }
    let of_one_view: [Judge; 6] =
        [unchanged::rule, only::rule, ended::rule, nothing::rule, company::rule, place::rule];
    let is_one_view = !are_two_views(a.statement, b.statement);
    let rules = of_one_view.into_iter().filter(|_| is_one_view);
    let mut rulings: Vec<Ruling> = Vec::new();
    // Whoever is accused is somebody, whoever accuses, and an accusation is a deed itself.
    for ruling in
        rules.chain([roles::rule as Judge, occupation::rule]).filter_map(|rule| rule(&a, &b))
    {
        if !rulings.iter().any(|known| known.shows_same(&ruling)) {
            rulings.push(ruling);
        }
    }
    rulings
}

/// Words that stand between a subject and its verb beside the helpers.
const BETWEEN: [&str; 5] = ["then", "later", "who", "to", "could"];

/// Verbs of which the past is the base form.
const UNMARKED: [&str; 12] =
    ["beat", "hit", "cut", "put", "set", "let", "hurt", "bid", "upset", "rid", "shed", "shut"];

/// Whether a word is likely a past form of a verb, or one of a few others.
fn is_verb(word: &Word<'_>) -> bool {
    let is_past = !word.is_stop && word.text.ends_with("ed") || word.is_form || word.is(&UNMARKED);
    word.is_lower && is_past && !word.is_helper()
}

/// Whether two sentences as a whole have enough in common.
fn are_alike(a: &Sentence<'_>, b: &Sentence<'_>, least: Least) -> bool {
    is_alike(&a.whole(), &b.whole(), least)
}

/// Whether they share so much, however much else each tells.
fn are_near(a: &Sentence<'_>, b: &Sentence<'_>, least: Least) -> bool {
    let (n_words, told) = a.whole().common(&b.whole());
    n_words >= least.n_words && told >= least.told
}

/// A conflict over the words `x` of the first and `y` of the second sentence.
fn conflict(
    (rule, facet): (Rule, Facet),
    (a, x): (&Sentence<'_>, TextRange),
    (b, y): (&Sentence<'_>, TextRange),
) -> Ruling {
    let said = [a.statement.marked(vec![x], None), b.statement.marked(vec![y], None)];
    let message = both_say(a.statement, b.statement, &said);
    Ruling { verdict: Verdict::Conflict, facet: Some(facet), rule, message, said }
}

/// The first two things of two sentences that contradict each other, the same ones whichever
/// sentence comes first. Cost: things of one times things of the other.
fn first_rivals<'t, T>(
    (in_a, in_b): (&'t [T], &'t [T]),
    range: impl Fn(&T) -> TextRange,
    are_rivals: impl Fn(&T, &T) -> bool,
) -> Option<(&'t T, &'t T)> {
    let pairs = in_a.iter().flat_map(|x| in_b.iter().map(move |y| (x, y)));
    pairs.filter(|(x, y)| are_rivals(x, y)).min_by_key(|(x, y)| {
        let (x, y) = (range(x).start, range(y).start);
        (x + y, x.abs_diff(y))
    })
}

/// What `rule` finds of the first sentence against the second, or the other way round.
fn either_way(
    a: &Sentence<'_>,
    b: &Sentence<'_>,
    rule: impl Fn(&Sentence<'_>, &Sentence<'_>) -> Option<Ruling>,
) -> Option<Ruling> {
    rule(a, b).or_else(|| rule(b, a).map(Ruling::exchanged))
}
