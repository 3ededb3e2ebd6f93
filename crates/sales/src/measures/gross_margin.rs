//! Gross margin: what is left of sales after the goods are paid.

use super::DIMS;
use kernel::measure::{Formula, Good, Measure, Unit};
use kernel::text::text;

/// Gross margin: see `about`.
pub fn measure() -> Measure {
    Measure {
        name: "gross_margin",
        title: text("毛利额", "Gross margin"),
        unit: Unit::Yuan,
        good: Good::Up,
        dims: &DIMS,
        about: text("销售额 − 成本，仅计成本已知的销售。", "Sales minus cost, only where the cost is known."),
        formula: Formula::Difference("known_amount", "cost"),
    }
}
