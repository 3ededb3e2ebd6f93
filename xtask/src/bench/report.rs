//! How long a person waits for a report: to draft it, and to have it as a PDF, Word or Excel file.

use super::scratch::{ACCOUNT, Scratch};
use super::table::{Cell, Table, judged, text};
use anyhow::{Context as _, Result};

/// The most milliseconds that a PDF may take.
const GOAL_MS: f64 = 1_000.0;
const RUNS: u32 = 10;

pub fn run(scratch: &Scratch) -> Result<Table> {
    let data = scratch.demo_house()?;
    let password = scratch.password(&data)?;
    let running = scratch.serve(&data)?;
    let told = scratch.told("report.py", &[&running.url, ACCOUNT, &password, &RUNS.to_string()])?;
    let row = |cells: &Vec<String>| {
        let [name, first, median, bytes] = cells.as_slice() else { return None };
        let mut row = vec![text(name), Cell::Number(first.parse().ok()?, 0)];
        row.extend(judged(median.parse().ok()?, 0, name.contains("PDF").then_some(GOAL_MS)));
        row.push(bytes.parse().map_or(Cell::Nothing, |bytes: f64| Cell::Number(bytes / 1024.0, 0)));
        Some(row)
    };
    Ok(Table {
        title: "The monthly report",
        notes: vec![format!(
            "The demonstration company's mall, October 2026; over HTTP, {RUNS} runs; “first” is the first after the start of the program."
        )],
        head: ["what", "first ms", "median ms", "goal", "result", "kB"].map(Into::into).into(),
        rows: told.iter().map(row).collect::<Option<_>>().context("the report told something else")?,
    })
}
