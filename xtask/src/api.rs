//! `cargo xtask api`: the committed OpenAPI document, and the TypeScript types made from it.

use crate::system::{call, root};
use crate::{program, web};
use anyhow::{Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The committed document.
const DOCUMENT: &str = "web/openapi.json";
/// The types made from it.
const TYPES: &str = "web/src/api/schema.d.ts";

pub fn run() -> Result<()> {
    fs::write(root().join(DOCUMENT), document(&program::build()?)?)?;
    make_types(TYPES)
}

/// Fails when the committed document or types are not what the source says.
pub fn refuse_stale(program: &Path) -> Result<()> {
    let fresh = document(program)?;
    if fs::read(root().join(DOCUMENT)).unwrap_or_default() != fresh {
        bail!("{DOCUMENT} is not what the source says; run `cargo xtask api` and commit it");
    }
    let check = "web/node_modules/.schema-check.d.ts";
    make_types(check)?;
    if fs::read(root().join(check))? != fs::read(root().join(TYPES)).unwrap_or_default() {
        bail!("{TYPES} is not what the document says; run `cargo xtask api` and commit it");
    }
    Ok(())
}

fn document(program: &Path) -> Result<Vec<u8>> {
    let out = Command::new(program).arg("openapi").output()?;
    if !out.status.success() {
        bail!("the document could not be written: {}", String::from_utf8_lossy(&out.stderr));
    }
    Ok(out.stdout)
}

fn make_types(file: &str) -> Result<()> {
    web::install("web")?;
    let made = root().join(file);
    let node = root().join("web/node_modules/.bin/openapi-typescript");
    call(Command::new(node).arg(root().join(DOCUMENT)).arg("-o").arg(made).stdout(std::process::Stdio::null()))
}
