//! What surrounds the scope, without it: its floor, its site and the visitors of it, its trade, the company's other sites.

use super::super::baseline::Sides;
use super::super::reply::Test;
use super::super::scope::Scope;
use super::{Change, float, told};
use chrono::NaiveDate;
use kernel::desk::Desk;
use kernel::measure::{NO_VALUE, Where};
use kernel::refusal::Outcome;
use kernel::text::{Text, text};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Something the scope belongs to, without it.
pub struct Surrounding {
    key: &'static str,
    title: Text,
    atom: &'static str,
    /// The surroundings, the scope included, and what of that is the scope.
    with: Where,
    without: Option<Where>,
}

/// What the scope belongs to: its floor, its site and the visitors of it, its trade.
pub fn surroundings(scope: &Scope<'_>, places: &Belongs) -> Vec<Surrounding> {
    let inner = |dim: &str| scope.filters.contains_key(dim);
    let narrowed = ["shop", "brand", "category", "item", "floor", "channel", "wide_category"].into_iter().any(inner);
    let mut around = Vec::new();
    if !narrowed {
        if inner("site") || inner("city") {
            let title = text("公司其他门店", "The company's other sites");
            around.push(Surrounding { key: "company", title, atom: "amount", with: Where::new(), without: Some(scope.filters.clone()) });
        }
        return around;
    }
    let own = Some(scope.filters.clone());
    let of_sites = |sites: &[String]| Where::from([("site".to_owned(), sites.to_vec())]);
    if !places.sites.is_empty() {
        let title = text("全场客流", "Visitors of the whole site");
        around.push(Surrounding { key: "traffic", title, atom: "visitors", with: of_sites(&places.sites), without: None });
        let title = text("同场其他", "The rest of the site");
        around.push(Surrounding { key: "site", title, atom: "amount", with: of_sites(&places.sites), without: own.clone() });
    }
    if !places.floors.is_empty() && !inner("floor") {
        let mut with = of_sites(&places.sites);
        with.insert("floor".to_owned(), places.floors.clone());
        let title = text("同楼层其他店铺", "The rest of the floor");
        around.push(Surrounding { key: "floor", title, atom: "amount", with, without: own.clone() });
    }
    if !places.categories.is_empty() && places.categories.len() <= CATEGORIES_MAX && !inner("category") {
        let title = text("同品类其他", "The rest of the trade");
        let with = Where::from([("category".to_owned(), places.categories.clone())]);
        around.push(Surrounding { key: "category", title, atom: "amount", with, without: own });
    } else if inner("category") && (inner("site") || inner("shop") || inner("brand") || inner("floor")) {
        let with = Where::from([("category".to_owned(), scope.filters["category"].clone())]);
        let title = text("同品类其他", "The rest of the trade");
        around.push(Surrounding { key: "category", title, atom: "amount", with, without: own });
    }
    around
}

/// A scope of more categories than this has no trade of its own.
const CATEGORIES_MAX: usize = 3;

/// The sites, floors and categories that a scope's sales were made at.
pub struct Belongs {
    sites: Vec<String>,
    floors: Vec<String>,
    categories: Vec<String>,
}

impl Belongs {
    /// On the days of both sides: what a shop belonged to then is asked, though it may have closed since.
    pub async fn of(desk: &Desk, scope: &Scope<'_>, sides: &Sides) -> Outcome<Self> {
        let days: BTreeSet<NaiveDate> = sides.shown.each().chain(sides.whole_before.iter().copied()).collect();
        let days: Vec<NaiveDate> = days.into_iter().collect();
        let mut values = [Vec::new(), Vec::new(), Vec::new()];
        for (found, dim) in values.iter_mut().zip(["site", "floor", "category"]) {
            let by = [dim.to_owned()];
            let rows = scope.atoms(desk, &["amount"], &by, scope.filters, &days).await?.rows;
            *found = rows.into_iter().filter_map(|row| row.keys.into_iter().next().flatten()).filter(|code| code != NO_VALUE).collect();
        }
        let [sites, floors, categories] = values;
        Ok(Self { sites, floors, categories })
    }

    /// The conditions of its sites as wholes; none where the scope is no part of any.
    pub fn whole_sites(&self, scope: &Scope<'_>) -> Option<Where> {
        let narrowed = scope.filters.keys().any(|dim| !matches!(dim.as_str(), "site" | "city"));
        (narrowed && !self.sites.is_empty()).then(|| Where::from([("site".to_owned(), self.sites.clone())]))
    }
}

impl Surrounding {
    pub async fn test(self, desk: &Desk, scope: &Scope<'_>, sides: &Sides, change: &Change<'_>) -> Outcome<Test> {
        let sum = async |filters: &Where, days: &[NaiveDate], share: Decimal| -> Outcome<f64> {
            let total = scope.atoms(desk, &[self.atom], &[], filters, days).await?.total;
            Ok(total.atoms.get(self.atom).map_or(0.0, |sum| float(sum / share)))
        };
        let mut now = sum(&self.with, &sides.now, Decimal::ONE).await?;
        let mut before = sum(&self.with, &sides.before, sides.share_outside).await?;
        let whole = before;
        if let Some(own) = &self.without {
            now -= sum(own, &sides.now, Decimal::ONE).await?;
            before -= sum(own, &sides.before, sides.share_outside).await?;
        }
        // Surroundings that are nearly the scope itself tell nothing of it.
        if before <= 0.05 * whole || whole <= 0.0 {
            let said = text("没有可比的数据", "There is nothing to compare with");
            return Ok(told(self.key, self.title, None, change, said));
        }
        let ratio = now / before - 1.0;
        let word = if ratio < 0.0 { ("下降", "fell by") } else { ("上升", "rose by") };
        let said = text(
            format!("{}同期{} {:.1}%", self.title.zh, word.0, ratio.abs() * 100.0),
            format!("{} {} {:.1}%", self.title.en, word.1, ratio.abs() * 100.0),
        );
        Ok(told(self.key, self.title, Some(float(change.before) * ratio), change, said))
    }
}
