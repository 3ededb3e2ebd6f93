//! When each item, brand or shop was last sold in a period.

use super::Dim;
use super::evidence::text_at;
use super::question::{Filter, GROUPS_MAX, Scope};
use super::run::Run;
use crate::error::{Outcome, QuestionFault, failed};
use crate::facts::Kind;
use crate::{Version, Warehouse, WarehouseError};
use chrono::NaiveDate;
use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::datatypes::Date32Type;
use datafusion::functions_aggregate::expr_fn::max;
use datafusion::prelude::{DataFrame, col};
use std::collections::BTreeMap;

impl Warehouse {
    /// The last day on which each value of a dimension was sold within the filter; returns are no sales.
    pub async fn last_sold(&self, scope: &Scope, dim: Dim, filter: &Filter, at: Option<Version>) -> Outcome<BTreeMap<String, NaiveDate>> {
        filter.check()?;
        let (sales, visitors) = self.views(at).await?;
        let run = Run { warehouse: self, scope, filter, sales, visitors, counted: None };
        run.refuse_fewer().await?;
        let of_months = run.whole_months(&[dim], &run.entries(&run.sales)).await?;
        let (mut last, rest) = match of_months {
            Some((months, rest)) => (latest(run.seen(months, Kind::Sales)?, dim, "last_sold").await?, rest),
            None => (BTreeMap::new(), filter.clone()),
        };
        let run = run.of_days(&rest);
        let entries = run.entries(&run.sales);
        if !entries.is_empty() {
            let sold = run.seen(run.facts(&entries)?, Kind::Sales)?.filter(col("returned").is_false()).map_err(failed)?;
            for (key, day) in latest(sold, dim, "day").await? {
                last.entry(key).and_modify(|known| *known = day.max(*known)).or_insert(day);
            }
        }
        if last.len() > GROUPS_MAX {
            return Err(WarehouseError::Question(QuestionFault::TooManyGroups(GROUPS_MAX)));
        }
        Ok(last)
    }
}

/// The latest day in a column for each value of a dimension.
async fn latest(rows: DataFrame, dim: Dim, day: &str) -> Outcome<BTreeMap<String, NaiveDate>> {
    let known = rows.filter(col(dim.column()).is_not_null().and(col(day).is_not_null())).map_err(failed)?;
    let last = known.aggregate(vec![col(dim.column()).alias("key")], vec![max(col(day)).alias("last")]);
    let groups = last.and_then(|rows| rows.limit(0, Some(GROUPS_MAX + 1))).map_err(failed)?;
    let mut last = BTreeMap::new();
    for batch in groups.collect().await.map_err(failed)? {
        let (keys, days) = (&batch["key"], batch["last"].as_primitive::<Date32Type>());
        let day = |row: usize| Date32Type::to_naive_date_opt(days.value(row)).filter(|_| days.is_valid(row));
        last.extend((0..batch.num_rows()).filter_map(|row| Some((text_at(keys, row)?, day(row)?))));
    }
    Ok(last)
}
