//! From numbers to quantities, one sentence at a time.

use super::{
    bound::hedge_of,
    counted::{self, NounPhrase, Wanted, noun_phrase},
    exclude::is_excluded,
    inherit::{inherit, inherit_currency},
    model::{Bound, Quantity, QuantityClass},
    number::{Number, NumberForm, NumberKind, number_at},
    predicate::predicate_of,
    unit::{Measure, measure_of},
};
use crate::mention::{Fact, Mention, lexicon::Class, vocabulary::Starts, words::Words};
use crate::normalize::Shape;
use crate::span::TextRange;

/// Appends the quantities of a document's `sentences`, in text order. Cost: linear in the words.
pub(in crate::mention) fn find(sentences: &[Words<'_>], out: &mut Vec<Mention>) {
    for words in sentences {
        find_in(words, out);
    }
}

fn find_in(words: &Words<'_>, out: &mut Vec<Mention>) {
    let is_shouted = words.is_shouted();
    let first_of_sentence = out.len();
    let mut last: Option<Reading<'_>> = None;
    let mut i = 0;
    while let Some(start) = words.next_start(i, Starts::NUMBER) {
        i = start;
        let Some(reading) = read(words, i, is_shouted) else {
            i += skipped(words, i);
            continue;
        };
        i = reading.next;
        if let Some(mut mention) = quantity(words, &reading) {
            let before = out.get(first_of_sentence..).and_then(<[Mention]>::last);
            inherit(words, &reading, last.as_ref(), before, &mut mention);
            let told = out.get(first_of_sentence..).unwrap_or_default();
            inherit_currency(words, &reading, told, &mut mention);
            out.push(mention);
            last = Some(reading);
        }
    }
}

/// Words to step over where no quantity starts: a run of figures tied by hyphens, points
/// or colons (phone numbers, times, dates) is skipped as a whole.
fn skipped(words: &Words<'_>, i: usize) -> usize {
    let is_figure = |k: usize| words.shape(k) == Some(Shape::Number);
    if !is_figure(i) {
        return 1;
    }
    let tied = (i + 1..words.len()).take_while(|&k| {
        is_figure(k) && matches!(words.gap(k), "-" | "–" | ":" | "." | "/" | ") " | ")")
    });
    1 + tied.count()
}

/// A number read together with its partner in a range, its unit and its hedge.
pub(super) struct Reading<'d> {
    pub(super) number: Number<'d>,
    second: Option<(Number<'d>, Pairing)>,
    measure: Option<Measure>,
    bound: Bound,
    /// First word, hedge and currency code included.
    pub(super) first: usize,
    /// One past the last word, unit and hedge included.
    pub(super) end: usize,
    range: TextRange,
    /// Where to read on.
    next: usize,
    pub(super) counted: Option<NounPhrase>,
}

/// How two numbers belong together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pairing {
    Range,
    Score,
}

fn read<'d>(words: &Words<'d>, i: usize, is_shouted: bool) -> Option<Reading<'d>> {
    let mut number = number_at(words, i)?;
    if is_excluded(words, &number, is_shouted) || is_chain(words, number.end) {
        return None;
    }
    let second = partner(words, &number);
    let outer = second.map_or(number, |(second, _)| second);
    let as_million = metres_or_millions(words, &outer);
    if let Some(millions) = as_million {
        number.value = if second.is_none() { millions } else { number.value };
    }
    let outer = if as_million.is_some() { Number { suffix: "", ..outer } } else { outer };
    let mut measure = measure_of(words, &outer);
    if let Some((_, Pairing::Range)) = second
        && let Some(before) = measure_of(words, &number)
        && (measure.is_none() || before.class == QuantityClass::Money)
    {
        measure = Some(Measure { end: measure.map_or(outer.end, |m| m.end), ..before });
    }
    if measure.is_none() && !outer.suffix.is_empty() || is_duration(words, &outer, measure.as_ref())
    {
        return None;
    }
    let second =
        second.map(|(n, pairing)| (Number { value: as_million.unwrap_or(n.value), ..n }, pairing));
    Some(assemble(words, number, second, measure))
}

