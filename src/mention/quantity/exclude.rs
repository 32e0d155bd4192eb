//! Numbers that are no quantities: years, dates, clock times, durations, labels, codes.

use super::{
    counted::is_participle,
    number::{Number, NumberForm, NumberKind},
};
use crate::mention::{lexicon::Class, words::Words};
use crate::normalize::Shape;

/// Whether `number` is no quantity by what stands around it. `is_shouted` tells of a
/// sentence in capitals or title case, where capitals mean nothing.
pub(super) fn is_excluded(words: &Words<'_>, number: &Number<'_>, is_shouted: bool) -> bool {
    if number.form == NumberForm::Words {
        return is_name_part(words, number, is_shouted)
            || is_clock(words, number)
            || is_date(words, number)
            || is_lone_one(words, number)
            || is_label(words, number);
    }
    is_glued(words, number)
        || is_odds(words, number)
        || is_list_number(words, number)
        || is_clock(words, number)
        || is_date(words, number)
        || is_year(words, number)
        || is_address(words, number)
        || is_label(words, number)
        || is_name_part(words, number, is_shouted)
}

/// Whether a mark ties the figure to what stands before or after ("F-16", "1:00", "24/7").
fn is_glued(words: &Words<'_>, number: &Number<'_>) -> bool {
    let before = words.gap(number.first);
    let after = words.gap(number.end);
    let follows_word = number.first > 0;
    let is_tail = follows_word
        && matches!(before, "-" | "–" | "‐" | "‑" | "." | "," | ":" | "’" | "'" | "+")
        || before.ends_with(['@', '#', '_', '/', '\\', '&', '=', '°'])
        || before.ends_with(['\'', '’'])
            && words.word(number.first).len() <= 3
            && !before.ends_with("''")
            && words.word(number.first).len() == 2
        || before.ends_with(" .");
    let is_head = number.end < words.len()
        && matches!(after, ":" | "/" | "." | "_" | "@" | "\\" | "'" | "’" | "&" | "=" | "*")
        && !(after == "/" && words.reads(number.end, "h"));
    is_tail || is_head
}

/// "A 2-to-1 lead": both numbers make one word, of which neither is a quantity.
fn is_odds(words: &Words<'_>, number: &Number<'_>) -> bool {
    let is_tied = |i: usize| matches!(words.gap(i), "-" | "‑" | "‐");
    is_tied(number.end) && words.reads(number.end, "to") && is_tied(number.end + 1)
}

/// "1. Boil water", "2) Stir".
fn is_list_number(words: &Words<'_>, number: &Number<'_>) -> bool {
    let after = words.gap(number.end);
    number.first == 0
        && number.value < 100.0
        && (after.starts_with(". ") || after.starts_with(')') || number.end == words.len())
        && words.gap(0).is_empty()
}

fn is_clock(words: &Words<'_>, number: &Number<'_>) -> bool {
    words.is_next(number.end)
        && (words.is(number.end, Class::Clock) || matches!(words.word(number.end), "FM" | "AM"))
        || opens_range_of_hours(words, number)
        || words.reads(number.end, "o") && words.gap(number.end + 1).contains(['\'', '’'])
        || words.reads(number.end, "o'clock")
        || words.reads(number.end, "o’clock")
        || matches!(number.suffix, "am" | "pm")
        || is_spoken_clock(words, number)
}

/// "Twenty past nine in the evening", "9.15 in the morning": minutes and hour of a clock.
fn is_spoken_clock(words: &Words<'_>, number: &Number<'_>) -> bool {
    let is_half_day = |at: usize| {
        words.is_next(at) && words.is(at, Class::Clock)
            || words.reads(at, "in")
                && words.reads(at + 1, "the")
                && ["morning", "afternoon", "evening"].iter().any(|p| words.reads(at + 2, p))
    };
    let turns = |at: usize| words.reads(at, "past") || words.reads(at, "to");
    let is_hour = (1.0..=24.0).contains(&number.value)
        && number.first > 0
        && (turns(number.first - 1) || words.reads(number.first - 1, "at"))
        && is_half_day(number.end);
    let is_minutes =
        (1.0..30.0).contains(&number.value) && turns(number.end) && is_half_day(number.end + 2);
    is_hour || is_minutes
}

