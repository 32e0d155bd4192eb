//! Who is said to be the only one, where the other sentence has somebody else.

use super::{Least, Sentence, are_near, conflict};
use crate::{
    finding::{model::Facet, name::ONLY, rule::Rule, statement::Ruling, wording::is_one_word},
    mention::{Name, NameRelation, compare_names},
    span::TextRange,
};

const ARTICLES: [&str; 7] = ["the", "a", "his", "her", "its", "their", "and"];
/// Words that say that there are more.
const MORE: [&str; 7] = ["also", "another", "other", "others", "second", "among", "include"];
/// What sentences have to have in common of which both say so, or one of what the other tells.
const OF_TWO: Least = Least { n_words: 2, told: 12 * 256 };
const OF_ONE: Least = Least { n_words: 3, told: 8 * 256 };
/// Words between "only" and the thing that there is one of.
const MAX_MODIFIERS: usize = 2;

/// What there is no other of.
struct Unique<'a> {
    range: TextRange,
    /// Bases of the words that name it.
    thing: Vec<&'a str>,
}

pub(super) fn rule(a: &Sentence<'_>, b: &Sentence<'_>) -> Option<Ruling> {
    let has_more = [a, b].iter().any(|s| s.words.iter().any(|word| word.is(&MORE)));
    if has_more {
        return None;
    }
    let told = |of: &Option<Unique<'_>>, other: &Sentence<'_>| {
        let of = of.as_ref();
        of.is_some_and(|unique| {
            let is_told =
                |thing: &&str| other.words.iter().any(|word| is_one_word(word.base, thing));
            unique.thing.iter().any(is_told)
        })
    };
    let (of_a, of_b) = (unique(a), unique(b));
    let is_one_thing = of_a.is_some() && of_b.is_some() && are_near(a, b, OF_TWO)
        || (told(&of_a, b) || told(&of_b, a)) && are_near(a, b, OF_ONE);
    let (x, y) = (alone_in(a, b)?, alone_in(b, a)?);
    let beside = |unique: &Option<Unique<'_>>, name: TextRange| {
        unique.as_ref().is_none_or(|unique| !unique.range.overlaps(name))
    };
    let is_rival = is_one_thing && beside(&of_a, x) && beside(&of_b, y);
    is_rival.then(|| conflict((Rule::OnlyOne, Facet::Name), (a, x), (b, y)))
}

/// The names that one sentence alone has, if they stand together: all of them.
fn alone_in(s: &Sentence<'_>, other: &Sentence<'_>) -> Option<TextRange> {
    let is_shared = |name: &Name| {
        let said = |word: &str| other.words.iter().any(|w| w.text == word.to_lowercase());
        name.full.split(' ').any(said)
            || other.names().any(|(_, x)| compare_names(name, x) == NameRelation::Same)
    };
    let text = s.account.analysis.doc.text();
    // What is whose tells nothing of who it was.
    let owns = |range: TextRange| {
        let behind = text.get(range.end as usize..).unwrap_or_default();
        behind.starts_with(['\'', '’'])
    };
    let reports = s.statement.reports();
    let is_source = |range: TextRange| reports.iter().any(|r| r.speaker.range.overlaps(range));
    let mut alone = s
        .actors()
        .filter(|(range, name)| !is_shared(name) && !is_source(*range) && !owns(*range))
        .map(|(range, _)| range);
    let first = alone.next()?;
    let is_listed =
        |x: TextRange, y: TextRange| matches!(s.between(x, y).trim(), "and" | "," | ", and" | "or");
    alone.try_fold(first, |known, next| is_listed(known, next).then(|| known.cover(next)))
}

/// "The only speaker", "the one and only company", "all four goals".
fn unique<'s>(s: &'s Sentence<'_>) -> Option<Unique<'s>> {
    let words = &s.words;
    (1..words.len()).find_map(|at| {
        let is_joined =
            words.get(at + 1).is_some_and(|next| s.between(words[at].range, next.range) == "-");
        let is_only = (words[at].is(&ONLY) || words[at].is(&["solitary"]))
            && words[at - 1].is(&ARTICLES)
            && !is_joined;
        let is_all = words[at - 1].is(&["all", "both"])
            && s.statement.quantities().iter().any(|(range, quantity)| {
                range.overlaps(words[at].range)
                    && quantity.low == quantity.high
                    && quantity.low > 1.0
            });
        if !is_only && !is_all {
            return None;
        }
        let behind = words[at + 1..].iter().take(MAX_MODIFIERS);
        let thing: Vec<&str> =
            behind.take_while(|word| word.is_telling()).map(|word| word.base).collect();
        let range = words[at - 1].range.cover(words[at].range);
        (!thing.is_empty()).then_some(Unique { range, thing })
    })
}
