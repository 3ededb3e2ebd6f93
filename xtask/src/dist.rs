//! `cargo xtask dist`: the fully optimised program for servers and benchmarks.

use crate::program::{cargo, target};
use crate::{system::call, web};
use anyhow::Result;
use std::path::PathBuf;

pub fn run() -> Result<()> {
    let file = build()?;
    let megabytes = std::fs::metadata(&file)?.len() as f64 / f64::from(1 << 20);
    println!("{} ({megabytes:.1} MB)", file.display());
    Ok(())
}

/// Builds it and answers where it is.
pub fn build() -> Result<PathBuf> {
    web::build()?;
    call(cargo().args(["build", "--locked", "--profile", "dist", "--package", "shuzhi"]))?;
    Ok(target().join("dist/shuzhi"))
}
