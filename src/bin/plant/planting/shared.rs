//! What two articles of an event say both, by the truth written beside them: an edit to one
//! of them is then an edit against the other.

use super::{
    corpus::{Event, Prose},
    edit::Edit,
    expected::Quoted,
    kind::{Harm, Kind},
};
use std::{cmp::Ordering, ops::Range};

/// Another article that says what an edit changes, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Partner {
    pub(super) prose_idx: usize,
    pub(super) mark: Range<usize>,
}

/// A sentence, with the words that matter in it.
struct Side {
    sentence: Range<usize>,
    mark: Option<Range<usize>>,
}

/// All partners of `edit`, each once.
pub(super) fn partners(event: &Event, edit: &Edit) -> Vec<Partner> {
    let mut found: Vec<Partner> = Vec::new();
    let expected = &event.expected;
    let agreed = expected.findings.iter().filter(|f| f.verdict == "agree");
    let agreed = agreed.map(|f| (&f.quoted, Some(f.facet.as_str())));
    for (quoted, facet) in agreed.chain(expected.alignments.iter().map(|q| (q, None))) {
        for (edited, other) in [(true, false), (false, true)]
            .map(|(first, second)| (side(event, quoted, first), side(event, quoted, second)))
        {
            let (Some((idx, edited)), Some((other_idx, other))) = (edited, other) else { continue };
            if idx != edit.prose_idx || found.iter().any(|p| p.prose_idx == other_idx) {
                continue;
            }
            let mark = said_by(event, edit, &edited, (other_idx, &other), facet);
            let is_open = edit.kind.harm() == Harm::Harmful || !is_contested(event, quoted);
            found.extend(
                mark.filter(|_| is_open).map(|mark| Partner { prose_idx: other_idx, mark }),
            );
        }
    }
    found
}

/// Where a side of `quoted` stands; `None` in a page, or if it is not in the text.
fn side(event: &Event, quoted: &Quoted, is_first: bool) -> Option<(usize, Side)> {
    let (name, sentence, mark) = if is_first {
        (&quoted.a_article, &quoted.a, &quoted.a_mark)
    } else {
        (quoted.b_article.as_ref()?, quoted.b.as_ref()?, &quoted.b_mark)
    };
    let idx = event.prose(name)?;
    let start = event.proses[idx].text().find(sentence.as_str())?;
    let mark = mark.as_ref().and_then(|mark| {
        let at = start + sentence.find(mark.as_str())?;
        Some(at..at + mark.len())
    });
    Some((idx, Side { sentence: start..start + sentence.len(), mark }))
}

/// The words of the other article against which the edit tells.
fn said_by(
    event: &Event,
    edit: &Edit,
    edited: &Side,
    (other_idx, other): (usize, &Side),
    facet: Option<&str>,
) -> Option<Range<usize>> {
    let (here, there) = (&event.proses[edit.prose_idx], &event.proses[other_idx]);
    let range = edit.range();
    let is_inside = edited.sentence.start <= range.start && range.end <= edited.sentence.end;
    if !is_inside || edit.splices.len() > 1 && edit.kind != Kind::Name {
        return None;
    }
    match edit.kind {
        Kind::DroppedClaim | Kind::InventedClaim => None,
        kind if kind.harm() == Harm::Harmless => Some(other.sentence.clone()),
        kind => {
            if kind == Kind::Quantity && !is_no_update(here, there, edit.change) {
                return None;
            }
            let old = here.text()[edit.splices[0].range.clone()].trim();
            let said = find_words(there.text(), &other.sentence, old);
            if let (Some(mine), Some(mark)) = (&edited.mark, &other.mark) {
                let is_of_mark = mine.start < range.end && range.start < mine.end;
                let core = find_words(there.text(), mark, old);
                // A figure or a day has to be told in the same digits or letters; that the
                // accounts agree on anything else is written down.
                let is_written =
                    !matches!(kind, Kind::Quantity | Kind::Time | Kind::Name) || core.is_some();
                if facet == kind.facet() && is_of_mark && is_written {
                    return Some(core.unwrap_or_else(|| mark.clone()));
                }
            }
            // A name or words of a speaker are the same fact wherever two sentences tell the
            // same; digits, a "not" or a source may belong to something else in them.
            let is_telling = match kind {
                Kind::Name => true,
                Kind::Quotation => old.contains(' ') && is_quoted(there, said.as_ref()),
                _ => false,
            };
            said.clone().filter(|_| is_telling).or_else(|| {
                let is_same =
                    here.text()[edited.sentence.clone()] == there.text()[other.sentence.clone()];
                is_same.then(|| said.unwrap_or_else(|| other.sentence.clone()))
            })
        }
    }
}

fn is_quoted(prose: &Prose, range: Option<&Range<usize>>) -> bool {
    range.is_some_and(|range| prose.is_quoted(range.start))
}

/// `words` as a whole in `range` of `text`.
fn find_words(text: &str, range: &Range<usize>, words: &str) -> Option<Range<usize>> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let within = &text[range.clone()];
    within.match_indices(words).map(|(at, _)| range.start + at).find_map(|at| {
        let found = at..at + words.len();
        let is_whole = !is_word(text[..found.start].chars().next_back())
            && !is_word(text[found.end..].chars().next());
        is_whole.then_some(found)
    })
}

/// A later and higher count would be an update and no conflict; so might an earlier and lower.
fn is_no_update(here: &Prose, there: &Prose, change: Option<Ordering>) -> bool {
    let time = |prose: &Prose| prose.article.published.as_ref().and_then(|p| p.seconds());
    match (time(here), time(there)) {
        (Some(here), Some(there)) if here != there => change != Some(here.cmp(&there)),
        _ => true,
    }
}

/// Whether the truth lists a contradiction or an update on these two sentences.
fn is_contested(event: &Event, quoted: &Quoted) -> bool {
    let listed = event.expected.findings.iter();
    listed.filter(|f| matches!(f.verdict.as_str(), "conflict" | "updated")).any(|f| {
        let other = (Some(&f.quoted.a), f.quoted.b.as_ref());
        other == (Some(&quoted.a), quoted.b.as_ref())
            || other == (quoted.b.as_ref(), Some(&quoted.a))
    })
}
