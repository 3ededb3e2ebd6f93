//! Month sums of goods: what every item sold at every place in a month, so that a year of goods is added up from months.
//!
//! Items are too many to be kept by day: a chain sells most of its goods every day, and the sums of a day would be as many
//! as its facts. Those of a month are a small part of them. They lie in files named after all files of facts that have days
//! in the month, so a load, a correction or an undo of any of these days makes them another month's sums by itself: they are
//! never wrong, only missing, and then the facts answer while the sums are made in the background.

use crate::Warehouse;
use crate::engine::{Engine, Engines};
use crate::error::{Outcome, failed};
use crate::facts::Kind;
use crate::query::Files;
use crate::query::atom::{FORM, SUMS};
use crate::rollup::{CELL, whole};
use crate::store::Store;
use crate::table::Entry;
use chrono::{Datelike, Months as MonthsOf, NaiveDate, TimeDelta};
use datafusion::arrow::array::{ArrayRef, Date32Array};
use datafusion::arrow::compute::{SortColumn, cast, concat_batches, lexsort_to_indices, take_record_batch};
use datafusion::arrow::datatypes::{DataType, Date32Type, Field, Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::functions_aggregate::expr_fn::max;
use datafusion::logical_expr::{Expr, when};
use datafusion::prelude::{col, lit};
use datafusion::scalar::ScalarValue;
use futures::TryStreamExt;
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Facts of a month from which its sums are worth making; fewer are added up as fast as they are.
pub const MONTH_ROWS_MIN: u64 = 500_000;
/// Where the files lie, among what can be made again.
pub(crate) const FOLDER: &str = "months";
/// Sums go when newer ones took their place this long ago: until then somebody may still be reading them.
const KEPT: TimeDelta = TimeDelta::days(1);

/// Columns of the month sums; the day is the first of the month.
pub(crate) static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let mut fields = vec![Field::new("day", DataType::Date32, false)];
    fields.extend(KEYS.iter().map(|name| Field::new(*name, DataType::Utf8View, true)));
    fields.extend(SUMS.iter().map(|sum| Field::new(sum.name, DataType::Int64, true)));
    // The last day with a line that is no return.
    fields.push(Field::new("last_sold", DataType::Date32, true));
    Arc::new(Schema::new(fields))
});

/// What the sums are told apart by.
static KEYS: LazyLock<Vec<&str>> = LazyLock::new(|| CELL.into_iter().chain(["item"]).collect());

/// How long a month that a question misses waits, so that the question is answered before it is added up.
const AFTERWARDS: Duration = Duration::from_secs(2);

/// The month sums that are being made.
#[derive(Default)]
pub(crate) struct Months {
    making: Arc<Mutex<HashSet<String>>>,
    /// One month is made at a time: questions come first.
    turn: Arc<tokio::sync::Mutex<()>>,
}

/// A month with all files that have days in it.
#[derive(Clone)]
pub(crate) struct Month {
    pub(crate) first: NaiveDate,
    pub(crate) last: NaiveDate,
    files: Vec<Arc<Entry>>,
}

impl Month {
    /// The months of some files.
    pub(crate) fn of(entries: &[Arc<Entry>]) -> Vec<Month> {
        let mut months = BTreeMap::<NaiveDate, Vec<Arc<Entry>>>::new();
        for entry in entries {
            let mut first = entry.first_day.with_day(1).unwrap_or(entry.first_day);
            while first <= entry.last_day {
                months.entry(first).or_default().push(entry.clone());
                first = first.checked_add_months(MonthsOf::new(1)).unwrap_or(NaiveDate::MAX);
            }
        }
        let last = |first: NaiveDate| first.checked_add_months(MonthsOf::new(1)).and_then(|next| next.pred_opt()).unwrap_or(first);
        months.into_iter().map(|(first, files)| Month { first, last: last(first), files }).collect()
    }

    /// The days of the month that may have facts.
    pub(crate) fn days(&self) -> (NaiveDate, NaiveDate) {
        let first = self.files.iter().map(|file| file.first_day).min().unwrap_or(self.first);
        let last = self.files.iter().map(|file| file.last_day).max().unwrap_or(self.last);
        (first.max(self.first), last.min(self.last))
    }

