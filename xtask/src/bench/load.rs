//! How fast a large file goes in, beside DuckDB's way from CSV to Parquet.

use super::process::{Measured, measured, median};
use super::scratch::{Scratch, remove, text as word};
use super::table::{Cell, Table, judged, text};
use anyhow::{Result, bail};

/// Every way is gone so many times, by turns; the middle one counts.
const TURNS: usize = 3;
/// The most times DuckDB's time that is allowed.
const GOAL: f64 = 1.5;

/// Seconds and megabytes of the turns of one way.
#[derive(Default)]
struct Way(Vec<f64>, Vec<f64>);

impl Way {
    fn add(&mut self, seconds: f64, peak_mb: f64) {
        self.0.push(seconds);
        self.1.push(peak_mb);
    }
}

pub fn run(scratch: &Scratch, lines: u64) -> Result<Table> {
    let (csv, profile) = (word(&scratch.sales(lines)?), word(&scratch.profile()?));
    let megabytes = std::fs::metadata(&csv)?.len() >> 20;
    let (mut kept, mut recognised, mut duckdb) = (Way::default(), Way::default(), Way::default());
    let mut version = String::new();
    for _ in 0..TURNS {
        let done = import(scratch, lines, &["import", "sales", &csv, "--profile", &profile])?;
        kept.add(done.seconds, done.peak_mb);
        let done = import(scratch, lines, &["import", "sales", &csv])?;
        recognised.add(done.seconds, done.peak_mb);
        let parquet = scratch.path("load.parquet");
        let done = measured(&mut scratch.python("load.py", &[&csv, &word(&parquet)])?)?;
        remove(&parquet);
        let told: Vec<&str> = done.out.trim().split('\t').collect();
        let [duckdb_version, rows, seconds] = told[..] else { bail!("DuckDB told something else: {}", done.out) };
        if rows != lines.to_string() {
            bail!("DuckDB read {rows} lines of {lines}");
        }
        duckdb_version.clone_into(&mut version);
        duckdb.add(seconds.parse()?, done.peak_mb);
    }
    let theirs = median(duckdb.0.clone());
    let row = |name: &str, way: Way, goal: Option<f64>| {
        let seconds = median(way.0);
        let mut row = vec![text(name), Cell::Number(lines as f64 / seconds, 0), Cell::Number(seconds, 2), Cell::Number(median(way.1), 0)];
        row.extend(judged(seconds / theirs, 2, goal));
        row
    };
    Ok(Table {
        title: "Loading a CSV",
        notes: vec![
            format!("{lines} lines, {megabytes} MB, {TURNS} turns each, the middle one counts."),
            "`shuzhi import sales` is timed from the start of the process to its end: reading, checking, sorting, day sums, the commit, new records and their history.".into(),
            "DuckDB's seconds are those of its `COPY` alone.".into(),
            "Without a profile, the program reads the file twice: once to say what it understood, once to load it.".into(),
        ],
        head: ["way", "rows/s", "seconds", "peak MB", "times DuckDB", "goal", "result"].map(Into::into).into(),
        rows: vec![
            row("`shuzhi import sales FILE --profile PROFILE`", kept, Some(GOAL)),
            row("`shuzhi import sales FILE`, file recognised", recognised, Some(GOAL)),
            row(&format!("DuckDB {version}, `read_csv` to Parquet"), duckdb, None),
        ],
    })
}

/// One import into a new house, which goes away again.
fn import(scratch: &Scratch, lines: u64, args: &[&str]) -> Result<Measured> {
    let data = scratch.path("load");
    remove(&data);
    scratch.empty_house(&data)?;
    let done = measured(&mut scratch.command(&data, args))?;
    remove(&data);
    if !done.out.contains(&format!("\"accepted\":{lines},")) {
        bail!("not every line was accepted: {}", done.out.trim());
    }
    Ok(done)
}
