//! Rival figures: the same thing counted or measured otherwise.

use super::{
    Account, MAX_FACTS,
    deed::{is_of_other_period, is_of_other_scope},
    lone::share_deed,
    manner::{Manner, complement, owner},
    matching::best_rivals,
    name_other_people,
    slip::{STRONG, near_bits, slip_bits},
    slot::{Slot, words_of},
};
use crate::{
    finding::{
        chain::{is_compound, is_in_chain},
        demand::{Wish, wish},
        group::{are_of_other_kinds, are_of_other_sorts},
        market::is_of_market,
        model::{Facet, Said, Verdict},
        quantity::{is_other_order, is_other_time, is_people, mark, newer},
        rule::Rule,
        speaker::names_people,
        statement::{Ruling, Statement, both_say},
        wording::is_one_word,
    },
    mention::{
        Bound, Fact, Name, NameClass, NameRelation, Quantity, QuantityClass, ValueRelation,
        compare_names, compare_values,
    },
    normalize::{Token, log2_ratio},
    span::TextRange,
};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// What has to speak for two figures, in 1/256 bits.
#[derive(Clone, Copy)]
pub(super) struct Least {
    /// For most figures.
    score: u32,
    /// For counts below ten, which are many in any text, and for scores.
    common: u32,
    /// Whether what is counted may be another word that both sentences have.
    is_of_sentences: bool,
}

impl Least {
    /// Of articles, with many figures each.
    pub(super) const OF_ARTICLES: Self =
        Self { score: 8 * 256, common: 14 * 256, is_of_sentences: false };
    /// Of single sentences taken to be of one event.
    pub(super) const OF_SENTENCES: Self =
        Self { score: 5 * 256, common: 7 * 256, is_of_sentences: true };
}

const MAX_COMMON: f64 = 10.0;
/// What it tells that the same is counted.
const SAME_HEAD: u32 = 4 * 256;
/// The same of people, who are counted for many things.
const BOTH_PEOPLE: u32 = 2 * 256;
/// What it tells that the same is done.
const SAME_DEED: u32 = 2 * 256;

/// Words between a measure and the word that says what is measured.
const NEAR_MEASURE: usize = 5;
/// What it tells that either is the one share that its account tells as asked for, or as offered.
const ONE_WISH: u32 = 6 * 256;

/// What it tells against two figures that their sentences name people and things, none of them
/// in both.
const OTHER_NAMES: u32 = 3 * 256;

/// What it tells that the next telling words before and behind both are the same.
const SAME_FRAME: u32 = 4 * 256;

/// What it tells that beside either stands one figure of its sort that is the same.
const SHARED_FIGURE: u32 = 5 * 256;

/// A figure and its place.
struct Told<'a> {
    said: Said,
    range: TextRange,
    quantity: &'a Quantity,
    slot: Slot,
    manner: Manner,
    /// Whose it is, as far as that is told.
    owner: Option<Name>,
    /// Stems of what is added to what is counted.
    complement: Vec<String>,
    /// Whether its sentence tells how a price moved.
    is_of_market: bool,
    /// Whether it makes one word with its noun.
    is_compound: bool,
    /// Whether it is the one figure of its kind that its account tells as asked for, or as offered.
    is_only_wish: bool,
    /// How little it tells that another figure is of the same kind, in 1/256 bits: the more, the
    /// more of them its account gives.
    choice: u32,
}

/// Rival figures of two accounts.
pub(super) fn rulings(a: Account<'_>, b: Account<'_>, least: Least) -> Vec<Ruling> {
    let (in_a, in_b) = (figures(a, b), figures(b, a));
    let rivals = best_rivals(
        (in_a.len(), in_b.len()),
        |i, k| rivalry((a, &in_a[i]), (b, &in_b[k]), least),
        |i, k| is_same(in_a[i].quantity, in_a[k].quantity),
        |i, k| is_same(in_b[i].quantity, in_b[k].quantity),
    );
    rivals.iter().map(|pair| ruling((a, &in_a[pair.a]), (b, &in_b[pair.b]))).collect()
}

/// Whether two figures of one account may be one.
fn is_same(x: &Quantity, y: &Quantity) -> bool {
    x.class == y.class && x.unit == y.unit && compare_values(x, y) == ValueRelation::Same
}

