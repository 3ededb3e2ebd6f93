//! Day sums of every file of sales, so that dashboards add up cells instead of facts.
//!
//! A file never changes, so its sums never go stale; they are written beside it before the log names it, and are made
//! again when they are missing. A cell is one (day, site, channel, shop, brand, category); sums are kept by hour of the
//! day too, of site and channel. Tickets do not add up over shops or hours, so they are counted per (day, site, channel)
//! and again for each shop, brand, category and hour.

use crate::WarehouseError;
use crate::engine::Engine;
use crate::error::{Outcome, failed};
use crate::facts::Kind;
use crate::query::atom::{FORM, SUMS};
use crate::store::Store;
use crate::table::Entry;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Int8Array, Int64Array, new_null_array};
use datafusion::arrow::compute::{concat_batches, filter_record_batch};
use datafusion::arrow::datatypes::{DataType, Decimal128Type, Field, Int8Type, Int64Type, Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use datafusion::parquet::file::reader::ChunkReader;
use datafusion::prelude::{col, lit};
use futures::StreamExt;
use hashlink::LruCache;
use object_store::ObjectStoreExt;
use object_store::path::Path;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

/// The dimensions of a cell.
pub(crate) const CELL: [&str; 5] = ["site", "channel", "shop", "brand", "category"];
/// Level of the rows that are cells.
pub(crate) const CELLS: i8 = 0;
/// Level of the rows that count the tickets of a day, site and channel.
pub(crate) const TICKETS: i8 = 1;
/// The dimension by which the tickets of a level are counted, besides day, site and channel; level 1 has none.
pub(crate) const TICKETS_BY: [Option<&str>; 5] = [None, Some("shop"), Some("brand"), Some("category"), Some("hour")];
/// Level of the sums by hour, and the dimensions of these.
const HOURS: i8 = -1;
pub(crate) const HOUR: [&str; 3] = ["site", "channel", "hour"];

/// Bytes of day sums kept in memory. A question that needs more is answered from the facts.
const RESIDENT_BYTES: usize = 512 << 20;
/// Files of day sums that are read at the same time.
const READING_MAX: usize = 8;

/// Columns of the day sums as they are written: amounts in cents and quantities in thousandths as whole numbers.
static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let mut fields = vec![Field::new("level", DataType::Int8, false), Field::new("day", DataType::Date32, false)];
    fields.extend(CELL.map(|name| Field::new(name, DataType::Utf8View, true)));
    fields.push(Field::new("hour", DataType::Int8, true));
    fields.extend(SUMS.iter().map(|sum| Field::new(sum.name, DataType::Int64, true)));
    fields.push(Field::new("tickets_seen", DataType::Int64, true));
    Arc::new(Schema::new(fields).with_metadata(HashMap::from([("form".to_owned(), FORM.to_string())])))
});

/// Columns of the parts in memory.
pub(crate) static CELL_COLUMNS: LazyLock<SchemaRef> = LazyLock::new(|| columns(&CELL, true));
pub(crate) static HOUR_COLUMNS: LazyLock<SchemaRef> = LazyLock::new(|| columns(&HOUR, true));
pub(crate) static TICKET_COLUMNS: LazyLock<SchemaRef> =
    LazyLock::new(|| columns(&[&CELL[..], &["hour", "level", "tickets_seen"]].concat(), false));

fn columns(names: &[&str], with_sums: bool) -> SchemaRef {
    let is_sum = |name: &str| with_sums && SUMS.iter().any(|sum| sum.name == name);
    let wanted = |field: &&Arc<Field>| field.name() == "day" || names.contains(&field.name().as_str()) || is_sum(field.name());
    Arc::new(Schema::new(SCHEMA.fields().iter().filter(wanted).cloned().collect::<Vec<_>>()))
}

/// The day sums of one file in memory: its parts lie apart, so that none is looked through for another.
#[derive(Clone)]
pub(crate) struct DaySums {
    pub(crate) cells: RecordBatch,
    pub(crate) hours: RecordBatch,
    pub(crate) tickets: RecordBatch,
}

