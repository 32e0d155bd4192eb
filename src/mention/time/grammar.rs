//! Which expression starts at a word.

use super::{
    amount::{Amount, amount},
    calendar,
    clock::{self, ClockParse},
    lexicon::Kind,
    meaning::{Anchor, Clock, Meaning, Parse, Part, Repeat, When},
    model::Modifier,
    period::{Period, Season, Unit},
    phrase, range,
    words::{Gap, Words},
};
use crate::normalize::Shape;

/// The longest expression that starts at word `at`. Looks at a bounded number of words.
pub(super) fn parse(words: &Words<'_>, at: usize) -> Option<Parse> {
    if needs_more(words.kind(at)) && words.kind(at + 1) == Kind::Other {
        return None;
    }
    parse_any(words, at)
}

/// [`parse`] without the look ahead that spares most words.
pub(super) fn parse_any(words: &Words<'_>, at: usize) -> Option<Parse> {
    if let Some((modifier, from)) = prefix(words, at)
        && let Some(found) = core(words, from)
        && goes_with(modifier, found.meaning)
        && !(words.kind(from) == Kind::The && matches!(words.kind(at), Kind::Over | Kind::Under))
    {
        return Some(Parse { start: at, modifier: Some(modifier), ..found });
    }
    range::range(words, at).or_else(|| core(words, at).map(|found| range::with_last(words, found)))
}

/// Whether a word of this part says nothing of time by itself: most are followed by a word that
/// plays no part, and all that could be tried would fail on it.
fn needs_more(kind: Kind) -> bool {
    matches!(kind, Kind::The | Kind::Article) || points(kind)
}

/// Whether a word of this part points at a time that the next words name: "this week", "the
/// latest quarter".
fn points(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::This
            | Kind::That
            | Kind::These
            | Kind::Last
            | Kind::Past
            | Kind::Next
            | Kind::Coming
            | Kind::Previous
            | Kind::Following
            | Kind::Recent
            | Kind::Latest
            | Kind::Future
    )
}

/// Words that blur or move what follows, and the word after them.
fn prefix(words: &Words<'_>, at: usize) -> Option<(Modifier, usize)> {
    let next = || words.next(at);
    let (modifier, end) = match words.kind(at) {
        Kind::Approx => (Modifier::Approx, at + 1),
        Kind::More if next() == Kind::Than => (Modifier::MoreThan, at + 2),
        Kind::Less if next() == Kind::Than => (Modifier::LessThan, at + 2),
        Kind::Over => (Modifier::MoreThan, at + 1),
        Kind::Under => (Modifier::LessThan, at + 1),
        Kind::At if next() == Kind::Least => (Modifier::EqualOrMore, at + 2),
        Kind::At if next() == Kind::Most => (Modifier::EqualOrLess, at + 2),
        Kind::Up if next() == Kind::To => (Modifier::EqualOrLess, at + 2),
        Kind::Early => (Modifier::Start, at + 1),
        Kind::Mid => (Modifier::Mid, at + 1),
        Kind::Late => (Modifier::End, at + 1),
        Kind::Earlier => (Modifier::Before, if next() == Kind::In { at + 2 } else { at + 1 }),
        Kind::Later => (Modifier::After, if next() == Kind::In { at + 2 } else { at + 1 }),
        Kind::Sometime => (Modifier::Approx, if next() == Kind::In { at + 2 } else { at + 1 }),
        Kind::The if next() == Kind::Edge => (edge(words, at + 1)?, at + 3),
        Kind::Edge => (edge(words, at)?, at + 2),
        _ => return None,
    };
    words.is_joined(end - 1).then_some((modifier, end))
}

/// "end of", "beginning of".
fn edge(words: &Words<'_>, at: usize) -> Option<Modifier> {
    (words.next(at) == Kind::Of).then_some(())?;
    match words.number(at) {
        0 => Some(Modifier::Start),
        1 => Some(Modifier::Mid),
        _ => Some(Modifier::End),
    }
}

