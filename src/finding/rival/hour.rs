//! Rival hours: one deed at two hours of the clock.

use super::{
    Account,
    deed::Least,
    lone::{NEAR_DAY, share_deed},
    name_other_people,
    time::{Told, matched, times, told},
};
use crate::{
    finding::{
        model::{Facet, Said, Verdict},
        rule::Rule,
        statement::{Ruling, Statement, both_say},
        zone,
    },
    mention::{Time, TimeClass},
    normalize::Shape,
    span::TextRange,
};

/// Words before an hour by which a thing was or will be so, or from which on.
const BOUNDS: [&str; 10] =
    ["by", "until", "till", "from", "since", "before", "after", "between", "to", "and"];
/// Minutes up to which two hours of sentences in words of their own may be one, told loosely.
const MAX_MINUTES: i64 = 45;

/// The one hour of each of two sentences, of one deed and by one clock.
pub(super) fn of_sentences(
    (a, said_a): (Account<'_>, &Said),
    (b, said_b): (Account<'_>, &Said),
    least: Least,
) -> Option<Ruling> {
    let (of_a, of_b) = (a.statement(said_a), b.statement(said_b));
    let ((range_a, x), (range_b, y)) = (hour(of_a)?, hour(of_b)?);
    let [p, q] = [(a, range_a), (b, range_b)].map(|(account, range)| account.slot(0, range));
    let (n_words, told) = p.common(&q);
    let is_one_deed = n_words >= least.n_words
        && told >= least.told
        && share_deed((of_a, range_a), (of_b, range_b), NEAR_DAY);
    if minutes_apart(x, y)? <= MAX_MINUTES || !is_one_deed || may_be_of_other_clocks(of_a, of_b) {
        return None;
    }
    let said = [of_a.marked(vec![range_a], None), of_b.marked(vec![range_b], None)];
    let message = both_say(of_a, of_b, &said);
    let (verdict, facet) = (Verdict::Conflict, Some(Facet::Time));
    Some(Ruling { verdict, facet, rule: Rule::RivalHour, message, said })
}

/// Minutes between two hours of one day, as far as is known; none for those of two days: another
/// hour of another day is that of another deed as well.
fn minutes_apart(x: &Time, y: &Time) -> Option<i64> {
    let day = |time: &Time| {
        let (day, _) = time.value.as_deref()?.split_once('T')?;
        Some(day.to_owned()).filter(|day| day != "XXXX-XX-XX")
    };
    if day(x).zip(day(y)).is_some_and(|(x, y)| x != y) {
        return None;
    }
    zone::minutes_of_hours(x, y)
        .or_else(|| zone::is_apart(x, y).then(|| zone::minutes_apart(x, y)).flatten())
}

/// Whether something says that the hours of two sentences may go by other clocks: a place that the
/// other one does not name, or "their time".
fn may_be_of_other_clocks(a: Statement<'_>, b: Statement<'_>) -> bool {
    let names_clock = |s: Statement<'_>| {
        s.tokens().iter().any(|token| ["time", "clocks"].contains(&s.words(token.range)))
    };
    let names_other_place = |s: Statement<'_>, other: Statement<'_>| {
        s.names().any(|(_, name)| {
            zone::is_known(&name.full) && !other.names().any(|(_, known)| known.full == name.full)
        })
    };
    names_clock(a) || names_clock(b) || names_other_place(a, b) || names_other_place(b, a)
}

/// The one hour that a sentence gives, if it is no bound.
fn hour<'a>(statement: Statement<'a>) -> Option<(TextRange, &'a Time)> {
    let mut hours = statement.times().filter(|(range, time)| {
        time.class == TimeClass::Time && !statement.is_time_of_report(*range)
    });
    let (range, time) = hours.next().filter(|_| hours.next().is_none())?;
    (!is_bound(statement, range)).then_some((range, time))
}

fn is_bound(statement: Statement<'_>, hour: TextRange) -> bool {
    let before = statement.tokens().iter().rev().find(|token| token.range.end <= hour.start);
    before.is_some_and(|token| {
        BOUNDS.iter().any(|word| statement.words(token.range).eq_ignore_ascii_case(word))
    })
}

/// What has to speak for two hours of articles, in 1/256 bits.
const MIN_SCORE: u32 = 5 * 256;
/// Minutes up to which two hours of articles may be one, told loosely, and from which they are no
/// slip about one moment.
const LOOSE_MINUTES: i64 = 15;
const MOST_MINUTES: i64 = 6 * 60;
/// Words in lower case that a sentence has at least; a line that dates a page has fewer.
const MIN_WORDS: usize = 5;

/// Rival hours of two accounts.
///
/// Cost: hours of one times hours of the other.
pub(super) fn rulings(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let (in_a, in_b) = (hours_of_one(a, b), hours_of_one(b, a));
    let score = |i: usize, k: usize| {
        let (x, y) = (&in_a[i], &in_b[k]);
        let (of_a, of_b) = (a.statement(&x.said), b.statement(&y.said));
        let is_near = (LOOSE_MINUTES + 1..=MOST_MINUTES).contains(&minutes_apart(x.time, y.time)?);
        let score = x.slot.shared(&y.slot);
        let is_one_deed = is_near
            && score >= MIN_SCORE
            && share_deed((of_a, x.range), (of_b, y.range), NEAR_DAY)
            && !name_other_people(of_a, of_b)
            && !may_be_of_other_clocks(of_a, of_b);
        is_one_deed.then_some(score)
    };
    matched((Facet::Time, Rule::RivalHour), (a, &in_a), (b, &in_b), score, |x, y| {
        minutes_apart(x.time, y.time) == Some(0)
    })
}

/// The hours of deeds that `account` gives and `other` does not.
fn hours_of_one<'a>(account: Account<'a>, other: Account<'_>) -> Vec<Told<'a>> {
    let is_hour = |time: &Time| {
        time.class == TimeClass::Time
            && time.value.as_deref().is_some_and(|value| value.contains(':'))
    };
    let given: Vec<&Time> = times(other).map(|(.., time)| time).filter(|t| is_hour(t)).collect();
    let is_given = |time: &Time| {
        given.iter().any(|y| minutes_apart(time, y).is_some_and(|apart| apart <= LOOSE_MINUTES))
    };
    let mut hours = told(account, |_, time| is_hour(time) && !is_given(time));
    hours.retain(|told| {
        let statement = account.statement(&told.said);
        let is_lower = |shape: Shape| shape == Shape::Lower;
        let n_words = statement.tokens().iter().filter(|token| is_lower(token.shape)).count();
        n_words >= MIN_WORDS && !is_bound(statement, told.range)
    });
    hours
}
