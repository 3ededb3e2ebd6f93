//! The atoms every measure is made of: plain sums and counts of facts, each with one exact meaning.

use crate::facts::{MONEY_SCALE, QUANTITY_SCALE};
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{Expr, when};
use datafusion::prelude::{col, lit};
use datafusion::scalar::ScalarValue;
use serde::{Deserialize, Serialize};

/// A sum or a count. An atom is null where nothing is known, never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Atom {
    /// Yuan after discounts, returns taken off.
    Amount,
    /// Yuan before discounts, of the lines where it is known.
    ListAmount,
    /// Yuan of discounts, of the lines where it is known.
    Discount,
    /// Amount of the lines whose list amount and discount are known: what to divide the discount by.
    AmountWithList,
    /// Yuan of cost, of the lines where it is known.
    Cost,
    /// Amount of the lines whose cost is known: what to take the cost from for a margin.
    AmountWithCost,
    /// Quantity, returns taken off, of the lines where it is known.
    Quantity,
    /// Amount of the lines whose quantity is known: what to divide by the quantity.
    AmountWithQuantity,
    /// Amount of the lines with a ticket, or with the number of tickets behind them: what to divide by the tickets.
    AmountWithTickets,
    /// Quantity of the lines with a ticket, or with the number of tickets behind them.
    QuantityWithTickets,
    /// Facts, returned ones included.
    Lines,
    /// Yuan of returned lines; zero or negative.
    ReturnedAmount,
    /// Quantity of returned lines; zero or negative.
    ReturnedQuantity,
    /// Returned lines.
    ReturnedLines,
    /// Yuan of lines sold on promotion, of the lines where it is known whether they were.
    PromotionAmount,
    /// Different tickets per site, channel and day with at least one line that is not a return, and the tickets
    /// behind lines that are totals.
    Tickets,
    /// Tickets of the days on which a site counted visitors, by hour of the hours: what to divide by the visitors.
    TicketsWithVisitors,
    /// Different items.
    Items,
    /// Different members.
    Members,
    /// Different shops.
    Shops,
    /// Different brands.
    Brands,
    /// Days with at least one fact.
    Days,
    /// People counted at the entrances.
    Visitors,
    /// People counted on the days of which it is known how many tickets there were, or on which nothing was sold.
    VisitorsWithTickets,
}

/// How an atom is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Working {
    /// A sum that adds up over any rows.
    Sum(&'static Sum),
    /// A count of different values of a column.
    Different(&'static str),
    Tickets,
    TicketsWithVisitors,
    Visitors,
    VisitorsWithTickets,
}

/// A sum over facts that adds up.
pub(crate) struct Sum {
    pub(crate) name: &'static str,
    /// Decimals of the smallest unit.
    pub(crate) scale: u32,
    /// The sum over a group of facts.
    pub(crate) of_facts: fn() -> Expr,
}

impl PartialEq for Sum {
    fn eq(&self, other: &Sum) -> bool {
        self.name == other.name
    }
}

impl Eq for Sum {}

impl std::fmt::Debug for Sum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

const fn money(name: &'static str, of_facts: fn() -> Expr) -> Sum {
    Sum { name, scale: MONEY_SCALE, of_facts }
}

const fn quantity(name: &'static str, of_facts: fn() -> Expr) -> Sum {
    Sum { name, scale: QUANTITY_SCALE, of_facts }
}

const fn number(name: &'static str, of_facts: fn() -> Expr) -> Sum {
    Sum { name, scale: 0, of_facts }
}

/// Changes whenever a sum is worked out otherwise under the same name, so that sums kept by an older program are not read.
pub(crate) const FORM: u8 = 1;

/// The sums that are kept per day beside every file; their names are columns there.
pub(crate) static SUMS: [Sum; 16] = [
    money("amount", || sum(col("amount"))),
    money("list_amount", || sum(col("list_amount"))),
    money("discount", || sum(col("discount"))),
    money("amount_with_list", || sum(only(col("list_amount").is_not_null(), col("amount")))),
    money("cost", || sum(col("cost"))),
    money("amount_with_cost", || sum(only(col("cost").is_not_null(), col("amount")))),
    quantity("quantity", || sum(col("quantity"))),
    money("amount_with_quantity", || sum(only(col("quantity").is_not_null(), col("amount")))),
    money("amount_with_tickets", || sum(only(with_tickets(), col("amount")))),
    quantity("quantity_with_tickets", || sum(only(with_tickets(), col("quantity")))),
    number("lines", || count(lit(1))),
    money("returned_amount", || sum(or_zero(col("returned"), col("amount"), zero(MONEY_SCALE)))),
    quantity("returned_quantity", || sum(or_zero(col("returned"), col("quantity"), zero(QUANTITY_SCALE)))),
    number("returned_lines", || sum(or_zero(col("returned"), lit(1_i64), lit(0_i64)))),
    money("promotion_amount", || sum(only(col("promotion").is_not_null(), or_zero(col("promotion"), col("amount"), zero(MONEY_SCALE))))),
    number("tickets_given", || sum(col("tickets"))),
];

/// The sum that belongs to an atom.
pub(crate) fn sum_named(name: &str) -> &'static Sum {
    SUMS.iter().find(|sum| sum.name == name).expect("every name below is in the list above")
}

