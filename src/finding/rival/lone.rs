//! Two single sentences that are taken to be of one event: with nothing around them, less has
//! to speak for two facts being rivals, and deeds and days are looked at, too.

use super::{
    Account,
    deed::{self, Least},
};
use crate::{
    finding::{
        clock,
        model::{Facet, Said, Verdict},
        rule::Rule,
        statement::{Ruling, Statement, both_say, overlap},
        wording::is_one_word,
        zone,
    },
    ingest::WEEKDAYS,
    mention::{Time, TimeClass},
    normalize::{Shape, Token},
    span::TextRange,
};

/// What places of deeds have to have in common.
const LEAST: Least = Least { n_words: 2, told: 5 * 256 };

/// Whether both accounts are of one sentence.
pub(super) fn are_lone(a: Account<'_>, b: Account<'_>) -> bool {
    [a, b].iter().all(|account| account.analysis.doc.sentences.len() == 1)
}

/// What two single sentences contradict each other in, one ruling a facet. Cost: words of one
/// times words of the other.
pub(super) fn rulings(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let (said_a, said_b) = (a.said(0), b.said(0));
    let (of_a, of_b) = (a.statement(&said_a), b.statement(&said_b));
    let mut rulings: Vec<Ruling> = Vec::new();
    let of_clocks = || clock::rule(of_a, of_b).or_else(|| hours((a, &said_a), (b, &said_b)));
    rulings.extend(of_clocks().or_else(|| days((a, &said_a), (b, &said_b))));
    rulings.extend(deed::contradiction((a, &said_a), (b, &said_b), LEAST));
    rulings
}

/// A day and where it stands.
struct Told<'a> {
    range: TextRange,
    time: &'a Time,
    /// The day of the week that is named.
    weekday: Option<usize>,
}

