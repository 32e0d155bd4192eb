//! Noun phrases that can be a source, told by closed classes and by how words are written.

use super::{
    lexicon::Tag,
    unit::{Item, Kind, Owner},
};
use std::ops::Range;

/// Longest noun phrase taken, in items: longer ones are a misreading.
const MAX_ITEMS: usize = 40;
/// Most words between a document and its maker ("figures published on Monday by").
const MAX_MAKER_REACH: usize = 5;
/// Most lower-case words before a name that say what somebody is ("boat builder Ann Lee").
const MAX_TRADE_WORDS: usize = 3;

/// The noun phrase that ends before item `end`, not reaching before `start`: the subject
/// of a verb at `end`. Appositions are part of it.
pub(super) fn ending_at(items: &[Item], start: usize, end: usize) -> Option<Range<usize>> {
    let start = start.max(end.saturating_sub(MAX_ITEMS));
    if end <= start {
        return None;
    }
    match items[end - 1].kind {
        Kind::Comma | Kind::Dash | Kind::Close => set_off(items, start, end - 1),
        Kind::Word => run_ending_at(items, start, end),
        _ => None,
    }
}

/// The phrase before an insertion that ends with the mark at `mark`: an apposition
/// ("Smith, the minister, said") is part of it, anything else ("Smith, however, said") not.
fn set_off(items: &[Item], start: usize, mark: usize) -> Option<Range<usize>> {
    let opening = (start..mark).rev().find(|&i| match items[mark].kind {
        Kind::Close => items[i].kind == Kind::Open,
        kind => items[i].kind == kind,
    })?;
    if items[opening..mark].iter().any(Item::is_quote) && items[mark].kind == Kind::Comma {
        return None;
    }
    let head = run_ending_at(items, start, opening).or_else(|| ending_at(items, start, opening))?;
    let first = items.get(opening + 1)?;
    let belongs = items[mark].kind == Kind::Close || opens_apposition(first);
    Some(
        head.start..if belongs {
            mark + usize::from(items[mark].kind == Kind::Close)
        } else {
            head.end
        },
    )
}

/// Whether an insertion that begins with `first` describes the noun before it.
fn opens_apposition(first: &Item) -> bool {
    first.is_word()
        && !first.has(Tag::ADVERB | Tag::TIME | Tag::ING | Tag::SUBORDINATOR | Tag::CONJUNCTION)
        && (first.has(Tag::DETERMINER | Tag::POSSESSIVE | Tag::ROLE | Tag::RELATIVE)
            || first.is_capitalised()
            || first.shape == crate::normalize::Shape::Number
            || !first.has(Tag::PREPOSITION | Tag::AUXILIARY | Tag::PRONOUN | Tag::VERB))
}

/// The phrase whose last word is just before `end`.
fn run_ending_at(items: &[Item], start: usize, end: usize) -> Option<Range<usize>> {
    let last = items.get(end.checked_sub(1)?)?;
    if end <= start {
        return None;
    }
    if last.kind == Kind::Close {
        return set_off(items, start, end - 1);
    }
    if !last.is_word() || last.has(Tag::OBJECT_PRONOUN | Tag::CONJUNCTION) {
        return None;
    }
    if last.has(Tag::PRONOUN | Tag::RELATIVE) {
        return Some(end - 1..end);
    }
    if last.has(Tag::TIME) && !last.has(Tag::ROLE) {
        return None;
    }
    let mut first = end;
    while first > start && extends_left(items, start, first, end) {
        first -= 1;
    }
    while first < end
        && items[first].has(Tag::PREPOSITION | Tag::CONJUNCTION | Tag::ADVERB)
        && !items[first].is_capitalised_name()
    {
        first += 1;
    }
    let has_noun =
        items[first..end].iter().any(|item| !item.has(Tag::DETERMINER) || item.is_capitalised());
    (first < end && has_noun || end - first == 1).then_some(first..end).filter(|r| !r.is_empty())
}

impl Item {
    /// Capitalised and no function word at the start of a sentence.
    fn is_capitalised_name(&self) -> bool {
        self.is_capitalised()
            && !self.has(
                Tag::DETERMINER
                    | Tag::PREPOSITION
                    | Tag::CONJUNCTION
                    | Tag::SUBORDINATOR
                    | Tag::ADVERB
                    | Tag::PRONOUN
                    | Tag::AUXILIARY
                    | Tag::POSSESSIVE,
            )
    }

    /// Whether it is surely a verb of a clause.
    fn is_clause_verb(&self) -> bool {
        self.has(Tag::AUXILIARY)
            || (self.has(Tag::PAST) && !self.has(Tag::ROLE) && !self.is_capitalised())
    }
}

