//! Phrases around a unit, month, season or part of the day: "last week", "the first nine
//! months", "this year's third quarter", "the past two years", "last night".

use super::{
    amount::{Amount, amount, spelled_year},
    calendar,
    lexicon::Kind,
    meaning::{Anchor, Clock, Meaning, Part, Side, When, YearOf},
    model::Modifier,
    period::{Period, Season, Unit},
    words::{Gap, Words},
};

/// Most words before the head of a phrase.
const MAX_LEN: usize = 9;

/// What stands before the head.
#[derive(Debug, Clone, Copy, Default)]
struct Lead {
    /// "the", "this", "that", "these".
    determiner: Option<Kind>,
    /// "last", "next", "recent" …
    relation: Option<Kind>,
    n_units: Option<Amount>,
    ordinal: Option<i8>,
    is_fiscal: bool,
    year: Option<YearOf>,
    modifier: Option<Modifier>,
}

/// The phrase that starts at word `at`: what it says, its modifier, the word after.
pub(super) fn phrase(words: &Words<'_>, at: usize) -> Option<(Meaning, Option<Modifier>, usize)> {
    let mut lead = Lead::default();
    let mut here = at;
    while here < at + MAX_LEN {
        if let Some((meaning, end)) = head(words, at, here, lead) {
            return Some((meaning, lead.modifier, end));
        }
        let next = extend(words, &mut lead, at, here)?;
        let is_possessive = lead.year.is_some() && words.gap(next - 1) == Gap::Possessive;
        if !(words.is_joined(next - 1) || is_possessive) {
            return None;
        }
        here = next;
    }
    None
}

/// Takes the words at `here` into `lead`; the word after them, or `None` if they do not fit.
fn extend(words: &Words<'_>, lead: &mut Lead, start: usize, here: usize) -> Option<usize> {
    let kind = words.kind(here);
    match kind {
        Kind::The | Kind::This | Kind::That | Kind::These if here == start => {
            lead.determiner = Some(kind);
        }
        Kind::Last
        | Kind::Past
        | Kind::Next
        | Kind::Coming
        | Kind::Previous
        | Kind::Following
        | Kind::Recent
        | Kind::Latest
        | Kind::Current
        | Kind::Same
        | Kind::Future
        | Kind::Near
            if lead.relation.is_none() && lead.n_units.is_none() =>
        {
            // "last-minute", "next-door"
            (words.gap(here) != Gap::Hyphen).then_some(())?;
            if let Some(found) = relative_year(words, kind, here) {
                lead.year = Some(found.0);
                return Some(found.1);
            }
            lead.relation = Some(kind);
        }
        Kind::Fiscal => lead.is_fiscal = true,
        Kind::Filler | Kind::Near | Kind::Same => {}
        Kind::Each if lead.determiner.is_none() && here == start => return None,
        Kind::Early => lead.modifier = Some(Modifier::Start),
        Kind::Mid => lead.modifier = Some(Modifier::Mid),
        Kind::Late => lead.modifier = Some(Modifier::End),
        Kind::Ordinal | Kind::DigitOrdinal if lead.ordinal.is_none() => {
            lead.ordinal = i8::try_from(words.number(here)).ok();
        }
        Kind::Digits if is_year_before_part(words, here) => {
            lead.year = i16::try_from(words.number(here)).ok().map(YearOf::Known);
        }
        Kind::Unit if lead.determiner == Some(Kind::This) && here == start + 1 => {
            let is_year = words.number(here) == 8 && words.gap(here) == Gap::Possessive;
            is_year.then(|| lead.year = Some(YearOf::Shifted(0)))?;
        }
        Kind::Unit if is_year_ago(words, here) => {
            lead.year = Some(YearOf::Spoken(-1));
            return Some(here + 2);
        }
        Kind::Article if here == start && words.next(here) == Kind::Unit => {
            is_year_ago(words, here + 1).then(|| lead.year = Some(YearOf::Spoken(-1)))?;
            return Some(here + 3);
        }
        _ if lead.n_units.is_none() => {
            let (n_units, end) = amount(words, here)?;
            lead.n_units = Some(n_units);
            return Some(end);
        }
        _ => return None,
    }
    Some(here + 1)
}

