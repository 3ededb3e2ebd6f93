//! The query engine and its limits: memory, helpers at work at the same time, and what it keeps of file footers.

use crate::error::{Outcome, failed};
use crate::store::Store;
use datafusion::datasource::object_store::ObjectStoreUrl;
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};
use object_store::path::Path;
use std::sync::Arc;

/// Bytes the questions running at one moment may hold together; what needs more goes to temporary files.
const MEMORY_BYTES: usize = 512 << 20;
/// Footers of fact files kept ready.
const FOOTER_BYTES: usize = 64 << 20;
/// The name under which the engine finds the warehouse's storage.
pub(crate) const ADDRESS: &str = "warehouse://facts";

/// The engine of this program, and that of a cluster where there is one.
#[derive(Clone)]
pub(crate) struct Engines {
    pub(crate) near: Engine,
    pub(crate) far: Option<Engine>,
    share: Share,
}

/// What is sent to a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Share {
    /// Sums of whole months, which are made again in the background; pages are answered here, where the day sums are.
    #[default]
    Rebuilds,
    /// Every question too, answered from the facts alone.
    Everything,
}

impl Engines {
    pub(crate) fn near(engine: Engine) -> Engines {
        Engines { near: engine, far: None, share: Share::default() }
    }

    #[cfg(feature = "cluster")]
    pub(crate) fn and(self, far: Engine, share: Share) -> Engines {
        Engines { far: Some(far), share, ..self }
    }

    /// Whether questions are answered elsewhere.
    pub(crate) fn far_asked(&self) -> bool {
        self.asked().far.is_some()
    }

    /// The engine that answers questions.
    pub(crate) fn asked(&self) -> &Engine {
        match (&self.far, self.share) {
            (Some(far), Share::Everything) => far,
            _ => &self.near,
        }
    }
}

/// An engine; clones share everything.
#[derive(Clone)]
pub(crate) struct Engine {
    pub(crate) session: SessionContext,
    pub(crate) address: ObjectStoreUrl,
    pub(crate) workers: usize,
    /// Where the work is done by other programs, the folder of the warehouse in the storage: they read files, and know nothing
    /// of what lies in the memory of this one.
    pub(crate) far: Option<Path>,
}

impl Engine {
    pub(crate) fn new(store: &Store) -> Outcome<Engine> {
        let workers = std::thread::available_parallelism().map_or(2, |cores| cores.get()).min(8);
        let runtime = RuntimeEnvBuilder::new()
            .with_memory_pool(Arc::new(FairSpillPool::new(MEMORY_BYTES)))
            .with_metadata_cache_limit(FOOTER_BYTES)
            .build_arc()
            .map_err(failed)?;
        let mut config = SessionConfig::new().with_target_partitions(workers).with_information_schema(false).with_collect_statistics(false);
        let parquet = &mut config.options_mut().execution.parquet;
        // Filters inside the file reader have given wrong answers in releases of this engine (its issues 24352,
        // 24109 and 20267), so they stay off; whole row groups are still passed over by their statistics.
        parquet.pushdown_filters = false;
        parquet.reorder_filters = false;
        let session = SessionContext::new_with_config_rt(config, runtime);
        let address = ObjectStoreUrl::parse(ADDRESS).map_err(failed)?;
        session.register_object_store(address.as_ref(), store.home.clone());
        Ok(Engine { session, address, workers, far: None })
    }
}
