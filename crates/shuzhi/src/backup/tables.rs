//! The tables of a database, as its own catalogue tells them.

use super::kinds::Kind;
use anyhow::Context as _;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

/// The table in which the migrations keep count; it is not carried over but written anew.
const TIMELINE: &str = "seaql_migrations";

/// A table with its columns in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<(String, Kind)>,
}

impl Table {
    /// The names of the columns.
    pub fn names(&self) -> Vec<&str> {
        self.columns.iter().map(|(name, _)| name.as_str()).collect()
    }
}

/// Every table but the migrations' own. A column of a kind that backups do not know is named, so that it is never left out unseen.
pub async fn tables(db: &impl ConnectionTrait) -> anyhow::Result<Vec<Table>> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT m.name, p.name, p.type FROM sqlite_master m JOIN pragma_table_info(m.name) p \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, p.cid"
        }
        _ => {
            "SELECT c.table_name::text, c.column_name::text, c.data_type::text FROM information_schema.columns c \
             JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name \
             WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' ORDER BY c.table_name, c.ordinal_position"
        }
    };
    let mut tables: Vec<Table> = Vec::new();
    for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await? {
        let (table, column, declared): (String, String, String) =
            (row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        if table == TIMELINE {
            continue;
        }
        let kind = Kind::of(db.get_database_backend(), &declared)
            .with_context(|| format!("{table}.{column} is of a kind that backups do not know: {declared}"))?;
        match tables.last_mut() {
            Some(last) if last.name == table => last.columns.push((column, kind)),
            _ => tables.push(Table { name: table, columns: vec![(column, kind)] }),
        }
    }
    Ok(tables)
}

/// A name as both databases take it whatever it is: `user` and `order` are words of theirs.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
