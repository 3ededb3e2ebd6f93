//! The visitors of the sites beside their sales: they are counted for a site as a whole, if at all.

use super::super::baseline::Sides;
use super::super::scope::Scope;
use super::Rows;
use chrono::NaiveDate;
use kernel::desk::Desk;
use kernel::measure::Where;
use kernel::refusal::Outcome;
use organisation::records::site;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, HashMap};

/// Conditions that a count of visitors knows.
const PLACES: [&str; 2] = ["site", "city"];

/// Puts the visitors of every site beside its sales. False where one of them did not count them on every day; the second says
/// whether the visitors are those of a mall around the scope.
pub async fn counted(desk: &Desk, scope: &Scope<'_>, sides: &Sides, filters: &Where, sites: &mut Rows) -> Outcome<(bool, bool)> {
    let within = filters.keys().any(|dim| !PLACES.contains(&dim.as_str()));
    let codes: Vec<String> = sites.keys().flatten().cloned().collect();
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
            if let Some(entry) = sites.get_mut(&Some(code.clone())) {
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
