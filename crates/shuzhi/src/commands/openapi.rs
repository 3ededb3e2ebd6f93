//! `shuzhi openapi`: the OpenAPI document, for those who write clients.

use super::screen::put;
use kernel::clock::{Clock, SystemClock};
use kernel::department::{Catalogue, Department};
use std::process::ExitCode;
use std::sync::Arc;
use warehouse::{Storage, Warehouse};

pub async fn run() -> anyhow::Result<ExitCode> {
    let catalogue = Catalogue::of(declared().await?);
    put(&serde_json::to_string_pretty(&server::openapi_document(&catalogue))?);
    Ok(ExitCode::SUCCESS)
}

/// What the departments declare, wherever the data may lie: the warehouse behind it stays empty and goes away again.
pub(super) async fn declared() -> anyhow::Result<Vec<Department>> {
    let folder = tempfile::tempdir()?;
    let warehouse = Warehouse::open(&Storage::Folder(folder.path().to_owned()), SystemClock.now()).await?;
    Ok(crate::departments(Arc::new(warehouse)))
}
