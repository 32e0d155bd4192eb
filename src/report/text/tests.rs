use super::super::fixture::{assert_snapshot, three_accounts, two_accounts, without_findings};
use super::*;
use crate::report::{ReportRemoved, VerdictCounts};
use crate::span::Span;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

fn plain(report: &Report, width: u16) -> String {
    render_text(report, &TextParams { width, ..TextParams::default() })
}

#[test]
fn plain_at_80() {
    assert_snapshot("text_plain", &plain(&two_accounts(), 80));
}

#[test]
fn plain_at_60() {
    assert_snapshot("text_width_60", &plain(&two_accounts(), 60));
}

#[test]
fn plain_at_40() {
    assert_snapshot("text_width_40", &plain(&two_accounts(), 40));
}

#[test]
fn ansi_at_80() {
    let params = TextParams { colour: Colour::Ansi, ..TextParams::default() };
    let shown = render_text(&two_accounts(), &params).replace('\u{1b}', "␛");
    assert_snapshot("text_ansi", &shown);
}

#[test]
fn more_than_two_accounts_are_stacked() {
    assert_snapshot("text_three", &plain(&three_accounts(), 80));
}

#[test]
fn long_sections_are_folded() {
    let params = TextParams { max_per_section: Some(1), ..TextParams::default() };
    assert_snapshot("text_folded", &render_text(&two_accounts(), &params));
}

#[test]
fn without_findings_it_says_why() {
    let kinds =
        ["identical", "near-duplicate", "partial-reuse", "same-event", "same-topic", "unrelated"];
    let pages = kinds.map(|kind| {
        let text = plain(&without_findings(kind), 80);
        let from = text.find(wording::relation(kind)).unwrap();
        text[from..].to_owned()
    });
    assert_snapshot("text_without_findings", &pages.join("\n=====\n\n"));
}

#[test]
fn braces_are_never_the_articles_own() {
    let mut report = two_accounts();
    report.findings[0].statements[0].span.text.push_str(" {sic}");
    let text = plain(&report, 80);
    assert!(text.contains("⟦14 people⟧") && text.contains("⟦Braces⟧ mark"), "{text}");
}

/// `text` without its styles, if every escape character in it belongs to one.
fn unstyled(text: &str) -> Option<String> {
    let mut parts = text.split('\u{1b}');
    let mut bare = parts.next()?.to_owned();
    for part in parts {
        let (style, words) = part.strip_prefix('[')?.split_once('m')?;
        style.bytes().all(|b| b.is_ascii_digit() || b == b';').then_some(())?;
        bare.push_str(words);
    }
    Some(bare)
}

#[test]
fn accounts_of_different_events_are_compared_with_a_warning() {
    let mut report = two_accounts();
    report.relation.as_mut().unwrap().kind = "same-topic".to_owned();
    assert!(plain(&report, 80).contains("although they do not seem to be"));
    assert!(!plain(&two_accounts(), 80).contains("although"));
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-z ]{0,90}",
        "[東雲丸。「」 a]{0,60}",
        "[\\x00-\\x20\\x7f-\\x9fx\u{202e}\u{2066}\u{301}\u{200d}👩🏽🇫🇷क्षل\u{627}]{0,40}",
    ]
}

fn finding() -> impl Strategy<Value = ReportFinding> {
    let verdict = prop::sample::select(vec!["conflict", "agree", "only-in", "updated", "odd"]);
    let range = (0_u32..60, 0_u32..60);
    let marks = prop::collection::vec(range, 0..4);
    let article = prop::sample::select(vec!["0", "1", "2", "nobody"]);
    let statement = (article, words(), marks, prop::option::of(words())).prop_map(
        |(article, text, marks, value)| Statement {
            article: article.to_owned(),
            span: Span { start: 3, end: 3 + text.len() as u32, text },
            marks: marks
                .into_iter()
                .map(|(start, end)| Span { start, end, text: String::new() })
                .collect(),
            value,
        },
    );
    let statements = prop::collection::vec(statement, 0..4);
    (verdict, prop::option::of(words()), words(), statements).prop_map(
        |(verdict, facet, message, statements)| ReportFinding {
            id: String::new(),
            verdict: verdict.to_owned(),
            facet,
            rule: String::new(),
            confidence: 0.5,
            message,
            claim: String::new(),
            beside: None,
            statements,
        },
    )
}

fn report() -> impl Strategy<Value = Report> {
    let article = (words(), words(), prop::option::of(words()), words());
    let articles = prop::collection::vec(article, 0..4);
    let findings = prop::collection::vec(finding(), 0..5);
    (articles, findings, words()).prop_map(|(articles, findings, kind)| Report {
        articles: articles
            .into_iter()
            .enumerate()
            .map(|(at, (label, title, source, reason))| ReportArticle {
                id: at.to_string(),
                label,
                title: Some(title),
                published: source.clone(),
                source,
                text: String::new(),
                removed: vec![ReportRemoved {
                    span: Span { start: 0, end: 0, text: String::new() },
                    reason,
                }],
                carried_by: Vec::new(),
            })
            .collect(),
        findings,
        counts: VerdictCounts { agree: 1, ..VerdictCounts::default() },
        ..without_findings(&kind)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_line_fits_and_nothing_steers(report in report(), width in 40_u16..=200) {
        let text = plain(&report, width);
        for line in text.lines() {
            prop_assert!(line.width() <= usize::from(width), "{} > {width}: {line:?}", line.width());
            prop_assert!(!line.ends_with(' '), "{line:?}");
        }
        let steers = |c: char| super::super::clean::is_steering(c) && c != '\n';
        let params = TextParams { width, colour: Colour::Ansi, max_per_section: Some(2) };
        let styled = render_text(&report, &params);
        prop_assert!(unstyled(&styled).is_some_and(|text| !text.chars().any(steers)), "{styled:?}");
        prop_assert!(!text.chars().any(steers), "{text:?}");
    }

    #[test]
    fn no_word_is_lost(text in words(), width in 2_usize..60) {
        let lines = wrap(&[Piece::new(&text, Role::Plain)], width);
        let pieces = lines.iter().flat_map(|line| &line.pieces);
        let set: String = pieces.flat_map(|piece| piece.text.split_whitespace()).collect();
        let cleaned = crate::report::clean::clean(&text);
        prop_assert_eq!(set, cleaned.split_whitespace().collect::<String>());
    }
}
