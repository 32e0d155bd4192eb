//! One statement given to two people.

use super::{Account, MAX_FACTS, matching::best_rivals, slot::Slot};
use crate::{
    finding::{
        demand::wish_of,
        model::{Facet, Said, Verdict},
        rule::Rule,
        speaker::{Speaker, SpeakerRelation, compare_speakers},
        statement::Ruling,
    },
    hash::hash64,
    mention::{Fact, Name, NameClass, NameRelation, base_of, compare_names},
    normalize::Shape,
    span::TextRange,
};

/// What the contents have to share, in 1/256 bits.
const MIN_SHARED: u32 = 8 * 256;
/// The same as a share of what the content that tells less tells.
const MIN_SHARE: (u32, u32) = (3, 4);
/// What two words in common that stand together tell beside themselves.
const SAME_PHRASE: u32 = 4 * 256;
/// Telling words in common at least.
const MIN_WORDS: usize = 2;

/// What an account reports of a person.
struct Report<'a> {
    said: Said,
    speaker: TextRange,
    person: &'a Name,
    /// Telling words of the content.
    content: Slot,
    /// Whether something is asked for or offered in it.
    has_wish: bool,
    /// Those that are no names in text order: keys of their base forms.
    order: Vec<u64>,
}

impl<'a> Report<'a> {
    fn given(&self, account: Account<'a>) -> Given<'a> {
        (account, self.said.sentences[0], self.speaker, self.person)
    }
}

/// Statements that two accounts give to two people, both of whom both accounts name.
pub(super) fn rulings(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let (in_a, in_b) = (reports(a), reports(b));
    let score = |i: usize, k: usize| rivalry(a, b, &in_a, &in_b, (i, k));
    let rivals = best_rivals((in_a.len(), in_b.len()), score, |i, k| i == k, |i, k| i == k);
    let pairs = rivals.iter().map(|pair| (&in_a[pair.a], &in_b[pair.b]));
    pairs.map(|(x, y)| ruling(x.given(a), y.given(b))).collect()
}

/// The people that an account names, and where.
pub(super) fn people<'a>(account: Account<'a>) -> impl Iterator<Item = (TextRange, &'a Name)> {
    account.analysis.mentions.iter().filter_map(|m| match &m.fact {
        Fact::Name(name) if name.class == NameClass::Person => Some((m.range, name)),
        _ => None,
    })
}

