//! The model by which articles are grouped into events, from a set with look-alike events:
//! `clusters.tsv` (event, article) and `topics.tsv` (topic, event).
//!
//! Pair weights: pairs of one event against pairs of two events of one topic, and a sample of
//! other pairs. Split weights: samples of one event against samples of two events of one topic,
//! and against articles of `news_sample` with those nearest to them that were published more
//! than 30 days before or after: the same matter, another event. Thresholds: those with the best
//! sum of B³ F, pair F and half the share of such far neighbours that are kept apart.

use super::{
    folds::{N_FOLDS, fold_of},
    logistic::{Example, fit as fit_logistic},
    metrics::{Hits, b_cubed, harmonic, pair_hits},
    sets::second_to_first,
};
use anyhow::{Context, Result, anyhow};
use crosswire::{
    article::Article,
    cluster::events::{
        EventGroupModel, Link, Neighbours, PairFeatures, Seat, SplitFeatures, Vectors, link,
    },
    config::Config,
    engine::{Input, brief_of, load},
    hash::hash64,
    ingest::article_from_json,
    normalize::SharedLines,
    outcome::Place,
    prng::Prng,
};
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

/// One of so many pairs of two topics is learned from.
const OTHER_PAIRS: u64 = 20;
/// Samples taken of each event and each topic.
const N_SAMPLES: usize = 16;
/// Articles of `news_sample` learned from: none that `bench` mixes with others.
const N_FAR: usize = 2_000;
const N_NOT_FAR: usize = 2_000;
/// Days between two articles that surely tell of two events.
const MIN_FAR_DAYS: u32 = 30;
/// A far neighbour weighs so much: there are more of them than samples of events, and they are of
/// two and three articles only.
const FAR_WEIGHT: f64 = 0.05;
/// What the share of far neighbours that are kept apart counts beside B³ F and pair F.
const FAR_SHARE: f64 = 0.5;
/// Thresholds tried, in thousandths of a logit: first, last, step.
const MIN_LINKS: (i64, i64, usize) = (-3_000, -1_200, 200);
const MIN_SPLITS: (i64, i64, usize) = (-1_000, 2_000, 250);

struct Set {
    vectors: Vectors,
    /// The event and the topic of each article.
    events: Vec<usize>,
    topics: Vec<usize>,
    folds: Vec<u64>,
    pairs: Vec<Pair>,
    far: Far,
}

/// Articles of other days.
struct Far {
    /// Their days are not in the vectors: what is learned is to hold without.
    vectors: Vectors,
    /// Days since 1970.
    days: Vec<Option<u32>>,
}

struct Pair {
    a: usize,
    b: usize,
    features: PairFeatures,
}

pub(crate) fn fit(data: &Path) -> Result<String> {
    let set = Set::read(data)?;
    Ok(serde_json::to_string_pretty(&set.fit(None)?)?)
}

/// A model for each fold of topics, fitted on the topics of the others.
pub(crate) fn fit_folds(data: &Path) -> Result<String> {
    let set = Set::read(data)?;
    let models: Result<Vec<_>> = (0..N_FOLDS).map(|fold| set.fit(Some(fold))).collect();
    Ok(serde_json::to_string_pretty(&models?)?)
}

/// B³ F and pair F of all articles, each grouped by the model that has not seen its topic.
pub(crate) fn cross_validate(data: &Path) -> Result<String> {
    let set = Set::read(data)?;
    let all = |_: usize| true;
    let mut found = vec![0; set.events.len()];
    let mut lines = Vec::new();
    for fold in 0..N_FOLDS {
        let model = set.fit(Some(fold))?;
        let groups = Splits::new(&set, &model).groups(&set.links(&model, &all), &model);
        for (at, group) in groups.iter().enumerate() {
            for &article in group.iter().filter(|&&a| set.folds[a as usize] == fold) {
                found[article as usize] = at * N_FOLDS as usize + fold as usize;
            }
        }
        lines.push(format!(
            "fold {fold}: pairs {:?} {}, link {}, split {:?} {}, at {}",
            model.pair_weights,
            model.pair_intercept,
            model.min_link,
            model.split_weights,
            model.split_intercept,
            model.min_split
        ));
    }
    let (b_cubed, pairs) = quality(&set.events, &found);
    lines.push(format!("held-out topics, {N_FOLDS} folds: B³ F {b_cubed:.3}, pair F {pairs:.3}"));
    Ok(lines.join("\n"))
}

