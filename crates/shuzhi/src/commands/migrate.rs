//! `shuzhi migrate`: brings the tables up to date.

use super::screen::{say, waiting};
use crate::place::Place;
use anyhow::Context as _;
use serde_json::json;
use std::process::ExitCode;

pub async fn run(place: &Place, json: bool) -> anyhow::Result<ExitCode> {
    let db = place.database().await?;
    let applied = waiting(migrations::bring_up_to_date(&db))
        .await
        .context("数据表没有更新，没有任何改动 · the tables could not be brought up to date; nothing was changed")?;
    say(json, &json!({ "applied": applied }), || match applied.len() {
        0 => "已是最新。 Up to date.".to_owned(),
        n => format!("完成 {n} 步：{} ({n} steps)", applied.join("、")),
    });
    Ok(ExitCode::SUCCESS)
}