/// All figures of an account: where they stand, and what they say.
pub(super) fn quantities<'a>(
    account: Account<'a>,
) -> impl Iterator<Item = (u32, TextRange, &'a Quantity)> {
    account.analysis.mentions.iter().filter_map(|m| match &m.fact {
        Fact::Quantity(quantity) => Some((m.sentence_idx, m.range, quantity)),
        _ => None,
    })
}

/// Figures of a sentence with which it is a sentence still, and no table.
const MAX_IN_SENTENCE: usize = 32;

/// The figures of `account` that `other` gives nowhere. Cost: figures of one times figures of the
/// other.
fn figures<'a>(account: Account<'a>, other: Account<'_>) -> Vec<Told<'a>> {
    let known: Vec<&Quantity> = quantities(other).map(|(.., quantity)| quantity).collect();
    let is_known = |q: &Quantity| known.iter().any(|y| is_given(q, y));
    let all: Vec<&Quantity> = quantities(account).take(MAX_FACTS).map(|(.., q)| q).collect();
    let mut n_in: FxHashMap<u32, usize> = FxHashMap::default();
    quantities(account).for_each(|(sentence, ..)| *n_in.entry(sentence).or_default() += 1);
    let in_sentences = || {
        let all = quantities(account).take(MAX_FACTS);
        all.filter(|(sentence, ..)| n_in[sentence] <= MAX_IN_SENTENCE)
    };
    let wishes: Vec<(&Quantity, Wish)> = in_sentences()
        .filter_map(|(sentence, range, quantity)| {
            Some((quantity, wish(account.statement(&account.said(sentence)), range)?))
        })
        .collect();
    in_sentences()
        .filter(|(_, range, q)| {
            is_telling(q) && !is_known(q) && !is_in_chain(&account.analysis.doc, *range)
        })
        .map(|(sentence, range, quantity)| {
            let said = account.said(sentence);
            let manner = Manner::of(account.statement(&said), range);
            let owner = owner(account.statement(&said), range).cloned();
            let complement = complement(account.statement(&said), range, quantity.counted);
            let is_of_market = is_of_market(account.statement(&said));
            let slot = account.slot(sentence, range);
            let is_compound = is_compound(&account.analysis.doc, range);
            let choice = choice(&all, quantity);
            let is_rival_wish = |(other, told): &(&Quantity, Wish)| {
                Some(*told) == manner.wish
                    && (other.class, &other.unit) == (quantity.class, &quantity.unit)
                    && other.said() != quantity.said()
            };
            let is_only_wish = manner.wish.is_some() && !wishes.iter().any(is_rival_wish);
            Told {
                said,
                range,
                quantity,
                slot,
                manner,
                owner,
                complement,
                is_of_market,
                is_compound,
                is_only_wish,
                choice,
            }
        })
        .collect()
}

/// Values of a kind that an account may give of one thing: what is now, and what was.
const MAX_OF_ONE: usize = 2;

/// How little it tells that another figure is of the kind of `quantity`, in 1/256 bits: the more,
/// the more values its account gives of one class, unit and counted thing. Amounts and shares are
/// told apart by their places.
fn choice(all: &[&Quantity], quantity: &Quantity) -> u32 {
    if matches!(quantity.class, QuantityClass::Money | QuantityClass::Percentage) {
        return 0;
    }
    let is_of_kind = |q: &&&Quantity| {
        q.class == quantity.class
            && q.unit == quantity.unit
            && q.counted_head == quantity.counted_head
    };
    let mut values: Vec<u64> = all.iter().filter(is_of_kind).map(|q| q.said().to_bits()).collect();
    values.sort_unstable();
    values.dedup();
    let n = values.len().max(MAX_OF_ONE) as u32;
    2 * log2_ratio(n, MAX_OF_ONE as u32)
}