/// B³ F and pair F.
fn quality(truth: &[usize], found: &[usize]) -> (f64, f64) {
    let b_cubed = b_cubed(truth, found).and_then(|(p, r)| harmonic(p, r));
    let pairs: Hits = pair_hits(truth, found);
    (b_cubed.unwrap_or(0.0), pairs.f().unwrap_or(0.0))
}

impl Set {
    fn read(data: &Path) -> Result<Self> {
        let folder = data.join("ecbplus");
        let loaded = load(&[Input::Path(folder.join("docs.jsonl"))], &Config::default().ingest)?;
        let mut articles = loaded.articles;
        articles.sort_by(|a, b| a.id.cmp(&b.id));
        let ids: Vec<String> = articles.iter().map(|article| article.id.clone()).collect();
        let vectors = vectors(articles);
        let event_of = second_to_first(&folder.join("clusters.tsv"))?;
        let topic_of = second_to_first(&folder.join("topics.tsv"))?;
        let (mut events, mut topics, mut folds) = (Vec::new(), Vec::new(), Vec::new());
        let (mut event_numbers, mut topic_numbers) = (BTreeMap::new(), BTreeMap::new());
        for id in &ids {
            let event = event_of.get(id).with_context(|| format!("{id} has no event"))?;
            let topic = topic_of.get(event).with_context(|| format!("{event} has no topic"))?;
            let n = event_numbers.len();
            events.push(*event_numbers.entry(event).or_insert(n));
            let n = topic_numbers.len();
            topics.push(*topic_numbers.entry(topic).or_insert(n));
            folds.push(fold_of(topic));
        }
        let is_sampled =
            |a: &str, b: &str| hash64(format!("{a} {b}").as_bytes()).is_multiple_of(OTHER_PAIRS);
        let pairs = (0..ids.len())
            .into_par_iter()
            .flat_map_iter(|a| {
                let mut seat = Seat::new(&vectors);
                (a + 1..ids.len())
                    .filter(|&b| topics[a] == topics[b] || is_sampled(&ids[a], &ids[b]))
                    .map(|b| Pair { a, b, features: seat.features(a as u32, b as u32) })
                    .collect::<Vec<Pair>>()
            })
            .collect();
        Ok(Self { vectors, events, topics, folds, pairs, far: Far::read(data)? })
    }

    /// A model from all articles but those of one fold.
    fn fit(&self, left_out: Option<u64>) -> Result<EventGroupModel> {
        let is_seen = |article: usize| Some(self.folds[article]) != left_out;
        let mut model = EventGroupModel {
            made_by: "cargo run --release --features tools --bin fit -- events DATA".to_owned(),
            pair_weights: Vec::new(),
            pair_intercept: 0,
            min_link: 0,
            split_weights: Vec::new(),
            split_intercept: 0,
            min_split: 0,
        };
        let pairs: Vec<Example> = self
            .pairs
            .iter()
            .filter(|pair| is_seen(pair.a) && is_seen(pair.b))
            .map(|pair| Example {
                features: pair.features.values().iter().map(|v| *v as f64 / 1000.0).collect(),
                is_positive: self.events[pair.a] == self.events[pair.b],
                weight: 1.0,
            })
            .collect();
        (model.pair_weights, model.pair_intercept) = fit_logistic(&pairs).as_integers();
        let mut splits = self.split_examples(&model, &is_seen);
        let far = self.far.neighbours(&model);
        splits.extend(self.far.examples(&far, &model));
        (model.split_weights, model.split_intercept) = fit_logistic(&splits).as_integers();
        self.set_thresholds(&mut model, &far, &is_seen);
        Ok(model)
    }

