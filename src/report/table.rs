//! The claim-by-source table: one row a claim, one column a witness.

use super::marks::marked_words;
use super::model::{AlignmentSide, Report, ReportClaim, Statement, VerdictCounts};
use super::outline::{Outline, Verdict};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What every witness says of every claim. Finished and ordered: whoever shows it chooses
/// nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimTable {
    /// The voices, in the order of their first articles.
    pub columns: Vec<ClaimColumn>,
    /// Conflicts first, then `updated`, `compatible`, `agree`, what most voices tell first, and
    /// `only-in`.
    pub rows: Vec<ClaimRow>,
    /// Of every two columns, in order: what they share.
    pub shares: Vec<ColumnShare>,
}

/// One voice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimColumn {
    /// Ids of the articles that carry its text, in report order; at least one.
    pub articles: Vec<String>,
    /// Rows in which it says something.
    pub n_claims: u32,
    /// Those in which no other voice does.
    pub n_alone: u32,
    /// Rows of at least two other voices that were not found in it.
    pub n_left_out: u32,
}

/// What two voices share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnShare {
    /// Index of a column.
    pub a: usize,
    /// Index of a later one.
    pub b: usize,
    /// Rows in which both say something.
    pub n_shared: u32,
    /// Those of them that are conflicts in which they give different readings.
    pub n_conflicts: u32,
}

/// One claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimRow {
    /// Id of the claim.
    pub claim: String,
    /// The gravest verdict of its findings; `only-in` where a single voice, which may be
    /// several copies of one text, agrees with itself.
    pub verdict: String,
    /// Facets of its findings, each once, gravest first.
    pub facets: Vec<String>,
    /// Of the gravest finding, 0 to 1, in hundredths.
    pub confidence: f64,
    /// Ids of its findings, gravest first.
    pub findings: Vec<String>,
    /// What it says: the first message of a difference, else its shortest wording.
    pub headline: String,
    /// What its findings say in plain words, in the same order.
    pub messages: Vec<String>,
    /// How many voices carry it, as [`ReportClaim::n_witnesses`].
    pub n_voices: u32,
    /// One a column.
    pub cells: Vec<ClaimCell>,
}

/// What one voice says of a claim.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ClaimCell {
    /// By article and in text order; empty where no sentence of the voice is one with the rest.
    pub statements: Vec<CellStatement>,
    /// Whether the voice has none and is not silent: it tells of the matter elsewhere, in a
    /// sentence that stands in another row.
    pub is_elsewhere: bool,
}

/// A statement of a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CellStatement {
    /// What is said, and where.
    pub said: Statement,
    /// Where the accounts differ, which of the differing readings it gives, from 1 in column
    /// order: statements of one number say the same.
    pub reading: Option<u32>,
}

impl ClaimCell {
    /// The words that agree or differ, white space folded: of its first statement, or, where its
    /// articles give several readings, of the first of each. None where nothing is marked.
    #[must_use]
    pub fn brief(&self) -> Option<String> {
        let mut readings = BTreeSet::new();
        let of_each = |statement: &&CellStatement| readings.insert(statement.reading);
        let briefs = self.statements.iter().filter(of_each);
        let briefs: Vec<String> = briefs.filter_map(|first| marked_words(&first.said)).collect();
        (!briefs.is_empty()).then(|| briefs.join(" / "))
    }

    /// Whether the voice has no statement in the row.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.statements.is_empty()
    }

    /// The readings it gives, from 1; none where nothing differs.
    fn readings(&self) -> BTreeSet<u32> {
        self.statements.iter().filter_map(|statement| statement.reading).collect()
    }
}

impl ClaimTable {
    /// The table of a report's claims that anything was found of. Cost: linear in the
    /// report, times the logarithm of its findings; rows times columns squared.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let mut columns = columns(report);
        let rows = Builder::new(report, &columns).rows();
        count_rows(&mut columns, &rows);
        let shares = shares(columns.len(), &rows);
        Self { columns, rows, shares }
    }

    /// How many claims there are of each verdict.
    #[must_use]
    pub fn counts(&self) -> VerdictCounts {
        let n = |verdict: Verdict| {
            let rows = self.rows.iter().filter(|row| row.verdict == verdict.as_str());
            u32::try_from(rows.count()).unwrap_or(u32::MAX)
        };
        VerdictCounts {
            conflict: n(Verdict::Conflict),
            updated: n(Verdict::Updated),
            compatible: n(Verdict::Compatible),
            agree: n(Verdict::Agree),
            only_in: n(Verdict::OnlyIn),
        }
    }
}

