//! Things that are one by way of others.

/// Groups of `0..n` linked by `is_one`, directly or through others: each ascending, ordered by
/// their first member, whatever the order in which links are found. Cost: `n` squared questions.
pub(crate) fn linked(n: usize, is_one: impl Fn(usize, usize) -> bool) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for newcomer in 0..n {
        let mut group = Vec::new();
        groups.retain_mut(|known| {
            let joins = known.iter().any(|&member| is_one(member, newcomer));
            if joins {
                group.append(known);
            }
            !joins
        });
        group.push(newcomer);
        group.sort_unstable();
        groups.push(group);
    }
    groups.sort_unstable();
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_are_one_group() {
        let near = |x: usize, y: usize| x.abs_diff(y) == 2;
        assert_eq!(linked(5, near), [vec![0, 2, 4], vec![1, 3]]);
        assert_eq!(linked(3, |x, y| x.min(y) == 0 && x.max(y) == 2), [vec![0, 2], vec![1]]);
        assert!(linked(0, near).is_empty());
    }
}
