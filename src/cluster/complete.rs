//! Complete linkage over verified pairs: copies of copies do not chain.

use std::collections::BTreeMap;

/// A verified pair of two nodes, with counts that order it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// One node.
    pub a: u32,
    /// The other one.
    pub b: u32,
    /// Shingles both have.
    pub n_shared: u64,
    /// Shingles of the union.
    pub n_union: u64,
}

impl Edge {
    /// Higher resemblance first, by exact fractions; then by the numbers of the nodes.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let left = u128::from(self.n_shared) * u128::from(other.n_union);
        let right = u128::from(other.n_shared) * u128::from(self.n_union);
        right.cmp(&left).then_with(|| (self.a, self.b).cmp(&(other.a, other.b)))
    }
}

/// Clusters of two and more of `n_nodes`, each ascending, ordered by their first member.
///
/// Edges are taken by resemblance descending, then by node numbers; two clusters merge when all
/// their cross pairs are edges. The result depends on the edges and the numbers alone: number
/// nodes by their ids and it does not depend on the order of input. An edge given twice counts
/// once. Cost: O(e log e), and each merge moves the edges of the smaller side.
#[must_use]
pub fn complete_linkage(n_nodes: usize, mut edges: Vec<Edge>) -> Vec<Vec<u32>> {
    for edge in &mut edges {
        (edge.a, edge.b) = (edge.a.min(edge.b), edge.a.max(edge.b));
    }
    edges.retain(|edge| edge.a != edge.b);
    edges.sort_unstable_by(Edge::order);
    let mut seen = std::collections::HashSet::new();
    edges.retain(|edge| seen.insert((edge.a, edge.b)));
    let mut clusters = Clusters::new(n_nodes, &edges);
    for edge in &edges {
        clusters.merge_if_complete(edge.a, edge.b);
    }
    clusters.finish()
}

struct Clusters {
    /// The cluster of each node.
    cluster: Vec<u32>,
    members: Vec<Vec<u32>>,
    /// For each cluster, how many edges go to each other one.
    neighbours: Vec<BTreeMap<u32, u64>>,
}

impl Clusters {
    fn new(n_nodes: usize, edges: &[Edge]) -> Self {
        let mut neighbours = vec![BTreeMap::new(); n_nodes];
        for edge in edges {
            neighbours[edge.a as usize].insert(edge.b, 1);
            neighbours[edge.b as usize].insert(edge.a, 1);
        }
        let cluster: Vec<u32> = (0..n_nodes as u32).collect();
        Self { members: cluster.iter().map(|&node| vec![node]).collect(), cluster, neighbours }
    }

    fn merge_if_complete(&mut self, a: u32, b: u32) {
        let (a, b) = (self.cluster[a as usize], self.cluster[b as usize]);
        let n_pairs = self.members[a as usize].len() as u64 * self.members[b as usize].len() as u64;
        if a != b && self.neighbours[a as usize].get(&b) == Some(&n_pairs) {
            let n_edges = |cluster: u32| self.neighbours[cluster as usize].len();
            if n_edges(a) >= n_edges(b) { self.merge(a, b) } else { self.merge(b, a) }
        }
    }

    fn merge(&mut self, into: u32, from: u32) {
        let moved = std::mem::take(&mut self.members[from as usize]);
        moved.iter().for_each(|&node| self.cluster[node as usize] = into);
        self.members[into as usize].extend(moved);
        for (other, n_edges) in std::mem::take(&mut self.neighbours[from as usize]) {
            self.neighbours[other as usize].remove(&from);
            if other != into {
                *self.neighbours[into as usize].entry(other).or_default() += n_edges;
                *self.neighbours[other as usize].entry(into).or_default() += n_edges;
            }
        }
    }

    fn finish(mut self) -> Vec<Vec<u32>> {
        self.members.retain(|members| members.len() > 1);
        self.members.iter_mut().for_each(|members| members.sort_unstable());
        self.members.sort_unstable();
        self.members
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn edge(a: u32, b: u32, n_shared: u64) -> Edge {
        Edge { a, b, n_shared, n_union: 100 }
    }

    #[test]
    fn chains_do_not_grow() {
        let chain = vec![edge(0, 1, 90), edge(1, 2, 80), edge(2, 3, 85)];
        assert_eq!(complete_linkage(4, chain), [[0, 1], [2, 3]]);
        let triangle = vec![edge(0, 1, 90), edge(1, 2, 80), edge(2, 0, 70)];
        assert_eq!(complete_linkage(3, triangle), [[0, 1, 2]]);
        assert!(complete_linkage(3, Vec::new()).is_empty());
    }

    proptest! {
        #[test]
        fn every_two_members_are_a_pair(
            pairs in prop::collection::vec((0_u32..12, 0_u32..12, 1_u64..100), 0..60)
        ) {
            let edges: Vec<Edge> = pairs.iter().map(|&(a, b, n)| edge(a, b, n)).collect();
            let known: BTreeSet<(u32, u32)> =
                edges.iter().flat_map(|e| [(e.a, e.b), (e.b, e.a)]).collect();
            let clusters = complete_linkage(12, edges.clone());
            for cluster in &clusters {
                for &a in cluster {
                    prop_assert!(cluster.iter().all(|&b| a == b || known.contains(&(a, b))));
                }
            }
            let mut best: BTreeMap<(u32, u32), Edge> = BTreeMap::new();
            for e in edges {
                let (a, b) = (e.a.min(e.b), e.a.max(e.b));
                let kept = best.entry((a, b)).or_insert(e);
                *kept = if e.n_shared > kept.n_shared { e } else { *kept };
            }
            let shuffled: Vec<Edge> = best.into_values().rev().collect();
            prop_assert_eq!(complete_linkage(12, shuffled), clusters);
        }
    }
}
