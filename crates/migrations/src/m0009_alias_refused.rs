//! A name of files may stand for nothing: its rows are refused.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        anew(manager, string_null("code")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DELETE FROM alias WHERE code IS NULL").await?;
        anew(manager, string("code").default("").take()).await
    }
}

/// SQLite cannot change what a column takes, so the column is made anew beside the old one.
async fn anew(manager: &SchemaManager<'_>, code: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table("alias").rename_column("code", "code_before").take()).await?;
    manager.alter_table(Table::alter().table("alias").add_column(code).take()).await?;
    manager.get_connection().execute_unprepared("UPDATE alias SET code = code_before").await?;
    manager.alter_table(Table::alter().table("alias").drop_column("code_before").take()).await
}
