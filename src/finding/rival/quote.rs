//! One utterance quoted in two ways.

use super::{Account, MAX_FACTS, matching::best_rivals};
use crate::{
    finding::{
        quotation::quoted_otherwise,
        rule::Rule,
        speaker::{Speaker, SpeakerRelation, compare_speakers},
        statement::{Ruling, Statement},
        word_diff::{Script, is_house_style},
        wording::{self, Telling},
    },
    mention::{Fact, Quotation, is_negation},
    normalize::{Shape, Token},
    span::TextRange,
};
use rustc_hash::FxHashSet;

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
const MIN_LONG: usize = 10;
/// Places in which they may differ: with more they are two remarks on one matter.
const MAX_PLACES: usize = 2;
/// With so many words of the shorter in common, one is enough.
const MIN_NEAR: (usize, usize) = (4, 5);
/// Longer quotations are speeches; the diff is quadratic at worst.
const MAX_WORDS: usize = 80;

/// A quotation with its words.
struct Quoted<'a> {
    sentence: u32,
    speaker: Option<Speaker<'a>>,
    words: Vec<&'a Token>,
}

/// What two accounts quote of one utterance in other words. Quotations that are shortened, or
/// that hold words of the outlet, are left alone.
pub(super) fn rulings(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let (in_a, in_b) = (quoted(a), quoted(b));
    let stems = [quoted_stems(a), quoted_stems(b)];
    let score = |i: usize, k: usize| {
        let (x, y) = (&in_a[i], &in_b[k]);
        let differing = shares_words(x, y).then(|| differing(x, y)).flatten()?;
        u32::try_from(256 * differing.n_common).ok()
    };
    let rivals = best_rivals((in_a.len(), in_b.len()), score, |i, k| i == k, |i, k| i == k);
    let pair = |a_idx: usize, b_idx: usize| {
        compare((a, &in_a[a_idx], &stems[0]), (b, &in_b[b_idx], &stems[1]))
    };
    rivals.iter().filter_map(|rivals| pair(rivals.a, rivals.b)).collect()
}

fn quoted(account: Account<'_>) -> Vec<Quoted<'_>> {
    let all = account.analysis.mentions.iter().filter_map(|m| match &m.fact {
        Fact::Quotation(quotation) if !quotation.is_scare => Some((m.range, quotation)),
        _ => None,
    });
    all.flat_map(|(range, quotation)| read(account, range, quotation)).take(MAX_FACTS).collect()
}

/// What is quoted in each sentence of a quotation that says nothing of being shortened.
fn read<'a>(
    account: Account<'a>,
    whole: TextRange,
    quotation: &'a Quotation,
) -> impl Iterator<Item = Quoted<'a>> {
    let doc = &account.analysis.doc;
    let is_plain = |part: &TextRange| {
        !["...", "…", "[", "(", ". . ."].iter().any(|mark| part.of(doc.text()).contains(mark))
    };
    // A title in quotation marks is no part of what is said.
    let longest = quotation.parts.iter().map(|part| part.end - part.start).max().unwrap_or(0);
    let is_speech = move |part: &TextRange| 4 * (part.end - part.start) >= longest;
    let parts: Vec<TextRange> =
        quotation.parts.iter().filter(|part| is_plain(part) && is_speech(part)).copied().collect();
    let name = quotation.speaker_name.as_deref();
    let speaker = quotation.speaker.map(|range| Speaker { range, name });
    let first = doc.sentences.partition_point(|sentence| sentence.range.end <= whole.start);
    let sentences = doc.sentences[first..].iter().take_while(move |s| s.range.start < whole.end);
    (first..).zip(sentences).filter_map(move |(idx, sentence)| {
        let tokens = doc.sentence_tokens(idx).iter();
        let words: Vec<&Token> =
            tokens.filter(|token| parts.iter().any(|part| part.contains(token.range))).collect();
        let speaker = speaker.filter(|speaker| sentence.range.contains(speaker.range));
        (MIN_COMMON..=MAX_WORDS).contains(&words.len()).then_some(Quoted {
            sentence: idx as u32,
            speaker,
            words,
        })
    })
}

/// Whether enough words are in common for a closer look. Cost: words of one times those of the
/// other.
fn shares_words(x: &Quoted<'_>, y: &Quoted<'_>) -> bool {
    let n_shared = x.words.iter().filter(|p| y.words.iter().any(|q| p.word == q.word)).count();
    n_shared >= MIN_OPENING
}

