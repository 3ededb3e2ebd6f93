//! How long nobody has bought what was sold in the period: the day of its last sale, held against the last day that has facts.

use super::{Asking, refused};
use crate::measures;
use chrono::{Datelike, NaiveDate};
use kernel::measure::{AtomRow, Atoms};
use kernel::refusal::{Outcome, Refusal};
use rust_decimal::Decimal;

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
    let until = asking
        .warehouse
        .until_within(asking.scope, asking.at)
        .await
        .map_err(refused)?
        .map_or(filter.last(), |until| until.min(filter.last()));
    let mut last = asking.warehouse.last_sold(asking.scope, super::dim(dim)?, &filter, asking.at).await.map_err(refused)?;
    let day = |day: NaiveDate| Decimal::from(day.num_days_from_ce());
    let write = |row: &mut AtomRow, sold: NaiveDate| {
        row.atoms.insert("last_day", day(sold));
        row.atoms.insert("until_day", day(until));
    };
    for row in &mut atoms.rows {
        if let Some(sold) = row.keys.first().and_then(|key| last.remove(key.as_ref()?)) {
            write(row, sold);
        }
    }
    // Asked for alone, the figure brings its own rows.
    for (key, sold) in last {
        let mut row = AtomRow { keys: vec![Some(key)], ..AtomRow::default() };
        write(&mut row, sold);
        atoms.rows.push(row);
    }
    Ok(())
}