fn goes_with(modifier: Modifier, meaning: Meaning) -> bool {
    let is_length = matches!(
        meaning,
        Meaning::Duration(..) | Meaning::Length(_) | Meaning::Date(When::Away { .. })
    );
    match modifier {
        Modifier::Approx => !matches!(meaning, Meaning::Reference(_)),
        Modifier::Start | Modifier::Mid | Modifier::End => {
            matches!(meaning, Meaning::Date(_) | Meaning::Time(..))
        }
        Modifier::Before | Modifier::After => {
            matches!(meaning, Meaning::Date(_) | Meaning::Time(..))
        }
        _ => is_length,
    }
}

/// The expression at word `at` without what may stand before it.
fn core(words: &Words<'_>, at: usize) -> Option<Parse> {
    match words.kind(at) {
        Kind::Digits | Kind::Number | Kind::Tens | Kind::Decimal => number(words, at),
        Kind::DottedDate => date(at, calendar::dotted(words, at)),
        Kind::Holiday => date(at, calendar::holiday(words, at)),
        Kind::DigitClock | Kind::Point => clock_first(words, at),
        Kind::DigitOrdinal | Kind::Ordinal => {
            date(at, calendar::day_first(words, at)).or_else(|| from_phrase(words, at))
        }
        Kind::Weekday | Kind::WeekdayAbbr => day_first(words, at),
        // "USA Today" is a newspaper.
        Kind::Day if at > 0 && words.word(at - 1) == "USA" => None,
        Kind::Day => day_word(words, at),
        Kind::Month | Kind::MonthAbbr => {
            // "May Day" opens with a month.
            date(at, calendar::holiday(words, at))
                .or_else(|| day_first(words, at))
                .or_else(|| date(at, calendar::month_first(words, at)))
        }
        Kind::DigitDecade | Kind::DecadeWord => date(at, calendar::decade(words, at)),
        Kind::Couple | Kind::Few | Kind::Half | Kind::Article | Kind::Units => {
            clock_first(words, at)
                .or_else(|| quantity(words, at))
                .or_else(|| from_phrase(words, at))
        }
        Kind::Part => part_of_day(words, at),
        Kind::The => the(words, at),
        kind if points(kind) || kind == Kind::Unit => clock_first(words, at)
            .or_else(|| from_phrase(words, at))
            .or_else(|| year_end(words, at))
            .or_else(|| year_ago(words, at)),
        Kind::Current => from_phrase(words, at).or_else(|| reference(at, at + 1, "PRESENT_REF")),
        Kind::Fiscal => fiscal(words, at),
        Kind::Season => season(words, at),
        Kind::Right if words.next(at) == Kind::Present => reference(at, at + 2, "PRESENT_REF"),
        Kind::Present => reference(at, at + 1, "PRESENT_REF"),
        Kind::Recently if words.number(at) == 0 || words.shape(at) == Shape::Capitalised => {
            reference(at, at + 1, "PAST_REF")
        }
        Kind::Soon
            if !matches!(words.next(at), Kind::After | Kind::Before) && !words.is_after_as(at) =>
        {
            reference(at, at + 1, "FUTURE_REF")
        }
        Kind::Every | Kind::Each => repeated(words, at),
        Kind::Set => set(at, at + 1, Repeat::Every(Amount::Exact(1), unit(words, at))),
        Kind::Weekdays => weekdays(words, at),
        Kind::Per => per(words, at, at + 1),
        Kind::Times if words.next(at) == Kind::Article => per(words, at + 1, at + 2),
        _ => None,
    }
}

fn unit(words: &Words<'_>, at: usize) -> Unit {
    Unit::from_number(words.number(at)).0
}

fn date(start: usize, found: Option<(When, usize)>) -> Option<Parse> {
    found.map(|(when, end)| Parse::new(start, end, Meaning::Date(when)))
}

#[expect(clippy::unnecessary_wraps, reason = "an arm of a match over productions")]
fn reference(start: usize, end: usize, name: &'static str) -> Option<Parse> {
    Some(Parse::new(start, end, Meaning::Reference(name)))
}

