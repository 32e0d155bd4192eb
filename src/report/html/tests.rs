//! Pages of the shared fixture, of hostile text, and the palette.

use super::super::fixture;
use super::pictures::TimeLine;
use super::*;
use crate::report::{ReportArticle, ReportFinding};
use crate::span::{Span, TextRange};
use sha2::{Digest, Sha256};

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let word = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let sign = SIGNS[(word >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= chunk.len() { char::from(sign) } else { '=' });
        }
    }
    out
}

#[test]
fn the_policy_allows_this_style_and_this_script_and_nothing_else() {
    let hash = |text: &str| format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())));
    let (style, script) = (hash(STYLE), hash(SCRIPT));
    assert!(policy::REPORT.contains(&format!("style-src {style};")), "style.css is now {style}");
    assert!(policy::INDEX.contains(&format!("style-src {style};")), "style.css is now {style}");
    assert!(policy::REPORT.contains(&format!("script-src {script};")), "script.js is now {script}");
    for policy in [policy::REPORT, policy::INDEX] {
        assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"));
    }
    assert!(!policy::INDEX.contains("script-src"));
}

/// A page without its style, script, policy and version, which change by themselves.
fn page(report: &Report) -> String {
    bare(&render_html(report))
}

fn bare(html: &str) -> String {
    let shown = |policy: &str| policy.replace('\'', "&#39;");
    html.replace(STYLE, "")
        .replace(SCRIPT, "")
        .replace(&shown(policy::REPORT), "")
        .replace(&shown(policy::INDEX), "")
        .replace(&format!("crosswire {VERSION}"), "crosswire")
}

#[test]
fn accounts_stand_on_the_line_by_their_times() {
    let mut articles = fixture::three_accounts().articles;
    let mut at = |times: [Option<&str>; 4]| {
        for (article, time) in articles.iter_mut().zip(times) {
            article.published = time.map(str::to_owned);
        }
        TimeLine::of(&articles)
    };
    let line = at([
        Some("2031-03-12T10:00:00Z"),
        Some("2031-03-12T20:00:00Z"),
        Some("2031-03-12T10:01:00Z"),
        None,
    ])
    .unwrap();
    let labels: Vec<&str> = line.points.iter().map(|point| &*point.label).collect();
    assert_eq!(labels, ["A", "C", "B"]);
    assert_eq!((&*line.points[0].x, &*line.points[2].x), ("4.0%", "95.9%"));
    assert!(line.points[1].y < line.points[0].y, "too near to stand beside it");
    assert_eq!(line.points[2].y, line.points[0].y);
    assert_eq!(line.undated.as_deref(), Some("D"));
    assert!(line.days.is_empty());
    // Only the day is known of two, and four days are ruled.
    let line = at([Some("2031-03-12"), Some("2031-03-15"), None, None]).unwrap();
    assert!(line.points.iter().all(|point| point.open.is_some()));
    assert_eq!(line.days.len(), 4);
    assert!(at([Some("2031-03-12"), Some("2031-03-12"), None, None]).is_none());
    assert!(at([None; 4]).is_none());
}

#[test]
fn two_accounts() {
    fixture::assert_snapshot("html", &page(&fixture::two_accounts()));
}

#[test]
fn three_accounts() {
    fixture::assert_snapshot("html_three", &page(&fixture::three_accounts()));
}

#[test]
fn an_index() {
    let event = EventEntry {
        href: "event-1.html".into(),
        title: "Ferry <b>strikes</b> pier".into(),
        start: Some("2031-03-12".into()),
        end: Some("2031-03-14".into()),
        n_articles: 14,
        n_witnesses: 12,
        n_left_out: 2,
        sources: vec!["Harbour Gazette".into(), "Coast & Wire".into()],
        n_conflicts: 2,
    };
    let undated = EventEntry { title: "Talks".into(), ..EventEntry::default() };
    let html = render_html_index("Events of March", &[event, undated], 7);
    fixture::assert_snapshot("html_index", &bare(&html));
}

#[test]
fn an_index_of_nothing_says_so() {
    for (n_alone, told) in [(0, "one article.</p>"), (1, " 1 article tells of what no other does")]
    {
        let html = render_html_index("Events", &[], n_alone);
        assert!(html.contains("No event is told of by more than one article."), "{n_alone}");
        assert!(html.contains(told) && !html.contains("<ol"), "{n_alone}");
    }
}

#[test]
fn every_relation_without_findings_has_a_page() {
    for kind in ["identical", "near-duplicate", "same-topic", "unrelated", "odd <kind>"] {
        let html = page(&fixture::without_findings(kind));
        assert!(html.contains("#texts") && !html.contains("id=\"findings\""), "{kind}");
        assert!(html.contains("Harbour Gazette") && !html.contains("<kind>"), "{kind}");
    }
}

#[test]
fn every_link_within_leads_somewhere_and_every_id_is_unique() {
    for report in [fixture::two_accounts(), fixture::three_accounts()] {
        let html = page(&report);
        let ids: Vec<&str> = attributes(&html, " id=\"");
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), ids.len(), "{ids:?}");
        for target in attributes(&html, "href=\"#") {
            assert!(ids.contains(&target), "#{target}");
        }
        for named in attributes(&html, "aria-labelledby=\"") {
            assert!(ids.contains(&named), "{named}");
        }
    }
}

fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    html.match_indices(name)
        .filter_map(|(at, _)| html[at + name.len()..].split('"').next())
        .collect()
}

const HOSTILE: &str = "</script><script>alert(1)</script> \u{202e}evil\u{1b}[31m \u{0}<img src=x \
onerror=alert(2)> \" onclick=\"alert(3) {{ 7*7 }} {% include \"x\" %} &lt; ]]> <!-- ${x} '";

