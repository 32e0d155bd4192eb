//! The claim-by-source table of a terminal: a row a claim, a column a voice.

use super::super::outline::Verdict;
use super::super::table::{ClaimCell, ClaimRow, ClaimTable};
use super::super::{ReportArticle, wording};
use super::wrap::{Line, Piece, Role, elide, wrap};
use super::{INDENT, Sheet};

/// The narrowest column of claims, and of a voice.
const MIN_CLAIM: usize = 24;
const MIN_VOICE: usize = 6;
/// The widest column of a voice: more room goes to the claims.
const MAX_VOICE: usize = 16;
/// Between columns.
const GAP: usize = 2;
/// Lines that the words of a voice may fill.
const MAX_LINES: usize = 3;
/// The most claims listed of a verdict; all of them follow below.
const MAX_ROWS: usize = 8;
/// What stands for a voice that agrees, and for one that is silent.
const AGREES: &str = "=";
const SILENT: &str = "–";
/// What stands for a voice that tells of the matter in a sentence of another row.
const ELSEWHERE: &str = "…";
/// What stands for a voice that speaks of the matter and has no part in the difference.
const SAID: &str = "said";

impl Sheet<'_> {
    /// What several voices tell, at a glance; nothing where so many columns do not fit or no
    /// claim has two voices.
    pub(super) fn claims(&mut self, table: &ClaimTable) {
        let n = table.columns.len();
        let room = self.width.saturating_sub(MIN_CLAIM) / n.max(1);
        let shared = |row: &&ClaimRow| row.verdict != Verdict::OnlyIn.as_str();
        if room < MIN_VOICE + GAP || !table.rows.iter().any(|row| shared(&row)) {
            return;
        }
        let voice = (room - GAP).min(MAX_VOICE);
        let claim = self.width - n * (voice + GAP);
        let column = |at: usize| claim + at * (voice + GAP) + GAP;
        let heads: Vec<Line> = table
            .columns
            .iter()
            .map(|column| {
                let labels: Vec<&str> =
                    column.articles.iter().map(|id| self.outline.label(id)).collect();
                Line::of(&elide(&labels.join(", "), voice), Role::Strong)
            })
            .collect();
        self.page.blank();
        let title = Line::of("CLAIM BY SOURCE", Role::Strong);
        let row: Vec<(usize, &Line)> = std::iter::once((0, &title))
            .chain(heads.iter().enumerate().map(|(at, head)| (column(at), head)))
            .collect();
        self.page.row(&row);
        for verdict in Verdict::ALL.into_iter().filter(|verdict| *verdict != Verdict::OnlyIn) {
            let rows = || table.rows.iter().filter(|row| row.verdict == verdict.as_str());
            for row in rows().take(MAX_ROWS) {
                self.claim(row, verdict, (claim, voice));
            }
            let more = rows().count().saturating_sub(MAX_ROWS);
            if more > 0 {
                let line = format!("… and {more} more: {}", wording::heading(verdict, &[]));
                self.page.line(INDENT, &Line::of(&line.to_lowercase(), Role::Quiet));
            }
        }
        self.silences(table);
    }

    fn claim(&mut self, row: &ClaimRow, verdict: Verdict, (claim, voice): (usize, usize)) {
        let sign = format!("{} ", wording::sign(verdict));
        let told = first_lines(&row.headline, Role::Plain, claim - INDENT);
        let cells: Vec<Vec<Line>> =
            row.cells.iter().map(|cell| cell_lines(cell, verdict, voice)).collect();
        let n_lines = cells.iter().map(Vec::len).chain([told.len()]).max().unwrap_or(0);
        let (sign, empty) = (Line::of(&sign, Role::Marked(verdict)), Line::default());
        for at in 0..n_lines {
            let sign = if at == 0 { &sign } else { &empty };
            let mut line = vec![(0, sign), (INDENT, told.get(at).unwrap_or(&empty))];
            for (nth, cell) in cells.iter().enumerate() {
                let column = claim + nth * (voice + GAP) + GAP;
                line.push((column, cell.get(at).unwrap_or(&empty)));
            }
            self.page.row(&line);
        }
    }

    /// What each voice alone tells, and what it leaves out of what others tell.
    fn silences(&mut self, table: &ClaimTable) {
        let signs = [(AGREES, "agrees"), (ELSEWHERE, "in another sentence"), (SILENT, "not said")];
        let legend: Vec<String> =
            signs.iter().map(|(sign, meaning)| format!("{sign} {meaning}")).collect();
        self.page.blank();
        self.page.line(0, &Line::of(&elide(&legend.join(" · "), self.width), Role::Quiet));
        for column in &table.columns {
            let Some(first) = column.articles.first().and_then(|id| self.outline.article(id))
            else {
                continue;
            };
            let ReportArticle { label, .. } = first;
            let told = wording::tally(column);
            let label = Line::of(&elide(label, super::MAX_LABEL), Role::Strong);
            let told = Line::of(&elide(&told, self.width - self.label_width), Role::Quiet);
            self.page.row(&[(0, &label), (self.label_width, &told)]);
        }
    }
}

/// The words that differ, or that it agrees, or that it is silent.
fn cell_lines(cell: &ClaimCell, verdict: Verdict, width: usize) -> Vec<Line> {
    if cell.is_silent() {
        return vec![Line::of(if cell.is_elsewhere { ELSEWHERE } else { SILENT }, Role::Quiet)];
    }
    if verdict == Verdict::Agree {
        return vec![Line::of(AGREES, Role::Plain)];
    }
    let Some(brief) = cell.brief() else { return vec![Line::of(SAID, Role::Quiet)] };
    // A value where the words would have to be torn.
    let is_torn = brief.split(' ').any(|word| Line::of(word, Role::Plain).width > width);
    let value = cell.statements.first().and_then(|first| first.said.value.clone());
    let brief = value.filter(|_| is_torn).unwrap_or(brief);
    first_lines(&brief, Role::Marked(verdict), width)
}

/// `text` in at most [`MAX_LINES`] lines, the last of which says if there were more.
fn first_lines(text: &str, role: Role, width: usize) -> Vec<Line> {
    let mut lines = wrap(&[Piece::new(text, role)], width);
    if lines.len() > MAX_LINES {
        lines.truncate(MAX_LINES);
        if let Some(last) = lines.last_mut() {
            let words: String = last.pieces.iter().map(|piece| piece.text.as_str()).collect();
            *last = Line::of(&elide(&format!("{words}…"), width), role);
        }
    }
    lines
}
