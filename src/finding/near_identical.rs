//! Sentences that differ in a few words: is it a fact that differs, or the wording?

use super::{
    attribution, certainty,
    chain::is_in_chain,
    copied::{are_other_people, exchanged, have_one_bound, is_far, one_for_another},
    demand::is_demand,
    duration,
    group::{are_of_other_groups, are_of_other_sorts},
    model::{Facet, Said, Verdict},
    name::{self, is_the_only},
    polarity,
    quantity::{are_told_in_other_order, mark, newer},
    quotation,
    rule::Rule,
    statement::{Ruling, Statement, both_say, only},
    time_changed,
    word_diff::{Change, WordDiff, figures_of_place},
    wording::{self, Telling},
};
use crate::{
    mention::{
        Quantity, QuantityClass, ValueRelation, are_opposites, are_other_occupations, base_of,
        compare_values,
    },
    normalize::Token,
    span::TextRange,
};

/// What the differing words of two near-identical statements say. In a copy (`is_copy`) nothing
/// excuses a difference: it was changed. Cost: changes times mentions.
pub(super) fn rule<'a>(
    a: Statement<'a>,
    b: Statement<'a>,
    diff: &WordDiff<'a>,
    is_copy: bool,
) -> Vec<Ruling> {
    let is_one = diff.changes().count() == 1;
    let is_only = is_one && diff.n_common() >= MIN_WHOLE;
    let is_one = is_one && is_copy;
    // What both tell in two places of a copy is told in another order.
    let is_moved = |change: &Change<'_>| {
        is_copy
            && !change.in_a.is_empty()
            && !change.in_b.is_empty()
            && tells(a, change.in_b)
            && tells(b, change.in_a)
    };
    let (quoted, plain): (Vec<_>, Vec<_>) = diff
        .changes()
        .filter(|change| !is_moved(change))
        .partition(|change| quotation::is_quoted(a, b, *change));
    let mut rulings: Vec<Ruling> = plain
        .into_iter()
        .filter_map(|change| {
            let denied = || polarity::changed(a, b, change).filter(|_| diff.is_almost_all());
            measured(a, b, change, is_only, is_copy)
                .or_else(|| one_for_another(a, b, change, is_copy, is_one))
                .or_else(denied)
        })
        .collect();
    rulings
        .extend(quoted.into_iter().filter_map(|change| measured(a, b, change, is_only, is_copy)));
    let blocks = diff.blocks(MAX_GAP);
    let n_blocks = blocks.len();
    for block in blocks {
        // An age goes with its name: of two people the name is what differs.
        let is_ruled = |ruling: &Ruling| touches(&ruling.said, block);
        if is_moved(&block) || rulings.iter().any(|r| is_ruled(r) && !is_age(a, r)) {
            continue;
        }
        if rulings.iter().any(is_ruled) {
            if let Some(named) = name::changed(a, b, block, diff, is_copy) {
                rulings.retain(|ruling| !is_ruled(ruling));
                rulings.push(named);
            }
            continue;
        }
        let ruling = if quotation::is_quoted(a, b, block) {
            quotation::changed(a, b, block)
        } else {
            attribution::changed(a, b, block, n_blocks == 1, is_copy)
                .or_else(|| name::changed(a, b, block, diff, is_copy))
                .or_else(|| polarity::opposite(a, b, block))
                .or_else(|| polarity::denied_in_copy(a, b, block).filter(|_| is_copy))
                .or_else(|| certainty::changed(a, b, block))
        };
        rulings.extend(ruling);
    }
    let denied = polarity::denied(a, b).filter(|_| diff.is_almost_all());
    rulings.extend(denied.filter(|ruling| !rulings.iter().any(|known| known.shows_same(ruling))));
    if rulings.is_empty() {
        rulings.extend(exchanged(a, b).or_else(|| told_otherwise(a, b, diff, is_copy)));
    } else if !is_copy
        && (are_of_other_groups(a, b)
            || are_of_other_sorts(a, b)
            || is_other_scope(a, b, diff, &rulings))
    {
        rulings.iter_mut().for_each(doubt);
    }
    rulings.extend(single(a, b));
    rulings.extend(single(b, a).map(Ruling::exchanged));
    // What has risen goes with what has fallen: "eleven are safe and one is missing".
    if rulings.iter().any(|ruling| ruling.rule == Rule::FigureUpdated) {
        for ruling in rulings.iter_mut().filter(|ruling| has_fallen(a, b, ruling)) {
            (ruling.verdict, ruling.rule) = (Verdict::Updated, Rule::FigureUpdated);
            ruling
                .message
                .push_str(": the later account has the lower count, and a higher one of others");
        }
    }
    rulings
}

