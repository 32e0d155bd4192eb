//! One utterance quoted in two ways.

use super::{
    Account,
    matching::{Rivals, best_rivals},
    source,
    transcript::{Place, has_other_words, with_context},
    utterance::{Quoted, quoted},
};
use crate::{
    finding::{
        quotation::quoted_otherwise,
        rule::Rule,
        speaker::{SpeakerRelation, compare_speakers, has_office},
        statement::{Ruling, Statement},
        word_diff::{Script, is_house_style},
        wording::{self, Telling},
    },
    mention::{Fact, Name, NameRelation, compare_names, is_negation},
    normalize::{Shape, Token},
    span::TextRange,
};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Quoted with so many words in common, an utterance is one.
const MIN_COMMON: usize = 5;
/// The same for words with which both begin, if they are half of the shorter.
const MIN_OPENING: usize = 4;
/// Share of the words of the shorter quotation that are in common.
const MIN_SHARE: (usize, usize) = (3, 5);
/// So many of the words in common have to tell something and be no names.
const MIN_TELLING: usize = 3;
/// The same where both begin alike.
const MIN_TELLING_OPENING: usize = 2;
/// With so many words in common they need not be of a known speaker.
const MIN_LONG: usize = 8;
/// So many words in common, so large a part of the shorter quotation, are of one utterance if they
/// tell enough, in 1/256 bits, and differ in no more places.
const MIN_FRAME: usize = 8;
const MIN_FRAME_SHARE: (usize, usize) = (2, 3);
const MIN_FRAME_TOLD: u32 = 6 * 256;
const MAX_FRAME_PLACES: usize = 3;
/// Places in which they may differ: with more they are two remarks on one matter.
const MAX_PLACES: usize = 2;
/// With so many words of the shorter in common, one is enough.
const MIN_NEAR: (usize, usize) = (4, 5);
/// With so many in common, and so many of the shorter, every word counts: one quoted wording is
/// wrong, be it in a preposition or in a form of a verb.
const MIN_CLOSE: usize = 5;
/// Words of a place in which close ones differ; more are another remark.
const MAX_REPLACED: usize = 5;
/// Words in common for each place in which close ones differ.
const MIN_RUN: usize = 5;
/// What the words of a short utterance that stands alike in two accounts tell at least, in 1/256
/// bits, for it to be known again.
const MIN_KNOWN_TOLD: u32 = 10 * 256;

/// What two accounts quote of one utterance in other words. Where a quotation is shortened, or
/// holds words of the outlet, nothing is said of the words beside.
pub(super) fn rulings(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let (in_a, in_b) = (quoted(a), quoted(b));
    let stems = [quoted_stems(a), quoted_stems(b)];
    let score = |i: usize, k: usize| {
        let (x, y) = (&in_a[i], &in_b[k]);
        let differing = shares_words(x, y).then(|| differing(x, y)).flatten()?;
        u32::try_from(256 * differing.n_common).ok()
    };
    let rivals = matched(&in_a, &in_b, score);
    let pair = |a_idx: usize, b_idx: usize| {
        compare((a, &in_a[a_idx], &stems[0]), (b, &in_b[b_idx], &stems[1]))
    };
    let mut rulings = given_to_two((a, &in_a), (b, &in_b));
    rulings.extend(rivals.iter().filter_map(|rivals| pair(rivals.a, rivals.b)));
    rulings
}

/// Quotations matched one to one, one that is told again once.
fn matched(
    in_a: &[Quoted<'_>],
    in_b: &[Quoted<'_>],
    score: impl Fn(usize, usize) -> Option<u32>,
) -> Vec<Rivals> {
    best_rivals(
        (in_a.len(), in_b.len()),
        score,
        |i, k| in_a[i].is_told_again(&in_a[k]),
        |i, k| in_b[i].is_told_again(&in_b[k]),
    )
}

/// Words of an utterance that is known again by them, whoever is said to have said it.
const MIN_KNOWN: usize = 6;

/// The same where neither account names both.
const MIN_KNOWN_ALONE: usize = 7;

/// Utterances that two accounts give to two people, both of whom one of the accounts
/// names, or which are long.
fn given_to_two(
    (a, in_a): (Account<'_>, &[Quoted<'_>]),
    (b, in_b): (Account<'_>, &[Quoted<'_>]),
) -> Vec<Ruling> {
    let of_a: Vec<Option<Whose<'_>>> = in_a.iter().map(|quoted| whose(a, quoted)).collect();
    let of_b: Vec<Option<Whose<'_>>> = in_b.iter().map(|quoted| whose(b, quoted)).collect();
    let score = |i: usize, k: usize| {
        let (of_x, of_y) = (of_a[i]?, of_b[k]?);
        let (x, y) = (of_x.name, of_y.name);
        // "She" may be anybody whom the account names.
        let is_other = compare_names(x, y) == NameRelation::Differ
            && (of_x.is_named || !source::knows(a, y))
            && (of_y.is_named || !source::knows(b, x));
        let n_common = is_other.then(|| n_in_order(&in_a[i], &in_b[k])).flatten()?;
        let is_alike = || in_a[i].hashes() == in_b[k].hashes();
        let is_rare = || told_in_common((a, &in_a[i]), &in_b[k]) >= MIN_KNOWN_TOLD;
        let is_known = n_common >= MIN_KNOWN_ALONE
            || source::knows(a, y)
            || source::knows(b, x)
            || is_alike() && is_rare();
        u32::try_from(256 * n_common).ok().filter(|_| is_known)
    };
    let rivals = matched(in_a, in_b, score);
    let ruling = |rivals: &Rivals| {
        let (x, y) = (&in_a[rivals.a], &in_b[rivals.b]);
        Some(source::ruling(
            (a, x.sentence, x.speaker?.range, of_a[rivals.a]?.name),
            (b, y.sentence, y.speaker?.range, of_b[rivals.b]?.name),
        ))
    };
    rivals.iter().filter_map(ruling).collect()
}

