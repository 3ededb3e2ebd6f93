//! Whether goods that are no longer sold here are sold anywhere: what nobody has is no fault of one branch.

use super::super::baseline::Sides;
use super::super::reply::Test;
use super::super::scope::Scope;
use super::{Change, float, told};
use kernel::desk::Desk;
use kernel::measure::Where;
use kernel::refusal::Outcome;
use kernel::text::text;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A good of which others sell less than this part of what they sold is one that nobody has.
const LEFT: f64 = 0.05;

/// None where no good ended, or nobody else could have it.
pub async fn test(desk: &Desk, scope: &Scope<'_>, sides: &Sides, change: &Change<'_>) -> Outcome<Option<Test>> {
    let ended: Vec<_> = change.items.iter().filter(|item| item.kind == "ended").collect();
    let codes: Vec<String> = ended.iter().filter_map(|item| item.item.code.clone()).collect();
    let placed = |dim: &str| matches!(dim, "site" | "city" | "shop" | "floor" | "channel");
    if codes.is_empty() || !scope.filters.keys().any(|dim| placed(dim)) {
        return Ok(None);
    }
    let everywhere = Where::from([("item".to_owned(), codes.clone())]);
    let mut here = scope.filters.clone();
    here.insert("item".to_owned(), codes);
    let sums = async |filters: &Where, now: bool| -> Outcome<BTreeMap<String, Decimal>> {
        let days = if now { &sides.now } else { &sides.before };
        let rows = scope.atoms(desk, &["amount"], &["item".to_owned()], filters, days).await?.rows;
        Ok(rows.into_iter().filter_map(|row| Some((row.keys.into_iter().next()??, row.atoms.get("amount").copied()?))).collect())
    };
    let (all_now, all_before) = (sums(&everywhere, true).await?, sums(&everywhere, false).await?);
    let (own_now, own_before) = (sums(&here, true).await?, sums(&here, false).await?);
    let others = |all: &BTreeMap<String, Decimal>, own: &BTreeMap<String, Decimal>, code: &str| {
        float(all.get(code).copied().unwrap_or_default() - own.get(code).copied().unwrap_or_default())
    };
    let gone: Vec<_> = ended
        .into_iter()
        .filter(|item| {
            let code = item.item.code.as_deref().unwrap_or_default();
            let (now, before) = (others(&all_now, &own_now, code), others(&all_before, &own_before, code) / float(sides.share_outside));
            before > 0.0 && now <= LEFT * before
        })
        .collect();
    let title = text("商品断货或停产", "Goods that nobody has");
    if gone.is_empty() {
        let said = text("这里不再卖的商品，别处照常在卖", "What is no longer sold here is still sold elsewhere");
        return Ok(Some(told("supply", title, Some(0.0), change, said)));
    }
    let names =
        |of: fn(&kernel::text::Text) -> &str, between: &str| gone.iter().map(|item| of(&item.item.name)).collect::<Vec<_>>().join(between);
    let said = text(
        format!("{} 在别处也不再卖", names(|name| &name.zh, "、")),
        format!("{} is no longer sold anywhere else either", names(|name| &name.en, ", ")),
    );
    let effect = gone.iter().map(|item| float(item.effect)).sum();
    Ok(Some(told("supply", title, Some(effect), change, said)))
}
