//! Reads a whole file on all cores, piece by piece and in order, within a fixed amount of memory.

use super::reader::{Counts, Parsed, Reader};
use super::refusal::REFUSALS_LISTED_MAX;
use super::source::{Opened, parse};
use super::{Refusal, names::UnknownNames};
use crate::error::{Outcome, failed};
use crate::{Kind, WarehouseError};
use chrono::NaiveDate;
use datafusion::arrow::array::AsArray;
use datafusion::arrow::compute::{max, min, sum};
use datafusion::arrow::datatypes::{Date32Type, Decimal128Type, Int64Type};
use datafusion::arrow::record_batch::RecordBatch;
use futures::StreamExt;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

/// How far a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows read.
    pub rows: u64,
    /// Bytes of the file read, and bytes it has; both zero where they cannot be told.
    pub bytes: u64,
    pub of_bytes: u64,
}

/// Is told how far the reading is, and may stop it.
pub type Watch<'a> = &'a (dyn Fn(Progress) -> ControlFlow<()> + Send + Sync);

/// What a file holds, summed up.
#[derive(Debug, Clone, Default)]
pub(crate) struct Summary {
    pub(crate) counts: Counts,
    pub(crate) refusals: Vec<Refusal>,
    pub(crate) unknown: UnknownNames,
    /// Codes of the sites that have facts.
    pub(crate) sites: BTreeSet<String>,
    pub(crate) first_day: Option<NaiveDate>,
    pub(crate) last_day: Option<NaiveDate>,
    /// Cents, thousandths and people.
    pub(crate) amount: i128,
    pub(crate) quantity: i128,
    pub(crate) visitors: i64,
}

impl Summary {
    fn absorb(&mut self, reader: &Reader, parsed: Parsed) -> Outcome<RecordBatch> {
        self.counts.add(parsed.counts);
        self.unknown.merge(parsed.unknown);
        let room = REFUSALS_LISTED_MAX.saturating_sub(self.refusals.len());
        self.refusals.extend(parsed.refusals.into_iter().take(room));
        let facts = reader.batch(parsed.facts)?;
        let mut last = None;
        for site in facts["site"].as_string_view().iter().flatten() {
            if last != Some(site) && !self.sites.contains(site) {
                self.sites.insert(site.to_owned());
            }
            last = Some(site);
        }
        let days = facts["day"].as_primitive::<Date32Type>();
        let day = |day: Option<i32>| day.and_then(Date32Type::to_naive_date_opt);
        self.first_day = [self.first_day, day(min(days))].into_iter().flatten().min();
        self.last_day = [self.last_day, day(max(days))].into_iter().flatten().max();
        match reader.kind {
            Kind::Sales => {
                let total = |name: &str| sum(facts[name].as_primitive::<Decimal128Type>()).unwrap_or(0);
                self.amount += total("amount");
                self.quantity += total("quantity");
            }
            Kind::Visitors => self.visitors += sum(facts["visitors"].as_primitive::<Int64Type>()).unwrap_or(0),
        }
        Ok(facts)
    }
}

/// Takes the facts of a file as they are read.
pub(crate) trait Sink: Send {
    /// `summary` tells what was read so far.
    fn take(&mut self, facts: RecordBatch, summary: &Summary) -> impl Future<Output = Outcome<()>> + Send;
}

/// Reads a file and hands its facts over batch by batch.
pub(crate) async fn stream(opened: &Opened, reader: Arc<Reader>, watch: Watch<'_>, sink: &mut impl Sink) -> Outcome<Summary> {
    let workers = std::thread::available_parallelism().map_or(2, |cores| cores.get()).min(8);
    let (out, pieces) = tokio::sync::mpsc::channel(2);
    let source = opened.clone();
    let (sheet, columns) = (reader.sheet.clone(), reader.columns());
    let cutting = tokio::task::spawn_blocking(move || source.cut(&sheet, columns, &out));
    let layout = opened.layout;
    let pieces = futures::stream::unfold(pieces, async |mut pieces| pieces.recv().await.map(|piece| (piece, pieces)));
    let parsed = pieces.map(|piece| {
        let reader = reader.clone();
        async move {
            let (piece, bytes) = piece?;
            let parsed = tokio::task::spawn_blocking(move || parse(&reader, layout, piece)).await.map_err(failed)??;
            Ok::<_, WarehouseError>((parsed, bytes))
        }
    });
    let mut parsed = std::pin::pin!(parsed.buffered(workers));
    let mut summary = Summary::default();
    while let Some(next) = parsed.next().await {
        let (piece, bytes) = next?;
        let facts = summary.absorb(&reader, piece)?;
        let of_bytes = if bytes == 0 { 0 } else { opened.bytes };
        if watch(Progress { rows: summary.counts.rows, bytes, of_bytes }).is_break() {
            return Err(WarehouseError::Stopped);
        }
        if facts.num_rows() > 0 {
            sink.take(facts, &summary).await?;
        }
    }
    cutting.await.map_err(failed)?;
    Ok(summary)
}
