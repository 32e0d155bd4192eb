//! Two articles, one of them edited, and the truth about them.

use super::{
    corpus::{Event, Prose},
    edit::{Edit, Splice},
    kind::Kind,
    shared::Partner,
};
use crosswire::article::Article;
use std::ops::Range;

/// What stands against what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pairing {
    /// An article and itself with one edit.
    NearCopy,
    /// An article and itself with edits of several kinds.
    Mixed,
    /// Two articles of one event, one of them with an edit to what both say.
    Accounts,
}

impl Pairing {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NearCopy => "near-copy",
            Self::Mixed => "mixed",
            Self::Accounts => "accounts",
        }
    }
}

/// Words that matter, in bytes of the article's text.
pub(crate) type Mark = Range<usize>;

/// What is true of one edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Planted {
    pub(crate) kind: Kind,
    /// None for a claim that is not in *a*.
    pub(crate) a: Vec<Mark>,
    /// None for a claim that is not in *b*.
    pub(crate) b: Vec<Mark>,
}

/// Two articles and the edits between them.
#[derive(Debug, Clone)]
pub(crate) struct PlantedPair {
    pub(crate) id: String,
    pub(crate) pairing: Pairing,
    /// As it was.
    pub(crate) a: Article,
    /// Edited.
    pub(crate) b: Article,
    pub(crate) planted: Vec<Planted>,
}

/// `edits` of one article, apart from one another, against `partner` or the article itself.
pub(super) fn pair(
    events: &[Event],
    id: String,
    pairing: Pairing,
    edits: &[&Edit],
    partner: Option<&Partner>,
) -> PlantedPair {
    let event = &events[edits[0].event_idx];
    let edited = &event.proses[edits[0].prose_idx];
    let base = partner.map_or(edited, |partner| &event.proses[partner.prose_idx]);
    let mut splices: Vec<(usize, &Splice)> = edits
        .iter()
        .enumerate()
        .flat_map(|(idx, edit)| edit.splices.iter().map(move |splice| (idx, splice)))
        .collect();
    splices.sort_by_key(|(_, splice)| (splice.range.start, splice.range.end));
    let mut planted: Vec<Planted> =
        edits.iter().map(|e| Planted { kind: e.kind, a: Vec::new(), b: Vec::new() }).collect();
    let (mut text, mut at) = (String::new(), 0);
    for (idx, splice) in splices {
        text.push_str(&edited.text()[at..splice.range.start]);
        let blank = splice.with.len() - splice.with.trim_start().len();
        let start = text.len() + blank;
        text.push_str(&splice.with);
        let old = trimmed(edited.text(), &splice.range);
        planted[idx].a.extend((!old.is_empty()).then_some(old));
        let new = start..start + splice.with.trim().len();
        planted[idx].b.extend((!new.is_empty()).then_some(new));
        at = splice.range.end;
    }
    text.push_str(&edited.text()[at..]);
    if let Some(partner) = partner {
        planted[0].a = vec![partner.mark.clone()];
    }
    let article = |prose: &Prose, side: &str, text: &str| Article {
        id: format!("{}/{}/{side}", event.expected.event, prose.name),
        title: prose.article.title.clone(),
        published: prose.article.published.clone(),
        text: text.to_owned(),
        ..Article::default()
    };
    let (a, b) = (article(base, "a", base.text()), article(edited, "b", &text));
    PlantedPair { id, pairing, a, b, planted }
}

fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    let old = &text[range.clone()];
    let start = range.start + (old.len() - old.trim_start().len());
    start..start.max(range.start + old.trim_end().len())
}
