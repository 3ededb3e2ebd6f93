//! The workshop: everything one does with the source, by two commands a day (`cargo xtask run`, `cargo xtask test`).

mod api;
mod bench;
mod browser;
mod dist;
mod postgres;
mod program;
mod run;
mod suite;
mod system;
mod tidy;
mod web;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(about = "The workshop of Shuzhi")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds everything, loads the demonstration company into an empty data folder, and serves it.
    Run(run::Run),
    /// Runs the whole suite: Rust on SQLite and PostgreSQL, the web, and the journeys in a real browser.
    Test(suite::Suite),
    /// Checks that the source keeps its own rules.
    Tidy,
    /// Writes the OpenAPI document and the TypeScript types made from it.
    Api,
    /// Builds the fully optimised program for servers.
    Dist(dist::Dist),
    /// Measures the program on this machine, beside its goals, DuckDB, Polars and ClickHouse.
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Run(run) => run.run(),
        Task::Test(suite) => suite.run(),
        Task::Tidy => tidy::run(),
        Task::Api => api::run(),
        Task::Dist(dist) => dist.run(),
        Task::Bench(bench) => bench.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
