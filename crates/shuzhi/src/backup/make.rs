//! Makes a backup while others go on working.
//!
//! The records are read in one transaction and so at one moment. Whatever they speak of is there by then: a load writes
//! its facts before its record, an upload its bytes before its card. So the facts and files that are read afterwards
//! hold everything that the records of that moment need, and at most a load whose record was about to be written.

use super::archive::Writer;
use super::objects::{Pieces, get};
use super::tables::{Table, tables};
use super::{FILES, FORMAT, Head, RECORDS, WAREHOUSE, rows};
use crate::place::Place;
use anyhow::{Context as _, bail};
use chrono::{DateTime, Utc};
use indicatif::ProgressBar;
use kernel::file::{File, FileStore, record};
use object_store::path::Path as Object;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect, Statement};
use serde::Serialize;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tokio::runtime::Handle;
use uuid::Uuid;
use warehouse::Warehouse;

/// What a backup holds.
#[derive(Debug, Serialize)]
pub struct Made {
    pub file: PathBuf,
    pub bytes: u64,
    pub made_at: DateTime<Utc>,
    /// The version of the facts.
    pub data_version: String,
    pub tables: usize,
    pub rows: u64,
    pub files: u64,
    /// Files whose bytes were not there, or not those that were brought: lost before this backup.
    pub damaged: Vec<String>,
}

/// The records of one moment, in scratch files.
struct Records {
    tables: Vec<(Table, PathBuf)>,
    rows: u64,
    /// Ids and checksums of the stored files.
    files: Vec<(Uuid, String)>,
    migrations: Vec<String>,
}

/// Makes a backup of a place as `to`, which appears whole or not at all.
pub async fn make(place: &Place, to: &Path, now: DateTime<Utc>, bar: &ProgressBar) -> anyhow::Result<Made> {
    if to.exists() {
        bail!("{} 已存在，请换一个文件名 · it exists already; choose another name", to.display());
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let no_room = || format!("{} 无法写入 · it cannot be written to", folder.display());
    let scratch = tempfile::Builder::new().prefix(".shuzhi-backup-").tempdir_in(folder).with_context(no_room)?;
    let records = read_records(&place.database().await?, scratch.path(), bar).await?;
    let warehouse = place.warehouse(now).await?;
    let file = tempfile::Builder::new().prefix(".shuzhi-backup-").tempfile_in(folder).with_context(no_room)?;
    let head = Head { format: FORMAT, program: env!("CARGO_PKG_VERSION").to_owned(), made_at: now, migrations: records.migrations.clone() };
    let mut made = Made {
        file: to.to_owned(),
        bytes: 0,
        made_at: now,
        data_version: String::new(),
        tables: records.tables.len(),
        rows: records.rows,
        files: 0,
        damaged: Vec::new(),
    };
    let mut writer = Writer::new(file.reopen()?, &head)?;
    tokio::task::block_in_place(|| {
        for (table, rows) in &records.tables {
            let (bytes, mut content) = (rows.metadata()?.len(), std::fs::File::open(rows)?);
            writer.add(&format!("{RECORDS}{}.ndjson", table.name), bytes, &mut content)?;
        }
        made.data_version = add_facts(&mut writer, &warehouse, bar)?;
        add_files(&mut writer, &place.files()?, &records.files, &mut made, bar)?;
        writer.finish()
    })?;
    made.bytes = file.as_file().metadata()?.len();
    file.persist_noclobber(to).with_context(no_room)?;
    std::fs::File::open(folder)?.sync_all()?;
    Ok(made)
}

/// Writes the rows of all tables, as they were at one moment, into a folder.
async fn read_records(db: &DatabaseConnection, folder: &Path, bar: &ProgressBar) -> anyhow::Result<Records> {
    let moment = kernel::house::moment(db).await?;
    let found = tables(&moment).await?;
    if found.is_empty() {
        bail!("这里还没有数据 · there is no data here");
    }
    let mut records = Records { tables: Vec::new(), rows: 0, files: Vec::new(), migrations: migrations(&moment).await? };
    for table in found {
        let path = folder.join(format!("{}.ndjson", table.name));
        let mut to = BufWriter::with_capacity(1 << 20, std::fs::File::create(&path)?);
        let tick = |rows: u64| {
            if rows.is_multiple_of(1_000) {
                bar.tick();
            }
        };
        records.rows += rows::write(&moment, &table, &mut to, &tick).await?;
        to.flush()?;
        records.tables.push((table, path));
    }
    let cards = File::find().select_only().columns([record::Column::Id, record::Column::Sha256]).filter(record::Column::Sha256.ne(""));
    records.files = cards.into_tuple().all(&moment).await?;
    moment.rollback().await?;
    Ok(records)
}

/// The steps of the timeline that were done.
async fn migrations(db: &DatabaseTransaction) -> anyhow::Result<Vec<String>> {
    let steps = Statement::from_string(db.get_database_backend(), "SELECT version FROM seaql_migrations ORDER BY version");
    Ok(db.query_all_raw(steps).await?.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?)
}

/// Adds the warehouse; answers the version that it was at.
fn add_facts(writer: &mut Writer, warehouse: &Warehouse, bar: &ProgressBar) -> anyhow::Result<String> {
    let wait = Handle::current();
    let holdings = wait.block_on(warehouse.holdings())?;
    bar.set_length(holdings.parts.len() as u64);
    for (done, part) in (0_u64..).zip(&holdings.parts) {
        bar.set_position(done);
        match get(&warehouse.objects(), &part.path, &wait)? {
            Some((bytes, mut content)) => {
                writer.add(&format!("{WAREHOUSE}{}", part.path), bytes, &mut content)?;
            }
            None if part.spare => {}
            None => bail!("数据仓库缺少文件 {} · the warehouse lacks this file; nothing was backed up", part.path),
        }
    }
    Ok(holdings.version.to_string())
}

/// Adds the stored files. One that was lost before does not keep the others from being saved; it is named.
fn add_files(writer: &mut Writer, store: &FileStore, files: &[(Uuid, String)], made: &mut Made, bar: &ProgressBar) -> anyhow::Result<()> {
    let wait = Handle::current();
    bar.set_length(files.len() as u64);
    for (done, (id, sha256)) in (0_u64..).zip(files) {
        bar.set_position(done);
        let place: Object = FileStore::place(*id);
        let found: Option<(u64, Pieces)> = get(store.objects(), &place, &wait)?;
        let whole = match found {
            Some((bytes, mut content)) => {
                made.files += 1;
                writer.add(&format!("{FILES}{place}"), bytes, &mut content)? == *sha256
            }
            None => false,
        };
        if !whole {
            made.damaged.push(id.to_string());
        }
    }
    Ok(())
}