/// Other words in the one place where statements differ ("the town library", "the post office"):
/// what that means no rule can judge, unless they are alike almost all over.
fn told_otherwise<'a>(
    a: Statement<'a>,
    b: Statement<'a>,
    diff: &WordDiff<'a>,
    is_copy: bool,
) -> Option<Ruling> {
    let is_other =
        |block: &Change<'_>| wording::is_other(&telling(a, block.in_a), &telling(b, block.in_b));
    let mut blocks = diff.blocks(MAX_GAP).into_iter().filter(is_other);
    let block = blocks.next().filter(|_| blocks.next().is_none())?;
    // Of sources the rule of attribution has judged whether they may be one.
    if is_source(a, block.range_a()?) && is_source(b, block.range_b()?) {
        return None;
    }
    let said = [a.marked(vec![block.range_a()?], None), b.marked(vec![block.range_b()?], None)];
    let both = both_say(a, b, &said);
    let one = |s: Statement<'a>, tokens: &[Token]| {
        let mut told = telling(s, tokens).into_iter();
        told.next().filter(|_| told.next().is_none()).map(|(_, word)| word)
    };
    let is_other_person = || match (one(a, block.in_a), one(b, block.in_b)) {
        (Some(x), Some(y)) => {
            are_other_occupations(x, y) && !are_both_players(x, y) || are_man_and_woman(x, y)
        }
        _ => false,
    };
    let are_sources = || are_other_people((a, block.in_a), (b, block.in_b));
    let judged = if is_copy && are_sources() {
        Some((Facet::Attribution, Rule::SourceChanged))
    } else if !diff.is_almost_all() {
        None
    } else if is_place_in_order(a, block.in_a) && is_place_in_order(b, block.in_b) {
        Some((Facet::Quantity, Rule::FigureChanged))
    } else if is_the_only(a, block.range_a()?) && is_the_only(b, block.range_b()?) {
        Some((Facet::Name, Rule::OnlyOne))
    } else {
        is_other_person().then_some((Facet::Name, Rule::OtherOccupation))
    };
    Some(match judged {
        Some((facet, rule)) => {
            let verdict = Verdict::Conflict;
            Ruling { verdict, facet: Some(facet), rule, message: both, said }
        }
        None => {
            let message = format!("told otherwise: {both}; not judged");
            let verdict = Verdict::Compatible;
            Ruling { verdict, facet: None, rule: Rule::Unjudged, message, said }
        }
    })
}

/// Whether a statement has all of these words.
fn tells(statement: Statement<'_>, words: &[Token]) -> bool {
    words.iter().all(|word| statement.tokens().iter().any(|token| token.word == word.word))
}

/// Whether both words are of players, who have more than one place in a game.
fn are_both_players(x: &str, y: &str) -> bool {
    const PLAYERS: [&str; 8] =
        ["forward", "winger", "striker", "attacker", "midfielder", "defender", "batsman", "bowler"];
    PLAYERS.contains(&x) && PLAYERS.contains(&y)
}

