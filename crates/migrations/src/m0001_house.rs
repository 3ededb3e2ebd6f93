//! The house itself: history, cards, accounts, sessions, tokens, files, jobs, views and kept answers.

use crate::rows::{index, record_table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in kept_by_house().into_iter().chain(records()) {
            manager.create_table(table).await?;
        }
        for (table, columns, unique) in [
            ("history", &["row_id", "seq"][..], false),
            ("card", &["record", "title"], false),
            ("session", &["user_id"], false),
            ("idempotency", &["at"], false),
            ("user", &["account"], true),
            ("api_token", &["secret_hash"], true),
            ("job", &["state", "created_at"], false),
        ] {
            manager.create_index(index(table, columns, unique)).await?;
        }
        let end = Query::insert()
            .into_table("history_chain")
            .columns(["id", "seq", "hash"])
            .values_panic([1.into(), 0_i64.into(), "".into()])
            .to_owned();
        manager.execute(end).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Custom("the first step has no way back; restore a backup".into()))
    }
}

fn kept_by_house() -> Vec<TableCreateStatement> {
    vec![
        Table::create()
            .table("history")
            .col(big_integer("seq").primary_key().take())
            .col(timestamp_with_time_zone("at"))
            .col(uuid("actor_id"))
            .col(string("actor"))
            .col(string("origin"))
            .col(string("record"))
            .col(uuid_null("row_id"))
            .col(string("event"))
            .col(text_null("before"))
            .col(text_null("after"))
            .col(string("digest"))
            .col(string("previous"))
            .col(string("hash"))
            .take(),
        Table::create().table("history_chain").col(integer("id").primary_key().take()).col(big_integer("seq")).col(string("hash")).take(),
        Table::create()
            .table("card")
            .col(uuid("row_id").primary_key().take())
            .col(string("record"))
            .col(uuid_null("site_id"))
            .col(uuid_null("owner_id"))
            .col(string("title"))
            .col(string("sub"))
            .col(string("words"))
            .col(boolean("ended"))
            .take(),
        Table::create()
            .table("session")
            .col(string("hash").primary_key().take())
            .col(uuid("user_id"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("seen_at"))
            .col(string("origin"))
            .take(),
        Table::create()
            .table("idempotency")
            .col(uuid("actor_id"))
            .col(string("key"))
            .col(string("request"))
            .col(json("answer"))
            .col(timestamp_with_time_zone("at"))
            .primary_key(Index::create().col("actor_id").col("key"))
            .take(),
    ]
}

fn records() -> Vec<TableCreateStatement> {
    vec![
        record_table(
            "user",
            vec![
                string("account"),
                string("name"),
                json("roles"),
                boolean("all_sites"),
                json("sites"),
                boolean("locked"),
                boolean("must_change_password"),
                string("password_hash"),
            ],
        ),
        record_table("api_token", vec![uuid("user_id"), string("name"), boolean("read_only"), date("expires_on"), string("secret_hash")]),
        record_table(
            "file",
            vec![
                string("name"),
                string("mime"),
                big_integer("size"),
                string("sha256"),
                uuid("uploaded_by"),
                timestamp_with_time_zone("uploaded_at"),
            ],
        ),
        record_table(
            "job",
            vec![
                string("title"),
                string("kind"),
                text("state"),
                big_integer("done"),
                big_integer("total"),
                string("note"),
                text("error"),
                json_null("result"),
                uuid("owner"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone_null("started_at"),
                timestamp_with_time_zone_null("finished_at"),
                integer("attempts"),
                timestamp_with_time_zone_null("lease_until"),
                json("input"),
            ],
        ),
        record_table("view", vec![string("name"), string("page"), text("query"), boolean("shared"), uuid("owner")]),
    ]
}
