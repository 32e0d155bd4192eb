//! The join against brute force: every pair, every count, for every rule and shape of corpus.

use std::collections::{BTreeMap, HashMap};

use super::budget::Budget;
use super::join::{Match, Params, join_sets};
use crate::candidates::Scope;
use crate::normalize::{ArticleShingler, NormalizeParams, Normalizer, Shingling};
use crate::overlap::{Containment, Ratio, Rule, ShingleSets};
use crate::{hash::mix, prng::Prng};
use proptest::prelude::*;

fn params(rule: Rule) -> Params {
    Params { rule, scope: Scope::Within, max_group: 1000, budget: Budget::unlimited() }
}

/// Every reported pair by counting shared members of all pairs, groups expanded.
fn brute_force(sets: &ShingleSets, rule: &Rule, scope: Scope) -> Vec<Match> {
    let mut matches = Vec::new();
    for a in 0..sets.len() as u32 {
        for b in a + 1..sets.len() as u32 {
            let (left, right) = (sets.get(a as usize), sets.get(b as usize));
            let n_shared = left.iter().filter(|x| right.binary_search(x).is_ok()).count() as u32;
            let (n_a, n_b) = (left.len() as u32, right.len() as u32);
            let may_pair = match scope {
                Scope::Within => true,
                Scope::Between(n_first) => a < n_first && b >= n_first,
            };
            if may_pair && rule.holds(n_shared, n_a, n_b) {
                let is_identical = left == right;
                matches.push(Match { a, b, n_shared, n_a, n_b, is_identical, group_size: 0 });
            }
        }
    }
    matches
}

fn rules() -> Vec<Rule> {
    let mut rules = Vec::new();
    for text in ["0.05", "0.3", "0.5", "0.7", "0.9", "0.999", "1"] {
        let ratio = Ratio::parse(text).unwrap();
        rules.push(Rule::resemblance(ratio));
        for min_shared in [0, 1, 3, 20] {
            let containment = Some(Containment { min: ratio, min_shared });
            rules.push(Rule { resemblance: None, containment });
            rules.push(Rule { resemblance: Ratio::new(7, 10), containment });
        }
    }
    rules
}

/// A small corpus with originals, edits, copies, empties, tiny ones, footers and hot shingles.
fn random_corpus(prng: &mut Prng) -> ShingleSets {
    let n_articles = prng.below(60);
    let mean = 1 + prng.below(60);
    let universe = 1 + prng.below(4000);
    let footer: Vec<u64> = (0..prng.below(30)).map(|x| mix(x ^ 0xF007)).collect();
    let has_footer = prng.chance(400_000);
    let mut articles: Vec<Vec<u64>> = Vec::new();
    for _ in 0..n_articles {
        let mut shingles: Vec<u64> = match prng.below(6) {
            0 if !articles.is_empty() => {
                articles[prng.below(articles.len() as u64) as usize].clone()
            }
            1 | 2 if !articles.is_empty() => {
                let loss = prng.below(500_000);
                let base = articles[prng.below(articles.len() as u64) as usize].clone();
                let kept = base.into_iter().filter(|_| !prng.chance(loss)).collect::<Vec<_>>();
                let n_new = prng.below(1 + mean / 4);
                let new: Vec<u64> = (0..n_new).map(|_| mix(prng.below(universe))).collect();
                [kept, new].concat()
            }
            3 => (0..prng.below(4)).map(|_| mix(prng.below(universe))).collect(),
            _ => (0..prng.below(2 * mean)).map(|_| mix(prng.below(universe))).collect(),
        };
        if has_footer {
            shingles.extend_from_slice(&footer);
        }
        articles.push(shingles);
    }
    let mut sets = ShingleSets::default();
    articles.iter().for_each(|article| sets.push(article));
    sets
}

fn assert_exact(sets: &ShingleSets, rule: Rule, scope: Scope, context: &str) {
    let params = Params { scope, ..params(rule) };
    let got = join_sets(sets, &params).unwrap().matches;
    let small = Params { budget: Budget::least(sets.n_values()), ..params.clone() };
    assert_eq!(join_sets(sets, &small).unwrap().matches, got, "little memory {context} {rule:?}");
    assert_eq!(got, brute_force(sets, &rule, scope), "{context} {rule:?} {scope:?}");
}

#[test]
fn thousands_of_random_corpora_under_every_rule() {
    for seed in 0..200 {
        let mut prng = Prng::new(seed, 0);
        let sets = random_corpus(&mut prng);
        let rules = rules();
        for _ in 0..4 {
            let rule = rules[prng.below(rules.len() as u64) as usize];
            assert_exact(&sets, rule, Scope::Within, &format!("seed {seed}"));
        }
        let n_first = prng.below(sets.len() as u64 + 1) as u32;
        let rule = rules[prng.below(rules.len() as u64) as usize];
        assert_exact(&sets, rule, Scope::Between(n_first), &format!("seed {seed}"));
    }
}

