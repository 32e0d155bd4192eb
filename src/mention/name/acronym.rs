//! Acronyms of an article and the names they stand for.

use super::{
    merge::{Draft, Spellings},
    model::NameClass,
};
use rustc_hash::FxHashMap;

/// What each spelling is short for, by id: one in brackets after its name, or one that
/// has the initials of a name of the article.
pub(super) fn acronyms(
    text: &str,
    drafts: &[Draft<'_>],
    spellings: &Spellings,
) -> Vec<Option<u32>> {
    let mut short = vec![None; spellings.len()];
    let letters: Vec<Option<Letters>> =
        spellings.firsts.iter().map(|&first| Letters::of_acronym(&drafts[first].full)).collect();
    if letters.iter().all(Option::is_none) {
        return short;
    }
    let firsts = letters.iter().flatten().fold(0, |set, letters| set | letters.first());
    let by_initials = by_initials(drafts, spellings, firsts);
    for (at, draft) in drafts.iter().enumerate() {
        let id = spellings.ids[at] as usize;
        let Some(letters) = letters[id].filter(|_| short[id].is_none()) else { continue };
        let before = at.checked_sub(1).filter(|&before| {
            draft.acronym_of_last
                && text[drafts[before].range.end as usize..draft.range.start as usize].trim() == "("
        });
        short[id] = before
            .filter(|&before| fits(&draft.full, &drafts[before].full))
            .map(|before| spellings.ids[before])
            .or_else(|| by_initials.get(&letters).copied());
    }
    short
}

/// The first name in several words, and of no person, for each run of initials that starts
/// with one of the letters `firsts` ([`Letters::first`]).
fn by_initials(
    drafts: &[Draft<'_>],
    spellings: &Spellings,
    firsts: u32,
) -> FxHashMap<Letters, u32> {
    let mut index = FxHashMap::default();
    let mut is_read = vec![false; spellings.len()];
    for (draft, &id) in drafts.iter().zip(&spellings.ids) {
        let is_known = is_read[id as usize];
        if is_known || draft.class == NameClass::Person || !draft.full.contains(' ') {
            continue;
        }
        is_read[id as usize] = true;
        for initials in initials(&draft.full, firsts).into_iter().flatten() {
            index.entry(initials).or_insert(id);
        }
    }
    index
}

/// Two to eight upper-case letters of the Latin alphabet, one a byte, the first highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Letters(u64);

impl Letters {
    /// The letters of a name that is an acronym, its full stops left out.
    fn of_acronym(full: &str) -> Option<Self> {
        let is_acronym = full.bytes().all(|b| b.is_ascii_uppercase() || b == b'.');
        if is_acronym { Self::collect(full.chars().filter(|&c| c != '.')) } else { None }
    }

    /// `None` for what is no acronym: too few or too many letters, or others.
    fn collect(letters: impl Iterator<Item = char>) -> Option<Self> {
        let mut packed: u64 = 0;
        for c in letters {
            let byte = u8::try_from(c).ok().filter(u8::is_ascii_uppercase)?;
            if packed >> 56 != 0 {
                return None;
            }
            packed = packed << 8 | u64::from(byte);
        }
        (packed >> 8 != 0).then_some(Self(packed))
    }

    /// The first letter, as one of 26 bits.
    fn first(self) -> u32 {
        let shift = (63 - self.0.leading_zeros()) / 8 * 8;
        1 << ((self.0 >> shift) as u8 - b'A')
    }
}

/// Initials of a name, with and without its small words, if they start with one of `firsts`.
fn initials(full: &str, firsts: u32) -> [Option<Letters>; 2] {
    let is_first = |c: &char| c.is_ascii_uppercase() && firsts & 1 << (*c as u8 - b'A') != 0;
    let of = |keep_small: bool| {
        let mut letters = full
            .split([' ', '-'])
            .filter(|word| keep_small || word.starts_with(char::is_uppercase))
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_uppercase);
        let first = letters.next().filter(is_first)?;
        Letters::collect(std::iter::once(first).chain(letters))
    };
    [of(true), of(false)]
}

/// Whether the letters of `acronym` stand in the name in their order, the first as its
/// first.
pub(super) fn fits(acronym: &str, full: &str) -> bool {
    let mut letters = acronym.chars().filter(|&c| c != '.');
    let mut rest = full.chars().flat_map(char::to_uppercase);
    full.chars().next() == letters.clone().next() && letters.all(|letter| rest.any(|c| c == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_packed() {
        let letters = |full: &str| Letters::of_acronym(full).map(|l| l.0);
        assert_eq!(letters("UN"), Some(0x554E));
        assert_eq!(letters("U.N"), letters("UN"));
        assert_eq!(letters("ABCDEFGH"), Some(0x4142_4344_4546_4748));
        for other in ["", "U", "ABCDEFGHI", "Un", "ÜN", "A1"] {
            assert_eq!(letters(other), None, "{other}");
        }
    }

    #[test]
    fn initials_with_and_without_small_words() {
        let packed = |full: &str| initials(full, u32::MAX).map(|i| i.map(|l| l.0));
        let of = |full: &str| Letters::of_acronym(full).map(|l| l.0);
        assert_eq!(packed("Department of Justice"), [of("DOJ"), of("DJ")]);
        assert_eq!(packed("Überall Bank"), [None, None]);
        let first = Letters(0x44_4F).first();
        assert_eq!(first, 1 << 3);
        assert_eq!(initials("Bureau of Justice", first), [None, None]);
        assert!(initials("Department of Justice", first).iter().all(Option::is_some));
    }
}
