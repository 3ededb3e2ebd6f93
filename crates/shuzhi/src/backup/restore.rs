//! Sets a company up from a backup, in an empty place, completely or not at all.
//!
//! The whole file is checked before anything is written. Then facts and files are put in their places under a mark that
//! keeps everyone else out, and the records come last, in one transaction: once they are there, the restore is done.

use super::archive::{Part, walk};
use super::objects::{Objects, clear, is_empty, put};
use super::tables::{Table, tables};
use super::{FILES, Head, RECORDS, WAREHOUSE, rows};
use crate::place::Place;
use crate::unfinished::Mark;
use anyhow::{Context as _, bail};
use chrono::{DateTime, Utc};
use indicatif::ProgressBar;
use migrations::{Migrator, MigratorTrait};
use object_store::path::Path as Object;
use sea_orm::{DatabaseConnection, DatabaseTransaction, TransactionTrait};
use serde::Serialize;
use std::io::BufReader;
use std::path::Path;
use tokio::runtime::Handle;

/// What was restored.
#[derive(Debug, Default, Serialize)]
pub struct Restored {
    /// When the backup was made.
    pub made_at: DateTime<Utc>,
    /// The version of the facts.
    pub data_version: String,
    pub tables: usize,
    pub rows: u64,
    pub files: u64,
    /// Steps of the tables' timeline that came after the backup and were done now.
    pub migrations: Vec<String>,
}

/// Where a backup is put.
struct Target {
    db: DatabaseConnection,
    files: Objects,
    warehouse: Objects,
}

/// Restores a backup into an empty place.
pub async fn restore(place: &Place, from: &Path, now: DateTime<Utc>, bar: &ProgressBar) -> anyhow::Result<Restored> {
    // Each byte is read twice: once to see that the file is whole, once to restore it.
    let bytes = std::fs::metadata(from).with_context(|| format!("{} 无法打开 · it cannot be opened", from.display()))?.len();
    bar.set_length(bytes.max(1) * 2);
    let head = tokio::task::block_in_place(|| walk(from, &|at| bar.set_position(at), &mut |_, _| Ok(())))?;
    let steps = steps(&head)?;
    let (mark, left) = Mark::set(place.folder())?;
    let made = place.database_file().filter(|file| left || !file.exists());
    let target = match Target::open(place, left).await {
        Ok(target) => target,
        Err(error) => {
            // Nothing was written. What an earlier restore has left stays under its mark.
            if !left {
                remove_database(made.as_deref());
                mark.remove()?;
            }
            return Err(error);
        }
    };
    let filled = tokio::task::block_in_place(|| fill(&target, from, steps, &|at| bar.set_position(bytes + at)));
    let mut restored = match filled {
        Ok(restored) => restored,
        Err(error) => {
            // An end that was not heard of may be kept all the same, and what cannot be taken away now stays: both under the mark,
            // by which the next one who comes sees what it is.
            if tables(&target.db).await?.is_empty() {
                target.clear().await.context(format!("{error:#}"))?;
                target.db.close().await?;
                remove_database(made.as_deref());
                mark.remove()?;
            }
            return Err(error);
        }
    };
    mark.remove()?;
    restored.migrations = migrations::bring_up_to_date(&target.db).await?;
    restored.data_version = place.warehouse(now).await?.version().to_string();
    Ok(restored)
}

/// Takes the file of the records away that was made for nothing; without tables it is no company.
fn remove_database(file: Option<&Path>) {
    for ending in ["", "-wal", "-shm"] {
        if let Some(file) = file {
            let _ = std::fs::remove_file(format!("{}{ending}", file.display()));
        }
    }
}

/// How many steps of the timeline the tables of the backup had gone.
fn steps(head: &Head) -> anyhow::Result<u32> {
    let known: Vec<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    if !known.starts_with(&head.migrations) {
        bail!("这个备份由更新的版本制作，请先升级程序 · the backup was made by a newer Shuzhi ({}); upgrade this one first", head.program);
    }
    Ok(u32::try_from(head.migrations.len())?)
}

impl Target {
    /// Opens a place, and refuses unless there is nothing; what a killed restore has left is taken away first.
    async fn open(place: &Place, left: bool) -> anyhow::Result<Self> {
        let target = Self { db: place.connection().await?, files: place.files()?.objects().clone(), warehouse: place.storage().objects()? };
        target.refuse_full(left).await?;
        Ok(target)
    }

    async fn refuse_full(&self, left: bool) -> anyhow::Result<()> {
        let full = "这里已有数据；恢复只能在空的位置进行（另选 --data 目录或空数据库） · there is data here already; a restore needs an empty place (another --data folder, or an empty database)";
        if !tables(&self.db).await?.is_empty() {
            bail!(full);
        }
        if left {
            self.clear().await?;
        }
        if !is_empty(&self.files, &[Object::default()]).await? || !is_empty(&self.warehouse, &facts()).await? {
            bail!(full);
        }
        Ok(())
    }

    async fn clear(&self) -> anyhow::Result<()> {
        clear(&self.files, &[Object::default()]).await?;
        clear(&self.warehouse, &facts()).await
    }
}

fn facts() -> [Object; 3] {
    warehouse::FOLDERS.map(Object::from)
}

/// Puts everything in its place; the last thing that happens is that the records appear.
fn fill(target: &Target, from: &Path, steps: u32, moved: &dyn Fn(u64)) -> anyhow::Result<Restored> {
    let wait = Handle::current();
    let (transaction, made) = wait.block_on(async {
        let transaction = target.db.begin().await?;
        Migrator::up(&transaction, Some(steps)).await?;
        let made = tables(&transaction).await?;
        anyhow::Ok((transaction, made))
    })?;
    let mut restored = Restored::default();
    let head = walk(from, moved, &mut |_, part| one(target, &transaction, &made, part, &mut restored))?;
    if restored.tables != made.len() {
        bail!("备份缺少数据表 · the backup lacks tables: {} of {}", restored.tables, made.len());
    }
    wait.block_on(transaction.commit())?;
    restored.made_at = head.made_at;
    Ok(restored)
}

/// Puts one part in its place.
fn one(target: &Target, transaction: &DatabaseTransaction, made: &[Table], part: Part<'_>, restored: &mut Restored) -> anyhow::Result<()> {
    let wait = Handle::current();
    if let Some(name) = part.path.strip_prefix(RECORDS) {
        let table = made.iter().find(|table| name == format!("{}.ndjson", table.name));
        let table = table.with_context(|| format!("没有这个数据表 · there is no such table: {name}"))?;
        restored.rows += rows::fill(transaction, table, &mut BufReader::with_capacity(1 << 20, part.content), &wait)?;
        restored.tables += 1;
    } else if let Some(path) = part.path.strip_prefix(WAREHOUSE) {
        put(&target.warehouse, &Object::parse(path)?, part.bytes, part.content, &wait)?;
    } else if let Some(path) = part.path.strip_prefix(FILES) {
        put(&target.files, &Object::parse(path)?, part.bytes, part.content, &wait)?;
        restored.files += 1;
    } else {
        bail!("备份含有未知内容 · the backup holds something unknown: {}", part.path);
    }
    Ok(())
}
