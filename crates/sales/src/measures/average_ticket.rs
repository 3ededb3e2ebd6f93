//! Average ticket: what one customer spends at once.

use super::TICKET_DIMS;
use kernel::measure::{Formula, Good, Measure, Unit};
use kernel::text::text;

/// Average ticket: see `about`.
pub fn measure() -> Measure {
    Measure {
        name: "average_ticket",
        title: text("客单价", "Average ticket"),
        unit: Unit::Yuan,
        good: Good::Up,
        dims: &TICKET_DIMS,
        about: text("销售额 ÷ 客单数，仅计客单数已知的销售。", "Sales ÷ tickets, only where the tickets are known."),
        formula: Formula::Ratio("amount_with_tickets", "tickets"),
    }
}
