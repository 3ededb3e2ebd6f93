//! The change log looks on every page for the rows of a kind that were deleted; they are few among many lines.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEX: &str = "idx_history_deletions";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let create = format!("CREATE INDEX {INDEX} ON history (record, row_id) WHERE event = 'delete'");
        manager.get_connection().execute_unprepared(&create).await.map(|_| ())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(INDEX).table("history").to_owned()).await
    }
}
