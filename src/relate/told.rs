//! What an article tells by value: its figures and its days.

use crate::{
    ingest::WEEKDAYS,
    mention::{Fact, Mention, QuantityClass},
    span::TextRange,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A figure: lowest and highest value as bits, and its unit or what is counted.
pub(super) type FigureKey = (u64, u64, String);

/// Figures and days of one article.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// Where each stands last. Ordinals tell too little, and so does a bare one.
    pub(super) figures: BTreeMap<FigureKey, TextRange>,
    /// Days known with their year.
    dates: BTreeSet<Date>,
    /// Days of the week named, as bits.
    weekdays: u8,
}

impl Told {
    pub(super) fn of(mentions: &[Mention], text: &str) -> Self {
        let mut told = Self::default();
        for mention in mentions {
            match &mention.fact {
                Fact::Quantity(q)
                    if q.class != QuantityClass::Ordinal && (q.low > 1.0 || q.unit.is_some()) =>
                {
                    let unit = q.unit.as_deref().or(q.counted_head.as_deref()).unwrap_or_default();
                    let key = (q.low.to_bits(), q.high.to_bits(), unit.to_owned());
                    told.figures.insert(key, mention.range);
                }
                Fact::Time(time) => {
                    // A clock time stands behind its day: "2031-03-12T18:30".
                    let day = time.value.as_deref().and_then(|value| value.get(..10));
                    told.dates.extend(day.and_then(|day| day.parse::<Date>().ok()));
                    let said = mention.range.of(text);
                    let named = WEEKDAYS.iter().position(|day| day.eq_ignore_ascii_case(said));
                    told.weekdays |= named.map_or(0, |at| 1 << at);
                }
                _ => {}
            }
        }
        told
    }

    /// Figures that both give, of the same thing.
    pub(super) fn n_shared_figures(&self, other: &Self) -> usize {
        self.figures.keys().filter(|key| other.figures.contains_key(key)).count()
    }

    /// Whether both name a day in common, by dates where both have some, else by the days of
    /// the week; `None` where one names none.
    pub(super) fn shares_day(&self, other: &Self) -> Option<bool> {
        if !self.dates.is_empty() && !other.dates.is_empty() {
            return Some(!self.dates.is_disjoint(&other.dates));
        }
        let are_named = self.weekdays != 0 && other.weekdays != 0;
        are_named.then_some(self.weekdays & other.weekdays != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::{Article, Published},
        mention::find_mentions,
        normalize::{NormalizeParams, normalize},
    };

    fn told(text: &str, published: Option<&str>) -> Told {
        let article = Article {
            text: text.to_owned(),
            language: Some("en".to_owned()),
            published: published.map(Published::declared),
            ..Article::default()
        };
        let doc = normalize(article, &NormalizeParams::default());
        Told::of(&find_mentions(&doc), doc.text())
    }

    #[test]
    fn days_are_compared_by_date_or_by_name() {
        let friday = "The dam broke on Friday and 14 people died.";
        let monday = "The dam broke on Monday, killing 14 people.";
        let june = "The dam broke on 6 June 2031.";
        for (a, b, expected) in [
            (told(friday, None), told(friday, None), Some(true)),
            (told(friday, None), told(monday, None), Some(false)),
            (told(friday, None), told(june, None), None),
            (told(friday, Some("2031-06-07")), told(june, None), Some(true)),
            (told(friday, Some("2031-06-07")), told(friday, Some("2031-06-14")), Some(false)),
            (told(friday, Some("2031-06-07")), told(friday, None), Some(true)),
        ] {
            assert_eq!(a.shares_day(&b), expected);
            assert_eq!(b.shares_day(&a), expected);
        }
    }

    #[test]
    fn figures_are_of_the_same_thing() {
        let a = told("The dam broke and 14 people died; 300 cows and 7 houses were lost.", None);
        let b = told("14 people were killed, and 300 houses lost.", None);
        assert_eq!((a.n_shared_figures(&b), b.n_shared_figures(&a)), (1, 1));
    }
}
