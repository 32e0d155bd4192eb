//! Findings and traps of the corpus, over every two articles of an event.
//!
//! A listed finding counts as *found* when a finding of the same verdict and facet has a
//! statement overlapping each of the two sentences. A reported conflict is *right* when it
//! is so found by a listed one and its marks touch the listed marks; or when it shows the
//! words of a listed one in other sentences of the two articles.

use super::{
    expected::ExpectedFinding,
    metrics::{Hits, hundredths},
    result::{Confusion, Mistake, SuiteResult},
    rule_counts::RuleCounts,
    truth::{Corpus, Event, Located, Pair, Side},
};
use crosswire::{
    config::{Assume, Config},
    report::{ReportFinding, Statement},
};
use std::collections::BTreeMap;

/// Facets in the order they are shown.
pub(crate) const FACETS: [&str; 7] =
    ["quantity", "time", "name", "quotation", "attribution", "polarity", "certainty"];
const VERDICTS: [&str; 5] = ["conflict", "updated", "compatible", "agree", "only-in"];

/// A finding the truth lists between two articles.
struct Listed<'a> {
    finding: &'a ExpectedFinding,
    at: Option<Located>,
}

impl Listed<'_> {
    fn is_conflict(&self) -> bool {
        self.finding.verdict == "conflict"
    }
}

fn listed<'a>(event: &'a Event, pair: &Pair) -> Vec<Listed<'a>> {
    let names = &event.expected.articles;
    let (a, b) = (&names[pair.a_idx], &names[pair.b_idx]);
    let is_of_pair = |finding: &&ExpectedFinding| {
        let (first, second) = (&finding.quoted.a_article, finding.quoted.b_article.as_ref());
        (first == a && second == Some(b)) || (first == b && second == Some(a))
    };
    let found = event.expected.findings.iter().filter(is_of_pair);
    found.map(|finding| Listed { at: event.locate(&finding.quoted), finding }).collect()
}

/// The two statements of `finding`, in order of the pair's articles.
fn statements<'f>(
    event: &Event,
    pair: &Pair,
    finding: &'f ReportFinding,
) -> Option<[&'f Statement; 2]> {
    let of = |idx: usize| {
        let id = &event.articles[idx].id;
        finding.statements.iter().find(|statement| &statement.article == id)
    };
    Some([of(pair.a_idx)?, of(pair.b_idx)?])
}

fn overlap(both: [&Statement; 2], at: &Located) -> bool {
    both[0].span.range().overlaps(at.a.range) && both[1].span.range().overlaps(at.b.range)
}

/// Whether the marks of a statement touch the listed one; so too where either has none.
fn touches(statement: &Statement, side: &Side) -> bool {
    side.mark.is_none_or(|mark| {
        statement.marks.is_empty() || statement.marks.iter().any(|span| span.range().overlaps(mark))
    })
}

fn marks_touch(both: [&Statement; 2], at: &Located) -> bool {
    touches(both[0], &at.a) && touches(both[1], &at.b)
}

/// Whether the marks of a statement say the words of the listed mark, wherever they stand.
fn says(event: &Event, statement: &Statement, side: &Side) -> bool {
    let Some(mark) = side.mark else { return false };
    let mark = mark.of(event.text(side.article_idx)).to_lowercase();
    statement.marks.iter().any(|span| {
        let words = span.text.to_lowercase();
        mark.contains(&words) || words.contains(&mark)
    })
}

