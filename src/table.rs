//! Reading the word tables under `data`, which are read anew by every process.

/// The lines of a table, trimmed, without empty ones and comments (`#`).
pub(crate) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The words of `text`, parted by ASCII white space. Cost: linear, a few steps a byte.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    // Blanks and line ends are the only bytes up to the blank that tables hold.
    let (bytes, mut at) = (text.as_bytes(), 0);
    std::iter::from_fn(move || {
        while at < bytes.len() && bytes[at] <= b' ' {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && bytes[at] > b' ' {
            at += 1;
        }
        (at > start).then(|| &text[start..at])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_by_white_space() {
        for (text, expected) in [
            ("", &[][..]),
            (" \n", &[]),
            ("a", &["a"]),
            (" one  zwölf\nthree\r\n", &["one", "zwölf", "three"]),
        ] {
            assert_eq!(words(text).collect::<Vec<_>>(), expected, "{text:?}");
        }
    }
}
