//! What comes out of inputs of every format, good, broken and hostile.

use crosswire::article::Article;
use crosswire::ingest::{
    Format, IngestParams, Ingested, article_from_json, make_ids_unique, read_articles,
};
use crosswire::outcome::{Place, ProblemKind};
use proptest::prelude::*;
use std::io::{self, Read};
use std::time::{Duration, Instant};

const FORMATS: [Option<Format>; 7] = [
    None,
    Some(Format::Text),
    Some(Format::Markdown),
    Some(Format::Html),
    Some(Format::Json),
    Some(Format::JsonLines),
    Some(Format::Csv),
];

fn read(bytes: &[u8], name: &str) -> Ingested {
    read_articles(&mut { bytes }, name, &IngestParams::default())
}

/// Ids with the starts of their texts, and problems by kind with their places.
type Summary = (Vec<(String, String)>, Vec<(ProblemKind, String)>);

fn summary(read: &Ingested) -> Summary {
    let start = |article: &Article| article.text.chars().take(20).collect();
    let articles = read.articles.iter().map(|a| (a.id.clone(), start(a))).collect();
    let problems = read.problems.iter().map(|p| (p.kind, p.place.to_string())).collect();
    (articles, problems)
}

#[test]
fn inputs_become_articles_and_problems() {
    use ProblemKind::{Binary, Empty, Malformed, MissingField, Undecodable, Unreadable};
    type Expected<'a> = (&'a [(&'a str, &'a str)], &'a [(ProblemKind, &'a str)]);
    let cases: [(&str, &str, &[u8], Expected<'_>); 28] = [
        ("text", "a.txt", b"The dam broke.\n", (&[("a.txt", "The dam broke.\n")], &[])),
        ("no extension", "README", b"The dam.", (&[("README", "The dam.")], &[])),
        ("front matter", "a.txt", b"Id: x1\nTitle: T\n\nThe dam.", (&[("x1", "The dam.")], &[])),
        ("markdown", "a.md", b"# T\n\nThe *dam*.", (&[("a.md", "# T\n\nThe *dam*.")], &[])),
        (
            "control characters",
            "a.txt",
            b"The \x1b[1mdam\x07",
            (&[("a.txt", "The \x1b[1mdam\x07")], &[]),
        ),
        ("empty", "a.txt", b"", (&[], &[(Empty, "a.txt")])),
        ("blank", "a.txt", b" \n", (&[], &[(Empty, "a.txt")])),
        ("blank lines only", "a.jsonl", b"\n \r\n", (&[], &[(Empty, "a.jsonl")])),
        ("no element", "a.json", b"[]", (&[], &[(Empty, "a.json")])),
        ("binary", "a.txt", b"\x7fELF\x02\x01\x01\0", (&[], &[(Binary, "a.txt")])),
        ("binary lines", "a.jsonl", b"\x89PNG\r\n\x1a\n\0\0", (&[], &[(Binary, "a.jsonl")])),
        ("cut gzip", "a.jsonl.gz", b"\x1f\x8b\x08\0", (&[], &[(Unreadable, "a.jsonl.gz")])),
        ("xz", "a.jsonl.xz", b"\xfd7zXZ\0\0", (&[], &[(Binary, "a.jsonl.xz")])),
        ("table", "a.csv", b"id;text\n7;x\n8\n", (&[("7", "x")], &[(Malformed, "a.csv:3")])),
        (
            "table in UTF-16",
            "a.tsv",
            b"\xff\xfei\0d\0\t\0t\0e\0x\0t\0\n\x007\0\t\0x\0",
            (&[("7", "x")], &[]),
        ),
        ("object", "a.json", b"{\"body\":\"The dam.\"}", (&[("a.json", "The dam.")], &[])),
        (
            "array",
            "a.json",
            b"[{\"id\":7,\"text\":\"x\"},{\"text\":\"y\"},3,{\"text\":\"\"}]",
            (&[("7", "x"), ("a.json:2", "y")], &[(Malformed, "a.json:3"), (Empty, "a.json:4")]),
        ),
        (
            "wrapped",
            "<stdin>",
            b"{\"total\":1,\"articles\":[{\"content\":\"x\"}]}",
            (&[("<stdin>:1", "x")], &[]),
        ),
        (
            "an article with an array beside",
            "a.json",
            b"{\"text\":\"x\",\"items\":[3]}",
            (&[("a.json", "x")], &[]),
        ),
        (
            "broken document",
            "a.json",
            b"[\n{\"text\":\"x\"},\n{]",
            (&[], &[(Malformed, "a.json:3")]),
        ),
        (
            "lines",
            "a.jsonl",
            b"\xef\xbb\xbf{\"text\":\"x\"}\r\n\r\n{oops}\r\n{\"id\":\"k\",\"text\":\"y\"}",
            (&[("a.jsonl:1", "x"), ("k", "y")], &[(Malformed, "a.jsonl:3")]),
        ),
        (
            "lines named json",
            "a.json",
            b"{\"text\":\"x\"}\n{\"text\":\"y\"}\n",
            (&[("a.json:1", "x"), ("a.json:2", "y")], &[]),
        ),
        (
            "no text",
            "a.jsonl",
            b"{\"text\":null}\n{\"id\":1}\n[1]\n\"s\"\n",
            (
                &[],
                &[
                    (MissingField, "a.jsonl:1"),
                    (MissingField, "a.jsonl:2"),
                    (Malformed, "a.jsonl:3"),
                    (Malformed, "a.jsonl:4"),
                ],
            ),
        ),
        (
            "lone surrogate",
            "a.jsonl",
            br#"{"text":"a \ud800 b","k\udc00":1}"#,
            (&[("a.jsonl:1", "a \u{fffd} b")], &[(Undecodable, "a.jsonl:1")]),
        ),
        (
            "bad bytes in a line",
            "a.jsonl",
            b"{\"text\":\"a \xff b\"}\n{\"text\":\"c\"}",
            (&[("a.jsonl:1", "a \u{fffd} b"), ("a.jsonl:2", "c")], &[(Undecodable, "a.jsonl:1")]),
        ),
        (
            "NUL in a line",
            "a.jsonl",
            b"{\"text\":\"\0\"}\n{\"text\":\"c\"}",
            (&[("a.jsonl:2", "c")], &[(Malformed, "a.jsonl:1")]),
        ),
        ("NUL escaped", "a.jsonl", br#"{"text":"a\u0000b"}"#, (&[("a.jsonl:1", "a\0b")], &[])),
        ("latin 1", "a.txt", b"Caf\xe9 au lait", (&[("a.txt", "Caf\u{e9} au lait")], &[])),
    ];
    for (name, path, bytes, (articles, problems)) in cases {
        let read = read(bytes, path);
        let (found, trouble) = summary(&read);
        let own = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
        };
        let problems: Vec<(ProblemKind, String)> =
            problems.iter().map(|(kind, place)| (*kind, (*place).to_owned())).collect();
        assert_eq!((found, trouble), (own(articles), problems), "{name}");
        let n_skipped = read.problems.iter().filter(|p| p.kind.is_skipped()).count();
        assert_eq!(read.stats.n_articles, read.articles.len() as u64, "{name}");
        assert_eq!(read.stats.n_skipped, n_skipped as u64, "{name}");
        assert_eq!((read.stats.n_inputs, read.stats.n_bytes), (1, bytes.len() as u64), "{name}");
    }
}

