//! The tree of drivers over the parts of a scope: what moves between the parts is told apart from what moves within them.

use super::super::reply::{Driver, How};
use super::lacks::{self, Lack};
use super::side::{Side, decimal, per};
use explain::drivers::{Factor, Method, product, settle, shapley};
use kernel::measure::Unit;
use kernel::text::{Text, text};
use rust_decimal::Decimal;

/// Which drivers the facts tell of, on both sides.
pub struct Known {
    pub visitors: bool,
    /// The visitors are those of a mall around the scope.
    pub capture: bool,
    pub tickets: bool,
    pub pieces: bool,
    /// What is left out, and why.
    pub lacks: Vec<Lack>,
}

/// By what a scope is parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    Sites,
    Shops,
    Categories,
}

/// Which drivers there are, and the sums of every part and of the whole, now and before.
pub struct Tree {
    known: Known,
    parts: Parts,
    rows: Vec<(Side, Side)>,
    whole: (Side, Side),
}

/// A figure of a side; none where it cannot be told.
type Of = fn(&Side) -> Option<f64>;

/// A driver: its word, title and unit, and what it makes together with those before it: visitors, tickets, pieces, sales.
struct Step {
    key: &'static str,
    title: Text,
    unit: Unit,
    makes: Of,
}

impl Parts {
    pub fn dim(self) -> &'static str {
        match self {
            Self::Sites => "site",
            Self::Shops => "shop",
            Self::Categories => "category",
        }
    }

    fn mix(self) -> Text {
        match self {
            Self::Sites => text("各店比重", "Mix of sites"),
            Self::Shops => text("店铺结构", "Mix of shops"),
            Self::Categories => text("品类结构", "Mix of categories"),
        }
    }

    /// Drivers that only the scope as a whole has: who comes is counted at the door, and one ticket holds many categories.
    fn of_whole(self) -> &'static [&'static str] {
        match self {
            Self::Sites => &[],
            Self::Shops => &["visitors", "conversion"],
            Self::Categories => &["visitors", "conversion", "tickets", "units_per_ticket", "quantity"],
        }
    }
}

impl Tree {
    /// What is sold without a ticket or without pieces has no drivers of its own and goes with the part that sells most.
    pub fn of(known: Known, parts: Parts, rows: Vec<(Side, Side)>, whole: (Side, Side)) -> Self {
        let tickets = known.tickets && parts != Parts::Categories;
        let untold = |side: &Side| side.sold > 0.0 && ((tickets && side.tickets <= 0.0) || (known.pieces && side.pieces <= 0.0));
        let sells = |side: &Side| side.sold > 0.0 || side.pieces > 0.0 || side.tickets > 0.0 || side.known != 0.0;
        let rows = rows.into_iter().filter(|(now, before)| sells(now) || sells(before));
        let (stray, mut rows): (Vec<_>, Vec<_>) = rows.partition(|(now, before)| untold(now) || untold(before));
        let sold = |(now, before): &(Side, Side)| now.sold + before.sold;
        match rows.iter_mut().max_by(|a, b| sold(a).total_cmp(&sold(b))) {
            Some(most) => stray.iter().for_each(|(now, before)| *most = (most.0.plus(now), most.1.plus(before))),
            None => rows = stray,
        }
        Self { known, parts, rows, whole }
    }

    /// The drivers up to the figure, and what they did. `days` is the effect of days without a like.
    pub fn told(&self, figure: &str, change: Decimal, days: Decimal) -> How {
        let steps = self.up_to(figure);
        // A figure that would be its own only driver is not taken apart.
        let note = lacks::said(&self.known.lacks, could_have(figure));
        if steps.len() < 2 {
            return How { note, ..untold(whole(figure)) };
        }
        let (unit, returned): (Unit, fn(&Side) -> Decimal) = match figure {
            "sales" => (Unit::Yuan, |side| side.returned),
            "quantity" => (Unit::Quantity, |side| side.returned_pieces),
            _ => (Unit::Count, |_| Decimal::ZERO),
        };
        let (now, before) = &self.whole;
        let returns = (returned(now), returned(before));
        let of_returns = (returns.0 - returns.1).round_dp(unit.decimals());
        let leading = self.leading(&steps);
        let worked = product(&self.rows(&steps, leading));
        let mut settled = settle(&worked.effects, change - days - of_returns, unit.decimals());
        let mix = leading.map(|leading| self.mix(settled.remove(leading)));
        let values: Vec<_> = (0..steps.len()).map(|at| [before, now].map(|side| value(&steps, at, side))).collect();
        let mut told: Vec<Driver> =
            steps.iter().zip(values).zip(settled).map(|((step, values), effect)| step.told(values, effect)).collect();
        if let Some((leading, mix)) = leading.zip(mix) {
            told.insert(leading, mix);
        }
        if !returns.0.is_zero() || !returns.1.is_zero() {
            let (before, now) = (Some(returns.1.round_dp(2)), Some(returns.0.round_dp(2)));
            told.push(Driver { key: "returns", title: text("退货", "Returns"), unit, before, now, effect: of_returns });
        }
        told.extend(without_a_like(days, unit));
        let method = if worked.method == Method::Lmdi { "lmdi" } else { "shapley" };
        How { method, title: title(figure, &steps), drivers: told, note, reversed: false, parts: leading.map(|_| self.parts.dim()) }
    }

