//! Articles grouped by event: the command `events`, measured.

use super::{
    metrics::{b_cubed, harmonic, pair_hits},
    result::{Direction, Mistake, SuiteResult},
    truth::Corpus,
};
use anyhow::Result;
use crosswire::{
    cluster::events::EventGroupModel,
    config::Config,
    engine::{EventsRequest, Input, events},
};
use std::collections::{BTreeMap, BTreeSet};

/// The events that were found.
pub(super) struct Found {
    /// Title and members.
    pub(super) events: Vec<(String, Vec<String>)>,
    /// By id.
    pub(super) event_of: BTreeMap<String, usize>,
}

/// Groups the articles of `inputs`.
pub(super) fn find(inputs: &[Input], model: &EventGroupModel, config: &Config) -> Result<Found> {
    let request = EventsRequest { inputs, max_memory: None, model };
    let grouped = events(&request, config, &())?;
    let owned = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect();
    let found: Vec<(String, Vec<String>)> =
        grouped.rows().map(|row| (row.title, owned(&row.articles))).collect();
    let of_event = |(at, (_, ids)): (usize, &(String, Vec<String>))| {
        ids.iter().map(|id| (id.clone(), at)).collect::<Vec<_>>()
    };
    Ok(Found { event_of: found.iter().enumerate().flat_map(of_event).collect(), events: found })
}

/// B³ and pair F, with `what` before their names; groups are told by number.
pub(super) fn add_figures(what: &str, truth: &[usize], found: &[usize], result: &mut SuiteResult) {
    let named = |name: &str| format!("{what}{name}");
    if let Some((precision, recall)) = b_cubed(truth, found) {
        result.add(&named("B³ precision"), Some(precision), truth.len());
        result.add(&named("B³ recall"), Some(recall), truth.len());
        result.add(&named("B³ F"), harmonic(precision, recall), truth.len());
    }
    let pairs = pair_hits(truth, found);
    result.add(&named("pair F"), pairs.f(), pairs.n_wanted as usize);
}

/// Groups that hold articles of more than one event, and events in more than one group. `truth`
/// is the event of each id.
pub(super) fn mistakes(found: &Found, truth: &BTreeMap<String, String>, result: &mut SuiteResult) {
    let mut groups: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (title, ids) in &found.events {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for event in ids.iter().filter_map(|id| truth.get(id)) {
            *counts.entry(event).or_default() += 1;
        }
        if counts.len() > 1 {
            let listed: Vec<String> =
                counts.iter().map(|(event, n)| format!("{n} of {event}")).collect();
            result.errors.push(Mistake::new(title, "one event", listed.join(", ")));
        }
    }
    for (id, event) in truth {
        groups.entry(event).or_default().extend(found.event_of.get(id));
    }
    for (event, groups) in groups.into_iter().filter(|(_, groups)| groups.len() > 1) {
        let titles: Vec<String> = groups
            .iter()
            .map(|&at| format!("{}: {}", found.events[at].1.len(), found.events[at].0))
            .collect();
        result.errors.push(Mistake::new(event, "one group", titles.join("\n")));
    }
}

/// The articles of all events of the corpus in one heap. Those that tell of two events are not
/// counted.
pub(crate) fn of_corpus(corpus: &Corpus, config: &Config) -> Result<SuiteResult> {
    let mut result = SuiteResult::measured("events", &corpus.set);
    let mut inputs = Vec::new();
    let mut truth = BTreeMap::new();
    for event in &corpus.events {
        for (idx, article) in event.articles.iter().enumerate() {
            inputs.push(Input::Path(event.folder.join(&event.expected.articles[idx])));
            if !corpus.events.iter().any(|other| corpus.straddles(event, idx, other)) {
                truth.insert(article.id.clone(), event.expected.event.clone());
            }
        }
    }
    let found = find(&inputs, EventGroupModel::news(), config)?;
    let (truth_of, found_of) = numbered(&truth, |id| found.event_of.get(id).copied());
    add_figures("", &truth_of, &found_of, &mut result);
    let n_found = found.events.iter().filter(|(_, ids)| ids.len() > 1).count();
    result.add("events of several articles", Some(n_found as f64), corpus.events.len()).better =
        Direction::Neither;
    mistakes(&found, &truth, &mut result);
    Ok(result)
}

/// True and found groups of each id by number; what was not found is alone.
pub(super) fn numbered(
    truth: &BTreeMap<String, String>,
    found: impl Fn(&str) -> Option<usize>,
) -> (Vec<usize>, Vec<usize>) {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut of_truth = Vec::with_capacity(truth.len());
    for event in truth.values() {
        let n = numbers.len();
        of_truth.push(*numbers.entry(event).or_insert(n));
    }
    let alone = |at: usize| usize::MAX - at;
    let of_found = truth.keys().enumerate().map(|(at, id)| found(id).unwrap_or(alone(at)));
    (of_truth, of_found.collect())
}
