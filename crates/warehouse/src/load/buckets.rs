//! Gathers facts by month until a file is worth writing, so that files hold few days and sensible numbers of rows,
//! in whatever order the facts come.

use crate::error::{Outcome, failed};
use chrono::Datelike;
use datafusion::arrow::array::{AsArray, BooleanArray, UInt32Array};
use datafusion::arrow::compute::{concat_batches, filter_record_batch, max, min, take_record_batch};
use datafusion::arrow::datatypes::Date32Type;
use datafusion::arrow::record_batch::RecordBatch;
use std::collections::BTreeMap;

/// Rows of a file: large enough to pack well, small enough to be sorted in memory beside others.
pub(crate) const FILE_ROWS: usize = 250_000;
/// Rows waiting in all months together, and so the most that a day may have to lie in one file as a whole.
const WAITING_ROWS: usize = 500_000;

/// Facts waiting to be written.
#[derive(Default)]
pub(crate) struct Buckets {
    months: BTreeMap<i32, Bucket>,
    rows: usize,
}

#[derive(Default)]
struct Bucket {
    batches: Vec<RecordBatch>,
    rows: usize,
}

impl Bucket {
    /// Whether at least half of the facts lie before the last day, so that a cut there leaves less than it takes. Until then
    /// the day is waited for: the tickets of one that lies in two files are counted from the facts again and again.
    fn closes(&self) -> bool {
        let days = || self.batches.iter().map(|batch| batch["day"].as_primitive::<Date32Type>());
        let last = days().filter_map(max).max();
        let open: usize = days().map(|days| days.values().iter().filter(|day| Some(**day) == last).count()).sum();
        open * 2 <= self.rows
    }
}

impl Buckets {
    /// Adds facts; answers the facts of files that are due.
    pub(crate) fn add(&mut self, facts: RecordBatch) -> Outcome<Vec<Vec<RecordBatch>>> {
        let mut due = Vec::new();
        for (month, facts) in by_month(facts)? {
            self.rows += facts.num_rows();
            let bucket = self.months.entry(month).or_default();
            bucket.rows += facts.num_rows();
            bucket.batches.push(facts);
            if bucket.rows >= FILE_ROWS && bucket.closes() {
                due.extend(self.take(month)?);
            }
        }
        while self.rows > WAITING_ROWS {
            let Some(fullest) = self.months.iter().max_by_key(|(_, bucket)| bucket.rows).map(|(month, _)| *month) else { break };
            due.extend(self.take(fullest)?);
        }
        Ok(due)
    }

    /// Takes a month out, except its last day, which may go on in the next facts.
    fn take(&mut self, month: i32) -> Outcome<Option<Vec<RecordBatch>>> {
        let Some(bucket) = self.months.remove(&month) else { return Ok(None) };
        self.rows -= bucket.rows;
        let whole = concat_batches(&bucket.batches[0].schema(), &bucket.batches).map_err(failed)?;
        let days = whole["day"].as_primitive::<Date32Type>();
        let last = max(days);
        let before: BooleanArray = days.iter().map(|day| Some(day != last)).collect();
        let closed = before.true_count();
        // What is all one day cannot be cut there.
        if closed == 0 {
            return Ok(Some(vec![whole]));
        }
        let open = filter_record_batch(&whole, &datafusion::arrow::compute::not(&before).map_err(failed)?).map_err(failed)?;
        self.rows += open.num_rows();
        self.months.insert(month, Bucket { rows: open.num_rows(), batches: vec![open] });
        // Of days that come in order the last stands at the end: the others need no copy.
        let file = if days.values().is_sorted() { whole.slice(0, closed) } else { filter_record_batch(&whole, &before).map_err(failed)? };
        Ok(Some(vec![file]))
    }

    /// Everything that is left. Months with few facts share a file.
    pub(crate) fn rest(self) -> Vec<Vec<RecordBatch>> {
        let mut files: Vec<(usize, Vec<RecordBatch>)> = Vec::new();
        for bucket in self.months.into_values() {
            match files.last_mut() {
                Some((rows, batches)) if *rows + bucket.rows <= FILE_ROWS / 2 => {
                    *rows += bucket.rows;
                    batches.extend(bucket.batches);
                }
                _ => files.push((bucket.rows, bucket.batches)),
            }
        }
        files.into_iter().map(|(_, batches)| batches).collect()
    }
}

/// Facts by the number of their month.
fn by_month(facts: RecordBatch) -> Outcome<Vec<(i32, RecordBatch)>> {
    let days = facts["day"].as_primitive::<Date32Type>();
    let month = |day: i32| Date32Type::to_naive_date_opt(day).map_or(0, |day| day.year() * 12 + day.month0() as i32);
    let (Some(first), Some(last)) = (min(days), max(days)) else { return Ok(Vec::new()) };
    if month(first) == month(last) {
        return Ok(vec![(month(first), facts)]);
    }
    // Months of days are looked up, not computed: a piece has far fewer days than facts.
    let table: Vec<i32> = (first..=last).map(month).collect();
    let mut rows: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
    for (row, day) in days.values().iter().enumerate() {
        rows.entry(table[(day - first) as usize]).or_default().push(row as u32);
    }
    let part =
        |(month, rows): (i32, Vec<u32>)| take_record_batch(&facts, &UInt32Array::from(rows)).map(|facts| (month, facts)).map_err(failed);
    rows.into_iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use datafusion::arrow::array::Date32Array;
    use datafusion::arrow::datatypes::{DataType, Field, Schema};
    use std::collections::BTreeMap;
    use std::sync::Arc;

    #[test]
    fn days_of_many_facts_that_come_in_order_lie_in_one_file_each() {
        let schema = Arc::new(Schema::new(vec![Field::new("day", DataType::Date32, false)]));
        let piece =
            |day: i32, rows: usize| RecordBatch::try_new(schema.clone(), vec![Arc::new(Date32Array::from(vec![day; rows]))]).unwrap();
        let mut buckets = Buckets::default();
        let mut files = Vec::new();
        for (day, pieces) in [4, 1, 4, 5, 2, 4, 1, 1].into_iter().enumerate() {
            for _ in 0..pieces {
                files.extend(buckets.add(piece(20_000 + day as i32, 50_000)).unwrap());
            }
        }
        files.extend(buckets.rest());
        let mut holders = BTreeMap::<i32, usize>::new();
        for file in &files {
            let days: std::collections::BTreeSet<i32> =
                file.iter().flat_map(|batch| batch["day"].as_primitive::<Date32Type>().values().to_vec()).collect();
            days.into_iter().for_each(|day| *holders.entry(day).or_default() += 1);
        }
        assert!(holders.values().all(|files| *files == 1), "{holders:?}");
        assert_eq!(files.iter().flatten().map(RecordBatch::num_rows).sum::<usize>(), 22 * 50_000);
        assert!(files.len() > 2);
    }
}
