//! Pairs worth a score: articles that share rare terms within a time window.

use super::features::Seat;
use super::model::EventGroupModel;
use super::vectors::{Vector, Vectors};
use std::cmp::Reverse;

/// Days between the publication of two articles of one event at most; an article without a date
/// is near every other.
pub(super) const WINDOW_DAYS: i32 = 14;
/// Terms of an article that are looked up: those that tell most.
const N_KEYS: usize = 40;
/// A term is looked up if at most so many articles of the window have it: one that stands in
/// everything leads nowhere.
const MAX_POSTINGS: usize = 512;
/// Articles looked at for one article in all, rarest term first.
const MAX_VISITS: usize = 6_144;
/// Articles scored for one article: those that share most.
const MAX_CANDIDATES: usize = 32;
/// Pairs that score lower are no neighbours.
const MIN_SCORE: i64 = -3_900;

/// Which articles have a term.
///
/// Memory: 4 bytes a term of an article.
#[derive(Debug)]
pub struct Neighbours<'v> {
    vectors: &'v Vectors,
    /// Where the articles of each term begin in `articles`, and the end of the last.
    starts: Vec<u32>,
    /// By term, in the order of `places`.
    articles: Vec<u32>,
    /// For each article its place in order of publication, those without a date last.
    places: Vec<u32>,
    /// The articles by place.
    by_place: Vec<u32>,
    /// How many have a date.
    n_dated: u32,
}

/// Buffers of one thread, made by [`Neighbours::scratch`].
#[derive(Debug)]
pub struct Scratch<'v> {
    seat: Seat<'v>,
    /// By place; all 0 between two articles.
    shared: Vec<u32>,
    touched: Vec<u32>,
    keys: Vec<(u32, u16)>,
}

impl<'v> Neighbours<'v> {
    /// Indexes `vectors`. Cost: linear.
    #[must_use]
    pub fn new(vectors: &'v Vectors) -> Self {
        let articles = &vectors.articles;
        let mut by_place: Vec<u32> = (0..articles.len() as u32).collect();
        by_place.sort_by_key(|&article| {
            let day = articles[article as usize].day;
            (day.is_none(), day, article)
        });
        let mut places = vec![0; articles.len()];
        by_place.iter().zip(0..).for_each(|(&article, place)| places[article as usize] = place);
        let n_dated = articles.iter().filter(|article| article.day.is_some()).count() as u32;
        let mut starts = vec![0u32; vectors.weights.len() + 1];
        for &term in articles.iter().flat_map(|article| &article.terms) {
            starts[term as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut postings = vec![0; starts.last().copied().unwrap_or_default() as usize];
        for (place, &article) in (0..).zip(&by_place) {
            for &term in &articles[article as usize].terms {
                let at = &mut next[term as usize];
                postings[*at as usize] = place;
                *at += 1;
            }
        }
        Self { vectors, starts, articles: postings, places, by_place, n_dated }
    }

    /// Buffers for [`of`](Self::of). Memory: 4 bytes an article.
    #[must_use]
    pub fn scratch(&self) -> Scratch<'v> {
        Scratch {
            seat: Seat::new(self.vectors),
            shared: vec![0; self.vectors.len()],
            touched: Vec::new(),
            keys: Vec::new(),
        }
    }

    /// The neighbours of an article with their scores, each pair given by one or both of its
    /// articles. Cost: bounded.
    ///
    /// # Panics
    /// If there is no such article.
    pub fn of(
        &self,
        article: u32,
        model: &EventGroupModel,
        scratch: &mut Scratch<'v>,
        found: &mut Vec<(u32, u32, i64)>,
    ) {
        self.count_shared(article, scratch);
        let Scratch { seat, shared, touched, .. } = scratch;
        let sharing_most = |&place: &u32| (Reverse(shared[place as usize]), place);
        if touched.len() > MAX_CANDIDATES {
            touched.select_nth_unstable_by_key(MAX_CANDIDATES, sharing_most);
        }
        for (at, &place) in touched.iter().enumerate() {
            shared[place as usize] = 0;
            if at < MAX_CANDIDATES {
                let other = self.by_place[place as usize];
                let score = seat.score(article, other, model);
                if score > MIN_SCORE {
                    found.push((article.min(other), article.max(other), score));
                }
            }
        }
        touched.clear();
    }

    /// Adds up the weights of the terms that others share with an article.
    fn count_shared(&self, article: u32, scratch: &mut Scratch<'_>) {
        let vector = &self.vectors.articles[article as usize];
        let place = self.places[article as usize];
        let window = self.window(vector);
        self.choose_keys(vector, &mut scratch.keys);
        let mut n_visits = 0;
        for &(term, weight) in &scratch.keys {
            let range =
                self.starts[term as usize] as usize..self.starts[term as usize + 1] as usize;
            let postings = &self.articles[range];
            let near = within(postings, window.0, window.1);
            let undated = within(postings, self.n_dated.max(window.1), u32::MAX);
            let n = near.len() + undated.len();
            if n > MAX_POSTINGS {
                continue;
            }
            n_visits += n;
            if n_visits > MAX_VISITS {
                return;
            }
            for &other in near.iter().chain(undated).filter(|&&other| other != place) {
                let sum = &mut scratch.shared[other as usize];
                if *sum == 0 {
                    scratch.touched.push(other);
                }
                *sum += u32::from(weight);
            }
        }
    }

    /// The places of articles near in time: from the first up to but without the second.
    fn window(&self, vector: &Vector) -> (u32, u32) {
        let Some(day) = vector.day else { return (0, self.places.len() as u32) };
        let dated = &self.by_place[..self.n_dated as usize];
        let at = |limit: i32| {
            let is_before = |&article: &u32| {
                self.vectors.articles[article as usize].day.is_some_and(|day| day < limit)
            };
            dated.partition_point(is_before) as u32
        };
        (at(day.saturating_sub(WINDOW_DAYS)), at(day.saturating_add(WINDOW_DAYS + 1)))
    }

    /// The terms that tell most of an article, rarest first.
    fn choose_keys(&self, vector: &Vector, keys: &mut Vec<(u32, u16)>) {
        keys.clear();
        let telling = |(term, value): &(u32, u16)| (Reverse(*value), *term);
        let values = vector.entries.iter().map(|entry| entry.body.saturating_add(entry.lead));
        keys.extend(vector.terms.iter().copied().zip(values));
        if keys.len() > N_KEYS {
            keys.select_nth_unstable_by_key(N_KEYS, telling);
            keys.truncate(N_KEYS);
        }
        keys.iter_mut().for_each(|(term, value)| *value = self.vectors.weights[*term as usize]);
        keys.sort_unstable_by_key(telling);
    }
}

/// Those of ascending `places` from `first` up to but without `end`.
fn within(places: &[u32], first: u32, end: u32) -> &[u32] {
    let from = places.partition_point(|&place| place < first);
    let until = places.partition_point(|&place| place < end);
    &places[from..until.max(from)]
}