/// "last year's" before more.
fn relative_year(words: &Words<'_>, kind: Kind, at: usize) -> Option<(YearOf, usize)> {
    let is_year = words.next(at) == Kind::Unit
        && words.number(at + 1) == 8
        && words.gap(at + 1) == Gap::Possessive;
    let shift = match kind {
        Kind::Last | Kind::Past | Kind::Previous => -1,
        Kind::Next | Kind::Coming => 1,
        Kind::Current => 0,
        _ => return None,
    };
    is_year.then_some((YearOf::Shifted(shift), at + 2))
}

/// "the 1988 third quarter", "1989's third quarter".
fn is_year_before_part(words: &Words<'_>, at: usize) -> bool {
    let after = words.kind(at + 1);
    words.n_digits(at) == 4
        && (1900..=2099).contains(&words.number(at))
        && matches!(words.gap(at), Gap::Space | Gap::Possessive | Gap::Hyphen)
        && (matches!(after, Kind::Ordinal | Kind::Fiscal | Kind::PeriodNoun)
            || (after == Kind::Unit && words.number(at + 1) == 7)
            || (after == Kind::Season && words.gap(at) == Gap::Space))
}

/// "year-ago", "year-earlier" before more.
fn is_year_ago(words: &Words<'_>, at: usize) -> bool {
    words.number(at) == 8
        && matches!(words.next(at), Kind::Ago | Kind::Earlier)
        && matches!(
            words.next(at + 1),
            Kind::Unit
                | Kind::PeriodNoun
                | Kind::Ordinal
                | Kind::Fiscal
                | Kind::Number
                | Kind::Tens
        )
}

fn head(words: &Words<'_>, start: usize, at: usize, lead: Lead) -> Option<(Meaning, usize)> {
    let number = words.number(at);
    match words.kind(at) {
        Kind::Unit if is_year_ago(words, at) && words.kind(at) == Kind::Unit => None,
        Kind::Unit if words.gap(at) == Gap::Possessive && number == 8 && lead.n_units.is_none() => {
            let is_more = matches!(words.kind(at + 1), Kind::Ordinal | Kind::Fiscal | Kind::Half)
                || (words.kind(at + 1) == Kind::Unit && words.number(at + 1) == 7);
            if is_more { None } else { unit_head(words, start, at, lead) }
        }
        Kind::Unit => unit_head(words, start, at, lead),
        Kind::Units => units_head(words, at, lead),
        Kind::PeriodNoun => period_head(words, at, lead),
        Kind::Half if lead.ordinal.is_some() || lead.relation.is_some() => {
            half_head(words, at, lead)
        }
        Kind::Month | Kind::MonthAbbr => {
            let (when, end) = calendar::month_first(words, at)?;
            let side = side_of(lead)?;
            match when {
                When::InYear { month, day, .. } => {
                    let year = YearOf::Unsaid(side);
                    Some((Meaning::Date(When::InYear { month, day, year }), end))
                }
                fixed => Some((Meaning::Date(fixed), end)),
            }
        }
        Kind::Weekday => {
            let side = side_of(lead)?;
            let (when, end) = calendar::weekday(words, at, side);
            Some((with_part(words, when, end), skip_part(words, end)))
        }
        Kind::Season => season_head(words, at, lead),
        Kind::Part => part_head(words, at, lead),
        Kind::DigitDecade | Kind::DecadeWord if lead.determiner == Some(Kind::The) => {
            let (when, end) = calendar::decade(words, at)?;
            Some((Meaning::Date(when), end))
        }
        Kind::Future if lead.relation != Some(Kind::Past) => {
            let is_noun = !matches!(words.next(at), Kind::Units | Kind::Unit | Kind::Of);
            (is_noun && lead.determiner == Some(Kind::The))
                .then_some((Meaning::Reference("FUTURE_REF"), at + 1))
        }
        Kind::TermNoun
            if lead.relation == Some(Kind::Near)
                && lead.determiner == Some(Kind::The)
                && words.gap(at - 1) == Gap::Space =>
        {
            Some((Meaning::Reference("FUTURE_REF"), at + 1))
        }
        Kind::Past if is_past_noun(words, at, lead) => {
            Some((Meaning::Reference("PAST_REF"), at + 1))
        }
        _ => None,
    }
}