/// Whether a figure may be that of the other account, or that one rounded; a bound ("more than
/// 100") says nothing of other things.
fn is_given(x: &Quantity, y: &Quantity) -> bool {
    let (x, y) = (&*as_share(x), &*as_share(y));
    x.class == y.class
        && x.unit == y.unit
        && match compare_values(x, y) {
            ValueRelation::Same | ValueRelation::Rounded => true,
            ValueRelation::WithinBounds if x.counted_head.is_none() => is_near(x, y),
            ValueRelation::WithinBounds => x.counted_head == y.counted_head,
            ValueRelation::Differ => false,
        }
}

/// Words that make a figure a part of a sum told elsewhere.
const PARTS: [&str; 4] = ["additional", "another", "extra", "further"];

fn is_part(statement: Statement<'_>, figure: TextRange) -> bool {
    let tokens = statement.tokens();
    let own = words_of(tokens, figure);
    let word = |at: usize| tokens.get(at).map_or("", |token| statement.words(token.range));
    let before = own.start.checked_sub(1).map_or("", word);
    // "240 of the firefighters".
    let is_of = || word(own.end) == "of" && DEFINITE.contains(&word(own.end + 1));
    PARTS.contains(&before) || is_of()
}

/// Words behind "of" by which a figure is a part of what is known.
const DEFINITE: [&str; 6] = ["the", "them", "those", "these", "its", "their"];

/// How much larger than a bound another figure may be, to be meant by it.
const MAX_BEYOND: f64 = 2.5;

/// Whether a bound ("more than $5 billion") is far from the other figure.
pub(super) fn is_far_bound(p: &Quantity, q: &Quantity) -> bool {
    let is_bound = |x: &Quantity| matches!(x.bound, Bound::AtLeast | Bound::AtMost);
    (is_bound(p) || is_bound(q)) && p.said().max(q.said()) > MAX_BEYOND * p.said().min(q.said())
}

/// How much larger than another a figure within its bounds may be, to be meant by it.
const MAX_NEAR: f64 = 1.5;

fn is_near(x: &Quantity, y: &Quantity) -> bool {
    let (x, y) = (x.said(), y.said());
    x.max(y) <= MAX_NEAR * x.min(y)
}

/// Places in an order and single things are everywhere; ages go with names.
fn is_telling(q: &Quantity) -> bool {
    !matches!(q.class, QuantityClass::Ordinal | QuantityClass::Age)
        && (q.low != 1.0 || q.unit.is_some())
}

/// Whether two scores have no side in common: of one match, an error is most often in one.
fn are_other_scores(p: &Quantity, q: &Quantity) -> bool {
    let of = |score: &Quantity| [score.low.to_bits(), score.high.to_bits()];
    p.class == QuantityClass::Score && of(p).iter().zip(of(q)).all(|(x, y)| *x != y)
}

/// Whether of counts it is not said what one of them counts, nor that the same is done: a bare
/// number may be of anything.
fn is_bare(p: &Quantity, q: &Quantity) -> bool {
    let is_one_deed =
        matches!((&p.predicate, &q.predicate), (Some(x), Some(y)) if is_one_word(x, y));
    p.class == QuantityClass::Cardinal
        && (p.counted_head.is_none() || q.counted_head.is_none())
        && !is_one_deed
}

