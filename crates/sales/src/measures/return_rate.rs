//! Return rate: how much of what was sold came back.

use super::DIMS;
use kernel::measure::{Formula, Good, Measure, Unit};
use kernel::text::text;

/// Return rate: see `about`.
pub fn measure() -> Measure {
    Measure {
        name: "return_rate",
        title: text("退货率", "Return rate"),
        unit: Unit::Percent,
        good: Good::Down,
        dims: &DIMS,
        about: text("退货金额 ÷ 退货前的销售金额。", "Amount returned ÷ amount sold before returns."),
        formula: Formula::Ratio("returned_amount", "sold_amount"),
    }
}
