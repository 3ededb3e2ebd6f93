//! Dimensions that the facts do not carry but the directory knows: the floor of a shop, the city of a site, the widest category.
//!
//! A question by floor is asked by shop and put together here, so that a shop that moves takes its sales with it.

use kernel::desk::Desk;
use kernel::measure::{AtomQuery, AtomRow, NO_VALUE, Where};
use kernel::refusal::{Outcome, Refusal};
use organisation::records::{category, shop, site};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// An attribute, and the dimension whose record it is an attribute of.
const ATTRIBUTES: [(&str, &str); 3] = [("floor", "shop"), ("city", "site"), ("wide_category", "category")];

/// The dimension of the facts that an attribute is told by.
pub fn base(dim: &str) -> Option<&'static str> {
    ATTRIBUTES.iter().find(|(name, _)| *name == dim).map(|(_, base)| *base)
}

/// For every code of a dimension what the directory says of it, if anything.
type Known = HashMap<String, Option<String>>;

/// The attributes a question speaks of: for each, the value of every code.
#[derive(Default)]
pub struct Attributes {
    values: HashMap<&'static str, Known>,
}

impl Attributes {
    /// Reads what a question needs of the directory; mostly that is nothing.
    pub async fn of(desk: &Desk, by: &[String], filters: &Where) -> Outcome<Self> {
        let mut values = HashMap::new();
        for (name, _) in ATTRIBUTES {
            if by.iter().chain(filters.keys()).any(|dim| dim == name) {
                values.insert(name, read(desk, name).await?);
            }
        }
        Ok(Self { values })
    }

    /// The dimensions of the facts to ask by, each once.
    pub fn by(&self, by: &[String]) -> Vec<String> {
        let mut bases: Vec<String> = Vec::new();
        for dim in by.iter().map(|dim| base(dim).unwrap_or(dim)) {
            if !bases.iter().any(|known| known == dim) {
                bases.push(dim.to_owned());
            }
        }
        bases
    }

    /// The filters in codes of the facts. A value that no row of the directory has is refused.
    pub fn filters(&self, filters: &Where) -> Outcome<Where> {
        let mut codes: Where = filters.iter().filter(|(dim, _)| base(dim).is_none()).map(|(dim, of)| (dim.clone(), of.clone())).collect();
        for (name, values) in &self.values {
            let (Some(wanted), Some(base)) = (filters.get(*name), base(name)) else { continue };
            let has = |wanted: &String| wanted == NO_VALUE || values.values().flatten().any(|value| value == wanted);
            if let Some(unknown) = wanted.iter().find(|wanted| !has(wanted)) {
                let (zh, en) = (format!("没有“{unknown}”"), format!("There is no “{unknown}”"));
                return Err(Refusal::malformed(zh, en).into());
            }
            let meant = |value: &Option<String>| wanted.iter().any(|wanted| value.as_deref().unwrap_or(NO_VALUE) == wanted);
            let mut with: Vec<String> = values.iter().filter(|(_, value)| meant(value)).map(|(code, _)| code.clone()).collect();
            if meant(&None) {
                with.push(NO_VALUE.to_owned());
            }
            if let Some(also) = codes.get(base) {
                with.retain(|code| also.contains(code));
            }
            with.sort_unstable();
            codes.insert(base.to_owned(), with);
        }
        Ok(codes)
    }

    /// Puts the rows of the facts' dimensions together into those that were asked for.
    pub fn grouped(&self, by: &[String], asked: &AtomQuery<'_>, rows: Vec<AtomRow>) -> Vec<AtomRow> {
        if asked.by.iter().all(|dim| base(dim).is_none()) {
            return rows;
        }
        let at: Vec<(usize, Option<&Known>)> = asked
            .by
            .iter()
            .map(|dim| {
                let base = base(dim).unwrap_or(dim);
                (by.iter().position(|known| known == base).unwrap_or_default(), self.values.get(dim.as_str()))
            })
            .collect();
        let key = |row: &AtomRow, (at, values): &(usize, Option<&Known>)| {
            let code = row.keys.get(*at)?.as_ref()?;
            values.map_or_else(|| Some(code.clone()), |values| values.get(code).cloned().flatten())
        };
        let (mut order, mut groups) = (Vec::new(), HashMap::<Vec<Option<String>>, HashMap<&'static str, Decimal>>::new());
        for row in rows {
            let keys: Vec<Option<String>> = at.iter().map(|at| key(&row, at)).collect();
            match groups.entry(keys) {
                Entry::Occupied(mut known) => join(known.get_mut(), row.atoms),
                Entry::Vacant(new) => {
                    order.push(new.key().clone());
                    new.insert(row.atoms);
                }
            }
        }
        order.into_iter().filter_map(|keys| groups.remove(&keys).map(|atoms| AtomRow { keys, atoms })).collect()
    }
}

/// Sums add up; of last days the latest is the last.
fn join(atoms: &mut HashMap<&'static str, Decimal>, more: HashMap<&'static str, Decimal>) {
    for (name, value) in more {
        let joined = atoms.entry(name).or_default();
        *joined = if matches!(name, "last_day" | "until_day") { value.max(*joined) } else { *joined + value };
    }
}

async fn read(desk: &Desk, attribute: &str) -> Outcome<Known> {
    let db = desk.db();
    let within = |site: sea_orm::prelude::Expr| match desk.actor.sites.listed() {
        None => Condition::all(),
        Some(ids) => Condition::all().add(site.is_in(ids.iter().copied())),
    };
    Ok(match attribute {
        "floor" => {
            let rows = shop::Entity::find().filter(within(shop::Column::SiteId.into_expr())).all(&db).await?;
            rows.into_iter().map(|row| (row.code, row.floor)).collect()
        }
        "city" => {
            let rows = site::Entity::find().filter(within(site::Column::Id.into_expr())).all(&db).await?;
            rows.into_iter().map(|row| (row.code, row.city)).collect()
        }
        _ => widest(&category::Entity::find().all(&db).await?),
    })
}

/// For every category the code of the widest one above it, which may be itself.
fn widest(categories: &[category::Model]) -> Known {
    let by_id: HashMap<_, _> = categories.iter().map(|row| (row.id, row)).collect();
    let mut widest = HashMap::new();
    for row in categories {
        let (mut top, mut seen) = (row, HashSet::new());
        while let Some(above) = top.parent_id.and_then(|id| by_id.get(&id).copied()).filter(|above| seen.insert(above.id)) {
            top = above;
        }
        widest.insert(row.code.clone(), Some(top.code.clone()));
    }
    widest
}
