//! The format of an input, told from its content.

use super::json::{DATE, ID, SOURCE, TEXT, TITLE, URL};
use super::params::Format;
use serde::de::IgnoredAny;

/// The format of a decoded head: JSON or JSON Lines where it starts like them, a page where
/// markup starts it, a table where the first line names fields of articles, else plain text.
pub(super) fn sniff(head: &str) -> Format {
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    match start.as_bytes().first() {
        Some(b'{') if follows(start, b"\"}") && has_lines_of_objects(start) => Format::JsonLines,
        Some(b'{') if follows(start, b"\"}") => Format::Json,
        Some(b'[') if follows(start, b"{]") => Format::Json,
        Some(b'<') if is_markup(start) => Format::Html,
        Some(_) if is_table_head(start.lines().next().unwrap_or_default()) => Format::Csv,
        _ => Format::Text,
    }
}

/// Whether the first thing after the opening character is one of `wanted`.
fn follows(start: &str, wanted: &[u8]) -> bool {
    start[1..].trim_start().bytes().next().is_some_and(|byte| wanted.contains(&byte))
}

/// Whether the first line is a whole object and more follows, or a second object follows on
/// the next line.
fn has_lines_of_objects(start: &str) -> bool {
    let Some((first, rest)) = start.split_once('\n') else { return false };
    let next = rest.trim_start();
    !next.is_empty()
        && (serde_json::from_str::<IgnoredAny>(first).is_ok()
            || (first.trim_end().ends_with('}') && next.starts_with('{')))
}

/// Whether a line is two names of fields or more, one of them that of the text and another one
/// known too.
fn is_table_head(line: &str) -> bool {
    let is_name = |field: &str| {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
        !field.is_empty() && field.len() <= 40 && field.chars().all(is_part)
    };
    let is_one_of =
        |names: &[&str], field: &str| names.iter().any(|n| n.eq_ignore_ascii_case(field));
    [',', ';', '\t', '|'].iter().any(|&separator| {
        let fields: Vec<&str> = line.split(separator).map(|f| f.trim().trim_matches('"')).collect();
        let n_known = [TEXT, TITLE, SOURCE, DATE, ID, URL]
            .iter()
            .filter(|names| fields.iter().any(|field| is_one_of(names, field)))
            .count();
        n_known > 1
            && fields.iter().all(|field| is_name(field))
            && fields.iter().any(|field| is_one_of(TEXT, field))
    })
}

fn is_markup(start: &str) -> bool {
    const TAGS: [&str; 12] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<title",
        "<meta",
        "<article",
        "<main",
        "<div",
        "<p",
        "<h1",
        "<!--",
    ];
    let end = (0..=1024.min(start.len())).rev().find(|&i| start.is_char_boundary(i));
    let first = start[..end.unwrap_or(0)].to_ascii_lowercase();
    TAGS.iter().any(|tag| first.starts_with(tag))
        || (first.starts_with("<?xml") && first.contains("<html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_format() {
        let cases = [
            ("", Format::Text),
            ("The dam broke.", Format::Text),
            ("[Reuters] The dam broke.", Format::Text),
            ("{sic} the dam", Format::Text),
            ("<3 the dam", Format::Text),
            ("  <!DOCTYPE HTML><p>x", Format::Html),
            ("<?xml version=\"1.0\"?>\n<html>", Format::Html),
            ("<?xml version=\"1.0\"?>\n<rss>", Format::Text),
            ("[{\"text\":\"x\"}]", Format::Json),
            ("[]", Format::Json),
            ("id,title,text\n1,T,x", Format::Csv),
            ("\"ID\";\"Body\"\n1;x", Format::Csv),
            ("Title, text and date\nThe dam broke.", Format::Text),
            ("text\nThe dam broke.", Format::Text),
            ("{\"text\":\"x\"}", Format::Json),
            ("{\"text\":\"x\"}\n\n", Format::Json),
            ("{\n \"text\":\"x\"\n}", Format::Json),
            ("{\"text\":\"x\"}\n{\"text\":\"y\"}\n", Format::JsonLines),
            ("{\"text\":\"x\"}\r\nbroken", Format::JsonLines),
            ("{\"text\":x}\n{\"text\":\"y\"}\n", Format::JsonLines),
        ];
        for (head, expected) in cases {
            assert_eq!(sniff(head), expected, "{head}");
        }
    }
}
