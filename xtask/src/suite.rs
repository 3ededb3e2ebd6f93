//! `cargo xtask test`: the whole suite, part by part; the first that fails ends it.

use crate::postgres::Postgres;
use crate::program::{Running, cargo};
use crate::system::{call, has, root};
use crate::{api, browser, program, web};
use anyhow::Result;
use clap::Args;
use std::process::Command;
use std::time::Instant;

#[derive(Args)]
pub struct Suite {
    /// Only these parts: web, rules, rust, postgres, cluster, journeys.
    parts: Vec<String>,
}

/// The name of a part, and how it is run.
type Part = (&'static str, fn() -> Result<()>);

impl Suite {
    pub fn run(self) -> Result<()> {
        let parts: [Part; 6] = [
            ("web", web_tests),
            ("rules", rule_tests),
            ("rust", rust_tests),
            ("postgres", postgres_tests),
            ("cluster", cluster_tests),
            ("journeys", journeys),
        ];
        for (name, part) in parts {
            // The rules are among the Rust tests; they are a part of their own for a quick look.
            if self.parts.is_empty() && name == "rules" || !self.parts.is_empty() && !self.parts.iter().any(|p| p == name) {
                continue;
            }
            let begun = Instant::now();
            eprintln!("── {name}");
            part()?;
            eprintln!("── {name}: fine, {} s", begun.elapsed().as_secs());
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

/// The tests of the pure parts, which need no house.
fn rule_tests() -> Result<()> {
    web::build()?;
    call(&mut nextest(&["-E", "package(organisation) + package(kernel) + package(report)"])?)
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
