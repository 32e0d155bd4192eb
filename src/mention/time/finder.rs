//! The times of a document, in one pass over its words.

use super::{
    grammar,
    lexicon::Kind,
    meaning::{Meaning, Parse},
    model::Time,
    resolve::Context,
    tense,
    words::Words,
};
use crate::{
    mention::{Fact, Mention, vocabulary::Looked},
    normalize::Document,
    span::TextRange,
};

/// Appends the times of `doc`, of whose words `looked` tells, in text order, none overlapping.
/// Nothing is found in a text known to be in another language than English. Cost: linear in the length of the text.
pub(in crate::mention) fn find(doc: &Document, looked: &[Looked], out: &mut Vec<Mention>) {
    if doc.language.as_deref().is_some_and(|language| language != "en") {
        return;
    }
    let words = Words::new(doc, looked);
    let mut context = Context::new(doc.article.published.as_ref());
    let mut sentence_idx = 0;
    let mut at = 0;
    while let Some(start) = words.next_start(at) {
        let Some(parse) = grammar::parse(&words, start) else {
            at = start + 1;
            continue;
        };
        while doc.sentences[sentence_idx].tokens.end as usize <= parse.start {
            sentence_idx += 1;
        }
        out.push(mention(doc, &words, &parse, sentence_idx, &mut context));
        at = parse.end.max(start + 1);
    }
}

fn mention(
    doc: &Document,
    words: &Words<'_>,
    parse: &Parse,
    sentence_idx: usize,
    context: &mut Context,
) -> Mention {
    let sentence = &doc.sentences[sentence_idx].tokens;
    let sentence = sentence.start as usize..sentence.end as usize;
    let index = u32::try_from(sentence_idx).unwrap_or(u32::MAX);
    let resolved = context.resolve(parse.meaning, index, || {
        tense::side(words, parse.start, parse.end, sentence.clone())
    });
    let last = parse.last.map(|last| {
        context.resolve(Meaning::Date(last), index, || {
            tense::side(words, parse.start, parse.end, sentence.clone())
        })
    });
    let end = last.and_then(|last| last.interval).map(|(_, end)| end);
    let interval = resolved.interval.map(|(first, own)| (first, end.unwrap_or(own).max(own)));
    let time = Time {
        value: resolved.value,
        class: parse.meaning.class(),
        interval,
        modifier: parse.modifier,
        zone: parse.zone.map(|(first, last)| words.span(first, last).of(doc.text()).to_owned()),
    };
    Mention { range: range(words, parse), sentence_idx: index, fact: Fact::Time(time) }
}

/// The range of `parse`, with the full stop of an abbreviation at its end and the apostrophe
/// of a decade at its head.
fn range(words: &Words<'_>, parse: &Parse) -> TextRange {
    let last = parse.end - 1;
    let mut range = words.span(parse.start, last);
    let is_short = match words.kind(last) {
        Kind::MonthAbbr | Kind::WeekdayAbbr => true,
        Kind::AmPm | Kind::DigitClock => words.word(last).contains('.'),
        _ => false,
    };
    if is_short && words.char_after(last) == Some('.') {
        range.end += 1;
    }
    if words.kind(parse.start) == Kind::DigitDecade
        && let Some(mark) = words.char_before(parse.start).filter(|c| matches!(c, '\'' | '’' | '‘'))
    {
        range.start -= u32::try_from(mark.len_utf8()).unwrap_or_default();
    }
    range
}
