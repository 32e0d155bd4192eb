//! The brief of an article: its telling terms, counted.

use crate::normalize::{Document, Shape, Token, log2_ratio};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::sync::LazyLock;

/// The telling terms of one article, at most [`MAX_TERMS`](Self::MAX_TERMS).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Brief {
    /// Ascending by key.
    pub(super) terms: Vec<BriefTerm>,
    /// Days since 1970 of its publication, where known to the day.
    pub(super) day: Option<i32>,
}

/// A term of a brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BriefTerm {
    /// Hash of the stem.
    pub(super) key: u64,
    /// Its weight in news at large, in 1/256 bits.
    pub(super) weight: u16,
    /// How often it stands in the title and the text, and in the title and the lead; at most 255.
    pub(super) n: u8,
    pub(super) n_lead: u8,
    pub(super) sort: Sort,
    pub(super) is_in_title: bool,
}

/// What sort of term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Word,
    /// Part of the name of a person, a place or a body, told by its capital.
    Name,
    /// A number, a year, a time of day.
    Figure,
}

/// Words of the text that make its lead, with the title: about six sentences.
const N_LEAD_WORDS: usize = 140;
/// A word that has a capital only where sentences start is taken for a name when it is this
/// rare (7 bits: in fewer than one article of 128).
const RARE: u32 = 7 * 256;
/// Content words a paragraph needs before its capitals can be judged.
const MIN_TITLE_WORDS: usize = 4;

impl Brief {
    /// Most terms kept: those that tell most, by weight and number. Eight of ten articles have
    /// fewer.
    pub const MAX_TERMS: usize = 256;

    /// The brief of a text and its title, published on a day since 1970. Cost: linear.
    #[must_use]
    pub fn of(text: &Document, title: &Document, day: Option<i32>) -> Self {
        let mut found = Counts::of(text);
        found.add_title(title);
        let mut terms = found.terms;
        if terms.len() > Self::MAX_TERMS {
            let telling = |t: &BriefTerm| (Reverse(u64::from(t.weight) * tf_factor(t.n)), t.key);
            terms.select_nth_unstable_by_key(Self::MAX_TERMS, telling);
            terms.truncate(Self::MAX_TERMS);
        }
        terms.sort_unstable_by_key(|term| term.key);
        Self { terms, day }
    }
}

/// How much more a term tells that stands `n` times: 1 + log2 `n`, in 1/256.
pub(super) fn tf_factor(n: u8) -> u64 {
    static FACTORS: LazyLock<[u64; 256]> =
        LazyLock::new(|| std::array::from_fn(|n| 256 + u64::from(log2_ratio(n as u32, 1))));
    FACTORS[usize::from(n)]
}

struct Counts {
    terms: Vec<BriefTerm>,
}

impl Counts {
    fn of(text: &Document) -> Self {
        let mut n = vec![[0u8; 2]; text.terms.len()];
        for (at, token) in text.tokens.iter().enumerate() {
            let [all, lead] = &mut n[token.term_idx as usize];
            *all = all.saturating_add(1);
            *lead = lead.saturating_add(u8::from(at < N_LEAD_WORDS));
        }
        let is_name = names(text);
        let term = |((term, [n, n_lead]), is_name): ((&crate::normalize::Term, [u8; 2]), bool)| {
            (!term.is_stop).then(|| BriefTerm {
                key: term.key,
                weight: narrow(term.weight),
                n,
                n_lead,
                sort: sort_of(&term.stem, is_name),
                is_in_title: false,
            })
        };
        Self { terms: text.terms.iter().zip(n).zip(is_name).filter_map(term).collect() }
    }

    fn add_title(&mut self, title: &Document) {
        let mut at: FxHashMap<u64, usize> = FxHashMap::default();
        at.extend(self.terms.iter().enumerate().map(|(at, term)| (term.key, at)));
        for term in title.terms.iter().filter(|term| !term.is_stop) {
            let Some(&at) = at.get(&term.key) else {
                self.terms.push(BriefTerm {
                    key: term.key,
                    weight: narrow(term.weight),
                    n: 1,
                    n_lead: 1,
                    // Titles are written in capitals by house style.
                    sort: sort_of(&term.stem, false),
                    is_in_title: true,
                });
                continue;
            };
            let known = &mut self.terms[at];
            known.n = known.n.saturating_add(1);
            known.n_lead = known.n_lead.saturating_add(1);
            known.is_in_title = true;
        }
    }
}