impl DaySums {
    fn of(sums: &RecordBatch) -> Outcome<DaySums> {
        let levels = sums["level"].as_primitive::<Int8Type>();
        let part = |is_part: fn(i8) -> bool, columns: &SchemaRef| {
            let rows: BooleanArray = levels.values().iter().map(|level| Some(is_part(*level))).collect();
            let places: Vec<usize> = columns.fields().iter().filter_map(|field| SCHEMA.index_of(field.name()).ok()).collect();
            let part = sums.project(&places).and_then(|part| filter_record_batch(&part, &rows)).map_err(failed)?;
            RecordBatch::try_new(columns.clone(), part.columns().to_vec()).map_err(failed)
        };
        Ok(DaySums {
            cells: part(|level| level == CELLS, &CELL_COLUMNS)?,
            hours: part(|level| level == HOURS, &HOUR_COLUMNS)?,
            tickets: part(|level| level >= TICKETS, &TICKET_COLUMNS)?,
        })
    }

    fn bytes(&self) -> usize {
        [&self.cells, &self.hours, &self.tickets].into_iter().map(RecordBatch::get_array_memory_size).sum()
    }
}

/// Day sums of rows of sales.
pub(crate) async fn of_rows(engine: &Engine, rows: RecordBatch) -> Outcome<RecordBatch> {
    let mut levels = sums_by(engine, rows.clone(), CELLS, &CELL).await?;
    levels.extend(sums_by(engine, rows.clone(), HOURS, &HOUR).await?);
    for (index, by) in TICKETS_BY.iter().enumerate() {
        levels.extend(tickets(engine, rows.clone(), index as i8 + TICKETS, *by).await?);
    }
    concat_batches(&SCHEMA, &levels).map_err(failed)
}

async fn sums_by(engine: &Engine, rows: RecordBatch, level: i8, keys: &[&str]) -> Outcome<Vec<RecordBatch>> {
    let facts = engine.session.read_batch(rows).map_err(failed)?;
    let group = std::iter::once("day").chain(keys.iter().copied()).map(col).collect();
    let sums = SUMS.iter().map(|sum| (sum.of_facts)().alias(sum.name)).collect();
    let groups = facts.aggregate(group, sums).map_err(failed)?.collect().await.map_err(failed)?;
    groups.iter().map(|groups| laid(level, groups)).collect()
}

/// Groups as rows of the day sums; what a level does not tell apart or count stays empty.
fn laid(level: i8, groups: &RecordBatch) -> Outcome<RecordBatch> {
    let column = |field: &Arc<Field>| match (field.name().as_str(), groups.column_by_name(field.name())) {
        ("level", _) => Ok(Arc::new(Int8Array::from(vec![level; groups.num_rows()])) as ArrayRef),
        (_, Some(sums)) if *field.data_type() == DataType::Int64 => whole(sums),
        (_, Some(keys)) => Ok(keys.clone()),
        (_, None) => Ok(new_null_array(field.data_type(), groups.num_rows())),
    };
    RecordBatch::try_new(SCHEMA.clone(), SCHEMA.fields().iter().map(column).collect::<Outcome<_>>()?).map_err(failed)
}

/// Sums of decimals as whole numbers of their smallest unit.
pub(crate) fn whole(sums: &ArrayRef) -> Outcome<ArrayRef> {
    match sums.data_type() {
        DataType::Decimal128(..) => {
            let sums = sums.as_primitive::<Decimal128Type>();
            let whole: Result<Int64Array, _> = sums.try_unary::<_, Int64Type, _>(|sum| {
                i64::try_from(sum).map_err(|error| datafusion::arrow::error::ArrowError::ArithmeticOverflow(error.to_string()))
            });
            Ok(Arc::new(whole.map_err(failed)?))
        }
        _ => datafusion::arrow::compute::cast(sums, &DataType::Int64).map_err(failed),
    }
}

