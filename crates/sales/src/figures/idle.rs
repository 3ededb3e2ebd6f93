//! How long nobody has bought it: the day of the last sale, held against the last day of the period that has facts.

use super::{Asking, refused};
use crate::measures;
use chrono::{Datelike, NaiveDate};
use kernel::measure::{AtomRow, Atoms};
use kernel::refusal::{Outcome, Refusal};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Adds `last_day` and `until_day`, both as days of the calendar, to every row; a total has none.
pub async fn add(asking: &Asking<'_>, atoms: &mut Atoms) -> Outcome<()> {
    // Of everything together, or of a span of time, nobody can say how long it has not been sold: the figure does not exist.
    if asking.query.by.iter().all(|dim| measures::is_time(dim)) {
        return Ok(());
    }
    let [dim] = asking.query.by else {
        let (zh, en) = ("未动销天数一次只能按一个维度查看", "Days without sale are shown by one dimension at a time");
        return Err(Refusal::malformed(zh, en).into());
    };
    let filter = super::filter(asking.query)?;
    let until =
        asking.warehouse.until_within(asking.scope, asking.at).await.map_err(refused)?.map_or(filter.to, |until| until.min(filter.to));
    let movers = asking.warehouse.movers(asking.scope, super::dim(dim)?, &filter, asking.at).await.map_err(refused)?;
    let day = |day: NaiveDate| Decimal::from(day.num_days_from_ce());
    // In the order of the keys: the same question gets the same answer, row for row.
    let mut last: BTreeMap<String, NaiveDate> = movers.rows.into_iter().filter_map(|m| Some((m.key, m.last_sold?))).collect();
    let write = |row: &mut AtomRow, sold: NaiveDate| {
        row.atoms.insert("last_day", day(sold));
        row.atoms.insert("until_day", day(until));
    };
    for row in &mut atoms.rows {
        if let Some(sold) = row.keys.first().cloned().flatten().and_then(|key| last.remove(&key)) {
            write(row, sold);
        }
    }
    for (key, sold) in last {
        let mut row = AtomRow { keys: vec![Some(key)], ..AtomRow::default() };
        write(&mut row, sold);
        atoms.rows.push(row);
    }
    Ok(())
}
