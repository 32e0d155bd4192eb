//! Planted differences: harmful edits should be conflicts, harmless ones none.
//!
//! Of an article and its edited self every conflict is judged; of two accounts only those that
//! show the edited words, for the rest of the two is judged by the suite `findings`.

use super::{
    corpus_findings::FACETS,
    metrics::{Hits, hundredths},
    planting::{
        Half, Params,
        kind::{Harm, Kind},
        pair::{Mark, Pairing, Planted, PlantedPair},
        plant,
    },
    result::{Mistake, SuiteResult},
    rule_counts::RuleCounts,
};
use anyhow::Result;
use crosswire::{
    config::{Assume, Config},
    engine::compare,
    report::{Report, ReportFinding, Statement},
};
use rayon::prelude::*;
use std::{collections::BTreeMap, path::Path};

/// The same pairs in every run.
const SEED: u64 = 1;

/// Plants up to `per_kind` edits of each harmful kind into `half` of `corpus` and measures what
/// is made of them.
pub(crate) fn planted(
    corpus: &Path,
    half: &str,
    per_kind: usize,
    config: &Config,
) -> Result<SuiteResult> {
    let params = Params { half: Half::from_name(half)?, seed: SEED, per_kind };
    let pairs = plant(corpus, &params)?;
    let mut result = SuiteResult::measured("planted", &format!("corpus/{half}"));
    let tally = Tally::of(&pairs, config, |_| true);
    let n_harmless = tally.quiet.len();
    result.note = Some(format!(
        "{} pairs, {} harmful and {n_harmless} harmless edits",
        pairs.len(),
        tally.n_harmful
    ));
    result.precision("conflict precision", &tally.precision);
    result.accuracy("conflict recall", &tally.recall);
    for facet in FACETS {
        if let Some(units) = tally.precision_by_facet.get(facet) {
            result.precision(&format!("{facet} precision"), units);
        }
        if let Some(units) = tally.recall_by_facet.get(facet) {
            result.accuracy(&format!("{facet} recall"), units);
        }
    }
    for pairing in [Pairing::NearCopy, Pairing::Mixed, Pairing::Accounts] {
        if let Some(units) = tally.recall_by_pairing.get(pairing.name()) {
            result.accuracy(&format!("recall, {}", pairing.name()), units);
        }
    }
    let given = Config { assume: Assume::SameEvent, ..config.clone() };
    let given = Tally::of(&pairs, &given, |pair| pair.pairing == Pairing::Accounts);
    result.accuracy("recall, accounts, event given", &given.recall);
    result.accuracy("certainty named", &tally.certainty);
    result.accuracy("harmful edits named in some way", &tally.named);
    result.accuracy("harmless edits left in peace", &tally.quiet);
    for (kind, units) in &tally.quiet_by_kind {
        result.accuracy(&format!("{kind} left in peace"), units);
    }
    for (kind, units) in &tally.only_in {
        result.accuracy(&format!("{kind} only-in recall"), units);
    }
    result.calibration(&tally.said);
    result.rules = tally.rules;
    result.errors = tally.false_alarms;
    result.errors.extend(tally.missed);
    Ok(result)
}

/// Units are pairs for precision and edits for the rest.
#[derive(Default)]
struct Tally {
    n_harmful: usize,
    precision: Vec<Hits>,
    precision_by_facet: BTreeMap<String, Vec<Hits>>,
    recall: Vec<Hits>,
    recall_by_facet: BTreeMap<&'static str, Vec<Hits>>,
    recall_by_pairing: BTreeMap<&'static str, Vec<Hits>>,
    /// Whether differing certainties are named.
    certainty: Vec<Hits>,
    /// Whether anything but plain agreement is said of a contradiction.
    named: Vec<Hits>,
    quiet: Vec<Hits>,
    quiet_by_kind: BTreeMap<&'static str, Vec<Hits>>,
    only_in: BTreeMap<&'static str, Vec<Hits>>,
    said: Vec<(u32, bool)>,
    rules: RuleCounts,
    false_alarms: Vec<Mistake>,
    missed: Vec<Mistake>,
}

impl Tally {
    fn of(pairs: &[PlantedPair], config: &Config, is_asked: fn(&PlantedPair) -> bool) -> Self {
        let pairs: Vec<&PlantedPair> = pairs.iter().filter(|pair| is_asked(pair)).collect();
        let reports: Vec<Report> = pairs
            .par_iter()
            .map(|pair| compare(vec![pair.a.clone(), pair.b.clone()], config))
            .collect();
        let mut tally = Self::default();
        for (pair, report) in pairs.into_iter().zip(&reports) {
            tally.count_conflicts(pair, report);
            pair.planted.iter().for_each(|planted| tally.count_edit(pair, report, planted));
        }
        tally
    }

    fn count_conflicts(&mut self, pair: &PlantedPair, report: &Report) {
        let mut of_pair = Hits::default();
        let mut by_facet: BTreeMap<&str, Hits> = BTreeMap::new();
        for finding in report.findings.iter().filter(|f| f.verdict == "conflict") {
            let shows = |planted: &&Planted| shows(pair, finding, planted);
            let is_ours =
                pair.pairing != Pairing::Accounts || pair.planted.iter().any(|p| shows(&p));
            if !is_ours {
                continue;
            }
            // A "not" taken out of a quotation is a contradiction whatever it is called; the
            // figures by facet ask for the name as well.
            let facet = finding.facet.as_deref();
            let at_it = || pair.planted.iter().filter(|p| may_conflict(p.kind)).filter(shows);
            let is_right = at_it().next().is_some();
            let is_named = at_it().any(|p| p.kind.facet() == facet);
            of_pair.add(Hits::one(is_right), 1);
            by_facet.entry(facet.unwrap_or("none")).or_default().add(Hits::one(is_named), 1);
            self.said.push((hundredths(finding.confidence), is_right));
            self.rules.add(finding, is_right);
            if !is_right {
                self.false_alarms.push(false_alarm(pair, finding));
            }
        }
        self.precision.push(of_pair);
        let to = &mut self.precision_by_facet;
        by_facet.into_iter().for_each(|(k, v)| to.entry(k.to_owned()).or_default().push(v));
    }

