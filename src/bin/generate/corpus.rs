//! A seeded generator of synthetic news: originals, edits, exact copies and hot stories.
//!
//! Every article is a function of the seed and its index alone, so a corpus of any size streams
//! out without being held.

use std::io::{self, Write};

use crosswire::prng::Prng;

/// Chance that an article edits an earlier one, in a million.
const EDIT_CHANCE: u64 = 200_000;
/// Chance that an article copies an earlier one word for word, in a million.
const COPY_CHANCE: u64 = 20_000;
/// Versions written of one hot story, on average.
const VERSIONS_PER_HOT_STORY: u64 = 30;
/// Articles per hot story; small corpora still get [`MIN_HOT_STORIES`].
const ARTICLES_PER_HOT_STORY: u64 = 20_000;
/// Hot stories in a small corpus.
const MIN_HOT_STORIES: u64 = 3;
/// Words of the footer that all articles may share.
const FOOTER_WORDS: usize = 100;
/// Words of the vocabulary: a power of two, so that the sampling guide is exact.
const VOCABULARY: usize = 1 << 16;
/// Flattens the head of the Zipf law: weight of rank r is 1 / (r + OFFSET), so that the most
/// frequent word is about 5 % of the text as in English.
const ZIPF_OFFSET: u64 = 2;

/// What a corpus is special in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Shape {
    /// Originals, edits, copies and hot stories.
    #[default]
    News,
    /// As [`Shape::News`], with one footer of 100 words under every article.
    SharedFooter,
    /// One article again and again.
    AllIdentical,
    /// Nine articles in ten are empty.
    ManyEmpty,
    /// One article of some 50 MB in the middle of a [`Shape::News`] corpus.
    OneHuge,
}

impl Shape {
    /// The shape of that name, as the command line spells it.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "news" => Self::News,
            "footer" => Self::SharedFooter,
            "identical" => Self::AllIdentical,
            "empty" => Self::ManyEmpty,
            "huge" => Self::OneHuge,
            _ => return None,
        })
    }
}

/// What to generate.
#[derive(Debug, Clone)]
pub(crate) struct Params {
    /// The seed: the same seed gives the same bytes.
    pub(crate) seed: u64,
    /// How many articles.
    pub(crate) n_articles: u64,
    /// Words of an original on average; lengths spread from half to one and a half of it.
    pub(crate) mean_words: u64,
    /// What the corpus is special in.
    pub(crate) shape: Shape,
}

impl Default for Params {
    fn default() -> Self {
        Self { seed: 1, n_articles: 100_000, mean_words: 350, shape: Shape::News }
    }
}

/// A token of an article: a word of the vocabulary, or the end of a sentence.
const SENTENCE_END: u32 = u32::MAX;

/// How article `index` comes about.
enum Origin {
    Original,
    Copy(u64),
    Edit { base: u64, per_mille: u64 },
}

/// Writes articles of one corpus as JSON Lines `{"id","text"}`.
#[derive(Debug)]
pub(crate) struct Generator {
    params: Params,
    words: Vec<String>,
    cumulative: Vec<u64>,
    guide: Vec<u32>,
    footer: Vec<u32>,
}

impl Generator {
    /// Builds the vocabulary; takes some milliseconds and 4 MB.
    pub(crate) fn new(params: Params) -> Self {
        let mut cumulative = Vec::with_capacity(VOCABULARY);
        let mut total = 0;
        for rank in 0..VOCABULARY as u64 {
            total += (1_u64 << 40) / (rank + ZIPF_OFFSET);
            cumulative.push(total);
        }
        let mut guide = Vec::with_capacity(VOCABULARY + 1);
        let mut word = 0;
        for slot in 0..=VOCABULARY as u64 {
            let floor = (u128::from(total) * u128::from(slot) / VOCABULARY as u128) as u64;
            while word + 1 < VOCABULARY && cumulative[word] <= floor {
                word += 1;
            }
            guide.push(word as u32);
        }
        let words = (0..VOCABULARY as u64).map(|rank| spell(params.seed, rank)).collect();
        let mut this = Self { params, words, cumulative, guide, footer: Vec::new() };
        let mut prng = Prng::new(this.params.seed, u64::MAX);
        this.footer = (0..FOOTER_WORDS).map(|_| this.draw(&mut prng)).collect();
        this
    }

    /// How many articles.
    pub(crate) fn n_articles(&self) -> u64 {
        self.params.n_articles
    }

    /// The article that article `index` was made of, if any.
    pub(crate) fn base(&self, index: u64) -> Option<u64> {
        match (self.params.shape, self.origin(index)) {
            (Shape::AllIdentical | Shape::ManyEmpty, _) | (_, Origin::Original) => None,
            (_, Origin::Copy(base) | Origin::Edit { base, .. }) => Some(base),
        }
    }

