//! What is watched each night, and what was found unusual.

use crate::rows::{index, record_table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let watch = vec![
            json("name"),
            string("measure"),
            text("level"),
            integer("false_alarms"),
            integer("watched"),
            integer("found"),
            integer("judged_right"),
            integer("judged_wrong"),
            integer("judged_known"),
            date_null("until_day"),
        ];
        manager.create_table(record_table("watch", watch)).await?;
        manager.create_index(index("watch", &["measure", "level"], false)).await?;
        let anomaly = vec![
            json("name"),
            uuid("watch_id"),
            uuid_null("site_id"),
            string("measure"),
            text("level"),
            string("code"),
            date("from_day"),
            date("to_day"),
            text("side"),
            big_integer("actual"),
            big_integer("expected"),
            big_integer("low"),
            big_integer("high"),
            integer("once_in"),
            text("verdict"),
            json("cause"),
            json("said"),
            text("state"),
            timestamp_with_time_zone("found_at"),
            uuid_null("judged_by"),
            timestamp_with_time_zone_null("judged_at"),
            date_null("known_until"),
            string_null("note"),
        ];
        manager.create_table(record_table("anomaly", anomaly)).await?;
        manager.create_index(index("anomaly", &["watch_id", "code", "to_day"], false)).await?;
        manager.create_index(index("anomaly", &["site_id"], false)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("anomaly").take()).await?;
        manager.drop_table(Table::drop().table("watch").take()).await
    }
}
