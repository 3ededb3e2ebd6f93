//! The columns that every record has.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, timestamp_with_time_zone_null, uuid};

/// A table of a record: its id, its version, when it ended, and the given columns.
pub fn record_table(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name).col(uuid("id").primary_key().take()).col(integer("version")).col(timestamp_with_time_zone_null("ended_at"));
    for column in columns {
        table.col(column);
    }
    table
}

/// An index, named after its table and columns.
pub fn index(table: &'static str, columns: &[&'static str], unique: bool) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("idx_{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    if unique {
        index.unique();
    }
    index.take()
}
