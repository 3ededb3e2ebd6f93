//! How the figure moved: the tree of its drivers, one for each kind of business, with an effect for each that add up to the change.
//!
//! A mall, a counter or an online shop: visitors × those of them who buy × pieces they take × price. A supermarket that counts
//! no visitors: tickets × pieces × price. Where a driver is not known on both sides, its tree is the shorter one.

use super::baseline::Sides;
use super::reply::{Driver, How};
use super::scope::Scope;
use chrono::NaiveDate;
use explain::drivers::{Factor, Method, product, settle, shapley};
use kernel::desk::Desk;
use kernel::measure::{AtomRow, Formula, Unit, Where};
use kernel::refusal::Outcome;
use kernel::text::{Text, text};
use organisation::records::site;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, HashMap};

/// Sums that drivers are made of.
const ATOMS: [&str; 9] = [
    "amount",
    "returned_amount",
    "quantity",
    "returned_quantity",
    "amount_with_quantity",
    "tickets",
    "amount_with_tickets",
    "cost",
    "known_amount",
];

/// A driver is known where it covers this part of the sales of both sides.
const COVERED: f64 = 0.98;

/// Conditions that a count of visitors knows.
const PLACES: [&str; 2] = ["site", "city"];

/// One site's sums on one side.
#[derive(Default, Clone)]
struct Side {
    /// Sales before returns, returns, pieces, tickets; visitors where they were counted on every day.
    sold: f64,
    returned: Decimal,
    pieces: f64,
    returned_pieces: Decimal,
    tickets: f64,
    visitors: Option<f64>,
    /// Cost, and the sales that it is known of.
    cost: f64,
    known: f64,
}

