//! What is to be explained, cut into its smallest parts: one row for each combination of attributes that there is.

/// The smallest parts of a figure, by attribute. Codes are small whole numbers that stand for names.
#[derive(Debug, Clone, Default)]
pub struct Cells {
    /// How many values each attribute has; every code of it is below.
    pub sizes: Vec<u32>,
    /// One column of codes for each attribute, all equally long.
    pub codes: Vec<Vec<u32>>,
}

impl Cells {
    /// How many parts there are.
    pub fn len(&self) -> usize {
        self.codes.first().map_or(0, Vec::len)
    }

    /// Whether there is nothing to explain.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The shortest name of the same parts: attributes that leave none out are dropped, the last ones first.
    pub fn shortest(&self, combination: &Combination) -> Combination {
        let mut shortest = combination.clone();
        for at in (0..combination.pairs.len()).rev() {
            let mut shorter = shortest.clone();
            shorter.pairs.remove(at);
            let same = (0..self.len()).all(|row| self.within(row, &shorter) == self.within(row, &shortest));
            if same && !shorter.pairs.is_empty() {
                shortest = shorter;
            }
        }
        shortest
    }

    /// Whether a part lies within a combination of attributes.
    pub fn within(&self, row: usize, combination: &Combination) -> bool {
        combination.pairs.iter().all(|(attribute, code)| self.codes[*attribute][row] == *code)
    }
}

/// One value of an attribute, or of several at once: 支付宝, or 支付宝·华东·女装.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Combination {
    /// Attribute and code, in the order of the attributes.
    pub pairs: Vec<(usize, u32)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shop_needs_no_brand_and_no_floor_beside_it() {
        // Shops, brands, floors: shop 1 is the only one of brand 1, and both are on floor 1; shop 2 sells brand 0 there too.
        let cells = Cells { sizes: vec![3, 2, 2], codes: vec![vec![0, 1, 2], vec![0, 1, 0], vec![0, 1, 1]] };
        let of = |pairs: &[(usize, u32)]| Combination { pairs: pairs.to_vec() };
        for (long, short) in [
            (&[(0, 1), (1, 1), (2, 1)][..], &[(0, 1)][..]),
            (&[(1, 1), (2, 1)], &[(1, 1)]),
            (&[(1, 0), (2, 1)], &[(1, 0), (2, 1)]),
            (&[(2, 0)], &[(2, 0)]),
        ] {
            assert_eq!(cells.shortest(&of(long)), of(short), "{long:?}");
        }
    }
}