/// The words of two quotations that differ.
struct Differing<'a> {
    in_x: Vec<&'a Token>,
    in_y: Vec<&'a Token>,
    /// In how many places.
    n_places: usize,
    n_common: usize,
    /// Whether the words in common are enough, of whatever sort.
    is_near: bool,
    /// Whether they begin alike.
    has_opening: bool,
}

/// What differs between quotations that may well be of one utterance.
fn differing<'a>(x: &Quoted<'a>, y: &Quoted<'a>) -> Option<Differing<'a>> {
    let hashes = |quoted: &Quoted<'_>| quoted.words.iter().map(|t| t.word).collect::<Vec<u64>>();
    let (of_x, of_y) = (hashes(x), hashes(y));
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
    let mut found = Differing {
        in_x: Vec::new(),
        in_y: Vec::new(),
        n_places: 0,
        n_common: common,
        is_near,
        has_opening,
    };
    for [in_x, in_y] in script.changes {
        // Nor is what it quotes before or after the other's words.
        let is_outside =
            in_x.start + in_y.start == 0 || in_x.end == of_x.len() && in_y.end == of_y.len();
        if is_outside && (in_x.is_empty() || in_y.is_empty()) {
            continue;
        }
        found.in_x.extend(&x.words[in_x]);
        found.in_y.extend(&y.words[in_y]);
        found.n_places += 1;
    }
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

/// How many words of a quotation tell something, are no names, and stand in the other one too.
fn n_telling_in(account: Account<'_>, quoted: &Quoted<'_>, other: &Quoted<'_>) -> usize {
    let doc = &account.analysis.doc;
    let is_common = |token: &Token| other.words.iter().any(|y| y.word == token.word);
    let is_telling = |token: &Token| !doc.term(token).is_stop && token.shape == Shape::Lower;
    quoted.words.iter().filter(|token| is_telling(token) && is_common(token)).count()
}

fn compare(
    (a, x, quoted_a): (Account<'_>, &Quoted<'_>, &FxHashSet<&str>),
    (b, y, quoted_b): (Account<'_>, &Quoted<'_>, &FxHashSet<&str>),
) -> Option<Ruling> {
    let differing = differing(x, y)?;
    let telling = n_telling_in(a, x, y).min(n_telling_in(b, y, x));
    let least = match (differing.is_near, differing.has_opening) {
        (true, _) => 1,
        (false, true) => MIN_TELLING_OPENING,
        (false, false) => MIN_TELLING,
    };
    let is_one_utterance =
        telling >= least && (differing.is_near || differing.n_places <= MAX_PLACES);
    let (said_a, said_b) = (a.said(x.sentence), b.said(y.sentence));
    let (of_a, of_b) = (a.statement(&said_a), b.statement(&said_b));
    let is_one_speaker = match (x.speaker, y.speaker) {
        (Some(p), Some(q)) => match compare_speakers((of_a, p), (of_b, q)) {
            SpeakerRelation::Same | SpeakerRelation::Vague => true,
            SpeakerRelation::Unclear => differing.n_places == 1 && differing.n_common >= MIN_LONG,
            SpeakerRelation::Differ => false,
        },
        _ => true,
    };
    if !is_one_utterance || !is_one_speaker {
        return None;
    }
    let telling_x = wording::telling(of_a, differing.in_x.iter().copied());
    let telling_y = wording::telling(of_b, differing.in_y.iter().copied());
    let denies = |s: Statement<'_>, words: &[&Token]| {
        words.iter().filter(|token| is_negation(s.words(token.range))).count() % 2 == 1
    };
    let is_other = wording::is_other_literally(&telling_x, &telling_y)
        || denies(of_a, &differing.in_x) != denies(of_b, &differing.in_y);
    // Who said it twice is quoted with the one or the other.
    let is_known = |telling: &Telling<'_>, quoted: &FxHashSet<&str>| {
        !telling.is_empty() && telling.iter().all(|(stem, _)| quoted.contains(stem))
    };
    let marks = [joined(&differing.in_x), joined(&differing.in_y)];
    let is_style = matches!((&marks[0][..], &marks[1][..]), ([x], [y])
        if is_house_style(of_a.words(*x), of_b.words(*y)));
    if !is_other || is_style || is_known(&telling_y, quoted_a) || is_known(&telling_x, quoted_b) {
        return None;
    }
    let [of_x, of_y] = marks;
    let said = [of_a.marked(of_x, None), of_b.marked(of_y, None)];
    Some(quoted_otherwise(of_a, of_b, Rule::RivalQuotation, said))
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