    /// Writes the whole corpus.
    ///
    /// # Errors
    /// Whatever `out` fails with.
    pub(crate) fn write_all(&self, out: &mut impl Write) -> io::Result<()> {
        let mut line = Vec::new();
        for index in 0..self.params.n_articles {
            line.clear();
            self.write_line(index, &mut line);
            out.write_all(&line)?;
        }
        Ok(())
    }

    /// Appends the line of article `index`.
    pub(crate) fn write_line(&self, index: u64, line: &mut Vec<u8>) {
        line.extend_from_slice(format!("{{\"id\":\"art-{index:07}\",\"text\":\"").as_bytes());
        let mut tokens = self.tokens(index);
        if self.params.shape == Shape::SharedFooter {
            tokens.extend_from_slice(&self.footer);
            tokens.push(SENTENCE_END);
        }
        let mut prng = Prng::new(self.params.seed ^ 0x5EED_0F57_1E55_0001, index);
        self.render(&tokens, &mut prng, line);
        line.extend_from_slice(b"\"}\n");
    }

    /// The words of article `index` with sentence ends.
    fn tokens(&self, index: u64) -> Vec<u32> {
        match self.params.shape {
            Shape::AllIdentical => return self.original(0, self.params.mean_words),
            Shape::ManyEmpty if !index.is_multiple_of(10) => return Vec::new(),
            Shape::OneHuge if index == self.params.n_articles / 2 => {
                return self.original(index, 8_000_000);
            }
            _ => {}
        }
        match self.origin(index) {
            Origin::Original => {
                let mean = self.params.mean_words;
                let n_words =
                    Prng::new(self.params.seed ^ 0x1E46, index).within(mean / 2, mean + mean / 2);
                self.original(index, n_words)
            }
            Origin::Copy(base) => self.tokens(base),
            Origin::Edit { base, per_mille } => self.edited(base, per_mille, index),
        }
    }

    /// Decides what article `index` is; the base is always earlier.
    fn origin(&self, index: u64) -> Origin {
        let mut prng = Prng::new(self.params.seed ^ 0x0419_1412, index);
        let n_hot = (self.params.n_articles / ARTICLES_PER_HOT_STORY).max(MIN_HOT_STORIES);
        let hot_chance = 1_000_000 * n_hot * VERSIONS_PER_HOT_STORY / self.params.n_articles.max(1);
        if index >= n_hot && prng.chance(hot_chance.min(100_000)) {
            return Origin::Edit { base: prng.below(n_hot), per_mille: prng.within(5, 60) };
        }
        if index == 0 || self.is_huge_base(index) {
            return Origin::Original;
        }
        let draw = prng.below(1_000_000);
        let base = prng.below(index);
        if self.is_huge_base(base) {
            return Origin::Original;
        }
        if draw < EDIT_CHANCE {
            Origin::Edit { base, per_mille: prng.within(5, 400) }
        } else if draw < EDIT_CHANCE + COPY_CHANCE {
            Origin::Copy(base)
        } else {
            Origin::Original
        }
    }

    fn is_huge_base(&self, index: u64) -> bool {
        self.params.shape == Shape::OneHuge && index == self.params.n_articles / 2
    }

    fn original(&self, index: u64, n_words: u64) -> Vec<u32> {
        let mut prng = Prng::new(self.params.seed, index);
        let mut tokens = Vec::with_capacity(n_words as usize + n_words as usize / 16 + 2);
        self.sentences(n_words, &mut prng, &mut tokens);
        tokens
    }

    fn sentences(&self, n_words: u64, prng: &mut Prng, tokens: &mut Vec<u32>) {
        let mut left_in_sentence = prng.within(8, 32);
        for _ in 0..n_words {
            tokens.push(self.draw(prng));
            left_in_sentence -= 1;
            if left_in_sentence == 0 {
                tokens.push(SENTENCE_END);
                left_in_sentence = prng.within(8, 32);
            }
        }
        if tokens.last().is_some_and(|&last| last != SENTENCE_END) {
            tokens.push(SENTENCE_END);
        }
    }

    /// Article `base` with words replaced, sentences dropped and perhaps a header.
    fn edited(&self, base: u64, per_mille: u64, index: u64) -> Vec<u32> {
        let mut prng = Prng::new(self.params.seed ^ 0xED17, index);
        let base_tokens = self.tokens(base);
        let mut tokens = Vec::with_capacity(base_tokens.len() + 16);
        if prng.chance(300_000) {
            let n_words = prng.within(5, 15);
            self.sentences(n_words, &mut prng, &mut tokens);
        }
        let drops = prng.chance(400_000);
        for sentence in base_tokens.split_inclusive(|&token| token == SENTENCE_END) {
            if drops && prng.chance(80_000) {
                continue;
            }
            for &token in sentence {
                if token == SENTENCE_END || !prng.chance(per_mille * 1000) {
                    tokens.push(token);
                    continue;
                }
                match prng.below(4) {
                    0 => {}
                    1 => tokens.extend([token, self.draw(&mut prng)]),
                    _ => tokens.push(self.draw(&mut prng)),
                }
            }
        }
        tokens
    }

