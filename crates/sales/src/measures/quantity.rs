//! Quantity: pieces and kilograms sold, returns taken off.

use super::DIMS;
use kernel::measure::{Formula, Good, Measure, Unit};
use kernel::text::text;

/// Quantity: see `about`.
pub fn measure() -> Measure {
    Measure {
        name: "quantity",
        title: text("销量", "Quantity"),
        unit: Unit::Quantity,
        good: Good::Up,
        dims: &DIMS,
        about: text(
            "售出数量之和，退货为负数；称重商品以千克计。",
            "The sum of quantities sold; returns count as negative; weighed goods in kilograms.",
        ),
        formula: Formula::Sum("quantity"),
    }
}