async fn tickets(engine: &Engine, rows: RecordBatch, level: i8, by: Option<&str>) -> Outcome<Vec<RecordBatch>> {
    if rows["ticket"].null_count() == rows.num_rows() || by.is_some_and(|by| rows[by].null_count() == rows.num_rows()) {
        return Ok(Vec::new());
    }
    let keys: Vec<&str> = ["day", "site", "channel"].into_iter().chain(by).collect();
    let with_ticket: Vec<_> = keys.iter().copied().chain(["ticket"]).map(col).collect();
    let facts = engine.session.read_batch(rows).map_err(failed)?;
    let groups = facts
        .filter(col("ticket").is_not_null().and(col("returned").is_false()))
        .and_then(|facts| facts.aggregate(with_ticket, vec![]))
        .and_then(|tickets| tickets.aggregate(keys.iter().copied().map(col).collect(), vec![count(lit(1)).alias("tickets_seen")]))
        .map_err(failed)?
        .collect()
        .await
        .map_err(failed)?;
    groups.iter().map(|groups| laid(level, groups)).collect()
}

/// Where the day sums of a file lie in the warehouse.
pub(crate) fn path(file: &str) -> Path {
    Path::from(format!("{}_rollup/{file}", Kind::Sales.name()))
}

pub(crate) async fn write(store: &Store, file: &str, sums: &RecordBatch) -> Outcome<()> {
    let sums = sums.clone();
    let bytes = tokio::task::spawn_blocking(move || crate::write::parquet(&sums)).await.map_err(failed)??;
    store.home.put(&path(file), bytes.into()).await.map_err(failed)?;
    Ok(())
}

/// Day sums in memory, by file; those that nobody has asked for longest make room for others.
pub(crate) struct Rollups {
    bytes_max: usize,
    kept: Mutex<Kept>,
}

struct Kept {
    bytes: usize,
    sums: LruCache<String, DaySums>,
    /// The bytes of every file met, also of those whose sums made room.
    sizes: HashMap<String, usize>,
}

impl Default for Rollups {
    fn default() -> Self {
        Self::of_bytes(RESIDENT_BYTES)
    }
}

impl Rollups {
    fn of_bytes(bytes_max: usize) -> Self {
        Self { bytes_max, kept: Mutex::new(Kept { bytes: 0, sums: LruCache::new_unbounded(), sizes: HashMap::new() }) }
    }

