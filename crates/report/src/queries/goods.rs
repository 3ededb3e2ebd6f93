//! The section of goods: what sold best, and what nobody bought.

use super::ledger::{Ledger, cell, name, value_of};
use super::parts::{empty, named};
use crate::document::{Block, Cell, Section, Show};
use chrono::Days;
use kernel::measure::{AnswerRow, Order, Period};
use kernel::refusal::Outcome;
use kernel::text::text;
use rust_decimal::Decimal;

/// Rows of each table.
const ROWS: usize = 10;
/// How far back an item must have been sold to be called slow now.
const LOOK_BACK_DAYS: u64 = 180;
/// Days without a sale after which an item is slow.
const SLOW_DAYS: i64 = 14;

/// Best sellers and slow movers.
pub async fn goods(ledger: &mut Ledger<'_>) -> Outcome<Vec<Section>> {
    let best = ledger.ask(&["sales", "quantity"], Some("item")).await?;
    let rows = named(&best, "item");
    let blocks = if rows.is_empty() {
        vec![empty("本月数据没有单品明细。", "The facts of this month know no items.")]
    } else {
        let lines = rows.iter().take(ROWS).map(|row| {
            let (sales, quantity) = (ledger.enter(&best, row, "sales", Some("item")), ledger.enter(&best, row, "quantity", Some("item")));
            vec![
                Cell::Text(name(row, "item")),
                cell(&sales, Show::Value),
                cell(&quantity, Show::Value),
                cell(&sales, Show::Share),
                cell(&sales, Show::LastYear),
            ]
        });
        let rows = lines.collect();
        vec![Block::Table {
            columns: [("单品", "Item"), ("销售额", "Sales"), ("销量", "Quantity"), ("占比", "Share"), ("同比", "vs last year")]
                .map(|(zh, en)| text(zh, en))
                .to_vec(),
            rows,
        }]
    };
    let best = Section { key: "best".into(), title: text("畅销单品", "Best sellers"), blocks };
    Ok(vec![best, slow(ledger).await?])
}

async fn slow(ledger: &mut Ledger<'_>) -> Outcome<Section> {
    let from = ledger.period.to.checked_sub_days(Days::new(LOOK_BACK_DAYS)).unwrap_or(ledger.period.from);
    let order = Order { by: "days_without_sale".into(), descending: true };
    let answer =
        ledger.ask_over(Period { from, to: ledger.period.to }, &["days_without_sale", "quantity"], Some("item"), Some(order), &[]).await?;
    let known: Vec<_> = answer.rows.iter().filter(|row| row.keys.values().all(Option::is_some)).collect();
    let late = |row: &&AnswerRow| value_of(row, "days_without_sale").is_some_and(|d| d >= Decimal::from(SLOW_DAYS));
    let rows: Vec<_> = known.iter().copied().filter(late).take(ROWS).collect();
    let block = if known.is_empty() {
        empty("近 180 天的数据没有单品明细。", "The facts of the last 180 days know no items.")
    } else if rows.is_empty() {
        empty("没有超过两周未动销的单品。", "No item has been without a sale for more than two weeks.")
    } else {
        let lines = rows.iter().map(|row| {
            let (days, quantity) =
                (ledger.enter(&answer, row, "days_without_sale", Some("item")), ledger.enter(&answer, row, "quantity", Some("item")));
            vec![Cell::Text(name(row, "item")), cell(&days, Show::Value), cell(&quantity, Show::Value)]
        });
        let rows = lines.collect();
        Block::Table {
            columns: [("单品", "Item"), ("未动销天数", "Days without sale"), ("近 180 天销量", "Quantity of 180 days")]
                .map(|(zh, en)| text(zh, en))
                .to_vec(),
            rows,
        }
    };
    Ok(Section { key: "slow".into(), title: text("滞销单品", "Slow movers"), blocks: vec![block] })
}
