//! Figures that two accounts of a real event both give, altered in one of them: is that found?
//!
//! A figure that stands once in either account, with one unit, is taken to be of one thing in both;
//! by chance some are not, so that all cannot be found. Nothing of a set is kept, and no reader is
//! needed, so that rules can be measured on text that nobody wrote for them.

use super::{accounts, name};
use crate::bench::{
    metrics::Hits,
    result::{Mistake, SuiteResult},
};
use anyhow::Result;
use crosswire::{
    article::Article,
    config::{Assume, Config},
    engine::compare,
    mention::{Bound, Fact, Quantity, QuantityClass},
    normalize::normalize,
    relate::Analysis,
    report::Report,
    span::TextRange,
};
use rayon::prelude::*;
use std::{collections::BTreeSet, path::Path};

/// Figures below this are in many sentences.
const MIN_FIGURE: f64 = 10.0;
/// By how much an amount is altered: to another figure of the same size, not rounded.
const FACTORS: [f64; 4] = [1.3, 0.7, 1.6, 0.55];
/// By how many years an age is.
const YEARS: [f64; 4] = [7.0, -6.0, 9.0, -8.0];
/// Share of words in common up to which a thing is told in words of its own.
const OWN_WORDS: f64 = 0.3;
/// Share from which a sentence is a copy.
const COPY: f64 = 0.6;

/// A figure of an account: where its digits stand, and its sentence.
struct Given<'a> {
    digits: TextRange,
    quantity: &'a Quantity,
    sentence: usize,
}

/// One figure of two accounts, altered in the second.
struct Altered {
    first: Article,
    second: Article,
    class: QuantityClass,
    is_in_own_words: bool,
    /// What stood there and stands there now.
    written: [String; 2],
    /// Where it stands now.
    place: TextRange,
    /// The sentences as they were.
    sentences: [String; 2],
}

pub(super) fn measure(folder: &Path, config: &Config) -> Result<SuiteResult> {
    let events = accounts::read(folder, config)?;
    let config = Config { assume: Assume::SameEvent, ..config.clone() };
    let altered: Vec<Altered> =
        events.par_iter().flat_map_iter(|accounts| of_event(accounts, &config)).collect();
    let reports: Vec<Report> = altered
        .par_iter()
        .map(|case| compare(vec![case.first.clone(), case.second.clone()], &config))
        .collect();
    let mut result = SuiteResult::measured("altered figures", &name(folder));
    let found: Vec<Hits> = altered
        .iter()
        .zip(&reports)
        .map(|(case, report)| Hits::one(is_found(case, report)))
        .collect();
    let of = |is_kept: &dyn Fn(&Altered) -> bool| -> Vec<Hits> {
        let kept = altered.iter().zip(&found).filter(|(case, _)| is_kept(case));
        kept.map(|(_, hits)| *hits).collect()
    };
    result.accuracy("found", &found);
    result.accuracy("found, in like words", &of(&|case| !case.is_in_own_words));
    result.accuracy("found, in own words", &of(&|case| case.is_in_own_words));
    for (class, label) in [
        (QuantityClass::Age, "ages"),
        (QuantityClass::Cardinal, "counts"),
        (QuantityClass::Money, "amounts of money"),
        (QuantityClass::Percentage, "shares"),
        (QuantityClass::Measure, "measures"),
    ] {
        let cases = of(&|case| case.class == class);
        if !cases.is_empty() {
            result.accuracy(&format!("found, {label}"), &cases);
        }
    }
    let missed = altered.iter().zip(&reports).filter(|(case, report)| !is_found(case, report));
    result.errors = missed.map(|(case, _)| mistake(case)).collect();
    Ok(result)
}

/// Whether a conflict or an update marks the altered figure.
fn is_found(case: &Altered, report: &Report) -> bool {
    report.findings.iter().filter(|f| ["conflict", "updated"].contains(&f.verdict.as_str())).any(
        |finding| {
            let of_second = finding.statements.iter().filter(|s| s.article == case.second.id);
            let of_first = finding.statements.iter().filter(|s| s.article == case.first.id);
            of_second.flat_map(|s| &s.marks).any(|mark| mark.range().overlaps(case.place))
                && of_first.flat_map(|s| &s.marks).any(|mark| mark.text.contains(&case.written[0]))
        },
    )
}

fn mistake(case: &Altered) -> Mistake {
    let figures = format!("{} | {}", case.written[0], case.written[1]);
    let wanted = format!("{figures}\n{}", case.sentences.join("\n"));
    Mistake::new(format!("{} - {}", case.first.id, case.second.id), wanted, "no conflict")
}

/// Every figure that two accounts of an event share, altered in the one of them.
fn of_event(accounts: &[Article], config: &Config) -> Vec<Altered> {
    let analyses: Vec<Analysis> = accounts
        .iter()
        .map(|article| Analysis::of(normalize(article.clone(), &config.normalize)))
        .collect();
    let pairs = (0..analyses.len()).flat_map(|a| (a + 1..analyses.len()).map(move |b| (a, b)));
    pairs.flat_map(|(a, b)| of_pair(&analyses[a], &analyses[b])).collect()
}