/// Whether one word is of a man and the other of a woman.
fn are_man_and_woman(x: &str, y: &str) -> bool {
    let pairs = [("man", "woman"), ("husband", "wife"), ("widow", "widower"), ("mother", "father")];
    pairs.contains(&(x, y)) || pairs.contains(&(y, x))
}

/// Whether a change is a place in an order and no more ("the 70th minute").
fn is_place_in_order(statement: Statement<'_>, tokens: &[Token]) -> bool {
    let [token] = tokens else { return false };
    figures_of_place(&statement.words(token.range).to_lowercase()).is_some()
}

fn is_source(statement: Statement<'_>, place: TextRange) -> bool {
    statement.reports().iter().any(|report| report.speaker.range.overlaps(place))
}

/// Several things counted by `a` of which `b` names one ("three helicopters", "a helicopter").
fn single(a: Statement<'_>, b: Statement<'_>) -> Option<Ruling> {
    let doc = &b.analysis.doc;
    let counts_of_b = b.quantities();
    a.quantities().into_iter().find_map(|(range, quantity)| {
        let head = quantity.counted_head.as_deref().filter(|_| quantity.is_count_of_several())?;
        // "A town of 31,000".
        let is_behind = quantity.counted.is_some_and(|counted| counted.start < range.start);
        if is_behind || is_in_chain(&a.analysis.doc, range) {
            return None;
        }
        if counts_of_b.iter().any(|(_, q)| q.counted_head.as_deref() == Some(head)) {
            return None;
        }
        let tokens = b.tokens();
        let is_owner =
            |token: &Token| doc.text()[token.range.end as usize..].starts_with(['\'', '’']);
        let at = tokens.iter().position(|token| doc.term(token).stem == head)?;
        // "A crew of half a dozen".
        let is_counted = tokens.get(at + 1).is_some_and(|next| b.words(next.range) == "of");
        if is_owner(&tokens[at]) || is_counted {
            return None;
        }
        let article =
            tokens[..at].iter().rev().take(MAX_MODIFIERS + 1).find(|token| {
                ONE.iter().any(|one| b.words(token.range).eq_ignore_ascii_case(one))
            })?;
        let said = [
            mark(a, range, quantity),
            b.marked(vec![article.range.cover(tokens[at].range)], Some("1".to_owned())),
        ];
        let message = both_say(a, b, &said);
        let (verdict, facet) = (Verdict::Conflict, Some(Facet::Quantity));
        Some(Ruling { verdict, facet, rule: Rule::NumberChanged, message, said })
    })
}

/// Words that say of a noun that there is one.
const ONE: [&str; 3] = ["a", "an", "one"];
/// Words between an article and its noun.
const MAX_MODIFIERS: usize = 1;

/// Words in common from which two statements are one sentence: there even the day of a report
/// has to be the same.
const MIN_WHOLE: usize = 16;

/// A figure, a day or a length of time that differs in the place that `change` is; `is_only`
/// where nothing else differs in a long sentence.
fn measured(
    a: Statement<'_>,
    b: Statement<'_>,
    change: Change<'_>,
    is_only: bool,
    is_copy: bool,
) -> Option<Ruling> {
    let (x, y) = (change.range_a()?, change.range_b()?);
    figure(a, x, b, y, is_copy)
        .or_else(|| time_changed::changed(a, x, b, y, is_only))
        .or_else(|| duration::changed(a, b, change))
}