/// Whom an account gives a quotation to, and whether by name or as "he" or "she".
#[derive(Clone, Copy)]
struct Whose<'a> {
    name: &'a Name,
    is_named: bool,
}

fn whose<'a>(account: Account<'a>, quoted: &Quoted<'a>) -> Option<Whose<'a>> {
    let named = person(account, quoted).map(|name| Whose { name, is_named: true });
    named.or_else(|| Some(Whose { name: antecedent(account, quoted)?, is_named: false }))
}

/// Words that two quotations have in common in one order, if they are of one utterance.
fn n_in_order(x: &Quoted<'_>, y: &Quoted<'_>) -> Option<usize> {
    if !shares_words(x, y) {
        return None;
    }
    let n_common = Script::of(&x.hashes(), &y.hashes()).n_common;
    let shorter = x.words.len().min(y.words.len());
    let is_one = n_common >= MIN_KNOWN && n_common * MIN_NEAR.1 >= shorter * MIN_NEAR.0;
    is_one.then_some(n_common)
}

/// Whom an account gives a quotation to by name: "Reyes's lawyer, Jane Dole", and "Jane Dole, a
/// lawyer of Reyes", is Dole. Who "she" is may be read wrongly.
fn person<'a>(account: Account<'a>, quoted: &Quoted<'a>) -> Option<&'a Name> {
    let speaker = quoted.speaker?.range;
    let said = account.said(quoted.sentence);
    let is_who = |range| !has_office(account.statement(&said), speaker, range);
    let inside = source::people(account).filter(|(range, _)| speaker.contains(*range));
    let who: Vec<&Name> =
        inside.filter(|(range, _)| is_who(*range)).map(|(_, name)| name).collect();
    // "Acme Chief Executive Jane Dole".
    let full = who.iter().find(|name| name.full.contains(' '));
    full.or(who.first()).copied()
}

/// Who "he" or "she" is to whom an account gives a quotation.
fn antecedent<'a>(account: Account<'a>, quoted: &Quoted<'a>) -> Option<&'a Name> {
    let speaker = quoted.speaker?;
    let word = speaker.range.of(account.analysis.doc.text());
    let is_pronoun = ["he", "she"].iter().any(|pronoun| word.eq_ignore_ascii_case(pronoun));
    let name = speaker.name.filter(|_| is_pronoun)?;
    source::people(account).map(|(_, person)| person).find(|person| *person.full == *name)
}

/// Whether enough words are in common for a closer look. Cost: words of one times those of the
/// other.
fn shares_words(x: &Quoted<'_>, y: &Quoted<'_>) -> bool {
    let n_shared = x.words.iter().filter(|p| y.words.iter().any(|q| p.word == q.word)).count();
    n_shared >= MIN_OPENING
}

/// The words of two quotations that differ.
struct Differing<'a> {
    places: Vec<Place<'a>>,
    n_common: usize,
    /// Whether the words in common are enough, of whatever sort.
    is_near: bool,
    /// Whether they begin alike.
    has_opening: bool,
    /// Whether they are one utterance word for word but for few.
    is_close: bool,
    /// Whether some words stand in the place of others.
    is_replaced: bool,
}