    /// Samples of one event, which are not to be parted, and of two events of one topic.
    fn split_examples(
        &self,
        model: &EventGroupModel,
        is_seen: &(dyn Fn(usize) -> bool + Sync),
    ) -> Vec<Example> {
        let mut topics: BTreeMap<usize, BTreeMap<usize, Vec<u32>>> = BTreeMap::new();
        for article in (0..self.events.len()).filter(|&article| is_seen(article)) {
            let events = topics.entry(self.topics[article]).or_default();
            events.entry(self.events[article]).or_default().push(article as u32);
        }
        let mut samples: Vec<(Vec<u32>, bool)> = Vec::new();
        for (&topic, events) in &topics {
            let mut prng = Prng::new(topic as u64, 7);
            for _ in 0..N_SAMPLES {
                for event in events.values().filter(|event| event.len() > 1) {
                    let n = prng.within(2, event.len() as u64);
                    samples.push((sample(event, n, &mut prng), false));
                }
                if events.len() > 1 {
                    let parts = events.values().map(|event| {
                        let n = prng.within(1, event.len() as u64);
                        sample(event, n, &mut prng)
                    });
                    let mut both: Vec<u32> = parts.flatten().collect();
                    both.sort_unstable();
                    samples.push((both, true));
                }
            }
        }
        let example = |(members, is_positive): (Vec<u32>, bool)| {
            let features = thousandths(&self.vectors.cut(&members, model).1);
            Example { features, is_positive, weight: 1.0 }
        };
        samples.into_par_iter().map(example).collect()
    }

    fn links(&self, model: &EventGroupModel, is_seen: &dyn Fn(usize) -> bool) -> Vec<Link> {
        let neighbours = Neighbours::new(&self.vectors);
        let (mut scratch, mut found) = (neighbours.scratch(), Vec::new());
        for article in 0..self.vectors.len() as u32 {
            neighbours.of(article, model, &mut scratch, &mut found);
        }
        found.retain(|&(a, b, _)| is_seen(a as usize) && is_seen(b as usize));
        found.into_iter().map(|(a, b, score)| Link { a, b, score }).collect()
    }

    fn set_thresholds(
        &self,
        model: &mut EventGroupModel,
        far: &[Vec<u32>],
        is_seen: &dyn Fn(usize) -> bool,
    ) {
        let far = self.far.scores(far, model);
        let links = self.links(model, is_seen);
        let seen: Vec<usize> = (0..self.events.len()).filter(|&a| is_seen(a)).collect();
        let truth: Vec<usize> = seen.iter().map(|&article| self.events[article]).collect();
        let base = model.clone();
        let mut splits = Splits::new(self, &base);
        let mut best = (f64::MIN, 0, 0);
        for min_link in (MIN_LINKS.0..=MIN_LINKS.1).step_by(MIN_LINKS.2) {
            model.min_link = min_link;
            let loose = splits.loose(&links, model);
            for min_split in (MIN_SPLITS.0..=MIN_SPLITS.1).step_by(MIN_SPLITS.2) {
                let mut group_of = vec![0; self.events.len()];
                let groups = loose.iter().flat_map(|group| splits.part(group, min_split));
                for (at, group) in groups.collect::<Vec<_>>().iter().enumerate() {
                    group.iter().for_each(|&article| group_of[article as usize] = at);
                }
                let found: Vec<usize> = seen.iter().map(|&article| group_of[article]).collect();
                let (b_cubed, pairs) = quality(&truth, &found);
                let is_apart =
                    |&&(link, split): &&(i64, i64)| link < min_link || split >= min_split;
                let apart = far.iter().filter(is_apart).count() as f64 / far.len().max(1) as f64;
                let quality = b_cubed + pairs + FAR_SHARE * apart;
                if quality > best.0 {
                    best = (quality, min_link, min_split);
                }
            }
        }
        (model.min_link, model.min_split) = (best.1, best.2);
    }
}

/// The articles in this order, ready to be compared.
fn vectors(articles: Vec<Article>) -> Vectors {
    let (nothing, config) = (SharedLines::default(), Config::default());
    Vectors::new(articles.into_par_iter().map(|a| brief_of(a, &nothing, &config)).collect())
}

impl Far {
    fn read(data: &Path) -> Result<Self> {
        let path = data.join("news_sample").join("docs.jsonl");
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let mut lines: Vec<&str> = text.lines().collect();
        // The order of `bench`, which takes the first.
        lines.sort_by_cached_key(|line| hash64(line.as_bytes()));
        let ingest = Config::default().ingest;
        let article = |line: &&str| {
            let read = article_from_json(line, Place::default(), &ingest);
            read.map(|(article, _)| article).map_err(|problem| anyhow!("{problem}"))
        };
        let articles: Result<Vec<Article>> =
            lines.iter().skip(N_NOT_FAR).take(N_FAR).map(article).collect();
        let mut articles = articles?;
        let day = |article: &mut Article| {
            let (from, _) = article.published.take()?.seconds()?;
            u32::try_from(from.div_euclid(86_400)).ok()
        };
        let days = articles.iter_mut().map(day).collect();
        Ok(Self { vectors: vectors(articles), days })
    }