/// Whether more than one thing differs, so that the statements may be of two matters in one
/// frame: "12 were injured" and "three were killed", women and men, this year and last.
fn is_other_scope<'a>(
    a: Statement<'a>,
    b: Statement<'a>,
    diff: &WordDiff<'a>,
    rulings: &[Ruling],
) -> bool {
    let is_of_fact = |facet: &Facet| matches!(facet, Facet::Quantity | Facet::Time | Facet::Name);
    // An age goes with its name.
    let is_alone = |ruling: &&Ruling| !is_age(a, ruling);
    let mut facets =
        rulings.iter().filter(is_alone).filter_map(|ruling| ruling.facet).filter(is_of_fact);
    let first = facets.next();
    if facets.any(|facet| Some(facet) != first) {
        return true;
    }
    // A share and an age, an amount and a place in an order: of another group or turn.
    let mut kinds = rulings
        .iter()
        .filter(|ruling| ruling.facet == Some(Facet::Quantity))
        .filter_map(|ruling| kind_of(a, ruling));
    let first = kinds.next();
    if kinds.any(|kind| Some(kind) != first) {
        return true;
    }
    // A figure is a change by itself, a name or a contrary one with the words around it.
    let ruled_in = |blocks: Vec<Change<'a>>, facets: &[Facet]| {
        let of_facet = |r: &&Ruling| r.facet.is_some_and(|facet| facets.contains(&facet));
        let ruled: Vec<&Ruling> = rulings.iter().filter(of_facet).collect();
        blocks
            .into_iter()
            .filter(move |block| ruled.iter().any(|r| touches(&r.said, *block)))
            .collect::<Vec<_>>()
    };
    let mut ruled = ruled_in(diff.blocks(MAX_GAP), &WORDED);
    ruled.extend(ruled_in(diff.changes().collect(), &[Facet::Polarity]));
    // Nobody goes with whom it is said of: "having a man sent off", "nobody was sent off".
    let is_of_nobody = |ruling: &Ruling| {
        let marks = [(a, &ruling.said[0]), (b, &ruling.said[1])];
        ruling.rule == Rule::Denied && marks.into_iter().any(|(s, said)| is_nobody(&s.quoted(said)))
    };
    if rulings.iter().all(is_of_nobody) {
        ruled.extend(ruled_in(diff.blocks(MAX_GAP), &[Facet::Polarity]));
    }
    let mut rest = diff.changes().filter(|change| !ruled.iter().any(|b| b.contains(*change)));
    let is_denial = rulings.iter().all(|ruling| ruling.rule == Rule::Denied);
    let is_of_figures =
        rulings.iter().all(|ruling| matches!(ruling.facet, Some(Facet::Quantity | Facet::Time)));
    let is_one_list = rulings.iter().all(|ruling| ruling.facet == Some(Facet::Quantity))
        && tell_one_list(a, b, rulings);
    rest.any(|change| {
        // "When trading began", "when trading ended".
        if is_of_figures && has_opposites(a, b, change) {
            return true;
        }
        let is_excused = is_one_list
            || quotation::is_quoted(a, b, change)
            || is_denial && is_manner(a, b, change)
            || is_named_elsewhere(a, b, diff, change);
        !is_excused && tells_more(a, b, change)
    })
}

/// Whether both statements give the same figures beside those that rulings are of, and at least one:
/// then they tell of one thing, however it is worded ("six rifles, 12 magazines and 300 rounds").
fn tell_one_list(a: Statement<'_>, b: Statement<'_>, rulings: &[Ruling]) -> bool {
    let (mut in_a, mut in_b) = (a.quantities(), b.quantities());
    for (side, figures) in [&mut in_a, &mut in_b].into_iter().enumerate() {
        figures.retain(|(range, quantity)| {
            let is_ruled =
                rulings.iter().any(|r| r.said[side].marks.iter().any(|m| m.overlaps(*range)));
            !is_ruled && quantity.class != QuantityClass::Ordinal
        });
    }
    let is_told = |all: &[(TextRange, &Quantity)], x: &Quantity| {
        let is_it = |y: &Quantity| x.class == y.class && x.unit == y.unit && x.low == y.low;
        all.iter().any(|(_, y)| is_it(y))
    };
    !in_a.is_empty()
        && in_a.len() == in_b.len()
        && in_a.iter().all(|(_, x)| is_told(&in_b, x))
        && in_b.iter().all(|(_, y)| is_told(&in_a, y))
}

