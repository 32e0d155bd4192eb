//! What one sentence says, as far as it is compared with others.

use crate::{
    mention::{Fact, Quantity, QuantityClass, ValueRelation, compare_values},
    relate::Analysis,
    sketch::SentenceProfile,
};
use std::collections::HashMap;

/// The telling terms and the figures of one sentence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SentenceContent {
    /// Its terms.
    pub profile: SentenceProfile,
    /// Its figures; places in an order are none.
    pub quantities: Vec<Quantity>,
}

impl SentenceContent {
    /// All of `analysis` taken as one statement.
    #[must_use]
    pub fn whole(analysis: &Analysis) -> Self {
        let n_sentences = analysis.doc.sentences.len();
        Self {
            profile: SentenceProfile::whole(&analysis.profile),
            quantities: (0..n_sentences).flat_map(|idx| quantities(analysis, idx)).collect(),
        }
    }

    /// The sentences of `analysis`, terms damped: what the whole article is about does not
    /// tell one of its sentences from another. Cost: linear.
    pub(super) fn of_sentences(analysis: &Analysis) -> Vec<Self> {
        let profiles = damped(&analysis.profile.sentences).into_iter().enumerate();
        profiles
            .map(|(idx, profile)| Self { profile, quantities: quantities(analysis, idx) })
            .collect()
    }

    /// How much the figures tell that both give, in 1/100 bits: equal ones, or one the
    /// other rounded. Symmetric. Cost: figures of one times figures of the other.
    pub(super) fn shared_figures(&self, other: &Self) -> u64 {
        let one_way = |a: &[Quantity], b: &[Quantity]| -> u64 {
            a.iter().filter_map(|x| b.iter().filter_map(|y| shared_bits(x, y)).max()).sum()
        };
        let (a, b) = (&self.quantities, &other.quantities);
        one_way(a, b).min(one_way(b, a))
    }
}

/// Figures of a sentence that are compared: a table is no sentence.
const MAX_QUANTITIES: usize = 32;

fn quantities(analysis: &Analysis, sentence_idx: usize) -> Vec<Quantity> {
    let all = analysis.mentions_of(sentence_idx).filter_map(|mention| match &mention.fact {
        Fact::Quantity(q) if q.class != QuantityClass::Ordinal => Some(q.clone()),
        _ => None,
    });
    all.take(MAX_QUANTITIES).collect()
}

/// What it tells that both `a` and `b` are given; `None` for figures that are not the same.
fn shared_bits(a: &Quantity, b: &Quantity) -> Option<u64> {
    let is_comparable = a.class == b.class && a.unit == b.unit;
    if !is_comparable || compare_values(a, b) > ValueRelation::Rounded {
        return None;
    }
    Some(bits(a.low).min(bits(b.low)))
}

/// How rare a figure is by its digits, in 1/100 bits. One and two turn up everywhere; past
/// four digits a figure is as good as a name.
fn bits(value: f64) -> u64 {
    if value <= 2.0 && value.fract() == 0.0 {
        return 0;
    }
    let digits = format!("{value}");
    let digits = digits.trim_end_matches('0').chars().filter(char::is_ascii_digit);
    match digits.skip_while(|d| *d == '0').count() {
        0 | 1 => 150,
        2 => 400,
        3 => 700,
        _ => 900,
    }
}

/// In `n` sentences of its article a term keeps 4/(3 + n) of its weight.
const DAMPING: u32 = 3;

fn damped(sentences: &[SentenceProfile]) -> Vec<SentenceProfile> {
    let mut n_sentences: HashMap<u64, u32> = HashMap::new();
    for term in sentences.iter().flat_map(|s| &s.terms) {
        *n_sentences.entry(term.key).or_default() += 1;
    }
    sentences
        .iter()
        .map(|sentence| {
            let mut sentence = sentence.clone();
            for term in &mut sentence.terms {
                let n = n_sentences[&term.key];
                term.weight = (term.weight * (DAMPING + 1) / (DAMPING + n)).max(1);
            }
            sentence.weight = sentence.terms.iter().map(|t| u64::from(t.weight)).sum();
            sentence
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::Article,
        normalize::{NormalizeParams, normalize},
    };

    fn content(text: &str) -> SentenceContent {
        let article = Article { text: text.to_owned(), ..Article::default() };
        SentenceContent::whole(&Analysis::of(normalize(article, &NormalizeParams::default())))
    }

    #[test]
    fn rare_figures_tell_more() {
        let shared = |a, b| {
            let (a, b) = (content(a), content(b));
            assert_eq!(a.shared_figures(&b), b.shared_figures(&a));
            a.shared_figures(&b)
        };
        let profit = "Profit before tax was 642.3 million euros in the quarter.";
        assert_eq!(shared(profit, "It earned €642.3m before taxation, the bank said."), 900);
        assert_eq!(shared(profit, "It earned €642m before taxation, the bank said."), 700);
        assert_eq!(shared(profit, "It earned $642.3m before taxation, the bank said."), 0);
        assert_eq!(shared(profit, "It earned €571.8m before taxation, the bank said."), 0);
        assert_eq!(shared("Three men were hurt.", "The police arrested three men."), 150);
    }
}
