//! The history is read by time, by person, by kind of record and by row; a token may be narrowed, and its jobs with it.

use crate::rows::index;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&[&str]; 4] = [&["at", "seq"], &["actor_id", "at", "seq"], &["record", "at", "seq"], &["record", "row_id", "seq"]];
/// The index whose place the last one takes, in which the last lines of all rows of a kind are found without the others.
const FORMER: [&str; 2] = ["row_id", "seq"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for columns in INDEXES {
            manager.create_index(index("history", columns, false)).await?;
        }
        manager.drop_index(Index::drop().name(name(&FORMER)).table("history").to_owned()).await?;
        for (table, column) in added() {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for columns in INDEXES {
            manager.drop_index(Index::drop().name(name(columns)).table("history").to_owned()).await?;
        }
        manager.create_index(index("history", &FORMER, false)).await?;
        for (table, column) in added() {
            manager.alter_table(Table::alter().table(table).drop_column(column.get_column_name()).take()).await?;
        }
        Ok(())
    }
}

fn name(columns: &[&str]) -> String {
    format!("idx_history_{}", columns.join("_"))
}

/// Empty in what was there before, so that no digest of a row changes.
fn added() -> [(&'static str, ColumnDef); 3] {
    [("api_token", json_null("roles")), ("api_token", json_null("sites")), ("job", uuid_null("token_id"))]
}