/// What speaks for two figures being given for one thing; none where something speaks against
/// it.
fn rivalry(
    (a, x): (Account<'_>, &Told<'_>),
    (b, y): (Account<'_>, &Told<'_>),
    least: Least,
) -> Option<u32> {
    let (p, q) = (x.quantity, y.quantity);
    let (of_a, of_b) = (a.statement(&x.said), b.statement(&y.said));
    let (p, q) = (&*as_share(p), &*as_share(q));
    let slip = slip_bits(p.said(), q.said());
    let is_strong_slip = slip >= STRONG;
    let is_comparable = p.class == q.class
        && p.unit == q.unit
        && compare_values(p, q) == ValueRelation::Differ
        && !is_other_order(p, q)
        && !is_far_bound(p, q)
        && is_part(of_a, x.range) == is_part(of_b, y.range)
        && x.is_compound == y.is_compound
        && (is_strong_slip || !is_bare(p, q))
        && !are_other_scores(p, q)
        && x.manner == y.manner;
    if !is_comparable {
        return None;
    }
    if x.is_of_market && y.is_of_market {
        return None;
    }
    let is_of_others = || have_other_owners(x, y) || name_other_people(of_a, of_b);
    if !least.is_of_sentences && is_of_others() {
        return None;
    }
    let is_amount = matches!(p.class, QuantityClass::Money | QuantityClass::Percentage);
    if is_amount && are_of_other_kinds(of_a, of_b) {
        return None;
    }
    let is_count = p.class == QuantityClass::Cardinal;
    if is_count && have_other_complements(x, y) {
        return None;
    }
    // Of a length it is said by a word beside it what is so long.
    let is_bare_measure = p.class == QuantityClass::Measure
        && p.counted_head.is_none()
        && q.counted_head.is_none()
        && !share_deed((of_a, x.range), (of_b, y.range), NEAR_MEASURE);
    if !least.is_of_sentences && is_bare_measure {
        return None;
    }
    let is_other_scope = || is_of_other_scope(of_a, of_b) || is_of_other_period(of_a, of_b);
    let is_framed = || has_others((a, x), (b, y)) && has_others((b, y), (a, x));
    if least.is_of_sentences
        && (is_other_scope()
            || name_other_places(of_a, of_b)
            || are_of_other_sorts(of_a, of_b)
            || is_framed()
            || is_told((a, x), (b, y)))
    {
        return None;
    }
    let is_one_noun = || names_both(p, q) || has_head(of_a, of_b, p, q);
    let beside = match heads_and_deeds(p, q) {
        Some(bits) => bits,
        None if least.is_of_sentences && is_one_noun() => deeds(p, q)?,
        // "11 Yemeni suspects", "20 Yemeni pirates".
        None if is_before_one_word((of_a, x.range), (of_b, y.range)) => deeds(p, q)?,
        // "Attendance was 6,480", "4,680 seats were taken".
        None if is_strong_slip && (p.predicate.is_none() || q.predicate.is_none()) => 0,
        None => return None,
    };
    let is_money = p.class == QuantityClass::Money;
    let near = if is_money { near_bits(p.said(), q.said()) } else { 0 };
    let mut score = x.slot.shared(&y.slot) + beside + slip.max(near) * 256;
    if has_other_names(of_a, of_b) {
        score = score.saturating_sub(OTHER_NAMES);
    }
    let is_one_wish = x.is_only_wish && y.is_only_wish && p.class == QuantityClass::Percentage;
    let has_shared = shares_figure((of_a, x), (of_b, y));
    let more = [
        (is_one_wish, ONE_WISH),
        (is_framed_alike((a, x), (b, y)), SAME_FRAME),
        (has_shared, SHARED_FIGURE),
    ];
    score += more.iter().filter(|(is_so, _)| *is_so).map(|(_, bits)| bits).sum::<u32>();
    // Of many figures of a kind any may be that of another thing.
    score = score.saturating_sub(x.choice + y.choice);
    let is_common = |q: &Quantity| {
        q.class == QuantityClass::Score
            || q.class == QuantityClass::Cardinal && q.said() < MAX_COMMON
    };
    let floor = if is_common(p) || is_common(q) { least.common } else { least.score };
    // Where both have another figure in common, one time goes by two names ("a year earlier").
    let is_other_time = || is_other_time(of_a, of_b) && !(slip >= SLIP_BESIDE && has_shared);
    (score >= floor && !is_other_time()).then_some(score)
}

/// Whether the next word behind two figures is the same, and tells something.
fn is_before_one_word(
    (a, x): (Statement<'_>, TextRange),
    (b, y): (Statement<'_>, TextRange),
) -> bool {
    fn next<'a>(statement: Statement<'a>, figure: TextRange) -> Option<&'a str> {
        let doc = &statement.analysis.doc;
        let token = statement.tokens().iter().find(|token| token.range.start >= figure.end)?;
        let term = doc.term(token);
        (!term.is_stop).then_some(term.stem.as_str())
    }
    next(a, x).is_some_and(|word| next(b, y) == Some(word))
}

/// Words before a figure, and behind it, among which the next telling one is looked for.
const MAX_FRAME: usize = 3;