    /// Margin is no product: pieces × (price − cost of a piece), of the sales whose cost is known. What each driver did is
    /// told by Shapley, part by part, and so is the share that a part has of all pieces.
    pub fn margin(&self, change: Decimal, days: Decimal) -> How {
        if !self.known.pieces {
            let title = text("没有完整的件数，无法再拆分", "Pieces are not known of all sales, so it cannot be taken apart");
            return How { note: lacks::said(&self.known.lacks, could_have("gross_margin")), ..untold(title) };
        }
        let pieces: Of = |side| Some(side.net_pieces());
        let price: Of = |side| per(side.known, side.net_pieces());
        let cost: Of = |side| per(side.cost, side.net_pieces());
        let mixed = self.rows.len() > 1;
        let (now, before) = &self.whole;
        let mut effects = vec![0.0; 4];
        for part in if mixed { &self.rows[..] } else { std::slice::from_ref(&self.whole) } {
            let factor = |of: Of| Factor { before: of(&part.1), now: of(&part.0) };
            let all = Factor { before: pieces(before), now: pieces(now) };
            let factors = [all, share(pieces, part, &self.whole), factor(price), factor(cost)];
            let value = |set: usize, k: usize| {
                let Factor { before, now } = factors[k];
                if set >> k & 1 == 1 { now.or(before) } else { before.or(now) }.unwrap_or(0.0)
            };
            let worked = shapley(4, |set| value(set, 0) * value(set, 1) * (value(set, 2) - value(set, 3)));
            effects.iter_mut().zip(worked).for_each(|(sum, effect)| *sum += effect);
        }
        let settled = settle(&effects, change - days, 2);
        let told = |key, title, unit, of: Of, effect| {
            let [before, now] = [before, now].map(|side| decimal(of(side), unit));
            Driver { key, title, unit, before, now, effect }
        };
        let [of_quantity, of_mix, of_price, of_cost] = settled[..] else { unreachable!("there is an effect for each of four") };
        let mut drivers = vec![
            told("quantity", text("销量", "Quantity"), Unit::Quantity, pieces, of_quantity),
            told("average_price", text("件单价", "Average price"), Unit::Yuan, price, of_price),
            told("unit_cost", text("单位成本", "Unit cost"), Unit::Yuan, cost, of_cost),
        ];
        if mixed {
            drivers.insert(1, self.mix(of_mix));
        }
        drivers.extend(without_a_like(days, Unit::Yuan));
        let title = text("毛利 = 销量 ×（件单价 − 单位成本）", "Gross margin = quantity × (average price − unit cost)");
        How { method: "shapley", title, note: None, drivers, reversed: false, parts: mixed.then(|| self.parts.dim()) }
    }

    /// The drivers in their order.
    fn steps(&self) -> Vec<Step> {
        let sold = |key, title, unit| Step { key, title, unit, makes: |side| Some(side.sold) };
        let mut steps = Vec::new();
        if self.known.visitors {
            let title = if self.known.capture { text("提袋率", "Capture rate") } else { text("成交转化率", "Conversion") };
            steps.push(Step { key: "visitors", title: text("客流", "Visitors"), unit: Unit::Count, makes: |side| side.visitors });
            steps.push(Step { key: "conversion", title, unit: Unit::Percent, makes: |side| Some(side.tickets) });
        } else if self.known.tickets {
            steps.push(Step { key: "tickets", title: text("客单数", "Tickets"), unit: Unit::Count, makes: |side| Some(side.tickets) });
        }
        if self.known.pieces {
            let (key, title, unit) = match self.known.tickets {
                true => ("units_per_ticket", text("连带率", "Units per ticket"), Unit::PerTicket),
                false => ("quantity", text("销量", "Quantity"), Unit::Quantity),
            };
            steps.push(Step { key, title, unit, makes: |side| Some(side.pieces) });
        }
        steps.push(match (self.known.tickets, self.known.pieces) {
            (_, true) => sold("average_price", text("件单价", "Average price"), Unit::Yuan),
            (true, false) => sold("average_ticket", text("客单价", "Average ticket"), Unit::Yuan),
            (false, false) => sold("sales", text("销售额", "Sales"), Unit::Yuan),
        });
        steps
    }

