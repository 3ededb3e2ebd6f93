//! What a copy of the warehouse is made of: the log up to a version, and every file that some version had.
//!
//! Nothing of it ever changes or goes away, so it can be copied while others load, undo and compact.

use crate::error::{Outcome, failed};
use crate::facts::Kind;
use crate::rollup;
use crate::store::{Storage, Store};
use crate::table::Table;
use crate::{Version, Warehouse};
use futures::TryStreamExt;
use object_store::ObjectStore;
use object_store::path::Path;
use std::collections::HashSet;
use std::sync::Arc;

/// The folders that a warehouse has in its storage, and nothing of it lies elsewhere.
pub const FOLDERS: [&str; 3] = ["sales", "sales_rollup", "visitors"];

/// Digits of a version in the name of a log entry.
const VERSION_DIGITS: usize = 20;

/// The parts of a copy, in the order in which they are best copied.
#[derive(Debug, Clone)]
pub struct Holdings {
    pub version: Version,
    pub parts: Vec<Holding>,
}

/// One part of a copy.
#[derive(Debug, Clone)]
pub struct Holding {
    /// Where it lies within the warehouse.
    pub path: Path,
    /// Day sums may be missing: they are made again from the facts.
    pub spare: bool,
}

impl Warehouse {
    /// What a copy of the newest version that this process knows is made of.
    pub async fn holdings(&self) -> Outcome<Holdings> {
        let (sales, visitors) = (self.table(Kind::Sales), self.table(Kind::Visitors));
        let (of_sales, of_visitors) = (sales.holdings().await?, visitors.holdings().await?);
        let version = Version { sales: of_sales.0, visitors: of_visitors.0 };
        Ok(Holdings { version, parts: [of_sales.1, of_visitors.1].concat() })
    }

    /// How many parts the newest versions and their logs have, and the files that are not there; day sums are made again and not missed.
    pub async fn missing(&self) -> Outcome<(usize, Vec<Path>)> {
        let mut there = HashSet::new();
        for folder in [Kind::Sales, Kind::Visitors].map(|kind| Path::from(kind.name())) {
            let objects: Vec<_> = self.store.home.list(Some(&folder)).try_collect().await.map_err(failed)?;
            there.extend(objects.into_iter().map(|object| object.location));
        }
        let needed: Vec<Path> = self.holdings().await?.parts.into_iter().filter(|part| !part.spare).map(|part| part.path).collect();
        let count = needed.len();
        Ok((count, needed.into_iter().filter(|path| !there.contains(path)).collect()))
    }

    /// The storage that the parts lie in.
    pub fn objects(&self) -> Arc<dyn ObjectStore> {
        self.store.home.clone()
    }
}

impl Storage {
    /// The storage itself, for putting a copy back where no warehouse is yet.
    pub fn objects(&self) -> Outcome<Arc<dyn ObjectStore>> {
        Ok(Store::open(self)?.home)
    }
}

impl Table {
    /// The newest known version and what it is made of.
    async fn holdings(&self) -> Outcome<(u64, Vec<Holding>)> {
        let snapshot = self.snapshot().await;
        let version = snapshot.version();
        let log = Path::from(format!("{}/_delta_log", self.kind.name()));
        let logged: Vec<_> = self.store.home.list(Some(&log)).try_collect().await.map_err(failed)?;
        let mut parts: Vec<Holding> = Vec::new();
        for entry in logged {
            // Only what carries a version: other entries are hints that are written anew.
            if entry.location.filename().and_then(version_of).is_some_and(|of| of <= version) {
                parts.push(Holding { path: entry.location, spare: false });
            }
        }
        for file in self.ever_known(&snapshot).await? {
            parts.push(Holding { path: Path::from(format!("{}/{file}", self.kind.name())), spare: false });
            if self.kind == Kind::Sales {
                parts.push(Holding { path: rollup::path(&file), spare: true });
            }
        }
        parts.sort_by(|a, b| a.path.cmp(&b.path));
        Ok((version, parts))
    }
}

fn version_of(name: &str) -> Option<u64> {
    name.get(..VERSION_DIGITS).and_then(|digits| digits.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_entries_carry_their_version_in_front() {
        assert_eq!(version_of("00000000000000000012.json"), Some(12));
        assert_eq!(version_of("00000000000000000020.checkpoint.parquet"), Some(20));
        assert_eq!(version_of("_last_checkpoint"), None);
    }
}