#[expect(clippy::unnecessary_wraps, reason = "an arm of a match over productions")]
fn set(start: usize, end: usize, repeat: Repeat) -> Option<Parse> {
    Some(Parse::new(start, end, Meaning::Set(repeat)))
}

fn from_phrase(words: &Words<'_>, at: usize) -> Option<Parse> {
    let (meaning, modifier, end) = phrase::phrase(words, at)?;
    let found = Parse { modifier, ..Parse::new(at, end, meaning) };
    Some(match meaning {
        Meaning::Date(when) => with_clock(words, found, when),
        _ => found,
    })
}

fn number(words: &Words<'_>, at: usize) -> Option<Parse> {
    clock_first(words, at)
        .or_else(|| day_first(words, at))
        .or_else(|| date(at, calendar::year(words, at)).filter(|_| words.kind(at) == Kind::Number))
        .or_else(|| quantity(words, at))
        .or_else(|| date(at, calendar::year(words, at)))
        .or_else(|| from_phrase(words, at))
}

/// "the": a phrase, a date ("the 23rd of April"), a decade.
fn the(words: &Words<'_>, at: usize) -> Option<Parse> {
    if matches!(words.next(at), Kind::DigitOrdinal | Kind::Ordinal)
        && let Some(found) = calendar::day_first(words, at + 1)
    {
        return date(at, Some(found));
    }
    from_phrase(words, at)
}

/// "fiscal 1989", "fiscal second quarter".
fn fiscal(words: &Words<'_>, at: usize) -> Option<Parse> {
    if words.is_joined(at)
        && let Some(found) = calendar::year(words, at + 1)
    {
        return date(at, Some(found));
    }
    from_phrase(words, at)
}

/// A season without a word before it needs its year or "in" ("fall of the wall").
fn season(words: &Words<'_>, at: usize) -> Option<Parse> {
    let season = Season::from_number(words.number(at));
    let is_year = words.next(at) == Kind::Digits && words.n_digits(at + 1) == 4;
    if is_year && (1900..2100).contains(&words.number(at + 1)) {
        let year = i16::try_from(words.number(at + 1)).ok()?;
        return date(at, Some((When::Fixed(Period::Season(year, season)), at + 2)));
    }
    None
}

/// "year-ago", "year-earlier" before the name of a result: the quarter a year before.
fn year_ago(words: &Words<'_>, at: usize) -> Option<Parse> {
    let is_year_ago = words.kind(at) == Kind::Unit
        && unit(words, at) == Unit::Year
        && words.gap(at) == Gap::Hyphen
        && matches!(words.kind(at + 1), Kind::Ago | Kind::Earlier);
    let meaning = Meaning::Date(When::SpokenQuarter { years: -1 });
    is_year_ago.then(|| Parse::new(at, at + 2, meaning))
}

/// "year-end", "the year's end".
fn year_end(words: &Words<'_>, at: usize) -> Option<Parse> {
    let head = if words.kind(at) == Kind::The { at + 1 } else { at };
    let is_end = words.kind(head) == Kind::Unit
        && unit(words, head) == Unit::Year
        && matches!(words.gap(head), Gap::Hyphen | Gap::Possessive)
        && words.kind(head + 1) == Kind::Edge
        && words.word(head + 1).eq_ignore_ascii_case("end");
    is_end.then_some(())?;
    let when = When::Shifted { unit: Unit::Year, n: 0, anchor: Anchor::Published };
    let found = Parse::new(at, head + 2, Meaning::Date(when));
    Some(Parse { modifier: Some(Modifier::End), ..found })
}

/// A time of day, perhaps with the day after it.
fn clock_first(words: &Words<'_>, at: usize) -> Option<Parse> {
    let ClockParse { clock, zone, end } = clock::clock(words, at)?;
    let of_clock = end;
    let (day, end) = day_after(words, end).map_or((None, end), |(day, end)| (Some(day), end));
    // "Nine o'clock on Tuesday evening".
    let has_half = words.kind(of_clock.saturating_sub(1)) != Kind::OClock;
    let is_late = end > of_clock
        && words.kind(end - 1) == Kind::Part
        && Part::from_number(words.number(end - 1)) != Part::Morning;
    let clock = match clock {
        Clock::At { hour, minute, second } if is_late && !has_half && hour < 12 => {
            Clock::At { hour: hour + 12, minute, second }
        }
        _ => clock,
    };
    Some(Parse { zone, ..Parse::new(at, end, Meaning::Time(day, clock)) })
}

