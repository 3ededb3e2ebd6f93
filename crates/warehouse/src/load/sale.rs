//! Makes sales of a row: the amount given or computed, discounts, cost, returns and refunds.

use super::Target;
use super::columns::Sale;
use super::reader::Reader;
use super::refusal::Reason;
use super::row_cells::RowCells;
use crate::facts::{MONEY_SCALE, QUANTITY_SCALE};
use rust_decimal::Decimal;
use sheet::Value;
use std::borrow::Cow;

/// Reads the sale of a part of a row; true when it is an order that was not paid.
pub(crate) fn sales(cells: &mut RowCells<'_, '_>) -> bool {
    let rules = &cells.reader.profile.rules;
    if rules.skip_unpaid && cells.has(Target::PaidAt) && cells.value(Target::PaidAt) == Value::Empty {
        return true;
    }
    let numbers = Numbers::read(cells);
    // Side by side in a row, a part without quantity and amount says that nothing was sold that way.
    if cells.reader.parts.len() > 1 && numbers.is_nothing() {
        return false;
    }
    let mut names =
        [Target::Site, Target::Channel, Target::Shop, Target::Brand, Target::Category, Target::Item, Target::Ticket, Target::Member]
            .map(|target| cells.name(target));
    imply(cells.reader, &mut names);
    let moment = cells.moment();
    let said = cells.truth(Target::Returned);
    let promotion = cells.truth(Target::Promotion);
    let tickets = cells.whole(Target::Tickets).map(|tickets| tickets as i32);
    let Some((day, hour)) = moment.filter(|_| names[0].is_some()) else {
        cells.refuse_blanks();
        return false;
    };
    let Some(total) = numbers.total() else {
        if !cells.refused {
            cells.refuse(Target::Amount, Reason::NoAmount);
        }
        return false;
    };
    let refund = numbers.refund.filter(|refund| !refund.is_zero()).map(|refund| refund.abs());
    let gross = if rules.paid_is_net { total + refund.unwrap_or_default() } else { total };
    let negative = gross < Decimal::ZERO || (gross.is_zero() && numbers.quantity.is_some_and(|q| q < Decimal::ZERO));
    let returned = said.unwrap_or(false) || (rules.negative_is_return && negative);
    let sale = Sale { names, day, hour, tickets, promotion, returned, line: cells.row.number() as i64, ..Sale::default() };
    numbers.push(cells, sale, gross, refund);
    false
}

/// What the file does not say of brand and category, the item says, and then the shop.
fn imply<'a>(reader: &'a Reader, names: &mut [Option<Cow<'a, str>>; 8]) {
    let [_, _, shop, brand, category, item, ..] = names;
    for (of, code) in [(Target::Item, item), (Target::Shop, shop)] {
        let implied = code.as_ref().and_then(|code| reader.directory.get(&of)?.implied.get(code.as_ref()));
        for (name, known) in
            [(&mut *brand, implied.and_then(|i| i.brand.as_deref())), (&mut *category, implied.and_then(|i| i.category.as_deref()))]
        {
            if name.is_none() {
                *name = known.map(Cow::Borrowed);
            }
        }
    }
}

/// What the file does not say of the cost, the cost list of the item says for that day.
fn cost_of(reader: &Reader, sale: &Sale<'_>) -> Option<Decimal> {
    let item = sale.names[5].as_deref()?;
    reader.directory.get(&Target::Item)?.implied.get(item)?.cost_on(sale.day)
}

/// The numbers of a row as they are written.
struct Numbers {
    quantity: Option<Decimal>,
    price: Option<Decimal>,
    amount: Option<Decimal>,
    list_amount: Option<Decimal>,
    discount: Option<Decimal>,
    cost: Option<Decimal>,
    unit_cost: Option<Decimal>,
    refund: Option<Decimal>,
}

impl Numbers {
    fn read(cells: &mut RowCells<'_, '_>) -> Numbers {
        Numbers {
            quantity: cells.number(Target::Quantity),
            price: cells.number(Target::Price),
            amount: cells.number(Target::Amount),
            list_amount: cells.number(Target::ListAmount),
            discount: cells.number(Target::Discount),
            cost: cells.number(Target::Cost),
            unit_cost: cells.number(Target::UnitCost),
            refund: cells.number(Target::Refund),
        }
    }

    fn is_nothing(&self) -> bool {
        let nothing = |number: Option<Decimal>| number.is_none_or(|number| number.is_zero());
        nothing(self.quantity) && nothing(self.amount)
    }

    /// The amount given, or else computed. Rounding comes later, once per line.
    fn total(&self) -> Option<Decimal> {
        let computed = || self.quantity?.checked_mul(self.price?);
        let derived = || self.list_amount?.checked_sub(self.discount?.abs());
        self.amount.or_else(computed).or_else(derived)
    }

    /// Makes the line, and a returned line for a refund.
    fn push(&self, cells: &mut RowCells<'_, '_>, mut sale: Sale<'_>, gross: Decimal, refund: Option<Decimal>) {
        let sign = |number: Decimal| if sale.returned { -number.abs() } else { number };
        let total = sign(gross);
        let quantity = self.quantity.map(sign);
        // Prices differ from amounts in that they have no sign; the quantity carries it.
        let times = |unit: Option<Decimal>| quantity.zip(unit).and_then(|(quantity, unit)| quantity.checked_mul(unit.abs()));
        let cost = self.cost.map(sign).or_else(|| times(self.unit_cost.or_else(|| cost_of(cells.reader, &sale))));
        let (list, discount) = match (self.list_amount.map(sign), self.discount) {
            (Some(list), Some(discount)) => (Some(list), Some(sign(discount.abs()))),
            (Some(list), None) => (Some(list), list.checked_sub(total)),
            (None, Some(discount)) => (total.checked_add(sign(discount.abs())), Some(sign(discount.abs()))),
            (None, None) => (None, None),
        };
        let mut keep = |target, number: Option<Decimal>, scale| number.and_then(|number| cells.keep(target, number, scale));
        let amount = keep(Target::Amount, Some(total), MONEY_SCALE);
        sale.quantity = keep(Target::Quantity, quantity, QUANTITY_SCALE);
        sale.list_amount = keep(Target::ListAmount, list, MONEY_SCALE);
        sale.discount = keep(Target::Discount, discount, MONEY_SCALE);
        sale.cost = keep(Target::Cost, cost, MONEY_SCALE);
        let back = keep(Target::Refund, refund, MONEY_SCALE);
        let Some(amount) = amount.filter(|_| !cells.refused) else { return };
        sale.amount = amount;
        let finer = |number: Option<Decimal>, scale| number.is_some_and(|number| number.normalize().scale() > scale);
        cells.parsed.counts.rounded += u64::from(finer(Some(total), MONEY_SCALE) || finer(quantity, QUANTITY_SCALE));
        cells.parsed.facts.push_sale(&sale);
        if let Some(back) = back.filter(|_| !sale.returned) {
            // What was given back says nothing about which goods came back.
            let refund = Sale {
                amount: -back,
                quantity: None,
                list_amount: None,
                discount: None,
                cost: None,
                tickets: None,
                returned: true,
                ..sale
            };
            cells.parsed.facts.push_sale(&refund);
        }
    }
}
