//! Conversion: how many of those who came bought something.

use super::SITES;
use kernel::measure::{Formula, Good, Measure, Unit};
use kernel::text::text;

/// Conversion: see `about`.
pub fn measure() -> Measure {
    Measure {
        name: "conversion",
        title: text("成交转化率", "Conversion"),
        unit: Unit::Percent,
        good: Good::Up,
        dims: &SITES,
        about: text("客单数 ÷ 客流。", "Tickets ÷ visitors."),
        formula: Formula::Ratio("tickets", "visitors"),
    }
}
