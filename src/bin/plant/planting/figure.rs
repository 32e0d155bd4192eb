//! Figures changed, which is harmful, and figures rounded, which is not.

use super::{
    Half, Params,
    corpus::{Event, Prose},
    edit::{Edit, Splice},
    kind::Kind,
    tables::Tables,
};
use crosswire::{hash::mix, prng::Prng};
use regex::Regex;
use std::{cmp::Ordering, ops::Range, sync::LazyLock};

/// A figure with what may stand around it.
static FIGURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"([€£$])?(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(( ?(?:million|billion|bn|m)\b)|%| per cent\b)?( [a-z]+)?",
    )
    .ok()
});

/// A small count as a word.
static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b([Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine) ([a-z]+)").ok()
});

const COUNTS: [&str; 10] =
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"];

/// Words that tie the figures of one sentence together, so that none can be changed alone.
const TIES: [&str; 14] = [
    " from ",
    " compared ",
    " against ",
    "up from",
    "down from",
    " of its ",
    " of them",
    " each",
    " between ",
    " than ",
    " of the ",
    " of whom ",
    " level",
    " to the ",
];

/// Words after which a figure is not one to be rounded.
const NOT_ROUNDED: [&str; 50] = [
    "the",
    "these",
    "those",
    "its",
    "his",
    "her",
    "their",
    "our",
    "all",
    "other",
    "others",
    "another",
    "first",
    "last",
    "next",
    "by",
    "a",
    "an",
    "than",
    "about",
    "around",
    "nearly",
    "almost",
    "some",
    "only",
    "just",
    "over",
    "under",
    "below",
    "above",
    "least",
    "up",
    "every",
    "each",
    "exactly",
    "number",
    "and",
    "between",
    "estimated",
    "approximately",
    "within",
    "aged",
    "age",
    "some",
    "roughly",
    "most",
    "barely",
    "for",
    "or",
    "against",
];

/// Words after which a figure is none to the last digit, and has to be changed by more.
const APPROXIMATE: [&str; 16] = [
    "about",
    "around",
    "some",
    "Some",
    "nearly",
    "almost",
    "approximately",
    "roughly",
    "estimated",
    "over",
    "than",
    "least",
    "under",
    "below",
    "to",
    "barely",
];

struct Figure {
    /// The digits alone.
    digits: Range<usize>,
    /// With the sign of a currency.
    start: usize,
    has_currency: bool,
    has_multiple: bool,
    is_share: bool,
    value: f64,
}

pub(super) fn find(events: &[Event], tables: &Tables, params: &Params) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (event_idx, event) in events.iter().enumerate() {
        for (prose_idx, prose) in event.proses.iter().enumerate() {
            let place = (event_idx, prose_idx);
            for figure in figures(prose, tables) {
                edits.extend(changed(prose, &figure, place, params));
                rounded(prose, &figure, place, tables, &mut edits);
            }
            counts(prose, place, tables, params, &mut edits);
        }
    }
    edits
}

/// Figures that count or measure: of money, shares, or before a word that is counted.
fn figures(prose: &Prose, tables: &Tables) -> Vec<Figure> {
    let text = prose.text();
    let Some(pattern) = FIGURE.as_ref() else { return Vec::new() };
    let found = pattern.captures_iter(text).filter_map(|captures| {
        let (whole, digits) = (captures.get(0)?, captures.get(2)?);
        let multiple = captures.get(3).map_or("", |m| m.as_str());
        let is_share = multiple.ends_with(['%', 't']);
        let counted = captures.get(5).is_some_and(|m| tables.counted.contains(&m.as_str().trim()));
        let has_currency = captures.get(1).is_some();
        let before = text[..whole.start()].chars().next_back();
        let is_free = before.is_none_or(|c| c == ' ' || c == '\n' || c == '(');
        let tail = &text[captures.get(3).map_or(digits.end(), |m| m.end())..];
        let goes_on = tail.starts_with(|c: char| c.is_alphanumeric() || "-:/".contains(c))
            || tail
                .strip_prefix(['.', ','])
                .is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
        let is_own =
            prose.is_own_words(&whole.range()) && prose.paragraph(&whole.range()).is_some();
        let is_count = has_currency || is_share || counted;
        (is_free && is_own && !goes_on && is_count).then_some(Figure {
            digits: digits.range(),
            start: whole.start(),
            has_currency,
            has_multiple: !multiple.is_empty() && !is_share,
            is_share,
            value: digits.as_str().replace(',', "").parse().ok()?,
        })
    });
    found.collect()
}