fn reports(account: Account<'_>) -> Vec<Report<'_>> {
    let doc = &account.analysis.doc;
    let all = account.analysis.mentions.iter().filter_map(|m| {
        let (parts, speaker) = match &m.fact {
            Fact::Quotation(q) if !q.is_scare => (q.parts.clone(), q.speaker?),
            Fact::Attribution(x) => (vec![m.range], x.speaker?),
            _ => return None,
        };
        let person = people(account).find(|(range, _)| range.end == speaker.end)?.1;
        let sentence = doc.sentences.partition_point(|s| s.range.end <= speaker.start);
        let inside = doc.sentence_tokens(sentence).iter();
        let inside = inside.filter(|token| parts.iter().any(|part| part.contains(token.range)));
        let has_wish = inside.clone().any(|token| wish_of(doc, token).is_some());
        let content = Slot::whole(doc, account.weights, inside.clone());
        // Names and days stand together in whatever is said of an event.
        let telling = inside
            .filter(|token| token.shape == Shape::Lower)
            .map(|token| doc.term(token))
            .filter(|term| !term.is_stop);
        let order = telling.map(|term| hash64(base_of(&term.stem).as_bytes())).collect();
        let said = account.said(u32::try_from(sentence).ok()?);
        Some(Report { said, speaker, person, content, has_wish, order })
    });
    all.take(MAX_FACTS).collect()
}

/// Words between two that make a phrase ("presented a clear proposal").
const MAX_BETWEEN: usize = 2;

/// Whether two contents have two telling words in common that stand near each other in one
/// order: a verb with its object, an adjective with its noun.
fn has_phrase(x: &Report<'_>, y: &Report<'_>) -> bool {
    let pairs = |order: &[u64]| -> Vec<(u64, u64)> {
        let behind = |at: usize| order[at + 1..].iter().take(MAX_BETWEEN + 1).copied();
        (0..order.len()).flat_map(|at| behind(at).map(move |next| (order[at], next))).collect()
    };
    let of_y = pairs(&y.order);
    pairs(&x.order).iter().any(|pair| pair.0 != pair.1 && of_y.contains(pair))
}

/// Letters between two people who are told together.
const MAX_BETWEEN_PEOPLE: usize = 60;

/// Whether an account gives a report to `other` and its person together ("A and B said").
fn tell_together(account: Account<'_>, report: &Report<'_>, other: &Name) -> bool {
    let text = account.analysis.doc.text();
    let is_joined = |before: TextRange| {
        let between = text.get(before.end as usize..report.speaker.start as usize);
        between.is_some_and(|between| {
            between.len() <= MAX_BETWEEN_PEOPLE
                && between.trim_start().starts_with("and")
                && !between.contains(['.', ','])
        })
    };
    let sentence = account.analysis.mentions_of(report.said.sentences[0] as usize);
    let mut named = sentence.filter_map(|mention| match &mention.fact {
        Fact::Name(name) => Some((mention.range, name)),
        _ => None,
    });
    named.any(|(range, name)| {
        let is_beside = range.end < report.speaker.end && report.speaker.contains(range)
            || range.end <= report.speaker.start && is_joined(range);
        is_beside && is_same_person(name, other)
    })
}

/// Whether an account names a person.
pub(super) fn knows(account: Account<'_>, person: &Name) -> bool {
    people(account).any(|(_, name)| is_same_person(name, person))
}

fn is_same_person(x: &Name, y: &Name) -> bool {
    compare_names(x, y) == NameRelation::Same
}

fn rivalry(
    a: Account<'_>,
    b: Account<'_>,
    in_a: &[Report<'_>],
    in_b: &[Report<'_>],
    (i, k): (usize, usize),
) -> Option<u32> {
    let (x, y) = (&in_a[i], &in_b[k]);
    let (of_a, of_b) = (a.statement(&x.said), b.statement(&y.said));
    let [p, q] = [x, y].map(|told| Speaker { range: told.speaker, name: None });
    if compare_speakers((of_a, p), (of_b, q)) != SpeakerRelation::Differ {
        return None;
    }
    let (n_words, shared) = x.content.common(&y.content);
    let score = shared + if has_phrase(x, y) { SAME_PHRASE } else { 0 };
    let least = x.content.told().min(y.content.told());
    let is_enough = score >= MIN_SHARED && MIN_SHARE.1 * score >= MIN_SHARE.0 * least;
    // What one offers another may ask for.
    if n_words < MIN_WORDS || !is_enough || x.has_wish != y.has_wish {
        return None;
    }
    if tell_together(b, y, x.person) || tell_together(a, x, y.person) {
        return None;
    }
    // Who is not named by an account could not be given the statement by it.
    // Two people may say the same: then one account is likely to give it to both.
    let gives_both = |reports: &[Report<'_>], one: &Report<'_>, other: &Name| {
        reports.iter().any(|report| {
            is_same_person(report.person, other) && report.content.shared(&one.content) * 2 >= score
        })
    };
    let is_open = knows(a, y.person)
        && knows(b, x.person)
        && !gives_both(in_a, y, y.person)
        && !gives_both(in_b, x, x.person);
    is_open.then_some(score)
}

/// An account, a sentence of it, where its speaker stands, and who that is.
type Given<'a> = (Account<'a>, u32, TextRange, &'a Name);

/// The conflict of two people to whom one thing is given.
pub(super) fn ruling((a, in_a, at_a, x): Given<'_>, (b, in_b, at_b, y): Given<'_>) -> Ruling {
    let said = |account: Account<'_>, sentence: u32, speaker: TextRange, person: &Name| Said {
        marks: vec![speaker],
        value: Some(person.full.to_string()),
        ..account.said(sentence)
    };
    let message = format!("{} gives this to “{}”, {} to “{}”", a.label, x.full, b.label, y.full);
    let (verdict, facet) = (Verdict::Conflict, Some(Facet::Attribution));
    let said = [said(a, in_a, at_a, x), said(b, in_b, at_b, y)];
    Ruling { verdict, facet, rule: Rule::RivalSource, message, said }
}
