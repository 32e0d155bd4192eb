//! Irregular verbs: their forms lead to one stem.

use super::lexicon::{WordMap, lines};
use crate::{hash::hash64, normalize::stem_english, table};
use std::sync::LazyLock;

struct Irregular {
    /// Stem of the base form, by the hash of the stem of another form.
    base: WordMap<String>,
    /// Hashes of the past forms that are not the base form as well.
    past: WordMap<()>,
}

static ENGLISH: LazyLock<Irregular> = LazyLock::new(|| {
    let mut read = Irregular { base: WordMap::default(), past: WordMap::default() };
    for line in lines(include_str!("data/en/irregular.txt")) {
        let mut forms = table::words(line);
        let Some(base) = forms.next().map(stem_english) else { continue };
        for form in forms {
            read.past.insert(hash64(form.as_bytes()), ());
            read.base.insert(hash64(stem_english(form).as_bytes()), base.clone());
        }
    }
    read
});

/// The stem by which the verb of `stem` goes: "rise" for "risen", `stem` itself for a regular
/// one. Cost: one look-up.
#[must_use]
pub fn base_of(stem: &str) -> &str {
    ENGLISH.base.get(&hash64(stem.as_bytes())).map_or(stem, String::as_str)
}

/// Whether the word with this hash is an irregular past form.
pub(super) fn is_past(word: u64) -> bool {
    ENGLISH.past.contains_key(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_to_the_base() {
        for (form, base) in
            [("rose", "rise"), ("risen", "rise"), ("thrown", "throw"), ("close", "close")]
        {
            assert_eq!(base_of(&stem_english(form)), stem_english(base), "{form}");
        }
        assert!(is_past(hash64(b"fell")) && !is_past(hash64(b"fall")));
    }
}
