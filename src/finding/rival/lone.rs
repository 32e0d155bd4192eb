//! Two single sentences that are taken to be of one event: with nothing around them, less has
//! to speak for two facts being rivals, and deeds and days are looked at, too.

use super::{
    Account,
    deed::{self, Least},
    hour,
};
use crate::{
    finding::{
        clock,
        model::{Facet, Said, Verdict},
        rule::Rule,
        statement::{Ruling, Statement, both_say, overlap},
        wording::is_one_word,
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
    let of_clocks = || {
        clock::rule(of_a, of_b).or_else(|| hour::of_sentences((a, &said_a), (b, &said_b), LEAST))
    };
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

/// Words around a day among which its deed stands.
pub(super) const NEAR_DAY: usize = 5;

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