fn has_opposites(a: Statement<'_>, b: Statement<'_>, change: Change<'_>) -> bool {
    let (in_a, in_b) = (telling(a, change.in_a), telling(b, change.in_b));
    in_a.iter().any(|(x, _)| in_b.iter().any(|(y, _)| are_opposites(x, y)))
}

/// Whether a ruling is of a count that is lower in the later account.
fn has_fallen(a: Statement<'_>, b: Statement<'_>, ruling: &Ruling) -> bool {
    let count = |s: Statement<'_>, said: &Said| {
        let figures = s.quantities();
        let marked =
            figures.iter().find(|(range, _)| said.marks.iter().any(|m| m.overlaps(*range)));
        marked.filter(|(_, q)| q.class == QuantityClass::Cardinal).map(|(_, q)| q.low)
    };
    let (Some(x), Some(y)) = (count(a, &ruling.said[0]), count(b, &ruling.said[1])) else {
        return false;
    };
    ruling.rule == Rule::FigureChanged
        && (a.is_later_than(b) && x < y || b.is_later_than(a) && y < x)
}

/// Class and unit of the figure that a ruling is of.
fn kind_of<'a>(a: Statement<'a>, ruling: &Ruling) -> Option<(QuantityClass, Option<&'a str>)> {
    let marks = &ruling.said[0].marks;
    let figures = a.quantities();
    let figure = figures.iter().find(|(range, _)| marks.iter().any(|m| m.overlaps(*range)));
    figure.map(|(_, quantity)| (quantity.class, quantity.unit.as_deref()))
}

/// Whether a change tells on one side how it was done and no more ("clearly").
fn is_manner(a: Statement<'_>, b: Statement<'_>, change: Change<'_>) -> bool {
    let is_adverb =
        |s: Statement<'_>, token: &Token| s.words(token.range).to_lowercase().ends_with("ly");
    match (change.in_a, change.in_b) {
        ([token], []) => is_adverb(a, token),
        ([], [token]) => is_adverb(b, token),
        _ => false,
    }
}

/// Whether marked words begin with a word that stands for nobody.
fn is_nobody(words: &str) -> bool {
    let words = words.to_lowercase();
    ["nobody", "no one", "none", "nothing"].iter().any(|nobody| words.starts_with(nobody))
}

/// Whether a change leaves out on one side what stands in the place of other words there: "they
/// … said of the rebels" and "the rebels … said".
fn is_named_elsewhere(
    a: Statement<'_>,
    b: Statement<'_>,
    diff: &WordDiff<'_>,
    change: Change<'_>,
) -> bool {
    let is_replaced = |s: Statement<'_>, tokens: &[Token], other: Statement<'_>| {
        let changes = diff.changes().filter(|c| !c.in_a.is_empty() && !c.in_b.is_empty());
        let others: Vec<&Token> =
            changes.flat_map(|c| if other.label == a.label { c.in_a } else { c.in_b }).collect();
        let doc = &other.analysis.doc;
        let told = telling(s, tokens);
        !told.is_empty()
            && told.iter().all(|(stem, _)| others.iter().any(|t| doc.term(t).stem == *stem))
    };
    match (change.in_a, change.in_b) {
        (tokens, []) => is_replaced(a, tokens, b),
        ([], tokens) => is_replaced(b, tokens, a),
        _ => false,
    }
}

/// Facets whose changes are made with the words around them.
const WORDED: [Facet; 4] = [Facet::Name, Facet::Quotation, Facet::Attribution, Facet::Certainty];

/// Whether a ruling is about how old somebody is.
fn is_age(a: Statement<'_>, ruling: &Ruling) -> bool {
    ruling.facet == Some(Facet::Quantity)
        && a.quantities().iter().any(|(range, quantity)| {
            quantity.class == QuantityClass::Age
                && ruling.said[0].marks.iter().any(|mark| mark.overlaps(*range))
        })
}

