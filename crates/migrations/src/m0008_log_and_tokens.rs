//! The change log is read by time, by person and by kind of record; a token may be narrowed, and its jobs with it.

use crate::rows::index;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&[&str]; 3] = [&["at", "seq"], &["actor_id", "at", "seq"], &["record", "at", "seq"]];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for columns in INDEXES {
            manager.create_index(index("history", columns, false)).await?;
        }
        for (table, column) in added() {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for columns in INDEXES {
            let name = format!("idx_history_{}", columns.join("_"));
            manager.drop_index(Index::drop().name(name).table("history").to_owned()).await?;
        }
        for (table, column) in added() {
            manager.alter_table(Table::alter().table(table).drop_column(column.get_column_name()).take()).await?;
        }
        Ok(())
    }
}

/// Empty in what was there before, so that no digest of a row changes.
fn added() -> [(&'static str, ColumnDef); 3] {
    [("api_token", json_null("roles")), ("api_token", json_null("sites")), ("job", uuid_null("token_id"))]
}
