//! Tickets: how many receipts or orders there were.

use super::TICKET_DIMS;
use kernel::measure::{Formula, Good, Measure, Unit};
use kernel::text::text;

/// Tickets: see `about`.
pub fn measure() -> Measure {
    Measure {
        name: "tickets",
        title: text("客单数", "Tickets"),
        unit: Unit::Count,
        good: Good::Up,
        dims: &TICKET_DIMS,
        about: text(
            "小票或订单张数；按门店、渠道、日去重；日汇总数据用其自带的客单数。",
            "Receipts or orders, each counted once per site, channel and day; daily totals bring their own count.",
        ),
        formula: Formula::Sum("tickets"),
    }
}