    /// The drivers whose product the figure is: tickets are fewer than sales by pieces and price.
    fn up_to(&self, figure: &str) -> Vec<Step> {
        let beyond: &[&str] = match figure {
            "tickets" => &["units_per_ticket", "average_price", "average_ticket", "quantity", "sales"],
            "quantity" => &["average_price", "average_ticket", "sales"],
            _ => &[],
        };
        self.steps().into_iter().filter(|step| !beyond.contains(&step.key)).collect()
    }

    /// How many drivers from the first on are those of the whole, while each part has its share of what they make and its own of
    /// the others; none where nothing is left to differ between parts.
    fn leading(&self, steps: &[Step]) -> Option<usize> {
        let of_whole = steps.iter().take_while(|step| self.parts.of_whole().contains(&step.key)).count().max(1);
        (self.rows.len() > 1 && of_whole < steps.len()).then_some(of_whole)
    }

    /// The factors of every part: those of the whole, its share, and its own.
    fn rows(&self, steps: &[Step], leading: Option<usize>) -> Vec<Vec<Factor>> {
        let own = |(now, before): &(Side, Side), at| Factor { before: value(steps, at, before), now: value(steps, at, now) };
        let Some(leading) = leading else {
            return vec![(0..steps.len()).map(|at| own(&self.whole, at)).collect()];
        };
        let of_part = |part: &(Side, Side)| {
            let all = (0..leading).map(|at| own(&self.whole, at));
            let share = share(steps[leading - 1].makes, part, &self.whole);
            all.chain([share]).chain((leading..steps.len()).map(|at| own(part, at))).collect()
        };
        self.rows.iter().map(of_part).collect()
    }

    fn mix(&self, effect: Decimal) -> Driver {
        Driver { key: "mix", title: self.parts.mix(), unit: Unit::Percent, before: None, now: None, effect }
    }
}

impl Step {
    fn told(&self, values: [Option<f64>; 2], effect: Decimal) -> Driver {
        let [before, now] = values.map(|value| decimal(value, self.unit));
        Driver { key: self.key, title: self.title.clone(), unit: self.unit, before, now, effect }
    }
}

/// A change that is not taken apart, and why.
pub fn untold(title: Text) -> How {
    How { method: "none", title, note: None, drivers: Vec::new(), reversed: false, parts: None }
}

/// Drivers that a figure has where the facts tell of them.
fn could_have(figure: &str) -> &'static [&'static str] {
    match figure {
        "tickets" => &["visitors"],
        "quantity" => &["visitors", "tickets"],
        "gross_margin" => &["pieces"],
        _ => &["visitors", "tickets", "pieces"],
    }
}

/// A figure that would be its own only driver.
fn whole(figure: &str) -> Text {
    match figure {
        "tickets" => text("没有完整的客流数据，无法再拆分", "Visitors are not known on all days, so it cannot be taken apart"),
        "quantity" => text("没有完整的客单数，无法再拆分", "Tickets are not known of all sales, so it cannot be taken apart"),
        _ => text("没有完整的客单数或件数，无法再拆分", "Neither tickets nor pieces are known of all sales, so it cannot be taken apart"),
    }
}

/// What a driver is on a side: what it makes by what those before it do.
fn value(steps: &[Step], at: usize, side: &Side) -> Option<f64> {
    let makes = (steps[at].makes)(side);
    if at == 0 { makes } else { per(makes?, (steps[at - 1].makes)(side)?) }
}

/// What a part has of the whole; none on a side where the whole has nothing.
fn share(of: Of, (now, before): &(Side, Side), whole: &(Side, Side)) -> Factor {
    let part = |side, whole| Some(of(side).unwrap_or(0.0) / of(whole)?).filter(|part| part.is_finite());
    Factor { before: part(before, &whole.1), now: part(now, &whole.0) }
}

/// What days without a like did, as a driver of its own.
fn without_a_like(effect: Decimal, unit: Unit) -> Option<Driver> {
    let title = text("没有对应的日子", "Days without a like");
    (!effect.is_zero()).then_some(Driver { key: "days", title, unit, before: None, now: None, effect })
}

/// The figure as the product of its drivers.
fn title(figure: &str, steps: &[Step]) -> Text {
    let (zh, en) = match figure {
        "tickets" => ("客单数", "Tickets"),
        "quantity" => ("销量", "Quantity"),
        _ => ("销售额", "Sales"),
    };
    let join = |of: fn(&Text) -> &str| steps.iter().map(|step| of(&step.title)).collect::<Vec<_>>().join(" × ");
    text(format!("{zh} = {}", join(|t| &t.zh)), format!("{en} = {}", join(|t| &t.en)))
}

#[cfg(test)]
#[path = "tree_test.rs"]
mod tests;