/// Whether the next telling words before two figures are the same, and those behind them ("the
/// pirates, in three boats").
fn is_framed_alike((a, x): (Account<'_>, &Told<'_>), (b, y): (Account<'_>, &Told<'_>)) -> bool {
    let frame = |account: Account<'_>, told: &Told<'_>| {
        let doc = &account.analysis.doc;
        let tokens = doc.sentence_tokens(told.said.sentences[0] as usize);
        let own = words_of(tokens, told.range);
        let telling = |token: &&Token| !doc.term(token).is_stop;
        let stem = |token: &Token| doc.term(token).stem.clone();
        let before = tokens[..own.start].iter().rev().take(MAX_FRAME).find(telling).map(stem);
        let behind = tokens[own.end..].iter().take(MAX_FRAME).find(telling).map(stem);
        before.zip(behind)
    };
    let (p, q) = (frame(a, x), frame(b, y));
    p.zip(q).is_some_and(|(p, q)| is_one_word(&p.0, &q.0) && is_one_word(&p.1, &q.1))
}

/// How much two figures have to look like a slip of the pen beside one that both have, in bits.
const SLIP_BESIDE: u32 = 5;

/// Figures below this are in many sentences.
const MIN_SHARED: f64 = 10.0;

/// Whether both sentences have another figure of the sort that is exactly the same.
fn shares_figure((a, x): (Statement<'_>, &Told<'_>), (b, y): (Statement<'_>, &Told<'_>)) -> bool {
    let others = |s: Statement<'_>, told: &Told<'_>| -> Vec<u64> {
        let is_of_sort = |q: &Quantity| {
            q.class == told.quantity.class
                && q.unit == told.quantity.unit
                && q.low == q.high
                && q.low >= MIN_SHARED
        };
        let all = s.quantities().into_iter().filter(|(range, _)| *range != told.range);
        all.filter(|(_, q)| is_of_sort(q)).map(|(_, q)| q.low.to_bits()).collect()
    };
    let of_b = others(b, y);
    others(a, x).iter().any(|value| of_b.contains(value))
}

/// Whether two figures are told of two people or bodies.
fn have_other_owners(x: &Told<'_>, y: &Told<'_>) -> bool {
    let both = x.owner.as_ref().zip(y.owner.as_ref());
    both.is_some_and(|(x, y)| compare_names(x, y) == NameRelation::Differ)
}

/// Whether to two counts other things are added, none of them to both.
fn have_other_complements(x: &Told<'_>, y: &Told<'_>) -> bool {
    let (p, q) = (&x.complement, &y.complement);
    !p.is_empty() && !q.is_empty() && !p.iter().any(|x| q.iter().any(|y| is_one_word(x, y)))
}

/// Whether a sentence has another figure of the sort that the other one has not: then the two
/// may speak of two matters.
fn has_others((a, x): (Account<'_>, &Told<'_>), (b, y): (Account<'_>, &Told<'_>)) -> bool {
    let (in_a, in_b) = (a.statement(&x.said).quantities(), b.statement(&y.said).quantities());
    in_a.iter().filter(|(range, _)| *range != x.range).any(|(_, p)| {
        p.class == x.quantity.class
            && p.unit == x.quantity.unit
            && !in_b.iter().any(|(_, q)| p.low == q.low || is_given(p, q))
    })
}

/// Whether either sentence has the figure of the other, for whatever it is.
fn is_told((a, x): (Account<'_>, &Told<'_>), (b, y): (Account<'_>, &Told<'_>)) -> bool {
    let tells = |s: Statement<'_>, figure: &Quantity| {
        s.quantities().iter().any(|(_, q)| q.unit == figure.unit && q.low == figure.low)
    };
    tells(a.statement(&x.said), y.quantity) || tells(b.statement(&y.said), x.quantity)
}

/// What it tells that the same is counted and the same done; none where two things are, or two
/// fates befall people.
pub(super) fn heads_and_deeds(p: &Quantity, q: &Quantity) -> Option<u32> {
    let heads = match (&p.counted_head, &q.counted_head) {
        (Some(h), Some(g)) if is_people(h) && is_people(g) => BOTH_PEOPLE,
        (Some(h), Some(g)) if is_one_word(h, g) => SAME_HEAD,
        (Some(_), Some(_)) => return None,
        _ => 0,
    };
    Some(heads + deeds(p, q)?)
}

