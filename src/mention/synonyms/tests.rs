//! Pairs that are and are not, and that the tables are whole.

use super::*;
use crate::mention::{are_opposites, base_of};
use crate::normalize::stem_english;
use std::collections::BTreeSet;

/// The groups as they are written.
const WORDS: &str = include_str!("../data/en/synonyms.txt");
/// The longest acronym, which stays as it is written.
const MAX_ACRONYM_LETTERS: usize = 5;

const SAME: &[(&str, &str)] = &[
    ("arrested", "detained"),
    ("custody", "detention"),
    ("kids", "children"),
    ("cut", "reduced"),
    ("slashed", "trimmed"),
    ("lower", "cuts"),
    ("died", "dead"),
    ("killed", "dead"),
    ("deaths", "dead"),
    ("hurt", "injured"),
    ("wounded", "injured"),
    ("police", "officers"),
    ("crowd", "attendance"),
    ("asked", "requested"),
    ("urged", "demanded"),
    ("call for", "demand"),
    ("stepped down", "resigned"),
    ("quit", "resigned"),
    ("quit", "left"),
    ("walkout", "strike"),
    ("stoppage", "walkout"),
    ("verdict", "ruling"),
    ("lawmakers", "legislators"),
    ("MP", "lawmaker"),
    ("firm", "company"),
    ("jab", "vaccine"),
    ("deal", "agreement"),
    ("talks", "negotiations"),
    ("chief executive", "CEO"),
    ("began", "started"),
    ("ended", "finished"),
    ("bought", "acquired"),
    ("rose", "increased"),
    ("grew", "climbed"),
    ("fell", "dropped"),
    ("attorney", "lawyer"),
    ("doctor", "physician"),
    ("car", "automobile"),
    ("purchase", "bought"),
    ("quake", "earthquake"),
    ("match", "game"),
    ("missile", "rocket"),
    ("truce", "ceasefire"),
    ("jail", "prison"),
    ("ship", "vessel"),
    ("postponed", "delayed"),
    ("storm", "gale"),
];

const KINDS: &[(&str, &str)] = &[
    ("minister", "official"),
    ("ferry", "vessel"),
    ("ferry", "ship"),
    ("boy", "child"),
    ("shooting", "attack"),
    ("house", "building"),
    ("car", "vehicle"),
    ("lorry", "vehicle"),
    ("knife", "weapon"),
    ("senator", "lawmaker"),
    ("murder", "crime"),
    ("surgeon", "doctor"),
    ("stabbing", "incident"),
    ("bank", "company"),
    ("dog", "animal"),
];

const NEITHER: &[(&str, &str)] = &[
    ("man", "piece"),
    ("killed", "injured"),
    ("dead", "injured"),
    ("strike", "rally"),
    ("walkout", "attack"),
    ("rose", "fell"),
    ("resigned", "stayed"),
    ("boy", "girl"),
    ("Monday", "Tuesday"),
    ("north", "south"),
    ("doctor", "nurse"),
    ("judge", "jury"),
    ("mayor", "governor"),
    ("ferry", "tanker"),
    ("bus", "train"),
    ("knife", "gun"),
    ("murder", "robbery"),
    ("predict", "promise"),
    ("wages", "prices"),
    ("rose", "risen"),
    ("house", "house"),
    ("minister", "pastor"),
    ("author", "writer"),
    ("proposed", "approved"),
    ("considered", "decided"),
    ("buy", "sell"),
    ("million", "billion"),
    ("coup", "election"),
    ("", ""),
    ("", "car"),
];

/// The stems of the words of a phrase, parted by blanks, by which documents have them.
fn stem(phrase: &str) -> String {
    let stem_of = |word: &str| {
        let is_acronym = (2..=MAX_ACRONYM_LETTERS).contains(&word.len())
            && word.bytes().all(|b| b.is_ascii_uppercase());
        if is_acronym {
            return word.to_owned();
        }
        base_of(&stem_english(word)).to_owned()
    };
    table::words(phrase).map(stem_of).collect::<Vec<_>>().join(" ")
}

