//! Numbered items inside a paragraph: "1. The first 2. The second".

/// Most digits of a number that marks an item; longer ones are years and figures.
const MAX_DIGITS: usize = 2;

/// What marks an item: a number or a letter, with what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marker<'t> {
    ordinal: u32,
    is_letter: bool,
    /// Bullet before and punctuation after the number, the same for all items of a list.
    before: Option<char>,
    after: &'t str,
    /// Bytes of the whole marker.
    len: usize,
}

/// Where the items of `paragraph` start, as pairs of byte offsets: the marker, and the text
/// after it. Empty if it does not begin with a marker. A letter marks an item only if the
/// next letter marks another. Linear.
pub(super) fn items(paragraph: &str) -> Vec<(usize, usize)> {
    let Some(first) = marker(paragraph) else { return Vec::new() };
    let mut items = vec![(0, first.len)];
    let mut expected = first.ordinal + 1;
    let mut at = first.len;
    let bytes = paragraph.as_bytes();
    while at < bytes.len() {
        let starts_word = bytes[at - 1].is_ascii_whitespace();
        if starts_word
            && let Some(next) = marker(&paragraph[at..])
            && next.ordinal == expected
            && (next.is_letter, next.before, next.after)
                == (first.is_letter, first.before, first.after)
        {
            items.push((at, at + next.len));
            expected += 1;
            at += next.len;
        }
        at = paragraph.ceil_char_boundary(at + 1);
    }
    if first.is_letter && items.len() < 2 { Vec::new() } else { items }
}

/// The marker at the start of `text`, white space after it included.
fn marker(text: &str) -> Option<Marker<'_>> {
    let before = text.chars().next().filter(|c| matches!(c, '•' | '⁃' | '-' | '–' | '*'));
    let start = before.map_or(0, char::len_utf8);
    let number = start + text[start..].len() - text[start..].trim_start_matches(' ').len();
    let rest = &text[number..];
    let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_letter = n_digits == 0 && rest.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
    let name_len = if is_letter { 1 } else { n_digits };
    if name_len == 0 || name_len > MAX_DIGITS {
        return None;
    }
    let tail = &rest[name_len..];
    let after = [".)", ".", ")"].into_iter().find(|mark| tail.starts_with(mark))?;
    let gap = &tail[after.len()..];
    let n_blank = gap.len() - gap.trim_start().len();
    let begins_item = gap.trim_start().starts_with(char::is_uppercase);
    let ordinal = if is_letter {
        u32::from(rest.as_bytes()[0] - b'a')
    } else {
        rest[..n_digits].parse().ok()?
    };
    (n_blank > 0 && begins_item).then(|| Marker {
        ordinal,
        is_letter,
        before,
        after,
        len: number + name_len + after.len() + n_blank,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_told_from_figures() {
        let cases: &[(&str, &[(usize, usize)])] = &[
            ("", &[]),
            ("1. One thing 2. Another", &[(0, 3), (13, 16)]),
            ("1.) One thing. 2.) Another.", &[(0, 4), (15, 19)]),
            ("a. One b. Two c. Three", &[(0, 3), (7, 10), (14, 17)]),
            ("a. One thing", &[]),
            ("• 9. One • 10. Two", &[(0, 7), (11, 19)]),
            ("1. One of 2 Things", &[(0, 3)]),
            ("1999. A year", &[]),
            ("12 people died. 13. More", &[]),
            ("5 a.m. On Monday", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(items(text), *expected, "{text}");
        }
    }
}
