//! The targets of the demonstration company: sales of last year and this one, in force, and a draft for the next.

use crate::report::{act, actor};
use crate::shops::MALL;
use chrono::{Datelike, NaiveDate};
use kernel::house::House;
use kernel::measure::{FigureQuery, Period, ask};
use kernel::refusal::{Outcome, Refusal};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::sync::Arc;
use uuid::Uuid;

/// What the sites are asked to grow by, in hundredths, one after the other.
const GROWTH: [i64; 5] = [104, 101, 107, 102, 105];
/// Targets are round numbers, of ten thousand yuan.
const ROUND: i64 = 10_000;

/// Makes the plans, through the verbs that people use.
pub async fn target_plans(house: &Arc<House>, until: NaiveDate) -> Outcome<()> {
    for year in [until.year() - 1, until.year(), until.year() + 1] {
        let rows = sites(house, year, until).await?;
        if rows.is_empty() {
            continue;
        }
        let plan = plan(house, year).await?;
        act(house, "analyst", ("target_plan", "enter"), Some(plan), json!({ "rows": rows })).await?;
        act(house, "analyst", ("target_plan", "spread"), Some(plan), json!({})).await?;
        let shops = json!({ "down_to": "shop", "rows": [{ "site": MALL }] });
        act(house, "analyst", ("target_plan", "spread"), Some(plan), shops).await?;
        if year <= until.year() {
            act(house, "analyst", ("target_plan", "submit"), Some(plan), json!({})).await?;
            act(house, "director", ("target_plan", "approve"), Some(plan), json!({})).await?;
        }
    }
    Ok(())
}

async fn plan(house: &Arc<House>, year: i32) -> Outcome<Uuid> {
    let record = house.catalogue.record("target_plan").ok_or_else(Refusal::not_found)?;
    let desk = house.write(actor(house, "analyst").await?, "command line").await?;
    let made = record.create(&desk, json!({ "name": format!("{year} 年销售目标"), "year": year, "measure": "sales" })).await;
    let row = desk.finish(made).await?;
    row["id"].as_str().and_then(|id| id.parse().ok()).ok_or_else(|| Refusal::not_found().into())
}

/// What each site sold in the year before, or in the last twelve months where that year is not over, and some more.
async fn sites(house: &Arc<House>, year: i32, until: NaiveDate) -> Outcome<Vec<Value>> {
    let last = NaiveDate::from_ymd_opt(year - 1, 12, 31).unwrap_or(until).min(until);
    let from = last.checked_sub_months(chrono::Months::new(12)).and_then(|day| day.succ_opt()).unwrap_or(last);
    let query = FigureQuery { by: vec!["site".into()], ..FigureQuery::total("sales", Period { from, to: last }) };
    let mut rows = ask(&house.read(actor(house, "analyst").await?, "command line"), query).await?.rows;
    rows.sort_by(|a, b| a.keys.cmp(&b.keys));
    let target = |(row, growth): (&kernel::measure::AnswerRow, &i64)| {
        let site = row.keys.get("site")?.clone()?;
        let sold = row.values.get("sales").copied().flatten()?;
        let round = Decimal::from(ROUND);
        let year = (sold * Decimal::new(*growth, 2) / round).round() * round;
        Some(json!({ "site": site, "year": year.to_string() }))
    };
    Ok(rows.iter().zip(GROWTH.iter().cycle()).filter_map(target).collect())
}