fn assemble<'d>(
    words: &Words<'d>,
    number: Number<'d>,
    second: Option<(Number<'d>, Pairing)>,
    measure: Option<Measure>,
) -> Reading<'d> {
    let outer_end = second.map_or(number.end, |(second, _)| second.end);
    let unit_end = measure.as_ref().map_or(outer_end, |m| m.end.max(outer_end));
    let unit_first = measure.as_ref().map_or(number.first, |m| m.first.min(number.first));
    let hedge = hedge_of(words, &Number { first: unit_first, ..number }, unit_end);
    let is_between = second.is_some() && unit_first > 0 && words.reads(unit_first - 1, "between");
    let first = if is_between { unit_first - 1 } else { hedge.first };
    let mut range = words.span(first, hedge.end).cover(number.range);
    if let Some(measure) = &measure {
        // The sign may stand before the second figure ("12–€4m") and not before this one.
        let is_here = first == number.first && measure.first <= number.first;
        let n_before = if is_here { measure.n_before } else { 0 };
        range.start = range.start.min(words.range(number.first).start - narrow(n_before));
        let n_after = if hedge.end == measure.end { measure.n_after } else { 0 };
        range.end += narrow(n_after);
    }
    let bound = if second.is_some() && hedge.bound != Bound::Approximate {
        Bound::Range
    } else {
        hedge.bound
    };
    let bound = if number.kind == NumberKind::Vague { Bound::Approximate } else { bound };
    let mut reading = Reading {
        number,
        second,
        measure,
        bound,
        first,
        end: hedge.end,
        range,
        next: hedge.end.max(number.first + 1),
        counted: None,
    };
    reading.counted = counted(words, &reading);
    reading
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(0)
}

/// Whether the figure before `end` starts a chain of three or more ("2014-05-06").
fn is_chain(words: &Words<'_>, end: usize) -> bool {
    let is_dashed = |k: usize| {
        words.shape(k) == Some(Shape::Number)
            && matches!(words.gap(k), "-" | "–" | "." | ") " | ")-")
    };
    is_dashed(end) && is_dashed(end + 1)
}

/// The other number of a range or score, and which it is.
fn partner<'d>(words: &Words<'d>, number: &Number<'d>) -> Option<(Number<'d>, Pairing)> {
    if number.kind != NumberKind::Exact {
        return None;
    }
    let gap = words.gap(number.end).trim_start_matches('%');
    let is_dash = matches!(gap, "-" | "–" | "—" | "‑" | " - " | " – ")
        || gap.starts_with(['-', '–'])
            && gap.ends_with(['$', '£', '€'])
            && gap.chars().count() == 2;
    let is_between = number.first > 0 && words.reads(number.first - 1, "between");
    let is_from = number.first > 0 && words.reads(number.first - 1, "from");
    let is_word = gap.trim().is_empty()
        && (words.reads(number.end, "to") && !is_from
            || words.reads(number.end, "and") && is_between
            || words.reads(number.end, "or") && is_small_step(words, number));
    let at = if is_dash { number.end } else { number.end + 1 };
    if !is_dash && !is_word {
        return None;
    }
    let second = number_at(words, at).filter(|n| n.kind == NumberKind::Exact)?;
    if is_dash && (number.form != second.form || number.form == NumberForm::Words) {
        return None;
    }
    let first = scaled(number, &second);
    if is_score(words, number, &second, is_dash) {
        return Some((second, Pairing::Score));
    }
    (first < second.value).then_some((second, Pairing::Range))
}

/// "two or three", "10 or 12".
fn is_small_step(words: &Words<'_>, number: &Number<'_>) -> bool {
    number_at(words, number.end + 1).is_some_and(|second| {
        second.value > number.value
            && second.value <= number.value * 1.5 + 1.0
            && second.kind == NumberKind::Exact
    })
}

/// The first figure of a range, under the second's scale word if it has none of its own
/// ("5 to 10 million").
fn scaled(first: &Number<'_>, second: &Number<'_>) -> f64 {
    if first.scale == 1.0 && second.scale > 1.0 && first.value < second.value / second.scale {
        first.value * second.scale
    } else {
        first.value
    }
}

