//! `cargo xtask test`: the whole suite, part by part; the first that fails ends it.

use crate::postgres::Postgres;
use crate::program::{Running, cargo};
use crate::system::{call, has, root};
use crate::{api, browser, program, web};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::process::Command;
use std::time::Instant;

#[derive(Args)]
pub struct Suite {
    /// Only these parts.
    parts: Vec<Part>,
}

/// A part of the suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The web: types, rules of style, tests.
    Web,
    /// The Rust tests of the pure parts, which need no house: a quick look.
    Rules,
    /// All Rust tests, on SQLite.
    Rust,
    /// The tests that go through HTTP, on PostgreSQL.
    Postgres,
    /// The same questions here and on a cluster.
    Cluster,
    /// The journeys in a real browser.
    Journeys,
}

impl Suite {
    pub fn run(self) -> Result<()> {
        for part in Part::value_variants() {
            // The rules are among the Rust tests.
            let wanted = if self.parts.is_empty() { *part != Part::Rules } else { self.parts.contains(part) };
            if !wanted {
                continue;
            }
            let begun = Instant::now();
            eprintln!("── {part:?}");
            match part {
                Part::Web => web_tests(),
                Part::Rules => rule_tests(),
                Part::Rust => rust_tests(),
                Part::Postgres => postgres_tests(),
                Part::Cluster => cluster_tests(),
                Part::Journeys => journeys(),
            }?;
            eprintln!("── {part:?}: fine, {} s", begun.elapsed().as_secs());
        }
        Ok(())
    }
}

fn web_tests() -> Result<()> {
    web::install("web")?;
    for script in ["typecheck", "lint", "test"] {
        web::npm("web", &["run", "--silent", script])?;
    }
    web::build()
}

/// The runner over the whole workspace: choosing packages by a filter and not by `--package` keeps their features, and so the artefacts, the same.
fn nextest(args: &[&str]) -> Result<Command> {
    if !has("cargo-nextest") {
        eprintln!("installing cargo-nextest (the test runner), a few minutes");
        call(cargo().args(["install", "--locked", "--quiet", "cargo-nextest"]))?;
    }
    let mut command = cargo();
    command.args(["nextest", "run", "--locked", "--workspace", "--status-level=fail", "--final-status-level=fail"]).args(args);
    Ok(command)
}

/// The tests of the parts that know no other: rules without a house.
fn rule_tests() -> Result<()> {
    web::build()?;
    call(&mut nextest(&[
        "-E",
        "package(calendar) + package(forecast) + package(explain) + package(sheet) + package(press) + package(organisation) + package(kernel) + package(sales) + package(report)",
    ])?)
}

fn rust_tests() -> Result<()> {
    web::build()?;
    call(&mut nextest(&[])?)?;
    // The examples of documentation, which nextest leaves out.
    call(cargo().args(["test", "--locked", "--quiet", "--workspace", "--doc"]))?;
    // The tests have built the program; its document must be the committed one.
    api::refuse_stale(&program::build()?)
}

/// The tests that go through HTTP, once more on PostgreSQL.
fn postgres_tests() -> Result<()> {
    let server = Postgres::start()?;
    call(nextest(&["-E", "package(shuzhi) + package(testkit)"])?.env("SHUZHI_TEST_POSTGRES", &server.url))
}

/// The same questions here and on a cluster of processes. The feature is on for this part alone, so the engine is built once more.
fn cluster_tests() -> Result<()> {
    web::build()?;
    call(&mut nextest(&["--features", "shuzhi/cluster", "--test", "cluster"])?)
}

/// The journeys in a real browser, against the real program over the demonstration company.
fn journeys() -> Result<()> {
    let chromium = browser::chromium()?;
    web::build()?;
    web::install("e2e")?;
    let program = program::build()?;
    let folder = std::env::temp_dir().join(format!("shuzhi-journeys-{}", std::process::id()));
    let data = folder.join("data");
    let outcome = (|| {
        call(Command::new(&program).args(["demo", "--data"]).arg(&data))?;
        let running = Running::start(&program, &data)?;
        call(
            Command::new("npx")
                .args(["playwright", "test"])
                .current_dir(root().join("e2e"))
                .env("SHUZHI_URL", &running.url)
                .env("SHUZHI_PASSWORD", "shuzhi-demo")
                .env("CHROMIUM", &chromium),
        )
    })();
    let _ = std::fs::remove_dir_all(folder);
    outcome
}
