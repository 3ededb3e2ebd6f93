//! Questions on many machines: Ballista cuts the plan of a question into stages and runs them on executors.
//!
//! All three parts, the one that asks, the scheduler and the executors, find the storage of the warehouse under the same
//! name, and read the files of a version as an external table. They are one program started in three ways, so they hold the
//! same functions; a cluster of other builds would fail at reading the plan, not at its answer.

use crate::engine::{ADDRESS, Engine};
use crate::error::{Outcome, failed};
use crate::store::{Storage, Store};
use ballista::prelude::{SessionConfigExt, SessionContextExt};
use ballista_core::error::BallistaError;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use datafusion::datasource::object_store::ObjectStoreUrl;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::execution::{SessionState, SessionStateBuilder};
use datafusion::prelude::{SessionConfig, SessionContext};
use futures::FutureExt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// Into how many parts a stage is cut: a few for each of some executors, and not many tiny ones.
const PARTS: usize = 8;
/// How long an executor keeps what others fetch from it, and how often it looks for what is older, in seconds.
const KEPT_SECONDS: u64 = 3600;
const TIDIED_EVERY_SECONDS: u64 = 600;

/// How an executor is run.
pub struct Executor {
    /// Where it is reached by the scheduler, the other executors and those who ask.
    pub bind: SocketAddr,
    /// The port at which the scheduler hands over work.
    pub control: u16,
    /// The name or address by which it is reached, where that is another one than it binds.
    pub host: Option<String>,
    /// Host and port of the scheduler; the executor waits for it.
    pub scheduler: (String, u16),
    /// Where it keeps what passes from one stage to the next.
    pub work: PathBuf,
    /// Stages run at the same time.
    pub cores: usize,
}

impl Engine {
    /// The engine of a cluster; nothing is sent to it before the first question.
    pub(crate) fn on_cluster(store: &Store, scheduler: &str) -> Outcome<Engine> {
        let state = state(&runtime(store, None)?, config());
        let session = SessionContext::remote_with_state(scheduler, state).now_or_never();
        let session = session.ok_or_else(|| failed("the session of a cluster is made without waiting"))?.map_err(failed)?;
        let (_, folder) = store.listed()?;
        Ok(Engine { session, address: ObjectStoreUrl::parse(ADDRESS).map_err(failed)?, workers: PARTS, far: Some(folder) })
    }
}

/// Runs the scheduler of a cluster over a storage until the program is ended. Executors report to it under its name `host`.
pub async fn schedule(storage: &Storage, bind: SocketAddr, host: String) -> Outcome<()> {
    let runtime = runtime(&Store::open(storage)?, None)?;
    let config = SchedulerConfig {
        bind_host: bind.ip().to_string(),
        bind_port: bind.port(),
        external_host: host,
        override_config_producer: Some(Arc::new(config)),
        override_session_builder: Some(Arc::new(move |config| Ok(state(&runtime, config)))),
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await.map_err(failed)?;
    start_server(cluster, bind, Arc::new(config)).await.map_err(failed)
}

/// Runs an executor of a cluster over a storage until the program is ended.
pub async fn execute(storage: &Storage, executor: Executor) -> Outcome<()> {
    let runtime = runtime(&Store::open(storage)?, Some(executor.work.clone()))?;
    let (scheduler_host, scheduler_port) = executor.scheduler;
    let config = ExecutorProcessConfig {
        bind_host: executor.bind.ip().to_string(),
        port: executor.bind.port(),
        grpc_port: executor.control,
        external_host: executor.host,
        scheduler_host,
        scheduler_port,
        // Any number but zero waits for the scheduler.
        scheduler_connect_timeout_seconds: 1,
        vcores: executor.cores,
        work_dir: Some(executor.work.to_string_lossy().into_owned()),
        job_data_ttl_seconds: KEPT_SECONDS,
        job_data_clean_up_interval_seconds: TIDIED_EVERY_SECONDS,
        override_config_producer: Some(Arc::new(config)),
        override_runtime_producer: Some(Arc::new(move |_| Ok(runtime.clone()))),
        ..ExecutorProcessConfig::default()
    };
    start_executor_process(Arc::new(config)).await.map_err(|error: BallistaError| failed(error))
}

/// What all parts of a cluster agree on. The filters inside the file reader stay off here too (see `engine.rs`), and plans stay as
/// they are made: Ballista 55.0.0 plans a join anew without end once one of its sides turns out to be empty.
fn config() -> SessionConfig {
    let config = SessionConfig::new_with_ballista().with_target_partitions(PARTS).with_information_schema(false);
    let mut config = config.with_ballista_adaptive_query_planner(false);
    let parquet = &mut config.options_mut().execution.parquet;
    parquet.pushdown_filters = false;
    parquet.reorder_filters = false;
    config
}

fn state(runtime: &Arc<RuntimeEnv>, config: SessionConfig) -> SessionState {
    SessionStateBuilder::new().with_default_features().with_config(config).with_runtime_env(runtime.clone()).build()
}

/// A runtime that knows the storage of the warehouse.
fn runtime(store: &Store, scratch: Option<PathBuf>) -> Outcome<Arc<RuntimeEnv>> {
    let mut builder = RuntimeEnvBuilder::new();
    if let Some(scratch) = scratch {
        builder = builder.with_temp_file_path(scratch);
    }
    let runtime = builder.build_arc().map_err(failed)?;
    let (storage, _) = store.listed()?;
    runtime.register_object_store(ObjectStoreUrl::parse(ADDRESS).map_err(failed)?.as_ref(), storage);
    Ok(runtime)
}