#[test]
fn many_articles_with_one_footer() {
    // More articles than a shingle may have before it is hot, so that the second region is read.
    for (n_own, n_footer) in [(40, 20), (10, 30), (100, 60), (3, 30)] {
        let footer: Vec<u64> = (0..n_footer).map(|x| mix(x ^ 0xF007)).collect();
        let mut sets = ShingleSets::default();
        let mut prng = Prng::new(n_own, n_footer);
        let mut last = Vec::new();
        for article in 0..400_u64 {
            let mut own: Vec<u64> = (0..n_own).map(|x| mix(article << 32 | x << 8)).collect();
            if article % 5 == 4 {
                own = last.iter().copied().filter(|_| !prng.chance(100_000)).collect();
            }
            sets.push(&[own.clone(), footer.clone()].concat());
            last = own;
        }
        for text in ["0.5", "0.7", "0.8", "0.95", "1"] {
            let rule = Rule::resemblance(Ratio::parse(text).unwrap());
            assert_exact(
                &sets,
                rule,
                Scope::Within,
                &format!("{n_own} own, {n_footer} of the footer"),
            );
            assert_exact(&sets, rule, Scope::Between(150), "two sets");
        }
    }
}

#[test]
fn large_groups_are_rows_of_their_representative() {
    let mut sets = ShingleSets::default();
    for article in 0..30_u64 {
        let copied = article % 3 == 0;
        let words: Vec<u64> =
            (0..40).map(|x| mix(if copied { x } else { article << 32 | x })).collect();
        sets.push(&words);
    }
    let near: Vec<u64> = (0..41).map(mix).collect();
    sets.push(&near);
    let rule = Rule::resemblance(Ratio::parse("0.7").unwrap());
    let rows = |max_group| join_sets(&sets, &Params { max_group, ..params(rule) }).unwrap().matches;
    assert_eq!(rows(10), brute_force(&sets, &rule, Scope::Within));
    let grouped = rows(9);
    assert_eq!(grouped.len(), 9 + 1);
    assert!(grouped.iter().all(|row| row.a == 0));
    assert_eq!(grouped.iter().filter(|row| row.group_size == 10).count(), 9);
}

#[test]
fn memory_and_threads_do_not_change_a_row() {
    let mut prng = Prng::new(77, 0);
    let mut sets = ShingleSets::default();
    for article in 0..1000_u64 {
        let base = prng.below(article + 1);
        let loss = prng.below(400_000);
        let shingles: Vec<u64> =
            (0..80).filter(|_| !prng.chance(loss)).map(|x| mix(base << 32 | x)).collect();
        sets.push(&shingles);
    }
    let rule = Rule::resemblance(Ratio::parse("0.6").unwrap());
    let expected = join_sets(&sets, &params(rule)).unwrap().matches;
    assert!(expected.len() > 30);
    for n_threads in [1, 2, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
        let params = Params { budget: Budget::least(sets.n_values()), ..params(rule) };
        assert_eq!(pool.install(|| join_sets(&sets, &params)).unwrap().matches, expected);
    }
}

/// Sets of the texts of a JSON Lines file, at most `n` of them; nothing when it is not there.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn real_sets(name: &str, n: usize) -> Option<ShingleSets> {
    let path = format!("{}/../shared/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let Ok(file) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {path} is not there");
        return None;
    };
    let plain = NormalizeParams { normalizer: Normalizer::Plain, ..NormalizeParams::default() };
    let mut shingler = ArticleShingler::new(&plain, Shingling::WORD_5);
    let (mut sets, mut shingles) = (ShingleSets::default(), Vec::new());
    for line in file.lines().take(n) {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = article["text"].as_str().unwrap();
        shingler.shingle(text.as_bytes(), None, None, &mut shingles).unwrap();
        sets.push(&shingles);
    }
    Some(sets)
}

/// Shared counts of all pairs that share anything, by an inverted index of everything.
fn count_all(sets: &ShingleSets) -> HashMap<(u32, u32), u32> {
    let mut postings: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    for article in 0..sets.len() {
        for &shingle in sets.get(article) {
            postings.entry(shingle).or_default().push(article as u32);
        }
    }
    let mut counts = HashMap::new();
    for articles in postings.values() {
        for (at, &a) in articles.iter().enumerate() {
            articles[at + 1..].iter().for_each(|&b| *counts.entry((a, b)).or_insert(0) += 1);
        }
    }
    counts
}

#[test]
fn real_articles_under_several_rules() {
    for name in ["news_sample/docs.jsonl", "neardup/docs.jsonl"] {
        let Some(sets) = real_sets(name, 1000) else { return };
        let counts = count_all(&sets);
        for rule in rules().into_iter().step_by(3) {
            let mut expected: Vec<Match> = counts
                .iter()
                .map(|(&(a, b), &n_shared)| {
                    let size = |article| sets.get(article as usize).len() as u32;
                    let is_identical = sets.get(a as usize) == sets.get(b as usize);
                    let (n_a, n_b) = (size(a), size(b));
                    Match { a, b, n_shared, n_a, n_b, is_identical, group_size: 0 }
                })
                .filter(|row| rule.holds(row.n_shared, row.n_a, row.n_b))
                .collect();
            expected.sort_unstable();
            let got = join_sets(&sets, &params(rule)).unwrap().matches;
            assert_eq!(got, expected, "{name} {rule:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn any_small_corpus(
        articles in prop::collection::vec(prop::collection::vec(0_u64..40, 0..12), 0..14),
        num in 1_u32..=20,
        min_shared in 0_u32..5,
        mode in 0..3,
    ) {
        let mut sets = ShingleSets::default();
        for article in &articles {
            sets.push(&article.iter().map(|&x| mix(x)).collect::<Vec<_>>());
        }
        let ratio = Ratio::new(num, 20).unwrap();
        let mut rule = Rule::containment(ratio, min_shared);
        match mode {
            0 => rule = Rule::resemblance(ratio),
            1 => rule.resemblance = Ratio::new(21 - num, 20),
            _ => {}
        }
        assert_exact(&sets, rule, Scope::Within, "proptest");
    }
}