/// Whether two figures are a score or a vote.
fn is_score(words: &Words<'_>, first: &Number<'_>, second: &Number<'_>, is_dash: bool) -> bool {
    let is_whole = |n: &Number<'_>| n.value.fract() == 0.0 && n.value >= 0.0 && n.scale == 1.0;
    let plain = is_whole(first)
        && is_whole(second)
        && !words.gap(first.first).ends_with(['$', '£', '€'])
        && !words.gap(second.end).starts_with('%')
        && words.entry(second.end).unit.is_none()
        && !words.is(second.end, Class::TimeUnit);
    let says_noun = words.is(second.end, Class::ScoreNoun);
    let says_before = (first.first.saturating_sub(4)..first.first)
        .any(|i| words.is_any(i, &[Class::ScoreNoun, Class::ScoreVerb]));
    let counts = noun_phrase(words, second.end, Wanted::Plural).is_some_and(|np| {
        np.first == second.end && counted::is_plural(words, np.head) && words.is_next(second.end)
    });
    if is_dash {
        return plain && (says_noun || first.value >= second.value || says_before && !counts);
    }
    plain
        && words.reads(first.end, "to")
        && (says_noun || says_before && !counts && first.value > second.value)
}

/// "50m people", "1500m final": millions if something is counted, else metres.
fn metres_or_millions(words: &Words<'_>, number: &Number<'_>) -> Option<f64> {
    let is_m = number.suffix.eq_ignore_ascii_case("m");
    let is_money = words.gap(number.first).ends_with(['$', '£', '€', '¥', '₹']);
    let np = noun_phrase(words, number.end, Wanted::Plural);
    let counts =
        np.is_some_and(|np| counted::is_plural(words, np.head)) && words.is_next(number.end);
    (is_m && (is_money || counts)).then_some(number.value * 1e6)
}

/// "five hours", "30-day", "three years": times, not quantities.
fn is_duration(words: &Words<'_>, number: &Number<'_>, measure: Option<&Measure>) -> bool {
    if measure.is_some() {
        return false;
    }
    let of = usize::from(words.reads(number.end, "of"));
    let mut at = number.end + of;
    while at < number.end + 3 && (words.is(at, Class::Through) || words.reads(at, "calendar")) {
        at += 1;
    }
    let joined = words.is_next(number.end) || words.is_tied(number.end);
    let is_quarter = number.kind == NumberKind::Ordinal
        && ["quarter", "half", "anniversary"].iter().any(|w| words.reads(at, w));
    joined
        && (words.is(at, Class::TimeUnit) || is_quarter || words.is(at, Class::DayPart) && of == 0)
}

/// What the figure counts.
fn counted(words: &Words<'_>, reading: &Reading<'_>) -> Option<NounPhrase> {
    let end = reading.end;
    let class = class_of(reading);
    let after = || {
        let phrase = counted::of_phrase(words, end).or_else(|| {
            (words.is_next(end) || words.is_tied(end)).then(|| direct(words, reading, class))?
        });
        phrase.filter(|np| !words.is_any(np.head, &[Class::TimeUnit, Class::DayPart]))
    };
    let said_of = || {
        if counted::is_to_the_tune_of(words, reading.first) {
            return None;
        }
        let is_share = matches!(class, QuantityClass::Percentage | QuantityClass::Money);
        counted::noun_of(words, reading.first)
            .or_else(|| is_share.then(|| counted::noun_by(words, reading.first)).flatten())
            .or_else(|| counted::subject_before(words, reading.first))
    };
    match class {
        QuantityClass::Score | QuantityClass::Age => None,
        QuantityClass::Fraction if words.is_next(end) && words.is(end, Class::Determiner) => {
            noun_phrase(words, end + 1, Wanted::Any).filter(|_| words.is_next(end + 1))
        }
        QuantityClass::Money => in_phrase(words, end).or_else(after).or_else(said_of),
        _ => after().or_else(said_of),
    }
}

/// "$5 million in aid".
fn in_phrase(words: &Words<'_>, end: usize) -> Option<NounPhrase> {
    let is_in = words.is_next(end)
        && (words.reads(end, "in") || words.reads(end, "worth") && words.reads(end + 1, "of"));
    let first = end + 1 + usize::from(words.reads(end, "worth"));
    let phrase =
        noun_phrase(words, first, Wanted::Any).filter(|_| is_in && words.is_next(first))?;
    let is_thing = words.shape(phrase.first) == Some(Shape::Lower)
        && !words.is_any(phrase.head, &[Class::NotHead]);
    is_thing.then_some(phrase)
}