/// A driver: its word, title and unit, and what it is on a side.
type DriverOf = (&'static str, Text, Unit, fn(&Side) -> Option<f64>);

/// A tree over sites: which drivers there are, and the sums of every site then and now.
struct Tree {
    visitors: bool,
    tickets: bool,
    pieces: bool,
    capture: bool,
    sites: Vec<(Side, Side)>,
}

/// The drivers of a change. `change` is what they add up to; what lies on days without a like is a driver of its own.
pub async fn how(desk: &Desk, scope: &Scope<'_>, sides: &Sides, filters: &Where, change: Decimal, days: Decimal) -> Outcome<How> {
    match (scope.measure.name, scope.measure.formula) {
        (name @ ("sales" | "quantity" | "tickets"), _) => Ok(Tree::of(desk, scope, sides, filters).await?.told(name, change, days)),
        ("gross_margin", _) => Ok(Tree::of(desk, scope, sides, filters).await?.margin(change, days)),
        (_, Formula::Ratio(part, whole) | Formula::Remainder(part, whole)) => {
            ratio(desk, scope, sides, filters, (part, whole), change).await
        }
        _ => {
            let title = text(format!("{}的变化", scope.measure.title.zh), format!("Change of {}", scope.measure.title.en.to_lowercase()));
            Ok(How { method: "none", title, drivers: Vec::new(), reversed: false })
        }
    }
}

impl Tree {
    async fn of(desk: &Desk, scope: &Scope<'_>, sides: &Sides, filters: &Where) -> Outcome<Self> {
        let by = ["site".to_owned()];
        let now = scope.atoms(desk, &ATOMS, &by, filters, &sides.now).await?;
        let before = scope.atoms(desk, &ATOMS, &by, filters, &sides.before).await?;
        let mut sites = BTreeMap::<String, (Side, Side)>::new();
        let mut covered = [Cover::default(), Cover::default()];
        for (rows, share, is_now) in [(now.rows, Decimal::ONE, true), (before.rows, sides.share, false)] {
            for row in rows {
                let Some(code) = row.keys.first().cloned().flatten() else { continue };
                covered.iter_mut().zip(["amount_with_tickets", "amount_with_quantity"]).for_each(|(cover, atom)| cover.add(&row, atom));
                let entry = sites.entry(code).or_default();
                let side = if is_now { &mut entry.0 } else { &mut entry.1 };
                *side = Side::of(&row, share);
            }
        }
        let [tickets, pieces] = covered.map(|cover| cover.enough());
        let (visitors, capture) = counted(desk, scope, sides, filters, &mut sites).await?;
        Ok(Self { visitors: visitors && tickets, tickets, pieces, capture, sites: sites.into_values().collect() })
    }

    /// The drivers in their order, each with its name, unit, and value of a side.
    fn drivers(&self) -> Vec<DriverOf> {
        let mut drivers: Vec<DriverOf> = Vec::new();
        if self.visitors {
            drivers.push(("visitors", text("客流", "Visitors"), Unit::Count, |s| s.visitors));
            let title = if self.capture { text("提袋率", "Capture rate") } else { text("成交转化率", "Conversion") };
            drivers.push(("conversion", title, Unit::Percent, |s| per(s.tickets, s.visitors?)));
        } else if self.tickets {
            drivers.push(("tickets", text("客单数", "Tickets"), Unit::Count, |s| Some(s.tickets)));
        }
        match (self.tickets, self.pieces) {
            (true, true) => {
                drivers.push(("units_per_ticket", text("连带率", "Units per ticket"), Unit::PerTicket, |s| per(s.pieces, s.tickets)));
                drivers.push(("average_price", text("件单价", "Average price"), Unit::Yuan, |s| per(s.sold, s.pieces)));
            }
            (true, false) => drivers.push(("average_ticket", text("客单价", "Average ticket"), Unit::Yuan, |s| per(s.sold, s.tickets))),
            (false, true) => {
                drivers.push(("quantity", text("销量", "Quantity"), Unit::Quantity, |s| Some(s.pieces)));
                drivers.push(("average_price", text("件单价", "Average price"), Unit::Yuan, |s| per(s.sold, s.pieces)));
            }
            (false, false) => drivers.push(("sales", text("销售额", "Sales"), Unit::Yuan, |s| Some(s.sold))),
        }
        drivers
    }

    /// The factors of every site. Of several sites the first driver is that of all of them and each one's part of it, so that
    /// what moves between sites is told apart from what moves within them.
    fn rows(&self, drivers: &[DriverOf]) -> Vec<Vec<Factor>> {
        let first = drivers[0].3;
        let total = |now: bool| -> f64 { self.sites.iter().filter_map(|(n, b)| first(if now { n } else { b })).sum() };
        let (total_now, total_before) = (total(true), total(false));
        let of_site = |(now, before): &(Side, Side)| {
            let factors = drivers.iter().map(|(.., of)| Factor { before: of(before), now: of(now) });
            if self.sites.len() < 2 {
                return factors.collect();
            }
            let all = Factor { before: Some(total_before), now: Some(total_now) };
            let part = |side: &Side, total: f64| Some(first(side).unwrap_or(0.0) / total).filter(|part| part.is_finite());
            let part = Factor { before: part(before, total_before), now: part(now, total_now) };
            [all, part].into_iter().chain(factors.skip(1)).collect()
        };
        self.sites.iter().map(of_site).collect()
    }

    /// The drivers up to the figure, and what they did. `days` is the effect of days without a like.
    fn told(&self, figure: &str, change: Decimal, days: Decimal) -> How {
        let drivers = self.up_to(figure);
        // A figure that would be its own only driver is not taken apart.
        if drivers.len() < 2 {
            let title =
                text("数据里没有客单数和件数，无法再拆分", "The facts tell of neither tickets nor pieces, so it cannot be taken apart");
            return How { method: "none", title, drivers: Vec::new(), reversed: false };
        }
        let worked = product(&self.rows(&drivers));
        let returned = |of: fn(&Side) -> Decimal, now: bool| {
            self.sites.iter().map(|(side_now, side_before)| of(if now { side_now } else { side_before })).sum::<Decimal>()
        };
        let of_returns: fn(&Side) -> Decimal = match figure {
            "sales" => |side| side.returned,
            "quantity" => |side| side.returned_pieces,
            _ => |_| Decimal::ZERO,
        };
        let (returned_now, returned_before) = (returned(of_returns, true), returned(of_returns, false));
        let unit = match figure {
            "sales" => Unit::Yuan,
            "quantity" => Unit::Quantity,
            _ => Unit::Count,
        };
        let effect_of_returns = (returned_now - returned_before).round_dp(unit.decimals());
        let mut settled = settle(&worked.effects, change - days - effect_of_returns, unit.decimals());
        let mix = if self.sites.len() > 1 { Some(settled.remove(1)) } else { None };
        let sum = |of: fn(&(Side, Side)) -> &Side| Side::sum(self.sites.iter().map(of));
        let (now, before) = (sum(|(now, _)| now), sum(|(_, before)| before));
        let mut told: Vec<Driver> = drivers
            .into_iter()
            .zip(settled)
            .map(|((key, title, unit, of), effect)| Driver {
                key,
                title,
                unit,
                before: decimal(of(&before), unit),
                now: decimal(of(&now), unit),
                effect,
            })
            .collect();
        if let Some(effect) = mix {
            let title = text("各店比重", "Mix of sites");
            told.insert(1, Driver { key: "mix", title, unit: Unit::Percent, before: None, now: None, effect });
        }
        if !returned_now.is_zero() || !returned_before.is_zero() {
            let (before, now) = (Some(returned_before.round_dp(2)), Some(returned_now.round_dp(2)));
            told.push(Driver { key: "returns", title: text("退货", "Returns"), unit, before, now, effect: effect_of_returns });
        }
        told.extend(without_a_like(days, unit));
        let method = if worked.method == Method::Lmdi { "lmdi" } else { "shapley" };
        How { method, title: self.title(figure), drivers: told, reversed: false }
    }

    /// Margin is no product: pieces × (price − cost of a piece), of the sales whose cost is known. What each driver did is
    /// told by Shapley, site by site.
    fn margin(&self, change: Decimal, days: Decimal) -> How {
        let drivers: [DriverOf; 3] = [
            ("quantity", text("销量", "Quantity"), Unit::Quantity, |s| Some(s.net_pieces())),
            ("average_price", text("件单价", "Average price"), Unit::Yuan, |s| per(s.known, s.net_pieces())),
            ("unit_cost", text("单位成本", "Unit cost"), Unit::Yuan, |s| per(s.cost, s.net_pieces())),
        ];
        let mut effects = vec![0.0; drivers.len()];
        for (now, before) in &self.sites {
            let value = |set: usize, k: usize| {
                let of = drivers[k].3;
                let (before, now) = (of(before), of(now));
                if set >> k & 1 == 1 { now.or(before) } else { before.or(now) }.unwrap_or(0.0)
            };
            let worked = shapley(drivers.len(), |set| value(set, 0) * (value(set, 1) - value(set, 2)));
            effects.iter_mut().zip(worked).for_each(|(sum, effect)| *sum += effect);
        }
        let settled = settle(&effects, change - days, 2);
        let now = Side::sum(self.sites.iter().map(|(now, _)| now));
        let before = Side::sum(self.sites.iter().map(|(_, before)| before));
        let mut told: Vec<Driver> = drivers
            .into_iter()
            .zip(settled)
            .map(|((key, title, unit, of), effect)| {
                let value = |side: &Side| decimal(of(side), unit);
                Driver { key, title, unit, before: value(&before), now: value(&now), effect }
            })
            .collect();
        told.extend(without_a_like(days, Unit::Yuan));
        let title = text("毛利 = 销量 ×（件单价 − 单位成本）", "Gross margin = quantity × (average price − unit cost)");
        How { method: "shapley", title, drivers: told, reversed: false }
    }

    /// The drivers whose product the figure is: tickets are fewer than sales by pieces and price.
    fn up_to(&self, figure: &str) -> Vec<DriverOf> {
        let beyond: &[&str] = match figure {
            "tickets" => &["units_per_ticket", "average_price", "average_ticket", "quantity", "sales"],
            "quantity" => &["average_price", "average_ticket", "sales"],
            _ => &[],
        };
        self.drivers().into_iter().filter(|(key, ..)| !beyond.contains(key)).collect()
    }

    fn title(&self, figure: &str) -> Text {
        let (zh, en) = match figure {
            "tickets" => ("客单数", "Tickets"),
            "quantity" => ("销量", "Quantity"),
            _ => ("销售额", "Sales"),
        };
        let names: Vec<Text> = self.up_to(figure).into_iter().map(|(_, title, ..)| title).collect();
        let join = |of: fn(&Text) -> &str| names.iter().map(of).collect::<Vec<_>>().join(" × ");
        text(format!("{zh} = {}", join(|t| &t.zh)), format!("{en} = {}", join(|t| &t.en)))
    }
}

/// How much of the sales of both sides something is known of.
#[derive(Default)]
struct Cover {
    known: f64,
    all: f64,
}

impl Cover {
    fn add(&mut self, row: &AtomRow, atom: &str) {
        let of = |name: &str| row.atoms.get(name).and_then(ToPrimitive::to_f64).unwrap_or(0.0).abs();
        self.known += of(atom);
        self.all += of("amount");
    }

    fn enough(&self) -> bool {
        self.all > 0.0 && self.known >= COVERED * self.all
    }
}

impl Side {
    fn of(row: &AtomRow, share: Decimal) -> Self {
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
        }
    }

    /// Pieces with those that came back taken off.
    fn net_pieces(&self) -> f64 {
        self.pieces + self.returned_pieces.to_f64().unwrap_or(0.0)
    }

    fn sum<'a>(sides: impl Iterator<Item = &'a Side>) -> Side {
        sides.fold(Side { visitors: Some(0.0), ..Side::default() }, |sum, side| Side {
            sold: sum.sold + side.sold,
            returned: sum.returned + side.returned,
            pieces: sum.pieces + side.pieces,
            returned_pieces: sum.returned_pieces + side.returned_pieces,
            tickets: sum.tickets + side.tickets,
            visitors: sum.visitors.zip(side.visitors).map(|(a, b)| a + b),
            cost: sum.cost + side.cost,
            known: sum.known + side.known,
        })
    }
}

