//! Units per ticket: how much goes into one basket.

use super::TICKET_DIMS;
use kernel::measure::{Formula, Good, Measure, Unit};
use kernel::text::text;

/// Units per ticket: see `about`.
pub fn measure() -> Measure {
    Measure {
        name: "units_per_ticket",
        title: text("连带率", "Units per ticket"),
        unit: Unit::PerTicket,
        good: Good::Up,
        dims: &TICKET_DIMS,
        about: text("销量 ÷ 客单数，仅计客单数已知的销售。", "Quantity ÷ tickets, only where the tickets are known."),
        formula: Formula::Ratio("quantity_with_tickets", "tickets"),
    }
}
