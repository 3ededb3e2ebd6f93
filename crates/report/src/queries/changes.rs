//! The section of what changed most: the parts that rose and fell, and how they add up from then to now.

use super::ledger::{Ledger, cell, name, value_of};
use super::parts::{empty, named};
use crate::document::{Block, Cell, ChartKind, Section, Series, Show, UnitWord};
use kernel::measure::{Answer, AnswerRow};
use kernel::refusal::Outcome;
use kernel::text::text;
use rust_decimal::Decimal;
use std::cmp::Reverse;

/// Parts that are named on each side; the others are one bar.
const NAMED: usize = 4;

/// Takes the change apart by the finest dimension of places or goods that the data know.
pub async fn changes(ledger: &mut Ledger<'_>) -> Outcome<Section> {
    let title = text("变化最大的", "What changed most");
    for dim in ["shop", "brand", "category", "channel"] {
        if ledger.filters.contains_key(dim) {
            continue;
        }
        let answer = ledger.ask(&["sales"], Some(dim)).await?;
        if named(&answer, dim).len() < 3 {
            continue;
        }
        let last_year = answer.total.last_year.as_ref().is_some_and(|v| v.get("sales").copied().flatten().is_some());
        let Some(section) = explained(ledger, &answer, dim, last_year) else { continue };
        return Ok(Section { key: "changes".into(), title, blocks: section });
    }
    Ok(Section { key: "changes".into(), title, blocks: vec![empty("没有可比的数据。", "There is nothing to compare with.")] })
}

fn before(row: &AnswerRow, last_year: bool) -> Option<Decimal> {
    let values = if last_year { row.last_year.as_ref() } else { row.previous.as_ref() };
    values.and_then(|v| v.get("sales").copied().flatten())
}

fn explained(ledger: &mut Ledger<'_>, answer: &Answer, dim: &str, last_year: bool) -> Option<Vec<Block>> {
    let (then, now) = (before(&answer.total, last_year)?, value_of(&answer.total, "sales")?);
    let difference = |row: &AnswerRow| value_of(row, "sales").unwrap_or_default() - before(row, last_year).unwrap_or_default();
    let mut moved: Vec<(&AnswerRow, Decimal)> =
        answer.rows.iter().map(|row| (row, difference(row))).filter(|(_, d)| !d.is_zero()).collect();
    moved.sort_by_key(|row| Reverse(row.1));
    let rose: Vec<_> = moved.iter().filter(|(_, d)| d.is_sign_positive()).take(NAMED).copied().collect();
    let fell: Vec<_> = moved.iter().rev().filter(|(_, d)| d.is_sign_negative()).take(NAMED).copied().collect();
    let shown: Vec<(&AnswerRow, Decimal)> = fell.into_iter().chain(rose).collect();
    let rest = now - then - shown.iter().map(|(_, d)| *d).sum::<Decimal>();
    let then_title = if last_year { text("去年同期", "Last year") } else { text("上月", "Previous month") };
    let mut x = vec![then_title];
    x.extend(shown.iter().map(|(row, _)| name(row, dim)));
    x.extend([text("其他", "Others"), text("本月", "This month")]);
    let mut values = vec![Some(then)];
    values.extend(shown.iter().map(|(_, d)| Some(*d)));
    values.extend([Some(rest), Some(now)]);
    let chart = Block::Chart {
        chart: ChartKind::Waterfall,
        title: text("销售额的变化", "How sales changed"),
        unit: UnitWord::Yuan,
        x,
        series: vec![Series { title: text("销售额", "Sales"), values }],
        whole: None,
    };
    // Held against what the chart begins with: a part that is gone has lost all it had.
    let (by, against) = if last_year { (Show::ByLastYear, Show::LastYear) } else { (Show::ByPrevious, Show::Previous) };
    let lines = shown.iter().map(|(row, _)| {
        let id = ledger.enter(answer, row, "sales", Some(dim));
        vec![Cell::Text(name(row, dim)), cell(&id, Show::Value), cell(&id, by), cell(&id, against)]
    });
    let rows = lines.collect();
    let columns = [
        ("名称", "Name"),
        ("销售额", "Sales"),
        ("变化", "Change"),
        if last_year { ("同比", "vs last year") } else { ("环比", "vs previous") },
    ];
    let columns = columns.map(|(zh, en)| text(zh, en)).to_vec();
    Some(vec![chart, Block::Table { columns, rows }])
}
