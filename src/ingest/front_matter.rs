//! The lines before a text that say what it is: `Title: …`, `Source: …`, `Date: …`.

use super::date::parse_date;
use crate::article::Published;

/// What stood before the text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) source: Option<String>,
    pub(super) published: Option<Published>,
    pub(super) url: Option<String>,
    pub(super) author: Option<String>,
    pub(super) language: Option<String>,
    /// Why the date was not understood, and on which line it stands.
    pub(super) bad_date: Option<(u64, String)>,
}

/// Longest front matter, in lines; a text is not searched further.
const MAX_LINES: usize = 100;

/// Splits a text into its front matter and what follows it, unchanged.
///
/// Front matter is a block of lines `Key: value` at the very start, every key a known one
/// (title, source, date, url, author, id, language; case does not matter), ended by an empty
/// line; or a block between two lines `---`, in which other keys may stand too. Anything
/// else is text.
pub(super) fn split(text: &str) -> (FrontMatter, &str) {
    fenced(text).or_else(|| plain(text)).unwrap_or((FrontMatter::default(), text))
}

fn plain(text: &str) -> Option<(FrontMatter, &str)> {
    let mut front = FrontMatter::default();
    let mut rest = text;
    for number in 1..=MAX_LINES as u64 {
        let (line, after) = rest.split_once('\n')?;
        rest = after;
        if line.trim().is_empty() {
            return (number > 1).then_some((front, rest));
        }
        let (key, value) = line.split_once(':')?;
        if !front.set(key, value, number) {
            return None;
        }
    }
    None
}

fn fenced(text: &str) -> Option<(FrontMatter, &str)> {
    let mut front = FrontMatter::default();
    let mut n_known = 0;
    let (fence, mut rest) = text.split_once('\n')?;
    if fence.trim_end() != "---" {
        return None;
    }
    for number in 2..=MAX_LINES as u64 {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        if matches!(line.trim_end(), "---" | "...") {
            return (n_known > 0).then_some((front, after));
        }
        if rest.is_empty() || !is_fenced_line(line) {
            return None;
        }
        rest = after;
        if let Some((key, value)) = line.split_once(':')
            && front.set(key, value, number)
        {
            n_known += 1;
        }
    }
    None
}

/// `key: value`, or an item, continuation, comment or empty line, of which nothing is taken.
fn is_fenced_line(line: &str) -> bool {
    let is_key = |key: &str| {
        !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
    };
    line.trim().is_empty()
        || line.starts_with([' ', '\t', '-', '#', ']', '}'])
        || line.split_once(':').is_some_and(|(key, _)| is_key(key))
}

impl FrontMatter {
    /// Takes one line; `false` if its key is not known.
    fn set(&mut self, key: &str, value: &str, line: u64) -> bool {
        let value = unquoted(value.trim());
        let slot = match key.to_ascii_lowercase().as_str() {
            "id" => &mut self.id,
            "title" => &mut self.title,
            "source" => &mut self.source,
            "url" => &mut self.url,
            "author" => &mut self.author,
            "language" => &mut self.language,
            "date" => {
                self.set_date(value, line);
                return true;
            }
            _ => return false,
        };
        if !value.is_empty() {
            *slot = Some(value.to_owned());
        }
        true
    }

    fn set_date(&mut self, value: &str, line: u64) {
        if value.is_empty() {
            return;
        }
        match parse_date(value) {
            Ok(published) => self.published = Some(published),
            Err(why) => self.bad_date = Some((line, why)),
        }
    }
}

fn unquoted(value: &str) -> &str {
    ['"', '\'']
        .iter()
        .find_map(|&quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_front_matter_is_taken() {
        let cases = [
            ("none", "The dam broke.\n", None, "The dam broke.\n"),
            ("one line", "Title: Flood\n\nThe dam broke.\n", Some("Flood"), "The dam broke.\n"),
            ("any case", "TITLE: Flood\nurl: x\n\n  The dam\n", Some("Flood"), "  The dam\n"),
            ("CRLF", "Title: Flood\r\n\r\nThe dam\r\n", Some("Flood"), "The dam\r\n"),
            ("a colon inside", "Title: Flood: day 2\n\nx", Some("Flood: day 2"), "x"),
            ("only one empty line goes", "Title: Flood\n\n\nx", Some("Flood"), "\nx"),
            ("an unknown key", "Title: Flood\nWeather: wet\n\nx", None, ""),
            ("running text", "Date: that was all she said.\nThen she left.\n\nx", None, ""),
            ("no empty line", "Title: Flood\nThe dam broke.", None, ""),
            ("nothing after", "Title: Flood", None, ""),
            ("not at the start", "\nTitle: Flood\n\nx", None, ""),
            ("fenced", "---\ntitle: \"Flood\"\ntags:\n  - wet\n---\nx", Some("Flood"), "x"),
            ("fenced, nothing known", "---\nlayout: post\n---\nx", None, ""),
            ("a rule is no fence", "---\nThe dam broke.\n---\nx", None, ""),
            ("never closed", "---\ntitle: Flood\n\nx", None, ""),
            ("empty", "", None, ""),
        ];
        for (name, text, title, rest) in cases {
            let (front, found) = split(text);
            assert_eq!(front.title.as_deref(), title, "{name}");
            assert_eq!(found, if title.is_some() { rest } else { text }, "{name}");
        }
    }

    #[test]
    fn every_key_has_its_place() {
        let text = "Id: 7\nTitle: T\nSource: S\nDate: 23 April 2025\nURL: http://a.example/x\n\
                    Author: A\nLanguage: en\n\nx";
        let (front, _) = split(text);
        let expected = FrontMatter {
            id: Some("7".to_owned()),
            title: Some("T".to_owned()),
            source: Some("S".to_owned()),
            published: Some(Published::declared("2025-04-23")),
            url: Some("http://a.example/x".to_owned()),
            author: Some("A".to_owned()),
            language: Some("en".to_owned()),
            bad_date: None,
        };
        assert_eq!(front, expected);
        let (front, _) = split("Title: T\nDate: 04/05/2025\n\nx");
        assert!(front.published.is_none());
        assert_eq!(front.bad_date.map(|(line, _)| line), Some(2));
    }
}
