//! What a join of a corpus found, in the order of ids, and the files made of it.

use super::corpus::Corpus;
use super::join::{Match, Stats as JoinStats};
use super::request::ScoreRequest;
use crate::cluster::{Edge, complete_linkage};
use crate::config::Config;
use crate::engine::progress::{Progress, Stage};
use crate::error::{Error, Result};
use crate::outcome::{Problem, Stats};
use crate::overlap::Overlap;
use crate::relate::{ChangedFact, RelationKind, changed_facts, relate_counts};
use crate::report::{ClusterRow, Direction, PairRow, RowForm, write_json_line};
use rayon::prelude::*;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::{self, Write};

/// One reported pair; `a` is the article whose id sorts first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) overlap: [u32; 3],
    pub(super) group_size: u32,
    pub(super) relation: RelationKind,
    direction: Option<Direction>,
    revision: bool,
    /// Index of the changed facts, and whether they are of the pair the other way round.
    facts: Option<(u32, bool)>,
}

impl Row {
    pub(super) fn overlap(&self) -> Overlap {
        let [n_shared, n_a, n_b] = self.overlap.map(u64::from);
        Overlap { n_shared, n_a, n_b }
    }

    pub(super) fn has_changed_facts(&self) -> bool {
        self.facts.is_some()
    }
}

/// Where the time went, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Timings {
    /// Reading and shingling.
    pub read: f64,
    /// Finding pairs worth an exact look.
    pub find: f64,
    /// Counting what they share.
    pub verify: f64,
    /// Sorting, relations and changed facts.
    pub relate: f64,
}

/// Boilerplate learned from the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct SharedLineCounts {
    /// Different lines, each counted for each source.
    pub n_learned: usize,
    /// How often one was left out.
    pub n_removed: u64,
}

/// What a run did, for `--summary`: one JSON object with `version` (of the program),
/// `configuration` (its fingerprint), `input` (counts), `n_pairs`, `n_pairs_by_relation`,
/// `filters` (what the filters of the join did), `spilled_bytes`, `problems` (`{"place","kind",
/// "message"}`) and `seconds`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreSummary<'a> {
    /// Of the program.
    pub version: &'static str,
    /// The fingerprint of the configuration.
    pub configuration: String,
    /// What came in.
    pub input: Stats,
    /// Rows.
    pub n_pairs: usize,
    /// Rows by relation.
    pub n_pairs_by_relation: std::collections::BTreeMap<&'static str, usize>,
    /// Pairs that were counted exactly.
    pub n_candidates: usize,
    /// Lines that sources were found to share, and how often such a line was left out.
    pub shared_lines: SharedLineCounts,
    /// Bytes of records that went to temporary files.
    pub spilled_bytes: u64,
    /// What was wrong.
    pub problems: &'a [Problem],
    /// Where the time went.
    pub seconds: Timings,
}

/// A corpus and its overlapping pairs.
#[derive(Debug)]
pub struct Scored {
    pub(super) corpus: Corpus,
    pub(super) rows: Vec<Row>,
    facts: Vec<Vec<ChangedFact>>,
    /// For each article that is in a row, its place in the order of ids.
    rank: Vec<u32>,
    /// The articles in rows, in the order of ids.
    by_rank: Vec<u32>,
    /// For each article in the order of ids, the first that is identical with it.
    class: Vec<u32>,
    pub(super) timings: Timings,
    pub(super) join: JoinStats,
    pub(super) spilled_bytes: u64,
    configuration: String,
}

impl Scored {
    pub(super) fn new(
        corpus: Corpus,
        matches: Vec<Match>,
        request: &ScoreRequest<'_>,
        config: &Config,
        progress: &dyn Progress,
    ) -> Result<Self> {
        let (rank, by_rank) = rank_by_id(&corpus, &matches);
        let class = classes(&matches, &rank, by_rank.len());
        let relate = |found: &Match| row(found, &corpus, &rank, config);
        let mut rows: Vec<Row> = matches.par_iter().map(relate).collect();
        drop(matches);
        let key = |row: &Row| (rank[row.a as usize], rank[row.b as usize]);
        rows.par_sort_unstable_by_key(key);
        let mut this = Self {
            corpus,
            rows,
            facts: Vec::new(),
            rank,
            by_rank,
            class,
            timings: Timings::default(),
            join: JoinStats::default(),
            spilled_bytes: 0,
            configuration: config.fingerprint(),
        };
        if request.checks_facts {
            this.mark_changed_facts(config, progress)?;
        }
        Ok(this)
    }

