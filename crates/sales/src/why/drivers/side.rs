//! What a part of the business sold in one of the two periods: sales, returns, pieces, tickets, and who came.

use kernel::measure::{AtomRow, Unit};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Sums that drivers are made of, and those of them that goods have which lie in one ticket.
pub const ATOMS: [&str; 9] = [
    "amount",
    "returned_amount",
    "quantity",
    "returned_quantity",
    "amount_with_quantity",
    "cost",
    "known_amount",
    "tickets",
    "amount_with_tickets",
];
pub const GOODS: &[&str] = ATOMS.split_at(7).0;

/// The sums of one side. Estimates are made from them; what is shown as money of its own, the returns, is exact.
#[derive(Default, Clone, Debug)]
pub struct Side {
    /// Sales before returns, returns, pieces, tickets; visitors where they were counted on every day.
    pub sold: f64,
    pub returned: Decimal,
    pub pieces: f64,
    pub returned_pieces: Decimal,
    pub tickets: f64,
    pub visitors: Option<f64>,
    /// Cost, and the sales that it is known of.
    pub cost: f64,
    pub known: f64,
    /// Sales after returns, and those of them that tell of tickets and of pieces.
    pub amount: f64,
    pub with_tickets: f64,
    pub with_pieces: f64,
}

impl Side {
    pub fn of(row: &AtomRow, share: Decimal) -> Self {
        let exact = |name: &str| row.atoms.get(name).copied().unwrap_or_default() / share;
        let float = |name: &str| exact(name).to_f64().unwrap_or(0.0);
        // What came back is told without its sign.
        let returned = exact("returned_amount");
        Self {
            sold: (exact("amount") + returned).to_f64().unwrap_or(0.0),
            returned: -returned,
            pieces: (exact("quantity") + exact("returned_quantity")).to_f64().unwrap_or(0.0),
            returned_pieces: -exact("returned_quantity"),
            tickets: float("tickets"),
            visitors: None,
            cost: float("cost"),
            known: float("known_amount"),
            amount: float("amount"),
            with_tickets: float("amount_with_tickets"),
            with_pieces: float("amount_with_quantity"),
        }
    }

    /// Pieces with those that came back taken off.
    pub fn net_pieces(&self) -> f64 {
        self.pieces + self.returned_pieces.to_f64().unwrap_or(0.0)
    }

    /// Both together; visitors where they are known of both.
    pub fn plus(&self, other: &Self) -> Self {
        Self {
            sold: self.sold + other.sold,
            returned: self.returned + other.returned,
            pieces: self.pieces + other.pieces,
            returned_pieces: self.returned_pieces + other.returned_pieces,
            tickets: self.tickets + other.tickets,
            visitors: self.visitors.zip(other.visitors).map(|(a, b)| a + b),
            cost: self.cost + other.cost,
            known: self.known + other.known,
            amount: self.amount + other.amount,
            with_tickets: self.with_tickets + other.with_tickets,
            with_pieces: self.with_pieces + other.with_pieces,
        }
    }

    pub fn sum<'a>(sides: impl Iterator<Item = &'a Self>) -> Self {
        sides.fold(Self { visitors: Some(0.0), ..Self::default() }, |sum, side| sum.plus(side))
    }
}

/// The part of the sales of both sides of which something is known; none where nothing was sold.
pub fn covered(rows: &[(Side, Side)], of: fn(&Side) -> f64) -> Option<f64> {
    let sum = |of: &dyn Fn(&Side) -> f64| rows.iter().flat_map(|(now, before)| [now, before]).map(|side| of(side).abs()).sum::<f64>();
    per(sum(&of), sum(&|side| side.amount))
}

pub fn per(a: f64, b: f64) -> Option<f64> {
    (b > 0.0).then(|| a / b)
}

pub fn decimal(value: Option<f64>, unit: Unit) -> Option<Decimal> {
    Decimal::from_f64_retain(value?).map(|value| value.round_dp(unit.decimals()))
}
