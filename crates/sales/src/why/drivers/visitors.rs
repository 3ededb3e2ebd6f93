//! The visitors of the sites beside their sales: they are counted for a site as a whole, if at all.

use super::super::baseline::Sides;
use super::super::scope::Scope;
use super::Rows;
use super::lacks::{self, Lack, NAMED_MAX, Uncounted};
use chrono::NaiveDate;
use kernel::desk::Desk;
use kernel::measure::Where;
use kernel::refusal::Outcome;
use kernel::text::text;
use organisation::records::site;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, HashMap};

/// Conditions that a count of visitors knows.
const PLACES: [&str; 2] = ["site", "city"];

/// What the counts of visitors tell.
#[derive(Default)]
pub struct Counted {
    /// Every site counted on every day.
    pub everywhere: bool,
    /// The visitors are those of a mall around the scope.
    pub capture: bool,
    /// Sites without a count on some of the days while there is one somewhere, the worst first.
    uncounted: Vec<Uncounted>,
}

/// Puts the visitors of every site beside its sales.
pub async fn counted(desk: &Desk, scope: &Scope<'_>, sides: &Sides, filters: &Where, sites: &mut Rows) -> Outcome<Counted> {
    let within = filters.keys().any(|dim| !PLACES.contains(&dim.as_str()));
    let codes: Vec<String> = sites.keys().flatten().cloned().collect();
    let kinds = kinds(desk, &codes).await?;
    // What an online shop or a supermarket sells of one brand says nothing of who came for it.
    if codes.is_empty() || (within && kinds.values().any(|kind| *kind != site::Kind::Mall)) {
        return Ok(Counted::default());
    }
    let of_sites = Where::from([("site".to_owned(), codes.clone())]);
    let by = ["site".to_owned(), "day".to_owned()];
    let (mut asked, mut met) = (0, HashMap::<String, usize>::new());
    for (days, share, is_now) in [(&sides.now, Decimal::ONE, true), (&sides.before, sides.share, false)] {
        let mut times = BTreeMap::<NaiveDate, usize>::new();
        days.iter().for_each(|day| *times.entry(*day).or_default() += 1);
        let wanted: Vec<NaiveDate> = times.keys().copied().collect();
        asked += wanted.len();
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
    }
    let uncounted = uncounted(codes, asked, &met);
    let capture = kinds.values().all(|kind| *kind == site::Kind::Mall);
    Ok(Counted { everywhere: uncounted.is_empty(), capture, uncounted: if met.is_empty() { Vec::new() } else { uncounted } })
}

/// Sites that did not count on all of the days that were asked for.
fn uncounted(codes: Vec<String>, asked: usize, met: &HashMap<String, usize>) -> Vec<Uncounted> {
    let of_site = |site: String| {
        let counted = met.get(&site).copied().unwrap_or(0);
        Uncounted { site, days: asked.saturating_sub(counted), never: counted == 0 }
    };
    let mut lacking: Vec<Uncounted> = codes.into_iter().map(of_site).filter(|site| site.days > 0).collect();
    lacking.sort_by(|a, b| b.days.cmp(&a.days).then_with(|| a.site.cmp(&b.site)));
    lacking
}

/// Why visitors are left out; none where they are not, or where nobody counts any.
pub async fn lack(desk: &Desk, scope: &Scope<'_>, counted: &Counted) -> Outcome<Option<Lack>> {
    let named: Vec<&str> = counted.uncounted.iter().take(NAMED_MAX).map(|site| site.site.as_str()).collect();
    let Some(dim) = scope.source.dims().into_iter().find(|dim| dim.name == "site" && !named.is_empty()) else { return Ok(None) };
    let names = scope.names(desk, &dim, &named).await?;
    Ok(lacks::uncounted(&counted.uncounted, |code| names.get(code).map_or_else(|| text(code, code), |named| named.name.clone())))
}

async fn kinds(desk: &Desk, codes: &[String]) -> Outcome<HashMap<String, site::Kind>> {
    let rows = site::Entity::find().filter(site::Column::Code.is_in(codes.iter().cloned())).all(&desk.db()).await?;
    Ok(rows.into_iter().map(|row| (row.code, row.kind)).collect())
}
