//! Takes away files that no version ever had: what a load left behind when its process was killed.

use super::Table;
use crate::error::{Outcome, failed};
use crate::months;
use chrono::{DateTime, TimeDelta, Utc};
use deltalake_core::kernel::EagerSnapshot;
use futures::{StreamExt, TryStreamExt};
use object_store::ObjectStoreExt;
use object_store::path::Path;
use std::collections::HashSet;

/// A file younger than this may belong to a load that is still running, in this process or another.
const YOUNG: TimeDelta = TimeDelta::days(1);

impl Table {
    /// Takes away what was left behind before `now` less a day; answers how many files went.
    pub(crate) async fn sweep(&self, now: DateTime<Utc>) -> Outcome<usize> {
        let rollups = format!("{}_rollup", self.kind.name());
        let mut left: Vec<Path> = Vec::new();
        let known = self.ever_known(&self.snapshot().await).await?;
        for folder in [self.kind.name(), rollups.as_str()] {
            let folder = Path::from(folder);
            let mut files = self.store.home.list(Some(&folder));
            while let Some(file) = files.next().await {
                let file = file.map_err(failed)?;
                let within: Option<String> = file.location.prefix_match(&folder).map(|parts| Path::from_iter(parts).to_string());
                // Month sums come and go by themselves.
                let apart = ["_delta_log", months::FOLDER];
                let ours = within.is_some_and(|path| apart.iter().any(|folder| path.starts_with(folder)) || known.contains(&path));
                if !ours && file.last_modified + YOUNG < now {
                    left.push(file.location);
                }
            }
        }
        let count = left.len();
        for path in left {
            match self.store.home.delete(&path).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(failed(error)),
            }
        }
        Ok(count + self.sweep_halves(now)?)
    }

    /// Paths of all files that the version of the snapshot or one before it has or had.
    pub(crate) async fn ever_known(&self, snapshot: &EagerSnapshot) -> Outcome<HashSet<String>> {
        let state = deltalake_core::table::state::DeltaTableState::new(snapshot.clone());
        let gone = state.all_tombstones(self.log.as_ref()).map_ok(|file| file.path().into_owned());
        let mut known: HashSet<String> = gone.try_collect().await.map_err(failed)?;
        let files = snapshot.try_log_data().map_err(failed)?;
        known.extend(files.iter().map(|file| file.path().into_owned()));
        Ok(known)
    }

    /// A folder storage writes a file under a passing name first (`name#1`), which its own listing does not show.
    fn sweep_halves(&self, now: DateTime<Utc>) -> Outcome<usize> {
        let Some(folder) = &self.store.folder else { return Ok(0) };
        let mut folders = vec![folder.join(self.kind.name()), folder.join(format!("{}_rollup", self.kind.name()))];
        let mut count = 0;
        while let Some(folder) = folders.pop() {
            let Ok(files) = std::fs::read_dir(&folder) else { continue };
            for file in files.flatten() {
                let path = file.path();
                if path.is_dir() {
                    folders.push(path);
                } else if file.file_name().to_string_lossy().contains('#') {
                    let written = file.metadata().and_then(|data| data.modified()).map_err(failed)?;
                    if DateTime::<Utc>::from(written) + YOUNG < now && std::fs::remove_file(&path).is_ok() {
                        count += 1;
                    }
                }
            }
        }
        Ok(count)
    }
}
