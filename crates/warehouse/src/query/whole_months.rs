//! Sums of goods over whole months, taken from the month sums as far as these are there.

use super::Dim;
use super::atom::Sum;
use super::groups::{Groups, collect};
use super::question::Filter;
use super::run::Run;
use super::scan::Files;
use crate::error::Outcome;
use crate::facts::Kind;
use crate::months::{Month, SCHEMA};
use crate::table::Entry;
use chrono::NaiveDate;
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::prelude::{DataFrame, col};
use std::sync::Arc;

impl Run<'_> {
    /// The sums of the whole months of the question, and the days that are left for the facts to answer; none where no month
    /// sums serve.
    pub(super) async fn sums_of_months(
        &self,
        by: &[Dim],
        sums: &[&'static Sum],
        entries: &[Arc<Entry>],
    ) -> Outcome<Option<(Groups, Filter)>> {
        let Some((rows, rest)) = self.whole_months(by, entries).await? else { return Ok(None) };
        let totals = sums.iter().map(|of| sum(col(of.name)).alias(of.name)).collect();
        let scales: Vec<u32> = sums.iter().map(|sum| sum.scale).collect();
        Ok(Some((collect(self.seen(rows, Kind::Sales)?, by, totals, &scales).await?, rest)))
    }

    /// The month sums of the whole months of the question as a table, and the days that are left.
    pub(super) async fn whole_months(&self, by: &[Dim], entries: &[Arc<Entry>]) -> Outcome<Option<(DataFrame, Filter)>> {
        // An engine elsewhere is asked about facts alone.
        if self.counted.is_some() || !self.months_suffice(by) || self.warehouse.engines.far_asked() {
            return Ok(None);
        }
        let warehouse = self.warehouse;
        // A month is all of its files, also of those that the scope would pass over.
        let months = Month::of(&self.sales.entries).into_iter().filter(|month| self.is_whole(month)).collect();
        let newest = self.sales.version == warehouse.table(Kind::Sales).now().version;
        let found = warehouse.months.of(warehouse, months, newest).await?;
        if found.is_empty() || entries.is_empty() {
            return Ok(None);
        }
        let mut rest = self.filter.clone();
        found.iter().for_each(|(month, _)| rest.spans = without(&rest.spans, month));
        let files = found.into_iter().map(|(_, file)| file);
        Ok(Some((Files::read(&warehouse.engines.near, &warehouse.store, SCHEMA.clone(), files)?, rest)))
    }

    /// Whether a month holds everything that the question tells apart.
    fn months_suffice(&self, by: &[Dim]) -> bool {
        let kept = |dim: &Dim| SCHEMA.column_with_name(dim.column()).is_some();
        let of_month = |dim: &Dim| dim.column() != "day" || matches!(dim, Dim::Month | Dim::Quarter | Dim::Year);
        by.iter().all(|dim| kept(dim) && of_month(dim)) && self.filter.values.iter().all(|(dim, _)| kept(dim))
    }

    /// Whether the filter has every day of the month that may have facts, its first day among them: the sums stand under it.
    fn is_whole(&self, month: &Month) -> bool {
        let (first, last) = month.days();
        self.filter.spans.iter().any(|(from, to)| *from <= month.first && *from <= first && *to >= last)
    }
}

/// Spans of days without those of a month.
fn without(spans: &[(NaiveDate, NaiveDate)], month: &Month) -> Vec<(NaiveDate, NaiveDate)> {
    let apart = |(from, to): &(NaiveDate, NaiveDate)| {
        let before = month.first.pred_opt().filter(|last| last >= from).map(|last| (*from, last.min(*to)));
        let after = month.last.succ_opt().filter(|first| first <= to).map(|first| (first.max(*from), *to));
        [before, after].into_iter().flatten().collect::<Vec<_>>()
    };
    spans.iter().flat_map(apart).collect()
}