fn of_pair(a: &Analysis, b: &Analysis) -> Vec<Altered> {
    let (in_a, in_b) = (given(a), given(b));
    let values: BTreeSet<u64> =
        in_a.iter().chain(&in_b).map(|given| given.quantity.low.to_bits()).collect();
    let once = |all: &[Given<'_>], x: &Given<'_>| {
        all.iter().filter(|y| y.quantity.low == x.quantity.low).count() == 1
    };
    let pairs = in_a.iter().flat_map(|x| in_b.iter().map(move |y| (x, y)));
    let shared = pairs.filter(|(x, y)| {
        let (p, q) = (x.quantity, y.quantity);
        p.class == q.class
            && p.unit == q.unit
            && p.low == q.low
            && p.bound == Bound::Exact
            && q.bound == Bound::Exact
            && once(&in_a, x)
            && once(&in_b, y)
    });
    shared
        .filter_map(|(x, y)| {
            let likeness = likeness((a, x.sentence), (b, y.sentence));
            let written = y.digits.of(b.doc.text());
            let new = altered(written, y.quantity.class, &values)?;
            let (start, end) = (y.digits.start as usize, y.digits.end as usize);
            let mut second = b.doc.article.clone();
            second.text.replace_range(start..end, &new);
            let place = TextRange { start: y.digits.start, end: y.digits.start + new.len() as u32 };
            (likeness < COPY).then(|| Altered {
                first: a.doc.article.clone(),
                second,
                class: y.quantity.class,
                is_in_own_words: likeness <= OWN_WORDS,
                written: [x.digits.of(a.doc.text()).to_owned(), new],
                place,
                sentences: [(a, x.sentence), (b, y.sentence)]
                    .map(|(of, sentence)| of.doc.sentence_text(sentence).to_owned()),
            })
        })
        .collect()
}

/// The figures of an account that are written in digits.
fn given(analysis: &Analysis) -> Vec<Given<'_>> {
    let text = analysis.doc.text();
    let figures = analysis.mentions.iter().filter_map(|mention| {
        let Fact::Quantity(quantity) = &mention.fact else { return None };
        let is_kept = quantity.class != QuantityClass::Ordinal
            && quantity.low == quantity.high
            && quantity.low >= MIN_FIGURE;
        let words = mention.range.of(text);
        let first = words.find(|c: char| c.is_ascii_digit())?;
        let is_digit = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
        let n = words[first..].find(|c| !is_digit(c)).unwrap_or(words.len() - first);
        let digits = words[first..first + n].trim_end_matches([',', '.']);
        let start = mention.range.start + first as u32;
        let digits = TextRange { start, end: start + digits.len() as u32 };
        let sentence = mention.sentence_idx as usize;
        is_kept.then_some(Given { digits, quantity, sentence })
    });
    figures.collect()
}

/// Another figure written as this one, that neither account gives; none where there is none of as
/// many digits.
fn altered(written: &str, class: QuantityClass, values: &BTreeSet<u64>) -> Option<String> {
    let value: f64 = written.replace(',', "").parse().ok()?;
    let n_decimals = written.rsplit_once('.').map_or(0, |(_, decimals)| decimals.len());
    let whole = written.split('.').next().unwrap_or_default().replace(',', "");
    let n_noughts =
        if n_decimals > 0 { 0 } else { whole.len() - whole.trim_end_matches('0').len() };
    let round = 10_f64.powi(n_noughts.min(whole.len() - 1) as i32);
    let tried = (0..FACTORS.len()).map(|at| match class {
        QuantityClass::Age => value + YEARS[at],
        _ if n_decimals > 0 => value * FACTORS[at],
        _ => (value * FACTORS[at] / round).round() * round,
    });
    tried
        .filter(|new| *new > 0.0 && !values.contains(&new.to_bits()))
        .map(|new| format!("{new:.n_decimals$}"))
        .find(|new| new.len() == whole.len() + n_decimals + usize::from(n_decimals > 0))
        .map(|new| if written.contains(',') { with_commas(&new) } else { new })
}

fn with_commas(written: &str) -> String {
    let (whole, rest) = written.split_at(written.find('.').unwrap_or(written.len()));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

/// Share of the telling words of two sentences that both have.
fn likeness((a, x): (&Analysis, usize), (b, y): (&Analysis, usize)) -> f64 {
    let words = |analysis: &Analysis, sentence: usize| -> BTreeSet<u64> {
        let tokens = analysis.doc.sentence_tokens(sentence).iter();
        let terms = tokens.map(|token| analysis.doc.term(token));
        terms.filter(|term| !term.is_stop).map(|term| term.key).collect()
    };
    let (in_a, in_b) = (words(a, x), words(b, y));
    in_a.intersection(&in_b).count() as f64 / in_a.union(&in_b).count().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_altered_as_it_is_written() {
        let values = BTreeSet::new();
        for (written, class, expected) in [
            ("36", QuantityClass::Age, Some("43")),
            ("1,400", QuantityClass::Cardinal, Some("1,800")),
            ("4.50", QuantityClass::Money, Some("5.85")),
            ("912", QuantityClass::Cardinal, Some("638")),
            ("31", QuantityClass::Percentage, Some("40")),
        ] {
            assert_eq!(altered(written, class, &values).as_deref(), expected, "{written}");
        }
    }
}