/// Words of a change on one side alone up to which it narrows what is said; a longer one is a
/// clause that the other account leaves out.
const MAX_NARROWING: usize = 4;

/// Words around a figure that say what it is a figure of.
const NEAR_FIGURE: usize = 5;

/// Whether words right beside the marks of a ruling narrow what is counted on one side, or on
/// each in another way ("shots", "shots on target"; "under 30", "of all ages").
pub(super) fn is_narrowed(
    a: Statement<'_>,
    b: Statement<'_>,
    diff: &WordDiff<'_>,
    ruling: &Ruling,
) -> bool {
    let is_near = |s: Statement<'_>, tokens: &[Token], said: &Said| {
        // How many words end at or before an offset.
        let at = |offset: u32| s.tokens().partition_point(|token| token.range.end <= offset);
        tokens.iter().any(|token| {
            let place = at(token.range.start);
            said.marks.iter().any(|mark| {
                place + NEAR_FIGURE >= at(mark.start) && place <= at(mark.end) + NEAR_FIGURE
            })
        })
    };
    diff.changes().filter(|change| !is_of_verbs(a, b, *change)).any(|change| {
        let is_near =
            is_near(a, change.in_a, &ruling.said[0]) || is_near(b, change.in_b, &ruling.said[1]);
        is_near && tells_more(a, b, change)
    })
}

/// Whether a change puts one verb in the place of another: each side begins with one.
fn is_of_verbs(a: Statement<'_>, b: Statement<'_>, change: Change<'_>) -> bool {
    let begins = |s: Statement<'_>, tokens: &[Token]| {
        tokens.first().is_some_and(|token| {
            let stem = &s.analysis.doc.term(token).stem;
            base_of(stem) != stem || s.words(token.range).ends_with("ed")
        })
    };
    begins(a, change.in_a) && begins(b, change.in_b)
}

/// Whether telling words stand in the place of others before the marks of a ruling: it is said
/// of another subject ("revenue rose", "net profit fell").
pub(super) fn has_other_subject(
    a: Statement<'_>,
    b: Statement<'_>,
    diff: &WordDiff<'_>,
    ruling: &Ruling,
) -> bool {
    let first = |said: &Said| said.marks.iter().map(|mark| mark.start).min().unwrap_or(0);
    let (of_a, of_b) = (first(&ruling.said[0]), first(&ruling.said[1]));
    let before = |tokens: &'_ [Token], mark: u32| tokens.partition_point(|t| t.range.end <= mark);
    diff.changes().filter(|change| !is_of_verbs(a, b, *change)).any(|change| {
        let in_a = &change.in_a[..before(change.in_a, of_a)];
        let in_b = &change.in_b[..before(change.in_b, of_b)];
        if ruling.rule == Rule::Denied {
            return wording::is_other(&added(a, in_a, b), &added(b, in_b, a));
        }
        wording::is_other(&telling(a, in_a), &telling(b, in_b))
    })
}

/// Whether a change that no rule speaks of puts telling words in the place of others, or a few
/// beside them. Words that stand elsewhere in the other statement tell no more.
fn tells_more(a: Statement<'_>, b: Statement<'_>, change: Change<'_>) -> bool {
    let (in_a, in_b) = (added(a, change.in_a, b), added(b, change.in_b, a));
    match (in_a.is_empty(), in_b.is_empty()) {
        (true, true) => false,
        (false, false) => wording::is_other(&in_a, &in_b),
        _ => change.in_a.len().max(change.in_b.len()) <= MAX_NARROWING,
    }
}

/// Telling words of a change that the other statement has nowhere: words that only stand
/// elsewhere in it change nothing.
fn added<'a>(statement: Statement<'a>, tokens: &[Token], other: Statement<'_>) -> Telling<'a> {
    let doc = &other.analysis.doc;
    let mut told = telling(statement, tokens);
    told.retain(|(stem, _)| !other.tokens().iter().any(|token| doc.term(token).stem == *stem));
    told
}