    /// Each dated article with the one and the two that score highest of those far in time.
    fn neighbours(&self, model: &EventGroupModel) -> Vec<Vec<u32>> {
        let days = &self.days;
        let n = days.len() as u32;
        let of = |article: u32| {
            let day = days[article as usize]?;
            let mut seat = Seat::new(&self.vectors);
            let mut scored: Vec<(i64, u32)> = (0..n)
                .filter(|&other| {
                    days[other as usize].is_some_and(|far| far.abs_diff(day) > MIN_FAR_DAYS)
                })
                .map(|other| (model.pair_score(&seat.features(article, other), None), other))
                .collect();
            scored.sort_unstable_by_key(|&(score, other)| (std::cmp::Reverse(score), other));
            let group = |n: usize| -> Vec<u32> {
                let others = scored.iter().take(n).map(|(_, other)| *other);
                let mut group: Vec<u32> = others.chain([article]).collect();
                group.sort_unstable();
                group
            };
            (scored.len() > 1).then(|| [group(1), group(2)])
        };
        let mut groups: Vec<Vec<u32>> =
            (0..n).into_par_iter().filter_map(of).flatten_iter().collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// What speaks for parting each group, as if no date were known.
    fn features(&self, group: &[u32], model: &EventGroupModel) -> SplitFeatures {
        self.vectors.cut(group, model).1
    }

    fn examples(&self, groups: &[Vec<u32>], model: &EventGroupModel) -> Vec<Example> {
        let example = |group: &Vec<u32>| Example {
            features: thousandths(&self.features(group, model)),
            is_positive: true,
            weight: FAR_WEIGHT,
        };
        groups.par_iter().map(example).collect()
    }

    /// For each group the average score across its cut, and the score of the cut.
    fn scores(&self, groups: &[Vec<u32>], model: &EventGroupModel) -> Vec<(i64, i64)> {
        let score = |group: &Vec<u32>| {
            let features = self.features(group, model);
            (features.between, model.split_score(&features))
        };
        groups.par_iter().map(score).collect()
    }
}

fn thousandths(features: &SplitFeatures) -> Vec<f64> {
    features.values().iter().map(|v| *v as f64 / 1000.0).collect()
}

/// `n` of `items`, ascending.
fn sample(items: &[u32], n: u64, prng: &mut Prng) -> Vec<u32> {
    let mut items = items.to_vec();
    for at in 0..n.min(items.len() as u64) {
        let other = prng.within(at, items.len() as u64 - 1);
        items.swap(at as usize, other as usize);
    }
    items.truncate(n as usize);
    items.sort_unstable();
    items
}

/// Cuts of groups, each made once.
struct Splits<'a> {
    set: &'a Set,
    model: &'a EventGroupModel,
    known: HashMap<Vec<u32>, ([Vec<u32>; 2], i64)>,
}

impl<'a> Splits<'a> {
    fn new(set: &'a Set, model: &'a EventGroupModel) -> Self {
        Self { set, model, known: HashMap::new() }
    }

    fn loose(&self, links: &[Link], model: &EventGroupModel) -> Vec<Vec<u32>> {
        let scores = |pairs: &[(u32, u32)]| self.set.vectors.scores(pairs, model);
        link(&self.set.vectors.days(), links.to_vec(), model.min_link, &scores)
    }

    fn part(&mut self, group: &[u32], min_split: i64) -> Vec<Vec<u32>> {
        let (mut open, mut done) = (vec![group.to_vec()], Vec::new());
        while let Some(members) = open.pop() {
            if members.len() < 2 {
                done.push(members);
                continue;
            }
            let (set, model) = (self.set, self.model);
            let (parts, score) = self.known.entry(members.clone()).or_insert_with(|| {
                let (parts, features) = set.vectors.cut(&members, model);
                (parts, model.split_score(&features))
            });
            if *score >= min_split {
                open.extend(parts.clone());
            } else {
                done.push(members);
            }
        }
        done
    }

    fn groups(&mut self, links: &[Link], model: &EventGroupModel) -> Vec<Vec<u32>> {
        let loose = self.loose(links, model);
        loose.iter().flat_map(|group| self.part(group, model.min_split)).collect()
    }
}