    /// Compares the words of near-duplicates, once for all articles of the same two texts.
    fn mark_changed_facts(&mut self, config: &Config, progress: &dyn Progress) -> Result<()> {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        let class_pair = |this: &Self, row: &Row| {
            let [a, b] = [row.a, row.b].map(|at| this.class[this.rank[at as usize] as usize]);
            (a.min(b), a.max(b), a > b)
        };
        for row in self.rows.iter().filter(|row| row.relation == RelationKind::NearDuplicate) {
            let (a, b, _) = class_pair(self, row);
            pairs.push((a, b));
        }
        pairs.par_sort_unstable();
        pairs.dedup();
        progress.begin(Stage::Facts, pairs.len() as u64);
        let found = pairs
            .par_iter()
            .map(|&(a, b)| {
                progress.advance(1);
                let [a, b] = [a, b].map(|rank| self.corpus.article(self.by_rank[rank as usize]));
                Ok(changed_facts(&a?, &b?, config.normalize.normalizer))
            })
            .collect::<io::Result<Vec<_>>>()
            .map_err(|e| Error::io("cannot read an article again", e))?;
        let marks: Vec<Option<(u32, bool)>> = self
            .rows
            .iter()
            .map(|row| {
                let (a, b, is_swapped) = class_pair(self, row);
                let at = pairs.binary_search(&(a, b)).ok()?;
                let is_near = row.relation == RelationKind::NearDuplicate;
                (is_near && !found[at].is_empty()).then_some((at as u32, is_swapped))
            })
            .collect();
        self.rows.iter_mut().zip(marks).for_each(|(row, mark)| row.facts = mark);
        self.facts = found;
        Ok(())
    }

    /// The changed facts of a row, seen from its `a`.
    pub(super) fn changed_facts(&self, row: &Row) -> Vec<ChangedFact> {
        let Some((at, is_swapped)) = row.facts else { return Vec::new() };
        let facts = self.facts[at as usize].iter().cloned();
        if is_swapped { facts.map(ChangedFact::swapped).collect() } else { facts.collect() }
    }

    /// How many pairs.
    #[must_use]
    pub fn n_pairs(&self) -> usize {
        self.rows.len()
    }

    /// What came in.
    #[must_use]
    pub fn stats(&self) -> &Stats {
        &self.corpus.stats
    }

    /// What was wrong with the input.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.corpus.problems
    }

    /// The boilerplate that was learned.
    #[must_use]
    pub fn shared_lines(&self) -> SharedLineCounts {
        SharedLineCounts {
            n_learned: self.corpus.shared().len(),
            n_removed: self.corpus.n_shared_removed,
        }
    }

    /// The pairs by relation, for a table.
    #[must_use]
    pub fn n_pairs_by_relation(&self) -> std::collections::BTreeMap<&'static str, usize> {
        let mut counts = std::collections::BTreeMap::new();
        for row in &self.rows {
            *counts.entry(row.relation.as_str()).or_default() += 1;
        }
        counts
    }

    /// The run in one value.
    #[must_use]
    pub fn summary(&self) -> ScoreSummary<'_> {
        ScoreSummary {
            version: env!("CARGO_PKG_VERSION"),
            configuration: self.configuration.clone(),
            input: *self.stats(),
            n_pairs: self.rows.len(),
            n_pairs_by_relation: self.n_pairs_by_relation(),
            n_candidates: self.join.filters.n_candidates,
            shared_lines: self.shared_lines(),
            spilled_bytes: self.spilled_bytes,
            problems: self.problems(),
            seconds: self.timings,
        }
    }

    /// Writes all pairs, sorted by their ids.
    ///
    /// # Errors
    /// Whatever `out` fails with.
    pub fn write_pairs(&self, form: RowForm, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(form.head().as_bytes())?;
        for row in &self.rows {
            let facts = self.changed_facts(row);
            let (a, b) = (self.corpus.id(row.a), self.corpus.id(row.b));
            let mut pair = PairRow::new(a, b, &row.overlap(), row.relation);
            pair.direction = row.direction;
            pair.revision = row.revision;
            pair.changed_facts = &facts;
            pair.group_size = (row.group_size > 0).then_some(row.group_size);
            pair.write(form, out)?;
        }
        Ok(())
    }

    /// Writes the clusters, sorted by label.
    ///
    /// # Errors
    /// Whatever `out` fails with.
    pub fn write_clusters(&self, out: &mut dyn Write) -> io::Result<()> {
        let sizes = self.sizes();
        for cluster in self.clusters(|_| true) {
            let members: Vec<&str> =
                cluster.iter().map(|&article| self.corpus.id(article)).collect();
            let representative = self.corpus.id(self.representative(&cluster, &sizes));
            write_json_line(&ClusterRow { cluster: members[0], members, representative }, out)?;
        }
        Ok(())
    }

    /// Clusters over the rows that `counts`, as articles in the order of ids.
    pub(super) fn clusters(&self, counts: impl Fn(&Row) -> bool) -> Vec<Vec<u32>> {
        let edges = self.rows.iter().filter(|row| counts(row)).map(|row| {
            let [a, b] = [row.a, row.b].map(|at| self.class[self.rank[at as usize] as usize]);
            let overlap = row.overlap();
            let n_union = overlap.n_a + overlap.n_b - overlap.n_shared;
            Edge { a, b, n_shared: overlap.n_shared, n_union }
        });
        let mut cluster_of: Vec<u32> = (0..self.class.len() as u32).collect();
        for cluster in complete_linkage(self.class.len(), edges.collect()) {
            cluster.iter().for_each(|&class| cluster_of[class as usize] = cluster[0]);
        }
        let mut clusters: Vec<Vec<u32>> = vec![Vec::new(); self.class.len()];
        for (rank, &class) in self.class.iter().enumerate() {
            clusters[cluster_of[class as usize] as usize].push(self.by_rank[rank]);
        }
        clusters.retain(|members| members.len() > 1);
        clusters
    }

    /// Shingles of each article that is in a row.
    pub(super) fn sizes(&self) -> HashMap<u32, u32> {
        let of = |row: &Row| [(row.a, row.overlap[1]), (row.b, row.overlap[2])];
        self.rows.iter().flat_map(of).collect()
    }

    /// The member that stands for all: the one published first, then the longest, then the one
    /// whose id sorts first.
    pub(super) fn representative(&self, members: &[u32], sizes: &HashMap<u32, u32>) -> u32 {
        let key = |article: &&u32| {
            let published = self.corpus.origin(**article).seconds.map_or(i64::MAX, |s| s.0);
            let size = sizes.get(*article).copied().unwrap_or_default();
            (published, Reverse(size), self.rank[**article as usize])
        };
        members.iter().min_by_key(key).copied().unwrap_or_default()
    }

    /// A key that is equal for articles of one text.
    pub(in crate::engine) fn text_key(&self, article: u32) -> u32 {
        self.class[self.rank[article as usize] as usize]
    }
}

