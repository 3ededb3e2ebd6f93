//! What stands around a list: how many rows there are, their totals, and how many each ready-made view holds.

use super::door::Door;
use super::filter;
use super::list::{ListQuery, selection};
use super::{Record, column};
use crate::desk::Desk;

use crate::record::FieldKind;
use crate::refusal::Outcome;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, ConnectionTrait, QuerySelect, QueryTrait};
use serde::Serialize;
use serde_json::{Map, Value};

/// Total, sums by field and counts by view.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Summary {
    pub total: i64,
    pub sum: Map<String, Value>,
    pub counts: Map<String, Value>,
}

/// Counts and sums of everything the query leaves, not of one page.
pub(super) async fn summary<R: Record>(door: &Door<R>, desk: &Desk, query: &ListQuery) -> Outcome<Summary> {
    let id = || column::<R>("id").into_expr();
    let mut select = selection(door, desk, query)?.select_only().expr_as(id().count(), "total");
    let summed: Vec<_> = door.fields.iter().filter(|f| f.sum).collect();
    for field in &summed {
        // PostgreSQL sums integers into numerics; the cast keeps them integers on both databases.
        let sum = Func::sum(column::<R>(&field.name).into_expr());
        select = select.expr_as(Expr::expr(sum).cast_as("bigint"), format!("sum_{}", field.name));
    }
    let row = desk.db().query_one(&select.into_query()).await?;
    let get = |name: &str| row.as_ref().and_then(|r| r.try_get::<Option<i64>>("", name).ok()).flatten().unwrap_or(0);
    let sum = summed.iter().map(|f| {
        let n = get(&format!("sum_{}", f.name));
        let value = match f.kind {
            FieldKind::Money | FieldKind::Decimal => Decimal::new(n, f.decimals()).to_string().into(),
            _ => Value::from(n),
        };
        (f.name.clone(), value)
    });
    Ok(Summary { total: get("total"), sum: sum.collect(), counts: counts(door, desk, query).await? })
}

/// Views are counted over all rows that may be seen, whatever the filters of the moment.
async fn counts<R: Record>(door: &Door<R>, desk: &Desk, query: &ListQuery) -> Outcome<Map<String, Value>> {
    if door.about.views.is_empty() {
        return Ok(Map::new());
    }
    let everything = ListQuery { ended: query.ended, ..ListQuery::default() };
    let mut select = selection(door, desk, &everything)?.select_only();
    for view in &door.about.views {
        let filters: Vec<_> = view.filters.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let case =
            CaseStatement::new().case(filter::condition::<R>(&door.fields, &filters, desk.today())?, Expr::val(1)).finally(Expr::val(0));
        select = select.expr_as(Expr::expr(Func::sum(Expr::expr(case))).cast_as("bigint"), view.key);
    }
    let row = desk.db().query_one(&select.into_query()).await?;
    let count = |key: &str| row.as_ref().and_then(|r| r.try_get::<Option<i64>>("", key).ok()).flatten().unwrap_or(0);
    Ok(door.about.views.iter().map(|view| (view.key.to_owned(), count(view.key).into())).collect())
}
