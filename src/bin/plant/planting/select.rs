//! Which of the possible edits are made.

use super::{
    Params,
    corpus::Event,
    edit::Edit,
    kind::{Harm, Kind},
    pair::{Pairing, PlantedPair, pair},
    shared::{Partner, partners},
};
use crosswire::prng::Prng;

/// Harmless edits for each harmful one.
const HARMLESS: usize = 3;

/// An edit, alone or against another article.
struct Choice<'a> {
    edit: &'a Edit,
    partner: Option<Partner>,
}

/// Up to `per_kind` edits of each harmful kind, half of them between different accounts, three
/// times as many harmless ones in equal parts, and articles with edits of several kinds.
pub(super) fn select(events: &[Event], edits: Vec<Edit>, params: &Params) -> Vec<PlantedPair> {
    let mut prng = Prng::new(params.seed, 0);
    let mut queues: Vec<(Kind, Vec<Choice<'_>>)> = Kind::ALL
        .into_iter()
        .map(|kind| (kind, choices(events, &edits, kind, &mut prng)))
        .collect();
    let mut taken = Vec::new();
    for (_, queue) in queues.iter_mut().filter(|(kind, _)| kind.harm() == Harm::Harmful) {
        let n = queue.len().min(params.per_kind);
        taken.extend(queue.drain(..n));
    }
    let n_wanted = taken.len() * HARMLESS;
    let mut harmless: Vec<_> =
        queues.into_iter().filter(|(kind, _)| kind.harm() == Harm::Harmless).collect();
    let mut n_taken = 0;
    while n_taken < n_wanted && harmless.iter().any(|(_, queue)| !queue.is_empty()) {
        for (_, queue) in harmless.iter_mut().filter(|(_, queue)| !queue.is_empty()) {
            if n_taken < n_wanted {
                taken.push(queue.remove(0));
                n_taken += 1;
            }
        }
    }
    let mut pairs: Vec<PlantedPair> = taken
        .iter()
        .enumerate()
        .map(|(n, choice)| {
            let pairing = choice.partner.as_ref().map_or(Pairing::NearCopy, |_| Pairing::Accounts);
            let id = format!("{}-{n:04}", choice.edit.kind.name());
            pair(events, id, pairing, &[choice.edit], choice.partner.as_ref())
        })
        .collect();
    pairs.extend(mixed(events, &edits, params, &mut prng));
    pairs.sort_by(|a, b| a.id.cmp(&b.id));
    pairs
}

/// All that can be done of `kind`, in a random order that alternates between accounts and
/// near-copies and comes back to a place only when all others have been used.
fn choices<'a>(
    events: &[Event],
    edits: &'a [Edit],
    kind: Kind,
    prng: &mut Prng,
) -> Vec<Choice<'a>> {
    let (mut alone, mut accounts) = (Vec::new(), Vec::new());
    for edit in edits.iter().filter(|edit| edit.kind == kind) {
        alone.push(Choice { edit, partner: None });
        let found = partners(&events[edit.event_idx], edit);
        accounts.extend(found.into_iter().map(|p| Choice { edit, partner: Some(p) }));
    }
    let mut both = [alone, accounts].map(|mut choices| {
        shuffle(&mut choices, prng);
        places_first(choices).into_iter()
    });
    let mut found = Vec::new();
    loop {
        let before = found.len();
        both.iter_mut().for_each(|side| found.extend(side.next()));
        if found.len() == before {
            return found;
        }
    }
}

/// First one choice for every place, then a second one, and so on.
fn places_first(choices: Vec<Choice<'_>>) -> Vec<Choice<'_>> {
    let mut seen: std::collections::BTreeMap<(usize, usize, usize), usize> = Default::default();
    let mut ranked: Vec<(usize, Choice<'_>)> = choices
        .into_iter()
        .map(|choice| {
            let edit = choice.edit;
            let place = (edit.event_idx, edit.prose_idx, edit.splices[0].range.start);
            let n = seen.entry(place).or_default();
            *n += 1;
            (*n, choice)
        })
        .collect();
    ranked.sort_by_key(|(n, _)| *n);
    ranked.into_iter().map(|(_, choice)| choice).collect()
}

/// Fisher and Yates.
fn shuffle<T>(items: &mut [T], prng: &mut Prng) {
    for last in (1..items.len()).rev() {
        items.swap(last, prng.below(last as u64 + 1) as usize);
    }
}

/// Articles with one harmful and three harmless edits, as many as there are of a kind.
fn mixed(events: &[Event], edits: &[Edit], params: &Params, prng: &mut Prng) -> Vec<PlantedPair> {
    let mut order: Vec<&Edit> =
        edits.iter().filter(|edit| edit.kind.harm() == Harm::Harmful).collect();
    shuffle(&mut order, prng);
    // No two of one kind follow each other, so that all kinds are there.
    order = by_turns(order);
    let mut pairs = Vec::new();
    for harmful in order {
        if pairs.len() == params.per_kind {
            break;
        }
        let mut harmless: Vec<&Edit> = edits
            .iter()
            .filter(|e| (e.event_idx, e.prose_idx) == (harmful.event_idx, harmful.prose_idx))
            .filter(|e| e.kind.harm() == Harm::Harmless)
            .collect();
        shuffle(&mut harmless, prng);
        let mut chosen = vec![harmful];
        for edit in harmless {
            let prose = &events[edit.event_idx].proses[edit.prose_idx];
            let sentence = prose.sentence(&edit.range());
            let is_apart = chosen.iter().all(|other| {
                edit.kind != other.kind
                    && other.splices.iter().all(|splice| {
                        let taken = prose.sentence(&splice.range);
                        taken.end < sentence.start || sentence.end < taken.start
                    })
            });
            if is_apart && chosen.len() <= HARMLESS {
                chosen.push(edit);
            }
        }
        if chosen.len() == 1 + HARMLESS {
            let id = format!("mixed-{:04}", pairs.len());
            pairs.push(pair(events, id, Pairing::Mixed, &chosen, None));
        }
    }
    pairs
}

fn by_turns(edits: Vec<&Edit>) -> Vec<&Edit> {
    let mut seen = [0usize; Kind::ALL.len()];
    let mut ranked: Vec<(usize, &Edit)> = edits
        .into_iter()
        .map(|edit| {
            let n = &mut seen[edit.kind as usize];
            *n += 1;
            (*n, edit)
        })
        .collect();
    ranked.sort_by_key(|(n, edit)| (*n, edit.kind));
    ranked.into_iter().map(|(_, edit)| edit).collect()
}
