//! Loads a file: reads and checks all of it, writes files nobody sees, and makes them visible in one atomic step.

use super::buckets::Buckets;
use super::prepare::{Identity, prepare};
use super::reader::Counts;
use super::source::Opened;
use super::stream::{Sink, Summary, Watch, stream};
use super::{Directory, Profile, Refusal, Target};
use crate::change::{Covered, Cut, Doomed, cut};
use crate::error::{Outcome, failed};
use crate::facts::{Kind, MONEY_SCALE, QUANTITY_SCALE};
use crate::table::{BatchState, Change, Entry, Table, batch_state};
use crate::write::FileWriter;
use crate::{Batch, Version, Warehouse, WarehouseError};
use chrono::{DateTime, NaiveDate, Utc};
use datafusion::arrow::record_batch::RecordBatch;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use tokio::task::JoinSet;

/// Files written at the same time.
const WRITING_MAX: usize = 2;

/// How a file is loaded.
#[derive(Debug, Clone, Default)]
pub struct LoadOptions {
    /// The source the facts belong to, mostly the id of the saved profile. Days are replaced within a source.
    pub source: String,
    /// The key by which the same load is recognised; the content of the file when absent.
    pub key: Option<String>,
    /// Whether the days of the file replace what the source had for them, for the same sites and channels.
    pub replace: bool,
    /// Whether refused rows are left out; otherwise one refused row refuses the file.
    pub skip_refused: bool,
    pub directory: Directory,
}

/// A load that was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    pub batch: Batch,
    pub counts: Counts,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub total: Totals,
    /// Facts that the file replaced.
    pub replaced: u64,
    /// The first of the refused rows that were left out.
    pub refusals: Vec<Refusal>,
    /// Names that were not in the directory and were kept, with their rows.
    pub unknown: Vec<(Target, String, u64)>,
    /// Codes of the sites that have facts of the file.
    pub sites: BTreeSet<String>,
    pub version: Version,
}

/// Sums of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Yuan.
    pub amount: Decimal,
    pub quantity: Decimal,
    pub visitors: i64,
}

impl Totals {
    pub(crate) fn of(summary: &Summary) -> Totals {
        let exact = |number: i128, scale: u32| Decimal::try_from_i128_with_scale(number, scale).unwrap_or_default();
        Totals { amount: exact(summary.amount, MONEY_SCALE), quantity: exact(summary.quantity, QUANTITY_SCALE), visitors: summary.visitors }
    }
}

impl Warehouse {
    /// Loads a file as a profile says. Refused, stopped or failed, it leaves everything as it was.
    pub async fn load(
        &self,
        file: &Path,
        profile: &Profile,
        options: &LoadOptions,
        now: DateTime<Utc>,
        watch: Watch<'_>,
    ) -> Outcome<Loaded> {
        let table = self.table(profile.kind);
        let (path, sheet, row) = (file.to_owned(), profile.sheet.clone(), profile.header_row);
        let open = move || Opened::open(&path, sheet.as_deref(), row);
        let opened = tokio::task::spawn_blocking(open).await.map_err(failed)??;
        let batch = self.new_batch(&opened, profile, options).await?;
        let identity = Identity { source: options.source.clone(), batch: batch.to_string() };
        let reader = Arc::new(prepare(&opened, profile, options.directory.clone(), identity)?);
        let writer = FileWriter::new(profile.kind, &self.store, &self.engines.near, now);
        let mut work = Work {
            writer: &writer,
            skip_refused: options.skip_refused,
            buckets: Buckets::default(),
            covered: Covered::default(),
            files: JoinSet::new(),
            entries: Vec::new(),
        };
        let read = stream(&opened, reader, watch, &mut work).await;
        let written = match read {
            Ok(summary) => work.finish(summary).await,
            Err(error) => {
                work.settle().await;
                Err(error)
            }
        };
        let (summary, entries, covered) = match written {
            Ok(written) => written,
            Err(error) => {
                writer.discard().await;
                return Err(error);
            }
        };
        let doomed = options.replace.then(|| Doomed::Days { source: options.source.clone(), covered });
        let (replaced, version) = publish(table, &writer, batch, entries, doomed, now).await?;
        self.changed(profile.kind);
        Ok(loaded(batch, summary, replaced, self.version_with(profile.kind, version)))
    }

    /// The batch a file would become, or the batch it already is.
    pub(crate) async fn new_batch(&self, opened: &Opened, profile: &Profile, options: &LoadOptions) -> Outcome<Batch> {
        let table = self.table(profile.kind);
        // A key belongs to its source; content is the same content whatever the profile is called.
        let (source, key) = match &options.key {
            Some(key) => (options.source.as_str(), key.clone()),
            None => ("", content_key(opened, profile).await?),
        };
        table.refresh().await?;
        let snapshot = table.snapshot().await;
        // A batch that was undone may be loaded again, as the next batch of the same key.
        for time in 0_u32.. {
            let batch = Batch::of(profile.kind, source, &key, time);
            match batch_state(table, &snapshot, batch).await? {
                BatchState::Unknown => return Ok(batch),
                BatchState::Loaded => return Err(WarehouseError::Already(batch)),
                BatchState::Undone => {}
            }
        }
        unreachable!("a file is not undone four billion times")
    }
}