    fn count_edit(&mut self, pair: &PlantedPair, report: &Report, planted: &Planted) {
        let kind = planted.kind;
        self.n_harmful += usize::from(kind.harm() == Harm::Harmful);
        let on_it = || report.findings.iter().filter(|f| shows(pair, f, planted));
        let in_conflict = |facet: Option<&str>| {
            on_it().any(|f| {
                f.verdict == "conflict" && (facet.is_none() || f.facet.as_deref() == facet)
            })
        };
        match (kind.harm(), kind) {
            (Harm::Harmless, _) => {
                let hit = Hits::one(!in_conflict(None));
                self.quiet.push(hit);
                self.quiet_by_kind.entry(kind.name()).or_default().push(hit);
            }
            (Harm::Harmful, Kind::DroppedClaim | Kind::InventedClaim) => {
                let hit = Hits::one(on_it().any(|f| f.verdict == "only-in"));
                self.only_in.entry(kind.name()).or_default().push(hit);
                if hit.n_right == 0 {
                    self.missed.push(missed(pair, planted, report));
                }
            }
            (Harm::Harmful, Kind::Certainty) => {
                let is_named = |f: &ReportFinding| f.facet.as_deref() == kind.facet();
                let hit = Hits::one(on_it().any(|f| f.verdict != "agree" && is_named(f)));
                self.certainty.push(hit);
                if hit.n_right == 0 {
                    self.missed.push(missed(pair, planted, report));
                }
            }
            (Harm::Harmful, _) => {
                let facet = kind.facet();
                let hit = Hits::one(in_conflict(facet));
                self.recall.push(hit);
                self.recall_by_facet.entry(facet.unwrap_or("none")).or_default().push(hit);
                self.recall_by_pairing.entry(pair.pairing.name()).or_default().push(hit);
                self.named.push(Hits::one(on_it().any(|f| f.verdict != "agree")));
                if hit.n_right == 0 {
                    self.missed.push(missed(pair, planted, report));
                }
            }
        }
    }
}

/// Whether a conflict found at an edit is no false alarm. Certainties that differ as much as
/// "could not rule out" and "confirmed" may be called one.
fn may_conflict(kind: Kind) -> bool {
    kind.verdict() == "conflict" || kind == Kind::Certainty
}

/// Whether a finding shows the edited words: on both sides of a near-copy, on the edited side
/// of two accounts (what the other says there, it may well say in another sentence too). A
/// claim that is gone or new stands on one side only.
fn shows(pair: &PlantedPair, finding: &ReportFinding, planted: &Planted) -> bool {
    let on = |id: &str, marks: &[Mark]| {
        let mut there = finding.statements.iter().filter(|s| s.article == id);
        there.any(|statement| touches(statement, marks))
    };
    let (on_a, on_b) = (on(&pair.a.id, &planted.a), on(&pair.b.id, &planted.b));
    match (planted.a.is_empty(), planted.b.is_empty()) {
        (_, true) => on_a,
        (true, _) => on_b,
        _ => on_b && (on_a || pair.pairing == Pairing::Accounts),
    }
}

fn touches(statement: &Statement, marks: &[Mark]) -> bool {
    let overlaps = |start: u32, end: u32| {
        marks.iter().any(|mark| (start as usize) < mark.end && mark.start < end as usize)
    };
    if statement.marks.is_empty() {
        return overlaps(statement.span.start, statement.span.end);
    }
    statement.marks.iter().any(|span| overlaps(span.start, span.end))
}

fn false_alarm(pair: &PlantedPair, finding: &ReportFinding) -> Mistake {
    let lines: Vec<String> = finding
        .statements
        .iter()
        .map(|s| {
            let marks: Vec<&str> = s.marks.iter().map(|mark| mark.text.as_str()).collect();
            format!("{}: {}", marks.join(" … "), s.span.text)
        })
        .collect();
    let kinds: Vec<&str> = pair.planted.iter().map(|planted| planted.kind.name()).collect();
    let got = format!("{}\n{}", finding.facet.as_deref().unwrap_or("none"), lines.join("\n"));
    Mistake::new(format!("{} (false alarm)", pair.id), kinds.join(", "), got)
}

fn missed(pair: &PlantedPair, planted: &Planted, report: &Report) -> Mistake {
    let words = |text: &str, marks: &[Mark]| {
        marks.iter().map(|mark| text[mark.clone()].to_owned()).collect::<Vec<_>>().join(" … ")
    };
    let (a, b) = (words(&pair.a.text, &planted.a), words(&pair.b.text, &planted.b));
    let wanted = format!("{}: {a}\n{b}", planted.kind.name());
    let said: Vec<String> = report
        .findings
        .iter()
        .filter(|finding| shows(pair, finding, planted))
        .map(|f| format!("{} {}", f.verdict, f.facet.as_deref().unwrap_or("as a whole")))
        .collect();
    let got = if said.is_empty() { "nothing".to_owned() } else { said.join(", ") };
    Mistake::new(format!("{} (missed)", pair.id), wanted, got)
}
