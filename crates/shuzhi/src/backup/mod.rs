//! Backups: one file from which a company can be set up again, figure for figure.
//!
//! A backup is a tar file, compressed by zstd. In this order it holds
//!
//! - `shuzhi.json`: the form of the file, which program made it and when, and how far its tables were;
//! - `records/<table>.ndjson`: the rows of a table, the same for SQLite and PostgreSQL;
//! - `warehouse/…` and `files/…`: the facts of sales, and the photos and documents, as they lie in their storage;
//! - `contents.json`: every part with its size and checksum. A file without it was cut off.

mod archive;
mod kinds;
mod make;
mod objects;
mod restore;
mod rows;
mod tables;

pub use make::{Made, make};
pub use restore::{Restored, restore};
pub(crate) use tables::tables;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The form of backups that this program makes, and the newest that it understands.
pub const FORMAT: u32 = 1;

const HEAD: &str = "shuzhi.json";
const CONTENTS: &str = "contents.json";
const RECORDS: &str = "records/";
const WAREHOUSE: &str = "warehouse/";
const FILES: &str = "files/";

/// The first part of a backup.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Head {
    pub format: u32,
    pub program: String,
    pub made_at: DateTime<Utc>,
    /// The steps of the tables' timeline that were done.
    pub migrations: Vec<String>,
}

/// A line of the last part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Item {
    path: String,
    bytes: u64,
    sha256: String,
}
