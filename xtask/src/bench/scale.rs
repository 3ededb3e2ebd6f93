//! Pages as people open them over a hundred million facts, beside DuckDB, Polars and ClickHouse on the same Parquet files.

use super::process::memory_mb;
use super::scratch::{ACCOUNT, Scratch, text as word};
use super::table::{Cell, Table, judged, text};
use anyhow::{Context as _, Result};

/// The most megabytes that the program may hold at any moment.
const GOAL_MB: f64 = 4_096.0;

pub fn run(scratch: &Scratch, lines: u64, runs: u32) -> Result<Table> {
    let (data, profile) = (scratch.scale_house(lines)?, scratch.profile()?);
    let password = scratch.password(&data)?;
    let running = scratch.serve(&data)?;
    let args = [&running.url, ACCOUNT, &password, &word(&data.join("warehouse")), &word(&profile), &runs.to_string()];
    let told = scratch.told("scale.py", &args)?;
    let peak = memory_mb(running.process(), "VmHWM").context("the system does not tell the memory of a process")?;
    let (versions, pages) = told.split_first().context("the pages told nothing")?;
    let row = |cells: &Vec<String>| {
        let [name, requests, goal, first, again, duckdb, polars, chdb] = cells.as_slice() else { return None };
        let number = |cell: &String| cell.parse::<f64>().ok();
        let engines: Vec<f64> = [duckdb, polars, chdb].into_iter().map(number).collect::<Option<_>>()?;
        let first = number(first)?;
        let mut row = vec![text(name), Cell::Number(number(requests)?, 0), Cell::Number(number(again)?, 1)];
        row.extend(engines.iter().map(|engine| Cell::Number(*engine, 1)));
        row.extend(judged(first, 1, Some(number(goal)?)));
        row.push(Cell::Met(Some(engines.iter().all(|engine| first < *engine))));
        Some(row)
    };
    let mut rows: Vec<Vec<Cell>> = pages.iter().map(row).collect::<Option<_>>().context("a page told something else")?;
    let mut memory = vec![text("Memory at its highest, MB"), Cell::Nothing, Cell::Nothing, Cell::Nothing, Cell::Nothing, Cell::Nothing];
    memory.extend(judged(peak, 0, Some(GOAL_MB)));
    memory.push(Cell::Nothing);
    rows.push(memory);
    Ok(Table {
        title: "Pages over a hundred million facts",
        notes: vec![
            format!("{lines} facts; {}.", versions.join(", ")),
            "“first ms” is the median of pages each opened right after a correction of an old day, so that no answer is remembered; “again ms” is the page opened once more.".into(),
            "The program is asked over HTTP with all that the page asks at once; DuckDB, Polars and chdb add up in their own process what the page has to know.".into(),
            "Every sum that a page shows was compared with theirs, and was the same.".into(),
        ],
        head: ["page", "requests", "again ms", "DuckDB ms", "Polars ms", "chdb ms", "first ms", "goal", "result", "ahead of each"].map(Into::into).into(),
        rows,
    })
}
