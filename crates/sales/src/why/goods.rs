//! What of a change of money was volume, mix and price, and which of the goods moved most.

use super::baseline::Sides;
use super::reply::{GoodsEffects, ItemMove};
use super::scope::Scope;
use explain::drivers::{Goods, price_volume, settle};
use kernel::desk::Desk;
use kernel::measure::Where;
use kernel::refusal::Outcome;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// Goods that are named at most.
const ITEMS_MAX: usize = 8;

/// Goods are told apart by item where this part of sales names one, otherwise by category.
const NAMED: f64 = 0.5;

/// Quantity and amount of each of the goods, on both sides.
type Both = BTreeMap<Option<String>, Goods>;

/// The effects and the goods that moved most; none where the facts know no quantities.
pub async fn goods(
    desk: &Desk,
    scope: &Scope<'_>,
    sides: &Sides,
    filters: &Where,
    change: Decimal,
) -> Outcome<(Option<GoodsEffects>, Vec<ItemMove>)> {
    if scope.measure.name != "sales" {
        return Ok((None, Vec::new()));
    }
    let by_item = both(desk, scope, sides, filters, "item").await?;
    let items = moves(desk, scope, &by_item).await?;
    if named(&by_item) >= NAMED {
        return Ok((effects("item", by_item, change), items));
    }
    let by_category = both(desk, scope, sides, filters, "category").await?;
    let known = named(&by_category) >= NAMED;
    Ok((known.then(|| effects("category", by_category, change)).flatten(), items))
}

async fn both(desk: &Desk, scope: &Scope<'_>, sides: &Sides, filters: &Where, dim: &str) -> Outcome<Both> {
    let (atoms, by) = (["amount", "quantity"], [dim.to_owned()]);
    let mut both = Both::new();
    for (days, share, is_now) in [(&sides.now, Decimal::ONE, true), (&sides.before, sides.share, false)] {
        for row in scope.atoms(desk, &atoms, &by, filters, days).await?.rows {
            let of = |name: &str| row.atoms.get(name).copied().unwrap_or_default() / share;
            let goods = both.entry(row.keys.first().cloned().flatten()).or_default();
            let side = if is_now { &mut goods.now } else { &mut goods.before };
            *side = Some((of("quantity"), of("amount")));
        }
    }
    Ok(both)
}

/// The part of sales that names its goods and how many.
fn named(both: &Both) -> f64 {
    let amount = |goods: &Goods| [goods.before, goods.now].into_iter().flatten().map(|(_, amount)| amount.abs()).sum::<Decimal>();
    let counted = |goods: &Goods| [goods.before, goods.now].into_iter().flatten().any(|(quantity, _)| !quantity.is_zero());
    let all: Decimal = both.values().map(amount).sum();
    let known: Decimal = both.iter().filter(|(key, goods)| key.is_some() && counted(goods)).map(|(_, goods)| amount(goods)).sum();
    known.checked_div(all).and_then(|part| part.to_f64()).unwrap_or(0.0)
}

fn effects(dim: &'static str, both: Both, change: Decimal) -> Option<GoodsEffects> {
    let worked = price_volume(both.into_iter().filter(|(key, _)| key.is_some()).map(|(_, goods)| goods));
    let parts = worked.effects();
    let other = change - parts.iter().sum::<Decimal>();
    let floats: Vec<f64> = parts.into_iter().chain([other]).map(|effect| effect.to_f64().unwrap_or(0.0)).collect();
    let settled = settle(&floats, change, 2);
    let [volume, mix, price, new, ended, unpriced, other] = settled[..] else { return None };
    Some(GoodsEffects { dim, volume, mix, price, new, ended, unpriced, other })
}

/// The goods with the largest changes, whichever way.
async fn moves(desk: &Desk, scope: &Scope<'_>, both: &Both) -> Outcome<Vec<ItemMove>> {
    let amount = |side: Option<(Decimal, Decimal)>| side.map_or(Decimal::ZERO, |(_, amount)| amount.round_dp(2));
    let mut moved: Vec<(&String, Goods, Decimal)> = both
        .iter()
        .filter_map(|(key, goods)| Some((key.as_ref()?, *goods, amount(goods.now) - amount(goods.before))))
        .filter(|(.., effect)| !effect.is_zero())
        .collect();
    moved.sort_by(|a, b| b.2.abs().cmp(&a.2.abs()).then_with(|| a.0.cmp(b.0)));
    moved.truncate(ITEMS_MAX);
    let Some(item) = scope.source.dims().into_iter().find(|dim| dim.name == "item") else { return Ok(Vec::new()) };
    let codes: Vec<&str> = moved.iter().map(|(code, ..)| code.as_str()).collect();
    let mut names = scope.names(desk, &item, &codes).await?;
    let told = moved.into_iter().filter_map(|(code, goods, effect)| {
        Some(ItemMove { item: names.remove(code)?, before: amount(goods.before), now: amount(goods.now), effect, kind: kind(&goods) })
    });
    Ok(told.collect())
}

/// What happened to one of the goods: it came, it went, it sold more or less, or at another price.
fn kind(goods: &Goods) -> &'static str {
    match (goods.before, goods.now) {
        (None, _) => "new",
        (_, None) => "ended",
        (Some((q0, r0)), Some((q1, r1))) if q0 > Decimal::ZERO && q1 > Decimal::ZERO => {
            let by_price = (q1 * (r1 / q1 - r0 / q0)).abs();
            let by_volume = ((q1 - q0) * r0 / q0).abs();
            if by_price > by_volume { "price" } else { "volume" }
        }
        _ => "volume",
    }
}
