//! A corpus without its copies.

use super::scored::{Row, Scored};
use crate::overlap::Overlap;
use crate::relate::RelationKind;
use crate::report::{LeftOutRow, write_json_line};
use std::collections::HashMap;
use std::io::{self, Write};

/// What becomes of near-duplicates whose facts differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ChangedCopies {
    /// Both stay.
    #[default]
    Keep,
    /// They are copies like others.
    Drop,
}

/// Which articles stay.
#[derive(Debug)]
pub struct Deduped<'a> {
    scored: &'a Scored,
    /// For each article that goes, the one that stays for it; in the order of ids.
    left_out: Vec<(u32, u32)>,
}

impl Scored {
    /// Keeps one article of each cluster.
    #[must_use]
    pub fn dedup(&self, changed: ChangedCopies) -> Deduped<'_> {
        let counts = |row: &Row| changed == ChangedCopies::Drop || !row.has_changed_facts();
        let sizes = self.sizes();
        let mut left_out = Vec::new();
        for cluster in self.clusters(counts) {
            let kept = self.representative(&cluster, &sizes);
            left_out.extend(cluster.iter().filter(|&&a| a != kept).map(|&a| (a, kept)));
        }
        left_out.sort_by(|x, y| self.corpus.id(x.0).cmp(self.corpus.id(y.0)));
        Deduped { scored: self, left_out }
    }
}

impl Deduped<'_> {
    /// How many articles go.
    #[must_use]
    pub fn n_left_out(&self) -> usize {
        self.left_out.len()
    }

    /// Writes the articles that stay, in the order of input: records of JSON Lines as they came,
    /// others as objects with the usual fields.
    ///
    /// # Errors
    /// When an article cannot be read again, or whatever `out` fails with.
    pub fn write_kept(&self, out: &mut dyn Write) -> io::Result<()> {
        let corpus = &self.scored.corpus;
        let mut goes = vec![false; corpus.len()];
        self.left_out.iter().for_each(|(article, _)| goes[*article as usize] = true);
        for article in (0..corpus.len() as u32).filter(|&article| !goes[article as usize]) {
            out.write_all(&corpus.line(article)?)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Writes what was left out, and what it is a copy of, sorted by id.
    ///
    /// # Errors
    /// Whatever `out` fails with.
    pub fn write_left_out(&self, out: &mut dyn Write) -> io::Result<()> {
        let scored = self.scored;
        let sizes = scored.sizes();
        let key = |a: u32, b: u32| (scored.text_key(a), scored.text_key(b));
        let rows: HashMap<(u32, u32), &Row> =
            scored.rows.iter().map(|row| (key(row.a, row.b), row)).collect();
        for &(article, kept) in &self.left_out {
            let (overlap, relation, facts) = match (key(article, kept), key(kept, article)) {
                ((x, y), _) if x == y => {
                    let n = sizes.get(&article).copied().unwrap_or_default().into();
                    let overlap = Overlap { n_shared: n, n_a: n, n_b: n };
                    (overlap, RelationKind::Identical, Vec::new())
                }
                (to, from) => match (rows.get(&to), rows.get(&from)) {
                    (Some(row), _) => (row.overlap(), row.relation, scored.changed_facts(row)),
                    (None, Some(row)) => {
                        let facts = scored.changed_facts(row).into_iter();
                        let facts = facts.map(crate::relate::ChangedFact::swapped).collect();
                        (row.overlap().swapped(), row.relation, facts)
                    }
                    (None, None) => (Overlap::default(), RelationKind::Unrelated, Vec::new()),
                },
            };
            let row = LeftOutRow {
                id: scored.corpus.id(article),
                copy_of: scored.corpus.id(kept),
                resemblance: overlap.resemblance(),
                containment: overlap.containment_a(),
                n_shared: overlap.n_shared,
                relation,
                changed_facts: &facts,
            };
            write_json_line(&row, out)?;
        }
        Ok(())
    }
}
