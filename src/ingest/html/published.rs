//! When a page says it was published.

use super::super::date::parse_date;
use crate::article::Published;
use serde_json::Value;
use trafilatura::dom::{Document, NodeId};

/// Keys of `meta` elements that state the publication date, the most reliable first.
const META_KEYS: [&str; 26] = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article.published",
    "cxenseparse:recs:publishtime",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "published-date",
    "published_date",
    "publication_date",
    "publicationdate",
    "pubdate",
    "ptime",
    "displaydate",
    "citation_publication_date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "date",
];

/// How deep a JSON-LD graph is searched.
const MAX_GRAPH_DEPTH: usize = 16;

/// The publication date, from JSON-LD, `meta` or `time` markup. One taken from a `time`
/// element that does not say what it dates, or from the address, is a guess. Running text
/// and the clock are never asked.
///
/// # Errors
/// Why the declared date was not understood, if one was declared and nothing better found.
pub(super) fn published(
    document: &Document,
    url: Option<&str>,
) -> Result<Option<Published>, String> {
    let declared =
        [linked_data(document), meta(document), marked_elements(document)].into_iter().flatten();
    let mut trouble = None;
    for written in declared.filter(|written| !written.trim().is_empty()) {
        match parse_date(&written) {
            Ok(published) => return Ok(Some(published)),
            Err(why) => trouble = trouble.or(Some(why)),
        }
    }
    match (guess(document, url), trouble) {
        (None, Some(why)) => Err(why),
        (guess, _) => Ok(guess),
    }
}

fn guess(document: &Document, url: Option<&str>) -> Option<Published> {
    let time =
        document.query_selector_all(document.root(), "article time[datetime], time[datetime]");
    let first = time.first().and_then(|&node| document.get_attribute(node, "datetime"));
    let found = first.and_then(|written| parse_date(&written).ok());
    let found = found.or_else(|| parse_date(&day_in_url(url?)?).ok())?;
    Some(Published { is_guess: true, ..found })
}

/// `/2025/04/23/` or `/2025-04-23` in an address.
fn day_in_url(url: &str) -> Option<String> {
    let fields: Vec<&str> = url.split(['/', '-', '_', '.', '?']).collect();
    let is_number =
        |text: &str, len: usize| text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
    fields
        .windows(3)
        .find(|w| is_number(w[0], 4) && is_number(w[1], 2) && is_number(w[2], 2))
        .map(|w| w.join("-"))
}

fn linked_data(document: &Document) -> Vec<String> {
    let scripts = document.query_selector_all(document.root(), "script[type*='ld+json' i]");
    let sources: Vec<String> = scripts.iter().map(|&node| document.text_content(node)).collect();
    let parsed: Vec<Value> =
        sources.iter().filter_map(|source| serde_json::from_str(source.trim()).ok()).collect();
    let mut dates = Vec::new();
    for wanted in [Wanted::Articles, Wanted::Anything] {
        parsed.iter().for_each(|value| collect(value, wanted, 0, &mut dates));
    }
    if dates.is_empty() {
        dates.extend(sources.iter().filter_map(|source| unparsed_date(source)));
    }
    dates
}

/// Which things of a JSON-LD graph may date the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Articles,
    Anything,
}

fn collect(value: &Value, wanted: Wanted, depth: usize, dates: &mut Vec<String>) {
    if depth > MAX_GRAPH_DEPTH {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|v| collect(v, wanted, depth + 1, dates)),
        Value::Object(fields) => {
            if let Some(Value::String(date)) = fields.get("datePublished")
                && (wanted == Wanted::Anything || is_article(fields.get("@type")))
            {
                dates.push(date.clone());
            }
            fields.values().for_each(|v| collect(v, wanted, depth + 1, dates));
        }
        _ => {}
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let names =
        |name: &str| name.contains("Article") || name.ends_with("Posting") || name == "Report";
    match kind {
        Some(Value::String(name)) => names(name),
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).any(names),
        _ => false,
    }
}

