//! Sentences, boilerplate and aligned sentences of the corpus.

use super::{
    expected::Quoted,
    metrics::Hits,
    result::{Direction, Mistake, SuiteResult},
    truth::{Corpus, Event, Located, Pair},
};
use crosswire::{report::AlignmentSide, span::TextRange};
use std::collections::BTreeSet;

/// Whether every quoted sentence is one sentence of the engine.
pub(crate) fn sentences(corpus: &Corpus) -> SuiteResult {
    let mut result = SuiteResult::measured("sentences", &corpus.set);
    let mut units = Vec::new();
    for event in &corpus.events {
        for (article_idx, name) in event.expected.articles.iter().enumerate() {
            let mut hits = Hits::default();
            for sentence in quoted_sentences(event, name) {
                let is_one = is_one_sentence(event, article_idx, sentence);
                hits.add(Hits::one(is_one), 1);
                if !is_one {
                    let case = format!("{}: {name}", event.expected.event);
                    let got = pieces(event, article_idx, sentence);
                    result.errors.push(Mistake::new(case, sentence, got));
                }
            }
            units.push(hits);
        }
    }
    result.accuracy("sentences found whole", &units);
    result
}

/// Every sentence of article `name` that the truth quotes, once.
fn quoted_sentences<'a>(event: &'a Event, name: &str) -> BTreeSet<&'a str> {
    let expected = &event.expected;
    let all = expected
        .alignments
        .iter()
        .chain(expected.findings.iter().map(|finding| &finding.quoted))
        .chain(expected.traps.iter().map(|trap| &trap.quoted));
    let mut sentences = BTreeSet::new();
    for quoted in all {
        sentences.extend((quoted.a_article == name).then_some(quoted.a.as_str()));
        let is_b = quoted.b_article.as_deref() == Some(name);
        sentences.extend(quoted.b.as_deref().filter(|_| is_b));
    }
    sentences
}

fn is_one_sentence(event: &Event, article_idx: usize, sentence: &str) -> bool {
    let doc = &event.analyses[article_idx].doc;
    (0..doc.sentences.len()).any(|idx| doc.sentence_text(idx) == sentence)
}

/// What the engine has in the place of `sentence`, a line each.
fn pieces(event: &Event, article_idx: usize, sentence: &str) -> String {
    let doc = &event.analyses[article_idx].doc;
    let Some(start) = doc.text().find(sentence) else { return "not in the text".to_owned() };
    let range = TextRange::new(start, start + sentence.len());
    let there: Vec<&str> = (0..doc.sentences.len())
        .filter(|&idx| doc.sentences[idx].range.overlaps(range))
        .map(|idx| doc.sentence_text(idx))
        .collect();
    if there.is_empty() { "removed".to_owned() } else { there.join("\n") }
}

/// Share of a listed text that has to be out for it to count as removed.
const MIN_REMOVED: f64 = 0.8;

/// What should have been left out, and what was left out beside it.
pub(crate) fn boilerplate(corpus: &Corpus) -> SuiteResult {
    let mut result = SuiteResult::measured("boilerplate", &corpus.set);
    let (mut wanted, mut bylines, mut removals) = (Vec::new(), Vec::new(), Vec::new());
    for event in &corpus.events {
        for (article_idx, name) in event.expected.articles.iter().enumerate() {
            let case = |what: &str| format!("{}: {name} ({what})", event.expected.event);
            let (mut found, mut found_bylines) = (Hits::default(), Hits::default());
            let listed = event.expected.boilerplate.iter().filter(|b| &b.article == name);
            for item in listed {
                let is_gone = is_gone(event, article_idx, &item.text);
                let is_byline = item.reason == "byline";
                let hits = if is_byline { &mut found_bylines } else { &mut found };
                hits.add(Hits::one(is_gone), 1);
                if !is_gone && !is_byline {
                    result.errors.push(Mistake::new(case(&item.reason), "removed", &item.text));
                }
            }
            wanted.push(found);
            bylines.push(found_bylines);
            removals.push(wrong_removals(event, article_idx, name, &mut result.errors));
        }
    }
    result.accuracy("listed texts removed", &wanted);
    result.precision("removals that are listed", &removals);
    result.accuracy("bylines removed", &bylines).better = Direction::Neither;
    result
}