    /// The day sums of the files; none when together they are more than memory is set aside for.
    pub(crate) async fn of(&self, store: &Store, engine: &Engine, entries: &[Arc<Entry>]) -> Outcome<Option<Vec<DaySums>>> {
        let mut bytes = self.sizes(entries);
        if bytes > self.bytes_max {
            return Ok(None);
        }
        let mut sums: Vec<Option<DaySums>> = entries.iter().map(|entry| self.known(&entry.path)).collect();
        let missing: Vec<(usize, Arc<Entry>)> =
            entries.iter().enumerate().filter(|(at, _)| sums[*at].is_none()).map(|(at, entry)| (at, entry.clone())).collect();
        let read = async |(at, entry): (usize, Arc<Entry>)| {
            Ok::<_, WarehouseError>((at, entry.clone(), read_or_make(store, engine, &entry).await?))
        };
        let mut reading = std::pin::pin!(futures::stream::iter(missing).map(read).buffer_unordered(READING_MAX));
        while let Some(found) = reading.next().await {
            let (at, entry, found) = found?;
            bytes += self.keep(&entry.path, &found);
            if bytes > self.bytes_max {
                return Ok(None);
            }
            sums[at] = Some(found);
        }
        Ok(Some(sums.into_iter().flatten().collect()))
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Bytes of the sums of these files, as far as they were met before.
    fn sizes(&self, entries: &[Arc<Entry>]) -> usize {
        let kept = self.lock();
        entries.iter().filter_map(|entry| kept.sizes.get(&entry.path)).sum()
    }

    fn known(&self, path: &str) -> Option<DaySums> {
        self.lock().sums.get(path).cloned()
    }

    /// Keeps the sums of a file, and answers their bytes if the file was not met before.
    fn keep(&self, path: &str, sums: &DaySums) -> usize {
        let mut kept = self.lock();
        let bytes = sums.bytes();
        let met = kept.sizes.insert(path.to_owned(), bytes);
        if kept.sums.insert(path.to_owned(), sums.clone()).is_none() {
            kept.bytes += bytes;
        }
        while kept.bytes > self.bytes_max {
            let Some((_, oldest)) = kept.sums.remove_lru() else { break };
            kept.bytes -= oldest.bytes();
        }
        if met.is_none() { bytes } else { 0 }
    }

    /// Forgets the sums of files that the newest version no longer has.
    pub(crate) fn forget_except(&self, entries: &[Arc<Entry>]) {
        let has: HashSet<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
        let mut kept = self.lock();
        kept.sizes.retain(|path, _| has.contains(path.as_str()));
        kept.sums.retain(|path, _| has.contains(path.as_str()));
        kept.bytes = kept.sums.iter().map(|(_, sums)| sums.bytes()).sum();
    }
}

async fn read_or_make(store: &Store, engine: &Engine, entry: &Entry) -> Outcome<DaySums> {
    match store.home.get(&path(&entry.path)).await {
        Ok(file) => {
            let bytes = file.bytes().await.map_err(failed)?;
            if let Some(sums) = tokio::task::spawn_blocking(move || read(bytes)).await.map_err(failed)?? {
                return Ok(sums);
            }
        }
        Err(object_store::Error::NotFound { .. }) => {}
        Err(error) => return Err(failed(error)),
    }
    tracing::warn!(file = entry.path, "the day sums of a file are missing or of an older shape; they are made again");
    let rows = crate::change::rows_of(store, Kind::Sales, entry).await?;
    let sums = of_rows(engine, rows).await?;
    write(store, &entry.path, &sums).await?;
    DaySums::of(&sums)
}

/// Day sums as they were written; none where an older program wrote them with other columns or otherwise.
fn read(bytes: impl ChunkReader + 'static) -> Outcome<Option<DaySums>> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes).map_err(failed)?;
    let known = |(has, wanted): (&Arc<Field>, &Arc<Field>)| has.name() == wanted.name();
    let fields = reader.schema().fields();
    if reader.schema().metadata() != SCHEMA.metadata()
        || fields.len() != SCHEMA.fields().len()
        || !fields.iter().zip(SCHEMA.fields()).all(known)
    {
        return Ok(None);
    }
    let batches: Result<Vec<RecordBatch>, _> = reader.with_batch_size(1 << 20).build().map_err(failed)?.collect();
    DaySums::of(&concat_batches(&SCHEMA, &batches.map_err(failed)?).map_err(failed)?).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_asked_for_longest_makes_room() {
        let sums = |rows: usize| {
            let columns = SCHEMA.fields().iter().map(|field| match field.name().as_str() {
                "level" => Arc::new(Int8Array::from(vec![CELLS; rows])) as ArrayRef,
                "day" => Arc::new(datafusion::arrow::array::Date32Array::from(vec![0; rows])),
                _ => new_null_array(field.data_type(), rows),
            });
            DaySums::of(&RecordBatch::try_new(SCHEMA.clone(), columns.collect()).unwrap()).unwrap()
        };
        let one = sums(1000);
        let bytes = one.bytes();
        let rollups = Rollups::of_bytes(bytes * 2 + bytes / 2);
        for path in ["a", "b"] {
            assert_eq!(rollups.keep(path, &one), bytes);
        }
        rollups.known("a").unwrap();
        rollups.keep("c", &one);
        let there = ["a", "b", "c"].map(|path| rollups.known(path).is_some());
        assert_eq!(there, [true, false, true], "b was asked for longest ago");
        assert_eq!(rollups.lock().bytes, bytes * 2);
        assert_eq!(rollups.keep("b", &one), 0, "its size is known, though it made room");
        rollups.forget_except(&[]);
        let kept = rollups.lock();
        assert_eq!((kept.bytes, kept.sums.len(), kept.sizes.len()), (0, 0, 0));
    }
}