/// The day that follows a time of day.
fn day_after(words: &Words<'_>, end: usize) -> Option<(When, usize)> {
    let last = end.checked_sub(1)?;
    matches!(words.gap(last), Gap::Space | Gap::Comma | Gap::Dot).then_some(())?;
    let at = if words.kind(end) == Kind::On { end + 1 } else { end };
    let (when, end) = calendar::day(words, at).or_else(|| {
        let (meaning, _, end) = phrase::phrase(words, at)?;
        match meaning {
            Meaning::Time(Some(day), Clock::Part(_)) => Some((day, end)),
            Meaning::Date(day @ When::Weekday { .. }) => Some((day, end)),
            Meaning::Date(day @ When::Shifted { unit: Unit::Day, .. }) => Some((day, end)),
            _ => None,
        }
    })?;
    Some((when, phrase::skip_part(words, end)))
}

/// A day, perhaps with its part or a time of day after it.
fn day_first(words: &Words<'_>, at: usize) -> Option<Parse> {
    let (when, end) = calendar::day(words, at)?;
    Some(with_clock(words, Parse::new(at, end, Meaning::Date(when)), when))
}

/// `found` with the part of the day or the time after it.
fn with_clock(words: &Words<'_>, found: Parse, when: When) -> Parse {
    let is_day = match when {
        When::InYear { day, .. } => day > 0,
        When::Weekday { .. } | When::Fixed(Period::Day(_)) => true,
        When::Shifted { unit, .. } => unit == Unit::Day,
        _ => false,
    };
    if !is_day {
        return found;
    }
    let end = found.end;
    if words.is_joined(end - 1) && words.kind(end) == Kind::Parts {
        return match when {
            When::Weekday { day, .. } => {
                let part = Part::from_number(words.number(end));
                Parse {
                    end: end + 1,
                    meaning: Meaning::Set(Repeat::Weekday(day, Some(part))),
                    ..found
                }
            }
            _ => found,
        };
    }
    let meaning = phrase::with_part(words, when, end);
    if meaning != Meaning::Date(when) {
        return Parse { end: end + 1, meaning, ..found };
    }
    let is_near = matches!(words.gap(end - 1), Gap::Space | Gap::Comma);
    if is_near && words.kind(end) == Kind::At && words.is_joined(end) {
        let about = words.kind(end + 1) == Kind::Approx;
        let from = if about { end + 2 } else { end + 1 };
        if let Some(ClockParse { clock, zone, end }) = clock::clock(words, from) {
            return Parse { end, meaning: Meaning::Time(Some(when), clock), zone, ..found };
        }
    }
    found
}

/// "today", "yesterday evening", "tonight".
fn day_word(words: &Words<'_>, at: usize) -> Option<Parse> {
    if words.number(at) > 1 {
        let day = When::Shifted { unit: Unit::Day, n: 0, anchor: Anchor::Published };
        let meaning = Meaning::Time(Some(day), Clock::Part(Part::Night));
        return Some(Parse::new(at, at + 1, meaning));
    }
    day_first(words, at)
}

/// "morning yesterday", "afternoon of April 23".
fn part_of_day(words: &Words<'_>, at: usize) -> Option<Parse> {
    let from = if words.next(at) == Kind::Of { at + 2 } else { at + 1 };
    words.is_joined(at).then_some(())?;
    let (day, end) = calendar::day(words, from)?;
    let part = Part::from_number(words.number(at));
    Some(Parse::new(at, end, Meaning::Time(Some(day), Clock::Part(part))))
}

