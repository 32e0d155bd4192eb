//! Typed things said in a text: quantities, times, names, quotations and more.
//!
//! One file a kind; each finds its mentions in a [`Document`] and nothing else.

mod attribution;
mod lexicon;
mod name;
mod quantity;
mod quotation;
mod reported;
mod time;
mod words;

pub use attribution::Attribution;
pub use name::{Name, NameClass};
pub use quantity::{Bound, Quantity, QuantityClass};
pub use quotation::Quotation;
pub use time::{Modifier, Time, TimeClass};

use crate::{normalize::Document, span::TextRange};

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
        }
    }
}

/// All mentions of a document, in text order (start, then longer first, then kind).
///
/// Cost: linear in the length of the text. None lies in a removed range.
#[must_use]
pub fn find_mentions(doc: &Document) -> Vec<Mention> {
    let names = name::find(doc);
    let mut mentions = quantity::find(doc);
    mentions.extend(time::find(doc));
    let quotations = quotation::find(doc, &names);
    mentions.extend(attribution::find(doc, &names, &quotations));
    mentions.extend(names);
    mentions.extend(quotations);
    mentions.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end), m.fact.kind()));
    mentions
}
