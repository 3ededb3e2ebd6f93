//! Every way of cutting the leaves: by one attribute, by two, and so on, with the leaves of each element.

use std::collections::HashMap;

/// One set of attributes, and the elements that it cuts the leaves into.
#[derive(Debug, Clone)]
pub struct Cuboid {
    pub attributes: Vec<usize>,
    /// The element of each leaf.
    pub element: Vec<u32>,
    /// Leaves, those of one element side by side; where each element starts is in `starts`, which ends with their number.
    order: Vec<u32>,
    starts: Vec<u32>,
}

/// More cuts than this, or together of more leaves, are not looked at: those of fewer attributes come first.
const CUBOIDS_MAX: usize = 255;
const LEAVES_MAX: usize = 16_000_000;
/// Up to this many possible elements are numbered by a table, more by hashing.
const TABLE_MAX: u64 = 1 << 20;

impl Cuboid {
    fn new(attributes: Vec<usize>, element: Vec<u32>, elements: usize) -> Self {
        let mut starts = vec![0_u32; elements + 1];
        element.iter().for_each(|element| starts[*element as usize + 1] += 1);
        (0..elements).for_each(|at| starts[at + 1] += starts[at]);
        let (mut next, mut order) = (starts.clone(), vec![0; element.len()]);
        for (leaf, element) in element.iter().enumerate() {
            let place = &mut next[*element as usize];
            order[*place as usize] = leaf as u32;
            *place += 1;
        }
        Self { attributes, element, order, starts }
    }

    pub fn elements(&self) -> usize {
        self.starts.len() - 1
    }

    pub fn leaves(&self, element: u32) -> &[u32] {
        &self.order[self.starts[element as usize] as usize..self.starts[element as usize + 1] as usize]
    }
}

/// All cuboids, those of fewer attributes first. Attributes with a single value cut nothing and are left out, and so is what cuts
/// as an earlier one does: a shop has one brand and one floor, and naming these beside it, or for it, says nothing more.
pub fn cuboids(codes: &[Vec<u32>]) -> Vec<Cuboid> {
    let mut all: Vec<Cuboid> = Vec::new();
    for (attribute, column) in codes.iter().enumerate() {
        let (element, elements) = number(&vec![0; column.len()], 1, column);
        if elements > 1 && all.iter().all(|known| known.element != element) {
            all.push(Cuboid::new(vec![attribute], element, elements));
        }
    }
    let singles = all.len();
    let most = CUBOIDS_MAX.min(LEAVES_MAX / codes.first().map_or(1, Vec::len).max(1)).max(singles);
    let mut from = 0;
    while from < all.len() && all.len() < most {
        for single in 0..singles {
            let attribute = all[single].attributes[0];
            if all[from].attributes.last().is_some_and(|last| *last < attribute) && all.len() < most {
                let attributes = [&all[from].attributes[..], &[attribute]].concat();
                let (element, elements) = number(&all[from].element, all[from].elements(), &all[single].element);
                // Elements are numbered as they first come, so the same cut has the same numbers.
                if all.iter().all(|known| known.elements() != elements || known.element != element) {
                    all.push(Cuboid::new(attributes, element, elements));
                }
            }
        }
        from += 1;
    }
    all
}

/// Numbers the pairs of two columns in the order in which they first come.
fn number(left: &[u32], lefts: usize, right: &[u32]) -> (Vec<u32>, usize) {
    let rights = right.iter().max().map_or(0, |max| u64::from(*max) + 1);
    let pairs = left.iter().zip(right).map(|(left, right)| u64::from(*left) * rights + u64::from(*right));
    let mut next = 0;
    let mut fresh = || {
        next += 1;
        next - 1
    };
    let element: Vec<u32> = match (lefts as u64).checked_mul(rights) {
        Some(size) if size <= TABLE_MAX => {
            let mut table = vec![u32::MAX; size as usize];
            let numbered = pairs.map(|pair| {
                let place = &mut table[pair as usize];
                if *place == u32::MAX {
                    *place = fresh();
                }
                *place
            });
            numbered.collect()
        }
        _ => {
            let mut table = HashMap::new();
            pairs.map(|pair| *table.entry(pair).or_insert_with(&mut fresh)).collect()
        }
    };
    (element, next as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_leaf_is_in_one_element_of_every_cuboid() {
        let codes = vec![vec![3, 3, 7, 7, 7], vec![1, 2, 1, 2, 1], vec![5; 5], vec![0, u32::MAX, 2, 3, 4]];
        let all = cuboids(&codes);
        // The third attribute has one value only and cuts nothing; the fourth tells every leaf apart, so others beside it say no more.
        let sizes: Vec<(Vec<usize>, usize)> = all.iter().map(|cuboid| (cuboid.attributes.clone(), cuboid.elements())).collect();
        let expected = [(vec![0], 2), (vec![1], 2), (vec![3], 5), (vec![0, 1], 4)];
        assert_eq!(sizes, expected);
        for cuboid in &all {
            for element in 0..cuboid.elements() as u32 {
                assert!(cuboid.leaves(element).iter().all(|leaf| cuboid.element[*leaf as usize] == element));
            }
            assert_eq!((0..cuboid.elements() as u32).map(|element| cuboid.leaves(element).len()).sum::<usize>(), 5);
        }
    }
}
