//! Takes a table of records in, such as sites, brands or staff: all rows or none, as the page of the list does.

use super::{SALES, told_cell};
use crate::commands::refused;
use crate::commands::screen::{say, waiting};
use anyhow::bail;
use kernel::access::Actor;
use kernel::house::House;
use kernel::record::{AnyRecord, CellError, Filled, ImportReport};
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

pub async fn run(house: &Arc<House>, kind: &str, file: &Path, json: bool) -> anyhow::Result<ExitCode> {
    let Some(record) = imported(house).find(|record| record.name() == kind) else {
        let known: Vec<&str> = std::iter::once(SALES).chain(imported(house).map(|record| record.name())).collect();
        bail!("没有可导入的“{kind}”，可以是 {} · “{kind}” cannot be imported; what can is {}", known.join("、"), known.join(", "));
    };
    let desk = house.write(Actor::house(), "command line").await.map_err(refused)?;
    let report = match waiting(record.import(&desk, file, &Filled::new())).await {
        Ok(report) if report.refused > 0 => {
            desk.discard().await.map_err(refused)?;
            // The other rows would have been; as it is, none were.
            ImportReport { created: 0, changed: 0, ..report }
        }
        outcome => desk.finish(outcome).await.map_err(refused)?,
    };
    say(json, &shown(&report), || words(&report));
    // Nothing was kept: a script must notice.
    Ok(if report.refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The records that people keep, and not the house itself.
fn imported(house: &House) -> impl Iterator<Item = &dyn AnyRecord> {
    house.catalogue.records().filter(|record| !record.about().kept_by_house)
}

fn shown(report: &ImportReport) -> Value {
    let error = |e: &CellError| json!({ "sheet": e.sheet, "row": e.row, "column": e.column, "value": e.value, "reason": e.text.en, "zh": e.text.zh, "en": e.text.en });
    let errors: Vec<Value> = report.errors.iter().map(error).collect();
    json!({ "rows": report.rows, "created": report.created, "changed": report.changed, "refused": report.refused, "errors": errors, "ignored": report.ignored })
}

fn words(report: &ImportReport) -> String {
    let ImportReport { rows, created, changed, refused, ignored, .. } = report;
    let mut words = if *refused > 0 {
        format!("{rows} 行中有 {refused} 行有误，没有写入 ({refused} of {rows} rows are wrong; nothing was written)")
    } else {
        format!("{rows} 行，新建 {created} 条，修改 {changed} 条 ({rows} rows, {created} created, {changed} changed)")
    };
    if !ignored.is_empty() {
        words.push_str(&format!("\n没有用到的列 (columns not used): {}", ignored.join("、")));
    }
    for error in &report.errors {
        words.push_str(&told_cell(&error.sheet, error.row, &error.column, &error.value, (&error.text.zh, &error.text.en)));
    }
    words
}
