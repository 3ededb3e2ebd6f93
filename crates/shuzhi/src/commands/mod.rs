//! The commands, one file each.

mod audit;
mod backup;
mod cluster;
mod demo;
mod doctor;
mod explain;
mod import;
mod init;
mod measure;
mod migrate;
mod openapi;
mod policies;
mod progress;
mod report;
mod restore;
pub(crate) mod screen;
mod serve;
mod user;
mod watch;

use crate::place::Place;
use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};
use kernel::away::is_full;
use kernel::measure::Where;
use kernel::refusal::Failure;
use kernel::text::{Lang, Text};
use std::path::PathBuf;
use std::process::ExitCode;

/// 数智 Shuzhi: the operations system for malls, store chains and the online channels beside them.
#[derive(Parser)]
#[command(version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Answers as JSON on standard output.
    #[arg(long, global = true)]
    pub json: bool,
    #[command(flatten)]
    at: At,
}

#[derive(Args, Clone)]
struct At {
    /// The folder of the company's data.
    #[arg(long, global = true, value_name = "DIR", default_value = "data")]
    data: PathBuf,
    /// A database elsewhere, such as postgres://user:password@host/database.
    #[arg(long, global = true, value_name = "URL")]
    database: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the program to browsers.
    Serve(serve::Serve),
    /// Makes an empty house with one administrator.
    Init,
    /// Brings the tables up to date.
    Migrate,
    /// Makes the demonstration company in an empty house.
    Demo(demo::Demo),
    /// Loads a file of sales, or a table of records.
    Import(import::Import),
    /// Asks for a figure.
    Measure(measure::Measure),
    /// Tells how far a target is.
    Progress(progress::Progress),
    /// Looks for anomalies now, as is done each night.
    Watch,
    /// Says why a figure changed, and how well causes are found.
    #[command(subcommand)]
    Explain(explain::Explain),
    /// Drafts and prints a report.
    #[command(subcommand)]
    Report(report::Report),
    /// Accounts: list, add, reset a password.
    #[command(subcommand)]
    User(user::User),
    /// Copies everything into one file, while the house is open.
    Backup(backup::Backup),
    /// Sets a company up from a backup, in an empty place.
    Restore(restore::Restore),
    /// The history.
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Looks over the house and says what is not in order.
    Doctor,
    /// Runs a part of a cluster that the heavy work is sent to.
    #[command(subcommand)]
    Cluster(cluster::Cluster),
    /// Prints the OpenAPI document.
    Openapi,
    /// Prints the policies that the program brings, to write one's own from.
    Policies,
}

/// An error with what caused it, in one line; a cause that only says again what stands before it is left out.
pub fn one_line(error: &anyhow::Error) -> String {
    let mut line = String::new();
    for cause in error.chain() {
        let words = cause.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
        if !line.contains(&words) {
            line.push_str(if line.is_empty() { "" } else { ": " });
            line.push_str(&words);
        }
    }
    line
}

/// Runs a command.
pub fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let place = Place::at(&cli.at.data, cli.at.database.as_deref())?;
    let runtime = tokio::runtime::Runtime::new()?;
    let done = runtime.block_on(async {
        match cli.command {
            Command::Serve(serve) => serve.run(&place, cli.json).await,
            Command::Init => init::run(&place, cli.json).await,
            Command::Migrate => migrate::run(&place, cli.json).await,
            Command::User(user) => user.run(&place, cli.json).await,
            Command::Backup(backup) => backup.run(&place, cli.json).await,
            Command::Restore(restore) => restore.run(&place, cli.json).await,
            Command::Audit(audit) => audit.run(&place, cli.json).await,
            Command::Doctor => doctor::run(&place, cli.json).await,
            Command::Cluster(cluster) => cluster.run(&place, cli.json).await,
            Command::Openapi => openapi::run().await,
            Command::Policies => policies::run(cli.json).await,
            Command::Import(import) => import.run(&place, cli.json).await,
            Command::Measure(measure) => measure.run(&place, cli.json).await,
            Command::Progress(progress) => progress.run(&place, cli.json).await,
            Command::Watch => watch::run(&place, cli.json).await,
            Command::Explain(explain) => explain.run(&place, cli.json).await,
            Command::Report(report) => report.run(&place, cli.json).await,
            Command::Demo(demo) => demo.run(&place, cli.json).await,
        }
    });
    done.map_err(told)
}

/// A language on the command line: zh or en.
pub fn spoken(word: &str) -> Result<Lang, String> {
    match word {
        "zh" => Ok(Lang::Zh),
        "en" => Ok(Lang::En),
        _ => Err("可以是 zh 或 en · zh or en is expected".to_owned()),
    }
}

/// The conditions of `--where DIM=VALUE`, which may be given several times.
pub fn conditions(written: &[String]) -> anyhow::Result<Where> {
    let mut filters = Where::new();
    for filter in written {
        let (dim, value) = filter.split_once('=').with_context(|| {
            format!("--where {filter}：应写成 维度=值，如 site=M01 · --where {filter}: DIM=VALUE is expected, such as site=M01")
        })?;
        filters.entry(dim.to_owned()).or_default().push(value.to_owned());
    }
    Ok(filters)
}

/// What was refused, in one line and in both languages, with every field that is wrong.
pub fn refused(failure: Failure) -> anyhow::Error {
    let refusal = match failure {
        Failure::Refused(refusal) => refusal,
        Failure::Fault(error) => return error.context("程序内部错误 · a fault of the program"),
    };
    let mut texts: Vec<&Text> = refusal.errors.iter().map(|error| &error.text).collect();
    texts.dedup();
    if texts.is_empty() {
        texts.push(&refusal.text);
    }
    let said = |of: fn(&Text) -> &str, between: &str| texts.iter().map(|text| of(text)).collect::<Vec<_>>().join(between);
    anyhow::anyhow!("{} · {}", said(|t| &t.zh, "；"), said(|t| &t.en, "; "))
}

/// A full disk is said in words that help, wherever it was met.
fn told(error: anyhow::Error) -> anyhow::Error {
    let words = format!("{error:#}");
    if is_full(&words) && !words.contains("磁盘已满") {
        return anyhow::anyhow!(
            "磁盘已满，没有保存；请清理磁盘空间后重试 · the disk is full and nothing was kept; free some space and try again"
        );
    }
    error
}
