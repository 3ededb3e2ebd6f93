//! Visitors: how many people came in.

use super::SITES;
use kernel::measure::{Formula, Good, Measure, Unit};
use kernel::text::text;

/// Visitors: see `about`.
pub fn measure() -> Measure {
    Measure {
        name: "visitors",
        title: text("客流", "Visitors"),
        unit: Unit::Count,
        good: Good::Up,
        dims: &SITES,
        about: text("各入口进店人次之和；线上为访客数。", "People counted at the entrances; for online shops, visitors."),
        formula: Formula::Sum("visitors"),
    }
}