/// "from 10 to 12 p.m.", "9-11 a.m.": the first hour.
fn opens_range_of_hours(words: &Words<'_>, number: &Number<'_>) -> bool {
    let is_tied = matches!(words.gap(number.end), "-" | "–");
    let is_to = words.is_next(number.end)
        && (words.reads(number.end, "to") || words.reads(number.end, "and"));
    let second = number.end + usize::from(!is_tied);
    (is_tied || is_to && words.is_next(second))
        && words.shape(second) == Some(Shape::Number)
        && (words.is_next(second + 1) && words.is(second + 1, Class::Clock)
            || ["am", "pm", "a.m", "p.m"].iter().any(|tail| words.ends_in(second, tail)))
}

/// A month, capitalised where its name is also a word, next to the number.
fn is_date(words: &Words<'_>, number: &Number<'_>) -> bool {
    if number.value < 1.0 || number.scale > 1.0 {
        return false;
    }
    let after = number.end + usize::from(words.reads(number.end, "of"));
    let is_dated = number.first > 0
        && (matches!(words.gap(number.first), " " | ". " | "\u{a0}" | ".\u{a0}")
            && is_month(words, number.first - 1)
            || number.first > 1
                && words.reads(number.first - 1, "the")
                && number.kind == NumberKind::Ordinal
                && is_month(words, number.first - 2))
        || (words.is_next(number.end) || words.is_tied(number.end)) && is_month(words, after);
    // "April 24 and 25", "April 24 to 26".
    let is_second = number.first > 2
        && (words.reads(number.first - 1, "and") || words.reads(number.first - 1, "to"))
        && is_month(words, number.first - 3)
        && number.value <= 31.0
        && words.word(number.first - 2).parse::<u8>().is_ok_and(|day| day <= 31)
        && number.form == NumberForm::Figures;
    is_dated || is_second || opens_range_of_days(words, number)
}

/// "5 to 7 May", "10–12 June", "between 3 and 9 March": the first day.
fn opens_range_of_days(words: &Words<'_>, number: &Number<'_>) -> bool {
    let is_day = |i: usize| words.word(i).parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    let end = number.end;
    let link = end + usize::from(!matches!(words.gap(end), "-" | "–"));
    let is_linked = link == end
        || words.is_next(end)
            && words.is_next(link)
            && (words.reads(end, "to") || words.reads(end, "and") || words.reads(end, "or"));
    is_linked
        && is_day(number.first)
        && end == number.first + 1
        && is_day(link)
        && words.is_next(link + 1)
        && is_month(words, link + 1)
}

fn is_month(words: &Words<'_>, i: usize) -> bool {
    words.is(i, Class::Month) && words.shape(i) != Some(Shape::Lower)
}

/// First and last year that a bare figure is taken for.
const YEARS: std::ops::RangeInclusive<f64> = 1100.0..=2100.0;

/// Years of living memory and near future, which a bare figure nearly always is.
const LIKELY_YEARS: std::ops::RangeInclusive<f64> = 1900.0..=2040.0;

/// A bare figure of four digits that reads as a year.
fn is_year(words: &Words<'_>, number: &Number<'_>) -> bool {
    let is_bare = words.word(number.first).len() == 4
        && number.end == number.first + 1
        && number.scale == 1.0
        && number.value.fract() == 0.0
        && words.word(number.first).bytes().all(|b| b.is_ascii_digit())
        && YEARS.contains(&number.value);
    if !is_bare || words.gap(number.first).ends_with(['$', '£', '€', '¥', '₹', '₽']) {
        return false;
    }
    if words.gap(number.end).starts_with(['%', '°']) || is_measured(words, number.end) {
        return false;
    }
    let counts = words.is_next(number.end) && counts_plural(words, number.end);
    let is_dated = number.first > 0
        && words.is_any(number.first - 1, &[Class::YearBefore, Class::Month, Class::Determiner]);
    let is_hedged = number.first > 0
        && ["than", "least", "some", "nearly", "almost", "roughly", "approximately", "estimated"]
            .iter()
            .any(|hedge| words.reads(number.first - 1, hedge));
    let is_old = !LIKELY_YEARS.contains(&number.value);
    !counts || !is_hedged && (is_dated || !is_old)
}

fn is_measured(words: &Words<'_>, i: usize) -> bool {
    (words.is_next(i) || words.is_tied(i))
        && (words.entry(i).unit.is_some() || words.entry(i).currency.is_some())
        || ["percent", "per", "square", "cubic"].iter().any(|word| words.reads(i, word))
}

/// Whether a plural noun comes within two lower-case words.
fn counts_plural(words: &Words<'_>, i: usize) -> bool {
    (i..i + 3)
        .take_while(|&k| {
            words.is_next(k) && !words.is_stop(k) && words.shape(k) == Some(Shape::Lower)
        })
        .any(|k| {
            words.is(k, Class::Plural) || words.ends_in(k, "s") && !words.is(k, Class::NotPlural)
        })
}