/// "the past", "the recent past" with no noun after.
fn is_past_noun(words: &Words<'_>, at: usize, lead: Lead) -> bool {
    let is_end = words.gap(at) != Gap::Space
        || (words.kind(at + 1) == Kind::Other && words.previous(at) == Kind::The && {
            matches!(words.word(at + 1), "when" | "that" | "because" | "he" | "they" | "she" | "it")
        })
        || matches!(words.kind(at + 1), Kind::And | Kind::Was | Kind::Will | Kind::By);
    lead.determiner == Some(Kind::The) && is_end
}

/// The side a month, weekday or season lies on; `None` if the lead does not go with one.
fn side_of(lead: Lead) -> Option<Side> {
    let is_plain = lead.n_units.is_none() && lead.ordinal.is_none();
    is_plain.then_some(())?;
    match (lead.determiner, lead.relation) {
        (_, Some(Kind::Last | Kind::Past | Kind::Previous)) => Some(Side::Past),
        (_, Some(Kind::Next | Kind::Coming | Kind::Following)) => Some(Side::Future),
        (Some(Kind::This), None) => Some(Side::This),
        (None | Some(Kind::The), None) if lead.modifier.is_some() => Some(Side::Unsaid),
        _ => None,
    }
}

/// The part of the day after a day, if one follows.
pub(super) fn with_part(words: &Words<'_>, when: When, end: usize) -> Meaning {
    if words.is_joined(end - 1) && words.kind(end) == Kind::Part {
        let part = Part::from_number(words.number(end));
        return Meaning::Time(Some(when), Clock::Part(part));
    }
    Meaning::Date(when)
}

/// The word after that part of the day.
pub(super) fn skip_part(words: &Words<'_>, end: usize) -> usize {
    if words.is_joined(end - 1) && words.kind(end) == Kind::Part { end + 1 } else { end }
}