/// What days without a like did, as a driver of its own.
fn without_a_like(effect: Decimal, unit: Unit) -> Option<Driver> {
    let title = text("没有对应的日子", "Days without a like");
    (!effect.is_zero()).then_some(Driver { key: "days", title, unit, before: None, now: None, effect })
}

fn per(a: f64, b: f64) -> Option<f64> {
    (b > 0.0).then(|| a / b)
}

fn decimal(value: Option<f64>, unit: Unit) -> Option<Decimal> {
    Decimal::from_f64_retain(value?).map(|value| value.round_dp(unit.decimals()))
}

/// Puts the visitors of every site beside its sales. False where one of them did not count them on every day; the second says
/// whether the visitors are those of a mall around the scope.
async fn counted(
    desk: &Desk,
    scope: &Scope<'_>,
    sides: &Sides,
    filters: &Where,
    sites: &mut BTreeMap<String, (Side, Side)>,
) -> Outcome<(bool, bool)> {
    let within = filters.keys().any(|dim| !PLACES.contains(&dim.as_str()));
    let codes: Vec<String> = sites.keys().cloned().collect();
    let kinds = kinds(desk, &codes).await?;
    // What an online shop or a supermarket sells of one brand says nothing of who came for it.
    if codes.is_empty() || (within && kinds.values().any(|kind| *kind != site::Kind::Mall)) {
        return Ok((false, false));
    }
    let of_sites = Where::from([("site".to_owned(), codes.clone())]);
    let by = ["site".to_owned(), "day".to_owned()];
    for (days, share, is_now) in [(&sides.now, Decimal::ONE, true), (&sides.before, sides.share, false)] {
        let mut times = BTreeMap::<NaiveDate, usize>::new();
        days.iter().for_each(|day| *times.entry(*day).or_default() += 1);
        let wanted: Vec<NaiveDate> = times.keys().copied().collect();
        let mut met = HashMap::<String, usize>::new();
        for row in scope.atoms(desk, &["visitors"], &by, &of_sites, &wanted).await?.rows {
            let [Some(code), Some(day)] = &row.keys[..] else { continue };
            let Some(times) = day.parse().ok().and_then(|day| times.get(&day)) else { continue };
            let Some(visitors) = row.atoms.get("visitors").filter(|visitors| **visitors > Decimal::ZERO) else { continue };
            *met.entry(code.clone()).or_default() += 1;
            if let Some(entry) = sites.get_mut(code) {
                let side = if is_now { &mut entry.0 } else { &mut entry.1 };
                let came = visitors.to_f64().unwrap_or(0.0) * *times as f64 / share.to_f64().unwrap_or(1.0);
                side.visitors = Some(side.visitors.unwrap_or(0.0) + came);
            }
        }
        if codes.iter().any(|code| met.get(code).copied().unwrap_or(0) < wanted.len()) {
            return Ok((false, false));
        }
    }
    Ok((true, kinds.values().all(|kind| *kind == site::Kind::Mall)))
}

