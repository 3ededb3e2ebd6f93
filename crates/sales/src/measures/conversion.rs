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
        about: text(
            "客单数 ÷ 客流，仅计统计了客流、且知道客单数（或没有销售）的门店和日子。",
            "Tickets ÷ visitors, only of the sites and days whose visitors were counted and whose tickets are known (or that sold nothing).",
        ),
        formula: Formula::Ratio("tickets_with_visitors", "visitors_with_tickets"),
    }
}
