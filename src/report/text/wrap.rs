//! Words set into lines of a given width, as a terminal counts it.

use super::super::clean::clean;
use super::super::outline::Verdict;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What a stretch of text is there for; a page gives each its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text.
    Plain,
    /// Titles and messages.
    Strong,
    /// Labels and figures one may skip.
    Quiet,
    /// The words a finding is about, and the heading of its section.
    Marked(Verdict),
}

/// A stretch of text in one role, free of control characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) role: Role,
}

impl Piece {
    /// `text` in `role`, cleaned.
    pub(super) fn new(text: &str, role: Role) -> Self {
        Self { text: clean(text).into_owned(), role }
    }
}

/// Pieces that fit one line, and their width.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    pub(super) width: usize,
}

impl Line {
    /// One line of one piece, as wide as it is.
    pub(super) fn of(text: &str, role: Role) -> Self {
        let piece = Piece::new(text, role);
        Self { width: piece.text.width(), pieces: vec![piece] }
    }

    fn push(&mut self, text: &str, role: Role, width: usize) {
        match self.pieces.last_mut() {
            Some(last) if last.role == role => last.text.push_str(text),
            _ => self.pieces.push(Piece { text: text.to_owned(), role }),
        }
        self.width += width;
    }
}

/// What a terminal shows as one character.
struct Cluster<'t> {
    text: &'t str,
    role: Role,
    width: usize,
}

/// Clusters that stay on one line, with the role of the space before them.
#[derive(Default)]
struct Word<'t> {
    clusters: Vec<Cluster<'t>>,
    space: Option<Role>,
}

impl Word<'_> {
    fn width(&self) -> usize {
        self.clusters.iter().map(|cluster| cluster.width).sum()
    }
}

/// Sets `pieces` into lines of at most `width` columns. Breaks at white space, after dashes
/// and inside letter-letter compounds, between wide characters unless punctuation would
/// stand at the wrong edge, and anywhere in a word wider than a line. No white space is
/// left at the edges of a line.
///
/// `width` is at least 2, the widest single character.
pub(super) fn wrap(pieces: &[Piece], width: usize) -> Vec<Line> {
    let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let mut lines = Vec::new();
    let mut line = Line::default();
    for word in words(clusters(&text, pieces, width)) {
        let space = word.space.filter(|_| line.width > 0);
        if line.width + usize::from(space.is_some()) + word.width() > width && line.width > 0 {
            lines.push(std::mem::take(&mut line));
        } else if let Some(role) = space {
            line.push(" ", role, 1);
        }
        for cluster in &word.clusters {
            if line.width + cluster.width > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(cluster.text, cluster.role, cluster.width);
        }
    }
    if !line.pieces.is_empty() {
        lines.push(line);
    }
    lines
}

/// `text` on one line of at most `width` columns, its middle left out if need be.
pub(super) fn elide(text: &str, width: usize) -> String {
    let text = clean(text);
    let text = text.trim();
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(1);
    let head = fitting(text.graphemes(true), room.div_ceil(2));
    let tail = fitting(text.graphemes(true).rev(), room / 2);
    let tail: String = tail.into_iter().rev().collect();
    format!("{}…{tail}", head.concat())
}

fn fitting<'t>(clusters: impl Iterator<Item = &'t str>, width: usize) -> Vec<&'t str> {
    let mut used = 0;
    let fits = |cluster: &&str| {
        used += cluster.width();
        used <= width
    };
    clusters.take_while(fits).collect()
}

/// The clusters of the joined pieces; one in two roles has the role it starts in. A cluster
/// too wide for a line (long chains of Indic conjuncts) comes apart into characters.
fn clusters<'t>(text: &'t str, pieces: &[Piece], max: usize) -> Vec<Cluster<'t>> {
    let ends = pieces.iter().scan(0, |end, piece| {
        *end += piece.text.len();
        Some((*end, piece.role))
    });
    let mut ends = ends.peekable();
    let mut clusters = Vec::new();
    for (start, cluster) in text.grapheme_indices(true) {
        while ends.next_if(|(end, _)| *end <= start).is_some() {}
        let role = ends.peek().map_or(Role::Plain, |(_, role)| *role);
        let width = cluster.width();
        if width <= max {
            clusters.push(Cluster { text: cluster, role, width });
        } else {
            let parts = cluster.split_inclusive(|_| true);
            clusters.extend(parts.map(|text| Cluster { text, role, width: text.width() }));
        }
    }
    clusters
}

