//! Scraped text made safe to show: what steers a terminal never reaches one.

use std::borrow::Cow;

/// `text` with line breaks and tabs as spaces, and every other control character and
/// bidirectional override as U+FFFD. One character in, one out.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| shown(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(shown).collect())
}

/// Whether `c` steers a terminal or turns the reading direction of what follows.
pub(super) fn is_steering(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn shown(c: char) -> char {
    match c {
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        c if is_steering(c) => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_a_terminal() {
        for (given, expected) in [
            ("plain “text”", "plain “text”"),
            ("a\r\nb\tc", "a  b c"),
            ("\u{1b}[31mred", "\u{fffd}[31mred"),
            ("\u{9b}1m \u{7f} \u{0}", "\u{fffd}1m \u{fffd} \u{fffd}"),
            ("\u{202e}abc\u{2069}", "\u{fffd}abc\u{fffd}"),
        ] {
            assert_eq!(clean(given), expected);
        }
    }
}
