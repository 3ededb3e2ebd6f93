//! Writes facts into files: sorted by day and site, with the day sums beside them.

use crate::engine::Engine;
use crate::error::{Outcome, failed};
use crate::facts::Kind;
use crate::rollup;
use crate::store::Store;
use crate::table::{Entry, stats};
use chrono::{DateTime, Utc};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, UInt32Array};
use datafusion::arrow::compute::{SortColumn, concat_batches, lexsort_to_indices, take_record_batch};
use datafusion::arrow::datatypes::{Date32Type, Int64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, Encoding, ZstdLevel};
use datafusion::parquet::file::properties::{EnabledStatistics, WriterProperties};
use datafusion::parquet::schema::types::ColumnPath;
use foldhash::quality::RandomState;
use indexmap::IndexSet;
use object_store::ObjectStoreExt;
use object_store::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Rows after which a row group ends: questions about a day or a site read only the groups that have it.
const GROUP_ROWS: usize = 128 << 10;

/// Rows of a page: where a file is asked for one site of it, the pages of others are passed over.
const PAGE_ROWS: usize = 8 << 10;
/// Columns whose pages are told apart in the footer: the order of rows is by these.
const PAGED: [&str; 2] = ["day", "site"];

/// Writes the files of one change. Files are invisible until the log names them.
#[derive(Clone)]
pub(crate) struct FileWriter {
    pub(crate) kind: Kind,
    pub(crate) store: Store,
    pub(crate) engine: Engine,
    /// Folder of the files of this change within the table.
    folder: Arc<str>,
    written: Arc<AtomicUsize>,
    now: DateTime<Utc>,
}

impl FileWriter {
    pub(crate) fn new(kind: Kind, store: &Store, engine: &Engine, now: DateTime<Utc>) -> FileWriter {
        // Every attempt has a folder of its own, so two writers never touch the same path.
        let folder = format!("{}-{}", now.format("%Y%m"), uuid::Uuid::now_v7().simple()).into();
        FileWriter { kind, store: store.clone(), engine: engine.clone(), folder, written: Arc::default(), now }
    }

    /// Sorts the rows and writes them as one file.
    pub(crate) async fn write(&self, batches: Vec<RecordBatch>) -> Outcome<Entry> {
        let kind = self.kind;
        let encode = move || {
            let rows = sorted(concat_batches(&kind.schema(), &batches).map_err(failed)?)?;
            drop(batches);
            Ok::<_, crate::WarehouseError>((stats(&rows)?, parquet(&rows)?, rows))
        };
        let (stats, bytes, rows) = tokio::task::spawn_blocking(encode).await.map_err(failed)??;
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let entry = Entry::new(format!("{}/{number:05}.parquet", self.folder), bytes.len() as u64, self.now.timestamp_millis(), stats)?;
        let path = Path::from(format!("{}/{}", kind.name(), entry.path));
        self.store.home.put(&path, bytes.into()).await.map_err(failed)?;
        if kind == Kind::Sales {
            let sums = rollup::of_rows(&self.engine, rows).await?;
            rollup::write(&self.store, &entry.path, &sums).await?;
        }
        Ok(entry)
    }

    /// Takes back everything written, after a refusal. What cannot be taken back now is swept later.
    pub(crate) async fn discard(&self) {
        for number in 0..self.written.load(Ordering::Relaxed) {
            let name = format!("{}/{number:05}.parquet", self.folder);
            let rollup = rollup::path(&name);
            for path in [Path::from(format!("{}/{name}", self.kind.name())), rollup] {
                if let Err(error) = self.store.home.delete(&path).await
                    && !matches!(error, object_store::Error::NotFound { .. })
                {
                    tracing::warn!(%error, %path, "a file left over from a refused load could not be taken away");
                }
            }
        }
    }
}

/// The rows in the order of their day, site and line of origin.
fn sorted(rows: RecordBatch) -> Outcome<RecordBatch> {
    let order = if in_order_of_lines(&rows) {
        match by_day_and_site(&rows) {
            Some(order) => order,
            None => return Ok(rows),
        }
    } else {
        let key = |name: &str| SortColumn { values: rows[name].clone(), options: None };
        let mut keys: Vec<SortColumn> = ["day", "site", "batch", "line"].map(key).into();
        keys.extend(rows.column_by_name("returned").map(|values: &ArrayRef| SortColumn { values: values.clone(), options: None }));
        lexsort_to_indices(&keys, None).map_err(failed)?
    };
    take_record_batch(&rows, &order).map_err(failed)
}

/// Whether the rows are of one batch and in the order of its lines, as a file that is loaded hands them over; refunds
/// then follow the sale they belong to.
fn in_order_of_lines(rows: &RecordBatch) -> bool {
    let batches = rows["batch"].as_string_view();
    let views = batches.views();
    // Texts of one piece are held once; they are looked at where another piece begins.
    let one = (1..batches.len()).all(|row| views[row] == views[row - 1] || batches.value(row) == batches.value(row - 1));
    one && rows["line"].as_primitive::<Int64Type>().values().is_sorted()
}

/// The order by day and site that keeps the order of lines; none where the rows are in it already. Days and sites are few
/// and come in runs, so that comparing two small numbers is far cheaper than comparing five columns.
fn by_day_and_site(rows: &RecordBatch) -> Option<UInt32Array> {
    let days = rows["day"].as_primitive::<Date32Type>().values();
    let sites = rows["site"].as_string_view();
    let mut known: IndexSet<&str, RandomState> = IndexSet::default();
    let places: Vec<usize> = sites.iter().map(|site| known.insert_full(site.unwrap_or_default()).0).collect();
    let mut in_order: Vec<usize> = (0..known.len()).collect();
    in_order.sort_by_key(|place| known[*place]);
    let mut ranks = vec![0_u32; known.len()];
    in_order.iter().zip(0..).for_each(|(place, rank)| ranks[*place] = rank);
    let keys: Vec<(i32, u32)> = days.iter().zip(places).map(|(day, place)| (*day, ranks[place])).collect();
    if keys.is_sorted() {
        return None;
    }
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    order.sort_by_key(|row| keys[*row as usize]);
    Some(order.into())
}

/// Encodes rows as a Parquet file.
pub(crate) fn parquet(rows: &RecordBatch) -> Outcome<Vec<u8>> {
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1).map_err(failed)?))
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .set_data_page_row_count_limit(PAGE_ROWS)
        .set_statistics_enabled(EnabledStatistics::Chunk);
    for column in PAGED {
        properties = properties.set_column_statistics_enabled(ColumnPath::from(column), EnabledStatistics::Page);
    }
    if rows.column_by_name("line").is_some() {
        properties = properties
            .set_column_dictionary_enabled(ColumnPath::from("line"), false)
            .set_column_encoding(ColumnPath::from("line"), Encoding::DELTA_BINARY_PACKED);
    }
    let mut writer = ArrowWriter::try_new(Vec::new(), rows.schema(), Some(properties.build())).map_err(failed)?;
    writer.write(rows).map_err(failed)?;
    writer.into_inner().map_err(failed)
}
