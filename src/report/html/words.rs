//! What a page says in plain words, beyond what every format says.

use crate::report::outline::Verdict;
use crate::report::{ReportEvidence, ReportOverlap, VerdictCounts, wording};
use jiff::civil::Date;

/// The most of each kind of evidence that is spelt out.
const MAX_LISTED: usize = 8;

/// The verdict of one finding.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "Conflict",
        Verdict::Updated => "Updated",
        Verdict::Compatible => "Compatible",
        Verdict::Agree => "Agree",
        Verdict::OnlyIn => "Only in one",
    }
}

/// What a verdict means.
pub(super) fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "The accounts cannot both be right.",
        Verdict::Updated => "A later account gives a newer figure.",
        Verdict::Compatible => "They differ, and both may be right.",
        Verdict::Agree => "They tell the same, and no difference was found.",
        Verdict::OnlyIn => "No sentence of another account comes near.",
    }
}

/// The findings counted, in sentences.
pub(super) fn counted(counts: &VerdictCounts) -> Vec<String> {
    let verbs = [
        (counts.conflict, "conflict"),
        (counts.updated, "give a newer figure"),
        (counts.compatible, "differ without conflict"),
        (counts.agree, "agree"),
    ];
    let some = verbs.into_iter().filter(|(n, _)| *n > 0);
    let clauses: Vec<String> =
        some.enumerate().map(|(at, (n, verb))| clause(at, n, verb)).collect();
    let clauses: Vec<&str> = clauses.iter().map(String::as_str).collect();
    let mut sentences = Vec::new();
    if !clauses.is_empty() {
        sentences.push(format!("They {}.", wording::listed(&clauses)));
    }
    if counts.only_in > 0 {
        let statements = if counts.only_in == 1 { "statement" } else { "statements" };
        sentences
            .push(format!("Said by one account alone: {} {statements}.", number(counts.only_in)));
    }
    sentences
}

/// The first clause says what is counted.
fn clause(at: usize, n: u32, verb: &str) -> String {
    let counted = match (at, n) {
        (0, 1) => " point",
        (0, _) => " points",
        _ => "",
    };
    format!("{verb} on {}{counted}", number(n))
}

/// `text` with its first letter as a capital.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A number as a newspaper writes it: in words up to ten.
pub(super) fn number(n: u32) -> String {
    const WORDS: [&str; 11] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.get(n as usize).map_or_else(|| n.to_string(), |&word| word.to_owned())
}

/// What a relation rests on, in plain words.
pub(super) fn evidence(
    evidence: &ReportEvidence,
    [a, b]: [&str; 2],
) -> Vec<(&'static str, String)> {
    let mut rows: Vec<(&'static str, String)> = [
        ("Names in both", &evidence.names),
        ("Figures in both", &evidence.figures),
        ("Times in both", &evidence.times),
        ("Rare words in both", &evidence.terms),
    ]
    .into_iter()
    .filter(|(_, values)| !values.is_empty())
    .map(|(name, values)| (name, first_few(values)))
    .collect();
    rows.push(("Wording in common", shared(&evidence.word_shingles, [a, b])));
    rows
}

fn first_few(values: &[String]) -> String {
    let shown = values.len().min(MAX_LISTED);
    let list = values[..shown].join(", ");
    match values.len() - shown {
        0 => list,
        more => format!("{list} and {more} more"),
    }
}

/// `7 runs of 5 words: 1 % of A, 1 % of B`; `no run of 5 words`.
fn shared(sets: &ReportOverlap, [a, b]: [&str; 2]) -> String {
    let plural = if sets.n_shared < 2 { "" } else { "s" };
    let run = match sets.shingle.split_once(':') {
        Some(("word", n)) => format!("run{plural} of {n} words"),
        _ => format!("shingle{plural} ({})", sets.shingle),
    };
    if sets.n_shared == 0 {
        return format!("no {run}");
    }
    let [share_a, share_b] = [sets.containment_a, sets.containment_b].map(wording::percent);
    format!("{} {run}: {share_a} of {a}, {share_b} of {b}", sets.n_shared)
}

