//! Gross margin rate: the share of sales that is left after the goods are paid.

use super::DIMS;
use kernel::measure::{Formula, Good, Measure, Unit};
use kernel::text::text;

/// Gross margin rate: see `about`.
pub fn measure() -> Measure {
    Measure {
        name: "gross_margin_rate",
        title: text("毛利率", "Gross margin rate"),
        unit: Unit::Percent,
        good: Good::Up,
        dims: &DIMS,
        about: text("(销售额 − 成本) ÷ 销售额，仅计成本已知的销售。", "(Sales − cost) ÷ sales, only where the cost is known."),
        formula: Formula::Remainder("cost", "known_amount"),
    }
}
