//! The report for a terminal: a heading, then a section a verdict with both accounts side by
//! side and the words that differ marked.
//!
//! Everything fits [`TextParams::width`] columns as `unicode-width` counts them, so wide
//! Chinese, Japanese and Korean characters keep the columns straight. Articles are quoted
//! verbatim but for white space, which is set anew, and characters that steer a terminal,
//! which show as U+FFFD.

mod page;
mod table;
mod wrap;

use super::marks::{Segment, segments};
use super::outline::{MAX_ADDITIONS, Outline, Section, Verdict};
use super::table::ClaimTable;
use super::{Report, ReportArticle, ReportFinding, ReportRelation, Statement, wording};
use page::Page;
use wrap::{Line, Piece, Role, elide, wrap};

/// The narrowest page: two labels and a few words.
const MIN_WIDTH: usize = 40;
/// The narrowest page with two columns; below, twenty columns a side tear sentences apart.
const MIN_WIDTH_SIDE_BY_SIDE: usize = 56;
/// Between two columns.
const GUTTER: usize = 3;
/// Of statements below their message.
const INDENT: usize = 2;
/// The widest label; ten thousand articles are called at most `NTP`.
const MAX_LABEL: usize = 6;

/// How the text report is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextParams {
    /// Columns a line may fill; below 40 it is laid out for 40.
    pub width: u16,
    /// Whether to style the text for a terminal.
    pub colour: Colour,
    /// The most findings to list in a section; the rest are counted. `None` lists all.
    pub max_per_section: Option<usize>,
}

impl Default for TextParams {
    fn default() -> Self {
        Self { width: 80, colour: Colour::Plain, max_per_section: None }
    }
}

/// Whether the text report is styled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colour {
    /// No escape sequence; marked words stand in braces, and a legend says so.
    #[default]
    Plain,
    /// ANSI styles; marked words are bold and coloured.
    Ansi,
}

/// The report as text for a terminal, ending in a line break.
///
/// Findings whose verdict is none of the five are left out.
#[must_use]
pub fn render_text(report: &Report, params: &TextParams) -> String {
    let mut sheet = Sheet::new(report, params);
    sheet.articles();
    sheet.relation();
    sheet.summary();
    if report.articles.len() > 2 {
        sheet.claims(&ClaimTable::of(report));
    }
    for section in sheet.outline.sections() {
        sheet.section(&section);
    }
    sheet.left_out();
    sheet.page.finish()
}

struct Sheet<'r> {
    outline: Outline<'r>,
    page: Page,
    width: usize,
    /// Of the widest label, with the space after it.
    label_width: usize,
    /// What opens and closes marked words.
    braces: Option<[&'static str; 2]>,
    max_per_section: usize,
}

impl<'r> Sheet<'r> {
    fn new(report: &'r Report, params: &TextParams) -> Self {
        let labels = report.articles.iter().map(|article| label_line(&article.label).width);
        Self {
            outline: Outline::new(report),
            page: Page::new(params.colour),
            width: usize::from(params.width).max(MIN_WIDTH),
            label_width: labels.max().unwrap_or(0).max(1) + 2,
            braces: match params.colour {
                Colour::Plain => Some(unused_braces(report)),
                Colour::Ansi => None,
            },
            max_per_section: params.max_per_section.unwrap_or(usize::MAX),
        }
    }

    /// Who says it: label, outlet and time, title, id.
    fn articles(&mut self) {
        for article in &self.outline.report.articles {
            self.page.blank();
            self.article(article);
        }
    }

    fn article(&mut self, article: &ReportArticle) {
        let room = self.width - self.label_width;
        let mut lines = wrap(&[Piece::new(&wording::provenance(article), Role::Plain)], room);
        let title = article.title.as_deref().unwrap_or_default();
        lines.extend(wrap(&[Piece::new(title, Role::Strong)], room));
        lines.push(Line::of(&elide(&article.id, room), Role::Quiet));
        self.hanging(0, &label_line(&article.label), &lines);
    }

    /// `lines` to the right of a label that stands on the first.
    fn hanging(&mut self, indent: usize, label: &Line, lines: &[Line]) {
        let mut label = Some(label);
        for line in lines {
            match label.take() {
                Some(label) => self.page.row(&[(indent, label), (indent + self.label_width, line)]),
                None => self.page.line(indent + self.label_width, line),
            }
        }
    }

    fn paragraph(&mut self, text: &str, role: Role) {
        for line in wrap(&[Piece::new(text, role)], self.width) {
            self.page.line(0, &line);
        }
    }

    fn relation(&mut self) {
        self.page.blank();
        match &self.outline.report.relation {
            Some(relation) => self.relation_of_two(relation),
            None => self.relations(),
        }
        for sentence in wording::witnesses(&self.outline) {
            self.paragraph(&sentence, Role::Plain);
        }
    }

