//! What the log keeps about one file, so that questions about other days never open it.

use crate::error::{Outcome, failed};
use chrono::NaiveDate;
use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::compute::{max_string_view, min_string_view};
use datafusion::arrow::datatypes::Date32Type;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::temporal_conversions::date32_to_datetime;
use deltalake_core::kernel::{Add, LogicalFileView, Remove};
use serde_json::{Value, json};
use std::collections::HashMap;

/// A file of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Path within the table's folder.
    pub(crate) path: String,
    pub(crate) bytes: u64,
    pub(crate) rows: u64,
    /// When the file was written, milliseconds since 1970.
    pub(crate) written_ms: i64,
    pub(crate) first_day: NaiveDate,
    pub(crate) last_day: NaiveDate,
    /// Smallest and largest value of the columns that files are told apart by.
    pub(crate) sites: (String, String),
    pub(crate) sources: (String, String),
    pub(crate) batches: (String, String),
    stats: String,
}

impl Entry {
    pub(crate) fn of(file: &LogicalFileView) -> Outcome<Entry> {
        let stats = file.stats().ok_or_else(|| failed(format!("file {} has no statistics", file.path())))?;
        Entry::new(file.path().into_owned(), file.size() as u64, file.modification_time(), stats)
    }

    pub(crate) fn new(path: String, bytes: u64, written_ms: i64, stats: String) -> Outcome<Entry> {
        let parsed: Value = serde_json::from_str(&stats).map_err(failed)?;
        let missing = || failed(format!("the statistics of file {path} are incomplete"));
        let bound = |side: &str, column: &str| parsed[side][column].as_str().map(String::from).ok_or_else(missing);
        let range = |column: &str| Ok::<_, crate::WarehouseError>((bound("minValues", column)?, bound("maxValues", column)?));
        let day = |side: &str| bound(side, "day")?.parse::<NaiveDate>().map_err(failed);
        Ok(Entry {
            rows: parsed["numRecords"].as_u64().ok_or_else(missing)?,
            first_day: day("minValues")?,
            last_day: day("maxValues")?,
            sites: range("site")?,
            sources: range("source")?,
            batches: range("batch")?,
            path,
            bytes,
            written_ms,
            stats,
        })
    }

    /// Whether rows of the batch may be in the file.
    pub(crate) fn may_hold_batch(&self, batch: &str) -> bool {
        (self.batches.0.as_str()..=self.batches.1.as_str()).contains(&batch)
    }

    /// Whether rows of the source within the days may be in the file.
    pub(crate) fn may_hold(&self, source: &str, from: NaiveDate, to: NaiveDate) -> bool {
        (self.sources.0.as_str()..=self.sources.1.as_str()).contains(&source) && self.first_day <= to && self.last_day >= from
    }

    pub(crate) fn add(&self, new_data: bool) -> Add {
        Add {
            path: self.path.clone(),
            partition_values: HashMap::new(),
            size: self.bytes as i64,
            modification_time: self.written_ms,
            data_change: new_data,
            stats: Some(self.stats.clone()),
            tags: None,
            deletion_vector: None,
            base_row_id: None,
            default_row_commit_version: None,
            clustering_provider: None,
        }
    }

    pub(crate) fn remove(&self, now_ms: i64, loses_data: bool) -> Remove {
        Remove {
            path: self.path.clone(),
            data_change: loses_data,
            deletion_timestamp: Some(now_ms),
            extended_file_metadata: Some(true),
            partition_values: Some(HashMap::new()),
            size: Some(self.bytes as i64),
            ..Remove::default()
        }
    }
}

/// The statistics of a file as the log keeps them.
pub(crate) fn stats(rows: &RecordBatch) -> Outcome<String> {
    let (mut min, mut max) = (serde_json::Map::new(), serde_json::Map::new());
    let days = rows["day"].as_primitive::<Date32Type>();
    let text = |day: Option<i32>| day.and_then(date32_to_datetime).map(|at| at.date().to_string());
    min.insert("day".into(), json!(text(datafusion::arrow::compute::min(days))));
    max.insert("day".into(), json!(text(datafusion::arrow::compute::max(days))));
    for column in ["site", "source", "batch"] {
        let texts = rows[column].as_string_view();
        min.insert(column.into(), json!(min_string_view(texts)));
        max.insert(column.into(), json!(max_string_view(texts)));
    }
    let nulls: serde_json::Map<String, Value> =
        ["day", "site", "source", "batch"].map(|column| (column.to_string(), json!(rows[column].null_count()))).into_iter().collect();
    Ok(json!({"numRecords": rows.num_rows(), "minValues": min, "maxValues": max, "nullCount": nulls}).to_string())
}
