//! `shuzhi watch`: looks over everything that is watched, as the program does by itself each night.

use super::refused;
use super::screen::{say, waiting};
use crate::place::Place;
use std::process::ExitCode;

pub async fn run(place: &Place, json: bool) -> anyhow::Result<ExitCode> {
    let house = place.open_existing().await?;
    let seen = waiting(sales::watch(&house, "command line", &|_, _| {})).await.map_err(refused)?;
    say(json, &serde_json::to_value(seen)?, || {
        format!(
            "监测 {0} 个，发现异动 {1} 个，已消失 {2} 个 · {0} watched, {1} anomalies found, {2} gone",
            seen.watched, seen.found, seen.gone
        )
    });
    Ok(ExitCode::SUCCESS)
}
