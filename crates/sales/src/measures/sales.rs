//! Sales: what was taken in, returns taken off.

use super::DIMS;
use kernel::measure::{Formula, Good, Measure, Unit};
use kernel::text::text;

/// Sales: see `about`.
pub fn measure() -> Measure {
    Measure {
        name: "sales",
        title: text("销售额", "Sales"),
        unit: Unit::Yuan,
        good: Good::Up,
        dims: &DIMS,
        about: text("实收金额之和，退货为负数；按营业日归集。", "The sum of amounts received; returns count as negative; by business day."),
        formula: Formula::Sum("amount"),
    }
}
