//! A page being filled line by line.

use super::super::outline::Verdict;
use super::Colour;
use super::wrap::{Line, Role};
use anstyle::{AnsiColor, Style};
use std::fmt::Write as _;

/// Lines so far. No line ends in white space, no two empty lines follow each other.
pub(super) struct Page {
    out: String,
    colour: Colour,
}

impl Page {
    pub(super) fn new(colour: Colour) -> Self {
        Self { out: String::new(), colour }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// An empty line, unless the page starts here or has one.
    pub(super) fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// `line` after `indent` columns.
    pub(super) fn line(&mut self, indent: usize, line: &Line) {
        self.row(&[(indent, line)]);
    }

    /// Several lines side by side, each from its column on.
    pub(super) fn row(&mut self, cells: &[(usize, &Line)]) {
        let mut at = 0;
        for (column, line) in cells.iter().filter(|(_, line)| line.width > 0) {
            let gap = column.saturating_sub(at);
            self.out.extend(std::iter::repeat_n(' ', gap));
            self.paint(line);
            at += gap + line.width;
        }
        self.out.push('\n');
    }

    fn paint(&mut self, line: &Line) {
        for piece in &line.pieces {
            let style = match self.colour {
                Colour::Plain => Style::new(),
                Colour::Ansi => style(piece.role),
            };
            write!(self.out, "{style}{}{style:#}", piece.text).expect("a String takes all text");
        }
    }
}

/// Marks are bold as well as coloured, so that they stand out without colour too.
fn style(role: Role) -> Style {
    let colour = |colour: AnsiColor| Style::new().bold().fg_color(Some(colour.into()));
    match role {
        Role::Plain => Style::new(),
        Role::Strong => Style::new().bold(),
        Role::Quiet => Style::new().dimmed(),
        Role::Marked(Verdict::Conflict) => colour(AnsiColor::Red),
        Role::Marked(Verdict::Updated) => colour(AnsiColor::Yellow),
        Role::Marked(Verdict::Compatible) => colour(AnsiColor::Cyan),
        Role::Marked(Verdict::Agree) => colour(AnsiColor::Green),
        Role::Marked(Verdict::OnlyIn) => colour(AnsiColor::Blue),
    }
}
