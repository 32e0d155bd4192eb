//! What a quantity takes over from one before it in its sentence.

use super::{find::Reading, model::QuantityClass};
use crate::mention::{Fact, Mention, words::Words};

/// "12 people, including five children": the same is said of both; "killed 12 soldiers
/// and 30 civilians" likewise.
pub(super) fn inherit(
    words: &Words<'_>,
    reading: &Reading<'_>,
    last: Option<&Reading<'_>>,
    before: Option<&Mention>,
    mention: &mut Mention,
) {
    let (Some(last), Some(before)) = (last, before) else { return };
    let (Fact::Quantity(now), Fact::Quantity(earlier)) = (&mut mention.fact, &before.fact) else {
        return;
    };
    let Some(link) = reading.first.checked_sub(1) else { return };
    if now.predicate.is_some()
        || now.class != QuantityClass::Cardinal
        || earlier.class != QuantityClass::Cardinal
    {
        return;
    }
    let last_end = last.counted.filter(|np| np.first >= last.end).map_or(last.end, |np| np.end);
    let includes = words.reads(link, "including") && reading.first <= last_end + 6;
    let coordinates = (words.reads(link, "and") || words.reads(link, "or")) && link == last_end
        || reading.first == last_end && words.gap(reading.first) == ", ";
    if includes || coordinates {
        now.predicate.clone_from(&earlier.predicate);
    }
}

/// Words that set an amount beside another one.
const LINKS: [&str; 6] = ["from", "to", "than", "with", "against", "versus"];
/// Scale from which an amount may be told without its currency.
const MILLION: f64 = 1e6;

/// "98 million euros, up from 61 million": the second is of the currency of the first.
pub(super) fn inherit_currency(
    words: &Words<'_>,
    reading: &Reading<'_>,
    earlier: &[Mention],
    mention: &mut Mention,
) {
    let Fact::Quantity(now) = &mut mention.fact else { return };
    let is_linked = reading
        .first
        .checked_sub(1)
        .is_some_and(|link| LINKS.iter().any(|word| words.reads(link, word)));
    let is_bare = now.class == QuantityClass::Cardinal
        && now.unit.is_none()
        && now.counted_head.is_none()
        && now.predicate.is_none()
        && reading.number.scale >= MILLION;
    if !is_bare || !is_linked {
        return;
    }
    let amount = earlier.iter().rev().find_map(|mention| match &mention.fact {
        Fact::Quantity(q) if q.class == QuantityClass::Money && q.low >= MILLION => Some(q),
        _ => None,
    });
    if let Some(amount) = amount {
        now.class = QuantityClass::Money;
        now.unit.clone_from(&amount.unit);
    }
}
