//! Loads of sales and the profiles of their sources.

use crate::rows::{index, record_table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let batch = record_table(
            "batch",
            vec![
                string("name"),
                string("key"),
                uuid_null("file_id"),
                uuid_null("site_id"),
                text("state"),
                big_integer("rows"),
                big_integer("refused"),
                big_integer("amount"),
                date_null("from_day"),
                date_null("to_day"),
                uuid("loaded_by"),
                timestamp_with_time_zone("loaded_at"),
                string("data_version"),
            ],
        );
        manager.create_table(batch).await?;
        manager.create_index(index("batch", &["key"], false)).await?;
        let profile = record_table("source_profile", vec![string("name"), text("profile"), string("headers"), uuid("kept_by")]);
        manager.create_table(profile).await?;
        manager.create_index(index("source_profile", &["name"], true)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("batch").take()).await?;
        manager.drop_table(Table::drop().table("source_profile").take()).await
    }
}
