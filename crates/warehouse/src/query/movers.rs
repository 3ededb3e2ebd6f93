//! Best sellers and slow movers: what every item sold in a period, and when it was last sold at all.

use super::Dim;
use super::groups::value_at;
use super::question::{Filter, GROUPS_MAX, Scope};
use super::run::Run;
use crate::error::{Outcome, failed};
use crate::facts::{Kind, MONEY_SCALE, QUANTITY_SCALE};
use crate::{Version, Warehouse};
use chrono::NaiveDate;
use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::datatypes::Date32Type;
use datafusion::functions_aggregate::expr_fn::{max, min, sum};
use datafusion::logical_expr::{Expr, when};
use datafusion::prelude::{col, lit};
use datafusion::scalar::ScalarValue;
use rust_decimal::Decimal;

/// Values of a dimension with their last sale.
#[derive(Debug, Clone, PartialEq)]
pub struct Movers {
    /// In the order of their amount in the period, largest first; those without sales in it last, the longest
    /// unsold first.
    pub rows: Vec<Mover>,
    pub version: Version,
}

/// One item, brand or shop.
#[derive(Debug, Clone, PartialEq)]
pub struct Mover {
    pub key: String,
    /// In the period; none when there was no fact.
    pub amount: Option<Decimal>,
    pub quantity: Option<Decimal>,
    /// First and last day on which any was sold, up to the end of the period; returns are no sales.
    pub first_sold: Option<NaiveDate>,
    pub last_sold: Option<NaiveDate>,
}

impl Warehouse {
    /// All values of a dimension that were ever sold up to the end of the period.
    pub async fn movers(&self, scope: &Scope, dim: Dim, filter: &Filter, at: Option<Version>) -> Outcome<Movers> {
        filter.check()?;
        let (sales, visitors) = self.views(at).await?;
        let ever = Filter { from: NaiveDate::MIN.max(Date32Type::to_naive_date_opt(0).unwrap_or_default()), ..filter.clone() };
        let run = Run { warehouse: self, scope, filter: &ever, sales, visitors, counted: None };
        let facts = run.seen(run.facts(&run.entries(&run.sales))?, Kind::Sales)?;
        let from = lit(ScalarValue::Date32(Some(Date32Type::from_naive_date(filter.from))));
        let within = |name: &str| -> Outcome<Expr> { Ok(sum(when(col("day").gt_eq(from.clone()), col(name)).end().map_err(failed)?)) };
        let sold = when(col("returned").is_false(), col("day")).end().map_err(failed)?;
        let totals = vec![
            within("amount")?.alias("amount"),
            within("quantity")?.alias("quantity"),
            min(sold.clone()).alias("first"),
            max(sold).alias("last"),
        ];
        let known = facts.filter(col(dim.column()).is_not_null()).map_err(failed)?;
        let groups = known.aggregate(vec![col(dim.column()).alias("key")], totals).and_then(|rows| rows.limit(0, Some(GROUPS_MAX)));
        let mut rows = Vec::new();
        for batch in groups.map_err(failed)?.collect().await.map_err(failed)? {
            let keys = batch["key"].as_string_view();
            let day = |name: &str, row: usize| {
                let days = batch[name].as_primitive::<Date32Type>();
                days.is_valid(row).then(|| Date32Type::to_naive_date_opt(days.value(row))).flatten()
            };
            rows.extend((0..batch.num_rows()).map(|row| Mover {
                key: keys.value(row).to_string(),
                amount: value_at(&batch["amount"], row, MONEY_SCALE),
                quantity: value_at(&batch["quantity"], row, QUANTITY_SCALE),
                first_sold: day("first", row),
                last_sold: day("last", row),
            }));
        }
        rows.sort_by(|a, b| {
            let longest_unsold = || a.last_sold.cmp(&b.last_sold).then_with(|| a.key.cmp(&b.key));
            b.amount.cmp(&a.amount).then_with(longest_unsold)
        });
        Ok(Movers { rows, version: self.version_of(&run.sales, &run.visitors) })
    }
}
