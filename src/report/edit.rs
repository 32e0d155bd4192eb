//! A finished report narrowed or given in other units.

use super::model::{Report, ReportFinding, VerdictCounts};
use crate::span::{OffsetTable, OffsetUnit, Span};
use std::collections::{BTreeSet, HashMap};

impl Report {
    /// Leaves out the findings whose ids an editor has rejected, and counts again.
    pub fn drop_findings(&mut self, ids: &BTreeSet<&str>) {
        self.findings.retain(|finding| !ids.contains(finding.id.as_str()));
        self.counts = count(&self.findings);
    }

    /// The same with all offsets in another unit; only for JSON, renderers need UTF-8.
    #[must_use]
    pub fn with_offsets(mut self, unit: OffsetUnit) -> Self {
        if unit == OffsetUnit::Utf8 {
            return self;
        }
        let tables: HashMap<String, OffsetTable> = self
            .articles
            .iter()
            .map(|article| (article.id.clone(), OffsetTable::new(&article.text, unit)))
            .collect();
        for article in &mut self.articles {
            let table = &tables[&article.id];
            article.removed.iter_mut().for_each(|removed| convert(&mut removed.span, table));
        }
        let sides = self.alignments.iter_mut().flat_map(|x| [&mut x.a, &mut x.b]);
        let in_claims = self.claims.iter_mut().flat_map(|claim| &mut claim.statements);
        for side in sides.chain(in_claims) {
            let table = &tables[&side.article];
            side.sentences.iter_mut().for_each(|sentence| convert(&mut sentence.span, table));
        }
        for statement in self.findings.iter_mut().flat_map(|finding| &mut finding.statements) {
            let table = &tables[&statement.article];
            convert(&mut statement.span, table);
            statement.marks.iter_mut().for_each(|mark| convert(mark, table));
        }
        self
    }
}

fn convert(span: &mut Span, table: &OffsetTable) {
    let range = table.convert_range(span.range());
    (span.start, span.end) = (range.start, range.end);
}

fn count(findings: &[ReportFinding]) -> VerdictCounts {
    let n = |verdict: &str| {
        u32::try_from(findings.iter().filter(|f| f.verdict == verdict).count()).unwrap_or(u32::MAX)
    };
    VerdictCounts {
        conflict: n("conflict"),
        updated: n("updated"),
        compatible: n("compatible"),
        agree: n("agree"),
        only_in: n("only-in"),
    }
}
