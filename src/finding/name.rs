//! The facet of names: who or where, in one place of two statements.

use super::{
    model::{Facet, Said, Verdict},
    rule::Rule,
    statement::{Ruling, Statement, both_say, only},
    word_diff::{Change, WordDiff},
};
use crate::{
    mention::{Fact, Name, NameClass, NameRelation, compare_names, is_known_place},
    normalize::{Document, Token},
    span::TextRange,
};

/// Words in common from which another name in one place cannot well be one of a list: short
/// statements ("Police arrested …") are made of many names.
const MIN_COMMON_WORDS: usize = 8;

/// A name and where it stands.
type Named<'a> = (TextRange, &'a Name);

/// Another name in the one place that `change` is of near-identical statements.
pub(super) fn changed(
    a: Statement<'_>,
    b: Statement<'_>,
    change: Change<'_>,
    diff: &WordDiff<'_>,
    is_copy: bool,
) -> Option<Ruling> {
    let (range_a, x) = only(a.names(), change.range_a()?)?;
    let (range_b, y) = only(b.names(), change.range_b()?)?;
    let is_all =
        n_beside(a, change.in_a, (range_a, x)) + n_beside(b, change.in_b, (range_b, y)) == 0;
    if !is_all || a.is_dateline(range_a) || b.is_dateline(range_b) {
        return None;
    }
    // Of sources the rule of attribution has judged whether they may be one.
    let is_source = |s: Statement<'_>, range: TextRange| {
        s.reports().iter().any(|report| report.speaker.range.overlaps(range))
    };
    // "Danish", "Scandinavian".
    let is_region = |name: &Name| REGIONAL.iter().any(|region| *region == &*name.full);
    if is_region(x) != is_region(y) {
        return None;
    }
    let said = [shown(a, (range_a, x)), shown(b, (range_b, y))];
    let both = both_say(a, b, &said);
    let is_one_of_many = is_listed(a, range_a) || is_listed(b, range_b) || is_lone(a) && is_lone(b);
    let (verdict, rule, message) = match compare_names(x, y) {
        NameRelation::Same => return None,
        NameRelation::DifferInPart if is_within(x, y) || is_within(y, x) => return None,
        NameRelation::DifferInPart | NameRelation::Differ if is_acronym(x, y) => return None,
        NameRelation::Differ if is_source(a, range_a) && is_source(b, range_b) => return None,
        NameRelation::DifferInPart => (Verdict::Conflict, Rule::NamePartChanged, both),
        // Of one surname, and neither given name an abbreviation of the other.
        NameRelation::Unclear if is_copy && have_other_words(x, y) => {
            (Verdict::Conflict, Rule::NamePartChanged, both)
        }
        NameRelation::Differ if is_copy => (Verdict::Conflict, Rule::NameChanged, both),
        // A place may lie in the other one.
        NameRelation::Unclear
            if is_copy && !shares_word(x, y) && !(is_known_place(x) && is_known_place(y)) =>
        {
            (Verdict::Conflict, Rule::NameChanged, both)
        }
        NameRelation::Differ if diff.n_common() >= MIN_COMMON_WORDS && !is_one_of_many => {
            (Verdict::Conflict, Rule::NameChanged, both)
        }
        NameRelation::Differ if is_the_only(a, range_a) && is_the_only(b, range_b) => {
            (Verdict::Conflict, Rule::OnlyOne, both)
        }
        NameRelation::Differ => (
            Verdict::Compatible,
            Rule::Unjudged,
            format!("{both}: perhaps two of several; not judged"),
        ),
        NameRelation::Unclear
            if !shares_word(x, y) && is_the_only(a, range_a) && is_the_only(b, range_b) =>
        {
            (Verdict::Conflict, Rule::OnlyOne, both)
        }
        NameRelation::Unclear => (
            Verdict::Compatible,
            Rule::Unjudged,
            format!("{both}: perhaps one under two names; not judged"),
        ),
    };
    Some(Ruling { verdict, facet: Some(Facet::Name), rule, message, said })
}

