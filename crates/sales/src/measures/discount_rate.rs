//! Discount rate: how much of the list price was given away.

use super::DIMS;
use kernel::measure::{Formula, Good, Measure, Unit};
use kernel::text::text;

/// Discount rate: see `about`.
pub fn measure() -> Measure {
    Measure {
        name: "discount_rate",
        title: text("折扣率", "Discount rate"),
        unit: Unit::Percent,
        good: Good::Down,
        dims: &DIMS,
        about: text("优惠金额 ÷ 原价金额；没有原价的数据不计。", "Discount ÷ list amount; facts without a list price are left out."),
        formula: Formula::Ratio("discount", "list_amount"),
    }
}
