//! The format of an input, told from its content.

use super::params::Format;
use serde::de::IgnoredAny;

/// The format of a decoded head: JSON or JSON Lines where it starts like them, a page where
/// markup starts it, else plain text.
pub(super) fn sniff(head: &str) -> Format {
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    match start.as_bytes().first() {
        Some(b'{') if follows(start, b"\"}") && has_lines_of_objects(start) => Format::JsonLines,
        Some(b'{') if follows(start, b"\"}") => Format::Json,
        Some(b'[') if follows(start, b"{]") => Format::Json,
        Some(b'<') if is_markup(start) => Format::Html,
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