fn is_gone(event: &Event, article_idx: usize, text: &str) -> bool {
    let doc = &event.analyses[article_idx].doc;
    let Some(start) = doc.text().find(text) else { return true };
    let range = TextRange::new(start, start + text.len());
    let covered = |removed: TextRange| {
        removed.end.min(range.end).saturating_sub(removed.start.max(range.start)) as usize
    };
    let n_removed: usize = doc.removed.iter().map(|removed| covered(removed.range)).sum();
    n_removed as f64 >= MIN_REMOVED * text.len() as f64
}

/// Removed stretches that lie on no listed text.
fn wrong_removals(
    event: &Event,
    article_idx: usize,
    name: &str,
    errors: &mut Vec<Mistake>,
) -> Hits {
    let doc = &event.analyses[article_idx].doc;
    let listed: Vec<TextRange> = event
        .expected
        .boilerplate
        .iter()
        .filter(|item| item.article == name)
        .filter_map(|item| {
            let start = doc.text().find(&item.text)?;
            Some(TextRange::new(start, start + item.text.len()))
        })
        .collect();
    let mut hits = Hits::default();
    for removed in &doc.removed {
        let is_listed = listed.iter().any(|range| range.overlaps(removed.range));
        hits.n_found += 1;
        hits.n_right += u64::from(is_listed);
        if !is_listed {
            let case = format!("{}: {name} ({})", event.expected.event, removed.reason.as_str());
            errors.push(Mistake::new(case, "kept", removed.range.of(doc.text())));
        }
    }
    hits
}

/// Whether the listed sentence pairs are aligned.
pub(crate) fn alignment(corpus: &Corpus) -> SuiteResult {
    let mut result = SuiteResult::measured("alignment", &corpus.set);
    result.note = Some("the truth lists samples: there is no precision".to_owned());
    let (mut units, mut n_aligned) = (Vec::new(), 0);
    for event in &corpus.events {
        for pair in event.pairs() {
            let mut hits = Hits::default();
            n_aligned += pair.report.alignments.len();
            for quoted in of_pair(event, pair) {
                let is_found = event.locate(quoted).is_some_and(|at| is_aligned(pair, &at));
                hits.add(Hits::one(is_found), 1);
                if !is_found {
                    let case = event.name(pair.a_idx, pair.b_idx);
                    let both = format!("{}\n{}", quoted.a, quoted.b.as_deref().unwrap_or(""));
                    result.errors.push(Mistake::new(case, both, "not aligned"));
                }
            }
            units.push(hits);
        }
    }
    result.accuracy("listed pairs aligned", &units);
    result.add("alignments given", Some(n_aligned as f64), n_aligned).better = Direction::Neither;
    result
}

/// Listed alignments between the two articles of `pair`.
fn of_pair<'a>(event: &'a Event, pair: &'a Pair) -> impl Iterator<Item = &'a Quoted> {
    let names = &event.expected.articles;
    let (a, b) = (&names[pair.a_idx], &names[pair.b_idx]);
    event.expected.alignments.iter().filter(move |quoted| {
        let other = quoted.b_article.as_ref();
        (&quoted.a_article == a && other == Some(b)) || (&quoted.a_article == b && other == Some(a))
    })
}

fn is_aligned(pair: &Pair, at: &Located) -> bool {
    let touches = |side: &AlignmentSide, range: TextRange| {
        side.sentences.iter().any(|sentence| sentence.span.range().overlaps(range))
    };
    let aligned = &pair.report.alignments;
    aligned.iter().any(|both| touches(&both.a, at.a.range) && touches(&both.b, at.b.range))
}