fn unit_head(words: &Words<'_>, start: usize, at: usize, lead: Lead) -> Option<(Meaning, usize)> {
    let (unit, n) = Unit::from_number(words.number(at));
    let end = at + 1;
    if unit == Unit::Quarter {
        return quarter_head(words, at, lead);
    }
    if let (Some(ordinal), Unit::Century) = (lead.ordinal, unit) {
        let century = Period::Century(i16::from(ordinal) - 1);
        return Some((Meaning::Date(When::Fixed(century)), end));
    }
    if let Some(n_units) = lead.n_units {
        let is_free = lead.relation.is_none() && lead.determiner.is_none();
        return (!is_free).then_some((Meaning::Duration(n_units, unit), end));
    }
    (lead.ordinal.is_none() && lead.year.is_none()).then_some(())?;
    let shifted = |n: i32, anchor| Meaning::Date(When::Shifted { unit, n, anchor });
    let the = lead.determiner == Some(Kind::The);
    let meaning = match (lead.determiner, lead.relation) {
        (Some(Kind::That), Some(_)) => return None,
        (Some(Kind::The), Some(Kind::Last | Kind::Past))
            if !matches!(unit, Unit::Year | Unit::Decade | Unit::Weekend) =>
        {
            Meaning::Duration(Amount::Exact(n), unit)
        }
        (Some(Kind::The), Some(Kind::Next)) if unit == Unit::Day => shifted(1, Anchor::Spoken),
        (Some(Kind::The), Some(Kind::Next)) => Meaning::Duration(Amount::Exact(n), unit),
        (_, Some(_)) if unit < Unit::Day => return None,
        (_, Some(Kind::Last | Kind::Past)) if unit == Unit::Weekend => {
            Meaning::Date(When::Weekend { side: Side::Past })
        }
        (_, Some(Kind::Last | Kind::Past)) => shifted(-n, Anchor::Published),
        (_, Some(Kind::Next)) if unit == Unit::Weekend => {
            Meaning::Date(When::Weekend { side: Side::Future })
        }
        (_, Some(Kind::Next | Kind::Coming)) => shifted(n, Anchor::Published),
        (_, Some(Kind::Current)) => shifted(0, Anchor::Published),
        (_, Some(Kind::Following)) => shifted(1, Anchor::Spoken),
        (_, Some(Kind::Previous)) => shifted(-1, Anchor::Spoken),
        (_, Some(Kind::Same)) if the && unit != Unit::Weekend => shifted(0, Anchor::Spoken),
        (Some(Kind::This), None) if unit == Unit::Weekend => {
            Meaning::Date(When::Weekend { side: Side::This })
        }
        (Some(Kind::This), None) if unit > Unit::Day => shifted(0, Anchor::Published),
        (Some(Kind::That), None) if unit >= Unit::Day => shifted(0, Anchor::Spoken),
        (Some(Kind::The), None) if unit == Unit::Weekend => {
            Meaning::Date(When::Weekend { side: Side::Unsaid })
        }
        (Some(Kind::The), None) => return the_unit(words, start, at, lead, unit),
        (None, None) if lead.is_fiscal && unit == Unit::Year => shifted(0, Anchor::Published),
        _ => return None,
    };
    Some((meaning, end))
}

/// "the year", "the week", "the month": this one, or a length after "for" and "in".
fn the_unit(
    words: &Words<'_>,
    start: usize,
    at: usize,
    lead: Lead,
    unit: Unit,
) -> Option<(Meaning, usize)> {
    let end = at + 1;
    if unit == Unit::Year && words.gap(at) == Gap::Space {
        if let Some((when, end)) = calendar::year(words, end) {
            return Some((Meaning::Date(when), end));
        }
        if words.kind(end) == Kind::Number
            && words.number(end) == 2
            && words.next(end) == Kind::Scale
        {
            return Some((Meaning::Date(When::Fixed(Period::Year(2000))), end + 2));
        }
    }
    if words.gap(at) == Gap::Space && matches!(words.word(end), "ended" | "ending") {
        return Some((Meaning::Duration(Amount::Exact(1), unit), end));
    }
    let is_date = matches!(unit, Unit::Year | Unit::Month | Unit::Week)
        && (lead.is_fiscal
            || matches!(
                words.previous(start),
                Kind::Of | Kind::In | Kind::This | Kind::For | Kind::Earlier | Kind::Later
            ));
    is_date.then_some(())?;
    let shifted = When::Shifted { unit, n: 0, anchor: Anchor::Published };
    Some((Meaning::Date(shifted), end))
}

