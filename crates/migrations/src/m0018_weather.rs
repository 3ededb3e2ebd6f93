//! The weather of days at sites.

use crate::rows::{index, record_table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = vec![date("date"), uuid("site_id"), text("kind"), string_null("remark")];
        manager.create_table(record_table("weather", columns)).await?;
        manager.create_index(index("weather", &["date", "site_id"], true)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("weather").take()).await
    }
}
