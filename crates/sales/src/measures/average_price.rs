//! Average unit price: what one piece or kilogram brings.

use super::DIMS;
use kernel::measure::{Formula, Good, Measure, Unit};
use kernel::text::text;

/// Average unit price: see `about`.
pub fn measure() -> Measure {
    Measure {
        name: "average_price",
        title: text("平均单价", "Average unit price"),
        unit: Unit::Yuan,
        good: Good::None,
        dims: &DIMS,
        about: text("销售额 ÷ 销量，仅计销量已知的销售。", "Sales ÷ quantity, only where the quantity is known."),
        formula: Formula::Ratio("amount_with_quantity", "quantity"),
    }
}
