//! The online shop: orders by channel, each with its lines, its hour and its member.

use crate::calendar;
use crate::dice::Dice;
use crate::goods::{SHELVES, Shelf, item_code};
use crate::line::{Line, Visit};
use crate::names::ONLINE;
use crate::today::Today;
use crate::trouble::Kind;
use chrono::NaiveDate;

/// The code of the online shop.
pub const SITE: &str = "O01";
/// Orders of an ordinary day at the beginning.
const ORDERS: f64 = 130.0;
/// Members who order online.
const MEMBERS: u64 = 9_000;
/// Hours by their share of the orders.
const HOURS: [f64; 24] =
    [1.8, 0.9, 0.5, 0.3, 0.3, 0.5, 1.2, 2.6, 4.1, 5.2, 5.9, 5.4, 5.0, 4.6, 4.4, 4.5, 4.7, 5.0, 5.8, 7.4, 9.2, 9.6, 7.2, 3.9];
/// Goods that are sent by parcel: fresh goods are not.
const SENT: [usize; 4] = [4, 5, 6, 7];

/// The orders of a day, and how many looked.
pub fn day(dice: &mut Dice, today: &Today<'_>, scale: u32) -> (Vec<Line>, Vec<Visit>) {
    let Today { day, years, troubles, .. } = *today;
    let (mut lines, mut visits) = (Vec::new(), Vec::new());
    for (channel, _, share, strength) in ONLINE {
        let orders = ORDERS * f64::from(scale) * share * calendar::online(day, strength) * 1.22_f64.powf(years) * dice.spread(0.07);
        let orders = orders.round() as u32;
        for number in 0..orders {
            let sale = strength > 1.0 && calendar::online(day, strength) > 1.4;
            order(dice, &mut lines, Order { channel, day, number, sale, troubles });
        }
        visits.push(Visit {
            site: SITE,
            entrance: channel,
            day,
            visitors: (f64::from(orders) / dice.around(0.034, 0.002).max(0.01)).round() as u32,
        });
    }
    (lines, visits)
}

/// An order about to be made.
#[derive(Clone, Copy)]
struct Order<'a> {
    channel: &'static str,
    day: NaiveDate,
    number: u32,
    sale: bool,
    troubles: &'a [Kind],
}

fn order(dice: &mut Dice, lines: &mut Vec<Line>, Order { channel, day, number, sale, troubles }: Order<'_>) {
    let ticket = format!("{channel}{}{number:05}", day.format("%y%m%d"));
    let member = format!("V{:06}", (dice.unit() * dice.unit() * MEMBERS as f64) as u64);
    let hour = hour(dice);
    let returned = dice.unit() < 0.035;
    for _ in 0..1 + dice.below(3) {
        let c = SENT[usize::try_from(dice.below(SENT.len() as u64)).unwrap_or(0)];
        let Shelf { code: category, margin, goods, .. } = SHELVES[c];
        let wanted = usize::try_from(dice.below(goods.len() as u64)).unwrap_or(0);
        // Who does not find what they wanted takes what lies beside it.
        let there = |g: &usize| troubles.iter().all(|t| !t.missing(SITE, goods[*g].name));
        let g = (wanted..wanted + goods.len()).map(|g| g % goods.len()).find(there).unwrap_or(wanted);
        let pieces = 1 + i64::try_from(dice.below(3)).unwrap_or(0);
        let price = (goods[g].price * 1.05 * 100.0).round() as i64;
        let list = price * pieces;
        let cut = if sale { 0.22 } else { 0.07 } * dice.unit() * 2.0;
        let amount = list - (list as f64 * cut).round() as i64;
        let cost = (goods[g].price * (1.0 - margin) * 100.0).round() as i64 * pieces;
        let line = Line {
            site: SITE,
            channel,
            shop: None,
            brand: None,
            category,
            item: Some(item_code(c, g)),
            day,
            hour: Some(hour),
            ticket: Some(ticket.clone()),
            member: Some(member.clone()),
            quantity: pieces * 1000,
            list,
            discount: list - amount,
            amount,
            cost: Some(cost),
            tickets: None,
            returned: false,
            promotion: sale,
        };
        if returned {
            lines.push(Line {
                quantity: -line.quantity,
                list: -line.list,
                discount: -line.discount,
                amount: -line.amount,
                cost: line.cost.map(|c| -c),
                returned: true,
                ..line.clone()
            });
        }
        lines.push(line);
    }
}

fn hour(dice: &mut Dice) -> u8 {
    let mut left = dice.unit() * HOURS.iter().sum::<f64>();
    for (hour, share) in (0_u8..).zip(HOURS) {
        left -= share;
        if left <= 0.0 {
            return hour;
        }
    }
    23
}
