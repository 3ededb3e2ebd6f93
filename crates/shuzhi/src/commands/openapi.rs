//! `shuzhi openapi`: the OpenAPI document, for those who write clients.

use kernel::department::Catalogue;
use std::process::ExitCode;

pub fn run() -> anyhow::Result<ExitCode> {
    let catalogue = Catalogue::of(crate::departments());
    println!("{}", serde_json::to_string_pretty(&server::openapi_document(&catalogue))?);
    Ok(ExitCode::SUCCESS)
}
