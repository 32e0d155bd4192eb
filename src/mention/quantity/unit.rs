//! Percent, money, measures and ages: what a figure is in.

use super::{
    model::QuantityClass,
    number::{Number, NumberKind},
};
use crate::hash::hash64;
use crate::mention::{
    lexicon::{Class, Unit},
    words::Words,
};
use crate::normalize::Shape;
use std::borrow::Cow;

/// What a figure is in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measure {
    pub class: QuantityClass,
    pub unit: Cow<'static, str>,
    /// Base units in one.
    pub factor: f64,
    /// Added after multiplying; for degrees Fahrenheit.
    pub offset: f64,
    /// Words from this one on belong to it (a currency code before the figure).
    pub first: usize,
    /// One past its last word.
    pub end: usize,
    /// Bytes of a sign before the first word.
    pub n_before: usize,
    /// Bytes of a sign after the last word.
    pub n_after: usize,
}

impl Measure {
    fn new(class: QuantityClass, unit: Unit, number: &Number<'_>, end: usize) -> Self {
        Self {
            class,
            unit: Cow::Borrowed(unit.name),
            factor: unit.factor,
            offset: 0.0,
            first: number.first,
            end,
            n_before: 0,
            n_after: 0,
        }
    }
}

/// What `number` is in, if it is in anything.
pub(super) fn measure_of(words: &Words<'_>, number: &Number<'_>) -> Option<Measure> {
    percent(words, number)
        .or_else(|| money_before(words, number))
        .or_else(|| age(words, number))
        .or_else(|| money_after(words, number))
        .or_else(|| degrees(words, number))
        .or_else(|| length_or_mass(words, number))
        .or_else(|| magnitude(words, number))
}

const PERCENT: Unit = Unit { name: "%", factor: 1.0 };
const POINT: Unit = Unit { name: "percentage-point", factor: 1.0 };
const BASIS_POINT: Unit = Unit { name: "percentage-point", factor: 0.01 };
const YEAR_OLD: Unit = Unit { name: "year-old", factor: 1.0 };
const CELSIUS: Unit = Unit { name: "°C", factor: 1.0 };

/// Whether white space or a hyphen parts word `i` from the one before.
fn is_joined(words: &Words<'_>, i: usize) -> bool {
    words.is_next(i) || words.is_tied(i)
}

fn percent(words: &Words<'_>, number: &Number<'_>) -> Option<Measure> {
    let end = number.end;
    let gap = words.gap(end);
    let sign = gap.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    if sign.starts_with('%') {
        let mut found = Measure::new(QuantityClass::Percentage, PERCENT, number, end);
        found.n_after = gap.len() - sign.len() + 1;
        return Some(found);
    }
    let second = |word| words.reads(end + 1, word) && is_joined(words, end + 1);
    let (unit, n_words) = match words.word(end).to_ascii_lowercase().as_str() {
        "percent" | "pc" | "pct" => (PERCENT, 1),
        "per" if second("cent") => (PERCENT, 2),
        "percentage" if second("point") || second("points") => (POINT, 2),
        "basis" if second("point") || second("points") => (BASIS_POINT, 2),
        _ => return None,
    };
    is_joined(words, end)
        .then(|| Measure::new(QuantityClass::Percentage, unit, number, end + n_words))
}

/// "$5", "US$5", "A$5", "EUR 5".
fn money_before(words: &Words<'_>, number: &Number<'_>) -> Option<Measure> {
    let gap = words.gap(number.first);
    let gap = gap.strip_suffix(['-', '−']).unwrap_or(gap);
    let symbol = gap.trim_end().chars().next_back().filter(|c| !c.is_alphanumeric())?;
    let mut buffer = [0; 4];
    if let Some(unit) = words.lexicon.symbol(symbol.encode_utf8(&mut buffer)) {
        return Some(after_symbol(words, number, gap, symbol, unit));
    }
    let code = number.first.checked_sub(1)?;
    let unit = words.entry(code).currency.filter(|unit| words.word(code) == unit.name)?;
    let mut found = Measure::new(QuantityClass::Money, unit, number, number.end);
    found.first = code;
    words.is_next(number.first).then_some(found)
}

fn after_symbol(
    words: &Words<'_>,
    number: &Number<'_>,
    gap: &str,
    symbol: char,
    unit: Unit,
) -> Measure {
    let mut found = Measure::new(QuantityClass::Money, unit, number, number.end);
    let at = gap.rfind(symbol).unwrap_or(0);
    found.n_before = words.gap(number.first).len() - at;
    if at == 0 && number.first > 0 {
        let country = words.word(number.first - 1);
        let named = format!("{}{symbol}", country.to_ascii_lowercase().replace('.', ""));
        if let Some(unit) = words.lexicon.symbol(&named)
            && country.len() <= 3
        {
            found.unit = Cow::Borrowed(unit.name);
            found.first = number.first - 1;
            found.n_before = 0;
        }
    }
    // "$5 US", "$5m Canadian" are left as dollars; "$5 billion dollars" says it twice.
    if words.is_next(number.end)
        && words.entry(number.end).currency.is_some_and(|c| c.name == found.unit)
    {
        found.end = number.end + 1;
    }
    found
}