    fn relation_of_two(&mut self, relation: &ReportRelation) {
        let phrase = Piece::new(wording::relation(&relation.kind), Role::Strong);
        let confidence = format!(" · confidence {:.2}", relation.confidence);
        for line in wrap(&[phrase, Piece::new(&confidence, Role::Quiet)], self.width) {
            self.page.line(0, &line);
        }
        let label = |at: usize| self.outline.report.articles.get(at).map_or("?", |a| &*a.label);
        let rows = wording::evidence(&relation.evidence, [label(0), label(1)]);
        let column = INDENT + rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0) + 2;
        for (name, value) in rows {
            let name = Line::of(name, Role::Quiet);
            let lines = wrap(&[Piece::new(&value, Role::Plain)], self.width - column);
            for (at, line) in lines.iter().enumerate() {
                let name = if at == 0 { &name } else { &Line::default() };
                self.page.row(&[(INDENT, name), (column, line)]);
            }
        }
    }

    fn relations(&mut self) {
        let report = self.outline.report;
        let column = 2 * self.label_width + 1;
        for pair in report.relations.iter().take(self.max_per_section) {
            let [a, b] = [&pair.a, &pair.b].map(|id| elide(self.outline.label(id), MAX_LABEL));
            let names = Line::of(&format!("{a} – {b}"), Role::Strong);
            let kind = elide(&wording::relation_in_brief(&pair.kind), self.width / 2);
            let kind = Line::of(&kind, Role::Plain);
            let confidence = Line::of(&format!(" · {:.2}", pair.confidence), Role::Quiet);
            self.page.row(&[(0, &names), (column, &kind), (column + kind.width, &confidence)]);
        }
        self.fold(0, report.relations.len());
    }

    /// The counts, and how to read the marks; or why there is nothing to read.
    fn summary(&mut self) {
        self.page.blank();
        let report = self.outline.report;
        if report.findings.is_empty() {
            self.paragraph(wording::no_findings(report), Role::Plain);
            return;
        }
        self.paragraph(&wording::counts(report), Role::Strong);
        if let Some(caveat) = wording::caveat(report) {
            self.paragraph(caveat, Role::Plain);
        }
        let mut statements = report.findings.iter().flat_map(|finding| &finding.statements);
        if let Some([open, close]) = self.braces
            && statements.any(|statement| !statement.marks.is_empty())
        {
            let legend = format!("{open}Braces{close} mark the words that agree or differ.");
            self.paragraph(&legend, Role::Quiet);
        }
    }

    fn section(&mut self, section: &Section<'_>) {
        self.page.blank();
        self.section_heading(section);
        for finding in section.findings.iter().take(self.max_per_section) {
            self.page.blank();
            match section.verdict {
                Verdict::OnlyIn => self.lone(finding),
                verdict => self.finding(finding, verdict),
            }
        }
        self.fold(INDENT, section.findings.len());
    }

    /// `CONFLICTS (2) ──────────────────── confidence`
    fn section_heading(&mut self, section: &Section<'_>) {
        let articles: Vec<&ReportArticle> =
            section.articles.iter().map(|&at| &self.outline.report.articles[at]).collect();
        let labels: Vec<&str> = articles.iter().map(|article| &*article.label).collect();
        let heading = wording::heading(section.verdict, &labels);
        let heading = elide(&heading.to_uppercase(), self.width / 3);
        let source = match articles.as_slice() {
            [ReportArticle { source: Some(source), .. }] => {
                format!(" · {}", elide(source, self.width / 2 - 3))
            }
            _ => String::new(),
        };
        let end = match section.verdict {
            Verdict::OnlyIn => "",
            _ => " confidence",
        };
        let start = Line::of(&heading, Role::Marked(section.verdict));
        let rest = format!(" ({}){source} ", section.findings.len());
        let used = start.width + Line::of(&rest, Role::Quiet).width + end.len();
        let rule = "─".repeat(self.width.saturating_sub(used));
        let rest = Line::of(&format!("{rest}{rule}{end}"), Role::Quiet);
        self.page.row(&[(0, &start), (start.width, &rest)]);
    }

    fn fold(&mut self, indent: usize, total: usize) {
        let more = total.saturating_sub(self.max_per_section);
        if more > 0 {
            self.page.blank();
            self.page.line(indent, &Line::of(&format!("… and {more} more"), Role::Quiet));
        }
    }

    fn finding(&mut self, finding: &ReportFinding, verdict: Verdict) {
        self.message(finding);
        let sides = self.outline.sides(finding);
        let sides: Vec<Vec<&Statement>> = sides.into_values().collect();
        match sides.as_slice() {
            [left, right] if self.width >= MIN_WIDTH_SIDE_BY_SIDE => {
                self.side_by_side(left, right, verdict);
            }
            stacked => self.stacked(stacked, verdict),
        }
        self.notes(finding);
    }

    /// Who has it of whom, and what one account alone tells more of it.
    fn notes(&mut self, finding: &ReportFinding) {
        let notes = self.outline.notes(finding).text();
        if !notes.is_empty() {
            for line in wrap(&[Piece::new(&notes, Role::Quiet)], self.width - INDENT) {
                self.page.line(INDENT, &line);
            }
        }
        let additions = self.outline.additions(finding).to_vec();
        let additions = additions.iter().take(MAX_ADDITIONS);
        for (statement, more) in additions.filter_map(|x| Some((x.statements.first()?, x))) {
            let label = self.outline.label(&statement.article);
            let words = more.statements.iter().map(|x| &*x.span.text).collect::<Vec<_>>().join(" ");
            let pieces = [
                Piece::new(&format!("+ only {label}: "), Role::Quiet),
                Piece::new(&words, Role::Plain),
            ];
            for line in wrap(&pieces, self.width - INDENT) {
                self.page.line(INDENT, &line);
            }
        }
    }

    /// The message, with facet and confidence at the right edge of its first line.
    fn message(&mut self, finding: &ReportFinding) {
        let facet = finding.facet.as_ref().map(|facet| format!("{facet} · "));
        let note = format!("{}{:.2}", facet.unwrap_or_default(), finding.confidence);
        let note = Line::of(&elide(&note, self.width / 2 - 2), Role::Quiet);
        let column = self.width - note.width;
        let mut lines = wrap(&[Piece::new(&finding.message, Role::Strong)], column - GUTTER);
        if lines.is_empty() {
            lines.push(Line::default());
        }
        self.page.row(&[(0, &lines[0]), (column, &note)]);
        for line in &lines[1..] {
            self.page.line(0, line);
        }
    }

    fn side_by_side(&mut self, left: &[&Statement], right: &[&Statement], verdict: Verdict) {
        let column = (self.width - INDENT - GUTTER) / 2;
        let room = column - self.label_width;
        let second = INDENT + column + GUTTER;
        let label = |side: &[&Statement]| label_line(self.outline.label(&side[0].article));
        let labels = [label(left), label(right)];
        let left = self.statements(left, room, verdict);
        let right = self.statements(right, room, verdict);
        let empty = Line::default();
        for at in 0..left.len().max(right.len()) {
            let [a, b] = if at == 0 { [&labels[0], &labels[1]] } else { [&empty, &empty] };
            self.page.row(&[
                (INDENT, a),
                (INDENT + self.label_width, left.get(at).unwrap_or(&empty)),
                (second, b),
                (second + self.label_width, right.get(at).unwrap_or(&empty)),
            ]);
        }
    }

    fn stacked(&mut self, sides: &[Vec<&Statement>], verdict: Verdict) {
        let room = self.width - INDENT - self.label_width;
        for side in sides {
            let label = label_line(self.outline.label(&side[0].article));
            let lines = self.statements(side, room, verdict);
            self.hanging(INDENT, &label, &lines);
        }
    }

    /// What only one account says: the words alone, or the message where there are none.
    fn lone(&mut self, finding: &ReportFinding) {
        let sides: Vec<Vec<&Statement>> = self.outline.sides(finding).into_values().collect();
        match sides.as_slice() {
            [] => self.message(finding),
            [side] => {
                for line in self.statements(side, self.width - INDENT, Verdict::OnlyIn) {
                    self.page.line(INDENT, &line);
                }
            }
            stacked => self.stacked(stacked, Verdict::OnlyIn),
        }
    }

    /// One account's statements, each from a new line, and the values its words stand for.
    fn statements(&self, side: &[&Statement], room: usize, verdict: Verdict) -> Vec<Line> {
        let mut lines = Vec::new();
        for statement in side {
            lines.extend(wrap(&self.pieces(statement, verdict), room));
            if let Some(value) = wording::unsaid_value(statement) {
                lines.push(Line::of(&elide(&format!("= {value}"), room), Role::Quiet));
            }
        }
        lines
    }

    fn pieces(&self, statement: &Statement, verdict: Verdict) -> Vec<Piece> {
        let [open, close] = self.braces.unwrap_or_default();
        let piece = |segment| match segment {
            Segment::Plain(words) => Piece::new(words, Role::Plain),
            Segment::Marked(words) => {
                Piece::new(&format!("{open}{words}{close}"), Role::Marked(verdict))
            }
        };
        segments(statement).into_iter().map(piece).collect()
    }

    /// Boilerplate, one line an article.
    fn left_out(&mut self) {
        self.page.blank();
        for article in &self.outline.report.articles {
            if let Some(reasons) = wording::left_out(article) {
                let label = elide(&article.label, MAX_LABEL);
                self.paragraph(&format!("Left out of {label}: {reasons}"), Role::Quiet);
            }
        }
    }
}

fn label_line(label: &str) -> Line {
    Line::of(&elide(label, MAX_LABEL), Role::Strong)
}

/// The quietest braces that no statement contains, so that a brace is always ours.
fn unused_braces(report: &Report) -> [&'static str; 2] {
    const BRACES: [[&str; 2]; 3] = [["{", "}"], ["⟦", "⟧"], ["⟪", "⟫"]];
    let is_unused = |braces: &&[&str; 2]| {
        let mut statements = report.findings.iter().flat_map(|finding| &finding.statements);
        !statements.any(|statement| braces.iter().any(|brace| statement.span.text.contains(brace)))
    };
    *BRACES.iter().find(is_unused).unwrap_or(&BRACES[0])
}

#[cfg(test)]
mod tests;