    /// A word by its Zipf weight.
    fn draw(&self, prng: &mut Prng) -> u32 {
        let total = self.cumulative[VOCABULARY - 1];
        let point = prng.below(total);
        let slot = (u128::from(point) * VOCABULARY as u128 / u128::from(total)) as usize;
        let mut word = self.guide[slot] as usize;
        while self.cumulative[word] <= point {
            word += 1;
        }
        word as u32
    }

    /// Spells tokens as prose inside a JSON string: capitals, commas, quotes, paragraphs.
    fn render(&self, tokens: &[u32], prng: &mut Prng, line: &mut Vec<u8>) {
        let mut sentences =
            tokens.split(|&token| token == SENTENCE_END).filter(|s| !s.is_empty()).peekable();
        while let Some(sentence) = sentences.next() {
            let quote = prng.below(16);
            line.extend_from_slice(match quote {
                0 => b"\\\"",
                1 => "\u{201C}".as_bytes(),
                _ => b"",
            });
            for (at, &token) in sentence.iter().enumerate() {
                let word = self.words[token as usize].as_bytes();
                if at == 0 || token % 16 == 7 {
                    line.push(word[0].to_ascii_uppercase());
                    line.extend_from_slice(&word[1..]);
                } else {
                    line.extend_from_slice(word);
                }
                if at + 1 < sentence.len() {
                    line.extend_from_slice(if prng.below(12) == 0 { b", " } else { b" " });
                }
            }
            line.extend_from_slice(match quote {
                0 => b".\\\"",
                1 => ".\u{201D}".as_bytes(),
                _ => b".",
            });
            if sentences.peek().is_some() {
                line.extend_from_slice(if prng.below(4) == 0 { b"\\n\\n" } else { b" " });
            }
        }
    }
}

/// The spelling of a word: short for frequent ranks, as in natural text; one in 64 has an accent
/// and one in 32 is a figure.
fn spell(seed: u64, rank: u64) -> String {
    const ONSETS: [&str; 16] =
        ["b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr"];
    const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ea", "io", "ou"];
    const CODAS: [&str; 8] = ["", "n", "r", "s", "t", "l", "nd", "ng"];
    let mut prng = Prng::new(seed ^ 0x0F00_0BA2, rank);
    if rank > 64 && rank % 32 == 5 {
        return prng.below(rank * 4).to_string();
    }
    let n_syllables = match rank {
        0..256 => 1,
        256..8192 => 2,
        _ => 3,
    };
    let mut word = String::new();
    for _ in 0..n_syllables {
        word.push_str(ONSETS[prng.below(16) as usize]);
        word.push_str(VOWELS[prng.below(8) as usize]);
    }
    word.push_str(CODAS[prng.below(8) as usize]);
    if rank > 256 && rank % 64 == 9 {
        word.push('é');
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus(params: &Params) -> Vec<u8> {
        let mut out = Vec::new();
        Generator::new(params.clone()).write_all(&mut out).unwrap();
        out
    }

    #[test]
    fn same_seed_same_bytes_and_other_seed_other_bytes() {
        let params = Params { n_articles: 200, ..Params::default() };
        assert_eq!(corpus(&params), corpus(&params));
        assert_ne!(corpus(&params), corpus(&Params { seed: 2, ..params }));
    }

    #[test]
    fn every_shape_is_valid_json() {
        for shape in [Shape::News, Shape::SharedFooter, Shape::AllIdentical, Shape::ManyEmpty] {
            let out = corpus(&Params { n_articles: 100, shape, ..Params::default() });
            let lines: Vec<serde_json::Value> = out
                .split(|&b| b == b'\n')
                .filter(|l| !l.is_empty())
                .map(|l| serde_json::from_slice(l).unwrap())
                .collect();
            assert_eq!(lines.len(), 100, "{shape:?}");
            assert!(lines.iter().all(|l| l["id"].is_string() && l["text"].is_string()));
        }
    }

    #[test]
    fn articles_have_the_asked_length() {
        let out = corpus(&Params { n_articles: 300, ..Params::default() });
        let n_words = String::from_utf8(out).unwrap().split_whitespace().count();
        assert!((250..450).contains(&(n_words / 300)), "{}", n_words / 300);
    }
}