async fn kinds(desk: &Desk, codes: &[String]) -> Outcome<HashMap<String, site::Kind>> {
    let rows = site::Entity::find().filter(site::Column::Code.is_in(codes.iter().cloned())).all(&desk.db()).await?;
    Ok(rows.into_iter().map(|row| (row.code, row.kind)).collect())
}

/// A rate has two drivers: what counts, and out of what.
async fn ratio(
    desk: &Desk,
    scope: &Scope<'_>,
    sides: &Sides,
    filters: &Where,
    (part, whole): (&'static str, &'static str),
    change: Decimal,
) -> Outcome<How> {
    let side =
        |row: &AtomRow, share: Decimal| [part, whole].map(|atom| row.atoms.get(atom).map(|sum| (sum / share).to_f64().unwrap_or(0.0)));
    let now = scope.atoms(desk, &[part, whole], &[], filters, &sides.now).await?.total;
    let before = scope.atoms(desk, &[part, whole], &[], filters, &sides.before).await?.total;
    let ([part_now, whole_now], [part_before, whole_before]) = (side(&now, Decimal::ONE), side(&before, sides.share));
    let title = named(scope, [part, whole]);
    let known = part_now.zip(whole_now).zip(part_before.zip(whole_before));
    let Some(((p1, w1), (p0, w0))) = known.filter(|((_, w1), (_, w0))| *w1 != 0.0 && *w0 != 0.0) else {
        return Ok(How { method: "shapley", title, drivers: Vec::new(), reversed: false });
    };
    let sign = if matches!(scope.measure.formula, Formula::Remainder(..)) { -1.0 } else { 1.0 };
    let pick = |set: usize, bit: usize, before: f64, now: f64| if set >> bit & 1 == 1 { now } else { before };
    let effects = shapley(2, |set| sign * pick(set, 0, p0, p1) / pick(set, 1, w0, w1));
    let settled = settle(&effects, change, scope.measure.unit.decimals());
    let names = [atom_title(part), atom_title(whole)];
    let values = [(p0, p1), (w0, w1)];
    let drivers = names.into_iter().zip(values).zip(settled).zip(["part", "whole"]);
    let drivers = drivers.map(|((((title, unit), (before, now)), effect), key)| Driver {
        key,
        title,
        unit,
        before: decimal(Some(before), unit),
        now: decimal(Some(now), unit),
        effect,
    });
    Ok(How { method: "shapley", title, drivers: drivers.collect(), reversed: false })
}

