//! The change log is read by time, by person and by kind of record.

use crate::rows::index;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&[&str]; 3] = [&["at", "seq"], &["actor_id", "at", "seq"], &["record", "at", "seq"]];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for columns in INDEXES {
            manager.create_index(index("history", columns, false)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for columns in INDEXES {
            let name = format!("idx_history_{}", columns.join("_"));
            manager.drop_index(Index::drop().name(name).table("history").to_owned()).await?;
        }
        Ok(())
    }
}