/// The witnesses; an article that none of them holds is one by itself.
fn columns(report: &Report) -> Vec<ClaimColumn> {
    let at: HashMap<&str, usize> =
        report.articles.iter().enumerate().map(|(at, article)| (&*article.id, at)).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut is_placed = vec![false; report.articles.len()];
    for witness in &report.witnesses {
        let mut group: Vec<usize> =
            witness.iter().filter_map(|id| at.get(&**id).copied()).collect();
        group.retain(|&article| !std::mem::replace(&mut is_placed[article], true));
        group.sort_unstable();
        groups.push(group);
    }
    groups.extend((0..is_placed.len()).filter(|&article| !is_placed[article]).map(|a| vec![a]));
    groups.retain(|group| !group.is_empty());
    groups.sort_unstable();
    let ids = |group: Vec<usize>| group.iter().map(|&a| report.articles[a].id.clone()).collect();
    let column =
        |group| ClaimColumn { articles: ids(group), n_claims: 0, n_alone: 0, n_left_out: 0 };
    groups.into_iter().map(column).collect()
}

fn count_rows(columns: &mut [ClaimColumn], rows: &[ClaimRow]) {
    for row in rows {
        let n_voices = row.cells.iter().filter(|cell| !cell.is_silent()).count();
        for (column, cell) in columns.iter_mut().zip(&row.cells) {
            column.n_claims += u32::from(!cell.is_silent());
            column.n_alone += u32::from(!cell.is_silent() && n_voices == 1);
            column.n_left_out += u32::from(cell.is_silent() && !cell.is_elsewhere && n_voices > 1);
        }
    }
}

fn shares(n_columns: usize, rows: &[ClaimRow]) -> Vec<ColumnShare> {
    let pairs = (0..n_columns).flat_map(|a| (a + 1..n_columns).map(move |b| (a, b)));
    let share = |(a, b): (usize, usize)| {
        let mut share = ColumnShare { a, b, n_shared: 0, n_conflicts: 0 };
        for row in rows {
            let (x, y) = (&row.cells[a], &row.cells[b]);
            if x.is_silent() || y.is_silent() {
                continue;
            }
            share.n_shared += 1;
            let (x, y) = (x.readings(), y.readings());
            let is_apart = !x.is_empty() && !y.is_empty() && x.is_disjoint(&y);
            let is_conflict = row.verdict == Verdict::Conflict.as_str();
            share.n_conflicts += u32::from(is_conflict && is_apart);
        }
        share
    };
    pairs.map(share).collect()
}

struct Builder<'r> {
    report: &'r Report,
    /// Column of an article.
    column_of: HashMap<&'r str, usize>,
    n_columns: usize,
    claims: HashMap<&'r str, &'r ReportClaim>,
}

impl<'r> Builder<'r> {
    fn new(report: &'r Report, columns: &[ClaimColumn]) -> Self {
        let mut column_of = HashMap::new();
        for article in &report.articles {
            let holds = |column: &ClaimColumn| column.articles.contains(&article.id);
            if let Some(at) = columns.iter().position(holds) {
                column_of.insert(&*article.id, at);
            }
        }
        let claims = report.claims.iter().map(|claim| (&*claim.id, claim)).collect();
        Self { report, column_of, n_columns: columns.len(), claims }
    }

