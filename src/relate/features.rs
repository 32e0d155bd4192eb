//! What speaks for two articles telling of one event, as integers.
//!
//! Cosine and Jaccard of all terms of the text, the lead found in the other's body, the rarest shared
//! names, the names of people, places and bodies each by themselves were tried
//! and made held-out topics worse, not better.

use super::analysis::Analysis;
use crate::{
    normalize::log2_ratio,
    sketch::{
        ProfileTerm, SentenceProfile, SharedWeights, TermKind, TermPair, for_each_shared, mille,
    },
};
use serde::{Deserialize, Serialize};

/// Measures of how alike two articles are in what they tell, each 0 to 1000 but for `days`,
/// symmetric, and 0 where a side is empty. Never ids, addresses or outlets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EventFeatures {
    /// Weighted Jaccard of the leads.
    pub lead: i64,
    /// Weighted Jaccard of names.
    pub names: i64,
    /// Square root of the weighted share of term pairs that stand in one sentence in both.
    pub pairs: i64,
    /// Mean weighted Jaccard of the three best matching sentences of either.
    pub sentences: i64,
    /// Cosine of the words that are no names and no figures: of one matter, whoever has it.
    pub words: i64,
    /// Figures of the same thing in both, a quarter of 1000 each.
    pub figures: i64,
    /// 1000 if both name a day in common, −1000 if each names other days, 0 if one names none.
    pub days: i64,
    /// Square root of the weight of names that one tells of again and again and the other never:
    /// the side with less of it. Two look-alike events each have their own people and places.
    pub lower_absent: i64,
    /// The same of the side with more.
    pub higher_absent: i64,
    /// Logarithm of the words of the shorter article: long ones share words by chance.
    pub length: i64,
}

impl EventFeatures {
    /// Names of the measures, in the order of [`values`](Self::values).
    pub const NAMES: [&str; 10] = [
        "lead",
        "names",
        "pairs",
        "sentences",
        "words",
        "figures",
        "days",
        "lower_absent",
        "higher_absent",
        "length",
    ];

    /// The measures in a fixed order.
    #[must_use]
    pub fn values(&self) -> [i64; 10] {
        [
            self.lead,
            self.names,
            self.pairs,
            self.sentences,
            self.words,
            self.figures,
            self.days,
            self.lower_absent,
            self.higher_absent,
            self.length,
        ]
    }

    /// Compares two articles. Cost: linear in terms and pairs, and sentences of the one
    /// times sentences of the other, both capped.
    #[must_use]
    pub fn of(a: &Analysis, b: &Analysis) -> Self {
        let (x, y) = (&a.profile, &b.profile);
        let absent = [absent_mille(&x.terms, &y.terms), absent_mille(&y.terms, &x.terms)];
        Self {
            lead: SharedWeights::of(&x.lead, &y.lead).jaccard_mille().cast_signed(),
            names: SharedWeights::of(&x.terms, &y.terms).name_jaccard_mille().cast_signed(),
            pairs: pairs_mille(&x.pairs, &y.pairs).cast_signed(),
            sentences: best_sentences_mille(&x.sentences, &y.sentences).cast_signed(),
            words: words_mille(&x.terms, &y.terms),
            figures: figures_mille(a.told.n_shared_figures(&b.told)),
            days: match a.told.shares_day(&b.told) {
                Some(true) => 1000,
                Some(false) => -1000,
                None => 0,
            },
            lower_absent: absent[0].min(absent[1]),
            higher_absent: absent[0].max(absent[1]),
            length: length_mille(a.doc.tokens.len().min(b.doc.tokens.len())),
        }
    }
}

/// How much a term tells that stands so often: weight times 1 + log2 of the number.
fn telling(term: &ProfileTerm) -> u64 {
    u64::from(term.weight) * u64::from(256 + log2_ratio(term.n, 1)) / 256
}

fn words_mille(a: &[ProfileTerm], b: &[ProfileTerm]) -> i64 {
    let norm = |terms: &[ProfileTerm]| {
        let words = terms.iter().filter(|term| term.kind == TermKind::Word);
        words.map(|term| telling(term).pow(2)).sum::<u64>().isqrt()
    };
    let mut dot = 0;
    for_each_shared(a, b, |x, y| {
        if x.kind == TermKind::Word && y.kind == TermKind::Word {
            dot += telling(x) * telling(y);
        }
    });
    mille(dot, norm(a) * norm(b)).cast_signed()
}

/// Shared figures that count: more say no more.
const MAX_FIGURES: usize = 4;

fn figures_mille(n_shared: usize) -> i64 {
    (n_shared.min(MAX_FIGURES) * 1000 / MAX_FIGURES) as i64
}

/// Times a name stands in an article that is about it, and not only mentions it.
const MIN_TOLD: u32 = 3;
/// Weight that counts as 1000, in 1/256 bits: some ten rare names.
const MAX_ABSENT: u64 = 256 * 256;

