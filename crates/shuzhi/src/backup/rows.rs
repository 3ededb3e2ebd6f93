//! The rows of a table as lines: the names of the columns first, then one line for each row.

use super::tables::{Table, quoted};
use anyhow::{Context as _, bail};
use futures::TryStreamExt;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement, StreamTrait};
use serde_json::Value;
use std::io::{BufRead, Write};
use tokio::runtime::Handle;

/// Values that one statement carries; both databases take twice as many.
const VALUES_MAX: usize = 15_000;

/// Writes all rows of a table; answers how many there are.
pub async fn write(transaction: &DatabaseTransaction, table: &Table, to: &mut impl Write, moved: &impl Fn(u64)) -> anyhow::Result<u64> {
    serde_json::to_writer(&mut *to, &table.names())?;
    let columns: Vec<String> = table.columns.iter().map(|(name, _)| quoted(name)).collect();
    let sql = format!("SELECT {} FROM {}", columns.join(", "), quoted(&table.name));
    let mut found = transaction.stream_raw(Statement::from_string(ConnectionTrait::get_database_backend(transaction), sql)).await?;
    let mut rows = 0;
    while let Some(row) = found.try_next().await? {
        let values: Result<Vec<Value>, _> = table.columns.iter().enumerate().map(|(at, (_, kind))| kind.read(&row, at)).collect();
        to.write_all(b"\n")?;
        serde_json::to_writer(&mut *to, &values.with_context(|| format!("a row of {}", table.name))?)?;
        rows += 1;
        moved(rows);
    }
    Ok(rows)
}

/// Fills a table with the rows that were written, in place of what the migrations put there; answers how many there are.
/// Called on a thread that may wait.
pub fn fill(transaction: &DatabaseTransaction, table: &Table, from: &mut dyn BufRead, wait: &Handle) -> anyhow::Result<u64> {
    let mut lines = from.lines();
    let titles: Vec<String> = serde_json::from_str(&lines.next().context("the names of the columns are missing")??)?;
    if titles != table.names() {
        bail!("{}: the columns are not those of this program", table.name);
    }
    wait.block_on(transaction.execute_unprepared(&format!("DELETE FROM {}", quoted(&table.name))))?;
    let at_once = VALUES_MAX / table.columns.len().max(1);
    let (mut rows, mut insert, mut waiting) = (0, into(table), 0);
    for line in lines {
        let values: Vec<Value> = serde_json::from_str(&line?)?;
        if values.len() != table.columns.len() {
            bail!("{}: a row has {} values in place of {}", table.name, values.len(), table.columns.len());
        }
        let cells: anyhow::Result<Vec<Expr>> =
            values.iter().zip(&table.columns).map(|(value, (_, kind))| Ok(Expr::val(kind.cell(value)?))).collect();
        insert.values(cells.with_context(|| format!("a row of {}", table.name))?)?;
        (rows, waiting) = (rows + 1, waiting + 1);
        if waiting == at_once {
            wait.block_on(transaction.execute(&insert))?;
            (insert, waiting) = (into(table), 0);
        }
    }
    if waiting > 0 {
        wait.block_on(transaction.execute(&insert))?;
    }
    Ok(rows)
}

fn into(table: &Table) -> sea_orm::sea_query::InsertStatement {
    let mut insert = Query::insert();
    insert.into_table(table.name.clone()).columns(table.columns.iter().map(|(name, _)| name.clone()));
    insert
}