/// Whether the sentence holds other figures that this one is reckoned with.
fn is_tied(prose: &Prose, range: &Range<usize>) -> bool {
    let sentence = &prose.text()[prose.sentence(range)];
    let n_figures = sentence
        .split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .filter(|part| part.starts_with(|c: char| c.is_ascii_digit()))
        .count();
    n_figures > 1 && TIES.iter().any(|tie| sentence.contains(tie))
}

/// Another figure in its place: two digits exchanged or the first one changed on dev; the
/// first or the second one changed on test.
fn changed(prose: &Prose, figure: &Figure, place: (usize, usize), params: &Params) -> Option<Edit> {
    let old = &prose.text()[figure.digits.clone()];
    if is_tied(prose, &figure.digits) || figure.value < 4.0 {
        return None;
    }
    let before = prose.text()[..figure.start].trim_end().rsplit([' ', '\n', '(']).next();
    let is_approximate = before.is_some_and(|word| APPROXIMATE.contains(&word));
    let seed = place.0 as u64 * 1_000 + place.1 as u64;
    let mut prng = Prng::new(params.seed ^ mix(seed), figure.digits.start as u64);
    for _ in 0..20 {
        let new = other_digits(old, params.half, &mut prng);
        let value: f64 = new.replace(',', "").parse().ok()?;
        let ratio = value / figure.value;
        let near = if is_approximate { 0.8..=1.25 } else { 0.95..=1.05 };
        let is_far = !near.contains(&ratio) && (0.5..=2.0).contains(&ratio);
        if is_far && !(figure.is_share && value > 100.0) {
            let splice = Splice { range: figure.digits.clone(), with: new };
            let change = Some(value.total_cmp(&figure.value));
            return Some(Edit { change, ..Edit::new(Kind::Quantity, place, splice) });
        }
    }
    None
}

fn other_digits(old: &str, half: Half, prng: &mut Prng) -> String {
    let mut bytes = old.as_bytes().to_vec();
    let digits: Vec<usize> = (0..bytes.len()).filter(|&at| bytes[at].is_ascii_digit()).collect();
    let last = digits.len() - 1;
    let at = usize::from(prng.chance(600_000)).min(last);
    if half == Half::Dev && at > 0 && prng.chance(500_000) {
        bytes.swap(digits[at - 1], digits[at]);
    } else {
        let low = u64::from(at == 0);
        bytes[digits[at]] = b'0' + prng.within(low, 9) as u8;
    }
    if bytes[0] == b'0' { old.to_owned() } else { String::from_utf8_lossy(&bytes).into_owned() }
}

/// Largest error of rounding, as a share.
const MAX_ERROR: f64 = 0.045;

/// The figure with fewer digits that count, and a word that says so.
fn rounded(
    prose: &Prose,
    figure: &Figure,
    place: (usize, usize),
    tables: &Tables,
    into: &mut Vec<Edit>,
) {
    let text = prose.text();
    let before = text[..figure.start].trim_end_matches(' ');
    let word = before.rsplit([' ', '\n', '(']).next().unwrap_or_default().to_lowercase();
    let is_start = word.is_empty() || word.ends_with(['.', '"']);
    let is_whole = figure.value.fract() == 0.0;
    let is_part = text[figure.digits.end..].split(' ').nth(2) == Some("and")
        && text[figure.digits.end..]
            .split(' ')
            .nth(3)
            .is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    if is_part {
        return;
    }
    if NOT_ROUNDED.contains(&word.as_str()) || is_start || figure.value < 10.0 && is_whole {
        return;
    }
    let old = &text[figure.digits.clone()];
    let Some((value, n_decimals)) = round(figure.value, old) else { return };
    let currency = &text[figure.start..figure.digits.start];
    let new = if value >= 1e6 && !figure.has_multiple {
        format!("{currency}{} million", value / 1e6)
    } else {
        format!("{currency}{}", with_commas(value, n_decimals))
    };
    let (mut range, mut new) = (figure.start..figure.digits.end, new);
    if !figure.has_currency {
        range.start = figure.digits.start;
    }
    let words = if value > figure.value { &tables.up } else { &tables.down };
    let change = Some(value.total_cmp(&figure.value));
    let bare = std::mem::take(&mut new);
    for word in words {
        let splice = Splice { range: range.clone(), with: format!("{word} {bare}") };
        into.push(Edit { change, ..Edit::new(Kind::Rounding, place, splice) });
    }
}