/// Whether all words of a person's name are in another one, which has an office more ("Interior
/// Dirk Kemp", "Dirk Kemp").
fn is_within(x: &Name, y: &Name) -> bool {
    let is_person = |name: &Name| matches!(name.class, NameClass::Person | NameClass::Other);
    is_person(x)
        && is_person(y)
        && x.full.contains(' ')
        && x.full.split(' ').all(|word| y.full.split(' ').any(|other| other == word))
}

/// Whether a word of one name is made of the first letters of words of the other, and the rest are
/// the same ("Most Valuable Player Award", "MVP Award").
fn is_acronym(x: &Name, y: &Name) -> bool {
    let (short, long) = if x.full.len() < y.full.len() { (x, y) } else { (y, x) };
    let mut rest: Vec<&str> = long.full.split(' ').collect();
    let mut letters = None;
    for word in short.full.split(' ') {
        match rest.iter().position(|other| *other == word) {
            Some(at) => drop(rest.remove(at)),
            None if letters.is_none() => letters = Some(word),
            None => return false,
        }
    }
    let initials: String = rest.iter().filter_map(|word| word.chars().next()).collect();
    rest.len() > 1 && letters.is_some_and(|letters| letters.replace('.', "") == initials)
}

/// Whether a sentence stands alone: with nothing around it, two alike may be of two of many ("trains
/// on the Harrow line were cancelled").
fn is_lone(statement: Statement<'_>) -> bool {
    statement.analysis.doc.sentences.len() == 1
}

/// What somebody of one of several countries is called.
const REGIONAL: [&str; 12] = [
    "Scandinavian",
    "Nordic",
    "European",
    "Asian",
    "African",
    "American",
    "Arab",
    "Baltic",
    "Balkan",
    "Latin American",
    "British",
    "Western",
];

/// People of one surname and other given names, of whom each account knows its own alone.
/// Cost: names of one times names of the other.
pub(super) fn rule(a: Statement<'_>, b: Statement<'_>) -> Option<Ruling> {
    let (in_a, in_b) = (people(a), people(b));
    let pairs = in_a.iter().flat_map(|x| in_b.iter().map(move |y| (*x, *y)));
    let mut rivals = pairs.filter(|((_, x), (_, y))| is_other_given_name(x, y));
    let ((range_a, x), (range_b, y)) = rivals.next().filter(|_| rivals.next().is_none())?;
    // Whom both know by name are two people, whatever they are called here.
    if knows(a, y) || knows(b, x) {
        return None;
    }
    let said = [shown(a, (range_a, x)), shown(b, (range_b, y))];
    let message = both_say(a, b, &said);
    Some(Ruling {
        verdict: Verdict::Conflict,
        facet: Some(Facet::Name),
        rule: Rule::GivenName,
        message,
        said,
    })
}

fn shown(statement: Statement<'_>, (range, name): Named<'_>) -> Said {
    statement.marked(vec![range], Some(name.full.to_string()))
}

fn is_other_given_name(x: &Name, y: &Name) -> bool {
    let surname = |name: &Name| name.full.rsplit_once(' ').map(|(_, last)| last.to_owned());
    surname(x).is_some()
        && surname(x) == surname(y)
        && compare_names(x, y) == NameRelation::DifferInPart
}

/// The people that a statement names with more than the surname.
fn people(statement: Statement<'_>) -> Vec<Named<'_>> {
    let is_named = |&(range, name): &Named<'_>| {
        name.class == NameClass::Person && statement.words(range).contains(' ')
    };
    statement.names().filter(is_named).collect()
}

/// Whether the account of a statement names this person anywhere.
fn knows(statement: Statement<'_>, person: &Name) -> bool {
    statement
        .analysis
        .mentions
        .iter()
        .any(|m| matches!(&m.fact, Fact::Name(name) if name.full == person.full))
}

/// Whether two names of as many words have one word otherwise, of which neither begins with the
/// other.
fn have_other_words(x: &Name, y: &Name) -> bool {
    let (of_x, of_y): (Vec<&str>, Vec<&str>) =
        (x.full.split(' ').collect(), y.full.split(' ').collect());
    let mut other = of_x.iter().zip(&of_y).filter(|(x, y)| x != y);
    let is_short = |x: &str, y: &str| {
        let (x, y) = (x.trim_end_matches('.'), y.trim_end_matches('.'));
        x.starts_with(y) || y.starts_with(x)
    };
    of_x.len() == of_y.len()
        && of_x.len() > 1
        && other.next().is_some_and(|(x, y)| !is_short(x, y))
        && other.next().is_none()
}