    fn rows(&self) -> Vec<ClaimRow> {
        let outline = Outline::new(self.report);
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut rows: Vec<(Verdict, ClaimRow)> = Vec::new();
        for section in outline.sections() {
            for finding in section.findings {
                let place = *places.entry(&finding.claim).or_insert(rows.len());
                if place == rows.len() {
                    rows.push((section.verdict, self.empty_row(section.verdict, &finding.claim)));
                }
                let row = &mut rows[place].1;
                if row.findings.is_empty() {
                    row.confidence = finding.confidence;
                }
                row.findings.push(finding.id.clone());
                row.messages.push(finding.message.clone());
                if let Some(facet) = &finding.facet
                    && !row.facets.contains(facet)
                {
                    row.facets.push(facet.clone());
                }
                for statement in &finding.statements {
                    self.add(row, statement);
                }
            }
        }
        for (verdict, row) in &mut rows {
            *verdict = self.finish(*verdict, row);
        }
        // Agreement counts by its voices; the rest stand in the order of their findings.
        let n_voices = |verdict: Verdict, row: &ClaimRow| match verdict {
            Verdict::Agree => row.n_voices,
            _ => 0,
        };
        rows.sort_by_key(|(verdict, row)| (*verdict, Reverse(n_voices(*verdict, row))));
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn empty_row(&self, verdict: Verdict, claim: &str) -> ClaimRow {
        ClaimRow {
            claim: claim.to_owned(),
            verdict: verdict.as_str().to_owned(),
            facets: Vec::new(),
            confidence: 0.0,
            findings: Vec::new(),
            headline: String::new(),
            messages: Vec::new(),
            n_voices: self.claims.get(claim).map_or(0, |claim| claim.n_witnesses),
            cells: vec![ClaimCell::default(); self.n_columns],
        }
    }

    /// Adds a statement to its voice's cell; if the sentence stands there, its marks.
    fn add(&self, row: &mut ClaimRow, statement: &Statement) {
        let Some(&column) = self.column_of.get(&*statement.article) else { return };
        let statements = &mut row.cells[column].statements;
        let same = |kept: &&mut CellStatement| {
            kept.said.article == statement.article && kept.said.span == statement.span
        };
        if let Some(kept) = statements.iter_mut().find(same) {
            kept.said.marks.extend(statement.marks.iter().cloned());
            if kept.said.value.is_none() {
                kept.said.value.clone_from(&statement.value);
            }
        } else {
            statements.push(CellStatement { said: statement.clone(), reading: None });
        }
    }

    /// Completes a row, and says what its verdict is with copies counted once.
    fn finish(&self, verdict: Verdict, row: &mut ClaimRow) -> Verdict {
        self.sort_statements(row);
        let readings = match verdict {
            Verdict::Conflict | Verdict::Updated | Verdict::Compatible => {
                number_readings(&mut row.cells)
            }
            _ => BTreeMap::new(),
        };
        self.fill_silent(row, &readings);
        self.sort_statements(row);
        let n_voices = row.cells.iter().filter(|cell| !cell.statements.is_empty()).count();
        let verdict = match verdict {
            Verdict::Agree if n_voices == 1 => Verdict::OnlyIn,
            other => other,
        };
        verdict.as_str().clone_into(&mut row.verdict);
        row.headline = headline(verdict, row);
        verdict
    }

    fn sort_statements(&self, row: &mut ClaimRow) {
        for cell in &mut row.cells {
            cell.statements.sort_by_key(|x| (self.place(&x.said.article), x.said.span.start));
        }
    }

    fn place(&self, article: &str) -> usize {
        self.report.articles.iter().position(|x| x.id == article).unwrap_or(usize::MAX)
    }

    /// Voices that carry the claim without a part in its findings: their sentences, in which a
    /// figure of the sort that others differ in is marked, and numbered if it is another's.
    fn fill_silent(&self, row: &mut ClaimRow, readings: &BTreeMap<String, u32>) {
        let Some(claim) = self.claims.get(&*row.claim) else { return };
        let was_silent: Vec<bool> =
            row.cells.iter().map(|cell| cell.statements.is_empty()).collect();
        for side in &claim.statements {
            if let Some(&column) = self.column_of.get(&*side.article)
                && was_silent[column]
            {
                for statement in unmarked(side) {
                    let is_same = |other: &&Statement| {
                        other.article == statement.article && other.span == statement.span
                    };
                    let figure = claim.unjudged.iter().find(is_same);
                    self.add(row, figure.unwrap_or(&statement));
                }
                for statement in &mut row.cells[column].statements {
                    statement.reading = reading(&statement.said)
                        .and_then(|reading| readings.get(&reading).copied());
                }
            }
        }
        // Who says nothing of a claim of several is named by it.
        let is_shared = claim.statements.len() > 1;
        for article in self.report.articles.iter().filter(|_| is_shared) {
            if let Some(&column) = self.column_of.get(&*article.id) {
                let cell = &mut row.cells[column];
                let is_silent = claim.provenance.left_out_by.contains(&article.id);
                cell.is_elsewhere |= cell.statements.is_empty() && !is_silent;
            }
        }
    }
}

fn unmarked(side: &AlignmentSide) -> impl Iterator<Item = Statement> {
    side.sentences.iter().map(|sentence| Statement {
        article: side.article.clone(),
        span: sentence.span.clone(),
        marks: Vec::new(),
        value: None,
    })
}

fn headline(verdict: Verdict, row: &ClaimRow) -> String {
    let wordings = row.cells.iter().flat_map(|cell| &cell.statements);
    let shortest = wordings.map(|wording| &wording.said.span.text).min_by_key(|text| text.len());
    let message = row.messages.first();
    match verdict {
        Verdict::Agree | Verdict::OnlyIn => shortest.or(message),
        _ => message,
    }
    .cloned()
    .unwrap_or_default()
}

/// Numbers the readings where there are at least two, and gives their numbers.
fn number_readings(cells: &mut [ClaimCell]) -> BTreeMap<String, u32> {
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    for statement in cells.iter_mut().flat_map(|cell| &mut cell.statements) {
        let Some(reading) = reading(&statement.said) else { continue };
        let next = u32::try_from(numbers.len() + 1).unwrap_or(u32::MAX);
        statement.reading = Some(*numbers.entry(reading).or_insert(next));
    }
    if numbers.len() < 2 {
        for statement in cells.iter_mut().flat_map(|cell| &mut cell.statements) {
            statement.reading = None;
        }
        numbers.clear();
    }
    numbers
}

/// The value said, or else the marked words.
fn reading(statement: &Statement) -> Option<String> {
    if let Some(value) = &statement.value {
        return Some(value.clone());
    }
    let words: Vec<String> = statement.marks.iter().map(|mark| mark.text.to_lowercase()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::super::{ReportFinding, ReportSentence, fixture};
    use super::*;

    #[test]
    fn copies_are_one_column_and_conflicts_come_first() {
        let table = ClaimTable::of(&fixture::three_accounts());
        let widths: Vec<usize> = table.columns.iter().map(|column| column.articles.len()).collect();
        assert_eq!(widths, [1, 1, 2]);
        let verdicts: Vec<&str> = table.rows.iter().map(|row| &*row.verdict).collect();
        assert_eq!(verdicts, ["conflict", "agree", "only-in"]);
        let reading = |cell: &ClaimCell| cell.statements.first().and_then(|first| first.reading);
        let readings: Vec<_> = table.rows[0].cells.iter().map(reading).collect();
        assert_eq!(readings, [Some(1), Some(2), Some(1)]);
        assert!(table.rows[1].cells[1].statements.is_empty(), "B says nothing of it");
        assert!(table.rows[1].cells.iter().all(|cell| reading(cell).is_none()));
        assert_eq!(
            table.counts(),
            VerdictCounts { conflict: 1, agree: 1, only_in: 1, ..VerdictCounts::default() }
        );
    }

    #[test]
    fn copies_that_agree_are_one_voice() {
        let mut report = fixture::three_accounts();
        let copy = report.articles[3].id.clone();
        let closed = &mut report.findings[1].statements;
        closed[0] = Statement { article: copy, ..closed[1].clone() };
        let table = ClaimTable::of(&report);
        let verdicts: Vec<&str> = table.rows.iter().map(|row| &*row.verdict).collect();
        assert_eq!(verdicts, ["conflict", "only-in", "only-in"]);
    }

    #[test]
    fn findings_of_one_claim_are_one_row() {
        let mut report = fixture::two_accounts();
        for finding in &mut report.findings {
            finding.claim = "c-1".to_owned();
        }
        let table = ClaimTable::of(&report);
        assert_eq!(table.rows.len(), 1);
        let row = &table.rows[0];
        assert_eq!(row.findings.len(), report.findings.len());
        assert_eq!((row.verdict.as_str(), row.confidence), ("conflict", 0.93));
        assert_eq!(row.facets, ["quantity", "name", "time", "quotation"]);
    }

    /// The claim of a finding, told by three voices.
    fn claim_of(finding: &ReportFinding) -> ReportClaim {
        let side = |statement: &Statement| AlignmentSide {
            article: statement.article.clone(),
            sentences: vec![ReportSentence { index: 0, span: statement.span.clone() }],
        };
        ReportClaim {
            id: finding.claim.clone(),
            n_witnesses: 3,
            statements: finding.statements.iter().map(side).collect(),
            ..ReportClaim::default()
        }
    }

    #[test]
    fn a_voice_outside_the_findings_keeps_its_sentence() {
        let mut report = fixture::three_accounts();
        let hurt = &mut report.findings[0];
        report.claims = vec![claim_of(hurt)];
        hurt.statements.truncate(1);
        let table = ClaimTable::of(&report);
        let cell = &table.rows[0].cells[1];
        assert_eq!(cell.statements.len(), 1);
        assert!(cell.statements[0].said.marks.is_empty() && cell.statements[0].reading.is_none());
    }

    #[test]
    fn a_voice_outside_the_findings_shows_its_figure() {
        let mut report = fixture::three_accounts();
        let hurt = &mut report.findings[0];
        let unjudged = vec![hurt.statements[2].clone()];
        report.claims = vec![ReportClaim { unjudged, ..claim_of(hurt) }];
        hurt.statements.truncate(2);
        let table = ClaimTable::of(&report);
        let cell = &table.rows[0].cells[2];
        assert_eq!(cell.brief().as_deref(), Some("Fourteen people"));
        assert_eq!(cell.statements[0].reading, Some(1), "as A says");
        let mut other = report.clone();
        other.claims[0].unjudged[0].value = Some("at least 10".to_owned());
        let table = ClaimTable::of(&other);
        assert_eq!(table.rows[0].cells[2].statements[0].reading, None, "not judged");
    }
}
