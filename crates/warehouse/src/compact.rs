//! Puts small files together. A hundred stores that send a file a day would leave forty thousand files in a year, and
//! every question would have to open them.

use crate::Warehouse;
use crate::change::rows_of;
use crate::error::Outcome;
use crate::facts::Kind;
use crate::load::FILE_ROWS;
use crate::table::{Change, Entry, View};
use crate::write::FileWriter;
use chrono::{DateTime, Datelike, Utc};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A file with fewer rows is small.
const SMALL_ROWS: u64 = FILE_ROWS as u64 / 4;
/// Small files of one month that are worth putting together.
const FILES_MIN: usize = 8;

impl Warehouse {
    /// Puts the small files of the fullest month together; answers how many files went into fewer. The facts stay the
    /// same, old versions keep their files. Meant to be called by the clock until it answers zero.
    pub async fn compact(&self, kind: Kind, now: DateTime<Utc>) -> Outcome<usize> {
        let writer = FileWriter::new(kind, &self.store, &self.engines.near, now);
        let (writer, merged) = (&writer, &std::sync::atomic::AtomicUsize::new(0));
        let done = self
            .table(kind)
            .commit(now, |_, view| async move {
                let small = fullest_month(&view);
                merged.store(small.len(), std::sync::atomic::Ordering::Relaxed);
                if small.is_empty() {
                    return Ok(None);
                }
                let mut rows = Vec::with_capacity(small.len());
                for entry in &small {
                    rows.push(rows_of(&writer.store, kind, entry).await?);
                }
                let added = vec![writer.write(rows).await?];
                Ok(Some(Change { added, removed: small, batch: None, new_data: false }))
            })
            .await;
        done?;
        self.changed(kind);
        Ok(merged.load(std::sync::atomic::Ordering::Relaxed))
    }
}

/// The small files of the month that has most of them, up to the rows of one file; none when no month has many.
fn fullest_month(view: &View) -> Vec<Arc<Entry>> {
    let mut months: BTreeMap<(i32, u32), Vec<Arc<Entry>>> = BTreeMap::new();
    for entry in view.entries.iter().filter(|entry| entry.rows < SMALL_ROWS) {
        months.entry((entry.first_day.year(), entry.first_day.month())).or_default().push(entry.clone());
    }
    let fullest = months.into_values().max_by_key(Vec::len).filter(|files| files.len() >= FILES_MIN);
    let mut rows = 0;
    let within = |entry: &Arc<Entry>| {
        rows += entry.rows;
        rows <= FILE_ROWS as u64
    };
    fullest.unwrap_or_default().into_iter().take_while(within).collect()
}
