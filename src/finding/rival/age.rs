//! Rival ages of one person.

use super::{Account, MAX_FACTS};
use crate::{
    finding::{
        model::{Facet, Verdict},
        quantity::mark,
        rule::Rule,
        statement::{Ruling, both_say},
    },
    mention::{Fact, Name, NameClass, NameRelation, Quantity, QuantityClass, compare_names},
    span::TextRange,
};

/// Years by which an account may be wrong: farther apart are two people of one name.
const MAX_YEARS: f64 = 10.0;

/// A person with an age.
struct Aged<'a> {
    sentence: u32,
    range: TextRange,
    age: &'a Quantity,
    name: &'a Name,
}

/// The ages that both accounts give of a person, where they differ.
pub(super) fn rulings(a: Account<'_>, b: Account<'_>) -> Vec<Ruling> {
    let (in_a, in_b) = (aged(a), aged(b));
    let pairs = in_a.iter().flat_map(|x| in_b.iter().map(move |y| (x, y)));
    let mut rulings: Vec<Ruling> = Vec::new();
    for (x, y) in pairs {
        let years = (x.age.low - y.age.low).abs();
        let is_one = compare_names(x.name, y.name) == NameRelation::Same && years <= MAX_YEARS;
        // Who is given both ages by one account has had a birthday, or a namesake.
        let gives = |all: &[Aged<'_>], age: &Quantity, name: &Name| {
            all.iter().any(|z| z.age.low == age.low && z.name.full == name.full)
        };
        let is_known = gives(&in_b, x.age, y.name) || gives(&in_a, y.age, x.name);
        if !is_one || years == 0.0 || is_known {
            continue;
        }
        let (said_a, said_b) = (a.said(x.sentence), b.said(y.sentence));
        let (of_a, of_b) = (a.statement(&said_a), b.statement(&said_b));
        let said = [mark(of_a, x.range, x.age), mark(of_b, y.range, y.age)];
        let message = format!("{}: the age of {}", both_say(of_a, of_b, &said), x.name.full);
        let (verdict, facet) = (Verdict::Conflict, Some(Facet::Quantity));
        let ruling = Ruling { verdict, facet, rule: Rule::RivalAge, message, said };
        if !rulings.iter().any(|known| known.shows_same(&ruling)) {
            rulings.push(ruling);
        }
    }
    rulings
}

/// Persons of whom an account says how old they are: "Dale Purcell, 44,".
fn aged(account: Account<'_>) -> Vec<Aged<'_>> {
    let text = account.analysis.doc.text();
    let mentions = &account.analysis.mentions;
    let ages = mentions.iter().filter_map(|m| match &m.fact {
        Fact::Quantity(q) if q.class == QuantityClass::Age && q.low == q.high => Some((m, q)),
        _ => None,
    });
    let aged = ages.filter_map(|(m, age)| {
        let name = mentions.iter().filter(|n| n.sentence_idx == m.sentence_idx).find_map(|n| {
            let Fact::Name(name) = &n.fact else { return None };
            let is_before = n.range.end <= m.range.start
                && text[n.range.end as usize..m.range.start as usize].trim() == ",";
            (name.class == NameClass::Person && is_before).then_some(name)
        })?;
        Some(Aged { sentence: m.sentence_idx, range: m.range, age, name })
    });
    aged.take(MAX_FACTS).collect()
}