    fn rows(&self) -> u64 {
        self.files.iter().map(|file| file.rows).sum()
    }

    /// The name of its sums: other files, other columns or another way of adding up are other sums.
    fn name(&self) -> String {
        let mut hash = blake3::Hasher::new();
        hash.update(&[FORM]);
        let columns = SCHEMA.fields().iter().map(|field| field.name().as_str());
        for word in columns.chain(self.files.iter().map(|file| file.path.as_str())) {
            hash.update(word.as_bytes()).update(&[0]);
        }
        format!("{}-{}.parquet", self.first.format("%Y%m"), &hash.finalize().to_hex()[..32])
    }
}

impl Months {
    /// Of some months those whose sums are there, with the files of these; of the newest version, what is missing and worth it
    /// is begun.
    pub(crate) async fn of(&self, warehouse: &Warehouse, months: Vec<Month>, newest: bool) -> Outcome<Vec<(Month, (String, u64))>> {
        // Looked up each time: another program over the same storage makes sums and takes older ones away.
        let there = there(&warehouse.store).await?;
        let mut found = Vec::new();
        for month in months {
            let name = month.name();
            match there.get(&name) {
                Some(bytes) => found.push((month, (place(&name), *bytes))),
                None if newest && month.rows() >= MONTH_ROWS_MIN => self.begin(warehouse, month, name),
                None => {}
            }
        }
        Ok(found)
    }

    fn begin(&self, warehouse: &Warehouse, month: Month, name: String) {
        if !self.making().insert(name.clone()) {
            return;
        }
        let (making, turn) = (self.making.clone(), self.turn.clone());
        let (store, engines) = (warehouse.store.clone(), warehouse.engines.clone());
        tokio::spawn(async move {
            tokio::time::sleep(AFTERWARDS).await;
            let _turn = turn.lock().await;
            if let Err(error) = make(&store, &engines, &month, &name).await {
                tracing::warn!(%error, month = name, "the month sums of goods could not be made; the facts answer");
            }
            making.lock().unwrap_or_else(PoisonError::into_inner).remove(&name);
        });
    }