#[test]
fn pairs_that_are_and_are_not() {
    let mut wrong = Vec::new();
    let both = [(SAME, true, false), (KINDS, false, true), (NEITHER, false, false)];
    for (pairs, is_same, is_kind) in both {
        for &(a, b) in pairs {
            let (x, y) = (stem(a), stem(b));
            let is_as_said = are_synonyms(&x, &y) == is_same
                && are_synonyms(&y, &x) == is_same
                && is_kind_of(&x, &y) == is_kind
                && !is_kind_of(&y, &x);
            if !is_as_said {
                wrong.push(format!("{a} {b}: {} {}", are_synonyms(&x, &y), is_kind_of(&x, &y)));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Every group, as it stands in the table by hand: section, narrower, wider words.
fn groups() -> Vec<(&'static str, Vec<String>, Vec<String>)> {
    let words = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
    let read = phrases(BY_HAND).map(|(section, group)| match group.split_once(": ") {
        Some((narrow, wide)) => (section, words(narrow), words(wide)),
        None => (section, words(group), Vec::new()),
    });
    read.collect()
}

/// A line that cannot be read would be lost in silence.
#[test]
fn every_row_by_hand_is_read() {
    let groups = groups();
    assert!(groups.iter().filter(|(section, ..)| *section == "same").count() >= 150);
    for (section, narrow, wide) in &groups {
        assert!(narrow.iter().chain(wide).all(|stem| !stem.trim().is_empty()), "{narrow:?}");
        match *section {
            "same" => {
                assert!(narrow.len() > 1 && wide.is_empty(), "{narrow:?}");
                for (a, b) in narrow.iter().flat_map(|a| narrow.iter().map(move |b| (a, b))) {
                    assert_eq!(holds(a, b), a != b, "{a} {b}");
                }
            }
            "kind-of" => {
                assert!(!narrow.is_empty() && !wide.is_empty(), "{narrow:?}");
                for (a, b) in narrow.iter().flat_map(|a| wide.iter().map(move |b| (a, b))) {
                    assert!(
                        ENGLISH.kinds.holds(hash64(a.as_bytes()), hash64(b.as_bytes())),
                        "{a} {b}"
                    );
                }
            }
            _ => panic!("{section}"),
        }
    }
}

#[test]
fn the_stems_are_those_of_the_words() {
    let of = |group: &str| group.split('/').map(stem).collect::<Vec<_>>().join("/");
    let stemmed: Vec<(&str, String)> = phrases(WORDS)
        .map(|(section, group)| match group.split_once(": ") {
            Some((narrow, wide)) => (section, format!("{}: {}", of(narrow), of(wide))),
            None => (section, of(group)),
        })
        .collect();
    let read: Vec<_> =
        phrases(BY_HAND).map(|(section, group)| (section, group.to_owned())).collect();
    assert_eq!(read, stemmed, "synonyms-stems.txt is to be made anew");
}

fn holds(a: &str, b: &str) -> bool {
    ENGLISH.same.holds(hash64(a.as_bytes()), hash64(b.as_bytes()))
}

#[test]
fn no_synonyms_are_opposites() {
    let mut wrong = BTreeSet::new();
    for (_, narrow, wide) in groups() {
        let others = if wide.is_empty() { &narrow } else { &wide };
        for (a, b) in narrow.iter().flat_map(|a| others.iter().map(move |b| (a, b))) {
            if are_opposites(a, b) {
                wrong.insert(format!("{a}/{b}"));
            }
        }
    }
    wrong.extend(
        stems_of_wordnet()
            .filter(|(_, a, b)| are_opposites(a, b))
            .map(|(_, a, b)| format!("{a}/{b}")),
    );
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// The table is written sorted, each pair once, the lower stem of synonyms first, by the base
/// forms that look-ups go by.
#[test]
fn the_table_of_wordnet_is_sorted_and_read() {
    let mut last = ("", "", "");
    let mut n_pairs = [0; 2];
    for (section, a, b) in stems_of_wordnet() {
        assert!(last.0 != section || last < (section, a, b), "{last:?} {a} {b}");
        assert!(base_of(a) == a && base_of(b) == b && a != b, "{a} {b}");
        match section {
            "same" => {
                assert!(a < b && are_synonyms(a, b) && are_synonyms(b, a), "{a} {b}");
                n_pairs[0] += 1;
            }
            "kind-of" => {
                assert!(ENGLISH.kinds.holds(key(a), key(b)), "{a} {b}");
                n_pairs[1] += 1;
            }
            _ => panic!("{section}"),
        }
        last = (section, a, b);
    }
    assert!(n_pairs[0] >= 500 && n_pairs[1] >= 50, "{n_pairs:?}");
    let lines: Vec<&str> = table::lines(WORDNET).filter(|l| !l.starts_with('[')).collect();
    assert_eq!(
        n_pairs.iter().sum::<usize>(),
        lines.iter().map(|l| l.matches(' ').count()).sum::<usize>()
    );
}

#[test]
fn the_relations_are_as_they_say() {
    for (&a, range) in sorted(&ENGLISH.same.ranges) {
        let others = &ENGLISH.same.others[range.start as usize..range.end as usize];
        assert!(others.is_sorted() && !others.contains(&a));
        assert!(others.iter().all(|&b| ENGLISH.same.holds(b, a)));
    }
    for (&a, range) in sorted(&ENGLISH.kinds.ranges) {
        let others = &ENGLISH.kinds.others[range.start as usize..range.end as usize];
        assert!(others.iter().all(|&b| b != a && !ENGLISH.kinds.holds(b, a)), "{others:?}");
    }
}

fn sorted(ranges: &WordMap<Range<u32>>) -> Vec<(&u64, &Range<u32>)> {
    let mut sorted: Vec<_> = ranges.iter().collect();
    sorted.sort_by_key(|(key, _)| **key);
    sorted
}

#[test]
fn synonyms_are_found_by_their_keys() {
    let keys = synonyms_of("rose");
    assert!(keys.contains(&hash64(b"increas")) && keys.contains(&hash64(b"grow")));
    assert!(!keys.contains(&hash64(b"rise")) && !keys.contains(&hash64(b"fall")));
    assert!(wider_than("ferri").contains(&hash64(b"vessel")));
    assert!(synonyms_of("").is_empty() && wider_than("zyx").is_empty());
}
