//! How a figure comes about from sums: always from totals, never from an average of averages.

use crate::fixed::round_half_up;
use rust_decimal::Decimal;

/// A formula over atoms, the sums that a source keeps (`amount`, `tickets` …).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// One sum as it is.
    Sum(&'static str),
    /// The first minus the second.
    Difference(&'static str, &'static str),
    /// The first for each of the second.
    Ratio(&'static str, &'static str),
    /// What is left of one after the ratio: 1 − first ÷ second.
    Remainder(&'static str, &'static str),
}

impl Formula {
    /// The atoms it needs.
    pub fn atoms(self) -> Vec<&'static str> {
        match self {
            Self::Sum(atom) => vec![atom],
            Self::Difference(a, b) | Self::Ratio(a, b) | Self::Remainder(a, b) => vec![a, b],
        }
    }

    /// The figure, or nothing where it does not exist: an unknown atom, or a division by zero.
    pub fn value(self, atom: impl Fn(&str) -> Option<Decimal>, decimals: u32) -> Option<Decimal> {
        match self {
            Self::Sum(a) => atom(a),
            Self::Difference(a, b) => atom(a)?.checked_sub(atom(b)?),
            Self::Ratio(a, b) => atom(a)?.checked_div(atom(b)?).map(|v| round_half_up(v, decimals)),
            Self::Remainder(a, b) => Decimal::ONE.checked_sub(atom(a)?.checked_div(atom(b)?)?).map(|v| round_half_up(v, decimals)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_that_does_not_exist_is_not_zero() {
        let atom = |name: &str| match name {
            "amount" => Some(Decimal::new(100, 0)),
            "list" => Some(Decimal::new(300, 0)),
            "none" => Some(Decimal::ZERO),
            _ => None,
        };
        for (formula, expected) in [
            (Formula::Sum("amount"), Some("100")),
            (Formula::Difference("list", "amount"), Some("200")),
            (Formula::Ratio("amount", "list"), Some("0.333333")),
            (Formula::Remainder("amount", "list"), Some("0.666667")),
            (Formula::Ratio("amount", "none"), None),
            (Formula::Ratio("amount", "unknown"), None),
            (Formula::Sum("unknown"), None),
        ] {
            assert_eq!(formula.value(atom, 6), expected.map(|e| e.parse().unwrap()), "{formula:?}");
        }
    }
}
