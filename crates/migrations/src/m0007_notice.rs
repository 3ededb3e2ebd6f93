//! Notices, and the texts of jobs in both languages.

use crate::rows::{index, record_table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let notice = record_table(
            "notice",
            vec![json("title"), string("record"), uuid("row_id"), timestamp_with_time_zone("at"), boolean("seen"), uuid("owner")],
        );
        manager.create_table(notice).await?;
        manager.create_index(index("notice", &["owner", "at"], false)).await?;
        // The columns change their type, which SQLite can only do by a table made anew.
        manager.rename_table(Table::rename().table("job", "job_before").take()).await?;
        manager.drop_index(Index::drop().name("idx_job_state_created_at").table("job_before").to_owned()).await?;
        manager.create_table(job()).await?;
        manager.create_index(index("job", &["state", "created_at"], false)).await?;
        let object = match manager.get_database_backend() {
            DbBackend::Postgres => "json_build_object",
            _ => "json_object",
        };
        let both = |column: &str| format!("{object}('zh', {column}, 'en', {column})");
        let either = |column: &str| format!("CASE WHEN {column} = '' THEN NULL ELSE {} END", both(column));
        let copy = format!(
            "INSERT INTO job (id, version, ended_at, kind, state, done, total, result, owner, created_at, started_at, finished_at, \
             attempts, lease_until, input, title, note, error) \
             SELECT id, version, ended_at, kind, state, done, total, result, owner, created_at, started_at, finished_at, \
             attempts, lease_until, input, {}, {}, {} FROM job_before",
            both("title"),
            either("note"),
            either("error")
        );
        manager.get_connection().execute_unprepared(&copy).await?;
        manager.drop_table(Table::drop().table("job_before").take()).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Custom("texts in two languages do not go back into one; restore a backup".into()))
    }
}

fn job() -> TableCreateStatement {
    record_table(
        "job",
        vec![
            json("title"),
            string("kind"),
            text("state"),
            big_integer("done"),
            big_integer("total"),
            json_null("note"),
            json_null("error"),
            json_null("result"),
            uuid("owner"),
            timestamp_with_time_zone("created_at"),
            timestamp_with_time_zone_null("started_at"),
            timestamp_with_time_zone_null("finished_at"),
            integer("attempts"),
            timestamp_with_time_zone_null("lease_until"),
            json("input"),
        ],
    )
}