/// A rate in words: 成交转化率 = 客单数 ÷ 客流.
fn named(scope: &Scope<'_>, [part, whole]: [&str; 2]) -> Text {
    let ((part, _), (whole, _)) = (atom_title(part), atom_title(whole));
    let of = |name: &str, part: &str, whole: &str| match scope.measure.formula {
        Formula::Remainder(..) => format!("{name} = 1 − {part} ÷ {whole}"),
        _ => format!("{name} = {part} ÷ {whole}"),
    };
    let title = &scope.measure.title;
    text(of(&title.zh, &part.zh, &whole.zh), of(&title.en, &part.en.to_lowercase(), &whole.en.to_lowercase()))
}

/// What a sum behind a rate is called.
fn atom_title(atom: &str) -> (Text, Unit) {
    match atom {
        "amount" | "amount_placed" | "known_amount" | "amount_with_quantity" | "amount_with_tickets" => {
            (text("销售额", "Sales"), Unit::Yuan)
        }
        "cost" => (text("成本", "Cost"), Unit::Yuan),
        "discount" => (text("优惠", "Discount"), Unit::Yuan),
        "list_amount" => (text("原价金额", "List amount"), Unit::Yuan),
        "returned_amount" => (text("退货额", "Returns"), Unit::Yuan),
        "sold_amount" => (text("退货前销售额", "Sales before returns"), Unit::Yuan),
        "tickets" | "tickets_with_visitors" => (text("客单数", "Tickets"), Unit::Count),
        "visitors" | "visitors_with_tickets" => (text("客流", "Visitors"), Unit::Count),
        "quantity" | "quantity_with_tickets" => (text("销量", "Quantity"), Unit::Quantity),
        "area_m2" => (text("经营面积", "Trading area"), Unit::Quantity),
        other => (text(other, other), Unit::Quantity),
    }
}
