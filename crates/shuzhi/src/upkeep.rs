//! Keeps a serving house in order: sweeps it every hour, and at night puts small files of facts together and begins what is done nightly.

use chrono::Timelike;
use kernel::clock::china_time;
use kernel::house::House;
use kernel::job::enqueue_nightly;
use kernel::refusal::Outcome;
use kernel::sweep::sweep;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};
use warehouse::{Kind, MONTH_ROWS_MIN, Warehouse};

/// How often a serving house is swept.
pub const EVERY: Duration = Duration::from_secs(3600);
/// The hour in China in which few ask and few load.
const NIGHT_HOUR: u32 = 3;
/// The most months put together in one night; the rest waits for the next.
const MONTHS_MAX: usize = 100;

/// Keeps the house in order, at once and then again and again, until `stop` says so.
pub async fn keep_in_order(house: Arc<House>, every: Duration, mut stop: watch::Receiver<bool>) {
    let mut hours = interval(every);
    hours.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !*stop.borrow() {
        tokio::select! {
            _ = hours.tick() => {}
            changed = stop.changed() => {
                if changed.is_err() {
                    return;
                }
                continue;
            }
        }
        match sweep(&house).await {
            Ok(swept) => tracing::debug!(?swept, "the house was swept"),
            Err(error) => tracing::warn!(%error, "the house could not be swept; it will be in an hour"),
        }
        if china_time(house.clock.now()).hour() == NIGHT_HOUR {
            if let Err(error) = enqueue_nightly(&house).await {
                tracing::warn!(%error, "what is done each night could not be begun; it will be in an hour");
            }
            if let Err(error) = put_together(&house).await {
                tracing::warn!(%error, "small files of facts stay for now");
            }
        }
    }
}

/// Puts small files of facts together, and makes the month sums of goods that are missing then; answers how many files went into fewer.
pub async fn put_together(house: &House) -> Outcome<usize> {
    let warehouse = house.catalogue.part::<Warehouse>()?;
    let mut files = 0;
    for kind in [Kind::Sales, Kind::Visitors] {
        for _ in 0..MONTHS_MAX {
            let done = warehouse.compact(kind, house.clock.now()).await.map_err(anyhow::Error::from)?;
            if done == 0 {
                break;
            }
            files += done;
        }
    }
    warehouse.sum_months(MONTH_ROWS_MIN).await.map_err(anyhow::Error::from)?;
    Ok(files)
}
