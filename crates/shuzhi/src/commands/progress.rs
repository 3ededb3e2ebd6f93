//! `shuzhi progress`: how far a target is, from the command line, for scripts.

use super::screen::{say, waiting};
use super::{conditions, refused};
use crate::place::Place;
use clap::Args;
use kernel::access::Actor;
use kernel::measure::Unit;
use sales::shown;
use serde_json::{Value, json};
use std::process::ExitCode;

#[derive(Args)]
pub struct Progress {
    /// The measure: sales, tickets, average_ticket …
    #[arg(long, default_value = "sales")]
    measure: String,
    /// The month, such as 2026-11; the month of the last day of data when nothing is said.
    #[arg(long, conflicts_with_all = ["quarter", "year"])]
    month: Option<String>,
    /// The quarter, such as 2026-Q4.
    #[arg(long, conflicts_with = "year")]
    quarter: Option<String>,
    /// The year.
    #[arg(long)]
    year: Option<i32>,
    /// Only this site, channel, shop, brand or category, such as site=M01; may be given several times.
    #[arg(long = "where", value_name = "DIM=VALUE")]
    filters: Vec<String>,
}

impl Progress {
    pub async fn run(self, place: &Place, json: bool) -> anyhow::Result<ExitCode> {
        let filters = conditions(&self.filters)?;
        let house = place.open_existing().await?;
        let asked = json!({ "measure": self.measure, "month": self.month, "quarter": self.quarter, "year": self.year, "where": filters });
        let inquiry = house.catalogue.inquiries().find(|inquiry| inquiry.name() == "progress");
        let inquiry = inquiry.ok_or_else(|| anyhow::anyhow!("no department answers how far a target is"))?;
        let desk = house.read(Actor::house(), "command line");
        let mut found = waiting(inquiry.answer(&desk, asked)).await.map_err(refused)?;
        if let Some(found) = found.as_object_mut() {
            // Day by day it is for drawing.
            found.remove("days");
        }
        say(json, &found, || words(&found));
        Ok(ExitCode::SUCCESS)
    }
}

fn words(found: &Value) -> String {
    let (standing, outlook) = (&found["standing"], &found["outlook"]);
    let word = |value: &Value| value.as_str().unwrap_or("—").to_owned();
    let share = shown(standing["share"].as_str().and_then(|share| share.parse().ok()), Unit::Percent, false);
    let part = |zh: &str, en: &str, value: String| format!("{zh} {en}: {value}");
    let end = match (outlook["low"].as_str(), outlook["high"].as_str()) {
        (Some(low), Some(high)) => format!("{} ({low} .. {high})", word(&outlook["expected"])),
        _ => word(&outlook["expected"]),
    };
    let untargeted = found["untargeted"].as_str().map(|rest| part("没有目标、未计入", "without a target, not counted", rest.to_owned()));
    let lines = [
        format!("{} {}: {} .. {}", word(&found["measure"]["zh"]), word(&found["measure"]["en"]), word(&found["from"]), word(&found["to"])),
        part("目标", "target", word(&standing["target"])),
        part("完成", "done", format!("{} ({})", word(&standing["done"]), share)),
        part("应完成", "due", word(&standing["due"])),
        part("缺口", "gap", word(&standing["gap"])),
        part("剩余每日需", "needed a day", word(&standing["needed_per_day"])),
        part("状态", "light", word(&standing["light"])),
        part("预计期末", "expected", end),
    ];
    lines.into_iter().chain(untargeted).collect::<Vec<_>>().join("\n")
}
