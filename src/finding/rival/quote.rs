//! One utterance quoted in two ways.

use super::{Account, MAX_FACTS};
use crate::{
    finding::{
        model::{Facet, Verdict},
        rule::Rule,
        speaker::{Speaker, SpeakerRelation, compare_speakers},
        statement::{Ruling, Statement, both_say},
        wording,
    },
    mention::{Fact, Quotation, is_negation},
    normalize::{Shape, Token},
    span::TextRange,
};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Quoted with so many words in common, an utterance is one.
const MIN_COMMON: usize = 5;
/// Share of the words of the shorter quotation that are in common.
const MIN_SHARE: (usize, usize) = (3, 5);
/// So many of the words in common have to tell something and be no names.
const MIN_TELLING: usize = 3;
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
    let mut rulings = Vec::new();
    for x in &in_a {
        for y in &in_b {
            // Told word for word by the other account too, it is no other wording.
            if shares_words(x, y) {
                rulings.extend(compare((a, x), (b, y)));
            }
        }
    }
    rulings
}

fn quoted(account: Account<'_>) -> Vec<Quoted<'_>> {
    let all = account.analysis.mentions.iter().filter_map(|m| match &m.fact {
        Fact::Quotation(quotation) if !quotation.is_scare => Some((m.range, quotation)),
        _ => None,
    });
    all.take(MAX_FACTS).flat_map(|(range, quotation)| read(account, range, quotation)).collect()
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
    n_shared >= MIN_COMMON
}

fn compare(
    (a, x): (Account<'_>, &Quoted<'_>),
    (b, y): (Account<'_>, &Quoted<'_>),
) -> Option<Ruling> {
    let hashes = |quoted: &Quoted<'_>| quoted.words.iter().map(|t| t.word).collect::<Vec<u64>>();
    let (of_x, of_y) = (hashes(x), hashes(y));
    // Of several shortest scripts always the same, whichever account comes first.
    let is_swapped = of_y < of_x;
    let (first, second) = if is_swapped { (&of_y, &of_x) } else { (&of_x, &of_y) };
    let ops = capture_diff_slices(Algorithm::Myers, first, second);
    let common: usize = ops.iter().map(n_equal).sum();
    let shorter = x.words.len().min(y.words.len());
    // "This is the result we …": one utterance by its opening.
    let opening = of_x.iter().zip(&of_y).take_while(|(x, y)| x == y).count();
    let has_opening = opening >= MIN_COMMON && 2 * opening >= shorter - 2;
    let is_most = common * MIN_SHARE.1 >= shorter * MIN_SHARE.0;
    if common < MIN_COMMON || !(is_most || has_opening) {
        return None;
    }
    // What one account quotes more of is no other wording.
    let holds = |longer: &[u64], shorter: &[u64]| {
        longer.windows(shorter.len()).any(|window| window == shorter)
    };
    if holds(&of_x, &of_y) || holds(&of_y, &of_x) {
        return None;
    }
    let doc = &a.analysis.doc;
    let is_telling = |token: &&&Token| {
        !doc.term(token).is_stop && token.shape == Shape::Lower && of_y.contains(&token.word)
    };
    let n_telling = x.words.iter().filter(is_telling).count();
    let is_near = has_opening || common * MIN_NEAR.1 >= shorter * MIN_NEAR.0;
    if n_telling < if is_near { 1 } else { MIN_TELLING } {
        return None;
    }
    let (said_a, said_b) = (a.said(x.sentence), b.said(y.sentence));
    let (of_a, of_b) = (a.statement(&said_a), b.statement(&said_b));
    if let (Some(p), Some(q)) = (x.speaker, y.speaker)
        && compare_speakers((of_a, p), (of_b, q)) == SpeakerRelation::Differ
    {
        return None;
    }
    let (mut changed_x, mut changed_y): (Vec<&Token>, Vec<&Token>) = (Vec::new(), Vec::new());
    for (at, op) in ops.iter().enumerate() {
        // What one account quotes before or after the other's words is no other wording.
        let is_outside = at == 0 || at + 1 == ops.len();
        let (mut in_x, mut in_y) = (op.old_range(), op.new_range());
        if is_swapped {
            std::mem::swap(&mut in_x, &mut in_y);
        }
        if n_equal(op) > 0 || is_outside && (in_x.is_empty() || in_y.is_empty()) {
            continue;
        }
        changed_x.extend(&x.words[in_x]);
        changed_y.extend(&y.words[in_y]);
    }
    let telling_x = wording::telling(of_a, changed_x.iter().copied());
    let telling_y = wording::telling(of_b, changed_y.iter().copied());
    let n_denials = |s: Statement<'_>, words: &[&Token]| {
        words.iter().filter(|token| is_negation(s.words(token.range))).count() % 2
    };
    let is_other = wording::is_other_literally(&telling_x, &telling_y)
        || n_denials(of_a, &changed_x) != n_denials(of_b, &changed_y);
    if !is_other {
        return None;
    }
    let marks = |words: &[&Token]| joined(words);
    let said = [of_a.marked(marks(&changed_x), None), of_b.marked(marks(&changed_y), None)];
    let message = match (changed_x.is_empty(), changed_y.is_empty()) {
        (false, false) => format!("quoted otherwise: {}", both_say(of_a, of_b, &said)),
        (false, true) => {
            format!("quoted otherwise: {} alone has “{}”", of_a.label, of_a.quoted(&said[0]))
        }
        _ => format!("quoted otherwise: {} alone has “{}”", of_b.label, of_b.quoted(&said[1])),
    };
    let (verdict, facet) = (Verdict::Conflict, Some(Facet::Quotation));
    Some(Ruling { verdict, facet, rule: Rule::RivalQuotation, message, said })
}

fn n_equal(op: &DiffOp) -> usize {
    if let DiffOp::Equal { len, .. } = op { *len } else { 0 }
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
