//! Target plans and their targets.

use crate::rows::{index, record_table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let plan = vec![
            string("name"),
            string("code").unique_key().take(),
            integer("year"),
            string("measure"),
            integer("edition"),
            text("state"),
            uuid("author"),
            string_null("reason"),
            uuid_null("decided_by"),
            timestamp_with_time_zone_null("decided_at"),
            string_null("note"),
        ];
        manager.create_table(record_table("target_plan", plan)).await?;
        let mut target = vec![json("name"), uuid("plan_id")];
        target.extend(["site_id", "channel_id", "shop_id", "brand_id", "category_id"].map(uuid_null));
        target.push(big_integer_null("year_amount"));
        target.extend(MONTHS.map(big_integer_null));
        manager.create_table(record_table("target", target)).await?;
        let mix = ["plan_id", "site_id", "channel_id", "shop_id", "brand_id", "category_id"];
        manager.create_index(index("target", &mix, true)).await?;
        manager.create_index(index("target", &["site_id"], false)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("target").take()).await?;
        manager.drop_table(Table::drop().table("target_plan").take()).await
    }
}

const MONTHS: [&str; 12] =
    ["month_1", "month_2", "month_3", "month_4", "month_5", "month_6", "month_7", "month_8", "month_9", "month_10", "month_11", "month_12"];
