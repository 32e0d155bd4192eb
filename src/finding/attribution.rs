//! The facet of attribution: one thing reported, of two sources.

use super::{
    model::{Facet, Verdict},
    rule::Rule,
    speaker::{Speaker, SpeakerRelation, are_apart, compare_speakers},
    statement::{Report, Ruling, Statement, only},
    word_diff::Change,
    wording,
};
use crate::{
    mention::{Name, NameClass, NameRelation, compare_names},
    normalize::Token,
    span::TextRange,
};
use std::collections::BTreeSet;

/// Share of telling words in common, of the longer content, from which two contents are one.
const MIN_COMMON: (usize, usize) = (3, 4);
/// Telling words in common that contents need to be recognised by.
const MIN_WORDS: usize = 3;

/// What the sources of two statements say: for each content that both report, whether it is
/// given to one source. Cost: reports of one times reports of the other.
pub(super) fn rule(a: Statement<'_>, b: Statement<'_>, is_copy: bool) -> Vec<Ruling> {
    let (in_a, in_b) = (a.reports(), b.reports());
    let contents = |s: Statement<'_>, reports: &[Report<'_>]| -> Vec<BTreeSet<u64>> {
        reports.iter().map(|report| content(s, report)).collect()
    };
    let (of_a, of_b) = (contents(a, &in_a), contents(b, &in_b));
    let mut rulings: Vec<Ruling> = Vec::new();
    for (x, content_x) in in_a.iter().zip(&of_a) {
        for (y, content_y) in in_b.iter().zip(&of_b) {
            if !is_one_content(content_x, content_y) {
                continue;
            }
            let Some(ruling) = compare((a, x.speaker), (b, y.speaker), is_copy) else { continue };
            // Parts of one quotation have one speaker.
            if !rulings.iter().any(|known| known.said == ruling.said) {
                rulings.push(ruling);
            }
        }
    }
    rulings
}

/// Longest change, in words, that may be another source with its verb.
const MAX_SOURCE: usize = 5;

/// The sources that stand in the one place that `change` is of near-identical statements,
/// whatever they are said to have said; `is_only` where nothing else differs. Cost: reports of one
/// times reports of the other.
pub(super) fn changed<'a>(
    a: Statement<'a>,
    b: Statement<'a>,
    change: Change<'_>,
    is_only: bool,
    is_copy: bool,
) -> Option<Ruling> {
    let (in_a, in_b) = (change.range_a()?, change.range_b()?);
    if let Some((x, y)) = other_people((a, in_a), (b, in_b)).filter(|_| is_copy) {
        return compare((a, x), (b, y), is_copy);
    }
    let (of_a, of_b) = (a.reports(), b.reports());
    let find = |reports: &[Report<'a>], place: TextRange| {
        reports.iter().map(|report| report.speaker).find(|x| x.range.overlaps(place))
    };
    let (x, y) = (find(&of_a, in_a), find(&of_b, in_b));
    // Where one report is read as one, who stands in its source's place is a source too.
    let at = |range: TextRange| Speaker { range, name: None };
    match (x, y) {
        // "Was named by police": whoever stands there is a source.
        (None, None) if is_by_source(a, in_a) && is_by_source(b, in_b) => {
            compare((a, at(in_a)), (b, at(in_b)), is_copy)
        }
        (None, None) => None,
        (None, _) | (_, None)
            if !is_only || change.in_a.len().max(change.in_b.len()) > MAX_SOURCE =>
        {
            None
        }
        (Some(x), Some(y))
            if !is_copy && is_more_other((a, change.in_a, x), (b, change.in_b, y)) =>
        {
            None
        }
        (x, y) => compare((a, x.unwrap_or(at(in_a))), (b, y.unwrap_or(at(in_b))), is_copy),
    }
}

/// Whether beside its source either side of a change tells something else: then each source may
/// have said its own.
fn is_more_other(
    (a, in_a, x): (Statement<'_>, &[Token], Speaker<'_>),
    (b, in_b, y): (Statement<'_>, &[Token], Speaker<'_>),
) -> bool {
    let beside = |s: Statement<'_>, tokens: &'_ [Token], speaker: Speaker<'_>| -> Vec<Token> {
        let is_beside =
            |token: &&Token| !token.range.overlaps(speaker.range) && !s.has_cue(token.range);
        tokens.iter().filter(is_beside).copied().collect()
    };
    let (in_a, in_b) = (beside(a, in_a, x), beside(b, in_b, y));
    wording::is_other(&wording::telling(a, &in_a), &wording::telling(b, &in_b))
}

/// Two people named in changed words that are, or stand in, a source ("Kinmara coach …", "Kinmara
/// chairman …").
fn other_people<'a>(
    (a, in_a): (Statement<'a>, TextRange),
    (b, in_b): (Statement<'a>, TextRange),
) -> Option<(Speaker<'a>, Speaker<'a>)> {
    let person = |s: Statement<'a>, place: TextRange| {
        let reports = s.reports();
        let is_source = |range: TextRange| reports.iter().any(|r| r.speaker.range.overlaps(range));
        let people = s.names().filter(|(range, name)| {
            name.class == NameClass::Person && place.overlaps(*range) && is_source(*range)
        });
        only(people, place)
    };
    let ((at_x, x), (at_y, y)) = (person(a, in_a)?, person(b, in_b)?);
    let speaker = |range: TextRange, name: &'a Name| Speaker { range, name: Some(&*name.full) };
    (compare_names(x, y) == NameRelation::Differ).then(|| (speaker(at_x, x), speaker(at_y, y)))
}

