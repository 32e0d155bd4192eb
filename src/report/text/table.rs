//! The claim-by-source table of a terminal: a row a claim, a column a voice.

use super::super::outline::Verdict;
use super::super::table::{ClaimCell, ClaimRow, ClaimTable};
use super::super::{ReportArticle, wording};
use super::wrap::{Line, Piece, Role, elide, wrap};
use super::{INDENT, Sheet};
use std::ops::Range;

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
/// The most tables below each other: more would not be read across.
const MAX_TABLES: usize = 3;
/// What stands for a voice that agrees, for one that tells of the matter in a sentence of another
/// row, and for one in which nothing was found: as [`wording::CELLS`] explains.
const AGREES: &str = wording::CELLS[0].0;
const ELSEWHERE: &str = wording::CELLS[1].0;
const SILENT: &str = wording::CELLS[2].0;
/// What stands for a voice that speaks of the matter and has no part in the difference.
const SAID: &str = "said";

impl Sheet<'_> {
    /// What several voices tell, at a glance, in as many tables below each other as the width
    /// asks for, up to [`MAX_TABLES`]; nothing where no claim has two voices.
    pub(super) fn claims(&mut self, table: &ClaimTable) {
        let shared = |row: &&ClaimRow| row.verdict != Verdict::OnlyIn.as_str();
        if !table.rows.iter().any(|row| shared(&row)) {
            return;
        }
        let n = table.columns.len().max(1);
        let most = self.width.saturating_sub(MIN_CLAIM) / (MIN_VOICE + GAP);
        let n_tables = n.checked_div(most).map_or(usize::MAX, |_| n.div_ceil(most));
        if n_tables > MAX_TABLES {
            self.too_wide(n);
            return;
        }
        let at_once = n.div_ceil(n_tables);
        for first in (0..table.columns.len()).step_by(at_once) {
            self.voices(table, first..(first + at_once).min(table.columns.len()));
        }
        self.silences(table);
    }

    fn too_wide(&mut self, n: usize) {
        let told = format!(
            "CLAIM BY SOURCE: {n} accounts do not stand beside each other in {} columns; \
             --format html shows the table.",
            self.width
        );
        self.page.blank();
        for line in wrap(&[Piece::new(&told, Role::Quiet)], self.width) {
            self.page.line(0, &line);
        }
    }

    /// A table of some of the voices, without the claims that none of them has.
    fn voices(&mut self, table: &ClaimTable, shown: Range<usize>) {
        let n = shown.len();
        let voice = (self.width.saturating_sub(MIN_CLAIM) / n - GAP).min(MAX_VOICE);
        let claim = self.width - n * (voice + GAP);
        let column = |at: usize| claim + at * (voice + GAP) + GAP;
        let heads: Vec<Line> = table.columns[shown.clone()]
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
                let cells = row.cells.get(shown.clone()).unwrap_or_default();
                if !cells.iter().all(ClaimCell::is_silent) {
                    self.claim(row, cells, verdict, (claim, voice));
                }
            }
            let more = rows().count().saturating_sub(MAX_ROWS);
            if more > 0 {
                let line = format!("… and {more} more: {}", wording::heading(verdict, &[]));
                self.page.line(INDENT, &Line::of(&line.to_lowercase(), Role::Quiet));
            }
        }
    }

    fn claim(
        &mut self,
        row: &ClaimRow,
        cells: &[ClaimCell],
        verdict: Verdict,
        (claim, voice): (usize, usize),
    ) {
        let sign = format!("{} ", wording::sign(verdict));
        let told = first_lines(&row.headline, Role::Plain, claim - INDENT);
        let cells: Vec<Vec<Line>> =
            cells.iter().map(|cell| cell_lines(cell, verdict, voice)).collect();
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

    /// What the signs mean, what each voice alone tells, and how much of what others tell was not
    /// found in it.
    fn silences(&mut self, table: &ClaimTable) {
        let legend = wording::CELLS.map(|(sign, meaning)| format!("{sign} {meaning}"));
        self.page.blank();
        for line in wrap(&[Piece::new(&legend.join(" · "), Role::Quiet)], self.width) {
            self.page.line(0, &line);
        }
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
