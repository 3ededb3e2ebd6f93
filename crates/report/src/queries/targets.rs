//! The section of targets: how far the month came, and which of its parts fell short, worst first. None where no target is in force.

use super::ledger::Ledger;
use crate::document::{Block, Cell, Figure, GoodWord, Section, UnitWord};
use kernel::refusal::Outcome;
use kernel::text::{Text, text};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;

/// Rows of the table: the worst, as on the board.
const ROWS: usize = 10;

/// What the section takes from the progress board.
#[derive(Deserialize)]
struct Board {
    total: Row,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    level: usize,
    labels: BTreeMap<String, String>,
    keys: BTreeMap<String, String>,
    standing: Standing,
    untargeted: Option<Decimal>,
}

#[derive(Deserialize)]
struct Standing {
    target: Option<Decimal>,
    done: Option<Decimal>,
    share: Option<Decimal>,
}

/// The section of the month's targets.
pub async fn targets(ledger: &mut Ledger<'_>) -> Outcome<Option<Section>> {
    let month = ledger.period.from.format("%Y-%m").to_string();
    // Of a site its shops are shown, of a channel or the company the sites.
    let by = if ledger.filters.contains_key("site") { "shop" } else { "site" };
    let found =
        super::inquire(ledger.desk, "board", json!({ "month": month, "where": ledger.filters, "by": [by], "at": ledger.at })).await?;
    let board: Board = serde_json::from_value(found)?;
    let (Some(target), Some(done)) = (board.total.standing.target, board.total.standing.done) else { return Ok(None) };
    let standing = &board.total.standing;
    enter(ledger, "target", text("销售目标", "Sales target"), Some(target));
    enter(ledger, "target_share", text("目标完成率", "Share of the target"), standing.share).unit = UnitWord::Percent;
    let gap = enter(ledger, "target_gap", text("与目标的差额", "Gap to the target"), Some(done - target));
    (gap.signed, gap.good) = (true, GoodWord::Up);
    let (mut zh, mut en) = (
        "本月销售目标 {{target}}，完成 {{target_share}}，差额 {{target_gap}}。".to_owned(),
        "The sales target of the month was {{target}}; {{target_share}} of it is done, a gap of {{target_gap}}.".to_owned(),
    );
    if let Some(untargeted) = board.total.untargeted {
        enter(ledger, "untargeted", text("没有目标的销售额", "Sales without a target"), Some(untargeted));
        zh.push_str("没有目标的部分另有 {{untargeted}}，未计入完成率。");
        en.push_str(" Those without a target sold {{untargeted}}, which is not counted in it.");
    }
    let words = text(zh, en);
    let mut blocks = vec![Block::Text { key: "targets".into(), text: words, editable: true }];
    blocks.extend(table(&board));
    Ok(Some(Section { key: "targets".into(), title: text("目标完成", "Targets"), blocks }))
}

fn table(board: &Board) -> Option<Block> {
    let rows: Vec<Vec<Cell>> = board.rows.iter().filter(|row| row.level == 1).filter_map(line).take(ROWS).collect();
    let columns = [("名称", "Name"), ("目标", "Target"), ("完成", "Done"), ("完成率", "Share"), ("差额", "Gap")];
    (!rows.is_empty()).then(|| Block::Table { columns: columns.map(|(zh, en)| text(zh, en)).to_vec(), rows })
}

fn line(row: &Row) -> Option<Vec<Cell>> {
    let standing = &row.standing;
    let name = row.labels.values().next().or_else(|| row.keys.values().next())?;
    let yuan = |value: Decimal| Cell::Number { value, unit: UnitWord::Yuan };
    let (target, done, share) = (standing.target?, standing.done?, standing.share?);
    let share = Cell::Number { value: share, unit: UnitWord::Percent };
    Some(vec![Cell::Text(text(name, name)), yuan(target), yuan(done), share, yuan(done - target)])
}

fn enter<'l>(ledger: &'l mut Ledger<'_>, id: &str, title: Text, value: Option<Decimal>) -> &'l mut Figure {
    let filters = ledger.filters.clone();
    let about = text("按生效的目标方案。", "By the target plan in force.");
    let figure = ledger.enter_alone(id, "sales", (title, about), &[], filters);
    figure.value = value;
    figure
}
