//! Trading area: where sales stand on an area, how large it is.
//!
//! Sales without an area are left out on both sides, so that a mall that never wrote its area down does not make the others look better.

use super::{Asking, dim, refused};
use kernel::desk::Desk;
use kernel::measure::{AtomRow, Atoms};
use kernel::refusal::Outcome;
use organisation::records::{shop, site};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{HashMap, HashSet};
use warehouse::query::{Atom, GROUPS_MAX, Question};

/// Adds `area_m2`, and `amount_placed` for the sales that stand on it, to every row and to the total.
pub async fn add(desk: &Desk, asking: &Asking<'_>, atoms: &mut Atoms) -> Outcome<()> {
    let filtered = asking.query.filters.contains_key("shop");
    let shown = filtered || asking.query.by.iter().any(|d| d == "shop");
    let mut groups = placed(desk, asking, shown, asking.query.by).await?;
    for row in &mut atoms.rows {
        if let Some(placed) = groups.remove(&row.keys) {
            placed.write(row);
        }
    }
    atoms.rows.extend(groups.into_iter().map(|(keys, placed)| {
        let mut row = AtomRow { keys, ..AtomRow::default() };
        placed.write(&mut row);
        row
    }));
    // A site is more than its shops: the whole stands on the sites' area, by whatever it is broken down.
    for (_, whole) in placed(desk, asking, filtered, &[]).await? {
        whole.write(&mut atoms.total);
    }
    Ok(())
}

/// Sales and the area they stand on, of shops or of sites, by the keys of these dimensions.
async fn placed(desk: &Desk, asking: &Asking<'_>, of_shops: bool, by: &[String]) -> Outcome<HashMap<Vec<Option<String>>, Placed>> {
    let (place, areas) = if of_shops { ("shop", shop_areas(desk).await?) } else { ("site", site_areas(desk).await?) };
    let mut dims = super::dims(by)?;
    let at = by.iter().position(|d| d == place).unwrap_or(dims.len());
    if at == dims.len() {
        dims.push(dim(place)?);
    }
    let question =
        Question { atoms: vec![Atom::Amount], by: dims, filter: super::filter(asking.query)?, order: Vec::new(), limit: GROUPS_MAX };
    let answer = asking.warehouse.ask(asking.scope, &question, asking.at).await.map_err(refused)?;
    let mut groups: HashMap<Vec<Option<String>>, Placed> = HashMap::new();
    for mut row in answer.rows {
        let Some(place) = row.keys.get(at).cloned().flatten() else { continue };
        let (Some(area), Some(Some(amount))) = (areas.get(&place), row.values.first()) else { continue };
        row.keys.truncate(by.len());
        groups.entry(row.keys).or_default().add(&place, *area, *amount);
    }
    Ok(groups)
}

/// Sales on an area; a place counts once, however many rows of a group it has.
#[derive(Default)]
struct Placed {
    places: HashSet<String>,
    area: Decimal,
    amount: Decimal,
}

impl Placed {
    fn add(&mut self, place: &str, area: Decimal, amount: Decimal) {
        self.amount += amount;
        if self.places.insert(place.to_owned()) {
            self.area += area;
        }
    }

    fn write(self, row: &mut AtomRow) {
        if !self.places.is_empty() {
            row.atoms.insert("area_m2", self.area);
            row.atoms.insert("amount_placed", self.amount);
        }
    }
}

async fn site_areas(desk: &Desk) -> Outcome<HashMap<String, Decimal>> {
    let rows = site::Entity::find().filter(site::Column::AreaM2.is_not_null()).all(&desk.db()).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.code, row.area_m2?.decimal()))).filter(|(_, area)| *area > Decimal::ZERO).collect())
}

async fn shop_areas(desk: &Desk) -> Outcome<HashMap<String, Decimal>> {
    let rows = shop::Entity::find().filter(shop::Column::AreaM2.is_not_null()).all(&desk.db()).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.code, row.area_m2?.decimal()))).filter(|(_, area)| *area > Decimal::ZERO).collect())
}
