//! The facts behind a figure, page by page, each with the file and row it came from.

use super::question::{Filter, Scope};
use super::run::Run;
use crate::error::{Outcome, QuestionFault, failed};
use crate::facts::Kind;
use crate::{Version, Warehouse, WarehouseError};
use chrono::NaiveDate;
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::{DataType, Date32Type, Int8Type, Int32Type, Int64Type};
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::Expr;
use datafusion::prelude::{DataFrame, col, lit};
use datafusion::scalar::ScalarValue;
use std::fmt;
use std::str::FromStr;

/// Facts on one page at most.
const PAGE_ROWS_MAX: usize = 1_000;

/// A page of facts.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Names of the columns, those of the table.
    pub columns: Vec<String>,
    /// Values as exact text, none where the fact has none.
    pub rows: Vec<Vec<Option<String>>>,
    /// Facts on all pages.
    pub total: u64,
    /// Where the next page begins, none on the last.
    pub next: Option<Cursor>,
    pub version: Version,
}

/// What is to be proved.
#[derive(Debug, Clone)]
pub struct Proof {
    pub kind: Kind,
    pub filter: Filter,
    /// Only returned facts, only others, or both.
    pub returned: Option<bool>,
    pub after: Option<Cursor>,
    /// Facts on the page.
    pub limit: usize,
}

/// The last fact of a page: facts are in the order of day, site, batch, row in the file, refund after sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    day: NaiveDate,
    line: i64,
    returned: bool,
    batch: String,
    site: String,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The site comes last because only it may hold any character.
        write!(f, "{}~{}~{}~{}~{}", self.day, self.line, u8::from(self.returned), self.batch, self.site)
    }
}

impl FromStr for Cursor {
    type Err = WarehouseError;

    fn from_str(text: &str) -> Result<Cursor, WarehouseError> {
        let parts: Vec<&str> = text.splitn(5, '~').collect();
        let parsed = || {
            let [day, line, returned, batch, site] = parts[..] else { return None };
            let (day, line) = (day.parse().ok()?, line.parse().ok()?);
            Some(Cursor { day, line, returned: returned == "1", batch: batch.into(), site: site.into() })
        };
        parsed().ok_or(WarehouseError::Question(QuestionFault::Cursor))
    }
}

impl Warehouse {
    /// A page of the facts behind a figure, at the newest version or one of the past.
    pub async fn evidence(&self, scope: &Scope, proof: &Proof, at: Option<Version>) -> Outcome<Evidence> {
        proof.filter.check()?;
        let (sales, visitors) = self.views(at).await?;
        let run = Run { warehouse: self, scope, filter: &proof.filter, sales, visitors, counted: None };
        run.refuse_fewer().await?;
        let facts = match proof.kind {
            Kind::Sales => run.facts(&run.entries(&run.sales))?,
            Kind::Visitors => run.counts(&run.entries(&run.visitors))?,
        };
        let mut facts = run.seen(facts, proof.kind)?;
        if let (Some(returned), Kind::Sales) = (proof.returned, proof.kind) {
            facts = facts.filter(col("returned").eq(lit(returned))).map_err(failed)?;
        }
        let total = total(facts.clone()).await?;
        let limit = proof.limit.clamp(1, PAGE_ROWS_MAX);
        let rest = match &proof.after {
            Some(cursor) => facts.filter(after(cursor, proof.kind)).map_err(failed)?,
            None => facts,
        };
        let keys = ["day", "site", "batch", "line", "returned"].into_iter().filter(|key| proof.kind == Kind::Sales || *key != "returned");
        let page = rest.sort_by(keys.map(col).collect()).and_then(|page| page.limit(0, Some(limit + 1))).map_err(failed)?;
        let columns = proof.kind.schema().fields().iter().map(|field| field.name().clone()).collect();
        let (rows, next) = rows(page, limit).await?;
        Ok(Evidence { columns, rows, total, next, version: self.version_of(&run.sales, &run.visitors) })
    }
}

async fn total(facts: DataFrame) -> Outcome<u64> {
    let counted = facts.aggregate(vec![], vec![count(lit(1)).alias("facts")]).map_err(failed)?.collect().await.map_err(failed)?;
    Ok(counted.first().map_or(0, |batch| batch.column(0).as_primitive::<Int64Type>().value(0) as u64))
}

/// Facts that come after the cursor.
fn after(cursor: &Cursor, kind: Kind) -> Expr {
    let day = lit(ScalarValue::Date32(Some(Date32Type::from_naive_date(cursor.day))));
    let mut later = col("line").gt(lit(cursor.line));
    if kind == Kind::Sales && !cursor.returned {
        later = later.or(col("line").eq(lit(cursor.line)).and(col("returned").is_true()));
    }
    let same_batch = col("batch").eq(lit(&cursor.batch)).and(later);
    let same_site = col("site").eq(lit(&cursor.site)).and(col("batch").gt(lit(&cursor.batch)).or(same_batch));
    let same_day = col("day").eq(day.clone()).and(col("site").gt(lit(&cursor.site)).or(same_site));
    col("day").gt(day).or(same_day)
}

async fn rows(page: DataFrame, limit: usize) -> Outcome<(Vec<Vec<Option<String>>>, Option<Cursor>)> {
    let mut rows = Vec::new();
    let mut last = None;
    for batch in page.collect().await.map_err(failed)? {
        for row in 0..batch.num_rows() {
            if rows.len() == limit {
                return Ok((rows, last));
            }
            rows.push(batch.columns().iter().map(|column| text_at(column, row)).collect());
            last = Some(Cursor {
                day: Date32Type::to_naive_date_opt(batch["day"].as_primitive::<Date32Type>().value(row)).unwrap_or_default(),
                line: batch["line"].as_primitive::<Int64Type>().value(row),
                returned: batch.column_by_name("returned").is_some_and(|column| column.as_boolean().value(row)),
                batch: text_at(&batch["batch"], row).unwrap_or_default(),
                site: text_at(&batch["site"], row).unwrap_or_default(),
            });
        }
    }
    Ok((rows, None))
}

/// A value as exact text.
pub(crate) fn text_at(column: &ArrayRef, row: usize) -> Option<String> {
    if column.is_null(row) {
        return None;
    }
    Some(match column.data_type() {
        DataType::Utf8View => column.as_string_view().value(row).to_string(),
        DataType::Utf8 => column.as_string::<i32>().value(row).to_string(),
        DataType::Date32 => Date32Type::to_naive_date_opt(column.as_primitive::<Date32Type>().value(row)).unwrap_or_default().to_string(),
        DataType::Int8 => column.as_primitive::<Int8Type>().value(row).to_string(),
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Boolean => column.as_boolean().value(row).to_string(),
        DataType::Decimal128(_, scale) => super::groups::value_at(column, row, *scale as u32)?.to_string(),
        _ => column.as_primitive::<Int64Type>().value(row).to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_are_read_back() {
        let cursor = Cursor {
            day: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
            line: 17,
            returned: true,
            batch: "0197".into(),
            site: "东~店".into(),
        };
        assert_eq!(cursor.to_string().parse::<Cursor>().unwrap(), cursor);
        for wrong in ["", "2026-11-22", "x~1~0~b~s", "2026-11-22~one~0~b~s"] {
            assert!(wrong.parse::<Cursor>().is_err(), "{wrong}");
        }
    }
}
