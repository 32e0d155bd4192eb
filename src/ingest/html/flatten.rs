//! Pages nested so deeply that tree builders and walkers choke are levelled first.

use std::borrow::Cow;

/// Deepest nesting that is parsed as it stands. Browsers cut at 512 levels (Blink's
/// `kMaximumHTMLParserDOMTreeDepth`), real pages stay below 100; parsing time grows with the
/// square of the depth, and elements that are not counted can make it four times as deep.
const MAX_DEPTH: usize = 256;

/// Highest mean of the depths at which elements start. Unclosed formatting elements are
/// opened again in every paragraph, so that a high mean multiplies the page.
const MAX_MEAN_DEPTH: usize = 64;

/// Elements whose content is no markup.
const RAW_TEXT: [&str; 4] = ["script", "style", "textarea", "noscript"];

/// Elements in which those hold markup after all.
const FOREIGN: [&str; 2] = ["svg", "math"];

/// Elements that never hold others, or that the parser closes by itself.
const FLAT: [&str; 28] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option",
    "optgroup", "a", "rp",
];

/// Elements that matter for title, date and outlet, and stay.
const KEPT: [&str; 9] = ["html", "head", "meta", "link", "title", "script", "time", "h1", "body"];

/// Elements that stand within a line of text.
const INLINE: [&str; 16] = [
    "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span",
    "strong", "u",
];

/// One tag, by its bytes.
struct Tag<'a> {
    name: String,
    is_end: bool,
    source: &'a str,
    end: usize,
}

/// The page itself, or, when its elements nest too deeply, the same words as a row of
/// paragraphs.
pub(super) fn level(html: &str) -> Cow<'_, str> {
    let depth = depth(html);
    let is_level = depth.max <= MAX_DEPTH && depth.sum <= MAX_MEAN_DEPTH * depth.n_starts;
    if is_level { Cow::Borrowed(html) } else { Cow::Owned(flatten(html)) }
}

/// How deeply the elements of a page nest, by its tags alone.
#[derive(Debug, Default, PartialEq, Eq)]
struct Depth {
    max: usize,
    sum: usize,
    n_starts: usize,
}

/// An estimate of how deeply elements nest. Linear time.
fn depth(html: &str) -> Depth {
    let mut depth = Depth::default();
    let (mut now, mut n_foreign, mut at) = (0usize, 0usize, 0);
    while let Some(tag) = next_tag(html, at) {
        at = tag.end;
        let is_flat = FLAT.contains(&tag.name.as_str()) || tag.source.ends_with("/>");
        let is_foreign = usize::from(FOREIGN.contains(&tag.name.as_str()));
        if tag.is_end {
            n_foreign = n_foreign.saturating_sub(is_foreign);
            now = now.saturating_sub(usize::from(!is_flat));
            continue;
        }
        n_foreign += is_foreign;
        if n_foreign == 0 && RAW_TEXT.contains(&tag.name.as_str()) {
            at = raw_text_end(html, &tag);
        }
        now += usize::from(!is_flat);
        depth.max = depth.max.max(now);
        depth.sum += now;
        depth.n_starts += 1;
    }
    depth
}

/// The same words without the nesting: block elements become paragraphs, what tells title
/// and date stays.
fn flatten(html: &str) -> String {
    let mut flat = String::with_capacity(html.len() / 2);
    let mut at = 0;
    while let Some(tag) = next_tag(html, at) {
        let start = tag.end - tag.source.len();
        flat.push_str(&html[at..start]);
        at = tag.end;
        let name = tag.name.as_str();
        let is_raw = RAW_TEXT.contains(&name) && !tag.is_end;
        let end = if is_raw { raw_text_end(html, &tag) } else { at };
        if KEPT.contains(&name) {
            flat.push_str(tag.source);
            flat.push_str(&html[at..end]);
        } else if !INLINE.contains(&name) && !flat.ends_with("<p>") {
            flat.push_str("\n<p>");
        }
        at = end;
    }
    flat.push_str(&html[at..]);
    flat
}

/// The next tag at or after `from`; comments and stray `<` are passed over.
fn next_tag(html: &str, from: usize) -> Option<Tag<'_>> {
    let bytes = html.as_bytes();
    let mut at = from;
    loop {
        at += html[at..].find('<')?;
        if html[at..].starts_with("<!--") {
            // An unclosed comment runs to the end, as in the HTML standard.
            at += 4 + html[at + 4..].find("-->")?;
            continue;
        }
        let is_end = bytes.get(at + 1) == Some(&b'/');
        let name_at = at + 1 + usize::from(is_end);
        if bytes.get(name_at).is_some_and(u8::is_ascii_alphabetic) {
            return tag_at(html, at, name_at, is_end);
        }
        at += 1;
    }
}

fn tag_at(html: &str, start: usize, name_at: usize, is_end: bool) -> Option<Tag<'_>> {
    let bytes = html.as_bytes();
    let name_len = bytes[name_at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let mut quote = None;
    for (i, &byte) in bytes.iter().enumerate().skip(name_at + name_len) {
        match (quote, byte) {
            (None, b'>') => {
                let name = html[name_at..name_at + name_len].to_ascii_lowercase();
                return Some(Tag { name, is_end, source: &html[start..=i], end: i + 1 });
            }
            (None, b'"' | b'\'') if bytes[i - 1] == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Where the content of a raw-text element ends: before its end tag.
fn raw_text_end(html: &str, tag: &Tag<'_>) -> usize {
    let bytes = html.as_bytes();
    let mut at = tag.end;
    while let Some(found) = html[at..].find("</") {
        at += found;
        let name = bytes.get(at + 2..at + 2 + tag.name.len());
        if name.is_some_and(|name| name.eq_ignore_ascii_case(tag.name.as_bytes())) {
            return at;
        }
        at += 2;
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_what_nests() {
        let cases: [(&str, &str, usize); 8] = [
            ("nothing", "", 0),
            ("two", "<div><b>x</b></div>", 2),
            ("siblings", "<div></div><div></div>", 1),
            ("void and self-closing", "<br><img src=x><p><p><li><svg/>", 0),
            ("a comment", "<!-- <div><div> --><div>", 1),
            ("a script", "<script>'<div><div>'</script><div>", 1),
            ("a script in a drawing", "<svg><script><g><g></script></svg>", 4),
            ("an unclosed quote", "<div a=\"<div><div>", 0),
        ];
        for (name, html, expected) in cases {
            assert_eq!(depth(html).max, expected, "{name}");
        }
    }

    #[test]
    fn deep_pages_become_paragraphs() {
        let deep = format!("{}the <b>levee</b> held{}", "<div>".repeat(600), "</div>".repeat(600));
        let flat = level(&deep);
        assert!(flat.contains("the levee held") && !flat.contains("div"), "{flat}");
        assert!(matches!(level("<div>ok</div>"), Cow::Borrowed(_)));
        let fonts: String = (0..200).map(|size| format!("<font size={size}>")).collect();
        assert!(matches!(level(&(fonts + &"<p>ok".repeat(200))), Cow::Owned(_)));
    }
}