fn words(clusters: Vec<Cluster<'_>>) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut word = Word::default();
    for cluster in clusters {
        let is_space = cluster.text.chars().all(is_breaking_space);
        if !word.clusters.is_empty() && (is_space || may_break(&word.clusters, &cluster)) {
            words.push(std::mem::take(&mut word));
        }
        if is_space {
            word.space = Some(cluster.role);
        } else {
            word.clusters.push(cluster);
        }
    }
    if !word.clusters.is_empty() {
        words.push(word);
    }
    words
}

/// White space a line may end at: not the no-break spaces that hold "12 000 km" together.
fn is_breaking_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Whether a line may end between the clusters of a word so far and the next, without a
/// space: the few rules of Unicode Annex 14 that news in narrow columns needs.
fn may_break(before: &[Cluster<'_>], next: &Cluster<'_>) -> bool {
    const NEVER_FIRST: &str = "、。，．！？；：」』】〕）》〉’”»›)]},.;:!?%…—ー々⟧⟫";
    const NEVER_LAST: &str = "「『【〔（《〈“‘«‹([{⟦⟪";
    let Some(last) = before.last() else { return false };
    if NEVER_FIRST.contains(next.text) || NEVER_LAST.contains(last.text) {
        return false;
    }
    let is_letter = |cluster: Option<&Cluster<'_>>| {
        cluster.is_some_and(|cluster| cluster.text.chars().all(char::is_alphabetic))
    };
    match last.text {
        "—" => true,
        "-" => is_letter(before.iter().rev().nth(1)) && is_letter(Some(next)),
        _ => last.width > 1 || next.width > 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, width: usize) -> Vec<String> {
        let lines = wrap(&[Piece::new(text, Role::Plain)], width);
        lines.iter().map(|line| line.pieces.iter().map(|p| p.text.as_str()).collect()).collect()
    }

    #[test]
    fn words_are_set_into_lines() {
        for (text, width, expected) in [
            ("", 10, &[][..]),
            ("  a   ferry \n struck ", 7, &["a ferry", "struck"]),
            ("some 12\u{a0}000 people", 8, &["some", "12\u{a0}000", "people"]),
            ("see https://example.org/a", 10, &["see", "https://ex", "ample.org/", "a"]),
            ("the log-in line", 8, &["the log-", "in line"]),
            ("on 2031-03-12 at", 8, &["on", "2031-03-", "12 at"]),
            ("renamed「東雲丸」。", 10, &["renamed", "「東雲", "丸」。"]),
            ("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]),
        ] {
            assert_eq!(set(text, width), expected, "{text:?} in {width}");
        }
    }

    #[test]
    fn roles_survive_wrapping() {
        let marked = Role::Marked(Verdict::Conflict);
        let pieces = [Piece::new("of 14", Role::Plain), Piece::new("2 cars,", marked)];
        let lines = wrap(&pieces, 6);
        let roles: Vec<Vec<(&str, Role)>> = lines
            .iter()
            .map(|line| line.pieces.iter().map(|p| (p.text.as_str(), p.role)).collect())
            .collect();
        assert_eq!(roles, [vec![("of 14", Role::Plain), ("2", marked)], vec![("cars,", marked)]]);
    }

    #[test]
    fn long_names_lose_their_middle() {
        for (text, width, expected) in [
            ("gazette/0312", 12, "gazette/0312"),
            ("gazette/2031/0312", 12, "gazett…/0312"),
            ("東雲丸東雲丸", 6, "東…丸"),
        ] {
            assert_eq!(elide(text, width), expected);
        }
    }
}
