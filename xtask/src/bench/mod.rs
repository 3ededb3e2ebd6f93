//! `cargo xtask bench`: what the program does on this machine, beside the goals, and beside DuckDB, Polars and ClickHouse (chdb) on the same data.

mod facts;
mod list;
mod load;
mod process;
mod queries;
mod report;
mod scale;
mod scratch;
mod start;
mod table;

use crate::dist;
use crate::system::root;
use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use scratch::Scratch;
use std::path::PathBuf;
use std::time::Instant;
use table::{json, markdown, write_between};

#[derive(Args)]
pub struct Bench {
    /// Lines of the file of sales that is loaded, and so facts that are asked about.
    #[arg(long, value_name = "COUNT", default_value_t = 10_000_000)]
    facts: u64,
    /// Facts of the company whose pages are opened in the part `scale`.
    #[arg(long, value_name = "COUNT", default_value_t = 100_000_000)]
    scale: u64,
    /// Records of the list whose pages are asked for.
    #[arg(long, value_name = "COUNT", default_value_t = 1_000_000)]
    records: u64,
    /// Connections that ask for pages of the list at once.
    #[arg(long, value_name = "COUNT", default_value_t = 50)]
    clients: u32,
    /// Runs of every question.
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    runs: u32,
    /// The program to measure; without it the fully optimised one is built.
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// Only these parts.
    #[arg(long, value_delimiter = ',', value_name = "PART,PART")]
    only: Vec<Part>,
    /// Where to work: everything is made in a folder `shuzhi-bench` there, and taken away at the end.
    #[arg(long, value_name = "DIR")]
    scratch: Option<PathBuf>,
    /// Leaves what was made where it is; the next run with the same scratch folder uses it.
    #[arg(long)]
    keep: bool,
    /// Writes the figures as JSON into a file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Writes the figures of the parts that were run into docs/benchmarks.md.
    #[arg(long)]
    write: bool,
}

/// A part of the benchmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Loading a CSV, beside DuckDB.
    Load,
    /// The questions of the dashboard and the explorer, beside DuckDB and Polars.
    Queries,
    /// Whole pages over many more facts, beside DuckDB, Polars and chdb.
    Scale,
    /// Pages of a list, asked by many at once.
    List,
    /// Drafting and printing the monthly report.
    Report,
    /// Start-up time, idle memory and size.
    Start,
}

impl Bench {
    pub fn run(self) -> Result<()> {
        let program = match &self.program {
            Some(program) => program.canonicalize().with_context(|| format!("there is no program {}", program.display()))?,
            None => dist::build(&[])?,
        };
        let scratch = Scratch::open(self.scratch.clone(), self.keep, program)?;
        let mut tables = Vec::new();
        for part in Part::value_variants().iter().filter(|part| self.only.is_empty() || self.only.contains(part)) {
            let begun = Instant::now();
            eprintln!("── {part:?}");
            tables.push(match part {
                Part::Load => load::run(&scratch, self.facts)?,
                Part::Queries => queries::run(&scratch, self.facts, self.runs)?,
                Part::Scale => scale::run(&scratch, self.scale, self.runs)?,
                Part::List => list::run(&scratch, self.records, self.clients)?,
                Part::Report => report::run(&scratch)?,
                Part::Start => start::run(&scratch, self.facts, self.records)?,
            });
            eprintln!("── {part:?}: {} s", begun.elapsed().as_secs());
        }
        let machine = machine();
        let figures = markdown(&machine, &tables);
        println!("{figures}");
        if let Some(file) = &self.json {
            std::fs::write(file, json(&machine, &tables)).with_context(|| format!("{} cannot be written", file.display()))?;
        }
        if self.write {
            write_between(&root().join("docs/benchmarks.md"), &figures)?;
        }
        Ok(())
    }
}

/// The machine, in the words that matter for the figures.
fn machine() -> Vec<String> {
    let read = |file: &str| std::fs::read_to_string(file).unwrap_or_default();
    let after = |text: &str, start: &str| {
        let line = text.lines().find(|line| line.starts_with(start)).unwrap_or_default();
        line.split_once(':').map(|(_, rest)| rest.trim().to_owned()).unwrap_or_default()
    };
    let cores = std::thread::available_parallelism().map_or(0, |cores| cores.get());
    let kilobytes: u64 = after(&read("/proc/meminfo"), "MemTotal").split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0);
    let processor = after(&read("/proc/cpuinfo"), "model name");
    vec![format!("Measured in one run on {cores} cores ({processor}) with {} GB of memory.", kilobytes >> 20)]
}