/// Telling words that belong to no figure and no time.
pub(super) fn telling<'a>(statement: Statement<'a>, tokens: &[Token]) -> Telling<'a> {
    let figures: Vec<TextRange> = statement.figures_and_times().collect();
    let is_figure = |token: &Token| figures.iter().any(|range| range.overlaps(token.range));
    wording::telling(statement, tokens.iter().filter(|token| !is_figure(token)))
}

/// Takes a conflict back: what differs is named.
pub(super) fn doubt(ruling: &mut Ruling) {
    if ruling.verdict == Verdict::Conflict && ruling.facet != Some(Facet::Quotation) {
        ruling.verdict = Verdict::Compatible;
        ruling.rule = Rule::Unjudged;
        ruling.message.push_str(": perhaps of two matters, for more than this differs; not judged");
    }
}

/// Words in common that a change of wording runs across.
const MAX_GAP: usize = 2;

/// Whether a mark of a ruling lies in a change.
fn touches(said: &[Said; 2], block: Change<'_>) -> bool {
    let is_touched = |said: &Said, range: Option<TextRange>| {
        range.is_some_and(|range| said.marks.iter().any(|mark| mark.overlaps(range)))
    };
    is_touched(&said[0], block.range_a()) || is_touched(&said[1], block.range_b())
}

/// Another figure of the same sort in the same place.
fn figure(
    a: Statement<'_>,
    in_a: TextRange,
    b: Statement<'_>,
    in_b: TextRange,
    is_copy: bool,
) -> Option<Ruling> {
    let ((range_a, qa), (range_b, qb)) = (only(a.quantities(), in_a)?, only(b.quantities(), in_b)?);
    if is_in_chain(&a.analysis.doc, range_a) || is_in_chain(&b.analysis.doc, range_b) {
        return None;
    }
    let is_comparable = qa.class == qb.class && qa.unit == qb.unit;
    if is_margin(a, range_a) != is_margin(b, range_b) {
        return None;
    }
    // Who asks for "at least 250" does not ask for "at least 320".
    let is_one_demand = qa.bound == qb.bound
        && qa.said() != qb.said()
        && is_demand(a, range_a)
        && is_demand(b, range_b);
    // "Below 100 metres" became "below 140 metres".
    let is_one_bound = is_copy && have_one_bound(qa, qb) && is_far(qa, qb);
    let differ = compare_values(qa, qb) == ValueRelation::Differ || is_one_demand || is_one_bound;
    if !is_comparable || !differ {
        return None;
    }
    if are_told_in_other_order((a, range_a, qa), (b, range_b, qb)) {
        return None;
    }
    let said = [mark(a, range_a, qa), mark(b, range_b, qb)];
    let both = both_say(a, b, &said);
    let has = |s: Statement<'_>, q: &Quantity| s.quantities().iter().any(|(_, x)| x.low == q.low);
    let are_exchanged = has(a, qb) && has(b, qa);
    let newer = newer((a, range_a, qa), (b, range_b, qb)).filter(|_| !are_exchanged);
    let (verdict, rule, message) = match newer {
        Some(why) => (Verdict::Updated, Rule::FigureUpdated, format!("{both}: {why}")),
        None => (Verdict::Conflict, Rule::FigureChanged, both),
    };
    Some(Ruling { verdict, facet: Some(Facet::Quantity), rule, message, said })
}

/// Words by which a figure is the difference of two.
const MARGINS: [&str; 4] = ["margin", "majority", "lead", "gap"];
/// Words between one of them and its figure.
const MAX_MARGIN: usize = 4;

fn is_margin(statement: Statement<'_>, figure: TextRange) -> bool {
    let before = statement.tokens().iter().rev().filter(|token| token.range.end <= figure.start);
    before.take(MAX_MARGIN).any(|token| MARGINS.contains(&statement.words(token.range)))
}
