//! Typed things said in a text: quantities, times, names, quotations and more.
//!
//! One file a kind; each finds its mentions in a [`Document`] and nothing else.

mod attribution;
#[cfg(test)]
mod cases;
mod certainty;
mod clause;
mod irregular;
mod lexicon;
mod name;
mod occupation;
mod phrases;
mod polarity;
mod quantity;
mod quotation;
mod reported;
mod synonyms;
mod time;
mod vocabulary;
mod words;

pub use attribution::Attribution;
pub use certainty::{Certainty, CertaintyLevel};
pub use clause::Predicate;
pub use irregular::base_of;
pub use lexicon::small_number;
pub use name::{Name, NameClass, NameRelation, compare_names, is_known_place, is_name_variant};
pub use occupation::{are_other_occupations, is_occupation};
pub use polarity::{Negation, Polarity, are_opposites, is_negation, negated_form_of};
pub use quantity::{Bound, Quantity, QuantityClass, ValueRelation, compare_values};
pub use quotation::Quotation;
pub use synonyms::{are_synonyms, is_kind_of, synonyms_of, wider_than};
pub use time::{Modifier, Moment, Time, TimeClass};

use crate::{normalize::Document, span::TextRange};
use reported::{Reading, Registry};
use vocabulary::Looked;

/// One typed thing said, at a place in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The words that say it.
    pub range: TextRange,
    /// Index into [`Document::sentences`] of the sentence it starts in.
    pub sentence_idx: u32,
    /// What is said.
    pub fact: Fact,
}

/// What a mention says, by kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// A number with what it counts or measures.
    Quantity(Quantity),
    /// A date, time, duration or set of times.
    Time(Time),
    /// A person, organisation or place.
    Name(Name),
    /// Words in quotation marks and who said them.
    Quotation(Quotation),
    /// A statement reported without quotation marks.
    Attribution(Attribution),
    /// A negation or a denial.
    Polarity(Polarity),
    /// A word that makes a statement other than a plain fact.
    Certainty(Certainty),
}

impl Fact {
    /// The kind, as output names it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Quantity(_) => "quantity",
            Self::Time(_) => "time",
            Self::Name(_) => "name",
            Self::Quotation(_) => "quotation",
            Self::Attribution(_) => "attribution",
            Self::Polarity(_) => "polarity",
            Self::Certainty(_) => "certainty",
        }
    }

    /// Where the kind stands among all in the order of their names.
    fn rank(&self) -> u32 {
        match self {
            Self::Attribution(_) => 0,
            Self::Certainty(_) => 1,
            Self::Name(_) => 2,
            Self::Polarity(_) => 3,
            Self::Quantity(_) => 4,
            Self::Quotation(_) => 5,
            Self::Time(_) => 6,
        }
    }
}

/// All mentions of a document, in text order (start, then longer first, then kind).
///
/// Cost: linear in the length of the text. None lies in a removed range.
#[must_use]
pub fn find_mentions(doc: &Document) -> Vec<Mention> {
    let looked = vocabulary::look_up(doc);
    let sentences = words::sentences(doc, &looked);
    let names = name::find(doc, &sentences);
    let mut mentions = Vec::with_capacity(doc.tokens.len() / WORDS_PER_MENTION + names.len());
    quantity::find(&sentences, &mut mentions);
    time::find(doc, &looked, &mut mentions);
    let reported = find_reported(doc, &looked, &names);
    if matches!(doc.language.as_deref(), None | Some("en")) {
        polarity::find(&sentences, &mut mentions);
        certainty::find(&sentences, &reported, &mut mentions);
    }
    mentions.extend(reported);
    mentions.extend(names);
    in_order(mentions)
}

/// Words of news for each mention other than names, rounded down.
const WORDS_PER_MENTION: usize = 10;

/// `mentions` in text order. Their places are sorted, not they: a mention is large.
fn in_order(mentions: Vec<Mention>) -> Vec<Mention> {
    // One number orders as start, then end the other way round, kind and index would.
    let place = |(at, mention): (u32, &Mention)| {
        let TextRange { start, end } = mention.range;
        let [start, end, kind] = [start, !end, mention.fact.rank()].map(u128::from);
        start << 96 | end << 64 | kind << 32 | u128::from(at)
    };
    let mut places: Vec<u128> = (0..).zip(&mentions).map(place).collect();
    places.sort_unstable();
    let mut mentions: Vec<Option<Mention>> = mentions.into_iter().map(Some).collect();
    let mut in_order = Vec::with_capacity(mentions.len());
    in_order.extend(places.into_iter().filter_map(|place| mentions[place as u32 as usize].take()));
    in_order
}

/// Quotations and attributions; `looked` tells of the words of `doc`, `names` are its names.
fn find_reported(doc: &Document, looked: &[Looked], names: &[Mention]) -> Vec<Mention> {
    let stretches = quotation::stretches(doc.text(), &doc.paragraphs);
    let ranges: Vec<TextRange> = stretches.iter().map(|stretch| stretch.range).collect();
    let reading = Reading::of(doc, looked, &ranges);
    let registry = Registry::new(doc, looked, names);
    let mut mentions = quotation::find(&stretches, &reading, &registry);
    mentions.extend(attribution::find(&reading, registry));
    mentions
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Reverse;

    #[test]
    fn mentions_are_in_text_order_then_longer_first_then_by_the_name_of_their_kind() {
        let doc = cases::document_of(
            "\u{201c}Two of the five men were not hurt on Monday,\u{201d} Mayor Ann Lee said. \
             Officials in Bern said 30 people may have been killed.",
            "2024-05-07",
        );
        let mentions = find_mentions(&doc);
        let place = |m: &Mention| (m.range.start, Reverse(m.range.end), m.fact.kind());
        assert!(mentions.is_sorted_by_key(place));
        let mut kinds: Vec<(&str, u32)> =
            mentions.iter().map(|m| (m.fact.kind(), m.fact.rank())).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), 7, "{kinds:?}");
        assert!(kinds.is_sorted_by_key(|&(_, rank)| rank), "{kinds:?}");
    }
}
