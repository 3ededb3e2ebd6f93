//! Names of files and the codes they stand for.

use crate::rows::{index, record_table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let alias = record_table("alias", vec![text("dim"), string("name"), string("code"), uuid_null("site_id")]);
        manager.create_table(alias).await?;
        manager.create_index(index("alias", &["dim", "name", "site_id"], true)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("alias").take()).await
    }
}