fn units_head(words: &Words<'_>, at: usize, lead: Lead) -> Option<(Meaning, usize)> {
    let (unit, n) = Unit::from_number(words.number(at));
    let end = at + 1;
    if let (Some(1 | 2), Some(Amount::Exact(2)), Unit::Quarter) = (lead.ordinal, lead.n_units, unit)
    {
        let (year, end) = year_tail(words, end, lead);
        let year = year?;
        return Some((Meaning::Date(When::PartOfYear { unit: Unit::Half, n: 1, year }), end));
    }
    if let Some(n_units) = lead.n_units {
        let is_free =
            lead.relation.is_none() && lead.determiner.is_none() && lead.ordinal.is_none();
        let n_units = match n_units {
            Amount::Exact(k) => Amount::Exact(k.saturating_mul(n)),
            other => other,
        };
        return (!is_free).then_some((Meaning::Duration(n_units, unit), end));
    }
    match (lead.determiner, lead.relation) {
        (_, Some(Kind::Recent | Kind::Past | Kind::Previous)) => {
            Some((Meaning::Reference("PAST_REF"), end))
        }
        (_, Some(Kind::Coming | Kind::Future)) => Some((Meaning::Reference("FUTURE_REF"), end)),
        (Some(Kind::These), None) if unit == Unit::Day => {
            let is_far = words.previous(at) == Kind::These
                && words.word(at - 1).eq_ignore_ascii_case("those");
            let name = if is_far { "PAST_REF" } else { "PRESENT_REF" };
            Some((Meaning::Reference(name), end))
        }
        _ => None,
    }
}

fn quarter_head(words: &Words<'_>, at: usize, lead: Lead) -> Option<(Meaning, usize)> {
    let (year, end) = year_tail(words, at + 1, lead);
    let unit = Unit::Quarter;
    if let Some(n) = lead.ordinal {
        (1..=4).contains(&n).then_some(())?;
        let side = match lead.relation {
            Some(Kind::Next | Kind::Coming) => Side::Future,
            _ => Side::Unsaid,
        };
        let year = year.unwrap_or(YearOf::Unsaid(side));
        return Some((Meaning::Date(When::PartOfYear { unit, n, year }), end));
    }
    if let Some(n_units) = lead.n_units {
        return Some((Meaning::Duration(n_units, unit), at + 1));
    }
    let spoken = |years| Some((Meaning::Date(When::SpokenQuarter { years }), end));
    let shifted = |n, anchor| Some((Meaning::Date(When::Shifted { unit, n, anchor }), at + 1));
    match year {
        Some(YearOf::Spoken(years) | YearOf::Shifted(years)) => return spoken(years),
        Some(YearOf::Known(year)) => {
            return Some((
                Meaning::Date(When::PartOfYear { unit, n: 0, year: YearOf::Known(year) }),
                end,
            ));
        }
        _ => {}
    }
    match (lead.determiner, lead.relation) {
        (_, Some(Kind::Latest)) | (Some(Kind::The | Kind::That), None) => spoken(0),
        (_, Some(Kind::Last | Kind::Past)) => shifted(-1, Anchor::Published),
        (_, Some(Kind::Previous)) => shifted(-1, Anchor::Spoken),
        (_, Some(Kind::Following)) => shifted(1, Anchor::Spoken),
        (_, Some(Kind::Next | Kind::Coming)) => shifted(1, Anchor::Published),
        (_, Some(Kind::Current)) | (Some(Kind::This), None) => shifted(0, Anchor::Published),
        (_, Some(Kind::Same)) => spoken(0),
        _ => None,
    }
}

fn period_head(words: &Words<'_>, at: usize, lead: Lead) -> Option<(Meaning, usize)> {
    let (year, end) = year_tail(words, at + 1, lead);
    let years = match year {
        Some(YearOf::Spoken(years) | YearOf::Shifted(years)) => years,
        Some(year @ YearOf::Known(_)) => {
            let when = When::PartOfYear { unit: Unit::Quarter, n: 0, year };
            return Some((Meaning::Date(when), end));
        }
        _ if lead.relation == Some(Kind::Latest) => 0,
        _ => return None,
    };
    Some((Meaning::Date(When::SpokenQuarter { years }), end))
}

fn half_head(words: &Words<'_>, at: usize, lead: Lead) -> Option<(Meaning, usize)> {
    let (year, end) = year_tail(words, at + 1, lead);
    let n = match (lead.ordinal, lead.relation) {
        (Some(n @ 1..=2), _) => n,
        (None, Some(Kind::Last)) => 2,
        _ => return None,
    };
    let year = year?;
    Some((Meaning::Date(When::PartOfYear { unit: Unit::Half, n, year }), end))
}