    fn making(&self) -> MutexGuard<'_, HashSet<String>> {
        self.making.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where the sums of a name lie in the warehouse.
fn place(name: &str) -> String {
    format!("{}_rollup/{FOLDER}/{name}", Kind::Sales.name())
}

/// Bytes of the sums that are there, by their names.
async fn there(store: &Store) -> Outcome<HashMap<String, u64>> {
    let files: Vec<_> = store.home.list(Some(&Path::from(place("")))).try_collect().await.map_err(failed)?;
    Ok(files.into_iter().filter_map(|file| Some((file.location.filename()?.to_owned(), file.size))).collect())
}

impl Warehouse {
    /// Makes the month sums of goods that are missing, of months with at least so many facts; answers how many were made.
    pub async fn sum_months(&self, rows_min: u64) -> Outcome<usize> {
        let (view, there) = (self.table(Kind::Sales).now(), there(&self.store).await?);
        let mut made = 0;
        for month in Month::of(&view.entries).into_iter().filter(|month| month.rows() >= rows_min) {
            let name = month.name();
            if !there.contains_key(&name) {
                let _turn = self.months.turn.lock().await;
                make(&self.store, &self.engines, &month, &name).await?;
                made += 1;
            }
        }
        Ok(made)
    }
}

/// Adds a month up, on the cluster where there is one and it can, and writes its sums; older sums of the month go.
async fn make(store: &Store, engines: &Engines, month: &Month, name: &str) -> Outcome<()> {
    let groups = match &engines.far {
        Some(far) => match added_up_far(store, far, month).await {
            Ok(groups) => groups,
            Err(error) => {
                tracing::warn!(%error, month = name, "the cluster could not add a month up; it is done here");
                added_up(store, &engines.near, month).await?
            }
        },
        None => added_up(store, &engines.near, month).await?,
    };
    write(store, groups, month, name).await?;
    forget_older(store, name).await
}

async fn added_up_far(store: &Store, engine: &Engine, month: &Month) -> Outcome<Vec<RecordBatch>> {
    Files::refuse_fewer(engine, store, Kind::Sales, &month.files).await?;
    added_up(store, engine, month).await
}

/// What every item sold at every place in a month.
async fn added_up(store: &Store, engine: &Engine, month: &Month) -> Outcome<Vec<RecordBatch>> {
    let day = |day| lit(ScalarValue::Date32(Some(Date32Type::from_naive_date(day))));
    Files::of_facts(engine, store, Kind::Sales, &month.files)?
        .filter(col("day").between(day(month.first), day(month.last)))
        .and_then(|facts| {
            let mut sums: Vec<Expr> = SUMS.iter().map(|sum| (sum.of_facts)().alias(sum.name)).collect();
            sums.push(max(when(col("returned").is_false(), col("day")).end()?).alias("last_sold"));
            facts.aggregate(KEYS.iter().copied().map(col).collect(), sums)
        })
        .map_err(failed)?
        .collect()
        .await
        .map_err(failed)
}

async fn write(store: &Store, groups: Vec<RecordBatch>, month: &Month, name: &str) -> Outcome<()> {
    let first = Date32Type::from_naive_date(month.first);
    let laid = move || {
        let part = |batch: &RecordBatch| {
            let mut columns: Vec<ArrayRef> = vec![Arc::new(Date32Array::from(vec![first; batch.num_rows()]))];
            for keys in &batch.columns()[..KEYS.len()] {
                columns.push(cast(keys, &DataType::Utf8View).map_err(failed)?);
            }
            for sums in &batch.columns()[KEYS.len()..KEYS.len() + SUMS.len()] {
                columns.push(whole(sums)?);
            }
            columns.push(batch["last_sold"].clone());
            RecordBatch::try_new(SCHEMA.clone(), columns).map_err(failed)
        };
        let parts: Vec<RecordBatch> = groups.iter().map(part).collect::<Outcome<_>>()?;
        let rows = concat_batches(&SCHEMA, &parts).map_err(failed)?;
        let key = |name: &str| SortColumn { values: rows[name].clone(), options: None };
        let order = lexsort_to_indices(&["site", "category", "item", "channel", "shop", "brand"].map(key), None).map_err(failed)?;
        crate::write::parquet(&take_record_batch(&rows, &order).map_err(failed)?)
    };
    let bytes = tokio::task::spawn_blocking(laid).await.map_err(failed)??;
    store.home.put(&Path::from(place(name)), bytes.into()).await.map_err(failed)?;
    Ok(())
}

/// Takes the sums of the month away whose place others took long ago.
async fn forget_older(store: &Store, name: &str) -> Outcome<()> {
    let of_month = name.split('-').next().unwrap_or(name);
    let mut files: Vec<ObjectMeta> = store.home.list(Some(&Path::from(place("")))).try_collect().await.map_err(failed)?;
    files.retain(|file| file.location.filename().is_some_and(|other| other.starts_with(of_month)));
    files.sort_by_key(|file| file.last_modified);
    let Some(now) = files.last().map(|file| file.last_modified) else { return Ok(()) };
    for pair in files.windows(2).filter(|pair| pair[1].last_modified + KEPT < now) {
        match store.home.delete(&pair[0].location).await {
            // Another program over the same storage was faster.
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(failed(error)),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Storage;
    use std::time::SystemTime;

    #[tokio::test]
    async fn sums_go_a_day_after_others_took_their_place() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Storage::Folder(folder.path().to_owned())).unwrap();
        let now = SystemTime::now();
        let ages = [("202601-a", 9), ("202601-b", 3), ("202601-c", 2), ("202601-d", 0), ("202602-a", 9), ("202602-b", 0)];
        for (name, days) in ages {
            store.home.put(&Path::from(place(name)), "".into()).await.unwrap();
            let file = std::fs::File::options().write(true).open(folder.path().join(place(name))).unwrap();
            file.set_modified(now - Duration::from_secs(days * 86_400)).unwrap();
        }
        forget_older(&store, "202601-d").await.unwrap();
        let mut left: Vec<String> = there(&store).await.unwrap().into_keys().collect();
        left.sort();
        // The third took the place of the second two days ago, the fourth that of the third only now; the other month is not looked at.
        assert_eq!(left, ["202601-c", "202601-d", "202602-a", "202602-b"]);
    }
}