/// "5 euros", "50 cents", "5 million Canadian dollars".
fn money_after(words: &Words<'_>, number: &Number<'_>) -> Option<Measure> {
    if !number.suffix.is_empty() {
        let lower = number.suffix.to_ascii_lowercase();
        let unit = words.lexicon.entry(hash64(lower.as_bytes())).currency?;
        return Some(Measure::new(QuantityClass::Money, unit, number, number.end));
    }
    let mut at =
        number.end + usize::from(number.kind == NumberKind::Vague && words.reads(number.end, "of"));
    if !is_joined(words, at) {
        return None;
    }
    const DOLLARS: [(&str, &str); 6] = [
        ("us", "USD"),
        ("american", "USD"),
        ("australian", "AUD"),
        ("canadian", "CAD"),
        ("singapore", "SGD"),
        ("zealand", "NZD"),
    ];
    let country = words.word(at).to_ascii_lowercase();
    let country = DOLLARS.iter().find(|(name, _)| *name == country).map(|(_, code)| *code);
    at += usize::from(country.is_some());
    let unit = words.entry(at).currency?;
    if number.kind == NumberKind::Ordinal || is_mass(words, number, at) || !is_joined(words, at) {
        return None;
    }
    let mut found = Measure::new(QuantityClass::Money, unit, number, at + 1);
    if let Some(code) = country.filter(|_| unit.name == "USD") {
        found.unit = Cow::Borrowed(code);
    }
    Some(found)
}

/// Whether "pounds" are a mass: they have no scale word, and the text never writes `£`.
fn is_mass(words: &Words<'_>, number: &Number<'_>, at: usize) -> bool {
    if words.entry(at).unit.is_none() {
        return false;
    }
    words.is_tied(at)
        || number.scale < 1e6 && !words.doc.text().contains('£')
        || words.reads(at + 1, "of") && number.scale < 1e6
}

/// "12-year-old", "12 years old", "aged 7", "Smith, 40, said".
fn age(words: &Words<'_>, number: &Number<'_>) -> Option<Measure> {
    let (first, end) = (number.first, number.end);
    if !(0.0..=125.0).contains(&number.value) || number.scale > 1.0 || !number.suffix.is_empty() {
        return None;
    }
    let found = |end| Some(Measure::new(QuantityClass::Age, YEAR_OLD, number, end));
    let is_year = words.reads(end, "year") || words.reads(end, "years");
    // Some texts set blanks beside hyphens.
    let is_joined = |at: usize| is_joined(words, at) || words.gap(at) == " - ";
    if is_year && is_joined(end) {
        let is_old =
            is_joined(end + 1) && ["old", "olds"].iter().any(|old| words.reads(end + 1, old));
        let is_of_age = words.reads(end + 1, "of") && words.reads(end + 2, "age");
        return if is_old {
            found(end + 2)
        } else if is_of_age {
            found(end + 3)
        } else {
            None
        };
    }
    if number.kind != NumberKind::Exact || number.value.fract() != 0.0 {
        return None;
    }
    let before = first.checked_sub(1)?;
    let is_of_ages = words.reads(before, "of") && before > 0 && is_age_word(words, before - 1);
    if is_of_ages {
        return found(end);
    }
    if words.is_next(first) && is_age_word(words, before) && !words.is(end, Class::TimeUnit) {
        let mut measure = found(end)?;
        measure.first = before;
        return Some(measure);
    }
    is_apposed(words, number).then(|| found(end)).flatten()
}

fn is_age_word(words: &Words<'_>, i: usize) -> bool {
    ["aged", "age", "ages"].iter().any(|word| words.reads(i, word))
}

/// An age set off by commas after a name: "Maria Lopez, 40, said".
fn is_apposed(words: &Words<'_>, number: &Number<'_>) -> bool {
    let (first, end) = (number.first, number.end);
    let after = words.gap(end);
    let is_named = first > 0
        && matches!(words.gap(first), ", " | "., ")
        && matches!(words.shape(first - 1), Some(Shape::Capitalised | Shape::Mixed))
        && !words.is_any(first - 1, &[Class::Month, Class::Weekday, Class::Label])
        && !words.is_stop(first - 1);
    let is_closed = after.starts_with([',', ';', ')'])
        || after.starts_with('.') && end == words.len()
        || words.is_next(end) && (words.reads(end, "and") || words.reads(end, "of"));
    // A third figure in a row is a list of figures, not of ages.
    let is_list = words.word(end).starts_with(|c: char| c.is_ascii_digit());
    is_named
        && is_closed
        && !is_list
        && number.first + 1 == number.end
        && words.word(first).len() <= 3
        && words.word(first).bytes().all(|b| b.is_ascii_digit())
}