/// "every day", "each Thursday", "every two weeks", "each July".
fn repeated(words: &Words<'_>, at: usize) -> Option<Parse> {
    words.is_joined(at).then_some(())?;
    let head = at + 1;
    let number = i8::try_from(words.number(head)).unwrap_or_default();
    let repeat = match words.kind(head) {
        Kind::Unit => Repeat::Every(Amount::Exact(1), unit(words, head)),
        Kind::Weekday => {
            let part =
                (words.next(head) == Kind::Part).then(|| Part::from_number(words.number(head + 1)));
            let end = if part.is_some() { head + 2 } else { head + 1 };
            return set(at, end, Repeat::Weekday(number, part));
        }
        Kind::Month => Repeat::Month(number),
        Kind::Season => Repeat::Season(Season::from_number(words.number(head))),
        Kind::Part => Repeat::Part(Part::from_number(words.number(head))),
        _ => {
            let (n, end) = amount(words, head)?;
            let is_unit = words.is_joined(end - 1) && words.kind(end) == Kind::Units;
            return is_unit.then(|| set(at, end + 1, Repeat::Every(n, unit(words, end)))).flatten();
        }
    };
    set(at, head + 1, repeat)
}

/// "Tuesdays", "Tuesday nights".
fn weekdays(words: &Words<'_>, at: usize) -> Option<Parse> {
    let day = i8::try_from(words.number(at)).ok()?;
    set(at, at + 1, Repeat::Weekday(day, None))
}

/// "per day", "twice a week": the unit stands at `head`.
fn per(words: &Words<'_>, at: usize, head: usize) -> Option<Parse> {
    let is_unit = words.is_joined(head - 1) && words.kind(head) == Kind::Unit;
    is_unit.then(|| set(at, head + 1, Repeat::Every(Amount::Exact(1), unit(words, head)))).flatten()
}

/// "three weeks", "a year ago", "five-year", "2 1/2 years", "months ago".
fn quantity(words: &Words<'_>, at: usize) -> Option<Parse> {
    let (mut n, mut end) = count(words, at)?;
    if matches!(words.char_before(at), Some('$' | '£' | '€' | '¥' | '.')) {
        return None;
    }
    if end > at {
        (words.is_joined(end - 1)).then_some(())?;
    }
    while words.kind(end) == Kind::Filler && words.is_joined(end) && end < at + 8 {
        end += 1;
    }
    let is_bare = end == at;
    let is_unit = words.kind(end) == Kind::Units || (words.kind(end) == Kind::Unit && !is_bare);
    is_unit.then_some(())?;
    let (unit, factor) = Unit::from_number(words.number(end));
    if let Amount::Exact(k) = n {
        n = Amount::Exact(k.saturating_mul(factor));
    }
    end += 1;
    let counted = n;
    if words.next(end - 1) == Kind::And
        && words.next(end) == Kind::Article
        && words.next(end + 1) == Kind::Half
    {
        n = n.exact().map_or(n, Amount::AndHalf);
        end += 3;
    }
    let has_half = n != counted;
    if is_age(words, end, unit) {
        return None;
    }
    // "three-quarters", "three quarters of the money"
    let is_fraction = unit == Unit::Quarter
        && words.kind(end - 1) == Kind::Units
        && (end >= 2 && words.gap(end - 2) == Gap::Hyphen
            || words.next(end - 1) == Kind::Of
                && matches!(words.next(end), Kind::The | Kind::Article | Kind::These));
    if is_fraction {
        return None;
    }
    let is_dated = n.exact().is_some() && unit >= Unit::Day;
    if let Some((sign, anchor, end)) = direction(words, end)
        && (anchor == Anchor::Published || is_dated)
    {
        return Some(Parse::new(
            at,
            end,
            Meaning::Date(When::Away { amount: n, unit, sign, anchor }),
        ));
    }
    if let Some((second, end)) = rest_of_length(words, end, unit)
        && let Some(n) = n.exact()
    {
        let third = rest_of_length(words, end, second.1);
        let end = third.map_or(end, |(_, end)| end);
        if direction(words, end).is_none() {
            let parts = [Some((n, unit)), Some(second), third.map(|(third, _)| third)];
            return Some(Parse::new(at, end, Meaning::Length(parts)));
        }
    }
    let needs_lead = (is_bare || words.kind(at) == Kind::Article) && !has_half;
    let is_length = !needs_lead || is_led_length(words, at, end);
    is_length.then(|| Parse::new(at, end, Meaning::Duration(n, unit)))
}

