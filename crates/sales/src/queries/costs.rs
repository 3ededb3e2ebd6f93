//! What a unit of each item cost from which day on, for sales whose file does not say.

use chrono::NaiveDate;
use kernel::desk::Desk;
use kernel::fixed::Money;
use kernel::refusal::{Kind, Outcome, Refusal};
use kernel::text::{text, thousands};
use organisation::records::item_cost::{Column, Entity};
use rust_decimal::Decimal;
use sea_orm::prelude::Uuid;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sheet::fold;
use std::collections::HashMap;
use warehouse::load::Names;

/// The most costs that are kept in memory for a load: some 120 megabytes.
const COSTS_MAX: usize = 5_000_000;
/// Rows read at once.
const PAGE: usize = 100_000;

/// Costs by the codes under which facts are kept, each in the order of its days.
pub async fn costs(desk: &Desk, items: &Names) -> Outcome<HashMap<String, Vec<(NaiveDate, Decimal)>>> {
    let mut costs = HashMap::<String, Vec<_>>::new();
    let (mut count, mut after) = (0, None);
    loop {
        let rows = Entity::find().filter(Column::EndedAt.is_null()).filter(Condition::all().add_option(after.map(|id| Column::Id.gt(id))));
        let rows = rows.order_by_asc(Column::Id).limit(PAGE as u64);
        let rows = rows.select_only().column(Column::Id).column(Column::Code).column(Column::FromDay).column(Column::Cost);
        let rows: Vec<(Uuid, String, NaiveDate, Money)> = rows.into_tuple().all(&desk.db()).await?;
        count += rows.len();
        if count > COSTS_MAX {
            return Err(too_many());
        }
        let (more, last) = (rows.len() == PAGE, rows.last().map(|row| row.0));
        for (_, code, from, cost) in rows {
            // A list may call an item by any name that files may use.
            let plain = fold(&code);
            let known = items.known.get(plain.as_ref()).map_or(plain.as_ref(), String::as_str);
            match costs.get_mut(known) {
                Some(days) => days.push((from, cost.decimal())),
                None => drop(costs.insert(known.to_owned(), vec![(from, cost.decimal())])),
            }
        }
        if !more {
            break;
        }
        after = last;
    }
    costs.values_mut().for_each(|days| days.sort_unstable_by_key(|(from, _)| *from));
    Ok(costs)
}

fn too_many() -> kernel::refusal::Failure {
    let most = thousands(&COSTS_MAX.to_string());
    let (zh, en) =
        (format!("进价表超过 {most} 行，请先停用不再需要的"), format!("More than {most} item costs; end those that are no longer needed"));
    Refusal::new(Kind::TooLarge, "batch.costs", text(zh, en)).into()
}