/// "1300 block", "123 Main Street".
fn is_address(words: &Words<'_>, number: &Number<'_>) -> bool {
    if words.reads(number.end, "block") {
        return true;
    }
    let is_capital = |i: usize| {
        words.is_next(i)
            && matches!(words.shape(i), Some(Shape::Capitalised | Shape::Upper | Shape::Mixed))
    };
    let run = (number.end..number.end + 5).take_while(|&i| is_capital(i)).count();
    (number.end + 1..number.end + run).any(|i| words.is(i, Class::Street))
}

/// "Article 5", "page 12", "No. 10", "phase two".
fn is_label(words: &Words<'_>, number: &Number<'_>) -> bool {
    let Some(before) = number.first.checked_sub(1) else { return false };
    if !words.is(before, Class::Label) || number.kind == NumberKind::Ordinal || number.scale > 1.0 {
        return false;
    }
    let is_number_sign = words.reads(before, "no") || words.reads(before, "nos");
    let is_near = words.is_next(number.first)
        || is_number_sign && matches!(words.gap(number.first), ". " | "." | ".\u{a0}");
    let is_no = words.reads(before, "no") && words.is_next(number.first);
    let is_lower_word = number.form == NumberForm::Words
        && words.shape(before) == Some(Shape::Lower)
        && counts_plural(words, number.end);
    is_near
        && !is_no
        && !is_lower_word
        && !words.gap(number.first).contains('$')
        && !words.gap(number.end).starts_with('%')
        && !is_measured(words, number.end)
}

/// A figure after a capitalised word ("Boeing 737"), a capitalised number word inside a
/// sentence ("Formula One"), an ordinal before a capitalised word ("Fifth Avenue").
fn is_name_part(words: &Words<'_>, number: &Number<'_>, is_shouted: bool) -> bool {
    if is_shouted {
        return false;
    }
    if number.kind == NumberKind::Ordinal {
        return words.is_next(number.end) && is_capital(words, number.end)
            || number.first > 0 && is_capital(words, number.first);
    }
    if number.form == NumberForm::Words {
        let opens = words.gap(number.first).contains(['"', '“', '‘', ':', '•', '—', '–', '(']);
        return number.first > 0 && is_capital(words, number.first) && !opens;
    }
    let Some(before) = number.first.checked_sub(1) else { return false };
    let is_beside = words.is_next(number.first)
        && is_capital(words, before)
        && !words.is_stop(before)
        && !words.is_any(before, &[Class::Weekday, Class::Month, Class::Say]);
    let is_sentence_start = before == 0 && !matches!(words.shape(before), Some(Shape::Upper));
    let starts_clause = before > 0 && before <= 2 && words.is(0, Class::Preposition);
    let has_comma = words.word(number.first).contains(',') || number.scale > 1.0;
    is_beside
        && !is_sentence_start
        && !starts_clause
        && !has_comma
        && !words.gap(number.end).starts_with('%')
        && !is_measured(words, number.end)
        && words.entry(number.end).predicate.is_none()
}

fn is_capital(words: &Words<'_>, i: usize) -> bool {
    matches!(words.shape(i), Some(Shape::Capitalised | Shape::Upper | Shape::Mixed))
}

/// "One" that is a pronoun: "one of them", "no one", "this one", "one another".
fn is_lone_one(words: &Words<'_>, number: &Number<'_>) -> bool {
    if number.end != number.first + 1 || !words.reads(number.first, "one") {
        return number.value == 0.0 && !counts_plural(words, number.end);
    }
    let next = number.end;
    let is_before = number.first > 0
        && (words.is_next(number.first) || words.is_tied(number.first))
        && (words.is_any(number.first - 1, &[Class::Determiner, Class::Negator])
            || ["some", "which", "another", "big", "only", "other", "good", "new", "old"]
                .iter()
                .any(|word| words.reads(number.first - 1, word)));
    let is_alone = !words.is_next(next) && !words.is_tied(next);
    let counts = words.entry(next).predicate.is_some()
        || words.is(next, Class::Be) && words.entry(next + 1).predicate.is_some()
        || number.first > 0 && words.entry(number.first - 1).predicate.is_some();
    let is_pronoun = words.is_stop(next) && !words.is(next, Class::Through)
        || words.is_any(next, &[Class::TimeUnit, Class::DayPart, Class::Preposition, Class::Say])
        || words.reads(next, "another")
        || words.reads(next, "thing")
        || words.reads(next, "point");
    let is_subject = is_participle(words, next);
    is_before || (is_pronoun || is_alone || is_subject) && !counts
}
