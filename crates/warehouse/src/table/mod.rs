//! A table of facts: files that never change, and a log that says which of them belong to each version.

mod change;
mod entry;
mod sweep;

pub(crate) use change::{BatchState, Change, batch_state};
pub(crate) use entry::{Entry, stats};

use crate::error::{Outcome, failed};
use crate::facts::{Kind, delta_columns};
use crate::store::Store;
use deltalake_core::kernel::EagerSnapshot;
use deltalake_core::logstore::LogStoreRef;
use deltalake_core::operations::create::CreateBuilder;
use deltalake_core::protocol::SaveMode;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, RwLock};
use tokio::sync::Mutex;

/// Old versions kept ready for questions about the past.
const PAST_VIEWS_MAX: usize = 8;

/// One table of the warehouse.
pub(crate) struct Table {
    pub(crate) kind: Kind,
    pub(crate) store: Store,
    pub(crate) log: LogStoreRef,
    snapshot: Mutex<EagerSnapshot>,
    now: RwLock<Arc<View>>,
    past: Mutex<VecDeque<Arc<View>>>,
    /// Writers of this process take turns; writers of other processes are kept apart by the log.
    pub(crate) turn: Mutex<()>,
}

/// The files of one version.
#[derive(Debug, Clone)]
pub(crate) struct View {
    pub(crate) version: u64,
    pub(crate) entries: Vec<Arc<Entry>>,
}

impl Table {
    /// Opens the table, makes it when it does not exist.
    pub(crate) async fn open(kind: Kind, store: Store) -> Outcome<Table> {
        let log = store.log(kind.name())?;
        // Removed files and old versions are kept: a report shows the data it was drawn from, years later.
        let settings = [
            ("delta.deletedFileRetentionDuration", "interval 36500 days"),
            ("delta.logRetentionDuration", "interval 36500 days"),
            ("delta.enableExpiredLogCleanup", "false"),
            ("delta.checkpointInterval", "20"),
        ];
        if !log.is_delta_table_location().await.map_err(failed)? {
            let made = CreateBuilder::new()
                .with_log_store(log.clone())
                .with_table_name(kind.name())
                .with_columns(delta_columns(kind))
                .with_configuration(settings.map(|(key, value)| (key, Some(value))))
                .with_save_mode(SaveMode::Ignore)
                .await;
            // Someone else may make the table at the same moment.
            if let Err(error) = made
                && !log.is_delta_table_location().await.map_err(failed)?
            {
                return Err(failed(error));
            }
        }
        let snapshot = EagerSnapshot::try_new(log.as_ref(), None).await.map_err(failed)?;
        let view = Arc::new(view_of(&snapshot, None)?);
        Ok(Table {
            kind,
            store,
            log,
            snapshot: Mutex::new(snapshot),
            now: RwLock::new(view),
            past: Mutex::default(),
            turn: Mutex::default(),
        })
    }

    /// The newest version that this process knows.
    pub(crate) fn now(&self) -> Arc<View> {
        self.now.read().unwrap_or_else(|poisoned| poisoned.into_inner()).clone()
    }

    /// Looks in the log for versions that others wrote.
    pub(crate) async fn refresh(&self) -> Outcome<Arc<View>> {
        let mut snapshot = self.snapshot.lock().await;
        let mut state = deltalake_core::table::state::DeltaTableState::new(snapshot.clone());
        state.update(self.log.as_ref(), None).await.map_err(failed)?;
        *snapshot = state.snapshot().clone();
        let known = self.now();
        if snapshot.version() != known.version {
            let view = Arc::new(view_of(&snapshot, Some(&known))?);
            *self.now.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = view;
        }
        Ok(self.now())
    }

    /// The files of a version of the past.
    pub(crate) async fn at(&self, version: u64) -> Outcome<Option<Arc<View>>> {
        let known = self.now();
        if version == known.version {
            return Ok(Some(known));
        }
        let mut past = self.past.lock().await;
        if let Some(view) = past.iter().find(|view| view.version == version) {
            return Ok(Some(view.clone()));
        }
        if version > known.version && version > self.refresh().await?.version {
            return Ok(None);
        }
        let snapshot = EagerSnapshot::try_new(self.log.as_ref(), Some(version)).await.map_err(failed)?;
        let view = Arc::new(view_of(&snapshot, Some(&known))?);
        past.push_back(view.clone());
        if past.len() > PAST_VIEWS_MAX {
            past.pop_front();
        }
        Ok(Some(view))
    }

    /// The snapshot of the newest version, for reading the log.
    pub(crate) async fn snapshot(&self) -> EagerSnapshot {
        self.snapshot.lock().await.clone()
    }
}

/// Lists the files of a snapshot; what is known of a file from another version is not read again.
fn view_of(snapshot: &EagerSnapshot, known: Option<&View>) -> Outcome<View> {
    let known: HashMap<&str, &Arc<Entry>> =
        known.into_iter().flat_map(|view| &view.entries).map(|entry| (entry.path.as_str(), entry)).collect();
    let files = snapshot.try_log_data().map_err(failed)?;
    let mut entries = Vec::with_capacity(files.num_files());
    for file in files.iter() {
        entries.push(match known.get(file.path().as_ref()) {
            Some(entry) => Arc::clone(entry),
            None => Arc::new(Entry::of(&file)?),
        });
    }
    // The order of files is part of every order of rows, so it must not depend on how the log was read.
    entries.sort_by(|a, b| (a.first_day, &a.path).cmp(&(b.first_day, &b.path)));
    Ok(View { version: snapshot.version(), entries })
}