/// Hostile text wherever a report carries text.
fn hostile(mut report: Report) -> Report {
    let ids: Vec<(String, String)> = report
        .articles
        .iter()
        .map(|article| (article.id.clone(), format!("{HOSTILE}{}", article.label)))
        .collect();
    let renamed = |id: &str| ids.iter().find(|(old, _)| old == id).map(|(_, new)| new.clone());
    for article in &mut report.articles {
        article.id = renamed(&article.id).unwrap();
        article.label = HOSTILE.into();
        article.title = Some(HOSTILE.into());
        article.source = Some(HOSTILE.into());
        article.published = Some(HOSTILE.into());
        article.text = HOSTILE.into();
        article.removed.clear();
    }
    let span = Span::new(HOSTILE, TextRange::new(0, HOSTILE.len()));
    for finding in &mut report.findings {
        finding.message = HOSTILE.into();
        finding.facet = Some(HOSTILE.into());
        finding.claim.clone_from(&finding.message);
        for statement in &mut finding.statements {
            statement.article = renamed(&statement.article).unwrap();
            statement.span = span.clone();
            statement.marks = vec![Span::new(HOSTILE, TextRange::new(3, 20))];
            statement.value = Some(HOSTILE.into());
        }
    }
    for pair in &mut report.relations {
        pair.kind = HOSTILE.into();
    }
    for id in report.witnesses.iter_mut().flatten() {
        *id = renamed(id).unwrap();
    }
    report.claims.clear();
    report.alignments.clear();
    report
}

#[test]
fn scraped_text_is_shown_and_never_markup() {
    for report in [fixture::two_accounts(), fixture::three_accounts()] {
        let html = render_html(&hostile(report));
        assert_eq!(html.matches("<script").count(), 1, "only our own");
        assert_eq!(html.matches("</script").count(), 1);
        assert!(!html.contains("<img") && !html.contains("onclick=\""));
        assert!(!html.chars().any(|c| c.is_control() && c != '\n'));
        assert!(!html.contains('\u{202e}'));
        let after = html.split("</style>").nth(1).unwrap();
        assert!(after.contains("&#60;script&#62;alert(1)"), "it is shown as text");
    }
}

#[test]
fn a_report_that_does_not_hold_together_is_shown_all_the_same() {
    let mut report = fixture::two_accounts();
    let finding: &mut ReportFinding = &mut report.findings[0];
    finding.statements[0].article = "no such article".into();
    finding.statements[1].span.end = u32::MAX;
    report.findings[1].verdict = "no such verdict".into();
    report.findings[2].statements.clear();
    report.witnesses = vec![vec!["no such article".into()], vec![]];
    assert!(render_html(&report).ends_with("</html>\n"));
    report.articles.push(ReportArticle { id: "c".into(), ..report.articles[0].clone() });
    report.relation = None;
    assert!(render_html(&report).ends_with("</html>\n"));
    report.articles.clear();
    assert!(render_html(&report).ends_with("</html>\n"));
}

#[test]
fn no_address_is_fetched() {
    let html = page(&fixture::two_accounts());
    for word in ["src=", "url(", "@import", "<iframe", "<object", "<form", "http-equiv=\"refresh"] {
        assert!(!html.contains(word) && !STYLE.contains(word), "{word}");
    }
    for word in ["fetch(", "XMLHttpRequest", "WebSocket", "import(", "eval(", "innerHTML"] {
        assert!(!SCRIPT.contains(word), "{word}");
    }
}

/// `--name: #rrggbb` of a block of the style sheet.
fn palette(block: &str) -> Vec<(&str, [f64; 3])> {
    let colour = |line: &'static str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
        let value = value.strip_suffix(';').filter(|value| value.len() == 6)?;
        let part = |at: usize| u8::from_str_radix(&value[at..at + 2], 16).ok().map(f64::from);
        Some((name, [part(0)?, part(2)?, part(4)?]))
    };
    // The blocks are parts of a constant, and so live as long.
    let start = STYLE.find(block).unwrap() + block.len();
    let end = start + STYLE[start..].find('}').unwrap();
    STYLE[start..end].lines().filter_map(colour).collect()
}

/// WCAG 2.2, contrast ratio: 1 to 21.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let linear = |part: f64| {
        let part = part / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let luminance =
        |[r, g, b]: [f64; 3]| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_stands_out_in_light_and_dark() {
    const VERDICTS: [&str; 5] = ["conflict", "updated", "compatible", "agree", "only-in"];
    let light = palette(":root {\n  color-scheme: light dark;");
    let dark = palette("@media (prefers-color-scheme: dark) {\n  :root {");
    for (theme, palette) in [("light", light), ("dark", dark)] {
        let colour = |name: &str| palette.iter().find(|(known, _)| *known == name).unwrap().1;
        let mut pairs =
            vec![("ink", "paper"), ("ink", "sheet"), ("muted", "paper"), ("muted", "sheet")];
        let tints: Vec<String> = VERDICTS.iter().map(|verdict| format!("{verdict}-tint")).collect();
        for (verdict, tint) in VERDICTS.iter().zip(&tints) {
            pairs.extend([("ink", &**tint), ("muted", &**tint), (*verdict, &**tint)]);
            pairs.extend([(*verdict, "paper"), (*verdict, "sheet"), ("focus", "paper")]);
        }
        for (text, ground) in pairs {
            let ratio = contrast(colour(text), colour(ground));
            assert!(ratio >= 4.5, "{theme}: {text} on {ground} is {ratio:.2}");
        }
    }
    assert!((contrast([0.0; 3], [255.0; 3]) - 21.0).abs() < 1e-9);
}