/// What a length goes on with at word `at`, behind so many of `unit`: how many of a smaller unit, and
/// the word after it ("two hours and 40 minutes", "two hours, four minutes and eight seconds").
fn rest_of_length(words: &Words<'_>, at: usize, unit: Unit) -> Option<((i32, Unit), usize)> {
    let first = if words.next(at - 1) == Kind::And { at + 1 } else { at };
    (words.is_joined(first - 1) || words.gap(first - 1) == Gap::Comma).then_some(())?;
    let (n, end) = amount(words, first)?;
    let is_unit = words.is_joined(end - 1) && matches!(words.kind(end), Kind::Unit | Kind::Units);
    is_unit.then_some(())?;
    let (minor, factor) = Unit::from_number(words.number(end));
    let is_smaller = matches!(
        (unit, minor),
        (Unit::Year, Unit::Month)
            | (Unit::Month | Unit::Week, Unit::Day)
            | (Unit::Day, Unit::Hour)
            | (Unit::Hour, Unit::Minute)
            | (Unit::Minute, Unit::Second)
    );
    (is_smaller && factor == 1).then_some(((n.exact()?, minor), end + 1))
}

/// How many units, where "a" is one and units alone are some.
fn count(words: &Words<'_>, at: usize) -> Option<(Amount, usize)> {
    if words.kind(at) == Kind::Units {
        return Some((Amount::Vague, at));
    }
    let (n, end) = match amount(words, at) {
        Some(found) => found,
        None if words.kind(at) == Kind::Article => (Amount::Exact(1), at + 1),
        None => return None,
    };
    let is_range = matches!(words.next(end - 1), Kind::To | Kind::Or) && words.is_joined(end);
    match is_range.then(|| amount(words, end + 1)).flatten() {
        Some((_, range_end)) if matches!(words.kind(range_end), Kind::Units) => {
            Some((n, range_end))
        }
        _ => Some((n, end)),
    }
}

/// "year-old", "years of age": an age is a quantity and no time.
fn is_age(words: &Words<'_>, end: usize, unit: Unit) -> bool {
    unit == Unit::Year
        && words.is_joined(end - 1)
        && (words.word(end) == "old"
            || (words.kind(end) == Kind::Of && words.word(end + 1) == "age"))
}

/// "ago", "earlier", "later", "from now" after a number of units.
fn direction(words: &Words<'_>, end: usize) -> Option<(i32, Anchor, usize)> {
    let at =
        if words.next(end - 1) == Kind::Or && words.next(end) == Kind::So { end + 2 } else { end };
    words.is_joined(at - 1).then_some(())?;
    let is_closed = !matches!(words.gap(at), Gap::Space | Gap::Hyphen);
    match words.kind(at) {
        Kind::Ago => Some((-1, Anchor::Published, at + 1)),
        Kind::Earlier => Some((-1, Anchor::Spoken, at + 1)),
        Kind::Before if is_closed => Some((-1, Anchor::Spoken, at + 1)),
        Kind::Later => Some((1, Anchor::Spoken, at + 1)),
        Kind::After if is_closed => Some((1, Anchor::Spoken, at + 1)),
        Kind::Hence => Some((1, Anchor::Published, at + 1)),
        Kind::From if words.next(at) == Kind::Present => Some((1, Anchor::Published, at + 2)),
        _ => None,
    }
}

/// Whether "a week" or "years" stands where a length stands: "for a week", "in years".
fn is_led_length(words: &Words<'_>, at: usize, end: usize) -> bool {
    matches!(
        words.previous(at),
        Kind::For
            | Kind::In
            | Kind::Under
            | Kind::Over
            | Kind::After
            | Kind::Than
            | Kind::Approx
            | Kind::Least
            | Kind::By
            | Kind::Before
            | Kind::Prep
    ) && words.next(end - 1) != Kind::Of
}