/// The noun phrase right after the figure.
fn direct(words: &Words<'_>, reading: &Reading<'_>, class: QuantityClass) -> Option<NounPhrase> {
    let end = reading.end;
    if matches!(class, QuantityClass::Cardinal | QuantityClass::Ordinal)
        && words.is_tied(end)
        && !words.ends_in(end, "est")
    {
        // "a 28-point plan": it is points that are counted.
        return counted::is_content(words, end).then_some(NounPhrase {
            first: end,
            end: end + 1,
            head: end,
        });
    }
    let wanted = match class {
        QuantityClass::Cardinal if reading.number.value == 1.0 => Wanted::Singular,
        QuantityClass::Ordinal => Wanted::Singular,
        QuantityClass::Cardinal => Wanted::Plural,
        _ => Wanted::Any,
    };
    let phrase = noun_phrase(words, end, wanted)?;
    let is_share_of = class == QuantityClass::Fraction && counted::is_plural(words, phrase.head);
    let is_named_share = class == QuantityClass::Percentage
        && phrase.end > phrase.first + 1
        && words.shape(phrase.first) == Some(Shape::Lower)
        && !(reading.first > 0 && words.is(reading.first - 1, Class::Change));
    let is_bare = wanted == Wanted::Any
        && !is_named_share
        && !is_share_of
        && !words.is_tied(end)
        && !follows_article(words, reading.first)
        && !words.is_any(phrase.head, &[Class::Partitive]);
    let is_verb = words.is(phrase.first, Class::Verb) && phrase.end == phrase.first + 1;
    (!is_bare && !is_verb).then_some(phrase)
}

/// Whether "a $5 million fine", "the 5% rise" is meant, and not "rose 5% yesterday".
fn follows_article(words: &Words<'_>, first: usize) -> bool {
    (first.saturating_sub(2)..first).any(|i| words.is_any(i, &[Class::Determiner]))
}

fn class_of(reading: &Reading<'_>) -> QuantityClass {
    match (&reading.measure, reading.second, reading.number.kind) {
        (_, Some((_, Pairing::Score)), _) => QuantityClass::Score,
        (Some(measure), ..) => measure.class,
        (_, _, NumberKind::Ordinal) => QuantityClass::Ordinal,
        (_, _, NumberKind::Fraction) => QuantityClass::Fraction,
        _ => QuantityClass::Cardinal,
    }
}

/// The mention of a reading; none where a bare ordinal or "at 5" counts nothing.
fn quantity(words: &Words<'_>, reading: &Reading<'_>) -> Option<Mention> {
    let class = class_of(reading);
    let (low, high) = bounds(reading);
    let counted = reading.counted;
    let is_bare_ordinal = class == QuantityClass::Ordinal
        && (counted.is_none()
            || reading.first > 0 && words.is(reading.first - 1, Class::Pronoun)
            || !is_determined(words, reading.first)
                && !words.is_tied(reading.end)
                && !is_headline_subject(words, counted)
            || words.reads(reading.end, "place")
            || words.reads(reading.end, "world") && words.reads(reading.end + 1, "war"));
    if is_bare_ordinal {
        return None;
    }
    let is_hour = reading.first > 0
        && counted.is_none()
        && class == QuantityClass::Cardinal
        && words.reads(reading.first - 1, "at")
        && high <= 12.0;
    if is_hour {
        return None;
    }
    let is_part =
        words.is_tied(reading.second.map_or(reading.number.end, |(second, _)| second.end));
    let is_of_parent = is_of_parent(words, reading);
    let predicate = match class {
        _ if is_of_parent => None,
        QuantityClass::Score | QuantityClass::Ordinal | QuantityClass::Age => None,
        _ if is_part => None,
        _ => predicate_of(words, reading.first, reading.end, counted),
    };
    let scope = scope(words, reading);
    let fact = Quantity {
        low,
        high,
        bound: reading.bound,
        unit: reading.measure.as_ref().map(|m| m.unit.clone()),
        counted: counted.filter(|_| !is_of_parent).map(|np| words.span(np.first, np.end)),
        counted_head: if is_of_parent {
            Some(CHILDREN.to_owned())
        } else {
            counted.map(|np| words.stem(np.head).to_lowercase())
        },
        predicate,
        scope,
        class,
        factor: reading.measure.as_ref().map_or(1.0, |measure| measure.factor),
    };
    Some(Mention {
        range: reading.range,
        sentence_idx: narrow(words.sentence_idx),
        fact: Fact::Quantity(fact),
    })
}

