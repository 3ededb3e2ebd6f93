//! The supermarket branches: what each sells of each item on a day.

use crate::calendar;
use crate::dice::Dice;
use crate::goods::{Good, SHELVES, Shelf, item_code};
use crate::line::{Line, Visit};
use crate::names::{BRANCHES, Branch};
use crate::today::Today;
use crate::trouble::Kind;
use chrono::{Datelike, NaiveDate};

/// Yuan in an average basket of a branch.
const BASKET: f64 = 61.0;

/// What all branches sell on a day, and who came in.
pub fn day(dice: &mut Dice, today: &Today<'_>, scale: u32) -> (Vec<Line>, Vec<Visit>) {
    let Today { day, years, troubles, extent, .. } = *today;
    let mood = dice.spread(0.04);
    let (mut lines, mut visits) = (Vec::new(), Vec::new());
    for Branch { code, size, .. } in BRANCHES.iter().filter(|branch| extent.branches.contains(&branch.code)) {
        let campaign = today.campaign(code);
        let draw = calendar::supermarket(day)
            * size
            * mood
            * dice.spread(0.05)
            * 1.02_f64.powf(years)
            * today.sky.left_to_branch(code)
            * campaign.unwrap_or(1.0);
        if draw <= 0.0 || troubles.iter().any(|t| matches!(t, Kind::SilentTill { branch } if branch == code)) {
            continue;
        }
        let (begin, mut wanted) = (lines.len(), 0);
        for (c, shelf) in SHELVES.iter().enumerate() {
            for g in 0..shelf.goods.len().min(extent.goods) {
                for copy in 0..scale {
                    wanted += sell(dice, &mut lines, Place { code, day, draw, campaign: campaign.is_some(), troubles }, (c, g), copy);
                }
            }
        }
        // People come for what they want: a good that is missing or dear leaves them with less in the basket.
        let tickets = (wanted as f64 / 100.0 / (BASKET * dice.spread(0.03))).round().max(1.0) as u32;
        share_tickets(&mut lines[begin..], tickets);
        visits.push(Visit { site: code, entrance: "正门", day, visitors: (f64::from(tickets) * dice.around(1.32, 0.03)).round() as u32 });
    }
    (lines, visits)
}

#[derive(Clone, Copy)]
struct Place<'a> {
    code: &'static str,
    day: NaiveDate,
    draw: f64,
    campaign: bool,
    troubles: &'a [Kind],
}

/// Sells a good, and answers the fen that it would have sold for if nothing had been wrong with it.
fn sell(dice: &mut Dice, lines: &mut Vec<Line>, at: Place<'_>, (c, g): (usize, usize), copy: u32) -> i64 {
    let Shelf { code: category, margin, swing, goods, .. } = SHELVES[c];
    let Good { name, weighable, price, daily, .. } = goods[g];
    let missing = at.troubles.iter().any(|t| t.missing(at.code, name));
    let rise = at.troubles.iter().find_map(|t| match t {
        Kind::PriceRise { branch, category: c, rise } if *branch == at.code && *c == category => Some(*rise),
        _ => None,
    });
    let rise = rise.unwrap_or(0.0);
    let season = if name == "麒麟西瓜" || name.starts_with("啤酒") {
        (calendar::heat(at.day) * 0.9 + 0.9).max(0.05)
    } else {
        1.0 + swing * calendar::heat(at.day)
    };
    // Every item is on promotion for some days of some weeks.
    let week = at.day.iso_week().week();
    let promotion = (week as usize * 7 + c * 3 + g * 5).is_multiple_of(9) && at.day.weekday().num_days_from_monday() >= 3;
    let promoted = promotion || (at.campaign && !g.is_multiple_of(3));
    let wave = 1.0 + 0.12 * (f64::from(at.day.ordinal0()) / 29.0 + (c * 7 + g) as f64).sin();
    let unit_price = (price * wave.mul_add(0.35, 0.65) * (1.0 + rise) * 100.0).round();
    let sold_at = if promoted { (unit_price * 0.82).round() } else { unit_price };
    let wanted = daily * at.draw * season * dice.spread(0.25) * if promoted { 1.6 } else { 1.0 };
    let fen = |price: f64, quantity: i64| (price * quantity as f64 / 1000.0).round() as i64;
    let ordinary = fen(sold_at / (1.0 + rise), (wanted * 1000.0).round() as i64);
    let wanted = wanted * (1.0 + rise).powf(-1.8);
    let quantity = if weighable { (wanted * 1000.0).round() as i64 } else { wanted.round() as i64 * 1000 };
    if quantity <= 0 || missing {
        return ordinary;
    }
    let (list, amount) = (fen(unit_price, quantity), fen(sold_at, quantity));
    let cost = (price * wave.mul_add(0.25, 0.75) * (1.0 - margin) * 100.0 * quantity as f64 / 1000.0).round() as i64;
    let line = Line {
        site: at.code,
        channel: "counter",
        shop: None,
        brand: None,
        category,
        item: Some(if copy == 0 { item_code(c, g) } else { format!("{}-{copy}", item_code(c, g)) }),
        day: at.day,
        hour: None,
        ticket: None,
        member: None,
        quantity,
        list,
        discount: list - amount,
        amount,
        cost: Some(cost),
        tickets: Some(0),
        returned: false,
        promotion: promoted,
    };
    if dice.unit() < 0.012 {
        let back = if weighable { 500 } else { 1000 };
        let (list, amount) = (-fen(unit_price, back), -fen(sold_at, back));
        lines.push(Line {
            quantity: -back,
            list,
            amount,
            discount: list - amount,
            cost: Some(-cost * back / quantity),
            returned: true,
            ..line.clone()
        });
    }
    lines.push(line);
    ordinary
}

/// The till counts tickets for the branch; a day's total of an item carries its share, so that the branch's sum is right.
/// Shares go by what was taken, at cost: a good that has become dear is not on more tickets for it.
fn share_tickets(lines: &mut [Line], tickets: u32) {
    let taken = |line: &Line| line.cost.unwrap_or(line.amount);
    let all: i64 = lines.iter().map(taken).sum();
    let (mut given, mut running) = (0_u32, 0_i64);
    for line in lines {
        running += taken(line);
        let due = (f64::from(tickets) * running as f64 / all.max(1) as f64).round().max(0.0) as u32;
        line.tickets = Some(due.saturating_sub(given));
        given = given.max(due);
    }
}
