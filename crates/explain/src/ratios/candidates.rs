//! Every segment that could be to blame: all values of each attribute and their combinations.
//!
//! Two names for the same rows are one candidate, with the shorter name: where each shop is in one city only,
//! shop and city together say no more than the shop, and an attribute with a single value says nothing.

use super::LUCK_MAX;
use crate::cells::{Cells, Combination};
use std::collections::{BTreeMap, HashSet};

/// Attributes of the longest combination: nobody reads a fourth condition.
const DEPTH_MAX: usize = 3;

/// Rows of all combinations of one length together, above which longer ones are left out: some hundred megabytes.
const ROOM_MAX: usize = 5_000_000;

/// All segments that are looked into, with everything at once as the first.
pub struct Candidates {
    pub all: Vec<Candidate>,
}

/// One segment that is looked into.
pub struct Candidate {
    pub combination: Combination,
    /// The rows inside in which something happened, ascending.
    pub rows: Vec<usize>,
    /// How much surprise (nats) luck alone would bring to the best of all candidates that are as narrow as this one:
    /// the logarithm of their number, over the luck that is accepted (Bonferroni).
    pub price: f64,
}

impl Candidates {
    /// Everything at once comes first, then the candidates of one attribute, of two and of three.
    pub fn of(cells: &Cells, whole: &[f64]) -> Candidates {
        let rows: Vec<usize> = (0..cells.len()).filter(|row| whole[*row] > 0.0).collect();
        let attributes: Vec<usize> = (0..cells.sizes.len()).filter(|attribute| varies(&cells.codes[*attribute], &rows)).collect();
        let mut known: HashSet<Vec<usize>> = HashSet::from([rows.clone()]);
        let mut all = vec![Candidate { combination: Combination::default(), rows, price: -LUCK_MAX.ln() }];
        for depth in 1..=DEPTH_MAX.min(attributes.len()) {
            let sets = subsets(&attributes, depth);
            if sets.len() * all[0].rows.len() > ROOM_MAX {
                break;
            }
            for set in &sets {
                let groups = group(cells, &all[0].rows, set);
                let price = ((groups.len() * sets.len()) as f64 / LUCK_MAX).ln();
                for (codes, rows) in groups {
                    if known.insert(rows.clone()) {
                        let pairs = set.iter().copied().zip(codes).collect();
                        all.push(Candidate { combination: Combination { pairs }, rows, price });
                    }
                }
            }
        }
        Candidates { all }
    }

    /// The rows of one candidate that another does not have.
    pub fn rest(&self, broad: usize, narrow: usize) -> Vec<usize> {
        let narrow = &self.all[narrow].rows;
        self.all[broad].rows.iter().copied().filter(|row| narrow.binary_search(row).is_err()).collect()
    }

    /// Whether all rows of one candidate are rows of the other as well.
    pub fn covers(&self, broad: usize, narrow: usize) -> bool {
        let (broad, narrow) = (&self.all[broad].rows, &self.all[narrow].rows);
        narrow.len() <= broad.len() && narrow.iter().all(|row| broad.binary_search(row).is_ok())
    }
}

fn varies(codes: &[u32], rows: &[usize]) -> bool {
    rows.iter().any(|row| codes[*row] != codes[rows[0]])
}

/// All choices of `depth` items, in order.
fn subsets(items: &[usize], depth: usize) -> Vec<Vec<usize>> {
    if depth == 0 {
        return vec![Vec::new()];
    }
    let with = |(index, item): (usize, &usize)| {
        subsets(&items[index + 1..], depth - 1).into_iter().map(|tail| [vec![*item], tail].concat()).collect::<Vec<_>>()
    };
    items.iter().enumerate().flat_map(with).collect()
}

fn group(cells: &Cells, rows: &[usize], attributes: &[usize]) -> BTreeMap<Vec<u32>, Vec<usize>> {
    let mut groups: BTreeMap<Vec<u32>, Vec<usize>> = BTreeMap::new();
    for row in rows {
        let key = attributes.iter().map(|attribute| cells.codes[*attribute][*row]).collect();
        groups.entry(key).or_default().push(*row);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(codes: Vec<Vec<u32>>, whole: &[f64]) -> Vec<Vec<(usize, u32)>> {
        let sizes = codes.iter().map(|codes| codes.iter().max().map_or(0, |code| code + 1)).collect();
        Candidates::of(&Cells { sizes, codes }, whole).all.into_iter().map(|candidate| candidate.combination.pairs).collect()
    }

    #[test]
    fn two_names_for_the_same_rows_are_one_candidate_with_the_shorter_name() {
        let shop_in_city = vec![vec![0, 1, 2], vec![0, 0, 1]];
        assert_eq!(names(shop_in_city, &[1.0; 3]), [vec![], vec![(0, 0)], vec![(0, 1)], vec![(0, 2)], vec![(1, 0)]]);
        let single_value = vec![vec![0, 0], vec![0, 1]];
        assert_eq!(names(single_value, &[1.0; 2]), [vec![], vec![(1, 0)], vec![(1, 1)]]);
    }

    #[test]
    fn rows_in_which_nothing_happened_make_no_candidate() {
        assert_eq!(names(vec![vec![0, 1, 2]], &[1.0, 0.0, 1.0]), [vec![], vec![(0, 0)], vec![(0, 2)]]);
    }

    #[test]
    fn narrower_candidates_cost_more() {
        let codes = vec![vec![0, 0, 0, 0, 1, 1, 1, 1], vec![0, 0, 1, 1, 0, 0, 1, 1], vec![0, 1, 0, 1, 0, 1, 0, 1]];
        let all = Candidates::of(&Cells { sizes: vec![2; 3], codes }, &[1.0; 8]).all;
        let price = |depth: usize| all.iter().find(|one| one.combination.pairs.len() == depth).map(|one| one.price);
        let known = [1.0, 6.0, 12.0, 8.0].map(|number: f64| Some((number / LUCK_MAX).ln()));
        (0..4).for_each(|depth| assert!((price(depth).unwrap_or(0.0) - known[depth].unwrap_or(1.0)).abs() < 1e-12, "{depth}"));
    }
}
