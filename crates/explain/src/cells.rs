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