/// Facts on their way into files.
struct Work<'a> {
    writer: &'a FileWriter,
    skip_refused: bool,
    buckets: Buckets,
    covered: Covered,
    files: JoinSet<Outcome<Entry>>,
    entries: Vec<Entry>,
}

impl Sink for Work<'_> {
    async fn take(&mut self, facts: RecordBatch, summary: &Summary) -> Outcome<()> {
        // Once the file is refused only its faults are still of interest.
        if summary.counts.refused > 0 && !self.skip_refused {
            return Ok(());
        }
        self.covered.add(self.writer.kind, &facts);
        for file in self.buckets.add(facts)? {
            self.write(file).await?;
        }
        Ok(())
    }
}

impl Work<'_> {
    async fn write(&mut self, file: Vec<RecordBatch>) -> Outcome<()> {
        while self.files.len() >= WRITING_MAX {
            self.join().await?;
        }
        let writer = self.writer.clone();
        self.files.spawn(async move { writer.write(file).await });
        Ok(())
    }

    /// Waits for the files that are being written, so that they can be taken back.
    async fn settle(&mut self) {
        while self.files.join_next().await.is_some() {}
    }

    async fn join(&mut self) -> Outcome<()> {
        if let Some(file) = self.files.join_next().await {
            self.entries.push(file.map_err(failed)??);
        }
        Ok(())
    }

    async fn finish(mut self, mut summary: Summary) -> Outcome<(Summary, Vec<Entry>, Covered)> {
        let refused = match (summary.counts.refused > 0 && !self.skip_refused, summary.counts.facts) {
            (true, _) => Some(WarehouseError::Refused { counts: summary.counts, first: std::mem::take(&mut summary.refusals) }),
            (false, 0) => Some(WarehouseError::NothingToLoad),
            (false, _) => summary.unknown.too_many().map(WarehouseError::TooManyNames),
        };
        if let Some(refused) = refused {
            self.settle().await;
            return Err(refused);
        }
        let rest = std::mem::take(&mut self.buckets).rest();
        let written = async {
            for file in rest {
                self.write(file).await?;
            }
            while !self.files.is_empty() {
                self.join().await?;
            }
            Ok(())
        };
        if let Err(error) = written.await {
            self.settle().await;
            return Err(error);
        }
        Ok((summary, self.entries, self.covered))
    }
}

/// Makes the files visible, and takes away the rows they replace, in one step.
async fn publish(
    table: &Table,
    writer: &FileWriter,
    batch: Batch,
    entries: Vec<Entry>,
    doomed: Option<Doomed>,
    now: DateTime<Utc>,
) -> Outcome<(u64, u64)> {
    let replaced = std::sync::atomic::AtomicU64::new(0);
    let (entries, doomed, counted) = (&entries, &doomed, &replaced);
    let published = table
        .commit(now, |snapshot, view| async move {
            // Two loads of one file may run at once; the second to come here finds the first in the log.
            if batch_state(table, &snapshot, batch).await? != BatchState::Unknown {
                return Err(WarehouseError::Already(batch));
            }
            let cut = match doomed {
                Some(doomed) => cut(writer, &view, doomed).await?,
                None => Cut::default(),
            };
            counted.store(cut.rows, std::sync::atomic::Ordering::Relaxed);
            let added = entries.iter().cloned().chain(cut.rewritten).collect();
            Ok(Some(Change { added, removed: cut.removed, batch: Some((batch, BatchState::Loaded)), new_data: true }))
        })
        .await;
    match published {
        Ok(version) => Ok((replaced.into_inner(), version)),
        // A storage that failed may have written all the same, so the files stay; the sweep knows.
        Err(error @ WarehouseError::Failed(_)) => Err(error),
        Err(error) => {
            writer.discard().await;
            Err(error)
        }
    }
}

/// What makes a file the same file: its content, the sheet that is read and the site it is said to be of.
async fn content_key(opened: &Opened, profile: &Profile) -> Outcome<String> {
    let mut hash = blake3::Hasher::new();
    for said in [
        profile.sheet.as_deref(),
        profile.constants.get(&Target::Site).map(String::as_str),
        profile.constants.get(&Target::Channel).map(String::as_str),
    ] {
        hash.update(said.unwrap_or_default().as_bytes());
        hash.update(&[0]);
    }
    let path = opened.path.clone();
    let read = move || Ok::<_, std::io::Error>(hash.update_reader(std::fs::File::open(path)?)?.finalize());
    let digest = tokio::task::spawn_blocking(read).await.map_err(failed)?.map_err(failed)?;
    Ok(digest.to_hex().to_string())
}

impl Batch {
    /// The batch of a source and key, or of a content; the same for everyone who loads the same file.
    fn of(kind: Kind, source: &str, key: &str, time: u32) -> Batch {
        let mut hash = Sha256::new();
        for part in [kind.name().as_bytes(), source.as_bytes(), key.as_bytes(), &time.to_be_bytes()] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        let digest = hash.finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Batch(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

fn loaded(batch: Batch, summary: Summary, replaced: u64, version: Version) -> Loaded {
    Loaded {
        batch,
        counts: summary.counts,
        from: summary.first_day.unwrap_or_default(),
        to: summary.last_day.unwrap_or_default(),
        total: Totals::of(&summary),
        replaced,
        refusals: summary.refusals,
        unknown: summary.unknown.kept(),
        sites: summary.sites,
        version,
    }
}
