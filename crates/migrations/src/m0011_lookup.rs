//! Indexes for what large directories are asked most: names by their codes, and items by name and by price.

use crate::rows::index;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Columns of items that may be empty; the list puts empty ones last, so the index knows which are.
const PRICES: [&str; 2] = ["price", "cost"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_index(index("card", &["record", "sub"], false)).await?;
        // Rows of one name are in the order of their ids.
        manager.drop_index(Index::drop().name("idx_item_name").table("item").to_owned()).await?;
        manager.create_index(index("item", &["name", "id"], false)).await?;
        for column in PRICES {
            let create = format!("CREATE INDEX idx_item_{column} ON item (({column} IS NULL), {column}, id)");
            manager.get_connection().execute_unprepared(&create).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in PRICES {
            manager.drop_index(Index::drop().name(format!("idx_item_{column}")).table("item").to_owned()).await?;
        }
        manager.drop_index(Index::drop().name("idx_item_name_id").table("item").to_owned()).await?;
        manager.create_index(index("item", &["name"], false)).await?;
        manager.drop_index(Index::drop().name("idx_card_record_sub").table("card").to_owned()).await
    }
}