/// What differs between quotations that may well be of one utterance.
fn differing<'a>(x: &Quoted<'a>, y: &Quoted<'a>) -> Option<Differing<'a>> {
    let (of_x, of_y) = (x.hashes(), y.hashes());
    // What one account quotes more of is no other wording.
    let holds = |longer: &[u64], shorter: &[u64]| {
        longer.windows(shorter.len()).any(|window| window == shorter)
    };
    if holds(&of_x, &of_y) || holds(&of_y, &of_x) {
        return None;
    }
    let script = Script::of(&of_x, &of_y);
    let common = script.n_common;
    let shorter = of_x.len().min(of_y.len());
    // "This is the result we …": one utterance by its opening.
    let opening = of_x.iter().zip(&of_y).take_while(|(x, y)| x == y).count();
    let has_opening = opening >= MIN_OPENING && 2 * (opening + 1) >= shorter;
    let is_share = |least: (usize, usize)| common * least.1 >= shorter * least.0;
    let is_one = common >= MIN_COMMON && is_share(MIN_SHARE) || has_opening;
    if !is_one {
        return None;
    }
    let is_near = opening >= MIN_COMMON && has_opening || is_share(MIN_NEAR);
    // Where words stand on one side alone it may as well be a few words farther on that they do.
    let is_broken = |quoted: &Quoted<'_>, place: &Range<usize>, other: &Range<usize>| {
        let slack = if place.is_empty() { other.len() } else { 0 };
        let around = place.start.saturating_sub(slack)..=place.end + slack;
        quoted.breaks.iter().any(|at| around.contains(at))
    };
    let mut found = Differing {
        places: Vec::new(),
        n_common: common,
        is_near,
        has_opening,
        is_close: common >= MIN_CLOSE && is_share(MIN_NEAR),
        is_replaced: false,
    };
    for [in_x, in_y] in script.changes {
        // Nor is what it quotes before or after the other's words.
        let is_outside =
            in_x.start + in_y.start == 0 || in_x.end == of_x.len() && in_y.end == of_y.len();
        if is_outside && (in_x.is_empty() || in_y.is_empty()) {
            continue;
        }
        if is_broken(x, &in_x, &in_y) || is_broken(y, &in_y, &in_x) {
            continue;
        }
        found.is_replaced |= !in_x.is_empty() && !in_y.is_empty();
        found.is_close &= in_x.len().max(in_y.len()) <= MAX_REPLACED;
        let (of_x, of_y) = (x.words[in_x.clone()].to_vec(), y.words[in_y.clone()].to_vec());
        found.places.push(Place { in_x: of_x, in_y: of_y, at: [in_x, in_y] });
    }
    found.is_close &= found.places.len() <= MAX_PLACES.max(common / MIN_RUN);
    Some(found)
}

/// Stems of the words that an account quotes anywhere.
fn quoted_stems(account: Account<'_>) -> FxHashSet<&str> {
    let doc = &account.analysis.doc;
    let quotations = account.analysis.mentions.iter().filter_map(|m| match &m.fact {
        Fact::Quotation(quotation) => Some(&quotation.parts),
        _ => None,
    });
    let words = quotations.flatten().flat_map(|part| {
        let first = doc.tokens.partition_point(|token| token.range.end <= part.start);
        doc.tokens[first..].iter().take_while(|token| token.range.start < part.end)
    });
    words.map(|token| doc.term(token).stem.as_str()).collect()
}

/// The words of a quotation in lower case that stand in the other one too.
fn common<'a>(quoted: &Quoted<'a>, other: &Quoted<'_>) -> impl Iterator<Item = &'a Token> {
    let is_common = move |token: &&Token| other.words.iter().any(|y| y.word == token.word);
    quoted.words.iter().copied().filter(|t| t.shape == Shape::Lower).filter(is_common)
}

/// How many words of a quotation tell something, are no names, and stand in the other one too.
fn n_telling_in(account: Account<'_>, quoted: &Quoted<'_>, other: &Quoted<'_>) -> usize {
    let doc = &account.analysis.doc;
    common(quoted, other).filter(|token| !doc.term(token).is_stop).count()
}

/// What the words of a quotation that stand in the other one too and are no names tell, in 1/256
/// bits.
fn told_in_common((account, quoted): (Account<'_>, &Quoted<'_>), other: &Quoted<'_>) -> u32 {
    let doc = &account.analysis.doc;
    let mut seen = FxHashSet::default();
    let once = common(quoted, other).filter(|token| seen.insert(token.word));
    once.filter_map(|token| account.weights.told(doc, token)).sum()
}

