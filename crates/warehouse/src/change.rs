//! Changes facts that are there: replaces days, undoes a batch. Files never change; those that lose rows are written
//! anew without them, in the same atomic step.

use crate::error::{Outcome, failed};
use crate::facts::Kind;
use crate::store::Store;
use crate::table::{Entry, View};
use crate::write::FileWriter;
use chrono::NaiveDate;
use datafusion::arrow::array::{Array, AsArray, BooleanArray};
use datafusion::arrow::compute::{concat_batches, filter_record_batch};
use datafusion::arrow::datatypes::Date32Type;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use object_store::ObjectStoreExt;
use object_store::path::Path;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Which rows go.
#[derive(Debug, Clone)]
pub(crate) enum Doomed {
    /// All rows of a batch.
    Batch(String),
    /// Rows of a source on the days, sites and channels that a new file of that source covers.
    Days { source: String, covered: Covered },
}

/// Days of every site and channel that a load has facts for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Covered(HashMap<String, HashMap<Option<String>, HashSet<i32>>>);

impl Covered {
    pub(crate) fn add(&mut self, kind: Kind, rows: &RecordBatch) {
        let days = rows["day"].as_primitive::<Date32Type>().values();
        let sites = rows["site"].as_string_view();
        let channels = (kind == Kind::Sales).then(|| rows["channel"].as_string_view());
        let mut last: Option<(usize, i32)> = None;
        for (row, day) in days.iter().enumerate() {
            let channel = |row: usize| channels.filter(|channels| channels.is_valid(row)).map(|channels| channels.value(row));
            // Rows next to each other are mostly of one day, site and channel.
            let same = |(other, of): (usize, i32)| of == *day && sites.value(other) == sites.value(row) && channel(other) == channel(row);
            if last.is_some_and(same) {
                continue;
            }
            last = Some((row, *day));
            let site = match self.0.get_mut(sites.value(row)) {
                Some(site) => site,
                None => self.0.entry(sites.value(row).to_string()).or_default(),
            };
            site.entry(channel(row).map(String::from)).or_default().insert(*day);
        }
    }

    fn has(&self, site: &str, channel: Option<&str>, day: i32) -> bool {
        let Some(channels) = self.0.get(site) else { return false };
        channels.iter().any(|(name, days)| name.as_deref() == channel && days.contains(&day))
    }

    fn period(&self) -> Option<(NaiveDate, NaiveDate)> {
        let days = || self.0.values().flat_map(|channels| channels.values()).flatten();
        let date = |day: &i32| Date32Type::to_naive_date_opt(*day);
        days().min().and_then(date).zip(days().max().and_then(date))
    }
}

impl Doomed {
    fn may_be_in(&self, entry: &Entry) -> bool {
        match self {
            Doomed::Batch(batch) => entry.may_hold_batch(batch),
            Doomed::Days { source, covered } => covered.period().is_some_and(|(from, to)| entry.may_hold(source, from, to)),
        }
    }

    /// For each row whether it stays.
    fn stays(&self, kind: Kind, rows: &RecordBatch) -> BooleanArray {
        match self {
            Doomed::Batch(batch) => {
                let batches = rows["batch"].as_string_view();
                (0..rows.num_rows()).map(|row| Some(batches.value(row) != batch)).collect()
            }
            Doomed::Days { source, covered } => {
                let (sources, sites) = (rows["source"].as_string_view(), rows["site"].as_string_view());
                let days = rows["day"].as_primitive::<Date32Type>().values();
                let channels = (kind == Kind::Sales).then(|| rows["channel"].as_string_view());
                let goes = |row: usize| {
                    let channel = channels.filter(|channels| channels.is_valid(row)).map(|channels| channels.value(row));
                    sources.value(row) == source && covered.has(sites.value(row), channel, days[row])
                };
                (0..rows.num_rows()).map(|row| Some(!goes(row))).collect()
            }
        }
    }
}

/// What taking rows away does to the files of a version.
#[derive(Debug, Default)]
pub(crate) struct Cut {
    pub(crate) removed: Vec<Arc<Entry>>,
    /// Files written anew with the rows that stay.
    pub(crate) rewritten: Vec<Entry>,
    /// Rows taken away.
    pub(crate) rows: u64,
}

/// Writes the files of a version anew without the doomed rows. The files become visible with the next commit.
pub(crate) async fn cut(writer: &FileWriter, view: &View, doomed: &Doomed) -> Outcome<Cut> {
    let mut cut = Cut::default();
    for entry in view.entries.iter().filter(|entry| doomed.may_be_in(entry)) {
        let rows = rows_of(&writer.store, writer.kind, entry).await?;
        let stays = doomed.stays(writer.kind, &rows);
        let going = stays.len() - stays.true_count();
        if going == 0 {
            continue;
        }
        cut.rows += going as u64;
        cut.removed.push(entry.clone());
        if stays.true_count() > 0 {
            let kept = filter_record_batch(&rows, &stays).map_err(failed)?;
            cut.rewritten.push(writer.write(vec![kept]).await?);
        }
    }
    Ok(cut)
}

/// All rows of a file.
pub(crate) async fn rows_of(store: &Store, kind: Kind, entry: &Entry) -> Outcome<RecordBatch> {
    let path = Path::from(format!("{}/{}", kind.name(), entry.path));
    let bytes = store.home.get(&path).await.map_err(failed)?.bytes().await.map_err(failed)?;
    let read = move || {
        let reader = ParquetRecordBatchReaderBuilder::try_new(bytes).map_err(failed)?;
        let batches: Result<Vec<RecordBatch>, _> = reader.with_batch_size(64 << 10).build().map_err(failed)?.collect();
        concat_batches(&kind.schema(), &batches.map_err(failed)?).map_err(failed)
    };
    tokio::task::spawn_blocking(read).await.map_err(failed)?
}
