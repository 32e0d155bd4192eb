//! Origins: the source that several accounts have a statement of.

use super::{
    linked::linked,
    model::{Origin, Said},
    speaker::{Speaker, SpeakerRelation, compare_speakers},
    statement::{Report, Statement},
};
use crate::relate::Analysis;
use std::collections::BTreeSet;

/// A source that one account gives a statement to.
struct Source<'a> {
    statement: Statement<'a>,
    speaker: Speaker<'a>,
}

impl Source<'_> {
    fn is(&self, other: &Self) -> bool {
        let sides = [(self.statement, self.speaker), (other.statement, other.speaker)];
        self.statement.said.article_idx != other.statement.said.article_idx
            && compare_speakers(sides[0], sides[1]) == SpeakerRelation::Same
    }

    /// The fullest name in its article, or else the words that name it here.
    fn name(&self) -> String {
        let words = || self.statement.words(self.speaker.range);
        let words = self.speaker.name.unwrap_or_else(words).split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    }
}

/// The sources that at least two of `said` have the larger part of their statement of: its accounts
/// name one source by way of each other.
///
/// Cost: reports of all, squared.
pub(super) fn origins(said: &[Said], analyses: &[Analysis]) -> Vec<Origin> {
    let sources: Vec<Source<'_>> = said.iter().flat_map(|said| sources(said, analyses)).collect();
    let groups = linked(sources.len(), |x, y| sources[x].is(&sources[y]));
    let groups = groups.into_iter().map(|group| group.iter().map(|&at| &sources[at]).collect());
    let groups: Vec<Vec<&Source<'_>>> = groups.collect();
    let mut origins: Vec<Origin> =
        groups.iter().filter(|group| group.len() > 1).map(|group| origin(group)).collect();
    // Two reports in one sentence of one source are one origin.
    origins.dedup_by(|later, first| later.article_idxs == first.article_idxs);
    origins
}

fn origin(group: &[&Source<'_>]) -> Origin {
    let names = group.iter().map(|source| source.name());
    Origin {
        name: names.max_by(|x, y| x.len().cmp(&y.len()).then_with(|| y.cmp(x))).unwrap_or_default(),
        article_idxs: group
            .iter()
            .map(|source| source.statement.said.article_idx)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
    }
}

fn sources<'a>(said: &'a Said, analyses: &'a [Analysis]) -> Vec<Source<'a>> {
    let statement = Statement { analysis: &analyses[said.article_idx], said, label: "" };
    let reports = statement.reports().into_iter();
    let of_most = reports.filter(|report| is_of_much(statement, report));
    of_most.map(|report| Source { statement, speaker: report.speaker }).collect()
}

/// Whether at least a third of the telling words beside the source are reported of it.
fn is_of_much(statement: Statement<'_>, report: &Report<'_>) -> bool {
    let doc = &statement.analysis.doc;
    let telling = statement
        .tokens()
        .iter()
        .filter(|token| !doc.term(token).is_stop && !report.speaker.range.contains(token.range));
    let (mut n, mut n_reported) = (0, 0);
    for token in telling {
        n += 1;
        n_reported += usize::from(report.content.iter().any(|part| part.contains(token.range)));
    }
    3 * n_reported >= n && n_reported > 0
}
