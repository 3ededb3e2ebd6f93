//! Days without sale: how long nobody has bought it.

use super::DIMS;
use kernel::measure::{Formula, Good, Measure, Unit};
use kernel::text::text;

/// Days without sale: see `about`.
pub fn measure() -> Measure {
    Measure {
        name: "days_without_sale",
        title: text("未动销天数", "Days without sale"),
        unit: Unit::Count,
        good: Good::Down,
        dims: &DIMS,
        about: text(
            "期间内卖出过的，最近一次售出到数据截止日的天数。",
            "Of what was sold in the period: days from the last sale to the last day of the data.",
        ),
        formula: Formula::Difference("until_day", "last_day"),
    }
}
