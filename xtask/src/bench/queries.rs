//! The questions of the dashboard and the explorer, beside DuckDB and Polars on the same Parquet files.

use super::scratch::{ACCOUNT, Scratch, text as word};
use super::table::{Cell, Table, judged, text};
use anyhow::{Context as _, Result};

/// The most times DuckDB's median that is allowed, of the facts and where day sums serve.
const GOAL: f64 = 1.2;
const GOAL_ROLLED_UP: f64 = 0.2;

pub fn run(scratch: &Scratch, lines: u64, runs: u32) -> Result<Table> {
    let data = scratch.facts_house(lines)?;
    let password = scratch.password(&data)?;
    let running = scratch.serve(&data)?;
    let args = [&running.url, ACCOUNT, &password, &word(&data.join("warehouse")), &runs.to_string()];
    let told = scratch.told("queries.py", &args)?;
    let (versions, questions) = told.split_first().context("the questions told nothing")?;
    let row = |cells: &Vec<String>| {
        let [name, rollup, rows, figures @ ..] = cells.as_slice() else { return None };
        let figures: Vec<f64> = figures.iter().map(|figure| figure.parse().ok()).collect::<Option<_>>()?;
        let [ours, _, theirs, ..] = figures.as_slice() else { return None };
        let rolled_up = rollup == "rollup";
        let mut row = vec![text(name), text(if rolled_up { "day sums" } else { "facts" }), Cell::Number(rows.parse().ok()?, 0)];
        row.extend(figures.iter().map(|figure| Cell::Number(*figure, 1)));
        row.extend(judged(ours / theirs, 2, Some(if rolled_up { GOAL_ROLLED_UP } else { GOAL })));
        Some(row)
    };
    let rows: Vec<Vec<Cell>> = questions.iter().map(row).collect::<Option<_>>().context("a question told something else")?;
    let asked = ["question", "from", "rows", "median ms", "p95 ms"];
    let others = ["DuckDB median", "DuckDB p95", "Polars median", "Polars p95"];
    let judgement = ["times DuckDB", "goal", "result"];
    Ok(Table {
        title: "Questions of the dashboard and the explorer",
        notes: vec![
            format!("{lines} facts, {runs} runs of each question after 3 that do not count; {}.", versions.join(", ")),
            "The program is asked over HTTP, so its time holds sign-in check, names of codes, order and JSON; the others are called in their own process and hand over columns.".into(),
            "Every answer was compared with DuckDB's and Polars', figure by figure, and was the same.".into(),
            "“day sums” marks questions that the sums kept beside the files can answer.".into(),
        ],
        head: [&asked[..], &others, &judgement].concat().into_iter().map(Into::into).collect(),
        rows,
    })
}