/// Whether the item before `first` belongs to the phrase `first..end`.
fn extends_left(items: &[Item], start: usize, first: usize, end: usize) -> bool {
    let item = &items[first - 1];
    let next = items.get(first).filter(|_| first < end);
    if !item.is_word() || item.is_clause_verb() || item.has(Tag::THAT) {
        return false;
    }
    if item.has(Tag::LOOKS_PAST) && !item.is_capitalised() && is_past_here(items, start, first - 1)
    {
        return false;
    }
    if item.has(Tag::ATTACHING) {
        return next.is_some() && first >= start + 2 && attaches(&items[first - 2], item);
    }
    if item.has(Tag::CONJUNCTION) {
        return next.is_some_and(Item::is_capitalised_name)
            && first >= start + 2
            && items[first - 2].is_capitalised_name()
            && items[first - 2].is_word();
    }
    let stops = Tag::PREPOSITION | Tag::SUBORDINATOR | Tag::OBJECT_PRONOUN | Tag::RELATIVE;
    if item.has(stops) && !item.has(Tag::DETERMINER) {
        return false;
    }
    match next {
        None => true,
        // A phrase that has its determiner is complete, but for a preposition before it.
        Some(next) if next.has(Tag::DETERMINER | Tag::POSSESSIVE) && !next.has(Tag::ROLE) => {
            item.has(Tag::DETERMINER) && !item.has(Tag::PRONOUN)
        }
        Some(next) if next.has(Tag::PREPOSITION) && !next.has(Tag::ATTACHING) => false,
        Some(next) if next.is_capitalised_name() => {
            item.is_capitalised_name()
                || item.owner == Owner::Yes
                || is_trade(items, start, first - 1)
                || item.has(Tag::DETERMINER | Tag::POSSESSIVE | Tag::ROLE | Tag::TITLE)
        }
        Some(_) => !item.has(Tag::PRONOUN) || item.has(Tag::DETERMINER),
    }
}

/// Whether the lower-case words that end with item `last` open the phrase before a name
/// ("passenger Irina Vasko", at the start of a clause).
fn is_trade(items: &[Item], start: usize, last: usize) -> bool {
    let from = start.max((last + 1).saturating_sub(MAX_TRADE_WORDS));
    let first = (from..=last).rev().take_while(|&i| is_plain_noun(&items[i])).last();
    first.is_some_and(|first| {
        first == 0
            || !items[first - 1].is_word()
            || items[first - 1].has(Tag::DETERMINER | Tag::THAT)
    })
}

/// Whether a prepositional phrase that starts with `preposition` describes `noun`.
fn attaches(noun: &Item, preposition: &Item) -> bool {
    noun.is_word()
        && !noun.has(
            Tag::VERB | Tag::AUXILIARY | Tag::PRONOUN | Tag::PREPOSITION | Tag::ADVERB | Tag::TIME,
        )
        && (noun.has(Tag::ROLE) || is_of(preposition))
        || noun.has(Tag::ROLE) && noun.is_word()
}

fn is_of(item: &Item) -> bool {
    item.range.len() == 2
        && item.has(Tag::ATTACHING)
        && item.has(Tag::PREPOSITION)
        && item.word == *OF_WORD
}

/// Whether a word that looks like a past form is one: after a noun or a pronoun, not
/// after a determiner or a preposition.
fn is_past_here(items: &[Item], start: usize, i: usize) -> bool {
    i > start && {
        let before = &items[i - 1];
        before.is_capitalised_name()
            || before.has(Tag::PRONOUN | Tag::RELATIVE | Tag::PLURAL | Tag::ROLE)
    }
}

static OF_WORD: std::sync::LazyLock<u64> = std::sync::LazyLock::new(|| crate::hash::hash64(b"of"));

/// The noun phrase that starts at item `start`, not reaching `end`: the source after
/// "said" or "according to". Appositions are part of it.
pub(super) fn starting_at(items: &[Item], start: usize, end: usize) -> Option<Range<usize>> {
    let end = end.min(start + MAX_ITEMS);
    let first = items.get(start).filter(|item| item.is_word() && start < end)?;
    if first.has(Tag::PRONOUN) && !first.has(Tag::DETERMINER) {
        return Some(start..start + 1);
    }
    if first.has(
        Tag::OBJECT_PRONOUN
            | Tag::PREPOSITION
            | Tag::SUBORDINATOR
            | Tag::CONJUNCTION
            | Tag::AUXILIARY,
    ) && !first.has(Tag::DETERMINER | Tag::ROLE)
    {
        return None;
    }
    let mut i = run_starting_at(items, start, end);
    if i == start {
        return None;
    }
    if items[start..i].iter().all(|item| item.has(Tag::TIME | Tag::ADVERB)) {
        return None;
    }
    while i + 1 < end && items[i].kind == Kind::Comma && opens_apposition(&items[i + 1]) {
        let stop = apposition_end(items, i + 1, end);
        if stop <= i + 1 {
            break;
        }
        i = stop;
    }
    Some(start..i)
}

/// End of the run of words that make one phrase from `start` on.
fn run_starting_at(items: &[Item], start: usize, end: usize) -> usize {
    let mut i = start;
    while i < end && continues_right(items, start, i, end) {
        i += 1;
    }
    while i > start
        && items[i - 1].has(Tag::PREPOSITION | Tag::CONJUNCTION | Tag::DETERMINER)
        && !items[i - 1].is_capitalised_name()
        && i - start > 1
    {
        i -= 1;
    }
    i
}

