//! Shared passages side by side, for a terminal.

use super::clean::clean;
use crate::overlap::Overlap;
use std::fmt::Write;
use unicode_width::UnicodeWidthChar;

/// One passage as either article writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassagePair {
    /// In the first.
    pub a: String,
    /// In the second.
    pub b: String,
    /// How many words.
    pub n_words: usize,
}

/// The counts and all passages in two columns.
#[must_use]
pub fn render_passages(
    ids: [&str; 2],
    overlap: &Overlap,
    passages: &[PassagePair],
    width: usize,
) -> String {
    let mut out = format!(
        "{} · {}\nresemblance {:.3}, containment {:.3} · {:.3}: {} shingles shared of {} · {}\n",
        clean(ids[0]),
        clean(ids[1]),
        overlap.resemblance(),
        overlap.containment_a(),
        overlap.containment_b(),
        overlap.n_shared,
        overlap.n_a,
        overlap.n_b,
    );
    if passages.is_empty() {
        out.push_str("no passage in common\n");
    }
    let column = (width.max(30) - 3) / 2;
    for (number, passage) in (1..).zip(passages) {
        let _ = writeln!(out, "\n{number}. {} words", passage.n_words);
        let [left, right] = [&passage.a, &passage.b].map(|text| fold(&clean(text), column));
        for at in 0..left.len().max(right.len()) {
            let [l, r] = [&left, &right].map(|lines| lines.get(at).map_or("", String::as_str));
            let padding = " ".repeat(column.saturating_sub(columns(l)));
            let line = format!("{l}{padding} │ {r}");
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out
}

fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Lines of at most `width` columns, cut at blanks; a longer word stands over.
fn fold(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        if line.is_empty() {
            line.push_str(word);
        } else if columns(line) + 1 + columns(word) <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_stand_side_by_side() {
        let passage = PassagePair {
            a: "the ferry left the harbour at noon".to_owned(),
            b: "The ferry\nleft the harbour at noon".to_owned(),
            n_words: 7,
        };
        let overlap = Overlap { n_shared: 3, n_a: 4, n_b: 6 };
        let shown = render_passages(["a", "b"], &overlap, &[passage], 40);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(
            lines,
            [
                "a · b",
                "resemblance 0.429, containment 0.750 · 0.500: 3 shingles shared of 4 · 6",
                "",
                "1. 7 words",
                "the ferry left the │ The ferry left the",
                "harbour at noon    │ harbour at noon",
            ]
        );
        assert!(render_passages(["a", "b"], &overlap, &[], 40).contains("no passage"));
    }
}
