//! `shuzhi openapi`: the OpenAPI document, for those who write clients.

use super::screen::put;
use kernel::clock::{Clock, SystemClock};
use kernel::department::Catalogue;
use std::process::ExitCode;
use std::sync::Arc;
use warehouse::{Storage, Warehouse};

pub async fn run() -> anyhow::Result<ExitCode> {
    // The document needs the declarations only; the warehouse behind them stays empty and goes away again.
    let folder = tempfile::tempdir()?;
    let warehouse = Warehouse::open(&Storage::Folder(folder.path().to_owned()), SystemClock.now()).await?;
    let catalogue = Catalogue::of(crate::departments(Arc::new(warehouse)));
    put(&serde_json::to_string_pretty(&server::openapi_document(&catalogue))?);
    Ok(ExitCode::SUCCESS)
}