fn told(statement: Statement<'_>) -> Vec<Told<'_>> {
    let days = statement.times().filter(|(range, time)| {
        time.class == TimeClass::Date
            && !statement.is_time_of_report(*range)
            && !statement.is_dateline(*range)
    });
    let told = days.map(|(range, time)| {
        let words = statement.words(range).to_lowercase();
        let named = |day: &str| words.split(|c: char| !c.is_alphabetic()).any(|word| word == day);
        Told { range, time, weekday: WEEKDAYS.iter().position(|day| named(day)) }
    });
    told.filter(|day| day.time.day_of_year().is_some() || day.weekday.is_some()).collect()
}

/// Whether two days are one, as far as can be told.
fn is_one_day(x: &Told<'_>, y: &Told<'_>) -> bool {
    match (&x.time.interval, &y.time.interval, x.weekday, y.weekday) {
        (Some(p), Some(q), ..) => overlap(p, q),
        (.., Some(p), Some(q)) => p == q,
        _ => x.time.day_of_year() == y.time.day_of_year() || x.weekday != y.weekday,
    }
}

/// Two days of one deed, each in one account alone.
fn days((a, said_a): (Account<'_>, &Said), (b, said_b): (Account<'_>, &Said)) -> Option<Ruling> {
    let (of_a, of_b) = (a.statement(said_a), b.statement(said_b));
    // When somebody had no comment each outlet tells for itself.
    if [of_a, of_b].iter().any(|s| deed::has_stem(*s, &["comment"])) {
        return None;
    }
    let (mut in_a, mut in_b) = (told(of_a), told(of_b));
    let all_b = told(of_b);
    in_b.retain(|y| !in_a.iter().any(|x| is_one_day(x, y)));
    in_a.retain(|x| !all_b.iter().any(|y| is_one_day(x, y)));
    let pairs = in_a.iter().flat_map(|x| in_b.iter().map(move |y| (x, y)));
    let mut rivals = pairs.filter(|(x, y)| {
        let [p, q] = [(a, x.range), (b, y.range)].map(|(account, range)| account.slot(0, range));
        let (n_words, told) = p.common(&q);
        n_words >= LEAST.n_words
            && told >= LEAST.told
            && 2 * told >= p.told().min(q.told())
            && share_deed((of_a, x.range), (of_b, y.range), NEAR_DAY)
    });
    let (x, y) = rivals.next().filter(|_| rivals.next().is_none())?;
    let said = [of_a.marked(vec![x.range], None), of_b.marked(vec![y.range], None)];
    let message = both_say(of_a, of_b, &said);
    let (verdict, facet) = (Verdict::Conflict, Some(Facet::Time));
    Some(Ruling { verdict, facet, rule: Rule::RivalDay, message, said })
}

/// Words before an hour by which a thing was or will be so, or from which on.
const BOUNDS: [&str; 10] =
    ["by", "until", "till", "from", "since", "before", "after", "between", "to", "and"];
/// Minutes up to which two hours may be one, told loosely.
const MAX_MINUTES: i64 = 45;

/// The one hour of each sentence, of one deed and by one clock.
fn hours((a, said_a): (Account<'_>, &Said), (b, said_b): (Account<'_>, &Said)) -> Option<Ruling> {
    let (of_a, of_b) = (a.statement(said_a), b.statement(said_b));
    let ((range_a, x), (range_b, y)) = (hour(of_a)?, hour(of_b)?);
    let day = |time: &Time| {
        let (day, _) = time.value.as_deref()?.split_once('T')?;
        Some(day.to_owned()).filter(|day| day != "XXXX-XX-XX")
    };
    // Another hour of another day is that of another deed as well.
    if day(x).zip(day(y)).is_some_and(|(x, y)| x != y) {
        return None;
    }
    let minutes = zone::minutes_of_hours(x, y)
        .or_else(|| zone::is_apart(x, y).then(|| zone::minutes_apart(x, y)).flatten())?;
    let [p, q] = [(a, range_a), (b, range_b)].map(|(account, range)| account.slot(0, range));
    let (n_words, told) = p.common(&q);
    let is_one_deed = n_words >= LEAST.n_words
        && told >= LEAST.told
        && share_deed((of_a, range_a), (of_b, range_b), NEAR_DAY);
    if minutes <= MAX_MINUTES || !is_one_deed || may_be_of_other_clocks(of_a, of_b) {
        return None;
    }
    let said = [of_a.marked(vec![range_a], None), of_b.marked(vec![range_b], None)];
    let message = both_say(of_a, of_b, &said);
    let (verdict, facet) = (Verdict::Conflict, Some(Facet::Time));
    Some(Ruling { verdict, facet, rule: Rule::RivalDay, message, said })
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
    let before = statement.tokens().iter().rev().find(|token| token.range.end <= range.start);
    let is_bound = before.is_some_and(|token| {
        BOUNDS.iter().any(|word| statement.words(token.range).eq_ignore_ascii_case(word))
    });
    (!is_bound).then_some((range, time))
}

/// Words around a day among which its deed stands.
const NEAR_DAY: usize = 5;

/// Whether a word that is no name stands within `n_words` of both facts.
pub(super) fn share_deed(
    (a, x): (Statement<'_>, TextRange),
    (b, y): (Statement<'_>, TextRange),
    n_words: usize,
) -> bool {
    let (near_a, near_b) = (near(a, x, n_words), near(b, y, n_words));
    near_a.iter().any(|p| near_b.iter().any(|q| is_one_word(p, q)))
}

/// Stems of telling words within `n_words` of a fact.
fn near(statement: Statement<'_>, fact: TextRange, n_words: usize) -> Vec<&str> {
    let doc = &statement.analysis.doc;
    let tokens = statement.tokens();
    let first = tokens.partition_point(|token| token.range.end <= fact.start);
    let last = tokens.partition_point(|token| token.range.start < fact.end);
    let around = &tokens[first.saturating_sub(n_words)..tokens.len().min(last + n_words)];
    let is_deed = |token: &&Token| {
        token.shape == Shape::Lower && !token.range.overlaps(fact) && !doc.term(token).is_stop
    };
    around.iter().filter(is_deed).map(|token| doc.term(token).stem.as_str()).collect()
}