fn compare(
    (a, x, quoted_a): (Account<'_>, &Quoted<'_>, &FxHashSet<&str>),
    (b, y, quoted_b): (Account<'_>, &Quoted<'_>, &FxHashSet<&str>),
) -> Option<Ruling> {
    let differing = differing(x, y)?;
    let n_places = differing.places.len();
    let telling = n_telling_in(a, x, y).min(n_telling_in(b, y, x));
    let least = match (differing.is_near, differing.has_opening) {
        (true, _) => 1,
        (false, true) => MIN_TELLING_OPENING,
        (false, false) => MIN_TELLING,
    };
    let shorter = x.words.len().min(y.words.len());
    let is_frame = differing.n_common >= MIN_FRAME
        && differing.n_common * MIN_FRAME_SHARE.1 >= shorter * MIN_FRAME_SHARE.0
        && n_places <= MAX_FRAME_PLACES
        && told_in_common((a, x), y).min(told_in_common((b, y), x)) >= MIN_FRAME_TOLD;
    let is_one_utterance =
        telling >= least && (differing.is_near || n_places <= MAX_PLACES) || is_frame;
    let (said_a, said_b) = (a.said(x.sentence), b.said(y.sentence));
    let (of_a, of_b) = (a.statement(&said_a), b.statement(&said_b));
    let are_two = match (person(a, x), person(b, y)) {
        (Some(p), Some(q)) => compare_names(p, q) == NameRelation::Differ,
        _ => false,
    };
    let is_one_speaker = !are_two
        && match (x.speaker, y.speaker) {
            (Some(p), Some(q)) => match compare_speakers((of_a, p), (of_b, q)) {
                SpeakerRelation::Same | SpeakerRelation::Vague => true,
                SpeakerRelation::Unclear => n_places == 1 && differing.n_common >= MIN_LONG,
                SpeakerRelation::Differ => false,
            },
            _ => true,
        };
    if !is_one_utterance || !is_one_speaker {
        return None;
    }
    let places = || differing.places.iter();
    let in_x: Vec<&Token> = places().flat_map(|place| &place.in_x).copied().collect();
    let in_y: Vec<&Token> = places().flat_map(|place| &place.in_y).copied().collect();
    let telling_x = wording::telling(of_a, in_x.iter().copied());
    let telling_y = wording::telling(of_b, in_y.iter().copied());
    let denies = |s: Statement<'_>, words: &[&Token]| {
        words.iter().filter(|token| is_negation(s.words(token.range))).count() % 2 == 1
    };
    let is_close = (differing.is_close || is_frame)
        && differing.is_replaced
        && !holds_words(b, &x.words)
        && !holds_words(a, &y.words);
    let is_other = wording::is_other_literally(&telling_x, &telling_y)
        || is_close && places().any(|place| has_other_words(of_a, of_b, place))
        || denies(of_a, &in_x) != denies(of_b, &in_y);
    // Who said it twice is quoted with the one or the other.
    let is_known = |telling: &Telling<'_>, quoted: &FxHashSet<&str>| {
        !telling.is_empty() && telling.iter().all(|(stem, _)| quoted.contains(stem))
    };
    let marks = [joined(&in_x), joined(&in_y)];
    let is_style = matches!((&marks[0][..], &marks[1][..]), ([x], [y])
        if is_house_style(of_a.words(*x), of_b.words(*y)));
    let is_repeated =
        || !is_close && (is_known(&telling_y, quoted_a) || is_known(&telling_x, quoted_b));
    if !is_other || is_style || is_repeated() {
        return None;
    }
    let [of_x, of_y] = marks;
    let said = [of_a.marked(of_x, None), of_b.marked(of_y, None)];
    let mut ruling = quoted_otherwise(of_a, of_b, Rule::RivalQuotation, said);
    if let Some(place) = places().find(|place| has_other_words(of_a, of_b, place)) {
        let in_a = with_context(of_a, &x.words, &place.at[0]);
        let in_b = with_context(of_b, &y.words, &place.at[1]);
        let more = if n_places > 1 { ", and not there alone" } else { "" };
        ruling.message = format!(
            "quoted otherwise: {} says “{in_a}”, {} says “{in_b}”{more}",
            of_a.label, of_b.label
        );
    }
    Some(ruling)
}

/// Whether an account has these words in this order anywhere. Cost: its words.
fn holds_words(account: Account<'_>, words: &[&Token]) -> bool {
    let tokens = &account.analysis.doc.tokens;
    tokens
        .windows(words.len())
        .any(|window| window.iter().zip(words).all(|(x, y)| x.word == y.word))
}

/// The words as marks, those that stand side by side as one.
fn joined(words: &[&Token]) -> Vec<TextRange> {
    let mut marks: Vec<TextRange> = Vec::new();
    for word in words {
        match marks.last_mut() {
            Some(last) if word.range.start.saturating_sub(last.end) <= 2 => {
                *last = last.cover(word.range);
            }
            _ => marks.push(word.range),
        }
    }
    marks
}