/// The stem of what a parent has.
const CHILDREN: &str = "children";
/// Words for those who have children.
const PARENTS: [&str; 8] =
    ["mother", "father", "mum", "mom", "dad", "parent", "grandmother", "grandfather"];

/// Whether a number counts somebody's children: "a mother of nine".
fn is_of_parent(words: &Words<'_>, reading: &Reading<'_>) -> bool {
    reading.counted.is_none_or(|np| np.first < reading.first)
        && reading.measure.is_none()
        && reading.first > 1
        && words.reads(reading.first - 1, "of")
        && PARENTS.iter().any(|parent| words.reads(reading.first - 2, parent))
}

/// "Third Suspect Arrested": headlines leave articles out, and what is counted has a verb.
fn is_headline_subject(words: &Words<'_>, counted: Option<NounPhrase>) -> bool {
    let verb = counted.map_or(0, |np| np.end);
    words.is_shouted()
        && words.is_next(verb)
        && (words.entry(verb).predicate.is_some() || counted::is_participle(words, verb))
}

/// Whether an article or a possessive stands before the ordinal at `first`.
fn is_determined(words: &Words<'_>, first: usize) -> bool {
    first > 0
        && (words.is(first - 1, Class::Determiner)
            || matches!(words.gap(first), "’s " | "'s " | "’ " | "' "))
}

/// "of the 50 members" after "12"; "in the city" after "12 people"; "peace plan" after
/// "28-point".
fn scope(words: &Words<'_>, reading: &Reading<'_>) -> Option<TextRange> {
    let counted = reading.counted?;
    if counted.first == reading.end
        && words.is_tied(reading.end)
        && matches!(class_of(reading), QuantityClass::Cardinal | QuantityClass::Ordinal)
    {
        let whole =
            noun_phrase(words, counted.end, Wanted::Any).filter(|_| words.is_next(counted.end))?;
        return Some(words.span(whole.first, whole.end));
    }
    let is_part_of = words.reads(reading.end, "of") && words.is(reading.end + 1, Class::Determiner);
    if counted.first > reading.end && !is_part_of {
        return counted::scope_after(words, counted.end).map(|np| words.span(np.first, np.end));
    }
    let at = if counted.first > reading.end { reading.end } else { counted.end };
    let narrowing = if counted.first < reading.first { reading.end } else { at };
    counted::scope_after(words, narrowing).map(|np| words.span(np.first, np.end))
}

/// Lowest and highest value meant, in base units.
fn bounds(reading: &Reading<'_>) -> (f64, f64) {
    let convert = |value: f64| match &reading.measure {
        Some(measure) => tidy(value * measure.factor + measure.offset),
        None => value,
    };
    if let Some((second, pairing)) = reading.second {
        let first = if pairing == Pairing::Score {
            reading.number.value
        } else {
            scaled(&reading.number, &second)
        };
        return (convert(first), convert(second.value));
    }
    let value = convert(reading.number.value);
    match reading.bound {
        _ if reading.number.kind == NumberKind::Vague => (value, f64::INFINITY),
        Bound::AtLeast => (value, f64::INFINITY),
        Bound::AtMost => (value.min(0.0), value),
        _ => (value, value),
    }
}

/// Rounded to twelve significant digits, so that conversions give the figure one expects.
fn tidy(value: f64) -> f64 {
    // A whole number of fewer digits is what it would be read back as.
    if value.fract() == 0.0 && value.abs() < 1e11 {
        return value;
    }
    format!("{value:.11e}").parse().unwrap_or(value)
}
