//! Rival facts: what stands in one place of two accounts told in words of their own.
//!
//! Where sentences are no longer alike, a fact is known by its place: what is counted, what is
//! done, and the telling words around it. Two facts are rivals where their places have much in
//! common, each is the other's best, and neither account says what the other one says
//! anywhere.

mod age;
mod deed;
mod figure;
mod holder;
mod hour;
mod kind;
mod lone;
mod manner;
mod matching;
mod name;
mod outcome;
mod quote;
mod single;
mod slip;
mod slot;
mod source;
mod swap;
mod time;
mod transcript;
mod utterance;

use super::{
    find::AlignedPair,
    model::Said,
    statement::{Ruling, Statement},
};
use crate::{
    mention::{Fact, Name, NameClass, NameRelation, compare_names},
    relate::Analysis,
    span::TextRange,
};
use slot::{Slot, Weights};

/// Facts of one kind of an account that are looked at: bounds the pairs.
const MAX_FACTS: usize = 200;

/// One of two accounts.
#[derive(Clone, Copy)]
struct Account<'a> {
    article_idx: usize,
    analysis: &'a Analysis,
    label: &'a str,
    weights: &'a Weights,
}

impl<'a> Account<'a> {
    fn said(self, sentence: u32) -> Said {
        Said {
            article_idx: self.article_idx,
            sentences: vec![sentence],
            marks: Vec::new(),
            value: None,
        }
    }

    fn statement(self, said: &'a Said) -> Statement<'a> {
        Statement { analysis: self.analysis, said, label: self.label }
    }

    fn slot(self, sentence: u32, fact: TextRange) -> Slot {
        Slot::around(&self.analysis.doc, self.weights, sentence as usize, fact)
    }

    fn sentence(self, sentence: u32) -> Slot {
        let tokens = self.analysis.doc.sentence_tokens(sentence as usize);
        Slot::whole(&self.analysis.doc, self.weights, tokens.iter())
    }

    fn clause(self, sentence: u32, fact: TextRange) -> Slot {
        Slot::in_clause(&self.analysis.doc, self.weights, sentence as usize, fact)
    }
}

/// Sentences before one about "him" or "her" among which it is said who that is.
const MAX_BACK: u32 = 2;

/// The people a statement names; where it begins with "he" or "she", the last one named before.
fn people(statement: Statement<'_>) -> Vec<&Name> {
    let is_person = |name: &Name| name.class == NameClass::Person;
    let named: Vec<&Name> =
        statement.names().map(|(_, name)| name).filter(|n| is_person(n)).collect();
    let first = statement.tokens().first().map(|token| statement.words(token.range));
    let is_pronoun =
        |word: &str| ["he", "she"].iter().any(|pronoun| word.eq_ignore_ascii_case(pronoun));
    if !named.is_empty() || !first.is_some_and(is_pronoun) {
        return named;
    }
    let idx = statement.said.sentences[0];
    let before = (idx.saturating_sub(MAX_BACK)..idx).rev();
    let last_of = |sentence: u32| {
        let mentions = statement.analysis.mentions_of(sentence as usize);
        let names = mentions.filter_map(|mention| match &mention.fact {
            Fact::Name(name) if is_person(name) => Some(name),
            _ => None,
        });
        names.last()
    };
    before.filter_map(last_of).take(1).collect()
}

/// Whether both statements name a person, or what may be one, and the same.
fn name_one_person(a: Statement<'_>, b: Statement<'_>) -> bool {
    let is_kind = |name: &&Name| matches!(name.class, NameClass::Person | NameClass::Other);
    let of_a = || a.names().map(|(_, name)| name).filter(is_kind);
    let mut of_b = b.names().map(|(_, name)| name).filter(is_kind);
    of_b.any(|y| of_a().any(|x| compare_names(x, y) == NameRelation::Same))
}

/// Whether both statements name people, and none in common: then they tell of two.
fn name_other_people(a: Statement<'_>, b: Statement<'_>) -> bool {
    let (in_a, in_b) = (people(a), people(b));
    let is_one = |x: &Name, y: &Name| compare_names(x, y) == NameRelation::Same;
    !in_a.is_empty() && !in_b.is_empty() && !in_a.iter().any(|x| in_b.iter().any(|y| is_one(x, y)))
}

/// Rival facts of two accounts of one event, one kind after the other.
///
/// Cost: linear in the texts, and at most 200 facts of one by 200 of the other.
pub(super) fn rulings(analyses: &[Analysis], labels: &[String], pair: &AlignedPair) -> Vec<Ruling> {
    let weights = [pair.a_idx, pair.b_idx].map(|idx| Weights::of(&analyses[idx]));
    let [a, b] = [(pair.a_idx, &weights[0]), (pair.b_idx, &weights[1])].map(|(idx, weights)| {
        Account { article_idx: idx, analysis: &analyses[idx], label: &labels[idx], weights }
    });
    let are_lone = lone::are_lone(a, b);
    let least = if are_lone { figure::Least::OF_SENTENCES } else { figure::Least::OF_ARTICLES };
    let mut rulings = figure::rulings(a, b, least);
    if are_lone {
        rulings.extend(lone::rulings(a, b));
        rulings.extend(single::rulings(a, b));
    }
    if !are_lone {
        rulings.extend(kind::rulings(a, b, &rulings));
    }
    rulings.extend(swap::rulings(a, b));
    rulings.extend(time::rulings(a, b));
    if !are_lone {
        rulings.extend(hour::rulings(a, b));
    }
    rulings.extend(age::rulings(a, b, are_lone));
    rulings.extend(name::rulings(a, b));
    rulings.extend(holder::rulings(a, b));
    rulings.extend(outcome::rulings(a, b));
    rulings.extend(quote::rulings(a, b));
    rulings.extend(source::rulings(a, b));
    rulings
}