fn row(found: &Match, corpus: &Corpus, rank: &[u32], config: &Config) -> Row {
    let is_in_order = rank[found.a as usize] < rank[found.b as usize];
    let [a, b] = if is_in_order { [found.a, found.b] } else { [found.b, found.a] };
    let [n_a, n_b] = if is_in_order { [found.n_a, found.n_b] } else { [found.n_b, found.n_a] };
    let overlap = Overlap { n_shared: found.n_shared.into(), n_a: n_a.into(), n_b: n_b.into() };
    let relation = relate_counts(&overlap, found.is_identical, &config.relate)
        .unwrap_or(RelationKind::Unrelated);
    let [from_a, from_b] = [a, b].map(|article| corpus.origin(article));
    Row {
        a,
        b,
        overlap: [found.n_shared, n_a, n_b],
        group_size: found.group_size,
        relation,
        direction: match (from_a.seconds, from_b.seconds) {
            // Too little of either in the other says nothing on who had it first.
            (Some(x), Some(y)) if relation.is_one_witness() => direction(x, y),
            _ => None,
        },
        revision: from_a.source != 0
            && from_a.url != 0
            && (from_a.source, from_a.url) == (from_b.source, from_b.url),
        facts: None,
    }
}

/// The way from the earlier to the later, where one is surely earlier.
fn direction(a: (i64, i64), b: (i64, i64)) -> Option<Direction> {
    if a.1 <= b.0 {
        Some(Direction::AToB)
    } else if b.1 <= a.0 {
        Some(Direction::BToA)
    } else {
        None
    }
}

/// The places of the articles in rows in the order of ids, and the articles by place.
fn rank_by_id(corpus: &Corpus, matches: &[Match]) -> (Vec<u32>, Vec<u32>) {
    let mut rank = vec![u32::MAX; corpus.len()];
    for found in matches {
        (rank[found.a as usize], rank[found.b as usize]) = (0, 0);
    }
    let mut by_rank: Vec<u32> =
        (0..corpus.len() as u32).filter(|&article| rank[article as usize] == 0).collect();
    by_rank.par_sort_unstable_by(|&a, &b| corpus.id(a).cmp(corpus.id(b)));
    by_rank.iter().zip(0..).for_each(|(&article, at)| rank[article as usize] = at);
    (rank, by_rank)
}

/// For each article by rank, the least rank of an identical one.
fn classes(matches: &[Match], rank: &[u32], n_ranks: usize) -> Vec<u32> {
    let mut parent: Vec<u32> = (0..n_ranks as u32).collect();
    let root = |parent: &mut Vec<u32>, mut at: u32| {
        while parent[at as usize] != at {
            parent[at as usize] = parent[parent[at as usize] as usize];
            at = parent[at as usize];
        }
        at
    };
    for found in matches.iter().filter(|found| found.is_identical) {
        let a = root(&mut parent, rank[found.a as usize]);
        let b = root(&mut parent, rank[found.b as usize]);
        parent[a.max(b) as usize] = a.min(b);
    }
    (0..n_ranks as u32).map(|at| root(&mut parent, at)).collect()
}
