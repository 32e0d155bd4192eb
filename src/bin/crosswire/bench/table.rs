//! The results as a table of at most 80 columns.

use super::result::{Confusion, Metric, Mistake, Results, Status, SuiteResult};
use std::fmt::Write as _;

/// Columns of a mistake's texts.
const TEXT_COLUMNS: usize = 70;

/// Figures by suite, `max_errors` mistakes each.
pub(crate) fn render(results: &Results, max_errors: usize) -> String {
    let mut out = String::new();
    for suite in &results.suites {
        render_suite(&mut out, suite, max_errors);
    }
    out
}

// Writing to a string cannot fail, so results of `write!` are dropped here.
fn render_suite(out: &mut String, suite: &SuiteResult, max_errors: usize) {
    let state = if suite.status == Status::NotBuilt { "   not built" } else { "" };
    let _ = writeln!(out, "{}  ({}){state}", suite.suite, suite.set);
    if let Some(note) = &suite.note {
        let _ = writeln!(out, "  {note}");
    }
    for metric in &suite.metrics {
        render_metric(out, metric);
    }
    suite.confusion.iter().for_each(|table| render_confusion(out, table));
    if !suite.reliability.is_empty() {
        let _ = writeln!(out, "  {:<24}{:>9}{:>9}{:>8}", "confidence", "said", "right", "n");
        for bin in &suite.reliability {
            let _ = writeln!(out, "  {:<24}{:>9.2}{:>9.2}{:>8}", "", bin.said, bin.right, bin.n);
        }
    }
    if !suite.rules.is_empty() {
        let _ = writeln!(out, "  {:<24}{:>9}{:>9}{:>8}", "rule", "at least", "right", "n");
        for (rule, right, n, bound) in suite.rules.rows() {
            let bound = f64::from(bound) / 100.0;
            let _ = writeln!(out, "  {rule:<24}{bound:>9.2}{right:>9}{n:>8}");
        }
    }
    suite.errors.iter().take(max_errors).for_each(|mistake| render_mistake(out, mistake));
    out.push('\n');
}

fn render_metric(out: &mut String, metric: &Metric) {
    let value = metric.value.map_or_else(|| "-".to_owned(), |v| number(v, metric));
    let interval = metric.interval.map_or_else(String::new, |[low, high]| {
        format!("{} to {}", number(low, metric), number(high, metric))
    });
    let unit = metric.unit.as_deref().unwrap_or_default();
    let _ = writeln!(
        out,
        "  {:<36}{value:>9} {unit:<10}{interval:<16}{}",
        shortened(&metric.name, 36),
        format_args!("n {}", metric.n)
    );
}

/// Shares with three digits, everything else with three that count.
fn number(value: f64, metric: &Metric) -> String {
    if metric.unit.is_none() {
        format!("{value:.3}")
    } else if value < 100.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}

fn render_confusion(out: &mut String, table: &Confusion) {
    let _ = write!(out, "  {:<16}", "wanted \\ given");
    for label in &table.labels {
        let _ = write!(out, "{:>10}", shortened(label, 9));
    }
    out.push('\n');
    for (label, row) in table.labels.iter().zip(&table.counts) {
        if row.iter().all(|&n| n == 0) {
            continue;
        }
        let _ = write!(out, "  {label:<16}");
        for n in row {
            let _ = write!(out, "{n:>10}");
        }
        out.push('\n');
    }
}

fn render_mistake(out: &mut String, mistake: &Mistake) {
    let _ = writeln!(out, "  * {}", shortened(&mistake.case, TEXT_COLUMNS + 4));
    for (name, text) in [("wanted", &mistake.expected), ("got", &mistake.got)] {
        for (i, line) in text.lines().enumerate() {
            let name = if i == 0 { name } else { "" };
            let _ = writeln!(out, "    {name:<6} {}", shortened(line, TEXT_COLUMNS - 2));
        }
    }
}

fn shortened(text: &str, max_chars: usize) -> String {
    if text.chars().count() <= max_chars {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(max_chars - 1).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::metrics::Hits;

    #[test]
    fn a_table_fits_eighty_columns() {
        let mut suite = SuiteResult::measured("relations", "corpus/dev");
        suite.accuracy("accuracy", &[Hits::one(true), Hits::one(false), Hits::one(true)]);
        suite.add(&"long ".repeat(20), None, 0);
        suite.add("ingest", Some(12_345.6), 3).unit("articles/s");
        let mut table = Confusion::new(&["near-duplicate", "same-event"]);
        table.add("same-event", "near-duplicate");
        suite.confusion = Some(table);
        suite.calibration(&[(90, true)]);
        suite.errors.push(Mistake::new("a – b", "x".repeat(200), "one\ntwo"));
        let status = Status::NotBuilt;
        let missing = SuiteResult { status, ..SuiteResult::measured("events", "corpus/dev") };
        let text = render(&Results::new(vec![suite, missing]), 5);
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert!(text.contains("  accuracy                                0.667"), "{text}");
        assert!(text.contains("events  (corpus/dev)   not built"), "{text}");
        assert!(text.contains("    got    one\n           two\n"), "{text}");
    }
}
