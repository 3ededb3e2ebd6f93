//! A rate has two drivers: what counts, and out of what.

use super::super::baseline::Sides;
use super::super::reply::{Driver, How};
use super::super::scope::Scope;
use super::side::decimal;
use explain::drivers::{settle, shapley};
use kernel::desk::Desk;
use kernel::measure::{AtomRow, Formula, Unit, Where};
use kernel::refusal::Outcome;
use kernel::text::{Text, text};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What either did to the rate; no drivers where one of them is not known on both sides.
pub async fn ratio(
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
        return Ok(How { method: "shapley", title, note: None, drivers: Vec::new(), reversed: false, parts: None });
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
    Ok(How { method: "shapley", title, note: None, drivers: drivers.collect(), reversed: false, parts: None })
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
