//! Shingles as crosswire's `plain` normaliser defines them: words are maximal runs of
//! alphanumeric characters or `_`, lower-cased character by character; a shingle is five words
//! in a row, all words of a shorter text, none of an empty one.

const WIDTH: usize = 5;

/// The words of one text joined by single spaces, and where each begins and ends.
#[derive(Debug, Default)]
pub(crate) struct Shingles {
    joined: String,
    words: Vec<(u32, u32)>,
}

impl Shingles {
    pub(crate) fn new(text: &str) -> Self {
        let mut shingles = Self { joined: String::with_capacity(text.len()), words: Vec::new() };
        words(text, |word| shingles.push(word));
        shingles
    }

    fn push(&mut self, word: &str) {
        if !self.words.is_empty() {
            self.joined.push(' ');
        }
        let start = self.joined.len();
        if word.is_ascii() {
            self.joined.push_str(word);
            self.joined[start..].make_ascii_lowercase();
        } else {
            self.joined.extend(word.chars().flat_map(char::to_lowercase));
        }
        self.words.push((start as u32, self.joined.len() as u32));
    }

    /// Every shingle, repeated ones too.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        let width = WIDTH.min(self.words.len()).max(1);
        self.words
            .windows(width)
            .map(|words| &self.joined[words[0].0 as usize..words[words.len() - 1].1 as usize])
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// Calls `visit` with every word, in its own case.
fn words(text: &str, visit: impl FnMut(&str)) {
    if text.is_ascii() {
        let parts = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        parts.filter(|word| !word.is_empty()).for_each(visit);
    } else {
        let parts = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        parts.filter(|word| !word.is_empty()).for_each(visit);
    }
}

#[cfg(test)]
mod tests {
    use super::Shingles;

    fn of(text: &str) -> Vec<String> {
        Shingles::new(text).iter().map(str::to_owned).collect()
    }

    #[test]
    fn five_words_in_a_row_or_all_of_a_short_text() {
        assert_eq!(of("A b, c-d e_f 7!"), ["a b c d e_f", "b c d e_f 7"]);
        assert_eq!(of("Ärger über ÖL"), ["ärger über öl"]);
        assert_eq!(of(" -- "), Vec::<String>::new());
    }
}