/// The nearest value with one or two digits that count and a small error; its decimals.
fn round(value: f64, old: &str) -> Option<(f64, usize)> {
    let n_counting = old.replace([',', '.'], "").trim_matches('0').len();
    for n_kept in 1..n_counting.min(3) {
        let scale = 10f64.powi(value.log10().floor() as i32 + 1 - n_kept as i32);
        let near = (value / scale).round() * scale;
        let error = (near - value).abs() / value;
        if error > 0.001 && error <= MAX_ERROR {
            let n_decimals = if scale < 1.0 { (-scale.log10()).round() as usize } else { 0 };
            return Some((near, n_decimals));
        }
    }
    None
}

fn with_commas(value: f64, n_decimals: usize) -> String {
    let plain = format!("{value:.n_decimals$}");
    let whole = plain.split('.').next().unwrap_or_default();
    if whole.len() < 4 {
        return plain;
    }
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "Four people" for "six people".
fn counts(
    prose: &Prose,
    place: (usize, usize),
    tables: &Tables,
    params: &Params,
    into: &mut Vec<Edit>,
) {
    let Some(pattern) = COUNT.as_ref() else { return };
    for captures in pattern.captures_iter(prose.text()) {
        let (Some(number), Some(noun)) = (captures.get(1), captures.get(2)) else { continue };
        let range = number.range();
        let is_ours = prose.is_own_words(&range) && prose.paragraph(&range).is_some();
        let is_count = tables.counted.contains(&noun.as_str()) && noun.as_str().ends_with('s')
            || ["people", "crew", "engines"].contains(&noun.as_str());
        if !is_ours || !is_count || is_tied(prose, &range) {
            continue;
        }
        let lower = number.as_str().to_lowercase();
        let Some(at) = COUNTS.iter().position(|&word| word == lower) else { continue };
        let seed = place.0 as u64 * 1_000 + place.1 as u64;
        let mut prng = Prng::new(params.seed ^ mix(seed), range.start as u64);
        let step = prng.within(1, 2) as usize;
        let up = prng.chance(500_000) || at < step;
        let new = if up { (at + step).min(COUNTS.len() - 1) } else { at - step };
        let mut with = COUNTS[new].to_owned();
        if number.as_str().starts_with(char::is_uppercase) {
            with[..1].make_ascii_uppercase();
        }
        let change = Some(if up { Ordering::Greater } else { Ordering::Less });
        let splice = Splice { range, with };
        into.push(Edit { change, ..Edit::new(Kind::Quantity, place, splice) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_with_a_small_error() {
        for (old, expected) in [
            ("187", Some("190")),
            ("1,487", Some("1,500")),
            ("11,846", Some("12,000")),
            ("642.3", Some("640")),
            ("2.41", Some("2.4")),
            ("9,870", Some("10,000")),
            ("31", Some("30")),
            ("300", None),
            ("1,287,450", Some("1,300,000")),
            ("14", None),
        ] {
            let value: f64 = old.replace(',', "").parse().unwrap();
            let made = round(value, old).map(|(value, n)| with_commas(value, n));
            assert_eq!(made.as_deref(), expected, "{old}");
        }
    }

    #[test]
    fn other_digits_make_a_figure() {
        let mut prng = Prng::new(1, 1);
        for half in [Half::Dev, Half::Test] {
            for _ in 0..200 {
                let new = other_digits("14,388", half, &mut prng);
                assert!(
                    new.len() == 6 && !new.starts_with('0') && new.as_bytes()[2] == b',',
                    "{new}"
                );
            }
        }
    }
}
