//! `shuzhi cluster`: the scheduler and the executors of a cluster, the same program on every machine.

use crate::place::Place;
use clap::{Args, Subcommand};
use std::process::ExitCode;

/// A part of a cluster; each runs until it is ended.
#[derive(Subcommand)]
pub enum Cluster {
    /// Shares the work among the executors.
    Scheduler(Scheduler),
    /// Does the work.
    Executor(Executor),
}

#[derive(Args)]
pub struct Scheduler {
    /// Address and port to serve at.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:50050")]
    bind: std::net::SocketAddr,
    /// The name or address by which executors reach it, where that is another one than it binds.
    #[arg(long)]
    host: Option<String>,
}

#[derive(Args)]
pub struct Executor {
    /// Host and port of the scheduler; the executor waits for it.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050")]
    scheduler: String,
    /// Address and port to serve at.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:50051")]
    bind: std::net::SocketAddr,
    /// The port at which the scheduler hands over work.
    #[arg(long, value_name = "PORT", default_value_t = 50052)]
    control: u16,
    /// The name by which others reach this machine, where it is not the address they see.
    #[arg(long)]
    host: Option<String>,
    /// A folder for what passes between stages; without it, one that goes with the executor.
    #[arg(long, value_name = "DIR")]
    work: Option<std::path::PathBuf>,
    /// Stages run at the same time; without it, as many as the machine has cores.
    #[arg(long)]
    cores: Option<std::num::NonZeroUsize>,
}

#[cfg(not(feature = "cluster"))]
impl Cluster {
    pub async fn run(self, _place: &Place, _json: bool) -> anyhow::Result<ExitCode> {
        Err(crate::place::no_cluster())
    }
}

#[cfg(feature = "cluster")]
impl Cluster {
    pub async fn run(self, place: &Place, json: bool) -> anyhow::Result<ExitCode> {
        super::screen::keep_log(json);
        place.facts_must_exist()?;
        match self {
            Cluster::Scheduler(scheduler) => scheduler.run(place).await?,
            Cluster::Executor(executor) => executor.run(place).await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

#[cfg(feature = "cluster")]
impl Scheduler {
    async fn run(self, place: &Place) -> anyhow::Result<()> {
        let host = match self.host {
            Some(host) => host,
            None if self.bind.ip().is_unspecified() => anyhow::bail!(
                "--bind {0}：请再用 --host 写明执行器找到它的地址 · --bind {0}: say with --host by which address executors reach it",
                self.bind
            ),
            None => self.bind.ip().to_string(),
        };
        Ok(warehouse::schedule(&place.storage(), self.bind, host).await?)
    }
}

#[cfg(feature = "cluster")]
impl Executor {
    async fn run(self, place: &Place) -> anyhow::Result<()> {
        use anyhow::Context as _;
        let scheduler = self.scheduler.rsplit_once(':').and_then(|(host, port)| Some((host.to_owned(), port.parse().ok()?)));
        let scheduler = scheduler.with_context(|| {
            format!(
                "--scheduler {0}：应写成 主机:端口，如 10.0.0.8:50050 · --scheduler {0}: HOST:PORT is expected, such as 10.0.0.8:50050",
                self.scheduler
            )
        })?;
        // Held until the executor ends: the folder goes with it.
        let scratch = self.work.is_none().then(tempfile::tempdir).transpose()?;
        let work = self.work.or_else(|| scratch.as_ref().map(|folder| folder.path().to_owned())).unwrap_or_default();
        std::fs::create_dir_all(&work).with_context(|| format!("目录 {0} 无法创建 · the folder {0} cannot be made", work.display()))?;
        let cores = self.cores.map_or_else(|| std::thread::available_parallelism().map_or(2, |cores| cores.get()), |cores| cores.get());
        let executor = warehouse::Executor { bind: self.bind, control: self.control, host: self.host, scheduler, work, cores };
        Ok(warehouse::execute(&place.storage(), executor).await?)
    }
}