fn continues_right(items: &[Item], start: usize, i: usize, end: usize) -> bool {
    let item = &items[i];
    match item.kind {
        Kind::Word => {}
        Kind::Open => return i > start && end - i > 1 && items[i + 1].is_capitalised(),
        Kind::Close => return (start..i).any(|j| items[j].kind == Kind::Open),
        _ => return false,
    }
    if i == start {
        return true;
    }
    let previous = &items[i - 1];
    if item.has(Tag::CONJUNCTION) {
        return previous.is_capitalised_name()
            && items.get(i + 1).filter(|_| i + 1 < end).is_some_and(Item::is_capitalised_name);
    }
    if item.has(Tag::ATTACHING) {
        return attaches(previous, item) || is_of(item) || is_for_body(items, start, i);
    }
    if item.has(Tag::PREPOSITION) && !item.is_capitalised() {
        return false;
    }
    if item.has(Tag::DETERMINER | Tag::POSSESSIVE) {
        return previous.has(Tag::PREPOSITION) || previous.has(Tag::DEFINITE | Tag::POSSESSIVE);
    }
    if item.has(Tag::LOOKS_PAST) && !item.is_capitalised() && previous.has(Tag::PLURAL) {
        return false;
    }
    if item.is_capitalised_name() && !item.has(Tag::TIME) {
        return true;
    }
    !item.has(
        Tag::TIME
            | Tag::ADVERB
            | Tag::AUXILIARY
            | Tag::SUBORDINATOR
            | Tag::PRONOUN
            | Tag::OBJECT_PRONOUN,
    ) && (!item.has(Tag::FINITE | Tag::ING) || item.has(Tag::ROLE))
        && (!previous.is_capitalised_name()
            || item.has(Tag::ROLE)
            || previous.owner == Owner::Yes
            || is_plain_noun(item)
                && items.get(i + 1).filter(|_| i + 1 < end).is_some_and(Item::is_capitalised_name))
}

/// A lower-case word of no closed class and no verb of the tables: a noun or an adjective.
fn is_plain_noun(item: &Item) -> bool {
    let known = Tag::VERB
        | Tag::AUXILIARY
        | Tag::PREPOSITION
        | Tag::CONJUNCTION
        | Tag::SUBORDINATOR
        | Tag::ADVERB
        | Tag::PRONOUN
        | Tag::OBJECT_PRONOUN
        | Tag::TIME
        | Tag::LOOKS_PAST;
    item.is_word() && item.shape == crate::normalize::Shape::Lower && !item.has(known)
}

/// The source of a report as an editor names it: without a relative clause behind it, and
/// for a document its maker ("calculations by the institute").
pub(in crate::mention) fn speaker_of(items: &[Item], source: &Range<usize>) -> Range<usize> {
    let relative = (source.start + 1..source.end.saturating_sub(1)).find(|&i| {
        items[i].kind == Kind::Comma
            && (items[i + 1].has(Tag::RELATIVE) || items[i + 1].has(Tag::LINKING))
    });
    let source = source.start..relative.unwrap_or(source.end);
    let maker = source.clone().skip(1).find(|&i| {
        items[i].has(Tag::MAKER)
            && items[source.start..i].iter().any(|item| item.has(Tag::DOCUMENT))
    });
    maker
        .and_then(|by| starting_at(items, by + 1, source.end))
        .filter(|found| found.end == source.end)
        .unwrap_or(source)
}

/// Where a source that is a document ends with its maker ("figures published on Monday by
/// the bureau"): `source` itself if none is named.
pub(super) fn with_maker(items: &[Item], source: Range<usize>) -> Range<usize> {
    let is_document = items[source.clone()].iter().any(|item| item.has(Tag::DOCUMENT));
    let reach = items.len().min(source.end + MAX_MAKER_REACH);
    let is_made = |item: &Item| {
        item.has(Tag::LOOKS_PAST | Tag::TIME | Tag::MAKER) || item.has(Tag::PREPOSITION)
    };
    let by = (source.end..reach)
        .take_while(|&i| items[i].is_word() && is_made(&items[i]))
        .find(|&i| items[i].has(Tag::MAKER));
    by.filter(|_| is_document)
        .and_then(|by| starting_at(items, by + 1, items.len()))
        .map_or(source.clone(), |maker| source.start..maker.end)
}

/// Whether "for", "from" or "at" follows a name whose phrase began with a role.
fn is_for_body(items: &[Item], start: usize, i: usize) -> bool {
    items[start..i].iter().any(|item| item.has(Tag::ROLE) && !item.is_capitalised())
        && !items[i - 1].is_capitalised_name()
}

/// End of an apposition from `start` on: the next mark that ends it.
fn apposition_end(items: &[Item], start: usize, end: usize) -> usize {
    let mut i = start;
    let mut depth = 0_u32;
    while i < end {
        let item = &items[i];
        match item.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Comma if depth == 0 => break,
            Kind::Quote(_) | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Stop => break,
            _ => {}
        }
        i += 1;
    }
    i
}