fn sort_of(stem: &str, is_name: bool) -> Sort {
    if stem.starts_with(|c: char| c.is_numeric()) {
        Sort::Figure
    } else if is_name {
        Sort::Name
    } else {
        Sort::Word
    }
}

fn narrow(weight: u32) -> u16 {
    u16::try_from(weight.max(1)).unwrap_or(u16::MAX)
}

/// For each term whether it is part of a name: written with a capital where the place does not
/// ask for one more often than without.
fn names(text: &Document) -> Vec<bool> {
    let mut balance = vec![0i32; text.terms.len()];
    let mut starts = vec![false; text.terms.len()];
    for idx in 0..text.sentences.len() {
        let tokens = text.sentence_tokens(idx);
        let is_title_case = is_title_case(text, tokens);
        let mut end = None;
        for token in tokens {
            let term = token.term_idx as usize;
            let is_start = end.is_none_or(|end| ends_sentence(text, end, token));
            end = Some(token.range.end);
            match token.shape {
                Shape::Lower => balance[term] -= 1,
                Shape::Number => {}
                shape if is_start || is_title_case => {
                    balance[term] += i32::from(shape != Shape::Capitalised);
                    starts[term] = true;
                }
                _ => balance[term] += 1,
            }
        }
    }
    let is_name = |((&n, starts), term): ((&i32, bool), &crate::normalize::Term)| {
        n > 0 || n == 0 && starts && term.weight >= RARE
    };
    balance.iter().zip(starts).zip(&text.terms).map(is_name).collect()
}

/// Whether a sentence, or a quotation, may begin between the end of a word and the next one.
fn ends_sentence(text: &Document, end: u32, next: &Token) -> bool {
    let between = &text.text().as_bytes()[end as usize..next.range.start as usize];
    // Curly quotes and dashes are three bytes that begin with E2.
    between.iter().any(|byte| matches!(byte, b'.' | b'!' | b'?' | b':' | b'"' | 0xE2))
}

fn is_title_case(text: &Document, tokens: &[Token]) -> bool {
    let content = || tokens.iter().filter(|t| !text.term(t).is_stop && t.shape != Shape::Number);
    let n_lower = content().filter(|t| t.shape == Shape::Lower).count();
    let n = content().count();
    n >= MIN_TITLE_WORDS && 4 * n_lower <= n
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::Article,
        normalize::{NormalizeParams, SharedLines, normalize_paragraphs},
    };

    fn document(text: &str) -> Document {
        let article = Article {
            text: text.to_owned(),
            language: Some("en".to_owned()),
            ..Article::default()
        };
        normalize_paragraphs(article, &NormalizeParams::default(), &SharedLines::default())
    }

    fn term(brief: &Brief, stem: &str) -> Option<BriefTerm> {
        let key = crate::hash::hash64(stem.as_bytes());
        brief.terms.iter().find(|term| term.key == key).copied()
    }

    #[test]
    fn terms_are_counted_and_sorted() {
        let text = "Police in Qeshm said 12 people died. The quake struck at night, and \
            Qeshm was dark. Reporters saw the quake.";
        let brief = Brief::of(&document(text), &document("Quake Kills Twelve"), Some(7));
        let qeshm = term(&brief, "qeshm").expect("a name");
        assert_eq!((qeshm.n, qeshm.n_lead, qeshm.sort), (2, 2, Sort::Name));
        let quake = term(&brief, "quak").expect("a word");
        assert_eq!((quake.n, quake.sort, quake.is_in_title), (3, Sort::Word, true));
        assert_eq!(term(&brief, "12").map(|t| (t.sort, t.n)), Some((Sort::Figure, 2)));
        assert_eq!(term(&brief, "kill").map(|t| t.sort), Some(Sort::Word));
        assert_eq!(term(&brief, "report").map(|t| t.sort), Some(Sort::Word));
        assert_eq!(term(&brief, "the"), None);
        assert!(brief.terms.is_sorted_by_key(|t| t.key));
        assert_eq!(brief.day, Some(7));
    }

    #[test]
    fn nothing_gives_nothing_and_much_is_cut() {
        let nothing = document("");
        assert!(Brief::of(&nothing, &nothing, None).terms.is_empty());
        let many: String = (0..2_000).map(|n| format!("word{n} ")).collect();
        let brief = Brief::of(&document(&many), &nothing, None);
        assert_eq!(brief.terms.len(), Brief::MAX_TERMS);
    }
}