fn zero(scale: u32) -> Expr {
    lit(ScalarValue::Decimal128(Some(0), crate::facts::DIGITS, scale as i8))
}

/// Whether it is known how many tickets stand behind a line.
pub(crate) fn with_tickets() -> Expr {
    col("ticket").is_not_null().or(col("tickets").is_not_null())
}

/// The value where the condition holds, nothing elsewhere.
fn only(condition: Expr, value: Expr) -> Expr {
    when(condition, value).end().expect("a case of one branch has one type")
}

/// The value where the condition holds, zero elsewhere.
fn or_zero(condition: Expr, value: Expr, zero: Expr) -> Expr {
    when(condition, value).otherwise(zero).expect("both branches have the type of the value")
}

impl Atom {
    pub(crate) fn working(self) -> Working {
        match self {
            Atom::Amount => Working::Sum(sum_named("amount")),
            Atom::ListAmount => Working::Sum(sum_named("list_amount")),
            Atom::Discount => Working::Sum(sum_named("discount")),
            Atom::AmountWithList => Working::Sum(sum_named("amount_with_list")),
            Atom::Cost => Working::Sum(sum_named("cost")),
            Atom::AmountWithCost => Working::Sum(sum_named("amount_with_cost")),
            Atom::Quantity => Working::Sum(sum_named("quantity")),
            Atom::AmountWithQuantity => Working::Sum(sum_named("amount_with_quantity")),
            Atom::AmountWithTickets => Working::Sum(sum_named("amount_with_tickets")),
            Atom::QuantityWithTickets => Working::Sum(sum_named("quantity_with_tickets")),
            Atom::Lines => Working::Sum(sum_named("lines")),
            Atom::ReturnedAmount => Working::Sum(sum_named("returned_amount")),
            Atom::ReturnedQuantity => Working::Sum(sum_named("returned_quantity")),
            Atom::ReturnedLines => Working::Sum(sum_named("returned_lines")),
            Atom::PromotionAmount => Working::Sum(sum_named("promotion_amount")),
            Atom::Tickets => Working::Tickets,
            Atom::TicketsWithVisitors => Working::TicketsWithVisitors,
            Atom::Items => Working::Different("item"),
            Atom::Members => Working::Different("member"),
            Atom::Shops => Working::Different("shop"),
            Atom::Brands => Working::Different("brand"),
            Atom::Days => Working::Different("day"),
            Atom::Visitors => Working::Visitors,
            Atom::VisitorsWithTickets => Working::VisitorsWithTickets,
        }
    }
}