/// The year after a part of it: "of 1990", "last year", "a year ago"; the word after.
fn year_tail(words: &Words<'_>, end: usize, lead: Lead) -> (Option<YearOf>, usize) {
    if lead.year.is_some() || !(words.is_joined(end - 1) || words.gap(end - 1) == Gap::Comma) {
        return (lead.year, end);
    }
    let has_of = matches!(words.kind(end), Kind::Of | Kind::In);
    let at = if has_of { end + 1 } else { end };
    let is_fiscal = words.kind(at) == Kind::Fiscal;
    let at = if is_fiscal { at + 1 } else { at };
    let is_the = has_of && words.kind(at) == Kind::The;
    let relation = words.kind(at);
    let is_year_next = words.next(at) == Kind::Unit && words.number(at + 1) == 8;
    if let Some((year, end)) = spelled_year(words, at) {
        return (Some(YearOf::Known(year)), end);
    }
    match relation {
        Kind::Digits if words.n_digits(at) == 4 && (1900..=2099).contains(&words.number(at)) => {
            (i16::try_from(words.number(at)).ok().map(YearOf::Known), at + 1)
        }
        Kind::Last | Kind::Previous if is_year_next => (Some(YearOf::Shifted(-1)), at + 2),
        Kind::This | Kind::Current if is_year_next => (Some(YearOf::Shifted(0)), at + 2),
        Kind::The if is_the && is_year_next => (Some(YearOf::Shifted(0)), at + 2),
        Kind::Next if is_year_next => (Some(YearOf::Shifted(1)), at + 2),
        Kind::Article
            if is_year_next && matches!(words.next(at + 1), Kind::Ago | Kind::Earlier) =>
        {
            (Some(YearOf::Spoken(-1)), at + 3)
        }
        _ => (None, end),
    }
}

fn season_head(words: &Words<'_>, at: usize, lead: Lead) -> Option<(Meaning, usize)> {
    let season = Season::from_number(words.number(at));
    let is_plain = lead.n_units.is_none() && lead.ordinal.is_none();
    is_plain.then_some(())?;
    let (year, end) = year_tail(words, at + 1, lead);
    let year = match (year, side_of(lead)) {
        (Some(year), _) => year,
        (None, Some(side)) => YearOf::Unsaid(side),
        // "the fall of the wall", "the spring in his step"
        (None, None) if lead.determiner == Some(Kind::The) && lead.relation.is_none() => {
            let is_safe = matches!(season, Season::Summer | Season::Winter)
                || words.previous(at - 1) == Kind::In;
            (is_safe && words.next(at) != Kind::Of).then_some(YearOf::Unsaid(Side::Unsaid))?
        }
        _ => return None,
    };
    Some((Meaning::Date(When::Season { season, year }), end))
}

fn part_head(words: &Words<'_>, at: usize, lead: Lead) -> Option<(Meaning, usize)> {
    let part = Part::from_number(words.number(at));
    let (n, anchor) = match (lead.determiner, lead.relation) {
        (Some(Kind::This), None) => (0, Anchor::Published),
        (None, Some(Kind::Last)) => (-1, Anchor::Published),
        (Some(Kind::That), None) | (Some(Kind::The), Some(Kind::Same)) => (0, Anchor::Spoken),
        (Some(Kind::The), Some(Kind::Next | Kind::Following)) => (1, Anchor::Spoken),
        (Some(Kind::The), Some(Kind::Previous)) => (-1, Anchor::Spoken),
        (Some(Kind::The), None) if words.next(at) == Kind::Of => {
            let (when, end) = calendar::day(words, at + 2)?;
            return Some((Meaning::Time(Some(when), Clock::Part(part)), end));
        }
        _ => return None,
    };
    let day = When::Shifted { unit: Unit::Day, n, anchor };
    Some((Meaning::Time(Some(day), Clock::Part(part)), at + 1))
}