/// Whether a conflict that is reported is one that is listed.
fn is_right(
    event: &Event,
    both: [&Statement; 2],
    facet: Option<&str>,
    listed: &[Listed<'_>],
) -> bool {
    let same_facet =
        listed.iter().filter(|l| l.is_conflict() && facet == Some(l.finding.facet.as_str()));
    same_facet.filter_map(|l| l.at).any(|at| {
        overlap(both, &at) && marks_touch(both, &at)
            || says(event, both[0], &at.a) && says(event, both[1], &at.b)
    })
}

/// Whether some finding of `pair` reports what `listed` lists.
fn is_found(event: &Event, pair: &Pair, listed: &Listed<'_>) -> bool {
    let Some(at) = &listed.at else { return false };
    let same_kind = pair.report.findings.iter().filter(|finding| {
        let facet = finding.facet.as_deref();
        let is_facet = facet == Some(&listed.finding.facet);
        // Agreement as a whole has no facet.
        finding.verdict == listed.finding.verdict
            && (is_facet || finding.verdict == "agree" && facet.is_none())
    });
    same_kind.filter_map(|finding| statements(event, pair, finding)).any(|both| overlap(both, at))
}

/// What one pass over all pairs counts.
#[derive(Default)]
struct Tally {
    /// Conflicts by facet, one unit a pair of articles.
    conflicts: BTreeMap<String, Vec<Hits>>,
    /// Conflicts of all facets; precision and recall count other things, so they are kept
    /// apart: (found of listed, right of reported).
    recall: Vec<Hits>,
    precision: Vec<Hits>,
    /// Reported right conflicts by facet.
    precision_by_facet: BTreeMap<String, Vec<Hits>>,
    /// Other verdicts found.
    verdicts: BTreeMap<String, Vec<Hits>>,
    said: Vec<(u32, bool)>,
    rules: RuleCounts,
    missed: Vec<Mistake>,
    false_alarms: Vec<Mistake>,
}

/// Conflicts and other findings by facet.
pub(crate) fn findings(corpus: &Corpus, config: &Config) -> SuiteResult {
    let mut result = SuiteResult::measured("findings", &corpus.set);
    let tally = tally(corpus, Event::pairs);
    result.precision("conflict precision", &tally.precision);
    result.accuracy("conflict recall", &tally.recall);
    for facet in FACETS {
        if let Some(units) = tally.precision_by_facet.get(facet) {
            result.precision(&format!("{facet} precision"), units);
        }
        if let Some(units) = tally.conflicts.get(facet) {
            result.accuracy(&format!("{facet} recall"), units);
        }
    }
    for verdict in &VERDICTS[1..4] {
        if let Some(units) = tally.verdicts.get(*verdict) {
            result.accuracy(&format!("{verdict} recall"), units);
        }
    }
    only_in(corpus, &mut result);
    let assumed = assume_one_event(corpus, config);
    result.precision("conflict precision, event given", &assumed.precision);
    result.accuracy("conflict recall, event given", &assumed.recall);
    result.confusion = Some(verdict_table(corpus));
    result.calibration(&tally.said);
    result.rules = assumed.rules;
    result.errors = tally.false_alarms;
    result.errors.extend(tally.missed);
    result
}

/// The same where the articles are taken to tell of one event.
fn assume_one_event(corpus: &Corpus, config: &Config) -> Tally {
    let config = Config { assume: Assume::SameEvent, ..config.clone() };
    let pairs: BTreeMap<&str, Vec<Pair>> = corpus
        .events
        .iter()
        .map(|event| (event.expected.event.as_str(), event.compare_pairs(&config)))
        .collect();
    tally(corpus, |event| &pairs[event.expected.event.as_str()])
}

fn tally<'a>(corpus: &'a Corpus, pairs_of: impl Fn(&'a Event) -> &'a [Pair]) -> Tally {
    let mut tally = Tally::default();
    for event in &corpus.events {
        for pair in pairs_of(event) {
            let listed = listed(event, pair);
            tally.count_listed(event, pair, &listed);
            tally.count_reported(event, pair, &listed);
        }
    }
    tally
}

impl Tally {
    fn count_listed(&mut self, event: &Event, pair: &Pair, listed: &[Listed<'_>]) {
        let mut of_pair = Hits::default();
        let mut by_facet: BTreeMap<&str, Hits> = BTreeMap::new();
        let mut by_verdict: BTreeMap<&str, Hits> = BTreeMap::new();
        for one in listed {
            let hit = Hits::one(is_found(event, pair, one));
            if !one.is_conflict() {
                by_verdict.entry(&one.finding.verdict).or_default().add(hit, 1);
                continue;
            }
            of_pair.add(hit, 1);
            by_facet.entry(&one.finding.facet).or_default().add(hit, 1);
            if hit.n_right == 0 {
                self.missed.push(missed(event, pair, one));
            }
        }
        self.recall.push(of_pair);
        let to = &mut self.conflicts;
        by_facet.into_iter().for_each(|(k, v)| to.entry(k.to_owned()).or_default().push(v));
        let to = &mut self.verdicts;
        by_verdict.into_iter().for_each(|(k, v)| to.entry(k.to_owned()).or_default().push(v));
    }

    fn count_reported(&mut self, event: &Event, pair: &Pair, listed: &[Listed<'_>]) {
        let mut of_pair = Hits::default();
        let mut by_facet: BTreeMap<&str, Hits> = BTreeMap::new();
        for finding in pair.report.findings.iter().filter(|f| f.verdict == "conflict") {
            let Some(both) = statements(event, pair, finding) else { continue };
            let facet = finding.facet.as_deref();
            let is_right = is_right(event, both, facet, listed);
            of_pair.add(Hits::one(is_right), 1);
            by_facet.entry(facet.unwrap_or("none")).or_default().add(Hits::one(is_right), 1);
            self.said.push((hundredths(finding.confidence), is_right));
            self.rules.add(finding, is_right);
            if !is_right {
                self.false_alarms.push(false_alarm(event, pair, finding, both));
            }
        }
        self.precision.push(of_pair);
        let to = &mut self.precision_by_facet;
        by_facet.into_iter().for_each(|(k, v)| to.entry(k.to_owned()).or_default().push(v));
    }
}

fn false_alarm(
    event: &Event,
    pair: &Pair,
    finding: &ReportFinding,
    both: [&Statement; 2],
) -> Mistake {
    let marks = |statement: &Statement| {
        statement.marks.iter().map(|mark| mark.text.as_str()).collect::<Vec<_>>().join(" … ")
    };
    let facet = finding.facet.as_deref().unwrap_or("none");
    Mistake::new(
        format!("{} (false alarm)", event.name(pair.a_idx, pair.b_idx)),
        "no conflict",
        format!(
            "{facet}: {} | {}\n{}\n{}",
            marks(both[0]),
            marks(both[1]),
            both[0].span.text,
            both[1].span.text
        ),
    )
}

/// What became of a listed conflict.
fn missed(event: &Event, pair: &Pair, listed: &Listed<'_>) -> Mistake {
    let quoted = &listed.finding.quoted;
    let mark = |mark: &Option<String>| mark.clone().unwrap_or_default();
    let expected = format!(
        "{}: {} | {}\n{}\n{}",
        listed.finding.facet,
        mark(&quoted.a_mark),
        mark(&quoted.b_mark),
        quoted.a,
        quoted.b.as_deref().unwrap_or_default()
    );
    let case = format!("{} (missed)", event.name(pair.a_idx, pair.b_idx));
    Mistake::new(case, expected, fate(event, pair, listed))
}

fn fate(event: &Event, pair: &Pair, listed: &Listed<'_>) -> String {
    let Some(at) = &listed.at else { return "not in the text".to_owned() };
    let there: Vec<String> = pair
        .report
        .findings
        .iter()
        .filter(|finding| statements(event, pair, finding).is_some_and(|both| overlap(both, at)))
        .map(|finding| {
            format!("{} {}", finding.verdict, finding.facet.as_deref().unwrap_or("as a whole"))
        })
        .collect();
    if there.is_empty() { "not one claim".to_owned() } else { there.join(", ") }
}

/// Listed verdicts (rows) against what was reported on the two sentences, strongest first.
fn verdict_table(corpus: &Corpus) -> Confusion {
    let mut table = Confusion::new(&["conflict", "updated", "compatible", "agree", "nothing"]);
    for event in &corpus.events {
        for pair in event.pairs() {
            for one in listed(event, pair) {
                let Some(at) = &one.at else { continue };
                let of_facet = |finding: &&ReportFinding| {
                    finding.facet.is_none() || finding.facet.as_ref() == Some(&one.finding.facet)
                };
                let reported: Vec<&str> = (pair.report.findings.iter())
                    .filter(of_facet)
                    .filter(|f| statements(event, pair, f).is_some_and(|both| overlap(both, at)))
                    .map(|finding| finding.verdict.as_str())
                    .collect();
                let given = VERDICTS.iter().find(|v| reported.contains(v)).unwrap_or(&"nothing");
                table.add(&one.finding.verdict, given);
            }
        }
    }
    table
}

/// Whether what one article alone says is reported so when all articles are compared.
fn only_in(corpus: &Corpus, result: &mut SuiteResult) {
    let mut units = Vec::new();
    for event in &corpus.events {
        let mut hits = Hits::default();
        for finding in event.expected.findings.iter().filter(|f| f.verdict == "only-in") {
            let quoted = &finding.quoted;
            let side = event.side(&quoted.a_article, &quoted.a, None);
            let is_found = side.is_some_and(|side| {
                let id = &event.articles[side.article_idx].id;
                event.report().findings.iter().filter(|f| f.verdict == "only-in").any(|f| {
                    f.statements
                        .iter()
                        .any(|s| &s.article == id && s.span.range().overlaps(side.range))
                })
            });
            hits.add(Hits::one(is_found), 1);
        }
        units.push(hits);
    }
    result.accuracy("only-in recall, all articles", &units);
}

/// Differences that are no conflicts.
pub(crate) fn traps(corpus: &Corpus) -> SuiteResult {
    let mut result = SuiteResult::measured("traps", &corpus.set);
    let mut all = Vec::new();
    let mut by_kind: BTreeMap<&str, Vec<Hits>> = BTreeMap::new();
    for event in &corpus.events {
        for trap in &event.expected.traps {
            let Some(at) = event.locate(&trap.quoted) else { continue };
            let Some(pair) = event.pairs().iter().find(|pair| at.is_of(pair)) else { continue };
            let caught = conflict_on(event, pair, &at);
            all.push(Hits::one(caught.is_none()));
            by_kind.entry(&trap.kind).or_default().push(Hits::one(caught.is_none()));
            if let Some((finding, both)) = caught {
                let mut mistake = false_alarm(event, pair, finding, both);
                mistake.case = format!("{} ({})", event.name(pair.a_idx, pair.b_idx), trap.kind);
                result.errors.push(mistake);
            }
        }
    }
    result.accuracy("traps avoided", &all);
    for (kind, cases) in by_kind {
        result.accuracy(kind, &cases);
    }
    let n_conflicts: usize = corpus
        .events
        .iter()
        .flat_map(Event::pairs)
        .map(|pair| pair.report.counts.conflict as usize)
        .sum();
    result.note = Some(format!("{n_conflicts} conflicts reported in all: none avoids every trap"));
    result
}

/// A reported conflict on the words of a trap that is not listed as one.
fn conflict_on<'p>(
    event: &Event,
    pair: &'p Pair,
    at: &Located,
) -> Option<(&'p ReportFinding, [&'p Statement; 2])> {
    let listed = listed(event, pair);
    let conflicts = pair.report.findings.iter().filter(|f| f.verdict == "conflict");
    conflicts
        .filter_map(|finding| Some((finding, statements(event, pair, finding)?)))
        .filter(|(_, both)| overlap(*both, at) && marks_touch(*both, at))
        .find(|(finding, both)| !is_right(event, *both, finding.facet.as_deref(), &listed))
}