#[test]
fn utf_16_lines_are_read() {
    let text = "\u{feff}{\"text\":\"Grüße\"}\n{\"text\":\"y\"}\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let read = read(&bytes, "a.jsonl");
    assert_eq!(read.articles[0].text, "Grüße");
    assert_eq!(read.articles[1].id, "a.jsonl:2");
}

#[test]
fn fields_go_by_their_usual_names() {
    type Fields<'a> = [Option<&'a str>; 6];
    let cases: [(&str, Fields<'_>); 9] = [
        (r#"{"text":"x"}"#, [None; 6]),
        (
            r#"{"maintext":"x","headline":"T","outlet":"O","date_publish":"2025-04-23 18:30:00","url":"u","authors":["A",{"name":"B"}],"language":"en-GB"}"#,
            [
                Some("T"),
                Some("O"),
                Some("2025-04-23T18:30:00"),
                Some("u"),
                Some("A, B"),
                Some("en"),
            ],
        ),
        (
            r#"{"text":"x","source":{"id":null,"name":"O"},"pubDate":1745433000}"#,
            [None, Some("O"), Some("2025-04-23T18:30:00Z"), None, None, None],
        ),
        (r#"{"text":"x","source":"","publisher":"P"}"#, [None, Some("P"), None, None, None, None]),
        (r#"{"text":"x","date":null,"published":""}"#, [None; 6]),
        (r#"{"text":"x","date":"04/05/2025"}"#, [None; 6]),
        (
            r#"{"text":"x","date":{"$date":"2025-04-23T00:00:00Z"}}"#,
            [None, None, Some("2025-04-23T00:00:00Z"), None, None, None],
        ),
        (
            r#"{"text":"x","title":["a"],"author":{"name":"A"}}"#,
            [Some("a"), None, None, None, Some("A"), None],
        ),
        (
            r#"{"text":"x","domain":"o.example","lang":"English"}"#,
            [None, Some("o.example"), None, None, None, None],
        ),
    ];
    for (json, expected) in cases {
        let read = article_from_json(json, Place::input("p"), &IngestParams::default());
        let (article, problems) = read.unwrap();
        let date = article.published.as_ref().map(|published| published.value.as_str());
        let (title, source, url) = (&article.title, &article.source, &article.url);
        let found = [
            title.as_deref(),
            source.as_deref(),
            date,
            url.as_deref(),
            article.author.as_deref(),
            article.language.as_deref(),
        ];
        assert_eq!(found, expected, "{json}");
        let is_bad_date = problems.iter().any(|p| p.kind == ProblemKind::BadDate);
        assert_eq!(is_bad_date, json.contains("04/05"), "{json}");
    }
}

#[test]
fn ids_come_out_verbatim() {
    let cases = [
        (r#"{"text":"x","id":7}"#, "7"),
        (r#"{"text":"x","id":12345678901234567890123}"#, "12345678901234567890123"),
        (r#"{"text":"x","id":1.50}"#, "1.50"),
        (r#"{"text":"x","id":" A/1 \u00e9"}"#, " A/1 é"),
        (r#"{"text":"x","id":null}"#, "p:3"),
        (r#"{"text":"x","id":""}"#, "p:3"),
        (r#""x""#, "p:3"),
    ];
    for (json, expected) in cases {
        let read = article_from_json(json, Place::line("p", 3), &IngestParams::default());
        assert_eq!(read.unwrap().0.id, expected, "{json}");
    }
}

#[test]
fn mapped_fields_are_the_only_ones_asked() {
    let own = |name: &str| Some(name.to_owned());
    let params = IngestParams {
        text_field: own("story"),
        title_field: own("h"),
        id_field: own("key"),
        source_field: own("paper"),
        date_field: own("day"),
        url_field: own("link"),
        language: own("de"),
        ..IngestParams::default()
    };
    let json = r#"{"text":"no","title":"no","id":"no","story":"yes","key":1,"paper":"P",
        "day":"2025-04-23","link":"l","h":"H"}"#;
    let (article, _) = article_from_json(json, Place::input("p"), &params).unwrap();
    assert_eq!((article.id.as_str(), article.text.as_str()), ("1", "yes"));
    assert_eq!((article.title.as_deref(), article.source.as_deref()), (Some("H"), Some("P")));
    assert_eq!((article.url.as_deref(), article.language.as_deref()), (Some("l"), Some("de")));
    assert_eq!(article.published.unwrap().value, "2025-04-23");
    let problem = article_from_json(r#"{"text":"no"}"#, Place::input("p"), &params).unwrap_err();
    assert_eq!(problem.to_string(), "p: no text field (story)");
}

#[test]
fn messages_say_what_is_wrong() {
    let cases = [
        (r#"{"text":null}"#, "p:1: the text field \"text\" is null, not a string"),
        (r#"{"text":[1]}"#, "p:1: the text field \"text\" is an array, not a string"),
        (r#"{"id":1}"#, "p:1: no text field (text, body, content, article or maintext)"),
        ("7", "p:1: expected an object, found a number"),
        (r#"{"text":"x" 1}"#, "p:1: malformed JSON: expected `,` or `}` at column 13"),
        (r#"{"text":"..."}"#, "p:1: the text holds no letter and no digit"),
    ];
    for (json, expected) in cases {
        let read = article_from_json(json, Place::line("p", 1), &IngestParams::default());
        assert_eq!(read.unwrap_err().to_string(), expected);
    }
}

/// Gives its bytes, then fails.
struct Failing<'a>(&'a [u8]);

impl Read for Failing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::other("the disk is gone")),
            n => Ok(n),
        }
    }
}

#[test]
fn a_failing_reader_is_a_problem() {
    let long_line = format!("{{\"text\":\"{}\"}}\n{{", "x".repeat(100_000));
    let cases =
        [("a.txt", "The dam.", "a.txt", 0), ("a.jsonl", long_line.as_str(), "a.jsonl:2", 1)];
    for (name, text, place, n_articles) in cases {
        let read = read_articles(&mut Failing(text.as_bytes()), name, &IngestParams::default());
        assert_eq!(read.articles.len(), n_articles, "{name}");
        assert_eq!(read.problems[0].kind, ProblemKind::Unreadable, "{name}");
        assert_eq!(read.problems[0].place.to_string(), place);
    }
}

#[test]
fn ids_are_made_unique_over_inputs() {
    let mut articles =
        read(b"{\"id\":1,\"text\":\"x\"}\n{\"id\":\"1\",\"text\":\"y\"}\n", "a.jsonl").articles;
    let problems = make_ids_unique(&mut articles);
    assert_eq!((articles[0].id.as_str(), articles[1].id.as_str()), ("1", "1#2"));
    assert_eq!(problems[0].place.to_string(), "a.jsonl:2");
}

#[cfg(feature = "html")]
mod pages {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en-GB"><head><title>Dam breaks | Gazette</title>
        <meta property="og:title" content="Dam breaks in the north">
        <meta property="og:site_name" content="The Gazette">
        <meta name="author" content="Ann Other">
        <link rel="canonical" href="https://gazette.example/dam">
        <meta property="article:published_time" content="2025-04-23T18:30:00+02:00"></head>
        <body><nav><a href="/">Home</a></nav><article><h1>Dam breaks in the north</h1>
        <p>The dam above the village broke on Tuesday after a week of rain, officials said.</p>
        <p>Some 1,200 people left their homes &amp; the road to the south was closed for days.</p>
        <p>Nobody was hurt, the mayor told a crowd in the school where most of them slept.</p>
        </article><footer>All rights reserved</footer></body></html>"#;

    #[test]
    fn a_page_gives_text_and_metadata() {
        let read = read(PAGE.as_bytes(), "dam.html");
        let article = &read.articles[0];
        assert!(article.text.starts_with("The dam above the village broke on Tuesday"));
        assert!(article.text.contains("said.\n\nSome 1,200 people left their homes & the road"));
        assert!(!article.text.contains("rights reserved") && !article.text.contains("Home"));
        assert_eq!(article.id, "dam.html");
        assert_eq!(article.title.as_deref(), Some("Dam breaks in the north"));
        assert_eq!(article.source.as_deref(), Some("The Gazette"));
        assert_eq!(article.author.as_deref(), Some("Ann Other"));
        assert_eq!(article.url.as_deref(), Some("https://gazette.example/dam"));
        assert_eq!(article.language.as_deref(), Some("en"));
        let published = article.published.as_ref().unwrap();
        assert_eq!(
            (published.value.as_str(), published.is_guess),
            ("2025-04-23T18:30:00+02:00", false)
        );
        assert!(read.problems.is_empty());
    }

    #[test]
    fn small_and_odd_pages_are_read() {
        let cases = [
            ("one paragraph", "<p>The dam broke.", Some("The dam broke.")),
            ("no markup", "The dam broke.", Some("The dam broke.")),
            ("nothing", "<html></html>", None),
            ("scripts only", "<script>var dam = 1</script>", None),
            ("unclosed", "<div><p>The dam broke.<", Some("The dam broke.")),
        ];
        for (name, html, expected) in cases {
            let read = read(html.as_bytes(), "a.html");
            let text = read.articles.first().map(|article| article.text.trim_end_matches('<'));
            assert_eq!(text, expected, "{name}");
        }
    }

    /// Neither time nor stack grows out of hand.
    #[test]
    fn hostile_pages_end() {
        let words = "the dam broke ";
        let cases = [
            ("nested div", "<div>".repeat(100_000)),
            ("just not too deep", format!("{}{words}", "<div>".repeat(120)) + &"<div>".repeat(120)),
            ("deep tables", "<table><tr><td>the dam ".repeat(120)),
            ("nested inline", "<b>".repeat(100_000)),
            (
                "nested closed",
                format!("{}{words}{}", "<ul><li>".repeat(50_000), "</li></ul>".repeat(50_000)),
            ),
            ("nested tables", "<table><tr><td>".repeat(30_000)),
            ("nested fonts and links", "<a href=x><font>".repeat(30_000)),
            ("many paragraphs", format!("<p>{words}").repeat(5_000)),
            ("many breaks", format!("<div>{}</div>", format!("{words}<br>").repeat(5_000))),
            ("many attributes", format!("<p {}>{words}", "a=1 ".repeat(20_000))),
            ("open comment", format!("{words}<!--{}", "<".repeat(30_000))),
            ("only brackets", "<".repeat(30_000)),
            ("end tags", "</p>".repeat(50_000)),
            (
                "nested braces",
                format!("<script type=application/ld+json>{}</script>{words}", "[".repeat(100_000)),
            ),
        ];
        for (name, html) in cases {
            let start = Instant::now();
            let read = read(html.as_bytes(), "a.html");
            assert_eq!(read.articles.len() + read.problems.len(), 1, "{name}");
            assert!(start.elapsed() < Duration::from_secs(60), "{name}: {:?}", start.elapsed());
        }
    }
}

#[cfg(not(feature = "html"))]
#[test]
fn without_the_reader_pages_are_refused() {
    let read = read(b"<p>The dam broke.", "a.html");
    assert!(read.problems[0].message.contains("no HTML reader"));
}

#[test]
fn one_long_line_is_linear() {
    let line = "dam broke ".repeat(2_000_000);
    for (name, bytes) in [("a.txt", line.clone()), ("a.jsonl", format!("{{\"text\":\"{line}\"}}"))]
    {
        let start = Instant::now();
        assert_eq!(read(bytes.as_bytes(), name).articles[0].text.len(), line.len());
        assert!(start.elapsed() < Duration::from_secs(60), "{name}: {:?}", start.elapsed());
    }
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        survives(&bytes)?;
    }

    #[test]
    fn anything_like_a_format_is_survived(
        text in r#"(\{|\}|\[|\]|"|:|,|\\u[dD][89a-fA-F]00|\\|text|body|id|date|articles|<p>|</p>|<!--|<a href='|>|---\n|Title: |Date: |\n|\r|#| |2025|-04|é|\PC){0,40}"#
    ) {
        survives(text.as_bytes())?;
    }
}

fn survives(bytes: &[u8]) -> Result<(), TestCaseError> {
    for format in FORMATS {
        let params = IngestParams { format, ..IngestParams::default() };
        let read = read_articles(&mut { bytes }, "x", &params);
        prop_assert!(!read.articles.is_empty() || !read.problems.is_empty());
        prop_assert!(read.articles.iter().all(|a| a.text.contains(char::is_alphanumeric)));
        prop_assert_eq!(read.stats.n_articles, read.articles.len() as u64);
        prop_assert_eq!(read.stats.n_bytes, bytes.len() as u64);
    }
    Ok(())
}
