//! `shuzhi demo`: the demonstration company, loaded through the same doors as any company's files.

use super::refused;
use super::screen::say;
use crate::demonstration::{bring_in, rain};
use crate::place::Place;
use anyhow::bail;
use chrono::NaiveDate;
use clap::{Args, value_parser};
use demo::{ACCOUNTS, Company, PASSWORD, accepted_report, target_plans};
use kernel::access::{Actor, user};
use kernel::clock::china_day;
use kernel::desk::Desk;
use kernel::record::insert;
use kernel::refusal::Outcome;
use sales::records::weather;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;
use std::process::ExitCode;

/// A hundred times over is a hundred million facts, and an hour of making them.
const SCALE_MAX: i64 = 100;

#[derive(Args)]
pub struct Demo {
    /// How many times over goods and orders are made.
    #[arg(long, default_value_t = 1, value_parser = value_parser!(u32).range(1..=SCALE_MAX))]
    scale: u32,
    /// The same seed makes the same company.
    #[arg(long, default_value_t = 20)]
    seed: u64,
    /// The last day of facts; yesterday when nothing is said.
    #[arg(long)]
    until: Option<NaiveDate>,
}

impl Demo {
    pub async fn run(self, place: &Place, json: bool) -> anyhow::Result<ExitCode> {
        let house = place.open().await?;
        if user::Entity::find().count(&house.db).await? > 0 {
            bail!(
                "这里已有账号；演示公司需要一个空目录（另选 --data） · there are accounts already; the demonstration company needs an empty place (another --data DIR)"
            );
        }
        let yesterday = china_day(house.clock.now()).pred_opt().unwrap_or_default();
        let company = Company::new(self.seed, self.until.unwrap_or(yesterday), self.scale);
        let desk = house.write(Actor::house(), "command line").await.map_err(refused)?;
        let written = company.write_directory(&desk).await;
        desk.finish(written).await.map_err(refused)?;
        let lines = bring_in(&house, &company).await?;
        let rain = rain(&house, &company).await.map_err(refused)?;
        let desk = house.write(Actor::house(), "command line").await.map_err(refused)?;
        let written = insert_all(&desk, rain).await;
        desk.finish(written).await.map_err(refused)?;
        accepted_report(&house, company.until()).await.map_err(refused)?;
        target_plans(&house, company.until()).await.map_err(refused)?;
        sales::watch(&house, "command line", &|_, _| {}).await.map_err(refused)?;
        let accounts: Vec<&str> = ACCOUNTS.iter().map(|(account, ..)| *account).collect();
        say(json, &json!({ "facts": lines, "accounts": accounts, "password": PASSWORD }), || {
            let list = ACCOUNTS.iter().map(|(account, name, role, site)| {
                format!("  {account:<10} {name}  {}{}", role.word(), site.map(|s| format!(" · {s}")).unwrap_or_default())
            });
            format!(
                "演示公司已就绪，{lines} 条销售数据。Demonstration company ready.\n演示账号 Accounts（密码 password: {PASSWORD}）:\n{}",
                list.collect::<Vec<_>>().join("\n")
            )
        });
        Ok(ExitCode::SUCCESS)
    }
}

async fn insert_all(desk: &Desk, rows: Vec<weather::Model>) -> Outcome<()> {
    for row in rows {
        insert::<weather::Entity>(desk, row).await?;
    }
    Ok(())
}
