//! Reports.

use crate::rows::{index, record_table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let report = record_table(
            "report",
            vec![
                string("title"),
                string("month"),
                uuid_null("site_id"),
                uuid_null("channel_id"),
                text("state"),
                uuid("author"),
                string("data_version"),
                string_null("reason"),
                timestamp_with_time_zone("drafted_at"),
                json("texts"),
                json("document"),
            ],
        );
        manager.create_table(report).await?;
        manager.create_index(index("report", &["site_id", "month"], false)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("report").take()).await
    }
}
