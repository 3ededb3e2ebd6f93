//! The last day with sales, as far as one may see: it says up to when figures can be compared.

use super::question::{Filter, Scope};
use super::run::Run;
use crate::error::{Outcome, failed};
use crate::facts::Kind;
use crate::table::Entry;
use crate::{Version, Warehouse};
use chrono::NaiveDate;
use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::datatypes::Date32Type;
use datafusion::functions_aggregate::expr_fn::max;
use datafusion::prelude::col;
use std::cmp::Reverse;
use std::sync::Arc;

impl Warehouse {
    /// The last day with sales at the sites one may see, at the newest version or one of the past.
    pub async fn until_within(&self, scope: &Scope, at: Option<Version>) -> Outcome<Option<NaiveDate>> {
        let (sales, visitors) = self.views(at).await?;
        let ever = Filter::period(Date32Type::to_naive_date_opt(0).unwrap_or_default(), NaiveDate::MAX);
        let run = Run { warehouse: self, scope, filter: &ever, sales, visitors, counted: None };
        run.refuse_fewer().await?;
        let mut entries = run.entries(&run.sales);
        entries.sort_by_key(|entry| Reverse(entry.last_day));
        let mut last = None;
        for entry in entries {
            if last.is_some_and(|last| last >= entry.last_day) {
                break;
            }
            last = last.max(run.last_of(&entry).await?);
        }
        Ok(last)
    }
}

impl Run<'_> {
    /// The log knows the last day of a file as a whole; of some of its sites, only its rows do.
    async fn last_of(&self, entry: &Arc<Entry>) -> Outcome<Option<NaiveDate>> {
        if *self.scope == Scope::All || entry.sites.0 == entry.sites.1 {
            return Ok(Some(entry.last_day));
        }
        let days = self.cells_or_facts(std::slice::from_ref(entry)).await?;
        let last = vec![max(col("day")).alias("last")];
        let rows = self.seen(days, Kind::Sales)?.aggregate(vec![], last).map_err(failed)?.collect().await.map_err(failed)?;
        Ok(rows.first().and_then(|batch| {
            let days = batch.column(0).as_primitive::<Date32Type>();
            (days.len() == 1 && days.is_valid(0)).then(|| Date32Type::to_naive_date_opt(days.value(0))).flatten()
        }))
    }
}
