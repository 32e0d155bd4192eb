//! Days, dates, years and hours changed.

use super::{
    Half, Params,
    corpus::{Event, Prose},
    edit::{Edit, Splice},
    kind::Kind,
};
use crosswire::{hash::mix, prng::Prng};
use regex::{Captures, Regex};
use std::ops::Range;

const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const WEEKDAY: &str = r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b";
const DAY_OF_MONTH: &str = r"\b(\d{1,2}) (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:January|February|March|April|June|July|August|September|October|November|December) (\d{1,2})\b";
const MONTH: &str = r"\bin (January|February|March|April|May|June|July|August|September|October|November|December)\b";
const YEAR: &str = r"\b(?:in|since|until|before) (19\d\d|20\d\d)\b";
const CLOCK: &str = r"\b(\d{1,2})(?:[.:]\d\d)? ?(?:am\b|pm\b|a\.m\.|p\.m\.)";

/// Words that make a day one to come, if they are among the last before it.
const TO_COME: [&str; 10] =
    ["will", "would", "until", "by", "resume", "next", "from", "expected", "again", "overnight"];
/// How many of the last words count.
const NEAR_WORDS: usize = 9;

pub(super) fn find(events: &[Event], params: &Params) -> Vec<Edit> {
    let patterns: Vec<(Regex, Change)> = match params.half {
        Half::Dev => vec![
            (WEEKDAY, weekday as Change),
            (DAY_OF_MONTH, day_of_month),
            (MONTH, month),
            (CLOCK, hour),
            (YEAR, year),
        ],
        Half::Test => {
            vec![(WEEKDAY, weekday as Change), (MONTH, month), (CLOCK, hour), (YEAR, year)]
        }
    }
    .into_iter()
    .filter_map(|(pattern, change)| Some((Regex::new(pattern).ok()?, change)))
    .collect();
    let mut edits = Vec::new();
    for (event_idx, event) in events.iter().enumerate() {
        for (prose_idx, prose) in event.proses.iter().enumerate() {
            let place = (event_idx, prose_idx);
            for (pattern, change) in &patterns {
                for captures in pattern.captures_iter(prose.text()) {
                    edits.extend(changed(prose, &captures, *change, place, params));
                }
            }
        }
    }
    edits
}

/// What stands in place of the words: from the words, what the sentence says before them and a
/// source of chance.
type Change = fn(&str, &str, &mut Prng) -> Option<String>;

fn changed(
    prose: &Prose,
    captures: &Captures<'_>,
    change: Change,
    place: (usize, usize),
    params: &Params,
) -> Option<Edit> {
    let whole = captures.get(0)?;
    // A weekday is cut in two by its group; every other group is what changes.
    let part = captures.iter().skip(1).flatten().next()?;
    let is_weekday = WEEKDAYS.contains(&whole.as_str());
    let range: Range<usize> = if is_weekday { whole.range() } else { part.range() };
    let sentence = &prose.text()[prose.sentence(&range)];
    let n_days = WEEKDAYS.iter().map(|day| sentence.matches(day).count()).sum::<usize>();
    let tail = prose.text()[whole.end()..].trim_start();
    let is_bound = n_days > usize::from(is_weekday)
        || is_weekday && tail.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase());
    if is_bound || !prose.is_own_words(&range) || prose.paragraph(&range).is_none() {
        return None;
    }
    let seed = place.0 as u64 * 1_000 + place.1 as u64;
    let mut prng = Prng::new(params.seed ^ mix(seed), range.start as u64);
    let before = &prose.text()[prose.sentence(&range).start..range.start];
    if before.ends_with(" a ") {
        return None;
    }
    let with = change(&prose.text()[range.clone()], before, &mut prng)?;
    Some(Edit::new(Kind::Time, place, Splice { range, with }))
}

/// One or two days earlier, or later where the day is still to come.
fn weekday(old: &str, before: &str, prng: &mut Prng) -> Option<String> {
    let at = WEEKDAYS.iter().position(|&day| day == old)?;
    let step = prng.within(1, 2) as usize;
    let near: Vec<&str> = before.rsplit(' ').take(NEAR_WORDS).collect();
    let is_to_come = near.iter().any(|word| TO_COME.contains(word));
    let new = if is_to_come { at + step } else { at + 7 - step };
    Some(WEEKDAYS[new % 7].to_owned())
}

fn day_of_month(old: &str, _: &str, prng: &mut Prng) -> Option<String> {
    let day: u64 = old.parse().ok()?;
    let step = prng.within(2, 6);
    let new = if day > step && prng.chance(500_000) { day - step } else { day + step };
    (new <= 28).then(|| new.to_string())
}

fn month(old: &str, _: &str, prng: &mut Prng) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let at = MONTHS.iter().position(|&month| month == old)?;
    Some(MONTHS[(at + 12 - prng.within(1, 2) as usize) % 12].to_owned())
}

fn year(old: &str, _: &str, prng: &mut Prng) -> Option<String> {
    let year: u64 = old.parse().ok()?;
    (year < 2024).then(|| (year - prng.within(1, 6)).to_string())
}

/// One to three hours earlier, within the same half of the day.
fn hour(old: &str, _: &str, prng: &mut Prng) -> Option<String> {
    let hour: u64 = old.parse().ok()?;
    let new = hour.checked_sub(prng.within(1, 3)).filter(|new| *new >= 1)?;
    Some(new.to_string())
}
