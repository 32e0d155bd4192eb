//! Relations and witnesses of the corpus.

use super::{
    metrics::{Hits, b_cubed, harmonic, hundredths, pair_hits},
    result::{Confusion, Direction, Mistake, SuiteResult},
    truth::{Corpus, Event, Kinship},
};
use crosswire::{config::Config, relate::relate};
use rayon::prelude::*;

/// Relations, strongest first.
pub(crate) const KINDS: [&str; 6] =
    ["identical", "near-duplicate", "partial-reuse", "same-event", "same-topic", "unrelated"];

/// Relations of every two articles, of one event and of two.
pub(crate) fn relations(corpus: &Corpus, config: &Config) -> SuiteResult {
    let mut result = SuiteResult::measured("relations", &corpus.set);
    let mut table = Confusion::new(&KINDS);
    let (mut within, mut one_event, mut said) = (Vec::new(), Vec::new(), Vec::new());
    for event in &corpus.events {
        for pair in event.pairs() {
            let Some(wanted) = wanted_kind(event, pair.a_idx, pair.b_idx) else { continue };
            let Some(given) = pair.report.relation.as_ref() else { continue };
            let is_right = given.kind == wanted;
            within.push(Hits::one(is_right));
            one_event.push(Hits::one(is_one_event(&given.kind)));
            said.push((hundredths(given.confidence), is_right));
            table.add(wanted, &given.kind);
            if !is_right {
                let case = event.name(pair.a_idx, pair.b_idx);
                result.errors.push(Mistake::new(case, wanted, &given.kind));
            }
        }
    }
    result.accuracy("accuracy within events", &within);
    result.accuracy("one event or a copy of it", &one_event);
    let crossed = cross_pairs(corpus, config);
    for (kinship, name) in [
        (Kinship::LookAlike, "look-alike events kept apart"),
        (Kinship::Strangers, "unrelated events kept apart"),
    ] {
        let of_kin = || crossed.iter().filter(|crossed| crossed.kinship == kinship);
        let apart: Vec<Hits> = of_kin().map(|c| Hits::one(!is_one_event(&c.given))).collect();
        result.accuracy(name, &apart);
        let joined = of_kin().filter(|c| is_one_event(&c.given));
        result.errors.extend(joined.map(|c| Mistake::new(&c.case, c.wanted(), &c.given)));
    }
    let exact: Vec<Hits> = crossed.iter().map(|c| Hits::one(c.given == c.wanted())).collect();
    result.accuracy("topic or unrelated, of other events", &exact);
    crossed.iter().for_each(|c| table.add(c.wanted(), &c.given));
    result.calibration(&said);
    result.confusion = Some(table);
    result
}

fn is_one_event(kind: &str) -> bool {
    KINDS[..4].contains(&kind)
}

fn wanted_kind(event: &Event, a_idx: usize, b_idx: usize) -> Option<&str> {
    let names = &event.expected.articles;
    let (a, b) = (&names[a_idx], &names[b_idx]);
    let of_pair = event
        .expected
        .relations
        .iter()
        .find(|r| (&r.a == a && &r.b == b) || (&r.a == b && &r.b == a));
    of_pair.map(|relation| relation.kind.as_str())
}

/// Two articles of different events.
struct Crossed {
    kinship: Kinship,
    given: String,
    case: String,
}

impl Crossed {
    fn wanted(&self) -> &'static str {
        match self.kinship {
            Kinship::LookAlike => "same-topic",
            Kinship::Strangers => "unrelated",
        }
    }
}

fn cross_pairs(corpus: &Corpus, config: &Config) -> Vec<Crossed> {
    let mut pairs = Vec::new();
    for (i, first) in corpus.events.iter().enumerate() {
        for second in &corpus.events[i + 1..] {
            for a in 0..first.analyses.len() {
                for b in 0..second.analyses.len() {
                    let is_both =
                        corpus.straddles(first, a, second) || corpus.straddles(second, b, first);
                    pairs.extend((!is_both).then_some((first, a, second, b)));
                }
            }
        }
    }
    pairs
        .into_par_iter()
        .map(|(first, a, second, b)| {
            let relation = relate(&first.analyses[a], &second.analyses[b], &config.relate);
            let name = |event: &Event, idx: usize| {
                format!("{}/{}", event.expected.event, event.expected.articles[idx])
            };
            Crossed {
                kinship: corpus.kinship(first, second),
                given: relation.kind.as_str().to_owned(),
                case: format!("{} - {}", name(first, a), name(second, b)),
            }
        })
        .collect()
}

/// Articles grouped into voices.
pub(crate) fn witnesses(corpus: &Corpus) -> SuiteResult {
    let mut result = SuiteResult::measured("witnesses", &corpus.set);
    let (mut truth, mut found, mut n_before) = (Vec::new(), Vec::new(), 0);
    for event in &corpus.events {
        let wanted = groups(event, |group, idx| {
            let name = &event.expected.articles[idx];
            event.expected.witnesses.get(group).map(|w| w.members.contains(name))
        });
        let given = groups(event, |group, idx| {
            let id = &event.articles[idx].id;
            event.report().witnesses.get(group).map(|members| members.contains(id))
        });
        if partition(&wanted) != partition(&given) {
            result.errors.push(Mistake::new(
                &event.expected.event,
                format!("{wanted:?}"),
                format!("{given:?}"),
            ));
        }
        truth.extend(wanted.iter().map(|group| n_before + group));
        found.extend(given.iter().map(|group| n_before + group));
        n_before += event.articles.len();
    }
    if let Some((precision, recall)) = b_cubed(&truth, &found) {
        result.add("B³ precision", Some(precision), truth.len());
        result.add("B³ recall", Some(recall), truth.len());
        result.add("B³ F", harmonic(precision, recall), truth.len());
    }
    let pairs = pair_hits(&truth, &found);
    result.add("pair F", pairs.f(), pairs.n_wanted as usize);
    result.add("copied pairs found", Some(pairs.n_found as f64), pairs.n_found as usize).better =
        Direction::Neither;
    result
}

/// Group of each article; `is_in` gives `None` past the last group.
fn groups(event: &Event, is_in: impl Fn(usize, usize) -> Option<bool>) -> Vec<usize> {
    let group_of = |idx: usize| (0..).find(|&group| is_in(group, idx) != Some(false)).unwrap_or(0);
    (0..event.articles.len()).map(group_of).collect()
}

/// The same for two numberings of the same groups.
fn partition(groups: &[usize]) -> Vec<Option<usize>> {
    groups.iter().map(|group| groups.iter().position(|other| other == group)).collect()
}