/// Names that `terms` have again and again and `others` never: the square root of the share of
/// [`MAX_ABSENT`] that they weigh, each 1 + log2 of how often it stands.
fn absent_mille(terms: &[ProfileTerm], others: &[ProfileTerm]) -> i64 {
    let is_absent = |term: &&ProfileTerm| {
        term.kind == TermKind::Name
            && term.n >= MIN_TOLD
            && others.binary_search_by_key(&term.key, |other| other.key).is_err()
    };
    let bits: u64 = terms.iter().filter(is_absent).map(telling).sum();
    (1_000_000 * bits.min(MAX_ABSENT) / MAX_ABSENT).isqrt().cast_signed()
}

/// Fewer words count as so many, and more as so many.
const LENGTHS: (usize, usize) = (50, 512);

fn length_mille(n_words: usize) -> i64 {
    let bits = |n: usize| u64::from(log2_ratio(u32::try_from(n).unwrap_or(u32::MAX), 1));
    if n_words == 0 {
        return 0;
    }
    mille(bits(n_words.clamp(LENGTHS.0, LENGTHS.1)), bits(LENGTHS.1)).cast_signed()
}

fn pairs_mille(a: &[TermPair], b: &[TermPair]) -> u64 {
    let (mut i, mut k, mut shared) = (0, 0, 0u64);
    while i < a.len() && k < b.len() {
        let (x, y) = (a[i].key, b[k].key);
        shared += u64::from(a[i].weight) * u64::from(x == y);
        i += usize::from(x <= y);
        k += usize::from(y <= x);
    }
    let total = |pairs: &[TermPair]| pairs.iter().map(|p| u64::from(p.weight)).sum::<u64>();
    let smaller = total(a).min(total(b));
    (1_000_000 * shared).checked_div(smaller).map_or(0, |share| share.isqrt().min(1000))
}

/// Sentences of each side looked at: the telling ones stand early.
const MAX_SENTENCES: usize = 60;
/// A sentence with less weight (about three rare words) matches by chance.
const MIN_SENTENCE_WEIGHT: u64 = 20 * 256;
/// Best matches that count.
const N_BEST: usize = 3;

fn best_sentences_mille(a: &[SentenceProfile], b: &[SentenceProfile]) -> u64 {
    let telling = |side: &'_ [SentenceProfile]| -> Vec<SentenceProfile> {
        side.iter()
            .take(MAX_SENTENCES)
            .filter(|s| s.weight >= MIN_SENTENCE_WEIGHT)
            .cloned()
            .collect()
    };
    let (a, b) = (telling(a), telling(b));
    let mut best_a = vec![0u64; a.len()];
    let mut best_b = vec![0u64; b.len()];
    for (i, x) in a.iter().enumerate() {
        for (k, y) in b.iter().enumerate() {
            let score = SharedWeights::of(&x.terms, &y.terms).jaccard_mille();
            best_a[i] = best_a[i].max(score);
            best_b[k] = best_b[k].max(score);
        }
    }
    u64::midpoint(mean_of_best(best_a), mean_of_best(best_b))
}

fn mean_of_best(mut scores: Vec<u64>) -> u64 {
    scores.sort_unstable_by(|x, y| y.cmp(x));
    scores.iter().take(N_BEST).sum::<u64>() / N_BEST as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::Article,
        normalize::{NormalizeParams, normalize},
    };

    fn analysis(text: &str) -> Analysis {
        let article = Article {
            text: text.to_owned(),
            language: Some("en".to_owned()),
            ..Article::default()
        };
        Analysis::of(normalize(article, &NormalizeParams::default()))
    }

    #[test]
    fn names_that_one_tells_of_and_the_other_never() {
        let first = analysis(
            "The ferry left Qeshm on Friday. Police in Qeshm said 14 people died. \
             The mayor of Qeshm spoke.",
        );
        let second = analysis("The ferry sank on Friday, and 14 people died off Lingeh.");
        let features = EventFeatures::of(&first, &second);
        assert_eq!(features, EventFeatures::of(&second, &first));
        assert_eq!(features.lower_absent, 0, "Lingeh is named once");
        assert!(features.higher_absent > 0);
        assert_eq!((features.figures, features.days), (250, 1000));
    }

    #[test]
    fn an_article_is_like_itself_and_nothing_is_like_nothing() {
        let text = "The ferry left Qeshm on Friday with 14 people and never came to Lingeh.";
        let own = EventFeatures::of(&analysis(text), &analysis(text));
        assert_eq!([own.lead, own.names, own.words, own.days], [1000; 4]);
        assert_eq!([own.lower_absent, own.higher_absent], [0; 2]);
        let nothing = EventFeatures::of(&analysis(""), &analysis(""));
        assert_eq!(nothing, EventFeatures::default());
    }

    #[test]
    fn lengths_are_bounded() {
        assert_eq!([0, 512, 100_000].map(length_mille), [0, 1000, 1000]);
        assert_eq!(length_mille(1), length_mille(50));
        assert!(length_mille(100) > length_mille(50));
    }
}
