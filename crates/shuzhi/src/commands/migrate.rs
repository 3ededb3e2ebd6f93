//! `shuzhi migrate`: brings the tables up to date.

use super::say;
use crate::place::Place;
use migrations::{Migrator, MigratorTrait};
use serde_json::json;
use std::process::ExitCode;

pub async fn run(place: &Place, json: bool) -> anyhow::Result<ExitCode> {
    let db = place.database().await?;
    let pending: Vec<String> = Migrator::get_pending_migrations(&db).await?.iter().map(|m| m.name().to_owned()).collect();
    Migrator::up(&db, None).await?;
    say(json, &json!({ "applied": pending }), || match pending.len() {
        0 => "已是最新。 Up to date.".to_owned(),
        n => format!("完成 {n} 步：{} ({n} steps)", pending.join("、")),
    });
    Ok(ExitCode::SUCCESS)
}