/// Stems of verbs that have a source behind "by".
const REPORTED: [&str; 14] = [
    "name", "identifi", "describ", "confirm", "announc", "report", "claim", "disput", "deni",
    "accus", "estim", "reject", "dismiss", "quot",
];

/// Whether `source` stands behind "by" and a verb of reporting.
fn is_by_source(statement: Statement<'_>, source: TextRange) -> bool {
    let doc = &statement.analysis.doc;
    let mut before = statement.tokens().iter().rev().filter(|t| t.range.end <= source.start);
    let is_by = |token: &Token| statement.words(token.range).eq_ignore_ascii_case("by");
    before.next().is_some_and(is_by)
        && before.next().is_some_and(|verb| REPORTED.contains(&doc.term(verb).stem.as_str()))
}

/// How two sources of one thing stand; in a copy (`is_copy`) one whose name was not there before is
/// another one.
fn compare(
    (a, x): (Statement<'_>, Speaker<'_>),
    (b, y): (Statement<'_>, Speaker<'_>),
    is_copy: bool,
) -> Option<Ruling> {
    let said = [a.marked(vec![x.range], shown(x)), b.marked(vec![y.range], shown(y))];
    let who = |s: Statement<'_>, of: Speaker<'_>| {
        let words = s.words(of.range).split_whitespace().collect::<Vec<_>>().join(" ");
        match of.name.filter(|name| !words.contains(name)) {
            Some(name) => format!("“{words}” ({name})"),
            None => format!("“{words}”"),
        }
    };
    let both = format!("{} gives this to {}, {} to {}", a.label, who(a, x), b.label, who(b, y));
    let (verdict, rule, message) = match compare_speakers((a, x), (b, y)) {
        SpeakerRelation::Same => return None,
        // Whom both name stands in both, one inside what the other reports.
        SpeakerRelation::Differ if is_named((a, x), (b, y)) || is_named((b, y), (a, x)) => {
            return None;
        }
        SpeakerRelation::Differ if is_broken((a, x)) || is_broken((b, y)) => return None,
        SpeakerRelation::Differ => (Verdict::Conflict, Rule::SourceChanged, both),
        SpeakerRelation::Unclear
            if is_copy && are_apart((a, x), (b, y)) && !tells((a, x), b) && !tells((b, y), a) =>
        {
            (Verdict::Conflict, Rule::SourceChanged, both)
        }
        SpeakerRelation::Vague => return None,
        SpeakerRelation::Unclear => {
            (Verdict::Compatible, Rule::Unjudged, format!("{both}: perhaps one source; not judged"))
        }
    };
    Some(Ruling { verdict, facet: Some(Facet::Attribution), rule, message, said })
}

/// Whether another statement has the words of a speaker too, as its own or beside them.
fn tells((a, speaker): (Statement<'_>, Speaker<'_>), other: Statement<'_>) -> bool {
    let own: Vec<u64> =
        a.tokens().iter().filter(|t| speaker.range.contains(t.range)).map(|t| t.word).collect();
    let words: Vec<u64> = other.tokens().iter().map(|token| token.word).collect();
    !own.is_empty() && words.windows(own.len()).any(|window| window == own)
}

/// Whether the second statement names the speaker of the first beside its own, by the last word
/// of the name or of what is written.
fn is_named(
    (a, speaker): (Statement<'_>, Speaker<'_>),
    (statement, own): (Statement<'_>, Speaker<'_>),
) -> bool {
    let is_last = |words: &str, word: &str| words.rsplit(' ').next() == Some(word);
    let known = [Some(a.words(speaker.range)), speaker.name];
    statement
        .tokens()
        .iter()
        .filter(|token| !statement.analysis.doc.term(token).is_stop)
        // Of two sources told together the last word is of one.
        .filter(|token| token.range.end != own.range.end)
        .any(|token| {
            known.iter().flatten().any(|known| is_last(known, statement.words(token.range)))
        })
}

/// Whether a speaker was read from words that are none: marks of quoting stand in them.
fn is_broken((statement, speaker): (Statement<'_>, Speaker<'_>)) -> bool {
    statement.words(speaker.range).contains(['[', '“', '"', '('])
}

fn shown(speaker: Speaker<'_>) -> Option<String> {
    speaker.name.map(str::to_owned)
}

/// Keys of the telling words of a report in this sentence.
fn content(statement: Statement<'_>, report: &Report<'_>) -> BTreeSet<u64> {
    let doc = &statement.analysis.doc;
    let is_inside = |range: TextRange| report.content.iter().any(|part| part.contains(range));
    let tokens = statement.tokens().iter().filter(|token| is_inside(token.range));
    tokens.map(|token| doc.term(token)).filter(|term| !term.is_stop).map(|term| term.key).collect()
}

fn is_one_content(x: &BTreeSet<u64>, y: &BTreeSet<u64>) -> bool {
    let n_common = x.intersection(y).count();
    n_common >= MIN_WORDS && n_common * MIN_COMMON.1 >= x.len().max(y.len()) * MIN_COMMON.0
}
