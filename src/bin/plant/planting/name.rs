//! Names of persons, places and bodies exchanged, all through the article.

use super::{
    corpus::{Event, Prose},
    edit::{Edit, Splice},
    kind::Kind,
    phrase::replacements,
    tables::Tables,
};
use std::ops::Range;

/// Words before a surname that make it the same person.
const TITLES: [&str; 9] =
    ["Mr", "Mrs", "Ms", "Dr", "Judge", "Justice", "Senator", "Inspector", "Councillor"];

pub(super) fn find(events: &[Event], tables: &Tables) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (event_idx, event) in events.iter().enumerate() {
        for (prose_idx, prose) in event.proses.iter().enumerate() {
            for (range, with) in tables.names.iter().flat_map(|row| replacements(prose, row)) {
                let splices = everywhere(prose, range, &with);
                edits.extend(splices.map(|splices| Edit {
                    splices,
                    ..Edit::new(Kind::Name, (event_idx, prose_idx), Splice::trimmed("", 0..0, ""))
                }));
            }
        }
    }
    edits
}

/// The name at `range` replaced, and its changed words wherever they stand alone; `None` if
/// one of them may mean somebody else, or if this is not the first mention.
fn everywhere(prose: &Prose, range: Range<usize>, with: &str) -> Option<Vec<Splice>> {
    let text = prose.text();
    if !prose.is_own_words(&range) {
        return None;
    }
    let first = Splice::trimmed(text, range.clone(), with);
    let (old, new) = (text[first.range.clone()].trim(), first.with.trim());
    let mut splices = vec![first.clone()];
    let both = old.split(' ').zip(new.split(' '));
    for (old, new) in both.filter(|(old, new)| old != new) {
        if old.split(' ').count() != new.split(' ').count() {
            return None;
        }
        for (at, _) in text.match_indices(old.trim_end_matches(',')) {
            let here = at..at + old.trim_end_matches(',').len();
            if range.start <= here.start && here.end <= range.end {
                continue;
            }
            if here.start < range.start || !is_alone(text, &here) {
                return None;
            }
            let with = new.trim_end_matches(',').to_owned();
            splices.push(Splice { range: here, with });
        }
    }
    splices.sort_by_key(|splice| splice.range.start);
    let apart = splices.windows(2).all(|two| two[0].range.end <= two[1].range.start);
    apart.then_some(splices)
}

/// Whether the word stands without another given name, as a word of its own.
fn is_alone(text: &str, here: &Range<usize>) -> bool {
    let follows = text[here.end..].chars().next();
    let before = text[..here.start].trim_end();
    let word = before.rsplit([' ', '\n']).next().unwrap_or_default();
    let is_sentence = word.is_empty() || word.ends_with(['.', '"', '?', '!', ':', ',']);
    let is_lower = word.chars().next().is_some_and(char::is_lowercase);
    !follows.is_some_and(char::is_alphanumeric)
        && text[..here.start].ends_with([' ', '\n', '"'])
        && (is_sentence || is_lower || TITLES.contains(&word))
}
