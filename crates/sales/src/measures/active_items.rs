//! Active items: how many different goods were sold at all.

use super::FACT_DIMS;
use kernel::measure::{Formula, Good, Measure, Unit};
use kernel::text::text;

/// Active items: see `about`.
pub fn measure() -> Measure {
    Measure {
        name: "active_items",
        title: text("动销单品数", "Active items"),
        unit: Unit::Count,
        good: Good::Up,
        dims: &FACT_DIMS,
        about: text("期间有销售记录的单品数。", "Items with at least one sale in the period."),
        formula: Formula::Sum("items"),
    }
}