/// The date in JSON-LD that is no valid JSON, as many pages have it.
fn unparsed_date(source: &str) -> Option<String> {
    let (_, rest) = source.split_once("\"datePublished\"")?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    rest.split_once('"').map(|(date, _)| date.to_owned())
}

fn meta(document: &Document) -> Vec<String> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for node in document.query_selector_all(document.root(), "meta[content]") {
        let key =
            ["property", "name", "itemprop"].iter().find_map(|a| document.get_attribute(node, a));
        let rank = key.and_then(|key| rank(&key));
        if let (Some(rank), Some(content)) = (rank, document.get_attribute(node, "content")) {
            found.push((rank, content));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, content)| content).collect()
}

fn rank(key: &str) -> Option<usize> {
    META_KEYS.iter().position(|known| known.eq_ignore_ascii_case(key.trim()))
}

/// Elements that say they hold the publication date.
fn marked_elements(document: &Document) -> Vec<String> {
    const MARKED: &str = "[itemprop~='datePublished'], time[pubdate], time[class*='publish' i], \
        time[class~='entry-date'], time[class~='dt-published']";
    let stated = |node: NodeId| {
        ["datetime", "content"]
            .iter()
            .find_map(|name| document.get_attribute(node, name))
            .unwrap_or_else(|| document.text_content(node))
    };
    document.query_selector_all(document.root(), MARKED).into_iter().map(stated).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(head: &str, body: &str, url: Option<&str>) -> Result<Option<(String, bool)>, String> {
        let html = format!("<html><head>{head}</head><body>{body}</body></html>");
        let found = published(&Document::parse(&html), url)?;
        Ok(found.map(|published| (published.value, published.is_guess)))
    }

    fn linked(json: &str) -> String {
        format!("<script type=\"application/ld+json\">{json}</script>")
    }

    #[test]
    fn markup_is_asked_in_order() {
        let meta = r#"<meta property="article:published_time" content="2025-04-22T08:00:00Z">"#;
        let graph = r#"{"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},
            {"@type":["NewsArticle"],"datePublished":"2025-04-23"}]}"#;
        let cases = [
            ("none", String::new(), "", None, None),
            ("article before page", linked(graph), "", None, Some(("2025-04-23", false))),
            (
                "linked data before meta",
                linked(graph) + meta,
                "",
                None,
                Some(("2025-04-23", false)),
            ),
            (
                "broken linked data",
                linked("{,\"datePublished\": \"2025-04-23\""),
                "",
                None,
                Some(("2025-04-23", false)),
            ),
            ("meta", meta.to_owned(), "", None, Some(("2025-04-22T08:00:00Z", false))),
            (
                "bad first",
                linked(r#"{"datePublished":"soon"}"#) + meta,
                "",
                None,
                Some(("2025-04-22T08:00:00Z", false)),
            ),
            (
                "pubdate",
                String::new(),
                "<time datetime=2025-04-21 pubdate>x</time>",
                None,
                Some(("2025-04-21", false)),
            ),
            (
                "itemprop text",
                String::new(),
                "<span itemprop=datePublished>April 21, 2025</span>",
                None,
                Some(("2025-04-21", false)),
            ),
            (
                "bare time",
                String::new(),
                "<time datetime=2025-04-21>x</time>",
                None,
                Some(("2025-04-21", true)),
            ),
            (
                "address",
                String::new(),
                "",
                Some("https://a.example/2025/04/20/x"),
                Some(("2025-04-20", true)),
            ),
            ("running text", String::new(), "<p>On April 21, 2025 it rained.</p>", None, None),
            (
                "modified only",
                r#"<meta property="article:modified_time" content="2025-04-22">"#.to_owned(),
                "",
                None,
                None,
            ),
        ];
        for (name, head, body, url, expected) in cases {
            let expected = expected.map(|(value, is_guess)| (value.to_owned(), is_guess));
            assert_eq!(date(&head, body, url), Ok(expected), "{name}");
        }
    }

    #[test]
    fn a_declared_date_that_is_none_is_told() {
        let why = date(r#"<meta name="date" content="04/05/2025">"#, "", None);
        assert!(why.is_err_and(|why| why.contains("04/05/2025")));
    }
}
