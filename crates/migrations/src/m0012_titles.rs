//! Titles of reports in both languages, and cards that know the English title of a row.

use crate::rows::{index, record_table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Records whose rows had titles in both languages before.
const TITLED: [&str; 2] = ["job", "notice"];
/// What a report holds beside its title.
const KEPT: &str = "month, site_id, channel_id, state, author, data_version, reason, drafted_at, texts, document";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let postgres = manager.get_database_backend() == DbBackend::Postgres;
        let (object, title) = if postgres { ("json_build_object", "title->>'en'") } else { ("json_object", "json_extract(title, '$.en')") };
        let run = async |statement: String| manager.get_connection().execute_unprepared(&statement).await.map(|_| ());

        // The column changes its type, which SQLite can only do by a table made anew.
        manager.rename_table(Table::rename().table("report", "report_before").take()).await?;
        manager.drop_index(Index::drop().name("idx_report_site_id_month").table("report_before").to_owned()).await?;
        manager.create_table(report()).await?;
        manager.create_index(index("report", &["site_id", "month"], false)).await?;
        // Titles of before stay as they were, in both languages: so no digest of a row changes, and the history stays true.
        run(format!(
            "INSERT INTO report (id, version, ended_at, {KEPT}, title) SELECT id, version, ended_at, {KEPT}, \
             {object}('zh', title, 'en', title) FROM report_before"
        ))
        .await?;
        manager.drop_table(Table::drop().table("report_before").take()).await?;

        manager.alter_table(Table::alter().table("card").add_column(string_null("title_en")).take()).await?;
        for record in TITLED {
            let of = format!("(SELECT {title} FROM {record} WHERE {record}.id = card.row_id)");
            run(format!("UPDATE card SET title_en = {of} WHERE record = '{record}'")).await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Custom("titles in two languages do not go back into one; restore a backup".into()))
    }
}

fn report() -> TableCreateStatement {
    record_table(
        "report",
        vec![
            json("title"),
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
    )
}
