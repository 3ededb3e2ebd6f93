//! Photos of sites, shops, goods and people, the mark of a brand, and the licence of a company.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Empty in what was there before, so that no digest of a row changes.
const ADDED: [(&str, &str); 6] = [
    ("site", "photo_id"),
    ("shop", "photo_id"),
    ("item", "photo_id"),
    ("staff", "photo_id"),
    ("brand", "logo_id"),
    ("company", "licence_id"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in ADDED {
            manager.alter_table(Table::alter().table(table).add_column(uuid_null(column)).take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in ADDED {
            manager.alter_table(Table::alter().table(table).drop_column(column).take()).await?;
        }
        Ok(())
    }
}
