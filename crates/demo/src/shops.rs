//! The mall: a hundred and twenty shops on five floors, and what each sells on a day.

use crate::calendar;
use crate::dice::Dice;
use crate::line::{Line, Visit};
use crate::names::{FLOORS, MALL_OPEN_DAYS, TRADES, Trade};
use crate::today::Today;
use crate::trouble::{Kind, Loss};
use chrono::{Datelike, Days, NaiveDate};

/// Shops in the mall.
pub const SHOPS: u16 = 120;
/// The mall's code.
pub const MALL: &str = "M01";
/// Entrances of the mall with their share of the visitors.
pub const ENTRANCES: [(&str, f64); 4] = [("东门", 0.34), ("西门", 0.22), ("地铁口", 0.31), ("车库", 0.13)];

/// The share of the shops that opened on the mall's first day.
const OPENED_WITH_THE_MALL: f64 = 0.45;

/// A shop of the mall.
#[derive(Clone, Debug)]
pub struct Shop {
    pub number: u16,
    pub code: String,
    pub name: String,
    pub brand: usize,
    pub trade: usize,
    pub floor: usize,
    pub area: f64,
    pub opened: NaiveDate,
    pub closed: Option<NaiveDate>,
    /// How good the shop is, and how it grows in a year.
    pub strength: f64,
    pub growth: f64,
}

/// Most of them open with the mall, the others one by one as places are let; some open within the facts and some leave.
/// `dates` are dice of their own, so that what a shop sells does not hang on when it opened.
pub fn shops(dice: &mut Dice, dates: &mut Dice, from: NaiveDate, until: NaiveDate) -> Vec<Shop> {
    let mall = from.checked_sub_days(Days::new(MALL_OPEN_DAYS)).unwrap_or(from);
    let days = u64::try_from((until - from).num_days()).unwrap_or(1);
    let brands: Vec<(usize, &str)> = TRADES.iter().enumerate().flat_map(|(t, trade)| trade.brands.iter().map(move |b| (t, *b))).collect();
    (0..SHOPS)
        .map(|number| {
            let brand = usize::from(number) % brands.len();
            let (trade, name) = brands[brand];
            let again = usize::from(number) / brands.len();
            let floor = usize::from(number) / 24;
            let before = if dates.unit() < OPENED_WITH_THE_MALL { 0 } else { dates.below(MALL_OPEN_DAYS) };
            let (opened, closed) = match number % 12 {
                5 => (later(from, dice.below(days)), None),
                9 if number % 24 == 9 => (later(mall, before), Some(later(from, days / 3 + dice.below(days / 2)))),
                _ => (later(mall, before), None),
            };
            Shop {
                number,
                code: code(number),
                name: if again == 0 { name.to_owned() } else { format!("{name}（{}店）", ["二", "三", "四"][(again - 1).min(2)]) },
                brand,
                trade,
                floor,
                area: (60.0 + 340.0 * dice.unit() * dice.unit()).round(),
                opened,
                closed,
                strength: dice.spread(0.45),
                growth: 1.0 + dice.around(0.05, 0.10),
            }
        })
        .collect()
}

/// The code of a shop by its number.
pub fn code(number: u16) -> String {
    format!("{MALL}-{}{:02}", FLOORS[usize::from(number) / 24].0, number % 24 + 1)
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// What the shops sell on a day: one line a shop, as their tills report it.
pub fn day(dice: &mut Dice, shops: &[Shop], brands: &[String], today: &Today<'_>) -> Vec<Line> {
    let Today { day, years, troubles, sky, .. } = *today;
    let campaign = today.campaign(MALL);
    let mood = calendar::mall(day) * dice.spread(0.05) * sky.left_to_mall() * campaign.unwrap_or(1.0);
    let mut lines = Vec::with_capacity(shops.len());
    for shop in shops.iter().filter(|s| s.opened <= day && s.closed.is_none_or(|c| day < c)) {
        if troubles.iter().any(|t| *t == Kind::Repair { shop: shop.number.into() }) {
            continue;
        }
        let Trade { per_month, ticket, discount_share, .. } = TRADES[shop.trade];
        let escalator = troubles.iter().find_map(|t| match t {
            Kind::Escalator { floor, left } if *floor == FLOORS[shop.floor].0 => Some(*left),
            _ => None,
        });
        let slump = troubles.iter().find_map(|t| match t {
            Kind::Slump { shop: number, left, of } if *number == usize::from(shop.number) => Some((*left, *of)),
            _ => None,
        });
        let left = |of: &[Loss]| slump.filter(|(_, loss)| of.contains(loss)).map_or(1.0, |(left, _)| left);
        // A new shop needs half a year to be known.
        let known = (0.6 + 0.4 * ((day - shop.opened).num_days() as f64 / 180.0)).min(1.0);
        let sales = per_month / 30.4
            * shop.area
            * FLOORS[shop.floor].1
            * shop.strength
            * shop.growth.powf(years)
            * mood
            * known
            * escalator.unwrap_or(1.0)
            * left(&[Loss::Buyers])
            * dice.spread(0.16);
        let promotion = day.weekday().num_days_from_monday() >= 5 && dice.unit() < 0.35;
        // Four shops of five take part in a campaign of the mall.
        let promotion = promotion || (campaign.is_some() && !(shop.number / 2).is_multiple_of(5));
        let tickets = (sales / (ticket * dice.spread(0.06))).round().max(1.0);
        let amount = (sales * left(&[Loss::Pieces, Loss::Price]) * 100.0).round() as i64;
        let cut = discount_share * if promotion { 1.8 } else { 0.8 } * dice.spread(0.1);
        let list = (amount as f64 / (1.0 - cut.min(0.6)) / left(&[Loss::Price])).round() as i64;
        lines.push(Line {
            site: MALL,
            channel: "counter",
            shop: Some(shop.number),
            brand: Some(brands[shop.brand].clone()),
            category: TRADES[shop.trade].code,
            item: None,
            day,
            hour: None,
            ticket: None,
            member: None,
            quantity: (tickets * 1.4 * left(&[Loss::Pieces]) * dice.spread(0.08)).round() as i64 * 1000,
            list,
            discount: list - amount,
            amount,
            cost: None,
            tickets: Some(tickets as u32),
            returned: false,
            promotion,
        });
        if dice.unit() < 0.06 {
            let back = (amount as f64 * 0.03 * dice.unit()).round() as i64 + 1;
            let mut returned = lines.last().cloned().unwrap_or_else(|| unreachable!("a line was just added"));
            (returned.amount, returned.list, returned.discount, returned.quantity, returned.tickets, returned.returned) =
                (-back, -back, 0, -1000, Some(0), true);
            lines.push(returned);
        }
    }
    lines
}

/// Who came in by which entrance.
pub fn visits(dice: &mut Dice, today: &Today<'_>) -> Vec<Visit> {
    let Today { day, years, sky, .. } = *today;
    let all = 21_000.0
        * calendar::mall(day)
        * 1.03_f64.powf(years)
        * sky.left_to_mall()
        * today.campaign(MALL).unwrap_or(1.0)
        * dice.spread(0.05);
    ENTRANCES
        .iter()
        .map(|(entrance, share)| Visit { site: MALL, entrance, day, visitors: (all * share * dice.spread(0.04)).round() as u32 })
        .collect()
}
