//! Ids that occur once.

use crate::article::Article;
use crate::outcome::{Problem, ProblemKind};
use std::collections::{HashMap, HashSet};

/// Renames articles whose id came before to `id#2`, `id#3` …, and says so.
///
/// The first keeps its id. A number that would make an id some other article already has is
/// passed over. Depends on the order of `articles`; linear in their number.
#[must_use]
pub fn make_ids_unique(articles: &mut [Article]) -> Vec<Problem> {
    let mut taken: HashSet<String> = articles.iter().map(|article| article.id.clone()).collect();
    // The last number given out for an id; present once the id has been seen.
    let mut last: HashMap<String, u64> = HashMap::with_capacity(articles.len());
    let mut problems = Vec::new();
    for article in articles {
        let Some(number) = last.get_mut(&article.id) else {
            last.insert(article.id.clone(), 1);
            continue;
        };
        let unique = loop {
            *number += 1;
            let candidate = format!("{}#{number}", article.id);
            if taken.insert(candidate.clone()) {
                break candidate;
            }
        };
        let message = format!("id {:?} occurs again; this one becomes {unique:?}", article.id);
        problems.push(Problem::new(article.place.clone(), ProblemKind::DuplicateId, message));
        article.id = unique;
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unique(ids: &[&str]) -> (Vec<String>, usize) {
        let named = |id: &&str| Article { id: (*id).to_owned(), ..Article::default() };
        let mut articles: Vec<Article> = ids.iter().map(named).collect();
        let problems = make_ids_unique(&mut articles);
        assert!(problems.iter().all(|problem| problem.kind == ProblemKind::DuplicateId));
        (articles.into_iter().map(|article| article.id).collect(), problems.len())
    }

    #[test]
    fn repeated_ids_are_numbered() {
        let cases: [(&[&str], &[&str], usize); 6] = [
            (&[], &[], 0),
            (&["a", "b"], &["a", "b"], 0),
            (&["a", "a", "a"], &["a", "a#2", "a#3"], 2),
            (&["a", "a#2", "a"], &["a", "a#2", "a#3"], 1),
            (&["a", "a", "a#2"], &["a", "a#3", "a#2"], 1),
            (&["x#2", "x#2", "x", "x"], &["x#2", "x#2#2", "x", "x#3"], 2),
        ];
        for (ids, expected, n_problems) in cases {
            let (found, n) = unique(ids);
            assert_eq!(found, expected, "{ids:?}");
            assert_eq!(n, n_problems, "{ids:?}");
        }
    }
}