/// ISO 8601 as a date in a newspaper: `12 March 2031, 18:30 (UTC+01:00)`. What is no date
/// stays as it is.
pub(super) fn date(iso: &str) -> String {
    let shown = wording::date(iso);
    let (day, time) = shown.split_once(' ').unwrap_or((&shown, ""));
    let Some(day) = day_in_words(day) else { return shown };
    match time.split_once(' ') {
        _ if time.is_empty() => day,
        None => format!("{day}, {time}"),
        Some((time, "UTC")) => format!("{day}, {time} UTC"),
        Some((time, zone)) => format!("{day}, {time} (UTC{})", zone.replace('-', "−")),
    }
}

/// From one day to another, what both share said once: `3–5 March 2031`.
pub(super) fn period(start: &str, end: &str) -> String {
    let (from, to) = (date(start), date(end));
    if from == to {
        return from;
    }
    // A day, a month and a year, without a time.
    let parts = |words: &str| match *words.split(' ').collect::<Vec<_>>() {
        [day, month, year] if !words.contains(',') => {
            Some((day.to_owned(), month.to_owned(), year.to_owned()))
        }
        _ => None,
    };
    match (parts(&from), parts(&to)) {
        (Some((day, month, year)), Some((_, to_month, to_year))) if year == to_year => {
            if month == to_month {
                format!("{day}–{to}")
            } else {
                format!("{day} {month} – {to}")
            }
        }
        _ => format!("{from} – {to}"),
    }
}

fn day_in_words(day: &str) -> Option<String> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_year = |part: &str| part.len() == 4 && is_number(part);
    let parts: Vec<&str> = day.split('-').collect();
    let month = |part: &str| {
        let month = part.parse().ok().filter(|_| is_number(part))?;
        Some(Date::new(2000, month, 1).ok()?.strftime("%B").to_string())
    };
    match parts.as_slice() {
        [year, month_of_year] if is_year(year) => Some(format!("{} {year}", month(month_of_year)?)),
        [year, month_of_year, day] if is_year(year) && is_number(day) => {
            let day = day.trim_start_matches('0');
            Some(format!("{day} {} {year}", month(month_of_year)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_in_a_newspaper() {
        for (iso, expected) in [
            ("2031", "2031"),
            ("2031-03", "March 2031"),
            ("2031-03-02", "2 March 2031"),
            ("2031-03-12T18:30:00+01:00", "12 March 2031, 18:30 (UTC+01:00)"),
            ("2031-12-12T18:30:00-05:00", "12 December 2031, 18:30 (UTC−05:00)"),
            ("2031-03-12T18:30:00Z", "12 March 2031, 18:30 UTC"),
            ("2031-03-12T18:30", "12 March 2031, 18:30"),
            ("2031-03-12 07:40", "12 March 2031, 07:40"),
            ("10-12", "10-12"),
            ("2031-13-12", "2031-13-12"),
            ("2031-00-12", "2031-00-12"),
            ("XXXX-03-12", "XXXX-03-12"),
            ("Tuesday last", "Tuesday last"),
        ] {
            assert_eq!(date(iso), expected);
        }
    }

    #[test]
    fn periods_say_once_what_their_ends_share() {
        for (start, end, expected) in [
            ("2031-03-12", "2031-03-12", "12 March 2031"),
            ("2031-03-12", "2031-03-14", "12–14 March 2031"),
            ("2031-02-28", "2031-03-01", "28 February – 1 March 2031"),
            ("2031-12-31", "2032-01-01", "31 December 2031 – 1 January 2032"),
            ("2031-03", "2031-04", "March 2031 – April 2031"),
            ("Tuesday", "2031-04", "Tuesday – April 2031"),
        ] {
            assert_eq!(period(start, end), expected);
        }
    }

    #[test]
    fn findings_are_counted_in_words() {
        let all = VerdictCounts { conflict: 1, updated: 2, compatible: 0, agree: 12, only_in: 1 };
        assert_eq!(
            counted(&all),
            [
                "They conflict on one point, give a newer figure on two and agree on 12.",
                "Said by one account alone: one statement."
            ]
        );
        let alone = VerdictCounts { only_in: 30, ..VerdictCounts::default() };
        assert_eq!(counted(&alone), ["Said by one account alone: 30 statements."]);
        assert!(counted(&VerdictCounts::default()).is_empty());
    }
}