fn degrees(words: &Words<'_>, number: &Number<'_>) -> Option<Measure> {
    let end = number.end;
    let sign = words.gap(end).trim_start();
    let has_sign = sign.starts_with('°') || sign.starts_with('º');
    let is_word =
        is_joined(words, end) && words.entry(end).unit.is_some_and(|u| u.name == "degree");
    if !has_sign && !is_word {
        return None;
    }
    let at = if is_word { end + 1 } else { end };
    let scale = match words.word(at) {
        "C" | "Celsius" | "celsius" | "centigrade" | "Centigrade" => Some('C'),
        "F" | "Fahrenheit" | "fahrenheit" => Some('F'),
        _ => None,
    };
    let mut found = Measure::new(QuantityClass::Measure, CELSIUS, number, at);
    match scale {
        Some('C') => found.end = at + 1,
        Some(_) => {
            found.end = at + 1;
            found.factor = 5.0 / 9.0;
            found.offset = -160.0 / 9.0;
        }
        None => {
            found.unit = Cow::Borrowed("degree");
            found.n_after =
                if has_sign { words.gap(end).find(['°', 'º']).unwrap_or(0) + 2 } else { 0 };
        }
    }
    Some(found)
}

fn length_or_mass(words: &Words<'_>, number: &Number<'_>) -> Option<Measure> {
    if number.kind == NumberKind::Ordinal || number.kind == NumberKind::Fraction {
        return None;
    }
    if !number.suffix.is_empty() {
        let lower = number.suffix.to_ascii_lowercase();
        let unit = words.lexicon.entry(hash64(lower.as_bytes())).unit?;
        return Some(Measure::new(QuantityClass::Measure, unit, number, number.end));
    }
    let end = number.end;
    let at = end + usize::from(number.kind == NumberKind::Vague && words.reads(end, "of"));
    let power = match words.word(at).to_ascii_lowercase().as_str() {
        "square" | "sq" => 2,
        "cubic" | "cu" => 3,
        _ => 1,
    };
    let at = at + usize::from(power > 1);
    let unit = words.entry(at).unit.filter(|unit| is_unit_word(words, at, *unit))?;
    if !is_joined(words, at) {
        return None;
    }
    let mut found = Measure::new(QuantityClass::Measure, unit, number, at + 1);
    if power > 1 {
        found.unit = Cow::Owned(format!("{}{power}", unit.name));
        found.factor = unit.factor.powi(power);
    }
    per_hour(words, unit, &mut found);
    Some(found)
}

/// Short forms that are also words count only in lower case or after a figure.
fn is_unit_word(words: &Words<'_>, at: usize, unit: Unit) -> bool {
    let word = words.word(at);
    let is_short = word.len() <= 2;
    unit.name != "magnitude"
        && (!is_short || words.shape(at) != Some(Shape::Capitalised))
        && !matches!(word, "stones" | "g" | "ha" | "W")
}

/// "miles per hour", "kilometres an hour", "km/h".
fn per_hour(words: &Words<'_>, unit: Unit, found: &mut Measure) {
    let at = found.end;
    let is_per = words.reads(at, "per") || words.reads(at, "an") || words.reads(at, "a");
    let is_hour = words.reads(at + 1, "hour") && is_per && words.is_next(at + 1)
        || words.gap(at) == "/" && words.reads(at, "h");
    if unit.name == "m" && is_hour {
        found.unit = Cow::Borrowed("m/s");
        found.factor = unit.factor / 3600.0;
        found.end = if is_per { at + 2 } else { at + 1 };
    }
}

/// "a 6.3-magnitude earthquake", "magnitude 6.3".
fn magnitude(words: &Words<'_>, number: &Number<'_>) -> Option<Measure> {
    let unit = Unit { name: "magnitude", factor: 1.0 };
    let is_after = words.reads(number.end, "magnitude") && is_joined(words, number.end);
    let is_before = number.first > 0
        && (words.reads(number.first - 1, "magnitude")
            || words.reads(number.first - 1, "magnitude-"))
        && is_joined(words, number.first);
    if !is_after && !is_before {
        return None;
    }
    let end = number.end + usize::from(is_after);
    let mut found = Measure::new(QuantityClass::Measure, unit, number, end);
    found.first -= usize::from(is_before);
    Some(found)
}