fn deeds(p: &Quantity, q: &Quantity) -> Option<u32> {
    match (&p.predicate, &q.predicate) {
        (Some(x), Some(y)) if is_one_word(x, y) => Some(SAME_DEED),
        (Some(x), Some(y)) if is_fate(x) && is_fate(y) => None,
        _ => Some(0),
    }
}

/// Whether both count people, by whatever word ("passengers", "people").
fn names_both(p: &Quantity, q: &Quantity) -> bool {
    [p, q].iter().all(|quantity| {
        quantity.counted_head.as_deref().is_some_and(|head| is_people(head) || names_people(head))
    })
}

/// Whether what one figure is of stands in the other statement as well, if they are no counts:
/// the noun beside an amount is not always what it is an amount of.
fn has_head(a: Statement<'_>, b: Statement<'_>, p: &Quantity, q: &Quantity) -> bool {
    let tells = |s: Statement<'_>, head: &Option<String>| {
        head.as_deref().is_some_and(|head| tells(s, head))
    };
    p.class != QuantityClass::Cardinal && (tells(b, &p.counted_head) || tells(a, &q.counted_head))
}

/// Whether a statement has a word (a stem), or one for it.
fn tells(statement: Statement<'_>, stem: &str) -> bool {
    let doc = &statement.analysis.doc;
    statement.tokens().iter().any(|token| is_one_word(&doc.term(token).stem, stem))
}

/// A fraction as about so many per cent, anything else as it is.
fn as_share(quantity: &Quantity) -> Cow<'_, Quantity> {
    if quantity.class != QuantityClass::Fraction {
        return Cow::Borrowed(quantity);
    }
    let bound = if quantity.bound == Bound::Exact { Bound::Approximate } else { quantity.bound };
    Cow::Owned(Quantity {
        low: 100.0 * quantity.low,
        high: 100.0 * quantity.high,
        unit: Some("%".into()),
        class: QuantityClass::Percentage,
        bound,
        ..quantity.clone()
    })
}

/// Whether both sentences name places, and none in common.
fn name_other_places(a: Statement<'_>, b: Statement<'_>) -> bool {
    let is_place = |name: &&Name| name.class == NameClass::Place;
    let in_a: Vec<&Name> = a.names().map(|(_, name)| name).filter(is_place).collect();
    let in_b: Vec<&Name> = b.names().map(|(_, name)| name).filter(is_place).collect();
    let are_apart = |x: &Name, y: &Name| {
        matches!(compare_names(x, y), NameRelation::Differ | NameRelation::DifferInPart)
    };
    !in_a.is_empty()
        && !in_b.is_empty()
        && in_a.iter().all(|x| in_b.iter().all(|y| are_apart(x, y)))
}

fn has_other_names(a: Statement<'_>, b: Statement<'_>) -> bool {
    let mut names = a.names().map(|(_, name)| name).peekable();
    let others: Vec<&Name> = b.names().map(|(_, name)| name).collect();
    names.peek().is_some()
        && !others.is_empty()
        && !names.any(|x| others.iter().any(|y| compare_names(x, y) == NameRelation::Same))
}

/// What befalls people: counts of the dead and of the hurt are two matters, where other verbs
/// may be two words for one deed.
const FATES: [&str; 8] = ["kill", "injur", "arrest", "charg", "rescu", "miss", "evacu", "infect"];

fn is_fate(predicate: &str) -> bool {
    FATES.contains(&predicate)
}

fn ruling((a, x): (Account<'_>, &Told<'_>), (b, y): (Account<'_>, &Told<'_>)) -> Ruling {
    let (of_a, of_b) = (a.statement(&x.said), b.statement(&y.said));
    let said = [mark(of_a, x.range, x.quantity), mark(of_b, y.range, y.quantity)];
    let both = both_say(of_a, of_b, &said);
    let newer = newer((of_a, x.range, x.quantity), (of_b, y.range, y.quantity));
    let (verdict, rule, message) = match newer {
        Some(why) => (Verdict::Updated, Rule::FigureUpdated, format!("{both}: {why}")),
        None => (Verdict::Conflict, Rule::RivalFigure, both),
    };
    Ruling { verdict, facet: Some(Facet::Quantity), rule, message, said }
}
