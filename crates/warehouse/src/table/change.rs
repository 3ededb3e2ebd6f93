//! Writes a change into the log in one atomic step: readers see all of it or nothing.

use super::{Entry, Table, View};
use crate::Batch;
use crate::error::{Outcome, failed};
use chrono::{DateTime, Utc};
use deltalake_core::kernel::transaction::{CommitData, TransactionError};
use deltalake_core::kernel::{Action, EagerSnapshot, Transaction};
use deltalake_core::logstore::CommitOrBytes;
use deltalake_core::protocol::{DeltaOperation, SaveMode, checkpoints};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// How often a change is drawn up again because another writer came first.
const TRIES_MAX: usize = 50;
const CHECKPOINT_EVERY: u64 = 20;

/// What the log knows about a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BatchState {
    Unknown,
    Loaded,
    Undone,
}

impl BatchState {
    fn number(self) -> i64 {
        match self {
            BatchState::Unknown => 0,
            BatchState::Loaded => 1,
            BatchState::Undone => 2,
        }
    }
}

/// Files that come and go together, and what becomes of a batch by it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Change {
    pub(crate) added: Vec<Entry>,
    pub(crate) removed: Vec<Arc<Entry>>,
    pub(crate) batch: Option<(Batch, BatchState)>,
    /// False when the same rows only move to other files.
    pub(crate) new_data: bool,
}

/// What the log knows about a batch in a snapshot.
pub(crate) async fn batch_state(table: &Table, snapshot: &EagerSnapshot, batch: Batch) -> Outcome<BatchState> {
    let state = snapshot.transaction_version(table.log.as_ref(), batch).await.map_err(failed)?;
    Ok(match state {
        None | Some(0) => BatchState::Unknown,
        Some(1) => BatchState::Loaded,
        Some(_) => BatchState::Undone,
    })
}

impl Table {
    /// Draws up a change on the newest version and writes it as the next one, whose number is the answer. When another
    /// writer comes first, the change is drawn up again on what that writer left, so it never rests on files that are
    /// gone. Nothing is written when there is nothing to change.
    pub(crate) async fn commit<D, F>(&self, now: DateTime<Utc>, draw: D) -> Outcome<u64>
    where
        D: Fn(EagerSnapshot, Arc<View>) -> F + Send,
        F: Future<Output = Outcome<Option<Change>>> + Send,
    {
        let _turn = self.turn.lock().await;
        for _ in 0..TRIES_MAX {
            let view = self.refresh().await?;
            let Some(change) = draw(self.snapshot().await, view.clone()).await? else { return Ok(view.version) };
            let mark = Uuid::now_v7().to_string();
            let entry = log_entry(&change, now, &mark)?;
            let next = view.version + 1;
            match self.log.write_commit_entry(next, entry, Uuid::nil()).await {
                Ok(()) => return Ok(self.published(next).await),
                // A storage asked again after a lost answer says that the entry exists: it may be our own.
                Err(_) if self.wrote(next, &mark).await => return Ok(self.published(next).await),
                Err(TransactionError::VersionAlreadyExists(_)) => {
                    tracing::debug!(table = self.kind.name(), version = next, "another writer came first");
                }
                Err(error) => return Err(failed(error)),
            }
        }
        Err(failed("other writers keep coming first"))
    }

    /// The change is done; what follows may fail without undoing it.
    async fn published(&self, version: u64) -> u64 {
        if let Err(error) = self.refresh().await {
            tracing::warn!(%error, table = self.kind.name(), version, "the new version could not be read yet");
        }
        self.checkpoint(version).await;
        version
    }

    async fn wrote(&self, version: u64, mark: &str) -> bool {
        match self.log.read_commit_entry(version).await {
            Ok(Some(bytes)) => String::from_utf8_lossy(&bytes).contains(mark),
            _ => false,
        }
    }

    /// Sums up the log from time to time so that opening stays quick; a failure costs only time.
    async fn checkpoint(&self, version: u64) {
        if !version.is_multiple_of(CHECKPOINT_EVERY) {
            return;
        }
        let mut table = deltalake_core::DeltaTable::new(self.log.clone());
        let done = match table.load_version(version).await {
            Ok(()) => checkpoints::create_checkpoint(&table, None).await,
            Err(error) => Err(error),
        };
        if let Err(error) = done {
            tracing::warn!(%error, table = self.kind.name(), version, "the log could not be summed up");
        }
    }
}

/// `mark` makes the entry different from every other.
fn log_entry(change: &Change, now: DateTime<Utc>, mark: &str) -> Outcome<CommitOrBytes> {
    let now_ms = now.timestamp_millis();
    let added = change.added.iter().map(|entry| Action::Add(entry.add(change.new_data)));
    let removed = change.removed.iter().map(|entry| Action::Remove(entry.remove(now_ms, change.new_data)));
    let batch = change.batch.map(|(batch, state)| Transaction::new_with_last_update(batch, state.number(), Some(now_ms)));
    let operation = DeltaOperation::Write { mode: SaveMode::Append, partition_by: None, predicate: None };
    let marks = HashMap::from([("mark".to_string(), serde_json::Value::from(mark))]);
    let data = CommitData::new(removed.chain(added).collect(), operation, marks, batch.into_iter().collect());
    Ok(CommitOrBytes::LogBytes(data.get_bytes().map_err(failed)?))
}