fn shares_word(x: &Name, y: &Name) -> bool {
    x.full.split(' ').any(|word| y.full.split(' ').any(|other| word == other))
}

/// Words that say of what follows that there is one of it, behind an article.
pub(super) const ONLY: [&str; 4] = ["only", "sole", "single", "lone"];

/// Whether a statement says outside of `place` that there is one alone of what is told there:
/// "the only suspect", "the prize for best film", "sworn in as finance minister".
pub(super) fn is_the_only(statement: Statement<'_>, place: TextRange) -> bool {
    let doc = &statement.analysis.doc;
    let tokens = statement.tokens();
    // "A single-dose vaccine".
    let is_joined = |word: TextRange| doc.text()[word.end as usize..].starts_with('-');
    let is = |token: &Token, words: &[&str]| {
        words.iter().any(|word| statement.words(token.range).eq_ignore_ascii_case(word))
    };
    tokens.windows(2).filter(|pair| !pair.iter().any(|t| t.range.overlaps(place))).any(|pair| {
        is(&pair[0], &["the", "a"]) && is(&pair[1], &ONLY) && !is_joined(pair[1].range)
            || is(&pair[0], &["the", "for"]) && is(&pair[1], &["best", "winner"])
            || is(&pair[0], &["as"]) && is_office(&doc.term(&pair[1]).stem, tokens, &pair[1], doc)
    })
}

/// Offices (stems) of which one person at a time has each.
const OFFICES: [&str; 12] = [
    "minist",
    "presid",
    "chancellor",
    "chairman",
    "chairwoman",
    "governor",
    "mayor",
    "captain",
    "premier",
    "secretari",
    "director",
    "chief",
];

/// Whether an office is named by this word, or by one of the two after it.
fn is_office(stem: &str, tokens: &[Token], first: &Token, doc: &Document) -> bool {
    let at = tokens.partition_point(|token| token.range.start <= first.range.start);
    OFFICES.contains(&stem)
        || tokens[at..].iter().take(2).any(|t| OFFICES.contains(&doc.term(t).stem.as_str()))
}

/// Parts of a place, which is named behind them.
const PARTS: [&str; 8] =
    ["centre", "center", "outskirts", "suburbs", "heart", "port", "town", "city"];

/// Telling words of a change beside the name and its title, figures left out.
fn n_beside(statement: Statement<'_>, tokens: &[Token], (name, of): Named<'_>) -> usize {
    let doc = &statement.analysis.doc;
    let figures: Vec<TextRange> = statement.figures_and_times().collect();
    let is_beside = |range: TextRange| {
        !range.overlaps(name)
            && !of.title.is_some_and(|title| title.overlaps(range))
            && !figures.iter().any(|figure| figure.overlaps(range))
            && !PARTS.contains(&statement.words(range))
    };
    tokens.iter().filter(|t| is_beside(t.range) && !doc.term(t).is_stop).count()
}

/// What stands before some of many.
const OPENS_LIST: [&str; 8] =
    ["include", "includes", "included", "including", "such as", "among them", "like", "and"];

/// Whether other names of the sort stand right beside it, parted by commas or "and", or it is
/// said to be one of many.
pub(super) fn is_listed(statement: Statement<'_>, name: TextRange) -> bool {
    let text = statement.analysis.doc.text();
    let is_link = |between: &str| {
        matches!(between.trim().trim_start_matches(',').trim(), "" | "and" | "or")
            && between.contains([',', 'a', 'o'])
    };
    let before = text[..name.start as usize].trim_end();
    if OPENS_LIST.iter().any(|opener| before.ends_with(opener)) {
        return true;
    }
    statement.names().any(|(other, of)| {
        of.class != NameClass::Nationality
            && (other.end <= name.start && is_link(&text[other.end as usize..name.start as usize])
                || name.end <= other.start
                    && is_link(&text[name.end as usize..other.start as usize]))
    })
}
